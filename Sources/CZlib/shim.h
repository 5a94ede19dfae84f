// The inflate and deflate of the system's zlib, which the Swift toolchain itself requires.
#include <zlib.h>

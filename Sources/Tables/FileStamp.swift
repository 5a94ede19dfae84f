#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// What tells that a file was saved: its place on the disk, its size, and when it was last written.
public struct FileStamp: Hashable, Sendable {
  public let path: String
  private let file: UInt64
  private let size: Int64
  private let seconds: Int64
  private let nanoseconds: Int64

  /// The stamp of a file that holds bytes; nil for pipes, devices and folders, which have no content that stays.
  public static func ofRegular(_ path: String) -> FileStamp? {
    FileReader.isRegular(path) ? FileStamp(path: path) : nil
  }

  /// The stamp of what is at a path now; all zero where there is nothing.
  public init(path: String) {
    self.path = path
    var status = stat()
    guard !path.utf8.contains(0), stat(path, &status) == 0 else {
      (file, size, seconds, nanoseconds) = (0, 0, 0, 0)
      return
    }
    #if canImport(Darwin)
      let time = status.st_mtimespec
    #else
      let time = status.st_mtim
    #endif
    file = UInt64(status.st_ino)
    size = Int64(status.st_size)
    seconds = Int64(time.tv_sec)
    nanoseconds = Int64(time.tv_nsec)
  }
}

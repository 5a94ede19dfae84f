#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Where the bytes of a table are: in memory, or in a file that is read piece by piece.
public enum ByteSource: Sendable {
  case memory([UInt8])
  /// A regular file and its size when it was looked at.
  case file(path: String, size: Int)

  public var count: Int {
    switch self {
    case .memory(let bytes): bytes.count
    case .file(_, let size): size
    }
  }

  /// A regular file of at least `size` bytes; nil for anything else, which is to be read whole.
  public static func largeFile(_ path: String, atLeast size: Int) -> ByteSource? {
    var status = stat()
    guard !path.utf8.contains(0), stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
      Int(status.st_size) >= size
    else { return nil }
    return .file(path: path, size: Int(status.st_size))
  }

  /// All bytes; a file is read now.
  public func load() -> Result<[UInt8], FileFailure> {
    switch self {
    case .memory(let bytes): .success(bytes)
    case .file(let path, _): FileReader.read(path: path)
    }
  }
}

/// Reads pieces of a source. One reader serves one thread.
public final class ByteReader {
  private let source: ByteSource
  private let descriptor: Int32

  /// nil where the file cannot be opened.
  public init?(_ source: ByteSource) {
    self.source = source
    switch source {
    case .memory: descriptor = -1
    case .file(let path, _):
      descriptor = open(path, O_RDONLY | O_CLOEXEC)
      if descriptor < 0 { return nil }
    }
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
  }

  /// Fills the buffer with the bytes from `offset` on; false where there are fewer, or reading fails.
  public func read(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) -> Bool {
    guard offset >= 0, offset <= source.count, buffer.count <= source.count - offset else { return false }
    switch source {
    case .memory(let bytes):
      bytes.withUnsafeBytes {
        buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[offset...].prefix(buffer.count)))
      }
      return true
    case .file:
      var filled = 0
      while filled < buffer.count {
        let got = pread(
          descriptor, buffer.baseAddress?.advanced(by: filled), buffer.count - filled, off_t(offset + filled))
        if got < 0, errno == EINTR { continue }
        if got <= 0 { return false }
        filled += got
      }
      return true
    }
  }
}

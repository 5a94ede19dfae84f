import Diagnostics

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A standard stream of the process, read or written with system calls so that every failure is seen.
struct StandardStream {
  private let descriptor: Int32

  static let input = StandardStream(descriptor: 0)
  static let output = StandardStream(descriptor: 1)
  static let errors = StandardStream(descriptor: 2)

  /// Whether a person looks at it.
  var isTerminal: Bool { isatty(descriptor) == 1 }

  /// Writes all of a text; what went wrong otherwise.
  func write(_ text: String) -> Phrase? {
    text.isEmpty ? nil : write(Array(text.utf8))
  }

  func write(_ bytes: [UInt8]) -> Phrase? {
    bytes.withUnsafeBytes { bytes in
      var written = 0
      while written < bytes.count {
        #if canImport(Glibc)
          let count = Glibc.write(descriptor, bytes.baseAddress?.advanced(by: written), bytes.count - written)
        #elseif canImport(Musl)
          let count = Musl.write(descriptor, bytes.baseAddress?.advanced(by: written), bytes.count - written)
        #else
          let count = Darwin.write(
            descriptor, bytes.baseAddress?.advanced(by: written), bytes.count - written)
        #endif
        if count < 0 {
          if errno == EINTR { continue }
          return Self.reason(errno)
        }
        written += count
      }
      return nil
    }
  }

  /// Everything up to the end; nil where reading fails or it is larger than `limit` bytes.
  func readAll(limit: Int) -> [UInt8]? {
    var result: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = read(descriptor, &chunk, chunk.count)
      if count < 0 {
        if errno == EINTR { continue }
        return nil
      }
      if count == 0 { return result }
      result += chunk[..<count]
      if result.count > limit { return nil }
    }
  }

  private static func reason(_ code: Int32) -> Phrase {
    switch code {
    case EPIPE: Phrase("管道另一头已经关闭", "the other end of the pipe is closed")
    case ENOSPC: Phrase("磁盘已满", "the disk is full")
    case EDQUOT: Phrase("磁盘配额已用完", "the disk quota is used up")
    case EFBIG: Phrase("超过系统允许的文件大小", "it is larger than files may be here")
    case EBADF: Phrase("输出没有打开", "the output is not open")
    default: Phrase("系统错误 \(code)", "system error \(code)")
    }
  }
}

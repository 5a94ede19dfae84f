#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Conversion of text by the system's iconv.
enum SystemConverter {
  enum Failure: Error, Equatable {
    /// The system does not know the encoding.
    case missing
    /// The bytes at an offset mean nothing in the encoding.
    case undecodable(offset: Int)
  }

  /// The bytes as UTF-8. Cost: linear; one buffer of one and a half times the size.
  static func utf8(_ bytes: [UInt8], from encoding: String) -> Result<[UInt8], Failure> {
    guard let converter = iconv_open("UTF-8", encoding), Int(bitPattern: converter) != -1 else {
      return .failure(.missing)
    }
    defer { iconv_close(converter) }
    var fault: Int?
    let capacity = bytes.count / 2 * 3 + 16
    let text = [UInt8](unsafeUninitializedCapacity: capacity) { output, filled in
      bytes.withUnsafeBytes { input in
        var from: UnsafeMutablePointer<CChar>? = UnsafeMutablePointer(
          mutating: input.bindMemory(to: CChar.self).baseAddress)
        var fromLeft = input.count
        output.withMemoryRebound(to: CChar.self) { output in
          var to: UnsafeMutablePointer<CChar>? = output.baseAddress
          var toLeft = output.count
          if fromLeft > 0,
            iconv(converter, &from, &fromLeft, &to, &toLeft) == Int(bitPattern: UInt.max) || fromLeft > 0
          {
            fault = input.count - fromLeft
          }
          // What the converter still holds back of a sequence that is complete.
          if fault == nil { _ = iconv(converter, nil, nil, &to, &toLeft) }
          filled = output.count - toLeft
        }
      }
    }
    if let fault { return .failure(.undecodable(offset: fault)) }
    return .success(text)
  }
}

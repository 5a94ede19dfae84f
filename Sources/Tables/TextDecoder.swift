/// Turns the bytes of a file into UTF-8.
///
/// A byte order mark decides. Without one, what is well-formed UTF-8 is UTF-8; what has the zero bytes of
/// UTF-16 beside its separators is UTF-16; anything else is GB18030, unless it is mostly well-formed UTF-8 and
/// so a damaged file: nearly any bytes are some GB18030 text, but seldom the one that was meant.
struct TextDecoder {
  enum Failure: Error, Equatable {
    /// Bytes that the encoding does not know, and the record that they stand in, from 1.
    case undecodable(record: Int, bytes: [UInt8], TextEncoding)
    /// Bytes that are neither UTF-8 nor GB18030.
    case unknownEncoding(record: Int, bytes: [UInt8])
    /// The system cannot convert from this encoding.
    case converterMissing(TextEncoding)
  }

  struct Text {
    var bytes: [UInt8]
    var encoding: TextEncoding
  }

  /// The name by which the system knows GB18030.
  var converter = "GB18030"

  func decode(_ bytes: [UInt8]) -> Result<Text, Failure> {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
      let check = UTF8Check(bytes)
      guard let fault = check.firstFault else {
        return .success(Text(bytes: Array(bytes[3...]), encoding: .utf8))
      }
      return .failure(
        .undecodable(record: Self.record(at: fault, in: bytes), bytes: check.fault, .utf8))
    }
    if bytes.starts(with: [0xFF, 0xFE]) { return utf16(bytes, from: 2, .utf16LittleEndian) }
    if bytes.starts(with: [0xFE, 0xFF]) { return utf16(bytes, from: 2, .utf16BigEndian) }
    let check = UTF8Check(bytes)
    if let order = UTF16Text.likelyOrder(bytes, isUTF8: check.isValid) { return utf16(bytes, from: 0, order) }
    guard let fault = check.firstFault else { return .success(Text(bytes: bytes, encoding: .utf8)) }
    if check.wideCount > check.faultCount {
      return .failure(
        .undecodable(record: Self.record(at: fault, in: bytes), bytes: check.fault, .utf8))
    }
    return gb18030(bytes)
  }

  private func utf16(_ bytes: [UInt8], from start: Int, _ order: TextEncoding) -> Result<Text, Failure> {
    let text = UTF16Text(bytes, from: start, isBigEndian: order == .utf16BigEndian)
    guard let fault = text.fault else { return .success(Text(bytes: text.utf8, encoding: order)) }
    let record = Self.record(at: text.utf8.count, in: text.utf8)
    return .failure(.undecodable(record: record, bytes: fault, order))
  }

  private func gb18030(_ bytes: [UInt8]) -> Result<Text, Failure> {
    switch SystemConverter.utf8(bytes, from: converter) {
    case .success(let text): return .success(Text(bytes: text, encoding: .gb18030))
    case .failure(.missing): return .failure(.converterMissing(.gb18030))
    case .failure(.undecodable(let offset)):
      let end = min(offset + 2, bytes.count)
      return .failure(
        .unknownEncoding(
          record: Self.record(at: offset, in: bytes), bytes: Array(bytes[min(offset, end)..<end])))
    }
  }

  /// The record that a byte stands in, from 1: line ends inside quotes do not count. Neither UTF-8 nor GB18030
  /// uses the bytes of quotes and line ends within other characters.
  static func record(at offset: Int, in bytes: [UInt8]) -> Int {
    var counter = RecordCounter()
    for byte in bytes.prefix(offset) { counter.pass(byte) }
    return counter.record
  }

  private static func start(ofRecord wanted: Int, in bytes: [UInt8]) -> Int {
    var counter = RecordCounter()
    for (offset, byte) in bytes.enumerated() {
      if counter.record == wanted { return byte == 0x0A && counter.last == 0x0D ? offset + 1 : offset }
      counter.pass(byte)
    }
    return bytes.count
  }

  /// How a record begins, from 1, with marks for what is not UTF-8.
  static func firstLine(ofRecord wanted: Int, in bytes: [UInt8]) -> String {
    let line = bytes[start(ofRecord: wanted, in: bytes)...].prefix(400).prefix { $0 != 0x0A && $0 != 0x0D }
    return String(String(decoding: line, as: UTF8.self).prefix(100))
  }
}

private struct RecordCounter {
  var record = 1
  var last: UInt8 = 0
  private var isQuoted = false

  mutating func pass(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: "\""): isQuoted.toggle()
    case 0x0D where !isQuoted: record += 1
    case 0x0A where !isQuoted && last != 0x0D: record += 1
    default: break
    }
    last = byte
  }
}

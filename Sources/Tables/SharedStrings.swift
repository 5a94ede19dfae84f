import Diagnostics
import Packaging

/// The texts that cells of a workbook share, one after the other in one buffer.
struct SharedStrings: Sendable {
  private(set) var bytes: [UInt8] = []
  private(set) var offsets: [UInt32] = [0]

  init() {}

  init(part: String?, _ archive: ZipArchive, _ limits: TableLimits) throws(WorkbookFault) {
    guard let part, archive.contains(part) else { return }
    var strings = self
    var isTooLarge = false
    try readPart(part, archive, most: limits.workbookTextBytes * 2) { reader throws(XMLFault) in
      var text = SheetText()
      while !isTooLarge, let event = try reader.next() {
        switch event {
        case .start:
          if reader.isNamed("si") { text.begin() }
          text.start(reader)
        case .text: try text.append(reader)
        case .end:
          text.end(reader)
          guard reader.isNamed("si") else { continue }
          strings.append(text.bytes)
          isTooLarge =
            strings.bytes.count > limits.workbookTextBytes || strings.count > limits.workbookCells
        }
      }
    }
    guard !isTooLarge else {
      guard strings.count <= limits.workbookCells else {
        let count = limits.workbookCells
        throw .tooMany(Phrase("文字超过 \(count) 条", "it has more than \(count) texts"))
      }
      let size = FileFailure.size(limits.workbookTextBytes)
      throw .tooMany(Phrase("文字超过 \(size)", "it has more than \(size) of text"))
    }
    guard UTF8Check(strings.bytes).isValid else { throw .part(part, .encoding) }
    self = strings
  }

  private mutating func append(_ text: [UInt8]) {
    bytes += text
    offsets.append(UInt32(clamping: bytes.count))
  }

  var count: Int { offsets.count - 1 }

  func range(_ index: Int) -> Range<Int>? {
    guard index >= 0, index < count else { return nil }
    return Int(offsets[index])..<Int(offsets[index + 1])
  }
}

/// The text of a string item: its `t` elements joined, also those of formatted runs; phonetic guides left out.
struct SheetText {
  private(set) var bytes: [UInt8] = []
  private var isInText = false
  private var phoneticDepth = 0

  /// Of one cell; spreadsheets stop at 32,767 characters.
  static let mostBytes = 1 << 20

  mutating func begin() {
    bytes.removeAll(keepingCapacity: true)
    isInText = false
    phoneticDepth = 0
  }

  mutating func start(_ reader: XMLReader) {
    if reader.isNamed("rPh") { phoneticDepth += 1 }
    if reader.isNamed("t") { isInText = phoneticDepth == 0 }
  }

  mutating func append(_ reader: XMLReader) throws(XMLFault) {
    guard isInText else { return }
    let start = bytes.count
    reader.appendText(to: &bytes)
    guard bytes.count <= Self.mostBytes else { throw .tokenTooLong }
    resolveEscapes(from: start)
  }

  mutating func end(_ reader: XMLReader) {
    if reader.isNamed("rPh") { phoneticDepth -= 1 }
    if reader.isNamed("t") { isInText = false }
  }

  /// `_x000D_` stands for a character that XML cannot hold (ECMA-376-1, ST_Xstring).
  private mutating func resolveEscapes(from start: Int) {
    guard bytes[start...].contains(UInt8(ascii: "_")) else { return }
    var result = Array(bytes[..<start])
    var index = start
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "_"), index + 7 <= bytes.count, bytes[index + 1] == UInt8(ascii: "x"),
        bytes[index + 6] == UInt8(ascii: "_"),
        let number = UInt32(String(decoding: bytes[(index + 2)..<(index + 6)], as: UTF8.self), radix: 16),
        let scalar = Unicode.Scalar(number)
      {
        result += String(Character(scalar)).utf8
        index += 7
      } else {
        result.append(bytes[index])
        index += 1
      }
    }
    bytes = result
  }
}

extension CellParser {
  /// A text without white space at both ends: blanks of any width, no-break and zero-width characters.
  public static func trimmed(_ cell: UnsafeBufferPointer<UInt8>) -> String { cell.trimmed.string }

  public static func trimmed(_ text: String) -> String { borrow(text) { $0.trimmed.string } }

  /// The names of a list, in order: separated by 、 ， , ； ; ｜ | or line breaks, trimmed, blank ones left out.
  public static func names(_ cell: UnsafeBufferPointer<UInt8>) -> [String] {
    var names: [String] = []
    var start = 0
    func close(_ end: Int) {
      let name = CellBytes(rebasing: cell[start..<end]).trimmed
      if !name.isEmpty { names.append(name.string) }
    }
    var index = 0
    while index < cell.count {
      let length = separatorLength(cell, index)
      if length == 0 {
        index &+= 1
      } else {
        close(index)
        index &+= length
        start = index
      }
    }
    close(cell.count)
    return names
  }

  public static func names(_ cell: String) -> [String] { borrow(cell) { names($0) } }

  private static func separatorLength(_ cell: CellBytes, _ index: Int) -> Int {
    switch cell[index] {
    case UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "|"), 0x0A, 0x0D: return 1
    case 0xE3:
      guard index &+ 2 < cell.count else { return 0 }
      return cell[index &+ 1] == 0x80 && cell[index &+ 2] == 0x81 ? 3 : 0
    case 0xEF:
      let (byte, length) = cell.foldedCharacter(at: index)
      return byte.map { ",;|".utf8.contains($0) } == true ? length : 0
    default: return 0
    }
  }

  /// The form by which names are compared: trimmed, full-width ASCII characters as ASCII, zero-width
  /// characters dropped, runs of white space as one blank. Print the original, not this.
  public static func normalisedName(_ cell: UnsafeBufferPointer<UInt8>) -> String {
    let text = cell.trimmed
    if !text.contains(where: mayChange) { return text.string }
    var result: [UInt8] = []
    result.reserveCapacity(text.count)
    var index = 0
    while index < text.count {
      let white = text.whiteLength(at: index, end: text.count)
      if white > 0 {
        if !isZeroWidth(text, index), result.last != 0x20 { result.append(0x20) }
        index &+= white
      } else {
        let (byte, length) = text.foldedCharacter(at: index)
        result.append(byte ?? text[index])
        index &+= length
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  public static func normalisedName(_ text: String) -> String { borrow(text) { normalisedName($0) } }

  /// Whether a character that begins with this byte may have another form. 0xE3 begins no frequent character
  /// but the full-width blank and 々, 〇, kana.
  private static func mayChange(_ byte: UInt8) -> Bool {
    byte <= 0x20 || byte == 0xC2 || byte == 0xE2 || byte == 0xE3 || byte == 0xEF
  }

  private static func isZeroWidth(_ text: CellBytes, _ index: Int) -> Bool {
    guard index &+ 2 < text.count else { return false }
    switch (text[index], text[index &+ 1], text[index &+ 2]) {
    case (0xE2, 0x80, 0x8B...0x8F), (0xE2, 0x80, 0xAA...0xAE), (0xE2, 0x81, 0xA0), (0xEF, 0xBB, 0xBF):
      return true
    default: return false
    }
  }
}

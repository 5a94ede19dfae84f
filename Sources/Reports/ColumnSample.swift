import Diagnostics

/// The cells of one column, looked at once.
struct ColumnSample {
  let header: String
  /// Cells that are not blank, trimmed.
  let values: [CellSample]
  let hasBlanks: Bool
  /// Values that occur, in order of first appearance.
  let distinct: [String]

  init(header: String, cells: [String]) {
    self.header = CellSample.trimmed(header)
    values = cells.map(CellSample.init).filter { !$0.text.isEmpty }
    hasBlanks = values.count < cells.count
    var seen = Set<String>()
    distinct = values.map(\.text).filter { seen.insert($0).inserted }
  }

  var repeats: Bool { distinct.count < values.count }

  /// A few words that come again and again, none of them long.
  var isChoice: Bool { distinct.count >= 2 && distinct.count * 2 <= values.count && isFewWords }

  /// Short words, not many different ones.
  var isFewWords: Bool {
    guard !distinct.isEmpty, distinct.count <= 12 else { return false }
    return values.allSatisfy { !$0.isNumber } && distinct.allSatisfy { $0.count <= 16 }
  }

  /// The kind that a method file would declare; names of its own making are in `language`.
  func kind(_ language: Language) -> GuessedColumn.Kind {
    if values.isEmpty { return .count(HeaderWords.measure(header).flatMap { $0 == "分" ? nil : $0 } ?? "条") }
    if values.allSatisfy(\.isNumber) { return numberKind }
    if values.allSatisfy(\.isPercent) { return .percent }
    if let pattern = notation(language) { return .notation(HeaderWords.measure(header) ?? "条", pattern) }
    if values.allSatisfy({ CellSample.yesNo.contains($0.text.lowercased()) }) { return .yesNo }
    if values.allSatisfy(\.isDate) { return .date }
    if values.allSatisfy(\.isMonth) { return .month }
    if HeaderWords.isID(header) { return .id }
    return isChoice ? .choice(distinct) : .text
  }

  private var numberKind: GuessedColumn.Kind {
    if HeaderWords.isResult(header) { return .result }
    let measure = HeaderWords.measure(header)
    if measure == "分" { return .points }
    if HeaderWords.isID(header) { return .id }
    if header.hasSuffix("率") || header.hasSuffix("比") { return .plain }
    if values.allSatisfy(\.isCount) { return .count(measure ?? "条") }
    return measure.map { .count($0) } ?? .points
  }

  /// A pattern such as 数+带*，where cells hold counts joined by + and told apart by marks: `5+1*`.
  private func notation(_ language: Language) -> String? {
    var marks: [String] = []
    for value in values {
      for piece in value.text.split(separator: "+", omittingEmptySubsequences: false) {
        let digits = piece.prefix { $0.isASCII && $0.isNumber }
        let mark = String(piece.dropFirst(digits.count))
        guard !digits.isEmpty, mark.count <= 1, mark.allSatisfy({ "*#△▲★☆※".contains($0) }) else {
          return nil
        }
        if !mark.isEmpty, !marks.contains(mark) { marks.append(mark) }
      }
    }
    guard !marks.isEmpty else { return nil }
    let words = Phrase("数 另计", "count other")[language].split(separator: " ")
    return (words[0] + marks.enumerated().map { "+\(words[1])\($0.offset + 1)\($0.element)" }.joined())
  }
}

/// One cell, as far as its form says what it is.
struct CellSample {
  let text: String

  init(_ cell: String) {
    text = Self.trimmed(cell)
  }

  static let yesNo: Set<String> = ["是", "否", "yes", "no", "√", "×"]

  static func trimmed(_ text: String) -> String {
    let scalars = text.unicodeScalars
    guard let first = scalars.firstIndex(where: { !isBlank($0) }),
      let last = scalars.lastIndex(where: { !isBlank($0) })
    else { return "" }
    return String(scalars[first...last])
  }

  private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isWhitespace || scalar.value == 0xFEFF || scalar.value == 0x200B
  }

  /// Without thousands separators, full-width characters as ASCII.
  private var plain: [UInt8] {
    text.unicodeScalars.compactMap { scalar -> UInt8? in
      switch scalar.value {
      case 0x2C, 0xFF0C: nil
      case 0xFF01...0xFF5E: UInt8(truncatingIfNeeded: scalar.value - 0xFEE0)
      case 0x2212: 0x2D
      case 0x21...0x7E: UInt8(truncatingIfNeeded: scalar.value)
      default: 0
      }
    }
  }

  private static func isNumber(_ bytes: ArraySlice<UInt8>, decimals: Bool) -> Bool {
    var digits = 0
    var points = 0
    for byte in bytes.first == 0x2D ? bytes.dropFirst() : bytes {
      if byte == 0x2E, decimals {
        points += 1
      } else if (0x30...0x39).contains(byte) {
        digits += 1
      } else {
        return false
      }
    }
    return digits > 0 && points <= 1
  }

  /// Digits only, perhaps with a sign.
  var isCount: Bool { Self.isNumber(plain[...], decimals: false) }
  var isNumber: Bool { Self.isNumber(plain[...], decimals: true) }

  var isPercent: Bool {
    let bytes = plain
    return bytes.last == 0x25 && Self.isNumber(bytes.dropLast(), decimals: true)
  }

  /// The runs of digits, where everything between is a date's punctuation.
  private var dateParts: [Int]? {
    var parts: [Int] = []
    var isInside = false
    for scalar in text.unicodeScalars {
      if let digit = Self.digit(scalar) {
        if isInside, let last = parts.last {
          parts[parts.count - 1] = min(last * 10 + digit, 99_999)
        } else {
          parts.append(digit)
        }
        isInside = true
      } else {
        guard "-/.年月日".unicodeScalars.contains(scalar) else { return nil }
        isInside = false
      }
    }
    return parts
  }

  private static func digit(_ scalar: Unicode.Scalar) -> Int? {
    switch scalar.value {
    case 0x30...0x39: Int(scalar.value - 0x30)
    case 0xFF10...0xFF19: Int(scalar.value - 0xFF10)
    default: nil
    }
  }

  var isDate: Bool {
    guard let parts = dateParts, parts.count == 3 else { return false }
    return (1900...2200).contains(parts[0]) && (1...12).contains(parts[1]) && (1...31).contains(parts[2])
  }

  var isMonth: Bool {
    guard let parts = dateParts, parts.count == 2 else { return false }
    return (1900...2200).contains(parts[0]) && (1...12).contains(parts[1])
  }
}

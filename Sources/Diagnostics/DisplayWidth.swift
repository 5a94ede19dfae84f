/// How many columns of a fixed-width screen a text takes: East Asian wide and fullwidth characters take two,
/// combining marks and format characters none, everything else one. Ambiguous characters (“ ” ÷ —) count one,
/// as terminals do by default. Tabs and controls are not texts to print; renderers replace them first.
public enum DisplayWidth {
  /// Columns of a text. Cost: its scalars.
  public static func of(_ text: String) -> Int {
    // Figures, most of all.
    let isASCII = text.utf8.withContiguousStorageIfAvailable { $0.allSatisfy { $0 >= 0x20 && $0 <= 0x7E } }
    if isASCII == true { return text.utf8.count }
    var width = 0
    for scalar in text.unicodeScalars {
      guard isPlain(scalar) else { return text.reduce(0) { $0 + of($1) } }
      width += of(scalar)
    }
    return width
  }

  /// Columns of one character: those of its widest scalar, so that marks, joiners and flags count once.
  public static func of(_ character: Character) -> Int {
    character.unicodeScalars.reduce(0) { max($0, $1.value == 0xFE0F ? 2 : of($1)) }
  }

  /// Columns of one scalar.
  public static func of(_ scalar: Unicode.Scalar) -> Int {
    let value = scalar.value
    if value < 0x300 { return value < 0x20 || (0x7F..<0xA0).contains(value) ? 0 : 1 }
    if wide.contains(where: { $0.first <= value && value <= $0.last }) { return 2 }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: return 0
    default: break
    }
    if (0x1160...0x11FF).contains(value) { return 0 }
    return scalar.properties.isEmojiPresentation ? 2 : 1
  }

  public enum Alignment: Sendable {
    case left
    case right
  }

  /// The text with blanks added up to a width; unchanged where it is wider.
  public static func padded(_ text: String, to width: Int, _ alignment: Alignment = .left) -> String {
    let blanks = String(repeating: " ", count: max(0, width - of(text)))
    return alignment == .left ? text + blanks : blanks + text
  }

  /// The longest beginning that fits, with `…` where something was cut.
  public static func cut(_ text: String, to width: Int) -> String {
    guard of(text) > width else { return text }
    var result = ""
    var used = 0
    for character in text {
      let next = of(character)
      guard used + next <= width - 1 else { break }
      result.append(character)
      used += next
    }
    return result + "…"
  }

  /// Scalars that never join with a neighbour into one character: ASCII, Han, kana, full-width forms.
  private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x20...0x7E, 0xB0...0x2FF, 0x2010...0x2026, 0x3000...0x3029, 0x3041...0x3096, 0x3400...0x4DBF,
      0x4E00...0x9FFF, 0xFF01...0xFF60:
      true
    default: false
    }
  }

  /// East Asian Width W and F (Unicode 16, UAX #11), whole blocks; emoji come from their own property.
  private static let wide: [(first: UInt32, last: UInt32)] = [
    (0x4E00, 0xA4CF), (0x2E80, 0x303E), (0xFF00, 0xFF60), (0x3041, 0x3247), (0x3250, 0x4DBF),
    (0x1100, 0x115F),
    (0x2329, 0x232A), (0xA960, 0xA97F), (0xAC00, 0xD7A3), (0xF900, 0xFAFF), (0xFE10, 0xFE19),
    (0xFE30, 0xFE6F),
    (0xFFE0, 0xFFE6), (0x16FE0, 0x18DFF), (0x1AFF0, 0x1B2FF), (0x1F200, 0x1F265), (0x20000, 0x2FFFD),
    (0x30000, 0x3FFFD),
  ]
}

/// Texts of users made fit for one line of output.
public enum PlainLine {
  /// The text with control characters, line ends and direction marks written as escapes (`\n`, `\u{1B}`), so
  /// that no data can move a terminal's cursor or reverse a line.
  public static func escaped(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: isControl) else { return text }
    return text.unicodeScalars.reduce(into: "") { $0 += escaped($1) }
  }

  static func escaped(_ scalar: Unicode.Scalar) -> String {
    guard isControl(scalar) else { return String(Character(scalar)) }
    switch scalar {
    case "\n": return "\\n"
    case "\r": return "\\r"
    case "\t": return "\\t"
    default: return "\\u{" + String(scalar.value, radix: 16, uppercase: true) + "}"
    }
  }

  static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F..<0xA0, 0x200E...0x200F, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF: true
    default: false
    }
  }
}

// What the lexer tells of single characters.
extension Lexer {
  /// What closes a quotation that a character opens.
  static func closingQuote(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
    switch scalar {
    case "“": "”"
    case "「": "」"
    case "『": "』"
    case "\"", "`", "＂": scalar
    default: nil
    }
  }

  static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    scalar == " " || scalar == "\t" || scalar == "\u{3000}" || scalar == "\u{A0}" || scalar == "\u{200B}"
      || scalar == "\u{FEFF}"
  }

  /// The ASCII twin of a full-width form; anything else as it is.
  static func folded(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    guard scalar.value >= 0xFF01, scalar.value <= 0xFF5E else { return scalar }
    return Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar
  }

  static func isDigit(_ scalar: Unicode.Scalar) -> Bool { scalar.value >= 0x30 && scalar.value <= 0x39 }

  static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII { return scalar == "_" || (scalar.value | 0x20 >= 0x61 && scalar.value | 0x20 <= 0x7A) }
    if scalar.value >= 0x4E00, scalar.value <= 0x9FFF { return true }
    // 《 》 stand around the names of bulletins, and are part of them.
    if scalar == "·" || scalar == "々" || scalar == "《" || scalar == "》" { return true }
    return scalar.properties.isAlphabetic || scalar.properties.isIdeographic
  }

  static func visible(_ scalar: Unicode.Scalar) -> String {
    scalar.value < 0x20 || scalar.value == 0x7F
      ? "U+" + String(scalar.value, radix: 16, uppercase: true) : String(scalar)
  }
}

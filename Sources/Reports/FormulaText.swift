/// Texts that a spreadsheet would take for a formula.
enum FormulaText {
  /// Whether a text begins as formulas do, and is neither a number nor a mere dash. Data come from strangers: a
  /// unit named `=HYPERLINK(…)` must stay a name.
  static func isLikeFormula(_ text: String) -> Bool { isLikeFormula(text.utf8) }

  /// The same of a text's UTF-8.
  @inline(__always)
  static func isLikeFormula(_ bytes: some Collection<UInt8>) -> Bool {
    guard let first = bytes.first else { return false }
    switch first {
    case UInt8(ascii: "="), UInt8(ascii: "@"), 0x09, 0x0D: return true
    case UInt8(ascii: "+"), UInt8(ascii: "-"):
      let isNumber = bytes.dropFirst().allSatisfy {
        ($0 >= 0x30 && $0 <= 0x39) || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "%")
      }
      return !isNumber && !bytes.allSatisfy { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "+") }
    case 0xEF:
      // Full-width signs become formulas in Chinese spreadsheets too.
      return ["＝", "＋", "－", "＠"].contains { bytes.starts(with: $0.utf8) }
    default: return false
    }
  }
}

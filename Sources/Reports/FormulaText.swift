/// Texts that a spreadsheet would take for a formula.
enum FormulaText {
  /// Whether a text begins as formulas do, and is neither a number nor a mere dash. Data come from strangers: a
  /// unit named `=HYPERLINK(…)` must stay a name.
  static func isLikeFormula(_ text: String) -> Bool {
    guard let first = text.utf8.first else { return false }
    switch first {
    case UInt8(ascii: "="), UInt8(ascii: "@"), 0x09, 0x0D: return true
    case UInt8(ascii: "+"), UInt8(ascii: "-"):
      let rest = text.utf8.dropFirst()
      let isNumber = rest.allSatisfy {
        ($0 >= 0x30 && $0 <= 0x39) || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "%")
      }
      return !isNumber && !text.utf8.allSatisfy { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "+") }
    default:
      // Full-width signs become formulas in Chinese spreadsheets too.
      return text.hasPrefix("＝") || text.hasPrefix("＋") || text.hasPrefix("－") || text.hasPrefix("＠")
    }
  }
}

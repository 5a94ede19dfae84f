import Exact
import Tables

/// A number as a printed cell shows it: its value on the printed scale, and the decimals it is given with.
public struct ShownNumber: Hashable, Sendable {
  /// What stands before a percent sign, where there is one: 79.17 for 79.17%.
  public var value: Rational
  public var digits: Int
  public var isPercent: Bool

  /// nil where the text is not a number, with or without a measure word behind it.
  public init?(_ text: String) {
    var result = CellParser.number(text)
    if case .failure(.trailingText(let measure)) = result, measure.count <= 2 {
      result = CellParser.number(text, measure: measure)
    }
    guard case .success(let number) = result else { return nil }
    isPercent = number.isPercent
    value = isPercent ? number.rational * 100 : number.rational
    let bytes = Array(CellParser.normalisedName(text).utf8)
    digits = 0
    if let point = bytes.lastIndex(of: UInt8(ascii: ".")) {
      digits = bytes[(point + 1)...].prefix { $0 >= 0x30 && $0 <= 0x39 }.count
    }
  }

  /// Whether a cell holds nothing: blank, or a dash or stroke that stands for nothing.
  public static func isBlank(_ text: String) -> Bool {
    let trimmed = CellParser.trimmed(text)
    return trimmed.isEmpty || trimmed.unicodeScalars.allSatisfy { "—–-－/／\\".unicodeScalars.contains($0) }
  }
}

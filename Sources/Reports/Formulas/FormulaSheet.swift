import Diagnostics
import Exact
import Semantics
import Workbooks

/// A sheet of computed columns: one row for each key of a grain. Row 1 holds headers; column A numbers the keys
/// from 1.
struct FormulaSheet {
  static let firstRow = 2

  let name: String
  let grain: Grain
  let count: Int
  private(set) var columns: [(header: String, cells: [WorkbookCell])] = []

  init(name: String, grain: Grain, count: Int) {
    self.name = name
    self.grain = grain
    self.count = count
  }

  /// Adds a column and returns its number, from 1.
  mutating func append(_ header: String, _ cells: [WorkbookCell]) -> Int {
    columns.append((header, cells))
    return columns.count
  }

  func cell(column: Int, index: Int) -> String {
    CellName.letters(column: column) + String(index + Self.firstRow)
  }

  /// All cells of a column, with dollar signs; at least one row, so that a table without rows has a range too.
  func range(column: Int) -> String {
    let letters = CellName.letters(column: column)
    return "$\(letters)$\(Self.firstRow):$\(letters)$\(Self.firstRow + max(1, count) - 1)"
  }

  var prefix: String { CellName.quoted(sheet: name) + "!" }

  func sheet() -> WorkbookSheet {
    var sheet = WorkbookSheet(name: name)
    sheet.append(columns.map { WorkbookCell(.text($0.header), CellLook(.header)) })
    sheet.frozenRows = 1
    for index in 0..<count { sheet.append(columns.map { $0.cells[index] }) }
    return sheet
  }
}

/// A place in the workbook that formulas refer to: a column of a sheet.
struct FormulaColumn: Hashable {
  let grain: Grain
  let column: Int
}

/// Pieces of formulas.
enum Formula {
  /// A text as a formula writes it.
  static func quoted(_ text: String) -> String {
    "\"" + text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
  }

  /// A number as a formula writes it; a repeating fraction as a division.
  static func number(_ value: Rational) -> String {
    let text = value.decimalScale == nil ? "(\(value.numerator)/\(value.denominator))" : value.plain
    return value.sign < 0 && value.decimalScale != nil ? "(\(text))" : text
  }

  /// A number as its cell holds it: a plain decimal, cut where it has no end.
  static func stored(_ value: Rational) -> String {
    value.decimalScale.map { $0 <= 17 } ?? false ? value.plain : value.decimal(digits: 16)
  }

  /// `value` where no operand that may be blank is, else a blank.
  static func unlessBlank(_ operands: [String], _ value: String) -> String {
    let tests = operands.map { $0 + "=\"\"" }
    guard let first = tests.first else { return value }
    let test = tests.count == 1 ? first : "OR(\(tests.joined(separator: ",")))"
    return "IF(\(test),\"\",\(value))"
  }

  /// Rounded as a mode says; `value` is rounded to `digits` before, so that a binary fraction just below a half
  /// counts as the half.
  static func rounded(_ value: String, _ mode: RoundingMode, _ places: Int, within digits: Int) -> String {
    let plain = "ROUND(\(value),\(digits))"
    switch mode {
    case .halfUp: return "ROUND(\(plain),\(places))"
    case .up: return "ROUNDUP(\(plain),\(places))"
    case .down: return "ROUNDDOWN(\(plain),\(places))"
    case .halfEven:
      let scaled = "ABS(\(plain))*10^(\(places))"
      let isMiddle = "ROUND(\(scaled)-INT(\(scaled))-0.5,\(max(1, digits - max(0, places))))=0"
      return
        "(ROUND(\(plain),\(places))-IF(AND(\(isMiddle),MOD(INT(\(scaled)),2)=0),SIGN(\(plain))*10^(-(\(places))),0))"
    }
  }
}

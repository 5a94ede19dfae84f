import Exact
import Semantics

/// A cell of an input as a loader writes it.
public enum InputCell: Hashable, Sendable {
  case absent
  case number(Rational)
  case truth(Bool)
  case text(String)
  /// Days since 1970-01-01.
  case day(Int)
  /// Periods since year 0.
  case period(Int, CalendarUnit)
}

/// The rows of one table, column by column as the scripts expect them.
public struct InputRows: Sendable {
  public enum Kind: Sendable {
    case number, truth, text, day
  }

  public var columns: [(name: String, kind: Kind)]
  public var rows: [[InputCell]]

  public init(columns: [(name: String, kind: Kind)], rows: [[InputCell]]) {
    self.columns = columns
    self.rows = rows
  }
}

extension Script {
  /// Statements that put rows into temporary tables of the names and types that the other scripts read: to
  /// try a script where no database has the tables yet. Cost: linear in the cells.
  public static func load(_ plan: Plan, _ tables: [InputRows], options: ScriptOptions) -> String {
    zip(plan.tables, tables).map { schema, rows in
      Loader(dialect: options.dialect, name: schema.name, rowColumn: options.rowColumn, rows: rows).script()
    }.joined(separator: "\n\n") + "\n"
  }
}

/// Writes one table.
private struct Loader {
  let dialect: Dialect
  let name: String
  let rowColumn: String
  let rows: InputRows

  func script() -> String {
    let types = ["BIGINT"] + rows.columns.indices.map(type)
    let names = [rowColumn] + rows.columns.map(\.name)
    let numbered = rows.rows.enumerated().map { place, cells in ["\(place + 1)"] + cells.map(literal) }
    if dialect == .spark { return spark(names, types, numbered) }
    var text = "CREATE TEMPORARY TABLE \(dialect.name(name)) (\n  "
    text += zip(names, types).map { "\(dialect.name($0)) \($1)" }.joined(separator: ",\n  ") + "\n);"
    var start = 0
    while start < numbered.count {
      let end = min(start + 200, numbered.count)
      text += "\nINSERT INTO \(dialect.name(name)) VALUES\n  "
      text +=
        numbered[start..<end].map { "(" + $0.joined(separator: ", ") + ")" }.joined(separator: ",\n  ") + ";"
      start = end
    }
    return text
  }

  private func spark(_ names: [String], _ types: [String], _ rows: [[String]]) -> String {
    let empty = names.map { _ in "NULL" }
    let list = zip(names, types).enumerated().map { place, column in
      "CAST(v.c\(place) AS \(column.1)) AS \(dialect.name(column.0))"
    }
    let values = (rows.isEmpty ? [empty] : rows).map { "(" + $0.joined(separator: ", ") + ")" }
    let columns = names.indices.map { "c\($0)" }.joined(separator: ", ")
    return
      "CREATE OR REPLACE TEMPORARY VIEW \(dialect.name(name)) AS\nSELECT \(list.joined(separator: ",\n  "))\n"
      + "FROM VALUES\n  \(values.joined(separator: ",\n  "))\nAS v(\(columns))"
      + (rows.isEmpty ? "\nWHERE 1 = 0;" : ";")
  }

  /// The type of a column; of numbers with the decimals that are there.
  private func type(_ column: Int) -> String {
    switch rows.columns[column].kind {
    case .truth: return dialect == .sqlite ? "INTEGER" : "BOOLEAN"
    case .text: return dialect.textType
    case .day: return dialect == .sqlite ? "TEXT" : "DATE"
    case .number:
      let scales = rows.rows.map { row -> Int in
        guard row.indices.contains(column), case .number(let value) = row[column] else { return 0 }
        return value.decimalScale ?? 18
      }
      return number(scales.max() ?? 0)
    }
  }

  private func number(_ scale: Int) -> String {
    switch dialect {
    case .postgresql: "numeric"
    case .sqlite: scale == 0 ? "INTEGER" : "NUMERIC"
    case .duckdb, .spark: scale == 0 ? "BIGINT" : "DECIMAL(\(min(38, 20 + scale)),\(min(scale, 18)))"
    }
  }

  private func literal(_ cell: InputCell) -> String {
    switch cell {
    case .absent: "NULL"
    case .number(let value): value.plain
    case .truth(let value): dialect.truth(value)
    case .text(let text): dialect.text(text)
    case .day(let days): date(days)
    case .period(let number, let unit): dialect.text(Self.period(number, unit))
    }
  }

  private func date(_ days: Int) -> String {
    let text = dialect.text(Self.civil(days))
    return dialect == .sqlite ? text : "DATE \(text)"
  }

  /// A day as year-month-day, by the proleptic Gregorian calendar.
  private static func civil(_ days: Int) -> String {
    // Eras of 400 years from 0000-03-01; days and months counted from March.
    let shifted = days + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let ofEra = shifted - era * 146_097
    let yearOfEra = (ofEra - ofEra / 1460 + ofEra / 36524 - ofEra / 146_096) / 365
    let ofYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * ofYear + 2) / 153
    let day = ofYear - (153 * shiftedMonth + 2) / 5 + 1
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
  }

  private static func padded(_ number: Int, _ width: Int) -> String {
    let digits = "\(number)"
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }

  /// As the scripts read periods: 2024-05, 2024Q2, 2024H1, 2024.
  static func period(_ number: Int, _ unit: CalendarUnit) -> String {
    let perYear = 12 / unit.months
    let year = padded(number / perYear, 4)
    let part = number % perYear + 1
    switch unit {
    case .month: return "\(year)-\(padded(part, 2))"
    case .quarter: return "\(year)Q\(part)"
    case .halfYear: return "\(year)H\(part)"
    case .year: return year
    }
  }
}

import Exact
import Semantics

extension Script {
  /// Statements that put rows into temporary tables of the names and types that the other scripts read: to
  /// try a script where no database has the tables yet. Cost: linear in the cells.
  public static func load(_ plan: Plan, _ tables: [TypedTable], options: ScriptOptions) -> String {
    zip(plan.tables, tables).map { schema, rows in
      Loader(dialect: options.dialect, name: schema.name, rowColumn: options.rowColumn, table: rows).script()
    }.joined(separator: "\n\n") + "\n"
  }
}

/// Writes one table.
private struct Loader {
  let dialect: Dialect
  let name: String
  let rowColumn: String
  let table: TypedTable

  func script() -> String {
    let types = ["BIGINT"] + table.columns.map(type)
    let names = [rowColumn] + table.columns.map(\.name)
    let numbered = (0..<table.rowCount).map { row in
      ["\(row + 1)"] + table.columns.map { literal($0.cells[row]) }
    }
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
  private func type(_ column: TypedColumn) -> String {
    switch column.kind {
    case .truth: return dialect == .sqlite ? "INTEGER" : "BOOLEAN"
    case .text: return dialect.textType
    case .day: return dialect == .sqlite ? "TEXT" : "DATE"
    case .number:
      let scales = column.cells.map { cell -> Int in
        guard case .number(let value) = cell else { return 0 }
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

  private func literal(_ cell: TypedCell) -> String {
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
    let text = dialect.text(CivilCalendar.civil(fromDays: Int32(clamping: days)).text)
    return dialect == .sqlite ? text : "DATE \(text)"
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

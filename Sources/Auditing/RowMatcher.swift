import Diagnostics
import Engine
import Tables

/// Finds the row of the method for each row of a published file: by unit, by unit and period, else by the
/// names that the row bears.
struct RowMatcher {
  let table: ExpectedTable
  let grid: Grid
  let unitColumn: Int?
  let columns: [MatchedTable.Column]
  private(set) var rows: [MatchedTable.Row] = []
  private(set) var missing: [Int] = []
  private(set) var diagnostics: [Diagnostic] = []

  init(table: ExpectedTable, grid: Grid, unitColumn: Int?, columns: [MatchedTable.Column]) {
    self.table = table
    self.grid = grid
    self.unitColumn = unitColumn
    self.columns = columns
  }

  /// Whether some row of the file is one of the method's.
  var hasKnownRows: Bool { rows.contains { $0.expected != nil } || table.rows.isEmpty }

  /// - Parameter unitName: the roster's spelling of a name, aliases resolved.
  mutating func match(_ unitName: (String) -> String?) {
    var open: [String: [Int]] = [:]
    for (index, row) in table.rows.enumerated() { open[key(row), default: []].append(index) }
    var known: Set<String> = Set(open.keys)
    for row in 0..<grid.rowCount {
      let name = rowName(row)
      if isHeading(row, name) { continue }
      if isTotal(name), unitName(name) == nil {
        diagnostics.append(
          Diagnostic(.publishedTotalSkipped, at: grid.place(row: row, column: unitColumn), Phrase(name)))
        continue
      }
      let key = key(row, unitName(name) ?? name)
      var matched = MatchedTable.Row(grid: row, expected: nil, name: name)
      if var candidates = open[key], !candidates.isEmpty {
        matched.expected = candidates.removeFirst()
        open[key] = candidates
      } else if known.contains(key) {
        matched.isRepeated = true
      }
      rows.append(matched)
    }
    known = []
    matchMisspelled(unitName, &open)
    missing = open.values.flatMap { $0 }.sorted()
  }

  /// Names on no roster are taken for the nearest unit that the file lacks, where only one is near.
  private mutating func matchMisspelled(_ unitName: (String) -> String?, _ open: inout [String: [Int]]) {
    for place in rows.indices where rows[place].expected == nil && !rows[place].isRepeated {
      let name = rows[place].name
      guard table.holdsUnits, unitName(name) == nil, !name.isEmpty else { continue }
      let free = open.filter { !$0.value.isEmpty }
      let candidates = free.values.flatMap { $0 }.sorted().filter { index in
        free[key(rows[place].grid, table.rows[index].unit)]?.contains(index) ?? false
      }
      let near = Nearness.suggestions(for: name, among: candidates.map { table.rows[$0].unit })
      guard let best = near.first, let index = candidates.first(where: { table.rows[$0].unit == best }) else {
        continue
      }
      rows[place].expected = index
      rows[place].isMisspelled = true
      open[key(table.rows[index])]?.removeAll { $0 == index }
    }
  }

  private func rowName(_ row: Int) -> String {
    if let unitColumn { return CellParser.trimmed(grid.text(row: row, column: unitColumn)) }
    return nameColumns.map { CellParser.trimmed(grid.text(row: row, column: $0.grid)) }.joined(separator: " ")
  }

  /// A row that only names a group, as print puts over its units.
  private func isHeading(_ row: Int, _ name: String) -> Bool {
    let texts = grid.headers.indices.map { CellParser.trimmed(grid.text(row: row, column: $0)) }
    let filled = texts.filter { !$0.isEmpty }
    guard filled.count == 1, table.columns.count > 1, let only = filled.first else { return false }
    if name.isEmpty || ["注", "说明", "备注", "note"].contains(where: { only.lowercased().hasPrefix($0) }) {
      return true
    }
    return table.rows.contains { $0.group == only } && !table.rows.contains { $0.unit == only }
  }

  private func isTotal(_ name: String) -> Bool {
    ["合计", "总计", "小计", "total", "sum"].contains(name.lowercased())
  }

  // MARK: - Keys

  /// Columns by which rows of a table without units are told apart.
  private var nameColumns: [MatchedTable.Column] {
    let named = columns.filter { column in
      let expected = table.columns[column.expected]
      return !expected.isNumber && expected.role != .ordinal
    }
    return named.isEmpty ? Array(columns.prefix(1)) : named
  }

  private var periodColumns: [MatchedTable.Column] {
    columns.filter { column in
      if case .period = table.columns[column.expected].definition.content { return true }
      return false
    }
  }

  private func key(_ row: ExpectedTable.Row) -> String {
    guard table.holdsUnits else {
      return nameColumns.map { fold(row.values[$0.expected].shown) }.joined(separator: "\u{1}")
    }
    return ([row.unit] + periodColumns.map { fold(row.values[$0.expected].shown) }).joined(separator: "\u{1}")
  }

  private func key(_ row: Int, _ unit: String) -> String {
    guard table.holdsUnits else {
      return nameColumns.map { fold(grid.text(row: row, column: $0.grid)) }.joined(separator: "\u{1}")
    }
    return ([unit] + periodColumns.map { fold(grid.text(row: row, column: $0.grid)) }).joined(
      separator: "\u{1}")
  }

  private func fold(_ text: String) -> String { CellParser.normalisedName(text) }
}

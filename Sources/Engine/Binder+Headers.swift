import Diagnostics
import Semantics
import Tables

extension Binder {
  /// The grid column of each schema column; nil where the file leaves it out.
  mutating func headers(of grid: Grid, _ table: Int) -> [Int?] {
    let schema = plan.tables[table]
    let folded = grid.headers.map { CellParser.normalisedName($0) }
    let ownNames = Set(schema.columns.map { CellParser.normalisedName($0.name) })
    var used = [Bool](repeating: false, count: folded.count)
    var result: [Int?] = []
    for column in schema.columns {
      let name = CellParser.normalisedName(column.name)
      // A header that is another column's own name is no alternative for this one.
      let others = Set(column.headers.map { CellParser.normalisedName($0) }).subtracting(ownNames)
      let found = folded.indices.filter { folded[$0] == name || others.contains(folded[$0]) }
      if found.count > 1 {
        report(
          table,
          Diagnostic(
            .headerTwice, at: headerPlace(grid, found[1]), Phrase(schema.name), Phrase(column.name),
            related: [
              Diagnostic.Related(headerPlace(grid, found[0]), Phrase("另一列", "the other column"))
            ]))
      }
      for place in found { used[place] = true }
      result.append(found.first)
    }
    let extra = folded.indices.filter { !used[$0] && !folded[$0].isEmpty }.map { grid.headers[$0] }
    missing(schema.columns.indices.filter { result[$0] == nil }, grid, table, extra)
    if !extra.isEmpty, !isLenient {
      let shown = extra.prefix(8).map { DisplayWidth.cut($0, to: 40) } + (extra.count > 8 ? ["…"] : [])
      dataset.findings.append(
        Diagnostic(
          .extraColumns, at: grid.place, Phrase(schema.name), Phrase("\(extra.count)"),
          Phrase(names: shown)))
    }
    return result
  }

  /// Columns that the file leaves out: an error each, or one note for those that may be blank.
  private mutating func missing(_ columns: [Int], _ grid: Grid, _ table: Int, _ extra: [String]) {
    // An empty JSON array has neither rows nor columns.
    guard !isLenient, !(grid.headers.isEmpty && grid.rowCount == 0) else { return }
    let schema = plan.tables[table]
    var left: [Phrase] = []
    for column in columns.map({ schema.columns[$0] }) {
      switch column.blank {
      case .refused:
        report(
          table,
          Diagnostic(
            .columnMissing, at: grid.place, Phrase(schema.name), Phrase(column.name),
            near: nearHeaders(column, extra)))
      case .absent: left.append(Phrase("\(column.name)（空缺）", "\(column.name) (absent)"))
      case .stands(let text): left.append(Phrase("\(column.name)（\(text)）", "\(column.name) (\(text))"))
      }
    }
    guard !left.isEmpty else { return }
    dataset.findings.append(
      Diagnostic(
        .columnLeftOut, at: grid.place, Phrase(schema.name), Phrase("\(left.count)"),
        Phrase(
          left.map(\.chinese).joined(separator: "、"), left.map(\.english).joined(separator: ", "))))
  }

  private func nearHeaders(_ column: ColumnSchema, _ extra: [String]) -> [String] {
    for name in [column.name] + column.headers {
      let near = Nearness.suggestions(for: name, among: extra)
      if !near.isEmpty { return near }
    }
    return []
  }

  private func headerPlace(_ grid: Grid, _ column: Int) -> Place {
    grid.headerPlace(column: column)
  }
}

import Diagnostics
import Semantics
import Tables

extension Binder {
  /// Finds duplicate keys, and at dense grains the row of each unit and period.
  mutating func place(_ table: Int) {
    checkKeys(table)
    switch plan.tables[table].grain {
    case .unit: placeUnits(table)
    case .unitPeriod(let unit): placeUnitPeriods(table, unit)
    case .one, .period, .classes, .rows, .keyed, .shares: break
    }
  }

  private mutating func checkKeys(_ table: Int) {
    let schema = plan.tables[table]
    let bound = dataset.tables[table]
    guard !schema.keys.isEmpty, bound.rowCount > 0 else { return }
    let columns = schema.keys.map { key in
      key == schema.unitColumn ? bound.units : bound.identity(column: key)
    }
    let numbers = KeyedSpace.numbering(columns, count: bound.rowCount)
    var first = [Int32](repeating: -1, count: bound.rowCount)
    for (row, number) in numbers.enumerated() where number >= 0 {
      let held = first[Int(number)]
      guard held >= 0 else {
        first[Int(number)] = Int32(truncatingIfNeeded: row)
        continue
      }
      let names = schema.keys.map { key in
        let text = CellParser.normalisedName(bound.text(row: row, column: key))
        return key == schema.unitColumn
          ? Binder.called(text, bound.units[row], dataset.units) : Phrase(cell: text)
      }
      report(
        table,
        Diagnostic(
          .duplicateKey, at: keyPlace(table, row), Phrase(schema.name),
          Phrase(
            names.map(\.chinese).joined(separator: " "), names.map(\.english).joined(separator: " ")),
          Phrase("\(bound.spreadsheetRow(Int(held)))"), Phrase("\(bound.spreadsheetRow(row))"),
          related: [Diagnostic.Related(keyPlace(table, Int(held)), Phrase("第一次出现", "first here"))]))
    }
  }

  /// The key cell of a row; where there are several, the row with their texts.
  private func keyPlace(_ table: Int, _ row: Int) -> Place {
    let keys = plan.tables[table].keys
    let bound = dataset.tables[table]
    if keys.count == 1 { return bound.place(row: row, column: keys[0]) }
    guard case .cell(let file, let sheet, let number, _, _, _) = bound.place(row: row, column: nil) else {
      return .nowhere
    }
    let text = keys.map { bound.text(row: row, column: $0) }.joined(separator: " ")
    return .cell(file: file, sheet: sheet, row: number, column: 0, header: "", text: text)
  }

  /// Whether a missing row leaves something without a value.
  private func needsRow(_ schema: TableSchema) -> Bool {
    schema.columns.indices.contains { column in
      guard !schema.keys.contains(column), column != schema.unitColumn, column != schema.datedColumn else {
        return false
      }
      if case .refused = schema.columns[column].blank { return true }
      return false
    }
  }

  private mutating func placeUnits(_ table: Int) {
    let bound = dataset.tables[table]
    var rows = [Int32](repeating: -1, count: dataset.units.count)
    for (row, unit) in bound.units.enumerated() where unit >= 0 && rows[Int(unit)] < 0 {
      rows[Int(unit)] = Int32(truncatingIfNeeded: row)
    }
    dataset.tables[table].denseRows = rows
    guard !isLenient, needsRow(plan.tables[table]) else { return }
    // Units of later tables only have been told of already.
    let known = rosterSizes[table] ?? rows.count
    let lacking = rows.indices.filter { rows[$0] < 0 && $0 < known }.map { dataset.units.texts[$0] }
    guard !lacking.isEmpty else { return }
    dataset.findings.append(
      Diagnostic(
        .unitLacking, at: file(of: table),
        Phrase(plan.tables[table].name), Phrase("\(lacking.count)"), Binder.few(lacking)))
  }

  private mutating func placeUnitPeriods(_ table: Int, _ unit: CalendarUnit) {
    let bound = dataset.tables[table]
    let spaces = Spaces(plan: plan, dataset: dataset)
    let periods = spaces.periodCount(unit)
    var rows = [Int32](repeating: -1, count: dataset.units.count &* periods)
    for row in 0..<bound.rowCount
    where bound.units.indices.contains(row) && bound.months.indices.contains(row) {
      let period = spaces.periodIndex(month: bound.months[row], unit)
      guard bound.units[row] >= 0, period >= 0 else { continue }
      let place = Int(bound.units[row]) &* periods &+ Int(period)
      if rows[place] < 0 { rows[place] = Int32(truncatingIfNeeded: row) }
    }
    dataset.tables[table].denseRows = rows
    guard !isLenient, needsRow(plan.tables[table]) else { return }
    let lacking = rows.indices.filter { rows[$0] < 0 }
    guard !lacking.isEmpty else { return }
    let first = spaces.firstPeriod(unit)
    let names = lacking.map { place in
      let period = Calendar.text(unit, number: first + place % periods)
      let name = dataset.units.texts[place / periods]
      return Phrase("\(name) \(period.chinese)", "\(name) \(period.english)")
    }
    dataset.findings.append(
      Diagnostic(
        .rowsLacking, at: file(of: table),
        Phrase(plan.tables[table].name), Phrase("\(lacking.count)"),
        Phrase(Binder.few(names.map(\.chinese)).chinese, Binder.few(names.map(\.english)).english)))
  }
}

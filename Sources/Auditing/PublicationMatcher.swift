import Diagnostics
import Engine
import Exact
import Semantics
import Tables

/// Finds out which published table of the method each file is: by the name it was given, by its file name, by
/// its header.
struct PublicationMatcher {
  let outcome: Outcome
  let tables: [ExpectedTable]
  var evaluation: Evaluation
  private(set) var diagnostics: [Diagnostic] = []
  private(set) var matched: [MatchedTable] = []
  private(set) var lists: [MatchedList] = []
  private var taken: [String: String] = [:]

  init(_ run: Outcome, _ evaluation: Evaluation, _ tables: [ExpectedTable]) {
    outcome = run
    self.evaluation = evaluation
    self.tables = tables
  }

  var plan: Plan { evaluation.plan }

  mutating func match(_ files: [PublishedFile]) {
    guard !tables.isEmpty || !outcome.lists.isEmpty || !outcome.grades.isEmpty else {
      return diagnostics.append(Diagnostic(.auditWithoutPublication, at: .file(files.first?.name ?? "")))
    }
    var grids: [(file: PublishedFile, grid: Grid)] = []
    for file in files {
      var found: [Diagnostic] = []
      let grid = TableReader.read(name: file.name, bytes: file.bytes, format: nil, diagnostics: &found)
      diagnostics += found
      if let grid { grids.append((file, grid)) }
    }
    // Files that say what they are go first; what is left is told by header.
    var unnamed: [(file: PublishedFile, grid: Grid)] = []
    for (file, grid) in grids where !named(file, grid) { unnamed.append((file, grid)) }
    for (file, grid) in unnamed { byHeader(file, grid) }
    guard !diagnostics.hasErrors else { return }
    for table in tables where taken[table.name] == nil {
      diagnostics.append(
        Diagnostic(.publishedTableNotGiven, at: .file(files.first?.name ?? ""), Phrase(table.name)))
    }
  }

  // MARK: - Which table

  /// By its given name or its file's; false where neither tells.
  private mutating func named(_ file: PublishedFile, _ grid: Grid) -> Bool {
    let name = file.table.map(PublishedFile.withoutPrefix) ?? file.stem
    let key = PublishedFile.key(name)
    let exact = tables.filter { PublishedFile.key($0.name) == key }
    if let table = exact.first {
      add(table, file, grid)
      return true
    }
    let split = tables.filter { PublishedFile.key(plan.publications[$0.publication].name) == key }
    if split.count > 1, let table = ExpectedTable.joined(split, name: name) {
      add(table, file, grid)
      for part in split { taken[part.name] = file.name }
      return true
    }
    if let list = listTarget(key) {
      self.list(list, file, grid)
      return true
    }
    guard let given = file.table else { return false }
    let names = names
    diagnostics.append(
      Diagnostic(
        .publishedNameUnknown, at: .argument(given + "=" + file.name), Phrase(given), listed(names),
        near: Nearness.suggestions(for: name, among: names)))
    return true
  }

  private var names: [String] {
    var seen: Set<String> = []
    return (tables.map(\.name) + outcome.lists.map(\.name) + plan.grades.map(\.name)).filter {
      !$0.isEmpty && seen.insert($0).inserted
    }
  }

  private func listTarget(_ key: String) -> MatchedList.Target? {
    if let list = outcome.lists.first(where: { PublishedFile.key($0.name) == key }) {
      return .list(list.name)
    }
    if let list = outcome.lists.first(where: { PublishedFile.key("名单" + $0.name) == key }) {
      return .list(list.name)
    }
    if ["名单", "lists"].contains(key), !outcome.lists.isEmpty { return .list(nil) }
    if let grade = plan.grades.indices.first(where: { PublishedFile.key(plan.grades[$0].name) == key }) {
      return .grade(grade)
    }
    return ["等次", "grades"].contains(key) && plan.grades.count == 1 ? .grade(0) : nil
  }

  /// The table whose columns and units fit best; a file that fits none is an error that says what was wanted.
  private mutating func byHeader(_ file: PublishedFile, _ grid: Grid) {
    let free = tables.filter { taken[$0.name] == nil }
    var best: (table: ExpectedTable, score: Int)?
    for table in free {
      let columns = columnMatches(table, grid).found
      guard columns.contains(where: { Self.isValue(table.columns[$0.expected]) }) else { continue }
      let rows = rowScore(table, grid)
      let score = columns.count * 1000 + rows
      if score > best?.score ?? 0 { best = (table, score) }
    }
    // Parts of one split table that fit alike belong together where the file has the rows of several.
    if let best {
      let parts = free.filter { $0.publication == best.table.publication }
      let publication = plan.publications[best.table.publication].name
      if parts.count > 1, let whole = ExpectedTable.joined(parts, name: publication),
        rowScore(whole, grid) > rowScore(best.table, grid)
      {
        add(whole, file, grid)
        for part in parts { taken[part.name] = file.name }
      } else {
        add(best.table, file, grid)
      }
      return
    }
    let nearest = free.first ?? tables.first
    let wanted = nearest?.columns.map(\.header) ?? []
    diagnostics.append(
      Diagnostic(
        .publishedFitsNoTable, at: .file(file.name), listed(grid.headers.filter { !$0.isEmpty }),
        Phrase(nearest?.name ?? ""), listed(wanted),
        near: file.stem.isEmpty ? [] : Nearness.suggestions(for: file.stem, among: names)))
  }

  private static func isValue(_ column: ExpectedTable.Column) -> Bool {
    switch column.role {
    case .value, .rank: true
    case .unit, .group, .ordinal: false
    }
  }

  private func rowScore(_ table: ExpectedTable, _ grid: Grid) -> Int {
    guard table.holdsUnits, let column = unitColumn(table, grid, columnMatches(table, grid).found) else {
      return 0
    }
    let units = Set(table.rows.map(\.unit))
    return (0..<grid.rowCount).count { row in
      unitName(grid.text(row: row, column: column)).map { units.contains($0) } ?? false
    }
  }

  /// The roster's spelling of a printed name; nil where it is on no roster.
  func unitName(_ text: String) -> String? {
    let trimmed = CellParser.trimmed(text)
    guard !trimmed.isEmpty else { return nil }
    return evaluation.dataset.unit(named: trimmed).flatMap { evaluation.dataset.units.text($0) }
  }

  // MARK: - Columns

  func columnMatches(
    _ table: ExpectedTable, _ grid: Grid
  ) -> (found: [MatchedTable.Column], renamed: [MatchedTable.Column]) {
    let headers = grid.headers.map { CellParser.normalisedName($0) }
    var used: Set<Int> = []
    var found: [MatchedTable.Column] = []
    var open = table.columns.indices.map { $0 }
    func take(_ fits: (ExpectedTable.Column, String) -> Bool) {
      open = open.filter { index in
        let place = headers.indices.first { place in
          !used.contains(place) && !headers[place].isEmpty && fits(table.columns[index], headers[place])
        }
        guard let place else { return true }
        used.insert(place)
        found.append(MatchedTable.Column(grid: place, expected: index))
        return false
      }
    }
    take { CellParser.normalisedName($0.header) == $1 }
    take { column, header in column.aliases.contains { CellParser.normalisedName($0) == header } }
    // What is left is matched to near spellings, one to one.
    var renamed: [MatchedTable.Column] = []
    for place in headers.indices where !used.contains(place) && !headers[place].isEmpty {
      let names = open.map { table.columns[$0].header }
      let near = Nearness.suggestions(for: headers[place], among: names)
      guard near.count == 1, let index = open.first(where: { table.columns[$0].header == near[0] }) else {
        continue
      }
      used.insert(place)
      open.removeAll { $0 == index }
      renamed.append(MatchedTable.Column(grid: place, expected: index))
    }
    return ((found + renamed).sorted { $0.grid < $1.grid }, renamed)
  }

  /// The column of unit names: the one so called, else the one with most names of the roster.
  private func unitColumn(_ table: ExpectedTable, _ grid: Grid, _ columns: [MatchedTable.Column]) -> Int? {
    if let named = columns.first(where: { table.columns[$0.expected].role == .unit }) { return named.grid }
    let counts = grid.headers.indices.map { column in
      (0..<min(grid.rowCount, 200)).count { unitName(grid.text(row: $0, column: column)) != nil }
    }
    guard let most = counts.max(), most > 0 else { return nil }
    return counts.firstIndex(of: most)
  }

  // MARK: - Taking a table

  private mutating func add(_ table: ExpectedTable, _ file: PublishedFile, _ grid: Grid) {
    if let other = taken[table.name] {
      diagnostics.append(
        Diagnostic(.publishedGivenTwice, at: .file(file.name), Phrase(table.name), Phrase(other)))
      return
    }
    taken[table.name] = file.name
    var table = table
    var (columns, renamed) = columnMatches(table, grid)
    let unit = table.holdsUnits ? unitColumn(table, grid, columns) : nil
    if table.holdsUnits, unit == nil {
      diagnostics.append(
        Diagnostic(
          .publishedWithoutUnits, at: .file(file.name), listed(grid.headers.filter { !$0.isEmpty }),
          listed(table.rows.prefix(3).map(\.unit))))
      return
    }
    for place in grid.headers.indices where !columns.contains(where: { $0.grid == place }) && place != unit {
      guard let column = table.value(named: grid.headers[place], &evaluation, outcome) else { continue }
      extend(&table, with: column)
      columns.append(MatchedTable.Column(grid: place, expected: table.columns.count - 1))
    }
    guard columns.contains(where: { Self.isValue(table.columns[$0.expected]) }) else {
      diagnostics.append(
        Diagnostic(
          .publishedFitsNoTable, at: .file(file.name), listed(grid.headers.filter { !$0.isEmpty }),
          Phrase(table.name), listed(table.columns.map(\.header))))
      return
    }
    notice(table, grid, columns, renamed, unit)
    var matcher = RowMatcher(table: table, grid: grid, unitColumn: unit, columns: columns)
    matcher.match { unitName($0) }
    diagnostics += matcher.diagnostics
    if !matcher.hasKnownRows {
      diagnostics.append(
        Diagnostic(
          .publishedUnitsDiffer, at: .file(file.name), Phrase(table.name),
          listed(matcher.rows.prefix(3).map(\.name)), listed(table.rows.prefix(3).map(\.title))))
      return
    }
    matched.append(
      MatchedTable(
        expected: table, grid: grid, columns: columns, rows: matcher.rows, missing: matcher.missing,
        unitColumn: unit))
  }

  private mutating func extend(_ table: inout ExpectedTable, with column: ExpectedTable.Column) {
    let values: [PublishedValue]
    if let texts = column.texts {
      values = table.rows.map { row in
        let text = texts[row.unit] ?? ""
        let number = column.isNumber ? Rational(decimal: text) : nil
        return PublishedValue(
          exact: text.isEmpty ? .absent : number.map { .number($0) } ?? .text(text), shown: text)
      }
    } else {
      values = evaluation.values(column.definition, at: table.grain, table.rows.map(\.index), .chinese)
    }
    table.columns.append(column)
    for (row, value) in zip(table.rows.indices, values) { table.rows[row].values.append(value) }
  }

  private mutating func notice(
    _ table: ExpectedTable, _ grid: Grid, _ columns: [MatchedTable.Column], _ renamed: [MatchedTable.Column],
    _ unit: Int?
  ) {
    for column in renamed {
      diagnostics.append(
        Diagnostic(
          .publishedColumnReadAs, at: .file(grid.name), Phrase(grid.headers[column.grid]),
          Phrase(table.columns[column.expected].header)))
    }
    let known = Set(columns.map(\.grid))
    let extra = grid.headers.indices.filter {
      !known.contains($0) && $0 != unit && !grid.headers[$0].isEmpty
    }
    if !extra.isEmpty {
      diagnostics.append(
        Diagnostic(
          .publishedColumnsNotAudited, at: .file(grid.name), listed(extra.map { grid.headers[$0] }),
          Phrase(table.name)))
    }
    let found = Set(columns.map(\.expected))
    let missing = table.columns.indices.filter { index in
      !found.contains(index) && !(table.columns[index].role == .unit && unit != nil)
    }
    if !missing.isEmpty {
      diagnostics.append(
        Diagnostic(
          .publishedColumnsMissing, at: .file(grid.name), Phrase(table.name),
          listed(missing.map { table.columns[$0].header })))
    }
  }

  func listed(_ texts: [String]) -> Phrase {
    let shown = texts.prefix(12)
    let more = texts.count > shown.count
    return Phrase(
      shown.joined(separator: "、") + (more ? " 等" : ""), shown.joined(separator: ", ") + (more ? " …" : ""))
  }

  // MARK: - Lists

  private mutating func list(_ target: MatchedList.Target, _ file: PublishedFile, _ grid: Grid) {
    let headers = grid.headers.map { CellParser.normalisedName($0) }
    let counts = headers.indices.map { column in
      (0..<grid.rowCount).count { row in
        CellParser.names(grid.text(row: row, column: column)).contains { unitName($0) != nil }
      }
    }
    let named = headers.firstIndex { ["单位", "单位名称", plan.unitHeader, "unit", "units"].contains($0) }
    guard let unit = named ?? counts.max().flatMap({ $0 > 0 ? counts.firstIndex(of: $0) : nil }) else {
      diagnostics.append(
        Diagnostic(
          .publishedWithoutUnits, at: .file(file.name), listed(grid.headers.filter { !$0.isEmpty }),
          listed((0..<3).compactMap { evaluation.dataset.units.text($0) })))
      return
    }
    let groups = Set(outcome.lists.compactMap(\.group) + outcome.grades.compactMap(\.group))
    let group = headers.indices.first { column in
      column != unit
        && (["组", "组别", "类别", "group"].contains(headers[column])
          || (0..<grid.rowCount).contains {
            groups.contains(CellParser.trimmed(grid.text(row: $0, column: column)))
          })
    }
    let label = headers.indices.first { column in
      column != unit && column != group
        && (["名单", "等次", "list", "grade"] + plan.grades.map(\.name)).contains(headers[column])
    }
    var entries: [(row: Int, name: String, group: String?, label: String?)] = []
    for row in 0..<grid.rowCount {
      func cell(_ column: Int?) -> String? {
        column.map { CellParser.trimmed(grid.text(row: row, column: $0)) }.flatMap { $0.isEmpty ? nil : $0 }
      }
      for name in CellParser.names(grid.text(row: row, column: unit)) {
        entries.append((row, name, cell(group), cell(label)))
      }
    }
    lists.append(MatchedList(grid: grid, unitColumn: unit, entries: entries, target: target))
  }
}

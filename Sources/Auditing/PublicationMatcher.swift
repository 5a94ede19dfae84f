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
  var diagnostics: [Diagnostic] = []
  private(set) var matched: [MatchedTable] = []
  private(set) var lists: [MatchedList] = []
  private var taken: [String: String] = [:]
  /// Sheets of workbooks that are no table of the method.
  var unfit: [PublishedSheet] = []

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
    let sheets = files.flatMap { self.sheets(of: $0) }
    // What says what it is goes first; what is left is told by header.
    var open: [PublishedSheet] = []
    var known: Set<String> = []
    for sheet in sheets {
      guard named(sheet) else {
        open.append(sheet)
        continue
      }
      known.insert(sheet.grid.name)
      diagnostics += sheet.remarks
    }
    for sheet in open where byHeader(sheet) {
      known.insert(sheet.grid.name)
      diagnostics += sheet.remarks
    }
    passOver(known)
    guard !diagnostics.hasErrors else { return }
    for table in tables where taken[table.name] == nil {
      diagnostics.append(
        Diagnostic(.publishedTableNotGiven, at: .file(files.first?.name ?? ""), Phrase(table.name)))
    }
  }

  // MARK: - Which table

  /// By its given name, its sheet's or its file's; false where none tells.
  private mutating func named(_ sheet: PublishedSheet) -> Bool {
    for name in sheet.given.map({ [PublishedFile.withoutPrefix($0)] }) ?? sheet.names {
      switch target(name) {
      case .table(let table): add(table, sheet.grid)
      case .parts(let parts):
        guard let table = ExpectedTable.joined(parts, name: name) else { continue }
        add(table, sheet.grid)
        for part in parts { taken[part.name] = sheet.grid.title }
      case .list(let list): self.list(list, sheet.grid)
      case nil: continue
      }
      return true
    }
    guard let given = sheet.given else { return false }
    let names = names
    diagnostics.append(
      Diagnostic(
        .publishedNameUnknown, at: .argument(given + "=" + sheet.grid.name), Phrase(given), listed(names),
        near: Nearness.suggestions(for: PublishedFile.withoutPrefix(given), among: names)))
    return true
  }

  /// What a published table, list or grade can be called.
  enum Target {
    case table(ExpectedTable)
    /// The parts of a table that is split by group, in one file.
    case parts([ExpectedTable])
    case list(MatchedList.Target)
  }

  /// What a name stands for; nil where it is nothing that the method publishes.
  func target(_ name: String) -> Target? {
    let key = PublishedFile.key(name)
    if let table = tables.first(where: { PublishedFile.key($0.name) == key }) { return .table(table) }
    let split = tables.filter { PublishedFile.key(plan.publications[$0.publication].name) == key }
    if split.count > 1 { return .parts(split) }
    return listTarget(key).map { .list($0) }
  }

  var names: [String] {
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

  /// The table whose columns and units fit best; false where none fits, which is an error unless the file has
  /// other sheets.
  private mutating func byHeader(_ sheet: PublishedSheet) -> Bool {
    let grid = sheet.grid
    let free = tables.filter { taken[$0.name] == nil }
    var best: (table: ExpectedTable, score: Int)?
    for table in free {
      let columns = columnMatches(table, grid).found
      guard columns.contains(where: { Self.isValue(table.columns[$0.expected]) }) else { continue }
      let rows = rowScore(table, grid)
      let score = columns.count * 1000 + rows
      if score > best?.score ?? 0 { best = (table, score) }
    }
    guard let best else {
      if sheet.isOptional { unfit.append(sheet) } else { diagnostics.append(misfit(sheet)) }
      return false
    }
    // Parts of one split table that fit alike belong together where the file has the rows of several.
    let parts = free.filter { $0.publication == best.table.publication }
    let publication = plan.publications[best.table.publication].name
    if parts.count > 1, let whole = ExpectedTable.joined(parts, name: publication),
      rowScore(whole, grid) > rowScore(best.table, grid)
    {
      add(whole, grid)
      for part in parts { taken[part.name] = grid.title }
    } else {
      add(best.table, grid)
    }
    return true
  }

  /// What is said of a file that is no table of the method: what it has, and what the nearest table has.
  func misfit(_ sheet: PublishedSheet) -> Diagnostic {
    let headers = sheet.grid.headers.map { CellParser.normalisedName($0) }
    let name = sheet.names.first ?? ""
    let near = Nearness.suggestions(for: name, among: tables.map(\.name))
    // The one whose name is near, else the one whose other columns are there, else the first.
    let nearest =
      tables.first { near.first == $0.name }
      ?? tables.max { left, right in
        left.columns.count { headers.contains(CellParser.normalisedName($0.header)) }
          < right.columns.count { headers.contains(CellParser.normalisedName($0.header)) }
      }
    return Diagnostic(
      .publishedFitsNoTable, at: sheet.grid.place, listed(sheet.grid.headers.filter { !$0.isEmpty }),
      Phrase(nearest?.name ?? ""), listed(nearest?.columns.map(\.header) ?? []),
      near: Nearness.suggestions(for: name, among: names))
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

  private mutating func add(_ table: ExpectedTable, _ grid: Grid) {
    if let other = taken[table.name] {
      diagnostics.append(
        Diagnostic(.publishedGivenTwice, at: grid.place, Phrase(table.name), Phrase(other)))
      return
    }
    taken[table.name] = grid.title
    var table = table
    var (columns, renamed) = columnMatches(table, grid)
    let unit = table.holdsUnits ? unitColumn(table, grid, columns) : nil
    if table.holdsUnits, unit == nil {
      diagnostics.append(
        Diagnostic(
          .publishedWithoutUnits, at: grid.place, listed(grid.headers.filter { !$0.isEmpty }),
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
          .publishedFitsNoTable, at: grid.place, listed(grid.headers.filter { !$0.isEmpty }),
          Phrase(table.name), listed(table.columns.map(\.header))))
      return
    }
    guard grid.rowCount > 0 || table.rows.isEmpty else {
      diagnostics.append(
        Diagnostic(
          .publishedWithoutRows, at: grid.place, Phrase(table.name), Phrase("\(table.rows.count)"),
          listed(table.rows.prefix(3).map(\.title))))
      return
    }
    notice(table, grid, columns, renamed, unit)
    var matcher = RowMatcher(table: table, grid: grid, unitColumn: unit, columns: columns)
    matcher.match { unitName($0) }
    diagnostics += matcher.diagnostics
    if !matcher.hasKnownRows {
      diagnostics.append(
        Diagnostic(
          .publishedUnitsDiffer, at: grid.place, Phrase(table.name),
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
          .publishedColumnReadAs, at: grid.place, Phrase(grid.headers[column.grid]),
          Phrase(table.columns[column.expected].header)))
    }
    let known = Set(columns.map(\.grid))
    let extra = grid.headers.indices.filter {
      !known.contains($0) && $0 != unit && !grid.headers[$0].isEmpty
    }
    if !extra.isEmpty {
      diagnostics.append(
        Diagnostic(
          .publishedColumnsNotAudited, at: grid.place, listed(extra.map { grid.headers[$0] }),
          Phrase(table.name)))
    }
    let found = Set(columns.map(\.expected))
    let missing = table.columns.indices.filter { index in
      !found.contains(index) && !(table.columns[index].role == .unit && unit != nil)
    }
    if !missing.isEmpty {
      diagnostics.append(
        Diagnostic(
          .publishedColumnsMissing, at: grid.place, Phrase(table.name),
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

  /// What stands in a list without units.
  private static let noneWords = ["（无）", "(无)", "无", "(none)", "none"]

  private mutating func list(_ target: MatchedList.Target, _ grid: Grid) {
    let headers = grid.headers.map { CellParser.normalisedName($0).lowercased() }
    let counts = headers.indices.map { column in
      (0..<grid.rowCount).count { row in
        CellParser.names(grid.text(row: row, column: column)).contains { unitName($0) != nil }
      }
    }
    let named = headers.firstIndex { ["单位", "单位名称", plan.unitHeader, "unit", "units"].contains($0) }
    guard let unit = named ?? counts.max().flatMap({ $0 > 0 ? counts.firstIndex(of: $0) : nil }) else {
      diagnostics.append(
        Diagnostic(
          .publishedWithoutUnits, at: grid.place, listed(grid.headers.filter { !$0.isEmpty }),
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
      for name in CellParser.names(grid.text(row: row, column: unit))
      where !Self.noneWords.contains(name.lowercased()) {
        entries.append((row, name, cell(group), cell(label)))
      }
    }
    lists.append(MatchedList(grid: grid, unitColumn: unit, entries: entries, target: target))
  }
}

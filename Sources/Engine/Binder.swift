import Diagnostics
import Semantics
import Tables

extension Dataset {
  /// A file that gives rows to a table of the method. Several files may give rows to one table.
  public struct Source: Sendable {
    public var table: Int
    public var grid: Grid

    public init(table: Int, grid: Grid) {
      self.table = table
      self.grid = grid
    }
  }

  /// Binds files to the tables of a method: headers matched, cells typed, units and keys checked.
  ///
  /// Every wrong cell becomes an error with its place, at most 20 a table and then a count; a dataset comes
  /// only without errors. `lenient` is for worked examples: tables and cells that are not given stand for
  /// blank, 0 or no, and the roster is every unit that is named. Cost: linear in the cells.
  public static func bind(
    _ plan: Plan, _ sources: [Source], lenient: Bool = false
  ) -> (dataset: Dataset?, errors: [Diagnostic]) {
    var binder = Binder(plan, lenient: lenient)
    return binder.bind(sources)
  }
}

/// The binding of files to tables under way.
struct Binder {
  let plan: Plan
  let isLenient: Bool
  var dataset: Dataset
  private var errors: [[Diagnostic]]
  /// How many units were known once a table of units had been read; later ones stand in later tables only.
  var rosterSizes: [Int: Int] = [:]
  private var errorCounts: [Int]

  static let mostErrors = Limits.findings

  init(_ plan: Plan, lenient: Bool) {
    self.plan = plan
    isLenient = lenient
    dataset = Dataset(
      units: CodeBook(), tables: plan.tables.map { _ in BoundTable() }, findings: [], books: [:])
    errors = plan.tables.map { _ in [] }
    errorCounts = plan.tables.map { _ in 0 }
    for alias in plan.tables.flatMap(\.aliases) {
      dataset.aliases[CellParser.normalisedName(alias.alias)] = CellParser.normalisedName(alias.name)
    }
    resolveAliasChains()
  }

  /// An alias of an alias means what that one means.
  private mutating func resolveAliasChains() {
    for alias in dataset.aliases.keys {
      var name = dataset.aliases[alias] ?? alias
      var seen: Set<String> = [alias]
      while let next = dataset.aliases[name], seen.insert(name).inserted { name = next }
      dataset.aliases[alias] = name
    }
  }

  var hasErrors: Bool { errorCounts.contains { $0 > 0 } }

  mutating func report(_ table: Int, _ diagnostic: Diagnostic) {
    errorCounts[table] += 1
    if errors[table].count < Binder.mostErrors { errors[table].append(diagnostic) }
  }

  /// Counts an error of a table that has enough of them shown already; false where it is to be shown.
  mutating func countsOnly(_ table: Int) -> Bool {
    guard errors[table].count >= Binder.mostErrors else { return false }
    errorCounts[table] += 1
    return true
  }

  mutating func bind(_ sources: [Dataset.Source]) -> (dataset: Dataset?, errors: [Diagnostic]) {
    for table in plan.tables.indices {
      let grids = sources.filter { $0.table == table }.map(\.grid)
      if grids.isEmpty, !isLenient {
        report(
          table, Diagnostic(.tableNotGiven, at: plan.tables[table].place, Phrase(plan.tables[table].name)))
      }
      for grid in grids { take(grid, into: table) }
    }
    enrol()
    if dataset.units.count == 0, !isLenient { reportEmptyRoster() }
    for table in plan.tables.indices {
      readColumns(table)
      readMonths(table)
    }
    for table in plan.tables.indices { place(table) }
    let all = plan.tables.indices.flatMap { errors(of: $0) }
    return all.isEmpty ? (dataset, []) : (nil, all)
  }

  /// Files that are all empty, rather than wrong, give nobody to score.
  private mutating func reportEmptyRoster() {
    let naming = plan.tables.indices.filter {
      plan.tables[$0].unitColumn != nil || plan.tables[$0].namesColumn != nil
    }
    guard let table = naming.first, errors.allSatisfy(\.isEmpty),
      let source = dataset.tables[table].sources.first
    else { return }
    report(table, Diagnostic(.nobodyToScore, at: source.grid.place, Phrase(plan.tables[table].name)))
  }

  private func errors(of table: Int) -> [Diagnostic] {
    let rest = errorCounts[table] - errors[table].count
    guard rest > 0 else { return errors[table] }
    let file = dataset.tables[table].sources.first.map { $0.grid.place } ?? .nowhere
    return errors[table] + [
      Diagnostic(.moreErrors, at: file, Phrase(plan.tables[table].name), Phrase("\(rest)"))
    ]
  }

  /// Adds a file's rows to a table; rows that are blank all over are passed over.
  mutating func take(_ grid: Grid, into table: Int) {
    let columns = headers(of: grid, table)
    let probe = columns.compactMap { $0 }.first ?? 0
    var rows: [Int32] = []
    rows.reserveCapacity(grid.rowCount)
    for row in 0..<grid.rowCount {
      let isBlank = grid.withUTF8(row: row, column: probe) { CellParser.isBlank($0) }
      if isBlank, grid.isBlank(row: row) { continue }
      rows.append(Int32(clamping: row))
    }
    let first = dataset.tables[table].rowCount
    dataset.tables[table].sources.append(
      BoundTable.Source(grid: grid, columns: columns, firstRow: first, gridRows: rows))
    dataset.tables[table].rowCount = first + rows.count
  }
}

extension Grid {
  /// Whether all cells of a row are blank.
  func isBlank(row: Int) -> Bool {
    (0..<columnCount).allSatisfy { column in withUTF8(row: row, column: column) { CellParser.isBlank($0) } }
  }
}

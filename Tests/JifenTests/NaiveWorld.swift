import Diagnostics
import Exact
import Syntax

/// The naive evaluator: a method's tree over plain rows, one value at a time, straight from the numbered
/// rules of semantics.md. It shares nothing with the checker and the engine but the parser and `Rational`.
final class NaiveWorld {
  let method: NaiveMethod
  /// Figures that a variant sets otherwise than they are written, by place.
  let figures: [Span: Rational]
  let isLenient: Bool
  var tables: [NaiveTable]
  /// Unit names in order of first appearance (rule 7).
  var units: [String] = []
  var unitOfRow: [String: [String?]] = [:]
  var signersOfRow: [String: [[String]]] = [:]
  /// The rows as given, by header.
  let givenRows: [String: [[String: String]]]

  let groupColumn: NaiveColumnName?
  let unitHeader: String

  // Values that are wanted again and again.
  var cells: [String: [[String: NaiveValue]]] = [:]
  var meanings: [NameReference: NaiveMeaning] = [:]
  var keysOf: [NaiveGrain: [NaiveKey]] = [:]
  var definitionValues: [String: [NaiveKey: NaiveValue]] = [:]
  var definitionShapes: [String: NaiveShape] = [:]
  var setting: Set<String> = []
  /// Where the act under way stands: behind 每月 its aggregates fold to months.
  var spot = NaiveSpot()
  var underWay: Set<String> = []
  var rankValues: [String: [NaiveKey: Int]] = [:]
  var rankOrders: [String: NaiveOrder] = [:]

  // The ledger.
  var postings: [NaivePosting] = []
  var stepStates: [NaiveStepState]

  /// Worked examples are `lenient`: what they do not give is blank, 0 or no, and every unit that they name
  /// is one of the roster.
  init(
    _ method: NaiveMethod, rows: [String: [[String: String]]], figures: [Span: Rational] = [:],
    isLenient: Bool = false
  ) throws {
    self.method = method
    self.figures = figures
    self.isLenient = isLenient
    givenRows = rows
    tables = isLenient ? method.tables.map(\.lenient) : method.tables
    stepStates = method.steps.map { _ in .waiting }
    groupColumn = Self.groupColumn(method.tables)
    unitHeader = method.tables.first { $0.unitColumn != nil }?.unitColumn ?? "单位"
    for index in tables.indices {
      if tables[index].unitColumn != nil {
        tables[index].signersColumn = tables[index].columns.first { method.credited.contains($0.name) }?.name
      }
      let table = tables[index]
      let given = rows[table.name] ?? []
      tables[index].rows = given.map { row in
        var result: [String: String] = [:]
        for column in table.columns {
          if let header = column.headers.first(where: { row[$0] != nil }) {
            result[column.name] = row[header]
          }
        }
        return result
      }
    }
    try enrol()
    if units.isEmpty { throw NaiveFailure.badData("一个单位也没有") }
    for table in tables { try check(table) }
    if !isLenient { try checkBounds() }
  }

  func table(_ name: String) -> NaiveTable? { tables.first { $0.name == name } }

  // MARK: Units

  func canonical(_ name: String) -> String {
    var name = NaiveText.trimmed(name)
    while let meant = method.aliases[name], meant != name { name = meant }
    return name
  }

  private func enrol() throws {
    let rosters = tables.filter { $0.grain == .unit && !isLenient }
    for table in rosters {
      for row in table.rows { add(canonical(row[table.unitColumn ?? ""] ?? "")) }
    }
    for table in tables {
      if let column = table.unitColumn {
        unitOfRow[table.name] = try table.rows.map { row in
          let name = canonical(row[column] ?? "")
          if name.isEmpty { throw NaiveFailure.badData("单位为空") }
          if !units.contains(name) {
            if !rosters.isEmpty { throw NaiveFailure.badData("没有单位 \(name)") }
            add(name)
          }
          return name
        }
      }
      if let column = table.signersColumn {
        signersOfRow[table.name] = try table.rows.map { row in
          let names = (row[column] ?? "").split { "、，,；;|｜".contains($0) }.map { canonical(String($0)) }
            .filter { !$0.isEmpty }
          // A record that is credited to nobody else stays with its own unit.
          if names.isEmpty && table.unitColumn == nil || Set(names).count < names.count {
            throw NaiveFailure.badData("署名")
          }
          for name in names where !units.contains(name) {
            if !rosters.isEmpty { throw NaiveFailure.badData("没有单位 \(name)") }
            add(name)
          }
          return names
        }
      }
    }
  }

  private func add(_ name: String) {
    if !name.isEmpty, !units.contains(name) { units.append(name) }
  }

  // MARK: Cells

  var singleYear: Int? {
    guard let period = method.period, period.first / 12 == period.last / 12 else { return nil }
    return period.first / 12
  }

  /// The value of a cell; of a missing row (nil) what a blank counts as.
  func cell(_ table: NaiveTable, _ column: String, row: Int?, field: String? = nil) throws -> NaiveValue {
    guard let declared = table.column(column) else { throw NaiveFailure.unsupported(column) }
    guard let row else {
      guard let blank = declared.blankText else { return .absent }
      return declared.fields.isEmpty
        ? try declared.value(blank, year: singleYear) : try declared.field(field, of: blank)
    }
    if field == nil, let known = cells[table.name]?[row][column] { return known }
    if column == table.unitColumn { return unitOfRow[table.name]?[row].map { .text($0) } ?? .absent }
    let text = table.rows[row][column] ?? ""
    if !declared.fields.isEmpty { return try declared.field(field, of: text) }
    return try declared.value(text, year: singleYear)
  }

  /// Every cell must be readable, keys unique, dates inside the period.
  private func check(_ table: NaiveTable) throws {
    var seen: Set<[NaiveValue]> = []
    var cells: [[String: NaiveValue]] = []
    for row in table.rows.indices {
      var values: [String: NaiveValue] = [:]
      for column in table.columns { values[column.name] = try cell(table, column.name, row: row) }
      cells.append(values)
    }
    self.cells[table.name] = cells
    for row in table.rows.indices {
      if !table.keys.isEmpty {
        let key = try table.keys.map { try cell(table, $0, row: row) }
        if !key.contains(.absent), !seen.insert(key).inserted { throw NaiveFailure.badData("重复的行") }
      }
      if let month = try month(of: row, in: table), let period = method.period, !isLenient {
        let months = table.datedColumn.flatMap { table.column($0)?.periodMonths } ?? 1
        if month + months - 1 < period.first || month > period.last { throw NaiveFailure.badData("不在期间内") }
      }
    }
  }

  /// The first month of the row's date or period.
  func month(of row: Int, in table: NaiveTable) throws -> Int? {
    guard let dated = table.datedColumn else { return nil }
    switch try cell(table, dated, row: row) {
    case .day(let day): return NaiveCalendar.month(of: day)
    case .period(let number): return number * (table.column(dated)?.periodMonths ?? 1)
    case .absent, .number, .truth, .text: return nil
    }
  }

  /// The row of a dense table for a unit (and period).
  func row(of key: NaiveKey, in table: NaiveTable) throws -> Int? {
    for row in table.rows.indices {
      let unit = unitOfRow[table.name]?[row]
      switch key {
      case .unit(let name): if unit == name { return row }
      case .unitPeriod(let name, let number):
        guard unit == name, let dated = table.datedColumn else { continue }
        if try cell(table, dated, row: row) == .period(number) { return row }
      case .one, .period, .group, .row, .combination, .signer: return nil
      }
    }
    return nil
  }
}

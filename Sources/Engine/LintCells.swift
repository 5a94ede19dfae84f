import Diagnostics
import Exact
import Semantics
import Tables

/// The cells that trials put into the columns of a method, as a file would hold them.
struct LintCells {
  let plan: Plan
  let ranges: LintRanges
  /// Columns whose bounds rest on a figure that is open; they keep what a blank stands for.
  let unsettled: Set<TableColumn>
  /// Numbers that conditions compare a column with.
  private var thresholds: [TableColumn: [Rational]] = [:]

  init(_ plan: Plan, _ ranges: LintRanges, isOpen: [Bool]) {
    self.plan = plan
    self.ranges = ranges
    var unsettled: Set<TableColumn> = []
    for requirement in plan.requirements where isOpen[requirement.holds] {
      unsettled.insert(TableColumn(table: requirement.table, column: requirement.column))
    }
    self.unsettled = unsettled
    findThresholds()
  }

  private mutating func findThresholds() {
    for entry in plan.nodes {
      guard case .compare(_, let left, let right) = entry.op else { continue }
      for (side, edge) in [(left, right), (right, left)] {
        guard let value = ranges.known(at: edge).interval.point, ranges.known(at: side).interval.point == nil else {
          continue
        }
        let columns = inputs(of: side)
        // What rests on many columns is not reached by one of them.
        guard columns.count <= 4 else { continue }
        for column in columns where thresholds[column, default: []].count < 8 {
          if !thresholds[column, default: []].contains(value) { thresholds[column, default: []].append(value) }
        }
      }
    }
  }

  /// The number columns that a node rests on.
  func inputs(of node: NodeID) -> [TableColumn] {
    var seen: Set<NodeID> = []
    var found: [TableColumn] = []
    var pending = [node]
    while let next = pending.popLast(), seen.count < 512 {
      guard plan.nodes.indices.contains(next), seen.insert(next).inserted else { continue }
      if case .input(let table, let column, _) = plan.nodes[next].op, isNumber(table, column) {
        let key = TableColumn(table: table, column: column)
        if !found.contains(key) { found.append(key) }
      }
      pending += ranges.operands[next]
    }
    return found
  }

  func isNumber(_ table: Int, _ column: Int) -> Bool {
    switch plan.tables[table].columns[column].type {
    case .number, .percent, .notation: true
    case .name, .names, .id, .text, .options, .yesNo, .date, .period: false
    }
  }

  // MARK: Texts

  /// A number as a cell of the column; nil where the column does not take it.
  func text(_ value: Rational, _ table: Int, _ column: Int, field: Int? = nil) -> String? {
    guard ranges.column(table, column, field: field).interval.contains(value), value.decimalScale != nil else {
      return nil
    }
    switch plan.tables[table].columns[column].type {
    case .percent: return (value * Rational(100)).plain + "%"
    case .number: return value.plain
    case .notation(_, let fields):
      let mark = field.flatMap { fields.indices.contains($0) ? fields[$0].mark : nil } ?? fields.first?.mark
      return value.plain + (mark ?? "")
    case .name, .names, .id, .text, .options, .yesNo, .date, .period: return nil
    }
  }

  static func text(_ truth: Bool) -> String { truth ? "是" : "否" }

  /// A date some days after the fifteenth of the first month.
  func date(after days: Int = 0) -> String {
    let month = plan.period?.firstMonth ?? 2024 * 12
    let start = CivilCalendar.days(fromCivil: CivilDate(year: month / 12, month: month % 12 + 1, day: 15)) ?? 0
    return CivilCalendar.civil(fromDays: Int32(clamping: Int(start) + days)).text
  }

  /// The n-th period of the method's range as a cell.
  func period(_ unit: CalendarUnit, _ place: Int = 0) -> String? {
    guard let range = plan.period else { return "2024年1月" }
    let number = range.firstMonth / unit.months + place
    guard number <= range.lastMonth / unit.months else { return nil }
    return Calendar.text(unit, number: number).chinese
  }

  // MARK: Defaults

  /// The cells that a row must have to be accepted.
  func required(_ table: Int) -> [Int: String] {
    var cells: [Int: String] = [:]
    let schema = plan.tables[table]
    for (column, entry) in schema.columns.enumerated() where column != schema.unitColumn && column != schema.namesColumn {
      switch entry.type {
      case .options(let options, _): if entry.blank == .refused { cells[column] = options.first }
      case .date: if entry.blank == .refused { cells[column] = date() }
      case .period(let unit): cells[column] = period(unit)
      case .id: if entry.blank == .refused || schema.keys.contains(column) { cells[column] = "1" }
      case .number, .percent:
        let range = ranges.column(table, column, field: nil).interval
        guard entry.blank == .refused, !range.contains(.zero) else { break }
        let usual: [Rational?] = [.one, Rational(10), Rational(100), range.low?.value, range.high?.value]
        cells[column] = usual.lazy.compactMap { $0 }.compactMap { text($0, table, column) }.first
      case .name, .names, .text, .yesNo, .notation: break
      }
    }
    return cells
  }

  /// A unit that did nothing: its row in the roster, as far as there is one.
  var idle: LintCase {
    var result = LintCase()
    var isNamed = false
    for (table, schema) in plan.tables.enumerated() where schema.grain == .unit {
      let cells = required(table)
      if !isNamed || !cells.isEmpty { result.rows.append(LintRow(table, cells)) }
      isNamed = true
    }
    if !isNamed, let table = plan.tables.firstIndex(where: { isPeriodic($0) }) {
      result.rows.append(LintRow(table, required(table)))
    }
    return result
  }

  private func isPeriodic(_ schema: TableSchema) -> Bool {
    if case .unitPeriod = schema.grain { return true }
    return false
  }

  // MARK: Variations

  /// Numbers worth trying in a column.
  func numbers(_ table: Int, _ column: Int, field: Int? = nil) -> [Rational] {
    guard !unsettled.contains(TableColumn(table: table, column: column)) else { return [] }
    let range = ranges.column(table, column, field: field).interval
    var found: [Rational] = []
    func add(_ value: Rational?) {
      if let value, range.contains(value), !found.contains(value), value.decimalScale != nil { found.append(value) }
    }
    let isPercent = plan.tables[table].columns[column].type == .percent
    let step = isPercent ? Rational(fixed: 1, scale: 2) : .one
    let usual = isPercent ? [0, 50, 100].map { Rational(fixed: $0, scale: 2) } : [0, 1, 2, 5, 10].map { Rational($0) }
    usual.forEach(add)
    for value in thresholds[TableColumn(table: table, column: column)] ?? [] {
      add(value - step)
      add(value)
      add(value + step)
    }
    add(range.low?.value)
    add(range.high?.value)
    if !isPercent { [100, 1000].forEach { add(Rational($0)) } }
    return found
  }

  /// Cells worth trying in a column.
  func variations(_ table: Int, _ column: Int) -> [String] {
    guard !unsettled.contains(TableColumn(table: table, column: column)) else { return [] }
    switch plan.tables[table].columns[column].type {
    case .options(let options, _): return Array(options.prefix(40))
    case .yesNo: return [Self.text(true), Self.text(false)]
    case .number, .percent: return numbers(table, column).compactMap { text($0, table, column) }
    case .notation(_, let fields):
      return fields.indices.flatMap { field in
        numbers(table, column, field: field).compactMap { text($0, table, column, field: field) }
      }
    case .date: return [0, 45, 200].map { date(after: $0) }
    case .period(let unit): return [0, 1, 2].compactMap { period(unit, $0) }
    case .name, .names, .id, .text: return []
    }
  }
}

extension LintCells {
  /// The columns that a node rests on, names and ids apart.
  func columns(of node: NodeID) -> [TableColumn] {
    var seen: Set<NodeID> = []
    var found: [TableColumn] = []
    var pending = [node]
    while let next = pending.popLast(), seen.count < 4096 {
      guard plan.nodes.indices.contains(next), seen.insert(next).inserted else { continue }
      if case .input(let table, let column, _) = plan.nodes[next].op {
        let key = TableColumn(table: table, column: column)
        if !found.contains(key) { found.append(key) }
      }
      pending += ranges.operands[next]
    }
    return found
  }
}

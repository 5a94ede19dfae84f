import Exact
import Semantics

/// The small cases that a method is tried with: each column by itself, each combination of choices of a
/// record, both sides of each condition, and everything at its most.
struct LintProbes {
  let cells: LintCells
  private(set) var cases: [LintCase] = []
  private var seen: Set<LintCase> = []

  /// More than so many are not tried.
  static let most = 640

  init(_ cells: LintCells, isOpen: [Bool]) {
    self.cells = cells
    let used = Self.usedColumns(cells.plan)
    add(cells.idle)
    addConditions(isOpen)
    for table in cells.plan.tables.indices { addColumns(table, used) }
    for table in cells.plan.tables.indices { addRecords(table, used) }
    addPairs()
    addExtremes(used)
  }

  private var plan: Plan { cells.plan }

  mutating func add(_ entry: LintCase) {
    guard cases.count < Self.most, !entry.rows.isEmpty, seen.insert(entry).inserted else { return }
    cases.append(entry)
  }

  /// The columns that something is computed from.
  private static func usedColumns(_ plan: Plan) -> Set<TableColumn> {
    var used: Set<TableColumn> = []
    for node in plan.nodes {
      if case .input(let table, let column, _) = node.op { used.insert(TableColumn(table: table, column: column)) }
    }
    return used
  }

  static func isRecord(_ plan: Plan, _ table: Int) -> Bool { plan.tables[table].grain == .rows(table) }

  private func names(_ table: Int) -> Bool {
    plan.tables[table].unitColumn != nil || plan.tables[table].namesColumn != nil
  }

  // MARK: Parts of the method

  /// Both sides of every condition, and what makes each posting post.
  private mutating func addConditions(_ isOpen: [Bool]) {
    for posting in plan.postings where !isOpen[posting.amount] {
      guard case .guarded(let mask, let amount) = plan.nodes[amount(posting)].op else { continue }
      var solver = LintSolver(cells)
      guard solver.make(mask, true) else { continue }
      add(solver.result())
      for target in [Rational.one, Rational(10)] {
        var further = solver
        if further.reach(amount, target) { add(further.result()) }
      }
    }
    for (node, entry) in plan.nodes.enumerated() where !isOpen[node] {
      guard case .compare = entry.op else { continue }
      for holds in [true, false] {
        var solver = LintSolver(cells)
        if solver.make(node, holds) { add(solver.result()) }
      }
    }
  }

  private func amount(_ posting: Posting) -> NodeID {
    if case .aggregate(.sum, let value, condition: nil) = plan.nodes[posting.amount].op { return value }
    return posting.amount
  }

  private mutating func addColumns(_ table: Int, _ used: Set<TableColumn>) {
    guard !Self.isRecord(plan, table), plan.tables[table].unitColumn != nil else { return }
    for column in plan.tables[table].columns.indices where used.contains(TableColumn(table: table, column: column)) {
      guard !plan.tables[table].keys.contains(column) else { continue }
      for text in cells.variations(table, column) {
        var entry = base(table).with(table, column, text)
        entry.isStray = isStray(text, table, column)
        add(entry)
      }
      if let negative = negative(table, column) { add(negative) }
    }
  }

  /// An idle unit with a row in the table.
  func base(_ table: Int) -> LintCase {
    let idle = cells.idle
    return idle.rows.contains { $0.table == table } ? idle : idle.adding(LintRow(table, cells.required(table)))
  }

  private func isStray(_ text: String, _ table: Int, _ column: Int) -> Bool {
    text.hasPrefix("-") && cells.ranges.column(table, column, field: nil).interval.low == nil
  }

  /// A negative number where no bound forbids it.
  private func negative(_ table: Int, _ column: Int) -> LintCase? {
    guard cells.isNumber(table, column), cells.ranges.column(table, column, field: nil).interval.low == nil,
      let text = cells.text(Rational(-5), table, column) ?? cells.text(-Rational(fixed: 5, scale: 1), table, column)
    else { return nil }
    var entry = base(table).with(table, column, text)
    entry.isStray = true
    return entry
  }

  // MARK: Records

  private mutating func addRecords(_ table: Int, _ used: Set<TableColumn>) {
    guard Self.isRecord(plan, table), names(table) else { return }
    let own = cells.required(table)
    add(cells.idle.adding(LintRow(table, own)))
    for row in combinations(table, used) { add(cells.idle.adding(row)) }
    for column in plan.tables[table].columns.indices where used.contains(TableColumn(table: table, column: column)) {
      for text in cells.variations(table, column) {
        var entry = cells.idle.adding(LintRow(table, own.merging([column: text]) { $1 }))
        entry.isStray = isStray(text, table, column)
        add(entry)
      }
      if let negative = negative(table, column) { add(negative) }
    }
    guard plan.tables[table].keys.isEmpty else { return addKeyed(table) }
    for times in [2, 5, 12] { add(cells.idle.adding(LintRow(table, own), times: times)) }
  }

  /// One row for each option of the key.
  private mutating func addKeyed(_ table: Int) {
    guard let column = plan.tables[table].keys.first(where: { $0 != plan.tables[table].unitColumn }) else { return }
    var entry = cells.idle
    for text in cells.variations(table, column) {
      entry.rows.append(LintRow(table, cells.required(table).merging([column: text]) { $1 }))
    }
    add(entry)
  }

  /// Records of every combination of choices, as far as they are few.
  func combinations(_ table: Int, _ used: Set<TableColumn>, most: Int = 96) -> [LintRow] {
    var rows = [LintRow(table, cells.required(table))]
    for (column, schema) in plan.tables[table].columns.enumerated() {
      guard used.contains(TableColumn(table: table, column: column)) else { continue }
      switch schema.type {
      case .options, .yesNo: break
      case .name, .names, .id, .text, .date, .period, .number, .percent, .notation: continue
      }
      let texts = cells.variations(table, column)
      guard texts.count > 1, rows.count * texts.count <= most else { continue }
      rows = rows.flatMap { row in
        texts.map { text in LintRow(table, row.cells.merging([column: text]) { $1 }) }
      }
    }
    return rows
  }

  // MARK: Together

  /// Small numbers of two columns that are compared, subtracted or divided.
  private mutating func addPairs() {
    var known: Set<[TableColumn]> = []
    for entry in plan.nodes where known.count < 12 {
      let sides: (NodeID, NodeID)
      switch entry.op {
      case .compare(_, let left, let right), .subtract(let left, let right), .divide(let left, let right):
        sides = (left, right)
      default: continue
      }
      let first = cells.inputs(of: sides.0)
      let second = cells.inputs(of: sides.1)
      guard first.count == 1, second.count == 1, first != second, first[0].table == second[0].table,
        known.insert(first + second).inserted
      else { continue }
      let table = first[0].table
      for one in cells.numbers(table, first[0].column).prefix(5) {
        for other in cells.numbers(table, second[0].column).prefix(5) {
          guard let text = cells.text(one, table, first[0].column), let next = cells.text(other, table, second[0].column)
          else { continue }
          add(base(table).with(table, first[0].column, text).with(table, second[0].column, next))
        }
      }
    }
  }

  /// Everything at its most, for each choice of the roster.
  private mutating func addExtremes(_ used: Set<TableColumn>) {
    let rosters = plan.tables.indices.filter { plan.tables[$0].grain == .unit }
    var bases = [cells.idle]
    for table in rosters {
      for row in combinations(table, used, most: 24) {
        var entry = cells.idle
        if let index = entry.rows.firstIndex(where: { $0.table == table }) { entry.rows[index] = row } else { entry.rows.append(row) }
        bases.append(entry)
      }
    }
    for base in bases {
      add(base)
      for isMost in [true, false] {
        var entry = base
        for table in plan.tables.indices where plan.tables[table].unitColumn != nil && !Self.isRecord(plan, table) {
          for column in plan.tables[table].columns.indices where used.contains(TableColumn(table: table, column: column)) {
            let numbers = cells.isNumber(table, column) ? cells.numbers(table, column) : []
            guard let value = isMost ? numbers.max() : numbers.min(), let text = cells.text(value, table, column) else {
              continue
            }
            if !entry.rows.contains(where: { $0.table == table }) { entry.rows.append(LintRow(table, cells.required(table))) }
            entry = entry.with(table, column, text)
          }
        }
        add(entry)
      }
    }
  }
}

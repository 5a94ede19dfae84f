import Semantics

/// How the units of a method with one table of units can be scored slice by slice, without keeping every column.
///
/// Most of such a method looks at one unit at a time: its cells, constants, and arithmetic over them. Those nodes are
/// computed for some thousand units at once, which stay in a processor's cache, and only the columns that something
/// else reads are kept: what ranks, lists and printed tables ask for, and what aggregates over units fold.
struct SlicedPlan {
  let plan: Plan
  let table: Int
  /// Nodes that look at one unit at a time.
  private(set) var isLocal: [Bool] = []
  /// Local nodes whose values are kept for all units.
  private(set) var kept: [NodeID] = []
  /// Columns of the table that are printed as their cells.
  private(set) var printed: [Int] = []
  /// Columns that local nodes or prints read, and those that only have to be right.
  private(set) var read: [Int] = []
  /// The node that tells units without any figure.
  var allBlank: NodeID? {
    plan.nodes.indices.first { node in
      if case .allBlank = plan.nodes[node].op { return isLocal[node] }
      return false
    }
  }
  /// Local nodes to compute beside the kept ones: postings, and what may turn out wrong.
  private(set) var roots: [NodeID] = []

  /// nil where there are other tables, or where a text is read.
  init?(_ plan: Plan, table: Int) {
    self.plan = plan
    self.table = table
    let schema = plan.tables[table]
    guard plan.tables.count == 1, schema.grain == .unit, let unit = schema.unitColumn, schema.keys == [unit],
      schema.namesColumn == nil, schema.datedColumn == nil, schema.aliases.isEmpty
    else { return nil }
    let wanted = plan.reachable(from: plan.results + plan.bounds + plan.explained)
    var isDataless = [Bool](repeating: false, count: plan.nodes.count)
    isLocal = isDataless
    var columns: Set<Int> = []
    for node in plan.nodes.indices where wanted[node] {
      let grain = plan.nodes[node].grain
      var fits = true
      plan.visitOperands(of: node) { operand in
        fits = fits && (isDataless[operand] || (grain == .unit && isLocal[operand]))
      }
      let reach = Self.reach(plan.nodes[node].op)
      if case .input(_, let column, _) = plan.nodes[node].op {
        guard grain == .unit, Self.takes(schema.columns[column].type) else { return nil }
        columns.insert(column)
      }
      if case .fetch = plan.nodes[node].op { return nil }
      if case .workdays(_, _, .some) = plan.nodes[node].op { return nil }
      isDataless[node] = grain == .one && fits && reach == .constant
      isLocal[node] = grain == .unit && fits && reach != .others
    }
    guard choose(wanted, isDataless, schema, &columns) else { return nil }
    read = columns.sorted()
  }

  private enum Reach {
    /// A value of its operands alone.
    case constant
    /// Also the unit's own cells.
    case own
    case others
  }

  private static func reach(_ op: Op) -> Reach {
    switch op {
    case .input, .present, .allBlank: .own
    case .unitName, .periodOf, .workdays, .fetch, .aggregate, .sumOfHighest, .keep, .rank, .grade, .previous,
      .cumulative, .shareOf, .position:
      .others
    case .figure, .number, .truth, .code, .calendar, .days, .spread, .sum, .subtract, .multiply, .divide,
      .negate,
      .absolute, .minimum, .maximum, .compare, .sameCode, .isOneOf, .and, .or, .not, .isAbsent, .choose,
      .guarded,
      .lookup, .round, .roundToMultiple, .steps,
      .escalating, .dayOfMonth, .shifted:
      .constant
    }
  }

  private static func takes(_ type: ColumnType) -> Bool {
    switch type {
    case .options, .yesNo, .date, .number, .percent: true
    case .name, .names, .id, .text, .period, .notation: false
    }
  }

  private mutating func choose(
    _ wanted: [Bool], _ isDataless: [Bool], _ schema: TableSchema, _ columns: inout Set<Int>
  ) -> Bool {
    var keeps: Set<NodeID> = []
    let bounds = Set(plan.requirements.flatMap { [$0.holds, $0.low, $0.high].compactMap { $0 } })
    for root in plan.results where isLocal[root] && !bounds.contains(root) { keeps.insert(root) }
    for node in plan.nodes.indices where wanted[node] && !isLocal[node] {
      switch plan.nodes[node].op {
      case .allBlank, .present: return false
      case _: break
      }
      plan.visitOperands(of: node) { if isLocal[$0] { keeps.insert($0) } }
    }
    for publication in plan.publications {
      for column in publication.columns {
        guard case .cell(let cell) = column.content else { continue }
        switch schema.columns[cell.column].type {
        case .options, .number: break
        case .name, .names, .id, .text, .yesNo, .date, .period, .percent, .notation: return false
        }
        columns.insert(cell.column)
        printed.append(cell.column)
      }
    }
    // A requirement that looks at other units is checked at the end by nobody.
    guard plan.requirements.allSatisfy({ isLocal[$0.holds] }) else { return false }
    kept = keeps.sorted()
    roots =
      plan.postings.map(\.amount).filter { isLocal[$0] }
      + plan.nodes.indices.filter { node in
        guard wanted[node], isLocal[node] else { return false }
        switch plan.nodes[node].op {
        case .guarded, .escalating: return true
        case .lookup(_, let entries):
          // A parameter without an entry for a unit's group is told of by name.
          return entries.contains { if case .figure = plan.nodes[$0.value].op { true } else { false } }
        case _: return plan.requirements.contains { $0.holds == node }
        }
      }
    return plan.postings.allSatisfy { plan.nodes[$0.amount].grain != .unit || isLocal[$0.amount] }
  }
}

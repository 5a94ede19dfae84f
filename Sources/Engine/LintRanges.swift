import Exact
import Semantics

/// What each node of a plan can come to, whatever the tallies are, as long as they are accepted.
///
/// Numbers that count things are never negative, choices are their options, cells lie in their bounds; from
/// there interval arithmetic goes up the graph. A class, since analyses under assumptions share it; it lives
/// for one analysis and is confined to it. Cost: linear in the plan, twice.
final class LintRanges {
  let plan: Plan
  let figures: [Rational?]
  /// The operands of each node.
  let operands: [[NodeID]]
  /// The range of each node without any assumption.
  private(set) var known: [LintRange] = []
  /// Bounds of cells, where they are constants or have constant bounds themselves.
  private var bounds: [TableColumn: LintInterval] = [:]
  private var leaves: [NodeID: [NodeID]] = [:]

  init(_ plan: Plan, figures: [Rational?]) {
    self.plan = plan
    self.figures = figures
    operands = plan.nodes.indices.map { node in
      var found: [NodeID] = []
      plan.visitOperands(of: node) { found.append($0) }
      return found
    }
    compute()
    guard !plan.requirements.isEmpty else { return }
    for requirement in plan.requirements { bound(requirement.holds) }
    compute()
  }

  private func compute() {
    known = []
    known.reserveCapacity(plan.nodes.count)
    for node in plan.nodes.indices { known.append(range(node) { self.known(at: $0) }) }
  }

  /// Operands precede their users; what does not is taken as anything.
  func known(at node: NodeID) -> LintRange {
    if known.indices.contains(node) { return known[node] }
    return plan.nodes.indices.contains(node) ? .any(plan.nodes[node].kind) : LintRange(.texts, mayBeAbsent: true)
  }

  private func bound(_ holds: NodeID) {
    guard plan.nodes.indices.contains(holds) else { return }
    switch plan.nodes[holds].op {
    case .and(let left, let right):
      bound(left)
      bound(right)
    case .compare(let comparison, let cell, let edge):
      guard case .input(let table, let column, nil) = plan.nodes[plan.unspread(cell)].op else { return }
      let key = TableColumn(table: table, column: column)
      let limit = Self.limit(comparison, known(at: edge).interval)
      bounds[key] = (bounds[key] ?? .all).intersection(limit)
    default: return
    }
  }

  /// The numbers that compare so with some member of a set.
  static func limit(_ comparison: Comparison, _ edge: LintInterval) -> LintInterval {
    func opened(_ bound: LintInterval.Bound?, _ isStrict: Bool) -> LintInterval.Bound? {
      bound.map { LintInterval.Bound(value: $0.value, isOpen: $0.isOpen || isStrict) }
    }
    switch comparison {
    case .less, .lessOrEqual: return LintInterval(low: nil, high: opened(edge.high, comparison == .less))
    case .greater, .greaterOrEqual: return LintInterval(low: opened(edge.low, comparison == .greater), high: nil)
    case .equal: return edge
    case .notEqual: return .all
    }
  }

  // MARK: Columns

  /// What the cells of a column can be, blanks included.
  func column(_ table: Int, _ column: Int, field: Int?) -> LintRange {
    let schema = plan.tables[table].columns[column]
    let absent = schema.blank == .absent
    switch schema.type {
    case .name, .names, .id: return LintRange(.codes(nil), mayBeAbsent: absent)
    case .options(let options, _): return LintRange(.codes(Set(options)), mayBeAbsent: absent)
    case .text: return LintRange(.texts, mayBeAbsent: absent)
    case .yesNo: return LintRange(.truths(canHold: true, canFail: true), mayBeAbsent: absent)
    case .date: return LintRange(.numbers(LintInterval(low: nil, high: nil, isWhole: true)), mayBeAbsent: absent)
    case .period(let unit): return .number(periods(unit), mayBeAbsent: absent)
    case .percent: return .number(field == nil ? bounded(table, column, .all) : .all, mayBeAbsent: absent)
    case .notation: return .number(.wholeFromZero, mayBeAbsent: absent)
    case .number(let measure):
      var interval = LintInterval.all
      if case .tagged(let word) = measure {
        interval = LintInterval(
          low: LintInterval.Bound(value: .zero), high: nil, isWhole: NumberReader.wholeWords.contains(word))
      }
      return .number(bounded(table, column, interval), mayBeAbsent: absent)
    }
  }

  private func bounded(_ table: Int, _ column: Int, _ interval: LintInterval) -> LintInterval {
    bounds[TableColumn(table: table, column: column)].map { interval.intersection($0) } ?? interval
  }

  func periods(_ unit: CalendarUnit) -> LintInterval {
    guard let range = plan.period else { return LintInterval(low: nil, high: nil, isWhole: true) }
    return LintInterval(
      from: Rational(range.firstMonth / unit.months), to: Rational(range.lastMonth / unit.months), isWhole: true)
  }

  // MARK: Sums

  /// The amounts that a sum is made of, down to the grains at which they arise; one that is added twice
  /// stands twice.
  func leaves(of node: NodeID) -> [NodeID] {
    if let known = leaves[node] { return known }
    var found: [NodeID] = []
    var pending = [node]
    // A sum of sums may hold one amount very often; beyond that it is looked at as it is.
    while let next = pending.popLast(), found.count <= 4096 {
      switch plan.nodes.indices.contains(next) ? plan.nodes[next].op : .truth(false) {
      case .sum(let terms): pending += terms.reversed()
      case .aggregate(.sum, let value, condition: nil): pending.append(value)
      default: found.append(next)
      }
    }
    if found.count > 4096 { found = [node] }
    leaves[node] = found
    return found
  }

  /// How many keys of a fine grain one key of a coarser one can have; nil: any number.
  func most(_ fine: Grain, in coarse: Grain) -> Int? {
    if fine == coarse { return 1 }
    switch (fine, coarse) {
    case (.unitPeriod(let unit), .unit), (.period(let unit), .one):
      guard plan.period != nil else { return nil }
      let range = periods(unit)
      guard let low = range.low?.value.asInt, let high = range.high?.value.asInt else { return nil }
      return max(0, high - low + 1)
    case (.unitPeriod(let unit), .unitPeriod(let wider)), (.period(let unit), .period(let wider)):
      return max(1, wider.months / unit.months)
    case (.rows(let table), .unit):
      guard let unit = plan.tables[table].unitColumn, plan.tables[table].keys.contains(unit) else { return nil }
      return combinations(table, plan.tables[table].keys.filter { $0 != unit })
    case (.keyed(let table, let columns, true), .unit): return combinations(table, columns)
    default: return nil
    }
  }

  private func combinations(_ table: Int, _ columns: [Int]) -> Int? {
    var result = 1
    for column in columns {
      guard case .options(let options, _) = plan.tables[table].columns[column].type else { return nil }
      let (product, overflow) = result.multipliedReportingOverflow(by: options.count)
      guard !overflow else { return nil }
      result = product
    }
    return result
  }

  /// Whether each key of the coarse grain has exactly that many.
  func isDense(_ fine: Grain, in coarse: Grain) -> Bool {
    switch (fine, coarse) {
    case (.unitPeriod, .unit), (.period, .one): true
    default: fine == coarse
    }
  }

  /// Sums of the values of one coarse key.
  func folded(_ range: LintRange, from fine: Grain, to coarse: Grain) -> LintInterval {
    if fine == coarse { return range.interval }
    guard range.mayBePresent else { return LintInterval(.zero) }
    return range.interval.repeated(
      most(fine, in: coarse), exactly: isDense(fine, in: coarse) && !range.mayBeAbsent)
  }
}

extension Plan {
  /// The node whose values a spread repeats at a finer grain.
  func unspread(_ node: NodeID) -> NodeID {
    var node = node
    while nodes.indices.contains(node), case .spread(let inner) = nodes[node].op { node = inner }
    return node
  }
}

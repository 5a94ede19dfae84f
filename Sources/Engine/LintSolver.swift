import Exact
import Semantics
import Tables

/// Seeks the cells of one unit with which a condition holds or a number is reached.
///
/// It follows the conditions down to cells and takes the first way that it finds; what it comes to is only a
/// candidate, which a trial confirms or not. Cost: linear in the condition.
struct LintSolver {
  let cells: LintCells
  /// The rows sought so far, one for each table.
  private var rows: [Int: [Int: String]] = [:]
  /// How often a table's row is repeated.
  private var times: [Int: Int] = [:]
  private var depth = 0

  init(_ cells: LintCells) { self.cells = cells }

  private var plan: Plan { cells.plan }

  /// The unit's rows: an idle unit's, changed and completed by what was sought.
  func result() -> LintCase {
    var result = cells.idle
    for table in rows.keys.sorted() {
      let own = cells.required(table).merging(rows[table] ?? [:]) { $1 }
      if let index = result.rows.firstIndex(where: { $0.table == table }), times[table] == nil {
        result.rows[index].cells.merge(own) { $1 }
      } else {
        for copy in 0..<max(1, min(times[table] ?? 1, 60)) { result.rows.append(LintRow(table, numbered(own, table, copy))) }
      }
    }
    return result
  }

  /// Repeated rows are different things: their ids differ unless one was sought.
  private func numbered(_ own: [Int: String], _ table: Int, _ copy: Int) -> [Int: String] {
    var result = own
    for (column, schema) in plan.tables[table].columns.enumerated() where copy > 0 && rows[table]?[column] == nil {
      if schema.type == .id, own[column] != nil { result[column] = "\(copy + 1)" }
    }
    return result
  }

  // MARK: Conditions

  /// Makes a condition hold or fail; false where no way was found.
  mutating func make(_ node: NodeID, _ holds: Bool) -> Bool {
    guard plan.nodes.indices.contains(node), depth < 60 else { return false }
    depth += 1
    defer { depth -= 1 }
    if cells.ranges.known(at: node).surelyHolds { return holds }
    switch plan.nodes[node].op {
    case .truth(let value): return value == holds
    case .spread(let inner): return make(inner, holds)
    case .not(let inner): return make(inner, !holds)
    case .and(let left, let right): return make(left, right, both: holds, holds)
    case .or(let left, let right): return make(left, right, both: !holds, holds)
    case .input(let table, let column, nil): return put(LintCells.text(holds), table, column)
    case .isAbsent(let value): return makeAbsent(value, holds)
    case .isOneOf(let value, let texts): return choose(value) { texts.contains($0) == holds }
    case .sameCode(let left, let right):
      guard case .code(let text) = plan.nodes[plan.unspread(right)].op else { return false }
      return choose(left) { ($0 == text) == holds }
    case .compare(let comparison, let left, let right):
      return compare(holds ? comparison : comparison.negation, left, right)
    case .aggregate(let aggregate, let value, let condition):
      if aggregate == .any, holds {
        guard make(value, true) else { return false }
        return condition.map { make($0, true) } ?? true
      }
      return aggregate == .all && !holds ? make(value, false) : false
    default: return false
    }
  }

  private mutating func make(_ left: NodeID, _ right: NodeID, both: Bool, _ holds: Bool) -> Bool {
    if both { return make(left, holds) && make(right, holds) }
    let saved = self
    if make(left, holds) { return true }
    self = saved
    return make(right, holds)
  }

  private mutating func makeAbsent(_ value: NodeID, _ isAbsent: Bool) -> Bool {
    let inner = plan.unspread(value)
    guard isAbsent else { return give(inner) }
    switch plan.nodes[inner].op {
    case .input(let table, let column, _):
      guard plan.tables[table].columns[column].blank == .absent else { return false }
      return put("", table, column)
    case .divide(_, let divisor): return reach(divisor, .zero)
    case .lookup(let keys, _):
      guard let first = keys.first else { return false }
      return makeAbsent(first, true)
    default: return false
    }
  }

  /// Makes a value be there, whatever it is.
  private mutating func give(_ node: NodeID) -> Bool {
    guard depth < 60, plan.nodes.indices.contains(node) else { return false }
    depth += 1
    defer { depth -= 1 }
    switch plan.nodes[node].op {
    case .input(let table, let column, _):
      if rows[table]?[column].map({ !$0.isEmpty }) ?? false { return true }
      guard let text = cells.required(table)[column] ?? cells.variations(table, column).dropFirst().first
        ?? cells.variations(table, column).first
      else { return true }
      return put(text, table, column)
    case .lookup(let keys, let entries):
      guard let entry = entries.first else { return false }
      return zip(keys, entry.texts).allSatisfy { key, text in choose(key) { $0 == text } } || keys.allSatisfy { give($0) }
    case .divide(let left, let right): return reach(right, Rational(10)) && give(left)
    default: return cells.ranges.operands[node].allSatisfy { give($0) }
    }
  }

  /// Chooses an option of a column.
  private mutating func choose(_ node: NodeID, _ fits: (String) -> Bool) -> Bool {
    let inner = plan.unspread(node)
    guard case .input(let table, let column, _) = plan.nodes[inner].op,
      case .options(let options, _) = plan.tables[table].columns[column].type
    else { return false }
    if let present = rows[table]?[column], !present.isEmpty { return fits(present) }
    guard let option = options.first(where: fits) else { return false }
    return put(option, table, column)
  }

  private mutating func put(_ text: String, _ table: Int, _ column: Int) -> Bool {
    if let present = rows[table]?[column] { return present == text }
    rows[table, default: [:]][column] = text
    return true
  }

  // MARK: Numbers

  private mutating func compare(_ comparison: Comparison, _ left: NodeID, _ right: NodeID) -> Bool {
    if case .code(.options(let options)) = plan.nodes[left].kind {
      guard case .code(let text) = plan.nodes[plan.unspread(right)].op, let edge = options.firstIndex(of: text) else {
        return false
      }
      return choose(left) { option in
        guard let place = options.firstIndex(of: option) else { return false }
        return comparison.holds(Rational(place), Rational(edge))
      }
    }
    if let edge = cells.ranges.known(at: right).interval.point { return reach(left, beyond: edge, comparison) }
    if let edge = cells.ranges.known(at: left).interval.point { return reach(right, beyond: edge, comparison.mirrored) }
    let saved = self
    for edge in [Rational(10), .one, Rational(100)] {
      self = saved
      if reach(right, edge), reach(left, beyond: edge, comparison) { return true }
    }
    return false
  }

  private mutating func reach(_ node: NodeID, beyond edge: Rational, _ comparison: Comparison) -> Bool {
    let isSmall = edge.magnitude <= .one && !edge.isInteger
    let steps: [Rational] = isSmall ? [Rational(fixed: 1, scale: 2), Rational(fixed: 1, scale: 1)] : [.one, Rational(fixed: 5, scale: 1)]
    let targets: [Rational]
    switch comparison {
    case .equal, .greaterOrEqual, .lessOrEqual: targets = [edge]
    case .greater, .notEqual: targets = steps.map { edge + $0 }
    case .less: targets = steps.map { edge - $0 } + [.zero]
    }
    let saved = self
    for target in targets where comparison.holds(target, edge) {
      self = saved
      if reach(node, target) { return true }
    }
    self = saved
    return false
  }

  /// Makes a number come to a value; other parts of it are taken to be 0 or 1.
  mutating func reach(_ node: NodeID, _ target: Rational) -> Bool {
    guard plan.nodes.indices.contains(node), depth < 60 else { return false }
    depth += 1
    defer { depth -= 1 }
    let range = cells.ranges.known(at: node)
    if range.interval.point == target { return true }
    guard range.interval.contains(target) else { return false }
    switch plan.nodes[node].op {
    case .input(let table, let column, let field):
      guard let text = cells.text(target, table, column, field: field) else { return false }
      return put(text, table, column)
    case .spread(let inner), .round(let inner, _, _), .previous(let inner), .cumulative(let inner):
      return reach(inner, target)
    case .negate(let inner): return reach(inner, -target)
    case .sum(let values): return reach(anyOf: values, target)
    case .minimum(let values), .maximum(let values):
      return reach(anyOf: values.filter { cells.ranges.known(at: $0).interval.point == nil }, target)
    case .subtract(let left, let right):
      let saved = self
      if let edge = cells.ranges.known(at: right).interval.point { return reach(left, target + edge) }
      if let edge = cells.ranges.known(at: left).interval.point { return reach(right, edge - target) }
      for edge in [Rational.zero, Rational(10)] {
        self = saved
        if reach(right, edge), reach(left, target + edge) { return true }
      }
      self = saved
      return false
    case .multiply(let left, let right):
      return reach(product: left, right, target) || reach(product: right, left, target)
    case .divide(let left, let right):
      let saved = self
      for divisor in [Rational(100), Rational(10), .one] {
        self = saved
        if reach(right, divisor), reach(left, target * divisor) { return true }
      }
      self = saved
      return false
    case .steps(let value, let step, _):
      guard let size = cells.ranges.known(at: step).interval.point else { return false }
      return reach(value, target * size)
    case .guarded(let mask, let amount): return make(mask, true) && reach(amount, target)
    case .choose(let condition, let then, let otherwise):
      let saved = self
      if make(condition, true), reach(then, target) { return true }
      self = saved
      return make(condition, false) && reach(otherwise, target)
    case .lookup(let keys, let entries):
      guard let entry = entries.first(where: { cells.ranges.known(at: $0.value).interval.point == target }) else {
        return false
      }
      return zip(keys, entry.texts).allSatisfy { key, text in choose(key) { $0 == text } }
    case .aggregate(let aggregate, let value, let condition): return reach(aggregate, value, condition, target)
    case .days(let first, let second): return reachDays(first, second, target.floor().asInt ?? 0)
    case .workdays(let from, let to, _):
      return reachDays(from, to, ((target.floor().asInt ?? 0) / 5) * 7 + (target.floor().asInt ?? 0) % 5 + 4)
    default: return false
    }
  }

  private mutating func reach(anyOf values: [NodeID], _ target: Rational) -> Bool {
    let saved = self
    for value in values.prefix(12) {
      self = saved
      if reach(value, target) { return true }
    }
    self = saved
    return false
  }

  private mutating func reach(product first: NodeID, _ second: NodeID, _ target: Rational) -> Bool {
    let factor = cells.ranges.known(at: second).interval.point ?? .one
    guard let wanted = target.divided(by: factor) else { return target.isZero }
    let saved = self
    if reach(second, factor), reach(first, wanted) { return true }
    self = saved
    return false
  }

  private mutating func reach(
    _ aggregate: Aggregate, _ value: NodeID, _ condition: NodeID?, _ target: Rational
  ) -> Bool {
    if let condition, target.sign > 0, !make(condition, true) { return false }
    guard aggregate == .count else { return reach(value, target) }
    guard let count = target.asInt, count <= 60, give(value) else { return target.isZero }
    switch plan.nodes[value].grain {
    case .rows(let table), .shares(let table), .keyed(let table, _, _):
      guard plan.tables[table].keys.isEmpty || count <= 1 else { return false }
      rows[table, default: [:]].merge([:]) { $1 }
      times[table] = count
      return count > 0
    case .one, .period, .classes, .unit, .unitPeriod: return count == 1
    }
  }

  private mutating func reachDays(_ first: NodeID, _ second: NodeID, _ days: Int) -> Bool {
    guard case .input(let table, let column, nil) = plan.nodes[plan.unspread(first)].op,
      case .input(let other, let last, nil) = plan.nodes[plan.unspread(second)].op, abs(days) < 4000
    else { return false }
    return put(cells.date(), table, column) && put(cells.date(after: days), other, last)
  }
}

extension Comparison {
  func holds(_ left: Rational, _ right: Rational) -> Bool {
    switch self {
    case .less: left < right
    case .lessOrEqual: left <= right
    case .equal: left == right
    case .notEqual: left != right
    case .greaterOrEqual: left >= right
    case .greater: left > right
    }
  }
}

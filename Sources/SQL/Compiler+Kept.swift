import Semantics

/// Sums of records of which only the highest of each key counts, as a grouped maximum.
///
/// A method takes away what does not stay: the sum of all amounts and of what is taken away again. Where nobody asks
/// for the single amounts, that is the sum over the keys of the highest gain and the heaviest loss, which needs neither
/// a window nor a sort.
extension Compiler {
  /// Whole multiples of nodes.
  private struct Terms: Equatable {
    private(set) var factors: [NodeID: Int] = [:]

    mutating func add(_ node: NodeID, _ factor: Int) {
      let sum = (factors[node] ?? 0) + factor
      factors[node] = sum == 0 ? nil : sum
    }

    mutating func add(_ other: Terms, times factor: Int = 1) {
      for (node, own) in other.factors { add(node, own * factor) }
    }

    var negated: Terms {
      var result = Terms()
      result.add(self, times: -1)
      return result
    }

    /// Whether every term of another stands in this one.
    func contains(_ other: Terms) -> Bool { other.factors.allSatisfy { factors[$0.key] == $0.value } }
  }

  /// A sum for each unit, part of which is what stays of the records of a table; nil where no part is.
  func keptSum(_ node: NodeID, _ grain: Grain, _ kind: ValueKind, name: String) -> ItemID? {
    guard isOneTable, !isChecking, grain == .unit else { return nil }
    let whole = terms(of: node)
    var tables: [Int: Terms] = [:]
    var rest = Terms()
    for (node, factor) in whole.factors {
      if case .aggregate(.sum, let value, condition: nil) = plan.nodes[node].op,
        case .rows(let table) = plan.nodes[value].grain, plan.tables[table].unitColumn != nil
      {
        tables[table, default: Terms()].add(terms(of: value), times: factor)
      } else {
        rest.add(node, factor)
      }
    }
    var parts: [ItemID] = []
    for (table, records) in tables.sorted(by: { $0.key < $1.key }) {
      var records = records
      var stays: [NodeID] = []
      while let (keep, total, taken) = struck(in: records) {
        for node in taken { records.add(node, -(records.factors[node] ?? 0)) }
        records.add(total, times: -1)
        stays.append(keep)
      }
      guard !stays.isEmpty else {
        for (node, factor) in whole.factors {
          if case .aggregate(.sum, let value, condition: nil) = plan.nodes[node].op,
            plan.nodes[value].grain == .rows(table)
          {
            rest.add(node, factor)
          }
        }
        continue
      }
      guard let left = signed(records, at: .rows(table)) else { return nil }
      if !left.isEmpty {
        let amount = total(left, .rows(table), kind, name: "c")
        guard items[amount].shape != .ratio else { return nil }
        parts.append(sum(amount, .rows(table), nil, .unit, kind, name: "c"))
      }
      for keep in stays {
        guard let own = staying(keep, table, kind) else { return nil }
        parts += own
      }
    }
    guard !parts.isEmpty, let others = signed(rest, at: .unit) else { return nil }
    return total(parts + others, grain, kind, name: name)
  }

  /// A node as a sum of others at its grain.
  private func terms(of node: NodeID, _ factor: Int = 1) -> Terms {
    var result = Terms()
    switch plan.nodes[node].op {
    case .sum(let values) where values.allSatisfy { plan.nodes[$0].grain == plan.nodes[node].grain }:
      for value in values { result.add(terms(of: value, factor)) }
    case .subtract(let left, let right)
    where plan.nodes[left].grain == plan.nodes[node].grain
      && plan.nodes[right].grain == plan.nodes[node].grain:
      result.add(terms(of: left, factor))
      result.add(terms(of: right, -factor))
    case .negate(let value): result.add(terms(of: value, -factor))
    case .sum, .subtract, .figure, .number, .truth, .code, .calendar, .input, .unitName, .present, .allBlank,
      .periodOf, .days, .workdays, .dayOfMonth, .shifted, .spread, .multiply, .divide, .absolute, .minimum,
      .maximum, .compare, .sameCode, .isOneOf, .and, .or, .not, .isAbsent, .choose, .guarded, .lookup, .fetch,
      .round, .roundToMultiple, .steps, .escalating, .aggregate, .sumOfHighest, .keep, .rank, .grade,
      .previous,
      .cumulative, .shareOf, .position:
      result.add(node, factor)
    }
    return result
  }

  /// A rule that takes away just what it weighs: its node, what each record scored, and the terms that take it away.
  private func struck(in records: Terms) -> (keep: NodeID, total: Terms, taken: [NodeID])? {
    var taken: [NodeID: [NodeID]] = [:]
    for node in records.factors.keys.sorted() {
      guard case .guarded(let mask, _) = plan.nodes[node].op, case .not(let stays) = plan.nodes[mask].op,
        case .keep(.highest, total: _, keys: _, by: nil, n: nil) = plan.nodes[stays].op
      else { continue }
      taken[stays, default: []].append(node)
    }
    for (keep, nodes) in taken.sorted(by: { $0.key > $1.key }) {
      guard case .keep(_, let total, _, _, _) = plan.nodes[keep].op else { continue }
      var loss = Terms()
      for node in nodes {
        guard case .guarded(_, let amount) = plan.nodes[node].op else { continue }
        loss.add(terms(of: amount), times: records.factors[node] ?? 0)
      }
      let whole = terms(of: total)
      if loss == whole.negated, records.contains(whole) { return (keep, whole, nodes) }
    }
    return nil
  }

  /// Items of terms, each counted once or taken away once; nil where one counts otherwise or may be absent.
  private func signed(_ terms: Terms, at grain: Grain) -> [ItemID]? {
    var result: [ItemID] = []
    for (node, factor) in terms.factors.sorted(by: { $0.key < $1.key }) {
      let own = item(of: node, at: grain)
      guard abs(factor) == 1, items[own].always else { return nil }
      result.append(factor < 0 ? negated(own) : own)
    }
    return result
  }

  /// What stays of each unit's records: of every key the highest gain and the heaviest loss, and all that has no key.
  private func staying(_ keep: NodeID, _ table: Int, _ kind: ValueKind) -> [ItemID]? {
    guard case .keep(_, let total, let keys, _, _) = plan.nodes[keep].op else { return nil }
    let rows = Grain.rows(table)
    var columns: Set<Int> = []
    var hasUnit = false
    for key in keys {
      var node = key
      while case .spread(let inner) = plan.nodes[node].op { node = inner }
      if case .unitName = plan.nodes[node].op {
        hasUnit = true
      } else if case .input(table: table, let column, field: nil) = plan.nodes[node].op,
        column != plan.tables[table].unitColumn
      {
        columns.insert(column)
      } else {
        return nil
      }
    }
    let amount = item(of: total, at: rows)
    guard hasUnit, !columns.isEmpty, items[amount].always, items[amount].shape != .ratio else { return nil }
    let dialect = dialect
    let keyed = keyedGrain(table, columns)
    let highest = fold(
      keyed, kind, items[amount].shape, rows, [amount], condition: nil,
      .plain(
        { operands in
          let (most, least) = ("MAX(\(operands[0].numerator))", "MIN(\(operands[0].numerator))")
          return dialect.checked(
            "(CASE WHEN \(most) > 0 THEN \(most) ELSE 0 END + CASE WHEN \(least) < 0 THEN \(least) ELSE 0 END)"
          )
        }, none: nil))
    items[highest].always = true
    var parts = [sum(highest, keyed, nil, .unit, kind, name: "c")]
    let open = columns.filter { !isNeverBlank(table, $0) }.sorted()
    if !open.isEmpty {
      let blanks = scalar(rows, .truth, .plain, open.map { input(table, $0, at: rows) }, strict: false) {
        ["(" + $0.map { "\($0.numerator) IS NULL" }.joined(separator: " OR ") + ")"]
      }
      parts.append(sum(amount, rows, blanks, .unit, kind, name: "c"))
    }
    return parts
  }

  /// The grain of a table's keys with their unit, as the method has it where it does.
  private func keyedGrain(_ table: Int, _ columns: Set<Int>) -> Grain {
    for node in plan.nodes {
      if case .keyed(table, let own, withUnit: true) = node.grain, Set(own) == columns { return node.grain }
    }
    return .keyed(table: table, columns: columns.sorted(), withUnit: true)
  }
}

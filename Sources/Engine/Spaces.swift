import Semantics

/// Index spaces: how many values a grain has, and where finer indexes fall in coarser spaces.
///
/// A unit's index is its place in the roster; at (unit, period) an index is unit × periods + period; at a
/// table's rows it is the row; at shares, records' lists one after the other. Mappings are built on demand
/// in time linear in the finer space and kept.
public struct Spaces: Sendable {
  let plan: Plan
  let dataset: Dataset
  private var keyedSpaces: [Grain: KeyedSpace] = [:]
  private var mappings: [Grain: [Grain: Mapping]] = [:]
  private var classes: [NodeID: [Int32]] = [:]

  init(plan: Plan, dataset: Dataset) {
    self.plan = plan
    self.dataset = dataset
  }

  /// How many values a column at `grain` has.
  mutating func count(_ grain: Grain) -> Int {
    switch grain {
    case .one: 1
    case .period(let unit): periodCount(unit)
    case .classes(let attribute): classCount(attribute)
    case .unit: dataset.units.count
    case .unitPeriod(let unit): dataset.units.count &* periodCount(unit)
    case .rows(let table): dataset.tables[table].rowCount
    case .keyed: keyed(grain).count
    case .shares(let table): dataset.tables[table].shareUnits.count
    }
  }

  /// The number of the first period of the method's range.
  func firstPeriod(_ unit: CalendarUnit) -> Int {
    (plan.period?.firstMonth ?? 0) / unit.months
  }

  func periodCount(_ unit: CalendarUnit) -> Int {
    guard let range = plan.period else { return 0 }
    return max(0, range.lastMonth / unit.months - range.firstMonth / unit.months + 1)
  }

  /// The period index of a month of the range; -1 outside it.
  func periodIndex(month: Int32, _ unit: CalendarUnit) -> Int32 {
    guard month >= 0, plan.period != nil else { return -1 }
    let index = Int(month) / unit.months - firstPeriod(unit)
    return index >= 0 && index < periodCount(unit) ? Int32(index) : -1
  }

  /// Makes the options of a choice attribute a space: `codes` at the attribute's own grain.
  mutating func register(attribute: NodeID, codes: [Int32]) {
    classes[attribute] = codes
  }

  private func classCount(_ attribute: NodeID) -> Int {
    guard plan.nodes.indices.contains(attribute), case .code(let space) = plan.nodes[attribute].kind else {
      return 0
    }
    return dataset.book(space).count
  }

  /// Where indexes of `fine` fall in `coarse`.
  mutating func mapping(_ fine: Grain, _ coarse: Grain) -> Mapping {
    if fine == coarse { return .identity }
    if coarse == .one { return .toOne }
    if let known = mappings[fine]?[coarse] { return known }
    let built = build(fine, coarse)
    mappings[fine, default: [:]][coarse] = built
    return built
  }

  /// The row of a table that an index of a grain stands on: its own, its record's, or the first of its key.
  mutating func rows(of grain: Grain, in table: Int) -> Mapping {
    let bound = dataset.tables[table]
    switch grain {
    case .rows(let own): return own == table ? .identity : .nowhere
    case .shares(let own): return own == table ? .indexes(bound.shareRows) : .nowhere
    case .keyed(let own, _, _):
      guard own == table else { return .nowhere }
      let space = keyed(grain)
      return Mapping.indexes(space.first).followed(
        by: space.overShares ? .indexes(bound.shareRows) : .identity, count: space.count)
    case .unit, .unitPeriod:
      return plan.tables[table].grain == grain ? .indexes(bound.denseRows) : .nowhere
    case .one, .period, .classes: return .nowhere
    }
  }

  private mutating func build(_ fine: Grain, _ coarse: Grain) -> Mapping {
    switch coarse {
    case .one: return .toOne
    case .classes(let attribute):
      guard plan.nodes.indices.contains(attribute) else { return .nowhere }
      return mapping(fine, plan.nodes[attribute].grain).followed(
        by: .indexes((classes[attribute] ?? []).map { $0 < 0 ? -1 : $0 }), count: count(fine))
    case .unit: return toUnits(fine)
    case .period(let unit): return toPeriods(fine, unit)
    case .unitPeriod(let unit): return toUnitPeriods(fine, unit)
    case .rows(let table): return rows(of: fine, in: table)
    case .keyed: return toKeys(fine, coarse)
    case .shares: return .nowhere
    }
  }

  private mutating func toUnits(_ fine: Grain) -> Mapping {
    switch fine {
    case .unitPeriod(let unit):
      let periods = Int32(clamping: max(1, periodCount(unit)))
      return .indexes((0..<Int32(clamping: count(fine))).map { $0 / periods })
    case .rows(let table):
      let bound = dataset.tables[table]
      return bound.units.count == bound.rowCount ? .indexes(bound.units) : .nowhere
    case .shares(let table): return .indexes(dataset.tables[table].shareUnits)
    case .keyed: return throughFirst(fine, to: .unit)
    case .one, .period, .classes, .unit: return .nowhere
    }
  }

  private mutating func toPeriods(_ fine: Grain, _ unit: CalendarUnit) -> Mapping {
    switch fine {
    case .period(let finer):
      let first = firstPeriod(finer)
      return .indexes(
        (0..<periodCount(finer)).map { index in
          periodIndex(month: Int32(clamping: (first + index) * finer.months + finer.months - 1), unit)
        })
    case .unitPeriod(let finer):
      let periods = Int32(clamping: max(1, periodCount(finer)))
      let own = Mapping.indexes((0..<Int32(clamping: count(fine))).map { $0 % periods })
      return own.followed(by: mapping(.period(finer), .period(unit)), count: count(fine))
    case .rows(let table):
      let bound = dataset.tables[table]
      guard bound.months.count == bound.rowCount else { return .nowhere }
      return .indexes(bound.months.map { periodIndex(month: $0, unit) })
    case .shares(let table):
      return mapping(fine, .rows(table)).followed(
        by: mapping(.rows(table), .period(unit)), count: count(fine))
    case .keyed: return throughFirst(fine, to: .period(unit))
    case .one, .classes, .unit: return .nowhere
    }
  }

  private mutating func toUnitPeriods(_ fine: Grain, _ unit: CalendarUnit) -> Mapping {
    switch fine {
    case .unitPeriod, .rows, .shares:
      let count = count(fine)
      let periods = Int32(clamping: periodCount(unit))
      let units = mapping(fine, .unit)
      let own = mapping(fine, .period(unit))
      let first = units.table(count: count)
      let second = own.table(count: count)
      guard first.count == count, second.count == count else { return .nowhere }
      return .indexes(
        (0..<count).map { first[$0] < 0 || second[$0] < 0 ? -1 : first[$0] &* periods &+ second[$0] })
    case .keyed: return throughFirst(fine, to: .unitPeriod(unit))
    case .one, .period, .classes, .unit: return .nowhere
    }
  }

  private mutating func toKeys(_ fine: Grain, _ coarse: Grain) -> Mapping {
    guard case .keyed(let table, _, _) = coarse else { return .nowhere }
    let space = keyed(coarse)
    let base: Grain = space.overShares ? .shares(table) : .rows(table)
    if fine == base { return .indexes(space.keys) }
    switch fine {
    case .shares, .unit, .unitPeriod:
      if space.overShares { return .nowhere }
      return rows(of: fine, in: table).followed(by: .indexes(space.keys), count: count(fine))
    case .keyed: return throughFirst(fine, to: coarse)
    case .one, .period, .classes, .rows: return .nowhere
    }
  }

  /// A combination of keys falls where its first row or share falls: all of them agree on coarser keys.
  private mutating func throughFirst(_ fine: Grain, to coarse: Grain) -> Mapping {
    guard case .keyed(let table, _, _) = fine else { return .nowhere }
    let space = keyed(fine)
    let base: Grain = space.overShares ? .shares(table) : .rows(table)
    return Mapping.indexes(space.first).followed(by: mapping(base, coarse), count: space.count)
  }

  private mutating func keyed(_ grain: Grain) -> KeyedSpace {
    if let known = keyedSpaces[grain] { return known }
    guard case .keyed(let table, let columns, let withUnit) = grain else { return KeyedSpace() }
    let schema = plan.tables[table]
    let bound = dataset.tables[table]
    let overShares = withUnit && schema.unitColumn == nil && schema.namesColumn != nil
    var keys = columns.map { bound.identity(column: $0) }
    if overShares { keys = keys.map { key in bound.shareRows.map { key[Int($0)] } } }
    if withUnit { keys.append(overShares ? bound.shareUnits : bound.units) }
    let space = KeyedSpace(
      keys: keys, count: overShares ? bound.shareUnits.count : bound.rowCount, overShares: overShares)
    keyedSpaces[grain] = space
    return space
  }
}

/// The distinct combinations of code columns among the rows (or shares) of a table.
struct KeyedSpace: Sendable {
  /// The combination of each row; -1 where one of its codes is absent.
  var keys: [Int32] = []
  /// The first row of each combination.
  var first: [Int32] = []
  /// Whether it is built over shares instead of rows.
  var overShares = false

  var count: Int { first.count }

  init() {}

  init(keys columns: [[Int32]], count: Int, overShares: Bool) {
    self.overShares = overShares
    keys = KeyedSpace.numbering(columns, count: count)
    var known: Int32 = 0
    for (row, key) in keys.enumerated() where key >= known {
      first.append(Int32(truncatingIfNeeded: row))
      known = key &+ 1
    }
  }

  /// Numbers the distinct tuples of parallel code columns in order of first appearance; -1 where a code is
  /// absent. Cost: linear, one hash look-up per row and column.
  static func numbering(_ columns: [[Int32]], count: Int) -> [Int32] {
    guard let head = columns.first, head.count == count else {
      return [Int32](repeating: columns.isEmpty ? 0 : -1, count: count)
    }
    var result = renumbered(head)
    for column in columns.dropFirst() where column.count == count {
      var known = PairIndex()
      for row in 0..<count {
        if result[row] < 0 || column[row] == Int32.min || column[row] == -1 {
          result[row] = -1
        } else {
          result[row] = known.number(of: result[row], column[row])
        }
      }
    }
    return result
  }

  /// Numbers codes in order of first appearance, by a table where codes are small.
  private static func renumbered(_ column: [Int32]) -> [Int32] {
    let highest = column.max() ?? -1
    // Days before 1970 are negative, yet present.
    let hasEarlyDays = column.contains { $0 < -1 && $0 != Int32.min }
    var next: Int32 = 0
    if highest >= 0, !hasEarlyDays, Int(highest) < 4 &* column.count &+ 1024 {
      var table = [Int32](repeating: -1, count: Int(highest) + 1)
      return column.map { code in
        guard code >= 0 else { return -1 }
        if table[Int(code)] < 0 {
          table[Int(code)] = next
          next &+= 1
        }
        return table[Int(code)]
      }
    }
    var known: [Int32: Int32] = [:]
    return column.map { code in
      guard code != Int32.min, code != -1 else { return -1 }
      if let number = known[code] { return number }
      known[code] = next
      next &+= 1
      return next &- 1
    }
  }
}

/// The order of grains: a fine value reaches a coarser grain through an aggregate; a coarse one is used at a
/// finer grain as it is.
struct GrainOrder {
  let tables: [TableSchema]
  /// Grain of the attribute of `.classes`.
  let attributeGrain: (NodeID) -> Grain

  /// Whether every key of `fine` belongs to one key of `coarse` (or to none).
  func reaches(_ fine: Grain, _ coarse: Grain) -> Bool {
    if fine == coarse || coarse == .one { return true }
    switch fine {
    case .one: return false
    case .period(let unit):
      guard case .period(let wider) = coarse else { return false }
      return wider.months % unit.months == 0
    case .classes: return false
    case .unit:
      guard case .classes(let attribute) = coarse else { return false }
      return attributeGrain(attribute) == .unit
    case .unitPeriod(let unit):
      switch coarse {
      case .unit: return true
      case .unitPeriod(let wider), .period(let wider): return wider.months % unit.months == 0
      case .classes(let attribute): return reaches(fine, attributeGrain(attribute))
      case .one, .rows, .keyed, .shares: return false
      }
    case .rows(let table): return rows(table, reach: coarse, listed: false)
    case .shares(let table): return coarse == .rows(table) || rows(table, reach: coarse, listed: true)
    case .keyed(let table, let columns, let withUnit):
      switch coarse {
      case .unit: return withUnit
      case .keyed(table, let fewer, let withUnitToo):
        return (withUnit || !withUnitToo) && fewer.allSatisfy(columns.contains)
      case .classes(let attribute): return withUnit && attributeGrain(attribute) == .unit
      case .one, .period, .unitPeriod, .rows, .keyed, .shares: return false
      }
    }
  }

  /// `listed`: names of a list column stand for the unit.
  private func rows(_ index: Int, reach coarse: Grain, listed: Bool) -> Bool {
    guard tables.indices.contains(index) else { return false }
    let table = tables[index]
    let hasUnit = listed ? table.namesColumn != nil : table.unitColumn != nil
    switch coarse {
    case .one: return true
    case .unit: return hasUnit
    case .unitPeriod(let unit): return hasUnit && isDated(table, unit)
    case .period(let unit): return isDated(table, unit)
    case .keyed(index, _, let withUnit): return hasUnit || !withUnit
    case .classes(let attribute):
      let grain = attributeGrain(attribute)
      return grain == .rows(index) || (grain == .unit && hasUnit)
    case .rows, .keyed, .shares: return false
    }
  }

  private func isDated(_ table: TableSchema, _ unit: CalendarUnit) -> Bool {
    guard let column = table.datedColumn else { return false }
    switch table.columns[column].type {
    case .date: return true
    case .period(let finer): return unit.months % finer.months == 0
    case .name, .names, .id, .text, .options, .yesNo, .number, .percent, .notation: return false
    }
  }

  /// The coarsest grain at which both can be used; nil where neither reaches the other.
  func join(_ left: Grain, _ right: Grain) -> Grain? {
    if reaches(left, right) { return left }
    if reaches(right, left) { return right }
    return joinedPeriods(left, right) ?? joinedPeriods(right, left)
  }

  /// Units (or their groups) meet periods in units by period.
  private func joinedPeriods(_ coarse: Grain, _ other: Grain) -> Grain? {
    guard case .period(let unit) = other else { return nil }
    switch coarse {
    case .unit: return .unitPeriod(unit)
    case .classes(let attribute): return attributeGrain(attribute) == .unit ? .unitPeriod(unit) : nil
    case .one, .period, .unitPeriod, .rows, .keyed, .shares: return nil
    }
  }
}

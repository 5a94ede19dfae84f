import Diagnostics
import Exact
import Semantics
import Tables

extension Evaluation {
  /// A table's column at the node's grain.
  mutating func input(_ node: NodeID, _ table: Int, _ column: Int, _ field: Int?) -> Column {
    let grain = plan.nodes[node].grain
    let count = size(grain)
    guard dataset.tables.indices.contains(table), plan.tables[table].columns.indices.contains(column) else {
      return Column.constant(nil, count: count)
    }
    let schema = plan.tables[table]
    let bound = dataset.tables[table]
    if case .shares(table) = grain, schema.namesColumn == column {
      return Column(.codes(bound.shareUnits.map { $0 < 0 ? Column.none : $0 }), count: count)
    }
    let place = field.map { $0 + 1 } ?? 0
    guard bound.columns[column].indices.contains(place) else { return Column.constant(nil, count: count) }
    let values = bound.columns[column][place]
    if grain == .rows(table) { return values }
    if grain == schema.grain {
      if let own = ownKey(column, schema, grain) { return own }
      if bound.isDenseInOrder { return values }
      return values.gathered(bound.denseRows)
        .replacing(bound.denseRows.map { $0 < 0 }, with: bound.defaults[column][place])
    }
    switch grain {
    case .keyed, .shares: return values.gathered(spaces.rows(of: grain, in: table), count: count)
    case .one, .period, .classes, .unit, .unitPeriod, .rows:
      return values.gathered(agreeing(table, column, grain))
    }
  }

  /// The key columns of a dense table have values also where it has no row.
  private mutating func ownKey(_ column: Int, _ schema: TableSchema, _ grain: Grain) -> Column? {
    let count = size(grain)
    if column == schema.unitColumn {
      return Column(.codes(mapping(grain, .unit).table(count: count)), count: count)
    }
    if column == schema.datedColumn, case .unitPeriod(let unit) = grain { return periods(unit, grain) }
    return nil
  }

  /// For each index the first row with a value; rows of one index that differ become a problem.
  private mutating func agreeing(_ table: Int, _ column: Int, _ grain: Grain) -> [Int32] {
    let bound = dataset.tables[table]
    let owners = mapping(.rows(table), grain).table(count: bound.rowCount)
    let identity = bound.identity(column: column)
    var first = [Int32](repeating: -1, count: size(grain))
    var disagreeing: Set<Int32> = []
    for row in 0..<bound.rowCount {
      let owner = owners.indices.contains(row) ? owners[row] : -1
      guard owner >= 0, identity[row] != Column.none else { continue }
      let known = first[Int(owner)]
      if known < 0 {
        first[Int(owner)] = Int32(truncatingIfNeeded: row)
      } else if identity[Int(known)] != identity[row], disagreeing.count < 20,
        disagreeing.insert(owner).inserted
      {
        problems.append(
          Diagnostic(
            .rowsDisagree, at: bound.place(row: row, column: column), subject(grain, Int(owner)),
            Phrase(plan.tables[table].columns[column].name), Phrase("\(bound.spreadsheetRow(Int(known)))"),
            Phrase(bound.text(row: Int(known), column: column)), Phrase("\(bound.spreadsheetRow(row))"),
            Phrase(bound.text(row: row, column: column)),
            related: [
              Diagnostic.Related(
                bound.place(row: Int(known), column: column), Phrase("另一行", "the other row"))
            ]))
      }
    }
    return first
  }

  mutating func present(_ table: Int, _ grain: Grain) -> Column {
    let count = size(grain)
    guard dataset.tables.indices.contains(table) else { return Column.constant(Rational.zero, count: count) }
    let bound = dataset.tables[table]
    switch grain {
    case .rows, .keyed, .shares: return Column.constant(Rational.one, count: count)
    case .one, .period, .classes, .unit, .unitPeriod:
      if grain == plan.tables[table].grain {
        return Column(.numbers(Numbers(whole: bound.denseRows.map { $0 < 0 ? 0 : 1 })), count: count)
      }
      var found = [Int64](repeating: 0, count: count)
      for owner in mapping(.rows(table), grain).table(count: bound.rowCount) where owner >= 0 {
        found[Int(owner)] = 1
      }
      return Column(.numbers(Numbers(whole: found)), count: count)
    }
  }

  /// Whether each unit left every cell of every unit table blank, its name and group apart.
  mutating func allBlank(_ grain: Grain) -> Column {
    var blank = [UInt8](repeating: 1, count: dataset.units.count)
    for (table, schema) in plan.tables.enumerated() {
      let bound = dataset.tables[table]
      let figures = schema.columns.indices.filter { isFigure(schema.columns[$0].type) }
      switch schema.grain {
      case .unit:
        for (unit, row) in bound.denseRows.enumerated() where row >= 0 && blank[unit] == 1 {
          if figures.contains(where: { !bound.isBlank(row: Int(row), column: $0) }) { blank[unit] = 0 }
        }
      case .rows:
        // A record is something that the unit did, whatever its cells.
        for unit in bound.units + bound.shareUnits where unit >= 0 { blank[Int(unit)] = 0 }
      case .unitPeriod(let period):
        let periods = max(1, periodsPerUnit(.unitPeriod(period)))
        for (index, row) in bound.denseRows.enumerated() where row >= 0 && index / periods < blank.count {
          if figures.contains(where: { !bound.isBlank(row: Int(row), column: $0) }) {
            blank[index / periods] = 0
          }
        }
      case .one, .period, .classes, .keyed, .shares: break
      }
    }
    let units = Column(.truths(blank), count: blank.count)
    return grain == .unit ? units : units.gathered(mapping(grain, .unit), count: size(grain))
  }

  /// Columns that count or measure; names, choices and texts say what a unit is, not what it did.
  private func isFigure(_ type: ColumnType) -> Bool {
    switch type {
    case .number, .percent, .notation: true
    case .name, .names, .id, .text, .options, .yesNo, .date, .period: false
    }
  }

  /// Period numbers of a grain that falls into periods.
  mutating func periods(_ unit: CalendarUnit, _ grain: Grain) -> Column {
    let count = size(grain)
    let first = Int32(clamping: spaces.firstPeriod(unit))
    let indexes = mapping(grain, .period(unit)).table(count: count)
    return Column(.codes(indexes.map { $0 < 0 ? Column.none : first &+ $0 }), count: count)
  }

  mutating func days(_ first: NodeID, _ second: NodeID, _ grain: Grain) -> Column {
    let from = operand(first, at: grain).codes
    let to = operand(second, at: grain).codes
    return counted(zip(from, to).map { Calendar.isAbsent($0, $1) ? nil : Int64($1) &- Int64($0) })
  }

  mutating func workdays(_ from: NodeID, _ to: NodeID, _ holidays: TableColumn?, _ grain: Grain) -> Column {
    let from = operand(from, at: grain).codes
    let to = operand(to, at: grain).codes
    var free: [Int32] = []
    if let holidays, dataset.tables.indices.contains(holidays.table),
      let listed = dataset.tables[holidays.table].columns[holidays.column].first
    {
      free = Set(listed.codes).filter { $0 != Column.none && Calendar.isWeekday($0) }.sorted()
    }
    return counted(
      zip(from, to).map { first, last in
        Calendar.isAbsent(first, last) ? nil : Calendar.workdays(after: first, to: last, free: free)
      })
  }

  /// A day of the month that lies `ahead` months after each value's own (a period's last).
  mutating func daysOfMonths(_ value: NodeID, _ ahead: Int, _ day: NodeID, _ grain: Grain) -> Column {
    let codes = operand(value, at: grain).codes
    let days = operand(day, at: grain)
    var months = 0
    if case .period(let unit) = plan.nodes[value].kind { months = unit.months }
    let result = codes.enumerated().map { index, code -> Int32 in
      guard code != Column.none, let wanted = days.number(at: index), wanted >= .one,
        wanted == wanted.floor(), let number = wanted.asInt
      else { return Column.none }
      let month: Int
      if months > 0 {
        month = (Int(code) + 1) * months - 1 + ahead
      } else {
        let date = CivilCalendar.civil(fromDays: code)
        month = date.year * 12 + date.month - 1 + ahead
      }
      return Calendar.day(number, ofMonth: month) ?? Column.none
    }
    return Column(.codes(result), count: codes.count)
  }

  /// The option `places` higher, by printed order.
  mutating func shifted(_ value: NodeID, _ places: Int, _ grain: Grain) -> Column {
    let codes = operand(value, at: grain).codes
    let count = book(of: value).count
    let result = codes.map { code -> Int32 in
      guard code >= 0, Int(code) + places >= 0, Int(code) + places < count else { return Column.none }
      return code + Int32(clamping: places)
    }
    return Column(.codes(result), count: codes.count)
  }

  private func counted(_ values: [Int64?]) -> Column {
    Column(
      .numbers(
        Numbers(
          .fixed(values.map { $0 ?? 0 }, scale: 0),
          absent: values.contains { $0 == nil } ? values.map { $0 == nil } : []
        )), count: values.count)
  }
}

/// Days of the week and working days, over day numbers since 1970-01-01.
enum Calendar {
  /// The day of a month counted since year 0, its last where the month is shorter.
  static func day(_ number: Int, ofMonth month: Int) -> Int32? {
    guard month >= 0 else { return nil }
    let first = CivilDate(year: month / 12, month: month % 12 + 1, day: 1)
    let next = CivilDate(year: (month + 1) / 12, month: (month + 1) % 12 + 1, day: 1)
    guard let start = CivilCalendar.days(fromCivil: first), let end = CivilCalendar.days(fromCivil: next)
    else { return nil }
    return min(start &+ Int32(clamping: number - 1), end &- 1)
  }

  static func isAbsent(_ first: Int32, _ second: Int32) -> Bool {
    first == Column.none || second == Column.none
  }

  static func isWeekday(_ day: Int32) -> Bool {
    let (_, weekday) = weekAndDay(day)
    return weekday < 5
  }

  /// Working days after `first` up to `last`: Monday to Friday less the sorted days of `free`. None where
  /// `last` does not come after `first`.
  static func workdays(after first: Int32, to last: Int32, free: [Int32]) -> Int64 {
    guard last > first else { return 0 }
    return weekdays(through: last) &- weekdays(through: first)
      &- Int64(place(of: last, in: free) &- place(of: first, in: free))
  }

  /// Weeks since Monday 1969-12-29, and the day of the week, Monday being 0.
  private static func weekAndDay(_ day: Int32) -> (week: Int64, day: Int64) {
    let shifted = Int64(day) &+ 3
    let rest = ((shifted % 7) &+ 7) % 7
    return ((shifted &- rest) / 7, rest)
  }

  private static func weekdays(through day: Int32) -> Int64 {
    let (week, weekday) = weekAndDay(day)
    return week &* 5 &+ min(weekday &+ 1, 5)
  }

  /// How many of the sorted days are not after `day`.
  private static func place(of day: Int32, in days: [Int32]) -> Int {
    var low = 0
    var high = days.count
    while low < high {
      let middle = (low &+ high) / 2
      if days[middle] <= day { low = middle &+ 1 } else { high = middle }
    }
    return low
  }
}

import Exact
import Syntax

/// A function call taken apart.
struct NaiveCall {
  enum Role: Hashable {
    case sum, count, highest, lowest, average, share, any, all, longestRun, sumOfHighest
    case round(RoundingMode)
    case days, workdays, nextMonth, thisMonth, absolute, previous, cumulative
    case unknown(String)
  }

  var role: Role
  var values: [Expression] = []
  var conditions: [Expression] = []
  var keys: [Name]?

  init(_ function: Name, _ keyword: Keyword?, _ arguments: [CallArgument]) {
    role = .unknown(function.text)
    for argument in arguments {
      switch argument.role {
      case .value: values.append(argument.expression)
      case .condition: conditions.append(argument.expression)
      case .keys(let keys): self.keys = keys
      }
    }
    let words: [ClosedWord: Role] = [
      .sum: .sum, .count: .count, .lowest: .lowest, .average: .average, .share: .share, .any: .any,
      .all: .all,
      .longestRun: .longestRun, .sumOfHighest: .sumOfHighest, .days: .days, .workdays: .workdays,
      .nextMonth: .nextMonth, .thisMonth: .thisMonth,
      .absolute: .absolute, .previous: .previous, .cumulative: .cumulative,
    ]
    let modes: [Keyword: RoundingMode] = [
      .halfUp: .halfUp, .halfEven: .halfEven, .roundUp: .up, .roundDown: .down,
    ]
    if keyword == .highest {
      role = .highest
    } else if let mode = keyword.flatMap({ modes[$0] }) {
      role = .round(mode)
    } else if let word = ClosedWord.spelled(function.text), let known = words[word] {
      role = known
    }
  }

  /// Whether it folds finer values, rather than working on values side by side.
  var folds: Bool {
    switch role {
    case .sum, .count, .average, .share, .any, .all, .longestRun, .sumOfHighest: true
    case .highest, .lowest: values.count == 1
    case .round, .days, .workdays, .nextMonth, .thisMonth, .absolute, .previous, .cumulative, .unknown: false
    }
  }
}

extension NaiveWorld {
  func shape(_ call: NaiveCall, _ spot: NaiveSpot) throws -> NaiveShape {
    let shapes = try call.values.map { try shape($0, spot) }
    guard let first = shapes.first else { throw NaiveFailure.unsupported("\(call.role)") }
    if call.folds {
      let kind: NaiveKind = call.role == .any || call.role == .all ? .truth : .number
      return NaiveShape(grain: try target(call, spot), kind: kind)
    }
    let isDays = call.role == .days || call.role == .workdays
    let sideBySide = call.role == .workdays ? Array(shapes.prefix(2)) : shapes
    let isDate = call.role == .nextMonth || call.role == .thisMonth
    return NaiveShape(
      grain: try sideBySide.map(\.grain).reduce(.one) { try join($0, $1) },
      kind: isDate ? .day : isDays ? .number : first.kind)
  }

  /// The grain that an aggregate reads: that of its value and conditions.
  private func source(_ call: NaiveCall, _ spot: NaiveSpot) throws -> NaiveGrain {
    var grain = try shape(call.values[0], spot).grain
    let spot = try conditionSpot(call, spot)
    for condition in call.conditions { grain = try join(grain, try shape(condition, spot).grain) }
    return grain
  }

  /// Conditions of an aggregate speak of the records that it folds.
  private func conditionSpot(_ call: NaiveCall, _ spot: NaiveSpot) throws -> NaiveSpot {
    var result = spot
    result.records = try shape(call.values[0], spot).grain.table ?? spot.records
    return result
  }

  /// Where it goes: as 按 says; else in a definition with 按 and in a check as these say; else records and
  /// periods to units, units to all.
  private func target(_ call: NaiveCall, _ spot: NaiveSpot) throws -> NaiveGrain {
    if call.role == .longestRun { return .unit }
    if let keys = call.keys { return try grain(ofKeys: keys) }
    let source = try source(call, spot)
    if spot.isOfRow, spot.fold == nil, source == spot.target {
      if case .unitPeriod(let months) = source { return .period(months) }
      return .one
    }
    if let wanted = spot.fold ?? spot.target, reaches(signed(source, for: wanted), wanted) { return wanted }
    switch source {
    case .one, .group, .unit, .period: return .one
    case .unitPeriod: return .unit
    case .row, .signer, .combination: return reaches(signed(source, for: .unit), .unit) ? .unit : .one
    }
  }

  /// A record of several signers counts for each unit that signed it.
  private func signed(_ source: NaiveGrain, for wanted: NaiveGrain) -> NaiveGrain {
    guard case .row(let name) = source, let table = table(name), table.unitColumn == nil,
      table.signersColumn != nil
    else { return source }
    switch wanted {
    case .unit, .unitPeriod: return .signer(name)
    case .one, .period, .group, .row, .combination, .signer: return source
    }
  }

  func value(_ call: NaiveCall, _ spot: NaiveSpot, at place: NaivePlace) throws -> NaiveValue {
    if call.folds { return try folded(call, spot, at: place) }
    let values = try call.values.map { try value($0, spot, at: place) }
    switch call.role {
    case .highest, .lowest:
      let numbers = values.compactMap(\.number)
      guard numbers.count == values.count else { return .absent }
      return NaiveValue(call.role == .highest ? numbers.max() : numbers.min())
    case .round(let mode):
      guard let number = values[0].number else { return .absent }
      if let digits = digits(call.values[1]) {
        return NaiveValue(NaiveRounding.round(number, mode, to: NaiveRounding.power(-digits)))
      }
      return NaiveValue(values[1].number.flatMap { NaiveRounding.round(number, mode, to: $0) })
    case .days, .workdays:
      guard case .day(let first) = values[0], case .day(let last) = values[1] else { return .absent }
      if call.role == .days { return .number(Rational(last - first)) }
      let holidays = try self.holidays(call)
      let worked = (first + 1..<max(first + 1, last + 1)).filter {
        NaiveCalendar.isWeekday($0) && !holidays.contains($0)
      }
      return .number(Rational(worked.count))
    case .nextMonth, .thisMonth:
      return try dayOfMonth(
        call.values[0], values, spot, ahead: call.role == .nextMonth ? 1 : 0)
    case .absolute: return NaiveValue(values[0].number.map { $0 < .zero ? -$0 : $0 })
    case .previous, .cumulative: return try running(call, spot, at: place)
    case .sum, .count, .average, .share, .any, .all, .longestRun, .sumOfHighest, .unknown:
      throw NaiveFailure.unsupported("\(call.role)")
    }
  }

  /// 次月(月，5 日): the month is that of a date, or the last of a period.
  private func dayOfMonth(
    _ expression: Expression, _ values: [NaiveValue], _ spot: NaiveSpot, ahead: Int
  ) throws -> NaiveValue {
    guard let day = values[1].number?.asInt, day >= 1 else { return .absent }
    var month: Int
    switch values[0] {
    case .day(let date): month = NaiveCalendar.month(of: date)
    case .period(let number):
      guard case .period(let months) = try shape(expression, spot).kind else { return .absent }
      month = (number + 1) * months - 1
    case .absent, .number, .truth, .text: return .absent
    }
    month += ahead
    let (year, name) = (month / 12, month % 12 + 1)
    return .day(NaiveCalendar.day(year, name, min(day, NaiveCalendar.length(year, name))))
  }

  /// n 位 as the second argument of a rounding.
  private func digits(_ expression: Expression) -> Int? {
    switch expression {
    case .literal(let literal) where literal.measure == "位": literal.digits.flatMap { Int($0) }
    case .negated(.literal(let literal), _) where literal.measure == "位":
      literal.digits.flatMap { Int($0) }.map { -$0 }
    case _: nil
    }
  }

  private func holidays(_ call: NaiveCall) throws -> Set<Int> {
    guard call.values.count == 3, case .name(let reference) = call.values[2],
      let table = table(reference.text),
      let column = table.columns.first(where: { $0.kind == .date })
    else { return [] }
    var days: Set<Int> = []
    for row in table.rows.indices {
      if case .day(let day) = try cell(table, column.name, row: row) { days.insert(day) }
    }
    return days
  }

  /// 上期 and 累计, along the periods of a unit.
  private func running(_ call: NaiveCall, _ spot: NaiveSpot, at place: NaivePlace) throws -> NaiveValue {
    guard case .unitPeriod(let unit, let number) = place.key, case .unitPeriod(let months) = place.grain
    else {
      return .absent
    }
    func value(_ number: Int) throws -> NaiveValue {
      try self.value(
        call.values[0], spot, at: NaivePlace(grain: .unitPeriod(months), key: .unitPeriod(unit, number)))
    }
    let before = periods(months).filter { $0 < number }
    if call.role == .previous { return try before.last.map { try value($0) } ?? .absent }
    return .number(try (before + [number]).map { try value($0).number ?? .zero }.total())
  }

  // MARK: Folding

  /// The values of an aggregate that belong to a place and meet its conditions.
  private func members(_ call: NaiveCall, _ spot: NaiveSpot, at place: NaivePlace) throws -> [NaiveValue] {
    let source = signed(try source(call, spot), for: place.grain)
    let conditionSpot = try conditionSpot(call, spot)
    var result: [NaiveValue] = []
    for fine in try places(source) where try project(fine, to: place.grain) == place.key {
      var holds = true
      for condition in call.conditions where try value(condition, conditionSpot, at: fine).truth != true {
        holds = false
      }
      if holds { result.append(try value(call.values[0], spot, at: fine)) }
    }
    return result
  }

  private func folded(_ call: NaiveCall, _ spot: NaiveSpot, at place: NaivePlace) throws -> NaiveValue {
    let members = try members(call, spot, at: place)
    let numbers = members.compactMap(\.number)
    let truths = members.compactMap(\.truth)
    switch call.role {
    case .sum: return .number(numbers.total())
    case .average: return NaiveValue(numbers.total().divided(by: Rational(numbers.count)))
    case .highest: return NaiveValue(numbers.max())
    case .lowest: return NaiveValue(numbers.min())
    case .any: return .truth(truths.contains(true))
    case .all: return .truth(!truths.contains(false))
    case .count: return .number(Rational(try count(call, members)))
    case .share:
      let held = truths.filter { $0 }.count
      return NaiveValue(Rational(held).divided(by: Rational(truths.count)))
    case .sumOfHighest:
      guard let n = try value(call.values[1], spot, at: place).number?.floor().asInt else { return .absent }
      return .number(numbers.sorted { $1 < $0 }.prefix(max(0, n)).total())
    case .longestRun:
      var longest = 0
      var run = 0
      for member in members {
        run = member.truth == true ? run + 1 : 0
        longest = max(longest, run)
      }
      return .number(Rational(longest))
    case .round, .days, .workdays, .nextMonth, .thisMonth, .absolute, .previous, .cumulative, .unknown:
      throw NaiveFailure.unsupported("\(call.role)")
    }
  }

  /// Rows of a table, conditions that hold, or values that are not absent.
  private func count(_ call: NaiveCall, _ members: [NaiveValue]) throws -> Int {
    if case .name(let reference) = call.values[0], case .presence = try meaning(reference) {
      return members.filter { $0.number != Rational.zero }.count
    }
    return members.filter { $0.truth ?? !$0.isAbsent }.count
  }
}

/// Rounding straight from its definition: the multiples of the step next below and next above.
enum NaiveRounding {
  static func power(_ exponent: Int) -> Rational {
    let ten = (0..<abs(exponent)).reduce(Rational.one) { value, _ in value * Rational(10) }
    return exponent < 0 ? ten.reciprocal ?? .one : ten
  }

  static func round(_ value: Rational, _ mode: RoundingMode, to step: Rational) -> Rational? {
    let step = step < .zero ? -step : step
    guard let quotient = value.divided(by: step) else { return nil }
    let below = quotient.floor()
    if below == quotient { return value }
    let above = below + .one
    let towardsZero = value < .zero ? above : below
    let awayFromZero = value < .zero ? below : above
    let toBelow = quotient - below
    let toAbove = above - quotient
    let chosen: Rational
    switch mode {
    case .up: chosen = awayFromZero
    case .down: chosen = towardsZero
    case .halfUp: chosen = toBelow == toAbove ? awayFromZero : toBelow < toAbove ? below : above
    case .halfEven:
      let half = (below * (Rational(1, over: 2) ?? .one))
      chosen = toBelow == toAbove ? (half.isInteger ? below : above) : toBelow < toAbove ? below : above
    }
    return chosen * step
  }
}

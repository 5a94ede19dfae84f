import Exact
import Syntax

extension NaiveWorld {
  func compute(_ step: NaiveStep) throws {
    switch step.form {
    case .grid(let grid): return try postGrid(grid, step)
    case .bound(let amount, let isCap): return try settle(step, amount, isCap: isCap)
    case .act(let act): try compute(act, step)
    }
  }

  private func compute(_ act: Act, _ step: NaiveStep) throws {
    let outer = spot
    defer { spot = outer }
    spot = NaiveSpot()
    for case .eachPeriod(let word) in act.scopes {
      spot.target = NaiveCalendar.months(named: word).map { .unitPeriod($0) }
    }
    switch act.kind {
    case .give(let sign, let amount):
      if sign == .minus, amount.isNaivePercent { return try postPercent(amount, step) }
      if sign.isAddition, amount.isNaiveFold { return try postFold(sign, amount, step) }
      try give(step, sign, amount)
    case .each(let subject, _, let sign, let price):
      let counted = try counted(subject, step)
      try give(step, sign, grain: join(counted.grain, grain(of: price))) { place in
        try self.product(counted.value(place), self.value(price, spot, at: place).number)
      }
    case .perStep(let subject, let size, let sign, let price, let rule):
      try postSteps(try counted(subject, step), size, sign, price, rule, step)
    case .gap(let pair, let isShort, let size, let sign, let price, let rule):
      try postSteps(
        gap(
          pair, isShort: isShort, inWorkdays: ["工作日", "个工作日"].contains(size.measure), step), size, sign,
        price, rule, step)
    case .proRata(let sign, let full):
      guard let compared = step.compared.map(counted) else { throw NaiveFailure.unsupported("按比例") }
      let both = try join(grain(of: compared.left), grain(of: compared.right))
      try give(step, sign, grain: join(both, grain(of: full))) { place in
        guard let left = try self.number(compared.left, place),
          let right = try self.number(compared.right, place)
        else { return nil }
        return try self.product(left.divided(by: right), self.number(full, place))
      }
    case .addition(let subject, let sign, let amount): try postAddition(subject, sign, amount, step)
    case .map(let subject, let sign, let entries): try postMap(subject, sign, entries, step)
    case .tiers(let subject, let tiers): try postTiers(subject, tiers, step)
    case .escalating(let subject, let occurrences, let onwards, let prior):
      try postEscalating(subject, occurrences, onwards, prior, step)
    case .open(let literal): try give(step, .give, .literal(literal))
    case .assumption: break
    case .times(let factor): try multiply(factor, step)
    case .instead(let price): try reprice(price, step)
    case .drop: try drop(step)
    case .counts(let target, let amount):
      if target == nil { try zero(amount, step) }
    case .keep(let keys, let rule): try keep(keys, rule, step)
    case .share(_, .credited): try credit(step)
    case .share(_, let rule): try share(rule, step)
    case .shift(let subject, let places): try shift(subject, places, step)
    case .cap(let amount, _): try settle(step, amount, isCap: true)
    case .floor(let amount, _): try settle(step, amount, isCap: false)
    case .untilZero: try settle(step, nil, isCap: false)
    case .veto: break
    }
  }

  func grain(of expression: Expression) throws -> NaiveGrain { try shape(expression, spot).grain }

  func number(_ expression: Expression, _ place: NaivePlace) throws -> Rational? {
    try value(expression, spot, at: place).number
  }

  /// No times anything is nothing, even where the price is left open (rule 42).
  func product(_ left: Rational?, _ right: @autoclosure () throws -> Rational?) throws -> Rational? {
    do {
      guard let right = try right(), let left else { return nil }
      return left * right
    } catch NaiveFailure.openFigure where left == .zero {
      return .zero
    }
  }

  // MARK: S1 and fixed additions

  private func give(_ step: NaiveStep, _ sign: PointSign, _ amount: Expression) throws {
    try give(step, sign, grain: grain(of: amount)) { try self.number(amount, $0) }
  }

  /// Posts at the grain that the amount, the guard and the scope make; one for all is one per unit.
  private func give(
    _ step: NaiveStep, _ sign: PointSign, grain: NaiveGrain, _ amount: (NaivePlace) throws -> Rational?
  ) throws {
    var grain = try join(grain, try maskGrain(step) ?? .one)
    for scope in step.scopes {
      switch scope {
      case .eachPeriod(let word):
        guard let months = NaiveCalendar.months(named: word) else { throw NaiveFailure.unsupported(word) }
        grain = try join(grain, .unitPeriod(months))
      case .eachKey(let name): grain = try join(grain, try self.grain(each: name.text, near: grain))
      case .wholeYear, .thisItem, .thisPeriod, .thisPart, .labels, .together: continue
      }
    }
    grain = lifted(grain)
    var amounts = try guarded(step, grain, amount)
    if sign.isNegative { amounts = amounts.mapValues { -$0 } }
    if step.scopes.contains(.wholeYear), grain != .unit {
      var sums: [NaiveKey: Rational] = [:]
      for (key, amount) in amounts {
        if let unit = try project(NaivePlace(grain: grain, key: key), to: .unit) {
          sums[unit, default: .zero] += amount
        }
      }
      amounts = sums
      grain = .unit
    }
    append(step, .clause(step.clause ?? 0), grain, amounts)
  }

  /// What is one for all, or for a group, is one for each unit.
  func lifted(_ grain: NaiveGrain) -> NaiveGrain {
    switch grain {
    case .one, .group: .unit
    case .period(let months): .unitPeriod(months)
    case .unit, .unitPeriod, .row, .combination, .signer: grain
    }
  }

  /// A value with its grain.
  struct Counted {
    var grain: NaiveGrain
    var value: (NaivePlace) throws -> Rational?
  }

  /// What 每… counts: the subject, what lies beyond, or the records themselves.
  private func counted(_ subject: Expression?, _ step: NaiveStep) throws -> Counted {
    if let subject { return Counted(grain: try grain(of: subject)) { try self.number(subject, $0) } }
    if step.isUpTo, let compared = step.compared.map(counted) {
      return Counted(grain: try join(grain(of: compared.left), grain(of: compared.right))) { place in
        guard let first = try self.number(compared.left, place),
          let second = try self.number(compared.right, place)
        else { return nil }
        guard let lower = step.lower else { return min(first, second) }
        guard let third = try self.number(lower, place) else { return nil }
        return max(.zero, min(first, second) - third)
      }
    }
    if step.isBeyond, let compared = step.compared { return try gap(nil, isShort: compared.isShort, step) }
    var table = try maskGrain(step)?.table.flatMap { self.table($0) }
    let records = tables.filter { $0.grain == .row($0.name) && $0.keys.isEmpty }
    if table == nil, records.count == 1 { table = records[0] }
    guard let table else { throw NaiveFailure.unsupported("每") }
    return Counted(grain: .row(table.name)) { _ in .one }
  }

  /// How far a comparison is missed or passed, never below 0; of dates in days or working days.
  private func gap(
    _ pair: (Expression, Expression)?, isShort: Bool, inWorkdays: Bool = false, _ step: NaiveStep
  ) throws -> Counted {
    guard let pair = pair ?? step.compared.map({ ($0.left, $0.right) }) else {
      throw NaiveFailure.unsupported("每缺")
    }
    let (left, right) = (counted(pair.0), counted(pair.1))
    return Counted(grain: try join(grain(of: left), grain(of: right))) { place in
      let first = try self.value(left, self.spot, at: place)
      let second = try self.value(right, self.spot, at: place)
      if case .day(let one) = first, case .day(let other) = second {
        let (from, to) = isShort ? (one, other) : (other, one)
        let days = from + 1..<max(from + 1, to + 1)
        return Rational(inWorkdays ? days.filter(NaiveCalendar.isWeekday).count : days.count)
      }
      guard let first = first.number, let second = second.number else { return nil }
      let difference = isShort ? second - first : first - second
      return difference < .zero ? .zero : difference
    }
  }

  private func postSteps(
    _ counted: Counted, _ size: Literal, _ sign: PointSign, _ price: Expression, _ rule: Act.Step?,
    _ step: NaiveStep
  ) throws {
    let size = try number(size)
    try give(step, sign, grain: join(counted.grain, grain(of: price))) { place in
      guard let quotient = try counted.value(place)?.divided(by: size) else { return nil }
      let steps: Rational
      switch rule {
      // Without a rule: whole counts by steps of 1.
      case .proportional?, nil: steps = quotient
      case .wholeOnly?: steps = quotient < .zero ? quotient.ceiling() : quotient.floor()
      case .partCounts?: steps = quotient < .zero ? quotient.floor() : quotient.ceiling()
      }
      return try self.product(steps, self.number(price, place))
    }
  }

  private func postAddition(_ subject: Expression, _ sign: PointSign, _ amount: Expression, _ step: NaiveStep)
    throws
  {
    let shape = try shape(subject, spot)
    guard shape.kind == .truth else {
      return try give(step, sign, grain: shape.grain) { place in
        try self.product(self.number(subject, place), self.number(amount, place))
      }
    }
    var guarded = step
    guarded.tests.append(NaiveTest(subject))
    if amount.isNaiveFold { return try postFold(sign, amount, guarded) }
    try give(guarded, sign, amount)
  }

  // MARK: Points by option and points tables

  private func postMap(_ subject: Expression, _ sign: PointSign?, _ entries: [MapEntry], _ step: NaiveStep)
    throws
  {
    try give(step, .give, grain: grain(of: subject)) { place in
      guard let option = try self.value(subject, spot, at: place).text else { return .zero }
      for entry in entries where entry.options.contains(where: { $0.text == option }) {
        guard let amount = try self.number(entry.amount, .one) else { return .zero }
        return (entry.sign ?? sign ?? .give).isNegative ? -amount : amount
      }
      return .zero
    }
  }

  private func postGrid(_ grid: PointsGrid, _ step: NaiveStep) throws {
    let grain = try join(try shape(grid.rowSubject).grain, try shape(grid.columnSubject).grain)
    try give(step, .give, grain: grain) { place in
      guard let first = try self.value(grid.rowSubject, at: place).text,
        let second = try self.value(grid.columnSubject, at: place).text
      else { return .zero }
      for row in grid.rows where row.options.contains(where: { $0.text == first }) {
        for (options, cell) in zip(grid.columns, row.cells)
        where options.contains(where: { $0.text == second }) {
          return try cell.flatMap { try self.number($0, .one) } ?? .zero
        }
      }
      return .zero
    }
  }

  // MARK: Tiers and repeats

  /// The highest threshold that is reached, or the lowest that is not passed; nothing where the subject or a
  /// threshold on the way is absent.
  private func postTiers(_ subject: Expression, _ written: [Tier], _ step: NaiveStep) throws {
    let figures = written.compactMap { tier -> Rational? in
      guard case .literal(let literal) = tier.threshold else { return nil }
      return literal.digits.flatMap { Rational(decimal: $0) }
    }
    let isFalling = figures.count > 1 && figures == figures.sorted(by: >)
    let tiers = isFalling ? written.reversed() : written
    var grain = try grain(of: subject)
    for tier in tiers { grain = try join(grain, try self.grain(of: tier.threshold)) }
    let isLower = tiers.allSatisfy { $0.sign == .greaterOrEqual || $0.sign == .greater }
    try give(step, .give, grain: grain) { place in
      let value = try self.value(subject, spot, at: place)
      for tier in isLower ? tiers.reversed() : tiers {
        let threshold = try self.value(tier.threshold, spot, at: place)
        guard let holds = self.compare(tier.sign, value, threshold, .number).truth else { return .zero }
        guard holds else { continue }
        let amount = try self.number(tier.amount, .one)
        return tier.pointSign?.isNegative == true ? amount.map { -$0 } : amount
      }
      return .zero
    }
  }

  /// The first costs this, the second that; records are counted by unit.
  private func postEscalating(
    _ subject: Expression, _ occurrences: [Occurrence], _ onwards: Act.Onwards?, _ prior: Expression?,
    _ step: NaiveStep
  ) throws {
    let shape = try shape(subject, spot)
    if occurrences.contains(where: { $0.number.measure == "名" }) {
      return try postPlaces(subject, occurrences, onwards, step)
    }
    func count(_ place: NaivePlace) throws -> Rational? {
      let value = try value(subject, spot, at: place)
      return shape.kind == .truth ? (value.truth == true ? .one : .zero) : value.number
    }
    var step = step
    var counts: (NaivePlace) throws -> Rational? = count
    let wide = try join(shape.grain, try maskGrain(step) ?? .one)
    let (grain, isRunning) = try occurrenceGrain(wide, step)
    var undated: [NaiveKey: Rational] = [:]
    var datedTotal: [NaiveKey: Rational] = [:]
    if grain != wide || isRunning {
      var sums: [NaiveKey: Rational] = [:]
      for place in try places(wide) where try holds(step, at: place) {
        let found = try count(place)
        if found == nil, !step.tests.isEmpty { throw NaiveFailure.absentAmount("第 n 次") }
        if let key = try project(place, to: grain) {
          sums[key, default: .zero] += found ?? .zero
          if let unit = try project(place, to: .unit) { datedTotal[unit, default: .zero] += found ?? .zero }
        } else if let unit = try project(place, to: .unit) {
          undated[unit, default: .zero] += found ?? .zero
        }
      }
      counts = { sums[$0.key] ?? .zero }
      step.tests = []
    }
    func earlier(_ place: NaivePlace) throws -> Rational {
      guard isRunning, case .unitPeriod(let unit, let number) = place.key,
        case .unitPeriod(let months) = grain
      else { return .zero }
      return try periods(months).filter { $0 < number }
        .map { try counts(NaivePlace(grain: grain, key: .unitPeriod(unit, $0))) ?? .zero }.total()
    }
    try post(occurrences, onwards, prior, step, grain, counts, earlier)
    guard isRunning, case .row = wide else { return }
    try post(
      occurrences, onwards, prior, step, .unit, { undated[$0.key] ?? .zero },
      { datedTotal[$0.key] ?? .zero })
  }

  private func post(
    _ occurrences: [Occurrence], _ onwards: Act.Onwards?, _ prior: Expression?, _ step: NaiveStep,
    _ grain: NaiveGrain, _ counts: (NaivePlace) throws -> Rational?,
    _ earlier: (NaivePlace) throws -> Rational
  ) throws {
    try give(step, .give, grain: grain) { place in
      guard let count = try counts(place)?.floor().asInt else { return nil }
      var before = try earlier(place)
      if let prior {
        guard let number = try self.number(prior, place) else { return nil }
        before += number
      }
      let past = max(0, before.floor().asInt ?? 0)
      var total = Rational.zero
      var last = Rational.zero
      for number in 1..<past + max(0, count) + 1 {
        if number <= occurrences.count {
          let amount = try self.number(occurrences[number - 1].amount, .one) ?? .zero
          last = occurrences[number - 1].pointSign.isNegative ? -amount : amount
        } else {
          switch onwards {
          case .doubling?: last = last + last
          case .amount(let sign, let amount)?:
            let amount = try self.number(amount, .one) ?? .zero
            last = sign.isNegative ? -amount : amount
          case nil: last = .zero
          }
        }
        if number > past { total = total + last }
      }
      return total
    }
  }

  /// Where occurrences are counted, and whether later periods count on from earlier ones: to what 每 X says, else
  /// by the months that the records fall into, else by unit.
  private func occurrenceGrain(_ grain: NaiveGrain, _ step: NaiveStep) throws -> (NaiveGrain, Bool) {
    var restart = NaiveGrain.unit
    for scope in step.scopes {
      switch scope {
      case .eachPeriod(let word):
        guard let months = NaiveCalendar.months(named: word) else { throw NaiveFailure.unsupported(word) }
        restart = try join(restart, .unitPeriod(months))
      case .eachKey(let name): restart = try join(restart, try self.grain(each: name.text, near: restart))
      case .wholeYear, .thisItem, .thisPeriod, .thisPart, .labels, .together: continue
      }
    }
    if restart != .unit { return (reaches(grain, restart) ? restart : grain, false) }
    switch grain {
    case .unitPeriod: return (grain, true)
    case .row(let name):
      guard let table = table(name), method.period != nil, table.unitColumn != nil,
        let dated = table.datedColumn.flatMap({ table.column($0) })
      else { return (.unit, false) }
      return (.unitPeriod(dated.periodMonths ?? 1), true)
    case .one, .period, .group, .unit, .combination, .signer: return (grain, false)
    }
  }

  /// 第 1 名 得 60 分、第 2 名 得 57 分: by the place itself.
  private func postPlaces(
    _ subject: Expression, _ occurrences: [Occurrence], _ onwards: Act.Onwards?, _ step: NaiveStep
  ) throws {
    try give(step, .give, grain: grain(of: subject)) { place in
      guard let rank = try self.number(subject, place) else { return .zero }
      for occurrence in occurrences where try self.number(occurrence.number) == rank {
        let amount = try self.number(occurrence.amount, .one)
        return occurrence.pointSign.isNegative ? amount.map { -$0 } : amount
      }
      guard case .amount(let sign, let rest)? = onwards else { return .zero }
      return try self.number(rest, .one).map { sign.isNegative ? -$0 : $0 }
    }
  }
}

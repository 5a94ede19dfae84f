import Exact
import Syntax

extension NaiveWorld {
  /// Postings that a limit works on, or that are read by it: those before it that keep its keys.
  private func settled(_ step: NaiveStep, _ reach: NaiveReach, _ grain: NaiveGrain) -> [NaivePosting] {
    before(step, in: reach, finerThan: grain).filter(\.counts)
  }

  // MARK: S8

  /// A cap posts what it cuts, a floor what it fills (rules 8 and 13).
  func settle(_ step: NaiveStep, _ bound: Expression?, isCap: Bool) throws {
    let reach = reach(of: step)
    let grain = try settlingGrain(step, reach)
    let own = settled(step, reach, grain)
    let guardGrain = try maskGrain(step) ?? .one
    let finest = own.map(\.grain).first { reaches($0, guardGrain) } ?? guardGrain
    var free = step
    free.tests = []
    let amounts = try guarded(free, grain) { place in
      guard try self.isLimited(step, at: place, finest) else { return .zero }
      guard let limit = try bound.map({ try self.number($0, place) }) ?? Rational.zero else { return nil }
      let total = try own.map { try self.amount(of: $0, at: place) }.total()
      let difference = limit - total
      return isCap ? min(.zero, difference) : max(.zero, difference)
    }
    append(step, reach.owner ?? .clause(step.clause ?? 0), grain, amounts)
  }

  /// A limit holds where its guard does; where the guard speaks of the line's records, where it does for any.
  private func isLimited(_ step: NaiveStep, at place: NaivePlace, _ finest: NaiveGrain) throws -> Bool {
    if reaches(place.grain, try maskGrain(step) ?? .one) { return try holds(step, at: place) }
    return try places(finest).contains {
      try project($0, to: place.grain) == place.key && holds(step, at: $0)
    }
  }

  private func settlingGrain(_ step: NaiveStep, _ reach: NaiveReach) throws -> NaiveGrain {
    var grain = NaiveGrain.unit
    for scope in step.scopes {
      switch scope {
      case .eachPeriod(let word):
        guard let months = NaiveCalendar.months(named: word) else { throw NaiveFailure.unsupported(word) }
        grain = .unitPeriod(months)
      case .thisPeriod: grain = try maskGrain(step) ?? .unit
      case .eachKey(let name):
        let near = postings.first { reach.contains($0) && $0.grain.table != nil }
        grain = try self.grain(each: name.text, near: near?.grain ?? .unit)
      case .thisItem:
        for posting in postings where reach.contains(posting) {
          if case .row = posting.grain {
            grain = posting.grain
            break
          }
        }
      case .wholeYear, .thisPart, .labels, .together: continue
      }
    }
    return grain
  }

  /// 当月 记 n, 本部分 记 n: the whole sum is struck and n posted in its place.
  func zeroSum(_ amount: Expression, _ step: NaiveStep) throws {
    let reach = reach(of: step)
    let grain = step.scopes.contains(.thisPeriod) ? try maskGrain(step) ?? .unit : .unit
    for posting in settled(step, reach, grain) {
      let amounts = try guarded(step, grain) { -(try self.amount(of: posting, at: $0)) }
      append(step, posting.owner, line: posting.line, grain, amounts)
    }
    guard try number(amount, .one) != Rational.zero else { return }
    append(
      step, reach.owner ?? .clause(step.clause ?? 0), grain,
      try guarded(step, grain) { try self.number(amount, $0) })
  }

  // MARK: S9

  /// The first verdict whose guard holds for the unit, or for any of its records or periods.
  func verdict(_ unit: String) throws -> String? {
    for step in method.steps {
      if case .veto(let verdict)? = step.act?.kind, try holdsAnywhere(step, unit) { return verdict.text }
    }
    return nil
  }

  private func holdsAnywhere(_ step: NaiveStep, _ unit: String) throws -> Bool {
    let grain = try maskGrain(step) ?? .one
    guard grain != .unit, reaches(grain, .unit) else {
      return try holds(step, at: NaivePlace(grain: .unit, key: .unit(unit)))
    }
    return try places(grain).contains { place in
      try project(place, to: .unit) == .unit(unit) && holds(step, at: place)
    }
  }

  /// A definition's value after the lines that set it: 总分 记 59 分.
  func settled(_ name: String, _ value: NaiveValue, at place: NaivePlace) throws -> NaiveValue {
    setting.insert(name)
    defer { setting.remove(name) }
    var result = value
    for step in method.steps {
      guard case .counts(let target?, let amount)? = step.act?.kind, target.text == name,
        case .unit(let unit) = place.key, try holdsAnywhere(step, unit)
      else { continue }
      result = try self.value(amount, NaiveSpot(), at: place)
    }
    return result
  }
}

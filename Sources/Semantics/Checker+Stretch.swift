import Diagnostics
import Exact
import Syntax

/// The stretch of a number that 的部分 counts: 超过 10 条 且 不超过 20 条 的部分.
struct Stretch {
  /// The comparisons with the same left side as the last one, and what they say of it.
  let subject: Expression
  let low: Expression?
  let high: Expression?
  /// The conditions that are left as guards: all others, and the lower comparison.
  let guards: [Expression]

  /// nil where the condition compares nothing, or says a bound twice, or only that something is short of another
  /// (不足 10 条 的部分 is what is short).
  init?(_ condition: Expression, _ text: (Expression) -> String) {
    let terms = Self.conjuncts(condition)
    guard case .comparison(_, let subject, _, _)? = terms.last(where: Self.isBound) else { return nil }
    let name = text(subject)
    var low: Expression?
    var high: Expression?
    var isStrictlyBelow = false
    var guards: [Expression] = []
    for term in terms {
      guard case .comparison(let sign, let left, let right, _) = term, text(left) == name, Self.isBound(term)
      else {
        guards.append(term)
        continue
      }
      switch sign {
      case .greater, .greaterOrEqual:
        guard low == nil else { return nil }
        low = right
        guards.append(term)
      case .less, .lessOrEqual:
        guard high == nil else { return nil }
        high = right
        isStrictlyBelow = sign == .less
      case .equal, .notEqual: return nil
      }
    }
    if low == nil, isStrictlyBelow { return nil }
    self.subject = subject
    self.low = low
    self.high = high
    self.guards = guards
  }

  private static func isBound(_ term: Expression) -> Bool {
    guard case .comparison(let sign, _, _, _) = term else { return false }
    return sign != .equal && sign != .notEqual
  }

  private static func conjuncts(_ condition: Expression) -> [Expression] {
    guard case .binary(.and, let left, let right) = condition else { return [condition] }
    return conjuncts(left) + conjuncts(right)
  }
}

extension Checker {
  /// What 的部分 makes of a branch: the stretch that its 每 acts count, and the guards that hold for them. A branch
  /// that gives something else goes by the condition as it is written.
  func stretch(_ condition: Expression, _ acts: [Act]) -> (stretch: Stretch?, guards: [Expression]) {
    let counts = acts.contains { act in
      switch act.kind {
      case .each(let subject, _, _, _), .perStep(let subject, _, _, _, _): subject == nil
      case .give, .gap, .proRata, .addition, .map, .tiers, .escalating, .times, .instead, .counts, .drop,
        .cap,
        .floor, .untilZero, .veto, .keep, .share, .shift, .open, .assumption:
        false
      }
    }
    guard counts, let stretch = Stretch(condition, { foldedText($0.span) }) else { return (nil, [condition]) }
    return (stretch, stretch.guards)
  }

  /// max(0, min(subject, high) − low).
  func counted(_ stretch: Stretch) throws(Failure) -> Value {
    var value = try number(compared(stretch.subject))
    if let high = stretch.high {
      let pair = try matched(value, try number(compared(high)), .comparison)
      value.node = node(.minimum([pair.left, pair.right]), pair.grain, pair.kind)
      value.grain = pair.grain
    }
    guard let low = stretch.low else { return value }
    let pair = try matched(value, try number(expression(low)), .comparison)
    let difference = node(.subtract(pair.left, pair.right), pair.grain, pair.kind)
    let zero = number(.zero, measure(of: difference), at: pair.grain)
    value.node = node(.maximum([zero, difference]), pair.grain, pair.kind)
    value.grain = pair.grain
    return value
  }

  // MARK: What 每 counts

  /// The subject of 每…: as written, what lies beyond, or the records themselves.
  func subjectValue(_ subject: Expression?, _ step: Step, _ mask: Value?, _ act: Act) throws(Failure)
    -> Value
  {
    if let subject { return try expression(subject) }
    if let stretch = step.stretch { return try counted(stretch) }
    if step.isBeyond {
      guard let compared = step.compared else { throw failure(.gapNeedsComparison, act.span) }
      let isShort = compared.sign == .less || compared.sign == .lessOrEqual
      return try gap(nil, step, isShort: isShort, span: act.span)
    }
    // 采用数 超过 10 条 的，每条 …: of which 条 is not said, and those of another table are not meant.
    if case .each(_, let measure?, _, _) = act.kind, let mask, table(of: mask.grain) == nil,
      let compared = step.compared, step.tests.contains(where: { !$0.isNegated }),
      let left = try? self.compared(compared.left), case .number(let own) = left.kind,
      own == self.measure(measure)
    {
      throw failure(.eachNeedsSubject, act.span, help: partHelp(compared, measure))
    }
    let tables = step.tests.isEmpty ? [] : [mask.flatMap { table(of: $0.grain) }].compactMap { $0 }
    guard let table = tables.first ?? onlyRecords() else { throw failure(.eachNeedsSubject, act.span) }
    return presence(table, act.span)
  }

  private func partHelp(
    _ compared: (left: Expression, right: Expression, sign: ComparisonSign), _ measure: String
  ) -> Phrase {
    let name = foldedText(compared.left.span)
    let english = MeasureWord.spelling(measure, .english, plural: false)
    return Phrase(
      "全部都计，写“的，\(name) 每\(measure) …”；只计超过的，写“的部分，每\(measure) …”；数记录，写“的，表名 每\(measure) …”",
      "for all of them write “\(name) each \(english) …” behind the condition; for those beyond, “… beyond, each \(english) …”; for records, “TABLE each \(english) …”"
    )
  }

  /// The method's only table of records.
  private func onlyRecords() -> Int? {
    let records = plan.tables.indices.filter {
      plan.tables[$0].grain == .rows($0) && plan.tables[$0].keys.isEmpty
    }
    return records.count == 1 ? records[0] : nil
  }
}

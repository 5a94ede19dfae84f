import Syntax

extension NaiveWorld {
  /// A period as written on the right of a comparison; nil where something else stands there.
  func written(_ expression: Expression) -> PeriodLiteral? {
    if case .period(let literal) = expression { return literal }
    if case .date(let year, let month, nil, let span) = expression {
      return PeriodLiteral(year: year, months: 1, ordinal: month, span: span)
    }
    guard case .name(let reference) = expression, (try? meaning(reference)) == nil,
      let (months, ordinal) = PeriodLiteral.named(reference.text)
    else { return nil }
    return PeriodLiteral(year: nil, months: months, ordinal: ordinal, span: reference.span)
  }

  /// The months of a value and of the period, counted and compared one by one.
  func compare(
    _ sign: ComparisonSign, _ value: NaiveValue, _ kind: NaiveKind, _ literal: PeriodLiteral
  ) throws -> NaiveValue {
    let own: [Int]
    switch (value, kind) {
    case (.day(let day), _): own = [NaiveCalendar.month(of: day)]
    case (.period(let number), .period(let months)): own = Array(number * months..<(number + 1) * months)
    case _: return .absent
    }
    let range = try months(of: literal)
    switch sign {
    case .equal: return .truth(own.allSatisfy(range.contains))
    case .notEqual: return .truth(!own.allSatisfy(range.contains))
    case .less: return .truth(own.allSatisfy { month in range.allSatisfy { month < $0 } })
    case .greater: return .truth(own.allSatisfy { month in range.allSatisfy { month > $0 } })
    case .lessOrEqual: return .truth(!own.contains { month in range.allSatisfy { month > $0 } })
    case .greaterOrEqual: return .truth(!own.contains { month in range.allSatisfy { month < $0 } })
    }
  }

  private func months(of literal: PeriodLiteral) throws -> [Int] {
    let all = periods(1)
    var found = Set<[Int]>()
    for year in literal.year.map({ [$0] }) ?? Array(Set(all.map { $0 / 12 })) {
      let months = (0..<literal.months).map { year * 12 + (literal.ordinal - 1) * literal.months + $0 }
      if literal.year != nil || months.contains(where: all.contains) { found.insert(months) }
    }
    guard found.count == 1, let only = found.first else { throw NaiveFailure.unsupported("year") }
    return only
  }
}

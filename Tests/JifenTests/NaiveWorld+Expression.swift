import Exact
import Syntax

extension NaiveWorld {
  // MARK: Shapes

  func shape(_ expression: Expression, _ spot: NaiveSpot) throws -> NaiveShape {
    switch expression {
    case .literal: return NaiveShape(grain: .one, kind: .number)
    case .name(let reference): return try shape(reference)
    case .date(_, _, let day, _): return NaiveShape(grain: .one, kind: day == nil ? .period(1) : .day)
    case .period(let literal): return NaiveShape(grain: .one, kind: .period(literal.months))
    case .labelled: return NaiveShape(grain: spot.target ?? .unit, kind: .number)
    case .builtin(let keyword, _): return try shape(keyword, spot)
    case .call(let function, let keyword, let arguments, _):
      return try shape(NaiveCall(function, keyword, arguments), spot)
    case .negated(let inner, _), .not(let inner, _): return try shape(inner, spot)
    case .binary(_, let left, let right):
      let first = try shape(left, spot)
      return NaiveShape(grain: try join(first.grain, try shape(right, spot).grain), kind: first.kind)
    case .comparison(_, let left, let right, _):
      let (left, right) = (counted(left), counted(right))
      let first = try shape(left, spot)
      if try option(right, of: first.kind) != nil || written(right) != nil {
        return NaiveShape(grain: first.grain, kind: .truth)
      }
      return NaiveShape(grain: try join(first.grain, try shape(right, spot).grain), kind: .truth)
    case .membership(let inner, let options, _):
      let first = try shape(inner, spot)
      var grain = first.grain
      if first.kind == .number || first.kind == .day {
        for option in options where written(option) == nil {
          grain = try join(grain, try shape(option, spot).grain)
        }
      }
      return NaiveShape(grain: grain, kind: .truth)
    case .blankness(let inner, _, _): return NaiveShape(grain: try shape(inner, spot).grain, kind: .truth)
    case .between(let inner, let low, let high):
      let (inner, low, high) = (counted(inner), counted(low), counted(high))
      var grain = try shape(inner, spot).grain
      for edge in [low, high] where written(edge) == nil {
        grain = try join(grain, try shape(edge, spot).grain)
      }
      return NaiveShape(grain: grain, kind: .truth)
    case .conditional(let condition, let then, let otherwise, _):
      let first = try shape(then, spot)
      let grain = try join(first.grain, try shape(otherwise, spot).grain)
      return NaiveShape(grain: try join(grain, try shape(condition, spot).grain), kind: first.kind)
    }
  }

  private func shape(_ keyword: Keyword, _ spot: NaiveSpot) throws -> NaiveShape {
    if keyword == .allClauses || keyword == .allParts {
      return NaiveShape(grain: spot.target ?? .unit, kind: .number)
    }
    if keyword == .counted, let records = spot.records {
      return NaiveShape(grain: .row(records), kind: .truth)
    }
    if keyword == .allBlank || keyword == .veto { return NaiveShape(grain: .unit, kind: .truth) }
    if keyword == .position { return NaiveShape(grain: rankGrain(try defaultRank().keysBy), kind: .number) }
    if keyword == .grade, let grade = method.grades.first {
      return NaiveShape(grain: .unit, kind: .choice(gradeOptions(grade)))
    }
    throw NaiveFailure.unsupported("\(keyword)")
  }

  /// The option that stands on the right of a comparison with a choice.
  private func option(_ expression: Expression, of kind: NaiveKind) throws -> Int? {
    guard case .choice(let options) = kind, case .name(let reference) = expression, reference.member == nil
    else {
      return nil
    }
    return options.firstIndex(of: reference.name.text)
  }

  // MARK: Values

  /// The value at a place of the expression's grain or finer. Absent operands make absent results (rule 4).
  func value(_ expression: Expression, _ spot: NaiveSpot, at place: NaivePlace) throws -> NaiveValue {
    switch expression {
    case .literal(let literal): return .number(try number(literal))
    case .name(let reference): return try value(reference, at: place)
    case .date(let year, let month, let day, _):
      guard let day else { return .period(year * 12 + month - 1) }
      return .day(NaiveCalendar.day(year, month, day))
    case .period(let literal): throw NaiveFailure.unsupported("period \(literal)")
    case .labelled(let reference):
      let (clauses, part) = clauses(of: reference)
      return try sum(NaiveReach(clauses: clauses, part: part), spot, at: place)
    case .builtin(let keyword, _): return try value(keyword, spot, at: place)
    case .call(let function, let keyword, let arguments, _):
      let call = NaiveCall(function, keyword, arguments)
      guard let own = try self.place(place, at: try shape(call, spot).grain) else { return .absent }
      return try value(call, spot, at: own)
    case .negated(.literal(let literal), let sign) where figures[sign.joined(literal.span)] != nil:
      return NaiveValue(figures[sign.joined(literal.span)])
    case .negated(let inner, _): return NaiveValue(try value(inner, spot, at: place).number.map { -$0 })
    case .not(let inner, _): return NaiveValue(try value(inner, spot, at: place).truth.map { !$0 })
    case .binary(let operation, let left, let right):
      return try value(
        operation, Result { try value(left, spot, at: place) }, Result { try value(right, spot, at: place) })
    case .comparison(let sign, let left, let right, _):
      let (left, right) = (counted(left), counted(right))
      let first = try value(left, spot, at: place)
      let kind = try shape(left, spot).kind
      if let period = written(right) { return try compare(sign, first, kind, period) }
      if let option = try option(right, of: kind) {
        return NaiveValue(order(first, kind).map { compare(sign, $0, Rational(option)) })
      }
      return compare(sign, first, try value(right, spot, at: place), kind)
    case .membership(let inner, let options, let isNegated):
      let found = try isMember(inner, options, spot, at: place)
      return NaiveValue(isNegated ? found.map { !$0 } : found)
    case .blankness(let inner, let isNegated, _):
      return .truth(try value(inner, spot, at: place).isAbsent != isNegated)
    case .between(let inner, let low, let high):
      let (inner, low, high) = (counted(inner), counted(low), counted(high))
      let middle = try value(inner, spot, at: place)
      let kind = try shape(inner, spot).kind
      if let first = written(low), var last = written(high) {
        if last.year == nil, last.ordinal * last.months > (first.ordinal - 1) * first.months {
          last.year = first.year
        }
        return NaiveValue(
          NaiveLogic.and(
            try compare(.greaterOrEqual, middle, kind, first).truth,
            try compare(.lessOrEqual, middle, kind, last).truth))
      }
      return NaiveValue(
        NaiveLogic.and(
          compare(.greaterOrEqual, middle, try value(low, spot, at: place), kind).truth,
          compare(.lessOrEqual, middle, try value(high, spot, at: place), kind).truth))
    case .conditional(let condition, let then, let otherwise, _):
      guard let test = try value(condition, spot, at: place).truth else { return .absent }
      return try value(test ? then : otherwise, spot, at: place)
    }
  }

  /// A figure as written; percents and percentage points are ratios, 倍 a bare number.
  func number(_ literal: Literal) throws -> Rational {
    if let set = figures[literal.span] { return set }
    guard let digits = literal.digits, let number = Rational(decimal: digits) else {
      throw NaiveFailure.openFigure
    }
    guard literal.isPercent || literal.measure == "个百分点" else { return number }
    return number * (Rational(1, over: 100) ?? .one)
  }

  /// One side may settle what the other, left open, does not (rule 42).
  private func value(
    _ operation: BinaryOperator, _ left: Result<NaiveValue, any Error>, _ right: Result<NaiveValue, any Error>
  ) throws -> NaiveValue {
    do {
      return try value(operation, try left.get(), try right.get())
    } catch NaiveFailure.openFigure {
      let known = [try? left.get(), try? right.get()].compactMap { $0 }
      if operation == .times, known.contains(where: { $0.number == .zero }) { return .number(.zero) }
      if operation == .and, known.contains(where: { $0.truth == false }) { return .truth(false) }
      if operation == .or, known.contains(where: { $0.truth == true }) { return .truth(true) }
      throw NaiveFailure.openFigure
    }
  }

  private func value(_ operation: BinaryOperator, _ left: NaiveValue, _ right: NaiveValue) throws
    -> NaiveValue
  {
    switch operation {
    case .and: return NaiveValue(NaiveLogic.and(left.truth, right.truth))
    case .or: return NaiveValue(NaiveLogic.or(left.truth, right.truth))
    case .plus, .minus, .times, .divide:
      guard let first = left.number, let second = right.number else { return .absent }
      switch operation {
      case .plus: return .number(first + second)
      case .minus: return .number(first - second)
      case .times: return .number(first * second)
      // Division by zero is absent.
      case .divide, .and, .or: return NaiveValue(first.divided(by: second))
      }
    }
  }

  private func value(_ keyword: Keyword, _ spot: NaiveSpot, at place: NaivePlace) throws -> NaiveValue {
    if keyword == .allClauses { return try sum(.everything, spot, at: place) }
    if keyword == .allParts {
      var total = Rational.zero
      for part in method.parts.indices {
        let reach = NaiveReach(clauses: method.clauses(ofPart: part), part: part)
        total = total + (try sum(reach, spot, at: place).number ?? .zero)
      }
      return .number(total)
    }
    if keyword == .position {
      guard let own = try project(place, to: rankGrain(try defaultRank().keysBy)) else { return .absent }
      return NaiveValue(try ranks(try defaultRank().name?.text ?? "名次")[own].map { Rational($0) })
    }
    if keyword == .counted, let records = spot.records {
      return try self.place(place, at: .row(records)).map { .truth(try isCounted($0)) } ?? .absent
    }
    guard case .unit(let unit)? = try project(place, to: .unit) else { return .absent }
    if keyword == .allBlank { return .truth(try isAllBlank(unit)) }
    if keyword == .veto { return .truth(try verdict(unit) != nil) }
    if keyword == .grade, let grade = method.grades.first {
      return try gradeNames(grade)[unit].map { .text($0) } ?? .absent
    }
    throw NaiveFailure.unsupported("\(keyword)")
  }

  /// Whether no 不计 line strikes a record.
  private func isCounted(_ record: NaivePlace) throws -> Bool {
    try !method.steps.contains { step in
      guard case .drop? = step.act?.kind, try maskGrain(step) == record.grain else { return false }
      return try holds(step, at: record)
    }
  }

  /// Whether a unit has no figure in any table of units, and no record in the others.
  private func isAllBlank(_ unit: String) throws -> Bool {
    for table in tables {
      let figures = table.columns.filter { $0.naiveKind == .number }
      for row in table.rows.indices {
        let names = signersOfRow[table.name]?[row] ?? [unitOfRow[table.name]?[row]].compactMap { $0 }
        guard names.contains(unit) else { continue }
        if table.grain == .row(table.name) { return false }
        if figures.contains(where: { !NaiveText.trimmed(table.rows[row][$0.name] ?? "").isEmpty }) {
          return false
        }
      }
    }
    return true
  }

  // MARK: Comparing

  /// Where a value stands among those of its kind; nil where it is absent.
  func order(_ value: NaiveValue, _ kind: NaiveKind) -> Rational? {
    switch value {
    case .absent: return nil
    case .number(let number): return number
    case .truth(let truth): return truth ? .one : .zero
    case .day(let day): return Rational(day)
    case .period(let number): return Rational(number)
    case .text(let text):
      guard case .choice(let options) = kind else { return nil }
      return options.firstIndex(of: text).map { Rational($0) }
    }
  }

  private func compare(_ sign: ComparisonSign, _ left: Rational, _ right: Rational) -> Bool {
    switch sign {
    case .less: left < right
    case .lessOrEqual: left < right || left == right
    case .equal: left == right
    case .notEqual: left != right
    case .greaterOrEqual: right < left || left == right
    case .greater: right < left
    }
  }

  func compare(_ sign: ComparisonSign, _ left: NaiveValue, _ right: NaiveValue, _ kind: NaiveKind)
    -> NaiveValue
  {
    guard let first = order(left, kind), let second = order(right, kind) else { return .absent }
    return .truth(compare(sign, first, second))
  }

  private func isMember(
    _ inner: Expression, _ options: [Expression], _ spot: NaiveSpot, at place: NaivePlace
  ) throws -> Bool? {
    let value = try value(inner, spot, at: place)
    let kind = try shape(inner, spot).kind
    switch kind {
    case .truth:
      guard case .name(let word)? = options.first else { throw NaiveFailure.unsupported("为") }
      return value.truth.map { $0 == (ClosedWord.spelled(word.text) == .yes) }
    case .choice, .text:
      return value.text.map { text in
        options.contains { option in
          guard case .name(let reference) = option else { return false }
          return reference.name.text == text || canonical(reference.name.text) == text
        }
      }
    case .number, .day, .period:
      var found: Bool? = false
      for option in options {
        if let period = written(option) {
          found = NaiveLogic.or(found, try compare(.equal, value, kind, period).truth)
          continue
        }
        found = NaiveLogic.or(
          found, compare(.equal, value, try self.value(option, spot, at: place), kind).truth)
      }
      return found
    }
  }
}

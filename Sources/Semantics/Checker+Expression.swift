import Diagnostics
import Exact
import Syntax

extension Checker {
  static let maximumDepth = Limits.chain

  func expression(_ expression: Expression) throws(Failure) -> Value {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.maximumDepth else {
      throw failure(
        .nestedTooDeep, expression.span, Phrase(String(Self.maximumDepth)),
        help: Phrase(
          "定义或条款一个用一个，串得太长；把其中几个合起来",
          "definitions or clauses use one another in too long a chain; put some of them together"))
    }
    // Kept apart so that a level of nesting takes little stack.
    if case .binary = expression { return try chain(expression) }
    return try single(expression)
  }

  /// Operators that follow each other, from left to right: a long sum is no deep nesting.
  private func chain(_ expression: Expression) throws(Failure) -> Value {
    var first = expression
    var rest: [(operation: BinaryOperator, operand: Expression)] = []
    while case .binary(let operation, let left, let right) = first {
      rest.append((operation, right))
      first = left
    }
    var value = try self.expression(first)
    for (operation, operand) in rest.reversed() {
      value = try binary(operation, value, try beside(operation, value, self.expression(operand)))
    }
    return value
  }

  private func single(_ expression: Expression) throws(Failure) -> Value {
    switch expression {
    case .literal(let literal): return figure(literal)
    case .name(let reference): return try resolve(reference)
    case .date(let year, let month, let day, let span): return try date(year, month, day, span)
    case .period(let literal): throw misplaced(literal)
    case .labelled(let reference): return try labelled(reference)
    case .builtin(let keyword, let span): return try builtin(keyword, span)
    case .call(let function, let keyword, let arguments, let span):
      return try call(function, keyword, arguments, span)
    case .negated(let inner, let span): return try negated(inner, span)
    case .not(let inner, let span): return try not(inner, span)
    case .binary: return try chain(expression)
    case .comparison(let sign, let left, let right, let word):
      return try comparison(sign, left, right, word: word)
    case .membership(let inner, let options, let isNegated):
      return try membership(inner, options, isNegated: isNegated)
    case .blankness(let inner, let isNegated, let span): return try blankness(inner, isNegated, span)
    case .between(let inner, let low, let high):
      let (low, high) = ranged(low, high)
      let atLeast = try comparison(.greaterOrEqual, inner, low, word: .floor)
      return try combined(.and, atLeast, try comparison(.lessOrEqual, inner, high, word: .cap))
    case .conditional(let condition, let then, let otherwise, let span):
      return try conditional(condition, then, otherwise, span)
    }
  }

  private func negated(_ inner: Expression, _ span: Span) throws(Failure) -> Value {
    if case .literal(var literal) = inner, literal.digits != nil {
      // −5 分 is one figure with its sign.
      literal.digits = literal.digits.map { "-" + $0 }
      literal.span = span.joined(literal.span)
      return figure(literal)
    }
    let value = try number(expression(inner))
    return Value(
      node: node(.negate(value.node), value.grain, value.kind), grain: value.grain, kind: value.kind,
      isFree: value.isFree, isBareLiteral: value.isBareLiteral, span: span.joined(inner.span))
  }

  private func not(_ inner: Expression, _ span: Span) throws(Failure) -> Value {
    let value = try truth(inner)
    return Value(
      node: node(.not(value.node), value.grain, .truth), grain: value.grain, kind: .truth,
      span: span.joined(inner.span))
  }

  private func blankness(_ inner: Expression, _ isNegated: Bool, _ span: Span) throws(Failure) -> Value {
    let value = try expression(inner)
    var id = node(.isAbsent(value.node), value.grain, .truth)
    if isNegated { id = node(.not(id), value.grain, .truth) }
    return Value(node: id, grain: value.grain, kind: .truth, span: inner.span.joined(span))
  }

  // MARK: Bringing two values together

  enum Meeting {
    case addition, comparison, choice
  }

  struct Matched {
    var left: NodeID
    var right: NodeID
    var grain: Grain
    var kind: ValueKind
    var isFree: Bool
  }

  /// Two values at their common grain, with equal measures; says what is wrong where they do not fit.
  func matched(_ left: Value, _ right: Value, _ meeting: Meeting) throws(Failure) -> Matched {
    let span = left.span.joined(right.span)
    var kind = left.kind
    if case .number(let leftMeasure) = left.kind, case .number(let rightMeasure) = right.kind {
      if left.isFree { kind = right.kind }
      if !left.isFree, !right.isFree, leftMeasure != rightMeasure {
        try requireSameMeasure(left, leftMeasure, right, rightMeasure, meeting)
        if isZero(left) { kind = right.kind }
      }
    } else if !comparable(left.kind, right.kind) {
      throw failure(
        .kindsDiffer, span, Phrase(foldedText(left.span)), kindName(left.kind),
        Phrase(foldedText(right.span)),
        kindName(right.kind), help: periodHelp(left.kind, right.kind))
    }
    let grain = try join(left, right)
    return Matched(
      left: spread(left.node, to: grain), right: spread(right.node, to: grain), grain: grain, kind: kind,
      isFree: left.isFree && right.isFree)
  }

  /// A column of quarters and one of months.
  private func periodHelp(_ left: ValueKind, _ right: ValueKind) -> Phrase? {
    guard case .period = left, case .period = right else { return nil }
    return Phrase(
      "月份只和月份比，季度只和季度比；季度列也可以和时期比，如“季 不超过 第二季度”",
      "months compare with months, quarters with quarters; a column of quarters also compares with a period, such as second_quarter"
    )
  }

  private func comparable(_ left: ValueKind, _ right: ValueKind) -> Bool {
    switch (left, right) {
    case (.number, .number), (.truth, .truth), (.date, .date), (.text, .text), (.code, .code): true
    case (.period(let first), .period(let second)): first == second
    case (.number, _), (.truth, _), (.date, _), (.text, _), (.code, _), (.period, _): false
    }
  }

  private func isZero(_ value: Value) -> Bool {
    guard value.isBareLiteral else { return false }
    if case .number(.zero) = plan.nodes[value.node].op { return true }
    guard case .figure(let id) = plan.nodes[value.node].op else { return false }
    return plan.figures[id].value == .zero
  }

  private func requireSameMeasure(
    _ left: Value, _ leftMeasure: Measure, _ right: Value, _ rightMeasure: Measure, _ meeting: Meeting
  ) throws(Failure) {
    // 0 needs no measure, and 个 counts anything.
    if isZero(left) || isZero(right) { return }
    if meeting == .comparison, case .tagged = leftMeasure, case .tagged = rightMeasure,
      leftMeasure == .tagged("个") || rightMeasure == .tagged("个")
    {
      return
    }
    for (bare, other, measure) in [(left, right, rightMeasure), (right, left, leftMeasure)]
    where bare.isBareLiteral {
      let proposal = foldedText(bare.span) + " "
      let word = measureName(measure)
      guard measure != .plain else { break }
      throw failure(
        .literalNeedsMeasure, bare.span, Phrase(foldedText(bare.span)), Phrase(foldedText(other.span)), word,
        Phrase(proposal + word.chinese, proposal + word.english))
    }
    throw failure(
      .measuresDiffer, left.span.joined(right.span), Phrase(foldedText(left.span)), measureName(leftMeasure),
      Phrase(foldedText(right.span)), measureName(rightMeasure),
      help: measureAdvice(left, leftMeasure, right, rightMeasure))
  }

  func join(_ left: Value, _ right: Value) throws(Failure) -> Grain {
    guard let grain = grains.join(left.grain, right.grain) else {
      throw failure(
        .grainsDiffer, left.span.joined(right.span), Phrase(foldedText(left.span)), grainName(left.grain),
        Phrase(foldedText(right.span)), grainName(right.grain))
    }
    return grain
  }

  // MARK: Operators

  private func binary(_ operation: BinaryOperator, _ left: Value, _ right: Value) throws(Failure) -> Value {
    switch operation {
    case .and, .or:
      return try combined(operation, try truth(left), try truth(right))
    case .plus, .minus:
      let matched = try self.matched(number(left), number(right), .addition)
      let op: Op =
        operation == .plus ? .sum([matched.left, matched.right]) : .subtract(matched.left, matched.right)
      return Value(
        node: node(op, matched.grain, matched.kind), grain: matched.grain, kind: matched.kind,
        isFree: matched.isFree,
        span: left.span.joined(right.span))
    case .times, .divide:
      return try product(operation, try number(left), try number(right))
    }
  }

  func combined(_ operation: BinaryOperator, _ left: Value, _ right: Value) throws(Failure) -> Value {
    let grain = try join(left, right)
    let (first, second) = (spread(left.node, to: grain), spread(right.node, to: grain))
    let id = node(operation == .and ? .and(first, second) : .or(first, second), grain, .truth)
    return Value(node: id, grain: grain, kind: .truth, span: left.span.joined(right.span))
  }

  private func product(_ operation: BinaryOperator, _ left: Value, _ right: Value) throws(Failure) -> Value {
    let grain = try join(left, right)
    let (first, second) = (spread(left.node, to: grain), spread(right.node, to: grain))
    let span = left.span.joined(right.span)
    let measures = (measure(of: left.node), measure(of: right.node))
    let result: Measure
    if operation == .times {
      switch measures {
      case (.points, .points) where !left.isFree && !right.isFree:
        throw failure(.pointsSquared, span, Phrase(foldedText(left.span)), Phrase(foldedText(right.span)))
      case (.points, _), (_, .points): result = .points
      case (.plain, let other), (let other, .plain): result = other
      case (.tagged, .tagged): result = .plain
      }
    } else {
      switch measures {
      case (let first, let second) where first == second: result = .plain
      case (let first, .plain): result = first
      case (.points, .tagged): result = .points
      case (.plain, _), (.tagged, _), (.points, .points): result = .plain
      }
    }
    let kind = ValueKind.number(result)
    let op: Op = operation == .times ? .multiply(first, second) : .divide(first, second)
    return Value(
      node: node(op, grain, kind), grain: grain, kind: kind, isFree: left.isFree && right.isFree, span: span)
  }

  private func comparison(
    _ sign: ComparisonSign, _ left: Expression, _ right: Expression, word: Keyword?
  ) throws(Failure) -> Value {
    let first = try compared(left)
    if let literal = period(right) {
      var isName = false
      if case .name = right { isName = true }
      let span = left.span.joined(right.span)
      if let value = try comparison(sign, first, literal, mayBeOption: isName, span) { return value }
    }
    if case .code(.options(let options)) = first.kind, case .name(let reference) = right,
      reference.member == nil,
      options.contains(reference.name.text)
    {
      return try orderedComparison(sign, first, options, reference.name)
    }
    if let failure = lengthOfTime(right, beside: first) { throw failure }
    if first.kind == .date { try noDateSum(sign, left, right) }
    let second = try with({
      $0.subject += words(of: left)
      $0.role = .keyword(roleWord(sign, word))
    }) { () throws(Failure) in try compared(right) }
    let matched = try self.matched(first, second, .comparison)
    return Value(
      node: node(.compare(sign, matched.left, matched.right), matched.grain, .truth),
      grain: matched.grain,
      kind: .truth, span: left.span.joined(right.span))
  }

  /// 层级 不低于 市级以上: by the printed order of a 次第 column.
  private func orderedComparison(
    _ sign: ComparisonSign, _ left: Value, _ options: [String], _ option: Name
  ) throws(Failure) -> Value {
    guard isOrdered(options) || sign == .equal || sign == .notEqual else {
      throw failure(.choiceNotOrdered, left.span.joined(option.span), Phrase(foldedText(left.span)))
    }
    let literal = spread(node(.code(option.text), .one, left.kind), to: left.grain)
    return Value(
      node: node(.compare(sign, left.node, literal), left.grain, .truth), grain: left.grain,
      kind: .truth,
      span: left.span.joined(option.span))
  }

  func roleWord(_ sign: ComparisonSign, _ word: Keyword?) -> Phrase {
    switch sign {
    case .less: return Keyword.under.phrase
    case .lessOrEqual: return Keyword.cap.phrase
    case .equal, .notEqual: return Keyword.isWord.phrase
    case .greaterOrEqual: return Phrase("满", "at_least")
    case .greater: return Keyword.over.phrase
    }
  }

  /// 为 A、B: options of a choice, names, or numbers.
  private func membership(_ inner: Expression, _ options: [Expression], isNegated: Bool) throws(Failure)
    -> Value
  {
    let value = try expression(inner)
    var id: NodeID
    var grain = value.grain
    if case .code(let space) = value.kind {
      var texts: [String] = []
      for option in options { texts.append(try optionText(option, of: value, space)) }
      id = node(.isOneOf(value.node, texts), grain, .truth)
    } else if value.kind == .truth {
      id = try yesNo(value, options)
    } else {
      var tests: [Value] = []
      for option in options {
        tests.append(try comparison(.equal, inner, option, word: .isWord))
      }
      var result = tests[0]
      for test in tests.dropFirst() { result = try combined(.or, result, test) }
      id = result.node
      grain = result.grain
    }
    if isNegated { id = node(.not(id), grain, .truth) }
    let span = options.reduce(inner.span) { $0.joined($1.span) }
    return Value(node: id, grain: grain, kind: .truth, span: span)
  }

  private func optionText(_ option: Expression, of value: Value, _ space: CodeSpace) throws(Failure) -> String
  {
    guard case .name(let reference) = option, reference.member == nil else {
      throw failure(
        .optionNeeded, option.span, Phrase(foldedText(option.span)), Phrase(foldedText(value.span)))
    }
    let text = reference.name.text
    if case .options(let known) = space, !known.contains(text) {
      throw failure(
        .optionUnknown, option.span, Phrase(foldedText(value.span)), Phrase(text),
        near: Nearness.suggestions(for: text, among: known))
    }
    return text
  }

  private func yesNo(_ value: Value, _ options: [Expression]) throws(Failure) -> NodeID {
    guard options.count == 1, case .name(let reference) = options[0],
      let word = ClosedWord.spelled(reference.text),
      word == .yes || word == .no
    else {
      throw failure(
        .optionNeeded, options[0].span, Phrase(foldedText(options[0].span)), Phrase(foldedText(value.span)))
    }
    return word == .yes ? value.node : node(.not(value.node), value.grain, .truth)
  }

  private func conditional(
    _ condition: Expression, _ then: Expression, _ otherwise: Expression, _ span: Span
  ) throws(Failure) -> Value {
    let test = try truth(condition)
    let first = try expression(then)
    let second = try expression(otherwise)
    let matched = try self.matched(first, second, .choice)
    let joined = Value(node: matched.left, grain: matched.grain, kind: matched.kind, span: span)
    let grain = try join(test, joined)
    let op = Op.choose(
      spread(test.node, to: grain), then: spread(matched.left, to: grain),
      otherwise: spread(matched.right, to: grain))
    return Value(
      node: node(op, grain, matched.kind), grain: grain, kind: matched.kind, isFree: matched.isFree,
      span: span)
  }

  func date(_ year: Int, _ month: Int, _ day: Int?, _ span: Span) throws(Failure) -> Value {
    let first = CivilDate(year: year, month: month, day: day ?? 1)
    guard let days = CivilCalendar.days(fromCivil: first) else {
      throw failure(.noSuchDate, span, Phrase(foldedText(span)))
    }
    guard day != nil else {
      let id = node(.calendar(year * 12 + month - 1), .one, .period(.month))
      return Value(node: id, grain: .one, kind: .period(.month), span: span)
    }
    let id = node(.calendar(Int(days)), .one, .date)
    return Value(node: id, grain: .one, kind: .date, span: span)
  }
}

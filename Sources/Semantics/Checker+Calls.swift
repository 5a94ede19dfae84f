import Diagnostics
import Exact
import Syntax

extension Checker {
  /// A function call: an aggregate, a rounding, or a function of dates.
  func call(
    _ function: Name, _ keyword: Keyword?, _ arguments: [CallArgument], _ span: Span
  ) throws(Failure) -> Value {
    if keyword == .highest { return try extremum(function, arguments, span, highest: true) }
    if let mode = roundingMode(keyword) { return try rounding(mode, arguments, span) }
    guard let word = ClosedWord.spelled(function.text) else {
      throw failure(
        .unknownFunction, function.span, Phrase(function.text), near: Self.functions(near: function.text))
    }
    if word == .sum { return try aggregate(.sum, function, arguments, span) }
    if word == .count { return try count(function, arguments, span) }
    if word == .lowest { return try extremum(function, arguments, span, highest: false) }
    if word == .average { return try aggregate(.average, function, arguments, span) }
    if word == .share { return try share(function, arguments, span) }
    if word == .any { return try aggregate(.any, function, arguments, span) }
    if word == .all { return try aggregate(.all, function, arguments, span) }
    if word == .longestRun { return try longestRun(function, arguments, span) }
    if word == .sumOfHighest { return try sumOfHighest(function, arguments, span) }
    if word == .workdays || word == .days { return try dayCount(word, function, arguments, span) }
    if word == .nextMonth || word == .thisMonth { return try dayOfMonth(word, function, arguments, span) }
    if word == .absolute {
      let value = try number(only(function, arguments))
      return Value(
        node: node(.absolute(value.node), value.grain, value.kind), grain: value.grain, kind: value.kind,
        span: span)
    }
    if word == .previous || word == .cumulative {
      let value = try number(only(function, arguments))
      guard case .unitPeriod = value.grain else {
        throw failure(.needsPeriods, span, Phrase(function.text), grainName(value.grain))
      }
      let op: Op = word == .previous ? .previous(value.node) : .cumulative(value.node)
      return Value(node: node(op, value.grain, value.kind), grain: value.grain, kind: value.kind, span: span)
    }
    throw failure(.unknownFunction, function.span, Phrase(function.text))
  }

  /// The functions that a name may mean: those spelled like it, and what spreadsheets call otherwise.
  private static func functions(near name: String) -> [String] {
    let others: [String: [String]] = [
      "合计": ["求和", "总和", "总计", "之和"], "sum": ["sumif", "sumifs", "total"],
      "个数": ["计数", "数量", "条数"], "count": ["countif", "countifs", "counta"],
      "最高": ["最大", "最大值", "最高值"], "highest": ["max", "maximum"],
      "最低": ["最小", "最小值", "最低值"], "lowest": ["min", "minimum"],
      "平均": ["平均值", "均值", "平均数"], "average": ["avg", "mean", "averageif"],
      "四舍五入": ["取整", "保留"], "half_up": ["round"], "round_up": ["roundup", "ceiling"],
      "round_down": ["rounddown", "floor", "trunc", "int"], "workdays": ["networkdays"],
    ]
    let wanted = name.lowercased()
    let same = others.filter { $0.value.contains(wanted) }.map(\.key)
    if !same.isEmpty { return same.sorted() }
    let known = ClosedWord.functions.flatMap { [$0.spelling(.chinese), $0.spelling(.english)] }
    return Nearness.suggestions(for: name, among: known + ["最高", "highest", "四舍五入", "half_up"])
  }

  func roundingMode(_ keyword: Keyword?) -> RoundingMode? {
    if keyword == .halfUp { return .halfUp }
    if keyword == .halfEven { return .halfEven }
    if keyword == .roundUp { return .up }
    return keyword == .roundDown ? .down : nil
  }

  // MARK: Arguments

  func values(_ arguments: [CallArgument]) -> [Expression] {
    arguments.filter { $0.role == .value }.map(\.expression)
  }

  private func only(_ function: Name, _ arguments: [CallArgument]) throws(Failure) -> Value {
    let values = values(arguments)
    guard values.count == 1, arguments.count == 1 else {
      let isFolded = values.count == 1
      throw failure(
        .wrongArguments, function.span, Phrase(function.text), "1", Phrase(String(arguments.count)),
        help: isFolded
          ? Phrase(
            "“\(function.text)”本来就是各单位算各的，不写“按 …”“限 …”",
            "“\(function.text)” is for each unit already and takes no “by” and no “where”") : nil)
    }
    return try expression(values[0])
  }

  /// 个数（信息，级别 为 省）: what to write where a condition stands as a second value.
  private func whereHelp(_ function: Name, _ values: [Expression]) -> Phrase? {
    guard let first = values.first, values.count > 1, values.dropFirst().allSatisfy(\.isTest) else {
      return nil
    }
    let counted = foldedText(first.span)
    let tests = values.dropFirst().map { foldedText($0.span) }
    return Phrase(
      "条件前面写“限”：\(function.text)（\(counted)，限 \(tests.joined(separator: " 且 "))）",
      "a condition has “where” before it: \(function.text)(\(counted), where \(tests.joined(separator: " and ")))"
    )
  }

  /// The condition (限) of an aggregate at the grain of its value, and where the result goes.
  private func folded(
    _ value: Value, _ arguments: [CallArgument], _ function: Name, adds: Bool = false
  ) throws(Failure) -> (value: Value, condition: NodeID?, target: Grain) {
    var value = value
    var condition: NodeID?
    var target: Grain?
    for argument in arguments {
      switch argument.role {
      case .value: continue
      case .keys(let keys): target = try grain(of: keys)
      case .condition:
        let test = try with({ $0.hint = self.table(of: value.grain) ?? $0.hint }) { () throws(Failure) in
          try truth(argument.expression)
        }
        let grain = try join(value, test)
        value.node = spread(value.node, to: grain)
        value.grain = grain
        let spreadTest = spread(test.node, to: grain)
        condition = condition.map { node(.and($0, spreadTest), grain, .truth) } ?? spreadTest
      }
    }
    let overRows = try target == nil ? rowTarget(value, function, adds: adds) : nil
    let destination = target ?? overRows ?? defaultTarget(value.grain)
    let signed = signers(of: value.grain, towards: destination)
    if signed != value.grain {
      value.node = spread(value.node, to: signed)
      condition = condition.map { spread($0, to: signed) }
      value.grain = signed
    }
    guard reaches(value.grain, destination) else {
      let first = Phrase(
        "一条记录有几个署名的，先汇总到单位：合计（…（…，按 单位），按 组）",
        "records with several signers are folded to units first: sum(…(…, by unit), by group)")
      let isSigned = signers(of: value.grain, towards: .unit) != value.grain
      throw failure(
        .cannotFold, value.span, Phrase(foldedText(value.span)), grainName(value.grain),
        grainName(destination), help: isSigned ? first : nil)
    }
    return (value, condition, destination)
  }

  /// The table whose rows a grain is made of.
  func table(of grain: Grain) -> Int? {
    switch grain {
    case .rows(let table), .shares(let table), .keyed(let table, _, _): table
    case .one, .period, .classes, .unit, .unitPeriod: nil
    }
  }

  // MARK: Aggregates

  private func aggregate(
    _ aggregate: Aggregate, _ function: Name, _ arguments: [CallArgument], _ span: Span
  ) throws(Failure) -> Value {
    let values = values(arguments)
    guard values.count == 1 else {
      let sum = values.map { foldedText($0.span) }.joined(separator: " + ")
      let help = Phrase("几列相加写“\(sum)”", "to add columns write “\(sum)”")
      let mean = Phrase(
        "平均 是一列的各行平均；几列平均写“（\(sum)） ÷ \(values.count)”",
        "average is over the rows of a column; the mean of columns is “(\(sum)) / \(values.count)”")
      let own =
        whereHelp(function, values) ?? (aggregate == .sum ? help : aggregate == .average ? mean : nil)
      throw failure(
        .wrongArguments, span, Phrase(function.text), "1", Phrase(String(values.count)),
        help: values.count > 1 ? own : nil)
    }
    var value = try expression(values[0])
    let wantsTruth = aggregate == .any || aggregate == .all
    let isExtreme = aggregate == .highest || aggregate == .lowest
    if isExtreme, case .code(.options(let options)) = value.kind, isOrdered(options), let top = options.last {
      throw orderedExtreme(value, function, top)
    }
    if wantsTruth, value.kind != .truth {
      throw failure(.notACondition, value.span, Phrase(foldedText(value.span)), kindName(value.kind))
    }
    if !wantsTruth { value = try number(value) }
    let folded = try folded(value, arguments, function, adds: aggregate.adds)
    let id = node(
      .aggregate(aggregate, folded.value.node, condition: folded.condition), folded.target, value.kind)
    return Value(node: id, grain: folded.target, kind: value.kind, isFree: value.isFree, span: span)
  }

  /// 最高（级别）of a 次第 column.
  private func orderedExtreme(_ value: Value, _ function: Name, _ top: String) -> Failure {
    let name = foldedText(value.span)
    return failure(
      .numberNeeded, value.span, Phrase(name), Phrase("次第", "a ranked_choice"),
      help: Phrase(
        "“\(function.text)”取数的；按级给分的，先定义 级别分 = 若 \(name) 为 \(top) 则 … 分 否则 … 分，再写 \(function.text)（级别分，按 …）；"
          + "只问有没有到某级的，写 任一（\(name) 不低于 \(top)）",
        "“\(function.text)” takes numbers; define points by level, level_points = if \(name) is \(top) then … else …, and write \(function.text)(level_points, by …); "
          + "to ask whether a level was reached write any(\(name) at_least \(top))"))
  }

  /// 个数(表，限 条件), 个数(条件), 个数(列)
  private func count(_ function: Name, _ arguments: [CallArgument], _ span: Span) throws(Failure) -> Value {
    let values = values(arguments)
    guard values.count == 1 else {
      throw failure(
        .wrongArguments, function.span, Phrase(function.text), "1", Phrase(String(values.count)),
        help: whereHelp(function, values))
    }
    return try count(try expression(values[0]), arguments, function, span)
  }

  /// 信息 满 4 条: beside a comparison a table of records stands for how many there are. A record by itself would
  /// always be one.
  func compared(_ expression: Expression) throws(Failure) -> Value {
    let value = try self.expression(expression)
    guard case .present = plan.nodes[value.node].op, case .rows = value.grain else { return value }
    return try count(value, [], Name(foldedText(value.span), value.span), value.span)
  }

  private func count(
    _ value: Value, _ arguments: [CallArgument], _ function: Name, _ span: Span
  ) throws(Failure) -> Value {
    var measure = Measure.tagged("个")
    if case .present(let table) = plan.nodes[value.node].op, let word = plan.tables[table].rowWord {
      measure = .tagged(word)
    }
    let folded = try folded(value, arguments, function)
    var condition = folded.condition
    if case .present = plan.nodes[value.node].op {
      // Units without a row in the table are not counted.
      let zero = number(.zero, measure, at: folded.value.grain)
      let isThere = node(.compare(.notEqual, folded.value.node, zero), folded.value.grain, .truth)
      condition = condition.map { node(.and($0, isThere), folded.value.grain, .truth) } ?? isThere
    }
    if value.kind == .truth {
      condition =
        condition.map { node(.and($0, folded.value.node), folded.value.grain, .truth) } ?? folded.value.node
    }
    let kind = ValueKind.number(measure)
    let id = node(.aggregate(.count, folded.value.node, condition: condition), folded.target, kind)
    return Value(node: id, grain: folded.target, kind: kind, span: span)
  }

  private func share(_ function: Name, _ arguments: [CallArgument], _ span: Span) throws(Failure) -> Value {
    let held = try count(function, arguments, span)
    let values = values(arguments)
    let value = try expression(values[0])
    guard value.kind == .truth else {
      throw failure(.notACondition, value.span, Phrase(foldedText(value.span)), kindName(value.kind))
    }
    let folded = try folded(value, arguments, function)
    let all = node(
      .aggregate(.count, folded.value.node, condition: folded.condition), folded.target, held.kind)
    let kind = ValueKind.number(.plain)
    return Value(
      node: node(.divide(held.node, all), folded.target, kind), grain: folded.target, kind: kind, span: span)
  }

  /// 最高(x) folds; 最高(x，y) is the larger of two.
  private func extremum(
    _ function: Name, _ arguments: [CallArgument], _ span: Span, highest: Bool
  ) throws(Failure) -> Value {
    let values = values(arguments)
    guard values.count > 1 else {
      return try aggregate(highest ? .highest : .lowest, function, arguments, span)
    }
    var result = try number(expression(values[0]))
    for other in values.dropFirst() {
      let matched = try self.matched(result, number(expression(other)), .choice)
      let pair = [matched.left, matched.right]
      result = Value(
        node: node(highest ? .maximum(pair) : .minimum(pair), matched.grain, matched.kind),
        grain: matched.grain,
        kind: matched.kind, isFree: matched.isFree, span: span)
    }
    return result
  }

  private func longestRun(_ function: Name, _ arguments: [CallArgument], _ span: Span) throws(Failure)
    -> Value
  {
    let value = try only(function, arguments)
    guard value.kind == .truth else {
      throw failure(.notACondition, value.span, Phrase(foldedText(value.span)), kindName(value.kind))
    }
    guard case .unitPeriod(let unit) = value.grain else {
      throw failure(.needsPeriods, span, Phrase(function.text), grainName(value.grain))
    }
    let kind = ValueKind.number(.tagged(unit.measureWord))
    let id = node(.aggregate(.longestRun, value.node, condition: nil), .unit, kind)
    return Value(node: id, grain: .unit, kind: kind, span: span)
  }

  private func sumOfHighest(_ function: Name, _ arguments: [CallArgument], _ span: Span) throws(Failure)
    -> Value
  {
    let values = values(arguments)
    guard values.count == 2 else {
      throw failure(.wrongArguments, function.span, Phrase(function.text), "2", Phrase(String(values.count)))
    }
    let value = try number(expression(values[0]))
    let n = try number(expression(values[1]))
    guard n.grain == .one else { throw failure(.parameterVaries, n.span, Phrase(function.text)) }
    let folded = try folded(value, arguments, function, adds: true)
    let id = node(
      .sumOfHighest(folded.value.node, n: spread(n.node, to: folded.target), condition: folded.condition),
      folded.target,
      value.kind)
    return Value(node: id, grain: folded.target, kind: value.kind, span: span)
  }

  // MARK: Rounding

  /// 四舍五入(x，2 位) or 四舍五入(x，0.5 的倍数): a second argument in 位 is digits, else a multiple.
  private func rounding(_ mode: RoundingMode, _ arguments: [CallArgument], _ span: Span) throws(Failure)
    -> Value
  {
    let values = values(arguments)
    guard values.count == 2, arguments.count == 2 else {
      throw failure(
        .wrongArguments, span, Phrase(mode == .halfUp ? "四舍五入" : text(span)), "2",
        Phrase(String(values.count)))
    }
    let value = try number(expression(values[0]))
    if let digits = digits(values[1]) {
      return Value(
        node: node(.round(value.node, mode, digits: digits), value.grain, value.kind), grain: value.grain,
        kind: value.kind,
        isFree: value.isFree, span: span)
    }
    if case .literal(let literal) = values[1], let digits = literal.digits, literal.measure == nil,
      !literal.isPercent, !digits.contains(".")
    {
      // Spreadsheets write the digits so; a multiple is not meant, or not clearly.
      throw failure(
        .badNumber, values[1].span, Phrase(digits),
        Phrase("没有写是几位还是几的倍数", "digits or a multiple is not said"),
        help: Phrase(
          "保留 \(digits) 位小数写“\(digits) 位”\(digits == "0" ? "" : "，舍入到 \(digits) 的倍数写“\(digits).0”或带上量词，如“\(digits) 分”")",
          "for \(digits) decimals write “\(digits) digits”\(digits == "0" ? "" : "; for a multiple write “\(digits).0”, or add the measure, as in “\(digits) points”")"
        ))
    }
    let multiple = try number(expression(values[1]))
    let grain = try join(value, multiple)
    let op = Op.roundToMultiple(
      spread(value.node, to: grain), mode, multiple: spread(multiple.node, to: grain))
    return Value(node: node(op, grain, value.kind), grain: grain, kind: value.kind, span: span)
  }

  private func digits(_ expression: Expression) -> Int? {
    switch expression {
    case .literal(let literal) where literal.measure == "位":
      return literal.digits.flatMap { Int($0) }.map { min($0, 30) }
    case .negated(.literal(let literal), _) where literal.measure == "位":
      return literal.digits.flatMap { Int($0) }.map { -min($0, 30) }
    case .literal, .name, .date, .period, .labelled, .builtin, .call, .negated, .not, .binary, .comparison,
      .membership,
      .blankness, .between, .conditional:
      return nil
    }
  }
}

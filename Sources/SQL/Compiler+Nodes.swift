import Diagnostics
import Exact
import Semantics

extension Compiler {
  /// The item of a node, its operands brought to its grain.
  func compile(_ node: NodeID) -> ItemID {
    let entry = plan.nodes[node]
    let grain = entry.grain
    let kind = entry.kind
    let name = titles[node] ?? "c"
    func at(_ operand: NodeID) -> ItemID { item(of: operand, at: grain) }
    switch entry.op {
    case .figure(let figure): return parameter(figure, grain, kind)
    case .number(let value): return literal(grain, number: value, kind)
    case .truth(let value): return literal(grain, kind, dialect.truth(value))
    case .code(let text): return literal(grain, kind, dialect.text(meant(text, kind)))
    case .calendar(let number): return literal(grain, kind, "\(number)")
    case .input(let table, let column, let field): return input(table, column, field: field, at: grain)
    case .unitName: return bring(key("_u", unitGrain(grain), .code(.units)), to: grain)
    case .present(let table): return presence(table, grain)
    case .allBlank: return bring(allBlank(), to: grain)
    case .periodOf(let unit): return period(unit, grain)
    case .days(let first, let second):
      return whole(grain, kind, [at(first), at(second)]) { "(\($0[1]) - \($0[0]))" }
    case .workdays(let from, let to, let holidays): return workdays(at(from), at(to), holidays, grain)
    case .dayOfMonth(let value, let ahead, let day): return dayOfMonth(at(value), ahead, at(day), grain, kind)
    case .shifted(let value, let places): return shifted(at(value), places, grain, kind)
    case .spread(let value): return at(value)
    case .sum(let values):
      return keptSum(node, grain, kind, name: name) ?? total(values.map(at), grain, kind, name: name)
    case .subtract(let left, let right):
      if let kept = keptSum(node, grain, kind, name: name) { return kept }
      return total([at(left), negated(at(right))], grain, kind, name: name)
    case .multiply(let left, let right): return product(at(left), at(right), grain, kind, name: name)
    case .divide(let left, let right): return ratio(at(left), at(right), grain, kind, name: name)
    case .negate(let value): return negated(at(value))
    case .absolute(let value):
      return mapped(at(value), name: name) { "ABS(\($0))" }
    case .minimum(let values): return extreme(values.map(at), grain, kind, greater: false)
    case .maximum(let values): return extreme(values.map(at), grain, kind, greater: true)
    case .compare(let comparison, let left, let right): return compare(comparison, at(left), at(right), grain)
    case .sameCode(let left, let right):
      return scalar(grain, .truth, .plain, [at(left), at(right)]) {
        ["(\($0[0].numerator) = \($0[1].numerator))"]
      }
    case .isOneOf(let value, let texts): return isOneOf(at(value), texts, grain)
    case .and(let left, let right):
      return scalar(grain, .truth, .plain, [at(left), at(right)]) {
        ["(\($0[0].numerator) AND \($0[1].numerator))"]
      }
    case .or(let left, let right):
      return scalar(grain, .truth, .plain, [at(left), at(right)]) {
        ["(\($0[0].numerator) OR \($0[1].numerator))"]
      }
    case .not(let value):
      return scalar(grain, .truth, .plain, [at(value)]) { ["(NOT \($0[0].numerator))"] }
    case .isAbsent(let value):
      let made = scalar(grain, .truth, .plain, [at(value)], strict: false) {
        ["(\($0[0].numerator) IS NULL)"]
      }
      items[made].always = true
      return made
    case .choose(let condition, let then, let otherwise):
      return choose(at(condition), at(then), at(otherwise), grain, kind, name: name)
    case .guarded(let mask, let amount): return guarded(node, at(mask), at(amount), grain, kind, name: name)
    case .lookup(let keys, let entries): return lookup(node, keys.map(at), entries)
    case .fetch(let table, let column, let key): return fetch(table, column, at(key), grain)
    case .round(let value, let mode, let digits): return rounded(at(value), mode, digits, name: name)
    case .roundToMultiple(let value, let mode, let multiple):
      let multiple = at(multiple)
      let steps = wholeSteps(at(value), multiple, mode, grain, kind)
      return product(steps, multiple, grain, kind, name: name)
    case .steps(let value, let step, let rule):
      switch rule {
      case .proportional: return ratio(at(value), at(step), grain, kind, name: name)
      case .wholeOnly: return wholeSteps(at(value), at(step), .down, grain, kind)
      case .partCounts: return wholeSteps(at(value), at(step), .up, grain, kind)
      }
    case .escalating(let count, let amounts, let onwards, let prior):
      return escalating(at(count), amounts.map(at), onwards, prior.map(at), grain, kind)
    case .aggregate(let aggregate, let value, let condition):
      return self.aggregate(node, aggregate, value, condition)
    case .sumOfHighest(let value, let n, let condition): return sumOfHighest(node, value, n, condition)
    case .keep(let rule, let total, let keys, let by, let n):
      return keep(rule, at(total), keys.map(at), by.map(at), n.map(at), grain)
    case .rank(let rank): return bring(shown(rank), to: grain)
    case .grade(let grade): return self.grade(grade, grain, kind)
    case .previous(let value): return previous(at(value), grain)
    case .cumulative(let value): return cumulative(at(value), grain, kind)
    case .shareOf(let table, let weights):
      return shares(weights?.map { item(of: $0, at: .rows(table)) }, grain, kind)
    case .position:
      let place = key("_i", grain, .number(.plain))
      items[place].shape = .fixed(1)
      return place
    }
  }

  /// The grain at which the unit of a grain's keys is told.
  private func unitGrain(_ grain: Grain) -> Grain {
    keyColumns(grain).contains("_u") ? grain : .unit
  }

  private func parameter(_ figure: FigureID, _ grain: Grain, _ kind: ValueKind) -> ItemID {
    guard figures.indices.contains(figure), let value = figures[figure] else {
      let open = plan.figures.indices.contains(figure) ? plan.figures[figure] : nil
      problems.append(
        Diagnostic(
          .openFigure, at: open?.place ?? .nowhere, open?.addressPhrase ?? "", Phrase(open?.openReason ?? "—")
        ))
      return absent(grain, kind)
    }
    guard value.numerator.asInt64 != nil, let below = value.denominator.asInt64.map({ Int($0) }),
      below <= dialect.largestDenominator
    else {
      refuse(.sqlFigureTooLong, at: plan.figures[figure].place, plan.figures[figure].addressPhrase)
      return absent(grain, kind)
    }
    let name = usedFigures[figure] ?? unique("f\(usedFigures.count + 1)")
    usedFigures[figure] = name
    let made = add(grain, level: 0, kind, .fixed(below), name: name, .parameter(figure))
    items[made].always = true
    constants[made] = value
    return made
  }

  /// A text of the method as the data has it: units by the names that aliases mean, options as declared.
  func meant(_ text: String, _ kind: ValueKind) -> String {
    guard case .code(.units) = kind else { return text }
    return alias(of: text)
  }

  /// The name that an alias means, through aliases of aliases.
  func alias(of text: String) -> String {
    var name = text
    var seen: Set<String> = [text]
    while let next = plan.tables.lazy.flatMap(\.aliases).first(where: { $0.alias == name })?.name,
      seen.insert(next).inserted
    {
      name = next
    }
    return name
  }

  private func period(_ unit: CalendarUnit, _ grain: Grain) -> ItemID {
    if periodUnit(grain) == unit { return key("_p", grain, .period(unit)) }
    guard let link = links(grain, .period(unit))?.first else { return absent(grain, .period(unit)) }
    return scalar(grain, .period(unit), .plain, [], strict: false) { _ in [link.expression("q")] }
  }

  /// Whole numbers worked out of plain columns.
  private func whole(
    _ grain: Grain, _ kind: ValueKind, _ operands: [ItemID], _ build: @escaping ([String]) -> String
  ) -> ItemID {
    let dialect = dialect
    return scalar(grain, kind, .fixed(1), operands) { operands in
      [dialect.cast(build(operands.map(\.numerator)), dialect.whole)]
    }
  }

  private func workdays(_ from: ItemID, _ to: ItemID, _ holidays: TableColumn?, _ grain: Grain) -> ItemID {
    // Weekdays up to a day, counted from a Monday far back, so that nothing is below zero.
    func weekdays(_ day: String) -> String {
      let shifted = "(\(day) + 3500003)"
      let week = dialect.keyQuotient(shifted, 7)
      return "(\(week) * 5 + CASE WHEN \(shifted) % 7 < 5 THEN \(shifted) % 7 + 1 ELSE 5 END)"
    }
    var free: @Sendable (String, String) -> String = { _, _ in "0" }
    if let holidays {
      let column = inputName(holidays.table, .value(column: holidays.column, field: nil))
      let table = quoted(inputView(holidays.table))
      let name = quoted(column)
      free = { first, last in
        return "(SELECT COUNT(DISTINCT h.\(name)) FROM \(table) AS h WHERE h.\(name) > \(first) "
          + "AND h.\(name) <= \(last) AND (h.\(name) + 3500003) % 7 < 5)"
      }
    }
    let dialect = dialect
    return scalar(grain, .number(.tagged("工作日")), .fixed(1), [from, to], once: false) { operands in
      let (first, last) = (operands[0].numerator, operands[1].numerator)
      let count = dialect.cast(
        "(\(weekdays(last)) - \(weekdays(first)) - \(free(first, last)))", dialect.whole)
      return ["CASE WHEN \(last) > \(first) THEN \(count) WHEN \(last) <= \(first) THEN 0 END"]
    }
  }

  private func isOneOf(_ value: ItemID, _ texts: [String], _ grain: Grain) -> ItemID {
    let kind = items[value].kind
    let list = texts.map { dialect.text(meant($0, kind)) }
    let empty = dialect.truth(false)
    return scalar(grain, .truth, .plain, [value]) { operands in
      [list.isEmpty ? empty : "(\(operands[0].numerator) IN (\(list.joined(separator: ", "))))"]
    }
  }

  private func choose(
    _ condition: ItemID, _ then: ItemID, _ otherwise: ItemID, _ grain: Grain, _ kind: ValueKind, name: String
  ) -> ItemID {
    let dialect = dialect
    func pick(_ condition: String, _ then: String, _ otherwise: String) -> String {
      "CASE \(condition) WHEN \(dialect.truth(true)) THEN \(then) WHEN \(dialect.truth(false)) THEN \(otherwise) END"
    }
    guard case .number = kind else {
      return scalar(grain, kind, .plain, [condition, then, otherwise], strict: true) {
        [pick($0[0].numerator, $0[1].numerator, $0[2].numerator)]
      }
    }
    guard let shape = commonShape([then, otherwise]) else { return tooFine(grain, kind) }
    return scalar(grain, kind, shape, name: name, [condition, then, otherwise], once: shape != .ratio) {
      operands in
      let first = dialect.parts(operands[1], shape)
      let second = dialect.parts(operands[2], shape)
      return zip(first, second).map { pick(operands[0].numerator, $0, $1) }
    }
  }

  private func guarded(
    _ node: NodeID, _ mask: ItemID, _ amount: ItemID, _ grain: Grain, _ kind: ValueKind, name: String
  ) -> ItemID {
    let dialect = dialect
    let shape = items[amount].shape
    let always = items[amount].always
    if always, case .literal(let test) = items[mask].source, test.numerator == dialect.truth(true) {
      return amount
    }
    if case .guarded(let own, let value) = plan.nodes[node].op, case .not(let test) = plan.nodes[own].op,
      plan.nodes[test].op == .isAbsent(value)
    {
      // Where it is there: what is absent is 0.
      let made = scalar(grain, kind, shape, name: name, [amount], once: shape != .ratio, strict: false) {
        operands in
        zip(dialect.parts(operands[0], shape), ["0", "1"]).map { "COALESCE(\($0), \($1))" }
      }
      items[made].always = true
      return made
    }
    let message = word("计分用的值空缺：", "an amount is absent: ") + lineText(using: node)
    let witness = keyColumns(grain).first.map { "CAST(q.\($0) AS \(dialect.textType))" }
    let made = scalar(
      grain, kind, shape, name: name, [mask, amount], once: shape != .ratio && always, strict: false
    ) { operands in
      let test = operands[0].numerator
      let parts = dialect.parts(operands[1], shape)
      return zip(parts, ["0", "1"]).enumerated().map { place, pair in
        // An absent amount under a true mask would reach a score. The error stands in a branch of its own, which
        // engines leave alone where it is not reached.
        var absent = ""
        if !always, place == 0 {
          let error = dialect.raise(message, witness ?? "CAST(\(parts[0]) AS \(dialect.textType))")
          absent = "WHEN \(test) AND \(parts[0]) IS NULL THEN \(error) "
        }
        return "CASE \(absent)WHEN \(test) THEN \(pair.0) ELSE \(pair.1) END"
      }
    }
    items[made].always = true
    return made
  }

  /// The line whose points rest on a node, in the method's words.
  private func lineText(using node: NodeID) -> String {
    if lineOf.isEmpty {
      for posting in plan.postings where plan.lines.indices.contains(posting.by) {
        var pending = [posting.amount]
        while let next = pending.popLast() {
          guard plan.nodes.indices.contains(next), lineOf[next] == nil else { continue }
          lineOf[next] = posting.by
          pending += plan.nodes[next].op.operands
        }
      }
    }
    return lineOf[node].map { plan.lines[$0].text } ?? plan.title
  }

  private func lookup(_ node: NodeID, _ keys: [ItemID], _ entries: [LookupEntry]) -> ItemID {
    let grain = plan.nodes[node].grain
    let kind = plan.nodes[node].kind
    let values = entries.map { item(of: $0.value, at: grain) }
    var shape = Shape.plain
    if case .number = kind {
      guard let common = commonShape(values) else { return tooFine(grain, kind) }
      shape = common
    }
    let kinds = keys.map { items[$0].kind }
    let dialect = dialect
    let texts = entries.map { entry in
      keys.indices.map { place in
        dialect.text(meant(entry.texts.indices.contains(place) ? entry.texts[place] : "", kinds[place]))
      }
    }
    let count = keys.count
    if entries.isEmpty { return absent(grain, kind) }
    return scalar(grain, kind, shape, keys + values, once: count == 1 && shape != .ratio, strict: false) {
      operands in
      let entries = operands[count...].map { shape == .plain ? [$0.numerator] : dialect.parts($0, shape) }
      return entries[0].indices.map { part in
        let rows = zip(texts, entries).map { (keys: $0[...], value: $1[part]) }
        return Self.cases(operands[..<count].map(\.numerator)[...], rows)
      }
    }
  }

  /// A CASE for each key, within those before it.
  private static func cases(_ keys: ArraySlice<String>, _ rows: [(keys: ArraySlice<String>, value: String)])
    -> String
  {
    guard let key = keys.first else { return rows.first?.value ?? "NULL" }
    var order: [String] = []
    var groups: [String: [(keys: ArraySlice<String>, value: String)]] = [:]
    for row in rows {
      guard let own = row.keys.first else { continue }
      if groups[own] == nil { order.append(own) }
      groups[own, default: []].append((row.keys.dropFirst(), row.value))
    }
    let branches = order.map { "WHEN \($0) THEN \(cases(keys.dropFirst(), groups[$0] ?? []))" }
    return "CASE \(key) \(branches.joined(separator: " ")) END"
  }

  private func fetch(_ table: Int, _ column: Int, _ key: ItemID, _ grain: Grain) -> ItemID {
    let schema = plan.tables[table]
    guard let keyColumn = schema.keys.first ?? schema.unitColumn else { return absent(grain, .text) }
    let (kind, shape) = self.kind(table, column)
    _ = inputName(table, .value(column: column, field: nil))
    if keyColumn != schema.unitColumn { _ = inputName(table, .value(column: keyColumn, field: nil)) }
    return add(
      grain, level: items[key].level + 1, kind, shape, name: schema.columns[column].name,
      .fetched(table: table, field: .value(column: column, field: nil), by: key))
  }
}

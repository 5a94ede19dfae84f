import Diagnostics
import Engine
import Exact
import Semantics

extension Bench {
  /// Branches, tiers, entries and grades that no data can reach.
  mutating func examineBranches() {
    var idle: Set<Int> = []
    for (line, info) in plan.lines.enumerated() {
      guard let mask = info.mask, isClosed(mask), ranges.with(mask, true).isContradicted else { continue }
      idle.insert(line)
      if let head = info.head, head != line, idle.contains(head), conjuncts(mask).count < 2 { continue }
      report(.branchNeverTaken, at: info.place, line: line, [Phrase(info.text), reason(mask, line)])
    }
    for scale in plan.tierScales where !idle.contains(scale.line) { examine(scale) }
    for table in plan.pointsTables where !idle.contains(table.line) { examine(table) }
    for grade in plan.grades { examine(grade) }
  }

  /// The conditions that a mask joins, in order.
  func conjuncts(_ mask: NodeID) -> [NodeID] {
    let mask = ranges.core(mask)
    guard case .and(let left, let right) = plan.nodes[mask].op else { return [mask] }
    return conjuncts(left) + conjuncts(right)
  }

  /// Why a mask cannot hold: an earlier branch takes all that its own condition would, or a bound forbids it.
  private mutating func reason(_ mask: NodeID, _ line: Int) -> Phrase {
    let own = conjuncts(mask).last ?? mask
    if !ranges.with(own, true).isContradicted {
      let inputs = inputs(mask)
      if let found = laboratory.example(of: own, inputs: inputs), let rival = rival(of: line, found.specimen)
      {
        let words = laboratory.words(found.specimen)
        let text = plan.lines[rival].text
        return Phrase("\(words.chinese) 时走的是“\(text)”", "with \(words.english) “\(text)” is taken")
      }
    }
    return boundary(mask)
  }

  /// The line of the same statement that a specimen takes instead.
  private func rival(of line: Int, _ specimen: Specimen) -> Int? {
    guard let head = plan.lines[line].head else { return nil }
    let others = plan.lines.indices.filter { $0 < line && plan.lines[$0].head == head }
    let masks = others.compactMap { plan.lines[$0].mask }
    guard let trial = laboratory.run([specimen], masks) else { return nil }
    return others.first { other in
      guard let mask = plan.lines[other].mask else { return false }
      let count = trial.evaluation.count(of: plan.nodes[mask].grain)
      return (0..<count).contains { trial.evaluation.truth(mask, at: $0) == true }
    }
  }

  /// The range that keeps a condition from holding: what the others leave of its subject.
  func boundary(_ mask: NodeID) -> Phrase {
    var own = ranges
    for part in conjuncts(mask) {
      if own.with(part, true).isContradicted { return boundary(part, own) }
      own.assume(part, true)
    }
    return Phrase("条件互相矛盾", "its conditions contradict each other")
  }

  private func boundary(_ part: NodeID, _ ranges: Ranges) -> Phrase {
    var own = ranges
    var node = own.core(part)
    if case .not(let inner) = plan.nodes[node].op { node = own.core(inner) }
    switch plan.nodes[node].op {
    case .compare(_, let left, let right) where own.core(left) == own.core(right):
      return itself(own.core(left))
    case .compare(_, let left, let right):
      let isSubjectLeft = own.interval(right).point != nil
      let subject = own.core(isSubjectLeft ? left : right)
      let kind = plan.nodes[subject].kind
      let name = subjectName(subject)
      let interval = own.interval(subject)
      switch (interval.low, interval.high) {
      case (let low?, let high?) where low.value == high.value:
        let value = laboratory.words(low.value, kind)
        return Phrase(
          "到这里\(name.chinese)只会是 \(value.chinese)", "here \(name.english) can only be \(value.english)")
      case (let low?, let high?):
        let (first, second) = (laboratory.words(low.value, kind), laboratory.words(high.value, kind))
        return Phrase(
          "到这里\(name.chinese)只会在 \(first.chinese) 至\(high.isOpen ? "不到" : "") \(second.chinese) 之间",
          "here \(name.english) can only be between \(first.english) and \(high.isOpen ? "less than " : "")\(second.english)"
        )
      case (let low?, nil):
        let value = laboratory.words(low.value, kind)
        return Phrase(
          "到这里\(name.chinese)\(low.isOpen ? "总超过" : "不会少于") \(value.chinese)",
          "here \(name.english) is \(low.isOpen ? "always above" : "never below") \(value.english)")
      case (nil, let high?):
        let value = laboratory.words(high.value, kind)
        return Phrase(
          "到这里\(name.chinese)\(high.isOpen ? "总不到" : "不会超过") \(value.chinese)",
          "here \(name.english) is \(high.isOpen ? "always below" : "never above") \(value.english)")
      case (nil, nil): break
      }
    case .isOneOf(let value, _):
      let subject = own.core(value)
      if case .codes(let codes?) = own.extent(subject) {
        let name = subjectName(subject)
        let listed = optionOrder(subject).filter { codes.contains($0) }
        return Phrase(
          "到这里\(name.chinese)只会是 \(listed.joined(separator: "、"))",
          "here \(name.english) can only be \(listed.joined(separator: " | "))")
      }
    case .figure, .number, .truth, .code, .calendar, .input, .unitName, .present, .allBlank, .periodOf, .days,
      .workdays, .spread, .sum, .subtract, .multiply, .divide, .negate, .absolute, .minimum, .maximum,
      .sameCode,
      .and, .or, .not, .isAbsent, .choose, .guarded, .lookup, .fetch, .round, .roundToMultiple, .steps,
      .escalating,
      .aggregate, .sumOfHighest, .keep, .rank, .grade, .previous, .cumulative, .shareOf, .position,
      .dayOfMonth, .shifted:
      break
    }
    return Phrase("条件互相矛盾", "its conditions contradict each other")
  }

  /// What is compared with itself: often a sum without 按, which is each unit's, beside another meant of all.
  private func itself(_ node: NodeID) -> Phrase {
    let names = plan.definitions.filter { ranges.core($0.node) == node }.map { "“\($0.name)”" }
    guard names.count > 1, plan.nodes[node].grain == .unit else {
      return Phrase("两边是同一个数", "both sides are the same figure")
    }
    return Phrase(
      "\(names.joined(separator: "和"))算法相同，是同一个数，都是每单位一个（全体的写 合计(合计(…，按 单位))）",
      "\(names.joined(separator: " and ")) are computed alike, one for each unit (of all units is sum(sum(…, by unit)))"
    )
  }

  private func optionOrder(_ node: NodeID) -> [String] {
    if case .code(.options(let options)) = plan.nodes[node].kind { return options }
    return []
  }

  /// A column or definition by its name.
  func subjectName(_ node: NodeID) -> Phrase {
    let node = ranges.core(node)
    if case .input(let table, let column, let field) = plan.nodes[node].op {
      let schema = plan.tables[table].columns[column]
      if let field, case .notation(_, let fields) = schema.type, fields.indices.contains(field) {
        return Phrase("“\(schema.name).\(fields[field].name)”")
      }
      return Phrase("“\(schema.name)”")
    }
    if let definition = plan.definitions.first(where: { ranges.core($0.node) == node }) {
      return Phrase("“\(definition.name)”")
    }
    return Phrase("所比的数", "what is compared")
  }

  private mutating func examine(_ scale: TierScale) {
    var left = ranges
    if let mask = scale.mask { left.assume(mask, true) }
    guard !left.isContradicted, isClosed(scale.chain) else { return }
    for (place, tier) in scale.tiers.enumerated() {
      let taken = left.with(tier.test, true)
      if taken.isContradicted {
        report(
          .branchNeverTaken, at: tier.place, line: scale.line,
          [Phrase("\(scale.subjectText)：\(tier.text)"), boundary(tier.test, left)])
      }
      let next = left.with(tier.test, false)
      if next.isContradicted {
        for rest in scale.tiers[(place + 1)...] {
          report(
            .branchNeverTaken, at: rest.place, line: scale.line,
            [
              Phrase("\(scale.subjectText)：\(rest.text)"),
              Phrase("“\(tier.text)”总成立", "“\(tier.text)” always holds"),
            ])
        }
        return
      }
      left = next
    }
  }

  private mutating func examine(_ table: PointsTable) {
    guard let mask = table.mask, case .lookup(let keys, let entries) = plan.nodes[table.lookup].op else {
      return
    }
    let open = ranges.with(mask, true)
    guard !open.isContradicted else { return }
    var never: [(PointsTable.Entry, Phrase)] = []
    for (entry, written) in zip(entries, table.entries) {
      for (key, text) in zip(keys, entry.texts) {
        var own = open
        guard case .codes(let codes?) = own.extent(key), !codes.contains(text) else { continue }
        let listed = optionOrder(own.core(key)).filter { codes.contains($0) }
        let name = subjectName(key)
        never.append(
          (
            written,
            Phrase(
              "这里\(name.chinese)只会是 \(listed.joined(separator: "、"))",
              "here \(name.english) can only be \(listed.joined(separator: " | "))")
          ))
        break
      }
    }
    guard let first = never.first else { return }
    let texts = never.map { $0.0.texts.joined(separator: "·") }
    report(
      .branchNeverTaken, at: first.0.place, line: table.line,
      [Phrase(texts.joined(separator: "、"), texts.joined(separator: ", ")), first.1])
  }

  /// A unit that fits a row and gets the grade of one above; else the range that is left for the row.
  private func reason(
    _ condition: NodeID, _ earlier: [(condition: NodeID, grade: String)], _ left: Ranges
  ) -> Phrase {
    let nodes = [condition] + earlier.map(\.condition)
    if let found = laboratory.example(of: condition, inputs: nodes.flatMap(inputs)),
      let trial = laboratory.run([found.specimen], nodes),
      let taken = earlier.first(where: { trial.evaluation.truth($0.condition, at: 0) == true })
    {
      let words = laboratory.words(found.specimen)
      return Phrase(
        "\(words.chinese) 时评为“\(taken.grade)”", "with \(words.english) the grade is “\(taken.grade)”")
    }
    return boundary(condition, left)
  }

  /// A row of a grade that the rows above leave nobody for.
  private mutating func examine(_ grade: GradePlan) {
    var left = ranges
    var earlier: [(condition: NodeID, grade: String)] = []
    for row in grade.rows {
      guard case .condition(let condition) = row.test else {
        if case .rest = row.test { continue }
        // Who is among the first is not told by the value.
        return
      }
      guard isClosed(condition) else { return }
      if left.with(condition, true).isContradicted {
        report(.branchNeverTaken, at: grade.place, [Phrase(row.grade), reason(condition, earlier, left)])
      } else {
        earlier.append((condition, row.grade))
        left.assume(condition, false)
      }
      if left.isContradicted { return }
    }
  }
}

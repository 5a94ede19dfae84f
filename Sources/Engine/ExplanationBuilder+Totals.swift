import Diagnostics
import Exact
import Semantics

extension ExplanationBuilder {
  /// Definitions that ranks, grades, lists and printed tables rest on, operands first; per period where they
  /// are told by periods. Values of nothing are left out but for those that are ranked.
  mutating func totals() -> [Explanation.Derivation] {
    let reached = plan.reachable(from: results)
    let ranked = Set(plan.ranks.flatMap { $0.keys.map(\.node) })
    let wanted = plan.definitions.filter {
      reached.indices.contains($0.node) && reached[$0.node] && evaluation.isKnown($0.node)
        && !detailed.contains($0.node)
    }
    var result: [Explanation.Derivation] = []
    for definition in wanted.sorted(by: { $0.node < $1.node }) {
      let grain = plan.nodes[definition.node].grain
      switch grain {
      case .unit, .one, .classes:
        guard let index = index(of: definition.node, from: .unit, unit) else { continue }
        let derivation = derivation(definition, grain, index)
        if ranked.contains(definition.node) || derivation.tells { result.append(derivation) }
      case .unitPeriod:
        let periods = evaluation.periodsPerUnit(grain)
        for period in 0..<periods {
          let derivation = derivation(definition, grain, unit * periods + period)
          if derivation.tells { result.append(derivation) }
        }
      case .period, .rows, .keyed, .shares: continue
      }
    }
    return result
  }

  /// What is ranked, graded, listed or printed.
  private var results: [NodeID] {
    var nodes = plan.ranks.flatMap { $0.keys.map(\.node) }
    for grade in plan.grades {
      for row in grade.rows {
        switch row.test {
        case .condition(let node), .first(let node, isShare: _, _): nodes.append(node)
        case .vetoed, .rest: continue
        }
      }
    }
    for list in plan.lists {
      switch list.pick {
      case .first(let node), .last(let node), .holding(let node): nodes.append(node)
      }
      if let outside = list.outside { nodes.append(outside) }
      nodes += list.exclusions.map(\.condition)
    }
    for publication in plan.publications {
      nodes += publication.keys.map(\.node)
      for column in publication.columns {
        if case .node(let node) = column.content { nodes.append(node) }
      }
    }
    return nodes
  }

  // MARK: - Conditions in words

  /// A condition with the unit's values: 占任务 97.5% 满 50%.
  mutating func condition(_ node: NodeID, _ grain: Grain, _ index: Int, depth: Int = 0) -> [Explanation.Term]
  {
    guard depth < 24, let place = self.index(of: node, from: grain, index) else {
      return [.value(name(node) ?? "", value(node, grain, index))]
    }
    let own = plan.nodes[node].grain
    let op = plan.nodes[node].op
    if depth > 0, definitions[node] != nil { return [.value(name(node) ?? "", value(node, grain, index))] }
    if node == plan.vetoed, depth > 0 {
      guard truth(node, grain, index) == true else { return [.words(Phrase("一票否决", "vetoed"))] }
      return [.words(Phrase("一票否决 (", "vetoed ("))] + condition(node, grain, index) + [.words(")")]
    }
    if case .spread(let inner) = op { return condition(inner, own, place, depth: depth + 1) }
    if case .compare(let comparison, let left, let right) = op {
      return compared(left, right, own, place, Self.words(comparison))
    }
    if case .sameCode(let left, _) = op, truth(node, grain, index) == true {
      return matched(left, own, place)
    }
    if case .isOneOf(let value, _) = op, truth(node, grain, index) == true {
      return matched(value, own, place)
    }
    if case .sameCode(let left, let right) = op {
      return compared(left, right, own, place, Phrase("为", "is"))
    }
    if case .isOneOf(let value, let texts) = op {
      return side(value, own, place) + [
        .words(Phrase("为 " + texts.joined(separator: "、"), "is " + texts.joined(separator: ", ")))
      ]
    }
    if case .and(let left, let right) = op {
      if case .not(let inner) = plan.nodes[left].op, case .isAbsent(right) = plan.nodes[inner].op {
        return condition(right, own, place, depth: depth + 1)
      }
      return joined(left, right, Phrase("且", "and"), decisive: false, own, place, depth)
    }
    if case .or(let left, let right) = op {
      return joined(left, right, Phrase("或", "or"), decisive: true, own, place, depth)
    }
    if case .not(let inner) = op {
      if case .isAbsent(let value) = plan.nodes[inner].op {
        return side(value, own, place) + [.words(Phrase("非空", "is not blank"))]
      }
      if case .isOneOf(let value, let texts) = plan.nodes[inner].op {
        return side(value, own, place) + [
          .words(Phrase("不为 " + texts.joined(separator: "、"), "is not " + texts.joined(separator: ", ")))
        ]
      }
      return [.words(Phrase("非 (", "not ("))] + condition(inner, own, place, depth: depth + 1) + [.words(")")]
    }
    if case .isAbsent(let value) = op { return side(value, own, place) + [.words(Phrase("为空", "is blank"))] }
    if case .allBlank = op { return [.words(Phrase("各栏全空", "every cell is blank"))] }
    return [.value(name(node) ?? "", value(node, grain, index))]
  }

  /// Both conditions, or the one that decides alone: what holds of an or, what fails of an and.
  private mutating func joined(
    _ left: NodeID, _ right: NodeID, _ words: Phrase, decisive: Bool, _ grain: Grain, _ index: Int,
    _ depth: Int
  ) -> [Explanation.Term] {
    let decides = (truth(left, grain, index) == decisive, truth(right, grain, index) == decisive)
    if decides.0 && !decides.1 { return condition(left, grain, index, depth: depth + 1) }
    if decides.1 && !decides.0 { return condition(right, grain, index, depth: depth + 1) }
    return condition(left, grain, index, depth: depth + 1) + [.words(words)]
      + condition(right, grain, index, depth: depth + 1)
  }

  /// A choice that is as asked: 组 为 乡镇场.
  private mutating func matched(_ node: NodeID, _ grain: Grain, _ index: Int) -> [Explanation.Term] {
    guard case .text(let text) = value(node, grain, index), let name = name(node) else {
      return side(node, grain, index)
    }
    return [
      .words(Phrase("\(name.chinese) 为 \(text.chinese)", "\(name.english) is \(text.english)"))
    ]
  }

  private mutating func side(_ node: NodeID, _ grain: Grain, _ index: Int) -> [Explanation.Term] {
    guard name(node) == nil, let place = self.index(of: node, from: grain, index) else {
      return [.value(name(node) ?? "", value(node, grain, index))]
    }
    return arithmetic(node, plan.nodes[node].grain, place, depth: 1).terms
  }

  /// Both sides of a comparison; a share against a per cent figure reads as per cent too.
  private mutating func compared(
    _ left: NodeID, _ right: NodeID, _ grain: Grain, _ index: Int, _ words: Phrase
  ) -> [Explanation.Term] {
    let isPercent = isPercent(left) || isPercent(right)
    let sides = [side(left, grain, index), side(right, grain, index)].map { terms in
      isPercent && terms.count == 1 ? terms.map(\.inPercent) : terms
    }
    return sides[0] + [.words(words)] + sides[1]
  }

  private static func words(_ comparison: Comparison) -> Phrase {
    switch comparison {
    case .less: Phrase("不足", "below")
    case .lessOrEqual: Phrase("不超过", "at most")
    case .equal: Phrase("为", "is")
    case .notEqual: Phrase("不为", "is not")
    case .greaterOrEqual: Phrase("满", "at least")
    case .greater: Phrase("超过", "above")
    }
  }
}

extension Explanation.Derivation {
  /// Whether there is anything to tell: a value other than nothing.
  fileprivate var tells: Bool {
    switch value {
    case .number(let number, _, _): !number.isZero || !settings.isEmpty
    case .text: true
    case .absent: false
    }
  }
}

extension Explanation.Term {
  fileprivate var inPercent: Explanation.Term {
    guard case .value(let name, .number(let number, .plain, _)) = self else { return self }
    return .value(name, .number(number, .plain, isPercent: true))
  }
}

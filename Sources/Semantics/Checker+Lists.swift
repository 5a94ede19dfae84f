import Diagnostics
import Syntax

// Lists, and what takes places: 前 3 名, 前 30%.
extension Checker {
  /// Whether a number of places is a share of those that are ranked: 30%, or a parameter that was written so.
  func isShare(_ node: NodeID) -> Bool {
    switch plan.nodes[node].op {
    case .figure(let figure): plan.figures[figure].isPercent
    case .spread(let inner): isShare(inner)
    case .lookup(_, let entries): !entries.isEmpty && entries.allSatisfy { isShare($0.value) }
    case .number, .truth, .code, .calendar, .input, .unitName, .present, .allBlank, .periodOf, .days,
      .workdays,
      .sum, .subtract, .multiply, .divide, .negate, .absolute, .minimum, .maximum, .compare, .sameCode,
      .isOneOf, .and, .or, .not, .isAbsent, .choose, .guarded, .fetch, .round, .roundToMultiple, .steps,
      .escalating, .aggregate, .sumOfHighest, .keep, .rank, .grade, .previous, .cumulative, .shareOf,
      .position, .dayOfMonth, .shifted:
      false
    }
  }

  func compile(_ statement: ListStatement) throws(Failure) -> ListPlan {
    var (grain, within) = try frame(
      statement.keysBy.filter { rankNamed[$0.text] == nil }, inGroup: statement.inGroup, statement.span)
    var rank: Int?
    if let named = statement.keysBy.first(where: { rankNamed[$0.text] != nil }) {
      let index = try rankIndex(named.text, named.span)
      rank = index
      grain = plan.ranks[index].grain
      within = within.map { spread($0, to: grain) } ?? plan.ranks[index].within
    } else {
      var cut: Span? = statement.span
      if case .holding = statement.pick { cut = nil }
      rank = try self.rank(grain: grain, within: within, cutAt: cut)
    }
    spot.isGrouped = within != nil
    let pick: ListPlan.Pick
    var outside: NodeID?
    switch statement.pick {
    case .first(let amount), .last(let amount):
      // A rank inside groups has a first in each; a list of all of them is not what 前 3 名 says.
      guard let index = rank, plan.ranks[index].within == within else {
        throw failure(.noRank, statement.span)
      }
      let isFirst: Bool
      if case .first = statement.pick { isFirst = true } else { isFirst = false }
      let value = try with({
        $0.subject = [.label(statement.name.text)]
        $0.role = .keyword((isFirst ? Keyword.first : .last).phrase)
      }) { () throws(Failure) in try number(expression(amount)) }
      try mustReach(grain, value.grain, amount.span)
      guard !isShare(value.node) else {
        let head = (isFirst ? Keyword.first : .last).phrase
        throw failure(
          .measuresDiffer, amount.span, Phrase(foldedText(amount.span)), Phrase("百分比", "per cent"), head,
          measureName(.tagged("名")),
          help: Phrase(
            "名单按名额取，写 前 3 名；按比例取的，用等次分：等次 先进：先进 前 30%、一般 其余，再列 名单 “…”：先进 为 先进 的",
            "a list takes places, as in first 3 places; for a share define a grade, grade leading: leading first 30% | plain rest, and list those, list \"…\": leading is leading"
          ))
      }
      let n = spread(value.node, to: grain)
      pick = isFirst ? .first(n) : .last(n)
      if let limit = statement.condition {
        outside = node(.not(definitely(try condition(limit, at: grain))), grain, .truth)
      }
    case .holding(let expression):
      var test = try condition(expression, at: grain)
      if let limit = statement.condition {
        test = node(.and(test, try condition(limit, at: grain)), grain, .truth)
      }
      pick = .holding(test)
    }
    var exclusions: [ListPlan.Exclusion] = []
    for exclusion in statement.exclusions {
      exclusions.append(
        .init(
          condition: definitely(try condition(exclusion.condition, at: grain)), reason: exclusion.reason.text)
      )
    }
    let ties: ListPlan.TieAtCut
    if statement.ties == .takeAll {
      ties = .takeAll
    } else if statement.ties == .takeNone {
      ties = .takeNone
    } else if statement.ties == .tableOrder {
      ties = .tableOrder
    } else {
      ties = .unstated
    }
    return ListPlan(
      name: statement.name.text, within: within, pick: pick, rank: rank, outside: outside,
      exclusions: exclusions,
      fills: statement.fills,
      ties: ties, grain: grain, place: place(statement.span))
  }
}

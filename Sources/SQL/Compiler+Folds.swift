import Diagnostics
import Exact
import Semantics

/// Aggregates from a finer grain.
extension Compiler {
  func aggregate(_ node: NodeID, _ function: Aggregate, _ value: NodeID, _ condition: NodeID?) -> ItemID {
    let grain = plan.nodes[node].grain
    let kind = plan.nodes[node].kind
    let fine = plan.nodes[value].grain
    let name = titles[node] ?? "c"
    let own = item(of: value)
    let chosen = condition.map { item(of: $0, at: fine) }
    guard links(fine, grain) != nil else { return absent(grain, kind) }
    switch function {
    case .sum: return sum(own, fine, chosen, grain, kind, name: name)
    case .count: return count(own, fine, chosen, grain, kind, name: name)
    case .average:
      let whole = sum(own, fine, chosen, grain, kind, name: "c")
      let number = count(own, fine, chosen, grain, .number(.plain), name: "c")
      return ratio(whole, number, grain, kind, name: name)
    case .highest, .lowest:
      return extreme(own, fine, chosen, grain, kind, greater: function == .highest, name: name)
    case .any:
      let most = fold(
        grain, .number(.plain), .fixed(1), fine, [own], condition: chosen,
        plain("MAX", none: "0") { "MAX(CASE WHEN \($0[0].numerator) THEN 1 ELSE 0 END)" })
      return scalar(grain, .truth, .plain, [most], strict: false) { ["(\($0[0].numerator) = 1)"] }
    case .all: return everyTruth(grain, fine, own, condition: chosen)
    case .longestRun:
      let run = fold(grain, kind, .fixed(1), name: name, fine, [own], condition: chosen, .longestRun)
      items[run].always = true
      return run
    }
  }

  /// An aggregate that `again` folds further.
  func plain(
    _ again: String, none: String? = nil, _ build: @escaping ([Quantity]) -> String
  ) -> Fold.Style {
    .plain(build, none: none, split: .again(again, build))
  }

  /// A sum; 0 of nothing.
  func sum(
    _ value: ItemID, _ fine: Grain, _ condition: ItemID?, _ grain: Grain, _ kind: ValueKind, name: String
  ) -> ItemID {
    let shape = items[value].shape
    if shape == .ratio {
      let total = fold(grain, kind, .ratio, name: name, fine, [value], condition: condition, .fractions)
      items[total].always = true
      return total
    }
    let dialect = dialect
    let total = fold(
      grain, kind, shape, name: name, fine, [value], condition: condition,
      plain("SUM", none: "0") { "SUM(\(dialect.cast($0[0].numerator, dialect.whole)))" })
    items[total].always = true
    return total
  }

  private func count(
    _ value: ItemID, _ fine: Grain, _ condition: ItemID?, _ grain: Grain, _ kind: ValueKind, name: String
  ) -> ItemID {
    let dialect = dialect
    // What is always there is not read.
    let number = fold(
      grain, kind, .fixed(1), name: name, fine, items[value].always && condition == nil ? [] : [value],
      condition: condition,
      plain("SUM", none: "0") { dialect.cast("COUNT(\($0.first?.numerator ?? "*"))", dialect.whole) })
    items[number].always = true
    return number
  }

  private func extreme(
    _ value: ItemID, _ fine: Grain, _ condition: ItemID?, _ grain: Grain, _ kind: ValueKind, greater: Bool,
    name: String
  ) -> ItemID {
    let function = greater ? "MAX" : "MIN"
    let dialect = dialect
    switch items[value].kind {
    case .code(.options(let options)):
      let texts = options.map { dialect.text($0) }
      let place = fold(
        grain, .number(.plain), .fixed(1), fine, [value], condition: condition,
        plain(function) { "\(function)(\(dialect.ordinal($0[0].numerator, texts)))" })
      return scalar(grain, kind, .plain, name: name, [place], strict: false) { operands in
        let branches = texts.enumerated().map { "WHEN \($0.offset) THEN \($0.element)" }.joined(
          separator: " ")
        return ["CASE \(operands[0].numerator) \(branches) END"]
      }
    case .code:
      refuse(.sqlCannotSay, Phrase("编号、单位的最高最低", "the highest or lowest of ids or units"))
      return absent(grain, kind)
    case .number, .truth, .date, .period, .text: break
    }
    if items[value].shape == .ratio {
      return fold(
        grain, kind, .ratio, name: name, fine, [value], condition: condition,
        .extremeFraction(greater: greater))
    }
    let isText = items[value].kind == .text
    return fold(
      grain, kind, items[value].shape, name: name, fine, [value], condition: condition,
      plain(function) { operands in
        let own = operands[0].numerator
        return "\(function)(\(isText ? dialect.ordered(own) : own))"
      })
  }

  func sumOfHighest(_ node: NodeID, _ value: NodeID, _ n: NodeID, _ condition: NodeID?) -> ItemID {
    let grain = plan.nodes[node].grain
    let kind = plan.nodes[node].kind
    let fine = plan.nodes[value].grain
    let own = item(of: value)
    let limit = item(of: n, at: grain)
    guard links(fine, grain) != nil else { return absent(grain, kind) }
    // The limit goes down to the rows, where places are counted.
    let finer = wholePart(bring(limit, to: fine))
    let chosen = condition.map { item(of: $0, at: fine) }
    let total = fold(
      grain, kind, items[own].shape, name: titles[node] ?? "c", fine, [own, finer], condition: chosen,
      .highest)
    return total
  }

  /// A number cut to its whole part towards minus infinity where that matters: below 0 counts as 0.
  func wholePart(_ value: ItemID) -> ItemID {
    switch items[value].shape {
    case .fixed(1): return value
    case .plain, .fixed, .ratio: return rounded(value, .down, 0, name: "c")
    }
  }
}

import Diagnostics
import Exact
import Semantics

extension Evaluation {
  /// Sum of the amounts of the occurrences after the prior ones.
  mutating func escalating(
    _ node: NodeID, _ occurrences: NodeID, _ amounts: [NodeID], _ onwards: Onwards, _ prior: NodeID?
  ) -> Column {
    let grain = plan.nodes[node].grain
    let counts = operand(occurrences, at: grain)
    let before = prior.map { operand($0, at: grain) }
    let steps = amounts.map { operand($0, at: grain) }
    var rest: Column?
    if case .amount(let amount) = onwards { rest = operand(amount, at: grain) }
    var tooLarge: Int?
    let values = (0..<counts.count).map { index -> Rational? in
      guard let number = counts.number(at: index) else { return nil }
      var past = 0
      if let before {
        guard let number = before.number(at: index) else { return nil }
        past = max(0, number.floor().asInt ?? 0)
      }
      let wanted = max(0, number.floor().asInt ?? 0)
      var ladder: [Rational] = []
      for step in steps {
        guard let amount = step.number(at: index) else { return nil }
        ladder.append(amount)
      }
      switch onwards {
      case .nothing: return Ladder(ladder, .nothing).total(after: past, count: wanted)
      case .doubling:
        guard past < 4096, wanted < 4096 else {
          tooLarge = tooLarge ?? index
          return Rational.zero
        }
        return Ladder(ladder, .doubling).total(after: past, count: wanted)
      case .amount:
        guard let amount = rest?.number(at: index) else { return nil }
        return Ladder(ladder, .amount(amount)).total(after: past, count: wanted)
      }
    }
    if let index = tooLarge {
      let line = linePlace(using: node)
      let row = rowPlace(grain, index)
      problems.append(
        Diagnostic(
          .countTooLarge, at: row ?? line, subject(grain, index), Phrase(lineText(using: node)),
          Phrase(counts.number(at: index)?.readable ?? "—"),
          related: row == nil ? [] : [Diagnostic.Related(line, Phrase("这一行条款", "this line of the method"))]))
    }
    return Column(.numbers(Numbers(values: values)), count: counts.count)
  }

  /// The part of each name in its record.
  mutating func shares(_ table: Int, _ weights: [NodeID]?, _ grain: Grain) -> Column {
    let count = size(grain)
    guard dataset.tables.indices.contains(table) else { return Column.constant(nil, count: count) }
    let bound = dataset.tables[table]
    var parts: [Rational?] = []
    parts.reserveCapacity(count)
    let given = weights?.map { operand($0, at: .rows(table)) }
    for row in 0..<bound.rowCount {
      let names = Int(bound.shareStarts[row &+ 1] &- bound.shareStarts[row])
      guard names > 0 else { continue }
      guard let given else {
        let part = Rational(1, over: names)
        for _ in 0..<names { parts.append(part) }
        continue
      }
      let present = (0..<names).map { place in
        given.indices.contains(place) ? given[place].number(at: row) ?? Rational.zero : Rational.zero
      }
      let whole = Rational.sum(present)
      for weight in present { parts.append(weight.divided(by: whole)) }
    }
    return Column(.numbers(Numbers(values: parts)), count: count)
  }

  mutating func positions(_ table: Int, _ grain: Grain) -> Column {
    let count = size(grain)
    guard dataset.tables.indices.contains(table) else { return Column.constant(nil, count: count) }
    let bound = dataset.tables[table]
    let values = bound.shareRows.enumerated().map { index, row in
      Int64(index) &- Int64(bound.shareStarts[Int(row)]) &+ 1
    }
    return Column(.numbers(Numbers(whole: values)), count: count)
  }
}

/// Amounts of the first, second … occurrence and what follows them.
struct Ladder {
  enum Rest {
    case nothing
    case doubling
    case amount(Rational)
  }

  let amounts: [Rational]
  let rest: Rest

  init(_ amounts: [Rational], _ rest: Rest) {
    self.amounts = amounts
    self.rest = rest
  }

  /// The sum of `count` occurrences after the first `past` ones. Cost: linear in the amounts, but for doubling,
  /// where it is linear in the occurrences.
  func total(after past: Int, count: Int) -> Rational {
    guard count > 0 else { return .zero }
    let (end, overflow) = past.addingReportingOverflow(count)
    let last = overflow ? Int.max : end
    var sum = Rational.zero
    if past < amounts.count { sum = Rational.sum(amounts[past..<min(last, amounts.count)]) }
    let firstBeyond = max(past, amounts.count)
    guard last > firstBeyond else { return sum }
    switch rest {
    case .nothing: return sum
    case .amount(let amount): return sum + amount * Rational(last &- firstBeyond)
    case .doubling:
      guard var amount = amounts.last else { return sum }
      for position in amounts.count..<last {
        amount = amount + amount
        if position >= firstBeyond { sum = sum + amount }
      }
      return sum
    }
  }
}

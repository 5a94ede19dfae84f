import Diagnostics
import Engine
import Exact
import Semantics

/// What a search among thresholds found.
struct Stepwise: Sendable {
  var candidate: Fitter.Candidate
  /// Whether every combination of pieces was tried.
  var isExhaustive: Bool
  /// For each threshold among the free figures, by place: between which values the same rows come out while the
  /// others stay.
  var ranges: [Int: Threshold.Piece] = [:]
  /// Thresholds, by place, of which the domain has one value only in their range.
  var pinned: Set<Int> = []
  /// Other values, one of each family, that reproduce as many rows.
  var ties: [[Rational]] = []
  /// Rows that a threshold moves, as indices in the model.
  var reached: Set<Int> = []
  /// Rows that fail beyond an end of a threshold's range: the row, the place, the value tried there.
  var pins: [(row: Int, place: Int, value: Rational)] = []
  /// Fewest rows found that no value of the only free figure satisfies together; empty where there are others.
  var conflict: [Int] = []
}

extension Fitter {
  /// How many choices of thresholds are scored.
  private var mostChoices: Int { effort.choices }

  /// The best values where some of the free figures are thresholds. Every choice of pieces is tried where there
  /// are few enough, with the best values of the other figures for each; else one threshold after the other,
  /// until none gets better. Cost: a run for each choice.
  func stepwise(_ free: [FigureID]) -> Stepwise? {
    let places = free.indices.filter { thresholds[free[$0]] != nil }
    let others = free.indices.filter { thresholds[free[$0]] == nil }
    let choices = places.map { pieces(free[$0]) }
    guard choices.allSatisfy({ !$0.isEmpty }) else { return nil }
    var product = 1
    for choice in choices { product = min(product * choice.count, mostChoices + 1) }
    let isMoved = places.contains { place in
      thresholds[free[place]].map { !$0.movedBy.isDisjoint(with: free) } ?? false
    }
    let limit = others.isEmpty ? mostChoices : mostChoices / 10
    var result: Stepwise
    if product <= limit {
      guard let found = everyChoice(free, places, others, choices) else { return nil }
      result = found
      result.isExhaustive = result.isExhaustive && !isMoved
    } else {
      guard let found = inTurn(free, places, others, choices) else { return nil }
      result = found
    }
    for (place, choice) in zip(places, choices) { bound(&result, free, place, choice) }
    result.ties.removeAll { tie in
      zip(places, choices).allSatisfy { place, _ in result.ranges[place]?.holds(tie[place]) ?? false }
        && others.allSatisfy { tie[$0] == result.candidate.values[$0] }
    }
    if free.count == 1 { result.conflict = conflict(free, choices[0]) }
    return result
  }

  /// A value of each piece of a threshold that the domain has one in.
  private func pieces(_ figure: FigureID) -> [(piece: Threshold.Piece, value: Rational)] {
    (thresholds[figure]?.pieces ?? []).compactMap { piece in
      piece.value(domain, near: written[figure]).map { (piece, $0) }
    }
  }

  private typealias Choice = [(piece: Threshold.Piece, value: Rational)]

  private func everyChoice(
    _ free: [FigureID], _ places: [Int], _ others: [Int], _ choices: [Choice]
  ) -> Stepwise? {
    var best: Candidate?
    var ties: [[Rational]] = []
    var isExhaustive = true
    var turn = [Int](repeating: 0, count: places.count)
    while true {
      var values = start(free)
      for (number, place) in places.enumerated() { values[place] = choices[number][turn[number]].value }
      if let (next, isAll) = filled(free, others, values) {
        isExhaustive = isExhaustive && isAll
        if best.map({ next.count > $0.count }) ?? true {
          ties = []
        } else if next.count == best?.count {
          ties.append(next.values)
        }
        if let old = best {
          if next.isBetter(than: old) {
            if next.count == old.count { ties = ties.filter { $0 != next.values } + [old.values] }
            best = next
          }
        } else {
          best = next
        }
      }
      var number = 0
      while number < turn.count {
        turn[number] += 1
        if turn[number] < choices[number].count { break }
        turn[number] = 0
        number += 1
      }
      if number == turn.count { break }
    }
    return best.map { Stepwise(candidate: $0, isExhaustive: isExhaustive, ties: ties) }
  }

  /// One threshold after the other, the rest as they are, until no piece of any gets better.
  private func inTurn(
    _ free: [FigureID], _ places: [Int], _ others: [Int], _ choices: [Choice]
  ) -> Stepwise? {
    guard var best = filled(free, others, start(free))?.candidate else { return nil }
    for _ in 0..<4 {
      let before = best
      for (number, place) in places.enumerated() {
        // Too many pieces: some, evenly, then those around the best of them.
        let all = Array(choices[number].indices)
        let least = max(8, (others.isEmpty ? mostChoices : mostChoices / 10) / max(1, places.count) / 2)
        var wanted = Fitter.spread(all, least)
        for isFine in [false, true] {
          var bestTurn: Int?
          for turn in wanted {
            var values = best.values
            values[place] = choices[number][turn].value
            guard let next = filled(free, others, values)?.candidate, next.isBetter(than: best) else {
              continue
            }
            best = next
            bestTurn = turn
          }
          guard !isFine, all.count > wanted.count, let bestTurn else { break }
          let step = all.count / max(1, wanted.count) + 1
          wanted = Array(max(0, bestTurn - step)...min(all.count - 1, bestTurn + step))
        }
      }
      if best.values == before.values { break }
    }
    return Stepwise(candidate: best, isExhaustive: false)
  }

  /// With the thresholds as they are given, the best values of the other free figures.
  private func filled(
    _ free: [FigureID], _ others: [Int], _ values: [Rational]
  ) -> (candidate: Candidate, isExhaustive: Bool)? {
    guard !others.isEmpty else { return candidate(free, values).map { ($0, true) } }
    let inner = Fitter(self, at: figures(free, values))
    guard let (best, isExhaustive) = inner.best(others.map { free[$0] }, rounds: 2) else { return nil }
    var values = values
    for (place, value) in zip(others, best.values) { values[place] = value }
    return candidate(free, values).map { ($0, isExhaustive) }
  }

  /// How far a threshold may go while the same rows come out, and the rows that fail beyond.
  private func bound(_ result: inout Stepwise, _ free: [FigureID], _ place: Int, _ choice: Choice) {
    let values = result.candidate.values
    guard let own = choice.firstIndex(where: { $0.piece.holds(values[place]) }) else { return }
    func rows(_ turn: Int) -> [Bool]? {
      var moved = values
      moved[place] = choice[turn].value
      return candidate(free, moved)?.rows
    }
    var low = own
    var high = own
    var ends: [(turn: Int, rows: [Bool])] = []
    while low > 0 {
      guard let next = rows(low - 1) else { break }
      guard next == result.candidate.rows else {
        ends.append((low - 1, next))
        break
      }
      low -= 1
    }
    while high + 1 < choice.count {
      guard let next = rows(high + 1) else { break }
      guard next == result.candidate.rows else {
        ends.append((high + 1, next))
        break
      }
      high += 1
    }
    // Pieces without a value of the domain do not end the range.
    let first = low > 0 ? choice[low].piece : thresholds[free[place]]?.pieces.first ?? choice[low].piece
    let last =
      high + 1 < choice.count
      ? choice[high].piece : thresholds[free[place]]?.pieces.last ?? choice[high].piece
    let range = Threshold.Piece(
      low: first.low, high: last.high, isLowIn: first.isLowIn, isHighIn: last.isHighIn)
    result.ranges[place] = range
    if isSingle(range, at: values[place]) { result.pinned.insert(place) }
    for (turn, rows) in ends {
      let lost = rows.indices.first { result.candidate.rows[$0] && !rows[$0] }
      if let row = lost { result.pins.append((row, place, choice[turn].value)) }
    }
    reach(&result, free, place, choice)
  }

  /// Whether a range has one value of the domain only.
  private func isSingle(_ range: Threshold.Piece, at value: Rational) -> Bool {
    if let low = range.low, low == range.high { return true }
    guard let step = domain.step, !step.isZero else { return false }
    return [value - step, value + step].allSatisfy { !(range.holds($0) && domain.admits($0)) }
  }

  /// The rows whose figures the threshold moves at all.
  private func reach(_ result: inout Stepwise, _ free: [FigureID], _ place: Int, _ choice: Choice) {
    var values = result.candidate.values
    guard let before = model.values(figures(free, values)) else { return }
    for entry in Fitter.spread(choice, 40) {
      values[place] = entry.value
      guard let after = model.values(figures(free, values)) else { continue }
      for (number, row) in model.rows.enumerated()
      where row.cells.contains(where: { before[$0] != after[$0] }) {
        result.reached.insert(number)
      }
    }
  }

  /// Fewest rows found of which no piece satisfies all: taken in until none is left, the last one kept, and so on
  /// with those before it.
  private func conflict(_ free: [FigureID], _ choice: Choice) -> [Int] {
    guard choice.count <= mostChoices else { return [] }
    let outcomes = choice.compactMap { candidate(free, [$0.value])?.rows }
    guard outcomes.count == choice.count else { return [] }
    var core: [Int] = []
    var open = Array(model.rows.indices)
    while true {
      var left = Set(outcomes.indices.filter { turn in core.allSatisfy { outcomes[turn][$0] } })
      if left.isEmpty { return core }
      var last: Int?
      for (place, row) in open.enumerated() {
        left = left.filter { outcomes[$0][row] }
        if left.isEmpty {
          last = place
          break
        }
      }
      guard let last else { return [] }
      core.append(open[last])
      open = Array(open[..<last])
    }
  }

  /// So many of some things, evenly from the first to the last.
  static func spread<Element>(_ all: [Element], _ count: Int) -> [Element] {
    guard all.count > count, count > 0 else { return all }
    return (0..<count).map { all[$0 * all.count / count] }
  }
}

import Diagnostics
import Engine
import Exact
import Semantics

/// Recovers figures of a method from published tables.
///
/// A row is linear in the free figures as long as no cap, floor or choice changes; there it asks that
/// low ≤ constant + Σ slope × figure ≤ high, where the ends are those of the printed rounding. The values that
/// most rows agree on are found exactly (``Consensus``), the conditions are taken anew there, and every
/// candidate counts only with the rows that scoring it reproduces.
struct Fitter: Sendable {
  let model: FitModel
  let plan: Plan
  let written: [Rational?]
  let domain: FigureDomain
  let effort: Effort
  /// Figures that values are only compared with.
  let thresholds: [FigureID: Threshold]

  /// How hard to look.
  struct Effort: Sendable {
    /// How many figures change at once, at most.
    var sizes: Int
    /// Of how many figures all pairs are looked at.
    var paired: Int
    /// Points of each round that are scored, and rounds of a search.
    var points: Int
    var rounds: Int
    /// By number of figures: conditions of a sample, in how many samples.
    var strips: [Int: Int]
    var samples: Int
    /// Choices of thresholds that are scored.
    var choices: Int

    static let full = Effort(
      sizes: 3, paired: 40, points: 8, rounds: 3, strips: [1: Int.max, 2: 130, 3: 36, 4: 18], samples: 8,
      choices: 600)
    /// What an audit spends on its offer.
    static let brief = Effort(
      sizes: 2, paired: 12, points: 2, rounds: 1, strips: [1: 400, 2: 40], samples: 2, choices: 40)
  }

  /// - Parameter open: figures that the method does not give, whatever the evaluation holds for them.
  init(_ model: FitModel, _ domain: FigureDomain, open: Set<FigureID>, effort: Effort = .full) {
    self.model = model
    plan = model.evaluation.plan
    written = model.evaluation.figures.enumerated().map { open.contains($0.offset) ? nil : $0.element }
    self.domain = domain
    self.effort = effort
    thresholds = Threshold.all(model.evaluation, reaching: model.nodes)
  }

  /// The same where other figures hold in the method; which ones are written stays.
  init(_ other: Fitter, at figures: [Rational?]) {
    model = other.model.with(figures: figures)
    plan = other.plan
    written = other.written
    domain = other.domain
    effort = other.effort
    thresholds = other.thresholds
  }

  /// The same with at most so many choices of thresholds.
  init(_ other: Fitter, choices: Int) {
    model = other.model
    plan = other.plan
    written = other.written
    domain = other.domain
    thresholds = other.thresholds
    var effort = other.effort
    effort.choices = min(effort.choices, choices)
    self.effort = effort
  }

  struct Candidate: Sendable {
    var values: [Rational]
    var rows: [Bool]
    var count: Int
    var changes: Int

    func isBetter(than other: Candidate) -> Bool {
      if count != other.count { return count > other.count }
      if changes != other.changes { return changes < other.changes }
      return Candidate.complexity(values) < Candidate.complexity(other.values)
    }

    /// How many digits the values take.
    static func complexity(_ values: [Rational]) -> Int {
      values.reduce(0) { sum, value in
        sum + (value.decimalScale ?? 30) * 4 + value.magnitude.rounded(.down, digits: 0).plain.count
      }
    }
  }

  /// The rows' conditions at a point: for each cell its value and slopes; nil cells are absent there.
  struct Forms: Sendable {
    var point: [Rational]
    var values: [Rational?]
    /// Per free figure, per cell.
    var slopes: [[Rational?]]
  }

  func figures(_ free: [FigureID], _ values: [Rational]) -> [Rational?] {
    var result = model.evaluation.figures
    for (figure, value) in zip(free, values) where result.indices.contains(figure) { result[figure] = value }
    return result
  }

  /// The written values of figures; zero where one is open.
  func start(_ free: [FigureID]) -> [Rational] { free.map { written[$0] ?? .zero } }

  func candidate(_ free: [FigureID], _ values: [Rational]) -> Candidate? {
    guard let rows = model.reproduced(figures(free, values)) else { return nil }
    let changes = zip(free, values).count { written[$0] != $1 }
    return Candidate(values: values, rows: rows, count: rows.count { $0 }, changes: changes)
  }

  /// A step small enough to stay on one side of a kink, and a power of one half so that slopes stay short.
  private static let step = Rational(1, over: 1 << 16) ?? .one

  /// - Parameter known: the values at the point, where they are known already.
  func forms(_ free: [FigureID], at point: [Rational], _ known: [Rational?]? = nil) -> Forms? {
    guard let values = known ?? model.values(figures(free, point)) else { return nil }
    var slopes: [[Rational?]] = []
    for place in free.indices {
      // Between the values that it is compared with a threshold moves nothing.
      if thresholds[free[place]] != nil {
        slopes.append(values.map { $0.map { _ in .zero } })
        continue
      }
      var moved = point
      moved[place] = moved[place] + Self.step
      guard let next = model.values(figures(free, moved)) else { return nil }
      slopes.append(
        zip(values, next).map { before, after in
          guard let before, let after else { return nil }
          return before == after ? .zero : (after - before).divided(by: Self.step)
        })
    }
    return Forms(point: point, values: values, slopes: slopes)
  }

  /// What each row asks, one strip for each of its cells; rows that ask nothing hold or fail as they are.
  struct Demands: Sendable {
    var strips: [Strip] = []
    /// The sharpest strip of each row, for the search.
    var sharpest: [Strip] = []
    /// Rows that the free figures reach, whatever they could print.
    var reached: Set<Int> = []
    /// Rows reached that no values can print.
    var impossible: Set<Int> = []
  }

  func demands(_ forms: Forms, among rows: [Bool]? = nil) -> Demands {
    demands(forms, model.rows.indices.filter { rows?[$0] ?? true })
  }

  func demands(_ forms: Forms, _ rows: [Int]) -> Demands {
    var result = Demands()
    for number in rows {
      let row = model.rows[number]
      var own: [Strip] = []
      var isImpossible = false
      for index in row.cells {
        let slopes = forms.slopes.map { $0[index] ?? .zero }
        guard let value = forms.values[index], slopes.contains(where: { !$0.isZero }) else { continue }
        result.reached.insert(number)
        let isDecimal = value.decimalScale != nil && slopes.allSatisfy { $0.decimalScale != nil }
        guard let ends = model.interval(model.cells[index], isDecimal: isDecimal) else {
          isImpossible = true
          continue
        }
        let constant = value - dot(slopes, forms.point)
        own.append(
          Strip(coefficients: slopes, low: ends.low - constant, high: ends.high - constant, rows: [number]))
      }
      if isImpossible {
        result.impossible.insert(number)
        continue
      }
      result.strips += own
      if let best = own.min(by: { Self.width($0) < Self.width($1) }) { result.sharpest.append(best) }
    }
    return result
  }

  /// The width of a strip against its steepest slope.
  private static func width(_ strip: Strip) -> Rational {
    let steepest = strip.coefficients.map(\.magnitude).max() ?? .one
    return (strip.high - strip.low).divided(by: steepest) ?? .zero
  }

  // MARK: - The best values

  /// The values of some figures that reproduce most rows; nil where nothing can be scored.
  func best(_ free: [FigureID], rounds: Int = 6) -> (candidate: Candidate, isExhaustive: Bool)? {
    if free.contains(where: { thresholds[$0] != nil }) {
      return stepwise(free).map { ($0.candidate, $0.isExhaustive) }
    }
    let start = start(free)
    var best = candidate(free, start)
    let first = best
    var isExhaustive = true
    var pending = [start]
    var seen: Set<[Rational]> = [start]
    var round = 0
    while round < rounds, !pending.isEmpty {
      let point = pending.removeFirst()
      round += 1
      guard let forms = forms(free, at: point) else { continue }
      let demands = demands(forms)
      var consensus = Consensus(demands.sharpest, dimension: free.count, effort: effort)
      let points = consensus.deepest()
      isExhaustive = isExhaustive && consensus.isExhaustive
      var found: [Candidate] = []
      for deep in points.prefix(effort.points) {
        var choices = [deep.figures]
        // Ends of printed intervals may or may not belong to them: scoring tells.
        for withEnds in [false, true] {
          let simple = simplest(free, deep.figures, consensus.strips, withEnds: withEnds)
          if !choices.contains(simple) { choices.append(simple) }
        }
        for values in choices where values.allSatisfy(domain.admits) {
          guard let next = candidate(free, values) else { continue }
          found.append(next)
          if best.map({ next.isBetter(than: $0) }) ?? true { best = next }
        }
      }
      found.sort { $0.isBetter(than: $1) }
      // As many rows as the conditions here promise, and most of all: nothing is hidden behind a cap.
      let still = model.rows.indices.count { !demands.reached.contains($0) && (first?.rows[$0] ?? false) }
      let promised = (points.first?.weight ?? 0) + still
      if let best, best.count >= promised, best.count * 3 >= model.rows.count * 2 { break }
      for next in found.prefix(2) where seen.insert(next.values).inserted { pending.append(next.values) }
      // Where caps hide the figures, start from smaller and larger ones too.
      if round == 1, (best?.count ?? 0) * 3 < model.rows.count * 2 {
        for factor in [Rational(fixed: 5, scale: 1), Rational(2)] {
          let other = start.map { $0.isZero ? factor : $0 * factor }
          if seen.insert(other).inserted { pending.append(other) }
        }
      }
    }
    return best.map { ($0, isExhaustive) }
  }

  /// A simple point of the region that the strips holding at a point leave.
  private func simplest(
    _ free: [FigureID], _ point: [Rational], _ strips: [Strip], withEnds: Bool
  ) -> [Rational] {
    let holding = strips.filter { $0.holds(at: point) }
    guard holding.contains(where: { !$0.isExact }) || holding.count < free.count || domain.step != nil else {
      return point
    }
    let spaces = holding.flatMap(\.halfSpaces) + domain.spaces(free.count)
    var budget = 200
    return simplest(free, [], spaces, withEnds, &budget) ?? point
  }

  /// Gives one figure after the other a simple value that leaves the others one. With values in steps a choice
  /// may leave nothing, and the next is tried.
  private func simplest(
    _ free: [FigureID], _ chosen: [Rational], _ spaces: [HalfSpace], _ withEnds: Bool,
    _ budget: inout Int
  ) -> [Rational]? {
    guard chosen.count < free.count else { return chosen }
    var axis = [Rational](repeating: .zero, count: free.count)
    axis[chosen.count] = .one
    guard budget > 0, let range = LinearProgram.range(of: axis, spaces) else { return nil }
    budget -= 1
    let near = written[free[chosen.count]]
    for value in domain.candidates(range.low, range.high, near: near, withEnds: withEnds) {
      let fixed = [
        HalfSpace(coefficients: axis, bound: value),
        HalfSpace(coefficients: axis.map { .zero - $0 }, bound: .zero - value),
      ]
      if let found = simplest(free, chosen + [value], spaces + fixed, withEnds, &budget) { return found }
    }
    return nil
  }
}

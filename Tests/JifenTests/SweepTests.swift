import Diagnostics
import Engine
import Exact
import Foundation
import Jifen
import Semantics
import Testing

/// Sweeps against the ordinary engine at exact values: between neighbouring break-points and at each of them.
@Suite struct SweepTests {
  static let count =
    (ProcessInfo.processInfo.environment["JIFEN_PROPERTY_CASES"].flatMap { Int($0) } ?? 300) / 10

  @Test func breakpointsAgreeWithDenseEvaluation() {
    var stretches = 0
    var kinds: [Sweep.Kind: Int] = [:]
    for seed in 0..<Self.count {
      guard let run = ParametricSample.run(seed: 20_000 + seed) else { continue }
      var random = PropertyRandom(seed: seed)
      for _ in 0..<4 {
        guard let figure = run.evaluation.plan.figures.indices.randomElement(using: &random) else { continue }
        let from = Rational(random.int(1...4))
        let to = from + Rational(random.int(1...8))
        guard
          case .success(let sweep) = Sweep.run(
            run.evaluation, figure: figure, from: from, to: to, mostTurns: 40)
        else {
          continue
        }
        for breakpoint in sweep.breakpoints { kinds[breakpoint.kind, default: 0] += 1 }
        stretches += sweep.stretches.count
        let wrong = SweepSample.mistakes(sweep, run, &random)
        if let first = wrong.first {
          let address = run.evaluation.plan.figures[figure].address(.chinese)
          Issue.record("seed \(seed): \(address) \(from)..\(to): \(first)")
        }
      }
    }
    #expect(stretches > Self.count * 4)
    for kind in [Sweep.Kind.rank, .list, .kink] { #expect(kinds[kind, default: 0] > 0, "\(kinds)") }
  }
}

enum SweepSample {
  static func placement(_ run: Run, _ figure: FigureID, _ value: Rational) -> Run {
    var figures = run.evaluation.figures
    figures[figure] = value
    return Scorer.score(run, figures: figures)
  }

  /// What a sweep says that exact scoring does not confirm.
  static func mistakes(_ sweep: Sweep, _ run: Run, _ random: inout PropertyRandom) -> [String] {
    var found: [String] = []
    let places = Set(sweep.breakpoints.map(\.place))
    for (position, stretch) in sweep.stretches.enumerated() {
      let samples = stretch.isPoint ? 1 : 2
      for _ in 0..<samples {
        let part = Rational(random.int(1...96), over: 97) ?? .one
        let value = stretch.isPoint ? stretch.from : stretch.from + (stretch.to - stretch.from) * part
        let dense = placement(run, sweep.figure, value)
        guard dense.outcome != nil else {
          found.append("cannot be scored at \(value.fraction)")
          continue
        }
        let here = Placement(dense)
        if here != stretch.placement {
          let parts = [
            here.standings == stretch.placement.standings ? "" : "standings",
            here.lists == stretch.placement.lists ? "" : "lists",
            here.grades == stretch.placement.grades ? "" : "grades",
          ]
          found.append(
            "other \(parts) at \(value.fraction) in \(stretch.from.fraction)..\(stretch.to.fraction)")
        }
      }
      guard stretch.isPoint, places.contains(stretch.from) else { continue }
      found += kinks(sweep, run, position)
    }
    // Something that is told changes: the neighbours differ, or a score bends.
    for place in places.sorted() {
      guard let point = sweep.stretches.firstIndex(where: { $0.isPoint && $0.from == place }) else {
        found.append("no stretch for \(place.fraction)")
        continue
      }
      let here = sweep.stretches[point].placement
      let beside = [point - 1, point + 1].filter { sweep.stretches.indices.contains($0) }
      let moves = beside.contains { sweep.stretches[$0].placement != here }
      let told = sweep.breakpoints.filter { $0.place == place }.contains { $0.kind != .kink }
      if moves != told { found.append("at \(place.fraction) a move is \(told ? "told" : "kept")") }
    }
    return found
  }

  /// Scores bend where the sweep says so, and nowhere else.
  private static func kinks(_ sweep: Sweep, _ run: Run, _ position: Int) -> [String] {
    guard position > 0, position + 1 < sweep.stretches.count else { return [] }
    let place = sweep.stretches[position].from
    let left = sweep.stretches[position - 1]
    let right = sweep.stretches[position + 1]
    let width = [left.to - left.from, right.to - right.from].min() ?? .one
    let small = width * (Rational(1, over: 64) ?? .one)
    let runs = [-2, -1, 0, 1, 2].map { placement(run, sweep.figure, place + small * Rational($0)) }
    let told = sweep.breakpoints.first { $0.place == place && $0.kind == .kink }?.units ?? []
    var found: [String] = []
    for unit in 0..<run.evaluation.dataset.units.count {
      var bends = false
      for clause in run.evaluation.plan.clauses {
        guard let node = clause.total else { continue }
        let values = runs.map { $0.evaluation.number(node, at: unit) }
        guard let first = values[0], let second = values[1], let here = values[2], let third = values[3],
          let fourth = values[4]
        else { continue }
        let steps = [second - first, here - second, third - here, fourth - third]
        if Set(steps).count > 1 { bends = true }
      }
      if bends, !told.contains(unit) {
        found.append("unit \(unit) bends at \(place.fraction) and is not told")
      }
    }
    return found
  }
}

import Diagnostics
import Engine
import Exact
import Foundation
import Jifen
import Semantics
import Testing

/// The parametric evaluator against the ordinary one: inside a piece, and at its ends, every node of a random
/// method has the value that its form gives.
@Suite struct ParametricTests {
  static let count =
    (ProcessInfo.processInfo.environment["JIFEN_PROPERTY_CASES"].flatMap { Int($0) } ?? 300) / 20

  @Test func piecesOfOneFigure() {
    var pieces = 0
    var refused: [String: Int] = [:]
    for seed in 0..<Self.count {
      guard let run = ParametricSample.run(seed: 7_000 + seed) else { continue }
      var random = PropertyRandom(seed: seed)
      let plan = run.evaluation.plan
      let roots = ParametricSample.roots(run)
      for _ in 0..<3 {
        guard let figure = plan.figures.indices.randomElement(using: &random) else { continue }
        var walker = Parametric(run.evaluation, free: [figure], roots: roots)
        var place = Rational(random.int(-2...6))
        for _ in 0..<5 {
          if let obstacle = walker.move(to: [place], .at) {
            refused["at \(ParametricSample.kind(obstacle))", default: 0] += 1
            break
          }
          ParametricSample.check(walker, run, figure, place, roots, "seed \(seed) at \(place)")
          if let obstacle = walker.move(to: [place], .right) {
            refused["right \(ParametricSample.kind(obstacle))", default: 0] += 1
            break
          }
          guard case .success(let end) = walker.end(before: nil) else {
            refused["end", default: 0] += 1
            break
          }
          let width = (end ?? place + 3) - place
          for _ in 0..<2 {
            let part = Rational(random.int(1...96), over: 97) ?? .one
            let inside = place + width * part
            ParametricSample.check(
              walker, run, figure, inside, roots, "seed \(seed) in \(place)..\(end?.fraction ?? "")")
          }
          pieces += 1
          place = end ?? place + 3
        }
      }
    }
    #expect(pieces > Self.count * 3, "\(pieces) \(refused)")
  }

  @Test func piecesOfSeveralFigures() {
    var inside = 0
    for seed in 0..<Self.count {
      guard let run = ParametricSample.run(seed: 9_000 + seed) else { continue }
      var random = PropertyRandom(seed: seed)
      let plan = run.evaluation.plan
      let roots = ParametricSample.roots(run)
      let free = Array(plan.figures.indices.shuffled(using: &random).prefix(random.int(2...4)))
      let point = free.map { plan.figures[$0].value ?? 2 }
      guard case .success(let piece) = Parametric.piece(run.evaluation, free: free, roots: roots, at: point)
      else { continue }
      for _ in 0..<8 {
        let other = point.map { value in
          random.chance(40) ? value : value + (Rational(random.int(-20...20), over: 16) ?? .zero)
        }
        guard piece.constraints.allSatisfy({ ParametricSample.holds($0, other) }) else { continue }
        var figures = run.evaluation.figures
        for (figure, value) in zip(free, other) { figures[figure] = value }
        var dense = Evaluation(plan: plan, dataset: run.evaluation.dataset, figures: figures)
        dense.evaluate(roots)
        let wrong = ParametricSample.differences(piece, dense, other, roots)
        if let first = wrong.first { Issue.record("seed \(seed): \(first)") }
        inside += 1
      }
    }
    #expect(inside > Self.count / 2)
  }
}

/// Random methods that can be scored, and what to compare in them.
enum ParametricSample {
  static func run(seed: Int) -> Run? {
    run(PropertyMethod.make(seed: seed))
  }

  static func run(_ subject: PropertyCase) -> Run? {
    var diagnostics: [Diagnostic] = []
    guard
      let method = Method.load(name: "随机.jifen", text: subject.method, diagnostics: &diagnostics),
      let run = Jifen.run(method, tables: subject.files, diagnostics: &diagnostics), run.outcome != nil
    else { return nil }
    return run
  }

  static func roots(_ run: Run) -> [NodeID] {
    run.evaluation.plan.nodes.indices.filter { run.evaluation.isKnown($0) }
  }

  static func holds(_ constraint: Parametric.Constraint, _ point: [Rational]) -> Bool {
    guard let value = constraint.form.value(at: point) else { return false }
    switch constraint.relation {
    case .positive: return value.sign > 0
    case .nonNegative: return value.sign >= 0
    case .zero: return value.sign == 0
    }
  }

  static func kind(_ obstacle: Parametric.Obstacle) -> String {
    switch obstacle {
    case .notLinear: "not linear"
    case .irrational: "irrational"
    case .endless: "endless"
    case .regrouped: "regrouped"
    case .open: "open"
    case .tooLarge: "too large"
    case .unscored: "unscored"
    }
  }

  static func differences(
    _ piece: Parametric, _ dense: Evaluation, _ point: [Rational], _ roots: [NodeID]
  ) -> [String] {
    var found: [String] = []
    for node in roots {
      let entry = dense.plan.nodes[node]
      for index in 0..<dense.count(of: entry.grain) {
        switch entry.kind {
        case .number:
          let form = piece.form(node, at: index)
          let value = form?.value(at: point)
          if value != dense.number(node, at: index) {
            found.append(
              "node \(node) \(entry.op) [\(index)]: form \(String(describing: form)) gives \(value?.fraction ?? "absent"), the engine \(dense.number(node, at: index)?.fraction ?? "absent")"
            )
          }
        case .truth:
          if piece.truth(node, at: index) != dense.truth(node, at: index) {
            found.append("node \(node) \(entry.op) [\(index)]: another truth")
          }
        case .code, .date, .period:
          if piece.code(node, at: index) != dense.code(node, at: index) {
            found.append("node \(node) \(entry.op) [\(index)]: another code")
          }
        case .text: break
        }
      }
    }
    return found
  }

  /// Holds every wanted node against the ordinary engine with the figure at a place.
  static func check(
    _ walker: Parametric, _ run: Run, _ figure: FigureID, _ place: Rational, _ roots: [NodeID], _ what: String
  ) {
    var figures = run.evaluation.figures
    figures[figure] = place
    var dense = Evaluation(plan: walker.plan, dataset: run.evaluation.dataset, figures: figures)
    dense.evaluate(roots)
    guard dense.problems.isEmpty else {
      Issue.record("\(what): \(place) cannot be scored")
      return
    }
    let wrong = differences(walker, dense, [place], roots)
    if let first = wrong.first {
      Issue.record("\(what): \(walker.plan.figures[figure].address(.chinese)) = \(place): \(first)")
    }
  }
}

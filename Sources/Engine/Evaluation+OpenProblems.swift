import Diagnostics
import Exact
import Semantics

extension Evaluation {
  /// The open figures that values of the nodes wait for, each with the first unit that needs it.
  mutating func openProblems(_ roots: [NodeID]) -> [Diagnostic] {
    var first: [FigureID: (grain: Grain, index: Int)] = [:]
    for root in roots {
      guard plan.nodes.indices.contains(root), let waits = waiting[root] else { continue }
      let grain = plan.nodes[root].grain
      var seen: Set<Int32> = [0]
      for (index, number) in waits.enumerated() where seen.insert(number).inserted {
        for figure in figureSets[number] {
          if let known = first[figure], known.grain.hasUnits || !grain.hasUnits { continue }
          first[figure] = (grain, index)
        }
      }
    }
    return first.sorted { $0.key < $1.key }.map { openProblem($0.key, $0.value.grain, $0.value.index) }
  }

  /// The open figures that one value waits for.
  mutating func openProblems(_ node: NodeID, at index: Int) -> [Diagnostic] {
    guard plan.nodes.indices.contains(node), let waits = waiting[node] else { return [] }
    return figureSets[waits.waits(at: index)].map { openProblem($0, plan.nodes[node].grain, index) }
  }

  mutating func openProblem(_ figure: FigureID, _ grain: Grain, _ index: Int) -> Diagnostic {
    let found = plan.figures.indices.contains(figure) ? plan.figures[figure] : nil
    return Diagnostic(
      .openFigure, at: found?.place ?? .nowhere, found?.addressText ?? "", Phrase(found?.openReason ?? "—"),
      grain == .one ? Phrase("结果", "the result") : subject(grain, index))
  }
}

extension Grain {
  /// Whether a value of it is some unit's.
  var hasUnits: Bool {
    switch self {
    case .unit, .unitPeriod, .rows, .shares: true
    case .keyed(_, _, let withUnit): withUnit
    case .one, .period, .classes: false
    }
  }
}

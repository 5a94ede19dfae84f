import Diagnostics
import Engine
import Exact
import Semantics

/// Finds flaws of a checked method that would show in its results: limits that nothing reaches, branches that are
/// never taken, clauses counted twice and the like. Each finding comes with a counter-example that the engine
/// computed; what cannot be shown is not claimed.
public enum Linter {
  /// A method of more nodes, which is some 800 lines, is not examined, and a note says so: what is asked of each
  /// input and line grows with their product.
  static let mostNodes = 5_000

  /// The findings of a method, sorted by place. A statement that carries 暂按 is not questioned: its author has
  /// chosen knowingly. Cost: inputs times nodes at most; the engine runs only where the plan
  /// gives a reason, each time over a few made-up units.
  public static func findings(_ plan: Plan) -> [Diagnostic] {
    guard plan.nodes.count <= mostNodes else {
      var note = Diagnostic(.methodNotExamined, at: place(plan))
      note.arguments = [Phrase("\(plan.nodes.count)"), Phrase("\(mostNodes)")]
      return [note]
    }
    var bench = Bench(plan)
    bench.examineLimits()
    bench.examineTitles()
    bench.examineBranches()
    bench.examineScales()
    bench.examineOverlaps()
    bench.examineTotals()
    bench.examineTwice()
    bench.examineChannels()
    bench.examineGrowth()
    bench.examineWeights()
    bench.examineSigns()
    bench.examineFloors()
    bench.examineGroups()
    bench.examineTies()
    return bench.findings.sortedByPlace()
  }

  /// The method's file.
  private static func place(_ plan: Plan) -> Place {
    for case .text(let source, _) in plan.clauses.map(\.place) + plan.tables.map(\.place) {
      return .file(source.name)
    }
    return .nowhere
  }
}

/// One method under examination.
struct Bench {
  let plan: Plan
  var ranges: Ranges
  let laboratory: Laboratory
  private(set) var findings: [Diagnostic] = []
  /// What is at stake: the values that units are ranked by, else their published scores.
  let targets: [Target]

  struct Target {
    var node: NodeID
    var name: String
  }

  init(_ plan: Plan) {
    self.plan = plan
    ranges = Ranges(plan)
    laboratory = Laboratory(plan, ranges)
    targets = Self.targets(plan)
  }

  private static func targets(_ plan: Plan) -> [Target] {
    var result: [Target] = []
    func add(_ node: NodeID, _ name: String) {
      guard plan.nodes.indices.contains(node), plan.nodes[node].grain == .unit,
        case .number = plan.nodes[node].kind, !result.contains(where: { $0.node == node })
      else { return }
      result.append(Target(node: node, name: name))
    }
    for rank in plan.ranks {
      if let key = rank.keys.first, key.descending { add(key.node, key.text) }
    }
    if result.isEmpty {
      for publication in plan.publications {
        for column in publication.columns {
          guard case .node(let node) = column.content, case .number(.points) = plan.nodes[node].kind else {
            continue
          }
          if plan.definitions.contains(where: { $0.node == node }) { add(node, column.header) }
        }
      }
    }
    return result
  }

  /// Notes a finding unless its line is one that the author marked with 暂按.
  mutating func report(
    _ code: Code, at place: Place, line: Int? = nil, _ arguments: [Phrase], related: [Diagnostic.Related] = []
  ) {
    if let line, plan.lines.indices.contains(line), plan.lines[line].isAssumed { return }
    var diagnostic = Diagnostic(code, at: place, related: related)
    diagnostic.arguments = arguments
    findings.append(diagnostic)
  }

  /// 条款“（五）”, as a reader names the owner of points.
  func name(_ owner: Owner) -> Phrase {
    switch owner {
    case .clause(let index):
      Phrase("条款“\(plan.clauses[index].label)”", "clause “\(plan.clauses[index].label)”")
    case .part(let index) where plan.parts.indices.contains(index):
      Phrase("部分“\(plan.parts[index].label)”", "part “\(plan.parts[index].label)”")
    case .part: Phrase("各条款之和", "all clauses")
    case .definition(let name): Phrase("“\(name)”")
    }
  }

  /// Whether the statement that owns a line's clause was marked as a reading in its head.
  func isAssumed(_ owner: Owner) -> Bool {
    switch owner {
    case .clause(let index): !plan.clauses[index].assumptions.isEmpty
    case .part(let index):
      plan.parts.indices.contains(index)
        && plan.assumptions.contains { $0.subject == plan.parts[index].label }
    case .definition(let name): plan.assumptions.contains { $0.subject == name }
    }
  }

  /// The inputs that a node rests on.
  func inputs(_ node: NodeID) -> [NodeID] {
    var seen: Set<NodeID> = []
    var pending = [node]
    var result: [NodeID] = []
    while let next = pending.popLast() {
      guard seen.insert(next).inserted else { continue }
      if case .input = plan.nodes[next].op { result.append(next) }
      pending += plan.nodes[next].op.operands
    }
    return result.sorted()
  }

  /// Whether all figures that a node rests on are written.
  func isClosed(_ node: NodeID) -> Bool {
    var seen: Set<NodeID> = []
    var pending = [node]
    while let next = pending.popLast() {
      guard seen.insert(next).inserted else { continue }
      if case .figure(let figure) = plan.nodes[next].op, plan.figures[figure].value == nil { return false }
      pending += plan.nodes[next].op.operands
    }
    return true
  }

  func column(_ node: NodeID) -> TableColumn? {
    guard case .input(let table, let column, nil) = plan.nodes[node].op else { return nil }
    return TableColumn(table: table, column: column)
  }
}

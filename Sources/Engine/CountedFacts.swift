import Diagnostics
import Semantics

/// What the findings of a run ask about records that were counted instead of kept.
struct CountedFacts: Sendable {
  /// Records that earned nothing: how many, and the first of them.
  struct Idle: Sendable {
    var count: Int
    var rows: [(number: Int, place: Place)]
  }

  /// Nodes at records, which have no columns.
  var isRecord: [Bool]
  /// How many nonzero amounts each posting at records made.
  var postings: [Int: Int] = [:]
  /// How many masks of each guard at records could not be decided.
  var undecided: [NodeID: Int] = [:]
  /// By table; only tables whose records were counted.
  var idle: [Int: Idle] = [:]
}

extension Evaluation {
  /// Whether a node stands at records that were counted, and so has no values of its own.
  func isCounted(_ node: NodeID) -> Bool {
    guard let counted, counted.isRecord.indices.contains(node) else { return false }
    return counted.isRecord[node]
  }
}

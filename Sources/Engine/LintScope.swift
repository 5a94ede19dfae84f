import Exact
import Semantics

/// Ranges under assumptions that hold for one key: a branch is taken, an option is chosen.
///
/// What an assumption says of a value is known of it wherever the same key uses it. Cost: linear in the plan
/// for each assumption that is followed by a question.
struct LintScope {
  let ranges: LintRanges
  /// The value that could not be as assumed, and what it can be; nil while all can hold together.
  private(set) var conflict: (node: NodeID, range: LintRange)?
  private var narrowed: [NodeID: LintRange] = [:]
  private var answers = Answers()

  /// Deeper than this in one plan, a node's general range does.
  private static let deepest = 400

  /// What was found out under the same assumptions; shared by copies until one assumes more.
  private final class Answers {
    var ranges: [NodeID: LintRange] = [:]
    var affected: [Bool] = []
  }

  init(_ ranges: LintRanges) { self.ranges = ranges }

  private var plan: Plan { ranges.plan }

  var isImpossible: Bool { conflict != nil }

  func range(_ node: NodeID) -> LintRange {
    if narrowed.isEmpty { return ranges.known(at: node) }
    if answers.affected.isEmpty { markAffected() }
    return range(node, depth: 0)
  }

  private func range(_ node: NodeID, depth: Int) -> LintRange {
    guard answers.affected.indices.contains(node), answers.affected[node], depth < Self.deepest else {
      return ranges.known(at: node)
    }
    if let known = answers.ranges[node] { return known }
    var result = ranges.range(node) { range($0, depth: depth + 1) }
    if let limit = narrowed[node] { result = result.intersection(limit) }
    result = result.intersection(ranges.known(at: node))
    answers.ranges[node] = result
    return result
  }

  private func markAffected() {
    var affected = [Bool](repeating: false, count: plan.nodes.count)
    for node in plan.nodes.indices {
      affected[node] = narrowed[node] != nil || ranges.operands[node].contains { $0 < node && affected[$0] }
    }
    answers.affected = affected
  }

  // MARK: Assuming

  /// Assumes that a value lies in a set.
  mutating func assume(_ node: NodeID, among limit: LintRange) {
    guard plan.nodes.indices.contains(node), !isImpossible else { return }
    let before = range(node)
    let after = before.intersection(limit)
    if after.isImpossible || (!after.mayBePresent && !limit.mayBeAbsent) {
      conflict = (plan.unspread(node), before)
      return
    }
    guard after != before else { return }
    var target = node
    while true {
      narrowed[target] = narrowed[target].map { $0.intersection(after) } ?? after
      guard case .spread(let inner) = plan.nodes[target].op else { break }
      target = inner
    }
    answers = Answers()
  }

  /// Assumes that a condition holds, or that it fails.
  mutating func assume(_ node: NodeID, holds: Bool) {
    guard plan.nodes.indices.contains(node), !isImpossible else { return }
    switch plan.nodes[node].op {
    case .spread(let inner), .not(let inner):
      if case .not = plan.nodes[node].op { return assume(inner, holds: !holds) }
      return assume(inner, holds: holds)
    case .and(let left, let right): return assume(left, right, both: holds, value: true)
    case .or(let left, let right): return assume(left, right, both: !holds, value: false)
    case .compare(let comparison, let left, let right):
      assume(holds ? comparison : comparison.negation, left, right)
    case .isOneOf(let value, let texts):
      if holds {
        assume(value, among: LintRange(.codes(Set(texts))))
      } else if let options = range(value).options {
        assume(value, among: LintRange(.codes(options.subtracting(texts))))
      }
    case .sameCode(let left, let right):
      if holds {
        if let texts = range(right).options { assume(left, among: LintRange(.codes(texts))) }
        if let texts = range(left).options { assume(right, among: LintRange(.codes(texts))) }
      } else if let texts = range(right).options, texts.count == 1, let options = range(left).options {
        assume(left, among: LintRange(.codes(options.subtracting(texts))))
      }
    case .isAbsent(let value):
      if holds {
        if range(value).mayBeAbsent { break }
        conflict = (plan.unspread(value), range(value))
        return
      }
      var present = range(value)
      present.mayBeAbsent = false
      assume(value, among: present)
    default: break
    }
    guard !isImpossible else { return }
    let before = range(node)
    if holds ? !before.canHold : !before.canFail {
      conflict = (node, before)
    } else {
      assume(node, among: LintRange(.truths(canHold: holds, canFail: !holds)))
    }
  }

  /// Both have the value; or else one of them must have the other.
  private mutating func assume(_ left: NodeID, _ right: NodeID, both: Bool, value: Bool) {
    if both {
      assume(left, holds: value)
      return assume(right, holds: value)
    }
    let (first, second) = (range(left), range(right))
    if value ? !first.canFail : !first.canHold {
      assume(right, holds: !value)
    } else if value ? !second.canFail : !second.canHold {
      assume(left, holds: !value)
    }
  }

  private mutating func assume(_ comparison: Comparison, _ left: NodeID, _ right: NodeID) {
    let (first, second) = (range(left), range(right))
    switch (first.values, second.values) {
    case (.numbers(let one), .numbers(let other)):
      if comparison == .notEqual { return }
      assume(left, among: .number(LintRanges.limit(comparison, other)))
      assume(right, among: .number(LintRanges.limit(comparison.mirrored, one)))
    case (.codes, .codes):
      guard case .code(.options(let options)) = plan.nodes[left].kind, let one = first.options,
        let places = ranges.places(right, second)
      else { return }
      let fitting = options.enumerated().filter { place, option in
        one.contains(option)
          && places.contains {
            LintRange.comparing(comparison, LintInterval(Rational(place)), LintInterval($0))
              == .truths(canHold: true, canFail: false)
          }
      }
      assume(left, among: LintRange(.codes(Set(fitting.map(\.element)))))
    case (.texts, _), (.truths, _), (.numbers, _), (.codes, _): return
    }
  }
}

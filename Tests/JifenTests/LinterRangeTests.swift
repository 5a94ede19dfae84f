import Foundation
import Jifen
import Testing

@testable import Linting

/// Ranges are sound: whatever the engine computes over random data lies in the range of its node, and what the
/// linter says cannot happen does not happen.
@Suite struct LinterRangeTests {
  static let count = ProcessInfo.processInfo.environment["JIFEN_PROPERTY_CASES"].flatMap { Int($0) } ?? 60
  static let first = ProcessInfo.processInfo.environment["JIFEN_PROPERTY_SEED"].flatMap { Int($0) } ?? 0

  @Test func whateverOccursIsInRange() {
    var compared = 0
    var failures = 0
    for seed in Self.first..<Self.first + Self.count where failures < 3 {
      let subject = PropertyMethod.make(seed: seed)
      var diagnostics: [Diagnostic] = []
      guard let method = Method.load(name: "random.jifen", text: subject.method, diagnostics: &diagnostics),
        let run = Jifen.run(method, tables: subject.files, diagnostics: &diagnostics)
      else { continue }
      var ranges = Ranges(method.plan)
      for (node, entry) in method.plan.nodes.enumerated() where run.evaluation.isKnown(node) {
        let extent = ranges.extent(node)
        for index in 0..<run.evaluation.count(of: entry.grain) {
          guard let outside = outside(node, index, run.evaluation, extent) else { continue }
          failures += 1
          Issue.record(
            "seed \(seed): node \(node) \(entry.op) is \(outside), not in \(extent)\n\(subject.report)")
          break
        }
        compared += 1
      }
      for flaw in method.flaws() where [.branchNeverTaken, .limitOutOfReach].contains(flaw.code) {
        if let taken = taken(flaw, run.evaluation) {
          failures += 1
          Issue.record("seed \(seed): \(flaw.message(.chinese)): \(taken)\n\(subject.report)")
        }
      }
    }
    #expect(compared > Self.count || failures > 0)
  }

  private func outside(_ node: NodeID, _ index: Int, _ evaluation: Evaluation, _ extent: Extent) -> String? {
    switch extent {
    case .numbers(let interval):
      guard let value = evaluation.number(node, at: index) else { return nil }
      return Interval(value).intersected(interval).isEmpty ? value.plain : nil
    case .truths(let canHold, let canFail):
      guard let value = evaluation.truth(node, at: index) else { return nil }
      return value ? (canHold ? nil : "true") : (canFail ? nil : "false")
    case .codes(let codes?):
      guard let text = evaluation.code(node, at: index).flatMap({ evaluation.book(of: node).text($0) }) else {
        return nil
      }
      return codes.contains(text) ? nil : text
    case .codes(nil), .any: return nil
    }
  }

  /// The effect at the place of a flaw, where it came about after all.
  private func taken(_ flaw: Diagnostic, _ evaluation: Evaluation) -> String? {
    var evaluation = evaluation
    let plan = evaluation.plan
    for effect in evaluation.effects() {
      switch effect {
      case .line(let line) where plan.lines[line].place == flaw.place: return plan.lines[line].text
      case .limit(let limit) where plan.limits[limit].place == flaw.place: return plan.limits[limit].text
      case .tier(let scale, let tier) where plan.tierScales[scale].tiers[tier].place == flaw.place:
        return plan.tierScales[scale].tiers[tier].text
      case .line, .limit, .tier, .entry, .occurrence: continue
      }
    }
    return nil
  }
}

import Foundation
import Testing

/// Random methods over random data: the engine's every result is the naive evaluator's.
@Suite struct PropertyTests {
  /// How many random cases run; JIFEN_PROPERTY_CASES asks for more.
  static let count = ProcessInfo.processInfo.environment["JIFEN_PROPERTY_CASES"].flatMap { Int($0) } ?? 300
  static let first = ProcessInfo.processInfo.environment["JIFEN_PROPERTY_SEED"].flatMap { Int($0) } ?? 0

  static let isVerbose = ProcessInfo.processInfo.environment["JIFEN_PROPERTY_VERBOSE"] != nil

  @Test func enginesAgree() {
    var counts: [String: Int] = [:]
    var reasons: [String: Int] = [:]
    var features: [String: Int] = [:]
    var failures = 0
    for seed in Self.first..<Self.first + Self.count {
      let subject = PropertyMethod.make(seed: seed)
      switch PropertyComparison.compare(subject) {
      case .agreed:
        counts["agreed", default: 0] += 1
        for feature in PropertyFeatures.of(subject.method) { features[feature, default: 0] += 1 }
      case .bothRefuse: counts["both refuse", default: 0] += 1
      case .rejected(let problems):
        counts["rejected", default: 0] += 1
        reasons[problems.first ?? "", default: 0] += 1
        if Self.isVerbose { print("seed \(seed) rejected:", problems, "\n", subject.method) }
      case .unsupported(let what):
        failures += 1
        Issue.record("seed \(seed): naive evaluator: \(what)\n\(subject.report)")
      case .disagreed(let differences):
        failures += 1
        report(seed, subject, differences)
      }
      if failures >= 3 { break }
    }
    let agreed = counts["agreed"] ?? 0
    #expect(agreed * 2 > Self.count || failures > 0, "too few comparable cases: \(counts) \(reasons)")
    // What is never generated is never compared.
    for feature in PropertyFeatures.all where agreed >= 200 {
      #expect(features[feature.name] != nil, "no case of \(feature.name)")
    }
    if Self.isVerbose {
      print(counts)
      for feature in PropertyFeatures.all {
        let share = Double(features[feature.name] ?? 0) * 100 / Double(max(1, agreed))
        print("  \((share * 10).rounded() / 10) % \(feature.name)")
      }
      for (reason, count) in reasons.sorted(by: { $0.value > $1.value }).prefix(30) { print(count, reason) }
    }
  }

  private static func isRefusal(_ differences: [String]) -> Bool {
    differences.contains { $0.hasPrefix("naive: ") }
  }

  private func report(_ seed: Int, _ subject: PropertyCase, _ differences: [String]) {
    var shrinking = PropertyShrinking { candidate in
      guard case .disagreed(let found) = PropertyComparison.compare(candidate) else { return false }
      // A wrong figure shall not shrink into data that only one side refuses, nor the other way round.
      return Self.isRefusal(found) == Self.isRefusal(differences)
    }
    let small = shrinking.shrunk(subject)
    var left = differences
    if case .disagreed(let found) = PropertyComparison.compare(small) { left = found }
    Issue.record("seed \(seed)\n\(small.report)\n---- \(left.prefix(12).joined(separator: "\n"))")
  }
}

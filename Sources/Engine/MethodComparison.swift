import Diagnostics
import Exact
import Semantics

/// Several methods, or variants of one, over the same tallies: who moves, who swaps with whom, and why.
public struct MethodComparison: Sendable {
  /// One method or variant, scored.
  public struct Contender: Sendable {
    public let name: String
    public let evaluation: Evaluation
    public let placement: Placement
    /// The rank by which it is compared; nil where the method ranks nobody.
    public let rank: Int?

    /// The node whose value is the score: the rank's first key.
    public var score: NodeID? { rank.flatMap { evaluation.plan.ranks[$0].keys.first?.node } }

    /// - Parameters:
    ///   - run: a run without errors.
    ///   - rank: its index in the plan; nil for the one that the first published table stands in.
    public init(name: String, run: Run, rank: Int? = nil) {
      self.init(
        name: name, evaluation: run.evaluation, placement: Placement(run),
        rank: rank ?? run.evaluation.plan.rankOfUnits)
    }

    init(name: String, evaluation: Evaluation, placement: Placement, rank: Int?) {
      self.name = name
      self.evaluation = evaluation
      self.placement = placement
      self.rank = rank
    }

    /// The same method over the same tallies with other figures; nil, with errors in `diagnostics`, where they
    /// cannot be scored. Cost: the columns that the changed figures reach.
    public func variant(
      _ name: String, figures: [Rational?], diagnostics: inout [Diagnostic]
    ) -> Contender? {
      var other = evaluation.with(figures: figures)
      let plan = other.plan
      other.evaluate(plan.results, alongside: plan.bounds)
      let errors = other.brokenRequirements() + other.problems
      guard !errors.hasErrors else {
        diagnostics += errors.withoutRepeats
        return nil
      }
      other.evaluateWhereClosed(plan.explained)
      let placement = Placement(other)
      // A hundred variants of a million records would not fit beside each other.
      other.forgetRecords()
      return Contender(name: name, evaluation: other, placement: placement, rank: rank)
    }
  }

  /// How a unit fares under one contender; everything nil where it is not on the roster or not ranked.
  public struct Result: Hashable, Sendable {
    public var score: Rational?
    public var rank: Int?
    public var group: String?
    /// Position of equals: equal numbers are level, smaller ones better; nil where not ranked.
    var tier: Int?
  }

  public let contenders: [Contender]
  /// All units, those of the first contender first.
  public let units: [String]
  /// By contender, then unit.
  public let results: [[Result]]
  /// For each contender the index of each unit in its own roster.
  let places: [[Int?]]

  /// - Parameter contenders: two or more, over the same tallies. Cost: sorting; nothing is scored anew.
  public init(_ contenders: [Contender]) {
    self.contenders = contenders
    var names: [String] = []
    var known: [String: Int] = [:]
    for contender in contenders {
      for name in contender.evaluation.dataset.units.texts where known[name] == nil {
        known[name] = names.count
        names.append(name)
      }
    }
    units = names
    var places: [[Int?]] = []
    var results: [[Result]] = []
    for contender in contenders {
      var place = [Int?](repeating: nil, count: names.count)
      for (index, name) in contender.evaluation.dataset.units.texts.enumerated() {
        if let unit = known[name] { place[unit] = index }
      }
      results.append(Self.results(contender, place))
      places.append(place)
    }
    self.places = places
    self.results = results
  }

  private static func results(_ contender: Contender, _ place: [Int?]) -> [Result] {
    let evaluation = contender.evaluation
    var shown: [Int: (rank: Int, group: String?, tier: Int)] = [:]
    var tier = 0
    for standing in contender.placement.standings where standing.rank == contender.rank {
      let ties = evaluation.plan.ranks[standing.rank].ties
      let group = evaluation.title(of: standing, .chinese)
      for (place, (index, rank)) in zip(standing.order, standing.shown(ties)).enumerated() {
        if !standing.isLevel[place] { tier += 1 }
        shown[Int(index)] = (rank, group, tier)
      }
    }
    return place.map { index in
      guard let index else { return Result() }
      let found = shown[index]
      return Result(
        score: contender.score.flatMap { evaluation.number($0, at: index) }, rank: found?.rank,
        group: found?.group, tier: found?.tier)
    }
  }

  /// The groups in which units are ranked, in the order of the first contender that ranks a unit; [nil] where there
  /// are none. Methods may group units differently: a unit stands where the first does that ranks it.
  public var groups: [String?] {
    var found: [String?] = []
    for (contender, own) in zip(contenders, results.indices) {
      for standing in contender.placement.standings where standing.rank == contender.rank {
        let title = contender.evaluation.title(of: standing, .chinese)
        guard !found.contains(title) else { continue }
        let isHome = units.indices.contains { unit in
          results[own][unit].tier != nil && results[own][unit].group == title && home(unit) == .some(title)
        }
        if isHome { found.append(title) }
      }
    }
    return found.isEmpty ? [nil] : found
  }

  /// The group of a unit under the first contender that ranks it; nil where none does.
  private func home(_ unit: Int) -> String?? {
    results.first { $0[unit].tier != nil }.map { $0[unit].group }
  }

  /// The units of a group, best first by the first contender that ranks them.
  public func members(of group: String?) -> [Int] {
    units.indices.filter { unit in home(unit) == .some(group) }.sorted { left, right in
      let first = results.lazy.compactMap { $0[left].tier }.first ?? Int.max
      let second = results.lazy.compactMap { $0[right].tier }.first ?? Int.max
      return first != second ? first < second : left < right
    }
  }

  /// Units that two contenders both rank, by their groups under both: only such units can swap. Named by the
  /// group, or by both where they are called differently; in order of appearance.
  func blocks(_ first: Int, _ second: Int) -> [(group: String?, members: [Int])] {
    var found: [(group: String?, members: [Int])] = []
    var known: [[String?]: Int] = [:]
    for unit in units.indices {
      let one = results[first][unit]
      let other = results[second][unit]
      guard one.tier != nil, other.tier != nil else { continue }
      let key = [one.group, other.group]
      if let block = known[key] {
        found[block].members.append(unit)
        continue
      }
      known[key] = found.count
      let names = one.group == other.group ? [one.group] : [one.group, other.group]
      let title = names.compactMap { $0 }.joined(separator: "／")
      found.append((title.isEmpty ? nil : title, [unit]))
    }
    return found
  }
}

extension Placement {
  /// How an evaluation places everybody.
  init(_ evaluation: Evaluation) {
    var publisher = Publisher(evaluation: evaluation, language: .chinese)
    let plan = evaluation.plan
    standings = plan.ranks.indices.flatMap { publisher.evaluation.ranking($0).standings($0) }
    lists = plan.lists.map { publisher.choice($0).0.codes }
    grades = plan.grades.indices.map { publisher.evaluation.gradeNames($0, .unit) }
  }
}

extension Plan {
  /// The rank of units that the first published table stands in, else the first one of units.
  public var rankOfUnits: Int? {
    publications.compactMap(\.rank).first { ranks.indices.contains($0) && ranks[$0].grain == .unit }
      ?? ranks.firstIndex { $0.grain == .unit }
  }
}

import Diagnostics
import Engine
import Exact
import Semantics

/// A comparison of methods as a document: one table for each group, then what each pair of methods differs in.
/// Renderers arrange it.
public struct ComparisonReport {
  public struct Pair {
    public let first: Int
    public let second: Int
    public let agreement: [MethodComparison.Agreement]
    public let swaps: [MethodComparison.Swap]
    public let shifts: [MethodComparison.Shift]
    /// For variants of one method; nil between different methods, whose clauses simply add up.
    public let attribution: Attribution?
  }

  public let comparison: MethodComparison
  public let pairs: [Pair]
  let limit: Int
  let language: Language

  /// - Parameter limit: how many moves and swapped pairs are told for each pair of methods.
  public init(_ comparison: MethodComparison, limit: Int, _ language: Language) {
    self.comparison = comparison
    self.limit = limit
    self.language = language
    let count = comparison.contenders.count
    var found: [(Int, Int)] = (1..<max(1, count)).map { (0, $0) }
    // All pairs where they are few, else each against the first.
    if count <= 4, count > 2 {
      for first in 1..<count { found += ((first + 1)..<max(first + 1, count)).map { (first, $0) } }
    }
    pairs = found.map { first, second in
      Pair(
        first: first, second: second, agreement: comparison.agreement(first, second),
        swaps: comparison.swaps(first, second, limit: limit), shifts: comparison.shifts(first, second),
        attribution: Self.attribution(comparison, first, second))
    }
  }

  private static func attribution(
    _ comparison: MethodComparison, _ first: Int, _ second: Int
  ) -> Attribution? {
    guard comparison.isSameMethod(first, second), let score = comparison.contenders[first].score else {
      return nil
    }
    return Attribution.between(
      comparison.contenders[first].evaluation, and: comparison.contenders[second].evaluation.figures,
      score: score)
  }

  // MARK: - Words that renderers share

  func name(_ contender: Int) -> String { comparison.contenders[contender].name }

  func title(_ pair: Pair) -> String { "\(name(pair.first)) → \(name(pair.second))" }

  func agreement(_ agreement: MethodComparison.Agreement) -> String {
    let tau = agreement.tau?.decimal(digits: 4) ?? "—"
    let rho = agreement.rho?.decimal(digits: 4) ?? "—"
    let group = agreement.group.map { $0 + Report.colon[language] } ?? ""
    return group
      + Phrase(
        "\(agreement.count) 个单位，换位 \(agreement.swaps) 对，肯德尔 τ-b \(tau)，斯皮尔曼 ρ \(rho)",
        "\(agreement.count) units, \(agreement.swaps) swapped pairs, Kendall tau-b \(tau), Spearman rho \(rho)"
      )[
        language]
  }

  /// 甲原在乙前，现在后：条款“（五）” −10.
  func swap(_ swap: MethodComparison.Swap, _ pair: Pair) -> String {
    let ahead = comparison.units[swap.ahead]
    let behind = comparison.units[swap.behind]
    let causes = swap.causes.filter { $0.amount.sign < 0 }.map { contribution($0) }
    let why =
      causes.isEmpty
      ? Phrase("由排名的其他项决定", "decided by a later key of the rank")[language]
      : causes.joined(separator: Report.comma[language])
    return Phrase(
      "\(ahead) 原在 \(behind) 之前，现在其后：\(why)", "\(ahead) was ahead of \(behind) and now is behind: \(why)")[
        language]
  }

  func contribution(_ contribution: MethodComparison.Contribution) -> String {
    let amount = Self.signed(contribution.amount)
    guard let clause = contribution.clause else {
      return Phrase("总分算式及其他 \(amount)", "formula of the total and the rest \(amount)")[language]
    }
    let owner = contribution.contender.map { name($0) + " " } ?? ""
    return "\(owner)“\(clause)” \(amount)"
  }

  static func signed(_ value: Rational) -> String {
    value.sign > 0 ? "+" + value.readable : value.readable.replacingMinus
  }

  func shift(_ shift: MethodComparison.Shift) -> String {
    let title: String
    switch shift.of {
    case .list(let name): title = Phrase("名单“\(name)”", "list “\(name)”")[language]
    case .grade(let statement, let grade):
      let own = statement.isEmpty ? grade : statement + " " + grade
      title = Phrase("等次“\(own)”", "grade “\(own)”")[language]
    }
    let entering = shift.entering.map { "+" + comparison.units[$0] }
    let leaving = shift.leaving.map { "−" + comparison.units[$0] }
    return title + Report.colon[language] + (entering + leaving).joined(separator: Report.comma[language])
  }

  /// A unit whose rank or score differs: what it gains and loses, and whom it passes.
  struct Move {
    var unit: Int
    var before: MethodComparison.Result
    var after: MethodComparison.Result
    var causes: [MethodComparison.Contribution]
    var passed: [Int]
    var passedBy: [Int]
  }

  /// Units that move, the farthest first: how many, and as many of them as are told.
  func moves(_ pair: Pair) -> (count: Int, told: [Move]) {
    let before = comparison.results[pair.first]
    let after = comparison.results[pair.second]
    let moved = comparison.units.indices.filter { before[$0].rank != after[$0].rank }
    let sorted = moved.sorted { left, right in
      let first = abs((before[left].rank ?? 0) - (after[left].rank ?? 0))
      let second = abs((before[right].rank ?? 0) - (after[right].rank ?? 0))
      return first != second ? first > second : left < right
    }
    let told = sorted.prefix(limit).map { unit in
      Move(
        unit: unit, before: before[unit], after: after[unit], causes: causes(unit, pair),
        passed: others(unit, pair, isPassed: true), passedBy: others(unit, pair, isPassed: false))
    }
    return (moved.count, told)
  }

  /// The unit's difference, by Shapley values between variants of a method, else clause by clause.
  func causes(_ unit: Int, _ pair: Pair) -> [MethodComparison.Contribution] {
    guard let attribution = pair.attribution,
      let place = comparison.contenders[pair.first].evaluation.dataset.unit(named: comparison.units[unit]),
      attribution.parts.indices.contains(Int(place)), let parts = attribution.parts[Int(place)]
    else { return comparison.differences(unit, pair.first, pair.second) }
    return zip(attribution.players, parts).filter { !$0.1.isZero }.map { player, amount in
      MethodComparison.Contribution(clause: player.name, contender: nil, amount: amount)
    }
  }

  private func others(_ unit: Int, _ pair: Pair, isPassed: Bool) -> [Int] {
    let before = comparison.results[pair.first]
    let after = comparison.results[pair.second]
    guard let own = before[unit].rank, let now = after[unit].rank else { return [] }
    return comparison.units.indices.filter { other in
      guard other != unit, before[other].group == before[unit].group,
        after[other].group == after[unit].group, let first = before[other].rank,
        let second = after[other].rank
      else { return false }
      return isPassed ? first < own && second > now : first > own && second < now
    }
  }

  func move(_ move: Move) -> String {
    let unit = comparison.units[move.unit]
    let ranks = "\(move.before.rank.map(String.init) ?? "—")→\(move.after.rank.map(String.init) ?? "—")"
    var parts: [String] = []
    if let before = move.before.score, let after = move.after.score, before != after {
      let causes = move.causes.map { contribution($0) }.joined(separator: Report.comma[language])
      let total = Self.signed(after - before)
      parts.append(Phrase("自己 \(total)（\(causes)）", "own score \(total) (\(causes))")[language])
    }
    if !move.passed.isEmpty {
      let names = units(move.passed)
      parts.append(Phrase("越过 \(names)", "passes \(names)")[language])
    }
    if !move.passedBy.isEmpty {
      let names = units(move.passedBy)
      parts.append(Phrase("被 \(names) 越过", "passed by \(names)")[language])
    }
    let why = parts.joined(separator: Phrase("；", "; ")[language])
    return unit + " " + ranks + (why.isEmpty ? "" : Report.colon[language] + why)
  }

  private func units(_ indexes: [Int]) -> String {
    let shown = indexes.prefix(6).map { comparison.units[$0] }.joined(separator: Report.comma[language])
    guard indexes.count > 6 else { return shown }
    return shown + Phrase(" 等 \(indexes.count) 个", " and others, \(indexes.count)")[language]
  }

  /// How the parts of a difference were found.
  func method(_ pair: Pair) -> String? {
    guard let attribution = pair.attribution, !attribution.players.isEmpty else { return nil }
    return attribution.isShapley
      ? nil
      : Phrase(
        "改动超过 \(Attribution.mostPlayers) 处，逐条的分差按办法的次序一处一处改出来，与次序有关。",
        "More than \(Attribution.mostPlayers) things changed: differences are shared out one after the other in the order of the method, and depend on it."
      )[language]
  }

  func cell(_ result: MethodComparison.Result, against base: MethodComparison.Result?) -> (String, String) {
    let score = result.score?.readable ?? ""
    guard let rank = result.rank else { return (score, "—") }
    guard let base = base?.rank, base != rank else { return (score, "\(rank)") }
    return (score, base > rank ? "\(rank) ↑\(base - rank)" : "\(rank) ↓\(rank - base)")
  }
}

extension String {
  /// A true minus sign, as signed amounts are printed.
  fileprivate var replacingMinus: String { hasPrefix("-") ? "−" + dropFirst() : self }
}

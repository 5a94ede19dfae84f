import Exact

/// A number of the form ±√q with an exact q: correlation coefficients.
public struct SignedRoot: Hashable, Sendable {
  public let sign: Int
  public let square: Rational

  /// value ÷ √radicand; nil where the radicand is not above zero.
  init?(_ value: Rational, overRootOf radicand: Rational) {
    guard radicand.sign > 0, let square = (value * value).divided(by: radicand), !square.isBeyond
    else { return nil }
    sign = value.sign
    self.square = square
  }

  /// So many decimals, half up, by whole-number arithmetic alone.
  public func decimal(digits: Int) -> String {
    let scale = Rational(fixed: 1, scale: 0 - 2 * digits)
    // ⌊2x⌋ tells on which side of a half x is.
    let doubled = (Rational(4) * square * scale).floor().floorOfSquareRoot
    let whole = ((doubled + .one) * Rational(fixed: 5, scale: 1)).floor()
    let value = whole * Rational(fixed: 1, scale: digits)
    return (sign < 0 ? -value : value).decimal(digits: digits)
  }
}

extension MethodComparison {
  /// How alike two rankings of the same units are.
  public struct Agreement: Hashable, Sendable {
    public var group: String?
    /// Units that both rank.
    public var count: Int
    /// Pairs that stand one way here and the other way there.
    public var swaps: Int
    /// Kendall's tau-b; nil where one of the two has all units level.
    public var tau: SignedRoot?
    /// Spearman's rho with mean ranks for equals; nil likewise.
    public var rho: SignedRoot?
  }

  /// Agreement of two contenders, group by group; units are compared where they are in one group under both. Cost: n log n.
  public func agreement(_ first: Int, _ second: Int) -> [Agreement] {
    blocks(first, second).compactMap { group, members in
      guard members.count > 1 else { return nil }
      let left = members.map { results[first][$0].tier ?? 0 }
      let right = members.map { results[second][$0].tier ?? 0 }
      return Agreement(
        group: group, count: members.count, swaps: RankPairs(left, right).discordant,
        tau: RankPairs(left, right).tau, rho: Self.rho(left, right))
    }
  }

  private static func rho(_ left: [Int], _ right: [Int]) -> SignedRoot? {
    let first = meanRanks(left)
    let second = meanRanks(right)
    let mean = Rational(left.count + 1)
    // Twice the ranks are whole numbers, and so is twice their mean.
    let products = zip(first, second).map { ($0 - mean) * ($1 - mean) }
    let squares = first.map { ($0 - mean) * ($0 - mean) }
    let others = second.map { ($0 - mean) * ($0 - mean) }
    return SignedRoot(Rational.sum(products), overRootOf: Rational.sum(squares) * Rational.sum(others))
  }

  /// Twice the rank of each place, equals sharing the mean of theirs.
  private static func meanRanks(_ tiers: [Int]) -> [Rational] {
    let sorted = tiers.sorted()
    var range: [Int: (first: Int, last: Int)] = [:]
    for (place, tier) in sorted.enumerated() {
      range[tier] = (range[tier]?.first ?? place + 1, place + 1)
    }
    return tiers.map { tier in
      let (first, last) = range[tier] ?? (0, 0)
      return Rational(first + last)
    }
  }
}

/// Counts of pairs under two rankings. Discordant pairs are counted by a Fenwick tree (Knight 1966 counts them
/// by merging); cost n log n.
struct RankPairs {
  let discordant: Int
  private let concordant: Int
  private let freeOfFirst: Int
  private let freeOfSecond: Int

  init(_ first: [Int], _ second: [Int]) {
    let order = first.indices.sorted { (first[$0], second[$0]) < (first[$1], second[$1]) }
    let levels = Array(Set(second)).sorted()
    var level: [Int: Int] = [:]
    for (index, value) in levels.enumerated() { level[value] = index + 1 }
    var tree = [Int](repeating: 0, count: levels.count + 1)
    func sum(_ index: Int) -> Int {
      var index = index
      var total = 0
      while index > 0 {
        total += tree[index]
        index -= index & -index
      }
      return total
    }
    var against = 0
    var with = 0
    var start = 0
    var seen = 0
    while start < order.count {
      var end = start
      while end < order.count, first[order[end]] == first[order[start]] {
        let place = level[second[order[end]]] ?? 1
        against += seen - sum(place)
        with += sum(place - 1)
        end += 1
      }
      for position in start..<end {
        var place = level[second[order[position]]] ?? 1
        while place < tree.count {
          tree[place] += 1
          place += place & -place
        }
      }
      seen += end - start
      start = end
    }
    discordant = against
    concordant = with
    let pairs = first.count * (first.count - 1) / 2
    freeOfFirst = pairs - Self.level(first)
    freeOfSecond = pairs - Self.level(second)
  }

  /// Pairs that are level.
  private static func level(_ tiers: [Int]) -> Int {
    var counts: [Int: Int] = [:]
    for tier in tiers { counts[tier, default: 0] += 1 }
    return counts.values.reduce(0) { $0 + $1 * ($1 - 1) / 2 }
  }

  var tau: SignedRoot? {
    SignedRoot(
      Rational(concordant - discordant), overRootOf: Rational(freeOfFirst) * Rational(freeOfSecond))
  }
}

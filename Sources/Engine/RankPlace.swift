import Semantics

/// Where an index stands in a rank, however the method would print ties.
public struct RankPlace: Hashable, Sendable {
  /// The group and period within which it is ranked; equal numbers compete.
  public var partition: Int
  /// 1 + how many are strictly better: 1, 2, 2, 4.
  public var shared: Int
  /// 1 + how many different keys are better: 1, 2, 2, 3.
  public var dense: Int
  /// Its position with ties in table order: 1, 2, 3, 4.
  public var position: Int
  /// How many share the standing, itself included.
  public var tied: Int
}

extension Evaluation {
  /// The place of each index of a rank's grain; nil for the unranked.
  public mutating func places(_ rank: Int) -> [RankPlace?] {
    let ranking = ranking(rank)
    var result = [RankPlace?](repeating: nil, count: ranking.partition.count)
    var start = 0
    let order = ranking.order.map { Int($0) }
    while start < order.count {
      let partition = ranking.partition[order[start]]
      var end = start
      while end < order.count, ranking.partition[order[end]] == partition { end += 1 }
      var place = start
      var dense = 0
      while place < end {
        var last = place
        while last < end, ranking.tier[order[last]] == ranking.tier[order[place]] { last += 1 }
        dense += 1
        for position in place..<last {
          result[order[position]] = RankPlace(
            partition: Int(partition), shared: place - start + 1, dense: dense,
            position: position - start + 1, tied: last - place)
        }
        place = last
      }
      start = end
    }
    return result
  }
}

import Semantics

/// The order inside one group (and period) of a rank: the best first, and who is level with the one before.
public struct GroupStanding: Hashable, Sendable {
  /// Index in `Plan.ranks`.
  public var rank: Int
  /// Tells the groups and periods of a rank apart; grows with the group's code, then the period.
  public var partition: Int32
  /// Indexes at the rank's grain.
  public var order: [Int32]
  /// Whether the index at a place is level with the one before it; false for the first.
  public var isLevel: [Bool]

  /// Those who share a rank, the best first.
  public var tiers: [[Int32]] {
    var result: [[Int32]] = []
    for (place, index) in order.enumerated() {
      if isLevel[place], let last = result.indices.last {
        result[last].append(index)
      } else {
        result.append([index])
      }
    }
    return result
  }

  /// Where one of the group stands, however the method prints ties.
  public struct Place: Hashable, Sendable {
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

    /// The rank as it is printed.
    public func shown(_ ties: TieStyle) -> Int {
      switch ties {
      case .shared: shared
      case .dense: dense
      case .tableOrder: position
      }
    }
  }

  /// The places, in the order of `order`.
  public var places: [Place] {
    var result: [Place] = []
    result.reserveCapacity(order.count)
    var dense = 0
    var start = 0
    while start < order.count {
      var end = start + 1
      while end < order.count, isLevel[end] { end += 1 }
      dense += 1
      for position in start..<end {
        result.append(
          Place(
            partition: Int(partition), shared: start + 1, dense: dense, position: position + 1,
            tied: end - start))
      }
      start = end
    }
    return result
  }

  /// The rank of each place as it is printed.
  public func shown(_ ties: TieStyle) -> [Int] { places.map { $0.shown(ties) } }
}

extension Evaluation {
  /// The place of each index of a rank's grain; nil for the unranked.
  public mutating func places(_ rank: Int) -> [GroupStanding.Place?] {
    let ranking = ranking(rank)
    var result = [GroupStanding.Place?](repeating: nil, count: ranking.partition.count)
    for standing in ranking.standings(rank) {
      for (index, place) in zip(standing.order, standing.places) { result[Int(index)] = place }
    }
    return result
  }
}

extension Ranking {
  /// The standings of a rank, partition by partition.
  func standings(_ rank: Int) -> [GroupStanding] {
    var result: [GroupStanding] = []
    for (position, index) in order.enumerated() {
      let own = partition[Int(index)]
      if let last = result.indices.last, result[last].partition == own {
        result[last].order.append(index)
        result[last].isLevel.append(tier[Int(index)] == tier[Int(order[position &- 1])])
      } else {
        result.append(GroupStanding(rank: rank, partition: own, order: [index], isLevel: [false]))
      }
    }
    return result
  }

  /// The ranking that standings come to.
  init(_ standings: [GroupStanding], count: Int, ties: TieStyle) {
    self.init(count: count)
    var last: Int32 = -1
    for standing in standings {
      for ((place, index), shown) in zip(standing.order.enumerated(), standing.shown(ties)) {
        if !standing.isLevel[place] { last &+= 1 }
        partition[Int(index)] = standing.partition
        tier[Int(index)] = last
        self.shown[Int(index)] = Int32(clamping: shown)
        order.append(index)
      }
    }
  }
}

/// How everybody stands: every rank, every list, every grade.
public struct Placement: Hashable, Sendable {
  /// By rank of the plan, then group and period.
  public var standings: [GroupStanding] = []
  /// For each list of the plan and each index of its grain: 0 out, 1 in, 2 left out by an exclusion.
  public var lists: [[UInt8]] = []
  /// The grade of each unit, for each grade statement of the plan.
  public var grades: [[String?]] = []

  init() {}

  /// How a run placed everybody. Cost: sorting for ranks that the run did not need.
  public init(_ run: Run) { self.init(run.evaluation) }
}

extension Publisher.Choice {
  /// For each index 0 out, 1 in, 2 left out by an exclusion.
  var codes: [UInt8] { taken.indices.map { taken[$0] ? 1 : refused[$0] ? 2 : 0 } }
}

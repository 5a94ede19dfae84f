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

  /// The rank of each place as it is printed.
  public func shown(_ ties: TieStyle) -> [Int] {
    var result: [Int] = []
    result.reserveCapacity(order.count)
    for place in order.indices {
      let before = result.last ?? 0
      switch ties {
      case .shared: result.append(isLevel[place] ? before : place + 1)
      case .dense: result.append(isLevel[place] ? before : before + 1)
      case .tableOrder: result.append(place + 1)
      }
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

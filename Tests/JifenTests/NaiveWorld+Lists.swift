import Exact
import Syntax

/// A list as it is published.
struct NaiveList: Hashable {
  var name: String
  var group: String?
  var period: Int?
  var units: [String]
  var excluded: [String]
  var cutInTie: [String]
}

extension NaiveWorld {
  /// Every list, one for each group and period (rule 22).
  func lists(_ list: ListStatement) throws -> [NaiveList] {
    let named = method.ranks.first { rank in list.keysBy.contains { $0.text == (rank.name?.text ?? "名次") } }
    let column =
      try within(list.keysBy, inGroup: list.inGroup)
      ?? named.flatMap { try within($0.keysBy, inGroup: $0.inGroup) }
    let grain = named.map { rankGrain($0.keysBy) } ?? rankGrain(list.keysBy)
    let rank = try named ?? self.rank(for: grain, column)
    var taken: Set<NaiveKey> = []
    var tied: Set<NaiveKey> = []
    switch list.pick {
    case .holding(let condition):
      for place in try places(grain) {
        var holds = try value(condition, NaiveSpot(target: grain, isOfRow: true), at: place).truth == true
        if let limit = list.condition,
          try value(limit, NaiveSpot(target: grain, isOfRow: true), at: place).truth != true
        {
          holds = false
        }
        if holds { taken.insert(place.key) }
      }
    case .first(let n): try pick(list, n, rank, column, grain, fromTop: true, &taken, &tied)
    case .last(let n): try pick(list, n, rank, column, grain, fromTop: false, &taken, &tied)
    }
    return try assemble(list, grain, rank, column, taken, tied)
  }

  private func isExcluded(_ list: ListStatement, _ key: NaiveKey, _ grain: NaiveGrain) throws -> Bool {
    try list.exclusions.contains {
      try value($0.condition, NaiveSpot(target: grain, isOfRow: true), at: NaivePlace(grain: grain, key: key))
        .truth == true
    }
  }

  /// The first or last n of each bench. A tier that does not fit whole is cut as 并列 says; for the last n
  /// those later in the table go first.
  private func pick(
    _ list: ListStatement, _ n: Expression, _ rank: RankStatement?, _ column: NaiveColumnName?,
    _ grain: NaiveGrain,
    fromTop: Bool, _ taken: inout Set<NaiveKey>, _ tied: inout Set<NaiveKey>
  ) throws {
    guard let rank else { throw NaiveFailure.unsupported("名单") }
    for bench in try benches(rank, column) {
      let tiers = fromTop ? bench.tiers : bench.tiers.reversed().map { $0.reversed() }
      var before = 0
      for tier in tiers {
        let tier = try tier.filter { key in
          guard let limit = list.condition else { return true }
          let place = NaivePlace(grain: grain, key: key)
          return try value(limit, NaiveSpot(target: grain, isOfRow: true), at: place).truth == true
        }
        let excluded = try tier.filter { try isExcluded(list, $0, grain) }
        // With 递补 those left out take no place.
        let competing = list.fills ? tier.filter { !excluded.contains($0) } : tier
        for (index, key) in competing.enumerated() {
          let limit = try limit(n, key, grain)
          guard before < limit else { continue }
          if before + competing.count <= limit {
            taken.insert(key)
            continue
          }
          tied.insert(key)
          if list.ties == .takeAll { taken.insert(key) }
          if list.ties != .takeAll, list.ties != .takeNone, before + index < limit { taken.insert(key) }
        }
        if list.fills {
          for key in excluded where try before < limit(n, key, grain) { taken.insert(key) }
        }
        before += competing.count
      }
    }
  }

  private func limit(_ n: Expression, _ key: NaiveKey, _ grain: NaiveGrain) throws -> Int {
    try value(n, NaiveSpot(), at: NaivePlace(grain: grain, key: key)).number?.floor().asInt ?? 0
  }

  /// Members in the order of the rank, the unranked after them in table order.
  private func assemble(
    _ list: ListStatement, _ grain: NaiveGrain, _ rank: RankStatement?, _ column: NaiveColumnName?,
    _ taken: Set<NaiveKey>, _ tied: Set<NaiveKey>
  ) throws -> [NaiveList] {
    var order: [NaiveKey] = []
    if let rank { order = try benchesInOrder(rank).flatMap { $0.tiers.joined() } }
    order += try keys(grain).filter { !order.contains($0) }
    var groups: [String?] = [nil]
    if let column {
      let present = try Set(places(grain).compactMap { try attribute(column, at: $0).text })
      groups = (table(column.table)?.column(column.column)?.options ?? []).filter { present.contains($0) }
    }
    var numbers: [Int?] = [nil]
    if case .unitPeriod(let months) = grain { numbers = periods(months) }
    var result: [NaiveList] = []
    for group in groups {
      for number in numbers {
        let members = try order.filter { key in
          if let column, try attribute(column, at: NaivePlace(grain: grain, key: key)).text != group {
            return false
          }
          guard case .unitPeriod(_, let own) = key else { return true }
          return own == number
        }
        let chosen = members.filter { taken.contains($0) }
        result.append(
          NaiveList(
            name: list.name.text, group: group, period: number,
            units: try chosen.filter { try !isExcluded(list, $0, grain) }.map(\.unitName),
            excluded: try chosen.filter { try isExcluded(list, $0, grain) }.map(\.unitName),
            cutInTie: members.filter { tied.contains($0) }.map(\.unitName)))
      }
    }
    return result
  }

  /// Benches by group in printed order, then by period.
  private func benchesInOrder(_ rank: RankStatement) throws -> [NaiveOrder.Bench] {
    let column = try within(rank.keysBy, inGroup: rank.inGroup)
    let options = column.flatMap { table($0.table)?.column($0.column)?.options } ?? []
    return try benches(rank, nil).sorted { left, right in
      let first = [left.group.flatMap { options.firstIndex(of: $0) } ?? 0, left.period ?? 0]
      let second = [right.group.flatMap { options.firstIndex(of: $0) } ?? 0, right.period ?? 0]
      return first.lexicographicallyPrecedes(second)
    }
  }

  // MARK: Checks

  /// Whether a check fails anywhere but at its exceptions.
  func fails(_ check: CheckStatement) throws -> Bool {
    let spot = NaiveSpot(fold: .one)
    let grain = try shape(check.condition, spot).grain
    return try places(grain).contains { place in
      guard try value(check.condition, spot, at: place).truth == false else { return false }
      return try !check.exceptions.contains {
        try value($0.condition, NaiveSpot(target: grain, fold: .one), at: place).truth == true
      }
    }
  }

  /// Every cell with bounds must lie inside them; absent ones need not.
  func checkBounds() throws {
    for (table, statement) in zip(tables, method.tableStatements) {
      for line in statement.columns {
        for (name, bound) in line.names.flatMap({ name in line.bounds.map { (name.text, $0) } }) {
          for place in try places(table.grain) {
            let cell = NameReference(name: statement.name, member: Name(name, line.span))
            let value = try value(cell, at: place)
            let edges = [
              (bound.low, bound.lowIsStrict ? ComparisonSign.greater : .greaterOrEqual),
              (bound.high, bound.highIsStrict ? .less : .lessOrEqual),
            ]
            for (edge, sign) in edges {
              guard let edge else { continue }
              let other = try self.value(edge, NaiveSpot(), at: place)
              if compare(sign, value, other, .number).truth == false {
                throw NaiveFailure.badData("\(name) 超出范围")
              }
            }
          }
        }
      }
    }
  }
}

extension NaiveKey {
  var unitName: String {
    switch self {
    case .unit(let name), .unitPeriod(let name, _), .signer(_, let name): name
    case .one, .period, .group, .row, .combination: ""
    }
  }
}

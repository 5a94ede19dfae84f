import Exact
import Syntax

/// Who is ranked with whom, the best first, equals together (rule 21).
struct NaiveOrder {
  struct Bench {
    /// The group and period by which it is told apart.
    var group: String?
    var period: Int?
    /// Tiers of equals, the best first; inside a tier table order.
    var tiers: [[NaiveKey]]
  }

  var benches: [Bench]
  var shown: [NaiveKey: Int]
}

extension NaiveWorld {
  func rankGrain(_ keys: [Name]) -> NaiveGrain {
    for key in keys { if let months = NaiveCalendar.months(named: key.text) { return .unitPeriod(months) } }
    return .unit
  }

  func defaultRank() throws -> RankStatement {
    let named = method.ranks.count > 1 ? method.ranks.first { ($0.name?.text ?? "名次") == "名次" } : nil
    guard let rank = named ?? method.ranks.first else { throw NaiveFailure.unsupported("名次") }
    return rank
  }

  /// The column by which a rank, list or table is told apart: 组内, or 按 a choice of the unit.
  func within(_ keys: [Name], inGroup: Bool) throws -> NaiveColumnName? {
    if inGroup { return groupColumn }
    var result: NaiveColumnName?
    for key in keys where NaiveCalendar.months(named: key.text) == nil {
      if method.ranks.contains(where: { ($0.name?.text ?? "名次") == key.text }) { continue }
      if case .column(let column, _) = try meaning(NameReference(name: key, member: nil)) { result = column }
    }
    return result
  }

  func ranks(_ name: String) throws -> [NaiveKey: Int] {
    if let known = rankValues[name] { return known }
    let result = try order(name).shown
    rankValues[name] = result
    return result
  }

  private func order(_ name: String) throws -> NaiveOrder {
    if let known = rankOrders[name] { return known }
    guard let rank = method.ranks.first(where: { ($0.name?.text ?? "名次") == name }) else {
      throw NaiveFailure.unsupported(name)
    }
    guard underWay.insert("rank " + name).inserted else { throw NaiveFailure.unsupported("cycle \(name)") }
    defer { underWay.remove("rank " + name) }
    let grain = rankGrain(rank.keysBy)
    let spot = NaiveSpot(target: grain, isOfRow: true)
    let column = try within(rank.keysBy, inGroup: rank.inGroup)
    var benches: [NaiveOrder.Bench] = []
    for place in try places(grain) {
      var group: String?
      if let column {
        guard let text = try attribute(column, at: place).text else { continue }
        group = text
      }
      var isRanked = try !value(rank.order[0].value, spot, at: place).isAbsent
      for condition in rank.unranked where try value(condition, spot, at: place).truth == true {
        isRanked = false
      }
      if let condition = rank.condition, try value(condition, spot, at: place).truth != true {
        isRanked = false
      }
      guard isRanked else { continue }
      let period: Int?
      if case .unitPeriod(_, let number) = place.key { period = number } else { period = nil }
      let index = benches.firstIndex { $0.group == group && $0.period == period } ?? benches.count
      if index == benches.count { benches.append(.init(group: group, period: period, tiers: [])) }
      try insert(place.key, into: &benches[index].tiers, by: rank.order, spot, grain)
    }
    let result = NaiveOrder(benches: benches, shown: Self.shown(benches, rank.ties))
    rankOrders[name] = result
    return result
  }

  /// Puts a key into the tier of its equals, or makes one for it.
  private func insert(
    _ key: NaiveKey, into tiers: inout [[NaiveKey]], by order: [OrderKey], _ spot: NaiveSpot,
    _ grain: NaiveGrain
  ) throws {
    for index in tiers.indices {
      switch try compare(key, tiers[index][0], by: order, spot, grain) {
      case 0: return tiers[index].append(key)
      case 1...: return tiers.insert([key], at: index)
      default: continue
      }
    }
    tiers.append([key])
  }

  /// 1 where the first key is better, -1 where it is worse. An absent value is worse either way.
  func compare(
    _ first: NaiveKey, _ second: NaiveKey, by order: [OrderKey], _ spot: NaiveSpot, _ grain: NaiveGrain
  ) throws -> Int {
    for key in order {
      let kind = try shape(key.value, spot).kind
      let left = self.order(try value(key.value, spot, at: NaivePlace(grain: grain, key: first)), kind)
      let right = self.order(try value(key.value, spot, at: NaivePlace(grain: grain, key: second)), kind)
      guard left != right else { continue }
      guard let left else { return -1 }
      guard let right else { return 1 }
      return (left < right) == key.descending ? -1 : 1
    }
    return 0
  }

  private static func shown(_ benches: [NaiveOrder.Bench], _ ties: ClosedWord?) -> [NaiveKey: Int] {
    var result: [NaiveKey: Int] = [:]
    for bench in benches {
      for (index, tier) in bench.tiers.enumerated() {
        let better = bench.tiers[..<index].reduce(0) { $0 + $1.count }
        for (place, key) in tier.enumerated() {
          result[key] = ties == .dense ? index + 1 : ties == .tableOrder ? better + place + 1 : better + 1
        }
      }
    }
    return result
  }

  /// 30%, or a parameter all of whose values are written so.
  private func isShare(_ amount: Expression) -> Bool {
    if amount.isNaivePercent { return true }
    guard case .name(let reference) = amount, let parameter = method.parameters[reference.name.text] else {
      return false
    }
    let values = [parameter.value].compactMap { $0 } + parameter.rows.compactMap(\.value)
    return !values.isEmpty && values.allSatisfy(\.isNaivePercent)
  }

  /// The rank that orders a list or table: the one told apart alike, else the first of the grain.
  func rank(for grain: NaiveGrain, _ column: NaiveColumnName?) throws -> RankStatement? {
    let all = method.ranks.filter { rankGrain($0.keysBy) == grain }
    let fitting = try all.filter { try within($0.keysBy, inGroup: $0.inGroup) == column }
    let candidates = fitting.isEmpty ? all : fitting
    return candidates.first { ($0.name?.text ?? "名次") == "名次" } ?? candidates.first
  }

  /// Who competes with whom: the rank's benches, told apart further by a column.
  func benches(_ rank: RankStatement, _ column: NaiveColumnName?) throws -> [NaiveOrder.Bench] {
    let grain = rankGrain(rank.keysBy)
    var result: [NaiveOrder.Bench] = []
    for bench in try order(rank.name?.text ?? "名次").benches {
      guard let column else {
        result.append(bench)
        continue
      }
      var groups: [String] = []
      for key in bench.tiers.joined() {
        if let text = try attribute(column, at: NaivePlace(grain: grain, key: key)).text,
          !groups.contains(text)
        {
          groups.append(text)
        }
      }
      for group in groups {
        let tiers = try bench.tiers.map { tier in
          try tier.filter { try attribute(column, at: NaivePlace(grain: grain, key: $0)).text == group }
        }
        result.append(.init(group: group, period: bench.period, tiers: tiers.filter { !$0.isEmpty }))
      }
    }
    return result
  }

  // MARK: Grades (rule 23)

  func gradeOptions(_ grade: GradeStatement) -> [String] {
    var result: [String] = []
    for name in grade.rows.map(\.grade.text) where !result.contains(name) { result.append(name) }
    for step in method.steps {
      if case .veto(let verdict)? = step.act?.kind, !result.contains(verdict.text) {
        result.append(verdict.text)
      }
    }
    return result
  }

  /// From the top down; what cannot be decided gets no grade.
  func gradeNames(_ grade: GradeStatement) throws -> [String: String] {
    var result: [String: String] = [:]
    unit: for unit in units {
      if let limit = grade.condition {
        let place = NaivePlace(grain: .unit, key: .unit(unit))
        guard try value(limit, NaiveSpot(target: .unit, isOfRow: true), at: place).truth == true else {
          continue
        }
      }
      if let verdict = try verdict(unit) {
        result[unit] = verdict
        continue
      }
      for row in grade.rows {
        let place = NaivePlace(grain: .unit, key: .unit(unit))
        switch row.test {
        case .rest: result[unit] = row.grade.text
        case .vetoed: continue
        case .condition(let condition):
          guard let truth = try value(condition, NaiveSpot(target: .unit, isOfRow: true), at: place).truth
          else {
            continue unit
          }
          if truth { result[unit] = row.grade.text }
        case .first(let amount):
          if try isAmongFirst(unit, amount, grade) { result[unit] = row.grade.text }
        }
        if result[unit] != nil { continue unit }
      }
    }
    return result
  }

  private func isAmongFirst(_ unit: String, _ amount: Expression, _ grade: GradeStatement) throws -> Bool {
    let column = try within(grade.keysBy, inGroup: grade.inGroup)
    guard let rank = try rank(for: .unit, column) else { return false }
    for bench in try benches(rank, column) {
      guard let tier = bench.tiers.firstIndex(where: { $0.contains(.unit(unit)) }) else { continue }
      guard var limit = try value(amount, NaiveSpot(), at: NaivePlace(grain: .unit, key: .unit(unit))).number
      else {
        return false
      }
      let count = bench.tiers.reduce(0) { $0 + $1.count }
      if isShare(amount) {
        limit = NaiveRounding.round(limit * Rational(count), .halfUp, to: .one) ?? .zero
      }
      return !(limit < Rational(1 + bench.tiers[..<tier].reduce(0) { $0 + $1.count }))
    }
    return false
  }
}

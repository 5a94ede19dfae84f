import Exact
import Semantics

extension Parametric {
  mutating func computeRank(_ node: NodeID, _ rank: Int) {
    _ = ranking(rank, for: node)
    let column = evaluation.rankColumn(rank, plan.nodes[node].grain)
    fill(node) { _, index in column.number(at: index).map { .constant($0) } }
  }

  /// The order of a rank here; the order of neighbours is kept.
  mutating func ranking(_ rank: Int, for node: NodeID?) -> Ranking {
    guard plan.ranks.indices.contains(rank) else { return Ranking(count: 0) }
    let definition = plan.ranks[rank]
    guard definition.keys.contains(where: { isForm($0.node) }) else {
      if reachesRank(rank) { evaluation.rankings[rank] = nil }
      return evaluation.ranking(rank)
    }
    let grain = definition.grain
    let keys = definition.keys.map { key in
      (
        forms: operand(key.node, at: grain),
        column: isForm(key.node) ? nil : evaluation.operand(key.node, at: grain), descending: key.descending
      )
    }
    let place = point
    let side = side
    func better(_ left: Int, _ right: Int) -> Int {
      for key in keys {
        if let column = key.column {
          let sign = column.order(left, right)
          guard sign != 0 else { continue }
          if column.isAbsent(at: left) || column.isAbsent(at: right) { return sign }
          return key.descending ? sign : 0 &- sign
        }
        let first = key.forms[left]
        let second = key.forms[right]
        let sign = Self.order(first, second, place, side)
        guard sign != 0 else { continue }
        if first == nil || second == nil { return sign }
        return key.descending ? sign : 0 &- sign
      }
      return 0
    }
    let isFirstAbsent = { (index: Int) -> Bool in
      guard let head = keys.first else { return false }
      return head.column?.isAbsent(at: index) ?? (head.forms[index] == nil)
    }
    let result = evaluation.ranked(definition, isFirstAbsent: isFirstAbsent, better)
    evaluation.rankings[rank] = result
    guard let node else { return result }
    for (left, right) in zip(result.order, result.order.dropFirst())
    where result.partition[Int(left)] == result.partition[Int(right)] {
      for key in keys where key.column == nil {
        guard let first = key.forms[Int(left)], let second = key.forms[Int(right)] else { continue }
        let cell = Cell(node: node, index: Int(left), owner: unitCount)
        if decidedSign(first - second, cell) != 0 { break }
      }
    }
    return result
  }

  private func reachesRank(_ rank: Int) -> Bool {
    var isReached = false
    plan.visitRank(rank) { isReached = isReached || reached[$0] }
    return isReached
  }

  mutating func computeGrade(_ node: NodeID, _ grade: Int) {
    guard plan.grades.indices.contains(grade) else { return }
    let definition = plan.grades[grade]
    if let rank = definition.rank, reachesRank(rank) { _ = ranking(rank, for: node) }
    let limits = gradeLimits(grade, plan.nodes[node].grain, for: node)
    let known = evaluation.book(of: node)
    let codes = evaluation.gradeNames(grade, plan.nodes[node].grain, limits: limits).map { name -> Int32 in
      name.flatMap { known.code(of: $0) } ?? Column.none
    }
    evaluation.columns[node] = Column(.codes(codes), count: codes.count)
  }

  /// For rows of a grade whose number of places depends on the unknowns: the places of each index here.
  mutating func gradeLimits(_ grade: Int, _ grain: Grain, for node: NodeID) -> [Int: [Rational?]] {
    let definition = plan.grades[grade]
    var result: [Int: [Rational?]] = [:]
    guard let rank = definition.rank else { return result }
    for (row, entry) in definition.rows.enumerated() {
      guard case .first(let n, let isShare, let mode) = entry.test, isForm(n) else { continue }
      let limits = operand(n, at: grain)
      var places = [Rational?](repeating: nil, count: evaluation.size(grain))
      for bench in evaluation.benches(rank, within: definition.within, grain) {
        for seat in bench.seats {
          let index = Int(seat.index)
          guard let limit = limits[index] else { continue }
          let cell = Cell(node: node, index: index, owner: unitCount)
          if isShare {
            places[index] = steps(
              limit.scaled(by: Rational(bench.seats.count)), .constant(.one), mode, cell)
          } else {
            places[index] = floor(limit, cell).map { Rational($0) }
          }
        }
      }
      result[row] = places
    }
    return result
  }
}

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
    let keys = keyOrder(rank)
    let place = point
    let side = side
    let result = evaluation.ranked(definition, isFirstAbsent: keys.isFirstAbsent) { left, right in
      keys.order(left, right, place, side)
    }
    evaluation.rankings[rank] = result
    guard let node else { return result }
    for (left, right) in zip(result.order, result.order.dropFirst())
    where result.partition[Int(left)] == result.partition[Int(right)] {
      for key in keys.keys where key.column == nil {
        guard let first = key.forms[Int(left)], let second = key.forms[Int(right)] else { continue }
        let cell = Cell(node: node, index: Int(left), owner: unitCount)
        if decidedSign(first - second, cell) != 0 { break }
      }
    }
    return result
  }

  /// The keys of a rank, as they are here.
  mutating func keyOrder(_ rank: Int) -> KeyOrder {
    let definition = plan.ranks[rank]
    return KeyOrder(
      keys: definition.keys.map { key in
        KeyOrder.Key(
          forms: operand(key.node, at: definition.grain),
          column: isForm(key.node) ? nil : evaluation.operand(key.node, at: definition.grain),
          descending: key.descending)
      })
  }

  func reachesRank(_ rank: Int) -> Bool {
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

/// The keys by which a rank orders indexes, some of them functions of the unknowns.
struct KeyOrder {
  struct Key {
    var forms: Parametric.Operand
    /// The values of a key that no unknown reaches.
    var column: Column?
    var descending: Bool
  }

  var keys: [Key]

  func isFirstAbsent(_ index: Int) -> Bool {
    guard let head = keys.first else { return false }
    return head.column?.isAbsent(at: index) ?? (head.forms[index] == nil)
  }

  /// 1 where the first is better at a place, or beside it; absent keys stand last in either direction.
  func order(_ left: Int, _ right: Int, _ point: [Rational], _ side: Parametric.Side) -> Int {
    for key in keys {
      if let column = key.column {
        let sign = column.order(left, right)
        guard sign != 0 else { continue }
        if column.isAbsent(at: left) || column.isAbsent(at: right) { return sign }
        return key.descending ? sign : 0 &- sign
      }
      let first = key.forms[left]
      let second = key.forms[right]
      let sign = Parametric.order(first, second, point, side)
      guard sign != 0 else { continue }
      if first == nil || second == nil { return sign }
      return key.descending ? sign : 0 &- sign
    }
    return 0
  }

  enum Meeting {
    case never
    case at(Rational)
    /// Possibly at roots of this, which are no fractions.
    case unsolved(Polynomial)
  }

  /// Where two indexes, as they stand to the right of a place, meet again.
  func meeting(_ left: Int, _ right: Int, after place: Rational) -> Meeting {
    for key in keys {
      if let column = key.column {
        if column.order(left, right) != 0 { return .never }
        continue
      }
      switch (key.forms[left], key.forms[right]) {
      case (nil, nil): continue
      case (nil, _), (_, nil): return .never
      case (let first?, let second?):
        let difference = first - second
        switch difference {
        case .constant(let value):
          if value.isZero { continue }
          return .never
        case .line(let value, let slope):
          guard let root = (-value).divided(by: slope.rate), root > place else { return .never }
          return .at(root)
        case .affine: return .never
        case .curve(let curve):
          switch curve.numerator.roots {
          case .fractions(let roots): return roots.first { $0 > place }.map { .at($0) } ?? .never
          case .irrational: return .unsolved(curve.numerator)
          }
        }
      }
    }
    return .never
  }
}

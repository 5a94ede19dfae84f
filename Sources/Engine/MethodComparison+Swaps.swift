import Exact
import Semantics

extension MethodComparison {
  /// What a clause adds to something: its label, and where the methods differ, whose clause it is.
  public struct Contribution: Hashable, Sendable {
    /// nil for what is in no clause: the formula of the total, results carried over.
    public var clause: String?
    /// The contender whose clause it is; nil where both have it.
    public var contender: Int?
    public var amount: Rational

    public init(clause: String?, contender: Int?, amount: Rational) {
      self.clause = clause
      self.contender = contender
      self.amount = amount
    }
  }

  /// Two units that stand one way under the first contender and the other way under the second.
  public struct Swap: Hashable, Sendable {
    /// Ahead under the first contender.
    public var ahead: Int
    /// Ahead under the second.
    public var behind: Int
    /// By how much the lead of `ahead` changes, clause by clause, the greatest loss first; those that
    /// change nothing are left out. Adds up to the change of the lead.
    public var causes: [Contribution]
  }

  /// The swapped pairs, in the order of the first contender's ranking, at most `limit`.
  public func swaps(_ first: Int, _ second: Int, limit: Int) -> [Swap] {
    var found: [Swap] = []
    for (_, units) in blocks(first, second) where found.count < limit {
      let members = units.sorted { left, right in
        (results[first][left].tier ?? 0, left) < (results[first][right].tier ?? 0, right)
      }
      let before = members.map { results[first][$0].tier ?? 0 }
      let after = members.map { results[second][$0].tier ?? 0 }
      guard RankPairs(before, after).discordant > 0 else { continue }
      pairs: for (position, unit) in members.enumerated() {
        for other in members.indices.dropFirst(position + 1)
        where before[position] < before[other] && after[position] > after[other] {
          found.append(
            Swap(
              ahead: unit, behind: members[other],
              causes: causes(unit, members[other], first, second)))
          if found.count >= limit { break pairs }
        }
      }
    }
    return found
  }

  private func causes(_ ahead: Int, _ behind: Int, _ first: Int, _ second: Int) -> [Contribution] {
    var lost = differences(ahead, first, second)
    for contribution in differences(behind, first, second) {
      let index = lost.firstIndex {
        $0.clause == contribution.clause && $0.contender == contribution.contender
      }
      if let index {
        lost[index].amount = lost[index].amount - contribution.amount
      } else {
        var other = contribution
        other.amount = -other.amount
        lost.append(other)
      }
    }
    return lost.filter { !$0.amount.isZero }.sorted { $0.amount < $1.amount }
  }

  /// By how much each clause changes a unit's score from one contender to the other: the differences of the
  /// clauses' own scores, and under no clause what is left. Adds up to the difference of the scores.
  public func differences(_ unit: Int, _ first: Int, _ second: Int) -> [Contribution] {
    guard let before = results[first][unit].score, let after = results[second][unit].score else { return [] }
    var found: [Contribution] = []
    var rest = after - before
    let isOne = isSameMethod(first, second)
    for (contender, sign) in [(first, -1), (second, 1)] {
      guard let place = places[contender][unit] else { continue }
      let evaluation = contenders[contender].evaluation
      for clause in evaluation.plan.clauses {
        guard let total = clause.total, let value = evaluation.number(total, at: place), !value.isZero else {
          continue
        }
        let amount = sign < 0 ? -value : value
        rest = rest - amount
        if isOne, let known = found.firstIndex(where: { $0.clause == clause.label }) {
          found[known].amount = found[known].amount + amount
        } else {
          found.append(
            Contribution(clause: clause.label, contender: isOne ? nil : contender, amount: amount))
        }
      }
    }
    found.removeAll { $0.amount.isZero }
    if !rest.isZero { found.append(Contribution(clause: nil, contender: nil, amount: rest)) }
    return found
  }

  /// Whether two contenders are one method with other figures.
  public func isSameMethod(_ first: Int, _ second: Int) -> Bool {
    let left = contenders[first].evaluation.plan
    let right = contenders[second].evaluation.plan
    return left.title == right.title && left.nodes.count == right.nodes.count
      && left.clauses.map(\.label) == right.clauses.map(\.label)
      && left.figures.map(\.address) == right.figures.map(\.address)
  }

  /// Who enters and who leaves a list or a grade.
  public struct Shift: Hashable, Sendable {
    public enum Of: Hashable, Sendable {
      case list(String)
      case grade(statement: String, grade: String)
    }

    public var of: Of
    public var entering: [Int]
    public var leaving: [Int]
  }

  /// Lists and grades that both contenders have by name, where somebody enters or leaves.
  public func shifts(_ first: Int, _ second: Int) -> [Shift] {
    var found: [Shift] = []
    let left = contenders[first]
    let right = contenders[second]
    for (index, list) in left.evaluation.plan.lists.enumerated() {
      guard let other = right.evaluation.plan.lists.firstIndex(where: { $0.name == list.name }) else {
        continue
      }
      let before = members(first, list: index)
      let after = members(second, list: other)
      note(.list(list.name), before, after, &found)
    }
    for (index, grade) in left.evaluation.plan.grades.enumerated() {
      guard let other = right.evaluation.plan.grades.firstIndex(where: { $0.name == grade.name }) else {
        continue
      }
      var names: [String] = []
      for row in grade.rows + right.evaluation.plan.grades[other].rows where !names.contains(row.grade) {
        names.append(row.grade)
      }
      for name in names {
        note(
          .grade(statement: grade.name, grade: name), members(first, grade: index, name),
          members(second, grade: other, name), &found)
      }
    }
    return found
  }

  private func note(_ of: Shift.Of, _ before: Set<Int>, _ after: Set<Int>, _ found: inout [Shift]) {
    guard before != after else { return }
    found.append(
      Shift(of: of, entering: after.subtracting(before).sorted(), leaving: before.subtracting(after).sorted())
    )
  }

  private func members(_ contender: Int, list: Int) -> Set<Int> {
    let own = contenders[contender]
    let periods = own.evaluation.periodsPerUnit(own.evaluation.plan.lists[list].grain)
    let codes = own.placement.lists[list]
    let listed = Set(codes.indices.filter { codes[$0] == 1 }.map { $0 / periods })
    return Set(units.indices.filter { unit in places[contender][unit].map(listed.contains) ?? false })
  }

  private func members(_ contender: Int, grade: Int, _ name: String) -> Set<Int> {
    let grades = contenders[contender].placement.grades[grade]
    return Set(
      units.indices.filter { unit in
        guard let place = places[contender][unit], grades.indices.contains(place) else { return false }
        return grades[place] == name
      })
  }
}

import Diagnostics
import Exact
import Semantics

extension ExplanationBuilder {
  // MARK: - Grades

  mutating func grades() -> [Explanation.GradeGiven] {
    plan.grades.indices.map { grade($0) }
  }

  private mutating func grade(_ number: Int) -> Explanation.GradeGiven {
    let definition = plan.grades[number]
    let names = evaluation.gradeNames(number, .unit)
    var result = Explanation.GradeGiven(
      name: definition.name, group: nil, grade: names.indices.contains(unit) ? names[unit] : nil,
      reason: .none,
      failed: [])
    if let within = definition.within, let place = index(of: within, from: .unit, unit) {
      result.group = evaluation.column(within).code(at: place).flatMap {
        evaluation.book(of: within).text($0)
      }
    }
    if let outside = definition.outside, truth(outside, .unit, unit) == true { return result }
    if let vetoed = plan.vetoed, truth(vetoed, .unit, unit) == true, let verdict = plan.verdict,
      value(verdict, .unit, unit) != .absent
    {
      result.reason = .vetoed(condition(vetoed, .unit, unit))
      return result
    }
    for row in definition.rows {
      let reason = reason(row, definition)
      if row.grade == result.grade {
        result.reason = reason
        return result
      }
      if case .condition(let node) = row.test, truth(node, .unit, unit) == nil {
        result.reason = .undecided(condition(node, .unit, unit))
        return result
      }
      result.failed.append((row.grade, reason))
    }
    return result
  }

  private mutating func reason(_ row: GradePlan.Row, _ grade: GradePlan) -> Explanation.GradeGiven.Reason {
    switch row.test {
    case .condition(let node): return .condition(condition(node, .unit, unit))
    case .vetoed:
      guard let vetoed = plan.vetoed, truth(vetoed, .unit, unit) == true else { return .vetoed([]) }
      return .vetoed(condition(vetoed, .unit, unit))
    case .rest: return .rest
    case .first(let n, let isShare, let mode):
      guard let rank = grade.rank else { return .none }
      var limit = value(n, .unit, unit).number
      let benches = evaluation.benches(rank, within: grade.within, .unit)
      let bench = benches.first { $0.seats.contains { Int($0.index) == unit } }
      if isShare { limit = limit.map { ($0 * Rational(bench?.seats.count ?? 0)).rounded(mode, digits: 0) } }
      let seat = bench?.seats.first { Int($0.index) == unit }
      return .first(standing: seat.map { Int($0.standing) }, limit: limit)
    }
  }

  // MARK: - Lists

  /// The unit's place in each list of its group: in it, left out with the reason, or not reached.
  mutating func lists(_ outcome: Outcome) -> [Explanation.ListPlace] {
    let name = unitName(unit)
    var result: [Explanation.ListPlace] = []
    for list in plan.lists {
      let group = list.within.map { value($0, .unit, unit) }
      for published in outcome.lists where published.name == list.name {
        if let group, let own = published.group, group != .text(Phrase(own)) { continue }
        var place = Explanation.ListPlace(
          name: list.name, group: published.group, period: published.period, outcome: .notListed, terms: [],
          isInTie: published.cutInTie.contains(name), isUndecided: published.undecided)
        if let excluded = published.excluded.first(where: { $0.unit == name }) {
          place.outcome = .excluded(excluded.reason)
        } else if published.entries.contains(where: { $0.unit == name }) {
          place.outcome = .listed
        }
        if case .holding(let node) = list.pick, list.grain == .unit {
          place.terms = condition(node, .unit, unit)
        }
        result.append(place)
      }
    }
    return result
  }
}

import Syntax

/// What gives points and what only takes them, told from the words.
extension Checker {
  /// Whether an act can only take points.
  func takes(_ act: Act) -> Bool {
    switch act.kind {
    case .give(let sign, _), .each(_, _, let sign, _), .perStep(_, _, let sign, _, _),
      .gap(_, _, _, let sign, _, _), .proRata(let sign, _), .addition(_, let sign, _):
      sign.isNegative
    case .map(_, let sign, let entries): entries.allSatisfy { ($0.sign ?? sign)?.isNegative == true }
    case .tiers(_, let tiers): tiers.allSatisfy { $0.pointSign?.isNegative == true }
    case .escalating(_, let occurrences, let onwards, _):
      occurrences.allSatisfy { $0.pointSign.isNegative } && onwards.map(takes) ?? true
    case .times, .instead, .counts, .drop, .cap, .floor, .untilZero, .veto, .keep, .share, .shift, .open,
      .assumption:
      false
    }
  }

  private func takes(_ onwards: Act.Onwards) -> Bool {
    switch onwards {
    case .doubling: true
    case .amount(let sign, _): sign.isNegative
    }
  }

  /// Whether steps of a clause give points: what is below zero otherwise has nothing to be used up.
  func gives(_ clauses: Set<Int>) -> Bool {
    clauses.contains { clause in
      (stepsOfClause[clause] ?? []).contains { index in
        guard steps[index].stratum == .give || steps[index].stratum == .add else { return false }
        return steps[index].act.map { !takes($0) } ?? true
      }
    }
  }

  func isUntilZero(_ act: Act) -> Bool {
    if case .untilZero = act.kind { return true }
    return false
  }

  /// Whether clauses post points, and only such as are taken.
  func onlyTakes(_ clauses: Set<Int>) -> Bool {
    !gives(clauses)
      && clauses.contains { clause in
        (stepsOfClause[clause] ?? []).contains { index in steps[index].act.map { takes($0) } == true }
      }
  }
}

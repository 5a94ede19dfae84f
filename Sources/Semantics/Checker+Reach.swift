import Diagnostics
import Syntax

extension Checker {
  /// Steps that may post into a reach: those of its clauses, and modifiers that stand elsewhere.
  func candidates(for reach: Reach) -> [Int] {
    guard let clauses = reach.clauses else { return Array(steps.indices) }
    let reaching =
      reachingSteps
      ?? steps.indices.filter { index in
        let step = steps[index]
        guard step.stratum != .give, needsBase(step) else { return false }
        return widestReach(of: step).clauses != [step.clause]
      }
    reachingSteps = reaching
    var result = Set(reaching)
    for clause in clauses { result.formUnion(stepsOfClause[clause] ?? []) }
    if case .part(let part) = reach.owner {
      result.formUnion((stepsOfClause[-1] ?? []).filter { steps[$0].part == part })
    }
    return result.sorted()
  }

  /// What a modifying step ranges over.
  func reach(of step: Step) -> Reach {
    if let known = reachOfStep[step.order] { return known }
    let reach = newReach(of: step)
    reachOfStep[step.order] = reach
    return reach
  }

  /// What a step may strike at most: 本条 and a bare 记 0 of a record range over all that it earned in the part.
  func widestReach(of step: Step) -> Reach {
    guard step.stratum == .drop, let act = step.act else { return reach(of: step) }
    if case .drop = act.kind { return reach(of: step) }
    return act.scopes.isEmpty || act.scopes.contains(.thisItem) ? partReach(step) : reach(of: step)
  }

  private func newReach(of step: Step) -> Reach {
    if step.clause < 0, let part = step.part {
      return Reach(clauses: Set(partClauses[part]), line: nil, owner: .part(part), size: 3)
    }
    let clause = Reach(clauses: [step.clause], line: nil, owner: .clause(step.clause), size: 1)
    guard let act = step.act else { return clause }
    for scope in act.scopes {
      switch scope {
      case .labels(let references): return named(references, with: nil, step)
      case .together(let references): return named(references, with: step.clause, step)
      case .thisPart: return partReach(step)
      // What a record loses it loses of all that it earned, whichever clause gave it.
      case .thisItem where step.stratum == .drop: return partReach(step)
      case .wholeYear, .thisItem, .thisPeriod, .eachPeriod, .eachKey: continue
      }
    }
    if step.stratum == .settle {
      if act.scopes.contains(.thisPeriod) { return partReach(step) }
      guard step.followsGive else {
        // 全年 不超过 100 分 in a clause of its own bounds what the others gave; so does 扣完为止 where all is taken.
        let posts = (stepsOfClause[step.clause] ?? []).contains {
          steps[$0].stratum == .give || steps[$0].stratum == .add
        }
        let earns = step.act.map { isUntilZero($0) } == true ? gives([step.clause]) : posts
        return earns ? clause : partReach(step)
      }
      return Reach(clauses: [step.clause], line: ownLine(of: step), owner: clause.owner, size: 0)
    }
    // A clause that gives points of its own modifies those; one that only modifies ranges over its part.
    let givesItself = (stepsOfClause[step.clause] ?? []).contains { steps[$0].stratum == .give }
    return givesItself ? clause : partReach(step)
  }

  /// The line that a limit at its end settles; nil where no other line of the clause gives, so that what
  /// multiplied or struck the clause is counted as well.
  private func ownLine(of step: Step) -> Int? {
    let others = (stepsOfClause[step.clause] ?? []).map { steps[$0] }
    let isAlone = !others.contains { $0.line != step.line && ($0.stratum == .give || $0.stratum == .add) }
    return isAlone ? nil : step.line
  }

  private func partReach(_ step: Step) -> Reach {
    guard let part = step.part else {
      return Reach(clauses: nil, line: nil, owner: .clause(step.clause), size: 4)
    }
    return Reach(clauses: Set(partClauses[part]), line: nil, owner: .part(part), size: 3)
  }

  private func named(_ references: [LabelReference], with own: Int?, _ step: Step) -> Reach {
    var clauses = Set(own.map { [$0] } ?? [])
    var parts: [Int] = []
    for reference in references {
      let (found, part) = labels(reference)
      clauses.formUnion(found)
      if let part { parts.append(part) }
    }
    if own == nil, references.count == 1, let part = parts.first {
      return Reach(clauses: clauses, line: nil, owner: .part(part), size: 3)
    }
    let owner: Owner =
      own == nil && clauses.count == 1 ? .clause(clauses.first ?? step.clause) : .clause(step.clause)
    return Reach(clauses: clauses, line: nil, owner: owner, size: clauses.count == 1 ? 1 : 2)
  }

  /// Clauses that a reference names, and the part where it is one. Unknown labels are found by `checkLabels`.
  func labels(_ reference: LabelReference) -> (clauses: Set<Int>, part: Int?) {
    let first = Self.foldedLabel(reference.first.text)
    if let part = partLabelled[first], reference.last == nil { return (Set(partClauses[part]), part) }
    guard let start = clauseLabelled[first] else { return ([], nil) }
    guard let last = reference.last, let end = clauseLabelled[Self.foldedLabel(last.text)] else {
      return ([start], nil)
    }
    return (Set(min(start, end)...max(start, end)), nil)
  }

  /// Reports labels that no clause or part carries.
  func checkLabels(_ references: [LabelReference]) throws(Failure) {
    for reference in references {
      for name in [reference.first] + (reference.last.map { [$0] } ?? []) {
        let label = Self.foldedLabel(name.text)
        guard clauseLabelled[label] == nil, partLabelled[label] == nil else { continue }
        throw failure(
          .unknownLabel, name.span, Phrase(name.text),
          near: Nearness.suggestions(
            for: name.text, among: plan.clauses.map(\.label) + plan.parts.map(\.label)))
      }
    }
  }
}

/// A goal by the names of the method.
public enum NamedGoal: Hashable, Sendable {
  /// A place among the first n.
  case rank(Int)
  case list(String)
  case grade(String)
}

/// The fewest further counts that get a unit to a goal, with what it was asked.
public struct Reached: Sendable {
  public let run: Run
  public let unit: Int
  public let goal: ReachGoal
  public let columns: [CountColumn]
  public let answer: Reach
  /// The unit's score and rank now and then, where the method ranks units.
  public let before: (score: Rational?, rank: Int?)
  public let after: (score: Rational?, rank: Int?)
}

/// The fewest further counts, over columns of counts in tables with one row per unit, that get a unit to a goal;
/// proved to be the fewest.
///
/// `only` names the columns that may grow; all of them where it is empty. `limit` is the largest total that is
/// tried. nil, with errors in `diagnostics`, where a name is wrong or the method has no such columns. Cost: see
/// ``ReachSearch``.
public func reach(
  _ method: Method, tables: [InputFile], options: ScoreOptions = ScoreOptions(), unit name: String,
  goal: NamedGoal, only: [String] = [], limit: Int = 200, diagnostics: inout [Diagnostic]
) -> Reached? {
  guard let run = run(method, tables: tables, options: options, diagnostics: &diagnostics) else { return nil }
  let evaluation = run.evaluation
  let plan = method.plan
  guard let code = evaluation.dataset.unit(named: name) else {
    diagnostics.append(
      Diagnostic(
        .reachUnknownUnit, at: .argument(name), Phrase(name),
        near: Nearness.suggestions(for: name, among: evaluation.dataset.units.texts)))
    return nil
  }
  let unit = Int(code)
  guard let wanted = reachGoal(goal, plan, &diagnostics) else { return nil }
  var columns = ReachSearch.columns(of: evaluation, unit: unit)
  guard !columns.isEmpty else {
    diagnostics.append(Diagnostic(.reachWithoutCounts, at: .nowhere))
    return nil
  }
  let names = columns.map(\.name)
  for column in only where !names.contains(column) {
    diagnostics.append(
      Diagnostic(
        .reachUnknownColumn, at: .argument("--column " + column), Phrase(column),
        Phrase(names.joined(separator: "、"), names.joined(separator: ", ")),
        near: Nearness.suggestions(for: column, among: names)))
  }
  guard !diagnostics.hasErrors else { return nil }
  if !only.isEmpty { columns = columns.filter { only.contains($0.name) } }
  var search = ReachSearch(evaluation, unit: unit, columns: columns, goal: wanted)
  let answer = search.run(limit: limit)
  var counts = [Int](repeating: 0, count: columns.count)
  let nothing = counts
  if case .fewest(let additions) = answer {
    for addition in additions { counts[addition.column] = addition.count }
  }
  let rank: Int
  switch wanted {
  case .rank(let index, _): rank = index
  case .list, .grade: rank = plan.rankOfUnits ?? -1
  }
  return Reached(
    run: run, unit: unit, goal: wanted, columns: columns, answer: answer,
    before: search.standing(nothing, rank: rank), after: search.standing(counts, rank: rank))
}

private func reachGoal(_ goal: NamedGoal, _ plan: Plan, _ diagnostics: inout [Diagnostic]) -> ReachGoal? {
  func unknown(_ name: String, _ known: [String], _ option: String) -> ReachGoal? {
    let shown =
      known.isEmpty
      ? Phrase("（没有）", "(none)") : Phrase(known.joined(separator: "、"), known.joined(separator: ", "))
    diagnostics.append(
      Diagnostic(
        .reachUnknownGoal, at: .argument(option + " " + name), Phrase(name), shown,
        near: Nearness.suggestions(for: name, among: known)))
    return nil
  }
  switch goal {
  case .rank(let most):
    guard let rank = plan.rankOfUnits else {
      diagnostics.append(Diagnostic(.ranksNobody, at: .nowhere, Phrase(plan.title)))
      return nil
    }
    return .rank(rank, atMost: most)
  case .list(let name):
    guard let list = plan.lists.firstIndex(where: { $0.name == name }) else {
      return unknown(name, plan.lists.map(\.name), "--list")
    }
    return .list(list)
  case .grade(let name):
    let grade = plan.grades.firstIndex { $0.rows.contains { $0.grade == name } }
    guard let grade else {
      return unknown(name, plan.grades.flatMap { $0.rows.map(\.grade) }, "--grade")
    }
    return .grade(grade, name)
  }
}

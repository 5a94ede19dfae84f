/// Runs the worked examples (试算) of a method and, where there are tallies, its checks (核对).
/// nil, with errors in `diagnostics`, where the tallies are wrong.
public func runExamples(
  _ method: Method, tables: [InputFile]?, diagnostics: inout [Diagnostic]
) -> TestedMethod? {
  let plan = method.plan
  var exercised = [Bool](repeating: false, count: plan.lines.count)
  var cases: [TestedMethod.Case] = []
  func cover(_ coverage: [Int?]) {
    for (line, count) in coverage.enumerated() where (count ?? 0) > 0 { exercised[line] = true }
  }
  for result in Scorer.runExamples(plan) {
    cover(result.coverage)
    cases.append(.init(kind: .example, name: result.name, failures: result.failures.map(failure)))
  }
  if let tables {
    guard let run = run(method, tables: tables, diagnostics: &diagnostics), let outcome = run.outcome else {
      return nil
    }
    cover(run.evaluation.coverage())
    for check in plan.checks {
      let own = outcome.findings.filter { $0.arguments.first == Phrase(check.name) }
      cases.append(
        .init(
          kind: .check, name: check.name, failures: own.filter { $0.code == .checkFailed }.map(failure),
          exceptions: own.filter { $0.code == .checkExcepted }.map(remark)))
    }
  }
  return TestedMethod(cases: cases, unexercised: unexercised(plan, exercised))
}

/// With code and place: the way to the line of the method and to the long form.
private func failure(_ diagnostic: Diagnostic) -> Phrase {
  Phrase(Render.brief(diagnostic, .chinese), Render.brief(diagnostic, .english))
}

private func remark(_ diagnostic: Diagnostic) -> Phrase {
  Phrase(diagnostic.message(.chinese), diagnostic.message(.english))
}

/// Scoring clauses none of whose lines posted anything.
private func unexercised(_ plan: Plan, _ exercised: [Bool]) -> [String] {
  plan.clauses.indices.compactMap { index in
    let posting = Set(plan.postings.map(\.by)).filter { plan.lines[$0].clause == index }
    guard !posting.isEmpty, !posting.contains(where: { exercised[$0] }) else { return nil }
    let clause = plan.clauses[index]
    return clause.title.isEmpty ? clause.label : "\(clause.label) \(clause.title)"
  }
}

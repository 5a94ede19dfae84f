/// Runs the worked examples (试算) of a method and, where there are tallies, its checks (核对).
/// nil, with errors in `diagnostics`, where the tallies are wrong.
public func runExamples(
  _ method: Method, tables: [InputFile]?, diagnostics: inout [Diagnostic]
) -> TestedMethod? {
  let plan = method.plan
  var effects: Set<Effect> = []
  var cases: [TestedMethod.Case] = []
  for result in Scorer.runExamples(plan) {
    effects.formUnion(result.effects)
    cases.append(.init(kind: .example, name: result.name, failures: result.failures.map(failure)))
  }
  if let tables {
    guard let run = run(method, tables: tables, diagnostics: &diagnostics), let outcome = run.outcome else {
      return nil
    }
    var evaluation = run.evaluation
    effects.formUnion(evaluation.effects())
    for check in plan.checks {
      let own = outcome.findings.filter { $0.arguments.first == Phrase(check.name) }
      cases.append(
        .init(
          kind: .check, name: check.name, failures: own.filter { $0.code == .checkFailed }.map(failure),
          exceptions: own.filter { $0.code == .checkExcepted }.map(remark)))
    }
  }
  let gaps = CoverageGaps(plan, effects)
  return TestedMethod(cases: cases, unexercised: gaps.clauses, unused: gaps.inClauses)
}

/// With code and place: the way to the line of the method and to the long form.
private func failure(_ diagnostic: Diagnostic) -> Phrase {
  Phrase(Render.brief(diagnostic, .chinese), Render.brief(diagnostic, .english))
}

private func remark(_ diagnostic: Diagnostic) -> Phrase {
  Phrase(diagnostic.message(.chinese), diagnostic.message(.english))
}

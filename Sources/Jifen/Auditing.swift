import Tables

/// Holds published tables against what the method gives: every cell, the order of the rows, lists and grades.
/// nil, with errors in `diagnostics`, where the method or the data are wrong, or a file does not fit the method.
/// Where other figures would explain most of the disagreements, the audit ends with them.
/// Cost: one run, the published cells, and for what disagrees a few runs over the columns concerned.
public func audit(
  _ method: Method, tables: [InputFile], published: [PublishedFile], options: ScoreOptions = ScoreOptions(),
  language: Language = .chinese, diagnostics: inout [Diagnostic]
) -> Audit? {
  guard let run = run(method, tables: tables, options: options, diagnostics: &diagnostics),
    var auditor = Auditor(run, language: language)
  else { return nil }
  return auditor.audit(published, diagnostics: &diagnostics)
}

/// Finds the figures of a method that reproduce published tables: those at the given addresses, or, without any,
/// the fewest that explain most rows. nil, with errors in `diagnostics`, where something does not fit. A figure
/// that the method leaves open may be asked for.
/// Cost: some ten runs over the published columns for each round, and an exact search over the rows.
public func fit(
  _ method: Method, tables: [InputFile], published: [PublishedFile], free addresses: [String] = [],
  domain: FigureDomain = FigureDomain(), options: ScoreOptions = ScoreOptions(),
  language: Language = .chinese, diagnostics: inout [Diagnostic]
) -> Fit? {
  guard let free = freeFigures(method.plan, addresses, &diagnostics) else { return nil }
  guard var figures = figures(method.plan, options, &diagnostics) else { return nil }
  let open = Set(free.filter { figures[$0] == nil })
  for figure in open { figures[figure] = .zero }
  guard let dataset = bind(method.plan, tables, &diagnostics) else { return nil }
  let run = Scorer.score(plan: method.plan, dataset: dataset, figures: figures)
  diagnostics += run.errors
  guard !run.errors.hasErrors, var auditor = Auditor(run, language: language) else { return nil }
  return auditor.fit(published, free: free, open: open, domain: domain, diagnostics: &diagnostics)
}

/// How far marks at discretion can move scores, ranks and lists: columns in points with bounds, all of them or
/// those named COLUMN or TABLE.COLUMN; with `blankOnly` only cells that are still blank. nil, with errors in
/// `diagnostics`, where the method has no such marks or the data are wrong.
/// Cost: two runs for each rank where every mark moves the score one way, up to some hundred otherwise.
public func bounds(
  _ method: Method, tables: [InputFile], columns: [String] = [], blankOnly: Bool = false,
  options: ScoreOptions = ScoreOptions(), language: Language = .chinese, diagnostics: inout [Diagnostic]
) -> Bounds? {
  guard let run = run(method, tables: tables, options: options, diagnostics: &diagnostics),
    var finder = BoundsFinder(run, language: language)
  else { return nil }
  return finder.bounds(columns: columns, blankOnly: blankOnly, diagnostics: &diagnostics)
}

/// The figures at addresses; nil, with errors, where one is unknown, stands twice, or there are too many.
private func freeFigures(
  _ plan: Plan, _ addresses: [String], _ diagnostics: inout [Diagnostic]
) -> [FigureID]? {
  var free: [FigureID] = []
  var isGood = true
  for address in addresses {
    // Any value does: only the address is asked about.
    switch plan.override(address + "=0") {
    case .success(let (figure, _)):
      if free.contains(figure) {
        diagnostics.append(Diagnostic(.fitFigureTwice, at: .argument("--free " + address), Phrase(address)))
        isGood = false
      }
      free.append(figure)
    case .failure(let problem):
      diagnostics.append(problem.diagnostic(at: .argument("--free " + address), text: address + "=0"))
      isGood = false
    }
  }
  if isGood, free.count > 4 {
    diagnostics.append(
      Diagnostic(.fitTooManyFigures, at: .argument("--free " + addresses[4]), Phrase("\(free.count)"), "4"))
    isGood = false
  }
  return isGood ? free : nil
}

/// What a sweep or a search for turning points came to, with the run that it started from.
public struct Swept: Sendable {
  public let run: Run
  public let sweep: Sweep
}

/// Every value of a figure between two at which a rank, a list, a grade or the bend of a score changes, exactly.
///
/// `address` names the figure as `--set` does; `from` and `to` are values as `--set` takes them. nil, with errors
/// in `diagnostics`, where the address is wrong, the interval is empty, or something cannot be computed exactly.
/// Cost: one run, and for each change the units that it concerns.
public func sweep(
  _ method: Method, tables: [InputFile], options: ScoreOptions = ScoreOptions(), address: String,
  from: String, to: String, diagnostics: inout [Diagnostic]
) -> Swept? {
  let plan = method.plan
  var bounds: [Rational] = []
  var found: FigureID?
  for (text, value) in [(from, from), (to, to)] {
    switch plan.override(address + "=" + value) {
    case .success(let (figure, value)):
      found = figure
      bounds.append(value)
    case .failure(let problem):
      let isAddress = problem.kind == .unknown || problem.kind == .ambiguous
      diagnostics.append(
        problem.diagnostic(at: .argument(isAddress ? address : text), text: address + "=" + value))
      return nil
    }
  }
  guard let figure = found, bounds.count == 2 else { return nil }
  guard bounds[0] < bounds[1] else {
    diagnostics.append(
      Diagnostic(.emptyInterval, at: .argument("\(from)..\(to)"), Phrase(from), Phrase(to)))
    return nil
  }
  // A figure that is left open is scored at the beginning of the interval.
  var options = options
  if plan.figures[figure].value == nil {
    options.settings.append(
      ScoreOptions.Setting(argument: "\(from)..\(to)", address: address, value: from))
  }
  guard let run = run(method, tables: tables, options: options, diagnostics: &diagnostics) else { return nil }
  switch Sweep.run(run.evaluation, figure: figure, from: bounds[0], to: bounds[1]) {
  case .success(let sweep): return Swept(run: run, sweep: sweep)
  case .failure(let failure):
    let reason = ObstacleText.reason(failure.obstacle, run.evaluation)
    let reached = failure.place.map { Phrase("算到 \($0.readable) 为止", "computed up to \($0.readable)") }
    diagnostics.append(
      Diagnostic(
        .notSwept, at: .argument(address), plan.figures[figure].addressPhrase, reason,
        reached ?? Phrase("在 \(from) 处就不能算", "not even \(from) can be computed")))
    return nil
  }
}

/// For every figure of the method how far it may move before a rank, a list or a grade changes. nil, with errors
/// in `diagnostics`, where the method cannot be scored. Cost: one run, and a short sweep for each figure.
public func sensitivity(
  _ method: Method, tables: [InputFile], options: ScoreOptions = ScoreOptions(),
  diagnostics: inout [Diagnostic]
) -> (run: Run, found: [Sensitivity])? {
  guard let run = run(method, tables: tables, options: options, diagnostics: &diagnostics) else { return nil }
  return (run, Sensitivity.all(run.evaluation))
}

/// The derivation of a unit's score and rank, as text for a reader: every part and clause with the lines that
/// gave or took points, caps that bit, the way to the rank keys, and why the unit stands where it does. With
/// `other`, both units side by side. nil, with errors in `diagnostics`, where something is wrong, such as a
/// unit that the tallies do not have. Cost: one run, and the postings of the unit.
public func explain(
  _ method: Method, tables: [InputFile], options: ScoreOptions = ScoreOptions(), unit: String,
  against other: String? = nil, language: Language = .chinese, diagnostics: inout [Diagnostic]
) -> String? {
  guard let run = run(method, tables: tables, options: options, diagnostics: &diagnostics),
    let first = index(of: unit, run, &diagnostics)
  else { return nil }
  guard let other else {
    return run.explanation(unit: first).map { ExplanationReport.text($0, language) }
  }
  guard let second = index(of: other, run, &diagnostics) else { return nil }
  guard first != second else {
    diagnostics.append(Diagnostic(.comparedWithItself, at: .argument(other), Phrase(unit), Phrase(other)))
    return nil
  }
  return run.comparison(first, against: second).map { ExplanationReport.text($0, language) }
}

/// The roster's index of a unit by name or alias.
private func index(of unit: String, _ run: Run, _ diagnostics: inout [Diagnostic]) -> Int? {
  let dataset = run.evaluation.dataset
  if let code = dataset.unit(named: unit) { return Int(code) }
  diagnostics.append(
    Diagnostic(
      .explainsUnknownUnit, at: .argument(unit), Phrase(unit),
      near: Nearness.suggestions(for: unit, among: dataset.units.texts)))
  return nil
}

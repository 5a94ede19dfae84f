import Tables

/// Holds published tables against what the method gives: every cell, the order of the rows, lists and grades.
/// nil, with errors in `diagnostics`, where the method or the data are wrong, or a file does not fit the method.
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

import Diagnostics
import Engine
import Reports

/// A run as one page of HTML: tables, lists, charts, the derivation of every unit, the method's text with anchors,
/// and a record of what it was made from. nil, with errors in `diagnostics`, where something is wrong.
///
/// - Parameters:
///   - record: what the page says it was made from; the variant and the settings of `options` belong there too.
///   - watches: whether the page looks for a newer one of itself and takes its place.
/// Cost: one run, and the postings of all units.
public func page(
  _ method: Method, tables: [InputFile], options: ScoreOptions = ScoreOptions(), record: RunRecord,
  sections: [PageReport.Section] = [], watches: Bool = false, language: Language = .chinese,
  diagnostics: inout [Diagnostic]
) -> [UInt8]? {
  guard let run = run(method, tables: tables, options: options, diagnostics: &diagnostics),
    let outcome = run.outcome
  else { return nil }
  let findings = (diagnostics + outcome.findings).sortedByPlace()
  return PageReport(
    run, findings: findings, source: method.source, record: record, sections: sections, watches: watches,
    language)?.page()
}

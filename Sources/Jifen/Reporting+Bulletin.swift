import Diagnostics
import Engine

/// The method's notice (通报 / bulletin) with the figures of a run. nil where the method has none, or, with errors
/// in `diagnostics`, where something is wrong; figures without a value are warned of. Cost: one run.
public func bulletin(
  _ method: Method, tables: [InputFile], options: ScoreOptions = ScoreOptions(),
  language: Language = .chinese,
  diagnostics: inout [Diagnostic]
) -> Bulletin? {
  guard let run = run(method, tables: tables, options: options, diagnostics: &diagnostics),
    let bulletin = run.bulletin(language)
  else { return nil }
  diagnostics += bulletin.findings
  return bulletin
}

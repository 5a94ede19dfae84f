/// The derivation of a unit's score and rank, as text for a reader: every part and clause with the lines that
/// gave or took points, caps that bit, the way to the rank keys, and why the unit stands where it does. With
/// `other`, both units side by side. nil, with errors in `diagnostics`, where something is wrong.
/// Cost: one run, and the postings of the unit.
public func explain(
  _ method: Method, tables: [InputFile], options: ScoreOptions, unit: String, against other: String?,
  language: Language, diagnostics: inout [Diagnostic]
) -> String? {
  guard let run = run(method, tables: tables, options: options, diagnostics: &diagnostics) else { return nil }
  _ = run
  return nil
}

import Jifen

/// Scores one table of tallies by a method: the published tables, then how a unit came to its score.
func scoreReport(method text: String, tallies: String, unit: String) -> String {
  var diagnostics: [Diagnostic] = []
  guard let method = Method.load(name: "county.jifen", text: text, diagnostics: &diagnostics) else {
    return Render.terminal(diagnostics, .english)
  }
  let file = InputFile(table: method.plan.tables[0].name, name: "tallies.csv", bytes: Array(tallies.utf8))
  guard let outcome = score(method, tables: [file], diagnostics: &diagnostics),
    let why = explain(method, tables: [file], unit: unit, language: .english, diagnostics: &diagnostics)
  else { return Render.terminal(diagnostics, .english) }

  var report = ""
  for table in outcome.tables {
    report += table.name + "\n"
    for row in table.rows {
      report += row.values.map(\.shown).joined(separator: " ") + "\n"
    }
  }
  return report + why
}

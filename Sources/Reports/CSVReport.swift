import Engine

/// A published table as CSV: header and rows in printed order, figures as published, nothing else. UTF-8
/// without BOM, LF, quotes only where RFC 4180 needs them. A text that a spreadsheet would take for a formula
/// gets an apostrophe before it, as spreadsheets themselves mark texts.
public enum CSVReport {
  public static func render(_ table: PublishedTable) -> String {
    var output = line(table.columns.map(\.header))
    for row in table.rows { output += line(table.columns.indices.map { table.shown(row, $0) }) }
    return output
  }

  /// One record with its line end.
  public static func line(_ fields: [String]) -> String {
    // A record of one empty field would read as an empty line.
    if fields == [""] { return "\"\"\n" }
    return fields.map(quoted).joined(separator: ",") + "\n"
  }

  private static func quoted(_ field: String) -> String {
    let needsQuotes = field.utf8.contains { $0 == 0x2C || $0 == 0x22 || $0 == 0x0A || $0 == 0x0D }
    let field = FormulaText.isLikeFormula(field) ? "'" + field : field
    guard needsQuotes else { return field }
    return field.unicodeScalars.reduce(into: "\"") { result, scalar in
      if scalar == "\"" { result += "\"" }
      result.unicodeScalars.append(scalar)
    } + "\""
  }
}

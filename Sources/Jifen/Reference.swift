import Diagnostics

/// Pages of the reference that come from the language's own tables, as Markdown, so that they cannot drift: the
/// catalog holds them as files, and a test compares.
public enum Reference {
  /// A row of a table; bars and line breaks inside cells are escaped.
  static func row(_ cells: [String]) -> String {
    "| " + cells.map { escaped($0, in: "|") }.joined(separator: " | ") + " |\n"
  }

  static func table(_ header: [String], _ rows: [[String]]) -> String {
    row(header) + row(header.map { _ in "---" }) + rows.map(row).joined()
  }

  /// Words as code: `得`、`计`.
  static func code(_ words: [String], _ language: Language) -> String {
    words.map { "`" + $0 + "`" }.joined(separator: Phrase("、", ", ")[language])
  }

  /// Plain text as Markdown.
  static func plain(_ text: String) -> String { escaped(text, in: "*<`[\\") }

  private static func escaped(_ text: String, in marks: String) -> String {
    var result = ""
    for character in text {
      if marks.contains(character) { result += "\\" }
      result.append(character == "\n" ? " " : character)
    }
    return result
  }
}

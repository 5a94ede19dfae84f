import Diagnostics
import Engine

/// An outcome as Markdown with pipe tables, for a wiki or a pull request.
public enum MarkdownReport {
  public static func render(_ outcome: Outcome, _ language: Language) -> String {
    var blocks = ["# " + escaped(outcome.method)]
    for table in outcome.tables {
      // A table without a name of its own has the method's, which stands above it already.
      if table.name != outcome.method { blocks.append("## " + escaped(table.name)) }
      for section in table.sections(language) {
        if let heading = section.heading { blocks.append("### " + escaped(heading)) }
        blocks.append(pipes(table, section.rows))
      }
    }
    if !outcome.lists.isEmpty {
      blocks.append("## " + Report.lists[language])
      blocks.append(outcome.lists.map { item($0, language) }.joined(separator: "\n"))
    }
    if !outcome.grades.isEmpty {
      blocks.append("## " + Report.grades[language])
      for grades in outcome.grades {
        let title = Report.title(grades.name, group: grades.group, period: nil, language)
        if !title.isEmpty { blocks.append("### " + escaped(title)) }
        let items = grades.rows.map { row in
          bullet(row.grade, Report.joined(row.units, language), language)
        }
        blocks.append(items.joined(separator: "\n"))
      }
    }
    if !outcome.findings.isEmpty {
      blocks.append("## " + Report.findings[language])
      blocks.append(
        outcome.findings.map { "- " + escaped(Render.brief($0, language)) }.joined(separator: "\n"))
    }
    return blocks.joined(separator: "\n\n") + "\n"
  }

  static func pipes(_ table: PublishedTable, _ rows: [PublishedTable.Row]) -> String {
    let printed = table.printedColumns
    func line(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |" }
    let header = line(printed.map { escaped(table.columns[$0].header) })
    let rule = line(printed.map { table.columns[$0].isNumber ? "---:" : "---" })
    let body = rows.map { row in line(printed.map { escaped(table.shown(row, $0)) }) }
    return ([header, rule] + body).joined(separator: "\n")
  }

  private static func item(_ list: PublishedList, _ language: Language) -> String {
    let title = Report.title(list.name, group: list.group, period: list.period, language)
    let head = bullet(title, Report.joined(list.entries.map(\.unit), language), language)
    return ([head] + Report.remarks(list, language).map { "  - " + escaped($0) }).joined(separator: "\n")
  }

  private static func bullet(_ name: String, _ text: String, _ language: Language) -> String {
    "- **" + escaped(name) + "**" + Report.colon[language] + escaped(text)
  }

  /// Marks that Markdown or HTML would take as their own are escaped; line ends become `<br>`.
  static func escaped(_ text: String) -> String {
    var result = ""
    for character in text {
      switch character {
      case "\\", "|", "*", "_", "`", "<", "[", "~", "&": result += "\\" + String(character)
      case "\n", "\r\n", "\r": result += "<br>"
      default: result += PlainLine.escaped(String(character))
      }
    }
    return result
  }
}

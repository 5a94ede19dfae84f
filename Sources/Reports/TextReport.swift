import Diagnostics
import Engine

/// An outcome for a screen of fixed-width characters: tables in columns that allow for double-width
/// characters, then lists, grades and findings.
public enum TextReport {
  public static func render(_ outcome: Outcome, _ language: Language) -> String {
    var blocks: [[String]] = [[PlainLine.escaped(outcome.method)]]
    // A table without a name of its own has the method's, which stands above it already.
    for table in outcome.tables { blocks += render(table, isNamed: table.name != outcome.method, language) }
    if !outcome.lists.isEmpty { blocks.append(lists(outcome.lists, language)) }
    if !outcome.grades.isEmpty { blocks.append(grades(outcome.grades, language)) }
    if !outcome.findings.isEmpty {
      blocks.append(
        [Report.findings[language]] + outcome.findings.map { "  " + Render.brief($0, language) })
    }
    return blocks.map { $0.joined(separator: "\n") }.joined(separator: "\n\n") + "\n"
  }

  private static func render(_ table: PublishedTable, isNamed: Bool, _ language: Language) -> [[String]] {
    let printed = table.printedColumns
    var grid = TextGrid(
      headers: printed.map { table.columns[$0].header },
      alignments: printed.map { table.columns[$0].isNumber ? .right : .left })
    for row in table.rows { grid.append(printed.map { table.shown(row, $0) }) }
    var blocks: [[String]] = []
    var first = 0
    for section in table.sections(language) {
      let heading = section.heading.map { [Phrase("【\($0)】", "[\($0)]")[language]] } ?? []
      blocks.append(heading + grid.lines(first..<(first + section.rows.count)))
      first += section.rows.count
    }
    if blocks.isEmpty { blocks = [grid.lines(0..<0)] }
    if isNamed { blocks[0].insert(PlainLine.escaped(table.name), at: 0) }
    return blocks
  }

  private static func lists(_ lists: [PublishedList], _ language: Language) -> [String] {
    var lines = [Report.lists[language]]
    for list in lists {
      let title = Report.title(list.name, group: list.group, period: list.period, language)
      let units = Report.joined(list.entries.map(\.unit), language)
      lines.append("  " + PlainLine.escaped(title + Report.colon[language] + units))
      lines += Report.remarks(list, language).map { "    " + PlainLine.escaped($0) }
    }
    return lines
  }

  private static func grades(_ grades: [PublishedGrades], _ language: Language) -> [String] {
    var lines = [Report.grades[language]]
    for grade in grades {
      let title = Report.title(grade.name, group: grade.group, period: nil, language)
      if !title.isEmpty { lines.append("  " + PlainLine.escaped(title)) }
      let indent = title.isEmpty ? "  " : "    "
      lines += grade.rows.map { row in
        indent + PlainLine.escaped(row.grade + Report.colon[language] + Report.joined(row.units, language))
      }
    }
    return lines
  }
}

/// Cells in aligned columns under a header and a rule. Cost: cells; widths are kept, not measured again.
struct TextGrid {
  let headers: [String]
  let alignments: [DisplayWidth.Alignment]
  private var rows: [[(text: String, width: Int)]] = []
  private var widths: [Int]

  init(headers: [String], alignments: [DisplayWidth.Alignment]) {
    self.headers = headers.map(PlainLine.escaped)
    self.alignments = alignments
    widths = self.headers.map { DisplayWidth.of($0) }
  }

  /// Adds a row of as many cells as there are headers.
  mutating func append(_ cells: [String]) {
    let row = cells.map { cell in
      let text = PlainLine.escaped(cell)
      return (text: text, width: DisplayWidth.of(text))
    }
    for (index, cell) in row.enumerated() where index < widths.count {
      widths[index] = max(widths[index], cell.width)
    }
    rows.append(row)
  }

  /// Header, rule and some of the rows.
  func lines(_ range: Range<Int>) -> [String] {
    let header = headers.map { (text: $0, width: DisplayWidth.of($0)) }
    let rule = widths.map { width in
      (text: String(decoding: [UInt8](repeating: 0x2D, count: width), as: UTF8.self), width: width)
    }
    return ([header, rule] + rows[range]).map(line)
  }

  private func line(_ cells: [(text: String, width: Int)]) -> String {
    var line: [UInt8] = []
    // A Han letter has three bytes and two columns.
    line.reserveCapacity(2 * widths.reduce(2 * widths.count, +))
    var owed = 0
    for (index, cell) in cells.enumerated() {
      let blanks = widths[index] - cell.width
      if index > 0 { owed += 2 }
      if alignments[index] == .right { owed += blanks }
      if !cell.text.isEmpty {
        // Blanks are written only before a text, so that no line ends in them.
        for _ in 0..<owed { line.append(0x20) }
        line.append(contentsOf: cell.text.utf8)
        owed = 0
      }
      if alignments[index] == .left { owed += blanks }
    }
    return String(decoding: line, as: UTF8.self)
  }
}

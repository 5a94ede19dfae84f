import Auditing
import Diagnostics
import Tables

extension AuditPage {
  func title(_ number: Int) -> String {
    let print = audit.prints[number]
    return print.name.isEmpty ? print.grid.title : print.name
  }

  mutating func anchor(print number: Int) -> String {
    anchors.name("t", title(number) + "\u{1}" + audit.prints[number].grid.title)
  }

  /// Where a disagreement is told. A stable name: links stay good when the page is made anew.
  mutating func anchor(_ disagreement: Disagreement) -> String {
    anchors.name(
      "d",
      [disagreement.table, disagreement.row, disagreement.column ?? disagreement.kind.rawValue].joined(
        separator: "-"))
  }

  /// Where it stands in the published table.
  mutating func mark(_ disagreement: Disagreement) -> String { "x" + anchor(disagreement).dropFirst() }

  /// A published table as it was read, its disagreeing cells marked; below, each of them explained.
  mutating func print(_ number: Int) {
    let print = audit.prints[number]
    let own = audit.disagreements.filter { isOf(print, $0) }
    heading(anchor(print: number), title(number))
    if own.isEmpty {
      html.element("p", say("✓ 核对过的格全部一致。", "✓ All audited cells agree."))
    } else if print.grid.rowCount > 12 {
      only()
    }
    let isFolded = own.isEmpty && print.grid.rowCount > 12
    if isFolded {
      html.markup("<details><summary>")
      html.text(say("印发的表（\(print.grid.rowCount) 行）", "The published table (\(print.grid.rowCount) rows)"))
      html.markup("</summary><div>")
    }
    table(print, number)
    if isFolded { html.markup("</div></details>\n") }
    if !own.isEmpty {
      html.element("h3", say("不一致之处", "Disagreements"))
      html.markup("<ol class=wrongs>\n")
      for disagreement in own { explanation(disagreement) }
      html.markup("</ol>\n")
    }
    html.markup("</section>\n")
  }

  /// Whether a disagreement is about a published file.
  private func isOf(_ print: Audit.Print, _ disagreement: Disagreement) -> Bool {
    switch disagreement.place {
    case .cell(let file, let sheet, _, _, _, _): file == print.grid.name && sheet == print.grid.sheet
    case .file(let file): file == print.grid.name && print.grid.sheet == nil
    case .nowhere, .text, .argument: false
    }
  }

  /// Leaves out the rows that agree, without a script.
  private mutating func only() {
    guard !hasSwitch else { return }
    hasSwitch = true
    html.markup("<p class=only><label><input type=checkbox id=only> ")
    html.text(say("各表只看有不一致的行", "Show only rows that disagree, in all tables"))
    html.markup("</label></p>\n")
  }

  private mutating func table(_ print: Audit.Print, _ number: Int) {
    let grid = print.grid
    let numeric = grid.headers.indices.map { isNumeric(grid, $0) }
    html.markup(
      "<div class=\"wide\(grid.rowCount > 40 ? " tall" : "")\" tabindex=0 role=region aria-label=\"\(HTMLText.attribute(title(number)))\"><table class=data>"
    )
    html.element("caption", grid.title)
    html.markup("<thead><tr>")
    for (column, header) in grid.headers.enumerated() {
      let isRead = print.audited.contains(column) || column == print.unitColumn
      let classes = (numeric[column] ? ["n"] : []) + (isRead ? [] : ["unread"])
      html.markup("<th scope=col\(Self.attribute(classes))>")
      html.text(header)
      if !isRead { html.element("small", say("未核对", "not audited")) }
    }
    html.markup("</thead>\n<tbody>")
    for row in 0..<grid.rowCount {
      let found = grid.headers.indices.map { column in
        Cell(grid.place(row: row, column: column)).flatMap { marks[$0] } ?? []
      }
      let unit = print.unitColumn.map { CellParser.trimmed(grid.text(row: row, column: $0)) } ?? ""
      html.markup("\n<tr" + (found.allSatisfy(\.isEmpty) ? " class=fine" : ""))
      if !unit.isEmpty { html.markup(" data-u=\"\(HTMLText.attribute(unit))\"") }
      html.markup(">")
      for column in grid.headers.indices {
        let isRead = print.audited.contains(column) || column == print.unitColumn
        cell(
          CellParser.trimmed(grid.text(row: row, column: column)), found[column], isNumber: numeric[column],
          isHead: column == print.unitColumn, isRead: isRead)
      }
    }
    html.markup("</tbody></table></div>\n")
  }

  private mutating func cell(
    _ text: String, _ found: [Int], isNumber: Bool, isHead: Bool, isRead: Bool
  ) {
    let isLong = !isNumber && DisplayWidth.of(text) > 24
    let classes =
      (isNumber ? ["n"] : []) + (isLong ? ["long"] : []) + (isRead ? [] : ["unread"])
      + (found.isEmpty ? [] : ["wrong"])
    html.markup((isHead ? "<th scope=row" : "<td") + Self.attribute(classes) + ">")
    guard let first = found.first else { return html.text(text) }
    for (place, index) in found.enumerated() {
      let disagreement = audit.disagreements[index]
      let id = place == 0 ? " id=\"\(mark(audit.disagreements[first]))\"" : ""
      if place == 0 {
        html.markup("<a\(id) href=\"#\(anchor(disagreement))\">")
        html.text(text.isEmpty ? say("（空）", "(blank)") : text)
        html.markup("</a>")
      }
      html.element("small", "≠ " + wanted(disagreement)[language])
    }
  }

  /// What should stand in the cell, in a few words.
  private func wanted(_ disagreement: Disagreement) -> Phrase {
    let computed =
      disagreement.computed.isEmpty ? Phrase("空", "blank") : Phrase(disagreement.computed)
    if disagreement.column == nil {
      switch disagreement.kind {
      case .order:
        return Phrase("应在第 \(disagreement.computed) 个", "belongs in place \(disagreement.computed)")
      case .unitRepeated: return Phrase("重复", "twice")
      case .unitExtra: return Phrase("按办法没有", "not by the method")
      case .list, .cutInTie, .follows: return Phrase("按办法不在名单上", "not on the list by the method")
      case .unitMissing, .rounding, .truncated, .staleRank, .tie, .unitSpelling, .blank, .arithmetic,
        .otherFigures,
        .misplaced,
        .input, .text, .unexplained:
        break
      }
    }
    return Phrase("按办法 \(computed.chinese)", "method: \(computed.english)")
  }

  private mutating func explanation(_ disagreement: Disagreement) {
    let isMarked = Cell(disagreement.place).map { marks[$0]?.first } ?? nil
    html.markup("<li id=\"\(anchor(disagreement))\"")
    if !disagreement.row.isEmpty { html.markup(" data-u=\"\(HTMLText.attribute(disagreement.row))\"") }
    html.markup("><b>")
    html.text(AuditReport.subject(disagreement))
    html.markup("</b> ")
    if let name = disagreement.cellName, let first = isMarked {
      html.markup("<a href=\"#\(mark(audit.disagreements[first]))\">")
      html.text(name)
      html.markup("</a> ")
    }
    html.text(AuditReport.values(disagreement)[language])
    html.markup(" <span class=kind>")
    html.text(disagreement.kind.title[language])
    html.markup("</span>")
    if !disagreement.explanations.isEmpty {
      html.markup("<ul>")
      for explanation in disagreement.explanations { html.element("li", explanation[language]) }
      html.markup("</ul>")
    }
    html.markup("\n")
  }

  private func isNumeric(_ grid: Grid, _ column: Int) -> Bool {
    var hasNumber = false
    for row in 0..<grid.rowCount {
      let text = grid.text(row: row, column: column)
      if ShownNumber.isBlank(text) { continue }
      guard ShownNumber(text) != nil else { return false }
      hasNumber = true
    }
    return hasNumber
  }

  private static func attribute(_ classes: [String]) -> String {
    classes.isEmpty ? "" : " class=\"\(classes.joined(separator: " "))\""
  }
}

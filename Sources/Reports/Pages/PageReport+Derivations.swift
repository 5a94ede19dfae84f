import Diagnostics
import Engine
import Exact

extension PageReport {
  /// Records that one line shows where there are so many units; the rest is counted.
  private var mostRecords: Int { overview.units.count > 300 ? 6 : ExplanationReport.mostRecords }

  mutating func derivations() {
    guard !overview.units.isEmpty else { return }
    heading("units", say("逐单位的来历", "Unit by unit"))
    html.markup(
      "<p class=tools hidden><button type=button id=unfold>\(say("全部展开", "Unfold all"))</button> "
        + "<button type=button id=fold>\(say("全部收起", "Fold all"))</button></p>\n")
    var group: String??
    for unit in overview.order {
      guard let explanation = run.explanation(unit: unit) else { continue }
      if overview.groups.count > 1, group != .some(explanation.group) {
        html.element("h3", explanation.group ?? Report.noGroup[language])
        group = explanation.group
      }
      derivation(explanation)
    }
    html.markup("</section>\n")
  }

  /// One unit, folded. The anchor lies inside, so that a link to it unfolds it.
  private mutating func derivation(_ explanation: Explanation) {
    html.markup("<details data-u=\"\(HTMLText.attribute(explanation.unit))\"")
    if let group = explanation.group { html.markup(" data-g=\"\(HTMLText.attribute(group))\"") }
    html.markup("><summary>")
    html.element("b", explanation.unit)
    if let standing = explanation.standings.first {
      html.markup(" <span>")
      html.text(writer.summary(standing))
      if let key = standing.keys.first {
        html.text(say("，", "; ") + writer.keyText(key))
      }
      html.markup("</span>")
    }
    html.markup("</summary><div id=\"\(anchors.name("u", explanation.unit))\">\n")
    points(explanation)
    lines(say("合计", "Totals"), explanation.totals.flatMap(writer.derivation))
    for standing in explanation.standings {
      let block = writer.standing(standing)
      lines(block.first ?? "", Array(block.dropFirst()))
    }
    for block in [
      writer.grades(explanation.grades), writer.lists(explanation.lists, of: explanation.group),
    ] where !block.isEmpty { lines(block[0], Array(block.dropFirst())) }
    source(explanation)
    html.markup("</div></details>\n")
  }

  /// Lines under a heading; what the text indents stands in.
  private mutating func lines(_ heading: String, _ lines: [String]) {
    guard !lines.isEmpty else { return }
    html.element("h4", heading)
    html.markup("<ul>")
    for line in lines {
      html.markup("<li>")
      html.text(String(line.drop { $0 == " " }))
    }
    html.markup("</ul>\n")
  }

  private mutating func source(_ explanation: Explanation) {
    guard !explanation.rows.isEmpty else { return }
    let rows = explanation.rows.map { row in
      let file = row.file.split(separator: "/").last.map(String.init) ?? row.file
      return say("\(file) 第 \(row.row) 行", "\(file) row \(row.row)")
    }
    html.element("small", say("数据：", "Data: ") + writer.list(rows))
  }

  // MARK: - Points

  private mutating func points(_ explanation: Explanation) {
    html.element("h4", say("得分", "Points"))
    var idle: [(label: String, title: String)] = []
    html.markup("<ul>")
    for part in explanation.parts {
      let isPart = !part.label.isEmpty
      let isOpen = isPart && (!part.lines.isEmpty || part.clauses.contains { !$0.lines.isEmpty })
      if isOpen {
        html.markup("<li><b>")
        html.text(writer.heading(part.label, part.title) + say("：", ": ") + writer.text(part.total))
        html.markup("</b><ul>")
      }
      for clause in part.clauses {
        guard !clause.lines.isEmpty else {
          idle.append((clause.label, clause.title))
          continue
        }
        html.markup("<li>")
        link(clause: clause.label, clause.title)
        html.text(say("：", ": "))
        html.element("b", writer.text(clause.total))
        if clause.lines.count == 1, let short = writer.short(clause.lines[0]) {
          html.markup(" <span>")
          html.text(short)
          html.markup("</span>")
        } else {
          html.markup("<ul>")
          for line in clause.lines { self.line(line) }
          html.markup("</ul>")
        }
        for assumption in clause.assumptions {
          html.element("small", say("暂按：\(assumption)", "assumed: \(assumption)"))
        }
        html.markup("\n")
      }
      for line in part.lines { self.line(line) }
      if isOpen { html.markup("</ul>\n") }
    }
    html.markup("</ul>\n")
    self.idle(idle)
  }

  /// The clauses that gave nothing, by their labels.
  private mutating func idle(_ clauses: [(label: String, title: String)]) {
    guard !clauses.isEmpty else { return }
    html.markup("<p>")
    html.text(say("没有得分的条款：", "Clauses that gave nothing: "))
    for (place, clause) in clauses.enumerated() {
      if place > 0 { html.markup(Report.comma[language]) }
      if overview.units.count > 300 {
        html.text(clause.label)
      } else {
        link(clause: clause.label, clause.title)
      }
    }
    html.markup("</p>\n")
  }

  mutating func link(clause label: String, _ title: String) {
    html.markup("<a href=\"#\(anchors.name("c", label))\">")
    html.text(writer.heading(label, title))
    html.markup("</a>")
  }

  /// What one line of a clause gave, with the records that it gave for.
  private mutating func line(_ line: Explanation.Line) {
    html.markup("<li>")
    if let short = writer.short(line) { return html.text(short) }
    html.text(writer.caption(line))
    let shown = Array(line.entries.prefix(mostRecords))
    let headers = writer.headers(shown)
    let rows = shown.map { writer.row($0, headers) }
    let width = rows.map(\.count).max() ?? 0
    let used = (0..<width).filter { column in
      rows.contains { $0.indices.contains(column) && !$0[column].isEmpty }
    }
    html.markup("<table>")
    for row in rows {
      html.markup("<tr>")
      for column in used {
        html.markup("<td>")
        html.text(row.indices.contains(column) ? row[column] : "")
      }
    }
    html.markup("</table>")
    let rest = line.entries.dropFirst(shown.count)
    if !rest.isEmpty {
      let sum = writer.text(writer.sum(rest))
      html.text(say("另有 \(rest.count) 笔，合计 \(sum)", "\(rest.count) more, together \(sum)"))
    }
    if line.entries.count <= 6 {
      for detail in shown.flatMap({ writer.details($0, "") }) { html.element("small", detail) }
    }
  }
}

extension ExplanationWriter {
  /// 总分 24 分.
  func keyText(_ key: Explanation.Key) -> String {
    key.value == .absent ? "" : key.text + " " + text(key.value)
  }

  /// A line with one amount that is no record's, as one text; nil for others.
  func short(_ line: Explanation.Line) -> String? {
    guard line.entries.count == 1, let only = line.entries.first, only.record == nil, only.period == nil,
      only.details.isEmpty
    else { return nil }
    return origin(line) + title(line.text) + say("：", ": ") + arithmetic(only)
  }

  /// The line in the method's words, with what its amounts come to where there are several.
  func caption(_ line: Explanation.Line) -> String {
    var title = origin(line) + self.title(line.text)
    if line.entries.count > 1 {
      let total = text(sum(line.entries[...]))
      title += say("（\(line.entries.count) 笔，\(total)）", " (\(line.entries.count) entries, \(total))")
    }
    return title
  }

  private func origin(_ line: Explanation.Line) -> String {
    line.from.map { say("按“\($0)” ", "by “\($0)”: ") } ?? ""
  }
}

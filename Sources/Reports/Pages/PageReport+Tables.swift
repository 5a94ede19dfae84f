import Diagnostics
import Engine
import Exact

extension PageReport {
  mutating func tables() {
    guard !outcome.tables.isEmpty else { return }
    heading("tables", say("公布的表", "Tables"))
    for table in outcome.tables { self.table(table) }
    html.markup("</section>\n")
  }

  /// A published table, its figures as printed. Cells carry a number to sort by only where the printed text does
  /// not say it.
  private mutating func table(_ table: PublishedTable) {
    let printed = table.printedColumns
    let keys = printed.map { sortKeys(table, $0) }
    let isOfUnits = table.rows.contains { !$0.unit.isEmpty }
    html.markup(
      "<div class=\"wide\(table.rows.count > 40 ? " tall" : "")\" tabindex=0 role=region aria-label=\"\(HTMLText.attribute(table.name))\"><table class=data>"
    )
    html.element("caption", table.name)
    html.markup("<thead><tr>")
    for column in printed {
      let header = table.columns[column].header
      var styles = table.columns[column].isNumber ? ["n"] : []
      // Long headers break into fewer lines.
      if DisplayWidth.of(header) > 8 { styles.append("w") }
      let style = styles.count > 1 ? " class=\"n w\"" : styles.first.map { " class=\($0)" } ?? ""
      html.markup("<th scope=col\(style)>")
      html.text(header)
    }
    html.markup("</thead>\n")
    let unitColumn = printed.first { table.columns[$0].role == .unit }
    var place = 0
    for section in table.sections(language) {
      html.markup("<tbody>")
      if let heading = section.heading {
        html.markup("<tr class=group><th scope=rowgroup colspan=\(max(1, printed.count))>")
        html.text(heading)
      }
      for row in section.rows {
        let group = row.group ?? table.group
        html.markup("\n<tr")
        if isOfUnits, !row.unit.isEmpty {
          html.markup(" data-u=\"\(HTMLText.attribute(row.unit))\"")
          if section.heading == nil, let group { html.markup(" data-g=\"\(HTMLText.attribute(group))\"") }
        }
        html.markup(">")
        for (index, column) in printed.enumerated() {
          cell(table, row, column, key: keys[index].map { $0[place] }, isHead: column == unitColumn)
        }
        place += 1
      }
      html.markup("</tbody>\n")
    }
    html.markup("</table></div>\n")
  }

  private mutating func cell(
    _ table: PublishedTable, _ row: PublishedTable.Row, _ column: Int, key: Int?, isHead: Bool
  ) {
    let tag = isHead ? "th scope=row" : "td"
    let shown = table.shown(row, column)
    let isLong = !table.columns[column].isNumber && DisplayWidth.of(shown) > 24
    let style = table.columns[column].isNumber ? " class=n" : isLong ? " class=long" : ""
    html.markup("<\(tag)\(style)" + (key.map { " data-s=\($0)" } ?? "") + ">")
    if isHead, shown == row.unit, !shown.isEmpty { link(unit: shown) } else { html.text(shown) }
  }

  /// The place of each row's exact value in its column; nil for columns of texts, and where every cell prints its
  /// exact value as a plain number.
  private func sortKeys(_ table: PublishedTable, _ column: Int) -> [Int]? {
    guard table.columns[column].isNumber else { return nil }
    let values = table.rows.map { row -> Rational? in
      guard row.values.indices.contains(column), case .number(let number) = row.values[column].exact else {
        return nil
      }
      return number
    }
    let isPlain = table.rows.indices.allSatisfy { place in
      values[place].map { $0.plain == table.shown(table.rows[place], column) }
        ?? table.shown(table.rows[place], column).isEmpty
    }
    guard !isPlain else { return nil }
    let distinct = Set(values.compactMap { $0 }).sorted()
    let places = Dictionary(uniqueKeysWithValues: distinct.enumerated().map { ($1, $0 + 1) })
    return values.map { value in value.flatMap { places[$0] } ?? 0 }
  }

  // MARK: - Lists, grades, findings

  mutating func lists() {
    guard !outcome.lists.isEmpty || !outcome.grades.isEmpty else { return }
    heading("lists", say("名单和等次", "Lists and grades"))
    if !outcome.lists.isEmpty {
      html.markup("<dl>")
      for list in outcome.lists {
        html.element("dt", Report.title(list.name, group: list.group, period: list.period, language))
        html.markup("<dd>")
        units(list.entries.map(\.unit))
        for remark in Report.remarks(list, language) { html.element("small", remark) }
        html.markup("</dd>\n")
      }
      html.markup("</dl>\n")
    }
    for grades in outcome.grades {
      html.element("h3", Report.title(grades.name, group: grades.group, period: nil, language))
      html.markup("<dl>")
      for row in grades.rows {
        html.element("dt", row.grade)
        html.markup("<dd>")
        units(row.units)
        html.markup("</dd>\n")
      }
      html.markup("</dl>\n")
    }
    html.markup("</section>\n")
  }

  private mutating func units(_ names: [String]) {
    guard !names.isEmpty else { return html.text(Report.none[language]) }
    for (place, name) in names.enumerated() {
      if place > 0 { html.markup(Report.comma[language]) }
      link(unit: name)
    }
    guard names.count > 1 else { return }
    html.element("small", say("共 \(names.count) 个", "\(names.count) in all"))
  }

  mutating func findings() {
    guard !outcome.findings.isEmpty else { return }
    heading("findings", Report.findings[language])
    html.markup("<ul class=findings>")
    for finding in outcome.findings {
      html.markup("<li>")
      html.text(Render.brief(finding, language))
      if let line = self.line(of: finding.place) {
        html.markup(" <a href=\"#L\(line)\">\(HTMLText.escaped(say("看原文", "see the method")))</a>")
      }
      html.markup("\n")
    }
    html.markup("</ul></section>\n")
  }
}

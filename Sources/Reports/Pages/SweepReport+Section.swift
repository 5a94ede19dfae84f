import Diagnostics
import Engine
import Exact
import Semantics

extension SweepReport {
  /// Changes that a page lists; the rest can be had with `jifen sweep`.
  private static let mostRows = 400

  /// The sweep as a section of a page: how far the figure may move, how the order follows it, and every turning
  /// point as a table.
  public static func section(
    _ sweep: Sweep, _ evaluation: Evaluation, number: Int, _ language: Language
  ) -> PageReport.Section {
    let figure = evaluation.plan.figures[sweep.figure]
    let address = FiguresReport.address(figure, language)
    let from = FigureText.shown(sweep.from, figure, language)
    let to = FigureText.shown(sweep.to, figure, language)
    var html = HTMLText()
    html.element(
      "p", Phrase("\(address)：从 \(from) 变到 \(to)。", "\(address): moves from \(from) to \(to).")[language])
    if let value = evaluation.figures[sweep.figure] {
      html.markup("<ul>")
      for line in safety(sweep, evaluation, value, figure, 3, language) { html.element("li", line) }
      html.markup("</ul>\n")
    }
    let chart = SweepChart(sweep: sweep, evaluation: evaluation, language: language)
    let panels = chart.panels()
    let drawn = panels.flatMap { $0.lines.map(\.name) }
    if !panels.isEmpty {
      html.element(
        "p",
        Phrase(
          "图中横向是这个数字，虚线是现在的值，竖线是先后转折的地方；两端是名次；灰线的单位先后不变。",
          "In the charts the figure runs from left to right; the dashed line is its present value, upright lines are where the order turns; ranks stand at both ends; grey units keep their place."
        )[language])
    }
    for panel in panels {
      let caption =
        Phrase("先后的变化", "The order")[language] + (panel.title.map { Report.inBrackets($0)[language] } ?? "")
      html.markup("<figure><figcaption>")
      html.text(caption)
      html.markup("</figcaption>")
      html.markup("<div class=wide tabindex=0 role=region aria-label=\"\(HTMLText.attribute(caption))\">")
      html.append(chart.drawn(panel, names: drawn).markup(label: caption))
      html.markup("</div></figure>\n")
    }
    table(sweep, evaluation, figure, address, language, &html)
    return PageReport.Section(
      id: number == 1 ? "swept" : "swept-\(number)",
      title: Phrase("数字变动：\(address)", "A figure moves: \(address)"),
      body: String(decoding: html.bytes, as: UTF8.self))
  }

  private static func table(
    _ sweep: Sweep, _ evaluation: Evaluation, _ figure: Figure, _ address: String, _ language: Language,
    _ html: inout HTMLText
  ) {
    let changes = sweep.changes(evaluation)
    guard !changes.isEmpty else {
      return html.element(
        "p",
        Phrase(
          "这个范围内名次、名单、等次都不变，分数也没有拐点。",
          "Inside this range no rank, list or grade changes, and no score bends.")[language])
    }
    let names = evaluation.dataset.units.texts
    let title = Phrase("转折点", "Turning points")[language]
    let isTall = changes.count > 20
    html.markup("<div class=\"wide\(isTall ? " tall" : "")\" tabindex=0 role=region aria-label=\"")
    html.markup("\(HTMLText.attribute(title))\"><table class=data>")
    html.element("caption", title)
    html.markup("<thead><tr>")
    for (header, isNumber) in headers {
      html.markup(isNumber ? "<th scope=col class=n>" : "<th scope=col>")
      html.text(header[language])
    }
    html.markup("</thead>\n<tbody>")
    let places = Set(changes.map(\.place)).sorted()
    let order = Dictionary(uniqueKeysWithValues: places.enumerated().map { ($1, $0 + 1) })
    for change in changes.prefix(mostRows) {
      let name = names.indices.contains(change.unit) ? names[change.unit] : "—"
      html.markup("\n<tr data-u=\"\(HTMLText.attribute(name))\"")
      if let group = change.group { html.markup(" data-g=\"\(HTMLText.attribute(group))\"") }
      html.markup("><td class=n data-s=\(order[change.place] ?? 0)>")
      html.text(FigureText.shown(change.place, figure, language))
      for text in [word(change.kind)[language], subject(change), change.group ?? ""] {
        html.markup("<td>")
        html.text(text)
      }
      html.markup("<th scope=row>")
      html.text(name)
      for state in [change.before, change.at, change.after] {
        html.markup("<td class=n>")
        html.text(shown(state, change.kind, language))
      }
    }
    html.markup("</tbody></table></div>\n")
    guard changes.count > mostRows else { return }
    html.element(
      "p",
      Phrase(
        "只列前 \(mostRows) 处变化，共 \(changes.count) 处；全部见 jifen sweep。",
        "The first \(mostRows) of \(changes.count) changes; jifen sweep tells them all.")[language])
  }

  private static let headers: [(Phrase, Bool)] = [
    (Phrase("转折点", "At"), true), (Phrase("变化", "What"), false), (Phrase("名称", "Which"), false),
    (Phrase("组", "Group"), false), (Phrase("单位", "Unit"), false), (Phrase("此前", "Before"), true),
    (Phrase("此处", "Here"), true), (Phrase("此后", "After"), true),
  ]

  private static func subject(_ change: Sweep.Change) -> String {
    change.kind == .rank && change.subject == "名次" ? "" : change.subject
  }
}

import Diagnostics
import Engine
import Exact
import Semantics

extension PageReport {
  // MARK: - Clauses

  /// What each clause gave in all, linked with its text.
  mutating func clauses() {
    guard !overview.clauses.isEmpty else { return }
    heading("clauses", say("各条款得分", "Points by clause"))
    html.markup(
      "<div class=wide tabindex=0 role=region aria-label=\"\(say("各条款得分", "Points by clause"))\">"
        + "<table class=data><thead><tr><th scope=col>")
    html.text(say("条款", "Clause"))
    for title in [
      say("得分单位", "Units with points"), say("扣分单位", "Units that lost points"), say("合计（分）", "Points in all"),
    ] {
      html.markup("<th scope=col class=n>")
      html.text(title)
    }
    html.markup("<th scope=col>")
    html.text(say("最多", "Most"))
    html.markup("</thead>\n<tbody>")
    for column in overview.clauses {
      let clause = plan.clauses[column.clause]
      html.markup("\n<tr id=\"\(anchors.name("p", clause.label))\"><th scope=row>")
      link(clause: clause.label, clause.title)
      let known = column.points.compactMap { $0 }
      html.markup("<td class=n>\(known.count { $0.sign > 0 })<td class=n>\(known.count { $0.sign < 0 })")
      html.markup("<td class=n>")
      html.text(known.total.readable)
      html.markup("<td>")
      most(column)
    }
    html.markup("</tbody></table></div>\n")
    let silent = plan.clauses.filter { $0.notScored != nil }
    if !silent.isEmpty {
      html.markup("<ul>")
      for clause in silent {
        html.markup("<li id=\"\(anchors.name("p", clause.label))\">")
        link(clause: clause.label, clause.title)
        html.text(say("不计分：", " gives no points: ") + (clause.notScored ?? ""))
      }
      html.markup("</ul>\n")
    }
    html.markup("</section>\n")
  }

  private mutating func most(_ column: Overview.ClausePoints) {
    guard let highest = column.points.compactMap({ $0 }).max(), highest.sign > 0 else { return }
    let holders = column.points.indices.filter { column.points[$0] == highest }
    if let first = holders.first { link(unit: overview.units[first].name) }
    let more = holders.count - 1
    html.text(
      (more > 0 ? say(" 等 \(holders.count) 个", " and \(more) more") : "") + " " + highest.readable)
  }

  // MARK: - Text

  /// The files of the method with what they are based on, its own first.
  private var sources: [SourceText] {
    var result = [source]
    let places = plan.tables.map(\.place) + plan.clauses.map(\.place) + plan.figures.map(\.place)
    for case .text(let other, _) in places where !result.contains(where: { $0.name == other.name }) {
      result.append(other)
    }
    return result
  }

  /// The line of a place in the method's own file; nil elsewhere.
  func line(of place: Place) -> Int? {
    guard case .text(let text, _) = place, text.name == source.name else { return nil }
    return Render.line(of: place)
  }

  mutating func method() {
    heading("method", say("办法原文", "The method"))
    let figures = plan.printedFigures
    for (number, source) in sources.enumerated() {
      if number > 0 { html.element("h3", source.name) }
      text(source, isOwn: number == 0, figures)
    }
    self.figures(figures)
    html.markup("</section>\n")
  }

  /// Something of the text that is linked with another place of the page.
  private struct Mark {
    var start: Int
    var end: Int
    var id: String
    var href: String
  }

  private mutating func marks(_ source: SourceText, _ figures: [Figure]) -> [Mark] {
    var marks: [Mark] = []
    for clause in plan.clauses {
      guard case .text(let text, let span) = clause.place, text.name == source.name else { continue }
      let scored = clause.total.map { run.evaluation.isKnown($0) } ?? false
      let isListed = scored || clause.notScored != nil
      let end = source.bytes[Int(span.start)...].firstIndex { $0 == 0x0A || $0 == 0x20 }
      marks.append(
        Mark(
          start: Int(span.start), end: end ?? Int(span.end), id: anchors.name("c", clause.label),
          href: isListed ? anchors.name("p", clause.label) : ""))
    }
    for (number, figure) in figures.enumerated() {
      guard case .text(let text, let span) = figure.place, text.name == source.name else { continue }
      marks.append(Mark(start: Int(span.start), end: Int(span.end), id: "t\(number)", href: "n\(number)"))
    }
    return marks.sorted { ($0.start, $0.end) < ($1.start, $1.end) }
  }

  private mutating func text(_ source: SourceText, isOwn: Bool, _ figures: [Figure]) {
    let marks = marks(source, figures)
    html.markup("<ol class=source translate=no>")
    var next = marks.startIndex
    var start = 0
    var number = 1
    let bytes = source.bytes
    while start <= bytes.count {
      let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
      html.markup(isOwn ? "<li id=L\(number)>" : "<li>")
      var at = start
      while next < marks.endIndex, marks[next].start < end {
        let mark = marks[next]
        next += 1
        guard mark.start >= at, mark.end <= end else { continue }
        html.text(Self.text(bytes[at..<mark.start]))
        html.markup("<a id=\"\(mark.id)\"")
        if !mark.href.isEmpty { html.markup(" href=\"#\(mark.href)\"") }
        html.markup(">")
        html.text(Self.text(bytes[mark.start..<mark.end]))
        html.markup("</a>")
        at = mark.end
      }
      html.text(Self.text(bytes[at..<max(at, end)]))
      html.markup("\n")
      start = end + 1
      number += 1
    }
    html.markup("</ol>\n")
  }

  private static func text(_ bytes: ArraySlice<UInt8>) -> String {
    String(decoding: bytes.last == 0x0D ? bytes.dropLast() : bytes, as: UTF8.self)
  }

  // MARK: - Figures

  /// Every figure of the method with its address, linked with its place in the text.
  private mutating func figures(_ figures: [Figure]) {
    guard !figures.isEmpty else { return }
    html.markup("<details><summary>")
    html.text(say("办法里的数字（\(figures.count) 个）", "Figures of the method (\(figures.count))"))
    html.markup("</summary><table class=data><thead><tr><th scope=col>")
    html.text(say("地址", "Address"))
    html.markup("<th scope=col class=n>")
    html.text(say("数字", "Figure"))
    html.markup("</thead><tbody>")
    let used = Dictionary(
      zip(plan.figures.map(\.address), run.evaluation.figures), uniquingKeysWith: { first, _ in first })
    for (number, figure) in figures.enumerated() {
      html.markup("\n<tr><td id=n\(number)><a href=\"#t\(number)\">")
      html.text(FiguresReport.address(figure, language))
      html.markup("</a><td class=n>")
      html.text(FiguresReport.value(figure, language))
      if let own = used[figure.address], own != figure.value {
        var changed = figure
        changed.value = own
        html.text(say("，本页用 ", "; here ") + FiguresReport.value(changed, language))
      }
    }
    html.markup("</tbody></table></details>\n")
  }

  // MARK: - Receipt

  mutating func receipt() { html.append(PageReceipt(record: record, language: language).section()) }
}

extension [Rational] {
  /// Their sum.
  var total: Rational { Rational.sum(self) }
}

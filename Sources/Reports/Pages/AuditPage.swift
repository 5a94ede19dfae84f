import Auditing
import Diagnostics
import Engine
import Semantics
import Tables

/// An audit as one page of HTML that needs nothing beside itself: what agrees and what does not, each published
/// table with the disagreeing cells marked in it, why they disagree, what to correct, other figures that would
/// explain it, and a record by which anyone can make it again.
///
/// The page is the same bytes for the same inputs, asks no network for anything, and is whole without scripts,
/// which only sort and search. A disagreement has a place of its own (`#d-表-行-列`) that a link can lead to.
public struct AuditPage {
  let audit: Audit
  let plan: Plan
  let record: RunRecord
  let language: Language
  var anchors = Anchors()
  var html = HTMLText()
  /// The disagreements of each cell of a published file, as indices.
  let marks: [Cell: [Int]]
  /// Whether the switch that leaves out agreeing rows is there.
  var hasSwitch = false

  /// A cell as its file counts it.
  struct Cell: Hashable {
    var file: String
    var sheet: String?
    var row: Int
    var column: Int

    /// nil where a place is no cell.
    init?(_ place: Place) {
      guard case .cell(let file, let sheet, let row, let column, _, _) = place, row > 0, column > 0 else {
        return nil
      }
      self.file = file
      self.sheet = sheet
      self.row = row
      self.column = column
    }
  }

  public init(_ audit: Audit, _ plan: Plan, _ record: RunRecord, _ language: Language) {
    self.audit = audit
    self.plan = plan
    self.record = record
    self.language = language
    var marks: [Cell: [Int]] = [:]
    for (index, disagreement) in audit.disagreements.enumerated() {
      if let cell = Cell(disagreement.place) { marks[cell, default: []].append(index) }
    }
    self.marks = marks
  }

  func say(_ chinese: String, _ english: String) -> String { Phrase(chinese, english)[language] }

  /// The page. Cost: linear in what it shows.
  public func page() -> [UInt8] {
    var page = self
    return page.made()
  }

  private mutating func made() -> [UInt8] {
    let title = say("核对：", "Audit: ") + audit.method
    begin(title)
    summary()
    offer()
    for number in audit.prints.indices { print(number) }
    corrections()
    findings()
    html.append(PageReceipt(record: record, language: language).section())
    html.markup("</main>\n")
    return PageFrame(title: title, language: language, watches: false).page(html)
  }

  // MARK: - Head

  private mutating func begin(_ title: String) {
    html.append(PageHead(title: title, plan: plan, record: record, language: language).opening())
    entry("summary", say("结果", "Result"))
    if audit.offer != nil { entry("offer", say("像是按别的数字算的", "Other figures")) }
    for number in audit.prints.indices { entry(anchor(print: number), self.title(number)) }
    if !audit.corrections.isEmpty { entry("corrections", say("怎样改正", "Corrections")) }
    if !audit.findings.isEmpty { entry("findings", Report.findings[language]) }
    entry("receipt", say("复算凭据", "Receipt"))
    html.markup("</ul></nav></header>\n<main>\n")
  }

  private mutating func entry(_ id: String, _ title: String) {
    html.markup("<li><a href=\"#\(id)\">")
    html.text(title)
    html.markup("</a>")
  }

  mutating func heading(_ id: String, _ title: String) {
    html.markup("<section id=\"\(id)\" aria-labelledby=\"h-\(id)\"><h2 id=\"h-\(id)\">")
    html.text(title)
    html.markup("</h2>\n")
  }

  // MARK: - Summary

  private mutating func summary() {
    heading("summary", say("结果", "Result"))
    let isFine = audit.disagreements.isEmpty
    html.element("p", (isFine ? "✓ " : "✗ ") + AuditReport.summary(audit, language))
    let rows = audit.tables.reduce(0) { $0 + $1.disagreeingRows }
    html.markup("\n<dl class=sum>")
    for (name, count) in [
      (say("核对的格", "Cells audited"), audit.cells), (say("一致的格", "Cells that agree"), audit.agree),
      (say("不一致之处", "Disagreements"), audit.disagreements.count),
      (say("有不一致的行", "Rows that disagree"), rows),
    ] {
      html.markup("<div>")
      html.element("dt", name)
      html.element("dd", "\(count)")
      html.markup("</div>")
    }
    html.markup("</dl>\n")
    tables()
    kinds()
    html.markup("</section>\n")
  }

  private mutating func tables() {
    let name = say("各表", "Tables")
    html.markup("<div class=wide tabindex=0 role=region aria-label=\"\(name)\"><table class=data>")
    html.element("caption", name)
    html.markup("<thead><tr><th scope=col>")
    html.text(say("表", "Table"))
    for head in [
      say("行", "Rows"), say("不一致的行", "Rows that disagree"), say("格", "Cells"),
      say("一致的格", "Cells that agree"),
    ] {
      html.markup("<th scope=col class=n>")
      html.text(head)
    }
    html.markup("<th scope=col>")
    html.text(say("文件", "File"))
    html.markup("</thead>\n<tbody>")
    for table in audit.tables {
      html.markup("\n<tr><th scope=row>")
      let own = audit.prints.firstIndex { $0.name == table.name && $0.grid.title == table.file }
      if let number = own ?? audit.prints.firstIndex(where: { $0.grid.title == table.file }) {
        html.markup("<a href=\"#\(anchor(print: number))\">")
        html.text(table.name.isEmpty ? table.file : table.name)
        html.markup("</a>")
      } else {
        html.text(table.name)
      }
      for count in [table.rows, table.disagreeingRows, table.cells, table.agree] {
        html.markup("<td class=n>\(count)")
      }
      html.markup("<td class=long>")
      html.text(table.file)
    }
    html.markup("</tbody></table></div>\n")
  }

  /// How often each kind of disagreement was found, the most frequent first.
  private mutating func kinds() {
    var counts: [Disagreement.Kind: Int] = [:]
    for disagreement in audit.disagreements { counts[disagreement.kind, default: 0] += 1 }
    guard !counts.isEmpty else { return }
    let sorted = Disagreement.Kind.allCases.filter { counts[$0] != nil }.enumerated().sorted { left, right in
      let first = counts[left.element] ?? 0
      let second = counts[right.element] ?? 0
      return first == second ? left.offset < right.offset : first > second
    }
    html.markup("<p>")
    html.text(say("原因：", "Kinds: "))
    for (place, kind) in sorted.map(\.element).enumerated() {
      if place > 0 { html.markup(Report.comma[language]) }
      html.markup("<span class=kind>")
      html.text(kind.title[language])
      html.markup("</span> \(counts[kind] ?? 0)")
    }
    html.markup("</p>\n")
  }
}

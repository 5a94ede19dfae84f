import Diagnostics
import Engine
import Exact
import Semantics
import Tables

/// A run as one page of HTML that needs nothing beside itself: published tables, lists and grades, charts, the
/// derivation of every unit, findings, the method's text, and a record by which anyone can make it again.
///
/// The page is the same bytes for the same inputs. It asks no network for anything, and forbids itself to. Without
/// scripts everything is there but sorting and filtering.
public struct PageReport {
  /// A further chart or text, such as a comparison of methods. `body` is markup that its maker has escaped.
  public struct Section: Sendable {
    public var id: String
    public var title: Phrase
    public var body: String

    public init(id: String, title: Phrase, body: String) {
      self.id = id
      self.title = title
      self.body = body
    }
  }

  let run: Run
  let outcome: Outcome
  let overview: Overview
  let source: SourceText
  let record: RunRecord
  let sections: [Section]
  let language: Language
  /// Whether the page looks for a newer one of itself.
  let watches: Bool
  let writer: ExplanationWriter
  var anchors = Anchors()
  var html = HTMLText()

  /// nil where the run has no outcome.
  public init?(
    _ run: Run, findings: [Diagnostic], source: SourceText, record: RunRecord, sections: [Section] = [],
    watches: Bool = false, _ language: Language
  ) {
    guard var outcome = run.outcome, let overview = run.overview() else { return nil }
    outcome.findings = findings
    self.run = run
    self.outcome = outcome
    self.overview = overview
    self.source = source
    self.record = record
    self.sections = sections
    self.watches = watches
    self.language = language
    writer = ExplanationWriter(language: language)
  }

  var plan: Plan { run.evaluation.plan }

  func say(_ chinese: String, _ english: String) -> String { Phrase(chinese, english)[language] }

  /// The page. Cost: linear in what it shows.
  public func page() -> [UInt8] {
    var report = self
    return report.made()
  }

  private mutating func made() -> [UInt8] {
    nameAnchors()
    begin()
    tables()
    lists()
    charts()
    for section in sections { further(section) }
    clauses()
    derivations()
    findings()
    method()
    receipt()
    html.markup("</main>\n")
    return PageFrame(title: outcome.method, language: language, watches: watches).page(html)
  }

  /// Units and clauses first, so that their names are theirs whatever else the page holds.
  private mutating func nameAnchors() {
    for unit in overview.units { _ = anchors.name("u", unit.name) }
    for clause in plan.clauses { _ = anchors.name("c", clause.label) }
    for clause in plan.clauses { _ = anchors.name("p", clause.label) }
  }

  // MARK: - Head

  private mutating func begin() {
    html.append(PageHead(title: outcome.method, plan: plan, record: record, language: language).opening())
    for (id, title) in contents() {
      html.markup("<li><a href=\"#\(id)\">\(HTMLText.escaped(title))</a>")
    }
    html.markup("</ul></nav></header>\n<main>\n")
    tools()
  }

  private func contents() -> [(id: String, title: String)] {
    var result: [(id: String, title: String)] = []
    if !outcome.tables.isEmpty { result.append(("tables", say("公布的表", "Tables"))) }
    if !outcome.lists.isEmpty || !outcome.grades.isEmpty {
      result.append(("lists", say("名单和等次", "Lists and grades")))
    }
    if hasCharts { result.append(("charts", say("图", "Charts"))) }
    result += sections.map { ($0.id, $0.title[language]) }
    if !overview.clauses.isEmpty { result.append(("clauses", say("各条款得分", "Points by clause"))) }
    if !overview.units.isEmpty { result.append(("units", say("逐单位的来历", "Unit by unit"))) }
    if !outcome.findings.isEmpty { result.append(("findings", Report.findings[language])) }
    result.append(("method", say("办法原文", "The method")))
    result.append(("receipt", say("复算凭据", "Receipt")))
    return result
  }

  /// Shown by the script, which alone can use them.
  private mutating func tools() {
    html.markup("<div class=\"tools bar\" role=search hidden><label>")
    html.text(say("找单位", "Find a unit"))
    html.markup(" <input type=search id=find autocomplete=off></label> ")
    if overview.groups.count > 1 {
      html.markup("<label>")
      html.text(say("组", "Group"))
      html.markup(" <select id=group><option value=\"\">\(say("全部", "all"))</option>")
      for group in overview.groups { html.element("option", group) }
      html.markup("</select></label> ")
    }
    html.markup("<output id=found aria-live=polite></output></div>\n")
  }

  mutating func heading(_ id: String, _ title: String) {
    html.markup("<section id=\"\(id)\"><h2>")
    html.text(title)
    html.markup("</h2>\n")
  }

  private mutating func further(_ section: Section) {
    heading(section.id, section.title[language])
    html.markup(section.body + "</section>\n")
  }

  /// The link to a unit's derivation, where the page has one.
  mutating func link(unit name: String) {
    html.markup("<a href=\"#\(anchors.name("u", name))\">")
    html.text(name)
    html.markup("</a>")
  }
}

/// A method's period in words: 2024年5月至6月.
enum PeriodText {
  static func text(_ period: PeriodRange, _ language: Language) -> String {
    let first = (year: period.firstMonth / 12, month: period.firstMonth % 12 + 1)
    let last = (year: period.lastMonth / 12, month: period.lastMonth % 12 + 1)
    if first.month == 1, last.month == 12 {
      return first.year == last.year
        ? Phrase("\(first.year)年", "\(first.year)")[language]
        : Phrase("\(first.year)年至\(last.year)年", "\(first.year) to \(last.year)")[language]
    }
    if first == last { return Phrase("\(first.year)年\(first.month)月", english(first))[language] }
    let end = first.year == last.year ? "\(last.month)月" : "\(last.year)年\(last.month)月"
    return Phrase("\(first.year)年\(first.month)月至\(end)", "\(english(first)) to \(english(last))")[language]
  }

  private static func english(_ month: (year: Int, month: Int)) -> String {
    let names = [
      "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
      "November", "December",
    ]
    return names.indices.contains(month.month - 1)
      ? "\(names[month.month - 1]) \(month.year)" : "\(month.year)"
  }
}

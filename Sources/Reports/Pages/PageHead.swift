import Diagnostics
import Semantics

/// The top of a page: what it is about, its sources and period, and what of the method is not as it is written.
/// Reports and audits begin alike.
struct PageHead {
  let title: String
  let plan: Plan
  let record: RunRecord
  let language: Language

  /// Up to the first entry of the contents, which the page goes on with.
  func opening() -> HTMLText {
    func say(_ chinese: String, _ english: String) -> String { Phrase(chinese, english)[language] }
    var html = HTMLText()
    html.markup("<header><h1>")
    html.text(title)
    html.markup("</h1>\n")
    if !plan.sources.isEmpty {
      html.element("p", say("依据：", "Source: ") + plan.sources.joined(separator: Report.comma[language]))
      html.markup("\n")
    }
    if let period = plan.period {
      html.element("p", say("期间：", "Period: ") + PeriodText.text(period, language))
      html.markup("\n")
    }
    if let changed = record.changes(language) {
      html.markup("<p class=changed>\(HTMLText.escaped(changed))</p>\n")
    }
    html.markup("<nav aria-label=\"\(say("目录", "Contents"))\"><ul>")
    return html
  }
}

import Diagnostics
import Engine

extension ComparisonReport {
  /// The comparison as a section of a page: the bump chart, then what moved and why.
  public func section(limit: Int) -> PageReport.Section {
    var html = HTMLText()
    html.markup("<div class=wide tabindex=0 role=region aria-label=\"\(Self.title[language])\">")
    html.markup(chart())
    html.markup("</div>\n<pre class=moves>")
    for line in text().split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
      html.text(String(line))
      html.markup("\n")
    }
    html.markup("</pre>")
    return PageReport.Section(
      id: "compared", title: Self.title, body: String(decoding: html.bytes, as: UTF8.self))
  }

  static let title = Phrase("各方案比较", "Variants compared")
}

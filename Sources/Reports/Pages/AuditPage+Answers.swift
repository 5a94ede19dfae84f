import Auditing
import Diagnostics
import Semantics

extension AuditPage {
  // MARK: - What to correct

  mutating func corrections() {
    guard !audit.corrections.isEmpty else { return }
    heading("corrections", say("怎样改正", "Corrections"))
    html.element("p", AuditReport.correctionsTitle(audit.corrections.count)[language])
    html.markup("<ol class=wrongs>")
    for correction in audit.corrections {
      html.markup("<li>")
      html.text(AuditReport.line(correction, language))
      if correction.repairs > 1 {
        html.element(
          "small", say("一处改对 \(correction.repairs) 格", "sets \(correction.repairs) cells right"))
      }
      html.markup("\n")
    }
    html.markup("</ol></section>\n")
  }

  // MARK: - Other figures

  mutating func offer() {
    guard let offer = audit.offer else { return }
    heading("offer", say("像是按别的数字算的", "Other figures"))
    for line in FitReport.offer(offer, plan, language) { html.element("p", line) }
    let name = say("推出的数字", "Recovered figures")
    html.markup("<div class=wide tabindex=0 role=region aria-label=\"\(name)\"><table class=data>")
    html.element("caption", name)
    html.markup("<thead><tr>")
    for (place, header) in FitReport.headers.enumerated() {
      html.markup(place == 1 || place == 2 ? "<th scope=col class=n>" : "<th scope=col>")
      html.text(header[language])
    }
    html.markup("</thead>\n<tbody>")
    for figure in offer.figures {
      html.markup("\n<tr>")
      for (place, cell) in FitReport.cells(figure, plan, language).enumerated() {
        html.markup(place == 0 ? "<th scope=row>" : place < 3 ? "<td class=n>" : "<td>")
        html.text(cell)
      }
    }
    html.markup("</tbody></table></div>\n")
    rows(FitReport.pinTitle(offer, language), offer.pinnedBy)
    rows(say("仍然对不上的行：", "Rows left over:"), offer.left)
    html.markup("</section>\n")
  }

  private mutating func rows(_ title: String, _ rows: [Fit.Row]) {
    guard !rows.isEmpty else { return }
    html.element("h3", title)
    html.markup("<ul>")
    for row in rows {
      html.markup("<li>")
      let text = row.text[language]
      html.text(row.row + (text.isEmpty ? "" : Report.colon[language] + text))
    }
    html.markup("</ul>\n")
  }

  mutating func findings() {
    guard !audit.findings.isEmpty else { return }
    heading("findings", Report.findings[language])
    html.markup("<ul class=findings>")
    for finding in audit.findings {
      html.markup("<li>")
      html.text(Render.brief(finding, language))
    }
    html.markup("</ul></section>\n")
  }
}

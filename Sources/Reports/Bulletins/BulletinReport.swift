import Diagnostics
import Engine

/// A notice as a document: Markdown, a page of HTML, or a Word file.
public enum BulletinReport {
  // MARK: - Markdown

  public static func markdown(_ bulletin: Bulletin, _ language: Language) -> String {
    let writer = BulletinWriter(language: language)
    func escaped(_ text: String) -> String { Self.escaped(text) }
    var blocks = ["# " + escaped(writer.text(bulletin.title))]
    if let addressed = bulletin.addressed {
      blocks.append(escaped(writer.text(addressed)) + writer.say("：", ":"))
    }
    for block in bulletin.blocks {
      switch block {
      case .paragraph(let text): blocks.append(escaped(writer.text(text)))
      case .heading(let level, let number, let text):
        let marks = String(repeating: "#", count: min(6, level + 1))
        let heading = writer.number(number, level: level) + writer.text(text)
        blocks.append(marks + " " + MarkdownReport.escaped(heading))
      case .numbered(let level, let number, let lead, let text):
        let head =
          lead.map { "**" + MarkdownReport.escaped(writer.lead($0)) + "**" + writer.say("", " ") } ?? ""
        let number = escaped(writer.number(number, level: level))
        blocks.append(number + head + MarkdownReport.escaped(writer.text(text)))
      case .table(let tables): blocks += tables.flatMap { table($0, "###", language) }
      }
    }
    blocks += writer.annexLines(bulletin.annexes).map(escaped)
    if !bulletin.signed.isEmpty {
      blocks.append(bulletin.signed.map { escaped(writer.text($0)) }.joined(separator: "  \n"))
    }
    for (place, annex) in bulletin.annexes.enumerated() {
      blocks.append("---")
      blocks.append(escaped(writer.annexMark(place, of: bulletin.annexes.count)))
      blocks += annex.tables.flatMap { table($0, "##", language) }
    }
    return blocks.joined(separator: "\n\n") + "\n"
  }

  private static func table(_ table: PublishedTable, _ marks: String, _ language: Language) -> [String] {
    var blocks = [marks + " " + MarkdownReport.escaped(table.name)]
    for section in table.sections(language) {
      if let heading = section.heading { blocks.append("**" + MarkdownReport.escaped(heading) + "**") }
      blocks.append(MarkdownReport.pipes(table, section.rows))
    }
    return blocks
  }

  /// A paragraph must not begin as a list, a heading, a quotation or code.
  private static func escaped(_ text: String) -> String {
    let escaped = MarkdownReport.escaped(text)
    let digits = escaped.prefix { $0.isASCII && $0.isNumber }
    let rest = escaped.dropFirst(digits.count)
    if !digits.isEmpty, let mark = rest.first, mark == "." || mark == ")",
      rest.dropFirst().first ?? " " == " "
    {
      return digits + "\\" + escaped.dropFirst(digits.count)
    }
    guard let first = escaped.first, "#>+-=&".contains(first) || first == " " || first == "\t" else {
      return escaped
    }
    return first == " " || first == "\t"
      ? self.escaped(String(text.drop { $0 == " " || $0 == "\t" })) : "\\" + escaped
  }

  // MARK: - HTML

  /// A page that needs nothing beside itself, laid out for A4.
  public static func html(_ bulletin: Bulletin, _ language: Language) -> [UInt8] {
    let writer = BulletinWriter(language: language)
    var html = HTMLText()
    html.markup(
      "<!DOCTYPE html>\n<html lang=\"\(Phrase("zh-CN", "en")[language])\">\n<head><meta charset=utf-8>\n"
        + "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'\">\n"
        + "<meta name=viewport content=\"width=device-width,initial-scale=1\">\n")
    html.element("title", writer.text(bulletin.title))
    html.markup("\n<style>\(BulletinStyle.text)</style></head>\n<body>\n<main>\n")
    html.element("h1", writer.text(bulletin.title))
    html.markup("\n")
    if let addressed = bulletin.addressed {
      paragraph(writer.text(addressed) + writer.say("：", ":"), "to", &html)
    }
    for block in bulletin.blocks { add(block, writer, &html) }
    for line in writer.annexLines(bulletin.annexes) { paragraph(line, "annexes", &html) }
    if !bulletin.signed.isEmpty {
      html.markup("<footer>")
      for line in bulletin.signed { paragraph(writer.text(line), "signed", &html) }
      html.markup("</footer>\n")
    }
    for (place, annex) in bulletin.annexes.enumerated() {
      html.markup("<section class=annex>")
      paragraph(writer.annexMark(place, of: bulletin.annexes.count), "mark", &html)
      for table in annex.tables { add(table, writer, &html) }
      html.markup("</section>\n")
    }
    html.markup("</main>\n</body></html>\n")
    return html.bytes
  }

  private static func paragraph(_ text: String, _ style: String, _ html: inout HTMLText) {
    html.markup("<p class=\(style)>")
    html.text(text)
    html.markup("</p>\n")
  }

  private static func add(_ block: Bulletin.Block, _ writer: BulletinWriter, _ html: inout HTMLText) {
    switch block {
    case .paragraph(let text): paragraph(writer.text(text), "text", &html)
    case .heading(let level, let number, let text):
      html.element("h\(min(6, level + 1))", writer.number(number, level: level) + writer.text(text))
      html.markup("\n")
    case .numbered(let level, let number, let lead, let text):
      html.markup("<p class=text>")
      let mark = writer.number(number, level: level)
      if let lead { html.element("b", mark + writer.lead(lead)) } else { html.text(mark) }
      html.text((lead == nil ? "" : writer.say("", " ")) + writer.text(text))
      html.markup("</p>\n")
    case .table(let tables): for table in tables { add(table, writer, &html) }
    }
  }

  private static func add(_ table: PublishedTable, _ writer: BulletinWriter, _ html: inout HTMLText) {
    let printed = table.printedColumns
    html.markup("<div class=wide><table>")
    html.element("caption", table.name)
    html.markup("<thead><tr>")
    for column in printed {
      html.markup("<th scope=col>")
      html.text(table.columns[column].header)
    }
    html.markup("</thead>\n")
    for section in writer.sections(table) {
      html.markup("<tbody>")
      if let heading = section.heading {
        html.markup("<tr><th scope=rowgroup colspan=\(max(1, printed.count))>")
        html.text(heading)
      }
      for row in section.rows {
        html.markup("\n<tr>")
        for column in printed {
          html.markup(table.columns[column].isNumber ? "<td class=n>" : "<td>")
          html.text(table.shown(row, column))
        }
      }
      html.markup("</tbody>\n")
    }
    html.markup("</table></div>\n")
  }
}

/// Type areas and typefaces of official notices (GB/T 9704), with what other systems have in their place.
enum BulletinStyle {
  static let text = """
    :root{color-scheme:light;
    --song:"方正小标宋简体","FZXiaoBiaoSong-B05S","FZXiaoBiaoSong-B05","Source Han Serif SC","Noto Serif CJK SC","SimSun","Songti SC",serif;
    --hei:"黑体","SimHei","STHeiti","Heiti SC","Source Han Sans SC","Noto Sans CJK SC",sans-serif;
    --kai:"楷体_GB2312","KaiTi_GB2312","楷体","KaiTi","STKaiti","Kaiti SC",serif;
    --fang:"仿宋_GB2312","FangSong_GB2312","仿宋","FangSong","STFangsong","Fangsong SC",serif}
    *{box-sizing:border-box}
    body{margin:0;background:#eceef1;color:#000;font:16pt/1.8 "Times New Roman",var(--fang)}
    main{max-width:210mm;margin:0 auto;padding:37mm 26mm 35mm 28mm;background:#fff}
    h1{font:400 22pt/1.5 var(--song);text-align:center;margin:0 0 1.6em;text-wrap:balance}
    h2,h3,h4,h5,h6,p{margin:0;font-weight:400;font-size:16pt;text-indent:2em;text-align:justify;overflow-wrap:anywhere}
    h2,.mark{font-family:var(--hei)}
    h3,b{font-family:var(--kai);font-weight:400}
    h4{font-weight:700}
    .to,.mark{text-indent:0}
    .annexes{margin-top:1.8em;white-space:pre-wrap}
    .annexes+.annexes{margin-top:0}
    footer{margin-top:3.6em}
    .signed{text-align:right;text-indent:0;padding-right:2em}
    .annex{break-before:page;margin-top:3em}
    .wide{overflow-x:auto}
    table{border-collapse:collapse;width:100%;margin:.6em 0 1.4em;font-size:11pt;line-height:1.45}
    caption{font:400 18pt/1.6 var(--song);margin-bottom:.5em}
    th,td{border:1px solid #000;padding:.15em .4em;text-align:center;unicode-bidi:isolate}
    th{font-family:var(--hei);font-weight:400}
    tr{break-inside:avoid}
    :lang(en) h2,:lang(en) h3,:lang(en) p{text-align:left}
    @media (max-width:50rem){body{background:#fff;font-size:13pt}main{padding:1rem}h1{font-size:17pt}
    h2,h3,h4,h5,h6,p{font-size:13pt}}
    @media print{@page{size:A4;margin:37mm 26mm 35mm 28mm}body{background:#fff}main{padding:0;max-width:none}
    .wide{overflow:visible}thead{display:table-header-group}}

    """
}

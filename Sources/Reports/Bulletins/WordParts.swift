import Diagnostics
import Packaging

/// The parts of a Word document that are the same for every notice.
enum WordParts {
  static let namespaces =
    "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\""

  private static func part(_ markup: String) -> [UInt8] {
    var xml = XMLText()
    xml.markup(markup)
    return xml.bytes
  }

  static let types = "application/vnd.openxmlformats-officedocument.wordprocessingml."

  static let settings = part(
    "<w:settings \(namespaces)><w:characterSpacingControl w:val=\"compressPunctuation\"/></w:settings>")

  /// — 1 —, in the size that notices number their pages in.
  static let footer = part(
    """
    <w:ftr \(namespaces)><w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr>\
    <w:r><w:t xml:space="preserve">— </w:t></w:r>\
    <w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>\
    <w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>\
    <w:r><w:t xml:space="preserve"> —</w:t></w:r></w:p></w:ftr>
    """)

  /// A4 with the margins of notices: 37 mm above, 35 below, 28 left, 26 right; across for wide tables.
  static func section(isWide: Bool, footer: String) -> String {
    let size =
      isWide
      ? "<w:pgSz w:w=\"16838\" w:h=\"11906\" w:orient=\"landscape\"/><w:pgMar w:top=\"1588\" w:right=\"1701\" w:bottom=\"1474\" w:left=\"1701\" w:header=\"851\" w:footer=\"1100\" w:gutter=\"0\"/>"
      : "<w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgMar w:top=\"2098\" w:right=\"1474\" w:bottom=\"1985\" w:left=\"1588\" w:header=\"851\" w:footer=\"1587\" w:gutter=\"0\"/>"
    return "<w:sectPr><w:footerReference w:type=\"default\" r:id=\"\(footer)\"/>\(size)</w:sectPr>"
  }

  // MARK: - Typefaces

  private static let song = "方正小标宋简体"
  private static let hei = "黑体"
  private static let kai = "楷体_GB2312"
  private static let fang = "仿宋_GB2312"

  /// The typefaces of notices, each with one that most systems have in its place.
  static let fonts: [UInt8] = {
    var xml = XMLText()
    xml.markup("<w:fonts \(namespaces)>")
    let faces = [
      (song, "宋体", "roman"), (hei, "SimHei", "swiss"), (kai, "楷体", "script"), (fang, "仿宋", "roman"),
      ("宋体", "SimSun", "roman"), ("Times New Roman", "Liberation Serif", "roman"),
    ]
    for (name, other, family) in faces {
      xml.markup("<w:font")
      xml.attribute("w:name", name)
      xml.markup("><w:altName")
      xml.attribute("w:val", other)
      xml.markup("/><w:family w:val=\"\(family)\"/></w:font>")
    }
    xml.markup("</w:fonts>")
    return xml.bytes
  }()

  private static func face(_ name: String) -> String {
    "<w:rFonts w:ascii=\"Times New Roman\" w:hAnsi=\"Times New Roman\" w:cs=\"Times New Roman\" w:eastAsia=\"\(name)\"/>"
  }

  /// - Parameter size: in half points.
  private static func size(_ size: Int) -> String { "<w:sz w:val=\"\(size)\"/><w:szCs w:val=\"\(size)\"/>" }

  private static func style(
    _ id: String, _ name: String, type: String = "paragraph", paragraph: String = "", run: String = ""
  ) -> String {
    let base = type == "paragraph" && id != "Normal" ? "<w:basedOn w:val=\"Normal\"/>" : ""
    let isDefault = id == "Normal" ? " w:default=\"1\"" : ""
    return "<w:style w:type=\"\(type)\"\(isDefault) w:styleId=\"\(id)\"><w:name w:val=\"\(name)\"/>\(base)"
      + (paragraph.isEmpty ? "" : "<w:pPr>\(paragraph)</w:pPr>")
      + (run.isEmpty ? "" : "<w:rPr>\(run)</w:rPr>")
      + "</w:style>\n"
  }

  static func styles(_ language: Language) -> [UInt8] {
    let indent = "<w:ind w:firstLineChars=\"200\" w:firstLine=\"640\"/>"
    let flat = "<w:ind w:firstLineChars=\"0\" w:firstLine=\"0\"/>"
    let exact = "<w:spacing w:line=\"579\" w:lineRule=\"exact\"/>"
    let justify = Phrase("<w:jc w:val=\"both\"/>", "<w:jc w:val=\"left\"/>")[language]
    func heading(_ level: Int) -> String {
      "<w:keepNext/>\(exact)\(indent)<w:outlineLvl w:val=\"\(level - 1)\"/>"
    }
    let border = "w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"000000\""
    let single = "<w:spacing w:line=\"240\" w:lineRule=\"auto\"/>"
    return part(
      "<w:styles \(namespaces)><w:docDefaults><w:rPrDefault><w:rPr>\(face(fang))\(size(32))"
        + "<w:lang w:val=\"en-US\" w:eastAsia=\"zh-CN\"/></w:rPr></w:rPrDefault></w:docDefaults>\n"
        + style("Normal", "Normal", paragraph: exact + indent + justify)
        + style(
          "Title", "Title",
          paragraph:
            "<w:keepNext/><w:spacing w:after=\"579\" w:line=\"640\" w:lineRule=\"exact\"/>\(flat)<w:jc w:val=\"center\"/>",
          run: face(song) + size(44))
        + style("Addressed", "Addressed", paragraph: flat)
        + style("Heading1", "heading 1", paragraph: heading(1), run: face(hei))
        + style("Heading2", "heading 2", paragraph: heading(2), run: face(kai))
        + style("Heading3", "heading 3", paragraph: heading(3), run: "<w:b/>")
        + style("Heading4", "heading 4", paragraph: heading(4))
        + style(
          "AnnexFirst", "Annex First",
          paragraph: "<w:spacing w:before=\"579\" w:line=\"579\" w:lineRule=\"exact\"/>\(indent)")
        + style("Annexes", "Annexes", paragraph: indent)
        + style(
          "SignedFirst", "Signed First",
          paragraph:
            "<w:spacing w:before=\"1158\" w:line=\"579\" w:lineRule=\"exact\"/><w:ind w:rightChars=\"200\" w:right=\"640\" w:firstLineChars=\"0\" w:firstLine=\"0\"/><w:jc w:val=\"right\"/>"
        )
        + style(
          "Signed", "Signed",
          paragraph:
            "<w:ind w:rightChars=\"200\" w:right=\"640\" w:firstLineChars=\"0\" w:firstLine=\"0\"/><w:jc w:val=\"right\"/>"
        )
        + style("AnnexMark", "Annex Mark", paragraph: flat, run: face(hei))
        + style(
          "TableTitle", "Table Title",
          paragraph:
            "<w:keepNext/><w:spacing w:after=\"120\" w:line=\"579\" w:lineRule=\"exact\"/>\(flat)<w:jc w:val=\"center\"/>",
          run: face(song) + size(36))
        + style("Cell", "Cell", paragraph: single + flat + "<w:jc w:val=\"center\"/>", run: size(22))
        + style(
          "CellSmall", "Cell Small", paragraph: single + flat + "<w:jc w:val=\"center\"/>", run: size(18))
        + style(
          "Break", "Break", paragraph: "<w:spacing w:line=\"20\" w:lineRule=\"exact\"/>\(flat)", run: size(2))
        + style(
          "Footer", "footer", paragraph: single + flat + "<w:jc w:val=\"center\"/>",
          run: face("宋体") + size(28))
        + style("Lead", "Lead", type: "character", run: face(kai))
        + style("CellHead", "Cell Head", type: "character", run: face(hei))
        + "<w:style w:type=\"table\" w:styleId=\"Grid\"><w:name w:val=\"Grid\"/><w:tblPr><w:tblBorders>"
        + ["top", "left", "bottom", "right", "insideH", "insideV"].map { "<w:\($0) \(border)/>" }.joined()
        + "</w:tblBorders><w:tblCellMar><w:left w:w=\"60\" w:type=\"dxa\"/><w:right w:w=\"60\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr></w:style>"
        + "</w:styles>")
  }
}

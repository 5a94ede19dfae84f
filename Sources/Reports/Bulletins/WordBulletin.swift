import Diagnostics
import Engine
import Packaging

/// A notice as a Word document: A4, with the type area, typefaces and sizes of official notices (GB/T 9704). Each
/// typeface names another that stands in for it where it is not installed. The same notice gives the same bytes.
public struct WordBulletin {
  private let bulletin: Bulletin
  private let writer: BulletinWriter
  private let application: String
  private var body = XMLText()

  /// - Parameter application: the program and its version, for the file's properties.
  public init(_ bulletin: Bulletin, application: String, _ language: Language) {
    self.bulletin = bulletin
    self.application = application
    writer = BulletinWriter(language: language)
  }

  /// The file's bytes.
  public func document() -> [UInt8] {
    var document = self
    var package = OpenPackage()
    let main = "word/document.xml"
    package.relate("", to: main, kind: "officeDocument")
    package.relate(main, to: "word/styles.xml", kind: "styles")
    package.relate(main, to: "word/fontTable.xml", kind: "fontTable")
    package.relate(main, to: "word/settings.xml", kind: "settings")
    let footer = package.relate(main, to: "word/footer1.xml", kind: "footer")
    document.write(footer: footer)
    package.add(main, type: WordParts.types + "document.main+xml", document.body.bytes)
    package.add("word/styles.xml", type: WordParts.types + "styles+xml", WordParts.styles(writer.language))
    package.add("word/fontTable.xml", type: WordParts.types + "fontTable+xml", WordParts.fonts)
    package.add("word/settings.xml", type: WordParts.types + "settings+xml", WordParts.settings)
    package.add("word/footer1.xml", type: WordParts.types + "footer+xml", WordParts.footer)
    package.add(application: application)
    return package.archive()
  }

  private mutating func write(footer: String) {
    body.markup("<w:document \(WordParts.namespaces)><w:body>")
    paragraph("Title", [(writer.text(bulletin.title), nil)])
    if let addressed = bulletin.addressed {
      paragraph("Addressed", [(writer.text(addressed) + writer.say("：", ":"), nil)])
    }
    for block in bulletin.blocks { add(block) }
    for (place, line) in writer.annexLines(bulletin.annexes).enumerated() {
      paragraph(place == 0 ? "AnnexFirst" : "Annexes", [(line, nil)])
    }
    for (place, line) in bulletin.signed.enumerated() {
      paragraph(place == 0 ? "SignedFirst" : "Signed", [(writer.text(line), nil)])
    }
    annexes(footer)
    body.markup("</w:body></w:document>")
  }

  private mutating func add(_ block: Bulletin.Block) {
    switch block {
    case .paragraph(let text): paragraph(nil, [(writer.text(text), nil)])
    case .heading(let level, let number, let text):
      paragraph(
        "Heading\(min(4, level))", [(writer.number(number, level: level) + writer.text(text), nil)])
    case .numbered(let level, let number, let lead, let text):
      let mark = writer.number(number, level: level)
      guard let lead else { return paragraph(nil, [(mark + writer.text(text), nil)]) }
      paragraph(nil, [(mark + writer.lead(lead), "Lead"), (writer.say("", " ") + writer.text(text), nil)])
    case .table(let tables): for table in tables { self.table(table, isWide: false) }
    }
  }

  /// A paragraph of runs, each with its character style.
  private mutating func paragraph(_ style: String?, _ runs: [(text: String, style: String?)]) {
    body.markup("<w:p>")
    if let style { body.markup("<w:pPr><w:pStyle w:val=\"\(style)\"/></w:pPr>") }
    for run in runs where !run.text.isEmpty { self.run(run.text, run.style) }
    body.markup("</w:p>\n")
  }

  private mutating func run(_ text: String, _ style: String?) {
    body.markup("<w:r>")
    if let style { body.markup("<w:rPr><w:rStyle w:val=\"\(style)\"/></w:rPr>") }
    for (place, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      .enumerated()
    {
      if place > 0 { body.markup("<w:br/>") }
      body.markup("<w:t xml:space=\"preserve\">")
      body.text(String(line))
      body.markup("</w:t>")
    }
    body.markup("</w:r>")
  }

  // MARK: - Annexes and tables

  /// Each annex on pages of its own, across where its tables are wide.
  private mutating func annexes(_ footer: String) {
    for (place, annex) in bulletin.annexes.enumerated() {
      // A section's properties stand in its last paragraph.
      body.markup(
        "<w:p><w:pPr><w:pStyle w:val=\"Break\"/>\(WordParts.section(isWide: place > 0 && isWide(place - 1), footer: footer))</w:pPr></w:p>\n"
      )
      paragraph("AnnexMark", [(writer.annexMark(place, of: bulletin.annexes.count), nil)])
      for table in annex.tables { self.table(table, isWide: isWide(place)) }
    }
    let last = bulletin.annexes.count - 1
    body.markup(WordParts.section(isWide: last >= 0 && isWide(last), footer: footer))
  }

  private func isWide(_ annex: Int) -> Bool {
    bulletin.annexes[annex].tables.contains { $0.printedColumns.count > 9 }
  }

  private mutating func table(_ table: PublishedTable, isWide: Bool) {
    let printed = table.printedColumns
    paragraph("TableTitle", [(table.name, nil)])
    let widths = Self.widths(table, printed, total: isWide ? 13_400 : 8_840)
    let style = printed.count > 12 ? "CellSmall" : "Cell"
    body.markup(
      "<w:tbl><w:tblPr><w:tblStyle w:val=\"Grid\"/><w:tblW w:w=\"\(widths.reduce(0, +))\" w:type=\"dxa\"/><w:jc w:val=\"center\"/><w:tblLayout w:type=\"fixed\"/></w:tblPr><w:tblGrid>"
    )
    for width in widths { body.markup("<w:gridCol w:w=\"\(width)\"/>") }
    body.markup("</w:tblGrid>\n<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>")
    for (place, column) in printed.enumerated() {
      cell(table.columns[column].header, widths[place], style, "CellHead")
    }
    body.markup("</w:tr>\n")
    for section in writer.sections(table) {
      if let heading = section.heading {
        body.markup("<w:tr><w:trPr><w:cantSplit/></w:trPr>")
        cell(heading, widths.reduce(0, +), style, "CellHead", span: max(1, printed.count))
        body.markup("</w:tr>\n")
      }
      for row in section.rows {
        body.markup("<w:tr><w:trPr><w:cantSplit/></w:trPr>")
        for (place, column) in printed.enumerated() {
          cell(table.shown(row, column), widths[place], style, nil)
        }
        body.markup("</w:tr>\n")
      }
    }
    body.markup("</w:tbl>\n")
    paragraph("Break", [])
  }

  private mutating func cell(
    _ text: String, _ width: Int, _ style: String, _ runStyle: String?, span: Int = 1
  ) {
    body.markup("<w:tc><w:tcPr><w:tcW w:w=\"\(width)\" w:type=\"dxa\"/>")
    if span > 1 { body.markup("<w:gridSpan w:val=\"\(span)\"/>") }
    body.markup("<w:vAlign w:val=\"center\"/></w:tcPr>")
    paragraph(style, [(text, runStyle)])
    body.markup("</w:tc>")
  }

  /// Widths of columns in twentieths of a point, by their widest texts; long ones wrap.
  private static func widths(_ table: PublishedTable, _ printed: [Int], total: Int) -> [Int] {
    let weights = printed.map { column -> Int in
      let texts = table.rows.map { DisplayWidth.of(table.shown($0, column)) }
      // A header may stand on two lines or more.
      let whole = DisplayWidth.of(table.columns[column].header)
      let header = whole <= 8 && printed.count < 10 ? whole : (whole + 1) / 2
      return min(24, max(4, header, texts.max() ?? 0)) + 2
    }
    let sum = max(1, weights.reduce(0, +))
    let natural = sum * 130
    let available = natural < total ? max(natural, total * 3 / 5) : total
    return weights.map { $0 * available / sum }
  }
}

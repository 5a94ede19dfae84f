import Packaging

/// The styles part of a workbook: one entry for each look that its cells have, in order of first use.
struct WorkbookStyles {
  private var indexes: [CellLook: Int] = [:]
  private var looks: [CellLook] = []
  private var formats: [String] = []

  init() { _ = index(of: CellLook(.plain)) }

  mutating func index(of look: CellLook) -> Int {
    if let known = indexes[look] { return known }
    let index = looks.count
    indexes[look] = index
    looks.append(look)
    if let format = look.format, !formats.contains(format) { formats.append(format) }
    return index
  }

  // Fonts, fills and borders by number, in the order of the lists below.
  private static let fonts = [
    "<sz val=\"11\"/><name val=\"宋体\"/><family val=\"3\"/><charset val=\"134\"/>",
    "<b/><sz val=\"16\"/><name val=\"黑体\"/><family val=\"3\"/><charset val=\"134\"/>",
    "<b/><sz val=\"11\"/><name val=\"宋体\"/><family val=\"3\"/><charset val=\"134\"/>",
    "<sz val=\"12\"/><name val=\"楷体\"/><family val=\"3\"/><charset val=\"134\"/>",
    "<sz val=\"10\"/><name val=\"等线\"/><family val=\"3\"/><charset val=\"134\"/>",
  ]
  private static let fills = ["", "", "FFD9E2F3", "FFF2F2F2", "FFFFF8DC"]
  private static let side = "style=\"thin\"><color rgb=\"FF7F7F7F\"/>"

  func xml() -> [UInt8] {
    var xml = XMLText()
    xml.markup("<styleSheet xmlns=\"\(WorkbookDocument.namespace)\">")
    if !formats.isEmpty {
      xml.markup("<numFmts count=\"\(formats.count)\">")
      for (index, format) in formats.enumerated() {
        xml.markup("<numFmt")
        // Numbers below 164 are the spreadsheets' own.
        xml.attribute("numFmtId", String(164 + index))
        xml.attribute("formatCode", format)
        xml.markup("/>")
      }
      xml.markup("</numFmts>")
    }
    xml.markup("<fonts count=\"\(Self.fonts.count)\">")
    for font in Self.fonts { xml.markup("<font>\(font)</font>") }
    xml.markup("</fonts><fills count=\"\(Self.fills.count)\">")
    xml.markup(
      "<fill><patternFill patternType=\"none\"/></fill><fill><patternFill patternType=\"gray125\"/></fill>")
    for fill in Self.fills.dropFirst(2) {
      xml.markup(
        "<fill><patternFill patternType=\"solid\"><fgColor rgb=\"\(fill)\"/><bgColor indexed=\"64\"/></patternFill></fill>"
      )
    }
    xml.markup(
      "</fills><borders count=\"2\"><border><left/><right/><top/><bottom/><diagonal/></border><border>")
    for side in ["left", "right", "top", "bottom"] { xml.markup("<\(side) \(Self.side)</\(side)>") }
    xml.markup("<diagonal/></border></borders>")
    xml.markup(
      "<cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/></cellStyleXfs>"
    )
    xml.markup("<cellXfs count=\"\(looks.count)\">")
    for look in looks { append(look, to: &xml) }
    xml.markup(
      "</cellXfs><cellStyles count=\"1\"><cellStyle name=\"Normal\" xfId=\"0\" builtinId=\"0\"/></cellStyles>"
    )
    xml.markup("</styleSheet>")
    return xml.bytes
  }

  private func append(_ look: CellLook, to xml: inout XMLText) {
    let format = look.format.flatMap { formats.firstIndex(of: $0) }.map { 164 + $0 } ?? 0
    let (font, fill, border) = Self.numbers(look.kind)
    xml.markup(
      "<xf numFmtId=\"\(format)\" fontId=\"\(font)\" fillId=\"\(fill)\" borderId=\"\(border)\" xfId=\"0\"")
    xml.markup(
      " applyNumberFormat=\"1\" applyFont=\"1\" applyFill=\"1\" applyBorder=\"1\" applyAlignment=\"1\"")
    if look.quotes { xml.markup(" quotePrefix=\"1\"") }
    xml.markup("><alignment")
    xml.attribute("vertical", "center")
    switch look.alignment ?? Self.alignment(look.kind) {
    case .left: xml.attribute("horizontal", "left")
    case .center: xml.attribute("horizontal", "center")
    case .right: xml.attribute("horizontal", "right")
    case nil: break
    }
    // Texts and numbers of neighbouring columns keep apart.
    if look.kind == .body, look.alignment == .left || look.alignment == .right {
      xml.attribute("indent", "1")
    }
    if look.kind != .title { xml.attribute("wrapText", "1") }
    xml.markup("/></xf>")
  }

  private static func alignment(_ kind: CellLook.Kind) -> CellLook.Alignment? {
    switch kind {
    case .title, .subtitle, .header: .center
    case .section, .plain, .source: .left
    case .body, .input: nil
    }
  }

  private static func numbers(_ kind: CellLook.Kind) -> (font: Int, fill: Int, border: Int) {
    switch kind {
    case .body: (0, 0, 1)
    case .title: (1, 0, 0)
    case .subtitle: (3, 0, 0)
    case .header: (2, 2, 1)
    case .section: (2, 3, 1)
    case .plain: (0, 0, 0)
    case .source: (4, 0, 0)
    case .input: (0, 4, 1)
    }
  }
}

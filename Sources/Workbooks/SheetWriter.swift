import Diagnostics
import Packaging

/// Writes one sheet's part.
struct SheetWriter {
  private let sheet: WorkbookSheet
  private let footer: String
  private let isFirst: Bool
  private let mergedRows: Set<Int>
  private var widths: [Int] = []
  private var xml = XMLText()

  init(_ sheet: WorkbookSheet, footer: String, isFirst: Bool) {
    self.sheet = sheet
    self.footer = footer
    self.isFirst = isFirst
    mergedRows = Set(sheet.merges.map(\.top))
  }

  mutating func xml(_ styles: inout WorkbookStyles) -> [UInt8] {
    widths = fittedWidths()
    xml.markup("<worksheet xmlns=\"\(WorkbookDocument.namespace)\">")
    xml.markup("<sheetPr><pageSetUpPr fitToPage=\"1\"/></sheetPr><sheetViews><sheetView")
    if isFirst { xml.markup(" tabSelected=\"1\"") }
    xml.markup(" workbookViewId=\"0\"")
    if sheet.frozenRows > 0 {
      xml.markup("><pane ySplit=\"\(sheet.frozenRows)\" topLeftCell=\"A\(sheet.frozenRows + 1)\"")
      xml.markup(" activePane=\"bottomLeft\" state=\"frozen\"/></sheetView></sheetViews>")
    } else {
      xml.markup("/></sheetViews>")
    }
    xml.markup("<sheetFormatPr defaultRowHeight=\"16\"/>")
    if !widths.isEmpty {
      xml.markup("<cols>")
      for (index, width) in widths.enumerated() {
        let hidden = sheet.hiddenColumns.contains(index + 1) ? " hidden=\"1\"" : ""
        xml.markup(
          "<col min=\"\(index + 1)\" max=\"\(index + 1)\" width=\"\(width)\"\(hidden) customWidth=\"1\"/>")
      }
      xml.markup("</cols>")
    }
    xml.markup("<sheetData>")
    for (index, row) in sheet.rows.enumerated() { write(row, index + 1, &styles) }
    xml.markup("</sheetData>")
    if sheet.headerRow > 0, sheet.headerRow < sheet.rows.count, sheet.columnCount > 0 {
      let range = WorkbookSheet.CellRange(
        top: sheet.headerRow, left: 1, bottom: sheet.rows.count, right: sheet.columnCount)
      xml.markup("<autoFilter ref=\"\(range.text)\"/>")
    }
    if !sheet.merges.isEmpty {
      xml.markup("<mergeCells count=\"\(sheet.merges.count)\">")
      for merge in sheet.merges { xml.markup("<mergeCell ref=\"\(merge.text)\"/>") }
      xml.markup("</mergeCells>")
    }
    writePage(isBroad: widths.reduce(0, +) > 95)
    xml.markup("</worksheet>")
    return xml.bytes
  }

  private mutating func writePage(isBroad: Bool) {
    xml.markup("<printOptions horizontalCentered=\"1\"/>")
    xml.markup(
      "<pageMargins left=\"0.6\" right=\"0.6\" top=\"0.75\" bottom=\"0.75\" header=\"0.3\" footer=\"0.3\"/>")
    // Paper 9 is A4. One page broad, as many as needed long.
    let orientation = isBroad && !sheet.isText ? "landscape" : "portrait"
    xml.markup(
      "<pageSetup paperSize=\"9\" orientation=\"\(orientation)\" fitToWidth=\"1\" fitToHeight=\"0\"/>")
    xml.markup("<headerFooter>")
    xml.element("oddFooter", "&C" + footer)
    xml.markup("</headerFooter>")
  }

  private mutating func write(_ row: WorkbookSheet.Row, _ number: Int, _ styles: inout WorkbookStyles) {
    xml.markup("<row r=\"\(number)\"")
    if let height = height(row, number) { xml.markup(" ht=\"\(height)\" customHeight=\"1\"") }
    xml.markup(">")
    for (index, cell) in row.cells.enumerated() {
      write(cell, CellName.letters(column: index + 1) + String(number), &styles)
    }
    xml.markup("</row>")
  }

  private mutating func write(_ cell: WorkbookCell, _ name: String, _ styles: inout WorkbookStyles) {
    let style = styles.index(of: cell.look)
    switch cell.value {
    case .blank: xml.markup("<c r=\"\(name)\" s=\"\(style)\"/>")
    case .number(let number): xml.markup("<c r=\"\(name)\" s=\"\(style)\"><v>\(number)</v></c>")
    case .text(let text):
      xml.markup("<c r=\"\(name)\" s=\"\(style)\" t=\"inlineStr\"><is><t xml:space=\"preserve\">")
      xml.text(Self.encoded(text))
      xml.markup("</t></is></c>")
    case .formula(let formula, let result):
      switch result {
      case nil:
        xml.markup("<c r=\"\(name)\" s=\"\(style)\">")
        xml.element("f", formula)
        xml.markup("</c>")
      case .number(let number):
        xml.markup("<c r=\"\(name)\" s=\"\(style)\">")
        xml.element("f", formula)
        xml.markup("<v>\(number)</v></c>")
      case .text(let text):
        xml.markup("<c r=\"\(name)\" s=\"\(style)\" t=\"str\">")
        xml.element("f", formula)
        xml.element("v", Self.encoded(text))
        xml.markup("</c>")
      }
    }
  }

  /// A text as its cell may hold it: of limited length, and with `_x000D_`, which would be read as an escape,
  /// itself escaped (ECMA-376-1, ST_Xstring).
  private static func encoded(_ text: String) -> String {
    var text = text
    if text.utf16.count > WorkbookDocument.mostCharacters {
      text =
        String(decoding: Array(text.utf16.prefix(WorkbookDocument.mostCharacters - 1)), as: UTF16.self) + "…"
    }
    guard text.utf8.contains(UInt8(ascii: "_")) else { return text }
    let bytes = Array(text.utf8)
    var result: [UInt8] = []
    for (index, byte) in bytes.enumerated() {
      if byte == UInt8(ascii: "_"), index + 6 < bytes.count, bytes[index + 1] == UInt8(ascii: "x"),
        bytes[index + 6] == UInt8(ascii: "_"),
        bytes[(index + 2)..<(index + 6)].allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit })
      {
        result += "_x005F".utf8
      }
      result.append(byte)
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// Columns as broad as their widest text, within bounds. Headers may take two lines; texts merged across
  /// columns do not count.
  private func fittedWidths() -> [Int] {
    var widths = [Int](repeating: 0, count: sheet.columnCount)
    let merged = Set(sheet.merges.map { [$0.top, $0.left] })
    for (row, cells) in sheet.rows.enumerated() {
      for (column, cell) in cells.cells.enumerated() where !merged.contains([row + 1, column + 1]) {
        let width = cell.width
        let isLongHeader = cell.look.kind == .header && width > 8
        widths[column] = max(widths[column], isLongHeader ? (width + 3) / 4 * 2 : width)
      }
    }
    return widths.enumerated().map { sheet.widths[$0.offset + 1] ?? min(max($0.element + 3, 6), 48) }
  }

  /// The height in points that a row's longest text needs in its column; nil where one line will do.
  private func height(_ row: WorkbookSheet.Row, _ number: Int) -> Int? {
    if let height = row.height { return height }
    guard !mergedRows.contains(number) else { return nil }
    let lines = zip(row.cells, widths).reduce(1) { most, pair in max(most, pair.0.lines(in: pair.1 - 2)) }
    return lines > 1 ? min(lines * 15 + 3, 400) : nil
  }
}

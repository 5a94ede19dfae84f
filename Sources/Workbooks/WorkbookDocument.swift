import Diagnostics
import Packaging

/// A spreadsheet workbook to be written in the Office Open XML form (ECMA-376, XLSX).
///
/// The bytes depend on the content alone. Texts are written as texts, so that none becomes a formula; columns are
/// as broad as their texts, double-width characters counted twice; pages are A4, one page broad.
public struct WorkbookDocument: Sendable {
  public var sheets: [WorkbookSheet]
  /// The name of the program, which spreadsheets show among a file's properties.
  public var application: String
  /// The footer of pages: `&P` is the page and `&N` their number.
  public var footer: String

  public static let mostRows = 1_048_576
  public static let mostColumns = 16_384
  /// Of one cell, in UTF-16 units.
  public static let mostCharacters = 32_767

  static let namespace = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
  private static let relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
  private static let types = "application/vnd.openxmlformats-officedocument.spreadsheetml."

  public init(sheets: [WorkbookSheet], application: String, footer: String) {
    self.sheets = sheets
    self.application = application
    self.footer = footer
  }

  /// The file. Cost: linear in the cells.
  public func bytes() -> [UInt8] {
    var package = OpenPackage()
    var styles = WorkbookStyles()
    package.relate("", to: "xl/workbook.xml", kind: "officeDocument")
    var parts: [(name: String, bytes: [UInt8])] = []
    var ids: [String] = []
    for (index, sheet) in sheets.enumerated() {
      let name = "xl/worksheets/sheet\(index + 1).xml"
      var writer = SheetWriter(sheet, footer: footer, isFirst: index == 0)
      parts.append((name, writer.xml(&styles)))
      ids.append(package.relate("xl/workbook.xml", to: name, kind: "worksheet"))
    }
    package.relate("xl/workbook.xml", to: "xl/styles.xml", kind: "styles")
    package.add("xl/workbook.xml", type: Self.types + "sheet.main+xml", main(ids))
    for part in parts { package.add(part.name, type: Self.types + "worksheet+xml", part.bytes) }
    package.add("xl/styles.xml", type: Self.types + "styles+xml", styles.xml())
    package.add(application: application)
    return package.archive()
  }

  private func main(_ ids: [String]) -> [UInt8] {
    var xml = XMLText()
    xml.markup("<workbook xmlns=\"\(Self.namespace)\" xmlns:r=\"\(Self.relations)\"><sheets>")
    for (index, sheet) in sheets.enumerated() {
      xml.markup("<sheet")
      xml.attribute("name", sheet.name)
      xml.attribute("sheetId", String(index + 1))
      xml.attribute("r:id", ids[index])
      xml.markup("/>")
    }
    xml.markup("</sheets><definedNames>")
    // By name, then by sheet, as the schema's users sort them.
    for (index, sheet) in sheets.enumerated() where sheet.columnCount > 0 {
      let shown = (1...sheet.columnCount).last { !sheet.hiddenColumns.contains($0) } ?? sheet.columnCount
      name("_xlnm.Print_Area", index, "$A$1:$\(CellName.letters(column: shown))$\(sheet.rows.count)", &xml)
    }
    for (index, sheet) in sheets.enumerated() where sheet.frozenRows > 0 {
      name("_xlnm.Print_Titles", index, "$1:$\(sheet.frozenRows)", &xml)
    }
    xml.markup("</definedNames>")
    // Formulas without a value must not wait for a change.
    if isComputed { xml.markup("<calcPr fullCalcOnLoad=\"1\"/>") }
    xml.markup("</workbook>")
    return xml.bytes
  }

  private var isComputed: Bool {
    sheets.contains { sheet in
      sheet.rows.contains { row in
        row.cells.contains { cell in
          if case .formula = cell.value { return true }
          return false
        }
      }
    }
  }

  private func name(_ name: String, _ sheet: Int, _ range: String, _ xml: inout XMLText) {
    xml.markup("<definedName")
    xml.attribute("name", name)
    xml.attribute("localSheetId", String(sheet))
    xml.markup(">")
    xml.text(CellName.quoted(sheet: sheets[sheet].name) + "!" + range)
    xml.markup("</definedName>")
  }
}

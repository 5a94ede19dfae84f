import Diagnostics
import Packaging

@testable import Tables

/// Workbooks written part by part, so that a test can make any of them wrong.
struct WorkbookSample {
  var sheets: [(name: String, xml: String)] = []
  var strings: [String]?
  var styles: String?
  var workbookProperties = ""
  var extra: [(name: String, bytes: [UInt8])] = []
  var mainPart = "xl/workbook.xml"

  static let relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"

  init(_ rows: String, merges: [String] = [], name: String = "采用") {
    sheets = [(name, Self.sheet(rows, merges: merges))]
  }

  static func sheet(_ rows: String, merges: [String] = []) -> String {
    let merged = merges.map { "<mergeCell ref=\"\($0)\"/>" }.joined()
    return "<worksheet><sheetData>\(rows)</sheetData>"
      + (merges.isEmpty ? "" : "<mergeCells>\(merged)</mergeCells>") + "</worksheet>"
  }

  /// A row of cells: `=` before a text makes it a number, others are inline texts, "" is no cell.
  static func row(_ number: Int, _ cells: [String], from column: Int = 1) -> String {
    let body = cells.enumerated().map { index, text -> String in
      let name = CellName.letters(column: column + index) + String(number)
      if text.isEmpty { return "" }
      if text.hasPrefix("=") { return "<c r=\"\(name)\"><v>\(text.dropFirst())</v></c>" }
      return "<c r=\"\(name)\" t=\"inlineStr\"><is><t>\(text)</t></is></c>"
    }
    return "<row r=\"\(number)\">\(body.joined())</row>"
  }

  static func rows(_ rows: [[String]], from first: Int = 1) -> String {
    rows.enumerated().map { row(first + $0, $1) }.joined()
  }

  var bytes: [UInt8] {
    var writer = ZipWriter()
    func add(_ name: String, _ text: String) { writer.add(name, Array(text.utf8)) }
    add("[Content_Types].xml", "<Types/>")
    add(
      "_rels/.rels",
      "<Relationships><Relationship Id=\"a\" Type=\"\(Self.relation)officeDocument\" Target=\"\(mainPart)\"/></Relationships>"
    )
    let list = sheets.enumerated().map { "<sheet name=\"\($1.name)\" sheetId=\"\($0)\" r:id=\"s\($0)\"/>" }
    add("xl/workbook.xml", "<workbook>\(workbookProperties)<sheets>\(list.joined())</sheets></workbook>")
    var relations = sheets.indices.map {
      "<Relationship Id=\"s\($0)\" Type=\"\(Self.relation)worksheet\" Target=\"worksheets/s\($0).xml\"/>"
    }
    if strings != nil {
      relations.append(
        "<Relationship Id=\"t\" Type=\"\(Self.relation)sharedStrings\" Target=\"/xl/strings.xml\"/>")
    }
    if styles != nil {
      relations.append("<Relationship Id=\"f\" Type=\"\(Self.relation)styles\" Target=\"styles.xml\"/>")
    }
    add("xl/_rels/workbook.xml.rels", "<Relationships>\(relations.joined())</Relationships>")
    for (index, sheet) in sheets.enumerated() { add("xl/worksheets/s\(index).xml", sheet.xml) }
    if let strings {
      add("xl/strings.xml", "<sst>\(strings.map { "<si>\($0)</si>" }.joined())</sst>")
    }
    if let styles { add("xl/styles.xml", "<styleSheet>\(styles)</styleSheet>") }
    for part in extra { writer.add(part.name, part.bytes) }
    return writer.finished()
  }

  /// The only table, or that of a sheet.
  func read(expecting: [String] = [], sheet: String? = nil) -> Reading {
    Reading(workbook: bytes, expecting: expecting, sheet: sheet)
  }
}

extension Reading {
  init(workbook bytes: [UInt8], expecting: [String] = [], sheet: String? = nil) {
    self.init("x\n1\n")
    diagnostics = []
    grid = TableReader.read(
      name: "数据.xlsx", bytes: bytes, sheet: sheet, expecting: expecting, diagnostics: &diagnostics)
  }
}

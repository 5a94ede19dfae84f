import Diagnostics
import Packaging
import Testing

@testable import Tables

/// Workbooks that are damaged or made to harm: each is refused with a diagnostic, soon and in little space.
@Suite struct WorkbookHostileTests {
  private static let rows = WorkbookSample.rows([["单位", "采用"], ["甲", "=1"], ["乙", "=2"]])

  private func codes(_ sample: WorkbookSample) -> [String] { sample.read().codes }

  private func part(_ xml: String) -> [String] {
    var sample = WorkbookSample(Self.rows)
    sample.sheets[0].xml = xml
    return codes(sample)
  }

  @Test func everyTruncation() {
    let bytes = WorkbookSample(Self.rows).bytes
    #expect(Reading(workbook: bytes).rows == [["甲", "1"], ["乙", "2"]])
    for length in stride(from: 4, to: bytes.count, by: 97) {
      let reading = Reading(workbook: Array(bytes.prefix(length)))
      #expect(reading.grid == nil && reading.codes == ["J340"], "\(length)")
    }
  }

  /// Whatever byte is changed, the table is read as it was or not at all: checksums see to that.
  @Test func everyDamage() {
    let bytes = WorkbookSample(Self.rows).bytes
    let whole = Reading(workbook: bytes).rows
    var generator = SeededGenerator(seed: 7)
    for _ in 0..<40 {
      var damaged = bytes
      let place = Int.random(in: 4..<bytes.count, using: &generator)
      damaged[place] = damaged[place] ^ UInt8.random(in: 1...255, using: &generator)
      let reading = Reading(workbook: damaged)
      #expect(reading.grid == nil ? !reading.codes.isEmpty : reading.rows == whole)
    }
  }

  /// Random edits of the sheet's own text never trap.
  @Test func everyText() {
    let text = Array(WorkbookSample.sheet(Self.rows, merges: ["A1:B1", "A2:A3"]).utf8)
    let pieces = [
      "<", ">", "&", "\"", "<c r=\"A1\"/>", "]]>", "<v>", "</row>", "A9999999", "t=\"s\"", "&#0;", "\u{0}",
    ]
    var generator = SeededGenerator(seed: 8)
    for _ in 0..<40 {
      var changed = text
      for _ in 0..<Int.random(in: 1...3, using: &generator) {
        let start = Int.random(in: 0..<changed.count, using: &generator)
        let end = min(changed.count, start + Int.random(in: 0...12, using: &generator))
        changed.replaceSubrange(
          start..<end, with: Array((pieces.randomElement(using: &generator) ?? "").utf8))
      }
      var sample = WorkbookSample(Self.rows)
      sample.sheets[0].xml = String(decoding: changed, as: UTF8.self)
      let reading = sample.read()
      #expect(reading.grid != nil || !reading.codes.isEmpty)
    }
  }

  @Test func bombs() {
    // Some 5 MB of blanks: a thousand times its packed size.
    var sample = WorkbookSample(Self.rows)
    sample.sheets[0].xml = "<worksheet>" + String(repeating: " ", count: 5 << 20) + "</worksheet>"
    #expect(codes(sample) == ["J343"])
    // The same with a directory that tells a small size: the part outgrows it.
    var bytes = sample.bytes
    let size = (5 << 20) + 23
    let announced = [UInt8(size & 255), UInt8(size >> 8 & 255), UInt8(size >> 16 & 255), UInt8(size >> 24)]
    for start in 0..<(bytes.count - 4) where bytes[start..<(start + 4)].elementsEqual(announced) {
      bytes.replaceSubrange(start..<(start + 4), with: [0, 16, 0, 0])
    }
    #expect(Reading(workbook: bytes).codes == ["J340"])
  }

  @Test func tooManyParts() {
    var sample = WorkbookSample(Self.rows)
    sample.extra = (0..<10_001).map { ("\($0)", []) }
    #expect(codes(sample) == ["J343"])
  }

  private func table(_ sample: WorkbookSample, _ limits: TableLimits) -> (grid: Grid?, codes: [String]) {
    var found: [Diagnostic] = []
    var workbook = Workbook.open(name: "a.xlsx", bytes: sample.bytes, limits: limits, diagnostics: &found)
    let grid = workbook?.sheets.first.flatMap { workbook?.table($0, diagnostics: &found) }
    return (grid, found.map(\.code.id))
  }

  @Test func rowsWithoutEnd() {
    var limits = TableLimits.standard
    limits.sheetRows = 1000
    let sample = WorkbookSample(Self.rows + String(repeating: "<row/>", count: 1000))
    #expect(table(sample, limits).codes == ["J343"])
    // Blank rows to the very end of a sheet are no harm.
    let whole = WorkbookSample(Self.rows + String(repeating: "<row/>", count: 997))
    #expect(table(whole, limits).grid?.rows == [["甲", "1"], ["乙", "2"]])
  }

  @Test func pathsOutOfTheArchive() {
    for name in ["../x", "/etc/passwd", "a/../../b", "C:/x", "a\\b", "xl/workbook.xml"] {
      var sample = WorkbookSample(Self.rows)
      sample.extra = [(name, [])]
      #expect(codes(sample) == ["J344"], "\(name)")
    }
    var sample = WorkbookSample(Self.rows)
    sample.mainPart = "../../etc/passwd"
    #expect(codes(sample) == ["J344"])
    sample.mainPart = "file:///etc/passwd"
    #expect(codes(sample) == ["J344"])
  }

  @Test func entities() {
    #expect(part("<!DOCTYPE a [<!ENTITY x \"y\">]>" + WorkbookSample.sheet(Self.rows)) == ["J346"])
    #expect(part(WorkbookSample.sheet(Self.rows.replacing("甲", with: "&x;"))) == ["J346"])
    #expect(part(WorkbookSample.sheet(Self.rows.replacing("甲", with: "&#1;"))) == ["J346"])
    #expect(part(String(repeating: "<a>", count: 300)) == ["J346"])
    #expect(part("<?xml version=\"1.0\" encoding=\"GBK\"?><worksheet/>") == ["J346"])
    #expect(part("<worksheet><sheetData></worksheet>") == ["J346"])
    #expect(part("<worksheet/><worksheet/>") == ["J346"])
  }

  @Test func contradictions() {
    #expect(part(WorkbookSample.sheet("<row r=\"2\"/><row r=\"1\"/>")) == ["J346"])
    #expect(part(WorkbookSample.sheet("<row r=\"1\"><c r=\"B1\"/><c r=\"A1\"/></row>")) == ["J346"])
    #expect(part(WorkbookSample.sheet("<row r=\"1\"><c r=\"A2\"><v>1</v></c></row>")) == ["J346"])
    #expect(part(WorkbookSample.sheet("<row r=\"1\"><c r=\"A1\" t=\"s\"><v>5</v></c></row>")) == ["J346"])
    #expect(part(WorkbookSample.sheet("<row r=\"1\"><c r=\"XFE1\"><v>5</v></c></row>")) == ["J346"])
    #expect(part(WorkbookSample.sheet("<row r=\"1\"><c r=\"A1\"><v>一</v></c></row>")) == ["J346"])
  }

  @Test func othersThatLookLikeWorkbooks() {
    var macros = WorkbookSample(Self.rows)
    macros.extra = [("xl/vbaProject.bin", [0])]
    #expect(codes(macros) == ["J342"])
    var writer = ZipWriter()
    writer.add("a.txt", [0x41])
    #expect(Reading(workbook: writer.finished()).codes == ["J345"])
    var encrypted = WorkbookSample(Self.rows).bytes
    // The flag of encryption in every entry of the directory.
    for start in 0..<(encrypted.count - 10) where encrypted[start..<(start + 4)] == [0x50, 0x4B, 1, 2] {
      encrypted[start + 8] |= 1
    }
    #expect(Reading(workbook: encrypted).codes == ["J341"])
  }

  @Test func tooManyCells() {
    var limits = TableLimits.standard
    limits.workbookCells = 3
    #expect(table(WorkbookSample(Self.rows), limits).codes == ["J343"])
  }
}

import Diagnostics
import Foundation
import Testing

@testable import Tables

/// Tables of workbooks.
@Suite struct WorkbookTests {
  private static let header = ["单位", "采用"]

  // MARK: Programs

  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("Fixtures/workbooks")

  private static let headers = ["单位", "组", "省级单条", "省级综合", "满意率", "日期", "合格", "合计"]
  private static let rows = [
    ["塔铺街道", "乡镇", "3", "1.1", "95%", "2024-05-03", "是", "4.1"],
    ["司寨乡", "乡镇", "0", "0.3", "80%", "2024-05-04", "否", "0.3"],
    ["发改局", "部门", "12", "2.5", "100%", "2024-06-01", "是", "14.5"],
  ]

  /// Written by Tests/Workbooks/make.py. XlsxWriter leaves formulas to be computed on opening, which is said.
  @Test(arguments: [
    ("libreoffice", ["J353", "J354"]), ("xlsxwriter", ["J353", "J354", "J358"]),
    ("xlsxwriter-1904", ["J353", "J354", "J358"]),
  ]) func writtenByOtherPrograms(_ name: String, _ codes: [String]) throws {
    let data = try Data(contentsOf: Self.folder.appendingPathComponent(name + ".xlsx"))
    for expecting in [[], ["单位", "组", "省级单条", "日期"]] {
      let reading = Reading(workbook: Array(data), expecting: expecting)
      #expect(reading.headers == Self.headers)
      #expect(reading.rows == Self.rows)
      #expect(reading.codes.sorted() == codes)
      #expect(reading.grid?.numbers == [5, 6, 7])
      #expect(reading.grid?.title == "数据.xlsx 采用情况")
    }
  }

  /// openpyxl stores no values of formulas.
  @Test func writtenByOpenpyxl() throws {
    let data = try Data(contentsOf: Self.folder.appendingPathComponent("openpyxl.xlsx"))
    let reading = Reading(workbook: Array(data))
    #expect(reading.grid == nil)
    #expect(reading.found.filter { $0.hasPrefix("J351") } == ["J351 5:8", "J351 6:8", "J351 7:8"])
  }

  // MARK: Cells

  @Test func sharedAndFormattedTexts() {
    let cells = (0..<4).map { "<c r=\"\(CellName.letters(column: $0 + 1))2\" t=\"s\"><v>\($0)</v></c>" }
    var sample = WorkbookSample(
      WorkbookSample.row(1, ["甲", "乙", "丙", "丁"]) + "<row r=\"2\">\(cells.joined())</row>")
    sample.strings = [
      "<t>水利&amp;局</t>", "<r><t>教育</t></r><r><rPr/><t xml:space=\"preserve\"> 局</t></r><rPh><t>かな</t></rPh>",
      "<t>一_x000D_\n二_x005F_x0041_</t>", "<t><![CDATA[<林业>]]></t>",
    ]
    #expect(sample.read().rows == [["水利&局", "教育 局", "一\r\n二_x0041_", "<林业>"]])
  }

  @Test func otherKindsOfCells() {
    let cells = """
      <c r="A2" t="b"><v>1</v></c><c r="B2" t="str"><f>x</f><v>文</v></c><c r="C2" t="d"><v>2024-05-03</v></c>\
      <c r="D2" s="1"/><c r="E2"><v>1.1000000000000001</v></c><c r="F2" t="str"><f>x</f><v></v></c>
      """
    let sample = WorkbookSample(
      WorkbookSample.row(1, ["甲", "乙", "丙", "丁", "戊", "己"]) + "<row r=\"2\">\(cells)</row>")
    #expect(sample.read().rows == [["是", "文", "2024-05-03", "", "1.1", ""]])
  }

  @Test func cellsWithoutReferences() {
    let sample = WorkbookSample(
      "<row><c t=\"inlineStr\"><is><t>甲</t></is></c><c t=\"inlineStr\"><is><t>乙</t></is></c></row><row><c><v>1</v></c><c><v>2</v></c></row>"
    )
    #expect(sample.read().rows == [["1", "2"]])
  }

  @Test(
    arguments: [
      ("1.1000000000000001", "1.1"), ("0.30000000000000004", "0.3"), ("3.9599999999999999E-3", "0.00396"),
      ("1E5", "100000"), ("-2.50", "-2.5"), ("0", "0"), ("-0", "0"), ("00012", "12"), (".5", "0.5"),
      ("999999999999999.96", "1000000000000000"), ("1.2E+20", "120000000000000000000"), ("5E-324", ""),
      ("", ""), ("1e", ""), ("1.2.3", ""), ("NaN", ""), ("0x1", ""),
    ]) func numbers(_ stored: String, _ wanted: String)
  {
    let number = Array(stored.utf8).withUnsafeBufferPointer { SpreadsheetNumber($0) }
    #expect(number.map { String(decoding: $0.text, as: UTF8.self) } ?? "" == wanted)
  }

  @Test func numbersOfManyDigits() {
    let sample = WorkbookSample(WorkbookSample.rows([["编号", "数"], ["=4.1092619900101123E+17", "=1E+18"]]))
    let reading = sample.read()
    #expect(reading.found == ["J357 2:1"])
    #expect(reading.rows == [["410926199001011000", "1000000000000000000"]])
  }

  // MARK: Dates

  @Test(arguments: [
    ("45415", DateForm.date, false, "2024-05-03"), ("45415.5", .date, false, "2024-05-03 12:00"),
    ("45415.999999", .date, false, "2024-05-04"), ("43953", .date, true, "2024-05-03"),
    ("59", .date, false, "1900-02-28"), ("60", .date, false, ""), ("61", .date, false, "1900-03-01"),
    ("0", .date, false, ""), ("-1", .date, false, ""), ("2958466", .date, false, ""),
    ("45413", .month, false, "2024-05"), ("45413", .year, false, "2024"),
    ("0.354166666666667", .time, false, "08:30"),
  ]) func days(_ stored: String, _ form: DateForm, _ from1904: Bool, _ wanted: String) {
    let number = Array(stored.utf8).withUnsafeBufferPointer { SpreadsheetNumber($0) }
    #expect(number?.dateText(form, countsFrom1904: from1904) ?? "" == wanted)
  }

  @Test(arguments: [
    ("yyyy\"年\"m\"月\"d\"日\"", DateForm.date), ("yyyy\"年\"m\"月\"", .month), ("[$-804]yyyy\"年\"", .year),
    ("m/d/yy h:mm", .date), ("h:mm:ss", .time), ("[h]:mm", .none), ("General", .none), ("0.00\"dry\"", .none),
    ("#,##0.00_);[Red]\\(#,##0.00\\)", .none), ("0.00E+00", .none), ("@", .none), ("mm:ss", .time),
    ("\"m\"0", .none), ("0%", .percent), ("0.0\"%\"", .none),
  ]) func formats(_ code: String, _ wanted: DateForm) {
    #expect(CellStyles.form(code: code) == wanted)
  }

  @Test func datesByStyle() {
    let styles = """
      <numFmts><numFmt numFmtId="180" formatCode="yyyy&quot;年&quot;m&quot;月&quot;"/></numFmts>\
      <cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="180"/></cellXfs>
      """
    let row = "<row r=\"2\"><c r=\"A2\" s=\"1\"><v>45415</v></c><c r=\"B2\" s=\"2\"><v>45413</v></c></row>"
    var sample = WorkbookSample(WorkbookSample.row(1, ["日期", "月份"]) + row)
    sample.styles = styles
    #expect(sample.read().rows == [["2024-05-03", "2024-05"]])
    sample.workbookProperties = "<workbookPr date1904=\"1\"/>"
    #expect(sample.read().rows == [["2028-05-04", "2028-05"]])
  }

  @Test(arguments: [
    ("1.18", "118%"), ("0.95", "95%"), ("0.005", "0.5%"), ("-0.12345", "-12.345%"), ("0", "0%"),
    ("3", "300%"),
    ("0.57999999999999996", "58%"),
  ]) func percentages(_ stored: String, _ wanted: String) {
    let number = Array(stored.utf8).withUnsafeBufferPointer { SpreadsheetNumber($0) }
    #expect(number.map { String(decoding: $0.percentText, as: UTF8.self) } == wanted)
  }

  // MARK: Headers

  @Test func titlesAboveTheHeader() {
    let rows = WorkbookSample.rows([
      ["采用情况统计表", "", "", ""], ["填报：办公室", "", "", "6月"], ["单位", "市刊", "县刊", "备注"],
      ["水利局", "=1", "=2"], ["教育局", "=3", "", "无"],
    ])
    for expecting in [[], ["单位", "县刊"]] {
      let reading = WorkbookSample(rows, merges: ["A1:D1"]).read(expecting: expecting)
      #expect(reading.headers == ["单位", "市刊", "县刊", "备注"])
      #expect(reading.grid?.numbers == [4, 5])
      #expect(reading.codes.isEmpty)
    }
  }

  @Test func headersOfTwoLevels() {
    let rows = WorkbookSample.rows([
      ["单位", "省级", "", "市级", ""], ["", "单条", "综合", "单条", "本市\n专期"], ["水利局", "=1", "=2", "=3", "=4"],
    ])
    let sample = WorkbookSample(rows, merges: ["A1:A2", "B1:C1", "D1:E1"])
    #expect(sample.read().headers == ["单位", "省级单条", "省级综合", "市级单条", "市级本市专期"])
    // The last level alone does where it is expected and stands once.
    let reading = sample.read(expecting: ["单位", "综合", "单条"])
    #expect(reading.headers == ["单位", "省级单条", "综合", "市级单条", "市级本市专期"])
    #expect(reading.rows == [["水利局", "1", "2", "3", "4"]])
  }

  @Test func tablesThatDoNotBeginInTheCorner() {
    let rows = WorkbookSample.row(3, ["单位", "采用"], from: 3) + WorkbookSample.row(7, ["水利局", "=5"], from: 3)
    let reading = WorkbookSample(rows).read()
    #expect(reading.rows == [["水利局", "5"]])
    #expect(
      reading.grid?.place(row: 0, column: 1)
        == .cell(file: "数据.xlsx", sheet: "采用", row: 7, column: 4, header: "采用", text: "5"))
    #expect(
      reading.grid?.headerPlace(column: 0)
        == .cell(file: "数据.xlsx", sheet: "采用", row: 3, column: 3, header: "单位", text: "单位"))
  }

  @Test func oneColumn() {
    #expect(
      WorkbookSample(WorkbookSample.rows([["单位"], ["水利局"], ["教育局"]])).read().rows == [["水利局"], ["教育局"]])
  }

  @Test func problemsOfHeaders() {
    #expect(WorkbookSample("").read().found == ["J349 0:0"])
    #expect(WorkbookSample(WorkbookSample.rows([Self.header])).read().found == ["J311 1:1"])
    let twice = WorkbookSample(WorkbookSample.rows([["单位", "数", "数"], ["甲", "=1", "=2"]])).read()
    #expect(twice.found == ["J324 1:3"])
    #expect(twice.diagnostics.first?.message(.chinese) == "表头“数”出现了两次（第 B 列和第 C 列）")
    let nameless = WorkbookSample(WorkbookSample.rows([["单位", "", "数"], ["甲", "=1", "=2", "=9"]])).read()
    #expect(nameless.found == ["J325 2:2", "J325 2:4"])
    #expect(WorkbookSample(WorkbookSample.rows([["单位", "", "数"], ["甲", "", "=2"]])).read().codes.isEmpty)
  }

  // MARK: Merged cells, remarks

  @Test func textsMergedDownwards() {
    let rows = WorkbookSample.rows([
      ["组", "单位", "数"], ["一组", "甲", "=1"], ["", "乙", "=2"], ["", "", ""], ["", "丙", "=3"], ["二组", "丁", "=4"],
    ])
    let reading = WorkbookSample(rows, merges: ["A2:A5"]).read()
    #expect(reading.rows?.map { $0[0] } == ["一组", "一组", "一组", "二组"])
    #expect(reading.found == ["J353 2:1"])
    #expect(WorkbookSample(rows).read().rows?.map { $0[0] } == ["一组", "", "", "二组"])
  }

  @Test func mergedCellsThatMayMeanAnything() {
    let rows = WorkbookSample.rows([
      ["单位", "数", "次"], ["甲", "=1", "=1"], ["乙", "", "=2"], ["丙", "=3", ""],
    ])
    #expect(WorkbookSample(rows, merges: ["B2:B3"]).read().found == ["J352 2:2"])
    #expect(WorkbookSample(rows, merges: ["B4:C4"]).read().found == ["J352 4:2"])
  }

  @Test func remarks() {
    let rows = WorkbookSample.rows([Self.header, ["甲", "=1"], ["注：截至6月底。"]])
    let reading = WorkbookSample(rows, merges: ["A3:B3"]).read()
    #expect(reading.rows == [["甲", "1"]])
    #expect(reading.found == ["J354 3:0"])
    #expect(WorkbookSample(rows).read().rows == [["甲", "1"], ["注：截至6月底。", ""]])
  }

  // MARK: Sheets

  @Test func sheets() {
    var sample = WorkbookSample(WorkbookSample.rows([Self.header, ["甲", "=1"]]), name: "5月")
    sample.sheets.append(("6月", WorkbookSample.sheet(WorkbookSample.rows([Self.header, ["乙", "=2"]]))))
    sample.sheets.append(("空", WorkbookSample.sheet("<row r=\"1\"><c r=\"A1\" s=\"1\"/></row>")))
    #expect(sample.read().codes == ["J364"])
    #expect(sample.read(sheet: "６月").rows == [["乙", "2"]])
    #expect(sample.read(sheet: "七月").codes == ["J347"])
    sample.sheets.remove(at: 0)
    #expect(sample.read().rows == [["乙", "2"]])
  }
}

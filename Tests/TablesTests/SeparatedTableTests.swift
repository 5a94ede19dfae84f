import Diagnostics
import Testing

@testable import Tables

@Suite("Separated text")
struct SeparatedTableTests {
  @Test("a plain table")
  func plain() {
    let reading = Reading("单位,条数\n甲,5\n乙,\n")
    #expect(reading.headers == ["单位", "条数"])
    #expect(reading.rows == [["甲", "5"], ["乙", ""]])
    #expect(reading.grid?.numbers == [2, 3])
    #expect(reading.codes.isEmpty)
  }

  @Test("all line ends, with and without the last", arguments: ["\n", "\r\n", "\r"], ["", "e", "eee"])
  func lineEnds(end: String, tail: String) {
    let text = ["a,b", "1,2", "3,4"].joined(separator: end) + tail.map { _ in end }.joined()
    let reading = Reading(text)
    #expect(reading.rows == [["1", "2"], ["3", "4"]])
    #expect(reading.grid?.lines == [2, 3])
  }

  @Test("mixed line ends")
  func mixedLineEnds() {
    let reading = Reading("a\r1\n2\r\n\r3\n\n4")
    #expect(reading.rows == [["1"], ["2"], ["3"], ["4"]])
    #expect(reading.grid?.numbers == [2, 3, 5, 7])
  }

  @Test("quotes, doubled quotes, separators and line breaks inside them")
  func quotes() {
    let reading = Reading("a,b\n\"x,y\",\"he said \"\"hi\"\"\"\n\"\",\"1\n2\r\n3\r4\"\nlast,z\n")
    #expect(reading.rows == [["x,y", "he said \"hi\""], ["", "1\n2\r\n3\r4"], ["last", "z"]])
    #expect(reading.grid?.numbers == [2, 3, 4])
    #expect(reading.grid?.lines == [2, 3, 7])
  }

  @Test("a quote inside an unquoted cell is text")
  func innerQuote() {
    #expect(Reading("a,b\n3\"x,\"y\"\n").rows == [["3\"x", "y"]])
  }

  @Test("blanks around a quoted cell's quotes do no harm behind it")
  func blanksAfterQuote() {
    #expect(Reading("a,b\n\"x\" ,\"y\"  \n").rows == [["x", "y"]])
  }

  @Test("text after a closing quote")
  func textAfterQuote() {
    let reading = Reading("a,b\n1,\"x\"y\n\"p\"q,\"r\" s\n1,2\n")
    #expect(reading.found == ["J321 2:2", "J321 3:1", "J321 3:2"])
    #expect(reading.grid == nil)
  }

  @Test("an unclosed quote names the row where it opened")
  func unclosedQuote() {
    #expect(Reading("a,b\n1,2\n3,\"4\n5,6\n").found == ["J320 3:2"])
    #expect(
      Reading("a,b\n3,\"四\n5,6\n").diagnostics.first?.place
        == .cell(file: "数据.csv", row: 2, column: 2, header: "b", text: "\"四"))
    #expect(Reading("a,\"b\n1,2").found == ["J320 1:2"])
    #expect(Reading("a,b\n1,\"").found == ["J320 2:2"])
  }

  @Test("tabs, and separators that the header tells")
  func separators() {
    #expect(Reading("a\tb\n1,5\t2\n", name: "x.tsv").rows == [["1,5", "2"]])
    #expect(Reading("a\tb\n1\t2\n", name: "x.csv").rows == [["1", "2"]])
    #expect(Reading("a;b\n1,5;2\n", name: "x.csv").rows == [["1,5", "2"]])
    #expect(Reading("a,b\n1,2\n", name: "x.tsv").rows == [["1", "2"]])
    #expect(Reading("a;b,c\n1,2\n", name: "x.csv").headers == ["a;b", "c"])
    #expect(Reading("\"a;b,c\"\n1\n", name: "x.csv").headers == ["a;b,c"])
    #expect(Reading("a,b\n\"\t\",2\n", name: "x.txt").rows == [["\t", "2"]])
    #expect(Reading("a\tb,c\td\n", name: "x.txt").headers == ["a", "b,c", "d"])
  }

  @Test("the line sep= is no row")
  func announcedSeparator() {
    for end in ["\n", "\r\n", "\r"] {
      let reading = Reading("sep=;\(end)a,x;b\(end)1;2\(end)")
      #expect(reading.headers == ["a,x", "b"])
      #expect(reading.grid?.numbers == [2])
      #expect(reading.grid?.lines == [3])
    }
    #expect(Reading("sep=5,b\n1,2\n").headers == ["sep=5", "b"])
    #expect(Reading("sep=,").headers == ["sep="])
  }

  @Test("blank rows are left out and counted")
  func blankRows() {
    let reading = Reading("\n,,\na,b\n1,2\n\n , \u{3000}\n3,4\n,\n,,,,\n")
    #expect(reading.rows == [["1", "2"], ["3", "4"]])
    #expect(reading.grid?.numbers == [4, 7])
    #expect(reading.grid?.lines == [4, 7])
    #expect(reading.grid?.spreadsheetRow(2) == 0)
    #expect(reading.grid?.spreadsheetRow(-1) == 0)
  }

  @Test("ragged rows")
  func raggedRows() {
    #expect(Reading("a,b\n1,2,3\n4\n5,6,,\n").found == ["J322 2:3", "J323 3:0"])
    #expect(Reading("a,b\n5,6,, \n").rows == [["5", "6"]])
    let message = Reading("a,b\n1,2,3\n").diagnostics.first?.message(.chinese)
    #expect(message == "这一行有 3 格，表头只有 2 列")
  }

  @Test("headers are trimmed, of one line, without a mark")
  func headers() {
    let reading = Reading("\u{FEFF} 单位 ,\"占任\n务%\",\"two\r\nwords\",\u{A0}x\u{3000}\n1,2,3,4\n")
    #expect(reading.headers == ["单位", "占任务%", "two words", "x"])
  }

  @Test("headers that stand twice, also in another width")
  func repeatedHeaders() {
    let reading = Reading("a,b,a,（b）,(b)\n1,2,3,4,5\n")
    #expect(reading.found == ["J324 1:3", "J324 1:5"])
    #expect(reading.diagnostics.first?.message(.english) == "the header “a” stands twice (columns 1 and 3)")
  }

  @Test("columns without a header")
  func blankHeaders() {
    #expect(Reading("a,,b,\n1,,2,\n").rows == [["1", "", "2"]])
    #expect(Reading("a,,b,\n1,,2\n").rows == [["1", "", "2"]])
    #expect(Reading("a,,b,\n1,x,2,y\n").found == ["J325 2:2"])
    // Once for each column, at its first cell.
    #expect(Reading("a,,b,\n1,,2,\n1,x,2,\n1,y,2,z\n").found == ["J325 3:2", "J325 4:4"])
    #expect(Reading("标题,,\n单位,条数,得分\n甲,1,2\n").found == ["J319 1:1"])
    #expect(Reading("标题\n单位,条数,得分\n甲,1,2\n").found == ["J319 1:1"])
    #expect(Reading("单位\n甲,1\n").found == ["J322 2:2"])
  }

  @Test("empty files and tables without rows")
  func emptyFiles() {
    #expect(Reading("").found == ["J310"])
    #expect(Reading("\u{FEFF}").found == ["J310"])
    #expect(Reading("\n , \n\n").found == ["J310"])
    let reading = Reading("单位,情形\n\n")
    #expect(reading.found == ["J311"])
    #expect(reading.rows == [])
    #expect(reading.headers == ["单位", "情形"])
    #expect(!reading.diagnostics.hasErrors)
  }

  @Test("zero bytes")
  func zeroBytes() {
    #expect(Reading("a,b\n1,2\n3,4\0\n5,6\n").found == ["J316 3:2"])
    #expect(Reading("a,b\n1,\"2\0\"\n").found == ["J316 2:2"])
    #expect(Reading("a\0,b\n").found == ["J316 1:1"])
  }

  @Test("full-width separators")
  func fullWidthSeparators() {
    #expect(Reading("单位，得分\n甲，5\n").found == ["J326 1:1"])
    #expect(Reading("单位（区，县）,得分\n甲,5\n").codes.isEmpty)
  }

  @Test("limits")
  func limits() {
    let small = TableLimits(fileBytes: 100, columns: 3, cellBytes: 8, cells: 10, depth: 4, diagnostics: 3)
    #expect(Reading("a,b,c,d\n", limits: small).found == ["J327 1:4"])
    #expect(Reading("a\n1,,,,\n2\n", limits: small).found == ["J327 2:4"])
    #expect(
      Reading("a\n123456789\n12345678\n\"123456789\"\n", limits: small).found == ["J328 2:1", "J328 4:1"])
    #expect(Reading(String(repeating: "a\n", count: 12), limits: small).found == ["J329 12:1"])
    #expect(Reading(String(repeating: "a", count: 101), limits: small).found == ["J305"])
    let ragged = Reading("a,b\n1\n2\n3\n4\n5\n", limits: small)
    #expect(ragged.found == ["J323 2:0", "J323 3:0", "J323 4:0", "J330"])
    #expect(ragged.diagnostics.last?.message(.english) == "further problems of this file, not shown: 2")
  }

  @Test("files that are no text tables")
  func foreignFiles() {
    #expect(Reading(workbook: [0x50, 0x4B, 3, 4, 0, 0]).codes == ["J340"])
    #expect(Reading(bytes: [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0]).codes == ["J312"])
    #expect(Reading("%PDF-1.7\n").codes == ["J312"])
    #expect(Reading("\n <HTML><table>", name: "得分.xls").codes == ["J312"])
  }

  @Test("formats by name and by text")
  func formats() {
    #expect(TableFormat(fileName: "a.CSV") == .csv)
    #expect(TableFormat(fileName: "数据/a.b.Tab") == .tsv)
    #expect(TableFormat(fileName: "a.json") == .json)
    #expect(TableFormat(fileName: "a.txt") == nil)
    #expect(TableFormat(fileName: "csv") == nil)
    #expect(Reading("[{\"a\":1}]", name: "x.txt").rows == [["1"]])
    #expect(Reading(" {\"rows\":[{\"a\":1}]}", name: "x").rows == [["1"]])
    #expect(Reading("[a],b\n1,2\n", name: "x").rows == [["1", "2"]])
    #expect(Reading("a\tb\n1\t2\n", name: "x").rows == [["1", "2"]])
    #expect(Reading("{\"a\",b\n", name: "x", format: .csv).headers == ["{\"a\"", "b"])
  }

  @Test("a grid made in a program")
  func madeGrid() {
    let grid = Grid(name: "例", headers: ["a", "b"], rows: [["1", "2"], ["3"], ["4", "5", "6"], []])
    #expect(grid.rows == [["1", "2"], ["3", ""], ["4", "5"], ["", ""]])
    #expect(grid.numbers == [2, 3, 4, 5])
    #expect(grid.text(row: 4, column: 0) == "")
    #expect(grid.text(row: 0, column: 2) == "")
    #expect(grid.text(row: -1, column: -1) == "")
    #expect(Array(grid.utf8(row: 2, column: 1)) == [0x35])
    #expect(grid.withUTF8(row: 0, column: 1) { Array($0) } == [0x32])
    #expect(grid.place(row: 0, column: 1) == .cell(file: "例", row: 2, column: 2, header: "b", text: "2"))
    #expect(grid.place(row: 1) == .cell(file: "例", row: 3, column: 0, header: "", text: ""))
    #expect(Grid(name: "空", headers: [], rows: [[], []]).rowCount == 0)
  }
}

import Diagnostics
import Engine
import Exact
import Foundation
import Jifen
import Packaging
import Testing
import Workbooks

@testable import JifenCommand
@testable import Reports
@testable import Tables

/// Workbooks as results: what a spreadsheet reads from them is what was published.
@Suite struct WorkbookReportTests {
  private static func number(_ value: Rational, _ shown: String) -> PublishedValue {
    PublishedValue(exact: .number(value), shown: shown)
  }

  private static func text(_ text: String) -> PublishedValue {
    PublishedValue(exact: .text(text), shown: text)
  }

  private static func outcome(_ rows: [[PublishedValue]], name: String = "得分") -> Outcome {
    let columns: [PublishedTable.Column] = [
      .init(header: "单位", isNumber: false, role: .unit), .init(header: "得分", isNumber: true, role: .value),
    ]
    let table = PublishedTable(
      name: name, group: nil, isSectioned: false, columns: columns,
      rows: rows.map { .init(unit: "", group: nil, period: nil, rank: nil, values: $0) })
    return Outcome(method: "办法", tables: [table], lists: [], grades: [], findings: [])
  }

  private static func bytes(_ outcome: Outcome) -> [UInt8] {
    WorkbookReport(
      outcome, method: SourceText(name: "m", text: "办法 “x”\n=1+1\n"), inputs: [], version: "jifen", .chinese
    ).workbook().bytes()
  }

  private static func read(_ bytes: [UInt8], _ sheet: String) -> Grid? {
    var diagnostics: [Diagnostic] = []
    return TableReader.read(name: "x.xlsx", bytes: bytes, sheet: sheet, diagnostics: &diagnostics)
  }

  private static func rows(_ grid: Grid?) -> [[String]]? {
    grid.map { grid in
      (0..<grid.rowCount).map { row in (0..<grid.columnCount).map { grid.text(row: row, column: $0) } }
    }
  }

  @Test func valuesAsPublished() throws {
    let third = try #require(Rational(1, over: 3))
    let bytes = Self.bytes(
      Self.outcome([
        [Self.text("甲"), Self.number(third, "0.33")], [Self.text("乙"), Self.number(third, "33%")],
        [Self.text("丙"), Self.number(5, "空")], [Self.text("丁"), Self.number(Rational(-5), "-5.00")],
        [Self.text("戊"), Self.number(5, "12345678901234567890")], [Self.text("007"), Self.text("5")],
      ]))
    #expect(
      Self.rows(Self.read(bytes, "得分")) == [
        ["甲", "0.33"], ["乙", "33%"], ["丙", "空"], ["丁", "-5"], ["戊", "12345678901234567890"], ["007", "5"],
      ])
    #expect(
      bytes
        == Self.bytes(
          Self.outcome([
            [Self.text("甲"), Self.number(third, "0.33")], [Self.text("乙"), Self.number(third, "33%")],
            [Self.text("丙"), Self.number(5, "空")], [Self.text("丁"), Self.number(Rational(-5), "-5.00")],
            [Self.text("戊"), Self.number(5, "12345678901234567890")], [Self.text("007"), Self.text("5")],
          ])))
  }

  @Test(arguments: [
    ("3", "3", "0"), ("-1.50", "-1.50", "0.00"), ("53%", "0.53", "0%"), ("0.5%", "0.005", "0.0%"),
    ("118.25%", "1.1825", "0.00%"), ("-5%", "-0.05", "0%"), ("0.00", "0.00", "0.00"),
  ]) func shownNumbers(_ shown: String, _ value: String, _ format: String) {
    let number = SheetNumber(shown)
    #expect(number?.value == value && number?.format == format)
  }

  @Test(arguments: ["", "-", "空", "1,000", "1.", ".5", "%", "1e5", "1234567890123456", "5+1*", "+5"])
  func shownTexts(_ shown: String) { #expect(SheetNumber(shown) == nil) }

  private static let hostile = [
    "=1+1", "=HYPERLINK(\"http://x\",\"y\")", "+1+1", "-2+3", "@SUM(A1)", "\t=1", "＝1＋1", "</t></is></c><c>",
    "_x0041_", "a\u{1}b",
  ]

  @Test func textsNeverBecomeFormulas() throws {
    let outcome = Self.outcome(Self.hostile.map { [Self.text($0), Self.number(1, "1")] }, name: "=a/b[c]:*?")
    let bytes = Self.bytes(outcome)
    #expect(
      !String(decoding: try #require(try part(bytes, "xl/worksheets/sheet1.xml")), as: UTF8.self).contains(
        "<f>"))
    let rows = Self.rows(Self.read(bytes, "=a_b_c____"))
    #expect(rows?.map { $0[0] } == Self.hostile.map { $0.replacing("\u{1}", with: "\u{FFFD}") })
    for line in CSVReport.render(outcome.tables[0]).split(separator: "\n").dropFirst() {
      #expect(!"=+-@\t".contains(line.first { $0 != "\"" } ?? "x"))
    }
    #expect(CSVReport.line(["-5", "+3", "-", "—", "-5%", "=1"]) == "-5,+3,-,—,-5%,'=1\n")
  }

  private func part(_ bytes: [UInt8], _ name: String) throws -> [UInt8]? {
    try ZipArchive(bytes).part(name, most: 1 << 28)
  }

  @Test func sheetNames() {
    var names = SheetNames()
    #expect(names.name(for: "得分") == "得分")
    #expect(names.name(for: "得分") == "得分 (2)")
    #expect(names.name(for: "a/b") == "a_b" && names.name(for: "A:B") == "A_B (2)")
    #expect(
      names.name(for: "") == "_" && names.name(for: "'x'") == "x" && names.name(for: "History") == "History_")
    let long = String(repeating: "长", count: 40)
    #expect(names.name(for: long).utf16.count == 31 && names.name(for: long).utf16.count == 31)
  }

  @Test func tooManyRows() {
    let row = PublishedTable.Row(unit: "", group: nil, period: nil, rank: nil, values: [])
    let table = PublishedTable(
      name: "明细", group: nil, isSectioned: false, columns: [],
      rows: Array(repeating: row, count: WorkbookReport.mostTableRows + 1))
    let outcome = Outcome(method: "办法", tables: [table], lists: [], grades: [], findings: [])
    let invocation = Invocation(
      arguments: ParsedCommandLine(["score", "m", "d", "-o", "x.xlsx"]).arguments, language: .chinese,
      files: InputFiles(standardInput: { nil }))
    let result = OutcomePublisher(invocation, []) { _ in
      .success(WorkbookDocument(sheets: [], application: "", footer: ""))
    }.publish(outcome)
    #expect(result.files.isEmpty)
    #expect(
      Render.terminal(result.diagnostics, .chinese) == """
        错误[J363]：“明细”有 1038577 行，一张工作表放不下
         --> 命令行“-o x.xlsx”
          = 帮助：请写成 CSV：--format csv

        1 个错误

        """)
    #expect(
      Render.terminal(result.diagnostics, .english) == """
        error[J363]: “明细” has 1038577 rows, more than a sheet can hold
         --> command line “-o x.xlsx”
          = help: write CSV instead: --format csv

        1 error

        """)
  }

  // MARK: Five counties

  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// Tallies as a workbook in, the published tables as a workbook out: the same figures as from CSV to CSV.
  @Test(arguments: [
    "jinghe-2020", "qianjiang-2023h1", "wenxian-2023", "yanjiang-2020q3", "yanjin-2024", "yanjin-2024-items",
  ]) func counties(_ county: String) throws {
    let data = Self.root.appendingPathComponent("Examples/" + county)
    let method = Self.root.appendingPathComponent("RuleSets/\(county).jifen").path
    var sheets: [WorkbookSheet] = []
    for file in try FileManager.default.contentsOfDirectory(atPath: data.path).sorted()
    where file.hasSuffix(".csv") && !file.hasPrefix("公布") {
      var diagnostics: [Diagnostic] = []
      let bytes = Array(try Data(contentsOf: data.appendingPathComponent(file)))
      let grid = try #require(TableReader.read(name: file, bytes: bytes, diagnostics: &diagnostics))
      var sheet = WorkbookSheet(name: String(file.dropLast(4)))
      sheet.append(merged: "统计表", CellLook(.title), width: max(2, grid.headers.count))
      sheet.append(grid.headers.map { WorkbookCell(.text($0)) })
      for row in Self.rows(grid) ?? [] {
        sheet.append(
          row.map { text in
            if text.isEmpty { return WorkbookCell(.blank) }
            guard let number = SheetNumber(text) else { return WorkbookCell(.text(text)) }
            return WorkbookCell(.number(number.value), CellLook(.body, format: number.format))
          })
      }
      sheets.append(sheet)
    }
    let folder = try TemporaryFolder([:])
    let book = folder.path + "/数据.xlsx"
    try Data(WorkbookDocument(sheets: sheets, application: "test", footer: "").bytes()).write(
      to: URL(fileURLWithPath: book))
    let plain = commandRun(["score", method, data.path, "--format", "csv", "-o", folder.path + "/csv/"])
    #expect(plain.status == .good)
    let hasFormulas = ["wenxian-2023", "yanjin-2024"].contains(county)
    for option in hasFormulas ? [[], ["--formulas"]] : [[]] {
      let result = folder.path + "/结果\(option.count).xlsx"
      let run = commandRun(["score", method, book, "-o", result] + option)
      #expect(run.status == .good, "\(run.errors)")
      let bytes = Array(try Data(contentsOf: URL(fileURLWithPath: result)))
      for file in try FileManager.default.contentsOfDirectory(atPath: folder.path + "/csv") {
        var diagnostics: [Diagnostic] = []
        let text = Array(try Data(contentsOf: URL(fileURLWithPath: folder.path + "/csv/" + file)))
        let wanted = try #require(TableReader.read(name: file, bytes: text, diagnostics: &diagnostics))
        let found = Self.read(bytes, String(file.dropLast(4)))
        #expect(found?.headers == wanted.headers)
        #expect(Self.rows(found)?.map { $0.map(Self.plain) } == Self.rows(wanted)?.map { $0.map(Self.plain) })
      }
    }
  }

  /// 53% and 0.53, 3.50 and 3.5 are the same figure.
  private static func plain(_ text: String) -> String {
    guard let number = SheetNumber(text) else { return text }
    return Rational(decimal: number.value)?.plain ?? text
  }
}

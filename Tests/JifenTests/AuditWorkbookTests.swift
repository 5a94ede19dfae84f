import Foundation
import Diagnostics
import Jifen
import Reports
import Tables
import Testing
import Workbooks

@testable import JifenCommand

/// Published tables in workbooks: all sheets by their names, one sheet, a sheet that the command line names.
@Suite struct AuditWorkbookTests {
  private static func paths(_ office: String) -> (method: String, data: String) {
    let root = RuleSetTests.root.path
    return ("\(root)/RuleSets/\(office).jifen", "\(root)/Examples/\(office)")
  }

  private func audit(_ words: [String]) throws -> (run: CommandRun, audit: [String: Any]) {
    let run = commandRun(["audit"] + words + ["--format", "json", "--language", "zh"])
    let value = try #require(
      JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any], "\(run.errors)")
    return (run, value)
  }

  /// What `score` writes is what an audit finds to agree, lists and grades too.
  @Test(arguments: ["wenxian-2023", "qianjiang-2023h1", "yanjin-2024", "yanjiang-2020q3", "jinghe-2020"])
  func ownWorkbooksAgree(_ office: String) throws {
    let (method, data) = Self.paths(office)
    let folder = try TemporaryFolder([:])
    for language in ["zh", "en"] {
      let book = folder.path + "/\(language).xlsx"
      #expect(commandRun(["score", method, data, "-o", book, "--language", language]).status == .good)
      let (run, found) = try audit([method, data, book])
      #expect(run.status == .good, "\(found["disagreements"] ?? "")")
      #expect(found["cells"] as? Int == found["agree"] as? Int)
      let tables = try #require(found["tables"] as? [[String: Any]])
      let plain = try audit([method, data, data]).audit["tables"] as? [[String: Any]]
      // Every table of the method is there, as in the printed files.
      for table in plain ?? [] {
        #expect(tables.contains { $0["name"] as? String == table["name"] as? String }, "\(table)")
      }
    }
  }

  /// A sheet of texts and numbers as a printed file has them.
  private func sheet(_ name: String, _ lines: [[String]]) -> WorkbookSheet {
    var sheet = WorkbookSheet(name: name)
    for line in lines {
      sheet.append(line.map { $0.isEmpty ? WorkbookCell(.blank) : WorkbookCell(.text($0)) })
    }
    return sheet
  }

  private func bytes(_ sheets: [WorkbookSheet]) -> [UInt8] {
    WorkbookDocument(sheets: sheets, application: "test", footer: "").bytes()
  }

  /// Title, blank row, header from B: one changed cell is that cell, as a spreadsheet names it.
  @Test func oneChangedCell() throws {
    let desk = try AuditDesk(AuditKindTests.method, [("采用", AuditKindTests.tallies)])
    var lines = try #require(try desk.published().first { $0.name == "得分" }?.lines)
    let unit = try #require(lines.firstIndex { $0[1] == "水利局" })
    lines[unit][6] = "28"
    let moved = [["印发稿"], [""]] + lines.map { [""] + $0 }
    let file = PublishedFile(
      name: "印发.xlsx", bytes: bytes([sheet("得分", moved), sheet("附注", [["本表由办公室印发"]])]))
    let audit = try desk.audit([file])
    #expect(audit.disagreements.map(\.cellName) == ["得分!H\(unit + 3)"])
    #expect(audit.disagreements.map(\.row) == ["水利局"])
    #expect(audit.disagreements.map(\.published) == ["28"])
    #expect(audit.findings.map(\.code.id).contains("J813"))
    let text = AuditReport.text(audit, desk.method.plan, .chinese)
    #expect(text.contains("水利局 总分（得分!H\(unit + 3)）：印发 28，按办法 27"))
    let csv = try desk.audit([AuditDesk.file("得分.csv", lines)])
    #expect(csv.disagreements.map(\.cellName) == ["G\(unit + 1)"])
  }

  @Test func chosenSheets() throws {
    let (method, data) = Self.paths("yanjin-2024")
    let folder = try TemporaryFolder([:])
    let text = try Data(contentsOf: URL(fileURLWithPath: data + "/公布-采用情况.csv"))
    let lines = String(decoding: text, as: UTF8.self).split(separator: "\n").map {
      $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    var june = lines
    let row = try #require(june.firstIndex { $0.contains("开发区") })
    let column = try #require(june[0].firstIndex(of: "总分"))
    june[row][column] = "99"
    let book = folder.path + "/印发.xlsx"
    try Data(bytes([sheet("5月", lines), sheet("6=月", june)])).write(to: URL(fileURLWithPath: book))
    let may = try audit([method, data, book, "--published-sheet", "5月"])
    #expect((may.audit["disagreements"] as? [Any])?.count == 1)
    for choice in ["6=月", "采用情况=6=月"] {
      let june = try audit([method, data, book, "--published-sheet", choice])
      let cells = (june.audit["disagreements"] as? [[String: Any]])?.compactMap { $0["cell"] as? String }
      #expect(cells?.contains("'6=月'!\(CellName.letters(column: column + 1))\(row + 1)") == true)
    }
    // Given as a table, the name must tell the sheet.
    let unclear = commandRun(["audit", method, data, "采用情况=\(book)"])
    #expect(unclear.errors.contains("J812") && unclear.output.isEmpty)
    let wrong = commandRun(["audit", method, data, book, "--published-sheet", "7月", "--language", "zh"])
    #expect(wrong.errors.contains("“7月”") && wrong.errors.contains("--published-sheet 后面写"))
    let none = commandRun([
      "audit", method, data, data + "/公布-采用情况.csv", "--published-sheet", "6月",
    ])
    #expect(none.errors.contains("--published-sheet") && none.status != .good && none.output.isEmpty)
  }
}

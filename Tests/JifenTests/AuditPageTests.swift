import Foundation
import Jifen
import Testing

@testable import JifenCommand
@testable import Reports

/// An audit as a page: whole, linked, the same each time, and safe whatever the names hold.
@Suite struct AuditPageTests {
  private func words(_ office: String, _ more: String...) -> [String] {
    let root = RuleSetTests.root.path
    let data = "\(root)/Examples/\(office)"
    return ["audit", "\(root)/RuleSets/\(office).jifen", data, data] + more
  }

  private func check(_ page: String) {
    let reading = PageReading(page)
    #expect(Set(reading.ids).count == reading.ids.count)
    #expect(Set(reading.links).subtracting(reading.ids).isEmpty)
    for mark in [
      "<main>", "</main>", "<header>", "<nav aria-label=", "<html lang=", "<title>", "@media print",
    ] {
      #expect(page.contains(mark), "\(mark)")
    }
    // Nothing from anywhere, and every header cell says what it heads.
    for mark in ["http:", "https:", " src=", "@import", "url("] { #expect(!page.contains(mark), "\(mark)") }
    let heads = page.components(separatedBy: "<th").dropFirst().filter { !$0.hasPrefix("ead") }
    #expect(heads.allSatisfy { $0.hasPrefix(" scope=") })
  }

  @Test(arguments: ["zh", "en"]) func printedNote(_ language: String) throws {
    let run = commandRun(
      words("yanjiang-2020q3", "--variant", "照印发说明", "--format", "html", "--language", language))
    #expect(run.status == .wrong && run.errors.isEmpty)
    let page = run.output
    check(page)
    #expect(page.hasPrefix("<!DOCTYPE html>\n<html lang=\"\(language == "zh" ? "zh-CN" : "en")\">"))
    // 27 scores, the 27 rates that follow them, and one blank cell: each marked in its table and explained.
    #expect(page.components(separatedBy: " wrong\"").count - 1 == 55)
    #expect(page.components(separatedBy: "<li id=\"d-").count - 1 == 55)
    #expect(page.contains("id=\"d-采用-部门-区财政局-总分\""))
    #expect(page.contains("href=\"#d-采用-部门-区财政局-总分\">66</a><small>≠ "))
    #expect(page.components(separatedBy: "<tr class=fine").count - 1 == 39 + 17 + 12 + 18)
    let plain = PageReading(page).plain
    if language == "zh" {
      #expect(plain.contains("核对了 969 格，一致 914 格；不一致 55 处，在 28 行里"))
      #expect(plain.contains("区级信息分 部门 由 8 分 改成 6 分"))
      #expect(plain.contains("本页改用了：方案“照印发说明”"))
      #expect(plain.contains("按别的数字算的 27、随别的印发数 27、空白 1"))
    } else {
      #expect(plain.contains("969 cells audited, 914 agree; 55 disagreements in 28 rows"))
    }
    let again = commandRun(
      words("yanjiang-2020q3", "--variant", "照印发说明", "--format", "html", "--language", language))
    #expect(again.output == page)
  }

  @Test func agreement() {
    let run = commandRun(words("wenxian-2023", "--format", "html", "--language", "zh"))
    #expect(run.status == .good)
    check(run.output)
    #expect(run.output.contains("✓ 核对了 329 格，全部一致"))
    #expect(!run.output.contains("id=\"corrections\"") && !run.output.contains("id=\"offer\""))
  }

  @Test func writtenWholeOrNotAtAll() throws {
    let folder = try TemporaryFolder([:])
    let path = folder.path + "/核对.html"
    let run = commandRun(words("yanjin-2024", "-o", path))
    #expect(run.status == .wrong && run.output.isEmpty && run.errors.isEmpty)
    check(try String(contentsOfFile: path, encoding: .utf8))
    let lost = commandRun(words("yanjin-2024", "-o", folder.path + "/没有/核对.html"))
    #expect(lost.status == .wrong && !lost.errors.isEmpty)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["核对.html"])
  }

  /// Names, headers and cells of strangers stay text.
  @Test func hostileNames() throws {
    let (method, tables) = try PageEscapingTests.run()
    var diagnostics: [Diagnostic] = []
    func quoted(_ text: String) -> String { "\"\(text.replacingOccurrences(of: "\"", with: "\"\""))\"" }
    let rows = PageEscapingTests.hostile.enumerated().map { place, name in
      // Each wrong, one in a way that is no number.
      [quoted(name), place == 0 ? quoted("<img src=x onerror=alert(1)>") : "\(place + 7)", "<b>x</b>"]
        .joined(separator: ",")
    }
    let csv = ([quoted("单位") + ",总分,<script>alert(2)</script>"] + rows).joined(separator: "\n") + "\n"
    let file = PublishedFile(table: "<caption>", name: "<script>.csv", bytes: Array(csv.utf8))
    let found = Jifen.audit(method, tables: tables, published: [file], diagnostics: &diagnostics)
    let audit = try #require(found, "\(diagnostics.map { $0.message(.chinese) })")
    #expect(audit.disagreements.count >= 10)
    for language in Language.allCases {
      let record = RunRecord(
        inputs: [.init(path: "<p>", sha256: "\"")], version: "<v>", variant: "<x>")
      let page = String(decoding: AuditPage(audit, method.plan, record, language).page(), as: UTF8.self)
      let body = try #require(page.components(separatedBy: "<script>").first)
      for tag in [
        "<img", "<i>", "<em>", "<s>", "<b>x", "<caption><", "onerror=alert(1)>", "<script", "<x>", "<v>",
      ] {
        #expect(!body.contains(tag), "\(tag)")
      }
      #expect(page.components(separatedBy: "<script").count == 2)
      #expect(!page.unicodeScalars.contains { $0.value == 0x202E || $0.value == 1 })
      let reading = PageReading(page)
      #expect(Set(reading.ids).count == reading.ids.count)
      #expect(Set(reading.links).subtracting(reading.ids).isEmpty)
    }
  }
}

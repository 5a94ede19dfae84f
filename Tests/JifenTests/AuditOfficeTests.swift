import Foundation
import Jifen
import Testing

@testable import JifenCommand

/// The five offices' published tables, audited and explained.
@Suite struct AuditOfficeTests {
  private func words(_ command: String, _ office: String, _ more: String...) -> [String] {
    let root = RuleSetTests.root.path
    return [
      command, "\(root)/RuleSets/\(office).jifen", "\(root)/Examples/\(office)", "\(root)/Examples/\(office)",
    ]
      + more
  }

  private func json(_ run: CommandRun) throws -> [String: Any] {
    try #require(JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any], "\(run.errors)")
  }

  @Test(arguments: ["wenxian-2023", "qianjiang-2023h1", "jinghe-2020"]) func agree(_ office: String) throws {
    let run = commandRun(words("audit", office, "--format", "json"))
    #expect(run.status == .good)
    let audit = try json(run)
    #expect(audit["cells"] as? Int == audit["agree"] as? Int)
    #expect((audit["disagreements"] as? [Any])?.isEmpty == true)
    #expect((audit["corrections"] as? [Any])?.isEmpty == true)
    #expect(audit["fit"] == nil)
  }

  @Test func oneCellOfYanjin() throws {
    let run = commandRun(words("audit", "yanjin-2024", "--format", "json", "--language", "zh"))
    #expect(run.status == .wrong && run.errors.isEmpty)
    let audit = try json(run)
    let found = try #require(audit["disagreements"] as? [[String: Any]])
    #expect(found.count == 1)
    #expect(found[0]["row"] as? String == "农业农村局")
    #expect(found[0]["column"] as? String == "本期得分")
    #expect(found[0]["published"] as? String == "18" && found[0]["computed"] as? String == "19")
    #expect(found[0]["kind"] as? String == "arithmetic")
    let explanation = try #require(found[0]["explanation"] as? String)
    #expect(explanation.contains("“约稿得分”若是 4（数据是 5）"))
    #expect(explanation.contains("“县单条”若是 3（数据是 4）"))
    // Neither leaves the total as it is printed, so the printed cell is what is corrected.
    #expect(explanation.contains("总分 要成 46（印发 47）"))
    let corrections = try #require(audit["corrections"] as? [[String: Any]])
    #expect(corrections.count == 1)
    #expect(corrections[0]["in"] as? String == "published" && corrections[0]["to"] as? String == "19")
  }

  @Test func blankCellOfYanjiang() throws {
    let run = commandRun(words("audit", "yanjiang-2020q3", "--format", "json"))
    #expect(run.status == .wrong)
    let audit = try json(run)
    let found = try #require(audit["disagreements"] as? [[String: Any]])
    #expect(found.map { $0["kind"] as? String } == ["blank"])
    #expect(found.map { $0["row"] as? String } == ["莲花街道办事处"])
    #expect(found.map { $0["computed"] as? String } == ["5"])
    let tables = try #require(audit["tables"] as? [[String: Any]])
    #expect(tables.first { $0["name"] as? String == "采用-镇街" }?["disagreeing_rows"] as? Int == 0)
    #expect(tables.first { $0["name"] as? String == "采用-镇街" }?["rows"] as? Int == 18)
  }

  /// The printed note gives 12 of 39 departments; the audit finds the 27 others and offers 6 and 3.
  @Test func printedNoteOfYanjiang() throws {
    let run = commandRun(words("audit", "yanjiang-2020q3", "--variant", "照印发说明", "--format", "json"))
    let audit = try json(run)
    let tables = try #require(audit["tables"] as? [[String: Any]])
    let departments = try #require(tables.first { $0["name"] as? String == "采用-部门" })
    #expect(departments["rows"] as? Int == 39)
    #expect(departments["disagreeing_rows"] as? Int == 27)
    #expect(tables.first { $0["name"] as? String == "采用-镇街" }?["disagreeing_rows"] as? Int == 0)
    try expectRecovered(try #require(audit["fit"] as? [String: Any]))
    let text = commandRun(words("audit", "yanjiang-2020q3", "--variant", "照印发说明")).output
    #expect(text.contains("区级信息分 部门 由 8 分 改成 6 分，区级简讯分 部门 由 5 分 改成 3 分，39 行里对上 39 行（现在 12 行）"))
  }

  private func expectRecovered(_ fit: [String: Any]) throws {
    #expect(fit["verdict"] as? String == "unique")
    #expect(fit["reproduces"] as? Int == 39 && fit["of"] as? Int == 39)
    #expect(fit["written_reproduces"] as? Int == 12)
    let figures = try #require(fit["figures"] as? [[String: Any]])
    #expect(figures.map { $0["address"] as? String } == ["区级信息分 部门", "区级简讯分 部门"])
    #expect(figures.map { $0["written"] as? String } == ["8", "5"])
    #expect(figures.map { $0["recovered"] as? String } == ["6", "3"])
    #expect((fit["pinned_by"] as? [Any])?.count == 2)
    #expect((fit["contradicting"] as? [Any])?.isEmpty == true)
  }

  @Test func fitOfYanjiang() throws {
    let given = commandRun(
      words(
        "fit", "yanjiang-2020q3", "--variant", "照印发说明", "--free", "区级信息分 部门", "--free", "区级简讯分 部门",
        "--format", "json"))
    #expect(given.status == .good)
    try expectRecovered(json(given))
    let searched = commandRun(words("fit", "yanjiang-2020q3", "--variant", "照印发说明", "--format", "json"))
    try expectRecovered(json(searched))
    let agreed = try json(commandRun(words("fit", "yanjin-2024-items", "--format", "json")))
    // One wrong cell is no reason to change a figure.
    #expect((agreed["figures"] as? [Any])?.isEmpty == true)
  }
}

import Diagnostics
import Foundation
import Jifen
import Testing

/// The method linter: where it speaks is shown by the fixtures J701 …; here is where it must not.
@Suite struct LinterTests {
  private static let fixtures = DiagnosticFixture.all.map(\.name).filter { $0.hasPrefix("J7") }

  private static func findings(_ text: String, _ name: String) throws -> [Diagnostic] {
    var diagnostics: [Diagnostic] = []
    let method = Method.load(name: name, text: text, diagnostics: &diagnostics)
    return try #require(method, "\(diagnostics)").flaws()
  }

  /// Beside each method with a flaw stands one that differs little and has none.
  @Test(arguments: fixtures) func neighboursAreSilent(_ name: String) throws {
    let file = DiagnosticFixture.directory.appendingPathComponent("\(name)/silent.jifen")
    let found = try Self.findings(String(contentsOf: file, encoding: .utf8), "\(name)/silent.jifen")
    #expect(found.map { "\($0.code.id) \($0.message(.chinese))" } == [])
  }

  /// And the one with the flaw has that flaw only.
  @Test(arguments: fixtures) func flawsStandAlone(_ name: String) throws {
    let file = DiagnosticFixture.directory.appendingPathComponent("\(name)/method.jifen")
    let found = try Self.findings(String(contentsOf: file, encoding: .utf8), "\(name)/method.jifen")
    #expect(found.map(\.code.id) == [String(name.prefix(4))])
  }

  /// A method too large to be examined is told so, and nothing else.
  @Test func tooLarge() throws {
    let digits = ["甲", "乙", "丙", "丁", "戊", "己", "庚", "辛", "壬", "癸"]
    let names = (0..<1000).map { number in
      "列" + String(number).compactMap { $0.wholeNumberValue }.map { digits[$0] }.joined()
    }
    let text =
      "办法 “大”\n表 采用，每行一个单位，空格作 0：\n    单位  名称\n"
      + names.map { "    \($0)  条\n" }.joined()
      + "条款 “一”：\n" + names.map { "    \($0) 每条 2 分，最多 10 分\n" }.joined()
      + "总分 = 各条款之和\n公布 “得分”：单位、总分\n"
    let found = try Self.findings(text, "大.jifen")
    #expect(found.map(\.code.id) == ["J714"])
    let note = try #require(found.first)
    #expect(note.severity == .note)
    #expect(
      Render.brief(note, .chinese).hasPrefix("说明[J714]：办法太大（")
        && Render.brief(note, .chinese).hasSuffix("（大.jifen）"))
    #expect(note.message(.english).contains("more than 5000) to be examined"))
  }

  /// What the real methods are told: each was looked at and is so.
  private static let known: [String: [String]] = [
    // Lists without a word about ties: their circulars have none.
    "qianjiang-2023h1": ["J713 通报表扬"],
    "wenxian-2023": ["J713 成绩好的单位", "J713 成绩较差的单位"],
    // An average falls with every small item; its circular averages so.
    "corpus/031-meizhou": ["J708 综合得分"],
    // A base of 100 points, deductions, no floor.
    "corpus/036-mouqu": ["J711 “督查得分”"],
  ]

  @Test func realMethods() throws {
    let root = RuleSetTests.root.appendingPathComponent("RuleSets")
    let names = ["", "corpus"].flatMap { folder -> [String] in
      let files =
        try? FileManager.default.contentsOfDirectory(atPath: root.appendingPathComponent(folder).path)
      return (files ?? []).filter { $0.hasSuffix(".jifen") }.map {
        (folder.isEmpty ? "" : folder + "/") + $0.dropLast(6)
      }
    }
    #expect(!names.isEmpty)
    for name in names.sorted() {
      let text = try String(contentsOf: root.appendingPathComponent(name + ".jifen"), encoding: .utf8)
      let found = try Self.findings(text, name).map { "\($0.code.id) \($0.arguments[0].chinese)" }
      #expect(found == Self.known[name] ?? [], "\(name)")
    }
  }

  /// 暂按 on the statement that is questioned silences the question; elsewhere it does not.
  @Test func assumptionsSilence() throws {
    let head = """
      办法 “某县”
      表 名册，每行一个单位：
          单位      名称
          报送数    条，空作 0
      """
    let tail = """

      总分 = 各条款之和
      排名：总分 从高到低
      公布：单位、总分

      """
    func ids(_ clause: String) throws -> [String] {
      try Self.findings(head + "\n" + clause + tail, "a.jifen").map(\.code.id)
    }
    #expect(try ids("条款 “1”：报送数：满 10 条 5 分、满 20 条 3 分") == ["J708"])
    #expect(try ids("条款 “1”：报送数：满 10 条 5 分、满 20 条 3 分，暂按 “照原文”") == [])
    #expect(
      try ids("条款 “1”：\n    报送数：满 10 条 5 分、满 20 条 3 分\n    报送数 每条 0.1 分，最多 2 分，暂按 “照原文”")
        == ["J708"])
  }

  /// A better place earns more: points by place fall as the number of the place grows, and nobody asks about it.
  @Test func placesAreNotAmounts() throws {
    let method = """
      办法 “某县”
      表 名册，每行一个单位：
          单位        名称
          省考核名次  名，可空
      条款 “1”：省考核名次：第 1 名 3 分、第 2 名 2 分、以后 1 分
      总分 = 各条款之和
      公布：单位、总分

      """
    #expect(try Self.findings(method, "a.jifen").map(\.code.id) == [])
  }

  /// Points and a fee for the same item are two things; two clauses with points for it are asked about.
  @Test func feesBesidePoints() throws {
    let head = """
      办法 “某县”
      表 名册，每行一个单位：
          单位    名称
      表 采用，每行一条：
          单位    名称
          刊物    选项：省、市
      条款 “1”：刊物：省 5 分、市 3 分
      条款 “2”：刊物：省 50 元、市 30 元

      """
    let tail = "得分 = 条款“1”\n稿费 = 条款“2”\n公布：单位、得分、稿费\n"
    #expect(try Self.findings(head + tail, "a.jifen").map(\.code.id) == [])
    let again = "条款 “3”：刊物：省 2 分、市 1 分\n得分 = 条款“1” + 条款“3”\n稿费 = 条款“2”\n公布：单位、得分、稿费\n"
    #expect(try Self.findings(head + again, "a.jifen").map(\.code.id) == ["J706"])
  }
}

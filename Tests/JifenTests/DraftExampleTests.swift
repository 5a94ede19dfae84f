import Jifen
import Testing

/// Every worked example of the drafts holds, and together they make every scoring line post.
@Suite struct DraftExampleTests {
  @Test(arguments: DraftMethod.names) func holds(_ name: String) throws {
    let method = try DraftMethod.load(name)
    var diagnostics: [Diagnostic] = []
    let tested = try #require(runExamples(method, tables: nil, diagnostics: &diagnostics))
    #expect(diagnostics.isEmpty)
    #expect(tested.cases.count >= 3)
    for result in tested.cases {
      #expect(result.failures.map(\.chinese) == [], "\(name) “\(result.name)”")
    }
    #expect(tested.unexercised == [])
  }

  /// A clause is scored only where each of its lines was seen at work.
  @Test(arguments: DraftMethod.names) func exercisesEveryLine(_ name: String) throws {
    let plan = try DraftMethod.load(name).plan
    var posted = [Int?](repeating: nil, count: plan.lines.count)
    for result in Scorer.runExamples(plan) {
      for (line, count) in result.coverage.enumerated() {
        if let count { posted[line] = (posted[line] ?? 0) + count }
      }
    }
    let posting = Set(plan.postings.map(\.by))
    let idle = posting.sorted().filter { (posted[$0] ?? 0) == 0 }.map { plan.lines[$0].text }
    #expect(idle == [])
  }

  /// The examples hold as well after the keywords were translated and the file laid out.
  @Test(arguments: DraftMethod.names, Language.allCases) func holdsTranslated(
    _ name: String, _ language: Language
  ) throws {
    var diagnostics: [Diagnostic] = []
    let bytes = try #require(DraftMethod.bytes(name + ".jifen"))
    let text = try #require(
      format(name: name + ".jifen", bytes: bytes, language: language, diagnostics: &diagnostics))
    #expect(diagnostics.isEmpty)
    let method = try DraftMethod.load(name, Array(text.utf8))
    let tested = try #require(runExamples(method, tables: nil, diagnostics: &diagnostics))
    #expect(tested.passed)
    #expect(tested.cases.count == Set(tested.cases.map(\.name)).count)
  }

  /// A result that no decimal can be equal to is told as the fraction that is.
  @Test func fractionIsTold() throws {
    let text = """
      办法 “除不尽”
      表 名册，每行一个单位：
          单位      名称
          报送数    条，空作 0
      条款 “1”：得 报送数 × (-10 分 ÷ 9)
      总分 = 各条款之和
      试算 “约数”：
          给 名册：单位 甲，报送数 1
          应 甲 总分 = -1.11 分
      试算 “分数”：
          给 名册：单位 甲，报送数 1
          应 甲 总分 = -10 分 ÷ 9
      公布：单位、总分
      """
    let method = try DraftMethod.load("除不尽", Array(text.utf8))
    var diagnostics: [Diagnostic] = []
    let tested = try #require(runExamples(method, tables: nil, diagnostics: &diagnostics))
    let failures = tested.cases.map { $0.failures }
    #expect(failures.map(\.count) == [1, 0])
    let failure = try #require(failures[0].first)
    #expect(failure.chinese.contains("分数 -10/9，约 -1.11（写作 = -10 分 ÷ 9"))
    #expect(failure.english.contains("the fraction -10/9, about -1.11 (write = -10 points / 9"))
  }
}

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
}

import Diagnostics
import Foundation
import Jifen
import Testing

/// The reference says what the program does: every example in it is checked and run, in both languages, and the
/// pages that come from tables are what the tables give.
@Suite struct ReferenceTests {
  static let twins: [ReferencePages.Twins] = ReferencePages.names.flatMap {
    ReferencePages.twins(of: $0, ReferencePages.page($0))
  }

  @Test(arguments: twins)
  func examplesAreMethodsInBothLanguages(_ twins: ReferencePages.Twins) {
    let (chinese, problems) = ReferencePages.method(twins.chinese, twins.description)
    let (english, others) = ReferencePages.method(twins.english, twins.description)
    #expect(problems == "", "\(twins)")
    #expect(others == "", "\(twins), English")
    guard let chinese, english != nil else { return }
    #expect(ReferencePages.failures(chinese) == [], "\(twins)")
    let (named, errors) = ReferencePages.method(
      ReferencePages.withChineseNames(twins.english), twins.description)
    #expect(errors == "", "\(twins), English with Chinese names")
    guard let named else { return }
    let difference = ReferencePages.difference(chinese.plan.text, named.plan.text)
    #expect(difference == nil, "\(twins): the two languages mean different things")
  }

  /// Chinese and English stand two by two, so that none is forgotten.
  @Test(arguments: ReferencePages.names)
  func examplesComeInPairs(_ page: String) {
    let blocks = ReferencePages.blocks(of: page, ReferencePages.page(page)).filter { $0.kind == "jifen" }
    #expect(blocks.count % 2 == 0, "\(page).md")
  }

  static let fixtures = ReferencePages.files(in: ReferencePages.fixtures, ending: ".jifen").filter {
    !$0.hasSuffix(".en")
  }

  @Test(arguments: fixtures)
  func fixturesHold(_ name: String) {
    func method(_ name: String, _ change: (String) -> String = { $0 }) -> Method? {
      let text = ReferencePages.text(ReferencePages.fixtures.appendingPathComponent(name + ".jifen"))
      let (method, errors) = ReferencePages.method(change(text), name)
      #expect(errors == "", "\(name)")
      return method
    }
    guard let chinese = method(name), let english = method(name + ".en"),
      let named = method(name + ".en", ReferencePages.withChineseNames)
    else { return }
    #expect(ReferencePages.failures(chinese) == [], "\(name)")
    #expect(ReferencePages.failures(english) == [], "\(name).en")
    #expect(ReferencePages.difference(chinese.plan.text, named.plan.text) == nil, "\(name)")
  }

  // MARK: Generated pages

  @Test func pageOfClauses() {
    let kinds = ReferenceClauses.kinds
    #expect(kinds.count >= 40)
    Self.compare("Clauses", ReferenceClauses.page(kinds))
  }

  @Test func pageOfKeywords() { Self.compare("Keywords", Reference.keywords()) }

  @Test func pageOfLimits() { Self.compare("Limits", Reference.limits()) }

  @Test func pageOfDiagnostics() { Self.compare("Diagnostics", Reference.diagnostics()) }

  /// Compares a generated page with the one in the catalog; with JIFEN_RECORD=1 it writes it instead.
  private static func compare(_ name: String, _ generated: String) {
    let file = ReferencePages.catalog.appendingPathComponent(name + ".md")
    if ProcessInfo.processInfo.environment["JIFEN_RECORD"] == "1" {
      #expect(throws: Never.self) { try generated.write(to: file, atomically: true, encoding: .utf8) }
      return
    }
    let difference = ReferencePages.difference(ReferencePages.text(file), generated)
    #expect(
      difference == nil,
      "\(name).md is not what its tables give; write it anew with: JIFEN_RECORD=1 swift test --filter ReferenceTests"
    )
  }
}

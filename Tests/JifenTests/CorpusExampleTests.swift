import Foundation
import Jifen
import Testing

/// The fourteen methods: their worked examples hold and exercise every line, and what they publish over their
/// tallies is what was worked out by hand.
@Suite struct CorpusExampleTests {
  @Test func fourteenMethods() { #expect(CorpusMethod.files.count == 14) }

  @Test(arguments: CorpusMethod.files) func holds(_ file: String) throws {
    let method = try CorpusMethod.load(file)
    var diagnostics: [Diagnostic] = []
    let tested = try #require(runExamples(method, tables: nil, diagnostics: &diagnostics))
    #expect(diagnostics.isEmpty)
    #expect(tested.cases.count >= 3)
    for result in tested.cases {
      #expect(result.failures.map(\.chinese) == [], "\(file) “\(result.name)”")
    }
  }

  /// Lines that cannot bite: caps that no score within the bounds of the input can pass.
  private static let silent = [
    "006": ["“2” 每月 不超过 10 分", "“2” 不超过 120 分"],
    "008": ["本部分 不超过 110 分"],
    "016": ["满分 100 分", "满分 100 分", "满分 100 分"],
    "086": ["满分 6 分", "满分 3 分"],
  ]

  /// A line counts as written only where an example saw it at work.
  @Test(arguments: CorpusMethod.files) func exercisesEveryLine(_ file: String) throws {
    let plan = try CorpusMethod.load(file).plan
    var posted = [Int](repeating: 0, count: plan.lines.count)
    for result in Scorer.runExamples(plan) {
      for (line, count) in result.coverage.enumerated() { posted[line] += count ?? 0 }
    }
    let idle = Set(plan.postings.map(\.by)).sorted().filter { posted[$0] == 0 }.map { plan.lines[$0].text }
    #expect(idle == Self.silent[String(file.prefix(3))] ?? [])
  }

  /// The examples hold as well after the keywords were translated and the file laid out.
  @Test(arguments: CorpusMethod.files, Language.allCases) func holdsTranslated(
    _ file: String, _ language: Language
  ) throws {
    var diagnostics: [Diagnostic] = []
    let bytes = try Array(Data(contentsOf: CorpusMethod.folder.appendingPathComponent(file)))
    let text = try #require(format(name: file, bytes: bytes, language: language, diagnostics: &diagnostics))
    #expect(diagnostics.isEmpty)
    let method = try CorpusMethod.load(file, text: Array(text.utf8))
    let tested = try #require(runExamples(method, tables: nil, diagnostics: &diagnostics))
    #expect(tested.passed)
    #expect(tested.cases.count == Set(tested.cases.map(\.name)).count)
  }

  /// Each 公布 file of the example folder, cell for cell and in order.
  @Test(arguments: CorpusMethod.files) func publishedTables(_ file: String) throws {
    let number = String(file.prefix(3))
    let tables = try #require(try CorpusMethod.run(number: number).outcome).tables
    let folder = CorpusMethod.root.appendingPathComponent("Examples/corpus/\(number)")
    let expected = CorpusMethod.names(in: folder).filter { $0.hasPrefix("公布-") }
    #expect(!expected.isEmpty)
    for name in expected {
      let table = try #require(tables.first { "公布-\($0.name).csv" == name }, "\(name)")
      let lines = try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
        .split(separator: "\n").map(String.init)
      let computed =
        [table.columns.map(\.header)] + table.rows.map { row in row.values.map(\.shown) }
      #expect(computed.map { $0.joined(separator: ",") } == lines, "\(name)")
    }
  }
}

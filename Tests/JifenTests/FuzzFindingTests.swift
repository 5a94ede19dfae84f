import Foundation
import Jifen
import Testing

/// Methods that the fuzzer found (Tests/Fuzz): each once broke what holds for every text.
@Suite struct FuzzFindingTests {
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("Fixtures/fuzz")
  static let files = ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).sorted()

  @Test func thereAreFindings() { #expect(!Self.files.isEmpty) }

  @Test(arguments: files, [nil, .chinese, .english] as [Language?])
  func layoutKeepsTheMeaning(_ file: String, _ language: Language?) throws {
    let bytes = Array(try Data(contentsOf: Self.folder.appendingPathComponent(file)))
    var diagnostics: [Diagnostic] = []
    let method = Method.load(name: file, bytes: bytes, diagnostics: &diagnostics)
    for shown in Language.allCases { #expect(!Render.terminal(diagnostics, shown).isEmpty || method != nil) }
    var problems: [Diagnostic] = []
    guard let once = format(name: file, bytes: bytes, language: language, diagnostics: &problems) else {
      #expect(problems.hasErrors)
      return
    }
    let twice = format(name: file, bytes: Array(once.utf8), language: language, diagnostics: &problems)
    #expect(twice == once)
    guard let method else { return }
    var again: [Diagnostic] = []
    #expect(Method.load(name: file, text: once, diagnostics: &again)?.plan.text == method.plan.text)
  }
}

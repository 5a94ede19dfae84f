import Diagnostics
import Foundation
import Testing

@testable import JifenCommand

/// One folder of `Fixtures/diagnostics`: a wrong method or wrong tallies, and what a run prints about them.
///
/// The folder is named after the code that it shows, `J102` or `J102-variant`. It holds
/// - `command`: the words after `jifen`, one per line; paths count from the folder;
/// - `expected.zh.txt`, `expected.en.txt`: standard error in both languages;
/// - the files that the command names;
/// - optionally `standard-input.repeated`, for what is too large to keep here: a number on the first line, then
///   the text that is repeated as often.
struct DiagnosticFixture: CustomTestStringConvertible, Sendable {
  let name: String

  static let directory = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("Fixtures/diagnostics")

  static let all: [DiagnosticFixture] = {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: directory.path)) ?? []
    return names.filter { $0.hasPrefix("J") }.sorted().map(DiagnosticFixture.init)
  }()

  var testDescription: String { name }

  var code: String { String(name.prefix { $0 != "-" }) }

  private var folder: URL { Self.directory.appendingPathComponent(name) }

  func expected(_ language: Language) -> URL {
    folder.appendingPathComponent("expected.\(language.rawValue).txt")
  }

  func run(_ language: Language) throws -> CommandRun {
    let text = try String(contentsOf: folder.appendingPathComponent("command"), encoding: .utf8)
    let words = text.split(separator: "\n").map(String.init)
    let input = try standardInput()
    return CommandRun(
      located(words) + ["--language", language.rawValue],
      Surroundings(environment: { _ in nil }, errorsOnTerminal: false, standardInput: { input }))
  }

  /// Text of the run as a user in the folder would see it.
  func relative(_ text: String) -> String { text.replacingOccurrences(of: folder.path + "/", with: "") }

  private func standardInput() throws -> [UInt8] {
    let url = folder.appendingPathComponent("standard-input.repeated")
    guard FileManager.default.fileExists(atPath: url.path) else { return [] }
    let text = try String(contentsOf: url, encoding: .utf8)
    let parts = text.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false)
    let count = try #require(Int(parts[0]))
    return Array(String(repeating: String(parts[1]), count: count).utf8)
  }

  /// The words with the folder put before those that are paths: what exists there, and what looks like a file's
  /// name or (with a slash at its end) a folder's. The process's own folder is shared by all tests and stays.
  private func located(_ words: [String]) -> [String] {
    words.enumerated().map { index, word in
      guard index > 0, !word.hasPrefix("-"), !Self.valueOptions.contains(words[index - 1]) else {
        return word
      }
      if isPath(word) { return folder.path + "/" + word }
      guard let equal = word.firstIndex(of: "=") else { return word }
      let path = String(word[word.index(after: equal)...])
      return isPath(path) ? String(word[...equal]) + folder.path + "/" + path : word
    }
  }

  private func isPath(_ word: String) -> Bool {
    guard !word.isEmpty else { return false }
    let looksLikeOne =
      !word.contains("=") && !word.contains("..") && (word.contains(".") || word.hasSuffix("/"))
    return looksLikeOne || FileManager.default.fileExists(atPath: folder.path + "/" + word)
  }

  /// Options whose values are no paths.
  private static let valueOptions: Set<String> = [
    "--set", "--variant", "--table", "--against", "--format", "--free", "--step",
  ]
}

/// Each diagnostic of methods, files, data and findings, exactly as a run prints it in both languages.
@Suite struct DiagnosticFixtureTests {
  @Test(arguments: DiagnosticFixture.all) func rendering(_ fixture: DiagnosticFixture) throws {
    let code = try #require(Code.named(fixture.code), "no such code")
    for language in Language.allCases {
      let run = try fixture.run(language)
      let text = fixture.relative(run.errors)
      #expect(text.contains("[\(code.id)]"), "\(text)")
      if code.severity == .error {
        #expect(run.output.isEmpty)
        #expect(
          run.status == (text.contains("--> 命令行") || text.contains("--> command line") ? .usage : .wrong))
      }
      let url = fixture.expected(language)
      guard let expected = try? String(contentsOf: url, encoding: .utf8) else {
        try text.write(to: url, atomically: true, encoding: .utf8)
        Issue.record("no \(url.lastPathComponent); it has been written and is to be read")
        continue
      }
      #expect(text == expected)
    }
  }

  /// Codes that no folder can show stand in `without-fixture.txt` with the test that shows them.
  @Test func everyCodeHasAFixture() throws {
    let list = DiagnosticFixture.directory.appendingPathComponent("without-fixture.txt")
    let without = try String(contentsOf: list, encoding: .utf8).split(separator: "\n").map {
      String($0.prefix(4))
    }
    let shown = Set(DiagnosticFixture.all.map(\.code) + without)
    let missing = Code.all.map(\.id).filter { !$0.hasPrefix("J6") && !shown.contains($0) }
    #expect(missing.isEmpty)
  }
}

import Foundation
import Testing

/// The share of clauses that the README states is the one that the tags of the files add up to.
@Suite struct CorpusShareTests {
  private static let script = CorpusMethod.root.appendingPathComponent("Tests/Corpus/share")

  /// What the script prints over a folder, and whether it found the tags in order.
  private static func share(_ folder: URL) throws -> (output: String, problems: String, status: Int32) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = [script.path, folder.path]
    let output = Pipe()
    let problems = Pipe()
    process.standardOutput = output
    process.standardError = problems
    try process.run()
    let printed = output.fileHandleForReading.readDataToEndOfFile()
    let told = problems.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (
      String(decoding: printed, as: UTF8.self), String(decoding: told, as: UTF8.self),
      process.terminationStatus
    )
  }

  private static func words(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  @Test func readmeStatesTheShare() throws {
    let (output, problems, status) = try Self.share(CorpusMethod.folder)
    #expect(problems == "")
    #expect(status == 0)
    let line = try #require(
      output.split(separator: "\n").first { $0.contains("scoring clauses are expressed") })
    #expect(line.hasPrefix("174 of 174 "))
    #expect(Self.words(ReadmeTests.text).contains(Self.words(String(line))), "\(line)")
  }

  /// A tag taken away, doubled, misspelt, of a clause that is not there, or before another clause.
  @Test(arguments: [
    ("# 要求：016-7 expressed\n", "", "no tag: 016-7"),
    ("016-7 expressed", "016-6 expressed", "second tag of 016-6"),
    ("016-7 expressed", "016-7 expresed", "unknown tag: 016-7 expresed"),
    ("016-7 expressed", "016-7", "unknown tag: 016-7"),
    ("016-18 parameter", "016-19 parameter", "unknown clause: 016-19 parameter"),
    ("016-7 expressed", "018-7 expressed", "unknown clause: 018-7 expressed"),
    ("条款 “7”", "条款 “17a”", "016-7 stands before another clause"),
    ("# 要求：016-7 expressed", "# 要求：016-7 not-scored", "173 of 174 scoring clauses are expressed"),
  ])
  func tagsOutOfOrder(_ from: String, _ to: String, _ told: String) throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for file in CorpusMethod.files {
      let source = CorpusMethod.folder.appendingPathComponent(file)
      var text = try String(contentsOf: source, encoding: .utf8)
      if file.hasPrefix("016") {
        #expect(text.contains(from))
        text = text.replacingOccurrences(of: from, with: to)
      }
      try text.write(to: folder.appendingPathComponent(file), atomically: true, encoding: .utf8)
    }
    let (output, problems, status) = try Self.share(folder)
    #expect((output + problems).contains(told), "\(problems)")
    #expect((status == 0) == problems.isEmpty)
    #expect(problems.isEmpty == told.hasPrefix("173"))
  }
}

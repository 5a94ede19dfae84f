import Foundation
import Jifen
import Testing

/// The methods of RuleSets/corpus with their tallies of Examples/corpus, by number.
enum CorpusMethod {
  static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  static let folder = root.appendingPathComponent("RuleSets/corpus")

  static let files: [String] = names(in: folder).filter { $0.hasSuffix(".jifen") }

  static func names(in folder: URL) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).sorted()
  }

  /// The method of a file, or of a text that stands in for it. Warnings are failures too.
  static func load(_ file: String, text: [UInt8]? = nil) throws -> Method {
    let bytes = try text ?? Array(Data(contentsOf: folder.appendingPathComponent(file)))
    var diagnostics: [Diagnostic] = []
    let method = Method.load(name: file, bytes: bytes, diagnostics: &diagnostics)
    #expect(diagnostics.map { "\($0.code.id) \($0.message(.chinese))" } == [])
    return try #require(method)
  }

  /// The one method of a number.
  static func load(number: String) throws -> Method {
    try load(#require(files.first { $0.hasPrefix(number + "-") }))
  }

  /// The trial figures, where the source leaves some open.
  static func trial(_ method: Method) -> String? {
    method.plan.variants.contains { $0.name == "试设" } ? "试设" : nil
  }

  static func tallies(_ method: Method, _ number: String) throws -> [InputFile] {
    let folder = root.appendingPathComponent("Examples/corpus/\(number)")
    return try method.plan.tables.map { table in
      let file = folder.appendingPathComponent(table.name + ".csv")
      return try InputFile(table: table.name, name: table.name + ".csv", bytes: Array(Data(contentsOf: file)))
    }
  }

  /// A run over the tallies of the example, under the trial figures.
  static func run(number: String) throws -> Run {
    let method = try load(number: number)
    var diagnostics: [Diagnostic] = []
    let run = Jifen.run(
      method, tables: try tallies(method, number), options: ScoreOptions(variant: trial(method)),
      diagnostics: &diagnostics)
    #expect(diagnostics.map { $0.message(.chinese) } == [])
    return try #require(run)
  }
}

import Foundation
import Jifen
import Testing

/// The hard drafts: real methods whose worked examples were computed by hand from their clauses.
enum DraftMethod {
  static let names = [
    "002-items", "002-items-original", "002-items-whole", "002-items.en", "002-tallies", "003", "016", "018",
    "031", "047", "076", "078", "086", "limits", "occurrences", "strikes",
  ]

  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("Fixtures/drafts")

  static func bytes(_ file: String) -> [UInt8]? {
    (try? Data(contentsOf: folder.appendingPathComponent(file))).map { Array($0) }
  }

  /// The method of a draft, read as it stands.
  static func load(_ name: String) throws -> Method { try load(name, #require(bytes(name + ".jifen"))) }

  /// The method of a text that stands in for a draft. Warnings are failures too.
  static func load(_ name: String, _ bytes: [UInt8]) throws -> Method {
    var diagnostics: [Diagnostic] = []
    let method = Method.load(
      name: name + ".jifen", bytes: bytes,
      resolve: { path, _ in self.bytes(path).map { (path, $0) } }, diagnostics: &diagnostics)
    #expect(diagnostics.map { "\($0.code.id) \($0.message(.chinese))" } == [])
    return try #require(method)
  }

  /// Scores a draft over tables written as text, one line per row, cells separated by blanks; - is a blank.
  static func run(
    _ name: String, _ tables: [String: String], variant: String? = nil, settings: [String] = [],
    diagnostics: inout [Diagnostic]
  ) throws -> Run? {
    let method = try load(name)
    let inputs = tables.sorted { $0.key < $1.key }.map { table, rows in
      let lines = rows.split(separator: "\n").map { line in
        line.split(separator: " ").map { $0 == "-" ? "" : String($0) }.joined(separator: ",")
      }
      return InputFile(
        table: table, name: table + ".csv", bytes: Array((lines.joined(separator: "\n") + "\n").utf8))
    }
    return Jifen.run(
      method, tables: inputs, options: ScoreOptions(variant: variant, settings: settings),
      diagnostics: &diagnostics)
  }

  /// The same where nothing is wrong.
  static func run(_ name: String, _ tables: [String: String], variant: String? = nil) throws -> Run {
    var diagnostics: [Diagnostic] = []
    let run = try run(name, tables, variant: variant, diagnostics: &diagnostics)
    #expect(diagnostics.map { $0.message(.chinese) } == [])
    return try #require(run)
  }

  /// The rows of a published table as text, cells separated by blanks; – is an empty cell.
  static func rows(_ table: PublishedTable) -> [String] {
    table.rows.map { row in row.values.map { $0.shown.isEmpty ? "–" : $0.shown }.joined(separator: " ") }
  }
}

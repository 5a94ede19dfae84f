import Foundation
import Jifen
import Testing

/// The drafts: methods whose worked examples were computed by hand from their clauses.
enum DraftMethod {
  static let names = [
    "002-items", "002-items-original", "002-items-whole", "002-items.en", "002-tallies", "003", "grades",
    "limits", "measures",
    "occurrences", "open", "rows", "strikes",
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
}

import Diagnostics
import Foundation
import Jifen
import Testing

/// One folder of `Tests/Conformance/cases`: a method, its data, and what must come of them. The formats are told in
/// `Tests/Conformance/README.md`.
struct ConformanceCase: CustomTestStringConvertible, Sendable {
  struct Expected: Decodable {
    struct Problem: Decodable, Hashable, CustomStringConvertible {
      var code: String
      var at: String

      var description: String { "\(code) \(at)" }
    }

    /// Numbers of the rules of Semantics that the case shows.
    var rules: [Int]
    var variant: String?
    /// Rows of cells as they are printed, headers first, by the name of the table; nil where the method or its data
    /// are refused.
    var tables: [String: [[String]]]?
    var lists: [String: [String]]?
    var excluded: [String: [[String]]]?
    var grades: [String: [String: [String]]]?
    var findings: [String]?
    var errors: [Problem]?
  }

  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("Conformance")

  static let all: [ConformanceCase] = {
    let cases = folder.appendingPathComponent("cases")
    let names = (try? FileManager.default.contentsOfDirectory(atPath: cases.path)) ?? []
    return names.filter { !$0.hasPrefix(".") }.sorted().map(ConformanceCase.init)
  }()

  let name: String

  var testDescription: String { name }

  private var folder: URL { Self.folder.appendingPathComponent("cases").appendingPathComponent(name) }

  func expected() throws -> Expected {
    try JSONDecoder().decode(
      Expected.self, from: Data(contentsOf: folder.appendingPathComponent("expected.json")))
  }

  func text(_ file: String) throws -> String {
    try String(contentsOf: folder.appendingPathComponent(file), encoding: .utf8)
  }

  func tables() throws -> [InputFile] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".csv") }.sorted()
      .map { file in
        InputFile(table: String(file.dropLast(4)), name: file, bytes: Array(try text(file).utf8))
      }
  }

  /// Rows of plain cells; the cases' files have no quotation marks.
  func rows() throws -> [String: [[String: String]]] {
    var result: [String: [[String: String]]] = [:]
    for file in try tables() {
      let lines = String(decoding: file.bytes, as: UTF8.self).split(separator: "\n").map {
        $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      }
      let header = try #require(lines.first)
      result[file.table] = lines.dropFirst().map { Dictionary(uniqueKeysWithValues: zip(header, $0)) }
    }
    return result
  }

  /// The method with the files that it stands on; nil with errors in `diagnostics`.
  func method(_ diagnostics: inout [Diagnostic]) throws -> Method? {
    Method.load(
      name: "method.jifen", bytes: Array(try text("method.jifen").utf8),
      resolve: { path, _ in (try? text(path)).map { (path, Array($0.utf8)) } }, diagnostics: &diagnostics)
  }

  /// FILE:LINE:COLUMN of a text, FILE:ROW:COLUMN of a cell (column 0 for the whole row), else the file's name.
  static func place(_ diagnostic: Diagnostic) -> String {
    switch diagnostic.place {
    case .nowhere: return ""
    case .argument(let text): return text
    case .file(let name): return name
    case .cell(let file, _, let row, let column, _, _): return "\(file):\(row):\(column)"
    case .text(let source, let span):
      let before = String(decoding: source.bytes.prefix(Int(span.start)), as: UTF8.self)
      let lines = before.split(separator: "\n", omittingEmptySubsequences: false)
      return "\(source.name):\(lines.count):\((lines.last?.unicodeScalars.count ?? 0) + 1)"
    }
  }
}

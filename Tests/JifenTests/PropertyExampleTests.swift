import Diagnostics
import Foundation
import Jifen
import Testing

/// The real rule sets over their real data: the naive evaluator and the engine agree on every figure.
@Suite struct PropertyExampleTests {
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  private static func contents(_ folder: String) -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: root.path + "/" + folder)) ?? []).sorted()
  }

  /// Rule sets with the folder of their data: the five of the issue under one name, the corpus by number.
  static let pairs: [(method: String, data: String)] =
    contents("RuleSets").filter { $0.hasSuffix(".jifen") }.map { file in
      let name = String(file.dropLast(file.hasSuffix(".en.jifen") ? 9 : 6))
      return ("RuleSets/" + file, "Examples/" + name)
    }
    + contents("RuleSets/corpus").filter { $0.hasSuffix(".jifen") }.map { file in
      ("RuleSets/corpus/" + file, "Examples/corpus/" + file.prefix(3))
    }

  /// A rule set with its data.
  struct Example {
    var text: String
    var files: [InputFile] = []
    var rows: [String: [[String: String]]] = [:]
    private var headers: [String: [String]] = [:]

    init(_ pair: (method: String, data: String)) throws {
      text = try String(contentsOfFile: root.path + "/" + pair.method, encoding: .utf8)
      for file in contents(pair.data) where file.hasSuffix(".csv") && !file.hasPrefix("公布") {
        let csv = try String(contentsOfFile: root.path + "/" + pair.data + "/" + file, encoding: .utf8)
        let table = String(file.dropLast(4))
        files.append(InputFile(table: table, name: file, bytes: Array(csv.utf8)))
        rows[table] = NaiveText.rows(csv: csv)
        headers[table] = NaiveText.lines(csv: csv).first ?? []
      }
    }

    mutating func set(_ table: String, _ rows: [[String: String]]) {
      self.rows[table] = rows
      let header = headers[table] ?? []
      let cells = rows.map { row in header.map { row[NaiveText.trimmed($0)] ?? "" } }
      let csv = PropertyCase.Table(name: table, header: header, rows: cells).csv
      files.removeAll { $0.table == table }
      files.append(InputFile(table: table, name: table + ".csv", bytes: Array(csv.utf8)))
    }

    func compare(variant: String?) -> PropertyComparison.Verdict {
      PropertyComparison.compare(text: text, files: files, rows: rows, variant: variant)
    }
  }

  @Test(arguments: pairs) func agrees(_ pair: (method: String, data: String)) throws {
    let example = try Example(pair)
    var diagnostics: [Diagnostic] = []
    let method = try #require(Method.load(name: pair.method, text: example.text, diagnostics: &diagnostics))
    var agreed = 0
    for variant in [nil] + method.plan.variants.map({ Optional($0.name) }) {
      switch example.compare(variant: variant) {
      case .agreed: agreed += 1
      // A figure that the circular leaves open is set by a variant only.
      case .bothRefuse: #expect(variant == nil)
      case .disagreed(let differences): Issue.record("\(differences.prefix(20).joined(separator: "\n"))")
      case .rejected(let problems): Issue.record("rejected: \(problems.joined(separator: "\n"))")
      case .unsupported(let what): Issue.record("unsupported: \(what)")
      }
    }
    #expect(agreed > 0)
  }

  @Test func allFiveAreThere() { #expect(Self.pairs.count >= 7) }
}

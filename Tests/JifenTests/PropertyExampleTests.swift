import Diagnostics
import Foundation
import Jifen
import Testing

/// The real rule sets over their real data: the naive evaluator and the engine agree on every figure.
@Suite struct PropertyExampleTests {
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  static let names: [String] = {
    let folder = (try? FileManager.default.contentsOfDirectory(atPath: root.path + "/Examples")) ?? []
    return folder.filter { FileManager.default.fileExists(atPath: root.path + "/RuleSets/\($0).jifen") }.sorted()
  }()

  @Test(arguments: names) func agrees(_ name: String) throws {
    let text = try String(contentsOfFile: Self.root.path + "/RuleSets/\(name).jifen", encoding: .utf8)
    let folder = Self.root.path + "/Examples/" + name
    var files: [InputFile] = []
    var rows: [String: [[String: String]]] = [:]
    for file in try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    where file.hasSuffix(".csv") && !file.hasPrefix("公布") {
      let csv = try String(contentsOfFile: folder + "/" + file, encoding: .utf8)
      let table = String(file.dropLast(4))
      files.append(InputFile(table: table, name: file, bytes: Array(csv.utf8)))
      rows[table] = NaiveText.rows(csv: csv)
    }
    switch PropertyComparison.compare(text: text, files: files, rows: rows) {
    case .agreed: break
    case .disagreed(let differences): Issue.record("\(differences.prefix(20).joined(separator: "\n"))")
    case .rejected(let problems): Issue.record("rejected: \(problems.joined(separator: "\n"))")
    case .unsupported(let what): Issue.record("unsupported: \(what)")
    case .bothRefuse: Issue.record("the data is refused")
    }
  }

  @Test func allFiveAreThere() { #expect(Self.names.count >= 5) }
}

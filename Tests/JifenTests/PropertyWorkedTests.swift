import Diagnostics
import Exact
import Jifen
import Testing

/// Worked examples (试算) written from the naive evaluator's results: generated rows as 给 lines, who is on which list and what
/// each clause comes to as 应 lines. All of them hold, and none of them holds the other way round.
@Suite struct PropertyWorkedTests {
  @Test func examplesFromResultsHold() throws {
    var listed = 0
    var totals = 0
    for seed in 0..<max(40, PropertyTests.count / 5) {
      let subject = PropertyMethod.make(seed: 400_000 + seed)
      // A variant or a check would only add to what is run; blank cells are not given.
      let rows = Dictionary(
        uniqueKeysWithValues: subject.tables.map { table in
          (table.name, table.plainRows.map { $0.filter { !$0.value.isEmpty } })
        })
      guard Self.loaded(subject.method) != nil,
        let results = try? PropertyComparison.naiveResults(subject.method, rows, [:], isLenient: true)
      else { continue }
      let expectations = Self.expectations(results, subject.method)
      guard !expectations.isEmpty else { continue }
      let example = (["试算 “例”："] + Self.given(subject) + expectations.map(\.text)).joined(separator: "\n    ")
      let text = subject.method + example + "\n"
      guard let method = Self.loaded(text) else {
        Issue.record("seed \(400_000 + seed): refused with its example\n\(text)")
        continue
      }
      var diagnostics: [Diagnostic] = []
      let tested = try #require(runExamples(method, tables: nil, diagnostics: &diagnostics))
      let failures = tested.cases.flatMap(\.failures).map(\.chinese)
      #expect(failures.isEmpty, "seed \(400_000 + seed): \(failures.prefix(4))\n\(text)")
      listed += expectations.count { $0.isList }
      totals += expectations.count { !$0.isList }

      // The same with every membership turned round: each of them fails.
      let turned = expectations.filter(\.isList).map { line in
        line.text.contains(" 不在 ")
          ? line.text.replacing(" 不在 ", with: " 在 ") : line.text.replacing(" 在 ", with: " 不在 ")
      }
      guard !turned.isEmpty,
        let wrong = Self.loaded(
          subject.method + (["试算 “反”："] + Self.given(subject) + turned).joined(separator: "\n    ") + "\n")
      else { continue }
      let found = try #require(runExamples(wrong, tables: nil, diagnostics: &diagnostics))
      #expect(found.cases.flatMap(\.failures).count == turned.count, "seed \(400_000 + seed)")
    }
    #expect(listed > 40 && totals > 40, "\(listed) \(totals)")
  }

  private static func loaded(_ text: String) -> Method? {
    var diagnostics: [Diagnostic] = []
    return Method.load(name: "worked.jifen", text: text, diagnostics: &diagnostics)
  }

  private static func given(_ subject: PropertyCase) -> [String] {
    subject.tables.flatMap { table in
      table.rows.map { row in
        let cells = zip(table.header, row).filter { !$0.1.isEmpty }.map { column, value in
          // Marks and dates in words stand in quotes; names of several units are a list.
          value.contains("*") || value.contains("季度") ? "\(column) “\(value)”" : "\(column) \(value)"
        }
        return "给 \(table.name)：" + cells.joined(separator: "，")
      }
    }
  }

  private static func expectations(_ results: [String: String], _ method: String) -> [(
    text: String, isList: Bool
  )] {
    var lines: [(text: String, isList: Bool)] = []
    let units = Set(
      results.keys.filter { $0.hasPrefix("条款 0 ") }.compactMap {
        $0.split(separator: " ").last.map(String.init)
      })
    for unit in units.sorted() {
      var lists: [String: Bool] = [:]
      // Where the cut meets a tie and the method does not say who is in, an example may say neither.
      let undecided = Set(
        results.filter { $0.key.hasPrefix("名单 名单") && !$0.value.hasSuffix("[]") }
          .map { String($0.key.split(separator: " ")[1]) })
      for (name, value) in results where name.hasPrefix("名单 名单") {
        let list = String(name.split(separator: " ")[1])
        let members = value.prefix { $0 != "]" }
        lists[list] = lists[list] == true || members.contains("\"\(unit)\"")
      }
      for list in lists.keys.sorted() where !undecided.contains(list) {
        lines.append(("应 \(unit) \(lists[list] == true ? "在" : "不在") 名单“\(list)”", true))
      }
      let labels = ["一", "二", "三", "四", "五"].filter { method.contains("条款 “\($0)”") }
      for (index, label) in labels.enumerated() {
        guard let value = results["条款 \(index) \(unit)"] else { break }
        guard !value.contains("/") else { continue }
        lines.append(("应 \(unit) 条款“\(label)” = \(value) 分", false))
      }
    }
    return lines
  }
}

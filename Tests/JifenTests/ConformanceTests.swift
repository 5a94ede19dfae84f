import Diagnostics
import Engine
import Foundation
import Jifen
import Testing

/// The conformance suite: what another implementation would run, run by this one, and by the naive evaluator.
@Suite struct ConformanceTests {
  @Test(arguments: ConformanceCase.all) func engine(_ subject: ConformanceCase) throws {
    let expected = try subject.expected()
    var diagnostics: [Diagnostic] = []
    let method = try subject.method(&diagnostics)
    let tables = try subject.tables()
    var outcome: Outcome?
    if let method, expected.errors == nil || !tables.isEmpty {
      outcome = score(
        method, tables: tables, options: ScoreOptions(variant: expected.variant), diagnostics: &diagnostics)
    }
    let errors = diagnostics.filter { $0.severity == .error }
      .map { ConformanceCase.Expected.Problem(code: $0.code.id, at: ConformanceCase.place($0)) }
    #expect(errors == expected.errors ?? [])
    #expect((expected.errors == nil) == (expected.tables != nil))
    guard let outcome else {
      #expect(expected.errors?.isEmpty == false, "no outcome")
      return
    }
    #expect(expected.errors == nil)
    var printed: [String: [[String]]] = [:]
    for table in outcome.tables {
      printed[table.name] = [table.columns.map(\.header)] + table.rows.map { $0.values.map(\.shown) }
    }
    #expect(printed == expected.tables)
    var lists: [String: [String]] = [:]
    var excluded: [String: [[String]]] = [:]
    for list in outcome.lists {
      let name = [list.name, list.group ?? ""].filter { !$0.isEmpty }.joined(separator: " ")
      lists[name] = list.entries.map(\.unit)
      if !list.excluded.isEmpty { excluded[name] = list.excluded.map { [$0.unit, $0.reason] } }
    }
    #expect(lists == expected.lists ?? [:])
    #expect(excluded == expected.excluded ?? [:])
    var grades: [String: [String: [String]]] = [:]
    for grade in outcome.grades {
      grades[grade.name] = Dictionary(uniqueKeysWithValues: grade.rows.map { ($0.grade, $0.units) })
    }
    #expect(grades == expected.grades ?? [:])
    #expect(outcome.findings.map(\.code.id) == expected.findings ?? [])
    // Worked examples that the method holds are part of what must come of it.
    guard let method else { return }
    let tested = try #require(runExamples(method, tables: nil, diagnostics: &diagnostics))
    #expect(tested.cases.flatMap(\.failures).isEmpty)
  }

  /// What the naive evaluator leaves out: it reads one file and plain names, and makes tables of units only.
  private static let notNaive = ["07-full-width-names", "40-only-some", "43-replace-repeal-add"]

  /// The second opinion on every accepted case: one row at a time, without a plan.
  @Test(arguments: ConformanceCase.all) func naiveEvaluator(_ subject: ConformanceCase) throws {
    let expected = try subject.expected()
    guard expected.errors == nil, !Self.notNaive.contains(subject.name) else { return }
    switch PropertyComparison.compare(
      text: try subject.text("method.jifen"), files: try subject.tables(), rows: try subject.rows(),
      variant: expected.variant)
    {
    case .agreed: break
    case .disagreed(let differences): Issue.record("\(differences.joined(separator: "\n"))")
    case .rejected(let problems): Issue.record("rejected: \(problems)")
    case .unsupported(let what): Issue.record("naive evaluator: \(what)")
    case .bothRefuse: Issue.record("both refuse")
    }
  }

  /// What every rule and word is shown by is counted by the script, which fails where one lacks a case.
  @Test func coverage() throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = [ConformanceCase.folder.appendingPathComponent("coverage").path]
    let output = Pipe()
    process.standardOutput = output
    process.standardError = output
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationStatus == 0, "\(text)")
    #expect(text.contains("rules of 43"))
  }
}

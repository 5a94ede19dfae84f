import Diagnostics
import Engine
import Foundation
import Jifen
import Semantics
import Testing
import Workbooks

@testable import Reports

/// Workbooks of live formulas. That they compute what they should is for a spreadsheet to say: with
/// JIFEN_FORMULA_FOLDER set, workbooks of random methods are written there, and Tests/Workbooks/run recalculates
/// them.
@Suite struct FormulaWorkbookTests {
  static let folder = ProcessInfo.processInfo.environment["JIFEN_FORMULA_FOLDER"]

  /// How many random methods; JIFEN_PROPERTY_CASES asks for more.
  static let count = ProcessInfo.processInfo.environment["JIFEN_PROPERTY_CASES"].flatMap { Int($0) } ?? 25

  /// A random method with all its definitions published, scored.
  static func scored(seed: Int) -> (run: Run, source: SourceText)? {
    let subject = PropertyMethod.make(seed: seed)
    var diagnostics: [Diagnostic] = []
    guard let plain = Method.load(name: "random.jifen", text: subject.method, diagnostics: &diagnostics)
    else {
      return nil
    }
    let names = plain.plan.definitions.filter { plain.plan.nodes[$0.node].grain == .unit }.map(\.name)
    let text = subject.method + "公布 “全部”：" + (["单位"] + names).joined(separator: "、") + "\n"
    let method = Method.load(name: "random.jifen", text: text, diagnostics: &diagnostics) ?? plain
    guard let run = Jifen.run(method, tables: subject.files, diagnostics: &diagnostics), run.outcome != nil
    else {
      return nil
    }
    return (run, method.source)
  }

  static func report(_ run: Run, _ source: SourceText) -> FormulaReport? {
    run.outcome.map { FormulaReport(run, $0, method: source, inputs: [], version: "jifen", .chinese) }
  }

  @Test func randomMethods() throws {
    var written = 0
    var refused: [String: Int] = [:]
    for seed in 0..<Self.count {
      guard let (run, source) = Self.scored(seed: seed), let report = Self.report(run, source) else {
        continue
      }
      switch report.workbook() {
      case .success(let workbook):
        written += 1
        guard let folder = Self.folder else { continue }
        try Data(workbook.bytes()).write(to: URL(fileURLWithPath: "\(folder)/random-\(seed).xlsx"))
      case .failure(let failure):
        refused[failure.diagnostic.message(.chinese), default: 0] += 1
      }
    }
    // Nearly all that the language can say has formulas.
    #expect(written > refused.values.reduce(0, +) * 10, "\(refused)")
    if Self.folder != nil { print("written \(written), refused \(refused)") }
  }
}

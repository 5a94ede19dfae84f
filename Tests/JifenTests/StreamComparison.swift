import Diagnostics
@testable import Engine
import Jifen
import Reports
import Semantics
import Tables

/// The same method over the same data on both ways: records kept, and records counted while they are read.
enum StreamComparison {
  struct Counts {
    var counted = 0
    var cases = 0
  }

  /// Differences, empty where there are none; nil where the method or its data do not take the counting way.
  static func differences(
    _ method: Method, _ tables: [InputFile], options: ScoreOptions = ScoreOptions(), setting: StreamSetting
  ) -> [String]? {
    var plainDiagnostics: [Diagnostic] = []
    let plain = score(method, tables: tables, options: options, diagnostics: &plainDiagnostics)
    var isCounted = false
    var differences: [String] = []
    for large in tables {
      // Only the largest file is counted; the others are made smaller by leaving out nothing but their turn.
      var timings = Timings()
      var diagnostics: [Diagnostic] = []
      let streamed = stream(method, tables, large: large.table, setting, &timings, &diagnostics)
      guard let streamed else { continue }
      isCounted = true
      guard let plain else {
        differences.append("\(large.table): counted, but refused: \(plainDiagnostics.map(\.code.id))")
        continue
      }
      let found = PlainText.lines(streamed)
      let wanted = PlainText.lines(plain)
      for (left, right) in zip(found, wanted) where left != right {
        differences.append("\(large.table): counted \(left)\nkept \(right)")
      }
      if found.count != wanted.count {
        differences.append("\(large.table): \(found.count) lines, kept \(wanted.count)")
      }
    }
    return isCounted || !differences.isEmpty ? differences : nil
  }

  private static func stream(
    _ method: Method, _ tables: [InputFile], large: String, _ setting: StreamSetting,
    _ timings: inout Timings,
    _ diagnostics: inout [Diagnostic]
  ) -> Outcome? {
    let sources = tables.compactMap { file in
      method.plan.tables.firstIndex { $0.name == file.table }.map {
        TableSource(table: $0, name: file.name, bytes: .memory(file.bytes))
      }
    }
    guard let table = method.plan.tables.firstIndex(where: { $0.name == large }) else { return nil }
    return Scorer.stream(
      plan: method.plan, sources: sources, figures: method.plan.writtenFigures, counting: table,
      setting: setting,
      timings: &timings
    ) { source in
      guard case .success(let bytes) = source.bytes.load() else { return nil }
      var found: [Diagnostic] = []
      let grid = TableReader.read(name: source.name, bytes: bytes, format: nil, diagnostics: &found)
      return found.hasErrors ? nil : grid
    }
  }
}

/// All of an outcome as lines of text.
enum PlainText {
  static func lines(_ outcome: Outcome) -> [String] {
    var bare = outcome
    bare.findings = []
    let tables = outcome.tables.flatMap { table -> [String] in
      ["table \(table.name) \(table.group ?? "-") \(table.columns)"]
        + table.rows.map { row in
          "\(row.unit) \(row.group ?? "-") \(row.period ?? "-") \(row.rank.map { "\($0)" } ?? "-") \(row.values)"
        }
    }
    let text = TextReport.render(bare, .english).split(separator: "\n").map(String.init)
    let findings = outcome.findings.map {
      "\($0.code.id) \($0.place) \($0.arguments.map(\.chinese)) \($0.near)"
    }
    return tables + text + findings
  }
}

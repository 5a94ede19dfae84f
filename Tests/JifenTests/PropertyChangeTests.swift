import Diagnostics
import Engine
import Foundation
import Jifen
import Semantics
import Testing

/// What a change of the data does: one cell changes what the naive evaluator says it changes, the order of
/// rows nothing at all.
@Suite struct PropertyChangeTests {
  @Test func oneCellChangesWhatItShould() {
    var compared = 0
    for seed in 0..<60 {
      let subject = PropertyMethod.make(seed: 100_000 + seed)
      guard case .agreed = PropertyComparison.compare(subject) else { continue }
      var random = PropertyRandom(seed: seed)
      for _ in 0..<3 {
        guard let changed = Self.withOneCellChanged(subject, &random) else { continue }
        switch PropertyComparison.compare(changed) {
        case .agreed, .bothRefuse: compared += 1
        case .rejected(let problems): Issue.record("seed \(seed): rejected \(problems)")
        case .unsupported(let what): Issue.record("seed \(seed): \(what)")
        case .disagreed(let differences):
          Issue.record("seed \(seed)\n\(changed.report)\n\(differences.prefix(10).joined(separator: "\n"))")
        }
      }
    }
    #expect(compared > 60)
  }

  /// A cell takes the value of another row's cell in its column, or a number goes up by one.
  private static func withOneCellChanged(_ subject: PropertyCase, _ random: inout PropertyRandom)
    -> PropertyCase?
  {
    let filled = subject.tables.indices.filter { !subject.tables[$0].rows.isEmpty }
    guard let table = filled.randomElement(using: &random) else { return nil }
    var changed = subject
    let rows = subject.tables[table].rows
    let row = random.int(0...rows.count - 1)
    let column = random.int(1...subject.tables[table].header.count - 1)
    let old = rows[row][column]
    let other = rows[random.int(0...rows.count - 1)][column]
    let new = other != old ? other : Int(old).map { "\($0 + 1)" }
    guard let new else { return nil }
    changed.tables[table].rows[row][column] = new
    return changed
  }

  @Test func realTablesChangeToo() throws {
    for pair in PropertyExampleTests.pairs where !pair.method.contains("corpus") {
      let example = try PropertyExampleTests.Example(pair)
      var random = PropertyRandom(seed: pair.method.utf8.count)
      for _ in 0..<4 {
        guard let table = example.rows.keys.sorted().randomElement(using: &random),
          var rows = example.rows[table], !rows.isEmpty
        else { continue }
        let row = random.int(0...rows.count - 1)
        let numbers = rows[row].keys.sorted().filter { Int(rows[row][$0] ?? "") != nil }
        guard let column = numbers.randomElement(using: &random), let old = Int(rows[row][column] ?? "")
        else {
          continue
        }
        rows[row][column] = "\(old + 1)"
        var changed = example
        changed.set(table, rows)
        switch changed.compare(variant: nil) {
        case .agreed, .bothRefuse: break
        case .disagreed(let differences):
          Issue.record(
            "\(pair.method) \(table) \(row) \(column)\n\(differences.prefix(10).joined(separator: "\n"))")
        case .rejected(let what): Issue.record("\(what)")
        case .unsupported(let what): Issue.record("\(what)")
        }
      }
    }
  }

  // MARK: The order of rows

  /// Words that let the order of the table decide, by the method's own will.
  private static let ordered = ["同一", "依次", "按表序", "名单", "序号"]

  @Test func orderOfRowsChangesNothing() {
    var compared = 0
    for seed in 0..<120 {
      var subject = PropertyMethod.make(seed: 200_000 + seed)
      // Lists without a word on ties, and selections among equals, go by the order of the table.
      subject.blocks.removeAll { block in block.head.hasPrefix("名单") }
      if Self.ordered.contains(where: { subject.method.contains($0) }) { continue }
      guard let before = Self.results(subject) else { continue }
      var random = PropertyRandom(seed: seed)
      var shuffled = subject
      for table in shuffled.tables.indices { shuffled.tables[table].rows.shuffle(using: &random) }
      let after = Self.results(shuffled)
      compared += 1
      for name in before.keys.sorted() where before[name] != after?[name] {
        Issue.record(
          "seed \(seed) \(name): \(before[name] ?? "") became \(after?[name] ?? "nothing")\n\(subject.report)"
        )
        break
      }
    }
    #expect(compared > 30)
  }

  /// Results by unit name, which no order of rows can change.
  private static func results(_ subject: PropertyCase) -> [String: String]? {
    var diagnostics: [Diagnostic] = []
    guard let method = Method.load(name: "order.jifen", text: subject.method, diagnostics: &diagnostics),
      let run = Jifen.run(method, tables: subject.files, diagnostics: &diagnostics), run.outcome != nil
    else { return nil }
    let evaluation = run.evaluation
    let plan = evaluation.plan
    let units = evaluation.dataset.units.texts
    var result: [String: String] = [:]
    let totals = plan.clauses.compactMap { clause in clause.total.map { (clause.label, $0) } }
    let parts = plan.parts.compactMap { part in part.total.map { ("部分" + part.label, $0) } }
    for (name, node) in totals + parts + plan.definitions.map({ ($0.name, $0.node) }) {
      guard evaluation.isKnown(node) else { continue }
      let count = evaluation.count(of: plan.nodes[node].grain)
      switch plan.nodes[node].grain {
      case .unit, .unitPeriod:
        let each = max(1, count / max(1, units.count))
        for index in 0..<count {
          result["\(name) \(units[index / each]) \(index % each)"] = PropertyComparison.shown(
            node, index, evaluation)
        }
      case .one, .period, .classes:
        for index in 0..<count {
          result["\(name) \(index)"] = PropertyComparison.shown(node, index, evaluation)
        }
      case .rows, .keyed, .shares: continue
      }
    }
    for table in run.outcome?.tables ?? [] {
      for row in table.rows {
        result["公布 \(table.name) \(row.unit) \(row.period ?? "")"] = row.values.map { "\($0.exact)" }.joined(
          separator: " ")
      }
    }
    for grades in run.outcome?.grades ?? [] {
      for row in grades.rows { for unit in row.units { result["等次 \(grades.name) \(unit)"] = row.grade } }
    }
    return result
  }
}

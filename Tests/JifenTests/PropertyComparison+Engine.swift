import Engine
import Exact
import Jifen
import Semantics

extension PropertyComparison {
  static func engineResults(_ run: Run) -> [String: String] {
    var evaluation = run.evaluation
    let plan = evaluation.plan
    // Ranks and grades that nothing reads are not computed otherwise.
    evaluation.evaluate(plan.nodes.indices.filter { isStanding(plan.nodes[$0].op) })
    let units = evaluation.dataset.units.texts
    var result: [String: String] = [:]
    for (index, clause) in plan.clauses.enumerated() {
      for (unit, name) in units.enumerated() {
        if let total = clause.total { result["条款 \(index) \(name)"] = shown(total, unit, evaluation) }
      }
    }
    for (index, part) in plan.parts.enumerated() {
      for (unit, name) in units.enumerated() {
        if let total = part.total { result["部分 \(index) \(name)"] = shown(total, unit, evaluation) }
      }
    }
    for definition in plan.definitions where evaluation.isKnown(definition.node) {
      for index in 0..<evaluation.count(of: plan.nodes[definition.node].grain) {
        result["\(definition.name) \(index)"] = shown(definition.node, index, evaluation)
      }
    }
    for (index, rank) in plan.ranks.enumerated() {
      guard let node = plan.nodes.firstIndex(where: { $0.op == .rank(index) }) else { continue }
      for place in 0..<evaluation.count(of: rank.grain) {
        result["排名 \(rank.name) \(place)"] = shown(node, place, evaluation)
      }
    }
    guard let outcome = run.outcome else { return result }
    for grade in plan.grades {
      guard let node = plan.nodes.indices.first(where: { isGrade(plan, $0, grade.name) }) else { continue }
      for (unit, name) in units.enumerated() {
        result["等次 \(grade.name) \(name)"] = shown(node, unit, evaluation)
      }
    }
    addLists(outcome, plan, &result)
    addTables(outcome, plan, &result)
    for finding in outcome.findings where finding.code == .checkFailed {
      result["核对 \(finding.arguments.first?.chinese ?? "")"] = "fails"
    }
    return result
  }

  private static func isStanding(_ op: Op) -> Bool {
    switch op {
    case .rank, .grade: true
    case _: false
    }
  }

  private static func isGrade(_ plan: Plan, _ node: NodeID, _ name: String) -> Bool {
    guard case .grade(let index) = plan.nodes[node].op else { return false }
    return plan.grades[index].name == name
  }

  static func shown(_ node: NodeID, _ index: Int, _ evaluation: Evaluation) -> String {
    switch evaluation.plan.nodes[node].kind {
    case .number: evaluation.number(node, at: index).map { exact($0) } ?? "absent"
    case .truth: evaluation.truth(node, at: index).map { $0 ? "是" : "否" } ?? "absent"
    case .code: evaluation.code(node, at: index).flatMap { evaluation.book(of: node).text($0) } ?? "absent"
    case .date: evaluation.code(node, at: index).map { "day \($0)" } ?? "absent"
    case .period: evaluation.code(node, at: index).map { "period \($0)" } ?? "absent"
    case .text: "text"
    }
  }

  private static func addLists(_ outcome: Outcome, _ plan: Plan, _ result: inout [String: String]) {
    var numbers: [String: Int] = [:]
    for list in outcome.lists {
      var period = ""
      if list.period != nil {
        // Lists by period come period by period inside a group.
        let key = "\(list.name) \(list.group ?? "")"
        period = "\(numbers[key, default: firstPeriod(plan, list.name)])"
        numbers[key, default: firstPeriod(plan, list.name)] += 1
      }
      let name = ["名单", list.name, list.group ?? "", period].joined(separator: " ")
      result[name] = "\(list.entries.map(\.unit)) \(list.excluded.map(\.unit)) \(list.cutInTie)"
    }
  }

  private static func firstPeriod(_ plan: Plan, _ name: String) -> Int {
    guard let list = plan.lists.first(where: { $0.name == name }), case .unitPeriod(let unit) = list.grain
    else {
      return 0
    }
    return (plan.period?.firstMonth ?? 0) / unit.months
  }

  private static func addTables(_ outcome: Outcome, _ plan: Plan, _ result: inout [String: String]) {
    var tables = outcome.tables[...]
    for (index, publication) in plan.publications.enumerated() {
      var place = 0
      while let table = tables.first,
        table.name == publication.name || table.name.hasPrefix(publication.name + "-")
      {
        tables = tables.dropFirst()
        for row in table.rows {
          let values = row.values.enumerated().map { column, value -> String in
            if isTimed(plan, publication.columns[column].content) { return "…" }
            switch value.exact {
            case .absent: return "absent"
            case .number(let number): return exact(number)
            case .text(let text): return text
            }
          }
          let group = publication.grouping == .none ? "" : row.group ?? ""
          result["公布 \(index) \(place)"] = ([row.unit, group] + values).joined(separator: " ")
          place += 1
        }
        if publication.grouping != .split { break }
      }
    }
  }

  /// Dates and periods, which are printed in words.
  private static func isTimed(_ plan: Plan, _ content: Publication.Column.Content) -> Bool {
    switch content {
    case .node(let node):
      switch plan.nodes[node].kind {
      case .date, .period: return true
      case .number, .truth, .code, .text: return false
      }
    case .cell(let cell):
      switch plan.tables[cell.table].columns[cell.column].type {
      case .date, .period: return true
      case .name, .names, .id, .text, .options, .yesNo, .number, .percent, .notation: return false
      }
    case .period: return true
    case .unit, .ordinal: return false
    }
  }
}

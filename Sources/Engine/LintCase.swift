import Diagnostics
import Exact
import Semantics
import Tables

/// A row that a trial puts into a table; the unit's name is filled in when it is bound.
struct LintRow: Hashable, Sendable {
  var table: Int
  /// Column index and cell text; other cells are blank.
  var cells: [Int: String]

  init(_ table: Int, _ cells: [Int: String] = [:]) {
    self.table = table
    self.cells = cells
  }
}

/// What one unit did, in a few rows: the data of a counter-example.
struct LintCase: Hashable, Sendable {
  var rows: [LintRow] = []
  /// Whether a cell holds a negative number that no bound speaks of.
  var isStray = false

  /// Sets a cell of the first row of a table, which is added where there is none.
  func with(_ table: Int, _ column: Int, _ text: String) -> LintCase {
    var result = self
    if let index = rows.firstIndex(where: { $0.table == table }) {
      result.rows[index].cells[column] = text
    } else {
      result.rows.append(LintRow(table, [column: text]))
    }
    return result
  }

  func adding(_ row: LintRow, times: Int = 1) -> LintCase {
    var result = self
    result.rows += [LintRow](repeating: row, count: times)
    return result
  }
}

/// Cases bound as one dataset, each as a unit of its own, and evaluated together.
struct LintTrial {
  let cases: [LintCase]
  private(set) var evaluation: Evaluation
  /// The roster's index of each case.
  let units: [Int]
  private var sums: [NodeID: [Rational?]] = [:]

  /// - Parameter isApart: ids are told apart from case to case, so that cases do not meet.
  init?(_ plan: Plan, figures: [Rational?], cases: [LintCase], isApart: Bool, names: (Int) -> String) {
    var sources: [Dataset.Source] = []
    for (table, schema) in plan.tables.enumerated() {
      var rows: [[String]] = []
      for (index, entry) in cases.enumerated() {
        for row in entry.rows where row.table == table {
          rows.append(Self.cells(row, schema, name: names(index), suffix: isApart ? "-\(index)" : ""))
        }
      }
      guard !rows.isEmpty else { continue }
      let grid = Grid(name: schema.name, headers: schema.columns.map(\.name), rows: rows)
      sources.append(Dataset.Source(table: table, grid: grid))
    }
    guard let dataset = Dataset.bind(plan, sources, lenient: true).dataset else { return nil }
    self.cases = cases
    units = cases.indices.map { dataset.unit(named: names($0)).map(Int.init) ?? -1 }
    evaluation = Evaluation(plan: plan, dataset: dataset, figures: figures)
  }

  private static func cells(_ row: LintRow, _ schema: TableSchema, name: String, suffix: String) -> [String] {
    schema.columns.indices.map { column in
      if column == schema.unitColumn || column == schema.namesColumn { return name }
      guard let text = row.cells[column] else { return "" }
      if case .id = schema.columns[column].type, !text.isEmpty { return text + suffix }
      return text
    }
  }

  /// Computes nodes; none of them may rest on an open figure.
  mutating func evaluate(_ nodes: [NodeID]) { evaluation.evaluate(nodes) }

  /// What a node comes to for each case: its value at units, else the sum of what belongs to the unit.
  mutating func values(_ node: NodeID) -> [Rational?] {
    if let known = sums[node] { return known }
    let grain = evaluation.plan.nodes[node].grain
    let column = evaluation.column(node)
    var byUnit = [Rational?](repeating: nil, count: evaluation.size(.unit))
    if grain == .unit {
      for unit in byUnit.indices { byUnit[unit] = column.number(at: unit) }
    } else {
      byUnit = byUnit.map { _ in .zero }
      let owners = owners(of: grain)
      for (index, owner) in owners.enumerated() where byUnit.indices.contains(Int(owner)) {
        if let value = column.number(at: index) { byUnit[Int(owner)] = (byUnit[Int(owner)] ?? .zero) + value }
      }
    }
    let result = units.map { byUnit.indices.contains($0) ? byUnit[$0] : nil }
    sums[node] = result
    return result
  }

  /// The numbers of a node one by one, with the case that each belongs to.
  mutating func entries(_ node: NodeID) -> [(entry: Int, value: Rational)] {
    let grain = evaluation.plan.nodes[node].grain
    let column = evaluation.column(node)
    var caseOf: [Int: Int] = [:]
    for (index, unit) in units.enumerated() where unit >= 0 { caseOf[unit] = index }
    let owners = grain == .unit ? Array(0..<Int32(clamping: column.count)) : owners(of: grain)
    return owners.enumerated().compactMap { index, owner in
      guard let entry = caseOf[Int(owner)], let value = column.number(at: index) else { return nil }
      return (entry, value)
    }
  }

  private mutating func owners(of grain: Grain) -> [Int32] {
    let count = evaluation.size(grain)
    return evaluation.mapping(grain, .unit).table(count: count)
  }

  /// Which cases keep all bounds of their cells.
  mutating func valid(_ requirements: [Requirement]) -> [Bool] {
    var broken: Set<Int> = []
    for requirement in requirements {
      let grain = evaluation.plan.nodes[requirement.holds].grain
      let truths = evaluation.column(requirement.holds).truths
      let owners = grain == .unit ? Array(0..<Int32(clamping: truths.count)) : owners(of: grain)
      for (index, owner) in owners.enumerated() where truths.indices.contains(index) && truths[index] == 0 {
        broken.insert(Int(owner))
      }
    }
    return units.map { $0 >= 0 && !broken.contains($0) }
  }

  /// Presets a node to one value, as if the data gave it.
  mutating func preset(_ node: NodeID, to value: Rational) {
    let count = evaluation.size(evaluation.plan.nodes[node].grain)
    evaluation.columns[node] = Column.constant(value, count: count)
  }

  mutating func published(_ list: ListPlan) -> [PublishedList] {
    var publisher = Publisher(evaluation: evaluation, language: .chinese)
    return publisher.lists(list)
  }
}

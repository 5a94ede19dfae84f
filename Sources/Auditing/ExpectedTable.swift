import Diagnostics
import Engine
import Exact
import Semantics
import Tables

/// A table as the method gives it, with what each cell rests on: what a published file is held against.
struct ExpectedTable: Sendable {
  struct Column: Sendable {
    var header: String
    /// Other headers under which a file may carry it.
    var aliases: [String] = []
    var role: PublishedTable.Column.Role
    var isNumber: Bool
    var definition: Publication.Column
    /// The rank that it shows, as an index in `Plan.ranks`.
    var rank: Int?
    /// What it shows of each unit, where no published column of the method does.
    var texts: [String: String]?

    /// The node that it prints; nil for cells of the input, names and numbering.
    var node: NodeID? {
      if case .node(let node) = definition.content { return node }
      return nil
    }

    var cell: TableColumn? {
      if case .cell(let cell) = definition.content { return cell }
      return nil
    }
  }

  struct Row: Sendable {
    var unit: String
    var group: String?
    var period: String?
    /// At the table's grain.
    var index: Int
    var values: [PublishedValue]

    /// The row in words: its unit and period, else its own names.
    var title: String {
      let names = [unit, period ?? ""].filter { !$0.isEmpty }
      if !names.isEmpty { return names.joined(separator: " ") }
      return values.first?.shown ?? ""
    }
  }

  var name: String
  var publication: Int
  var grain: Grain
  var columns: [Column]
  var rows: [Row]
  /// Whether rows of each group stand together, numbered anew.
  var isGrouped: Bool
  /// Whether its rows are units, or units by period.
  var holdsUnits: Bool
}

extension ExpectedTable {
  /// All tables that the method publishes, split ones one by one.
  static func all(_ plan: Plan, _ outcome: Outcome, _ layouts: [PublishedLayout]) -> [ExpectedTable] {
    zip(outcome.tables, layouts).map { table, layout in
      let publication = plan.publications[layout.publication]
      let columns = zip(table.columns, publication.columns).map { shown, definition in
        Column(
          header: shown.header, aliases: aliases(definition, plan), role: shown.role,
          isNumber: shown.isNumber,
          definition: definition, rank: rank(definition, plan))
      }
      let rows = zip(table.rows, layout.indexes).map { row, index in
        Row(unit: row.unit, group: row.group, period: row.period, index: index, values: row.values)
      }
      let holdsUnits: Bool
      switch publication.grain {
      case .unit, .unitPeriod: holdsUnits = true
      case .one, .period, .classes, .rows, .keyed, .shares: holdsUnits = false
      }
      return ExpectedTable(
        name: table.name, publication: layout.publication, grain: publication.grain, columns: columns,
        rows: rows, isGrouped: publication.grouping != .none, holdsUnits: holdsUnits)
    }
  }

  /// Other names that a reader might give a column: the method's own for what it shows.
  private static func aliases(_ column: Publication.Column, _ plan: Plan) -> [String] {
    switch column.content {
    case .node(let node):
      return plan.definitions.filter { $0.node == node }.map(\.name)
        + plan.clauses.filter { $0.total == node }.flatMap { [$0.label, $0.title] }
        + plan.parts.filter { $0.total == node }.flatMap { [$0.label, $0.title] }
        + plan.ranks.indices.filter { plan.nodes[node].op == .rank($0) }.map { plan.ranks[$0].name }
        + (isRank(node, plan) ? ["名次", "排名", "position", "rank"] : [])
    case .cell(let cell):
      let schema = plan.tables[cell.table].columns[cell.column]
      return [schema.name] + schema.headers
    case .unit: return [plan.unitHeader, "单位", "单位名称", "unit"]
    case .ordinal: return ["序号", "row_number", "No."]
    case .period: return ["期间", "月份", "period"]
    }
  }

  private static func rank(_ column: Publication.Column, _ plan: Plan) -> Int? {
    guard case .node(let node) = column.content, case .rank(let rank) = plan.nodes[node].op else {
      return nil
    }
    return rank
  }

  static func isRank(_ node: NodeID, _ plan: Plan) -> Bool {
    if case .rank = plan.nodes[node].op { return true }
    return false
  }

  /// Several printed tables of one split publication as one.
  static func joined(_ tables: [ExpectedTable], name: String) -> ExpectedTable? {
    guard var result = tables.first else { return nil }
    result.name = name
    for table in tables.dropFirst() { result.rows += table.rows }
    result.isGrouped = true
    return result
  }

  /// A value of the method that this table does not print, by the header that a file gives it: a definition,
  /// a rank or a grade.
  func value(named header: String, _ evaluation: inout Evaluation, _ outcome: Outcome) -> Column? {
    let plan = evaluation.plan
    let wanted = CellParser.normalisedName(header)
    guard grain == .unit, !wanted.isEmpty else { return nil }
    func blank(_ role: PublishedTable.Column.Role, _ isNumber: Bool) -> Column {
      Column(
        header: header, role: role, isNumber: isNumber,
        definition: Publication.Column(header: header, content: .unit, format: Publication.Format()))
    }
    if let found = plan.definitions.first(where: { CellParser.normalisedName($0.name) == wanted }),
      plan.nodes[found.node].grain == .unit, evaluation.isKnown(found.node)
    {
      var isNumber = false
      if case .number = plan.nodes[found.node].kind { isNumber = true }
      var column = blank(.value, isNumber)
      column.definition.content = .node(found.node)
      return column
    }
    let ranks = plan.ranks.indices.filter { plan.ranks[$0].grain == .unit }
    for rank in ranks {
      let names = [plan.ranks[rank].name] + (ranks.count == 1 ? ["名次", "排名", "位次", "position", "rank"] : [])
      guard names.contains(wanted) else { continue }
      var column = blank(.rank, true)
      column.rank = rank
      var texts: [String: String] = [:]
      for (unit, standing) in evaluation.places(rank).enumerated() {
        guard let standing, let name = evaluation.dataset.units.text(Int32(clamping: unit)) else { continue }
        texts[name] = String(standing.shown(plan.ranks[rank].ties))
      }
      column.texts = texts
      return column
    }
    let grades = outcome.grades.filter { grade in
      CellParser.normalisedName(grade.name) == wanted
        || (plan.grades.count == 1 && ["等次", "grade"].contains(wanted))
    }
    guard !grades.isEmpty else { return nil }
    var column = blank(.value, false)
    var texts: [String: String] = [:]
    for grade in grades {
      for row in grade.rows { for unit in row.units { texts[unit] = row.grade } }
    }
    column.texts = texts
    return column
  }
}

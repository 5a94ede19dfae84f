import Diagnostics
import Exact
import Semantics
import Tables

extension Run {
  /// The derivation of a unit's score and place; nil where the run has no outcome or the roster no such unit.
  /// Cost: linear in the postings and in the nodes that they and the definitions name.
  public func explanation(unit: Int) -> Explanation? {
    guard let outcome, unit >= 0, unit < evaluation.dataset.units.count else { return nil }
    var builder = ExplanationBuilder(evaluation: evaluation, unit: unit)
    return builder.explanation(outcome)
  }
}

/// Gathers one unit's explanation from an evaluated method.
struct ExplanationBuilder {
  var evaluation: Evaluation
  let plan: Plan
  let unit: Int
  /// Definitions by node.
  let definitions: [NodeID: NamedNode]
  /// Which postings a summed node adds up: the amount itself, or its sum at a coarser grain.
  let postingsOf: [NodeID: [Int]]
  /// Nodes that a published table prints in per cent.
  let percents: Set<NodeID>
  /// Definitions whose arithmetic has been given.
  var detailed: Set<NodeID> = []

  init(evaluation: Evaluation, unit: Int) {
    self.evaluation = evaluation
    self.unit = unit
    let plan = evaluation.plan
    self.plan = plan
    definitions = Dictionary(plan.definitions.map { ($0.node, $0) }) { first, _ in first }
    var postings: [NodeID: [Int]] = [:]
    for (index, posting) in plan.postings.enumerated() where posting.counts {
      postings[posting.amount, default: []].append(index)
    }
    let amounts = postings
    for (node, entry) in plan.nodes.enumerated() {
      if case .aggregate(.sum, let value, condition: nil) = entry.op, let found = amounts[value] {
        postings[node] = found
      }
    }
    postingsOf = postings
    var percents: Set<NodeID> = []
    for column in plan.publications.flatMap(\.columns) where column.format.percent {
      if case .node(let node) = column.content { percents.insert(node) }
    }
    self.percents = percents
  }

  mutating func explanation(_ outcome: Outcome) -> Explanation {
    let parts = parts()
    let totals = totals()
    return Explanation(
      method: plan.title, unit: unitName(unit), group: groupName(), rows: ownRows(), parts: parts,
      totals: totals,
      standings: standings(), grades: grades(), lists: lists(outcome))
  }

  func unitName(_ unit: Int) -> String {
    evaluation.dataset.units.text(Int32(clamping: unit)) ?? ""
  }

  private mutating func groupName() -> String? {
    guard let group = plan.group, let place = index(of: group, from: .unit, unit) else { return nil }
    return evaluation.column(group).code(at: place).flatMap { evaluation.book(of: group).text($0) }
  }

  private mutating func ownRows() -> [Explanation.Record] {
    plan.tables.indices.compactMap { table in
      guard plan.tables[table].grain == .unit else { return nil }
      let row = evaluation.spaces.rows(of: .unit, in: table)[unit]
      return row < 0 ? nil : record(table, row, columns: [])
    }
  }

  // MARK: - Values

  /// The place of a node's value for an index of a grain that reaches it; nil where there is none.
  mutating func index(of node: NodeID, from grain: Grain, _ index: Int) -> Int? {
    guard plan.nodes.indices.contains(node) else { return nil }
    let own = plan.nodes[node].grain
    if own == grain { return index }
    let place = evaluation.mapping(grain, own)[index]
    return place < 0 ? nil : place
  }

  /// A node's value for an index of a grain, as it is to be read.
  mutating func value(_ node: NodeID, _ grain: Grain, _ index: Int) -> Explanation.Value {
    guard let place = self.index(of: node, from: grain, index) else { return .absent }
    let column = evaluation.column(node)
    switch plan.nodes[node].kind {
    case .number(let measure):
      guard let number = column.number(at: place) else { return .absent }
      return .number(number, measure, isPercent: isPercent(node))
    case .truth: return column.truth(at: place).map { .text(Self.words($0)) } ?? .absent
    case .code:
      return column.code(at: place).flatMap { evaluation.book(of: node).text($0) }.map { .text(Phrase($0)) }
        ?? .absent
    case .date:
      return column.code(at: place).map { .text(Phrase(CivilCalendar.civil(fromDays: $0).text)) } ?? .absent
    case .period(let unit):
      return column.code(at: place).map { .text(Calendar.text(unit, number: Int($0))) } ?? .absent
    case .text: return column.text(at: place).map { .text(Phrase($0)) } ?? .absent
    }
  }

  static func words(_ truth: Bool) -> Phrase { truth ? Phrase("是", "yes") : Phrase("否", "no") }

  /// The node below any spreading to a finer grain.
  func unspread(_ node: NodeID) -> NodeID {
    var node = node
    while case .spread(let inner) = plan.nodes[node].op { node = inner }
    return node
  }

  /// The figure that a node is; nil for anything else.
  func figure(_ node: NodeID) -> Figure? {
    guard case .figure(let figure) = plan.nodes[unspread(node)].op, plan.figures.indices.contains(figure)
    else {
      return nil
    }
    return plan.figures[figure]
  }

  /// Whether a value reads as per cent: so printed or written, or made of such values only.
  func isPercent(_ node: NodeID, depth: Int = 0) -> Bool {
    if percents.contains(node) || figure(node)?.isPercent == true { return true }
    guard depth < 8 else { return false }
    let op = plan.nodes[unspread(node)].op
    if case .input(let table, let column, _) = op {
      return plan.tables[table].columns[column].type == .percent
    }
    if case .choose(_, then: let then, otherwise: let otherwise) = op {
      return isPercent(then, depth: depth + 1) && isPercent(otherwise, depth: depth + 1)
    }
    if case .subtract(let left, let right) = op {
      return isPercent(left, depth: depth + 1) && isPercent(right, depth: depth + 1)
    }
    if case .aggregate(let how, let value, _) = op, how == .average || how == .highest || how == .lowest {
      return isPercent(value, depth: depth + 1)
    }
    return false
  }

  /// The name that a node goes by in the method; nil for what has none.
  func name(_ node: NodeID) -> Phrase? {
    if let definition = definitions[node] { return Phrase(definition.name) }
    let inner = unspread(node)
    if let definition = definitions[inner] { return Phrase(definition.name) }
    let op = plan.nodes[inner].op
    if case .input(let table, let column, let field) = op {
      let schema = plan.tables[table].columns[column]
      if let field, case .notation(_, let fields) = schema.type, fields.indices.contains(field) {
        return Phrase(schema.name + "." + fields[field].name)
      }
      return Phrase(schema.name)
    }
    if case .unitName = op { return Phrase(plan.unitHeader) }
    if case .figure(let figure) = op { return parameterName(figure, words: 1) }
    if case .lookup(_, let entries) = op, let first = entries.first,
      case .figure(let figure) = plan.nodes[first.value].op
    {
      return parameterName(figure, words: nil)
    }
    if case .rank(let rank) = op, plan.ranks.indices.contains(rank) { return Phrase(plan.ranks[rank].name) }
    if case .grade(let grade) = op, plan.grades.indices.contains(grade) {
      return Phrase(plan.grades[grade].name)
    }
    if case .fetch(let table, let column, _) = op { return Phrase(plan.tables[table].columns[column].name) }
    return nil
  }

  /// Figures of a parameter are addressed by its name; those of a clause by its label.
  private func parameterName(_ figure: FigureID, words: Int?) -> Phrase? {
    guard plan.figures.indices.contains(figure) else { return nil }
    let address = plan.figures[figure].address
    guard case .name(let name)? = address.first, words == nil || address.count == words else { return nil }
    return definitions.values.contains { $0.name == name } ? nil : Phrase(name)
  }

  // MARK: - Records

  /// A row with what tells it from others and the cells of `columns`.
  func record(_ table: Int, _ row: Int, columns: Set<Int>) -> Explanation.Record {
    let schema = plan.tables[table]
    let bound = evaluation.dataset.tables[table]
    var cells: [Explanation.Cell] = []
    for (number, column) in schema.columns.enumerated() where number != schema.unitColumn {
      let text = CellParser.trimmed(bound.text(row: row, column: number))
      let isPlain: Bool
      switch column.type {
      case .id, .options, .date, .period: isPlain = true
      case .names, .name: isPlain = true
      case .text, .yesNo, .number, .percent, .notation: isPlain = false
      }
      guard columns.contains(number) || (isPlain && schema.grain == .rows(table) && !text.isEmpty) else {
        continue
      }
      cells.append(Explanation.Cell(header: column.name, text: text, isPlain: isPlain))
    }
    return Explanation.Record(
      table: schema.name, file: bound.file(row: row), row: bound.spreadsheetRow(row), cells: cells)
  }
}

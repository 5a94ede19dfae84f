import Diagnostics
import Engine
import Exact
import Semantics

extension Auditor {
  /// Takes the published figures one column after the other, in the order in which they rest on each other: a
  /// cell that is right for the figures published beside it only follows them.
  mutating func follow() {
    var columns: [(node: NodeID, table: Int, column: Int)] = []
    let touched = Set(cells.map { [$0.table, $0.column] })
    let nodes = Set(cells.compactMap { column(of: $0).node })
    guard !nodes.isEmpty else { return }
    for (table, matched) in tables.enumerated() {
      for (column, match) in matched.columns.enumerated() {
        guard let node = matched.expected.columns[match.expected].node else { continue }
        let rests = plan.reachable(from: [node])
        if touched.contains([table, column]) || nodes.contains(where: { $0 != node && rests[$0] }) {
          columns.append((node, table, column))
        }
      }
    }
    columns.sort { ($0.node, $0.table, $0.column) < ($1.node, $1.table, $1.column) }
    for entry in columns { take(entry.node, entry.table, entry.column) }
  }

  func column(of cell: CellDifference) -> ExpectedTable.Column {
    let table = tables[cell.table]
    return table.expected.columns[table.columns[cell.column].expected]
  }

  private mutating func take(_ node: NodeID, _ table: Int, _ column: Int) {
    let matched = tables[table]
    let match = matched.columns[column]
    let definition = matched.expected.columns[match.expected]
    let rows = matched.rows.enumerated().compactMap { row in row.element.expected.map { (row.offset, $0) } }
    let rests = plan.reachable(from: [node])
    let sources = overrides.keys.filter { $0 != node && rests[$0] }
    let indexes = rows.map { matched.expected.rows[$0.1].index }
    var shown = rows.map { matched.expected.rows[$0.1].values[match.expected] }
    if !sources.isEmpty {
      published = evaluation.with(values: overrides)
      published.evaluateWhereClosed([node])
      shown = published.values(definition.definition, at: matched.expected.grain, indexes, language)
    }
    let own = Dictionary(
      cells.enumerated().filter { $0.element.table == table && $0.element.column == column }.map {
        ($0.element.row, $0.offset)
      }, uniquingKeysWith: { first, _ in first })
    var taken: [Int: Rational?] = [:]
    for ((row, expected), value) in zip(rows, shown) {
      let text = matched.text(matched.rows[row], match)
      let agrees = text == value.shown || Self.agrees(text, value)
      let index = matched.expected.rows[expected].index
      if let difference = own[row] {
        if agrees, !sources.isEmpty, cells[difference].kind != .blank {
          markFollowing(difference, sources, index)
        } else if let number = cells[difference].number, cells[difference].kind != .blank {
          let isPercent = definition.definition.format.percent || number.isPercent
          taken[index] = isPercent ? number.value.divided(by: 100) ?? number.value : number.value
        }
      } else if !agrees,
        case .number(let exact) = matched.expected.rows[expected].values[match.expected].exact
      {
        // Right as it is printed, though what it rests on is not: it stays.
        taken[index] = exact
      }
    }
    // A rank is not a figure that others are computed from by replacing it.
    guard definition.rank == nil, definition.isNumber, !taken.isEmpty,
      plan.nodes[node].grain == matched.expected.grain
    else { return }
    overrides[node, default: [:]].merge(taken) { first, _ in first }
    published = evaluation.with(values: overrides)
  }

  private mutating func markFollowing(_ difference: Int, _ sources: [NodeID], _ index: Int) {
    let table = tables[cells[difference].table]
    let names = sources.sorted().compactMap { source -> String? in
      table.expected.columns.first { $0.node == source }?.header
        ?? plan.definitions.first { $0.node == source }?.name
    }
    let isOwn = sources.contains { overrides[$0]?[index] != nil }
    cells[difference].kind = .follows
    cells[difference].isExplained = true
    let list = names.isEmpty ? "—" : names.joined(separator: "、")
    cells[difference].explanations = [
      isOwn
        ? Phrase("按本行印发的 \(list) 推算，这一格是对的", "right for the published \(list) of this row")
        : Phrase("按别的单位印发的 \(list) 推算，这一格是对的", "right for the published \(list) of other units")
    ]
  }
}

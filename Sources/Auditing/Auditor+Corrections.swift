import Diagnostics
import Engine
import Exact
import Semantics

extension Auditor {
  /// A smallest set of changes after which nothing disagrees: every disagreeing cell set to the computed value,
  /// or fewer changes where one cell of the tallies sets several of them right at once.
  ///
  /// Changes of the tallies are taken one after the other, the most useful first, as long as each saves at least
  /// two changes of printed cells: between one printed cell and one of the tallies, the printed one is at fault.
  mutating func corrections(_ disagreements: [Disagreement]) -> [Correction] {
    var accepted: [InputChange] = []
    var remaining = Set(cells.indices)
    var candidates = candidateChanges()
    while !candidates.isEmpty {
      var best: (place: Int, left: Set<Int>)?
      for (place, candidate) in candidates.enumerated() {
        guard let left = disagreeing(with: accepted + [candidate]) else { continue }
        guard left.count + 1 < remaining.count, left.count < best?.left.count ?? Int.max else { continue }
        best = (place, left)
      }
      guard let best else { break }
      accepted.append(candidates.remove(at: best.place))
      candidates.removeAll { candidate in
        accepted.contains { $0.node == candidate.node && $0.index == candidate.index }
      }
      remaining = best.left
    }
    var changed = evaluation.with(values: values(accepted))
    changed.evaluateWhereClosed(publishedNodes)
    var result = accepted.map { correction($0) }
    for index in cells.indices where remaining.contains(index) {
      result.append(correction(cells[index], &changed, isChanged: !accepted.isEmpty))
    }
    for other in others {
      result.append(
        Correction(
          target: .published, table: other.table, row: other.row, column: other.column,
          from: other.published, to: other.computed, repairs: 1))
    }
    return result
  }

  private var publishedNodes: [NodeID] {
    Array(
      Set(tables.flatMap { table in table.columns.compactMap { table.expected.columns[$0.expected].node } })
    ).sorted()
  }

  /// Changes of the tallies that set a unit's row right, or leave only its rank to others; a few at most.
  private func candidateChanges() -> [InputChange] {
    var seen: Set<[Int]> = []
    let whole = proposals.sorted { $0.key < $1.key }.map(\.value).filter { change in
      change.broken.isEmpty && !change.isPrinted && seen.insert([change.node, change.index]).inserted
    }
    return Array(whole.sorted { $0.repaired.count > $1.repaired.count }.prefix(12))
  }

  private func values(_ changes: [InputChange]) -> [NodeID: [Int: Rational?]] {
    var result: [NodeID: [Int: Rational?]] = [:]
    for change in changes {
      result[change.node, default: [:]][change.index] = change.to
      guard case .input(let table, let column, let field?) = plan.nodes[change.node].op else { continue }
      _ = field
      let total = plan.nodes.firstIndex {
        $0.op == .input(table: table, column: column, field: nil)
          && $0.grain == plan.nodes[change.node].grain
      }
      guard let total else { continue }
      let known = evaluation.number(total, at: change.index) ?? .zero
      result[total, default: [:]][change.index] = known + change.to - change.from
    }
    return result
  }

  /// The cells that disagree once the tallies are changed so; nil where a cell that agreed would not.
  private func disagreeing(with changes: [InputChange]) -> Set<Int>? {
    var changed = evaluation.with(values: values(changes))
    changed.evaluateWhereClosed(publishedNodes)
    guard changed.problems.isEmpty else { return nil }
    var own = evaluation
    let known = Dictionary(
      cells.enumerated().map { ([$0.element.table, $0.element.row, $0.element.column], $0.offset) },
      uniquingKeysWith: { first, _ in first })
    var left: Set<Int> = []
    for (index, table) in tables.enumerated() {
      let rows = table.rows.indices.filter { table.rows[$0].expected != nil }
      let indexes = rows.map { table.rows[$0].expected.map { table.expected.rows[$0].index } ?? 0 }
      for (column, match) in table.columns.enumerated() {
        let definition = table.expected.columns[match.expected]
        guard let node = definition.node, publishedRests(node, on: changes) else {
          for row in rows { if let cell = known[[index, row, column]] { left.insert(cell) } }
          continue
        }
        // Only what the changes move is written out.
        let isNumber = definition.isNumber && definition.rank == nil
        let before = isNumber ? own.numbers(node, at: table.expected.grain) : []
        let after = isNumber ? changed.numbers(node, at: table.expected.grain) : []
        let moved = zip(rows, indexes).filter { row, place in
          guard before.indices.contains(place), after.indices.contains(place),
            before[place] == after[place]
          else { return true }
          if let cell = known[[index, row, column]] { left.insert(cell) }
          return false
        }
        let values = changed.values(
          definition.definition, at: table.expected.grain, moved.map(\.1), language)
        for ((row, _), value) in zip(moved, values) {
          let text = table.text(table.rows[row], match)
          let agrees = text == value.shown || Self.agrees(text, value)
          if let cell = known[[index, row, column]] {
            if !agrees { left.insert(cell) }
          } else if !agrees {
            return nil
          }
        }
      }
    }
    return left
  }

  private func publishedRests(_ node: NodeID, on changes: [InputChange]) -> Bool {
    let rests = plan.reachable(from: [node])
    return changes.contains { rests[$0.node] }
  }

  private func correction(_ change: InputChange) -> Correction {
    var table = 0
    if case .input(let own, _, _) = plan.nodes[change.node].op { table = own }
    var evaluation = evaluation
    let owners = evaluation.unitIndexes(of: plan.nodes[change.node].grain)
    let unit = owners.indices.contains(change.index) ? owners[change.index] : -1
    let row = rowName(change.node, change.index)[language]
    return Correction(
      target: .tallies, table: plan.tables[table].name,
      row: (evaluation.dataset.units.text(unit) ?? "") + row, column: inputName(change.node),
      from: change.from.plain, to: change.to.plain, repairs: change.repaired.count)
  }

  private func correction(
    _ cell: CellDifference, _ changed: inout Evaluation, isChanged: Bool
  ) -> Correction {
    let table = tables[cell.table]
    let difference = cell.disagreement(table)
    var to = cell.computed.shown
    if isChanged, let expected = table.rows[cell.row].expected {
      let definition = table.expected.columns[table.columns[cell.column].expected]
      if definition.node != nil {
        let index = table.expected.rows[expected].index
        to =
          changed.values(definition.definition, at: table.expected.grain, [index], language)
          .first?.shown ?? to
      }
    }
    return Correction(
      target: .published, table: difference.table, row: difference.row, column: difference.column,
      from: cell.published, to: to, repairs: 1)
  }
}

import Diagnostics
import Engine
import Exact
import Semantics

extension Auditor {
  /// Figures of rows or columns next to them.
  /// - Parameter places: the disagreeing cells by table, row and column.
  mutating func classifyMisplaced(_ index: Int, _ places: [[Int]: Int]) {
    let cell = cells[index]
    let table = tables[cell.table]
    let match = table.columns[cell.column]
    func value(_ row: Int) -> PublishedValue? {
      guard table.rows.indices.contains(row), let expected = table.rows[row].expected else { return nil }
      return table.expected.rows[expected].values[match.expected]
    }
    for (step, side) in [(-1, Phrase("上一行", "the row above")), (1, Phrase("下一行", "the row below"))] {
      let row = cell.row + step
      guard let other = value(row), other.shown != cell.computed.shown, Self.agrees(cell.published, other)
      else { continue }
      // The neighbour must have this row's figure, or it is chance.
      let theirs = places[[cell.table, row, cell.column]].map { cells[$0] }
      guard let theirs, Self.agrees(theirs.published, cell.computed) else { continue }
      let name = theirs.disagreement(table).row
      cells[index].kind = .misplaced
      cells[index].explanations = [
        Phrase("与\(side.chinese)“\(name)”互换了", "exchanged with \(side.english), “\(name)”")
      ]
      return
    }
    for (column, other) in table.columns.enumerated() where column != cell.column {
      let definition = table.expected.columns[other.expected]
      guard definition.isNumber, definition.rank == nil, definition.role == .value,
        let expected = table.rows[cell.row].expected
      else { continue }
      let value = table.expected.rows[expected].values[other.expected]
      guard Self.agrees(cell.published, value), case .number(let number) = value.exact, !number.isZero else {
        continue
      }
      let theirs = places[[cell.table, cell.row, column]].map { cells[$0] }
      guard let theirs, Self.agrees(theirs.published, cell.computed) else { continue }
      cells[index].kind = .misplaced
      cells[index].explanations = [
        Phrase("与本行的“\(definition.header)”互换了", "exchanged with “\(definition.header)” of the row")
      ]
      return
    }
  }

  /// Figures that are right with one record less, or with one counted twice.
  mutating func explainByRecords(_ open: [Int]) {
    var trials = 0
    for cell in open {
      let difference = cells[cell]
      guard let number = difference.number, case .number(let before) = difference.computed.exact,
        let node = column(of: difference).node,
        let expected = tables[difference.table].rows[difference.row].expected
      else { continue }
      let table = tables[difference.table].expected
      guard table.grain == .unit else { continue }
      let index = table.rows[expected].index
      let isPercent = column(of: difference).definition.format.percent || number.isPercent
      let printed = isPercent ? number.value.divided(by: 100) ?? number.value : number.value
      let candidates = records(of: index, in: node)
      for wanted in [true, false] where trials < 16 {
        // One less where too little is printed, one twice where too much.
        let isLess = wanted
        guard
          let record = candidates.first(where: { record in
            !record.amount.isZero && printed - before == (isLess ? .zero - record.amount : record.amount)
          })
        else { continue }
        trials += 1
        guard confirms(record, isLess, node, index, difference) else { continue }
        let same = candidates.count { $0.amount == record.amount } - 1
        let number = evaluation.dataset.tables[record.table].spreadsheetRow(record.row)
        let file = plan.tables[record.table].name
        let more =
          switch same {
          case 0: Phrase("", "")
          case 1: Phrase("（或同分的另外 1 条）", " (or the other one of the same points)")
          default: Phrase("（或同分的另外 \(same) 条之一）", " (or one of the \(same) others of the same points)")
          }
        cells[cell].kind = .arithmetic
        cells[cell].isExplained = true
        cells[cell].explanations.append(
          isLess
            ? Phrase(
              "没有计“\(file)”第 \(number) 行\(more.chinese)时就是这个数",
              "this is the figure without row \(number) of “\(file)”\(more.english)")
            : Phrase(
              "“\(file)”第 \(number) 行\(more.chinese)计了两次就是这个数",
              "this is the figure with row \(number) of “\(file)” counted twice\(more.english)"))
        break
      }
    }
  }

  private struct Record {
    var table: Int
    var row: Int
    var amount: Rational
  }

  /// The records of a unit and what each earned it, as far as a node's score rests on them.
  private mutating func records(of unit: Int, in node: NodeID) -> [Record] {
    let rests = plan.reachable(from: [node])
    var result: [Record] = []
    for table in plan.tables.indices where plan.tables[table].grain == .rows(table) {
      let own = plan.postings.filter { posting in
        posting.counts && plan.nodes[posting.amount].grain == .rows(table) && rests[posting.amount]
          && evaluation.isKnown(posting.amount)
      }
      guard !own.isEmpty, plan.tables[table].keys.isEmpty else { continue }
      let owners = evaluation.unitIndexes(of: .rows(table))
      for (row, owner) in owners.enumerated() where Int(owner) == unit {
        let amount = own.reduce(Rational.zero) { $0 + (evaluation.number($1.amount, at: row) ?? .zero) }
        result.append(Record(table: table, row: row, amount: amount))
      }
    }
    return result
  }

  /// Scores the data without the record, or with it twice.
  private func confirms(
    _ record: Record, _ isLess: Bool, _ node: NodeID, _ index: Int, _ cell: CellDifference
  ) -> Bool {
    var rows = Array(0..<evaluation.dataset.tables[record.table].rowCount)
    if isLess { rows.remove(at: record.row) } else { rows.insert(record.row, at: record.row) }
    let dataset = evaluation.dataset.selecting(rows, ofTable: record.table, in: plan)
    var changed = Evaluation(plan: plan, dataset: dataset, figures: evaluation.figures)
    changed.evaluateWhereClosed([node])
    guard changed.problems.isEmpty, let number = changed.number(node, at: index) else { return false }
    let shown = PublishedValue.shown(number, column(of: cell).definition.format)
    return Self.agrees(cell.published, PublishedValue(exact: .number(number), shown: shown))
  }
}

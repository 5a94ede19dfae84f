import Diagnostics
import Engine
import Exact
import Semantics

extension Auditor {
  /// Why the ranks of a table differ that do not follow its scores: ties, another column, a change of a score.
  mutating func ranks(_ index: Int) {
    let table = tables[index]
    for (column, match) in table.columns.enumerated() {
      guard let rank = table.expected.columns[match.expected].rank, plan.ranks.indices.contains(rank) else {
        continue
      }
      let open = cells.indices.filter {
        cells[$0].table == index && cells[$0].column == column && !cells[$0].isExplained
      }
      guard !open.isEmpty else { continue }
      let sheet = RankSheet(table, column, rank, &published)
      followUnranked(open, sheet, rank)
      classifyTies(open.filter { !cells[$0].isExplained }, sheet, rank)
      // A column that explains all of them, one moved unit, a column that explains most: in this order.
      classifyStale(open.filter { !cells[$0].isExplained }, sheet, table, isWhole: true)
      classifyMoved(open.filter { !cells[$0].isExplained }, sheet, table)
      classifyStale(open.filter { !cells[$0].isExplained }, sheet, table, isWhole: false)
      for cell in open where !cells[cell].isExplained {
        cells[cell].explanations = [rankEvidence(cells[cell], sheet, table)]
      }
    }
  }

  /// Ranks of a published column that the method does not print: they follow the published scores or not.
  private mutating func followUnranked(_ open: [Int], _ sheet: RankSheet, _ rank: Int) {
    guard !overrides.isEmpty else { return }
    for cell in open {
      guard let printed = sheet.printed[cells[cell].row], let standing = sheet.standings[cells[cell].row],
        standing.shown(plan.ranks[rank].ties) == printed
      else { continue }
      cells[cell].kind = .follows
      cells[cell].isExplained = true
      cells[cell].explanations = [Phrase("按印发的分数排，这个名次是对的", "right for the published scores")]
    }
  }

  private mutating func classifyTies(_ open: [Int], _ sheet: RankSheet, _ rank: Int) {
    let style = plan.ranks[rank].ties
    for cell in open {
      guard let standing = sheet.standings[cells[cell].row], let printed = sheet.printed[cells[cell].row]
      else { continue }
      let inTie = standing.tied > 1 && printed >= standing.shared && printed < standing.shared + standing.tied
      guard inTie || printed == standing.dense || printed == standing.position else { continue }
      let wanted = standing.shown(style)
      cells[cell].kind = .tie
      cells[cell].isExplained = true
      let others = sheet.tiedWith(cells[cell].row)
      if inTie {
        cells[cell].explanations = [
          Phrase(
            "与 \(others.joined(separator: "、")) 同分，按办法都是第 \(wanted) 名",
            "equal to \(others.joined(separator: ", ")); by the method all of them are \(wanted)")
        ]
      } else {
        let name =
          printed == standing.dense
          ? Phrase("并列后紧接着排（1、2、2、3）", "no rank skipped after a tie (1, 2, 2, 3)")
          : Phrase("并列的依次排（1、2、3）", "ties ranked one after the other (1, 2, 3)")
        cells[cell].explanations = [
          Phrase(
            "前面有并列；\(name.chinese)才是第 \(printed) 名，按办法是第 \(wanted) 名",
            "there is a tie before it; \(printed) is right with \(name.english), by the method it is \(wanted)"
          )
        ]
      }
    }
  }

  /// Ranks that fit another column of the table.
  private mutating func classifyStale(
    _ open: [Int], _ sheet: RankSheet, _ table: MatchedTable, isWhole: Bool
  ) {
    guard open.count >= 2 else { return }
    var best: (fits: [Int], header: String, all: Int)?
    for (place, match) in table.columns.enumerated() where place != sheet.column {
      let column = table.expected.columns[match.expected]
      guard column.isNumber, column.role == .value else { continue }
      let values = table.rows.map { ShownNumber(table.text($0, match))?.value }
      for descending in [true, false] {
        let ranks = sheet.ranks(by: values, descending: descending)
        let fits = open.filter { cell in
          ranks[cells[cell].row] != nil && ranks[cells[cell].row] == sheet.printed[cells[cell].row]
        }
        let all = ranks.indices.count { ranks[$0] != nil && ranks[$0] == sheet.printed[$0] }
        guard fits.count >= 2, isWhole ? fits.count == open.count : fits.count * 2 > open.count,
          fits.count > best?.fits.count ?? 0
        else { continue }
        best = (fits, column.header, all)
      }
    }
    guard let best else { return }
    for cell in best.fits {
      cells[cell].kind = .staleRank
      cells[cell].isExplained = true
      cells[cell].explanations = [
        Phrase(
          "这是按“\(best.header)”排的名次（本列 \(best.all) 个名次都与它相符）",
          "this is the rank by “\(best.header)” (\(best.all) ranks of the column fit it)")
      ]
    }
  }

  /// One unit stands where another score would put it, and the others make room for it.
  private mutating func classifyMoved(_ open: [Int], _ sheet: RankSheet, _ table: MatchedTable) {
    let partitions = Set(open.compactMap { sheet.standings[cells[$0].row]?.partition }).sorted()
    for partition in partitions {
      let own = open.filter { sheet.standings[cells[$0].row]?.partition == partition }
      let suspects = own.sorted { sheet.shift(cells[$0].row) > sheet.shift(cells[$1].row) }.prefix(4)
      guard let moved = suspects.first(where: { sheet.fitsMoved(cells[$0].row, partition) }) else { continue }
      let name = cells[moved].disagreement(table).row
      for cell in own {
        cells[cell].isExplained = true
        cells[cell].kind = cell == moved ? .staleRank : .follows
        cells[cell].explanations = [
          cell == moved
            ? Phrase(
              "这个单位若分数另是一个，全组名次就都对得上：像是分数改过而名次没有重排",
              "with another score of this unit all ranks of the group are right: as if a score had been changed and not ranked anew"
            )
            : Phrase("按“\(name)”印发的名次推算，这个名次是对的", "right where “\(name)” stands as printed")
        ]
      }
    }
  }

  private func rankEvidence(_ cell: CellDifference, _ sheet: RankSheet, _ table: MatchedTable) -> Phrase {
    guard let printed = sheet.printed[cell.row], let standing = sheet.standings[cell.row] else {
      return Phrase("按办法这个单位没有名次", "by the method the unit has no rank")
    }
    let holders = sheet.holders(of: printed, standing.partition).prefix(2)
    guard !holders.isEmpty else {
      return Phrase("按办法是第 \(cell.computed.shown) 名", "by the method it is \(cell.computed.shown)")
    }
    return Phrase(
      "按分数第 \(printed) 名是 \(holders.joined(separator: "、"))",
      "by score \(printed) is \(holders.joined(separator: ", "))")
  }
}

/// Printed ranks beside the standings that the published scores give.
struct RankSheet {
  let column: Int
  /// Per row of the file.
  let printed: [Int?]
  let standings: [GroupStanding.Place?]
  private let names: [String]

  init(_ table: MatchedTable, _ column: Int, _ rank: Int, _ evaluation: inout Evaluation) {
    self.column = column
    let all = evaluation.places(rank)
    let map = evaluation.indexes(of: table.expected.grain, in: evaluation.plan.ranks[rank].grain)
    var printed: [Int?] = []
    var standings: [GroupStanding.Place?] = []
    for row in table.rows {
      printed.append(ShownNumber(table.text(row, table.columns[column]))?.value.asInt)
      let index = row.expected.map { table.expected.rows[$0].index }
      let place = index.flatMap { map.indices.contains($0) ? Int(map[$0]) : nil } ?? -1
      standings.append(all.indices.contains(place) ? all[place] : nil)
    }
    self.printed = printed
    self.standings = standings
    names = table.rows.map { row in row.expected.map { table.expected.rows[$0].title } ?? row.name }
  }

  func tiedWith(_ row: Int) -> [String] {
    guard let own = standings[row] else { return [] }
    return standings.indices.filter { other in
      other != row && standings[other]?.partition == own.partition && standings[other]?.shared == own.shared
    }.prefix(4).map { names[$0] }
  }

  func holders(of rank: Int, _ partition: Int) -> [String] {
    standings.indices.filter {
      standings[$0]?.partition == partition && standings[$0]?.shared == rank
    }.map { names[$0] }
  }

  /// How far a printed rank is from its place.
  func shift(_ row: Int) -> Int {
    guard let printed = printed[row], let standing = standings[row] else { return 0 }
    return abs(printed - standing.shared)
  }

  /// Ranks by other values, equal ones sharing a rank, inside the same groups.
  func ranks(by values: [Rational?], descending: Bool) -> [Int?] {
    var result = [Int?](repeating: nil, count: values.count)
    var groups: [Int: [Int]] = [:]
    for row in values.indices where values[row] != nil {
      if let partition = standings[row]?.partition { groups[partition, default: []].append(row) }
    }
    for rows in groups.values {
      let sorted = rows.sorted { left, right in
        let first = values[left] ?? .zero
        let second = values[right] ?? .zero
        return first == second ? left < right : (descending ? first > second : first < second)
      }
      for (place, row) in sorted.enumerated() {
        let isTied = place > 0 && values[sorted[place - 1]] == values[row]
        result[row] = isTied ? result[sorted[place - 1]] : place + 1
      }
    }
    return result
  }

  /// Whether every printed rank of the group is right once this row stands where it is printed.
  func fitsMoved(_ moved: Int, _ partition: Int) -> Bool {
    guard let target = printed[moved], let own = standings[moved]?.shared else { return false }
    for row in standings.indices where row != moved && standings[row]?.partition == partition {
      guard let standing = standings[row], let rank = printed[row] else { continue }
      let without = standing.shared - (own < standing.shared ? 1 : 0)
      // Those behind the place that it takes stand one lower.
      guard rank == (without >= target ? without + 1 : without) else { return false }
    }
    return true
  }
}

import Diagnostics
import Engine
import Exact
import Semantics

extension Auditor {
  /// Rows that do not stand where the published figures put them. Where scores differ, the order is held
  /// against the published ones, and rows whose shown keys are equal may stand either way.
  mutating func order(_ index: Int) {
    let table = tables[index]
    let publication = plan.publications[table.expected.publication]
    guard publication.rank != nil || !publication.keys.isEmpty else { return }
    let present = table.rows.indices.filter { table.rows[$0].expected != nil && !table.rows[$0].isRepeated }
    let own = present.compactMap { table.rows[$0].expected }
    guard own != own.sorted() else { return }
    let levels = levels(table, publication)
    let sequence = present.map { row in
      table.rows[row].expected.flatMap { levels[table.expected.rows[$0].index] } ?? 0
    }
    let kept = Set(Self.longestRise(sequence))
    let moved = sequence.indices.filter { !kept.contains($0) }
    for place in moved {
      let row = table.rows[present[place]]
      guard let expected = row.expected else { continue }
      others.append(
        Disagreement(
          table: table.expected.name, row: table.expected.rows[expected].title, column: nil,
          published: "\(place + 1)", computed: "\(wantedPlace(place, sequence))", kind: .order,
          explanations: [neighbours(place, sequence, present, table)],
          place: table.grid.place(row: row.grid, column: table.unitColumn)))
    }
  }

  /// For each index the level at which it stands; equal levels may stand in any order.
  private mutating func levels(_ table: MatchedTable, _ publication: Publication) -> [Int: Int] {
    var evaluation = published
    let layouts = evaluation.layouts(language).filter { $0.publication == table.expected.publication }
    let sequence = layouts.flatMap(\.indexes)
    let keys = publication.keys + (publication.rank.map { plan.ranks[$0].keys } ?? [])
    let formats = keys.map { key in
      publication.columns.first { column in
        if case .node(let node) = column.content { return node == key.node }
        return false
      }?.format
    }
    let groups = publication.within.map { evaluation.codes($0, at: publication.grain) }
    var result: [Int: Int] = [:]
    var level = 0
    var last: (index: Int, shown: [String])?
    for index in sequence {
      let shown = zip(keys, formats).map { key, format -> String in
        let number = evaluation.number(key.node, at: index, of: publication.grain)
        guard let format else { return number?.fraction ?? "" }
        return PublishedValue.shown(number, format)
      }
      if let last {
        let isLoose = keys.contains { key in
          overrides[key.node]?[index] != nil || overrides[key.node]?[last.index] != nil
        }
        let sameGroup = groups.map { $0[index] == $0[last.index] } ?? true
        if !(isLoose && sameGroup && shown == last.shown) { level += 1 }
      }
      last = (index, shown)
      result[index] = level
    }
    evaluation = published
    return result
  }

  /// Where the row belongs among those that stand right, counted from 1.
  private func wantedPlace(_ place: Int, _ sequence: [Int]) -> Int {
    1 + sequence.indices.count { $0 != place && sequence[$0] < sequence[place] }
  }

  private func neighbours(
    _ place: Int, _ sequence: [Int], _ present: [Int], _ table: MatchedTable
  ) -> Phrase {
    func name(_ place: Int) -> String {
      table.rows[present[place]].expected.map { table.expected.rows[$0].title } ?? ""
    }
    let before = sequence.indices.filter { $0 != place && sequence[$0] <= sequence[place] }.max {
      (sequence[$0], $0) < (sequence[$1], $1)
    }
    if let before {
      return Phrase("按分数应紧排在“\(name(before))”后面", "by score it stands right behind “\(name(before))”")
    }
    return Phrase("按分数应排在最前面", "by score it stands first")
  }

  /// Places of a longest non-decreasing subsequence, the earliest possible. Cost: n log n.
  static func longestRise(_ values: [Int]) -> [Int] {
    var tails: [Int] = []
    var before = [Int](repeating: -1, count: values.count)
    for place in values.indices {
      var low = 0
      var high = tails.count
      while low < high {
        let middle = (low + high) / 2
        if values[tails[middle]] <= values[place] { low = middle + 1 } else { high = middle }
      }
      before[place] = low > 0 ? tails[low - 1] : -1
      if low == tails.count { tails.append(place) } else { tails[low] = place }
    }
    var result: [Int] = []
    var place = tails.last ?? -1
    while place >= 0 {
      result.append(place)
      place = before[place]
    }
    return result.reversed()
  }
}

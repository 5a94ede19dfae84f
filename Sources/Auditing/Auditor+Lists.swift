import Diagnostics
import Engine
import Exact
import Semantics

extension Auditor {
  /// A published list or table of grades, name by name.
  mutating func compare(_ list: MatchedList) {
    switch list.target {
    case .list(let name):
      let labels = name.map { [$0] } ?? distinct(list.entries.compactMap(\.label))
      for label in labels {
        let own = list.entries.filter { name != nil || $0.label == label }
        compare(list, own, outcome.lists.filter { $0.name == label }, label)
      }
      if name == nil {
        let known = Set(outcome.lists.map(\.name))
        for entry in list.entries where entry.label.map({ !known.contains($0) }) ?? true {
          others.append(
            disagreement(
              list, entry.row, entry.name, entry.label ?? "", "", .list, "名单",
              Phrase("办法没有这份名单", "the method has no such list")))
        }
      }
    case .grade(let grade): compareGrades(list, grade)
    }
  }

  private func distinct(_ texts: [String]) -> [String] {
    var seen: Set<String> = []
    return texts.filter { seen.insert($0).inserted }
  }

  private mutating func compare(
    _ list: MatchedList, _ entries: [(row: Int, name: String, group: String?, label: String?)],
    _ wanted: [PublishedList], _ label: String
  ) {
    var follows = published
    let publishedLists = overrides.isEmpty ? [] : follows.publishedLists(language).filter { $0.name == label }
    var open: Set<String> = []
    var groupOf: [String: PublishedList] = [:]
    // A file with groups speaks of those groups only.
    let groups = Set(entries.compactMap(\.group))
    let spoken = groups.isEmpty ? wanted : wanted.filter { $0.group.map { groups.contains($0) } ?? true }
    for part in spoken {
      for entry in part.entries {
        open.insert(entry.unit)
        groupOf[entry.unit] = part
      }
    }
    var compared = 0
    var agree = 0
    for entry in entries {
      compared += 1
      let unit = evaluation.dataset.unit(named: entry.name).flatMap { evaluation.dataset.units.text($0) }
      guard let unit else {
        let near = Nearness.suggestions(for: entry.name, among: open.sorted())
        let best = near.first ?? ""
        if !best.isEmpty { open.remove(best) }
        others.append(
          disagreement(
            list, entry.row, entry.name, entry.name, best, best.isEmpty ? .unitExtra : .unitSpelling, label,
            best.isEmpty
              ? Phrase("数据里没有这个单位", "the tallies have no such unit")
              : Phrase("最相近的单位是“\(best)”", "the nearest unit is “\(best)”")))
        continue
      }
      if open.remove(unit) != nil {
        agree += 1
        continue
      }
      let excluded = spoken.lazy.flatMap(\.excluded).first { $0.unit == unit }
      let tied = spoken.first { $0.cutInTie.contains(unit) }
      let isRight = publishedLists.contains { $0.entries.contains { $0.unit == unit } }
      let kind: Disagreement.Kind = tied != nil ? .cutInTie : isRight ? .follows : .list
      let reason: Phrase
      if let tied {
        reason = cutReason(tied)
      } else if let excluded {
        reason = Phrase("按办法不列：\(excluded.reason)", "left out by the method: \(excluded.reason)")
      } else if isRight {
        reason = Phrase("按印发的分数应在名单上", "on the list by the published scores")
      } else {
        reason = Phrase("按办法不在名单上", "not on the list by the method")
      }
      others.append(disagreement(list, entry.row, unit, unit, "", kind, label, reason))
    }
    for unit in open.sorted() {
      compared += 1
      let part = groupOf[unit]
      let isTied = part?.cutInTie.contains(unit) ?? false
      let isGone =
        !publishedLists.isEmpty && !publishedLists.contains { $0.entries.contains { $0.unit == unit } }
      let reason =
        isTied
        ? part.map(cutReason) ?? ""
        : isGone
          ? Phrase("按印发的分数不在名单上", "not on the list by the published scores")
          : Phrase("按办法应在名单上", "on the list by the method")
      others.append(
        disagreement(list, nil, unit, "", unit, isTied ? .cutInTie : isGone ? .follows : .list, label, reason)
      )
    }
    counts.append(
      Audit.Table(
        name: label, file: list.grid.title, cells: compared, agree: agree, rows: entries.count,
        disagreeingRows: 0))
  }

  private func cutReason(_ list: PublishedList) -> Phrase {
    let units = list.cutInTie
    return list.undecided
      ? Phrase(
        "名单截在并列中间：\(units.joined(separator: "、")) 名次相同，办法没有写并列怎么取",
        "the list is cut inside a tie: \(units.joined(separator: ", ")) share a rank, and the method does not say who is in"
      )
      : Phrase(
        "名单截在并列中间：\(units.joined(separator: "、")) 名次相同，办法写明了怎么取",
        "the list is cut inside a tie: \(units.joined(separator: ", ")) share a rank, and the method says who is in"
      )
  }

  private func disagreement(
    _ list: MatchedList, _ row: Int?, _ unit: String, _ published: String, _ computed: String,
    _ kind: Disagreement.Kind, _ label: String, _ reason: Phrase
  ) -> Disagreement {
    Disagreement(
      table: label, row: unit, column: nil, published: published, computed: computed, kind: kind,
      explanations: [reason],
      place: row.map { list.grid.place(row: $0, column: list.unitColumn) } ?? list.grid.place)
  }

  private mutating func compareGrades(_ list: MatchedList, _ grade: Int) {
    let name = plan.grades[grade].name
    let title = name.isEmpty ? Phrase("等次", "grades")[language] : name
    var given: [String: String] = [:]
    for part in outcome.grades where part.name == name {
      for row in part.rows { for unit in row.units { given[unit] = row.grade } }
    }
    var compared = 0
    var agree = 0
    for entry in list.entries {
      compared += 1
      let unit = evaluation.dataset.unit(named: entry.name).flatMap { evaluation.dataset.units.text($0) }
      let wanted = unit.flatMap { given[$0] } ?? ""
      if unit != nil, entry.label == wanted || (entry.label == nil && wanted.isEmpty) {
        agree += 1
        continue
      }
      others.append(
        disagreement(
          list, entry.row, unit ?? entry.name, entry.label ?? "", wanted, unit == nil ? .unitExtra : .text,
          title,
          unit == nil
            ? Phrase("数据里没有这个单位", "the tallies have no such unit")
            : Phrase("按办法是 \(shownOrBlank(wanted))", "by the method it is \(shownOrBlank(wanted))")))
    }
    counts.append(
      Audit.Table(
        name: title, file: list.grid.title, cells: compared, agree: agree, rows: list.entries.count,
        disagreeingRows: 0))
  }
}

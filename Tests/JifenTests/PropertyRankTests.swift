import Diagnostics
import Exact
import Jifen
import Testing

/// Ranks against their definition: 1 and the number of those in the group that are better.
@Suite struct PropertyRankTests {
  struct Entry {
    var name: String
    var group: String
    var first: Int?
    var second: Int?
    var isOut: Bool

    /// Better than another by 甲 from high to low, then 乙 from low to high; a blank is worse.
    func isBetter(than other: Entry) -> Bool {
      if first != other.first { return (first ?? Int.min) > (other.first ?? Int.min) }
      return second != other.second && (second ?? Int.max) < (other.second ?? Int.max)
    }

    func isEqual(to other: Entry) -> Bool { first == other.first && second == other.second }

    var isRanked: Bool { first != nil && !isOut && !group.isEmpty }
  }

  @Test(arguments: ["同名次", "紧接", "依次"]) func ranksAreTheirDefinition(_ ties: String) {
    for seed in 0..<25 {
      var random = PropertyRandom(seed: seed)
      let entries = Self.entries(&random)
      guard let ranks = Self.ranks(entries, ties) else { continue }
      for (index, entry) in entries.enumerated() {
        let rank = ranks[entry.name] ?? nil
        guard entry.isRanked else {
          #expect(rank == nil, "\(entry)")
          continue
        }
        let rivals = entries.enumerated().filter { $0.element.isRanked && $0.element.group == entry.group }
        let better = rivals.map(\.element).filter { $0.isBetter(than: entry) }
        let expected: Int
        switch ties {
        case "同名次": expected = 1 + better.count
        case "紧接":
          var distinct: [Entry] = []
          for rival in better where !distinct.contains(where: { $0.isEqual(to: rival) }) {
            distinct.append(rival)
          }
          expected = 1 + distinct.count
        default:
          expected =
            1 + better.count + rivals.filter { $0.offset < index && $0.element.isEqual(to: entry) }.count
        }
        #expect(rank == expected, "\(ties) seed \(seed) \(entry)")
      }
    }
  }

  private static func entries(_ random: inout PropertyRandom) -> [Entry] {
    (0..<random.int(1...12)).map { index in
      Entry(
        name: "单位\(index)", group: random.pick(["甲组", "乙组", "乙组", ""]),
        first: random.chance(15) ? nil : random.int(0...3),
        second: random.chance(15) ? nil : random.int(0...2),
        isOut: random.chance(15))
    }
  }

  private static func ranks(_ entries: [Entry], _ ties: String) -> [String: Int?]? {
    let text = """
      办法 “排名”
      表 名册，每行一个单位：
          单位 名称
          组 选项：甲组、乙组，可空
          甲 分，可空
          乙 分，可空
          不参评 是否
      排名 组内：甲 从高到低，乙 从低到高；并列 \(ties)；不排 不参评 的
      公布 “表”：单位、名次
      """
    let rows = entries.map { entry in
      [
        entry.name, entry.group, entry.first.map { "\($0)" } ?? "", entry.second.map { "\($0)" } ?? "",
        entry.isOut ? "是" : "否",
      ].joined(separator: ",")
    }
    let csv = (["单位,组,甲,乙,不参评"] + rows).joined(separator: "\n") + "\n"
    var diagnostics: [Diagnostic] = []
    guard let method = Method.load(name: "rank.jifen", text: text, diagnostics: &diagnostics),
      let outcome = Jifen.score(
        method, tables: [InputFile(table: "名册", name: "名册.csv", bytes: Array(csv.utf8))],
        diagnostics: &diagnostics)
    else {
      Issue.record("\(diagnostics.map { $0.message(.chinese) })")
      return nil
    }
    var result: [String: Int?] = [:]
    for row in outcome.tables[0].rows {
      switch row.values[1].exact {
      case .number(let number): result[row.unit] = number.asInt
      case .absent, .text: result[row.unit] = .some(nil)
      }
    }
    return result
  }
}

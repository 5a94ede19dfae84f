import Foundation
import Jifen
import Testing

/// Marks at discretion: bounds held against giving every whole mark to every unit.
@Suite struct BoundsTests {
  private struct Subject {
    var text: String
    /// Per unit: name, group, count, given mark, room.
    var rows: [(name: String, group: String, count: Int, mark: Int, room: Int)]

    func csv(_ marks: [Int]) -> String {
      let lines = zip(rows, marks).map { "\($0.name),\($0.group),\($0.count),\($1),\($0.room)" }
      return (["单位,组,条数,酌情,上限"] + lines).joined(separator: "\n")
    }
  }

  private func subject(_ seed: Int) -> Subject {
    var random = PropertyRandom(seed: seed)
    let score = random.pick([
      "    条数 每条 1 分\n    得 酌情",
      "    条数 每条 1 分\n    得 酌情\n    最多 5 分",
      "    条数 每条 2 分\n    扣 酌情",
      "    条数 每条 1 分\n    酌情 满 2 分 的，得 3 分",
    ])
    let ties = random.pick(["同名次", "按表序"])
    let cut = random.pick(["全取", "全不取", "按表序"])
    let second = random.chance(50) ? "，条数 从高到低" : ""
    let except = random.chance(40) ? "；不含 条数 为 0 条 的，因 “没有报送”" + random.pick(["", "；递补"]) : ""
    let text = """
      办法 “酌情”
      表 采用，每行一个单位：
          单位    名称
          组      选项：部门、镇街
          条数    条
          酌情    分，在 0 分 至 上限 之间
          上限    分
      条款 “一”：
      \(score)
      总分 = 条款“一”
      排名 组内：总分 从高到低\(second)；并列 \(ties)
      名单 “表扬” 组内：前 2 名\(except)；并列 \(cut)
      名单 “批评” 组内：后 1 名；并列 \(cut)
      名单 “达标”：总分 满 4 分 的
      公布 “得分” 组内：单位、总分、名次

      """
    let rows = (0..<4).map { unit in
      let room = random.int(0...3)
      return (
        name: "单位\(unit)号", group: random.chance(75) ? "部门" : "镇街", count: random.int(0...3),
        mark: random.int(0...room), room: room
      )
    }
    return Subject(text: text, rows: rows)
  }

  /// All results over all whole marks.
  private struct Seen {
    var scores: [String: Set<Rational>] = [:]
    var ranks: [String: Set<Int>] = [:]
    var always: [String: Set<String>] = [:]
    var ever: [String: Set<String>] = [:]
  }

  private func enumerate(_ subject: Subject) throws -> Seen {
    var seen = Seen()
    var marks = subject.rows.map { _ in 0 }
    var isFirst = true
    while true {
      let desk = try AuditDesk(subject.text, [("采用", subject.csv(marks))])
      var diagnostics: [Diagnostic] = []
      let outcome = try #require(
        score(desk.method, tables: desk.files, diagnostics: &diagnostics), "\(diagnostics)")
      for row in outcome.tables[0].rows {
        if case .number(let number) = row.values[1].exact {
          seen.scores[row.unit, default: []].insert(number)
        }
        if let rank = row.rank { seen.ranks[row.unit, default: []].insert(rank) }
      }
      for name in ["表扬", "批评", "达标"] {
        let on = Set(outcome.lists.filter { $0.name == name }.flatMap { $0.entries.map(\.unit) })
        seen.ever[name, default: []].formUnion(on)
        seen.always[name] = isFirst ? on : seen.always[name, default: []].intersection(on)
      }
      isFirst = false
      guard let place = marks.indices.first(where: { marks[$0] < subject.rows[$0].room }) else { break }
      for earlier in 0..<place { marks[earlier] = 0 }
      marks[place] += 1
    }
    return seen
  }

  @Test func boundsAreThoseOfEnumeration() throws {
    let count = FitPropertyTests.cases
    for seed in 0..<count {
      let subject = subject(seed)
      let seen = try enumerate(subject)
      let desk = try AuditDesk(subject.text, [("采用", subject.csv(subject.rows.map(\.mark)))])
      guard subject.rows.contains(where: { $0.room > 0 }) else { continue }
      let bounds = try desk.bounds()
      let standing = try #require(bounds.standings.first)
      #expect(standing.isExact, "seed \(seed)")
      for unit in standing.units {
        let scores = seen.scores[unit.unit] ?? []
        #expect(unit.low == scores.min() && unit.high == scores.max(), "seed \(seed) \(unit)")
        let ranks = seen.ranks[unit.unit] ?? []
        #expect(
          unit.best == ranks.min() && unit.worst == ranks.max(), "seed \(seed) \(unit) \(ranks.sorted())")
      }
      for name in ["表扬", "批评", "达标"] {
        let own = bounds.lists.filter { $0.name == name }
        let certain = Set(own.flatMap(\.certain))
        let possible = certain.union(own.flatMap { $0.decided.map(\.unit) })
        #expect(
          certain == seen.always[name] ?? [],
          "seed \(seed) \(name)\n\(subject.text)\(subject.csv(subject.rows.map(\.mark)))")
        #expect(
          possible == seen.ever[name] ?? [],
          "seed \(seed) \(name)\n\(subject.text)\(subject.csv(subject.rows.map(\.mark)))")
      }
    }
  }

  @Test func blankMarksOnly() throws {
    let text = """
      办法 “酌情”
      表 采用，每行一个单位：
          单位    名称
          条数    条
          酌情    分，不超过 2 分，空作 0
          评议    分，不低于 0 分，空作 0
      条款 “一”：
          条数 每条 1 分
          得 酌情
          得 评议
      总分 = 条款“一”
      排名：总分 从高到低
      公布 “得分”：单位、总分、名次

      """
    let desk = try AuditDesk(text, [("采用", "单位,条数,酌情,评议\n甲局,3,1,0\n乙局,3,,0\n丙局,9,,0\n")])
    let all = try desk.bounds().standings[0].units
    #expect(all.map(\.unit) == ["丙局", "甲局", "乙局"])
    #expect(all.map(\.low) == [9, 3, 3] && all.map(\.high) == [11, 5, 5])
    #expect(all.map(\.best) == [1, 2, 2] && all.map(\.worst) == [1, 3, 3])
    let blank = try desk.bounds(blankOnly: true)
    #expect(blank.columns.map(\.cells) == [2])
    #expect(blank.standings[0].units.map(\.low) == [9, 4, 3])
    #expect(blank.findings.map(\.code.id) == ["J828"])
    #expect(try desk.bounds(columns: ["采用.酌情"]).columns.map(\.name) == ["酌情"])
    var diagnostics: [Diagnostic] = []
    #expect(Jifen.bounds(desk.method, tables: desk.files, columns: ["评议"], diagnostics: &diagnostics) == nil)
    #expect(diagnostics.map(\.code.id) == ["J827"])
  }

  /// A mark that helps up to a line and harms beyond it: no proof, but the ends and whole marks are tried.
  @Test func marksThatMoveBothWays() throws {
    let text = """
      办法 “酌情”
      表 采用，每行一个单位：
          单位    名称
          酌情    分，在 0 分 至 4 分 之间
      条款 “一”：
          得 酌情
          酌情 超过 2 分 的，扣 5 分
      总分 = 条款“一”
      排名：总分 从高到低
      公布 “得分”：单位、总分、名次

      """
    let desk = try AuditDesk(text, [("采用", "单位,酌情\n甲局,1\n乙局,2\n")])
    let standing = try desk.bounds().standings[0]
    #expect(!standing.isExact)
    #expect(standing.units.map(\.low) == [-2, -2] && standing.units.map(\.high) == [2, 2])
  }
}

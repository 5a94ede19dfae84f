import Diagnostics
import Exact
import Jifen
import Semantics
import Testing

@testable import Engine

/// What is said to bound a unit's figures over a box of further counts, against scoring every point of the box.
@Suite struct CountBoundsTests {
  /// Every number and truth at a grain with units, for each way of adding up to four counts.
  @Test func boundsHoldEveryPointOfTheBox() throws {
    var cells = 0
    var tight = 0
    for seed in 0..<40 {
      var random = PropertyRandom(seed: seed)
      let lines = Self.lines.shuffled(using: &random).prefix(5)
      let method = try Self.method(lines.joined(separator: "\n"))
      let sample = Self.sample(&random)
      let run = try #require(Self.run(method, sample), "seed \(seed)")
      let columns = ReachSearch.columns(of: run.evaluation, unit: 0).filter {
        ["甲数", "乙数", "错数"].contains($0.name)
      }
      let search = ReachSearch(run.evaluation, unit: 0, columns: columns, goal: .grade(0, "优"))
      let low = columns.map { _ in random.int(0...1) }
      let box = CountBox(
        low: low, high: low.map { $0 + random.int(0...2) }, budget: low.reduce(0, +) + random.int(0...3))
      var points: [Evaluation] = []
      for first in box.low[0]...box.high[0] {
        for second in box.low[1]...box.high[1] {
          for third in box.low[2]...box.high[2] where first + second + third <= box.budget {
            var more = sample
            more.counts[0] = zip(more.counts[0], [first, second, third]).map { $0 + $1 }
            points.append(try #require(Self.run(method, more), "seed \(seed)").evaluation)
          }
        }
      }
      var bounds = CountBounds(search, box)
      for (node, entry) in method.plan.nodes.enumerated()
      where entry.grain == .unit && run.evaluation.isKnown(node) {
        let what = "seed \(seed) \(entry.op) \(sample) \(box)"
        switch entry.kind {
        case .number:
          let bound = bounds.number(node)
          let least = bounds.least(bound.low)
          let greatest = bounds.greatest(bound.high)
          for point in points {
            guard let value = point.number(node, at: 0) else {
              #expect(bound.canBeAbsent, "\(what)")
              continue
            }
            if let least { #expect(least <= value, "\(what)") }
            if let greatest { #expect(value <= greatest, "\(what)") }
          }
          cells += 1
          let values = Set(points.map { $0.number(node, at: 0) })
          if values.count > 1, let least, let greatest, values.contains(least), values.contains(greatest) {
            tight += 1
          }
        case .truth:
          let bound = bounds.truth(node)
          for point in points {
            #expect(bound.contains(TruthBounds(point.truth(node, at: 0))), "\(what)")
          }
          cells += 1
        case .code, .date, .period, .text: continue
        }
      }
    }
    // Bounds that say nothing would hold as well: many are reached by a point.
    #expect(cells > 1000 && tight > 100, "\(cells) \(tight)")
  }

  /// Repeats that go on from earlier ones, where a cell is as large as a cell can be: bounded without a trap.
  @Test func enormousCounts() throws {
    let method = try Self.method(
      "条款 “x”：\n    净错 = 若 甲数 满 2 条 则 9 次 否则 错数 - 先前\n    净错：第 1 次 扣 1 分、以后 每次 扣 0.1 分")
    let sample = Sample(
      counts: [[1, 1, 3], [0, 0, 0], [2, 0, 0]], before: [9_223_372_036_854_775_807, 0, 0],
      monthly: [[0, 0, 0]], records: [])
    let run = try #require(Self.run(method, sample))
    let columns = ReachSearch.columns(of: run.evaluation, unit: 0)
    var search = ReachSearch(run.evaluation, unit: 0, columns: columns, goal: .grade(0, "优"))
    // 优 asks for 6 points. 甲数 gives 1.5 each, 乙数 1, 错数 takes 0.1; from 甲数 2 on 净错 takes 1 + 8 × 0.1 = 1.8. Now
    // that is 2.2: three more 乙数 make 5.2, three more 甲数 6.7 - 1.8 = 4.9, two and one 4.4; four more 甲数 6.4.
    #expect(search.run(limit: 20) == .fewest([Reach.Addition(column: 0, count: 4)]))
  }

  /// Clauses that put each operation between the counts and the score.
  static let lines = [
    "条款 “a”：错数：第 1 次 扣 1 分、第 2 次 扣 2 分、以后 逐次加倍",
    "条款 “b”：错数：第 1 次 扣 1 分、第 2 次 扣 4 分、以后 每次 扣 3 分 接 先前",
    "条款 “c”：乙数：第 1 篇 1 分、第 2 篇 3 分",
    "条款 “d”：甲数 每 2 条 加 1 分 满步",
    "条款 “e”：\n    差数 = 甲数 - 4 条\n    差数 每 3 条 加 2 分 进步",
    "条款 “f”：得 绝对值(甲数 - 4 条) × 0.5 分 ÷ 1 条",
    "条款 “g”：得 最低(甲数 × 1 分 ÷ 1 条，6 分，基分 + 乙数 × 2 分 ÷ 1 篇)",
    "条款 “h”：得 最高(甲数 × 1 分 ÷ 1 条，6 分 - 错数 × 1 分 ÷ 1 次)",
    "条款 “i”：\n    档分 = 若 甲数 满 3 条 且 乙数 不足 3 篇 则 基分 否则 若 错数 超过 1 次 则 0 分 - 乙数 × 1 分 ÷ 1 篇 否则 1 分\n    得 档分",
    "条款 “j”：得 四舍五入(甲数 × 1 分 ÷ 3 条，1 位) - 舍去(错数 × 1 分 ÷ 2 次，0 位)",
    "条款 “k”：得 四舍五入(乙数 × 0.3 分 ÷ 1 篇，0.5)",
    "条款 “l”：得 甲数 × 错数 × 0.1 分 ÷ 1 条 ÷ 1 次",
    "条款 “m”：\n    率 = 乙数 ÷ 甲数\n    率 满 50% 的，得 2 分\n    率 为空 的，得 1 分",
    "条款 “n”：每月 甲数 满 3 条 或 信息数 超过 甲数 的，得 1 分",
    "条款 “o”：\n    够数 = 个数(采用，限 字数 ÷ 1 字 超过 甲数 ÷ 1 条)\n    得 够数 × 1 分 ÷ 1 个",
    "条款 “p”：\n    省数 = 个数(采用，限 级别 为 省)\n    得 省数 × 1 分 ÷ 1 个",
    "条款 “q”：非 甲数 满 4 条 的，扣 乙数 × 0.5 分 ÷ 1 篇",
    "条款 “r”：甲数 = 3 条 的，得 1 分；甲数 ≠ 2 条 的，得 2 分；否则 得 3 分",
    "条款 “s”：\n    均数 = 平均(字数 × 甲数 ÷ 1 条)\n    均数 超过 2 的，得 1 分",
    "条款 “t”：级别 为 省 且 甲数 满 2 条 的，得 1 分",
    "条款 “u”：\n    月和 = 合计(信息数 × 甲数 ÷ 1 条，限 信息数 ÷ 1 条 不超过 乙数 ÷ 1 篇)\n    得 月和 × 0.1 分 ÷ 1 条",
    "条款 “v”：全空 的，扣 1 分",
    "条款 “w”：得 8 分 ÷ (错数 ÷ 1 次 + 1)",
  ]

  static func method(_ clauses: String) throws -> Method {
    let text = """
      办法 “界”
      期间 2024年1月 至 2024年3月
      表 名册，每行一个单位：
          单位         名称
          甲数         条
          乙数         篇
          错数 先前    次
          基分         分
      表 月报，每行一个单位一个月：
          单位      名称
          月        月份
          信息数    条，空作 0
      表 采用，每行一条：
          单位      名称
          级别      选项：省、市
          字数      字，空作 0
      条款 “一”：
          甲数 每条 1.5 分
          乙数 每篇 1 分
          错数 每次 扣 0.1 分
      \(clauses)
      总分 = 各条款之和
      排名：总分 从高到低
      等次：
          优 总分 满 6 分
          中 其余
      公布：单位、总分、名次

      """
    var diagnostics: [Diagnostic] = []
    let method = Method.load(name: "界.jifen", text: text, diagnostics: &diagnostics)
    return try #require(method, "\(diagnostics.map { $0.message(.chinese) })\n\(clauses)")
  }

  struct Sample {
    /// By unit: 甲数, 乙数, 错数.
    var counts: [[Int]]
    var before: [Int]
    var monthly: [[Int]]
    /// Unit, level, length.
    var records: [(Int, String, Int)]
  }

  private static func sample(_ random: inout PropertyRandom) -> Sample {
    Sample(
      counts: (0..<3).map { _ in [random.int(0...4), random.int(0...3), random.int(0...3)] },
      before: (0..<3).map { _ in random.int(0...2) },
      monthly: (0..<3).map { _ in (0..<3).map { _ in random.int(0...4) } },
      records: (0..<4).map { _ in (random.int(0...1), random.pick(["省", "市"]), random.int(0...6)) })
  }

  private static func run(_ method: Method, _ sample: Sample) -> Run? {
    let roster = sample.counts.enumerated().map { unit, counts in
      "单位\(unit)," + counts.map(String.init).joined(separator: ",") + ",\(sample.before[unit]),\(unit - 1)\n"
    }
    let monthly = sample.monthly.enumerated().flatMap { unit, counts in
      counts.enumerated().map { "单位\(unit),2024-0\($0.offset + 1),\($0.element)\n" }
    }
    let records = sample.records.map { "单位\($0.0),\($0.1),\($0.2)\n" }
    let files = [
      ("名册", "单位,甲数,乙数,错数,先前,基分\n" + roster.joined()), ("月报", "单位,月,信息数\n" + monthly.joined()),
      ("采用", "单位,级别,字数\n" + records.joined()),
    ]
    var diagnostics: [Diagnostic] = []
    return Jifen.run(
      method, tables: files.map { InputFile(table: $0.0, name: $0.0 + ".csv", bytes: Array($0.1.utf8)) },
      diagnostics: &diagnostics)
  }
}

import Diagnostics
import Engine
import Exact
import Foundation
import Jifen
import Semantics
import Testing

/// The fewest further counts against exhaustive search on small instances.
@Suite struct ReachTests {
  @Test func agreesWithExhaustiveSearch() throws {
    var kinds: [String: Int] = [:]
    for seed in 0..<40 {
      var random = PropertyRandom(seed: seed)
      let method = try Self.method(&random)
      let cells = (0..<4).map { _ in [random.int(0...5), random.int(0...4), random.int(0...3)] }
      let run = try #require(Self.run(method, cells))
      let plan = method.plan
      let most = random.int(1...2)
      let goal: ReachGoal
      switch random.int(0...3) {
      case 0: goal = .list(0)
      case 1: goal = .grade(0, "优")
      default: goal = .rank(try #require(plan.rankOfUnits), atMost: most)
      }
      let columns = ReachSearch.columns(of: run.evaluation, unit: 0)
      #expect(columns.map(\.name) == ["甲数", "乙数", "错数"])
      var search = ReachSearch(run.evaluation, unit: 0, columns: columns, goal: goal)
      let limit = 7
      let answer = search.run(limit: limit)
      var fewest: Int?
      for total in 0...limit where fewest == nil {
        for first in 0...total {
          for second in 0...(total - first) {
            var more = cells
            more[0] = [cells[0][0] + first, cells[0][1] + second, cells[0][2] + total - first - second]
            if let other = Self.run(method, more), Self.holds(goal, other) { fewest = total }
          }
        }
      }
      switch answer {
      case .fewest(let additions):
        #expect(additions.reduce(0) { $0 + $1.count } == fewest, "seed \(seed)")
        kinds[additions.isEmpty ? "there" : "fewest", default: 0] += 1
      case .impossible, .notWithin:
        #expect(fewest == nil, "seed \(seed): \(answer)")
        kinds["none", default: 0] += 1
      }
    }
    #expect(kinds.values.allSatisfy { $0 > 2 } && kinds.count == 3, "\(kinds)")
  }

  private static func holds(_ goal: ReachGoal, _ run: Run) -> Bool {
    let placement = Placement(run)
    switch goal {
    case .rank(let rank, let most):
      return placement.standings.contains { standing in
        standing.rank == rank
          && zip(standing.order, standing.shown(.shared)).contains { $0.0 == 0 && $0.1 <= most }
      }
    case .list(let list): return placement.lists[list][0] == 1
    case .grade(let grade, let name): return placement.grades[grade][0] == name
    }
  }

  private static func method(_ random: inout PropertyRandom) throws -> Method {
    let extra = [
      "甲数 满 \(random.int(3...7)) 条 的，加 \(random.int(1...6)) 分", "乙数 每满 2 篇 加 3 分",
      "甲数 不足 \(random.int(4...8)) 条 的，每缺 1 条 扣 1 分", "乙数：满 2 篇 2 分、满 5 篇 6 分",
    ]
    let text = """
      办法 “最少”
      表 名册，每行一个单位：
          单位    名称
          甲数    条，不超过 \(random.int(6...9)) 条
          乙数    篇
          错数    次
      条款 “一”，不超过 \(random.int(8...30)) 分：
          甲数 每条 \(random.int(1...4)) 分
          \(random.pick(extra))
      条款 “二”：
          乙数 每篇 \(random.int(1...3)) 分，最多 \(random.int(3...9)) 分
      条款 “三”：
          错数 每次 扣 \(random.int(1...3)) 分
      总分 = 四舍五入（各条款之和 × 0.7，0 位）
      排名：总分 从高到低，错数 从低到高
      名单 “达标”：总分 满 \(random.int(6...16)) 分 且 错数 不足 3 次 的
      等次：
          优 总分 满 \(random.int(8...18)) 分
          中 其余
      公布：单位、总分、名次

      """
    var diagnostics: [Diagnostic] = []
    guard let method = Method.load(name: "m", text: text, diagnostics: &diagnostics) else {
      let plain = text.replacingOccurrences(of: "乙数 每满 2 篇 加 3 分", with: "乙数 满 2 篇 的，加 3 分")
      diagnostics = []
      let method = Method.load(name: "m", text: plain, diagnostics: &diagnostics)
      return try #require(method, "\(diagnostics.map { $0.message(.chinese) })")
    }
    return method
  }

  private static func run(_ method: Method, _ cells: [[Int]]) -> Run? {
    let rows = cells.enumerated().map {
      "单位\($0.offset),\($0.element.map(String.init).joined(separator: ","))"
    }
    let text = "单位,甲数,乙数,错数\n" + rows.joined(separator: "\n") + "\n"
    let file = InputFile(table: "名册", name: "名册.csv", bytes: Array(text.utf8))
    var diagnostics: [Diagnostic] = []
    return Jifen.run(method, tables: [file], diagnostics: &diagnostics)
  }
}

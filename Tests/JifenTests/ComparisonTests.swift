import Diagnostics
import Engine
import Exact
import Foundation
import Jifen
import Reports
import Semantics
import Testing

/// Comparisons of methods: coefficients, swaps and attributions against their definitions.
@Suite struct ComparisonTests {
  /// Kendall's tau-b and Spearman's rho by counting all pairs and averaging ranks in floating point.
  @Test func coefficientsAgreeWithTheirDefinitions() throws {
    var random = PropertyRandom(seed: 5)
    for _ in 0..<20 {
      let count = random.int(2...9)
      let rows = (0..<count).map { index in
        "u\(index),\(random.int(0...4)),\(random.int(0...4))"
      }
      let table = "单位,甲,乙\n" + rows.joined(separator: "\n") + "\n"
      let comparison = try #require(try Self.compared(table))
      guard let agreement = comparison.agreement(0, 1).first else { continue }
      let scores = comparison.results.map { $0.map { Double($0.score?.decimal(digits: 6) ?? "0") ?? 0 } }
      let (tau, rho) = Self.coefficients(scores[0], scores[1])
      #expect(agreement.tau?.decimal(digits: 4) == tau.map(Self.four), "\(table)")
      #expect(agreement.rho?.decimal(digits: 4) == rho.map(Self.four), "\(table)")
      let swaps = comparison.swaps(0, 1, limit: 1000)
      #expect(swaps.count == agreement.swaps)
      for swap in swaps {
        // The causes add up to what the lead has lost.
        let lead = scores.map { $0[swap.ahead] - $0[swap.behind] }
        let lost = Rational.sum(swap.causes.map(\.amount))
        #expect(abs((Double(lost.decimal(digits: 6)) ?? 0) - (lead[1] - lead[0])) < 1e-6)
      }
    }
  }

  private static func four(_ value: Double) -> String {
    let text = String(format: "%.4f", value)
    return text == "-0.0000" ? "0.0000" : text
  }

  private static func coefficients(_ first: [Double], _ second: [Double]) -> (Double?, Double?) {
    var (with, against, freeOfFirst, freeOfSecond) = (0.0, 0.0, 0.0, 0.0)
    for left in first.indices {
      for right in first.indices where left < right {
        let one = first[left] - first[right]
        let other = second[left] - second[right]
        if one * other > 0 { with += 1 }
        if one * other < 0 { against += 1 }
        if one != 0 { freeOfFirst += 1 }
        if other != 0 { freeOfSecond += 1 }
      }
    }
    func ranks(_ values: [Double]) -> [Double] {
      values.map { value in
        let better = values.count { $0 > value }
        let equal = values.count { $0 == value }
        return Double(better) + Double(equal + 1) / 2
      }
    }
    let one = ranks(first)
    let other = ranks(second)
    let mean = Double(first.count + 1) / 2
    let products = zip(one, other).reduce(0) { $0 + ($1.0 - mean) * ($1.1 - mean) }
    let squares = one.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    let others = other.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return (
      freeOfFirst * freeOfSecond > 0 ? (with - against) / (freeOfFirst * freeOfSecond).squareRoot() : nil,
      squares * others > 0 ? products / (squares * others).squareRoot() : nil
    )
  }

  private static func compared(_ table: String) throws -> MethodComparison? {
    func method(_ title: String, _ column: String) throws -> ComparedMethod {
      let text = """
        办法 “\(title)”
        表 数，每行一个单位：
            单位     名称
            甲 乙    条
        条款 “1”：\(column) 每条 2 分
        总分 = 条款“1”
        排名：总分 从高到低
        公布：单位、总分、名次

        """
      var diagnostics: [Diagnostic] = []
      let method = try #require(Method.load(name: "m", text: text, diagnostics: &diagnostics))
      return ComparedMethod(method)
    }
    var diagnostics: [Diagnostic] = []
    let file = InputFile(table: "数", name: "数.csv", bytes: Array(table.utf8))
    return Jifen.compare(
      [try method("一", "甲"), try method("二", "乙")], tables: [file], diagnostics: &diagnostics)
  }

  /// Who comes into a list or a grade and who leaves it: 报送 5, 3, 2, 0 条 against lines of 3 and 2, then 2 and 1.
  @Test func shiftsOfListsAndGrades() throws {
    func method(_ title: String, _ lines: (Int, Int), _ last: String) throws -> ComparedMethod {
      let text = """
        办法 “\(title)”
        表 数，每行一个单位：
            单位    名称
            报送    条
        条款 “1”：报送 每条 2 分
        总分 = 条款“1”
        排名：总分 从高到低
        等次：
            优秀    报送 满 \(lines.0) 条
            合格    报送 满 \(lines.1) 条
            \(last)    其余
        等次 独有\(title)：
            甲等    其余
        名单 “表扬”：报送 满 \(lines.0) 条 的
        公布：单位、总分、名次

        """
      var diagnostics: [Diagnostic] = []
      let method = Method.load(name: "m", text: text, diagnostics: &diagnostics)
      return ComparedMethod(try #require(method, "\(diagnostics.map { $0.message(.chinese) })"))
    }
    var diagnostics: [Diagnostic] = []
    let file = InputFile(table: "数", name: "数.csv", bytes: Array("单位,报送\n甲,5\n乙,3\n丙,2\n丁,0\n".utf8))
    let comparison = try #require(
      Jifen.compare(
        [try method("旧", (4, 2), "不合格"), try method("新", (2, 1), "待定")], tables: [file],
        diagnostics: &diagnostics))
    func names(_ units: [Int]) -> String { units.map { comparison.units[$0] }.joined() }
    let shifts = comparison.shifts(0, 1).map { shift -> String in
      let of =
        switch shift.of {
        case .list(let name): "名单 \(name)"
        case .grade(let statement, let grade): "\(statement) \(grade)"
        }
      return "\(of) +\(names(shift.entering)) -\(names(shift.leaving))"
    }
    // 乙 and 丙 pass from 合格 to 优秀; the grade that the new method does not have loses 丁 to the one it has instead.
    #expect(shifts == ["名单 表扬 +乙丙 -", "等次 优秀 +乙丙 -", "等次 合格 + -乙丙", "等次 不合格 + -丁", "等次 待定 +丁 -"])
    let back = comparison.shifts(1, 0)
    #expect(Set(back.map(\.entering)) == Set(comparison.shifts(0, 1).map(\.leaving)))
  }

  // MARK: Shapley

  /// The mean over all orders of what each change adds, on random methods with two to six changed clauses.
  @Test func attributionIsTheMeanOverAllOrders() {
    var checked: [Int: Int] = [:]
    for seed in 0..<240 where checked.values.reduce(0, +) < 16 || (checked[6] ?? 0) == 0 {
      guard let run = ParametricSample.run(seed: 40_000 + seed), let rank = run.evaluation.plan.rankOfUnits,
        let key = run.evaluation.plan.ranks[rank].keys.first
      else { continue }
      var random = PropertyRandom(seed: seed)
      var figures = run.evaluation.figures
      for figure in figures.indices.shuffled(using: &random).prefix(seed % 2 == 0 ? 5 : 12) {
        figures[figure] = (figures[figure] ?? .one) + Rational(random.int(1...3))
      }
      let attribution = Attribution.between(run.evaluation, and: figures, score: key.node)
      let count = attribution.players.count
      guard count > 1, count <= 6, checked[count, default: 0] < 4 else { continue }
      checked[count, default: 0] += 1
      // The score of every unit for every set of changes, by its bits.
      let scores = (0..<(1 << count)).map { set -> [Rational?] in
        var mixed = run.evaluation.figures
        for (player, change) in attribution.players.enumerated() where set & (1 << player) != 0 {
          for figure in change.figures { mixed[figure] = figures[figure] }
        }
        var other = Evaluation(plan: run.evaluation.plan, dataset: run.evaluation.dataset, figures: mixed)
        other.evaluate([key.node])
        return attribution.parts.indices.map { other.number(key.node, at: $0) }
      }
      let orders = Self.orders(Array(0..<count))
      for unit in attribution.parts.indices {
        guard let parts = attribution.parts[unit] else { continue }
        var sums = [Rational](repeating: .zero, count: count)
        for order in orders {
          var set = 0
          for player in order {
            let before = scores[set][unit] ?? .zero
            set |= 1 << player
            sums[player] += (scores[set][unit] ?? .zero) - before
          }
        }
        let means = sums.map { $0.divided(by: Rational(orders.count)) ?? .zero }
        #expect(means == parts, "seed \(seed) unit \(unit)")
        #expect(Rational.sum(parts) == (scores[scores.count - 1][unit] ?? .zero) - (scores[0][unit] ?? .zero))
      }
    }
    #expect(checked.values.reduce(0, +) > 9 && (checked[6] ?? 0) > 0, "\(checked)")
  }

  private static func orders(_ items: [Int]) -> [[Int]] {
    guard !items.isEmpty else { return [[]] }
    return items.flatMap { item in orders(items.filter { $0 != item }).map { [item] + $0 } }
  }

  @Test func moreThanTwelveChangesAreMadeInOrder() throws {
    let columns = (1...13).map { "数\($0)" }
    let names = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "甲", "乙", "丙"]
    let text = """
      办法 “多”
      表 名册，每行一个单位：
          单位    名称
          \(names.map { "列" + $0 }.joined(separator: " "))    条
      \(names.map { "条款 “\($0)”：列\($0) 每条 1 分" }.joined(separator: "\n"))
      总分 = 各条款之和
      排名：总分 从高到低
      公布：单位、总分、名次

      """
    var diagnostics: [Diagnostic] = []
    let method = try #require(Method.load(name: "m", text: text, diagnostics: &diagnostics))
    let table =
      (["单位"] + names.map { "列" + $0 }).joined(separator: ",") + "\n甲,"
      + columns.map { _ in "2" }.joined(separator: ",") + "\n"
    let file = InputFile(table: "名册", name: "名册.csv", bytes: Array(table.utf8))
    let run = try #require(Jifen.run(method, tables: [file], diagnostics: &diagnostics))
    let figures = run.evaluation.figures.map { $0.map { $0 + .one } }
    let rank = try #require(run.evaluation.plan.rankOfUnits)
    let attribution = Attribution.between(
      run.evaluation, and: figures, score: run.evaluation.plan.ranks[rank].keys[0].node)
    #expect(!attribution.isShapley)
    #expect(attribution.parts[0] == [Rational](repeating: 2, count: 13))
  }
}

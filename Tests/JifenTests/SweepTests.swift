import Diagnostics
import Engine
import Exact
import Foundation
import Jifen
import Semantics
import Testing

/// Sweeps against the ordinary engine at exact values: between neighbouring break-points and at each of them.
@Suite struct SweepTests {
  static let count =
    (ProcessInfo.processInfo.environment["JIFEN_PROPERTY_CASES"].flatMap { Int($0) } ?? 300) / 10

  @Test func breakpointsAgreeWithDenseEvaluation() {
    var stretches = 0
    var kinds: [Sweep.Kind: Int] = [:]
    for seed in 0..<Self.count {
      guard let run = ParametricSample.run(seed: 20_000 + seed) else { continue }
      var random = PropertyRandom(seed: seed)
      for _ in 0..<4 {
        guard let figure = run.evaluation.plan.figures.indices.randomElement(using: &random) else { continue }
        let from = Rational(random.int(1...4))
        let to = from + Rational(random.int(1...8))
        guard
          case .success(let sweep) = Sweep.run(
            run.evaluation, figure: figure, from: from, to: to, mostTurns: 40)
        else {
          continue
        }
        for breakpoint in sweep.breakpoints { kinds[breakpoint.kind, default: 0] += 1 }
        stretches += sweep.stretches.count
        let wrong = SweepSample.mistakes(sweep, run, &random)
        if let first = wrong.first {
          let address = run.evaluation.plan.figures[figure].address(.chinese)
          Issue.record("seed \(seed): \(address) \(from)..\(to): \(first)")
        }
      }
    }
    #expect(stretches > Self.count * 4)
    for kind in [Sweep.Kind.rank, .list, .kink] { #expect(kinds[kind, default: 0] > 0, "\(kinds)") }
  }
}

enum SweepSample {
  static func placement(_ run: Run, _ figure: FigureID, _ value: Rational) -> Run {
    var figures = run.evaluation.figures
    figures[figure] = value
    return Scorer.score(run, figures: figures)
  }

  /// What a sweep says that exact scoring does not confirm.
  static func mistakes(_ sweep: Sweep, _ run: Run, _ random: inout PropertyRandom) -> [String] {
    var found: [String] = []
    let places = Set(sweep.breakpoints.map(\.place))
    for (position, stretch) in sweep.stretches.enumerated() {
      let samples = stretch.isPoint ? 1 : 2
      for _ in 0..<samples {
        let part = Rational(random.int(1...96), over: 97) ?? .one
        let value = stretch.isPoint ? stretch.from : stretch.from + (stretch.to - stretch.from) * part
        let dense = placement(run, sweep.figure, value)
        guard dense.outcome != nil else {
          found.append("cannot be scored at \(value.fraction)")
          continue
        }
        let here = Placement(dense)
        if here != stretch.placement {
          let parts = [
            here.standings == stretch.placement.standings ? "" : "standings",
            here.lists == stretch.placement.lists ? "" : "lists",
            here.grades == stretch.placement.grades ? "" : "grades",
          ]
          found.append(
            "other \(parts) at \(value.fraction) in \(stretch.from.fraction)..\(stretch.to.fraction)")
        }
      }
      guard stretch.isPoint, places.contains(stretch.from) else { continue }
      found += kinks(sweep, run, position)
    }
    // Something that is told changes: the neighbours differ, or a score bends.
    for place in places.sorted() {
      guard let point = sweep.stretches.firstIndex(where: { $0.isPoint && $0.from == place }) else {
        found.append("no stretch for \(place.fraction)")
        continue
      }
      let here = sweep.stretches[point].placement
      let beside = [point - 1, point + 1].filter { sweep.stretches.indices.contains($0) }
      let moves = beside.contains { sweep.stretches[$0].placement != here }
      let told = sweep.breakpoints.filter { $0.place == place }.contains { $0.kind != .kink }
      if moves != told { found.append("at \(place.fraction) a move is \(told ? "told" : "kept")") }
    }
    return found
  }

  /// Scores bend where the sweep says so, and nowhere else.
  private static func kinks(_ sweep: Sweep, _ run: Run, _ position: Int) -> [String] {
    guard position > 0, position + 1 < sweep.stretches.count else { return [] }
    let place = sweep.stretches[position].from
    let left = sweep.stretches[position - 1]
    let right = sweep.stretches[position + 1]
    let width = [left.to - left.from, right.to - right.from].min() ?? .one
    let small = width * (Rational(1, over: 64) ?? .one)
    let runs = (-3...3).map { placement(run, sweep.figure, place + small * Rational($0)) }
    let told = sweep.breakpoints.first { $0.place == place && $0.kind == .kink }?.units ?? []
    var found: [String] = []
    for unit in 0..<run.evaluation.dataset.units.count {
      var bends = false
      for clause in run.evaluation.plan.clauses {
        guard let node = clause.total else { continue }
        let values = runs.map { $0.evaluation.number(node, at: unit) }
        let known = values.compactMap { $0 }
        guard known.count == values.count else { continue }
        let steps = zip(known.dropFirst(), known).map { $0 - $1 }
        // Beside a place scores are straight, unless figures multiply or divide each other: curves bend everywhere.
        guard steps[0] == steps[1], steps[4] == steps[5] else { continue }
        if Set(steps).count > 1 { bends = true }
      }
      if bends, !told.contains(unit) {
        found.append("unit \(unit) bends at \(place.fraction) and is not told")
      }
    }
    return found
  }
}

/// Hand-made methods whose turning points can be told beforehand.
@Suite struct SweepExampleTests {
  static let method = """
    办法 “例”
    表 名册，每行一个单位：
        单位        名称
        甲数 乙数    条
    条款 “一”：甲数 每条 1 分
    条款 “二”，不超过 6 分：乙数 每条 1 分
    总分 = 各条款之和
    排名：总分 从高到低
    名单 “前列”：前 1 名；并列 全取
    等次：
        优 总分 满 9 分
        中 其余
    公布：单位、总分、名次

    """

  static func run(_ text: String = method, _ rows: String = "甲,6,1\n乙,1,3\n丙,0,0\n") throws -> (Method, Run) {
    var diagnostics: [Diagnostic] = []
    let method = try #require(Method.load(name: "m", text: text, diagnostics: &diagnostics))
    let file = InputFile(table: "名册", name: "名册.csv", bytes: Array(("单位,甲数,乙数\n" + rows).utf8))
    return (method, try #require(Jifen.run(method, tables: [file], diagnostics: &diagnostics)))
  }

  /// 甲 6 + t capped at 6, 乙 1 + 3t capped at 6: they never meet, 乙 bends at 2, 甲 is excellent from 3.
  @Test func capAndGrade() throws {
    let (method, run) = try Self.run()
    let figure = try #require(method.plan.figures.firstIndex { $0.address(.chinese) == "“二” 乙数 每" })
    let sweep = try Sweep.run(run.evaluation, figure: figure, from: 0, to: 8).get()
    let told = sweep.breakpoints.map { "\($0.place.fraction) \($0.kind) \($0.units)" }
    #expect(told == ["2 kink [1]", "3 grade [0]", "6 kink [0]"])
    // As a reader is told them: what 甲 is before, at and behind 3.
    let changes = sweep.changes(run.evaluation).map {
      "\($0.place.fraction) \($0.kind) \($0.subject) \($0.unit) \([$0.before, $0.at, $0.after].map { $0 ?? "" })"
    }
    #expect(
      changes == [
        "2 kink  1 [\"\", \"\", \"\"]", "3 grade 等次 0 [\"中\", \"优\", \"优\"]", "6 kink  0 [\"\", \"\", \"\"]",
      ])
    let found = Sensitivity.one(run.evaluation, figure: figure, value: 1)
    #expect(found.low.place == nil && found.high.place == 3 && !found.high.isIncluded)
    #expect(found.closeness == 2)
  }

  /// 甲 has 6t + 1, 乙 t + 3: they meet at 2/5.
  @Test func meetingAtAFraction() throws {
    let (method, run) = try Self.run()
    let figure = try #require(method.plan.figures.firstIndex { $0.address(.chinese) == "“一” 甲数 每" })
    let sweep = try Sweep.run(run.evaluation, figure: figure, from: 0, to: 1).get()
    let ranks = sweep.breakpoints.filter { $0.kind == .rank }.map { "\($0.place.fraction) \($0.units)" }
    #expect(ranks == ["2/5 [0, 1]"])
    let extent = sweep.extent(around: 1) { $0.standings }
    #expect(extent?.low == Rational(2, over: 5) && extent?.holdsAtLow == false)
  }

  /// Ranks by month and by group within: who changes in which, with group and period in words. In February 甲 has 2t,
  /// 乙 3 + t, both 部门: they meet at 3 and part behind it; January's 0 and 1 never meet for t > 0.
  @Test func ranksOfMonthsAndGroups() throws {
    let text = """
      办法 “月”
      期间 2024年1月 至 2024年2月
      表 名册，每行一个单位：
          单位    名称
          组      选项：部门、镇街
      表 月报，每行一个单位一个月：
          单位        名称
          月          月份
          甲数 乙数    条，空作 0
      条款 “一”：甲数 每条 1 分
      条款 “二”：乙数 每条 1 分
      月分 = 各条款之和，按 单位 月
      总分 = 各条款之和
      排名 月名 组内，按 月：月分 从高到低；并列 紧接
      名单 “月先” 组内，按 月名：前 1 名；并列 全取
      公布 按 月：单位、月分、月名
      公布：单位、总分

      """
    var diagnostics: [Diagnostic] = []
    let loaded = Method.load(name: "m", text: text, diagnostics: &diagnostics)
    let method = try #require(loaded, "\(diagnostics.map { $0.message(.chinese) })")
    let tables = [
      ("名册", "单位,组\n甲,部门\n乙,部门\n丙,镇街\n"),
      ("月报", "单位,月,甲数,乙数\n甲,2024-02,2,0\n乙,2024-01,1,0\n乙,2024-02,1,3\n丙,2024-02,9,9\n"),
    ]
    let run = try #require(
      Jifen.run(
        method, tables: tables.map { InputFile(table: $0.0, name: $0.0 + ".csv", bytes: Array($0.1.utf8)) },
        diagnostics: &diagnostics))
    let figure = try #require(method.plan.figures.firstIndex { $0.address(.chinese) == "“一” 甲数 每" })
    let sweep = try Sweep.run(run.evaluation, figure: figure, from: 1, to: 8).get()
    let changes = sweep.changes(run.evaluation).map {
      "\($0.place.fraction) \($0.kind) \($0.group ?? "") \($0.unit) \([$0.before, $0.at, $0.after].map { $0 ?? "" })"
    }
    #expect(
      changes == [
        "3 rank 部门 2024年2月 0 [\"2\", \"1\", \"1\"]", "3 rank 部门 2024年2月 1 [\"1\", \"1\", \"2\"]",
        "3 list  0 [\"0\", \"1\", \"1\"]", "3 list  1 [\"1\", \"1\", \"0\"]",
      ])
    let standing = try #require(Placement(run).standings.last)
    #expect(run.evaluation.title(of: standing, .english)?.hasPrefix("镇街 ") == true)
  }

  @Test func irrationalTurningPointsAreRefused() throws {
    let text = Self.method.replacingOccurrences(
      of: "条款 “一”：甲数 每条 1 分", with: "参数 系数 = 2\n条款 “一”：得 甲数 ÷ 1 条 × 系数 × 系数 × 1 分")
    let (method, run) = try Self.run(text)
    let figure = try #require(method.plan.figures.firstIndex { $0.address(.chinese).contains("系数") })
    guard case .failure(let failure) = Sweep.run(run.evaluation, figure: figure, from: 0, to: 3) else {
      Issue.record("swept")
      return
    }
    #expect(ParametricSample.kind(failure.obstacle) == "irrational")
    // Where no irrational point lies inside, the squares are swept exactly.
    #expect((try? Sweep.run(run.evaluation, figure: figure, from: 3, to: 4).get()) != nil)
  }

  @Test func stepsThatShrinkWithoutEndAreRefused() throws {
    let text = Self.method.replacingOccurrences(
      of: "条款 “一”：甲数 每条 1 分", with: "参数 步 = 2 条\n条款 “一”：得 舍去(甲数 ÷ 步，0 位) × 1 分")
    let (method, run) = try Self.run(text)
    let figure = try #require(method.plan.figures.firstIndex { $0.address(.chinese).contains("步") })
    guard
      case .failure(let failure) = Sweep.run(
        run.evaluation, figure: figure, from: -1, to: 1, mostTurns: 64)
    else {
      Issue.record("swept")
      return
    }
    #expect(ParametricSample.kind(failure.obstacle) == "endless")
  }

  /// The bound of a figure is where a dense run changes, and not before.
  @Test func sensitivityAgreesWithDenseEvaluation() {
    var checked = 0
    for seed in 0..<12 {
      guard let run = ParametricSample.run(seed: 60_000 + seed) else { continue }
      let here = Placement(run)
      for found in Sensitivity.all(run.evaluation, mostTurns: 40).prefix(6) {
        for (bound, sign) in [(found.low, -1), (found.high, 1)] {
          guard let place = bound.place else { continue }
          checked += 1
          let width = (place - found.value).magnitude
          let inside = found.value + width * (Rational(sign * 96, over: 97) ?? .zero)
          func placed(_ value: Rational) -> Placement {
            Placement(SweepSample.placement(run, found.figure, value))
          }
          let address = run.evaluation.plan.figures[found.figure].address(.chinese)
          #expect(width.isZero || placed(inside) == here, "seed \(seed) \(address) \(inside.fraction)")
          let beyond = place + (Rational(sign, over: 9973) ?? .zero)
          if bound.isIncluded {
            #expect(placed(place) == here && placed(beyond) != here, "seed \(seed) \(address)")
          } else {
            #expect(placed(place) != here, "seed \(seed) \(address) \(place.fraction)")
          }
        }
      }
    }
    #expect(checked > 10)
  }
}

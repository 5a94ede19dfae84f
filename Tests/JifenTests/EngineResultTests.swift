import Diagnostics
import Engine
import Exact
import Semantics
import Testing

@Suite struct EngineResultTests {
  private func column(
    _ header: String, _ content: Publication.Column.Content,
    _ change: (inout Publication.Format) -> Void = { _ in }
  ) -> Publication.Column {
    var format = Publication.Format()
    change(&format)
    return Publication.Column(header: header, content: content, format: format)
  }

  /// A method with a group, one clause and a rate, published by rank inside groups.
  private func sketch(_ grouping: Publication.Grouping) -> (EngineSketch, rate: NodeID) {
    var sketch = EngineSketch()
    let roster = sketch.table("名册", .unit, keys: [0], columns: "单位:unit", "组:镇|部门?", "条数:条=0", "任务:n")
    sketch.file(
      roster, "单位,组,条数,任务\n甲,部门,1,3\n乙,镇,２,3\n丙,镇,,6\n丁,,6,3\n戊,部门,1000,2999\n")
    let group = sketch.input(roster, "组")
    sketch.plan.group = group
    let count = sketch.input(roster, "条数")
    let goal = sketch.input(roster, "任务")
    let five = sketch.number("5")
    let amount = sketch.node(.multiply(count, five))
    sketch.line("条数 每条 5 分", amount)
    let nothing = sketch.node(.truth(false), .unit, .truth)
    let never = sketch.node(.guarded(mask: nothing, amount: five))
    sketch.line("从不 得 5 分", never)
    let rate = sketch.node(.divide(count, goal))
    let rank = sketch.rank(rate, within: group)
    let rankNode = sketch.node(.rank(rank))
    sketch.plan.assumptions = [PlanAssumption(subject: "一", text: "按全年合计", place: .nowhere)]
    sketch.plan.publications = [
      Publication(
        name: "附件", grain: .unit, grouping: grouping, within: grouping == .none ? nil : group, condition: nil,
        rank: rank, keys: [],
        columns: [
          column("序号", .ordinal), column("单位", .unit), column("名次", .node(rankNode)),
          column("条数", .cell(TableColumn(table: roster, column: 2))), column("得分", .node(amount)),
          column("比", .node(rate)),
          column("完成率", .node(rate)) {
            $0.percent = true
            $0.rounding = (.halfUp, 0)
            $0.substitutions = [(.zero, "无")]
          },
        ], place: .nowhere)
    ]
    return (sketch, rate)
  }

  private func shown(_ table: PublishedTable?) -> [String] {
    table?.rows.map { $0.values.map(\.shown).joined(separator: " ") } ?? []
  }

  @Test func sections() {
    let (sketch, _) = sketch(.sections)
    let tables = sketch.run()?.outcome?.tables ?? []
    #expect(tables.count == 1)
    #expect(
      shown(tables.first) == [
        "1 乙 1 ２ 10 0.67 67%", "2 丙 2  0 0 无", "1 戊 1 1000 5000 0.33 33%", "2 甲 2 1 5 0.33 33%",
        "1 丁  6 30 2 200%",
      ])
    #expect(tables.first?.rows.map { $0.group ?? "-" } == ["镇", "镇", "部门", "部门", "-"])
    #expect(tables.first?.rows.map { $0.rank ?? 0 } == [1, 2, 1, 2, 0])
    #expect(tables.first?.columns.map(\.role) == [.ordinal, .unit, .rank, .value, .value, .value, .value])
    #expect(tables.first?.rows[1].values[5].exact == .number(.zero))
  }

  @Test func splitAndFlat() {
    let split = sketch(.split).0.run()?.outcome?.tables ?? []
    #expect(split.map(\.name) == ["附件-镇", "附件-部门", "附件-未分组"])
    #expect(split.map(\.rows.count) == [2, 2, 1])
    let flat = sketch(.none).0.run()?.outcome?.tables ?? []
    #expect(flat.first?.rows.map(\.unit).joined() == "乙丙戊甲丁")
  }

  @Test func findings() {
    let findings = sketch(.sections).0.run()?.outcome?.findings.map {
      "\($0.code.id) \($0.message(.chinese))"
    }
    #expect(
      findings == [
        "J507 “名次”中有单位印出来相同而名次不同：戊、甲（33%）", "J508 1 个单位没有分组，没有组内名次和按组的参数：丁",
        "J510 1 行条款对这批数据没有产生分数：“一” 从不 得 5 分", "J512 “一”暂按：按全年合计",
      ])
  }

  @Test func checks() {
    var (sketch, _) = sketch(.none)
    let roster = 0
    let count = sketch.input(roster, "条数")
    let goal = sketch.input(roster, "任务")
    let same = sketch.node(.compare(.equal, count, goal), .unit, .truth)
    let unit = sketch.node(.unitName, .unit, .code(.units))
    let known = sketch.node(.isOneOf(unit, ["丁"]), .unit, .truth)
    sketch.plan.checks = [
      CheckPlan(
        name: "任务", node: same, sides: (count, goal),
        exceptions: [ListPlan.Exclusion(condition: known, reason: "印刷有误")], text: "条数 = 任务", place: .nowhere)
    ]
    #expect(sketch.findings(.checkFailed) == ["核对“任务”有 4 处不符：甲 1 ≠ 3；乙 2 ≠ 3；丙 0 ≠ 6；戊 1000 ≠ 2999"])
    #expect(sketch.findings(.checkExcepted) == ["核对“任务”有 1 处例外：丁 6 ≠ 3（印刷有误）"])
  }

  @Test func boundsOfCells() {
    var (sketch, _) = sketch(.none)
    let count = sketch.input(0, "条数")
    let low = sketch.number("0")
    let high = sketch.node(.spread(sketch.number("9")), .unit)
    let above = sketch.node(.compare(.greaterOrEqual, count, low), .unit, .truth)
    let below = sketch.node(.compare(.lessOrEqual, count, high), .unit, .truth)
    let holds = sketch.node(.and(above, below), .unit, .truth)
    sketch.plan.requirements = [
      Requirement(
        table: 0, column: 2, holds: holds, low: low, high: high, text: "在 0 条 至 9 条 之间", place: .nowhere)
    ]
    let run = sketch.run()
    #expect(run?.outcome == nil)
    #expect(run?.errors.map { $0.message(.chinese) } == ["“条数”列的“1000”不合“在 0 条 至 9 条 之间”（0 至 9）"])
    #expect(
      run?.errors.map(\.place) == [.cell(file: "名册.csv", row: 6, column: 3, header: "条数", text: "1000")])
  }

  @Test func unitsWithoutAnEntry() {
    var (sketch, _) = sketch(.none)
    let group = sketch.plan.group ?? 0
    sketch.plan.figures = [
      Figure(
        address: [.name("年目标"), .name("镇")], value: 40, openReason: nil, measure: .points, isPercent: false,
        place: .nowhere)
    ]
    let forty = sketch.node(.figure(0), .one)
    let goal = sketch.node(.lookup(keys: [group], entries: [LookupEntry(["镇"], forty)]))
    sketch.plan.definitions = [NamedNode(name: "目标", node: goal, place: .nowhere)]
    #expect(sketch.findings(.withoutEntry) == ["2 个单位按办法没有“年目标”：甲、戊"])
  }

  @Test func contributionsAndCoverage() throws {
    var sketch = EngineSketch()
    let roster = sketch.table("名册", .unit, keys: [0], columns: "单位:unit", "差错:n=0")
    let records = sketch.table("采用", columns: "单位:unit", "刊物:省|市", "批示:yes?")
    sketch.file(roster, "单位,差错\n甲,1\n乙,\n")
    sketch.file(records, "单位,刊物,批示\n甲,省,是\n乙,省,否\n甲,市,\n甲,省,否\n")
    let kind = sketch.input(records, "刊物")
    let praised = sketch.input(records, "批示")
    let five = sketch.number("5")
    let amount = sketch.node(.lookup(keys: [kind], entries: [LookupEntry(["省"], five)]), .rows(records))
    let isProvince = sketch.node(.isOneOf(kind, ["省"]), .rows(records), .truth)
    let given = sketch.node(.guarded(mask: isProvince, amount: amount), .rows(records))
    sketch.line("刊物：省 5 分", given)
    let added = sketch.node(.guarded(mask: praised, amount: given), .rows(records))
    sketch.line("批示 的，另加 1 倍", added, .add)
    let mistakes = sketch.input(roster, "差错")
    let deduction = sketch.node(.multiply(mistakes, sketch.number("-3")))
    sketch.line("差错 每次 扣 3 分", deduction)
    let run = try #require(sketch.run())
    #expect(run.errors.isEmpty)
    let parts = run.evaluation.contributions(unit: 0).map { part in
      "\(part.posting) \(part.amount.plain) \(part.row.map { "\($0)" } ?? "-")"
    }
    #expect(parts == ["0 5 0", "0 5 3", "1 5 0", "2 -3 -"])
    #expect(run.evaluation.coverage() == [3, 1, 1])
    #expect(sketch.findings(.recordsEarnNothing) == ["表“采用”有 1 条记录没有得到任何分数：第 4 行"])
    #expect(sketch.findings(.undetermined) == ["有条件因值空缺而无从判断，既不计分也不按“否则”计：批示 的，另加 1 倍（1 处）"])
  }
}

@Suite struct EngineFigureTests {
  /// Points by a figure, ranked, over one unit's count.
  private func sketch() -> EngineSketch {
    var sketch = EngineSketch()
    sketch.plan.figures = [
      Figure(
        address: [.label("一"), .name("每")], value: 5, openReason: nil, measure: .points, isPercent: false,
        place: .nowhere),
      Figure(
        address: [.label("二"), .name("每")], value: nil, openReason: "缺页", measure: .points, isPercent: false,
        place: .nowhere),
    ]
    let roster = sketch.table("名册", .unit, keys: [0], columns: "单位:unit", "数:n", "二数:n")
    sketch.file(roster, "单位,数,二数\n甲,1,3\n乙,2,0\n")
    let count = sketch.input(roster, "数")
    let other = sketch.input(roster, "二数")
    let price = sketch.node(.figure(0), .one)
    let open = sketch.node(.figure(1), .one)
    let first = sketch.node(.multiply(count, price))
    let second = sketch.node(.multiply(other, open))
    let total = sketch.node(.sum([first, second]))
    let rank = sketch.rank(total)
    let rankNode = sketch.node(.rank(rank))
    sketch.plan.publications = [
      Publication(
        name: "", grain: .unit, grouping: .none, within: nil, condition: nil, rank: rank, keys: [],
        columns: [
          Publication.Column(header: "单位", content: .unit, format: Publication.Format()),
          Publication.Column(header: "总分", content: .node(total), format: Publication.Format()),
          Publication.Column(header: "名次", content: .node(rankNode), format: Publication.Format()),
        ], place: .nowhere)
    ]
    return sketch
  }

  private func rows(_ run: Run) -> [String] {
    run.outcome?.tables.first?.rows.map { $0.values.map(\.shown).joined(separator: " ") }
      ?? run.errors.map(\.code.id)
  }

  @Test func figuresMayBeChangedAfterARun() throws {
    let sketch = sketch()
    let dataset = try #require(sketch.bound().dataset)
    let open = Scorer.score(plan: sketch.plan, dataset: dataset, figures: sketch.plan.writtenFigures)
    #expect(rows(open) == ["J423"])
    #expect(open.errors.first?.helpText(.chinese) == "计分时请给定，如 --set '“二” 每=…'")
    let first = Scorer.score(
      plan: sketch.plan, dataset: dataset, figures: sketch.plan.figures(with: [(1, 1)]))
    #expect(rows(first) == ["乙 10 1", "甲 8 2"])
    let second = Scorer.score(first, figures: [5, 10])
    #expect(rows(second) == ["甲 35 1", "乙 10 2"])
    #expect(rows(Scorer.score(second, figures: [50, 1])) == ["乙 100 1", "甲 53 2"])
    #expect(rows(Scorer.score(second, figures: [5, nil])) == ["J423"])
  }

  @Test func runsAreAlike() throws {
    let sketch = sketch()
    let dataset = try #require(sketch.bound().dataset)
    let runs = (0..<3).map { _ in Scorer.score(plan: sketch.plan, dataset: dataset, figures: [5, 3]) }
    #expect(Set(runs.map { rows($0).joined() }).count == 1)
    #expect(Set(runs.map { $0.outcome?.findings ?? [] }).count == 1)
  }
}

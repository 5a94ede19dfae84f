import Diagnostics
import Engine
import Exact
import Semantics
import Testing

@Suite struct EngineRankTests {
  private func sketch() -> (EngineSketch, score: NodeID, second: NodeID, group: NodeID) {
    var sketch = EngineSketch()
    let roster = sketch.table("名册", .unit, keys: [0], columns: "单位:unit", "组:镇|部门?", "总分:n?", "条数:n=0")
    sketch.file(
      roster,
      "单位,组,总分,条数\n甲,镇,8,1\n乙,镇,9,2\n丙,镇,8,3\n丁,镇,7,1\n戊,部门,1,1\n己,部门,,1\n庚,,99,1\n")
    let score = sketch.input(roster, "总分")
    let second = sketch.input(roster, "条数")
    let group = sketch.input(roster, "组")
    return (sketch, score, second, group)
  }

  private func ranks(_ change: (inout EngineSketch, NodeID, NodeID, NodeID) -> Int) -> String {
    var (sketch, score, second, group) = sketch()
    let rank = change(&sketch, score, second, group)
    return sketch.values(.rank(rank)).joined(separator: " ")
  }

  @Test func tieStyles() {
    #expect(ranks { sketch, score, _, _ in sketch.rank(score) } == "3 2 3 5 6 · 1")
    #expect(ranks { sketch, score, _, _ in sketch.rank(score, ties: .dense) } == "3 2 3 4 5 · 1")
    #expect(ranks { sketch, score, _, _ in sketch.rank(score, ties: .tableOrder) } == "3 2 4 5 6 · 1")
  }

  @Test func groupsAndFurtherKeys() {
    #expect(ranks { sketch, score, _, group in sketch.rank(score, within: group) } == "2 1 2 4 1 · ·")
    #expect(ranks { $0.rank($1, ($2, descending: true), within: $3) } == "3 1 2 4 1 · ·")
    #expect(ranks { $0.rank($1, ($2, descending: false), within: $3) } == "2 1 3 4 1 · ·")
  }

  @Test func theUnranked() {
    let found = ranks { sketch, score, _, group in
      let eight = sketch.number("8")
      let isEight = sketch.node(.compare(.equal, score, eight), .unit, .truth)
      return sketch.rank(score, within: group, unranked: isEight)
    }
    #expect(found == "· 1 · 2 1 · ·")
  }

  @Test func ranksByPeriod() {
    var sketch = EngineSketch()
    sketch.plan.period = PeriodRange(firstMonth: 2024 * 12, lastMonth: 2024 * 12 + 1)
    let months = sketch.table("月报", .unitPeriod(.month), keys: [0, 1], columns: "单位:unit", "月:month", "数:n")
    sketch.file(months, "单位,月,数\n甲,1月,1\n甲,2月,5\n乙,1月,2\n乙,2月,3\n")
    let value = sketch.input(months, "数")
    let rank = sketch.rank(value, grain: .unitPeriod(.month))
    #expect(sketch.values(.rank(rank), .unitPeriod(.month)) == ["2", "1", "1", "2"])
  }

  @Test func gradesFromTheTop() {
    var (sketch, score, _, group) = sketch()
    let nine = sketch.number("9")
    let isGood = sketch.node(.compare(.greaterOrEqual, score, nine), .unit, .truth)
    let unit = sketch.node(.unitName, .unit, .code(.units))
    sketch.plan.vetoed = sketch.node(.isOneOf(unit, ["庚"]), .unit, .truth)
    let bad = sketch.node(.code("不合格"), .one, .code(.options(["不合格"])))
    let veto = sketch.plan.vetoed ?? 0
    let absent = sketch.node(.lookup(keys: [unit], entries: []), .unit, .code(.options(["不合格"])))
    sketch.plan.verdict = sketch.node(
      .choose(veto, then: bad, otherwise: absent), .unit, .code(.options(["不合格"])))
    let rank = sketch.rank(score, within: group)
    let half = sketch.number("0.5")
    sketch.plan.grades = [
      GradePlan(
        name: "等次", within: nil, rank: rank,
        rows: [
          GradePlan.Row(grade: "不合格", test: .vetoed), GradePlan.Row(grade: "优", test: .condition(isGood)),
          GradePlan.Row(grade: "良", test: .first(half, isShare: true, .halfUp)),
          GradePlan.Row(grade: "差", test: .rest),
        ], place: .nowhere)
    ]
    let options = ValueKind.code(.options(["不合格", "优", "良", "差"]))
    // Half of four is two: the tie at ranks 2 and 2 is taken whole. 己 has no score, so no grade.
    #expect(sketch.values(.grade(0), .unit, options) == ["良", "优", "良", "差", "良", "·", "不合格"])
    let outcome = sketch.run()?.outcome
    #expect(
      outcome?.grades.first?.rows.map { "\($0.grade) \($0.units.joined())" }
        == ["不合格 庚", "优 乙", "良 甲丙戊", "差 丁"])
    #expect(sketch.findings(.tieAtCut) == ["“等次 良”的截止处有并列：甲、丙（并列者全取）"])
  }
}

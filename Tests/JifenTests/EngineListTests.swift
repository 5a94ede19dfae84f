import Diagnostics
import Engine
import Exact
import Semantics
import Testing

@Suite struct EngineListTests {
  /// Scores 9 8 8 7 7 7 5, and a list over them.
  private func lists(
    _ pick: (NodeID) -> ListPlan.Pick, _ n: String, _ ties: ListPlan.TieAtCut, excluded: [String] = [],
    fills: Bool = false, byGroup: Bool = false
  ) -> (lists: [String], findings: [String]) {
    var sketch = EngineSketch()
    let roster = sketch.table("名册", .unit, keys: [0], columns: "单位:unit", "组:镇|部门?", "总分:n?")
    sketch.file(
      roster, "单位,组,总分\n戊,镇,7\n甲,镇,9\n乙,部门,8\n丙,镇,8\n丁,部门,7\n己,部门,7\n庚,镇,5\n辛,,\n")
    let score = sketch.input(roster, "总分")
    let group = sketch.input(roster, "组")
    let rank = sketch.rank(score, within: byGroup ? group : nil)
    let limit = sketch.number(n)
    let unit = sketch.node(.unitName, .unit, .code(.units))
    let condition = sketch.node(.isOneOf(unit, excluded), .unit, .truth)
    sketch.plan.lists = [
      ListPlan(
        name: "表扬", within: byGroup ? group : nil, pick: pick(limit), rank: rank,
        exclusions: [ListPlan.Exclusion(condition: condition, reason: "未报")], fills: fills, ties: ties,
        grain: .unit,
        place: .nowhere)
    ]
    let shown = sketch.run()?.outcome?.lists.map { list in
      let entries = list.entries.map { "\($0.unit)\($0.rank ?? 0)" }.joined(separator: " ")
      return [
        list.group.map { "[\($0)]" } ?? "", entries,
        list.excluded.isEmpty ? "" : "-\(list.excluded.map(\.unit).joined())",
        list.cutInTie.isEmpty ? "" : "=\(list.cutInTie.joined())", list.undecided ? "?" : "",
      ].filter { !$0.isEmpty }.joined(separator: " ")
    }
    return (shown ?? [], sketch.findings(.tieAtCut))
  }

  @Test func cutBetweenRanks() {
    #expect(lists({ .first($0) }, "3", .unstated).lists == ["甲1 乙2 丙2"])
    #expect(lists({ .first($0) }, "3", .unstated).findings == [])
    #expect(lists({ .last($0) }, "1", .unstated).lists == ["庚7"])
    #expect(lists({ .first($0) }, "99", .unstated).lists == ["甲1 乙2 丙2 戊4 丁4 己4 庚7"])
    #expect(lists({ .first($0) }, "0", .unstated).lists == [""])
  }

  @Test func cutInsideATie() {
    #expect(lists({ .first($0) }, "2", .unstated).lists == ["甲1 乙2 =乙丙 ?"])
    #expect(lists({ .first($0) }, "2", .takeAll).lists == ["甲1 乙2 丙2 =乙丙"])
    #expect(lists({ .first($0) }, "2", .takeNone).lists == ["甲1 =乙丙"])
    #expect(lists({ .first($0) }, "2", .tableOrder).lists == ["甲1 乙2 =乙丙"])
    #expect(
      lists({ .first($0) }, "2", .unstated).findings
        == ["“表扬”的截止处有并列：乙、丙（办法没有写明取谁，暂按表序列出，待定）"])
    #expect(lists({ .first($0) }, "2", .takeAll).findings == ["“表扬”的截止处有并列：乙、丙（并列者全取）"])
  }

  @Test func cutFromBelow() {
    #expect(lists({ .last($0) }, "2", .unstated).lists == ["己4 庚7 =戊丁己 ?"])
    #expect(lists({ .last($0) }, "2", .takeAll).lists == ["戊4 丁4 己4 庚7 =戊丁己"])
    #expect(lists({ .last($0) }, "3", .takeNone).lists == ["庚7 =戊丁己"])
    #expect(lists({ .last($0) }, "4", .unstated).lists == ["戊4 丁4 己4 庚7"])
  }

  @Test func exclusionsFreeNoPlaceUnlessFilled() {
    #expect(lists({ .first($0) }, "3", .takeAll, excluded: ["乙", "庚"]).lists == ["甲1 丙2 -乙"])
    #expect(
      lists({ .first($0) }, "3", .takeAll, excluded: ["甲", "庚"], fills: true).lists
        == ["乙2 丙2 戊4 丁4 己4 -甲 =戊丁己"])
    #expect(lists({ .first($0) }, "2", .unstated, excluded: ["甲"], fills: true).lists == ["乙2 丙2 -甲"])
  }

  @Test func byGroup() {
    #expect(
      lists({ .first($0) }, "2", .unstated, byGroup: true).lists == ["[镇] 甲1 丙2", "[部门] 乙1 丁2 =丁己 ?"])
    #expect(
      lists({ .first($0) }, "2", .unstated, byGroup: true).findings.map { String($0.prefix(8)) } == [
        "“表扬 部门”的"
      ])
  }

  @Test func holding() {
    var sketch = EngineSketch()
    let roster = sketch.table("名册", .unit, keys: [0], columns: "单位:unit", "组:镇|部门", "数:n?")
    sketch.file(roster, "单位,组,数\n甲,部门,0\n乙,镇,1\n丙,镇,0\n丁,镇,\n")
    let value = sketch.input(roster, "数")
    let zero = sketch.number("0")
    let isZero = sketch.node(.compare(.equal, value, zero), .unit, .truth)
    let group = sketch.input(roster, "组")
    sketch.plan.lists = [
      ListPlan(
        name: "零分", within: group, pick: .holding(isZero), rank: nil, exclusions: [], fills: false,
        ties: .unstated,
        grain: .unit, place: .nowhere)
    ]
    let shown = sketch.run()?.outcome?.lists.map { "\($0.group ?? "") \($0.entries.map(\.unit).joined())" }
    #expect(shown == ["镇 丙", "部门 甲"])
  }
}

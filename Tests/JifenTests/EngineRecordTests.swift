import Engine
import Exact
import Semantics
import Testing

@Suite struct EngineRecordTests {
  @Test func keepRules() {
    var sketch = EngineSketch()
    let records = sketch.table("采用", columns: "单位:unit", "编号:id?", "分:n", "级:低|中|高?")
    sketch.file(
      records,
      "单位,编号,分,级\n甲,A,5,低\n甲,A,10,中\n甲,A,10,高\n甲,A,-1,低\n甲,A,-3,低\n甲,A,0,低\n甲,,5,低\n甲,,5,低\n乙,A,1,低\n")
    let total = sketch.input(records, "分")
    let unit = sketch.node(.unitName, .rows(records), .code(.units))
    let item = sketch.input(records, "编号")
    let level = sketch.input(records, "级")
    let two = sketch.number("2")
    func kept(_ rule: KeepRule, by: NodeID? = nil, n: NodeID? = nil) -> String {
      sketch.values(.keep(rule, total: total, keys: [unit, item], by: by, n: n), .rows(records), .truth)
        .map { $0 == "是" ? "1" : "0" }.joined()
    }
    // The first 10 and the heaviest deduction stay; zeros and rows without an id do not compete.
    #expect(kept(.highest) == "010011111")
    #expect(kept(.once) == "100101111")
    #expect(kept(.top, by: level, n: two) == "011111111")
    #expect(kept(.top, by: total, n: two) == "011111111")
    #expect(kept(.top) == "010011111")
  }

  @Test func equalRecordsKeepTheEarliestByDate() {
    var sketch = EngineSketch()
    sketch.plan.period = PeriodRange(firstMonth: 2024 * 12, lastMonth: 2024 * 12 + 11)
    let records = sketch.table("采用", columns: "单位:unit", "编号:id", "分:n", "日:date?")
    sketch.file(records, "单位,编号,分,日\n甲,A,5,2024-03-02\n甲,A,5,2024-03-01\n甲,A,5,\n")
    let total = sketch.input(records, "分")
    let item = sketch.input(records, "编号")
    #expect(
      sketch.values(.keep(.highest, total: total, keys: [item], by: nil, n: nil), .rows(records), .truth)
        == ["否", "是", "否"])
    #expect(
      sketch.values(.keep(.once, total: total, keys: [item], by: nil, n: nil), .rows(records), .truth)
        == ["否", "是", "否"])
  }

  @Test func shares() {
    var sketch = EngineSketch()
    let records = sketch.table("采用", columns: "稿件:id", "署名:names", "分:n")
    sketch.file(records, "稿件,署名,分\nA,甲、乙,10\nB,乙,5\nC,丙；甲, 7\nD,甲|乙|丙,9\n")
    let shares = Grain.shares(records)
    let three = sketch.number("3")
    let two = sketch.number("2")
    #expect(
      sketch.values(.shareOf(table: records, weights: nil), shares)
        == ["0.5", "0.5", "1", "0.5", "0.5", "1/3", "1/3", "1/3"])
    // 3:2 is cut to the names present and renormalised; a third name gets nothing.
    let weighted = sketch.node(.shareOf(table: records, weights: [three, two]), shares)
    #expect(sketch.values(weighted) == ["0.6", "0.4", "1", "0.6", "0.4", "0.6", "0.4", "0"])
    #expect(sketch.values(.position(table: records), shares) == ["1", "2", "1", "1", "2", "1", "2", "3"])
    let points = sketch.input(records, "分")
    let spread = sketch.node(.spread(points), shares)
    let part = sketch.node(.multiply(spread, weighted), shares)
    #expect(sketch.values(.aggregate(.sum, part, condition: nil)) == ["14.2", "12.6", "4.2"])
    let name = sketch.node(.unitName, shares, .code(.units))
    #expect(sketch.values(name) == ["甲", "乙", "乙", "丙", "甲", "甲", "乙", "丙"])
    #expect(
      sketch.values(
        .aggregate(.sum, part, condition: nil), .keyed(table: records, columns: [0], withUnit: true))
        == ["6", "4", "5", "4.2", "2.8", "5.4", "3.6", "0"])
  }
}

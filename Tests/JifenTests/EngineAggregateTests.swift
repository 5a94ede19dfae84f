import Engine
import Exact
import Semantics
import Testing

@Suite struct EngineAggregateTests {
  /// Two units with a group, and records of them.
  private func sketch() -> (EngineSketch, roster: Int, records: Int) {
    var sketch = EngineSketch()
    let roster = sketch.table("名册", .unit, keys: [0], columns: "单位:unit", "组:镇|部门?")
    let records = sketch.table("采用", columns: "单位:unit", "编号:id?", "分:n?", "批示:yes=否")
    sketch.file(roster, "单位,组\n甲,镇\n乙,部门\n丙,镇\n丁,\n")
    sketch.file(records, "单位,编号,分,批示\n甲,A,5,是\n甲,B,2.5,\n乙,A,-1,否\n乙,A,,是\n甲,A,5,否\n")
    return (sketch, roster, records)
  }

  @Test func foldingRecordsToUnits() {
    var (sketch, _, records) = sketch()
    let value = sketch.input(records, "分")
    let truth = sketch.input(records, "批示")
    #expect(sketch.values(.aggregate(.sum, value, condition: nil)) == ["12.5", "-1", "0", "0"])
    #expect(sketch.values(.aggregate(.count, value, condition: nil)) == ["3", "1", "0", "0"])
    #expect(sketch.values(.aggregate(.highest, value, condition: nil)) == ["5", "-1", "·", "·"])
    #expect(sketch.values(.aggregate(.lowest, value, condition: nil)) == ["2.5", "-1", "·", "·"])
    #expect(sketch.values(.aggregate(.average, value, condition: nil)) == ["25/6", "-1", "·", "·"])
    #expect(sketch.values(.aggregate(.sum, value, condition: truth)) == ["5", "0", "0", "0"])
    #expect(sketch.values(.aggregate(.count, value, condition: truth)) == ["1", "0", "0", "0"])
    #expect(sketch.values(.aggregate(.any, truth, condition: nil), .unit, .truth) == ["是", "是", "否", "否"])
    #expect(sketch.values(.aggregate(.all, truth, condition: nil), .unit, .truth) == ["否", "否", "是", "是"])
    #expect(sketch.values(.aggregate(.sum, value, condition: nil), .one) == ["11.5"])
  }

  @Test func keysAndClasses() {
    var (sketch, roster, records) = sketch()
    let value = sketch.input(records, "分")
    let byItem = Grain.keyed(table: records, columns: [1], withUnit: true)
    #expect(sketch.values(.aggregate(.sum, value, condition: nil), byItem) == ["10", "2.5", "-1"])
    let highest = sketch.node(.aggregate(.highest, value, condition: nil), byItem)
    #expect(sketch.values(.aggregate(.sum, highest, condition: nil)) == ["7.5", "-1", "0", "0"])
    #expect(
      sketch.values(
        .aggregate(.sum, value, condition: nil), .keyed(table: records, columns: [1], withUnit: false))
        == ["9", "2.5"])
    let group = sketch.input(roster, "组")
    let total = sketch.node(.aggregate(.sum, value, condition: nil))
    let classes = Grain.classes(attribute: group)
    let best = sketch.node(.aggregate(.highest, total, condition: nil), classes)
    #expect(sketch.values(best) == ["12.5", "-1"])
    // A unit without a group has no best of its group.
    #expect(sketch.values(.spread(best)) == ["12.5", "-1", "12.5", "·"])
    #expect(sketch.values(.spread(best), .rows(records)) == ["12.5", "12.5", "-1", "-1", "12.5"])
    let one = sketch.number("1")
    #expect(sketch.values(.sumOfHighest(value, n: one, condition: nil)) == ["5", "-1", "0", "0"])
    let two = sketch.number("2")
    #expect(sketch.values(.sumOfHighest(value, n: two, condition: nil)) == ["10", "-1", "0", "0"])
  }

  @Test func presence() {
    var (sketch, roster, records) = sketch()
    #expect(sketch.values(.present(table: records)) == ["1", "1", "0", "0"])
    #expect(sketch.values(.present(table: roster)) == ["1", "1", "1", "1"])
    let rows = sketch.node(.present(table: records), .rows(records))
    #expect(sketch.values(.aggregate(.sum, rows, condition: nil)) == ["3", "2", "0", "0"])
  }

  @Test func allBlank() {
    var sketch = EngineSketch()
    let first = sketch.table("名册", .unit, keys: [0], columns: "单位:unit", "组:镇|部门?", "数:n=0")
    let second = sketch.table("补充", .unit, keys: [0], columns: "单位:unit", "数二:n=0")
    sketch.plan.group = sketch.input(first, "组")
    sketch.file(first, "单位,组,数\n甲,镇,\n乙,镇, \n丙,镇,0\n")
    sketch.file(second, "单位,数二\n甲,\n乙,3\n")
    #expect(sketch.values(.allBlank, .unit, .truth) == ["是", "否", "否"])
  }

  @Test func denseTablesTakeTheBlankRule() {
    var sketch = EngineSketch()
    let first = sketch.table("名册", .unit, keys: [0], columns: "单位:unit")
    let second = sketch.table("补充", .unit, keys: [0], columns: "单位:unit", "零:n=0", "缺:n?", "备:yes=否")
    sketch.file(first, "单位\n甲\n乙\n")
    sketch.file(second, "单位,零,缺,备\n乙,1,2,是\n")
    #expect(sketch.values(sketch.inputOp(second, "零")) == ["0", "1"])
    #expect(sketch.values(sketch.inputOp(second, "缺")) == ["·", "2"])
    #expect(sketch.values(sketch.inputOp(second, "备"), .unit, .truth) == ["否", "是"])
  }

  @Test func attributesOfUnitsInRecords() {
    var sketch = EngineSketch()
    let records = sketch.table("采用", columns: "单位:unit", "组:镇|部门")
    sketch.file(records, "单位,组\n甲,镇\n乙,部门\n甲,镇\n")
    let group = sketch.input(records, "组", .unit)
    #expect(sketch.values(group) == ["镇", "部门"])
    sketch.files = []
    sketch.file(records, "单位,组\n甲,镇\n甲,部门\n")
    #expect(
      sketch.evaluated(group)?.problems.map { $0.message(.chinese) }
        == ["“甲”的“组”前后不一：第 2 行是“镇”，第 3 行是“部门”"])
  }
}

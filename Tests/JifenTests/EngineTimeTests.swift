import Engine
import Exact
import Semantics
import Testing

@Suite struct EngineTimeTests {
  private func sketch() -> EngineSketch {
    var sketch = EngineSketch()
    sketch.plan.period = PeriodRange(firstMonth: 2024 * 12, lastMonth: 2024 * 12 + 5)
    return sketch
  }

  @Test func recordsFallIntoPeriods() {
    var sketch = sketch()
    let records = sketch.table("采用", columns: "单位:unit", "分:n", "日:date?")
    sketch.file(records, "单位,分,日\n甲,1,2024-01-31\n甲,2,2024年4月1日\n乙,4,2024/6/30\n乙,8,\n")
    let value = sketch.input(records, "分")
    let monthly = sketch.node(.aggregate(.sum, value, condition: nil), .unitPeriod(.month))
    #expect(sketch.values(monthly) == ["1", "0", "0", "2", "0", "0", "0", "0", "0", "0", "0", "4"])
    let quarterly = sketch.node(.aggregate(.sum, monthly, condition: nil), .unitPeriod(.quarter))
    #expect(sketch.values(quarterly) == ["1", "2", "0", "4"])
    #expect(sketch.values(.aggregate(.sum, monthly, condition: nil), .period(.quarter)) == ["1", "6"])
    #expect(sketch.values(.aggregate(.sum, value, condition: nil)) == ["3", "12"])
    #expect(sketch.values(.previous(quarterly), .unitPeriod(.quarter)) == ["·", "1", "·", "0"])
    #expect(sketch.values(.cumulative(quarterly), .unitPeriod(.quarter)) == ["1", "3", "0", "4"])
    #expect(
      sketch.values(.periodOf(.quarter), .rows(records), .period(.quarter)) == ["8096", "8097", "8097", "·"])
    #expect(
      sketch.values(.periodOf(.halfYear), .unitPeriod(.quarter), .period(.halfYear)) == [
        "4048", "4048", "4048", "4048",
      ])
  }

  @Test func longestRun() {
    var sketch = sketch()
    let roster = sketch.table("名册", .unit, keys: [0], columns: "单位:unit")
    let months = sketch.table(
      "月报", .unitPeriod(.month), keys: [0, 1], columns: "单位:unit", "月:month", "数:n=0")
    sketch.file(roster, "单位\n甲\n乙\n")
    sketch.file(months, "单位,月,数\n甲,1月,1\n甲,3月,2\n甲,2024-04,3\n甲,6,1\n乙,5月,9\n")
    let value = sketch.input(months, "数")
    #expect(sketch.values(value) == ["1", "0", "2", "3", "0", "1", "0", "0", "0", "0", "9", "0"])
    let one = sketch.number("1")
    let holds = sketch.node(.compare(.greaterOrEqual, value, one), .unitPeriod(.month), .truth)
    #expect(sketch.values(.aggregate(.longestRun, holds, condition: nil)) == ["2", "1"])
    let low = sketch.node(.compare(.less, value, one), .unitPeriod(.month), .truth)
    #expect(sketch.values(.aggregate(.longestRun, low, condition: nil)) == ["1", "4"])
    #expect(sketch.values(.present(table: months), .unitPeriod(.month)).joined() == "101101000010")
  }

  @Test func daysAndWorkdays() {
    var sketch = EngineSketch()
    let table = sketch.table("信息", columns: "单位:unit", "产生日:date?", "提供日:date?")
    sketch.plan.tables[table].datedColumn = nil
    let rest = sketch.table("休假日", columns: "日:date")
    sketch.plan.tables[rest].datedColumn = nil
    sketch.file(
      0,
      "单位,产生日,提供日\n甲,2024-04-30,2024-05-06\n甲,2024-05-03,2024-05-05\n甲,2024-05-08,2024-05-07\n甲,2024-05-08,\n甲,1969-12-26,1970-01-05\n"
    )
    sketch.file(1, "日\n2024-05-01\n2024-05-02\n2024-05-03\n2024-05-04\n")
    let from = sketch.input(0, "产生日")
    let to = sketch.input(0, "提供日")
    #expect(sketch.values(.days(from, to), .rows(0)) == ["6", "2", "-1", "·", "10"])
    let bare = Op.workdays(from: from, to: to, holidays: nil)
    #expect(sketch.values(bare, .rows(0)) == ["4", "0", "0", "·", "6"])
    let free = Op.workdays(from: from, to: to, holidays: TableColumn(table: 1, column: 0))
    #expect(sketch.values(free, .rows(0)) == ["1", "0", "0", "·", "6"])
  }
}

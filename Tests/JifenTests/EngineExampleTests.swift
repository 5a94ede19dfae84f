import Diagnostics
import Engine
import Exact
import Semantics
import Testing

@Suite struct EngineExampleTests {
  private func sketch(
    _ expected: String, _ value: (inout EngineSketch) -> ExamplePlan.Expectation.Value,
    _ cells: [(Int, Int, String)]
  )
    -> [ExampleResult]
  {
    var sketch = EngineSketch()
    let roster = sketch.table("名册", .unit, keys: [0], columns: "单位:unit", "组:镇|部门", "上期:n", "批示:yes")
    let records = sketch.table("采用", columns: "单位:unit", "刊物:省|市", "分:n?")
    let kind = sketch.input(records, "刊物")
    let isProvince = sketch.node(.isOneOf(kind, ["省"]), .rows(records), .truth)
    let five = sketch.number("5")
    let amount = sketch.node(.guarded(mask: isProvince, amount: five), .rows(records))
    sketch.line("省 得 5 分", amount)
    let earlier = sketch.input(roster, "上期")
    let earned = sketch.node(.aggregate(.sum, amount, condition: nil))
    let total = sketch.node(.sum([earlier, earned]))
    let value = value(&sketch)
    let given = cells.map { table, column, text in
      ExamplePlan.GivenRow(
        table: table, cells: [(column: 0, text: "甲"), (column: column, text: text)], place: .argument(text))
    }
    sketch.plan.examples = [
      ExamplePlan(
        name: "例一", given: given,
        expected: [
          ExamplePlan.Expectation(
            unit: expected, period: nil, node: total, value: value, text: "甲 总分 = 10 分", place: .nowhere)
        ], place: .nowhere)
    ]
    return Scorer.runExamples(sketch.plan)
  }

  @Test func rowsNeedOnlyWhatTheyGive() {
    let results = sketch("甲", { .number($0.number("10")) }, [(1, 1, "省"), (1, 1, "市"), (1, 1, "省")])
    #expect(results.map(\.passed) == [true])
    #expect(results.first?.coverage == [2])
  }

  @Test func failuresNameTheResult() {
    let results = sketch("甲", { .number($0.number("10")) }, [(0, 2, "1.5"), (1, 1, "省")])
    #expect(results.first?.failures.map { $0.message(.chinese) } == ["试算“例一”：甲 总分 = 10 分，算得 6.5"])
    let unknown = sketch("乙", { .number($0.number("10")) }, [(1, 1, "省")])
    #expect(unknown.first?.failures.map(\.code.id) == ["J426"])
    let absent = sketch("甲", { _ in .absent }, [(1, 1, "省")])
    #expect(absent.first?.failures.count == 1)
  }

  @Test func wrongCellsPointIntoTheMethod() {
    let results = sketch("甲", { .number($0.number("10")) }, [(1, 1, "省"), (1, 1, "县")])
    #expect(results.first?.failures.map(\.code.id) == ["J409"])
    #expect(results.first?.failures.map(\.place) == [.argument("县")])
  }
}

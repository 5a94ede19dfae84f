import Engine
import Exact
import Semantics
import Testing

@Suite struct EngineArithmeticTests {
  /// Three units with two numbers each; the second of the third is blank.
  private func sketch() -> (EngineSketch, a: NodeID, b: NodeID) {
    var sketch = EngineSketch()
    let table = sketch.table("名册", .unit, keys: [0], columns: "单位:unit", "甲数:n", "乙数:n?")
    sketch.file(table, "单位,甲数,乙数\n甲,1.5,2\n乙,-3,0\n丙,10,\n")
    let a = sketch.input(table, "甲数")
    let b = sketch.input(table, "乙数")
    return (sketch, a, b)
  }

  private func check(_ op: (NodeID, NodeID) -> Op, _ expected: [String]) {
    var (sketch, a, b) = sketch()
    let node = sketch.node(op(a, b))
    #expect(sketch.values(node) == expected)
  }

  @Test func fourOperations() {
    check({ .sum([$0, $1]) }, ["3.5", "-3", "·"])
    check({ .subtract($0, $1) }, ["-0.5", "-3", "·"])
    check({ .multiply($0, $1) }, ["3", "0", "·"])
    check({ .divide($0, $1) }, ["0.75", "·", "·"])
    check({ a, _ in .negate(a) }, ["-1.5", "3", "-10"])
    check({ a, _ in .absolute(a) }, ["1.5", "3", "10"])
    check({ .minimum([$0, $1]) }, ["1.5", "-3", "·"])
    check({ .maximum([$0, $1]) }, ["2", "0", "·"])
    check({ _, _ in .sum([]) }, ["0", "0", "0"])
  }

  @Test func divisionIsExact() {
    var (sketch, a, _) = sketch()
    let three = sketch.number("3")
    let third = sketch.node(.divide(a, three))
    let back = sketch.node(.multiply(third, three))
    #expect(sketch.values(third) == ["0.5", "-1", "10/3"])
    #expect(sketch.values(back) == ["1.5", "-3", "10"])
  }

  @Test func columnsWidenInsteadOfOverflowing() {
    var sketch = EngineSketch()
    let table = sketch.table("名册", .unit, keys: [0], columns: "单位:unit", "数:n")
    sketch.file(table, "单位,数\n甲,9223372036854775\n乙,999999999999999999999\n丙,0.000000000000000000001\n")
    let value = sketch.input(table, "数")
    let square = sketch.node(.multiply(value, value))
    #expect(
      sketch.values(square) == [
        "85070591730234600960874440300625", "999999999999999999998000000000000000000001",
        "0.000000000000000000000000000000000000000001",
      ])
    var big = EngineSketch()
    let rows = big.table("名册", .unit, keys: [0], columns: "单位:unit", "数:n")
    big.file(rows, "单位,数\n甲,900000000000000000\n乙,1\n")
    let large = big.input(rows, "数")
    let product = big.node(.multiply(large, large))
    let total = big.node(.aggregate(.sum, product, condition: nil), .one)
    #expect(big.values(total) == ["810000000000000000000000000000000001"])
  }

  @Test func rounding() {
    var sketch = EngineSketch()
    let table = sketch.table("名册", .unit, keys: [0], columns: "单位:unit", "数:n")
    sketch.file(table, "单位,数\n甲,2.345\n乙,-2.345\n丙,125\n")
    let value = sketch.input(table, "数")
    let up = sketch.node(.round(value, .halfUp, digits: 2))
    let even = sketch.node(.round(value, .halfEven, digits: 2))
    let tens = sketch.node(.round(value, .halfUp, digits: -1))
    let quarter = sketch.number("0.5")
    let multiple = sketch.node(.roundToMultiple(value, .down, multiple: quarter))
    #expect(sketch.values(up) == ["2.35", "-2.35", "125"])
    #expect(sketch.values(even) == ["2.34", "-2.34", "125"])
    #expect(sketch.values(tens) == ["0", "0", "130"])
    #expect(sketch.values(multiple) == ["2", "-2", "125"])
  }

  @Test func steps() {
    var sketch = EngineSketch()
    let table = sketch.table("名册", .unit, keys: [0], columns: "单位:unit", "缺:n")
    sketch.file(table, "单位,缺\n甲,7\n乙,0\n丙,6\n")
    let value = sketch.input(table, "缺")
    let two = sketch.number("2")
    #expect(sketch.values(.steps(value, step: two, .proportional)) == ["3.5", "0", "3"])
    #expect(sketch.values(.steps(value, step: two, .wholeOnly)) == ["3", "0", "3"])
    #expect(sketch.values(.steps(value, step: two, .partCounts)) == ["4", "0", "3"])
  }

  @Test func escalating() {
    var sketch = EngineSketch()
    let table = sketch.table("名册", .unit, keys: [0], columns: "单位:unit", "次数:n", "先前:n=0")
    sketch.file(table, "单位,次数,先前\n甲,0,\n乙,1,\n丙,3,\n丁,5,1\n")
    let count = sketch.input(table, "次数")
    let prior = sketch.input(table, "先前")
    let steps = [sketch.number("2"), sketch.number("3")]
    let ten = sketch.number("10")
    let nothing = sketch.node(.escalating(count: count, amounts: steps, onwards: .nothing, prior: nil))
    let doubling = sketch.node(.escalating(count: count, amounts: steps, onwards: .doubling, prior: nil))
    let amount = sketch.node(.escalating(count: count, amounts: steps, onwards: .amount(ten), prior: prior))
    #expect(sketch.values(nothing) == ["0", "2", "5", "5"])
    // 2, 3, 6, 12, 24
    #expect(sketch.values(doubling) == ["0", "2", "11", "47"])
    #expect(sketch.values(amount) == ["0", "2", "15", "43"])
  }

  @Test func doublingHasABound() {
    var sketch = EngineSketch()
    let table = sketch.table("名册", .unit, keys: [0], columns: "单位:unit", "次数:n")
    sketch.file(table, "单位,次数\n甲,99999999\n")
    let count = sketch.input(table, "次数")
    let one = sketch.number("1")
    let node = sketch.node(.escalating(count: count, amounts: [one], onwards: .doubling, prior: nil))
    #expect(sketch.evaluated(node)?.problems.map(\.code.id) == ["J428"])
  }
}

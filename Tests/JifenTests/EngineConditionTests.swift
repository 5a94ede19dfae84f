import Diagnostics
import Engine
import Exact
import Semantics
import Testing

@Suite struct EngineConditionTests {
  private func sketch() -> (EngineSketch, table: Int) {
    var sketch = EngineSketch()
    let table = sketch.table(
      "名册", .unit, keys: [0], columns: "单位:unit", "组:镇|部门?", "级:低|中|高?", "数:n?", "批示:yes?", "批注:text?")
    sketch.file(
      table, "单位,组,级,数,批示,批注\n甲,镇,高,1,是,x\n乙,部门,低,2,否,\n丙,,,,,y\n")
    return (sketch, table)
  }

  @Test func comparisonAndAbsence() {
    var (sketch, table) = sketch()
    let number = sketch.input(table, "数")
    let one = sketch.number("1")
    func holds(_ comparison: Comparison) -> [String] {
      sketch.values(.compare(comparison, number, one), .unit, .truth)
    }
    #expect(holds(.less) == ["否", "否", "·"])
    #expect(holds(.lessOrEqual) == ["是", "否", "·"])
    #expect(holds(.equal) == ["是", "否", "·"])
    #expect(holds(.notEqual) == ["否", "是", "·"])
    #expect(holds(.greaterOrEqual) == ["是", "是", "·"])
    #expect(holds(.greater) == ["否", "是", "·"])
    let absent = sketch.node(.isAbsent(number), .unit, .truth)
    #expect(sketch.values(absent) == ["否", "否", "是"])
  }

  @Test func orderedChoicesCompareByPrintedOrder() {
    var (sketch, table) = sketch()
    let level = sketch.input(table, "级")
    let middle = sketch.node(.code("中"), .one, .code(.options(["低", "中", "高"])))
    let node = sketch.node(.compare(.greaterOrEqual, level, middle), .unit, .truth)
    #expect(sketch.values(node) == ["是", "否", "·"])
  }

  @Test func kleene() {
    var (sketch, table) = sketch()
    let truth = sketch.input(table, "批示")
    let yes = sketch.node(.truth(true), .one, .truth)
    let no = sketch.node(.truth(false), .one, .truth)
    #expect(sketch.values(.and(truth, no), .unit, .truth) == ["否", "否", "否"])
    #expect(sketch.values(.and(truth, yes), .unit, .truth) == ["是", "否", "·"])
    #expect(sketch.values(.or(truth, yes), .unit, .truth) == ["是", "是", "是"])
    #expect(sketch.values(.or(truth, no), .unit, .truth) == ["是", "否", "·"])
    #expect(sketch.values(.not(truth), .unit, .truth) == ["否", "是", "·"])
  }

  @Test func codes() {
    var (sketch, table) = sketch()
    let group = sketch.input(table, "组")
    let town = sketch.node(.code("镇"), .one, .code(.options(["部门", "镇"])))
    let text = sketch.input(table, "批注")
    #expect(sketch.values(.sameCode(group, town), .unit, .truth) == ["是", "否", "·"])
    #expect(sketch.values(.isOneOf(group, ["部门", "街道"]), .unit, .truth) == ["否", "是", "·"])
    #expect(sketch.values(.isOneOf(text, ["x"]), .unit, .truth) == ["是", "·", "否"])
    let unit = sketch.node(.unitName, .unit, .code(.units))
    #expect(sketch.values(.isOneOf(unit, ["乙"]), .unit, .truth) == ["否", "是", "否"])
  }

  @Test func choose() {
    var (sketch, table) = sketch()
    let truth = sketch.input(table, "批示")
    let half = sketch.number("0.5")
    let ten = sketch.number("10")
    #expect(sketch.values(.choose(truth, then: half, otherwise: ten)) == ["0.5", "10", "·"])
    let options = CodeSpace.options(["优", "差"])
    let good = sketch.node(.code("优"), .one, .code(options))
    let bad = sketch.node(.code("差"), .one, .code(.options(["差"])))
    let grade = sketch.node(.choose(truth, then: good, otherwise: bad), .unit, .code(options))
    #expect(sketch.values(grade) == ["优", "差", "·"])
  }

  @Test func guardedAmounts() {
    var (sketch, table) = sketch()
    let truth = sketch.input(table, "批示")
    let number = sketch.input(table, "数")
    let node = sketch.node(.guarded(mask: truth, amount: number))
    #expect(sketch.values(node) == ["1", "0", "0"])
    let always = sketch.node(.truth(true), .unit, .truth)
    let bare = sketch.node(.guarded(mask: always, amount: number))
    sketch.line("得 数", bare)
    let problems = sketch.evaluated(bare)?.problems ?? []
    #expect(problems.map { $0.message(.chinese) } == ["丙：“得 数”应计分，但所需的值空缺（“数”为空）"])
    #expect(
      problems.map(\.place)
        == [.cell(file: "名册.csv", row: 4, column: 4, header: "数", text: "")])
  }

  @Test func lookups() {
    var (sketch, table) = sketch()
    let group = sketch.input(table, "组")
    let level = sketch.input(table, "级")
    let forty = sketch.number("40")
    let thirty = sketch.number("30.5")
    let one = sketch.node(
      .lookup(keys: [group], entries: [LookupEntry(["镇"], forty), LookupEntry(["部门"], thirty)]))
    #expect(sketch.values(one) == ["40", "30.5", "·"])
    let two = sketch.node(
      .lookup(
        keys: [group, level], entries: [LookupEntry(["镇", "高"], forty), LookupEntry(["部门", "高"], thirty)]))
    #expect(sketch.values(two) == ["40", "·", "·"])
  }

  @Test func fetchFindsManyToOne() {
    var (sketch, table) = sketch()
    let weights = sketch.table("标准", nil, keys: [0], columns: "组别:id", "分值:n")
    sketch.file(weights, "组别,分值\n部门,7\n街道,8\n")
    let group = sketch.input(table, "组")
    let node = sketch.node(.fetch(table: weights, column: 1, key: group))
    #expect(sketch.values(node) == ["·", "7", "·"])
  }

  @Test func openFiguresAreAskedFor() {
    var (sketch, table) = sketch()
    sketch.plan.figures = [
      Figure(
        address: [.label("（五）"), .keyword(Phrase("另加", "add"))], value: nil, openReason: "原文缺页",
        measure: .plain, isPercent: false, place: .nowhere)
    ]
    let open = sketch.node(.figure(0), .one)
    let number = sketch.input(table, "数")
    let node = sketch.node(.multiply(number, open))
    #expect(sketch.evaluated(node)?.problems.map { $0.message(.chinese) } == ["“（五）” 另加 未定：原文缺页；甲 要用到它"])
  }
}

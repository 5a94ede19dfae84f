import Diagnostics
import Engine
import Exact
import Semantics
import Tables
import Testing

@Suite struct EngineBindingTests {
  private func roster(_ text: String, _ columns: String...) -> [String] {
    var sketch = EngineSketch()
    let table = sketch.table(
      "名册", .unit, keys: [0], columns: "单位:unit", "甲:条=0", "乙:pct?", "丙:note?", "丁:yes?", "戊:date?", "己:镇|部门?"
    )
    sketch.plan.tables[table].datedColumn = nil
    sketch.file(table, text)
    return sketch.bound().errors.map { "\($0.code.id) \(EngineBindingTests.cell($0.place))" }
  }

  static func cell(_ place: Place) -> String {
    guard case .cell(_, _, let row, let column, _, let text) = place else { return "" }
    return "R\(row)C\(column) \(text)"
  }

  @Test func headersInAnyOrderUnderAnyName() {
    var sketch = EngineSketch()
    let table = sketch.table("名册", .unit, keys: [0], columns: "单位:unit", "得分:n", "备:n?", "零:n=0")
    sketch.plan.tables[table].columns[1].headers = ["5-6月得分"]
    sketch.file(table, "序号,５-６月得分 ,单位,说明\n1,8,甲,x\n")
    let bound = sketch.bound()
    #expect(bound.errors.isEmpty)
    #expect(
      bound.dataset?.findings.map { $0.message(.chinese) } == [
        "表“名册”的文件里没有 2 列，各行按空着计：备（空缺）、零（0）",
        "表“名册”的文件里有 2 列没有用到：序号、说明",
      ])
    #expect(sketch.values(sketch.inputOp(table, "得分")) == ["8"])
    #expect(sketch.values(sketch.inputOp(table, "零")) == ["0"])
    sketch.files = [(table, "单位,得份\n甲,8\n")]
    let errors = sketch.bound().errors
    #expect(errors.map(\.code.id) == ["J402"])
    #expect(errors.first?.near == ["得份"])
    sketch.files = [(table, "单位,得分,得分\n甲,8,9\n")]
    #expect(sketch.codes() == ["J403"])
    sketch.files = []
    #expect(sketch.codes() == ["J401"])
  }

  @Test func wrongCells() {
    let head = "单位,甲,乙,丙,丁,戊,己\n"
    #expect(roster(head + "甲,x,,,,,\n") == ["J405 R2C2 x"])
    #expect(roster(head + "甲,1.5,,,,,\n") == ["J406 R2C2 1.5"])
    #expect(roster(head + "甲,1.0,25,,,,\n") == ["J407 R2C3 25"])
    #expect(roster(head + "甲,25%,,,,,\n") == ["J408 R2C2 25%"])
    #expect(roster(head + "甲,,0.25,5+1*,是,2024.5.3,镇\n") == [])
    #expect(roster(head + "甲,,25%,5+1#,,,\n") == ["J414 R2C4 5+1#"])
    #expect(roster(head + "甲,,,,也许,,\n") == ["J413 R2C5 也许"])
    #expect(roster(head + "甲,,,,,2024-02-30,\n") == ["J410 R2C6 2024-02-30"])
    #expect(roster(head + "甲,,,,,45415,\n") == ["J411 R2C6 45415"])
    #expect(roster(head + "甲,,,,,,乡镇\n") == ["J409 R2C7 乡镇"])
    #expect(roster(head + "甲,1 条,,,,,\n乙,１２,,,,,\n") == [])
    #expect(roster(head + ",1,,,,,\n") == ["J419 R2C1 "])
    #expect(roster(head + "甲,1,,,,,\n合 计,1,,,,,\n") == ["J418 R3C1 合 计"])
    #expect(roster(head + "甲,1,,,,,\n甲 ,2,,,,,\n") == ["J416 R3C1 甲 "])
    #expect(roster(head + "甲,1,,,,,\n,,,,,,\n乙,2,,,,,\n") == [])
  }

  @Test func blanksAreRefusedUnlessAllowed() {
    var sketch = EngineSketch()
    let table = sketch.table("名册", .unit, keys: [0], columns: "单位:unit", "数:n", "组:镇|部门")
    sketch.file(table, "单位,数,组\n甲, ,镇\n乙,1,\n")
    #expect(sketch.codes() == ["J404", "J404"])
  }

  @Test func errorsAreCutAtTwenty() {
    var sketch = EngineSketch()
    let table = sketch.table("名册", .unit, keys: [0], columns: "单位:unit", "数:n")
    sketch.file(table, "单位,数\n" + (1...33).map { "单位\($0),x" }.joined(separator: "\n"))
    let errors = sketch.bound().errors
    #expect(errors.count == 21)
    #expect(errors.last?.message(.chinese) == "表“名册”另有 13 处错误未列出")
  }

  @Test func unitsOfRecords() {
    var sketch = EngineSketch()
    let first = sketch.table("名册", .unit, keys: [0], columns: "单位:unit")
    let second = sketch.table("补充", .unit, keys: [0], columns: "单位:unit", "数:n")
    let records = sketch.table("采用", columns: "单位:unit", "分:n")
    sketch.plan.tables[first].aliases = [TableSchema.Alias(alias: "区住房城乡建设局", name: "区住建局")]
    sketch.file(first, "单位\n区住建局\n区教育局\n")
    sketch.file(second, "单位,数\n区住房城乡建设局,1\n区教育局（新）,2\n")
    sketch.file(records, "单位,分\n 区住建局,1\n区教育居,2\n合计,3\n")
    let errors = sketch.bound().errors
    #expect(errors.map(\.code.id) == ["J417", "J418"])
    #expect(errors.first?.near.first == "区教育局")
    sketch.files[2] = (records, "单位,分\n区住房城乡建设局,1\n")
    let findings = sketch.bound().dataset?.findings.map { $0.message(.chinese) }
    #expect(
      findings == [
        "1 个单位只见于表“补充”，不见于它前面的表：区教育局（新）", "1 个单位在表“补充”里没有行：区教育局",
      ])
    let total = sketch.node(.aggregate(.sum, sketch.input(records, "分"), condition: nil))
    #expect(sketch.values(total) == ["1", "0", "0"])
  }

  @Test func severalFilesGiveRowsToOneTable() {
    var sketch = EngineSketch()
    let table = sketch.table("报送", .unit, keys: [0], columns: "单位:unit", "数:n")
    sketch.file(table, "单位,数\n甲,1\n")
    sketch.file(table, "数,单位\n2,乙\nx,丙\n")
    #expect(sketch.bound().errors.map { EngineBindingTests.cell($0.place) } == ["R3C1 x"])
    sketch.files[1] = (table, "数,单位\n2,乙\n3,甲\n")
    #expect(sketch.codes() == ["J416"])
    sketch.files[1] = (table, "数,单位\n2,乙\n")
    #expect(sketch.values(sketch.inputOp(table, "数")) == ["1", "2"])
  }

  @Test func recordsOutsideThePeriod() {
    var sketch = EngineSketch()
    sketch.plan.period = PeriodRange(firstMonth: 2024 * 12 + 4, lastMonth: 2024 * 12 + 5)
    let records = sketch.table("采用", columns: "单位:unit", "日:date")
    let rest = sketch.table("休假日", columns: "日:date")
    sketch.file(records, "单位,日\n甲,2024-05-01\n乙,2024-07-01\n")
    sketch.file(rest, "日\n2023-01-01\n")
    let errors = sketch.bound().errors
    #expect(errors.map { $0.message(.chinese) } == ["“2024-07-01”不在办法的期间（2024年5月至2024年6月）之内"])
  }

  @Test func namesInLists() {
    var sketch = EngineSketch()
    let roster = sketch.table("名册", .unit, keys: [0], columns: "单位:unit")
    let records = sketch.table("采用", columns: "署名:names", "分:n")
    sketch.file(roster, "单位\n甲\n乙\n")
    sketch.file(records, "署名,分\n甲、乙,1\n甲、甲,2\n甲、丙,3\n,4\n")
    #expect(sketch.codes() == ["J415", "J417", "J419"])
  }

  @Test func missingRowsOfMonths() {
    var sketch = EngineSketch()
    sketch.plan.period = PeriodRange(firstMonth: 2024 * 12, lastMonth: 2024 * 12 + 1)
    let roster = sketch.table("名册", .unit, keys: [0], columns: "单位:unit")
    let months = sketch.table("月报", .unitPeriod(.month), keys: [0, 1], columns: "单位:unit", "月:month", "数:n")
    sketch.file(roster, "单位\n甲\n乙\n")
    sketch.file(months, "单位,月,数\n甲,1月,1\n乙,1月,2\n乙,2月,3\n")
    #expect(
      sketch.bound().dataset?.findings.map { $0.message(.chinese) } == ["表“月报”缺 1 行：甲 2024年2月"])
    sketch.files[1] = (months, "单位,月,数\n甲,13月,1\n乙,3月,2\n")
    #expect(sketch.codes() == ["J412", "J420"])
  }
}

import Diagnostics
import Engine
import Foundation
import Jifen
import Semantics
import Testing
import Workbooks

@testable import Reports

/// Workbooks of live formulas. That they compute what they should is for a spreadsheet to say: with
/// JIFEN_FORMULA_FOLDER set, workbooks of random methods are written there, and Tests/Workbooks/run recalculates
/// them.
@Suite struct FormulaWorkbookTests {
  static let folder = ProcessInfo.processInfo.environment["JIFEN_FORMULA_FOLDER"]

  /// How many random methods; JIFEN_PROPERTY_CASES asks for more.
  static let count = ProcessInfo.processInfo.environment["JIFEN_PROPERTY_CASES"].flatMap { Int($0) } ?? 25

  /// A random method with all its definitions published, scored.
  static func scored(seed: Int) -> (run: Run, source: SourceText)? {
    let subject = PropertyMethod.make(seed: seed)
    var diagnostics: [Diagnostic] = []
    guard let plain = Method.load(name: "random.jifen", text: subject.method, diagnostics: &diagnostics)
    else {
      return nil
    }
    let names = plain.plan.definitions.filter { plain.plan.nodes[$0.node].grain == .unit }.map(\.name)
    let text = subject.method + "公布 “全部”：" + (["单位"] + names).joined(separator: "、") + "\n"
    let method = Method.load(name: "random.jifen", text: text, diagnostics: &diagnostics) ?? plain
    guard let run = Jifen.run(method, tables: subject.files, diagnostics: &diagnostics), run.outcome != nil
    else {
      return nil
    }
    return (run, method.source)
  }

  static func report(_ run: Run, _ source: SourceText) -> FormulaReport? {
    run.outcome.map { FormulaReport(run, $0, method: source, inputs: [], version: "jifen", .chinese) }
  }

  @Test func randomMethods() throws {
    var written = 0
    var refused: [String: Int] = [:]
    for seed in 0..<Self.count {
      guard let (run, source) = Self.scored(seed: seed), let report = Self.report(run, source) else {
        continue
      }
      switch report.workbook() {
      case .success(let workbook):
        written += 1
        guard let folder = Self.folder else { continue }
        try Data(workbook.bytes()).write(to: URL(fileURLWithPath: "\(folder)/random-\(seed).xlsx"))
      case .failure(let failure):
        refused[failure.diagnostic.message(.chinese), default: 0] += 1
      }
    }
    // Nearly all that the language can say has formulas; a day of a month has none.
    let others = refused.filter { !$0.key.contains("某月某日") }
    #expect(written > others.values.reduce(0, +) * 10, "\(refused)")
    if Self.folder != nil { print("written \(written), refused \(refused)") }
  }

  /// The formulas of the first row of a published table.
  private func formulas(_ method: String, _ csv: String, sheet: Int = 0, row: Int) throws -> [String] {
    var diagnostics: [Diagnostic] = []
    let loaded = try #require(Method.load(name: "m.jifen", text: method, diagnostics: &diagnostics))
    let file = InputFile(table: "采用", name: "采用.csv", bytes: Array(csv.utf8))
    let run = try #require(Jifen.run(loaded, tables: [file], diagnostics: &diagnostics))
    let workbook = try #require(try Self.report(run, loaded.source)?.workbook().get())
    return workbook.sheets[sheet].rows[row].cells.map { cell in
      if case .formula(let text, _) = cell.value { return text }
      return ""
    }
  }

  private static let method = """
    办法 “甲”
    表 采用，每行一个单位：
        单位  名称
        件数  条，空作 0
    条款 “一”：
        件数 每条 2.5 分
    总分 = 各条款之和
    排名：总分 从高到低；并列 同名次
    公布 “得分”：名次、单位、总分 四舍五入 1 位、件数 0 作 “无”

    """

  @Test func shapes() throws {
    let rows = try formulas(Self.method, "单位,件数\n甲,1\n乙,3\n", row: 3)
    let find = "MATCH(1,'计算 单位'!$"
    #expect(rows.count == 4 && rows.allSatisfy { $0.contains(find) })
    #expect(rows[2].hasPrefix("IF(INDEX(") && rows[2].contains("ROUND(ROUND("))
    #expect(rows[3].contains("\"无\""))
  }

  /// What counties seldom say has formulas too; Tests/Workbooks/run recalculates the same workbook.
  @Test func seldomSaid() throws {
    let tests = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    let folder = tests.appendingPathComponent("Workbooks/live")
    var diagnostics: [Diagnostic] = []
    let text = try String(contentsOf: folder.appendingPathComponent("live.jifen"), encoding: .utf8)
    let loaded = try #require(Method.load(name: "live.jifen", text: text, diagnostics: &diagnostics))
    let files = try loaded.plan.tables.map { table in
      let bytes = try Data(contentsOf: folder.appendingPathComponent(table.name + ".csv"))
      return InputFile(table: table.name, name: table.name + ".csv", bytes: Array(bytes))
    }
    let run = try #require(Jifen.run(loaded, tables: files, diagnostics: &diagnostics))
    let workbook = try #require(try Self.report(run, loaded.source)?.workbook().get())
    let formulas = workbook.sheets.flatMap(\.rows).flatMap(\.cells).compactMap { cell -> String? in
      if case .formula(let text, _) = cell.value { return text }
      return nil
    }
    // The day of a month is cut to its length; levels go up; a limited grade is blank outside.
    #expect(formulas.contains { $0.contains("MIN(EOMONTH(") })
    #expect(formulas.contains { $0.contains("IF(EXACT(") && $0.contains("\"市级\",IF(") })
    #expect(formulas.contains { $0.hasPrefix("IF(") && $0.contains("=1,\"\",IF(") && $0.contains("\"优\"") })
  }

  /// A blank cell counts as the method says, and a figure is a cell that may be changed.
  @Test func inputsAndFigures() throws {
    var diagnostics: [Diagnostic] = []
    let loaded = try #require(Method.load(name: "m.jifen", text: Self.method, diagnostics: &diagnostics))
    let file = InputFile(table: "采用", name: "采用.csv", bytes: Array("单位,件数\n甲,\n".utf8))
    let run = try #require(Jifen.run(loaded, tables: [file], diagnostics: &diagnostics))
    let workbook = try #require(try Self.report(run, loaded.source)?.workbook().get())
    let computed = try #require(workbook.sheets.first { $0.name == "计算 单位" })
    let texts = computed.rows[1].cells.map { cell -> String in
      if case .formula(let text, _) = cell.value { return text }
      return ""
    }
    #expect(texts.contains("IF('数据 采用'!B2=\"\",0,'数据 采用'!B2)"))
    #expect(texts.contains { $0.contains("数字!$B$2") })
    let figures = try #require(workbook.sheets.first { $0.name == "数字" })
    #expect(figures.rows[1].cells[1].value == .number("2.5"))
  }

  @Test func figuresThatSpreadsheetsCannotTellApart() throws {
    let method = Self.method.replacing("件数 每条 2.5 分", with: "得 件数").replacing("条，空作 0", with: "分")
    for (csv, isWritten) in [
      ("甲,1.00000001\n乙,1.00000002", true), ("甲,1.0000000001\n乙,1.0000000002", false),
      ("甲,1.0000000001\n乙,1.0000000001", true), ("甲,9999999999999\n乙,1", false), ("甲,99999999999\n乙,1", true),
    ] {
      var diagnostics: [Diagnostic] = []
      let loaded = try #require(Method.load(name: "m.jifen", text: method, diagnostics: &diagnostics))
      let file = InputFile(table: "采用", name: "采用.csv", bytes: Array(("单位,件数\n" + csv + "\n").utf8))
      let run = try #require(Jifen.run(loaded, tables: [file], diagnostics: &diagnostics))
      switch try #require(Self.report(run, loaded.source)).workbook() {
      case .success: #expect(isWritten, "\(csv)")
      case .failure(let failure):
        #expect(!isWritten, "\(csv)")
        #expect(failure.diagnostic.code == .figuresTooNear)
      }
    }
  }
}

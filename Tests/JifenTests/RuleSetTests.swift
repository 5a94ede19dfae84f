import Foundation
import Jifen
import Testing

@testable import JifenCommand

/// The five offices: what the rule sets publish is what the offices published, cell for cell and in order.
@Suite struct RuleSetTests {
  static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  static let offices = [
    "wenxian-2023", "qianjiang-2023h1", "yanjin-2024", "yanjin-2024-items", "yanjiang-2020q3", "jinghe-2020",
  ]

  /// Cells that the printed rule does not give, as published and as the rule gives them.
  static let disagreements: [String: [Disagreement]] = [
    "yanjin-2024": [Disagreement(unit: "农业农村局", header: "本期得分", published: "18", computed: "19")],
    "yanjin-2024-items": [Disagreement(unit: "农业农村局", header: "本期得分", published: "18", computed: "19")],
    "yanjiang-2020q3": [Disagreement(unit: "莲花街道办事处", header: "报送得分", published: "", computed: "5")],
  ]

  struct Disagreement: Hashable {
    let unit: String
    let header: String
    let published: String
    let computed: String
  }

  private func outcome(_ method: String, _ data: String) throws -> Outcome {
    var diagnostics: [Diagnostic] = []
    let file = Self.root.appendingPathComponent("RuleSets/\(method).jifen")
    let loaded = try #require(
      Method.load(name: method, bytes: Array(Data(contentsOf: file)), diagnostics: &diagnostics))
    let folder = Self.root.appendingPathComponent("Examples/\(data)")
    let tables = try loaded.plan.tables.map { table in
      let bytes = try Array(Data(contentsOf: folder.appendingPathComponent("\(table.name).csv")))
      return InputFile(table: table.name, name: "\(table.name).csv", bytes: bytes)
    }
    return try #require(score(loaded, tables: tables, diagnostics: &diagnostics), "\(diagnostics)")
  }

  @Test(arguments: offices) func publishedTables(_ office: String) throws {
    let outcome = try outcome(office, office)
    var found: [Disagreement] = []
    #expect(!outcome.tables.isEmpty)
    for table in outcome.tables {
      let file = Self.root.appendingPathComponent("Examples/\(office)/公布-\(table.name).csv")
      let published = try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map {
        $0.components(separatedBy: ",")
      }
      #expect(published.first == table.columns.map(\.header))
      #expect(published.count == table.rows.count + 1)
      for (row, line) in zip(table.rows, published.dropFirst()) {
        for (index, cell) in line.enumerated() where cell != row.values[index].shown {
          found.append(
            Disagreement(
              unit: row.unit, header: table.columns[index].header, published: cell,
              computed: row.values[index].shown))
        }
      }
    }
    #expect(found == Self.disagreements[office] ?? [])
    #expect(!outcome.findings.contains { $0.code == .checkFailed }, "\(outcome.findings)")
  }

  /// English keywords, the same plan, the same bytes.
  @Test func englishTwin() throws {
    var diagnostics: [Diagnostic] = []
    let plans = try ["yanjin-2024", "yanjin-2024.en"].map { name in
      let file = Self.root.appendingPathComponent("RuleSets/\(name).jifen")
      return try #require(
        Method.load(name: name, bytes: Array(Data(contentsOf: file)), diagnostics: &diagnostics)
      ).plan.text
    }
    #expect(plans[0] == plans[1])
    let chinese = try outcome("yanjin-2024", "yanjin-2024")
    let english = try outcome("yanjin-2024.en", "yanjin-2024")
    #expect(chinese.tables.map { CSVReport.render($0) } == english.tables.map { CSVReport.render($0) })
  }

  @Test func commendedAndCriticised() throws {
    let lists = try outcome("qianjiang-2023h1", "qianjiang-2023h1").lists
    let departments = lists.filter { $0.group == "部门" }
    #expect(departments.first { $0.name == "通报表扬" }?.entries.map(\.unit) == ["市发改委", "市经信局"])
    #expect(departments.first { $0.name == "通报表扬" }?.excluded.map(\.unit) == ["市小龙虾产业发展促进中心"])
    let criticised = try #require(departments.first { $0.name == "通报批评" })
    #expect(criticised.entries.map(\.unit) == ["市卫健委", "市应急管理局", "市乡村振兴局", "市统计局", "市退役军人事务局"])
    #expect(criticised.cutInTie == ["市公共检验检测中心", "市卫健委"])
    let towns = lists.filter { $0.group == "区镇街道" }
    #expect(towns.first { $0.name == "通报表扬" }?.entries.map(\.unit) == ["杨市街道", "泰丰街道", "王场镇"])
    #expect(towns.first { $0.name == "通报批评" }?.entries.map(\.unit) == ["广华寺街道", "周矶管理区", "熊口管理区"])
  }

  @Test func firstAndLastOfWenxian() throws {
    let lists = try outcome("wenxian-2023", "wenxian-2023").lists
    let last = lists.filter { $0.name == "成绩较差的单位" }.map { $0.entries.map(\.unit) }
    #expect(last == [["武德镇"], ["水利局"], ["信访局"], ["公共资源交易中心"]])
    let first = lists.filter { $0.name == "成绩好的单位" }.map { $0.entries.map(\.unit) }
    #expect(first.map(\.count) == [3, 5, 3, 3])
    #expect(first[3] == ["供电公司", "残联", "供销社"])
  }

  @Test func gradesOfJinghe() throws {
    let grades = try outcome("jinghe-2020", "jinghe-2020").grades
    let towns = try #require(grades.first { $0.group == "乡镇场" })
    #expect(towns.rows.first { $0.grade == "优秀" }?.units == ["八家户农场", "茫丁乡"])
    #expect(towns.rows.first { $0.grade == "良好" }?.units == ["精河镇", "阿合其农场"])
  }
}

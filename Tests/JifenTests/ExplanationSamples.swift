import Foundation
import Jifen
import Testing

/// The rule sets with their examples, and a small method that uses every kind of line.
enum ExplanationSamples {
  static let names = [
    "wenxian-2023", "qianjiang-2023h1", "yanjin-2024", "yanjin-2024-items", "yanjiang-2020q3", "jinghe-2020",
  ]

  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent()
    .deletingLastPathComponent()

  private static func bytes(_ path: String) throws -> [UInt8] {
    try [UInt8](Data(contentsOf: root.appendingPathComponent(path)))
  }

  static func method(_ name: String) throws -> Jifen.Method {
    var diagnostics: [Diagnostic] = []
    let bytes = try bytes("RuleSets/\(name).jifen")
    let method = Jifen.Method.load(name: name, bytes: bytes, diagnostics: &diagnostics)
    return try #require(method, "\(diagnostics.map { $0.message(.chinese) })")
  }

  static func tables(_ method: Jifen.Method, _ example: String) throws -> [InputFile] {
    try method.plan.tables.map { table in
      let name = "\(table.name).csv"
      return InputFile(table: table.name, name: name, bytes: try bytes("Examples/\(example)/\(name)"))
    }
  }

  static func run(_ name: String) throws -> Run {
    let method = try method(name)
    var diagnostics: [Diagnostic] = []
    let run = Jifen.run(method, tables: try tables(method, name), diagnostics: &diagnostics)
    return try #require(run, "\(diagnostics.map { $0.message(.chinese) })")
  }

  /// What `jifen explain` prints for a rule set and its example.
  static func text(
    _ name: String, example: String? = nil, _ unit: String, against other: String? = nil,
    _ language: Language = .chinese
  ) throws -> String {
    let method = try method(name)
    var diagnostics: [Diagnostic] = []
    let text = Jifen.explain(
      method, tables: try tables(method, example ?? name), unit: unit, against: other, language: language,
      diagnostics: &diagnostics)
    return try #require(text, "\(diagnostics.map { $0.message(.chinese) })")
  }

  // MARK: - Every kind of line

  static let ledger = """
    办法 “综合考核”
    期间 2024年1月 至 2024年3月

    表 名册，每行一个单位：
        单位      名称
        组        选项：乡镇、部门，可空
        基数      分，空作 0

    表 采用，每行一条：
        单位      名称
        编号      编号
        日期      日期
        级别      选项：省、市、县
        批示      是否，空作 否
        失实      是否，空作 否

    部分 “甲” 采用，满分 40 分：
        条款 “1” 基础：
            级别：省 10 分、市 6 分、县 2 分
            每月 不超过 20 分
        条款 “2” 批示：
            批示 的，另加 1.5 倍
        条款 “3” 失实：
            失实 的，本条 记 0 分
        条款 “4” 重复：
            同一 编号 只记最高

    部分 “乙” 扣分：
        条款 “5” 任务：
            任务数 = 个数(采用，按 单位)
            得 5 分
            任务数 不足 4 条 的，每少 1 条 扣 3 分
            扣完为止

    总分 = 基数 + 各部分之和 × 2
    人均 = 总分 ÷ 3

    排名 组内：人均 从高到低，基数 从高到低；并列 同名次
    等次 组内：
        先进    总分 满 50 分
        合格    总分 满 10 分
        不合格  其余
    名单 “前两名” 组内：前 2 名；不含 基数 超过 8 分 的，因 “基数偏高”
    公布 “结果” 组内：名次、单位、总分、人均 四舍五入 2 位、等次

    """

  static let ledgerTables = [
    "名册": "单位,组,基数\n东乡,乡镇,3\n西乡,乡镇,9\n南局,部门,1\n北局,部门,1\n无组,,2\n",
    "采用": """
    单位,编号,日期,级别,批示,失实
    东乡,A1,2024-01-05,省,是,
    东乡,A2,2024-01-08,市,,
    东乡,A2,2024-01-20,县,,
    东乡,A3,2024-02-03,省,是,是
    东乡,A4,2024-03-09,省,,
    东乡,A5,2024-03-19,省,,
    东乡,A6,2024-03-19,市,,
    西乡,B1,2024-02-01,市,,
    南局,C1,2024-02-01,县,,
    北局,D1,2024-02-01,县,,
    无组,E1,2024-02-01,县,,

    """,
  ]

  static func ledgerInputs() -> [InputFile] {
    ledgerTables.sorted { $0.key < $1.key }.map {
      InputFile(table: $0.key, name: "\($0.key).csv", bytes: Array($0.value.utf8))
    }
  }

  static func ledgerMethod(_ text: String = ledger) throws -> Jifen.Method {
    var diagnostics: [Diagnostic] = []
    let method = Jifen.Method.load(name: "ledger.jifen", text: text, diagnostics: &diagnostics)
    return try #require(method, "\(diagnostics.map { $0.message(.chinese) })")
  }

  static func ledgerText(_ unit: String, against other: String? = nil, _ language: Language = .chinese) throws
    -> String
  {
    var diagnostics: [Diagnostic] = []
    let text = Jifen.explain(
      try ledgerMethod(), tables: ledgerInputs(), unit: unit, against: other, language: language,
      diagnostics: &diagnostics)
    return try #require(text, "\(diagnostics.map { $0.message(.chinese) })")
  }
}

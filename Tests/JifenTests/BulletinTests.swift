import Foundation
import Jifen
import Testing

@testable import Reports

/// Notices: computed figures in their text, the same in every rendering.
@Suite struct BulletinTests {
  private static let head = """
    办法 “某县政务信息考核”
    期间 2024年1月 至 2024年6月

    表 情况，每行一个单位：
        单位      名称
        组        选项：乡镇、部门、街道
        采用数    条，空作 0
        有误      次，空作 0

    参数 名额，按 组：乡镇 2 名；部门、街道 1 名

    条款 “1”：采用数 每条 5 分
    总分 = 各条款之和
    占比 = 总分 ÷ 合计（总分，按 组）
    排名 组内：总分 从高到低；并列 同名次
    名单 “靠前” 组内：前 名额；并列 全取
    名单 “有误”：有误 超过 0 次 的
    名单 “没有”：采用数 超过 99 条 的
    等次 组内：
        优秀    总分 满 20 分
        合格    其余
    公布 “得分” 组内：名次、单位、总分 四舍五入 1 位
    公布 “分表” 按组分表：单位、总分


    """

  private static let data = "单位,组,采用数,有误\n甲镇,乡镇,4,1\n乙镇,乡镇,5,3\n丙镇,乡镇,1,\n丁局,部门,3,2\n"

  private func bulletin(_ text: String, language: Language = .chinese) throws -> Bulletin {
    var diagnostics: [Diagnostic] = []
    let method = try #require(
      Jifen.Method.load(name: "m.jifen", text: Self.head + text, diagnostics: &diagnostics),
      "\(diagnostics.map { $0.message(.english) })")
    let tables = [InputFile(table: "情况", name: "情况.csv", bytes: Array(Self.data.utf8))]
    let result = Jifen.bulletin(method, tables: tables, language: language, diagnostics: &diagnostics)
    return try #require(result, "\(diagnostics.map { $0.message(.english) })")
  }

  private func lines(_ text: String, language: Language = .chinese) throws -> [String] {
    BulletinReport.markdown(try bulletin("通报 “T”：\n" + text, language: language), language)
      .components(separatedBy: "\n\n").dropFirst().map { $0.trimmingCharacters(in: .newlines) }
  }

  // MARK: - What is computed

  @Test func values() throws {
    #expect(try lines("    “共{合计（采用数）}条，{个数（情况）}个单位”") == ["共13条，4个单位"])
    #expect(try lines("    “{合计（采用数） ÷ 个数（情况） 四舍五入 1 位}”") == ["3.3"])
    #expect(try lines("    “{合计（采用数，限 组 为 “乡镇”） ÷ 合计（采用数） 百分比 四舍五入 0 位}”") == ["77%"])
    #expect(try lines("    “{合计（采用数） - 13 条 0 作 “没有”}，{{花括号}}”") == ["没有，{花括号}"])
    #expect(try lines("    “{期间}”") == ["2024年1月至6月"])
    #expect(try lines("    “{期间}”", language: .english) == ["January 2024 to June 2024"])
    #expect(try lines("    “{（若 合计（采用数） 满 10 条 则 1 分 否则 0 分）}”") == ["1"])
  }

  @Test func units() throws {
    #expect(try lines("    “{名单 “有误”}”") == ["乙镇、甲镇、丁局"])
    #expect(try lines("    “{名单 “没有”}”") == ["无"])
    #expect(try lines("    “{名单 “有误”，按 有误 从高到低，附 有误}”") == ["乙镇（3次）、丁局（2次）、甲镇（1次）"])
    #expect(
      try lines("    “{名单 “有误”，按 采用数 从低到高，附 采用数、总分 四舍五入 1 位}”")
        == ["丁局（3条，15.0分）、甲镇（4条，20.0分）、乙镇（5条，25.0分）"])
    #expect(
      try lines("    “{名单 “有误”，附 总分}”", language: .english)
        == ["乙镇 (25 points), 甲镇 (20 points), 丁局 (15 points)"])
    #expect(try lines("    “{名单 “靠前”}”") == ["乡镇：乙镇、甲镇；部门：丁局"])
    #expect(try lines("    “{等次 优秀，附 占比 百分比 四舍五入 0 位}”") == ["乡镇：乙镇（50%）、甲镇（40%）；部门：无"])
  }

  @Test func aParagraphForEachGroup() throws {
    // A group without units has none.
    #expect(
      try lines("    分项，按 组：“{组}{名额}名，共{合计（采用数）}条：{名单 “靠前”，附 总分}；{等次 优秀}”") == [
        "（一）乡镇2名，共10条：乙镇（25分）、甲镇（20分）；乙镇、甲镇".replacingOccurrences(of: "（一）", with: "一、"),
        "二、部门1名，共3条：丁局（15分）；无",
      ])
  }

  @Test func numbering() throws {
    let text = """
          标题 “甲”：
              分项 “事”：“文”
              “段”
              标题 “乙”：
                  分项 “丙”
                  分项 “丁”
              分项 “戊”
          标题 “己”：
              分项 “庚”
      """
    #expect(
      try lines(text) == [
        "## 一、甲", "（一）**事。**文", "段", "### （二）乙", "1．丙", "2．丁", "（三）戊", "## 二、己", "（一）庚",
      ])
    #expect(
      try lines(text, language: .english) == [
        "## 1. 甲", "(1) **事.** 文", "段", "### (2) 乙", "(a) 丙", "(b) 丁", "(3) 戊", "## 2. 己", "(1) 庚",
      ])
    let words = [1: "一", 10: "十", 11: "十一", 20: "二十", 35: "三十五", 99: "九十九", 100: "100"]
    for (number, text) in words { #expect(BulletinWriter.chinese(number) == text) }
  }

  @Test func tablesAndFoot() throws {
    let lines = try lines("    主送 “各单位”\n    表 “得分”\n    附件 “分表”\n    附件 “得分”\n    落款 “办公室”，“{期间}”")
    #expect(lines.first == "各单位：")
    #expect(lines.contains("附件：1. 分表"))
    #expect(lines.contains("　　　2. 得分"))
    #expect(lines.contains("办公室  \n2024年1月至6月"))
    #expect(lines.contains("## 分表-乡镇") && lines.contains("## 分表-部门"))
    #expect(lines.filter { $0.contains("| 1 | 乙镇 | 25.0 |") }.count == 2)
    #expect(lines.contains("附件1") && lines.contains("附件2"))
  }

  @Test func absentValuesAreWarnedOf() throws {
    let bulletin = try bulletin("通报 “T”：\n    “{合计（采用数） ÷ （合计（采用数） - 13 条）}，{平均（有误，限 组 为 “街道”） 空 作 “无”}”")
    #expect(bulletin.findings.map(\.code.id) == ["J296"])
    #expect(BulletinReport.markdown(bulletin, .chinese) == "# T\n\n—，无\n")
  }

  // MARK: - The circular

  /// The sentences of the circular's second and third part: who, in which order, with how many points.
  @Test func figuresOfTheCircular() throws {
    let method = try ExplanationSamples.method("wenxian-2023")
    var diagnostics: [Diagnostic] = []
    let tables = try ExplanationSamples.tables(method, "wenxian-2023")
    let bulletin = try #require(Jifen.bulletin(method, tables: tables, diagnostics: &diagnostics))
    let expected = [
      "（一）乡镇(街道)前3名：温泉街道（540.4分）、黄河街道（523.8分）、张羌街道（516.5分）。",
      "（二）一类考评单位前5名：农业农村局（741.6分）、人力资源和社会保障局（676.1分）、财政局（586.1分）、"
        + "经济技术开发区管委会（585.6分）、住房和城乡建设局（552.7分）。",
      "（三）二类考评单位前3名：医疗保障局（319.8分）、民政局（286.6分）、公安局（280.3分）。",
      "（四）三类考评单位前3名：供电公司（167.1分）、残联（122.5分）、供销社（116分）。",
      "（一）乡镇(街道)最后一名：武德镇（431.8分）。", "（二）一类考评单位最后一名：水利局（145分）。",
      "（三）二类考评单位最后一名：信访局（145分）。", "（四）三类考评单位最后一名：公共资源交易中心（55分）。",
    ]
    let markdown = BulletinReport.markdown(bulletin, .chinese)
    let html = PageReading(String(decoding: BulletinReport.html(bulletin, .chinese), as: UTF8.self)).plain
    let word = try WordReading(WordBulletin(bulletin, application: "jifen", .chinese).document()).text
    for sentence in expected {
      #expect(markdown.contains(sentence))
      #expect(html.contains(sentence))
      #expect(word.contains(sentence))
    }
    #expect(markdown.contains("市级采用本县信息73条，信息室综合报送6条，其余67条出自23个县直单位和1个街道。"))
    #expect(markdown.contains("24个县直单位、11个乡镇和街道"))
  }

  /// Every cell of an annex is the published one, in each rendering.
  @Test func annexesAreThePublishedTables() throws {
    let method = try ExplanationSamples.method("wenxian-2023")
    var diagnostics: [Diagnostic] = []
    let tables = try ExplanationSamples.tables(method, "wenxian-2023")
    let bulletin = try #require(Jifen.bulletin(method, tables: tables, diagnostics: &diagnostics))
    let outcome = try #require(try ExplanationSamples.run("wenxian-2023").outcome)
    let table = outcome.tables[0]
    let cells = table.rows.flatMap { row in table.printedColumns.map { table.shown(row, $0) } }
    #expect(bulletin.annexes.flatMap(\.tables).map(\.name) == [table.name])
    let html = PageReading(String(decoding: BulletinReport.html(bulletin, .chinese), as: UTF8.self))
    #expect(html.cells(ofTable: table.name).flatMap { $0 } == cells)
    let lines = try WordReading(WordBulletin(bulletin, application: "jifen", .chinese).document()).text
      .components(separatedBy: "\n")
    let start = try #require(lines.lastIndex(of: "排名"))
    let groups = Set(table.rows.compactMap(\.group))
    #expect(
      lines[(start + 1)...].filter { !groups.contains($0) && !$0.isEmpty } == cells.filter { !$0.isEmpty })
  }

  @Test func sameBytesEveryTime() throws {
    let bulletin = try bulletin("通报 “T”：\n    “{名单 “有误”}”\n    附件 “得分”")
    let first = WordBulletin(bulletin, application: "jifen", .chinese).document()
    #expect(first == WordBulletin(bulletin, application: "jifen", .chinese).document())
    let document = try WordReading(first)
    #expect(document.parts.count == 9)
    let styles = String(decoding: document.parts["word/styles.xml"] ?? [], as: UTF8.self)
    for face in ["方正小标宋简体", "黑体", "楷体_GB2312", "仿宋_GB2312"] { #expect(styles.contains(face)) }
  }
}

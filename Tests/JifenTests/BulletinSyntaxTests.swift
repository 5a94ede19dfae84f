import Jifen
import Syntax
import Testing

/// 通报 as text: layout, translation, and files based on others.
@Suite struct BulletinSyntaxTests {
  private static let text = """
    办法 “考核”

    表 情况，每行一个单位：
        单位      名称
        组        选项：乡镇、部门
        采用数    条，空作 0

    条款 “1”：采用数 每条 5 分
    总分 = 各条款之和
    排名 组内：总分 从高到低；并列 同名次
    名单 “靠前” 组内：前 1 名；并列 全取
    公布 “得分” 组内：单位、总分

    通报 “共{合计（采用数）}条”：
        主送 “各单位”
        # 说明
        “一{{个}}花括号，{个数（情况，限 组 为 “乡镇”）}个”
        标题 “靠前”：
            分项，按 组：“{组}：{名单 “靠前”，按 采用数 从低到高，附 总分 四舍五入 1 位、采用数}。”
            分项 “其他”：“没有，”，“也没有。”
        表 “得分”
        附件 “得分”
        落款 “办公室”，“2024年”

    """

  private func formatted(_ text: String, _ language: Language? = nil) throws -> String {
    var diagnostics: [Diagnostic] = []
    let result = Jifen.format(
      name: "m", bytes: Array(text.utf8), language: language, diagnostics: &diagnostics)
    return try #require(result, "\(diagnostics.map { $0.message(.english) })")
  }

  private func plan(_ text: String) throws -> Plan {
    var diagnostics: [Diagnostic] = []
    let method = Jifen.Method.load(name: "m", text: text, diagnostics: &diagnostics)
    return try #require(method?.plan, "\(diagnostics.map { $0.message(.english) })")
  }

  @Test func layoutIsStable() throws {
    #expect(try formatted(Self.text) == Self.text)
    let loose = Self.text.replacingOccurrences(of: "{合计（采用数）}", with: "｛ 合计( 采用数 ) ｝")
      .replacingOccurrences(of: "    主送 “各单位”", with: "  主送   “各单位”\n")
      .replacingOccurrences(of: "\n    #", with: "\n  #").replacingOccurrences(of: "\n    “", with: "\n  “")
      .replacingOccurrences(of: "\n    标", with: "\n  标").replacingOccurrences(
        of: "\n    表 “", with: "\n  表 “"
      )
      .replacingOccurrences(of: "\n    附", with: "\n  附").replacingOccurrences(of: "\n    落", with: "\n  落")
    #expect(try plan(loose).text == plan(Self.text).text)
  }

  @Test func translationAndBack() throws {
    let english = try formatted(Self.text, .english)
    #expect(english.contains("notice \"共{sum(采用数)}条\":"))
    #expect(
      english.contains(
        "numbered, by 组: \"{组}：{list \"靠前\", by 采用数 ascending, showing 总分 half_up 1 digit | 采用数}。\""))
    #expect(try formatted(english, .chinese) == Self.text)
    #expect(try plan(english).text == plan(Self.text).text)
  }

  /// Words of a text that hold a quotation mark get other quotes, whichever piece holds it.
  @Test func quotesThatTheTextHolds() throws {
    let text = Self.text.replacingOccurrences(of: "“共{合计（采用数）}条”", with: "“共{合计（采用数）}\"条\"”")
    let english = try formatted(text, .english)
    #expect(english.contains("notice “共{sum(采用数)}\"条\"”:"))
    #expect(try formatted(english, .chinese) == text)
  }

  /// Its words are names elsewhere, and braces in other strings are text.
  @Test func wordsMayBeNames() throws {
    let text = Self.text.replacingOccurrences(of: "采用数", with: "附件").replacingOccurrences(
      of: "办法 “考核”", with: "办法 “考{核”")
    #expect(try plan(text).title == "考{核")
  }

  @Test func aFileReplacesTheNoticeOfItsBase() throws {
    func based(_ text: String) throws -> Plan {
      var diagnostics: [Diagnostic] = []
      let method = Jifen.Method.load(
        name: "m", bytes: Array("沿用 “b”\n\(text)\n".utf8),
        resolve: { _, _ in ("b", Array(Self.text.utf8)) }, diagnostics: &diagnostics)
      return try #require(method?.plan, "\(diagnostics.map { $0.message(.english) })")
    }
    #expect(try based("通报 “另一份”：\n    “文”").bulletin?.blocks.count == 1)
    #expect(try based("").bulletin?.blocks.count == 6)
    #expect(try based("废止 通报 “共{合计（采用数）}条”").bulletin == nil)
  }

  /// What is wrong in a notice is told once, and the rest of the method is still read.
  @Test(arguments: [
    ("    “{”", "J290"), ("    “{合计（采用数”", "J290"), ("    “{}”", "J109"), ("    “{甲}”", "J201"),
    ("    段落", "J"),
    ("    标题 “a”\n        “b”", "J"), ("    分项，按 单位：“a”", "J"), ("    “{名单 靠前}”", "J"),
    ("    “{等次 优秀}”", "J259"), ("    “{期间}”", "J"), ("    “{总分}”", "J256"), ("    “a", "J102"),
  ])
  func mistakes(_ text: String, _ code: String) throws {
    var diagnostics: [Diagnostic] = []
    let head = Self.text.components(separatedBy: "通报").first ?? ""
    let method = Jifen.Method.load(
      name: "m", text: head + "通报 “T”：\n" + text + "\n    “好”\n", diagnostics: &diagnostics)
    #expect(method == nil)
    #expect(diagnostics.count == 1, "\(diagnostics.map { $0.code.id + $0.message(.chinese) })")
  }
}

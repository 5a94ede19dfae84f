import Diagnostics
import Testing

@testable import Syntax

/// A mistake, the code it gets, the text that the code points at, and what its help proposes.
struct SyntaxMistake: Sendable, CustomTestStringConvertible {
  let text: String
  let code: String
  let spot: String
  let proposal: String

  init(_ text: String, _ code: String, at spot: String, _ proposal: String = "") {
    (self.text, self.code, self.spot, self.proposal) = (text, code, spot, proposal)
  }

  /// A line of a clause.
  static func line(_ line: String, _ code: String, at spot: String, _ proposal: String = "") -> Self {
    Self("条款 “1” 采用：\n    \(line)\n", code, at: spot, proposal)
  }

  var testDescription: String { "\(code) \(text)" }
}

@Suite struct SyntaxDiagnosticTests {
  static let mistakes: [SyntaxMistake] = [
    // How people type, and what is proposed.
    .line("报送 满 36 条，得 50 分", "J106", at: "报送 满 36 条", "报送 满 36 条 的，"),
    .line("报送 满 36 条 得 50 分", "J106", at: "报送 满 36 条", "报送 满 36 条 的，"),
    .line("批示，另加 3 倍", "J106", at: "批示", "批示 的，"),
    .line("满 36 条，得 50 分", "J103", at: "满", "前面写明是什么"),
    .line("满 36 条 的，得 50 分", "J103", at: "满", "前面写明是什么"),
    .line("不足 36 条 的，扣 5 分", "J103", at: "不足", "前面写明是什么"),
    .line("加 2 倍", "J116", at: "加 2 倍", "另加 2 倍"),
    .line("批示 的，扣 2 倍", "J116", at: "扣 2 倍", "乘 2"),
    .line("件数 10 件 以上 的，得 5 分", "J117", at: "以上", "满 10 件"),
    .line("件数 10 件以上，得 5 分", "J117", at: "以上", "满 10 件"),
    .line("件数 10 件以内 的，得 5 分", "J117", at: "以内", "不超过 10 件"),
    .line("件数 超过 10件以上 的，得 5 分", "J117", at: "以上", "满 10件"),
    .line("单条、简讯 每条 5 分", "J103", at: "、", "“单条 每条 5 分”、“简讯 每条 5 分”"),
    .line("5-6月得分 每条 5 分", "J103", at: "5-6月得分", "「5-6月得分」"),
    .line("得 5-6月得分", "J103", at: "5-6月得分", "「5-6月得分」"),
    .line("每 一 条 得 5 分", "J118", at: "一 条", "1 条"),
    .line("得 十分", "J118", at: "十分", "10 分"),
    .line("简讯 每 二十条 得 5 分", "J118", at: "二十条", "20 条"),
    .line("比率 高于 目标 的，每高 5% 加 1 分", "J103", at: "5%", "5 个百分点"),
    .line("简讯 5 分", "J103", at: "5", "每条 5 分"),
    .line("如果 批示，得 5 分", "J103", at: "如果", "若"),
    .line("得 满", "J103", at: "满", "前面写明是什么"),
    .line("得 名单", "J103", at: "名单", "「名单」"),
    SyntaxMistake("总分 = 上期 + 5-6月得分\n", "J103", at: "5-6月得分", "「5-6月得分」"),
    SyntaxMistake("表 采用，每行一条：\n    5-6月得分 分\n", "J103", at: "5-6月得分", "「5-6月得分」"),
    SyntaxMistake("条款 “1” 采用：\n    刊物 形式 单条 综合\n    省快报 5 分 10 分\n", "J103", at: "形式", "刊物 ＼ 形式 单条"),
    SyntaxMistake("条款 “1” 采用：\n    刊物/形式 单条 综合\n    省快报 5 分 —\n", "J103", at: "/", "刊物 ＼ 形式 单条"),
    SyntaxMistake("表 采用，每行一条：\n    省单条 条\n条款 “1” x：\n    省单条每条5分\n", "J119", at: "省单条每条", "省单条 每条"),
    SyntaxMistake("表 采用，每行一条：\n    批示 是否\n条款 “1” x：\n    批示的另加3倍\n", "J119", at: "批示的另加", "批示 的，另加"),
    SyntaxMistake("名单 表扬：前 3 名\n", "J103", at: "表扬", "“表扬”"),
    SyntaxMistake("表 采用：\n    单位 名称\n", "J103", at: "：", "表 采用，每行一个单位："),
    // The text of a method.
    SyntaxMistake("总分 = 甲 ~ 乙\n", "J101", at: "~"),
    SyntaxMistake("办法 “考核\n", "J102", at: "“考核", "”"),
    SyntaxMistake("总分 = `甲\n", "J102", at: "`甲"),
    SyntaxMistake("期间 2024年5月 至 明年\n", "J103", at: "明年"),
    SyntaxMistake("参数 年目标 5 分\n", "J103", at: "5"),
    SyntaxMistake("参数 年目标，组：甲 5 分\n", "J103", at: "组"),
    SyntaxMistake("排名：总分\n", "J104", at: ""),
    SyntaxMistake("总分 = 各条款之和 +\n", "J104", at: ""),
    SyntaxMistake("表 采用，每行一条：\n    级别得分\n", "J104", at: ""),
    .line("批示 的", "J104", at: ""),
    SyntaxMistake("挑款 “1”：得 5 分\n", "J105", at: "挑款"),
    SyntaxMistake("“1”：得 5 分\n", "J105", at: "“1”"),
    SyntaxMistake(
      "总分 = " + String(repeating: "（", count: 80) + "1" + String(repeating: "）", count: 80), "J107", at: "（"),
    SyntaxMistake("总分 = " + String(repeating: "非 ", count: 80) + "甲", "J107", at: "非"),
    SyntaxMistake("办法 “考核”\n    依据 “文件”\n", "J108", at: "依据"),
    .line("得 5 分\n        扣 3 分", "J108", at: "扣"),
    SyntaxMistake("条款 “1” 采用：\n", "J109", at: "条款 “1” 采用"),
    SyntaxMistake("表 采用，每行一条：\n", "J109", at: "表 采用，每行一条"),
    SyntaxMistake("公布：\n", "J109", at: "公布："),
    .line("级别：", "J109", at: "级别"),
    SyntaxMistake("条款 “1” x：\n    刊物 ＼ 形式 单条 单条\n    甲 5 分 6 分\n", "J110", at: "单条"),
    SyntaxMistake("条款 “1” x：\n    刊物 ＼ 形式 单条\n    甲 5 分\n    甲 6 分\n", "J110", at: "甲"),
    SyntaxMistake("条款 “1” x：\n    刊物 ＼ 形式 单条 综合\n    甲 5 分\n", "J111", at: "甲 5 分", "—"),
    SyntaxMistake("条款 “1” x：\n    刊物 ＼ 形式 单条 综合\n    甲 5 分 -\n", "J112", at: "-", "—"),
    .line("得 1.2.3 分", "J113", at: "1.2.3"),
    SyntaxMistake("期间 2024年13月\n", "J113", at: "13月"),
    SyntaxMistake("公布：总分 四舍五入 99 位\n", "J113", at: "99 位"),
    SyntaxMistake("条款 采用：得 5 分\n", "J120", at: "采用"),
    SyntaxMistake("条款：得 5 分\n", "J120", at: "："),
    SyntaxMistake("表 采用，每行一条：\n    省单条 条，空作 0，可空\n", "J121", at: "可空"),
    SyntaxMistake("排名：总分 从高到低；并列 同名次；并列 紧接\n", "J121", at: "并列"),
    SyntaxMistake("条款 “1” x，满分 5 分，满分 6 分：得 5 分\n", "J121", at: "满分"),
    SyntaxMistake("总分 = " + (0..<600).map { "a\($0)" }.joined(separator: " + "), "J122", at: ""),
    SyntaxMistake("总分 = " + String(repeating: "- ", count: 3) + "甲", "J103", at: "-"),
  ]

  @Test(arguments: mistakes)
  func mistakesAreNamed(_ mistake: SyntaxMistake) {
    let (file, diagnostics) = SyntaxSamples.parse(mistake.text)
    #expect(diagnostics.map(\.code.id) == [mistake.code])
    guard let first = diagnostics.first, case .text(_, let span) = first.place else {
      Issue.record("nothing to point at")
      return
    }
    #expect(file.source.text(span).hasPrefix(mistake.spot))
    #expect(mistake.spot.isEmpty || file.source.text(span).count <= mistake.spot.count)
    #expect(mistake.proposal.isEmpty || (first.helpText(.chinese) ?? "").contains(mistake.proposal))
    for language in Language.allCases {
      #expect(!first.message(language).isEmpty && !first.message(language).contains("{"))
      #expect(!(first.helpText(language) ?? "").contains("{"))
    }
  }

  /// Files that cannot be read at all have no place in their text.
  @Test func unreadableFiles() {
    var diagnostics: [Diagnostic] = []
    _ = Parser.parse(SourceText(name: "a", bytes: [0xB0, 0xEC, 0xB7, 0xA8]), diagnostics: &diagnostics)
    #expect(diagnostics.map(\.code.id) == ["J115"])
    diagnostics = []
    let large = [UInt8](repeating: UInt8(ascii: " "), count: (4 << 20) + 1)
    _ = Parser.parse(SourceText(name: "a", bytes: large), diagnostics: &diagnostics)
    #expect(diagnostics.map(\.code.id) == ["J114"])
    diagnostics = []
    let words = String(repeating: "甲 ", count: 200_100)
    _ = Parser.parse(SourceText(name: "a", text: words), diagnostics: &diagnostics)
    #expect(diagnostics.map(\.code.id).contains("J114"))
  }

  @Test func everyCodeIsRaised() {
    // J123 counts what a whole method has; LimitTests tries it. J124 to J126 are of steps, which the checker makes.
    let raised = Set(Self.mistakes.map(\.code)).union(["J114", "J115", "J123", "J124", "J125", "J126"])
    let all = Set(Code.all.map(\.id).filter { $0.hasPrefix("J1") })
    #expect(all.subtracting(raised).isEmpty, "\(all.subtracting(raised).sorted())")
  }
}

@Suite struct SyntaxRecoveryTests {
  static let text = """
    办法 “考核”
    表 采用，每行一条：
        单位 名称
        级别得分
        省单条 条
    条款 “1” 省级：
        省单条 每条 5 分
        加 2 倍
        批示 的，另加 3 倍
        单条、简讯 每条 5 分
    挑款 “2”：得 5 分
    公布：单位、总分 四舍五入 99 位、名次
    总分 = 各条款之和
    条款：得 5 分
    名单 “表扬”：前 3 名
    """

  @Test func errorsDoNotHideTheNextOnes() {
    let (file, diagnostics) = SyntaxSamples.parse(Self.text)
    #expect(diagnostics.map(\.code.id) == ["J104", "J116", "J103", "J105", "J113", "J120"])
    #expect(diagnostics.map(start) == diagnostics.map(start).sorted())
    guard case .table(let table) = file.statements[1], case .clause(let clause) = file.statements[2] else {
      Issue.record("the table and the clause are there")
      return
    }
    #expect(table.columns.map { $0.names.map(\.text) } == [["单位"], ["省单条"]])
    #expect(clause.items.count == 2)
    #expect(file.statements.count == 6)
  }

  @Test func lexicalAndOtherErrorsAreInOrder() {
    let (_, diagnostics) = SyntaxSamples.parse("挑款 “1”\n总分 = 甲 ~ 乙\n名单 表扬：前 3 名\n办法 “考核\n")
    #expect(diagnostics.map(\.code.id) == ["J105", "J101", "J103", "J102"])
  }

  private func start(_ diagnostic: Diagnostic) -> UInt32 {
    guard case .text(_, let span) = diagnostic.place else { return 0 }
    return span.start
  }
}

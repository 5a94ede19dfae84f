import Diagnostics
import Testing

@testable import Syntax

/// What the layout looks like: the same statements in both languages, printed from each.
@Suite struct FormatterLayoutTests {
  /// Untidy text, and how it is printed in Chinese and in English.
  struct Sample: Sendable, CustomTestStringConvertible {
    let text: String
    let chinese: String
    let english: String

    var testDescription: String { chinese }
  }

  static let lines: [Sample] = [
    ("省单条每条5分".replacing("每", with: " 每"), "省单条 每条 5 分", "省单条 each item 5 points"),
    ("简讯  每次 扣１分 ，  最多10分", "简讯 每次 扣 1 分，最多 10 分", "简讯 each time minus 1 point, max 10 points"),
    ("批示的，另加3倍。", "批示 的，另加 3 倍", "if 批示, add 3 fold"),
    ("批示 的 另加3倍", "批示 的，另加 3 倍", "if 批示, add 3 fold"),
    ("若 批示 则 另加 3 倍", "批示 的，另加 3 倍", "if 批示, add 3 fold"),
    ("if instructed, add 3 fold", "instructed 的，另加 3 倍", "if instructed, add 3 fold"),
    (
      "报送 满36条的,得50分;否则 每缺1条 扣0.5分", "报送 满 36 条 的，得 50 分；否则 每缺 1 条 扣 0.5 分",
      "if 报送 reaches 36 items, give 50 points; else shortfall 1 item minus 0.5 points"
    ),
    (
      "报送 超过36条的部分,每条加0.5分", "报送 超过 36 条 的部分，每条 加 0.5 分",
      "if 报送 above 36 items beyond, each item plus 0.5 points"
    ),
    ("每月 不超过 10分", "每月 不超过 10 分", "each month at_most 10 points"),
    ("每个 指标 得 5 分", "每个 指标 得 5 分", "each unit 指标 give 5 points"),
    ("报送 每10条 加 1 分 满步", "报送 每 10 条 加 1 分 满步", "报送 each 10 items plus 1 point full_only"),
    ("得 -5分", "得 -5 分", "give -5 points"),
    ("得 a-b － 5 分", "得 a - b - 5 分", "give a - b - 5 points"),
    ("得 (a+b)×80%", "得（a + b） × 80%", "give (a + b) * 80%"),
    ("级别:国 -5分|省 4分", "级别：国 -5 分、省 4 分", "级别: 国 -5 points | 省 4 points"),
    (
      "承办数：满50件 2分、满100件 3分", "承办数：满 50 件 2 分、满 100 件 3 分",
      "承办数: reaches 50 pieces 2 points | reaches 100 pieces 3 points"
    ),
    (
      "未完成：第1次 扣1分、以后 每次 扣2分", "未完成：第 1 次 扣 1 分、以后 每次 扣 2 分",
      "未完成: nth 1 time minus 1 point | onwards each time minus 2 points"
    ),
    ("署名 按 3：2 分摊", "署名 按 3:2 分摊", "署名 by 3:2 split"),
    ("条款 “11” 至 “13” 不计", "条款“11” 至 “13” 不计", "clause \"11\" to \"13\" excluded"),
    ("得 条款 （二） + 部分 “甲”", "得 条款（二） + 部分“甲”", "give clause (二) + part \"甲\""),
    ("刊物 为 省快报、政务要闻 的，得 5 分", "刊物 为 省快报、政务要闻 的，得 5 分", "if 刊物 is 省快报 | 政务要闻, give 5 points"),
    ("刊物 在 1 至 5 的，得 5 分", "刊物 在 1 至 5 之间 的，得 5 分", "if 刊物 between 1 to 5, give 5 points"),
    ("「普通」 每条 「first」", "普通 每条 「first」", "普通 each item `first`"),
    ("「未完成的」 每条 「5-6月得分」", "「未完成的」 每条 「5-6月得分」", "`未完成的` each item `5-6月得分`"),
    ("报送 每 3 个月 加 1 分", "报送 每 3 个月 加 1 分", "报送 each 3 months plus 1 point"),
    ("报送 每 3 月 加 1 分", "报送 每 3 个月 加 1 分", "报送 each 3 months plus 1 point"),
    ("得 前 3 项合计(得分)", "得 前 3 项 合计（得分）", "give first 3 entries sum(得分)"),
    ("得 分值，暂按 “原文 \"未定\"”", "得 分值，暂按 “原文 \"未定\"”", "give 分值, assuming “原文 \"未定\"”"),
  ].map { Sample(text: $0.0, chinese: $0.1, english: $0.2) }

  @Test(arguments: lines)
  func clauseLines(_ sample: Sample) {
    let file = SyntaxSamples.parse("条款 “1” 采用：\n    \(sample.text)\n")
    #expect(file.diagnostics.isEmpty)
    #expect(Formatter.format(file.file, language: .chinese) == "条款 “1” 采用：\n    \(sample.chinese)\n")
    #expect(Formatter.format(file.file, language: .english) == "clause \"1\" 采用:\n    \(sample.english)\n")
  }

  static let statements: [Sample] = [
    ("办法 \"考核\"", "办法 “考核”", "method \"考核\""),
    ("期间 ２０２４年５月 至 6月,按 月份", "期间 2024年5月 至 6月，按 月", "period 2024年5月 to 6月, by month"),
    ("参数 目标 = -5分,暂按 “原文”", "参数 目标 = -5 分，暂按 “原文”", "parameter 目标 = -5 points, assuming \"原文\""),
    ("总分=若 a 则 b 否则 c", "总分 = 若 a 则 b 否则 c", "总分 = if a then b else c"),
    (
      "排名 组内:总分 从高到低;并列 同名次;不排 全空", "排名 组内：总分 从高到低；并列 同名次；不排 全空 的",
      "rank in_group: 总分 descending; ties same_rank; unranked all_blank"
    ),
    ("名单 \"表扬\":前3名;并列 依次", "名单 “表扬”：前 3 名；并列 按表序", "list \"表扬\": first 3 places; ties table_order"),
    (
      "名单 “差”：总分 低于 60 分;不含 甲 为空,因 “缺”", "名单 “差”：总分 低于 60 分 的；不含 甲 为空 的，因 “缺”",
      "list \"差\": 总分 lower_than 60 points; except 甲 is_blank, because \"缺\""
    ),
    (
      "公布 组内:单位|总分 百分比 四舍五入0位 0 作 空|条款“一” 题为 “甲”",
      "公布 组内：单位、总分 百分比 四舍五入 0 位 0 作 空、条款“一” 题为 “甲”",
      "publish in_group: 单位 | 总分 percent half_up 0 digits 0 shown_as blank | clause \"一\" titled \"甲\""
    ),
    (
      "核对 “x”:个数(甲,限 组 为 部门)=3个", "核对 “x”：个数（甲，限 组 为 部门） = 3 个",
      "check \"x\": count(甲, where 组 is 部门) = 3 units"
    ),
    ("不计分(一)附则:“没有分值”", "不计分（一）附则：“没有分值”", "not_scored (一) 附则: \"没有分值\""),
    ("废止 条款 “一”", "废止 条款“一”", "repeal clause \"一\""),
  ].map { Sample(text: $0.0, chinese: $0.1, english: $0.2) }

  @Test(arguments: statements)
  func statementsOfOneLine(_ sample: Sample) {
    let file = SyntaxSamples.parse(sample.text)
    #expect(file.diagnostics.isEmpty)
    #expect(Formatter.format(file.file, language: .chinese) == sample.chinese + "\n")
    #expect(Formatter.format(file.file, language: .english) == sample.english + "\n")
  }

  static let blocks: [Sample] = [
    Sample(
      text: """
        表 采用，每行 单位 月份,空作 0:
         单位、 账号 名称 # 名册上的写法
         # 只计采用的
         刊物　选项:省快报|「满」,空作 无
         用时 工作日
         「month」 月
        """,
      chinese: """
        表 采用，每行一个单位一个月份，空格作 0：
            单位、账号    名称  # 名册上的写法
            # 只计采用的
            刊物          选项：省快报、「满」，空作 无
            用时          个工作日
            「month」     月份

        """,
      english: """
        table 采用, each_row unit 月份, blank_as 0:
            单位 | 账号    name  # 名册上的写法
            # 只计采用的
            刊物           choice: 省快报 | `满`, blank_as 无
            用时           workdays
            `month`        month

        """),
    Sample(
      text: """
        表 信息，每行一条：
            单位 名称
        条款 “1” 采用：
          刊物＼形式 单条 综合、专期
          省快报、「x y」 5分 —
          县快报 -10.5分 10分
        条款 “2” 其他：得 1 分
        # 表后
        排名：总分 从高到低
        """,
      chinese: """
        表 信息，每行一条：
            单位    名称

        条款 “1” 采用：
            刊物 ＼ 形式       单条        综合、专期
            省快报、「x y」    5 分        —
            县快报             -10.5 分    10 分

        条款 “2” 其他：得 1 分
        # 表后
        排名：总分 从高到低

        """,
      english: """
        table 信息, each_row item:
            单位    name

        clause "1" 采用:
            刊物 \\ 形式       单条            综合 | 专期
            省快报 | `x y`    5 points        —
            县快报            -10.5 points    10 points

        clause "2" 其他: give 1 point
        # 表后
        rank: 总分 descending

        """),
    Sample(
      text: """
        等次：
          优 总分 满 80分 的
          未列等次 其余


        试算 “x”：
            给 采用：单位 甲，日期 2024 年 5 月 3 日，数 5条，批示 是

            应 甲 5 月 得分 = -3分
        方案 “y”：
            “（二）” 每 条 = 6 分
        """,
      chinese: """
        等次：
            优          总分 满 80 分
            未列等次    其余

        试算 “x”：
            给 采用：单位 甲，日期 2024年5月3日，数 5 条，批示 是

            应 甲 5月 得分 = -3 分

        方案 “y”：
            “（二）” 每条 = 6 分

        """,
      english: """
        grade:
            优          总分 reaches 80 points
            未列等次    rest

        example "x":
            given 采用: 单位 甲, 日期 2024年5月3日, 数 5 items, 批示 是

            expect 甲 5月 得分 = -3 points

        variant "y":
            "（二）" each item = 6 points

        """),
  ]

  @Test(arguments: blocks)
  func blocksAreAligned(_ sample: Sample) {
    let file = SyntaxSamples.parse(sample.text)
    #expect(file.diagnostics.isEmpty)
    let chinese = Formatter.format(file.file, language: .chinese)
    let english = Formatter.format(file.file, language: .english)
    #expect(SyntaxSamples.difference(chinese, sample.chinese) == nil)
    #expect(SyntaxSamples.difference(english, sample.english) == nil)
  }

  @Test func longLinesBreakBehindSeparators() {
    let columns = (0..<30).map { "列名\(["甲", "乙", "丙", "丁"][$0 % 4])" }.joined(separator: "、")
    let text = Formatter.format(SyntaxSamples.parse("公布 “x”：\(columns)").file, language: .chinese)
    let lines = text.split(separator: "\n")
    #expect(lines.count == 3)
    #expect(lines.allSatisfy { DisplayWidth.of(String($0)) <= 100 })
    #expect(lines.dropLast().allSatisfy { $0.hasSuffix("、") && DisplayWidth.of(String($0)) > 88 })
    #expect(lines.dropFirst().allSatisfy { $0.hasPrefix("    列名") })
  }

  @Test func commentsAndEmptyLines() {
    let text = """


      # 头


      办法 “考核”   #题
      总分 = a、  # 中
        #!  行
        b
      名单 “甲”：前 3 名

          # 缩进的

      #
      ## 节
      公布：单位、   # 一
          总分   # 二
      # 脚
      """.replacing("a、", with: "a +")
    let expected = """
      # 头

      办法 “考核”  # 题
      总分 = a +  # 中
          # !  行
          b
      名单 “甲”：前 3 名

      # 缩进的

      #
      ## 节
      公布：单位、  # 一
          总分  # 二
      # 脚

      """
    let file = SyntaxSamples.parse(text)
    #expect(file.diagnostics.isEmpty)
    #expect(SyntaxSamples.difference(Formatter.format(file.file, language: nil), expected) == nil)
  }

  @Test func theFilesOwnLanguageIsKept() {
    let english = SyntaxSamples.parse("rank: 总分 descending; ties 同名次")
    #expect(Formatter.format(english.file, language: nil) == "rank: 总分 descending; ties same_rank\n")
    let chinese = SyntaxSamples.parse("排名：total 从高到低; ties same_rank")
    #expect(Formatter.format(chinese.file, language: nil) == "排名：total 从高到低；并列 同名次\n")
    #expect(Formatter.format(SyntaxSamples.parse("").file, language: nil) == "")
  }
}

import Jifen
import Testing

/// Explanations of the examples, exactly as they print.
@Suite struct ExplanationTextTests {
  @Test func tallies() throws {
    let expected = """
      延津县政务信息采用考核
      农业农村局（县直一类）：第 1 名，共 9 个单位
      数据：采用情况.csv 第 18 行

      得分
        （三）市级采用：10 分
          市单条 每条 5 分：市单条 2 条 × 5 分 = 10 分
        （四）县级采用：4 分
          县单条 每条 1 分：县单条 4 条 × 1 分 = 4 分
        （六）约稿：5 分
          得 约稿得分：约稿得分 5 分
        没有得分的条款：（二）省级采用、（五）领导批示、（七）重点提示、（八）数据失实、（九）重复抄袭

      合计
        本期得分 = （三）市级采用 10 分 + （四）县级采用 4 分 + （六）约稿 5 分 = 19 分
        总分 = 上期累计 28 分 + 本期得分 19 分 = 47 分
        占任务 = 总分 47 分 ÷ 年目标 40 分 = 117.5%

      名次（县直一类）：第 1 名，共 9 个单位
        先后看：总分 从高到低、本期得分 从高到低
        排在第 2 名 开发区 之前：总分 47 分 对 22 分，多 25 分

      名单
        列入“任务过半”：占任务 117.5% 满 50%
        未列入：“约稿未报”

      """
    #expect(try ExplanationSamples.text("yanjin-2024", "农业农村局") == expected)
  }

  /// A negative mark at discretion, English keywords and words.
  @Test func talliesInEnglish() throws {
    let expected = """
      延津县政务信息采用考核
      市场监管局 (县直一类): rank 5 of 9
      Data: 采用情况.csv row 22

      Points
        （四）县级采用: 1 point
          县单条 each item 1 point: 县单条 1 item × 1 point = 1 point
        （六）约稿: −5 points
          give 约稿得分: 约稿得分 −5 points
        （七）重点提示: 2 points
          give 重点提示得分: 重点提示得分 2 points
        Clauses that gave nothing: （二）省级采用, （三）市级采用, （五）领导批示, （八）数据失实, （九）重复抄袭

      Totals
        本期得分 = （四）县级采用 1 point + （六）约稿 −5 points + （七）重点提示 2 points = −2 points
        总分 = 上期累计 20 points + 本期得分 −2 points = 18 points
        占任务 = 总分 18 points ÷ 年目标 40 points = 45%

      名次 (县直一类): rank 5 of 9
        Ordered by: 总分 descending, 本期得分 descending
        Behind rank 4 发改委: 总分 18 points against 19 points, 1 point less
        Ahead of rank 6 人社局: 总分 18 points against 17 points, 1 point more

      Lists
        On “约稿未报”: 约稿报送量 0 articles below 约稿量 1 article
        Not on: “任务过半”

      """
    #expect(
      try ExplanationSamples.text("yanjin-2024.en", example: "yanjin-2024", "市场监管局", .english) == expected)
  }

  /// An item that came out twice counts once: the second is struck by another clause, which is named.
  @Test func repeatedItem() throws {
    let expected = """
      延津县政务信息采用考核（逐条）
      农业农村局（县直一类）：第 1 名，共 9 个单位
      数据：名册.csv 第 18 行

      得分
        （三）（四）市县采用：14 分
          刊物 ＼ 形式 分值表（7 笔，15 分）
            采用记录第 31 行  YJ029  市快报    单条  5 分
            采用记录第 32 行  YJ030  要情专报  单条  5 分
            采用记录第 33 行  YJ031  县快报    单条  1 分
            采用记录第 34 行  YJ032  县快报    单条  1 分
            采用记录第 35 行  YJ033  县快报    单条  1 分
            采用记录第 36 行  YJ034  县快报    单条  1 分
            采用记录第 37 行  YJ029  县快报    单条  1 分
          按“（十）” 同一 信息编号 只记最高
            采用记录第 37 行  YJ029  县快报  单条  −1 分  已记第 31 行
        （六）约稿：5 分
          办理 为 合格 的，得 约稿.酌情分（3 笔，5 分）
            约稿第 2 行  合格  酌情分 2 分
            约稿第 3 行  合格  酌情分 2 分
            约稿第 4 行  合格  酌情分 1 分
        没有得分的条款：（二）省级采用、（五）领导批示、（七）重点提示、（八）数据失实、（九）重复抄袭

      合计
        约稿量 = 个数（约稿，按 单位） = 3 篇
        本期得分 = （三）（四）市县采用 14 分 + （六）约稿 5 分 = 19 分
        总分 = 上期累计 28 分 + 本期得分 19 分 = 47 分
        占任务 = 总分 47 分 ÷ 年目标 40 分 = 117.5%

      名次（县直一类）：第 1 名，共 9 个单位
        先后看：总分 从高到低、本期得分 从高到低
        排在第 2 名 开发区 之前：总分 47 分 对 22 分，多 25 分

      名单
        列入“任务过半”：占任务 117.5% 满 50%
        未列入：“约稿未报”

      """
    #expect(try ExplanationSamples.text("yanjin-2024-items", "农业农村局") == expected)
  }

  /// A repeating decimal stays a fraction, beside its rounding.
  @Test func proRata() throws {
    let expected = """
      雁江区政务信息工作目标考核
      区发改局（部门）
      数据：报送.csv 第 30 行、采用.csv 第 32 行

      得分
        “报送”：95/24 分（约 3.96）
          “报送得分”：95/24 分（约 3.96）
            否则 按比例 得 5 分：5 分 × 报送条数 19 条 ÷ 报送任务 24 条 = 95/24 分（约 3.96）
        “采用”：5 分
          “说明” 采用计分：5 分
            暂按：说明都印区级信息 8 分、简讯 5 分；部门 39 个按 6 分、3 分才全部对得上
            采编条数 每条 5 分：采编条数 1 条 × 5 分 = 5 分

      合计
        完成率 = 报送条数 19 条 ÷ 报送任务 24 条 = 约 79.17%（19/24）
        报送得分 = “报送得分” 95/24 分（约 3.96）
        总分 = “说明” 采用计分 5 分
        占比 = 总分 5 分 ÷ 年度任务 64 分 = 7.8125%

      “报送”表里的次序（部门）：第 29 行，共 39 行
        先后看：完成率 从高到低
        排在第 28 行 区医保局 之后：完成率 约 79.17%（19/24） 对 100%，少 125/6 个百分点（约 20.83）
        排在第 30 行 区信访局 之前：完成率 约 79.17%（19/24） 对 75%，多 25/6 个百分点（约 4.17）

      “采用”表里的次序（部门）：第 31 行，共 39 行
        先后看：占比 从高到低、印发次序 从低到高
        排在第 30 行 区自然资源规划局 之后：占比 7.8125% 对 约 10.42%（5/48），少 125/48 个百分点（约 2.60）
        排在第 32 行 城东新区管委会 之前：占比 7.8125% 对 0%，多 7.8125 个百分点

      名单
        列入“未完成季度报送任务”：报送条数 19 条 不足 报送任务 24 条
        列入“未完成全年得分任务 25%”：占比 7.8125% 不足 25%
        未列入：“完成季度报送任务”、“超额完成报送任务”、“报送为零”、“完成全年得分任务 25% 以上”、“采用得分为零”

      """
    #expect(try ExplanationSamples.text("yanjiang-2020q3", "区发改局") == expected)
  }

  /// A rank that two share, cut by a list.
  @Test func sharedRank() throws {
    let expected = """
      潜江市政务信息报送及采用考核
      市公共检验检测中心（部门）：并列第 29 名，共 34 个单位
      数据：采用情况.csv 第 30 行

      得分
        “注1” 采用得分：5 分
          得 得分：得分 5 分

      合计
        总分 = “注1” 采用得分 5 分

      名次（部门）：并列第 29 名，共 34 个单位
        先后看：总分 从高到低、报送条数 从高到低
        与 市卫健委 并列：各项都相同
        排在第 28 名 市住房公积金中心 之后：总分 5 分 对 8 分，少 3 分
        排在第 31 名 市应急管理局 之前：总分相同，报送条数 8 条 对 3 条，多 5 条

      名单
        未列入“通报批评”（截止处并列，按办法处理）
        未列入：“通报表扬”

      """
    #expect(try ExplanationSamples.text("qianjiang-2023h1", "市公共检验检测中心") == expected)
  }

  @Test func excludedFromList() throws {
    let expected = """
      潜江市政务信息报送及采用考核
      市小龙虾产业发展促进中心（部门）：第 3 名，共 34 个单位
      数据：采用情况.csv 第 4 行

      得分
        “注1” 采用得分：95 分
          得 得分：得分 95 分

      合计
        总分 = “注1” 采用得分 95 分

      名次（部门）：第 3 名，共 34 个单位
        先后看：总分 从高到低、报送条数 从高到低
        排在第 2 名 市经信局 之后：总分 95 分 对 115 分，少 20 分
        排在第 4 名 市住建局 之前：总分 95 分 对 80 分，多 15 分

      名单
        不列入“通报表扬”：名次靠前，但报送的有效条目偏少
        未列入：“通报批评”

      """
    #expect(try ExplanationSamples.text("qianjiang-2023h1", "市小龙虾产业发展促进中心") == expected)
  }

  /// Two ranks, of which it stands in one; a grade by threshold.
  @Test func severalRanks() throws {
    let expected = """
      精河县2020年度政务公开政务服务考核
      八家户农场 (乡镇场)
      Data: 政务公开.csv row 2

      Points
        “附件1” 政务公开: 98 points
          考核得分 非空 的，得 考核得分: 考核得分 98 points
        Clauses that gave nothing: “附件2” 一体化平台

      政务公开名次 (乡镇场): rank 1 of 7
        Ordered by: 考核得分 descending
        Ahead of rank 2 茫丁乡: 考核得分 98 points against 94.5 points, 3.5 points more

      平台名次: not ranked
        “评分” is absent: it has no row in “一体化平台”

      Grades
        乡镇场等次 (乡镇场): 优秀, because 组 is 乡镇场 and 考核得分 98 points at least 乡镇优秀线 90 points

      """
    #expect(try ExplanationSamples.text("jinghe-2020", "八家户农场", .english) == expected)
  }
}

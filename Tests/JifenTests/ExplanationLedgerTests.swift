import Jifen
import Testing

/// Caps, floors, struck records, factors, thresholds, shares and vetoes as an explanation tells them.
@Suite struct ExplanationLedgerTests {
  @Test func everyKindOfLine() throws {
    let expected = """
      综合考核
      东乡（乡镇）：第 1 名，共 2 个单位
      数据：名册.csv 第 2 行

      得分
        “甲” 采用：40 分
          “1” 基础：36 分
            级别：省 10 分、市 6 分、县 2 分（7 笔，54 分）
              采用第 2 行  A1  2024-01-05  省  10 分
              采用第 3 行  A2  2024-01-08  市  6 分
              采用第 4 行  A2  2024-01-20  县  2 分
              采用第 5 行  A3  2024-02-03  省  10 分
              采用第 6 行  A4  2024-03-09  省  10 分
              采用第 7 行  A5  2024-03-19  省  10 分
              采用第 8 行  A6  2024-03-19  市  6 分
            按“3” 失实 的，本条 记 0 分
              采用第 5 行  A3  2024-02-03  省  失实 是  −10 分
            按“4” 同一 编号 只记最高
              采用第 4 行  A2  2024-01-20  县  −2 分  已记第 3 行
            每月 不超过 20 分
              2024年3月  合计 26 分，封顶 20 分，减去 6 分
          “2” 批示：15 分
            批示 的，另加 1.5 倍（2 笔，30 分）
              采用第 2 行  A1  2024-01-05  省  批示 是  原分 10 分 × 1.5 = 15 分
              采用第 5 行  A3  2024-02-03  省  批示 是  原分 10 分 × 1.5 = 15 分
            按“3” 失实 的，本条 记 0 分
              采用第 5 行  A3  2024-02-03  省  失实 是  −15 分
          满分 40 分：合计 51 分，封顶 40 分，减去 11 分
        “乙” 扣分：5 分
          “5” 任务：5 分
            得 5 分：5 分

      合计
        任务数 = 个数(采用，按 单位) = 7 条
        总分 = 基数 3 分 + (“甲” 采用 40 分 + “乙” 扣分 5 分) × 2 = 93 分
        人均 = 总分 93 分 ÷ 3 = 31 分

      名次（乡镇）：第 1 名，共 2 个单位
        先后看：人均 从高到低、基数 从高到低
        排在第 2 名 西乡 之前：人均 31 分 对 7 分，多 24 分

      等次
        等次（乡镇）：先进，因为 总分 93 分 满 50 分

      名单
        列入“前两名”

      """
    #expect(try ExplanationSamples.ledgerText("东乡") == expected)
  }

  @Test func everyKindOfLineInEnglish() throws {
    let expected = """
      综合考核
      东乡 (乡镇): rank 1 of 2
      Data: 名册.csv row 2

      Points
        “甲” 采用: 40 points
          “1” 基础: 36 points
            级别：省 10 分、市 6 分、县 2 分 (7 entries, 54 points)
              采用 row 2  A1  2024-01-05  省  10 points
              采用 row 3  A2  2024-01-08  市  6 points
              采用 row 4  A2  2024-01-20  县  2 points
              采用 row 5  A3  2024-02-03  省  10 points
              采用 row 6  A4  2024-03-09  省  10 points
              采用 row 7  A5  2024-03-19  省  10 points
              采用 row 8  A6  2024-03-19  市  6 points
            by “3”: 失实 的，本条 记 0 分
              采用 row 5  A3  2024-02-03  省  失实 是  −10 points
            by “4”: 同一 编号 只记最高
              采用 row 4  A2  2024-01-20  县  −2 points  row 3 counts
            每月 不超过 20 分
              2024-03  total 26 points, capped at 20 points: 6 points off
          “2” 批示: 15 points
            批示 的，另加 1.5 倍 (2 entries, 30 points)
              采用 row 2  A1  2024-01-05  省  批示 是  original 10 points × 1.5 = 15 points
              采用 row 5  A3  2024-02-03  省  批示 是  original 10 points × 1.5 = 15 points
            by “3”: 失实 的，本条 记 0 分
              采用 row 5  A3  2024-02-03  省  失实 是  −15 points
          满分 40 分: total 51 points, capped at 40 points: 11 points off
        “乙” 扣分: 5 points
          “5” 任务: 5 points
            得 5 分: 5 points

      Totals
        任务数 = 个数(采用，按 单位) = 7 items
        总分 = 基数 3 points + (“甲” 采用 40 points + “乙” 扣分 5 points) × 2 = 93 points
        人均 = 总分 93 points ÷ 3 = 31 points

      名次 (乡镇): rank 1 of 2
        Ordered by: 人均 descending, 基数 descending
        Ahead of rank 2 西乡: 人均 31 points against 7 points, 24 points more

      Grades
        等次 (乡镇): 先进, because 总分 93 points at least 50 points

      Lists
        On “前两名”

      """
    #expect(try ExplanationSamples.ledgerText("东乡", .english) == expected)
  }

  @Test func floorAndExclusion() throws {
    let expected = """
      综合考核
      西乡（乡镇）：第 2 名，共 2 个单位
      数据：名册.csv 第 3 行

      得分
        “甲” 采用：6 分
          “1” 基础：6 分
            级别：省 10 分、市 6 分、县 2 分
              采用第 9 行  B1  2024-02-01  市  6 分
        “乙” 扣分：0 分
          “5” 任务：0 分
            得 5 分：5 分
            任务数 不足 4 条 的，每少 1 条 扣 3 分：任务数 1 条 → −(相差 3 条 × 3 分) = −9 分
            扣完为止：合计 −4 分，保底 0 分，补上 4 分
        没有得分的条款：“2” 批示

      合计
        任务数 = 个数(采用，按 单位) = 1 条
        总分 = 基数 9 分 + “甲” 采用 6 分 × 2 = 21 分
        人均 = 总分 21 分 ÷ 3 = 7 分

      名次（乡镇）：第 2 名，共 2 个单位
        先后看：人均 从高到低、基数 从高到低
        排在第 1 名 东乡 之后：人均 7 分 对 31 分，少 24 分

      等次
        等次（乡镇）：合格，因为 总分 21 分 满 10 分
          不是 先进：总分 21 分 满 50 分 不成立

      名单
        不列入“前两名”：基数偏高

      """
    #expect(try ExplanationSamples.ledgerText("西乡") == expected)
  }

  @Test func withoutGroup() throws {
    let expected = """
      综合考核
      无组：不排名
      数据：名册.csv 第 6 行

      得分
        “甲” 采用：2 分
          “1” 基础：2 分
            级别：省 10 分、市 6 分、县 2 分
              采用第 12 行  E1  2024-02-01  县  2 分
        “乙” 扣分：0 分
          “5” 任务：0 分
            得 5 分：5 分
            任务数 不足 4 条 的，每少 1 条 扣 3 分：任务数 1 条 → −(相差 3 条 × 3 分) = −9 分
            扣完为止：合计 −4 分，保底 0 分，补上 4 分
        没有得分的条款：“2” 批示

      合计
        任务数 = 个数(采用，按 单位) = 1 条
        总分 = 基数 2 分 + “甲” 采用 2 分 × 2 = 6 分
        人均 = 总分 6 分 ÷ 3 = 2 分

      名次：不排名
        “组”为空，不在任何一组内

      等次
        等次：不合格，因为 不合以上各档
          不是 先进：总分 6 分 满 50 分 不成立
          不是 合格：总分 6 分 满 10 分 不成立

      """
    #expect(try ExplanationSamples.ledgerText("无组") == expected)
  }

  /// Thirty records are listed; the rest is counted and summed.
  @Test func manyRecords() throws {
    let rows = (1...33).map { "甲,B\($0),\($0 % 2 == 0 ? "省" : "县")\n" }.joined()
    let text = try explained(
      """
      办法 “多条”
      表 名册，每行一个单位：
          单位  名称
      表 采用，每行一条：
          单位  名称
          编号  编号
          级别  选项：省、县
      条款 “1” 采用：
          级别：省 10 分、县 2 分
      总分 = 各条款之和
      公布 “结果”：单位、总分

      """, ["名册": "单位\n甲\n", "采用": "单位,编号,级别\n" + rows], unit: "甲")
    let lines = text.split(separator: "\n").map(String.init)
    #expect(lines.filter { $0.contains("采用第") }.count == 30)
    #expect(lines.contains("    级别：省 10 分、县 2 分（33 笔，194 分）"))
    #expect(lines.contains("      采用第 31 行  B30  省  10 分"))
    #expect(lines.contains("      另有 3 笔，合计 14 分"))
  }

  /// Joint authors get their part of what the record earned, and what that was is told.
  @Test func sharedRecords() throws {
    let text = try explained(
      """
      办法 “合写”
      表 科室，每行一个单位：
          单位  名称
      表 采用，每行一条：
          稿件  编号
          署名  名称列表
          级别  选项：省、县
          批示  是否，空作 否
      条款 “1” 采用：
          级别：省 10 分、县 2 分
      条款 “2” 批示：
          批示 的，乘 2
      条款 “3” 合写：
          署名 按 3:2 分摊
      总分 = 各条款之和
      排名：总分 从高到低；并列 同名次
      公布 “结果”：名次、单位、总分

      """,
      ["科室": "单位\n甲\n乙\n", "采用": "稿件,署名,级别,批示\nA1,甲、乙,省,是\nA2,乙,县,\n"], unit: "乙")
    let expected = """
      合写
      乙：第 2 名，共 2 个单位
      数据：科室.csv 第 3 行

      得分
        “1” 采用：10 分
          按“3” 署名 按 3:2 分摊（2 笔，10 分）
            采用第 2 行  A1  甲、乙  省  “1” 20 分 × 0.4 = 8 分
            采用第 3 行  A2  乙      县  “1” 2 分 × 1 = 2 分
              其中 采用第 2 行全篇 = “1” 采用 10 分 + “2” 批示 10 分 = 20 分

      合计
        总分 = “1” 采用 10 分

      名次：第 2 名，共 2 个单位
        先后看：总分 从高到低
        排在第 1 名 甲 之后：总分 10 分 对 12 分，少 2 分

      """
    #expect(text == expected)
  }

  /// Cells that a condition folded have no value of the unit: they are not told as blank.
  @Test func foldedCondition() throws {
    let text = try explained(
      """
      办法 “任一”
      表 科室，每行一个单位：
          单位  名称
      表 采用，每行一条：
          稿件  编号
          署名  名称列表
          批示  是否，空作 否
      条款 “1” 批示：
          任一（批示） 的，得 3 分
      总分 = 条款“1”
      公布 “结果”：单位、总分

      """,
      ["科室": "单位\n甲\n乙\n", "采用": "稿件,署名,批示\nA1,甲、乙,是\nA2,乙,\n"], unit: "乙")
    #expect(text.contains("    任一（批示） 的，得 3 分：3 分\n"))
    #expect(!text.contains("空"))
  }

  /// A veto sets the total and the grade, and takes the unit out of the ranking.
  @Test func veto() throws {
    let method = """
      办法 “否决”
      表 成绩，每行一个单位：
          单位  名称
          得分值  分
          事故  起，空作 0
      条款 “1” 得分：
          得 得分值
      条款 “2” 否决：
          事故 超过 0 起 的，否决 为 不合格，总分 记 59 分
      总分 = 各条款之和
      等次：
          不合格  否决
          合格    其余
      排名：总分 从高到低；并列 同名次；不排 否决 的
      公布 “结果”：名次、单位、总分、等次

      """
    let text = try explained(method, ["成绩": "单位,得分值,事故\n甲,95,1\n乙,80,0\n"], unit: "甲")
    let expected = """
      否决
      甲：不排名
      数据：成绩.csv 第 2 行

      得分
        “1” 得分：95 分
          得 得分值：得分值 95 分

      合计
        总分 = “1” 得分 95 分
          按“2” 事故 超过 0 起 的，否决 为 不合格，总分 记 59 分：事故 1 起 → 59 分 − 总分 95 分 = −36 分
        总分 = 59 分

      名次：不排名
        不排：一票否决 (事故 1 起 超过 0 起)

      等次
        等次：不合格，因为 一票否决：事故 1 起 超过 0 起

      """
    #expect(text == expected)
    let other = try explained(method, ["成绩": "单位,得分值,事故\n甲,95,1\n乙,80,0\n"], unit: "乙")
    #expect(other.contains("  等次：合格，因为 不合以上各档\n    不是 不合格：没有被否决\n"))
  }

  private func explained(_ method: String, _ tables: [String: String], unit: String) throws -> String {
    var diagnostics: [Diagnostic] = []
    let text = Jifen.explain(
      try ExplanationSamples.ledgerMethod(method),
      tables: tables.sorted { $0.key < $1.key }.map {
        InputFile(table: $0.key, name: "\($0.key).csv", bytes: Array($0.value.utf8))
      }, unit: unit, diagnostics: &diagnostics)
    return try #require(text, "\(diagnostics.map { $0.message(.chinese) })")
  }
}

import Jifen
import Testing

/// Two units side by side, exactly as they print, and what is refused.
@Suite struct ExplanationComparisonTests {
  @Test func sameGroup() throws {
    let expected = """
      延津县政务信息采用考核
      人社局（县直一类） 与 市场监管局（县直一类）

      名次（县直一类）
        人社局：第 6 名，共 9 个单位
        市场监管局：第 5 名，共 9 个单位
        市场监管局 在前：总分 18 分 对 17 分，多 1 分

        项目（分）      人社局  市场监管局  差
        --------------  ------  ----------  --
        上期累计            12          20  −8
        （六）约稿           2          −5  +7
        （四）县级采用       1           1   0
        （七）重点提示       2           2   0
        --------------  ------  ----------  --
        总分                17          18  −1

      """
    #expect(try ExplanationSamples.text("yanjin-2024", "人社局", against: "市场监管局") == expected)
  }

  @Test func otherGroup() throws {
    let expected = """
      延津县政务信息采用考核
      农业农村局 (县直一类) and 供销社 (县直三类)

      名次
        农业农村局 (县直一类): rank 1 of 9
        供销社 (县直三类): rank 1 of 9
        in different groups, so the ranks do not compare

        item (points)   农业农村局  供销社  difference
        --------------  ----------  ------  ----------
        上期累计                28      11         +17
        （三）市级采用          10       0         +10
        （六）约稿               5       0          +5
        （四）县级采用           4       3          +1
        --------------  ----------  ------  ----------
        总分                    47      14         +33

      """
    #expect(try ExplanationSamples.text("yanjin-2024", "农业农村局", against: "供销社", .english) == expected)
  }

  @Test func tied() throws {
    let expected = """
      潜江市政务信息报送及采用考核
      市公共检验检测中心（部门） 与 市卫健委（部门）

      名次（部门）
        市公共检验检测中心：并列第 29 名，共 34 个单位
        市卫健委：并列第 29 名，共 34 个单位
        各项都相同，名次相同

        项目（分）      市公共检验检测中心  市卫健委  差
        --------------  ------------------  --------  --
        “注1” 采用得分                   5         5   0
        --------------  ------------------  --------  --
        总分                             5         5   0

      """
    #expect(try ExplanationSamples.text("qianjiang-2023h1", "市公共检验检测中心", against: "市卫健委") == expected)
  }

  /// Where nothing is ranked, the printed tables have an order.
  @Test func withoutRanks() throws {
    let expected = """
      雁江区政务信息工作目标考核
      区发改局（部门） 与 区住建局（部门）

      “报送”表里的次序（部门）
        区发改局：第 29 行，共 39 行
        区住建局：第 12 行，共 39 行
        区住建局 在前：完成率 约 133.33%（4/3） 对 约 79.17%（19/24），多 325/6 个百分点（约 54.17）

      “采用”表里的次序（部门）
        区发改局：第 31 行，共 39 行
        区住建局：第 15 行，共 39 行
        区住建局 在前：占比 45.3125% 对 7.8125%，多 37.5 个百分点

      各条款
        项目（分）               区发改局  区住建局                  差
        ---------------  ----------------  --------  ------------------
        “说明” 采用计分                 5        29                 −24
        “报送得分”       95/24（约 3.96）         5  −25/24（约 −1.04）

      """
    #expect(try ExplanationSamples.text("yanjiang-2020q3", "区发改局", against: "区住建局") == expected)
  }

  /// Rows add up to the key even where clauses count twofold and the whole is divided by three.
  @Test func scaled() throws {
    let expected = """
      综合考核
      东乡（乡镇） 与 西乡（乡镇）

      名次（乡镇）
        东乡：第 1 名，共 2 个单位
        西乡：第 2 名，共 2 个单位
        东乡 在前：人均 31 分 对 7 分，多 24 分

        项目（分）                    东乡  西乡                 差
        ---------------  -----------------  ----  -----------------
        “1” 基础                        24     4                +20
        “2” 批示                        10     0                +10
        “甲” 采用的限额  −22/3（约 −7.33）     0  −22/3（约 −7.33）
        “5” 任务           10/3（约 3.33）     0   +10/3（约 3.33）
        基数                             1     3                 −2
        ---------------  -----------------  ----  -----------------
        人均                            31     7                +24
        各项按计入“人均”的部分列出

      """
    #expect(try ExplanationSamples.ledgerText("东乡", against: "西乡") == expected)
  }

  @Test func unknownUnit() throws {
    var diagnostics: [Diagnostic] = []
    let method = try ExplanationSamples.ledgerMethod()
    let text = Jifen.explain(
      method, tables: ExplanationSamples.ledgerInputs(), unit: "东乡镇", diagnostics: &diagnostics)
    #expect(text == nil)
    #expect(diagnostics.map(\.code) == [.explainsUnknownUnit])
    #expect(diagnostics.first?.near == ["东乡"])
    #expect(diagnostics.first?.place == .argument("东乡镇"))
  }

  @Test func unknownOther() throws {
    var diagnostics: [Diagnostic] = []
    let text = Jifen.explain(
      try ExplanationSamples.ledgerMethod(), tables: ExplanationSamples.ledgerInputs(), unit: "东乡",
      against: "中乡",
      diagnostics: &diagnostics)
    #expect(text == nil)
    #expect(diagnostics.map(\.code) == [.explainsUnknownUnit])
    #expect(diagnostics.first?.place == .argument("中乡"))
  }

  @Test func againstItself() throws {
    var diagnostics: [Diagnostic] = []
    let text = Jifen.explain(
      try ExplanationSamples.ledgerMethod(), tables: ExplanationSamples.ledgerInputs(), unit: "东乡",
      against: "东乡 ",
      diagnostics: &diagnostics)
    #expect(text == nil)
    #expect(diagnostics.map(\.code) == [.comparedWithItself])
  }
}

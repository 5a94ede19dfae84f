import Diagnostics
import Syntax
import Testing

@testable import Reports

@Suite struct ReportFirstMethodTests {
  /// A table from lines of cells separated by commas.
  private func table(_ name: String, _ text: String) -> FirstMethod.Table {
    let rows = text.split(separator: "\n").map { line in
      line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    let headers = rows.first ?? []
    return FirstMethod.Table(
      name: name, headers: headers,
      columns: headers.indices.map { column in rows.dropFirst().map { column < $0.count ? $0[column] : "" } })
  }

  /// What the parser has against it; empty where it is a method file.
  private func errors(_ text: String) -> String {
    var diagnostics: [Diagnostic] = []
    _ = Parser.parse(SourceText(name: "新.jifen", text: text), diagnostics: &diagnostics)
    return Render.terminal(diagnostics, .english)
  }

  private var units: FirstMethod.Table {
    table(
      "采用情况",
      """
      类别,单位,省单条,5-6月得分,约稿得分,湖北快报,年度任务,按期报送,完成率,总分,排名,
      部门,甲局,"１,２００",3.5,2,5+1*,12,是,35%,5,1,注
      部门,乙局,,,2,3,12,否,20%,4,2,
      镇街,丙镇,2,4,,0,24,,5.5%,3,1,
      镇街,丁镇,3,4,1.5,2*,24,是,1%,2,2,
      """.replacing("\"１,２００\"", with: "１２００"))
  }

  @Test func aGroupOfASmallTableNeedNotRepeat() {
    let text = FirstMethod.write([table("采用", "单位,组别,采用数\n甲镇,乡镇,3\n乙局,部门,2\n")], .chinese)
    #expect(errors(text) == "")
    #expect(text.contains("组      选项：乡镇、部门，又称 “组别”") && text.contains("排名 组内"), "\(text)")
  }

  @Test func chineseUnits() {
    let text = FirstMethod.write([units], .chinese)
    #expect(errors(text) == "")
    #expect(
      text == """
        # 这是按数据写出的第一稿，请对照文件核对：
        #   1. 办法的名称和依据；按月考核的加一行，例如 期间 2024年1月 至 2024年12月
        #   2. 每一列的种类和量词（条、篇、期、次、分 等）是猜的
        #   3. “未定”处填分值，例如 每条 5 分；不计分的条款删去
        #   4. 条款的名字改成文件里的编号，例如 “（二）”
        # 改好后运行 jifen check 检查。
        办法 “采用情况计分办法”
        # 依据 “文件的名称和文号”

        表 采用情况，每行一个单位：
            组             选项：部门、镇街，又称 “类别”
            单位           名称
            省单条         条，空作 0
            「5-6月得分」  分，空作 0
            约稿得分       分，空作 0
            湖北快报       条，记法 “数+另计1*”
            年度任务       条
            按期报送       是否，空作 否
            完成率         百分比
            印发总分       分，又称 “总分”
            # “排名”由计算得出，没有列入
            # 第 12 列没有表头，没有列入
            # “年度任务”像是任务数，没有写成条款；例如 报送条数 满 年度任务 的，得 5 分

        条款 “省单条”：
            省单条  每条 未定 “每条几分”

        条款 “5-6月得分”：
            得 「5-6月得分」

        条款 “约稿得分”：
            得 约稿得分

        条款 “湖北快报”：
            湖北快报  每条 未定 “每条几分”

        条款 “按期报送”：
            按期报送 的，得 未定 “几分”

        总分 = 各条款之和

        排名 组内：总分 从高到低；并列 同名次

        公布 “得分” 组内：名次、单位、省单条、「5-6月得分」、约稿得分、湖北快报、总分

        核对 “总分与印发一致”：总分 = 印发总分

        """)
  }

  @Test func englishRecords() {
    let records = table(
      "采用记录",
      """
      单位,信息编号,采用日期,刊物,条,批示
      甲,A1,2024-05-03,省快报,1,是
      甲,A2,2024年5月4日,市快报,1,
      乙,A2,2024/6/30,市快报,2,否
      乙,A3,2024.6.1,省快报,1,
      """)
    let text = FirstMethod.write([records, table("约稿", "单位\n甲\n甲\n合计")], .english)
    #expect(errors(text) == "")
    let statements = text.split(separator: "\n", omittingEmptySubsequences: false)
      .drop { !$0.hasPrefix("method") }.joined(separator: "\n")
    #expect(
      statements == """
        method “采用记录 scoring”
        # source “the circular and its number”

        table 采用记录, each_row item:
            单位      name
            信息编号  id
            采用日期  date
            刊物      choice: 省快报 | 市快报
            「条」    items
            批示      yes_no, blank_as no

        table 约稿, each_row item:
            单位  name
            # the table seems to have a total row “合计”; remove it before scoring

        clause “刊物”:
            刊物: 省快报 open | 市快报 open

        clause “条”:
            「条」  each item open “points for each item”

        clause “批示”:
            if 批示, give open “how many points”

        clause “约稿”:
            约稿  each item open “points for each item”

        total = all_clauses

        rank: total descending; ties same_rank

        publish “scores”: position | 单位 | total

        """)
  }

  @Test func severalTablesAndAnEmptyOne() {
    for language in Language.allCases {
      let text = FirstMethod.write(
        [units, table("报送", "单位,省单条,序号\n甲局,3,1\n乙局,4,2"), table("空", "")], language)
      #expect(errors(text) == "")
      #expect(text.contains("报送.省单条"))
    }
  }

  @Test func names() {
    #expect(MethodName.spelled("省单条") == "省单条")
    for name in ["5-6月得分", "条", "分", "名称", "前", "a b", "乡镇(街道)", "批示的", "每条", "2024", "合计", ""] {
      #expect(MethodName.spelled(name) == "「\(name)」")
    }
    #expect(MethodName.spelled("「甲」") == "『「甲」』")
    #expect(MethodName.quoted("（二）") == "“（二）”")
    #expect(MethodName.quoted("所谓“甲”") == "\"所谓“甲”\"")
  }
}

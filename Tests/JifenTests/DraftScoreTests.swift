import Jifen
import Testing

/// Lists, grades, ranks and published figures of the drafts, over small tables computed by hand.
@Suite struct DraftScoreTests {
  // MARK: 018

  /// 月报 and 媒体采用 stay nearly empty: 核定分 gives each month's score.
  private static func news(_ scores: [(unit: String, months: [Int: String])]) -> [String: String] {
    let units = scores.map { "\($0.unit) 科室" }.joined(separator: "\n")
    let rows = scores.flatMap { score in
      score.months.sorted { $0.key < $1.key }.map { "\(score.unit) 2015-\($0.key)-8 \($0.value)" }
    }
    return [
      "名册": "单位 组\n" + units,
      "媒体采用": "单位 登记日 媒体 头版头条 经办公室转报 失实有不良影响 凭证\n\(scores[0].unit) 2015-3-1 市级 - 是 - 是",
      "其他采用": "单位 登记日 核定分\n" + rows.joined(separator: "\n"),
      "月报": "单位 月 任务分 未完成约稿 负面报道\n\(scores[0].unit) 2015-3 0 - -\n丙 2015-3 0 - 1",
    ]
  }

  private static let everyMonth = Dictionary(uniqueKeysWithValues: (1...12).map { ($0, "4") })

  private static let months = news([
    ("甲", everyMonth),
    // 三、四、五月都不足 4 分。
    ("乙", everyMonth.merging([3: "3.9", 4: "0", 5: "3"]) { $1 }),
    // 三月因负面报道归零，四、五月不足。
    ("丙", everyMonth.merging([3: "90", 4: "3", 5: "3"]) { $1 }),
    // 三、四月不足，五月正好，六月不足：最长连续两月。
    ("丁", everyMonth.merging([3: "1", 4: "1", 6: "1"]) { $1 }),
    // 只有一月有分，全年不足年要求。
    ("戊", [1: "9.5"]),
  ])

  @Test func openFiguresAreAskedFor() throws {
    var diagnostics: [Diagnostic] = []
    #expect(try DraftMethod.run("018", Self.months, diagnostics: &diagnostics) == nil)
    #expect(diagnostics.map(\.code.id) == ["J423", "J423"])
    #expect(Set(diagnostics.compactMap { $0.arguments.first?.chinese }) == ["月要求", "年要求"])
    diagnostics = []
    let run = try DraftMethod.run(
      "018", Self.months, settings: ["月要求=4", "年要求=10"], diagnostics: &diagnostics)
    #expect(run?.outcome != nil)
    #expect(diagnostics.isEmpty)
  }

  @Test func threeMonthsInARowAreCriticised() throws {
    let outcome = try #require(try DraftMethod.run("018", Self.months, variant: "试定要求").outcome)
    let list = try #require(outcome.lists.first { $0.name == "通报批评" })
    #expect(list.entries.map(\.unit) == ["乙", "丙", "戊"])
  }

  /// 甲 12 × 4 + 4 = 52，乙 9 × 4 + 6.9 = 42.9，丙 9 × 4 + 6 − 10 = 32，丁 9 × 4 + 3 = 39，戊 9.5 不足 10。
  @Test func unitsBelowTheYearlyLineAreNotCommended() throws {
    let outcome = try #require(try DraftMethod.run("018", Self.months, variant: "试定要求").outcome)
    let list = try #require(outcome.lists.first { $0.name == "先进单位" })
    #expect(list.entries.map(\.unit) == ["甲", "乙", "丁", "丙"])
    #expect(list.excluded == [.init(unit: "戊", reason: "全年综合分未达要求")])
    #expect(list.cutInTie.isEmpty)
    let table = try #require(outcome.tables.first)
    #expect(DraftMethod.rows(table) == ["1 甲 52", "2 乙 42.9", "3 丁 39", "4 丙 32", "5 戊 9.5"])
  }

  /// 第十五名有两个，并列全取，共十六个；第十七名不取。
  @Test func tieAtTheFifteenthPlaceIsTakenWhole() throws {
    let scores = (1...18).map { number in
      (unit: "单位\(number)", months: [1: number < 15 ? "\(100 - number)" : number < 17 ? "50" : "20"])
    }
    let run = try DraftMethod.run("018", Self.news(scores + [("丙", [:])]), variant: "试定要求")
    let list = try #require(run.outcome?.lists.first { $0.name == "先进单位" })
    #expect(list.entries.map(\.unit) == (1...16).map { "单位\($0)" })
    #expect(list.entries.map(\.rank) == Array(1...15) + [15])
    #expect(list.cutInTie == ["单位15", "单位16"])
    #expect(!list.undecided)
  }

  // MARK: 031

  /// 县区：丙 (5 + 5 + 2) ÷ 2 = 6，甲 5，乙 14 ÷ 3，丁 1，戊没有信息。
  /// 市直：己 ((5 + 5 + 1) ÷ 2 + 11 − 10) ÷ 2 = 3.25。
  @Test func averagesAreGraded() throws {
    let run = try DraftMethod.run(
      "031",
      [
        "名册": "单位 组 瞒报 漏报\n甲 县区 - -\n乙 县区 - -\n丙 县区 - -\n丁 县区 - -\n戊 县区 1 -\n己 市直 - 1",
        "信息": """
        单位 类别 够上报标准 批示级别 附现场图像 差错
        甲 专报 是 - - -
        乙 专报 是 - - -
        乙 专报 是 - - -
        乙 送阅 是 - - -
        丙 专报 是 国 - -
        丙 综合 是 - - -
        丙 备查 否 - - -
        丁 备查 是 - - -
        己 专报 是 国 是 轻报
        己 专报 是 国 是 -
        """,
      ], variant: "试定分界")
    let outcome = try #require(run.outcome)
    let table = try #require(outcome.tables.first)
    #expect(
      DraftMethod.rows(table) == [
        "1 丙 12 2 6.00 优", "2 甲 5 1 5.00 优", "3 乙 14 3 4.67 良", "4 丁 1 1 1.00 差", "– 戊 -10 0 – –",
        "1 己 6.5 2 3.25 一般",
      ])
    let grades = try #require(outcome.grades.first)
    #expect(grades.rows.map { "\($0.grade) \($0.units.joined())" } == ["优 丙甲", "良 乙", "一般 己", "差 丁"])
    let second = table.rows.first { $0.unit == "乙" }
    #expect(second?.values[4].exact == .number(try #require(Rational(14, over: 3))))
  }

  // MARK: 047

  /// 甲 49 + 29 + 19，另加 30 封在 25；乙不对外服务：60 + 38，另加 3.5；丙否决记 0；丁否决记 59；
  /// 戊 20 + 20 + 19 = 59，不足 60，不评第三部分。
  @Test func vetoedUnitsAreListedWithoutRank() throws {
    let marks = [
      ("甲", "1 1 1"), ("乙", "0 2 5"), ("丙", "0 0 0"), ("丁", "0 0 0"), ("戊", "30 10 1"),
    ]
    let rows = marks.flatMap { unit, cuts in
      zip(["A 50", "B 30", "C 20"], zip(cuts.split(separator: " "), ["否", "否", "是"])).map {
        "\(unit) \($0) \($1.0) \($1.1)"
      }
    }
    let run = try DraftMethod.run(
      "047",
      [
        "考评对象": """
        账号 单位 组 否决情形 对外服务
        甲 甲局 市直网站 - 是
        乙 乙局 市直网站 - 否
        丙 丙局 市直网站 1 是
        丁 丁县 县市区新媒体 1 否
        戊 戊县 县市区新媒体 - 否
        """,
        "扣分指标": "账号 指标 分值 应扣分 办事服务\n" + rows.joined(separator: "\n"),
        "加分指标": "账号 指标 加分\n甲 X 30\n乙 X 3.5\n戊 X 9",
      ])
    let table = try #require(run.outcome?.tables.first)
    #expect(
      DraftMethod.rows(table) == [
        "1 甲 甲局 97 25 122 合格", "2 乙 乙局 98 3.5 101.5 合格", "– 丙 丙局 100 0 0 不合格", "– 丁 丁县 100 0 59 不合格",
        "– 戊 戊县 59 0 59 不合格",
      ])
  }

  // MARK: 076

  /// 上半年：乙 24 × 3/5，甲 2 + 24 × 2/5，丙列第三，不得分。下半年：丙 6 × 0.5 × 2 + 12，甲 12，乙没有稿件。
  @Test func halfYearsAreRankedApart() throws {
    let run = try DraftMethod.run("076", Self.papers)
    let table = try #require(run.outcome?.tables.first)
    #expect(
      DraftMethod.rows(table) == ["1 乙 14.40", "2 甲 11.60", "3 丙 0.00", "1 丙 18.00", "2 甲 12.00", "3 乙 0.00"])
    #expect(Set(table.rows.prefix(3).map(\.period)).count == 1)
    #expect(table.rows.first?.period != table.rows.last?.period)
  }

  private static let papers = [
    "科室": "单位 组\n甲 科室\n乙 科室\n丙 局属单位",
    "采用": """
    稿件 署名 刊出日 体裁 转发 层级 领导批示 字数
    1 甲 2010-03-01 信息 - 市局 - 300
    2 乙、甲、丙 2010-06-30 信息 - 更高 - 900
    3 丙 2010-07-01 调研论文 是 市级媒介 - 5000
    4 甲、丙 2010-12-31 调研论文 - 市局 是 4000
    """,
  ]

  // MARK: The ledger

  /// Every score is the sum of its postings, so that an explanation needs no second evaluator.
  @Test(
    arguments: [
      ("018", months, "综合分"), ("076", papers, "全年得分"),
    ] as [(String, [String: String], String)])
  func scoresAreSumsOfPostings(_ name: String, _ tables: [String: String], _ total: String) throws {
    let run = try DraftMethod.run(name, tables, variant: name == "018" ? "试定要求" : nil)
    let evaluation = run.evaluation
    let node = try #require(evaluation.plan.definitions.first { $0.name == total }).node
    for unit in evaluation.dataset.units.texts.indices {
      let parts = evaluation.contributions(unit: unit).filter { evaluation.plan.postings[$0.posting].counts }
      #expect(Rational.sum(parts.map(\.amount)) == evaluation.number(node, at: unit))
    }
  }
}

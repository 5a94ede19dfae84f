import Diagnostics
import Engine
import Exact
import Jifen
import Semantics
import Testing

/// Each figure of methods that offices write, as an unknown: what random methods seldom put above a figure.
/// Every node inside a piece and at its ends is held against the ordinary engine there.
@Suite struct ParametricMethodTests {
  struct Sample: CustomTestStringConvertible {
    var name: String
    var method: String
    var tables: [(name: String, csv: String)]
    /// How many pieces the walks over its figures must at least have looked at.
    var pieces: Int

    var testDescription: String { name }

    func run() throws -> Run {
      var diagnostics: [Diagnostic] = []
      let loaded = Method.load(name: name, text: method, diagnostics: &diagnostics)
      let method = try #require(loaded, "\(diagnostics.map { $0.message(.chinese) })")
      let files = tables.map {
        InputFile(table: $0.name, name: $0.name + ".csv", bytes: Array($0.csv.utf8))
      }
      let run = Jifen.run(method, tables: files, diagnostics: &diagnostics)
      return try #require(run, "\(diagnostics.map { $0.message(.chinese) })")
    }
  }

  @Test(arguments: samples) func piecesOfEveryFigure(_ sample: Sample) throws {
    let run = try sample.run()
    #expect(run.outcome != nil)
    let plan = run.evaluation.plan
    let roots = ParametricSample.roots(run)
    var random = PropertyRandom(seed: 1)
    var pieces = 0
    for figure in plan.figures.indices {
      var walker = Parametric(run.evaluation, free: [figure], roots: roots)
      // From below the written value: zero, where divisors and signs turn, is on the way.
      var place = Rational(-2)
      for _ in 0..<12 {
        if walker.move(to: [place], .at) != nil { break }
        ParametricSample.check(walker, run, figure, place, roots, "\(sample.name) at \(place.fraction)")
        if walker.move(to: [place], .right) != nil { break }
        guard case .success(let end) = walker.end(before: nil) else { break }
        let width = (end ?? place + 3) - place
        for _ in 0..<2 {
          let inside = place + width * (Rational(random.int(1...96), over: 97) ?? .one)
          ParametricSample.check(
            walker, run, figure, inside, roots,
            "\(sample.name) in \(place.fraction)..\(end?.fraction ?? "")")
        }
        pieces += 1
        place = end ?? place + 3
      }
    }
    #expect(pieces >= sample.pieces, "\(pieces)")
  }

  /// The same figures swept: what changes is told, and nothing else does.
  @Test(arguments: samples) func sweepsOfEveryFigure(_ sample: Sample) throws {
    let run = try sample.run()
    var random = PropertyRandom(seed: 2)
    var stretches = 0
    for figure in run.evaluation.plan.figures.indices {
      guard
        case .success(let sweep) = Sweep.run(run.evaluation, figure: figure, from: 1, to: 4, mostTurns: 40)
      else { continue }
      stretches += sweep.stretches.count
      let wrong = SweepSample.mistakes(sweep, run, &random)
      let address = run.evaluation.plan.figures[figure].address(.chinese)
      #expect(wrong.isEmpty, "\(sample.name) \(address): \(wrong.first ?? "")")
    }
    #expect(stretches > 5, "\(stretches)")
  }

  static let roster = ("名册", "单位,组,差错,先前,基分\n甲局,部门,3,1,2\n乙局,部门,0,0,-1\n丙镇,镇街,7,2,0\n丁镇,镇街,1,4,\n")

  static let samples: [Sample] = [
    Sample(
      name: "逐次",
      method: """
        办法 “逐次”
        表 名册，每行一个单位：
            单位         名称
            组           选项：部门、镇街
            差错 先前    次
            基分         分，可空
        参数 折 = 0.6
        条款 “一”：差错：第 1 次 扣 1 分、第 2 次 扣 2 分、以后 逐次加倍 接 先前
        条款 “二”：差错：第 1 次 扣 0.5 分、以后 每次 扣 1 分 接 先前
        条款 “三”：
            折算 = 差错 × 折
            折算：第 1 次 扣 1 分、第 2 次 扣 3 分
        条款 “四”：
            余数 = 4 次 - 差错 × 折
            先前：第 1 次 扣 0.1 分、以后 每次 扣 0.2 分 接 余数
        总分 = 各条款之和
        排名 组内：总分 从高到低；并列 同名次
        名单 “表扬” 组内：前 1 名；并列 全取
        公布 组内：单位、总分、名次

        """, tables: [roster], pieces: 60),
    Sample(
      name: "分摊",
      method: """
        办法 “分摊”
        表 名册，每行一个单位：
            单位    名称
            组      选项：部门、镇街
        表 稿件，每行一篇：
            稿号    编号
            署名    名称列表
            体裁    选项：信息、调研
            字数    字，空作 0
        参数 首分 = 3
        条款 “一”：体裁：信息 10 分、调研 6 分
        条款 “二”：
            体裁 为 信息 的，署名 按 3:2:1 分摊
            体裁 为 调研 的，署名 均分
        条款 “三”：字数 满 3 字 的，乘 首分
        总分 = 各条款之和
        排名：总分 从高到低；并列 同名次
        公布：单位、总分、名次

        """,
      tables: [
        ("名册", "单位,组\n甲局,部门\n乙局,部门\n丙镇,镇街\n丁镇,镇街\n"),
        ("稿件", "稿号,署名,体裁,字数\nA,甲局、乙局,信息,2\nB,丙镇,信息,4\nC,乙局、丙镇、甲局,调研,3\nD,丙镇、甲局、乙局,信息,\n"),
      ], pieces: 30),
    Sample(
      name: "只记",
      method: """
        办法 “只记”
        期间 2024年1月 至 2024年6月
        表 名册，每行一个单位：
            单位    名称
        表 采用，每行一条：
            单位    名称
            编号    编号，可空
            日期    日期，可空
            刊物    选项：省、市、县
            级别    次第：无、县、市、省，空作 无
            字数    字，空作 0
        参数 系数 = 2
        条款 “一”：
            刊物：省 5 分、市 3 分、县 1 分
            同一 编号 只记 最高 2 次
        条款 “二”：
            得 字数 × 系数 × 1 分 ÷ 1 字 - 4 分
            同一 编号 只记一次
        条款 “三”：
            得 字数 × 系数 × 1 分 ÷ 1 字 - 4 分
            同一 编号 只记最高
        条款 “四”：
            刊物：省 4 分、市 2 分、县 -2 分
            级别 另加：省 2 分、市 1 分
            同一 编号 只记 原分 最高
        条款 “五”：
            刊物：省 4 分、市 3 分、县 2 分
            同一 编号 只记 级别 最高 1 次
        条款 “六”：
            折字 = 字数 × 系数 - 3 字
            刊物：省 4 分、市 3 分、县 2 分
            同一 编号 只记 折字 最高 2 次
        总分 = 各条款之和
        排名：总分 从高到低；并列 紧接
        公布：单位、总分、名次

        """,
      tables: [
        ("名册", "单位\n甲局\n乙局\n丙镇\n"),
        (
          "采用",
          """
          单位,编号,日期,刊物,级别,字数
          甲局,A,2024-03-02,省,,3
          甲局,A,2024-02-02,市,省,1
          甲局,A,,县,县,4
          甲局,B,2024-04-01,县,,0
          乙局,A,2024-03-05,市,市,2
          乙局,C,2024-03-05,市,市,2
          乙局,C,2024-03-04,县,无,5
          乙局,C,2024-06-04,省,无,1
          丙镇,,2024-06-04,省,省,1

          """
        ),
      ], pieces: 80),
    Sample(
      name: "汇总",
      method: """
        办法 “汇总”
        期间 2024年1月 至 2024年4月
        表 名册，每行一个单位：
            单位    名称
            组      选项：部门、镇街，可空
            基分    分，可空
        表 月报，每行一个单位一个月：
            单位      名称
            月        月份
            信息数    条，空作 0
            报出日    日期，可空
        参数 条分 = 2 分
        月分 = 信息数 × 条分 ÷ 1 条 - 3 分
        条款 “一”：得 前 2 项 合计(月分)
        条款 “二”：得 最高(月分) - 最低(月分)
        条款 “三”：得 平均(月分)
        条款 “四”：
            增长 = 月分 - 上期(月分)
            累计分 = 累计(月分)
            增长 超过 1 分 的，得 1 分
            累计分 不足 0 分 的，扣 0.5 分
        条款 “五”：报出日 晚于 次月(月，5 日) 的，扣 1 分
        条款 “六”：
            组均 = 平均(基分，按 组)
            差距 = 若 组均 为空 则 0 分 否则 若 基分 为空 则 0 分 否则 绝对值(基分 - 组均)
            得 最低(差距，条分，1.5 分)
        条款 “七”：
            好月 = 个数(月分 超过 1 分)
            得 好月 × 0.5 分 ÷ 1 个
        条款 “八”：
            断档 = 最长连续(月分 不足 1 分)
            断档 满 2 个月 的，扣 1 分
        总分 = 四舍五入(各条款之和，1 位)
        排名 组内：总分 从高到低，基分 从高到低；并列 同名次
        等次：
            优 前 30%
            良 总分 满 3 分
            中 其余
        公布 组内：单位、总分、名次、等次

        """,
      tables: [
        ("名册", "单位,组,基分\n甲局,部门,2\n乙局,部门,\n丙镇,镇街,-1\n丁镇,镇街,4\n戊站,,1\n"),
        (
          "月报",
          """
          单位,月,信息数,报出日
          甲局,2024-01,1,2024-02-03
          甲局,2024-02,3,2024-03-07
          甲局,2024-04,2,
          乙局,2024-01,2,2024-02-06
          乙局,2024-03,2,2024-04-04
          丙镇,2024-02,5,2024-03-05

          """
        ),
      ], pieces: 60),
    Sample(
      name: "比率",
      method: """
        办法 “比率”
        表 名册，每行一个单位：
            单位           名称
            组             选项：部门、镇街，可空
            报送 任务      条
            满意率         百分比，可空
        参数 底数 = 2 条
        条款 “一”：
            报送 满 任务 的，得 10 分；否则 按比例 得 10 分
            报送 超过 任务 的，每超 2 条 加 0.5 分 满步，最多 3 分
        条款 “二”：
            满意率 低于 90% 的，每低 5 个百分点 扣 1 分 进步
        条款 “三”：
            折率 = 报送 ÷ (任务 - 底数)
            折分 = 若 折率 为空 则 0 分 否则 四舍六入五成双(折率 × 4 分，1 位)
            得 折分
            得 四舍五入(报送 × 1 分 ÷ 1 条，0.4)
        条款 “四”，不超过 4 分，不低于 -1 分：得 (报送 - 任务) × 0.7 分 ÷ 1 条
        条款 “五”：
            率名：第 1 名 3 分、第 2 名 2 分、以后 0.5 分
            率名 非空 的，得 5 分 - (率名 - 1 名) × 0.3 分 ÷ 1 名
        条款 “六”：满意率：满 80% 1 分、满 90% 2 分
        排名 率名：报送 ÷ 任务 × 底数 从高到低；并列 紧接
        总分 = 各条款之和
        排名 组内：总分 从高到低；不排 总分 不足 1 分 的
        名单 “过线”：总分 满 9 分 的
        名单 “靠后” 组内：后 1 名；不含 满意率 满 95% 的，因 “满意率高”；递补；并列 全不取
        等次 组内：
            先进 前 40%
            合格 总分 满 6 分
            不合格 其余
        公布 组内：单位、总分、名次、等次

        """,
      tables: [
        ("名册", "单位,组,报送,任务,满意率\n甲局,部门,12,10,95%\n乙局,部门,7,10,\n丙镇,镇街,3,0,82%\n丁镇,镇街,3,4,90%\n戊站,,2,2,66%\n")
      ], pieces: 120),
    Sample(
      name: "分项",
      method: """
        办法 “分项”
        表 名册，每行一个单位：
            单位    名称
            组      选项：部门、镇街
        表 指标完成，每行一个单位一个指标：
            单位           名称
            指标           选项：招商、信访、环保
            目标值 完成值   数，可空
        表 采用，每行一条：
            单位    名称
            刊物    选项：省、市
            形式    选项：单条、综合
            字数    字，空作 0
        参数 标准分，按 指标：
            招商 40 分
            信访、环保 30 分
        参数 上限，按 刊物：省 9 分；市 4 分
        完成率 = 若 目标值 为空 则 0 否则 完成值 ÷ 目标值
        指标分 = 最低(完成率，1.2) × 标准分
        条款 “一”：
            得 指标分
            完成率 不足 50% 的，扣 2 分
        条款 “二”：
            刊物 ＼ 形式    单条    综合
            省              5 分    3 分
            市              2 分    1 分
            字数 超过 2 字 的，另加 1 分
            每个 刊物 不超过 上限
        条款 “三”：每个 指标 得 0.5 分
        总分 = 各条款之和 - 基数
        基数 = 若 组 为 部门 则 3 分 否则 -(1 分 + 0.5 分)
        排名 组内：总分 从高到低；并列 按表序
        公布 组内：单位、总分、名次

        """,
      tables: [
        ("名册", "单位,组\n甲局,部门\n乙局,部门\n丙镇,镇街\n"),
        ("指标完成", "单位,指标,目标值,完成值\n甲局,招商,10,12\n甲局,信访,4,1\n乙局,招商,8,2\n乙局,环保,3,4\n丙镇,环保,,2\n"),
        (
          "采用",
          "单位,刊物,形式,字数\n甲局,省,单条,1\n甲局,省,综合,5\n甲局,市,单条,3\n乙局,市,综合,3\n乙局,市,单条,\n丙镇,市,单条,9\n丙镇,市,单条,1\n"
        ),
      ], pieces: 60),
  ]
}

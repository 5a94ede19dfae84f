import Jifen
import Testing

/// What worked examples never made take effect: by branch, tier, entry, occurrence and limit.
@Suite struct CoverageTests {
  private static let method = """
    办法 “某县政务信息考核”

    表 名册，每行一个单位：
        单位               名称
        报送数 任务数      条，空作 0
        差错               次，空作 0
        采用               条，空作 0

    表 采用记录，每行一条：
        单位      名称
        刊物      选项：省快报、市快报、县快报
        形式      选项：单条、综合

    条款 “（一）” 任务：
        报送数 满 任务数 的，得 20 分；否则 按比例 得 20 分
    条款 “（二）” 采用，不超过 30 分：
        刊物 ＼ 形式    单条    综合
        省快报          5 分    10 分
        市快报          3 分    6 分
        县快报          1 分    —
    条款 “（三）” 差错：
        得 2 分
        差错：第 1 次 扣 1 分、第 2 次 扣 2 分、以后 每次 扣 3 分
        扣完为止
    条款 “（四）” 未用：得 5 分 × 0
    条款 “（五）”：
        采用：满 10 条 2 分、满 20 条 5 分、满 30 条 9 分
        采用 每条 1 分，最多 10 分
        差错 超过 5 次 的，扣 1 分
        差错 超过 9 次 的，否决 为 差

    总分 = 各条款之和
    等次：
        优    总分 满 90 分
        差    其余
    公布：单位、总分

    """

  private func lines(_ examples: String, _ language: Language) throws -> [String] {
    var diagnostics: [Diagnostic] = []
    let loaded = Method.load(name: "a.jifen", text: Self.method + examples, diagnostics: &diagnostics)
    let method = try #require(loaded, "\(diagnostics)")
    let tested = try #require(runExamples(method, tables: nil, diagnostics: &diagnostics))
    #expect(tested.passed)
    let text = TestReport.render([.init(path: "a.jifen", tallies: nil, tested: tested)], language)
    return text.split(separator: "\n").map(String.init).filter {
      !$0.contains("试算") && !$0.contains("example")
    }
  }

  private static let some = """
    试算 “一”：
        给 名册：单位 甲，报送数 10，任务数 20，差错 2，采用 12
        给 采用记录：单位 甲，刊物 省快报，形式 单条
        给 采用记录：单位 甲，刊物 县快报，形式 综合
        应 甲 条款“（一）” = 10 分

    """

  @Test func gapsByBranchTierEntryAndLimit() throws {
    #expect(
      try lines(Self.some, .chinese) == [
        "a.jifen", "  没有用到的条款：（四） 未用",
        "  “（一）”：“报送数 满 任务数 的，得 20 分”没有用到",
        "  “（二）”：省快报 综合、市快报 单条、市快报 综合、县快报 单条 这几项没有用到；不超过 30 分 没有用到",
        "  “（三）”：以后各次 这一项没有用到",
        "  “（五）”：满 20 条、满 30 条 这几档没有用到；“差错 超过 5 次 的，扣 1 分”没有用到；“差错 超过 9 次 的，否决 为 差”没有用到",
        "1 项全部通过",
      ])
    #expect(
      try lines(Self.some, .english) == [
        "a.jifen", "  clauses never exercised: （四） 未用",
        "  “（一）”: “报送数 满 任务数 的，得 20 分” not used",
        "  “（二）”: entries 省快报 综合, 市快报 单条, 市快报 综合, 县快报 单条 not used; 不超过 30 分 not used",
        "  “（三）”: entry onwards not used",
        "  “（五）”: tiers 满 20 条, 满 30 条 not used; “差错 超过 5 次 的，扣 1 分” not used; “差错 超过 9 次 的，否决 为 差” not used",
        "1 passed",
      ])
  }

  /// Units of one example, and examples of one method, add up; a branch that gives 0 points is a branch taken.
  @Test func examplesAddUp() throws {
    let more = """
      试算 “二”：
          给 名册：单位 乙，报送数 20，任务数 20，差错 10，采用 20
          给 名册：单位 丙，任务数 20，采用 30
          给 采用记录：单位 乙，刊物 省快报，形式 综合
          给 采用记录：单位 乙，刊物 市快报，形式 单条
          给 采用记录：单位 乙，刊物 市快报，形式 综合
          给 采用记录：单位 乙，刊物 县快报，形式 单条
          给 采用记录：单位 丙，刊物 省快报，形式 综合
          给 采用记录：单位 丙，刊物 省快报，形式 综合
          给 采用记录：单位 丙，刊物 省快报，形式 综合
          给 采用记录：单位 丙，刊物 省快报，形式 单条
          应 丙 条款“（二）” = 30 分

      """
    #expect(try lines(Self.some + more, .chinese) == ["a.jifen", "  没有用到的条款：（四） 未用", "2 项全部通过"])
    let zero = """
      试算 “三”：
          给 名册：单位 丙，任务数 20
          应 丙 条款“（一）” = 0 分

      """
    #expect(try lines(zero, .chinese)[2].hasPrefix("  “（一）”：“报送数 满 任务数 的，得 20 分”没有用到"))
    #expect(try !lines(zero, .chinese)[2].contains("否则"))
  }

  /// A line whose own branch is taken and its 否则 are separate.
  @Test func otherwiseIsABranchOfItsOwn() throws {
    let met = """
      试算 “四”：
          给 名册：单位 甲，报送数 20，任务数 20
          应 甲 条款“（一）” = 20 分

      """
    #expect(try lines(met, .chinese).contains("  “（一）”：“否则 按比例 得 20 分”这一支没有用到"))
    #expect(try lines(met, .english).contains("  “（一）”: branch “否则 按比例 得 20 分” not used"))
  }
}

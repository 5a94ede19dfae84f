import Diagnostics
import Exact
import Jifen
import Semantics
import Testing

/// What `--set ADDRESS=VALUE` names and gives: the figure that some of its words fit, and the value in the figure's own measure.
@Suite struct AddressTests {
  private static let text = """
    办法 “地址”
    表 名册，每行一个单位：
        单位      名称
        组        选项：乡镇、部门
        报送      条
        满意率    百分比
    参数 年目标，按 组：乡镇 40 分；部门 30 分
    参数 权重 = 30%
    参数 系数 = 1.5
    参数 线 = 未定 “没有印发”
    条款 “（一）”：
        报送 每条 5 分
        报送 不足 36 条 的，每缺 2 条 扣 0.5 分 满步
    条款 “（二）”：满意率 低于 90% 的，每低 5 个百分点 扣 1 分 满步
    条款 “（三）”：报送 每条 未定 分 “没有印发”
    总分 = (条款“（一）” + 条款“（二）”) × 权重 × 系数 + 年目标
    公布：单位、总分、条款“（三）”

    """

  private func plan() throws -> Plan {
    var diagnostics: [Diagnostic] = []
    let method = Method.load(name: "地址.jifen", text: Self.text, diagnostics: &diagnostics)
    return try #require(method, "\(diagnostics.map { $0.message(.chinese) })").plan
  }

  @Test(arguments: [
    ("“（一）” 报送 每=6", "“（一）” 报送 每 = 6 分"),
    // 每条 may stand for 每, a label without its brackets for the label.
    ("“一” 报送 每条=6 分", "“（一）” 报送 每 = 6 分"),
    ("“（一）” 报送 每 = -0.5 分", "“（一）” 报送 每 = -0.5 分"),
    ("“（一）” 不足=40 条", "“（一）” 报送 不足 = 40 条"),
    ("“一” 步长=3", "“（一）” 报送 每缺 步长 = 3 条"),
    ("年目标 部门=35", "年目标 部门 = 35 分"),
    // Beside a percent sign: 40%, 40 and 0.4 are the same; so are 100% and 1.
    ("权重=40%", "权重 = 40%"),
    ("权重=40", "权重 = 40%"),
    ("权重=0.4", "权重 = 40%"),
    ("权重=1", "权重 = 100%"),
    ("权重=150 个百分点", "权重 = 150%"),
    // 每低 is 每缺 by another name. A bare number takes the written measure: points of a percentage are counted whole.
    ("“（二）” 每低 步长=2", "“（二）” 满意率 每缺 步长 = 2 个百分点"),
    ("“（二）” 每低 步长=0.5", "“（二）” 满意率 每缺 步长 = 0.5 个百分点"),
    ("“（二）” 每低 步长=1 个百分点", "“（二）” 满意率 每缺 步长 = 1 个百分点"),
    ("“（二）” 每低 步长=2%", "“（二）” 满意率 每缺 步长 = 2 个百分点"),
    ("系数=2 倍", "系数 = 2"),
    ("系数=50%", "系数 = 0.5"),
    // What is open and says no measure takes any.
    ("线=60 分", "线 = 60"),
    ("线=60%", "线 = 0.6"),
    ("“（三）” 每=2", "“（三）” 报送 每 = 2 分"),
  ])
  func found(_ setting: String, _ expected: String) throws {
    let plan = try plan()
    let (figure, value) = try plan.override(setting).get()
    let found = plan.figures[figure]
    #expect("\(found.address(.chinese)) = \(found.written(value, .chinese))" == expected)
  }

  @Test(arguments: [
    ("“（一）” 报送=6", "J268"), ("报送 每=6", "J268"), ("“（四）” 报送 每=6", "J267"), ("年目标=6", "J268"),
    ("没有的=6", "J267"), ("=6", "J267"), ("“（一）” 报送 每", "J270"), ("“（一）” 报送 每=", "J270"),
    ("“（一）” 报送 每=六分", "J270"), ("“（一）” 报送 每=2 分 3", "J270"), ("“（一）” 报送 每=2 + 3", "J270"),
    ("“（一）” 报送 每=6 条", "J269"), ("“（一）” 报送 每=50%", "J269"), ("“（一）” 报送 每=5 个百分点", "J269"),
    ("步长=3", "J268"), ("“一” 步长=3 分", "J269"), ("权重=3 分", "J269"), ("“（三）” 每=2 条", "J269"),
    ("“（三）” 每=2%", "J269"),
  ])
  func refused(_ setting: String, _ code: String) throws {
    guard case .failure(let problem) = try plan().override(setting) else {
      Issue.record("found")
      return
    }
    #expect(problem.diagnostic(at: .nowhere, text: setting).code.id == code)
  }

  /// What could have been meant, in both languages: figures that share a word, or else names that are spelled alike.
  @Test func proposals() throws {
    func told(_ setting: String) throws -> (Diagnostic, [String]) {
      var found: AddressProblem?
      if case .failure(let problem) = try plan().override(setting) { found = problem }
      let problem = try #require(found)
      return (problem.diagnostic(at: .nowhere, text: setting), problem.candidates.map(\.chinese))
    }
    #expect(try told("年目表 部门=3").1 == ["年目标 部门"])
    #expect(try told("系术=3").1 == ["系数"])
    #expect(try told("年目标=3").1 == ["年目标 乡镇", "年目标 部门"])
    let (diagnostic, _) = try told("系术=3")
    #expect(diagnostic.help?.chinese == "相近的：系数。jifen figures 列出全部数字和地址")
    #expect(diagnostic.help?.english == "near ones: 系数. jifen figures lists every figure with its address")
    #expect(try told("完全不同=3").0.help == nil)
  }
}

import Diagnostics
import Exact
import Semantics
import Testing

@testable import Reports

@Suite struct ReportFiguresTests {
  private var figures: [Figure] {
    let source = SourceText(name: "a", text: "一\n二\n三")
    let each = AddressWord.keyword(Phrase("每", "each"))
    let place = Place.text(source, Span(4, 7))
    func figure(
      _ address: [AddressWord], _ value: Rational?, _ measure: Measure, percent: Bool = false, at place: Place
    ) -> Figure {
      Figure(
        address: address, value: value, openReason: value == nil ? "没有印发" : nil, measure: measure,
        isPercent: percent,
        place: place)
    }
    return [
      figure([.label("（二）"), .name("5-6月"), each], 5, .points, at: place),
      figure([.name("年目标"), .name("乡镇")], 1, .tagged("条"), at: .nowhere),
      figure([.name("权重")], Rational(1, over: 8), .plain, percent: true, at: place),
      figure([.name("比例")], Rational(1, over: 3), .plain, at: place),
      figure([.name("线")], nil, .points, at: place),
    ]
  }

  @Test func text() {
    #expect(
      FiguresReport.text(figures, .chinese) == """
        地址                              数字  行
        ---------------------  ---------------  --
        “（二）” 「5-6月」 每             5 分   2
        年目标 乡镇                       1 条
        权重                             12.5%   2
        比例                               1/3   2
        线                     未定 “没有印发”   2

        """)
    #expect(
      FiguresReport.text(figures, .english) == """
        address                           figure  line
        -----------------------  ---------------  ----
        “（二）” 「5-6月」 each         5 points     2
        年目标 乡镇                       1 item
        权重                               12.5%     2
        比例                                 1/3     2
        线                       open “没有印发”     2

        """)
  }

  @Test func csv() {
    #expect(
      FiguresReport.csv(figures, .english) == """
        address,figure,line
        “（二）” 「5-6月」 each,5 points,2
        年目标 乡镇,1 item,
        权重,12.5%,2
        比例,1/3,2
        线,open “没有印发”,2

        """)
  }

  @Test func json() {
    #expect(
      FiguresReport.json([figures[0], figures[4]], .chinese) == """
        [
          {"address": "“（二）” 「5-6月」 每", "exact": "5", "shown": "5 分", "open": null, "line": 2},
          {"address": "线", "exact": null, "shown": "未定 “没有印发”", "open": "没有印发", "line": 2}
        ]

        """)
  }

  @Test func testResults() {
    let tested = TestedMethod(
      cases: [
        .init(kind: .example, name: "两条", failures: []),
        .init(kind: .check, name: "总分", failures: [Phrase("农业农村局：18 ≠ 19", "农业农村局: 18 ≠ 19")]),
        .init(kind: .check, name: "单位数", failures: [], exceptions: [Phrase("编办：没有目标", "编办: no target")]),
      ], unexercised: ["“（八）” 数据失实", "“（九）” 重复抄袭"])
    let entries = [
      TestReport.Entry(path: "a.jifen", tallies: "Examples/a", tested: tested),
      TestReport.Entry(path: "b.jifen", tallies: nil, tested: .init(cases: [], unexercised: [])),
    ]
    #expect(
      TestReport.render(entries, .chinese) == """
        a.jifen（数据 Examples/a）
          通过    试算“两条”
          未通过  核对“总分”
                  农业农村局：18 ≠ 19
          通过    核对“单位数”
                  例外：编办：没有目标
          没有用到的条款：“（八）” 数据失实、“（九）” 重复抄袭

        b.jifen

        2 项通过，1 项未通过

        """)
    #expect(
      TestReport.render(entries, .english) == """
        a.jifen (tallies Examples/a)
          passed  example “两条”
          FAILED  check “总分”
                  农业农村局: 18 ≠ 19
          passed  check “单位数”
                  exception: 编办: no target
          clauses never exercised: “（八）” 数据失实, “（九）” 重复抄袭

        b.jifen

        2 passed, 1 failed

        """)
  }
}

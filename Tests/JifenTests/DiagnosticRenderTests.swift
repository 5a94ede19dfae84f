import Diagnostics
import Testing

private let source = SourceText(
  name: "延津.jifen",
  text: """
    办法 “延津县政务信息采用考核”
    条款 “（二）” 省级采用：
        省但条  每条 5 分
    \t省综合\t每条 10 分
        省专期  每期 20 分
    """)

private let unknownColumn = Code(
  "J299", .error, Phrase("没有“{0}”这一列", "there is no column “{0}”"),
  help: Phrase("写表里有的列名。", "write the name of a column of the table."), detail: Phrase("", ""))
private let unusual = Code("J298", .warning, Phrase("不常见的写法", "unusual spelling"), detail: Phrase("", ""))
private let extraColumn = Code(
  "J498", .note, Phrase("多出的列“{0}”没有用到", "the extra column “{0}” is not used"), detail: Phrase("", ""))

private func span(of text: String, in source: SourceText = source) -> Span {
  let bytes = Array(text.utf8)
  for start in source.bytes.indices where source.bytes[start...].starts(with: bytes) {
    return Span(start, start + bytes.count)
  }
  return .empty
}

@Suite struct DiagnosticRenderTests {
  @Test func chineseSpanWithNearNamesAndHelp() {
    let diagnostic = Diagnostic(
      unknownColumn, at: .text(source, span(of: "省但条")), "省但条", near: ["省单条", "市单条"],
      related: [.init(.text(source, span(of: "“（二）”")), Phrase("在这个条款里", "in this clause"))])
    #expect(
      Render.terminal([diagnostic], .chinese) == """
        错误[J299]：没有“省但条”这一列
         --> 延津.jifen:3:5
          |
        3 |     省但条  每条 5 分
          |     ^^^^^^
         ::: 延津.jifen:2:4
          |
        2 | 条款 “（二）” 省级采用：
          |      -------- 在这个条款里
          = 是不是：“省单条”、“市单条”？
          = 帮助：写表里有的列名。

        1 个错误

        """)
    #expect(
      Render.terminal([diagnostic], .english) == """
        error[J299]: there is no column “省但条”
         --> 延津.jifen:3:5
          |
        3 |     省但条  每条 5 分
          |     ^^^^^^
         ::: 延津.jifen:2:4
          |
        2 | 条款 “（二）” 省级采用：
          |      -------- in this clause
          = did you mean “省单条”, “市单条”?
          = help: write the name of a column of the table.

        1 error

        """)
  }

  @Test func tabsAndSpansOverLines() {
    let tab = Diagnostic(unusual, at: .text(source, span(of: "每条 10 分")))
    let whole = Diagnostic(unusual, at: .text(source, span(of: "“（二）”").joined(span(of: "20 分"))))
    let pair = Diagnostic(unusual, at: .text(source, span(of: "省但条").joined(span(of: "省综合"))))
    #expect(
      Render.terminal([whole, pair, tab], .chinese) == """
        警告[J298]：不常见的写法
         --> 延津.jifen:2:4
          |
        2 | 条款 “（二）” 省级采用：
          |      ^^^^^^^^^^^^^^^^^^^
        ...
        5 |     省专期  每期 20 分
          |     ^^^^^^^^^^^^^^^^^^

        警告[J298]：不常见的写法
         --> 延津.jifen:3:5
          |
        3 |     省但条  每条 5 分
          |     ^^^^^^^^^^^^^^^^^
        4 |     省综合  每条 10 分
          |     ^^^^^^

        警告[J298]：不常见的写法
         --> 延津.jifen:4:6
          |
        4 |     省综合  每条 10 分
          |             ^^^^^^^^^^

        3 个警告

        """)
  }

  @Test func cellFileArgumentAndNowhere() {
    let cell = Place.cell(file: "采用情况.csv", row: 7, column: 3, header: "省单条", text: "三\u{1B}[2J条\n")
    let diagnostics = [
      Diagnostic(unknownColumn, at: cell, "x"),
      Diagnostic(extraColumn, at: .cell(file: "a.csv", row: 12, column: 0, header: "", text: ""), "y"),
      Diagnostic(extraColumn, at: .cell(file: "a.csv", row: 12, column: 2, header: "分", text: ""), "y"),
      Diagnostic(extraColumn, at: .file("b.csv"), "z"), Diagnostic(unusual, at: .argument("--formt")),
      Diagnostic(unusual, at: .nowhere),
    ]
    #expect(
      Render.terminal(diagnostics, .english) == """
        error[J299]: there is no column “x”
         --> 采用情况.csv row 7, column 3 “省单条”
          |
        7 | 三\\u{1B}[2J条\\n
          | ^^^^^^^^^^^^^^^
          = help: write the name of a column of the table.

        note[J498]: the extra column “y” is not used
          --> a.csv row 12

        note[J498]: the extra column “y” is not used
          --> a.csv row 12, column 2 “分”
           |
        12 | (blank)
           | ^^^^^^^

        note[J498]: the extra column “z” is not used
         --> b.csv

        warning[J298]: unusual spelling
         --> command line “--formt”

        warning[J298]: unusual spelling

        1 error, 2 warnings, 3 notes

        """)
    #expect(Render.brief(diagnostics[0], .chinese) == "错误[J299]：没有“x”这一列（采用情况.csv 第 7 行 第 3 列“省单条”）")
  }

  @Test func longLinesAreCutAroundTheSpan() {
    let long = SourceText(
      name: "长.jifen", text: String(repeating: "甲", count: 90) + "乙乙" + String(repeating: "丙", count: 90))
    let diagnostic = Diagnostic(unusual, at: .text(long, span(of: "乙乙", in: long)))
    let han = { (text: String, count: Int) in String(repeating: text, count: count) }
    #expect(
      Render.terminal([diagnostic], .chinese) == """
        警告[J298]：不常见的写法
         --> 长.jifen:1:91
          |
        1 | …\(han("甲", 10))乙乙\(han("丙", 37))…
          | \(han(" ", 21))^^^^

        1 个警告

        """)
    let whole = Diagnostic(unusual, at: .text(long, Span(0, long.bytes.count)))
    #expect(
      Render.terminal([whole], .chinese) == """
        警告[J298]：不常见的写法
         --> 长.jifen:1:1
          |
        1 | \(han("甲", 49))…
          | \(han("^", 98))

        1 个警告

        """)
  }

  @Test func endOfFileAndBytesThatAreNotText() {
    let broken = SourceText(name: "a", bytes: Array("分".utf8) + [0xFF, 0xFE] + Array("甲乙\n".utf8))
    #expect(
      Render.terminal(
        [
          Diagnostic(unusual, at: .text(broken, Span(5, 8))),
          Diagnostic(unusual, at: .text(broken, Span(12, 12))),
          Diagnostic(unusual, at: .text(broken, Span(900, 9000))),
          Diagnostic(unusual, at: .text(SourceText(name: "空", text: ""), .empty)),
        ], .english) == """
          warning[J298]: unusual spelling
           --> a:1:4
            |
          1 | 分\u{FFFD}\u{FFFD}甲乙
            |     ^^

          warning[J298]: unusual spelling
           --> a:1:6
            |
          1 | 分\u{FFFD}\u{FFFD}甲乙
            |         ^

          warning[J298]: unusual spelling
           --> a:1:6
            |
          1 | 分\u{FFFD}\u{FFFD}甲乙
            |         ^

          warning[J298]: unusual spelling
           --> 空:1:1
            |
          1 |
            | ^

          4 warnings

          """)
  }

  @Test func colour() {
    let text = Render.terminal(
      [Diagnostic(unusual, at: .text(source, span(of: "省但条")))], .chinese, color: true)
    #expect(text.contains("\u{1B}[1;33m警告[J298]：\u{1B}[0m\u{1B}[1m不常见的写法\u{1B}[0m\n"))
    #expect(text.contains("\u{1B}[1;33m^^^^^^\u{1B}[0m\n"))
  }

  @Test func json() {
    let diagnostics = [
      Diagnostic(
        unknownColumn, at: .text(source, span(of: "省但条")), "省但条", near: ["省单条"],
        related: [.init(.file("b.csv"), Phrase("见此", "see"))]),
      Diagnostic(unusual, at: .cell(file: "a.csv", row: 2, column: 1, header: "\u{7}“\"\\", text: "5\t")),
      Diagnostic(unusual, at: .nowhere),
    ]
    #expect(
      Render.json(diagnostics, .chinese) == #"""
        [
          {
            "code": "J299",
            "severity": "error",
            "message": "没有“省但条”这一列",
            "help": "写表里有的列名。",
            "near": ["省单条"],
            "place": {"file": "延津.jifen", "line": 3, "column": 5, "endLine": 3, "endColumn": 8},
            "related": [
              {
                "label": "见此",
                "place": {"file": "b.csv"}
              }
            ]
          },
          {
            "code": "J298",
            "severity": "warning",
            "message": "不常见的写法",
            "help": null,
            "near": [],
            "place": {"file": "a.csv", "row": 2, "column": 1, "header": "\u0007“\"\\", "cell": "5\t"},
            "related": []
          },
          {"code": "J298", "severity": "warning", "message": "不常见的写法", "help": null, "near": [], "place": null, "related": []}
        ]

        """#)
    #expect(Render.json([], .english) == "[]\n")
  }

  @Test func orderAndRepetition() {
    let later = Diagnostic(unusual, at: .text(source, span(of: "省专期")))
    let earlier = Diagnostic(unknownColumn, at: .text(source, span(of: "省但条")), "省但条")
    let cell = Diagnostic(unusual, at: .cell(file: "a", row: 3, column: 1, header: "", text: ""))
    let file = Diagnostic(unusual, at: .file("a"))
    let sorted = [Diagnostic(unusual, at: .nowhere), cell, later, file, earlier, later].sortedByPlace()
    #expect(sorted == [earlier, later, file, cell, Diagnostic(unusual, at: .nowhere)])
  }

  @Test func displayWidth() {
    #expect(DisplayWidth.of("省单条 abc，。（）") == 18)
    #expect(DisplayWidth.of("“甲”—÷") == 6)
    #expect(DisplayWidth.of("e\u{301}👍🏽🇨🇳👨‍👩‍👧한") == 9)
    #expect(DisplayWidth.of("㐀𠀀ｱＡ") == 7)
    #expect(DisplayWidth.padded("甲", to: 4) == "甲  ")
    #expect(DisplayWidth.padded("5", to: 4, .right) == "   5")
    #expect(DisplayWidth.cut("甲乙丙丁", to: 5) == "甲乙…")
    #expect(DisplayWidth.cut("甲乙", to: 4) == "甲乙")
  }
}

import Diagnostics
import Engine
import Exact
import Testing

@testable import Reports

private let tied = Code(
  "J597", .warning, Phrase("“{0}”与“{1}”印出来一样，名次不同", "“{0}” and “{1}” print alike and rank differently"),
  detail: Phrase("", ""))

private func number(_ exact: Int, _ shown: String? = nil) -> PublishedValue {
  PublishedValue(exact: .number(Rational(exact)), shown: shown ?? String(exact))
}

private func text(_ text: String) -> PublishedValue { PublishedValue(exact: .text(text), shown: text) }

private func sample(sectioned: Bool = true) -> Outcome {
  let columns: [PublishedTable.Column] = [
    .init(header: "组", isNumber: false, role: .group), .init(header: "单位", isNumber: false, role: .unit),
    .init(header: "国办", isNumber: true, role: .value), .init(header: "得分", isNumber: true, role: .value),
    .init(header: "名次", isNumber: true, role: .rank),
  ]
  func row(_ group: String?, _ unit: String, _ cell: String, _ score: PublishedValue, _ rank: Int?)
    -> PublishedTable.Row
  {
    .init(
      unit: unit, group: group, period: nil, rank: rank,
      values: [
        group.map(text) ?? .init(exact: .absent, shown: ""), text(unit), text(cell), score,
        rank.map { number($0) } ?? .init(exact: .absent, shown: ""),
      ])
  }
  let table = PublishedTable(
    name: "采用情况", group: nil, isSectioned: sectioned, columns: columns,
    rows: [
      row("部门", "市发改委", "5+1*", number(228), 1),
      row("部门", "市小龙虾产业|中心", "2", number(95), 2),
      row("镇街", "熊口镇,\"北\"", "", number(4, "3.96"), 1),
      row(nil, "编办", "", .init(exact: .absent, shown: ""), nil),
    ])
  return Outcome(
    method: "潜江市政务信息采用考核", tables: [table],
    lists: [
      PublishedList(
        name: "表扬", group: "部门", period: nil,
        entries: [.init(unit: "市发改委", rank: 1), .init(unit: "市经信局", rank: 2)],
        excluded: [.init(unit: "市小龙虾产业|中心", reason: "报送不足 8 条")], cutInTie: [], undecided: false),
      PublishedList(
        name: "批评", group: nil, period: "2024年5月", entries: [], excluded: [], cutInTie: ["甲", "乙"],
        undecided: true),
      PublishedList(
        name: "约谈", group: nil, period: nil, entries: [.init(unit: "甲", rank: 9)], excluded: [],
        cutInTie: ["甲", "乙"],
        undecided: false),
    ],
    grades: [
      PublishedGrades(name: "", group: "镇街", rows: [("优秀", ["甲", "乙"]), ("良好", [])])
    ],
    findings: [Diagnostic(tied, at: .cell(file: "a.csv", row: 3, column: 0, header: "", text: ""), "甲", "乙")])
}

@Suite struct ReportTests {
  @Test func chineseText() {
    #expect(
      TextReport.render(sample(), .chinese) == """
        潜江市政务信息采用考核

        采用情况
        【部门】
        单位               国办  得分  名次
        -----------------  ----  ----  ----
        市发改委           5+1*   228     1
        市小龙虾产业|中心     2    95     2

        【镇街】
        单位               国办  得分  名次
        -----------------  ----  ----  ----
        熊口镇,"北"              3.96     1

        【未分组】
        单位               国办  得分  名次
        -----------------  ----  ----  ----
        编办

        名单
          表扬（部门）：市发改委、市经信局
            不列 市小龙虾产业|中心：报送不足 8 条
          批评（2024年5月）：（无）
            未决：截止处 甲、乙 并列，办法没有写并列怎么取，这里按表中次序
          约谈：甲
            截止处 甲、乙 并列，按办法处理

        等次
          镇街
            优秀：甲、乙
            良好：（无）

        说明
          警告[J597]：“甲”与“乙”印出来一样，名次不同（a.csv 第 3 行）

        """)
  }

  @Test func englishText() {
    #expect(
      TextReport.render(sample(sectioned: false), .english) == """
        潜江市政务信息采用考核

        采用情况
        组    单位               国办  得分  名次
        ----  -----------------  ----  ----  ----
        部门  市发改委           5+1*   228     1
        部门  市小龙虾产业|中心     2    95     2
        镇街  熊口镇,"北"              3.96     1
              编办

        Lists
          表扬 (部门): 市发改委, 市经信局
            left out 市小龙虾产业|中心: 报送不足 8 条
          批评 (2024年5月): (none)
            undecided: 甲, 乙 tie at the cut, and the method does not say what a tie does; table order is shown
          约谈: 甲
            甲, 乙 tie at the cut; the method decides

        Grades
          镇街
            优秀: 甲, 乙
            良好: (none)

        Findings
          warning[J597]: “甲” and “乙” print alike and rank differently (a.csv row 3)

        """)
  }

  @Test func csv() {
    #expect(
      CSVReport.render(sample().tables[0]) == #"""
        组,单位,国办,得分,名次
        部门,市发改委,5+1*,228,1
        部门,市小龙虾产业|中心,2,95,2
        镇街,"熊口镇,""北""",,3.96,1
        ,编办,,,

        """#)
    #expect(CSVReport.line([""]) == "\"\"\n")
    #expect(
      CSVReport.line(["a\r\nb", "e\u{301}\"\u{301}", " c "]) == "\"a\r\nb\",\"e\u{301}\"\"\u{301}\", c \n")
  }

  @Test func markdown() {
    #expect(
      MarkdownReport.render(sample(), .chinese) == #"""
        # 潜江市政务信息采用考核

        ## 采用情况

        ### 部门

        | 单位 | 国办 | 得分 | 名次 |
        | --- | ---: | ---: | ---: |
        | 市发改委 | 5+1\* | 228 | 1 |
        | 市小龙虾产业\|中心 | 2 | 95 | 2 |

        ### 镇街

        | 单位 | 国办 | 得分 | 名次 |
        | --- | ---: | ---: | ---: |
        | 熊口镇,"北" |  | 3.96 | 1 |

        ### 未分组

        | 单位 | 国办 | 得分 | 名次 |
        | --- | ---: | ---: | ---: |
        | 编办 |  |  |  |

        ## 名单

        - **表扬（部门）**：市发改委、市经信局
          - 不列 市小龙虾产业\|中心：报送不足 8 条
        - **批评（2024年5月）**：（无）
          - 未决：截止处 甲、乙 并列，办法没有写并列怎么取，这里按表中次序
        - **约谈**：甲
          - 截止处 甲、乙 并列，按办法处理

        ## 等次

        ### 镇街

        - **优秀**：甲、乙
        - **良好**：（无）

        ## 说明

        - 警告\[J597]：“甲”与“乙”印出来一样，名次不同（a.csv 第 3 行）

        """#)
    #expect(MarkdownReport.render(sample(), .english).contains("\n## Findings\n\n- warning\\[J597]: “甲” and"))
  }

  @Test func json() {
    var outcome = sample()
    outcome.tables[0].rows = [outcome.tables[0].rows[2], outcome.tables[0].rows[3]]
    outcome.tables[0].columns[2].header = "得分"
    outcome.tables[0].rows[0].values[3].exact = Rational(95, over: 24).map { .number($0) } ?? .absent
    outcome.lists.removeFirst()
    outcome.lists.removeLast()
    #expect(
      JSONReport.render(outcome, inputs: [.init(path: "a\\b.csv", sha256: "00ff")], .english) == #"""
        {
          "method": "潜江市政务信息采用考核",
          "tables": [
            {
              "name": "采用情况",
              "group": null,
              "columns": ["组", "单位", "得分", "得分#2", "名次"],
              "rows": [
                {
                  "unit": "熊口镇,\"北\"",
                  "group": "镇街",
                  "rank": 1,
                  "values": {
                    "组": {"exact": "镇街", "shown": "镇街"},
                    "单位": {"exact": "熊口镇,\"北\"", "shown": "熊口镇,\"北\""},
                    "得分": {"exact": "", "shown": ""},
                    "得分#2": {"exact": "95/24", "shown": "3.96"},
                    "名次": {"exact": "1", "shown": "1"}
                  }
                },
                {
                  "unit": "编办",
                  "group": null,
                  "rank": null,
                  "values": {
                    "组": {"exact": null, "shown": ""},
                    "单位": {"exact": "编办", "shown": "编办"},
                    "得分": {"exact": "", "shown": ""},
                    "得分#2": {"exact": null, "shown": ""},
                    "名次": {"exact": null, "shown": ""}
                  }
                }
              ]
            }
          ],
          "lists": [
            {
              "name": "批评",
              "group": null,
              "period": "2024年5月",
              "units": [],
              "excluded": [],
              "cut_in_tie": true,
              "tied": ["甲", "乙"],
              "undecided": true
            }
          ],
          "grades": [
            {
              "name": "",
              "group": "镇街",
              "rows": [
                {
                  "grade": "优秀",
                  "units": ["甲", "乙"]
                },
                {"grade": "良好", "units": []}
              ]
            }
          ],
          "findings": [
            {
              "code": "J597",
              "severity": "warning",
              "message": "“甲” and “乙” print alike and rank differently",
              "help": null,
              "near": [],
              "place": {"file": "a.csv", "row": 3, "column": 0, "header": "", "cell": ""},
              "related": []
            }
          ],
          "inputs": [
            {"path": "a\\b.csv", "sha256": "00ff"}
          ]
        }

        """#)
  }

  @Test func emptyOutcomeAndOneTable() {
    let empty = Outcome(method: "空", tables: [], lists: [], grades: [], findings: [])
    #expect(TextReport.render(empty, .chinese) == "空\n")
    #expect(sample().only(table: "采用情况")?.lists.isEmpty == true)
    #expect(sample().only(table: "别的") == nil)
  }
}

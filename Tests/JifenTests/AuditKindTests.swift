import Jifen
import Testing

/// Every kind of disagreement, each from a table that was right before one thing was changed in it.
@Suite struct AuditKindTests {
  static let method = """
    办法 “核对”
    参数 优秀线 = 30 分

    表 采用，每行一个单位，空格作 0：
        单位    名称，别名 “住房局” 即 “住建局”
        组      选项：部门、镇街
        报送 简报 要情    条
        任务    条，超过 0 条

    条款 “一”：
        简报 每条 3 分
        要情 每条 5 分

    总分 = 条款“一”
    完成率 = 报送 ÷ 任务
    排名：总分 从高到低；并列 同名次
    等次：
        优秀    总分 满 优秀线
        合格    其余
    名单 “表扬”：前 3 名；不含 报送 不足 任务 的，因 “没有完成任务”
    名单 “批评”：后 2 名；并列 全取
    公布 “得分”：名次、单位、组、报送、简报、要情、总分、完成率 百分比 四舍五入 1 位
    公布 “报送” 组内，按 完成率 从高到低：单位、完成率 四舍五入 3 位

    """

  static let tallies = """
    单位,组,报送,简报,要情,任务
    财政局,部门,17,10,2,12
    住建局,部门,12,8,2,12
    教育局,部门,11,3,4,12
    水利局,部门,13,4,3,12
    东镇,镇街,23,5,2,24
    西镇,镇街,7,2,1,24
    南镇,镇街,3,1,0,24

    """

  private let desk: AuditDesk
  private let lines: [[String]]

  init() throws {
    desk = try AuditDesk(Self.method, [("采用", Self.tallies)])
    lines = try #require(try desk.published().first { $0.name == "得分" }?.lines)
  }

  /// 名次,单位,组,报送,简报,要情,总分,完成率:
  /// 1 财政局 40 · 2 住建局 34 · 3 教育局 29 · 4 水利局 27 · 5 东镇 25 · 6 西镇 11 · 7 南镇 3
  private func found(_ change: (inout [[String]]) -> Void) throws -> [Disagreement] {
    var lines = lines
    change(&lines)
    return try desk.audit([AuditDesk.file("公布-得分.csv", lines)]).disagreements
  }

  private func row(_ unit: String) -> Int { lines.firstIndex { $0[1] == unit } ?? 0 }

  @Test func nothing() throws {
    #expect(try found { _ in }.isEmpty)
    // Other forms of the same: aliases, full-width digits, measure words, blanks for 0, thousands.
    #expect(
      try found { lines in
        lines[row("住建局")][1] = "住房局"
        lines[row("财政局")][6] = "４０分"
        lines[row("财政局")][7] = "141.70%"
        lines[row("南镇")][5] = ""
      }.isEmpty)
  }

  @Test func rounding() throws {
    // 17 ÷ 12 = 141.666…%, 23 ÷ 24 = 95.8333…%, 13 ÷ 12 = 108.333…%
    let cut = try found { $0[row("财政局")][7] = "141.6%" }
    #expect(cut.map(\.kind) == [.truncated])
    #expect(cut[0].computed == "141.7%")
    #expect(cut[0].explanations[0].chinese.contains("精确值是 141.6667…%，舍去到 1 位得 141.6%"))
    let digits = try found { $0[row("财政局")][7] = "142%" }
    #expect(digits.map(\.kind) == [.rounding])
    #expect(digits[0].explanations[0].english.contains("half up to 0 digits gives 142%"))
    #expect(try found { $0[row("东镇")][7] = "95.9%" }.map(\.kind) == [.rounding])
  }

  @Test func blankAndInput() throws {
    #expect(try found { $0[row("东镇")][6] = "" }.map(\.kind) == [.blank])
    #expect(try found { $0[row("东镇")][6] = "—" }.map(\.kind) == [.blank])
    let input = try found { $0[row("东镇")][4] = "6" }
    #expect(input.map(\.kind) == [.input])
    #expect(input[0].explanations[0].chinese == "数据里是 5")
  }

  @Test func arithmetic() throws {
    let found = try found { $0[row("水利局")][6] = "24" }
    #expect(found.map(\.kind) == [.arithmetic])
    #expect(found[0].explanations[0].chinese.contains("“简报”若是 3（数据是 4）"))
    #expect(found[0].explanations[0].chinese.contains("印发的表里也是 4"))
    #expect(try self.found { $0[row("南镇")][6] = "3.7" }.map(\.kind) == [.unexplained])
  }

  @Test func followsTheScore() throws {
    // 水利局 prints 30 instead of 27, and all ranks and the order follow that.
    let found = try found { lines in
      lines[row("水利局")][6] = "30"
      lines[row("水利局")][0] = "3"
      lines[row("教育局")][0] = "4"
      lines.swapAt(row("水利局"), row("教育局"))
    }
    #expect(
      Set(found.map { "\($0.row) \($0.column ?? "") \($0.kind.rawValue)" }) == [
        "水利局 总分 arithmetic", "水利局 名次 follows", "教育局 名次 follows",
      ])
  }

  @Test func correctionOfTheTally() throws {
    let desk = try AuditDesk(
      Self.method.replacingOccurrences(of: "报送、简报、要情、总分", with: "总分"), [("采用", Self.tallies)])
    var lines = try desk.published()[0].lines
    // As if 水利局 had five 简报: its score, its rank and that of another.
    let unit = try #require(lines.firstIndex { $0[1] == "水利局" })
    let other = try #require(lines.firstIndex { $0[1] == "教育局" })
    lines[unit][3] = "30"
    lines[unit][0] = "3"
    lines[other][0] = "4"
    lines.swapAt(unit, other)
    let audit = try desk.audit([AuditDesk.file("得分.csv", lines)])
    #expect(audit.disagreements.count == 3)
    #expect(audit.corrections.count == 1)
    #expect(audit.corrections.first?.target == .tallies)
    #expect(audit.corrections.first?.column == "简报")
    #expect(audit.corrections.first?.from == "4" && audit.corrections.first?.to == "5")
  }

  @Test func misplaced() throws {
    let rows = try found { lines in
      (lines[row("教育局")][6], lines[row("水利局")][6]) = (lines[row("水利局")][6], lines[row("教育局")][6])
    }
    #expect(rows.filter { $0.column == "总分" }.map(\.kind) == [.misplaced, .misplaced])
    #expect(rows.first?.explanations.first?.chinese.contains("“水利局”互换了") == true)
  }

  @Test func ranks() throws {
    // 住建局 and 教育局 equal: 2, 2, 4.
    let tied = try AuditDesk(
      Self.method, [("采用", Self.tallies.replacingOccurrences(of: "11,3,4,12", with: "11,8,2,12"))])
    var lines = try tied.published()[0].lines
    #expect(lines.map { $0[0] }.dropFirst() == ["1", "2", "2", "4", "5", "6", "7"])
    for index in 4...7 { lines[index][0] = "\(index - 1)" }
    let dense = try tied.audit([AuditDesk.file("得分.csv", lines)]).disagreements
    #expect(dense.map(\.kind) == [.tie, .tie, .tie, .tie])
    #expect(dense[0].explanations[0].chinese.contains("紧接着排"))
    lines = try tied.published()[0].lines
    lines[3][0] = "3"
    let apart = try tied.audit([AuditDesk.file("得分.csv", lines)]).disagreements
    #expect(apart.map(\.kind) == [.tie])
    #expect(apart[0].explanations[0].english.contains("by the method all of them are 2"))
  }

  @Test func staleRanks() throws {
    // Ranks by 完成率 instead of 总分: 财政局, 水利局, 住建局, 东镇, 教育局, 西镇, 南镇.
    let other = try found { lines in
      for (place, unit) in ["财政局", "水利局", "住建局", "东镇", "教育局", "西镇", "南镇"].enumerated() {
        lines[row(unit)][0] = "\(place + 1)"
      }
    }
    #expect(other.map(\.kind) == Array(repeating: .staleRank, count: other.count))
    #expect(other.allSatisfy { $0.explanations[0].chinese.contains("按“完成率”排的名次") })
    // One score corrected, the ranks left as they were: 水利局 stands second.
    let moved = try found { lines in
      lines[row("水利局")][0] = "2"
      lines[row("住建局")][0] = "3"
      lines[row("教育局")][0] = "4"
    }
    #expect(moved.first { $0.row == "水利局" }?.kind == .staleRank)
    #expect(moved.filter { $0.row != "水利局" }.map(\.kind) == [.follows, .follows])
  }

  @Test func order() throws {
    let found = try found { lines in lines.swapAt(row("西镇"), row("南镇")) }
    #expect(found.map(\.kind) == [.order])
    #expect(found[0].published == "6" || found[0].published == "7")
    #expect(found[0].column == nil)
  }

  @Test func units() throws {
    let missing = try found { $0.remove(at: row("西镇")) }
    #expect(missing.map(\.kind) == [.unitMissing])
    #expect(missing[0].row == "西镇")
    let extra = try found { $0.append(["8", "气象局", "部门", "1", "1", "0", "3", "100%"]) }
    #expect(extra.map(\.kind) == [.unitExtra])
    let twice = try found { $0.append($0[row("南镇")]) }
    #expect(twice.map(\.kind) == [.unitRepeated])
    let spelled = try found { $0[row("水利局")][1] = "县水利局" }
    #expect(spelled.map(\.kind) == [.unitSpelling])
    #expect(spelled[0].computed == "水利局" && spelled[0].published == "县水利局")
  }

  @Test func wordsAndGrades() throws {
    #expect(try found { $0[row("东镇")][2] = "部门" }.map(\.kind) == [.input])
    let graded = try found { lines in
      for index in lines.indices { lines[index].append(index == 0 ? "等次" : index <= 2 ? "优秀" : "合格") }
      lines[row("教育局")][8] = "优秀"
    }
    #expect(graded.map(\.kind) == [.text])
    #expect(graded[0].row == "教育局" && graded[0].computed == "合格")
  }

  @Test func lists() throws {
    func found(_ units: String..., list: String = "表扬") throws -> [Disagreement] {
      try desk.audit([AuditDesk.file("公布-\(list).csv", [["单位"]] + units.map { [$0] })]).disagreements
    }
    // 教育局 has not met its quota.
    #expect(try found("财政局", "住建局").isEmpty)
    let wrong = try found("财政局", "教育局")
    #expect(wrong.map(\.kind) == [.list, .list])
    #expect(wrong[0].explanations[0].chinese == "按办法不列：没有完成任务")
    #expect(wrong[1].row == "住建局" && wrong[1].published.isEmpty)
    #expect(try found("西镇", "南镇", list: "批评").isEmpty)
    // 东镇 as 西镇: the last two are three, and the list takes all of a tie.
    let tied = try AuditDesk(
      Self.method, [("采用", Self.tallies.replacingOccurrences(of: "23,5,2,24", with: "23,2,1,24"))])
    let cut = try tied.audit([AuditDesk.file("公布-批评.csv", [["单位"], ["西镇"], ["南镇"]])]).disagreements
    #expect(cut.map(\.kind) == [.cutInTie])
    #expect(cut[0].row == "东镇")
  }

  @Test func otherTables() throws {
    let whole = try desk.published()[1].lines
    #expect(try desk.audit([AuditDesk.file("报送.csv", whole)]).disagreements.isEmpty)
    // A file of another name is told by its header, and a total is no unit.
    let named = try desk.audit([AuditDesk.file("x.csv", lines + [["", "合计", "", "", "", "", "169", ""]])])
    #expect(named.disagreements.isEmpty && named.tables.map(\.name) == ["得分"])
    #expect(named.findings.contains { $0.code.id == "J810" })
  }

  @Test func filesThatDoNotMatch() {
    #expect(desk.errors([AuditDesk.file("得分.csv", [["甲", "乙"], ["1", "2"]])]) == ["J803"])
    #expect(desk.errors([AuditDesk.file("x.csv", [["甲", "乙"], ["1", "2"]])]) == ["J802"])
    #expect(desk.errors([AuditDesk.file("得分.csv", [["单位", "总分"], ["甲公司", "2"]])]) == ["J804"])
    #expect(desk.errors([AuditDesk.file("得分.csv", [["单位", "甲"], ["财政局", "2"]])]) == ["J802"])
    // Nothing in it, only a header, and what is no table at all.
    #expect(desk.errors([PublishedFile(name: "得分.csv", bytes: [])]) == ["J310"])
    #expect(desk.errors([AuditDesk.file("得分.csv", [lines[0]])]) == ["J814"])
    #expect(desk.errors([PublishedFile(name: "得分.csv", bytes: Array("%PDF-1.4".utf8))]) == ["J312"])
    #expect(desk.errors([PublishedFile(name: "得分.xlsx", bytes: Array("PK\u{3}\u{4}x".utf8))]).count == 1)
    let file = AuditDesk.file("得分.csv", lines)
    #expect(desk.errors([file, PublishedFile(table: "得分", name: "另.csv", bytes: file.bytes)]) == ["J805"])
    #expect(desk.errors([PublishedFile(table: "分数", name: "x.csv", bytes: file.bytes)]) == ["J801"])
  }
}

import Jifen
import Testing

/// Figures that were right but for one record: left out, or counted twice. What the audit says is held against scoring the
/// tallies without the row, or with it twice.
@Suite struct AuditRecordTests {
  private static let method = """
    办法 “逐条”
    期间 2024年1月 至 2024年3月
    表 采用，每行一条：
        单位    名称
        日期    日期
        刊物    选项：省、市、县
    条款 “一”：
        刊物：省 5 分、市 3 分、县 1 分
        每月 不超过 6 分
    总分 = 条款“一”
    排名：总分 从高到低；并列 同名次
    公布 “得分”：名次、单位、总分

    """

  /// Two files of one table. By months: 甲局 5, 3 + 1, 5; 乙局 6 (of 8), -, 1; 丙局 1.
  private static let files = [
    "单位,日期,刊物\n甲局,2024-01-05,省\n乙局,2024-01-02,市\n\n甲局,2024-02-03,市\n",
    "单位,日期,刊物\n乙局,2024-01-09,省\n甲局,2024-02-20,县\n丙局,2024-02-21,县\n乙局,2024-03-04,县\n甲局,2024-03-01,省\n",
  ]

  private func desk(_ files: [String] = files) throws -> AuditDesk {
    try AuditDesk(Self.method, files.map { ("采用", $0) })
  }

  private func found(_ unit: String, _ printed: String) throws -> Disagreement? {
    let desk = try desk()
    var lines = try desk.published()[0].lines
    let row = try #require(lines.firstIndex { $0[1] == unit })
    lines[row][2] = printed
    let found = try desk.audit([AuditDesk.file("得分.csv", lines)]).disagreements
    return found.first { $0.row == unit && $0.column == "总分" }
  }

  /// The score that a unit has without a line of a file, or with it twice.
  private func score(_ unit: String, _ file: Int, _ line: String, times: Int) throws -> String? {
    var files = Self.files
    files[file] = files[file].replacingOccurrences(
      of: line + "\n", with: String(repeating: line + "\n", count: times))
    return try desk(files).published()[0].lines.first { $0[1] == unit }?[2]
  }

  @Test func scores() throws {
    #expect(
      try desk().published()[0].lines.dropFirst() == [
        ["1", "甲局", "14"], ["2", "乙局", "7"], ["3", "丙局", "1"],
      ])
  }

  /// 14 without the county item of February, row 3 of the second file, is 13.
  @Test func leftOut() throws {
    #expect(try score("甲局", 1, "甲局,2024-02-20,县", times: 0) == "13")
    let found = try #require(try found("甲局", "13"))
    #expect(found.kind == .arithmetic)
    #expect(found.explanations.map(\.chinese) == ["没有计“采用”第 3 行时就是这个数"])
    #expect(found.explanations.map(\.english) == ["this is the figure without row 3 of “采用”"])
  }

  /// Counted twice it makes 15.
  @Test func countedTwice() throws {
    #expect(try score("甲局", 1, "甲局,2024-02-20,县", times: 2) == "15")
    let found = try #require(try found("甲局", "15"))
    #expect(found.kind == .arithmetic)
    #expect(found.explanations.map(\.chinese) == ["“采用”第 3 行计了两次就是这个数"])
    #expect(found.explanations.map(\.english) == ["this is the figure with row 3 of “采用” counted twice"])
  }

  /// The province items of January and March are worth 5 each: either one, left out, makes 9.
  @Test func oneOfSeveralAlike() throws {
    #expect(try score("甲局", 0, "甲局,2024-01-05,省", times: 0) == "9")
    #expect(try score("甲局", 1, "甲局,2024-03-01,省", times: 0) == "9")
    let found = try #require(try found("甲局", "9"))
    #expect(found.explanations.map(\.chinese) == ["没有计“采用”第 2 行（或同分的另外 1 条）时就是这个数"])
    #expect(
      found.explanations.map(\.english) == [
        "this is the figure without row 2 of “采用” (or the other one of the same points)"
      ])
  }

  /// Amounts that fit but for the month's cap: 乙局 has 6 of January's 8, so without the 3 of the city item it keeps
  /// 5 + 1 = 6, not 7 - 3 = 4; 甲局's 3 of February twice are 6 of 7, which makes 16, not 17.
  @Test func capsAreScoredAnew() throws {
    #expect(try score("乙局", 0, "乙局,2024-01-02,市", times: 0) == "6")
    #expect(try score("甲局", 0, "甲局,2024-02-03,市", times: 2) == "16")
    for (unit, printed) in [("乙局", "4"), ("甲局", "17")] {
      let found = try #require(try found(unit, printed))
      #expect(!found.explanations.contains { $0.chinese.contains("时就是这个数") || $0.chinese.contains("计了两次") })
    }
  }
}

import Jifen
import Testing

@testable import Engine

/// What the fast ways must leave to the plain one: a fast way that takes it gives a wrong score.
extension StreamTests {
  private func method(_ text: String) throws -> Method {
    var diagnostics: [Diagnostic] = []
    return try #require(
      Method.load(name: "method.jifen", text: text, diagnostics: &diagnostics),
      "\(diagnostics.map { $0.message(.chinese) })")
  }

  private func file(_ table: String, _ lines: [String]) -> InputFile {
    InputFile(
      table: table, name: table + ".csv", bytes: Array((lines.joined(separator: "\n") + "\n").utf8))
  }

  /// Records whose amounts each fit a word, while their sum does not.
  @Test func sumsBeyondAWordAreNotCounted() throws {
    let method = try method(
      """
      办法 “大数”
      表 记录，每行一条：
          单位  名称
          编号  编号
          金额  分
      条款 “一”：得 金额
      总分 = 各条款之和
      公布：单位、总分

      """)
    func records(_ count: Int) -> InputFile {
      file("记录", ["单位,编号,金额"] + (0..<count).map { "甲,A\($0 / 2),200000000000000000" })
    }
    for setting in Self.settings {
      #expect(StreamComparison.differences(method, [records(6)], setting: setting) == [])
      #expect(StreamComparison.differences(method, [records(100)], setting: setting) == nil)
    }
    var timings = Timings()
    var diagnostics: [Diagnostic] = []
    let source = TallySource(table: "记录", name: "记录.csv", bytes: .memory(records(100).bytes))
    let outcome = try #require(
      score(
        method, sources: [source], setting: Self.settings[1], timings: &timings, diagnostics: &diagnostics))
    #expect(outcome.tables.contains { CSVReport.render($0).contains("20000000000000000000") })
  }

  /// A value out of its column's bounds, wherever the row stands.
  @Test(arguments: [2, 300, 590]) func boundsOfSlicedUnitsAreTold(_ place: Int) throws {
    let method = try method(
      """
      办法 “界限”
      表 名册，每行一个单位：
          单位    名称
          报送数  条，在 0 条 至 90 条 之间
      条款 “一”：报送数 每条 1 分
      总分 = 各条款之和
      公布：单位、总分

      """)
    var lines = ["单位,报送数"] + (0..<600).map { "单位\($0),\($0 % 91)" }
    for setting in Self.settings {
      #expect(StreamComparison.differences(method, [file("名册", lines)], setting: setting) == [])
    }
    lines[place] = "单位甲,91"
    let source = TallySource(table: "名册", name: "名册.csv", bytes: .memory(file("名册", lines).bytes))
    for setting in Self.settings {
      var timings = Timings()
      var diagnostics: [Diagnostic] = []
      let outcome = score(
        method, sources: [source], setting: setting, timings: &timings, diagnostics: &diagnostics)
      #expect(outcome == nil)
      let found = try #require(diagnostics.first { $0.code == .outOfBounds }, "\(diagnostics)")
      guard case .cell(_, _, place + 1, 2, _, _) = found.place else {
        Issue.record("another place: \(found.place)")
        continue
      }
    }
  }

  /// A unit that stands twice: near each other, in one thread's rows, in those of two threads.
  @Test(arguments: [(2, 3), (2, 590), (310, 330), (100, 310), (20, 450)])
  func unitsThatStandTwiceAreTold(_ first: Int, _ second: Int) throws {
    let method = try benchmark("tallies")
    var lines = Self.tallies(600).split(separator: "\n").map(String.init)
    lines[second] = "\(lines[first].prefix { $0 != "," })" + lines[second].drop { $0 != "," }
    let source = TallySource(table: "采用情况", name: "采用情况.csv", bytes: .memory(file("", lines).bytes))
    for threads in 1...3 {
      var timings = Timings()
      var diagnostics: [Diagnostic] = []
      let outcome = score(
        method, sources: [source], setting: StreamSetting(threads: threads, piece: 1000, least: 0),
        timings: &timings, diagnostics: &diagnostics)
      #expect(outcome == nil)
      let found = try #require(diagnostics.first { $0.code == .duplicateKey }, "\(diagnostics)")
      guard case .cell(_, _, second + 1, _, _, _) = found.place else {
        Issue.record("another place: \(found.place)")
        continue
      }
    }
  }

  /// A unit whose records disagree in its group, each thread's own agreeing; a blank cell that no line reads.
  @Test(arguments: [("单位甲,二类,1", Code.rowsDisagree), ("单位甲,一类,", .blankCell)])
  func recordsFarApartAreTold(_ line: String, _ code: Code) throws {
    let method = try method(
      """
      办法 “相隔”
      表 记录，每行一条：
          单位  名称
          组    选项：一类、二类
          字数  字
      条款 “一”：记录 每条 1 分
      总分 = 各条款之和
      排名 组内：总分 从高到低；并列 同名次
      公布 组内：组、单位、总分、名次

      """)
    var lines = ["单位,组,字数", "单位甲,一类,1"] + (0..<600).map { "单位\($0 % 40),一类,\($0 % 9)" }
    for setting in Self.settings {
      #expect(StreamComparison.differences(method, [file("记录", lines)], setting: setting) == [])
    }
    lines.append(line)
    for setting in Self.settings {
      #expect(StreamComparison.differences(method, [file("记录", lines)], setting: setting) == nil)
    }
    var diagnostics: [Diagnostic] = []
    #expect(score(method, tables: [file("记录", lines)], diagnostics: &diagnostics) == nil)
    #expect(diagnostics.contains { $0.code == code })
  }
}

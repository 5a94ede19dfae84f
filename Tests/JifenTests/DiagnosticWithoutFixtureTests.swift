import Diagnostics
import Foundation
import Jifen
import Testing

@testable import JifenCommand
@testable import Tables

/// Diagnostics that a folder of `Fixtures/diagnostics` cannot show, with their exact rendering; listed there in
/// `without-fixture.txt`.
@Suite struct DiagnosticWithoutFixtureTests {
  private static let method = """
    办法 “清河县政务信息采用”

    表 采用，每行一个单位：
        单位    名称
        市刊    条

    条款 “一” 采用：
        市刊  每条 5 分

    总分 = 各条款之和

    排名：总分 从高到低
    公布 “得分”：单位、总分、名次

    """

  private func expect(_ diagnostics: [Diagnostic], _ chinese: String, _ english: String) {
    #expect(Render.terminal(diagnostics, .chinese) == chinese + "\n\n1 个错误\n")
    #expect(Render.terminal(diagnostics, .english) == english + "\n\n1 error\n")
  }

  @Test func refusedFile() {
    expect(
      [FileFailure(EACCES).diagnostic(path: "数据/采用.csv")],
      """
      错误[J304]：没有权限读写“数据/采用.csv”
       --> 数据/采用.csv
        = 帮助：请修改文件或文件夹的权限，或换一个位置
      """,
      """
      error[J304]: “数据/采用.csv” may not be read or written with your permissions
       --> 数据/采用.csv
        = help: change the permissions of the file or folder, or use another place
      """)
    #expect(FileFailure(EPERM) == .notPermitted && FileFailure(EROFS, writing: true) == .notPermitted)
  }

  @Test func largeFile() throws {
    let folder = try TemporaryFolder(["method.jifen": Self.method, "采用.csv": ""])
    let file = try #require(FileHandle(forWritingAtPath: folder.path + "/采用.csv"))
    try file.truncate(atOffset: (2 << 30) + 1)
    try file.close()
    for (language, wanted) in [
      (
        "zh",
        """
        错误[J305]：“采用.csv”超过 2 GiB
         --> 采用.csv
          = 帮助：请把数据分成几个文件

        1 个错误

        """
      ),
      (
        "en",
        """
        error[J305]: “采用.csv” is larger than 2 GiB
         --> 采用.csv
          = help: split the data into several files

        1 error

        """
      ),
    ] {
      let run = commandRun([
        "score", folder.path + "/method.jifen", folder.path + "/采用.csv", "--language", language,
      ])
      #expect(run.errors.replacingOccurrences(of: folder.path + "/", with: "") == wanted)
      #expect(run.status == .wrong && run.output.isEmpty)
    }
  }

  @Test func missingConverter() {
    var found: [Diagnostic] = []
    let bytes: [UInt8] = [0xB5, 0xA5, 0xCE, 0xBB, 0x0A]
    let grid = TableReader.read(
      name: "采用.csv", bytes: bytes, format: nil, limits: .standard,
      decoder: TextDecoder(converter: "no-such-encoding"), diagnostics: &found)
    #expect(grid == nil)
    expect(
      found,
      """
      错误[J315]：这个系统不能转换 GB18030 编码
       --> 采用.csv
        = 帮助：请把文件另存为 UTF-8
      """,
      """
      error[J315]: this system cannot convert from GB18030
       --> 采用.csv
        = help: save the file as UTF-8
      """)
  }

  @Test func manyCells() {
    var limits = TableLimits.standard
    limits.cells = 5
    let texts = [
      ("采用.csv", "单位,市刊\n水利局,1\n教育局,2\n林业局,3\n"),
      ("采用.json", "[{\"单位\": 1, \"甲\": 2}, {\"乙\": 3}, {\"丙\": 4}]"),
    ]
    for (name, text) in texts {
      var found: [Diagnostic] = []
      let grid = TableReader.read(
        name: name, bytes: Array(text.utf8), format: nil, limits: limits, diagnostics: &found)
      #expect(grid == nil)
      #expect(found.map(\.code.id) == ["J329"])
      #expect(found.first?.message(.chinese) == "表的格数超过 5")
      #expect(found.first?.message(.english) == "the table has more than 5 cells")
      #expect(found.first?.helpText(.chinese) == "请把数据分成几个文件，或删去用不到的列")
      #expect(
        found.first?.helpText(.english)
          == "split the data into several files, or remove columns that are not used")
    }
  }

  @Test func tableNotGiven() throws {
    var found: [Diagnostic] = []
    let method = try #require(
      Method.load(
        name: "method.jifen", bytes: Array(Self.method.utf8), resolve: { _, _ in nil }, diagnostics: &found))
    #expect(score(method, tables: [], diagnostics: &found) == nil)
    expect(
      found,
      """
      错误[J401]：表“采用”没有给出数据文件
       --> method.jifen:3:3
        |
      3 | 表 采用，每行一个单位：
        |    ^^^^
        = 帮助：请为表“采用”指定一个文件
      """,
      """
      error[J401]: no data file is given for table “采用”
       --> method.jifen:3:3
        |
      3 | 表 采用，每行一个单位：
        |    ^^^^
        = help: name a file for table “采用”
      """)
  }

  @Test func examples() throws {
    let examples = """

      试算 “一条市刊”：
          给 采用：单位 水利局，市刊 1
          应 水利局 总分 = 6 分
          应 教育局 总分 = 0 分

      """
    let folder = try TemporaryFolder(["method.jifen": Self.method + examples])
    func report(_ language: String) -> String {
      let run = commandRun(["test", folder.path + "/method.jifen", "--language", language])
      #expect(run.status == .wrong && run.errors.isEmpty)
      return run.output.replacingOccurrences(of: folder.path + "/", with: "")
    }
    #expect(
      report("zh") == """
        method.jifen
          未通过  试算“一条市刊”
                  错误[J427]：试算“一条市刊”：应 水利局 总分 = 6 分，算得 5（method.jifen:17:5）
                  错误[J426]：试算“一条市刊”没有给出“教育局”这个单位（method.jifen:18:5）

        0 项通过，1 项未通过

        """)
    #expect(
      report("en") == """
        method.jifen
          FAILED  example “一条市刊”
                  error[J427]: example “一条市刊”: 应 水利局 总分 = 6 分, but the result is 5 (method.jifen:17:5)
                  error[J426]: example “一条市刊” gives no unit “教育局” (method.jifen:18:5)

        0 passed, 1 failed

        """)
  }
}

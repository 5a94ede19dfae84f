import Foundation
import Testing
import Workbooks

@testable import JifenCommand

/// Every command that takes tallies takes a workbook's sheet in the same way, and says of it what it says of the
/// same table as a text.
@Suite struct CommandSheetTests {
  private static let method = """
    办法 “考核”
    表 得分，每行一个单位：
        单位    名称
        件数    条
        给分    分，不低于 0 分，不超过 9 分
    条款 “1”：件数 每条 2 分
    条款 “2”：得 给分
    总分 = 各条款之和
    排名：总分 从高到低；并列 同名次
    名单 “先进”：前 1 名；并列 全取
    公布 “得分”：名次、单位、件数、总分
    方案 “高”：
        “1” 件数 每 = 3 分
    通报 “考核通报”：
        “第一名：{名单 “先进”，附 总分}。”

    """
  private static let rows = [["单位", "件数", "给分"], ["甲", "70", "7"], ["乙", "61", "8"], ["丙", "5", "0"]]

  /// A folder with the method, the table as a text, and a workbook of two months whose June has it.
  private static func folder() throws -> TemporaryFolder {
    let text = rows.map { $0.joined(separator: ",") + "\n" }.joined()
    let folder = try TemporaryFolder([
      "m.jifen": method, "n.jifen": method.replacing("“考核”", with: "“另一种”"), "得分.csv": text,
      "公布-得分.csv": "名次,单位,件数,总分\n1,甲,70,147\n2,乙,61,130\n3,丙,5,10\n",
    ])
    func sheet(_ name: String, _ rows: [[String]]) -> WorkbookSheet {
      var sheet = WorkbookSheet(name: name)
      for row in rows {
        sheet.append(
          row.map { text in
            WorkbookCell(text.isEmpty ? .blank : Int(text) == nil ? .text(text) : .number(text))
          })
      }
      return sheet
    }
    let may = rows.map { row in row.map { Int($0) == nil ? $0 : "1" } }
    let book = WorkbookDocument(sheets: [sheet("5月", may), sheet("6月", rows)], application: "", footer: "")
    try Data(book.bytes()).write(to: URL(fileURLWithPath: folder.path + "/全年.xlsx"))
    return folder
  }

  private static func run(_ words: [String]) -> CommandRun {
    CommandRun(
      words + ["--language", "zh"],
      Surroundings(environment: { _ in nil }, errorsOnTerminal: false, standardInput: { nil }))
  }

  /// Where a result names its file, the two differ rightly.
  private static func comparable(_ text: String) -> [String] {
    text.split(separator: "\n").map(String.init)
      .filter {
        !$0.contains(".csv") && !$0.contains(".xlsx") && !$0.contains("sha256")
          && !$0.contains("Security-Policy")
      }
  }

  @Test(
    arguments: [
      ["score"], ["score", "--format", "markdown"], ["score", "--format", "json"], ["check"], ["report"],
      ["bulletin"],
      ["bulletin", "--format", "html"], ["explain", "+", "甲"], ["compare"], ["compare", "--format", "csv"],
      ["sweep", "+", "“1” 件数 每", "0..9"], ["sensitivity"], ["reach", "+", "乙", "--rank", "1"], ["bounds"],
      ["audit", "+", "公布-得分.csv"], ["fit", "+", "公布-得分.csv"], ["sql", "--dialect", "sqlite"],
      ["sql", "--dialect", "postgresql", "--check-data"],
      ["report", "--sweep", "“1” 件数 每=0..9", "--compare"],
    ])
  func sameAsText(_ words: [String]) throws {
    let folder = try Self.folder()
    let parts = words.split(separator: "+", omittingEmptySubsequences: false)
    let rest = (parts.count > 1 ? Array(parts[1]) : []).map { word in
      word.hasSuffix(".csv") ? folder.path + "/" + word : word
    }
    let head = [parts[0][0], folder.path + "/m.jifen"]
    let options = Array(parts[0].dropFirst())
    let text = Self.run(head + [folder.path + "/得分.csv"] + rest + options)
    let sheet = Self.run(head + [folder.path + "/全年.xlsx"] + rest + options + ["--sheet", "6月"])
    let named = Self.run(head + ["得分=" + folder.path + "/全年.xlsx"] + rest + options + ["--sheet", "得分=6月"])
    let other = Self.run(head + [folder.path + "/全年.xlsx"] + rest + options + ["--sheet", "5月"])
    #expect(text.status == .good, "\(text.errors)")
    #expect(sheet.status == .good, "\(sheet.errors)")
    #expect(!Self.comparable(text.output).isEmpty)
    #expect(Self.comparable(text.output) == Self.comparable(sheet.output))
    #expect(Self.comparable(sheet.output) == Self.comparable(named.output))
    // The other month gives another result, except where only the method is looked at.
    if !words.contains("check"), !words.contains("--check-data") {
      #expect(Self.comparable(other.output) != Self.comparable(sheet.output))
    }
    // Without a choice the two months are not guessed between.
    let unsaid = Self.run(head + [folder.path + "/全年.xlsx"] + rest + options)
    #expect(unsaid.status != .good && unsaid.errors.contains("5月") && unsaid.errors.contains("6月"))
    // A sheet of something that is no workbook is a slip.
    let wrong = Self.run(head + [folder.path + "/得分.csv"] + rest + options + ["--sheet", "6月"])
    #expect(wrong.status == .usage && wrong.errors.contains("--sheet"))
  }

  @Test func severalMethods() throws {
    let folder = try Self.folder()
    let head = ["compare", folder.path + "/m.jifen", folder.path + "/n.jifen"]
    let text = Self.run(head + [folder.path + "/得分.csv", "--format", "csv"])
    #expect(text.status == .good, "\(text.errors)")
    for choice in ["6月", "得分=6月"] {
      let sheet = Self.run(head + [folder.path + "/全年.xlsx", "--format", "csv", "--sheet", choice])
      #expect(sheet.status == .good, "\(sheet.errors)")
      #expect(sheet.output == text.output)
    }
    let wrong = Self.run(head + [folder.path + "/得分.csv", "--sheet", "6月"])
    #expect(wrong.status == .usage && wrong.errors.contains("--sheet"))
  }

  @Test func testsAndWatches() throws {
    let folder = try Self.folder()
    let tested = Self.run([
      "test", folder.path + "/m.jifen", "--tallies", folder.path + "/全年.xlsx", "--sheet", "6月",
    ])
    #expect(tested.errors.isEmpty && tested.status == .good, "\(tested.errors)\(tested.output)")
    let watched = CommandRun(
      [
        "watch", folder.path + "/m.jifen", folder.path + "/全年.xlsx", "--sheet", "6月", "-o",
        folder.path + "/页.html",
      ],
      Surroundings(
        environment: { _ in nil }, errorsOnTerminal: false, standardInput: { nil },
        patience: Patience(pause: { false }, tell: { _ in })))
    #expect(watched.status == .good)
    #expect(
      folder.text("页.html")?.contains(">147<") == true
        || folder.text("页.html")?.contains("class=n>147") == true)
  }

  /// One declaration gives the option to all of them.
  @Test func declared() {
    let takers = Command.all.filter { $0.operands.contains { $0.name == Command.Operand.tallies.name } }
    #expect(takers.count >= 14)
    for command in takers {
      #expect(command.allOptions.count { $0.name == "--sheet" } == 1, "\(command.name)")
    }
  }
}

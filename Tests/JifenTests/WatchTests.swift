import Foundation
import Jifen
import Testing

@testable import JifenCommand

/// jifen watch: the page follows what is saved, and never shows a result that is no longer true.
@Suite struct WatchTests {
  private static let method = """
    办法 “考核”
    表 得分，每行一个单位：
        单位    名称
        得分    分
    条款 “1”：得 得分
    总分 = 各条款之和
    公布：单位、总分

    """

  /// What happens between the looks at the files, and what was said.
  private final class Script: @unchecked Sendable {
    var steps: [() throws -> Void]
    var said: [String] = []
    var page: () -> String?
    var pages: [String?] = []

    init(_ steps: [() throws -> Void], page: @escaping () -> String?) {
      self.steps = steps
      self.page = page
    }
  }

  private func watch(_ folder: TemporaryFolder, _ words: [String], _ steps: [() throws -> Void]) throws -> (
    run: CommandRun, script: Script
  ) {
    let script = Script(steps, page: { folder.text("page.html") })
    let patience = Patience(
      pause: {
        script.pages.append(script.page())
        guard !script.steps.isEmpty else { return false }
        do { try script.steps.removeFirst()() } catch { return false }
        return true
      }, tell: { script.said.append($0) })
    let run = CommandRun(
      ["watch"] + words + ["-o", folder.path + "/page.html"],
      Surroundings(
        environment: { _ in nil }, errorsOnTerminal: false, standardInput: { nil }, patience: patience))
    return (run, script)
  }

  @Test func thePageFollows() throws {
    let folder = try TemporaryFolder(["m.jifen": Self.method])
    try FileManager.default.createDirectory(atPath: folder.path + "/data", withIntermediateDirectories: true)
    try folder.write("单位,得分\n甲,7\n", "data/得分.csv")
    let broken = Self.method.replacingOccurrences(of: "得 得分", with: "得 没有")
    let (run, script) = try watch(
      folder, [folder.path + "/m.jifen", folder.path + "/data"],
      [
        {},
        { try folder.write("单位,得分\n甲,88\n", "data/得分.csv") },
        { try folder.write(broken, "m.jifen") },
        { try folder.write(Self.method, "m.jifen") },
        { try FileManager.default.removeItem(atPath: folder.path + "/data/得分.csv") },
        { try folder.write("单位,得分\n甲,999\n", "data/得分.csv") },
      ])
    #expect(run.status == .good)
    let pages = script.pages.map { $0 ?? "" }
    #expect(pages.count == 7)
    #expect(pages[0].contains(">7<td") || pages[0].contains("class=n>7"))
    #expect(pages[1] == pages[0])
    #expect(pages[2].contains("class=n>88"))
    #expect(pages[3].contains("有错误，没有结果") && pages[3].contains("没有") && !pages[3].contains(">88"))
    #expect(pages[4] == pages[2])
    #expect(pages[5].contains("有错误，没有结果"))
    #expect(pages[6].contains("class=n>999"))
    // Six pages were written: the second look found nothing new.
    #expect(script.said.count == 6)
    #expect(script.said[2].contains("J201"))
    #expect(Set(pages).count == 5)
  }

  /// The page may lie beside the tallies: writing it is no change.
  @Test func thePageItselfIsNoInput() throws {
    let folder = try TemporaryFolder(["m.jifen": Self.method, "得分.csv": "单位,得分\n甲,7\n"])
    let (run, script) = try watch(folder, [folder.path + "/m.jifen", folder.path], [{}, {}, {}])
    #expect(run.status == .good)
    #expect(script.said.count == 1)
    #expect(folder.names == ["m.jifen", "page.html", "得分.csv"])
  }

  @Test func basesAreWatched() throws {
    let folder = try TemporaryFolder([
      "b.jifen": Self.method, "m.jifen": "沿用 “b.jifen”\n", "得分.csv": "单位,得分\n甲,7\n",
    ])
    let (_, script) = try watch(
      folder, [folder.path + "/m.jifen", folder.path + "/得分.csv"],
      [{ try folder.write(Self.method.replacingOccurrences(of: "考核", with: "另一个考核"), "b.jifen") }])
    #expect(script.pages.last??.contains("另一个考核") == true)
  }

  @Test func aPageThatCannotBeWrittenEndsIt() throws {
    let folder = try TemporaryFolder(["m.jifen": Self.method, "得分.csv": "单位,得分\n甲,7\n"])
    let run = CommandRun(
      ["watch", folder.path + "/m.jifen", folder.path, "-o", folder.path + "/nowhere/page.html"],
      Surroundings(environment: { _ in nil }, errorsOnTerminal: false, standardInput: { nil }))
    #expect(run.status == .wrong)
    #expect(!run.errors.isEmpty)
  }
}

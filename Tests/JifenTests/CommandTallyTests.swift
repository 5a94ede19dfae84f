import Diagnostics
import Foundation
import Testing

@testable import JifenCommand

/// A folder for one test, removed with it.
final class TemporaryFolder {
  let path: String

  init(_ files: [String: String] = [:]) throws {
    path = FileManager.default.temporaryDirectory.appendingPathComponent("jifen-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    for (name, text) in files { try write(text, name) }
  }

  deinit {
    try? FileManager.default.removeItem(atPath: path)
  }

  func write(_ text: String, _ name: String) throws {
    try Data(text.utf8).write(to: URL(fileURLWithPath: path + "/" + name))
  }

  func text(_ name: String) -> String? { try? String(contentsOfFile: path + "/" + name, encoding: .utf8) }

  var names: [String] { ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted() }
}

@Suite struct CommandTallyTests {
  private let files = InputFiles(standardInput: { Array("标准输入".utf8) })

  private func resolve(
    _ tables: [String], _ operands: [String]
  ) -> (found: [String]?, codes: [String]) {
    var resolver = TallyResolver(tables: tables, files)
    let found = resolver.resolve(operands)
    return (
      found?.map {
        "\($0.table)=\(FileName($0.path).name):\(String(decoding: (try? $0.bytes.load().get()) ?? [], as: UTF8.self))"
      },
      resolver.diagnostics.map(\.code.id)
    )
  }

  @Test func folderWithAFilePerTable() throws {
    let folder = try TemporaryFolder([
      "采用.csv": "a", "报送.JSON": "b", "附件_1.tsv": "c", "公布-采用.csv": "", "published.csv": "", ".隐.csv": "",
      "说明.md": "",
    ])
    let result = resolve(["报送", "采用", "附件/1"], [folder.path])
    #expect(result.found == ["报送=报送.JSON:b", "采用=采用.csv:a", "附件/1=附件_1.tsv:c"])
    #expect(result.codes.isEmpty)
  }

  @Test func folderFillsWhatPairsLeave() throws {
    let folder = try TemporaryFolder(["采用.csv": "旧", "报送.csv": "b", "六月.csv": "新"])
    let result = resolve(["采用", "报送"], [folder.path, "采用＝" + folder.path + "/六月.csv"])
    #expect(result.found == ["采用=六月.csv:新", "报送=报送.csv:b"])
    #expect(result.codes.isEmpty)
  }

  @Test func oneFileOrStandardInput() throws {
    let folder = try TemporaryFolder(["采用.csv": "a", "x=y.csv": "c"])
    #expect(resolve(["采用"], [folder.path + "/x=y.csv"]).found == ["采用=x=y.csv:c"])
    #expect(resolve(["采用"], ["-"]).found == ["采用=-:标准输入"])
    #expect(resolve(["采用", "报送"], [folder.path + "/采用.csv", "报送=-"]).found == ["采用=采用.csv:a", "报送=-:标准输入"])
  }

  @Test func severalFilesOfOneTable() throws {
    let folder = try TemporaryFolder(["5月.csv": "a", "6月.csv": "b"])
    let both = resolve(["采用"], ["采用=\(folder.path)/6月.csv", "采用=\(folder.path)/5月.csv"])
    #expect(both.found == ["采用=6月.csv:b", "采用=5月.csv:a"])
    #expect(resolve(["采用"], ["采用=\(folder.path)/6月.csv", "采用=\(folder.path)/6月.csv"]).codes == ["J624"])
  }

  @Test func nothingIsReadWhereATableLacks() throws {
    let folder = try TemporaryFolder(["采用情况.csv": "a", "报送.csv": "b"])
    let result = resolve(["采用", "报送"], [folder.path])
    #expect(result.found == nil)
    #expect(result.codes == ["J622", "J621"])
  }

  @Test func otherSpreadsheetsMustBeSavedAnew() throws {
    let folder = try TemporaryFolder(["采用.et": "", "报送.csv": "b"])
    var resolver = TallyResolver(tables: ["采用", "报送"], files)
    #expect(resolver.resolve([folder.path])?.isEmpty == nil)
    #expect(resolver.diagnostics.map { $0.helpText(.chinese) } == ["把“采用.et”另存为 XLSX 或 CSV。"])
  }

  @Test func namesOfUnnamedTables() throws {
    let folder = try TemporaryFolder(["采用.csv": "", "报送.tsv": "", "公布.csv": ""])
    var diagnostics: [Diagnostic] = []
    let found = TallyResolver.unnamed(
      ["表=x.csv", "d/y.csv", "-", folder.path], sheets: [], files, &diagnostics)
    #expect(found.map(\.table) == ["表", "y", "tallies", "报送", "采用"])
    #expect(diagnostics.isEmpty)
  }
}

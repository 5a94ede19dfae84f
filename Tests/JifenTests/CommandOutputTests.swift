import Diagnostics
import Engine
import Exact
import Reports
import Testing
import Workbooks

@testable import JifenCommand

/// Where results go: standard output, a file, or a folder of files.
@Suite struct CommandOutputTests {
  private let finding = Diagnostic(
    Code("J597", .note, Phrase("提示", "hint"), detail: Phrase("")), at: .nowhere)

  private func outcome(_ names: String...) -> Outcome {
    let tables = names.map { name in
      PublishedTable(
        name: name, group: nil, isSectioned: false,
        columns: [.init(header: "得分", isNumber: true, role: .value)],
        rows: [
          .init(
            unit: "甲", group: nil, period: nil, rank: 1,
            values: [.init(exact: .number(5), shown: name.suffix(1) + "5")])
        ])
    }
    let list = PublishedList(
      name: "表扬", group: nil, period: nil, entries: [.init(unit: "甲", rank: 1)], excluded: [], cutInTie: [],
      undecided: false)
    return Outcome(method: "办法", tables: tables, lists: [list], grades: [], findings: [finding])
  }

  private func publish(_ outcome: Outcome, _ words: String...) -> CommandResult {
    let invocation = Invocation(
      arguments: ParsedCommandLine(["score", "m", "d"] + words).arguments, language: .chinese,
      files: InputFiles(standardInput: { nil }))
    return OutcomePublisher(invocation, [.init(path: "m", sha256: "0f")]) { _ in
      .success(WorkbookDocument(sheets: [], application: "", footer: ""))
    }.publish(outcome)
  }

  @Test func textGoesToStandardOutputWithItsFindings() {
    let result = publish(outcome("附件1", "附件2"))
    #expect(result.output == TextReport.render(outcome("附件1", "附件2"), .chinese))
    #expect(result.files.isEmpty && result.diagnostics.isEmpty && !result.failed)
    #expect(publish(outcome("附件1"), "--diagnostics", "json").diagnostics == [finding])
    #expect(publish(outcome("附件1"), "-o", "-").output.hasPrefix("办法\n"))
  }

  @Test func oneTable() {
    #expect(publish(outcome("附件1", "附件2"), "--table", "附件2", "--format", "csv").output == "得分\n25\n")
    #expect(!publish(outcome("附件1", "附件2"), "--table=附件2").output.contains("名单"))
    #expect(publish(outcome("附件1"), "--format=csv").diagnostics == [finding])
  }

  @Test func formatFollowsTheFileName() {
    func written(_ words: String...) -> String? {
      let invocation = Invocation(
        arguments: ParsedCommandLine(["score", "m", "d"] + words).arguments, language: .english,
        files: InputFiles(standardInput: { nil }))
      let result = OutcomePublisher(invocation, []) { _ in
        .success(WorkbookDocument(sheets: [], application: "", footer: ""))
      }.publish(outcome("附件1"))
      return result.files.first.map { String(decoding: $0.bytes, as: UTF8.self) }
    }
    #expect(written("-o", "x.csv") == "得分\n15\n")
    #expect(written("-o", "x.json")?.hasPrefix("{\n  \"method\"") == true)
    #expect(written("-o", "x.md")?.hasPrefix("# 办法\n") == true)
    #expect(written("-o", "x")?.hasPrefix("办法\n") == true)
    #expect(written("-o", "x.csv", "--format", "text")?.hasPrefix("办法\n") == true)
  }

  @Test func folderGetsAFilePerTable() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/a/b"
    let result = publish(outcome("附件/1", "附件2"), "-o", path + "/")
    #expect(result.files.map(\.path) == [path + "/附件_1.csv", path + "/附件2.csv"])
    #expect(result.diagnostics == [finding])
    #expect(OutputFiles.write(result).isEmpty)
    #expect(folder.text("a/b/附件2.csv") == "得分\n25\n")
    // An existing folder needs no slash, and several CSV tables mean a folder.
    #expect(publish(outcome("附件1"), "-o", path, "--format", "json").files.map(\.path) == [path + "/附件1.json"])
    #expect(
      publish(outcome("附件1", "附件2"), "-o", "新", "--format", "csv").files.map(\.path) == [
        "新/附件1.csv", "新/附件2.csv",
      ])
    #expect(publish(outcome("附件1", "附件2"), "-o", "新.csv").diagnostics.map(\.code.id) == ["J641"])
  }

  @Test func nothingIsWrittenWhereThereIsAnError() throws {
    let folder = try TemporaryFolder()
    let run = commandRun(["new", folder.path + "/没有.csv", "-o", folder.path + "/新.jifen"])
    #expect(run.status == .wrong)
    #expect(run.output.isEmpty && folder.names.isEmpty)
  }

  @Test func firstMethodFromAFile() throws {
    let folder = try TemporaryFolder(["采用.csv": "单位,省单条\n甲,1\n乙,2\n"])
    let run = commandRun(["new", folder.path + "/采用.csv", "-o", folder.path + "/新.jifen"])
    #expect(run.status == .good && run.output.isEmpty && run.errors.isEmpty)
    #expect(folder.text("新.jifen")?.contains("\n    省单条  每条 未定 “每条几分”\n") == true)
    #expect(
      commandRun(["new", folder.path, "--language", "en"]).output.contains("\ntable 采用, each_row unit:\n"))
    let piped = commandRun(["new", "采用=-"], input: Array("单位,省单条\n甲,1\n乙,2\n".utf8))
    #expect(piped.output == folder.text("新.jifen"))
  }
}

import Diagnostics
import Jifen
import Reports

extension Command {
  static let test = Command(
    name: "test",
    summary: Phrase(
      "跑办法里的试算和核对，列出没有用到的条款、分支和档次",
      "run a method's worked examples and checks; list clauses, branches and tiers never used"),
    detail: Phrase(
      """
      试算自带数据；核对要有数据。没有写 --tallies 时，用与办法同名的文件夹：
      办法旁边的 名字/，或 ../Examples/名字/。
      有一项未通过，退出码为 1。
      例：
        jifen test RuleSets
        jifen test 办法.jifen --tallies 数据/
      """,
      """
      Examples bring their own data; checks need tallies. Without --tallies they are taken from the
      folder named as the method: NAME/ beside it, or ../Examples/NAME/.
      Exits with 1 where one fails.
      Examples:
        jifen test RuleSets
        jifen test method.jifen --tallies tallies/
      """),
    operands: [
      Operand(
        name: Phrase("路径", "PATH"),
        meaning: Phrase("办法文件，或装有 .jifen 文件的文件夹", "method file, or folder of .jifen files"),
        repeats: true)
    ],
    options: [
      Option(
        name: "--tallies", value: Phrase("数据", "TALLIES"), repeats: true,
        meaning: Phrase(
          "核对用的数据，只能配一个办法；可重复（表名=文件）", "data for the checks of one method; may be repeated (TABLE=FILE)")),
      .sheet,
    ],
    run: runTest)

  private static func runTest(_ invocation: Invocation) -> CommandResult {
    var result = CommandResult()
    let methods = methodFiles(invocation, &result.diagnostics)
    let given = invocation.arguments.values("--tallies")
    if !given.isEmpty, methods.count != 1 {
      let one = Phrase("一个办法文件", "one method file")
      result.diagnostics.append(
        Diagnostic(.belongsTogether, at: .argument("--tallies " + given[0]), "--tallies", one))
    }
    guard !result.diagnostics.hasErrors else { return result }
    var entries: [TestReport.Entry] = []
    for path in methods {
      let tallies = given.isEmpty ? folder(for: path, invocation.files).map { [$0] } ?? [] : given
      guard let tested = test(path, tallies, invocation, &result.diagnostics) else { continue }
      entries.append(
        .init(path: path, tallies: tallies.isEmpty ? nil : tallies.joined(separator: " "), tested: tested))
    }
    result.output = TestReport.render(entries, invocation.language)
    result.failed = !entries.allSatisfy(\.tested.passed)
    return result
  }

  private static func test(
    _ path: String, _ operands: [String], _ invocation: Invocation, _ diagnostics: inout [Diagnostic]
  ) -> TestedMethod? {
    guard let method = invocation.loadMethod(path, &diagnostics) else { return nil }
    var tallies: [TallyFile]?
    if !operands.isEmpty {
      guard let found = invocation.loadTallies(operands, method, &diagnostics) else { return nil }
      tallies = found
    }
    return Seam.test(method, tallies, &diagnostics)
  }

  /// The method files of the operands; those of a folder by name.
  private static func methodFiles(_ invocation: Invocation, _ diagnostics: inout [Diagnostic]) -> [String] {
    var result: [String] = []
    for path in invocation.arguments.operands {
      guard path != "-", invocation.files.isFolder(path) else {
        result.append(path)
        continue
      }
      guard let names = invocation.files.list(path, &diagnostics) else { continue }
      let methods = names.filter { FileName($0).fileExtension == "jifen" && !$0.hasPrefix(".") }
      if methods.isEmpty { diagnostics.append(Diagnostic(.methodExpected, at: .file(path), Phrase(path))) }
      result += methods.map { FileName.joined(path, $0) }
    }
    var seen = Set<String>()
    return result.filter { seen.insert($0).inserted }
  }

  /// The folder of tallies that goes with a method by its name.
  private static func folder(for method: String, _ files: InputFiles) -> String? {
    let name = FileName(method).stem
    let folder = FileName.folder(method)
    let parent =
      folder.isEmpty ? ".." : folder.contains("/") ? FileName.folder(folder) : folder == ".." ? "../.." : ""
    return [FileName.joined(folder, name), FileName.joined(FileName.joined(parent, "Examples"), name)]
      .first { files.isFolder($0) }
  }
}

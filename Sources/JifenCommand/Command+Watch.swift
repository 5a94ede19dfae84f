import Diagnostics
import Jifen
import Tables

extension Command {
  static let watch = Command(
    name: "watch",
    summary: Phrase("盯着文件，每次保存后重做网页", "renew the web page after every save"),
    detail: Phrase(
      """
      网页在浏览器里开着就行，它自己更新。有错误时网页上写的是错误，不是旧结果。按 Ctrl-C 停止。
      例：
        jifen watch 办法.jifen 数据/ -o 结果.html
      """,
      """
      Keep the page open in a browser: it renews itself. Where something is wrong it shows the
      errors, never an old result. Ctrl-C stops.
      Example:
        jifen watch method.jifen tallies/ -o result.html
      """),
    operands: [.method, .tallies],
    options: [.variant, .set, .pageFile],
    run: runWatch)

  private static func runWatch(_ invocation: Invocation) -> CommandResult {
    let operands = invocation.arguments.operands
    guard let path = invocation.arguments.value("--output"), path != "-",
      !operands.contains(where: { $0 == "-" || $0.hasSuffix("=-") || $0.hasSuffix("＝-") })
    else { return CommandResult(Diagnostic(.watchWithoutFile, at: .argument("jifen watch"))) }
    if let input = operands.first(where: { FileReader.isSame($0, path) || $0.hasSuffix("=" + path) }) {
      return CommandResult(Diagnostic(.watchOverInput, at: .argument("-o " + path), Phrase(input)))
    }
    // A path that leads nowhere is a slip, not something to wait for.
    guard invocation.files.exists(operands[0]) else {
      var diagnostics: [Diagnostic] = []
      _ = invocation.loadMethod(operands[0], &diagnostics)
      return CommandResult(diagnostics: diagnostics)
    }
    var watcher = Watcher(invocation, path: path)
    return watcher.run()
  }
}

import Diagnostics
import Jifen
import Reports

extension Command {
  static let figures = Command(
    name: "figures",
    summary: Phrase("列出办法里的每一个数字和它的地址", "list every figure of a method with its address"),
    detail: Phrase(
      """
      地址用在 --set、方案和以后的命令里。
      例：
        jifen figures 办法.jifen
        jifen score 办法.jifen 数据/ --set '“（二）” 省单条 每条=6 分'
      """,
      """
      Addresses are what --set, variants and later commands name figures by.
      Examples:
        jifen figures method.jifen
        jifen score method.jifen tallies/ --set '“(2)” province each=6 points'
      """),
    operands: [.method],
    options: [
      Option(
        name: "--format", value: Phrase("格式", "FORMAT"), choices: ["text", "csv", "json"],
        meaning: Phrase("输出的格式", "output format"))
    ],
    run: runFigures)

  private static func runFigures(_ invocation: Invocation) -> CommandResult {
    var diagnostics: [Diagnostic] = []
    guard let method = invocation.loadMethod(invocation.arguments.operand(0), &diagnostics) else {
      return CommandResult(diagnostics: diagnostics)
    }
    let figures = method.plan.printedFigures
    let language = invocation.language
    let output =
      switch invocation.arguments.value("--format") {
      case "csv": FiguresReport.csv(figures, language)
      case "json": FiguresReport.json(figures, language)
      default: FiguresReport.text(figures, language)
      }
    return CommandResult(output: output, diagnostics: diagnostics)
  }
}

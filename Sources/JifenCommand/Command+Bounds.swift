import Diagnostics
import Jifen
import Reports

extension Command {
  static let bounds = Command(
    name: "bounds",
    summary: Phrase(
      "酌情给分怎样给会怎样：每个单位最低最高得多少、排第几", "how far marks at discretion can move scores, ranks and lists"),
    detail: Phrase(
      """
      酌情给分的列，是计量为分、写明上下限的列（在 … 至 … 之间）。只写 不超过 的，下限作 0。
      每一格都可在界限内随便给：列出每个单位得分、名次的两端，谁怎样给都在名单上，
      谁的名次、上不上名单全看酌情分。
      例：
        jifen bounds 办法.jifen 数据/
        jifen bounds 办法.jifen 数据/ --column 约稿得分
        jifen bounds 办法.jifen 数据/ --blank-only      只有空格还没给分
      """,
      """
      Marks at discretion are columns in points with bounds (between … to …); with at_most alone
      the lowest is 0. Every cell may be anywhere in its bounds: the ends of each unit's score and
      rank, who is on a list whatever is awarded, and whose place the marks alone decide.
      Examples:
        jifen bounds method.jifen tallies/
        jifen bounds method.jifen tallies/ --column draft_points
        jifen bounds method.jifen tallies/ --blank-only    only blank cells are still to be given
      """),
    operands: [.method, .tallies],
    options: [
      Option(
        name: "--column", value: Phrase("列", "COLUMN"), repeats: true,
        meaning: Phrase("只看这一列，可重复；也可写 表.列", "only this column; may be repeated; or TABLE.COLUMN")),
      Option(
        name: "--blank-only",
        meaning: Phrase("已经给的分不动，只有空格未定", "marks that are given stay; only blank cells are open")),
      .variant, .set,
      Option(
        name: "--format", value: Phrase("格式", "FORMAT"), choices: ["text", "json"],
        meaning: Phrase("输出的格式", "output format")),
    ],
    run: runBounds)

  private static func runBounds(_ invocation: Invocation) -> CommandResult {
    var diagnostics: [Diagnostic] = []
    let arguments = invocation.arguments
    guard let (method, tallies) = invocation.loadRun(&diagnostics),
      let settings = invocation.settings(&diagnostics),
      let bounds = Seam.bounds(
        method, tallies, settings, columns: arguments.values("--column"),
        blankOnly: arguments.has("--blank-only"), invocation.language, &diagnostics),
      !diagnostics.hasErrors
    else { return CommandResult(diagnostics: diagnostics) }
    // The report tells them; a tool that reads diagnostics has them there.
    if arguments.has("--diagnostics") { diagnostics += bounds.findings }
    let inputs = method.inputs + tallies.compactMap(\.reported)
    let output =
      arguments.value("--format") == "json"
      ? BoundsReport.json(bounds, inputs: inputs, invocation.language)
      : BoundsReport.text(bounds, invocation.language)
    return CommandResult(output: output, diagnostics: diagnostics)
  }
}

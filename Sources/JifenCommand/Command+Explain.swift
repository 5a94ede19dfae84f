import Diagnostics
import Jifen

extension Command {
  static let explain = Command(
    name: "explain",
    summary: Phrase("说明一个单位的分数和名次是怎么来的", "tell how a unit came to its score and rank"),
    detail: Phrase(
      """
      逐条列出条款、用到的数据或记录、算式、封顶，最后是名次和决定名次的那一项。
      例：
        jifen explain 办法.jifen 数据/ 市经信局
        jifen explain 办法.jifen 数据/ 市经信局 --against 市发改委   为什么排在它后面
      """,
      """
      Clause by clause: the cells or records used, the arithmetic, caps that bit; then the rank and
      the key that decided it.
      Examples:
        jifen explain method.jifen tallies/ "Bureau A"
        jifen explain method.jifen tallies/ "Bureau A" --against "Bureau B"   why behind it
      """),
    operands: [
      .method, .tallies, Operand(name: Phrase("单位", "UNIT"), meaning: Phrase("单位的名称", "name of the unit")),
    ],
    options: [
      Option(
        name: "--against", value: Phrase("单位", "UNIT"),
        meaning: Phrase("与另一个单位比较", "compare with another unit")),
      .variant, .set,
    ],
    run: runExplain)

  private static func runExplain(_ invocation: Invocation) -> CommandResult {
    var diagnostics: [Diagnostic] = []
    guard let unit = invocation.arguments.operands.last,
      let (method, tallies) = invocation.loadRun(trailing: 1, &diagnostics),
      let settings = invocation.settings(&diagnostics),
      let text = Seam.explain(
        method, tallies, settings, unit: unit, against: invocation.arguments.value("--against"),
        invocation.language,
        &diagnostics)
    else { return CommandResult(diagnostics: diagnostics) }
    return CommandResult(output: text, diagnostics: diagnostics)
  }
}

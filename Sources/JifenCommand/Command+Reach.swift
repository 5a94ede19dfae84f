import Diagnostics
import Jifen
import Reports

extension Command {
  static let reach = Command(
    name: "reach",
    summary: Phrase(
      "一个单位最少再要几条才能到某个名次、名单或等次", "the fewest further counts that get a unit to a rank, list or grade"),
    detail: Phrase(
      """
      在“每行一个单位”的表里找计数的列，算出增加总数最少的加法，并证明更少不行；到不了的说明为什么。
      例：
        jifen reach 办法.jifen 数据/ 市经信局 --rank 3
        jifen reach 办法.jifen 数据/ 市经信局 --list 任务过半 --column 省单条 --column 市单条
      """,
      """
      Looks at columns of counts in tables with one row per unit, finds the smallest total of further
      counts and proves that fewer are not enough; or tells why none are.
      Examples:
        jifen reach method.jifen tallies/ "Bureau A" --rank 3
        jifen reach method.jifen tallies/ "Bureau A" --grade excellent --column province_items
      """),
    operands: [
      .method, .tallies, Operand(name: Phrase("单位", "UNIT"), meaning: Phrase("单位的名称", "name of the unit")),
    ],
    options: [
      Option(
        name: "--rank", value: Phrase("名次", "N"), meaning: Phrase("目标：前几名", "goal: among the first N")),
      Option(
        name: "--list", value: Phrase("名单", "NAME"), meaning: Phrase("目标：列入这个名单", "goal: on this list")),
      Option(
        name: "--grade", value: Phrase("等次", "NAME"), meaning: Phrase("目标：得到这个等次", "goal: this grade")),
      Option(
        name: "--column", value: Phrase("列", "NAME"), repeats: true,
        meaning: Phrase("只许增加这一列，可重复", "only this column may grow; may be repeated")),
      Option(
        name: "--most", value: Phrase("个数", "N"),
        meaning: Phrase("总数最多试到几，不写时为 200", "the largest total that is tried; 200 by default")),
      .variant, .set,
      Option(
        name: "--format", value: Phrase("格式", "FORMAT"), choices: ["text", "json"],
        meaning: Phrase(
          "输出的格式；不写时按 -o 的扩展名，否则 text", "output format; by default the extension of -o, else text")
      ),
      .outputFile,
    ],
    run: runReach)

  private static func runReach(_ invocation: Invocation) -> CommandResult {
    var diagnostics: [Diagnostic] = []
    guard let unit = invocation.arguments.operands.last,
      let goal = goal(invocation, &diagnostics),
      let limit = invocation.count("--most", default: 200, &diagnostics),
      let (method, tallies) = invocation.loadRun(trailing: 1, &diagnostics),
      let settings = invocation.settings(&diagnostics),
      let found = Seam.reach(
        method, tallies, settings, unit: unit, goal: goal, only: invocation.arguments.values("--column"),
        limit: min(limit, 10_000), &diagnostics)
    else { return CommandResult(diagnostics: diagnostics) }
    let language = invocation.language
    let plan = method.plan
    let name = found.run.evaluation.dataset.units.texts[found.unit]
    return invocation.written(diagnostics, formats: ["json": "json"]) { format in
      format == "json"
        ? ReachReport.json(
          unit: name, goal: found.goal, columns: found.columns, answer: found.answer, before: found.before,
          after: found.after, plan, language)
        : ReachReport.text(
          unit: name, goal: found.goal, columns: found.columns, answer: found.answer, before: found.before,
          after: found.after, limit: min(limit, 10_000), plan, language)
    }
  }

  private static func goal(_ invocation: Invocation, _ diagnostics: inout [Diagnostic]) -> NamedGoal? {
    let arguments = invocation.arguments
    let given = ["--rank", "--list", "--grade"].filter { arguments.has($0) }
    guard given.count == 1 else {
      diagnostics.append(Diagnostic(.reachNotRanked, at: .argument("jifen reach")))
      return nil
    }
    if let name = arguments.value("--list") { return .list(name) }
    if let name = arguments.value("--grade") { return .grade(name) }
    return invocation.count("--rank", default: 1, &diagnostics).map { .rank(max(1, $0)) }
  }
}

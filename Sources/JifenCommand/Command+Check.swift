import Diagnostics
import Jifen

extension Command {
  static let check = Command(
    name: "check",
    summary: Phrase("检查办法，给了数据就连数据一起检查", "check a method, and tallies where given"),
    detail: Phrase(
      """
      有错误时退出码为 1。检查只读文件，不改文件。
      有数字未定的办法，用 --variant 或 --set 给出数字，就能连数据一起检查。
      """,
      """
      Exits with 1 where there are errors. Files are read, never changed.
      A method with open figures is checked over its tallies with those of --variant or --set.
      """),
    operands: [.method, .optionalTallies], options: [.variant, .set], run: runCheck)

  private static func runCheck(_ invocation: Invocation) -> CommandResult {
    var diagnostics: [Diagnostic] = []
    guard let settings = invocation.settings(&diagnostics) else {
      return CommandResult(diagnostics: diagnostics)
    }
    let hasTallies = invocation.arguments.operands.count > 1
    let method: LoadedMethod?
    if hasTallies, let run = invocation.loadRun(&diagnostics) {
      method = run.method
      let outcome = Seam.score(run.method, run.tallies, settings, &diagnostics)
      diagnostics += outcome?.findings ?? []
    } else if !hasTallies {
      method = invocation.loadMethod(invocation.arguments.operand(0), &diagnostics)
    } else {
      method = nil
    }
    guard let method, !diagnostics.hasErrors else { return CommandResult(diagnostics: diagnostics) }
    guard let flaws = Seam.lint(method, settings, &diagnostics) else {
      return CommandResult(diagnostics: diagnostics)
    }
    diagnostics += flaws
    return CommandResult(
      output: summary(method.plan, hasTallies, invocation.language), diagnostics: diagnostics)
  }

  private static func summary(_ plan: Plan, _ hasTallies: Bool, _ language: Language) -> String {
    let scored = plan.clauses.count { $0.notScored == nil }
    let onRecord = plan.clauses.count - scored
    let open = plan.figures.count { $0.value == nil }
    let chinese = [
      "\(plan.tables.count) 张表", "\(scored) 个计分条款", onRecord > 0 ? "\(onRecord) 个不计分条款" : nil,
      "\(plan.figures.count) 个数字", open > 0 ? "其中 \(open) 个未定" : nil,
    ].compactMap { $0 }
    func counted(_ count: Int, _ noun: String) -> String { "\(count) \(noun)" + (count == 1 ? "" : "s") }
    let english = [
      counted(plan.tables.count, "table"), counted(scored, "scoring clause"),
      onRecord > 0 ? counted(onRecord, "clause") + " on record" : nil, counted(plan.figures.count, "figure"),
      open > 0 ? "\(open) of them open" : nil,
    ].compactMap { $0 }
    return Phrase(
      "\(plan.title)：\(chinese.joined(separator: "，"))。办法\(hasTallies ? "和数据" : "")没有错误。\n",
      "\(plan.title): \(english.joined(separator: ", ")). No errors in the method\(hasTallies ? " or the tallies" : "").\n"
    )[language]
  }
}

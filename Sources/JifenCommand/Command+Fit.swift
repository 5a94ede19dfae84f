import Diagnostics
import Jifen
import Reports

extension Command {
  static let fit = Command(
    name: "fit",
    summary: Phrase("由印发的表推出它实际用的数字", "recover the figures that a published table really follows"),
    detail: Phrase(
      """
      放开的数字要使最多的行与印发的一样；个别行错了不影响。结论有三种：唯一（哪几行定下来的）、
      不止一组（它们共同满足什么、哪几行能分出来）、没有（哪几行互相矛盾）。
      不写 --free 时，找改得最少、对上最多的数字。
      例：
        jifen fit 办法.jifen 数据/ 数据/ --free '区级信息分 部门' --free '区级简讯分 部门'
        jifen fit 办法.jifen 数据/ 印发.csv --step 0.5 --non-negative
        jifen fit 办法.jifen 数据/ 数据/ --variant 照印发说明
      """,
      """
      The free figures are those with which most rows come out as printed; a few wrong rows do not
      matter. The answer is unique (with the rows that pin each figure), several (what they have in
      common, and which rows would decide) or none (which rows contradict one another).
      Without --free: the fewest figures that, changed, reproduce most rows.
      Examples:
        jifen fit method.jifen tallies/ tallies/ --free 'news_points towns'
        jifen fit method.jifen tallies/ printed.csv --step 0.5 --non-negative
      """),
    operands: [.method, .tallies, .published],
    options: [
      Option(
        name: "--free", value: Phrase("地址", "ADDRESS"), repeats: true,
        meaning: Phrase(
          "要推的数字，可重复，最多 4 个；地址见 jifen figures",
          "a figure to recover; may be repeated, up to 4; see jifen figures")),
      Option(
        name: "--step", value: Phrase("数", "NUMBER"),
        meaning: Phrase("数字只取它的倍数，例如 1 或 0.5", "figures are multiples of it, such as 1 or 0.5")),
      Option(name: "--non-negative", meaning: Phrase("数字不小于 0", "figures are not below 0")),
      .variant, .set, .sheet, .publishedSheet,
      Option(
        name: "--format", value: Phrase("格式", "FORMAT"), choices: ["text", "json"],
        meaning: Phrase("输出的格式", "output format")),
    ],
    run: runFit)

  private static func runFit(_ invocation: Invocation) -> CommandResult {
    var diagnostics: [Diagnostic] = []
    guard let domain = domain(invocation, &diagnostics),
      let (method, tallies, published) = invocation.loadAudit(&diagnostics),
      let settings = invocation.settings(&diagnostics),
      let fit = Seam.fit(
        method, tallies, published, settings, free: invocation.arguments.values("--free"), domain,
        invocation.language, &diagnostics),
      !diagnostics.hasErrors
    else { return CommandResult(diagnostics: diagnostics) }
    let output =
      invocation.arguments.value("--format") == "json"
      ? FitReport.json(
        fit, method.plan, inputs: reported(method, tallies, published), invocation.language)
      : FitReport.text(fit, method.plan, invocation.language)
    return CommandResult(output: output, diagnostics: diagnostics, failed: fit.verdict == .none)
  }

  private static func domain(_ invocation: Invocation, _ diagnostics: inout [Diagnostic]) -> FigureDomain? {
    var domain = FigureDomain(isNonNegative: invocation.arguments.has("--non-negative"))
    guard let text = invocation.arguments.value("--step") else { return domain }
    guard let step = Rational(decimal: text), step > .zero else {
      diagnostics.append(Diagnostic(.stepNotPositive, at: .argument("--step " + text), Phrase(text)))
      return nil
    }
    domain.step = step
    return domain
  }
}

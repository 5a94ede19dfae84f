import Diagnostics
import Jifen
import Reports

extension Command {
  static let report = Command(
    name: "report",
    summary: Phrase("做成一个网页：表、图、逐单位的来历、办法原文", "one web page: tables, charts, derivations, the method"),
    detail: Phrase(
      """
      网页只有一个文件，不联网，手机上能看，A4 纸能打印。表可以排序，单位可以查找；点单位看它的分数怎么来，
      点条款看原文。末尾有程序版本和各文件的 SHA-256，凭它可以复算。
      例：
        jifen report 办法.jifen 数据/ -o 结果.html
        jifen report 办法.jifen 数据/ --compare -o 比较.html          连同各方案的名次变动
        jifen report 办法.jifen 数据/ --sweep '“（五）” 另加=1..5' -o 变动.html
      """,
      """
      The page is one file, needs no network, can be read on a phone and printed on A4. Tables can be
      sorted and units found; a unit leads to how its score came about, a clause to its text. It ends with
      the version and the SHA-256 of every file, by which it can be made again.
      Examples:
        jifen report method.jifen tallies/ -o result.html
        jifen report method.jifen tallies/ --compare -o compared.html  with the moves under each variant
        jifen report method.jifen tallies/ --sweep '“(5)” add=1..5' -o swept.html
      """),
    operands: [.method, .tallies],
    options: [
      .variant, .set,
      Option(
        name: "--compare",
        meaning: Phrase("加一节：各方案下名次怎么变", "adds how ranks move under each variant of the method")),
      Option(
        name: "--sweep", value: Phrase("地址=从..到", "ADDRESS=FROM..TO"), repeats: true,
        meaning: Phrase(
          "加一节：这个数字变动时名次怎么变，可重复；见 jifen sweep",
          "adds how ranks follow a figure; may be repeated; see jifen sweep")),
      .pageOutput,
    ],
    run: runReport)

  private static func runReport(_ invocation: Invocation) -> CommandResult {
    var diagnostics: [Diagnostic] = []
    guard let (method, tallies) = invocation.loadRun(&diagnostics),
      let settings = invocation.settings(&diagnostics),
      let sections = sections(invocation, method, tallies, settings, &diagnostics),
      let page = Seam.page(
        method, tallies, settings, sections: sections, watches: false, invocation.language, &diagnostics),
      !diagnostics.hasErrors
    else { return CommandResult(diagnostics: diagnostics) }
    // What the page holds is not said twice, except to a tool that reads diagnostics.
    var result = CommandResult()
    if invocation.arguments.has("--diagnostics") { result.diagnostics = diagnostics }
    if let path = invocation.arguments.value("--output"), path != "-" {
      result.files = [.init(path: path, bytes: page)]
    } else {
      result.output = String(decoding: page, as: UTF8.self)
    }
    return result
  }

  /// What the page holds beside the run itself; nil, with diagnostics, where it cannot be made.
  private static func sections(
    _ invocation: Invocation, _ method: LoadedMethod, _ tallies: [TallyFile], _ settings: RunSettings,
    _ diagnostics: inout [Diagnostic]
  ) -> [PageReport.Section]? {
    var sections: [PageReport.Section] = []
    if invocation.arguments.has("--compare") {
      // The variant that the page shows is one of those compared.
      let base = RunSettings(variant: nil, overrides: settings.overrides)
      guard
        let comparison = Seam.compare(
          method, tallies, base, variants: [], base: Phrase("原办法", "as written")[invocation.language],
          &diagnostics)
      else { return nil }
      sections.append(ComparisonReport(comparison, limit: 20, invocation.language).section(limit: 20))
    }
    for (number, text) in invocation.arguments.values("--sweep").enumerated() {
      guard let equal = text.lastIndex(where: { $0 == "=" || $0 == "＝" }), equal > text.startIndex,
        let (from, to) = interval(String(text[text.index(after: equal)...]))
      else {
        diagnostics.append(Diagnostic(.notASweep, at: .argument("--sweep " + text), Phrase(text)))
        return nil
      }
      guard
        let swept = Seam.sweep(
          method, tallies, settings, address: String(text[..<equal]), from: from, to: to, &diagnostics)
      else { return nil }
      sections.append(
        SweepReport.section(swept.sweep, swept.run.evaluation, number: number + 1, invocation.language))
    }
    return sections
  }
}

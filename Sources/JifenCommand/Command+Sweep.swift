import Diagnostics
import Jifen
import Reports

extension Command {
  static let sweep = Command(
    name: "sweep",
    summary: Phrase("一个数字变到哪里，名次、名单、等次就变", "at which values of one figure ranks, lists and grades turn"),
    detail: Phrase(
      """
      转折点用分数准确算出，不抽样。地址见 jifen figures。
      例：
        jifen sweep 办法.jifen 数据/ '“（五）” 另加' 1..5
        jifen sweep 办法.jifen 数据/ '任务过半 满' 30%..70% --format csv
      """,
      """
      Turning points are computed exactly, as fractions, never by sampling. For addresses see jifen figures.
      Examples:
        jifen sweep method.jifen tallies/ '“(5)” add' 1..5
        jifen sweep method.jifen tallies/ 'half at_least' 30%..70% --format csv
      """),
    operands: [
      .method, .tallies,
      Operand(name: Phrase("地址", "ADDRESS"), meaning: Phrase("哪个数字", "which figure")),
      Operand(
        name: Phrase("从..到", "FROM..TO"), meaning: Phrase("在哪一段里变动", "the interval through which it moves")),
    ],
    options: [
      .variant, .set,
      Option(
        name: "--top", value: Phrase("名数", "N"),
        meaning: Phrase("另看前几名什么时候变，不写时为 3", "also tell when the first N change; 3 by default")),
      .analysisFormat, .outputFile,
    ],
    run: runSweep)

  private static func runSweep(_ invocation: Invocation) -> CommandResult {
    var diagnostics: [Diagnostic] = []
    let range = invocation.arguments.operands.last ?? ""
    let address = invocation.arguments.operands.dropLast().last ?? ""
    guard let (from, to) = interval(range) else {
      return CommandResult(Diagnostic(.notAnInterval, at: .argument(range), Phrase(range)))
    }
    guard let top = invocation.count("--top", default: 3, &diagnostics),
      let (method, tallies) = invocation.loadRun(trailing: 2, &diagnostics),
      let settings = invocation.settings(&diagnostics),
      let swept = Seam.sweep(
        method, tallies, settings, address: address, from: from, to: to, &diagnostics)
    else { return CommandResult(diagnostics: diagnostics) }
    let language = invocation.language
    let evaluation = swept.run.evaluation
    return invocation.written(diagnostics) { format in
      switch format {
      case "json": SweepReport.json(swept.sweep, evaluation, language)
      case "csv": SweepReport.csv(swept.sweep, evaluation, language)
      default: SweepReport.text(swept.sweep, evaluation, top: top, language)
      }
    }
  }

  /// `1..5`, also with the dots of Chinese input methods.
  static func interval(_ text: String) -> (from: String, to: String)? {
    for mark in ["..", "……", "…", "～", "~", "至"] {
      guard let found = text.firstRange(of: mark) else { continue }
      let from = text[..<found.lowerBound]
      var to = text[found.upperBound...]
      while to.hasPrefix(".") { to = to.dropFirst() }
      if !from.isEmpty, !to.isEmpty { return (String(from), String(to)) }
    }
    return nil
  }

  static let sensitivity = Command(
    name: "sensitivity",
    summary: Phrase("每个数字离改变名次、名单、等次有多远", "how close each figure is to turning a rank, a list or a grade"),
    detail: Phrase(
      """
      逐个数字算出它写的值两边各能变多少而名次、名单、等次都不变，最容易变的在前。
      例：jifen sensitivity 办法.jifen 数据/
      """,
      """
      For each figure, how far it may move either way from its written value before a rank, a list or a
      grade changes; the nearest to turning first.
      Example: jifen sensitivity method.jifen tallies/
      """),
    operands: [.method, .tallies], options: [.variant, .set, .analysisFormat, .outputFile],
    run: runSensitivity)

  private static func runSensitivity(_ invocation: Invocation) -> CommandResult {
    var diagnostics: [Diagnostic] = []
    guard let (method, tallies) = invocation.loadRun(&diagnostics),
      let settings = invocation.settings(&diagnostics),
      let (run, found) = Seam.sensitivity(method, tallies, settings, &diagnostics)
    else { return CommandResult(diagnostics: diagnostics) }
    let language = invocation.language
    return invocation.written(diagnostics) { format in
      switch format {
      case "json": SensitivityReport.json(found, run.evaluation, language)
      case "csv": SensitivityReport.csv(found, run.evaluation, language)
      default: SensitivityReport.text(found, run.evaluation, language)
      }
    }
  }
}

extension Command.Option {
  static let analysisFormat = Command.Option(
    name: "--format", value: Phrase("格式", "FORMAT"), choices: ["text", "json", "csv"],
    meaning: Phrase("输出的格式；不写时按 -o 的扩展名，否则 text", "output format; by default the extension of -o, else text"))

  static let outputFile = Command.Option(
    name: "--output", short: "-o", value: Phrase("文件", "FILE"), meaning: Phrase("写到文件", "write to a file"))
}

extension Invocation {
  /// What a command prints in the form that is asked for, to standard output or a file.
  func written(
    _ diagnostics: [Diagnostic], formats: [String: String] = ["json": "json", "csv": "csv"],
    _ text: (_ format: String) -> String
  ) -> CommandResult {
    var path = arguments.value("--output")
    if path == "-" { path = nil }
    let ending = path.map { FileName($0).fileExtension } ?? ""
    let format = arguments.value("--format") ?? formats[ending] ?? "text"
    var result = CommandResult(diagnostics: diagnostics)
    if let path {
      result.files = [.init(path: path, bytes: Array(text(format).utf8))]
    } else {
      result.output = text(format)
    }
    return result
  }

  /// The whole number of an option; nil, with a diagnostic, where it is none.
  func count(_ option: String, default count: Int, _ diagnostics: inout [Diagnostic]) -> Int? {
    guard let text = arguments.value(option) else { return count }
    if let number = Int(text), number >= 0, number <= 1_000_000 { return number }
    diagnostics.append(
      Diagnostic(.notACount, at: .argument(option + " " + text), Phrase(option), Phrase(text)))
    return nil
  }
}

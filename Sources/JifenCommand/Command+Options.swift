import Diagnostics

extension Command.Operand {
  static let method = Command.Operand(
    name: Phrase("办法", "METHOD"),
    meaning: Phrase("办法文件（.jifen），- 为标准输入", "method file (.jifen); - for standard input"))

  static let tallies = Command.Operand(
    name: Phrase("数据", "TALLIES"), meaning: talliesMeaning, repeats: true)

  static let optionalTallies = Command.Operand(
    name: Phrase("数据", "TALLIES"), meaning: talliesMeaning, isOptional: true, repeats: true)

  private static let talliesMeaning = Phrase(
    "文件夹（每张表一个同名文件）、一个文件或工作簿，或者 表名=文件；- 为标准输入",
    "a folder with a file per table, one file or workbook, or TABLE=FILE; - for standard input")
}

extension Command.Option {
  static let version = Command.Option(name: "--version", meaning: Phrase("显示版本", "show the version"))

  static let sheet = Command.Option(
    name: "--sheet", value: Phrase("[表名=]工作表", "[TABLE=]SHEET"), repeats: true,
    meaning: Phrase(
      "工作簿里读哪一张工作表；不写时按表名，可重复",
      "which sheet of a workbook to read; by default by the table's name; may be repeated"))

  static let publishedSheet = Command.Option(
    name: "--published-sheet", value: Phrase("[表名=]工作表", "[TABLE=]SHEET"), repeats: true,
    meaning: Phrase(
      "印发的工作簿里读哪一张工作表；不写时按公布的表名，可重复",
      "which sheet of a published workbook to read; by default by the table's name; may be repeated"))

  static let variant = Command.Option(
    name: "--variant", value: Phrase("方案", "NAME"),
    meaning: Phrase("用办法里的一个方案", "use a variant of the method"))

  static let set = Command.Option(
    name: "--set", value: Phrase("地址=值", "ADDRESS=VALUE"), repeats: true,
    meaning: Phrase(
      "临时改一个数字，可重复；地址见 jifen figures", "change a figure for this run; may be repeated; see jifen figures"))

  static let table = Command.Option(
    name: "--table", value: Phrase("表名", "NAME"), meaning: Phrase("只要这一张公布的表", "only this published table"))

  static let outcomeFormat = Command.Option(
    name: "--format", value: Phrase("格式", "FORMAT"), choices: OutcomeFormat.allCases.map(\.rawValue),
    meaning: Phrase("输出的格式；不写时按 -o 的扩展名，否则 text", "output format; by default the extension of -o, else text"))

  static let timings = Command.Option(
    name: "--timings",
    meaning: Phrase("在标准错误上说明各步用了多少时间", "tell on standard error where the time went"))

  static let formulas = Command.Option(
    name: "--formulas",
    meaning: Phrase(
      "工作簿里写活的公式，改数据和分值会重新计算", "a workbook of live formulas that recompute when data or figures change"))

  static let receipt = Command.Option(
    name: "--receipt", value: Phrase("文件", "FILE"),
    meaning: Phrase(
      "写一份凭据：各文件和结果的 SHA-256；见 jifen verify",
      "also write a receipt: SHA-256 of every file and of the result; see jifen verify"))

  static let output = Command.Option(
    name: "--output", short: "-o", value: Phrase("文件|文件夹/", "FILE|FOLDER/"),
    meaning: Phrase("写到文件；文件夹则每张公布的表写一个文件", "write to a file; to a folder: one file per published table"))
}

extension Command.Option {
  static let pageOutput = Command.Option(
    name: "--output", short: "-o", value: Phrase("文件", "FILE"),
    meaning: Phrase("写到文件；不写时写到标准输出", "write to a file; by default to standard output"))
}

extension Command.Option {
  static let pageFile = Command.Option(
    name: "--output", short: "-o", value: Phrase("文件", "FILE"), meaning: Phrase("网页写到这个文件", "the page"))
}

extension Invocation {
  /// The figures changed on the command line; nil, with diagnostics, where one is not ADDRESS=VALUE.
  func settings(_ diagnostics: inout [Diagnostic]) -> RunSettings? {
    var settings = RunSettings(variant: arguments.value("--variant"), overrides: [])
    var complete = true
    for text in arguments.values("--set") {
      guard let equal = text.lastIndex(where: { $0 == "=" || $0 == "＝" }), equal > text.startIndex else {
        diagnostics.append(Diagnostic(.settingWithoutValue, at: .argument("--set " + text), Phrase(text)))
        complete = false
        continue
      }
      let value = text[text.index(after: equal)...]
      settings.overrides.append(.init(argument: text, address: String(text[..<equal]), value: String(value)))
    }
    return complete ? settings : nil
  }
}

/// What one run changes of its method.
struct RunSettings: Sendable {
  struct Override: Sendable {
    /// As it was given, for diagnostics.
    let argument: String
    let address: String
    let value: String
  }

  var variant: String?
  var overrides: [Override]

  /// The first option of the command line that changes something.
  var firstArgument: (option: String, text: String)? {
    if let variant { return ("--variant", "--variant " + variant) }
    return overrides.first.map { ("--set", "--set " + $0.argument) }
  }
}

import Diagnostics
import Jifen
import Reports
import Tables

extension Command {
  static let audit = Command(
    name: "audit",
    summary: Phrase(
      "拿印发的表与办法逐格核对，说明不一致的原因",
      "hold published tables against a method, cell by cell, and explain what disagrees"),
    detail: Phrase(
      """
      印发的表按表头对列，按单位对行。有不一致的，退出码为 1；
      若改几个数字就能对上大部分，最后会列出来（见 jifen fit）。
      例：
        jifen audit 办法.jifen 数据/ 数据/                     文件夹里名为 公布*.csv 的文件
        jifen audit 办法.jifen 数据/ 印发.csv
        jifen audit 办法.jifen 数据/ 采用-部门=印发.csv
        jifen audit 办法.jifen 数据/ 印发.xlsx                   每张公布的表一张同名的工作表
        jifen audit 办法.jifen 数据/ 数据/ --variant 照印发说明
        jifen audit 办法.jifen 数据/ 印发.csv -o 核对.html        做成一个网页
      """,
      """
      Columns are matched by header, rows by unit. Exits with 1 where something disagrees; ends by
      offering other figures where they would explain most of it (see jifen fit).
      Examples:
        jifen audit method.jifen tallies/ tallies/        files named published*.csv in the folder
        jifen audit method.jifen tallies/ printed.csv
        jifen audit method.jifen tallies/ adopted-towns=printed.csv
        jifen audit method.jifen tallies/ printed.xlsx         a sheet for each published table
        jifen audit method.jifen tallies/ tallies/ --variant "as printed"
        jifen audit method.jifen tallies/ printed.csv -o audit.html    as one web page
      """),
    operands: [.method, .tallies, .published],
    options: [
      .variant, .set, .sheet, .publishedSheet,
      Option(
        name: "--format", value: Phrase("格式", "FORMAT"), choices: ["text", "json", "html"],
        meaning: Phrase(
          "输出的格式；html 是一个网页；不写时按 -o 的扩展名，否则 text",
          "output format; html is one web page; by default the extension of -o, else text")),
      .outputFile,
    ],
    run: runAudit)

  private static func runAudit(_ invocation: Invocation) -> CommandResult {
    var diagnostics: [Diagnostic] = []
    guard let (method, tallies, published) = invocation.loadAudit(&diagnostics),
      let settings = invocation.settings(&diagnostics),
      let audit = Seam.audit(method, tallies, published, settings, invocation.language, &diagnostics),
      !diagnostics.hasErrors
    else { return CommandResult(diagnostics: diagnostics) }
    // The report tells them; a tool that reads diagnostics has them there.
    if invocation.arguments.has("--diagnostics") { diagnostics += audit.findings }
    let inputs = reported(method, tallies, published)
    let formats = ["json": "json", "html": "html", "htm": "html"]
    var result = invocation.written(diagnostics, formats: formats) { format in
      switch format {
      case "json": return AuditReport.json(audit, method.plan, inputs: inputs, invocation.language)
      case "html":
        let record = RunRecord(
          inputs: inputs, version: Version.name, variant: settings.variant,
          settings: settings.overrides.map(\.argument))
        let page = AuditPage(audit, method.plan, record, invocation.language).page()
        return String(decoding: page, as: UTF8.self)
      default: return AuditReport.text(audit, method.plan, invocation.language)
      }
    }
    result.failed = !audit.disagreements.isEmpty
    return result
  }
}

extension Command {
  /// The files of an audit or a fit, for the record.
  static func reported(
    _ method: LoadedMethod, _ tallies: [TallyFile], _ published: [PublishedFile]
  ) -> [ReportedInput] {
    // One file may be read as several tables, or as tally and as published.
    var seen: Set<String> = []
    return
      (method.inputs + tallies.compactMap(\.reported)
      + published.map { ReportedInput(path: $0.name, bytes: $0.bytes) })
      .filter { seen.insert($0.path).inserted }
  }
}

extension Command.Operand {
  static let published = Command.Operand(
    name: Phrase("印发", "PUBLISHED"),
    meaning: Phrase(
      "印发的表：一个文件或工作簿、装有 公布*.csv 的文件夹，或者 表名=文件",
      "published tables: a file or workbook, a folder of published*.csv files, or TABLE=FILE"))
}

import Diagnostics
import Jifen

extension Command {
  static let sql = Command(
    name: "sql",
    summary: Phrase("把办法写成数据库的 SQL，在数据所在的地方计分", "write a method as SQL, to score where the records are"),
    detail: Phrase(
      """
      写出的脚本只读输入表，只建临时的表和视图；数是精确的，写不出的按名称拒绝。给了数据，脚本先把它放进临时表，可以直接试。
      例：
        jifen sql 办法.jifen --dialect postgresql > 计分.sql
        jifen sql 办法.jifen --dialect postgresql --check-data > 查数据.sql
        jifen sql 办法.jifen 数据/ --dialect sqlite --table 得分 | sqlite3 -csv
      输入表与办法的表同名，列同名；另要一列“行号”（行的先后）。
      """,
      """
      The script reads the input tables and creates temporary tables and views only. Numbers are exact; what a dialect
      cannot say is refused by name. Given tallies, the script first puts them into temporary tables, to try it out.
      Examples:
        jifen sql method.jifen --dialect postgresql > score.sql
        jifen sql method.jifen --dialect postgresql --check-data > check.sql
        jifen sql method.jifen tallies/ --dialect sqlite --table scores | sqlite3 -csv
      Input tables and columns are named as in the method; a column 行号 tells the order of rows.
      """),
    operands: [.method, .optionalTallies],
    options: [
      Option(
        name: "--dialect", value: Phrase("引擎", "ENGINE"), choices: SQLDialect.allCases.map(\.rawValue),
        meaning: Phrase("写给哪个引擎", "the engine to write for")),
      .variant, .set, .table,
      Option(
        name: "--check-data",
        meaning: Phrase("不计分，写出查数据的查询", "queries that check the data, instead of scoring")),
      Option(
        name: "--decimals", value: Phrase("位数", "DIGITS"), choices: (0...9).map(String.init),
        meaning: Phrase(
          "输入里不是计数的列最多几位小数；不写时 4 位，多于此数运行时报错",
          "most decimals of input columns that do not count; 4 unless said, more are an error when the script runs"
        )),
      Option(
        name: "--row-column", value: Phrase("列", "COLUMN"),
        meaning: Phrase("哪一列表示行的先后；不写时是 行号", "the column that tells the order of rows; 行号 unless said")),
      Option(
        name: "--output", short: "-o", value: Phrase("文件", "FILE"), meaning: Phrase("写到文件", "write to a file")
      ),
    ],
    run: runSQL)

  private static func runSQL(_ invocation: Invocation) -> CommandResult {
    var diagnostics: [Diagnostic] = []
    let arguments = invocation.arguments
    guard let dialect = arguments.value("--dialect").flatMap({ SQLDialect(rawValue: $0) }) else {
      let choices = SQLDialect.allCases.map(\.rawValue).joined(separator: "|")
      return CommandResult(
        Diagnostic(
          .valueMissing, at: .argument("jifen sql"), Phrase("--dialect"), Phrase("--dialect " + choices)))
    }
    let hasTallies = arguments.operands.count > 1
    let method: LoadedMethod?
    var tallies: [TallyFile]?
    if hasTallies, let run = invocation.loadRun(&diagnostics) {
      method = run.method
      tallies = run.tallies
    } else {
      method = hasTallies ? nil : invocation.loadMethod(arguments.operand(0), &diagnostics)
    }
    guard let method, let settings = invocation.settings(&diagnostics), !diagnostics.hasErrors else {
      return CommandResult(diagnostics: diagnostics)
    }
    var options = SQLOptions(dialect: dialect, language: invocation.language)
    options.table = arguments.value("--table")
    options.decimals = arguments.value("--decimals").flatMap { Int($0) } ?? options.decimals
    options.rowColumn = arguments.value("--row-column") ?? options.rowColumn
    if let name = options.table, !method.plan.publications.contains(where: { $0.name == name }) {
      let names = method.plan.publications.map(\.name)
      return CommandResult(
        Diagnostic(
          .unknownPublishedTable, at: .argument("--table " + name), Phrase(name),
          Phrase(names.joined(separator: "、"), names.joined(separator: ", ")),
          near: Nearness.suggestions(for: name, among: names)))
    }
    let text = Seam.sql(
      method, tallies, settings, options, checks: arguments.has("--check-data"), &diagnostics)
    guard let text, !diagnostics.hasErrors else { return CommandResult(diagnostics: diagnostics) }
    var result = CommandResult(diagnostics: diagnostics)
    if let path = arguments.value("--output"), path != "-" {
      result.files = [.init(path: path, bytes: Array(text.utf8))]
    } else {
      result.output = text
    }
    return result
  }
}

import Diagnostics
import Jifen
import Reports
import Tables

extension Command {
  static let compare = Command(
    name: "compare",
    summary: Phrase(
      "几个办法或方案给同一份数据计分，比名次，说明为什么", "several methods or variants over the same tallies: who moves, and why"),
    detail: Phrase(
      """
      一个办法文件：写明的数字与各方案比；不写 --variant 就比全部方案。
      几个办法文件：互相比；表名、列名不同的，用 --mapping 给换算文件（也是办法文件，
      公布的表就是那个办法要的表），与办法文件同名，放在另一个文件夹里。
      例：
        jifen compare 办法.jifen 数据/ --variant 批示一倍 --variant 批示两倍
        jifen compare 延津.jifen 温县.jifen 数据/ --mapping 换算/ -o 名次.svg
      """,
      """
      One method file: the written figures against its variants; all of them without --variant.
      Several: against each other. Where tables and columns are named otherwise, --mapping gives
      mappings (method files whose published tables are the tables that the method wants), named as
      the method's file, in another folder.
      Examples:
        jifen compare method.jifen tallies/ --variant once --variant twice
        jifen compare a.jifen b.jifen tallies/ --mapping mappings/ -o ranks.svg
      """),
    operands: [
      Operand(
        name: Phrase("办法", "METHOD"),
        meaning: Phrase("一个或几个办法文件（.jifen）", "one or more method files (.jifen)"),
        repeats: true),
      .tallies,
    ],
    options: [
      Option(
        name: "--variant", value: Phrase("方案", "NAME"), repeats: true,
        meaning: Phrase("比这个方案，可重复", "compare this variant; may be repeated")),
      .set,
      Option(
        name: "--mapping", value: Phrase("文件|文件夹", "FILE|FOLDER"), repeats: true,
        meaning: Phrase("换算文件，或装换算文件的文件夹", "a mapping, or a folder of them")),
      Option(
        name: "--limit", value: Phrase("个数", "N"),
        meaning: Phrase("每一对最多列几个变动，不写时为 20", "how many changes are told for each pair; 20 by default")),
      Option(
        name: "--format", value: Phrase("格式", "FORMAT"), choices: ["text", "json", "csv", "markdown", "svg"],
        meaning: Phrase(
          "输出的格式；svg 是名次变动图；不写时按 -o 的扩展名，否则 text",
          "output format; svg is a bump chart of ranks; by default the extension of -o, else text")),
      .outputFile,
    ],
    run: runCompare)

  private static func runCompare(_ invocation: Invocation) -> CommandResult {
    var diagnostics: [Diagnostic] = []
    guard let limit = invocation.count("--limit", default: 20, &diagnostics),
      let comparison = compared(invocation, &diagnostics)
    else { return CommandResult(diagnostics: diagnostics) }
    let report = ComparisonReport(comparison, limit: limit, invocation.language)
    let formats = ["json": "json", "csv": "csv", "md": "markdown", "svg": "svg"]
    return invocation.written(diagnostics, formats: formats) { format in
      switch format {
      case "json": report.json()
      case "csv": report.csv()
      case "markdown": report.markdown()
      case "svg": report.chart()
      default: report.text()
      }
    }
  }

  private static func compared(
    _ invocation: Invocation, _ diagnostics: inout [Diagnostic]
  ) -> MethodComparison? {
    let operands = invocation.arguments.operands
    let paths = operands.filter { FileName($0).fileExtension == "jifen" || $0 == operands.first }
    let rest = operands.filter { !paths.contains($0) }
    var methods: [LoadedMethod] = []
    for path in paths {
      guard let method = invocation.loadMethod(path, &diagnostics) else { return nil }
      methods.append(method)
    }
    guard !rest.isEmpty else {
      let missing = Operand.tallies.name
      diagnostics.append(
        Diagnostic(
          .operandMissing, at: .argument("jifen compare"), missing,
          Phrase(HelpText.usage(.compare, .chinese), HelpText.usage(.compare, .english))))
      return nil
    }
    let variants = invocation.arguments.values("--variant")
    guard let mappings = mappings(invocation, paths, &diagnostics) else { return nil }
    if methods.count == 1, let method = methods.first, mappings.isEmpty {
      guard let settings = invocation.settings(&diagnostics),
        let tallies = invocation.loadTallies(rest, method, &diagnostics)
      else { return nil }
      return Seam.compare(
        method, tallies, settings, variants: variants,
        base: Phrase("原办法", "as written")[invocation.language], &diagnostics)
    }
    for (option, values) in [("--variant", variants), ("--set", invocation.arguments.values("--set"))]
    where !values.isEmpty {
      diagnostics.append(
        Diagnostic(
          .belongsTogether, at: .argument(option + " " + values[0]), Phrase(option),
          Phrase("一个办法文件", "one method file")))
      return nil
    }
    guard
      let files = allTallies(
        invocation, rest, tables: methods.flatMap { $0.plan.tables.map(\.name) }, &diagnostics)
    else { return nil }
    let titles = methods.map(\.plan.title)
    let compared = zip(paths, methods).map { path, method in
      let title = method.plan.title
      let isTaken = titles.filter { $0 == title }.count > 1
      return ComparedMethod(
        method.method, name: isTaken ? FileName(path).stem : title, mapping: mappings[path]?.method)
    }
    return Seam.compare(compared, files, &diagnostics)
  }

  /// The mapping of each method's file, by path.
  private static func mappings(
    _ invocation: Invocation, _ paths: [String], _ diagnostics: inout [Diagnostic]
  ) -> [String: LoadedMethod]? {
    var found: [String: LoadedMethod] = [:]
    for given in invocation.arguments.values("--mapping") {
      var files = [given]
      if invocation.files.isFolder(given) {
        guard let names = invocation.files.list(given, &diagnostics) else { return nil }
        files = names.filter { name in paths.contains { FileName($0).name == name } }
          .map { FileName.joined(given, $0) }
      }
      for file in files {
        let name = FileName(file).name
        guard
          let path = paths.first(where: { FileName($0).name == name }) ?? (paths.count == 1 ? paths[0] : nil)
        else {
          let names = paths.map { FileName($0).name }
          diagnostics.append(
            Diagnostic(
              .mappingWithoutMethod, at: .argument("--mapping " + given), Phrase(file),
              Phrase(names.joined(separator: "、"), names.joined(separator: ", ")),
              near: Nearness.suggestions(for: name, among: names)))
          return nil
        }
        guard let mapping = invocation.loadMethod(file, &diagnostics) else { return nil }
        found[path] = mapping
      }
    }
    return found
  }

  /// All tallies by name, whichever method uses them.
  private static func allTallies(
    _ invocation: Invocation, _ operands: [String], tables: [String], _ diagnostics: inout [Diagnostic]
  ) -> [TallyFile]? {
    let sheets = invocation.arguments.values("--sheet")
    var named = TallyResolver.unnamed(operands, sheets: sheets, invocation.files, &diagnostics)
    guard !diagnostics.hasErrors else { return nil }
    // Where all methods read one table only, a chosen sheet is that table whatever its name.
    if named.count == 1, named[0].sheet != nil, let only = tables.first, Set(tables).count == 1 {
      named[0].table = only
    }
    if let sheet = sheets.first, !named.contains(where: { $0.sheet != nil }) {
      diagnostics.append(
        Diagnostic(
          .belongsTogether, at: .argument("--sheet " + sheet), "--sheet",
          Phrase("工作簿（.xlsx）", "a workbook (.xlsx)")))
      return nil
    }
    var files: [TallyFile] = []
    for table in named {
      guard let bytes = invocation.files.read(table.path, &diagnostics) else { return nil }
      files.append(TallyFile(table: table.table, path: table.path, bytes: .memory(bytes), sheet: table.sheet))
    }
    return files
  }
}

import Diagnostics
import Jifen
import Reports
import Tables

extension Command {
  static let new = Command(
    name: "new",
    summary: Phrase("按一张表的表头和数据写出办法的第一稿", "write a first method file from the header and values of a table"),
    detail: Phrase(
      """
      列的种类按数据猜出来，分值都留作“未定”，由你照文件填。
      例：
        jifen new 采用情况.csv -o 办法.jifen
        jifen new 数据/          文件夹里每个文件一张表
        jifen new 数据.xlsx      工作簿里每个工作表一张表
      """,
      """
      Kinds of columns are guessed from the values; every figure is left open for you to fill in.
      Examples:
        jifen new adopted.csv -o method.jifen
        jifen new tallies/          one table per file of the folder
        jifen new tallies.xlsx      one table per sheet of the workbook
      """),
    operands: [
      Operand(
        name: Phrase("数据", "TALLIES"),
        meaning: Phrase("文件、文件夹，或者 表名=文件；- 为标准输入", "file, folder or TABLE=FILE; - for standard input"),
        repeats: true)
    ],
    options: [
      .sheet,
      Option(
        name: "--output", short: "-o", value: Phrase("文件", "FILE"), meaning: Phrase("写到文件", "write to a file")
      ),
    ],
    run: runNew)

  private static func runNew(_ invocation: Invocation) -> CommandResult {
    var diagnostics: [Diagnostic] = []
    let sources = TallyResolver.unnamed(
      invocation.arguments.operands, sheets: invocation.arguments.values("--sheet"), invocation.files,
      &diagnostics)
    var tables: [FirstMethod.Table] = []
    for source in sources {
      guard let bytes = invocation.files.read(source.path, &diagnostics) else { continue }
      if let grid = TableReader.read(
        name: source.path, bytes: bytes, sheet: source.sheet, diagnostics: &diagnostics)
      {
        tables.append(table(source.table, grid))
      }
    }
    guard !diagnostics.hasErrors, !tables.isEmpty else { return CommandResult(diagnostics: diagnostics) }
    let text = FirstMethod.write(tables, invocation.language)
    var result = CommandResult(diagnostics: diagnostics)
    if let path = invocation.arguments.value("--output"), path != "-" {
      result.files = [.init(path: path, bytes: Array(text.utf8))]
    } else {
      result.output = text
    }
    return result
  }

  private static func table(_ name: String, _ grid: Grid) -> FirstMethod.Table {
    let columns = grid.headers.indices.map { column in
      (0..<grid.rowCount).map { grid.text(row: $0, column: column) }
    }
    return FirstMethod.Table(name: name, headers: grid.headers, columns: columns)
  }
}

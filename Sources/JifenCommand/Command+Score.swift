import Diagnostics
import Jifen
import Reports

extension Command {
  static let score = Command(
    name: "score",
    summary: Phrase("按办法给数据计分，输出公布的表、名单和等次", "score tallies by a method: published tables, lists and grades"),
    detail: Phrase(
      """
      例：
        jifen score 办法.jifen 数据/                       读文件夹里与表同名的文件
        jifen score 办法.jifen 采用=6月.csv 报送=报送.csv    一张一张指定
        jifen score 办法.jifen 数据/ --format csv -o 结果/   每张公布的表写一个 CSV
        jifen score 办法.jifen 数据.xlsx -o 结果.xlsx        读工作簿，写工作簿
        jifen score 办法.jifen 数据/ -o 结果.xlsx --formulas 工作簿里是活的公式
        jifen score 办法.jifen 数据/ -o 结果.csv --receipt 凭据.json   以后用 jifen verify 凭据.json 核对
        jifen score 办法.jifen 数据/ --set '“（二）” 省单条 每条=6 分'
      """,
      """
      Examples:
        jifen score method.jifen tallies/                        files named as the tables
        jifen score method.jifen adopted=june.csv sent=sent.csv  table by table
        jifen score method.jifen tallies/ --format csv -o out/   a CSV file per published table
        jifen score method.jifen tallies.xlsx -o result.xlsx     from a workbook to a workbook
        jifen score method.jifen tallies/ -o r.xlsx --formulas   live formulas in the workbook
        jifen score method.jifen tallies/ -o r.csv --receipt receipt.json   for jifen verify receipt.json
        jifen score method.jifen tallies/ --set '“(2)” province each=6 points'
      """),
    operands: [.method, .tallies],
    options: [.variant, .set, .table, .outcomeFormat, .formulas, .output, .receipt, .timings],
    run: runScore)

  private static func runScore(_ invocation: Invocation) -> CommandResult {
    var diagnostics: [Diagnostic] = []
    var notes: [Diagnostic] = []
    var timings = Timings()
    let receipt = ReceiptWriter(invocation)
    if let problem = receipt?.problem { return CommandResult(problem) }
    guard let (method, tallies) = invocation.loadRun(&diagnostics, notes: &notes),
      let settings = invocation.settings(&diagnostics)
    else { return CommandResult(diagnostics: diagnostics + notes) }
    timings.mark(.method)
    let run = ScoreRun(invocation, method, tallies, settings, found: diagnostics)
    var result = run.result(&timings)
    result.diagnostics += notes
    if let receipt, !result.diagnostics.hasErrors { receipt.append(to: &result, run) }
    timings.mark(.write)
    if invocation.arguments.has("--timings") { result.timings = timings }
    return result
  }
}

import Diagnostics
import Jifen
import Reports

extension Command {
  static let verify = Command(
    name: "verify",
    summary: Phrase("按凭据重算并比较，说明什么变了", "compute a receipt's result again and tell what changed"),
    detail: Phrase(
      """
      凭据由 jifen score … --receipt 文件 写出。只读凭据所在文件夹里的文件（链接按所指的地方算），
      别处的要用 --within 允许。结果和文件都没有变，退出码为 0；有变化，退出码为 1。
      例：
        jifen verify 凭据.json
        jifen verify 归档/凭据.json --within 办法/ --within 数据/
      """,
      """
      Receipts are written by jifen score … --receipt FILE. Only files in the receipt's own folder are
      read, links followed; others are allowed with --within. Exits with 0 where files and result are
      those of the receipt, with 1 where something changed.
      Examples:
        jifen verify receipt.json
        jifen verify archive/receipt.json --within methods/ --within tallies/
      """),
    operands: [
      Operand(name: Phrase("凭据", "RECEIPT"), meaning: Phrase("凭据文件", "file of a receipt"))
    ],
    options: [
      Option(
        name: "--within", value: Phrase("文件夹", "FOLDER"), repeats: true,
        meaning: Phrase("也允许读这个文件夹里的文件，可重复", "also allow files in this folder; may be repeated")),
      Option(
        name: "--format", value: Phrase("格式", "FORMAT"), choices: ["text", "json"],
        meaning: Phrase("输出的格式", "output format")),
    ],
    run: runVerify)

  private static func runVerify(_ invocation: Invocation) -> CommandResult {
    var diagnostics: [Diagnostic] = []
    let path = invocation.arguments.operand(0)
    guard path != "-" else {
      return CommandResult(Diagnostic(.receiptWithoutFile, at: .argument("-"), "-"))
    }
    guard let bytes = invocation.files.read(path, &diagnostics),
      let receipt = Receipt.read(name: path, bytes: bytes, diagnostics: &diagnostics),
      let verification = ReceiptCheck(invocation, receipt, path: path).run(&diagnostics)
    else { return CommandResult(diagnostics: diagnostics) }
    let output =
      invocation.arguments.value("--format") == "json"
      ? VerificationReport.json(verification, name: path, invocation.language)
      : VerificationReport.text(verification, name: path, invocation.language)
    return CommandResult(output: output, diagnostics: diagnostics, failed: !verification.holds)
  }
}

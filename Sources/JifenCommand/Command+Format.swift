import Diagnostics

extension Command {
  static let format = Command(
    name: "fmt",
    summary: Phrase("把办法文件写成统一的格式，也可以换关键字的语言", "put method files in the one layout; translate keywords"),
    detail: Phrase(
      """
      文件就地改写，改了的文件名输出一行；意思不变，注释保留。- 从标准输入读，写到标准输出。
      有一个文件有错时，哪个文件都不改。
      例：
        jifen fmt RuleSets/*.jifen
        jifen fmt --language en - < 办法.jifen
      """,
      """
      Files are rewritten in place, and the names of changed ones printed; meaning and comments
      stay. - reads standard input and writes standard output. Where one file has an error, none
      is changed.
      Examples:
        jifen fmt RuleSets/*.jifen
        jifen fmt --language en - < method.jifen
      """),
    operands: [
      Operand(
        name: Phrase("文件", "FILE"), meaning: Phrase("办法文件，- 为标准输入", "method file; - for standard input"),
        repeats: true)
    ],
    options: [
      Option(
        name: "--check",
        meaning: Phrase(
          "只检查，不改；有不合格式的文件时退出码为 1", "change nothing; exit with 1 where a file is not in the layout")),
      Option(
        name: "--language", value: Phrase("语言", "LANGUAGE"), choices: ["zh", "en"],
        meaning: Phrase("把关键字换成这种语言；诊断也用它", "translate keywords to this language; diagnostics use it too")),
    ],
    run: runFormat)

  private static func runFormat(_ invocation: Invocation) -> CommandResult {
    let language = invocation.arguments.value("--language").flatMap(Language.init)
    let check = invocation.arguments.has("--check")
    var result = CommandResult()
    for path in Set(invocation.arguments.operands).sorted() {
      guard let bytes = invocation.files.read(path, &result.diagnostics),
        let text = Seam.format(name: path, bytes: bytes, language: language, &result.diagnostics)
      else { continue }
      let formatted = Array(text.utf8)
      if check {
        guard formatted != bytes else { continue }
        result.diagnostics.append(Diagnostic(.notInLayout, at: .file(path), Phrase(path)))
        result.failed = true
      } else if path == "-" {
        result.output += text
      } else if formatted != bytes {
        result.files.append(.init(path: path, bytes: formatted))
        result.output += path + "\n"
      }
    }
    return result
  }
}

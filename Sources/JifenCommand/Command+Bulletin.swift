import Diagnostics
import Jifen
import Reports

/// The forms in which a notice can be had.
enum BulletinFormat: String, CaseIterable, Sendable {
  case markdown
  case html
  case docx

  var fileExtension: String {
    switch self {
    case .markdown: "md"
    case .html: "html"
    case .docx: "docx"
    }
  }

  init?(path: String) {
    let ending = FileName(path).fileExtension
    guard let format = Self.allCases.first(where: { $0.fileExtension == ending }) else { return nil }
    self = format
  }
}

extension Command {
  static let bulletin = Command(
    name: "bulletin",
    summary: Phrase("按办法里的“通报”写出通报，数字都是算出来的", "write the method's notice (bulletin), with computed figures"),
    detail: Phrase(
      """
      Word 文件按公文格式排版：标题小标宋二号，一级标题黑体，二级楷体，正文仿宋三号，A4 纸；
      没有装这些字体的电脑用相近的代替。
      例：
        jifen bulletin 办法.jifen 数据/ -o 通报.docx
        jifen bulletin 办法.jifen 数据/                     在屏幕上看
      """,
      """
      The Word file has the typefaces, sizes and margins of official notices on A4; where a typeface
      is not installed a near one stands in.
      Examples:
        jifen bulletin method.jifen tallies/ -o notice.docx
        jifen bulletin method.jifen tallies/                read it here
      """),
    operands: [.method, .tallies],
    options: [
      .variant, .set,
      Option(
        name: "--format", value: Phrase("格式", "FORMAT"), choices: BulletinFormat.allCases.map(\.rawValue),
        meaning: Phrase(
          "输出的格式；不写时按 -o 的扩展名，否则 markdown", "output format; by default the extension of -o, else markdown")),
      .pageOutput,
      Option(
        name: "--language", value: Phrase("语言", "LANGUAGE"), choices: ["zh", "en"],
        meaning: Phrase(
          "编号、顿号、量词用的语言；不写时按通报的标题",
          "language of numbers, separators and measure words; by default the title's")),
    ],
    run: runBulletin)

  private static func runBulletin(_ invocation: Invocation) -> CommandResult {
    var diagnostics: [Diagnostic] = []
    let asked = invocation.arguments.value("--format").flatMap { BulletinFormat(rawValue: $0) }
    let path = invocation.arguments.value("--output").flatMap { $0 == "-" ? nil : $0 }
    let format = asked ?? path.flatMap { BulletinFormat(path: $0) } ?? .markdown
    if format == .docx, path == nil {
      return CommandResult(Diagnostic(.documentWithoutFile, at: .argument("--format docx")))
    }
    guard let (method, tallies) = invocation.loadRun(&diagnostics),
      let settings = invocation.settings(&diagnostics)
    else { return CommandResult(diagnostics: diagnostics) }
    guard let plan = method.plan.bulletin else {
      diagnostics.append(Diagnostic(.methodWithoutBulletin, at: .file(invocation.arguments.operand(0))))
      return CommandResult(diagnostics: diagnostics)
    }
    // A notice stays in its own language on a computer of another one.
    let language = invocation.arguments.has("--language") ? invocation.language : plan.language
    guard let bulletin = Seam.bulletin(method, tallies, settings, language, &diagnostics),
      !diagnostics.hasErrors
    else { return CommandResult(diagnostics: diagnostics) }
    let bytes = Self.rendered(bulletin, format, language)
    var result = CommandResult(diagnostics: diagnostics)
    if let path {
      result.files = [.init(path: path, bytes: bytes)]
    } else {
      result.output = String(decoding: bytes, as: UTF8.self)
    }
    return result
  }

  private static func rendered(_ bulletin: Bulletin, _ format: BulletinFormat, _ language: Language)
    -> [UInt8]
  {
    switch format {
    case .markdown: Array(BulletinReport.markdown(bulletin, language).utf8)
    case .html: BulletinReport.html(bulletin, language)
    case .docx: WordBulletin(bulletin, application: Version.name, language).document()
    }
  }
}

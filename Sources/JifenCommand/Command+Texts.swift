import Diagnostics

extension Command {
  static let explainCode = Command(
    name: "explain-code",
    summary: Phrase("详细说明一条诊断；不写代号时列出全部", "tell about a diagnostic at length; without a code, list all"),
    detail: Phrase("例：jifen explain-code J601", "Example: jifen explain-code J601"),
    operands: [
      Operand(
        name: Phrase("代号", "CODE"), meaning: Phrase("诊断的代号，如 J601", "code of a diagnostic, such as J601"),
        isOptional: true)
    ],
    options: [], run: runExplainCode)

  static let help = Command(
    name: "help",
    summary: Phrase("显示总说明，或一个命令的说明", "show this page, or the page of one command"), detail: Phrase("", ""),
    operands: [
      Operand(name: Phrase("命令", "COMMAND"), meaning: Phrase("命令的名字", "name of a command"), isOptional: true)
    ],
    options: [], run: runHelp)

  static let version = Command(
    name: "version", summary: Phrase("显示版本", "show the version"), detail: Phrase("", ""), operands: [],
    options: [],
    run: { _ in CommandResult(output: Version.text) })

  private static func runHelp(_ invocation: Invocation) -> CommandResult {
    let name = invocation.arguments.operand(0)
    if name.isEmpty { return CommandResult(output: HelpText.overview(invocation.language)) }
    if let command = Command.named(name) {
      return CommandResult(output: HelpText.page(command, invocation.language))
    }
    let near = Nearness.suggestions(for: name, among: all.map(\.name))
    return CommandResult(Diagnostic(.unknownCommand, at: .argument(name), Phrase(name), near: near))
  }

  private static func runExplainCode(_ invocation: Invocation) -> CommandResult {
    let language = invocation.language
    let id = invocation.arguments.operand(0)
    if id.isEmpty {
      let lines = Code.all.map { $0.id + "  " + template($0).message(language) }
      return CommandResult(output: lines.joined(separator: "\n") + "\n")
    }
    guard let code = Code.named(id) else {
      let family = Code.all.map(\.id).filter { $0.hasPrefix(id.uppercased().prefix(2)) }
      let near = Nearness.suggestions(for: id.uppercased(), among: family)
      return CommandResult(Diagnostic(.unknownCode, at: .argument(id), Phrase(id), near: near))
    }
    let diagnostic = template(code)
    let help = diagnostic.helpText(language).map { Phrase("帮助：", "help: ")[language] + $0 }
    let blocks = [Render.brief(diagnostic, language), code.detail[language], help]
    return CommandResult(output: blocks.compactMap { $0 }.joined(separator: "\n\n") + "\n")
  }

  /// A diagnostic of a code with … for what the case at hand fills in.
  private static func template(_ code: Code) -> Diagnostic {
    var diagnostic = Diagnostic(code, at: .nowhere)
    diagnostic.arguments = Array(repeating: "…", count: 9)
    return diagnostic
  }
}

import Diagnostics
import Jifen
import Tables

/// One run of `jifen`: parses the command line, runs the command, writes its files. Texts for the standard
/// streams are left to the caller.
struct CommandRun {
  private(set) var status = ExitStatus.good
  private(set) var output = ""
  private(set) var errors = ""
  /// What follows the output, piece by piece.
  private(set) var pieces: ((_ write: ([UInt8]) -> Void) -> Void)?
  /// Where the time went so far, where that was asked for.
  private var timings: Timings?
  let language: Language
  private let diagnosticsAsJSON: Bool
  private let color: Bool

  /// - Parameter words: the command line without the program's name.
  init(_ words: [String], _ surroundings: Surroundings) {
    let line = ParsedCommandLine(words)
    let arguments = line.arguments
    language = arguments.value("--language").flatMap(Language.init) ?? surroundings.language
    diagnosticsAsJSON = arguments.value("--diagnostics") == "json"
    color =
      switch arguments.value("--color") {
      case "always": true
      case "never": false
      default: surroundings.wantsColor
      }
    if line.diagnostics.hasErrors {
      finish(CommandResult(diagnostics: line.diagnostics))
    } else if arguments.has("--version") {
      finish(CommandResult(output: Version.text))
    } else if let command = line.command {
      run(command, arguments, surroundings)
    } else if arguments.has("--help") {
      finish(CommandResult(output: HelpText.overview(language)))
    } else {
      errors = HelpText.overview(language)
      status = .usage
    }
  }

  private mutating func run(_ command: Command, _ arguments: Arguments, _ surroundings: Surroundings) {
    if arguments.has("--help") {
      return finish(CommandResult(output: HelpText.page(command, language)))
    }
    let files = InputFiles(standardInput: surroundings.standardInput)
    finish(
      command.run(
        Invocation(
          arguments: arguments, language: language, files: files,
          showsProgress: surroundings.errorsOnTerminal,
          patience: surroundings.patience)), files.ledger)
  }

  private mutating func finish(_ result: CommandResult, _ ledger: ReadLedger? = nil) {
    var diagnostics = result.diagnostics
    // `watch` looks at its files itself, and leaves nothing here.
    if let ledger, result.holdsSomething || diagnostics.hasErrors { diagnostics += ledger.changes() }
    if !diagnostics.hasErrors { diagnostics += OutputFiles.write(result) }
    status = ExitStatus(diagnostics, failed: result.failed)
    output = diagnostics.hasErrors ? "" : result.output
    pieces = diagnostics.hasErrors ? nil : result.pieces
    let sorted = diagnostics.sortedByPlace()
    errors =
      diagnosticsAsJSON
      ? Render.json(sorted, language) : Render.terminal(sorted, language, color: color)
    timings = result.timings
  }

  /// What is told at the very end, when output and pieces are written: the times, with that of writing.
  func closing() -> String {
    guard var timings else { return "" }
    timings.mark(.write)
    return TimingsText.render(timings, language)
  }
}

import Diagnostics
import Jifen

/// One command of `jifen`, declared once: parsing, suggestions and every help text come from this value.
struct Command: Sendable {
  let name: String
  let summary: Phrase
  let detail: Phrase
  let operands: [Operand]
  let options: [Option]
  let run: @Sendable (Invocation) -> CommandResult

  /// An argument that is not an option.
  struct Operand: Sendable {
    let name: Phrase
    let meaning: Phrase
    var isOptional = false
    var repeats = false

    /// As a usage line writes it: 办法, [数据…].
    func usage(_ language: Language) -> String {
      let text = name[language] + (repeats ? "…" : "")
      return isOptional ? "[" + text + "]" : text
    }
  }

  struct Option: Sendable {
    /// With its dashes: --format.
    let name: String
    /// With its dash: -o.
    var short: String?
    /// The name of its value; nil for a switch.
    var value: Phrase?
    /// The values it may have; empty where any text will do.
    var choices: [String] = []
    var repeats = false
    let meaning: Phrase

    /// As help writes it: -o, --output FILE.
    func usage(_ language: Language) -> String {
      let head = (short.map { $0 + ", " } ?? "") + name
      let shown = choices.isEmpty ? value?[language] : choices.joined(separator: "|")
      return shown.map { head + " " + $0 } ?? head
    }
  }

  /// All commands, in the order of the help page.
  static let all: [Command] = [
    .score, .verify, .report, .bulletin, .watch, .check, .test, .explain, .compare, .sweep, .sensitivity,
    .reach,
    .audit, .fit, .bounds, .figures, .sql, .format, .new, .explainCode, .help, .version,
  ]

  static func named(_ name: String) -> Command? { all.first { $0.name == name } }

  /// Options that every command takes.
  static let commonOptions: [Option] = [
    Option(
      name: "--language", value: Phrase("语言", "LANGUAGE"), choices: ["zh", "en"],
      meaning: Phrase(
        "说明和诊断用的语言；不写时按系统语言，系统没有说的用中文",
        "language of texts and diagnostics; by default the locale's, Chinese where it is silent")),
    Option(
      name: "--diagnostics", value: Phrase("格式", "FORMAT"), choices: ["text", "json"],
      meaning: Phrase("诊断的格式，写到标准错误", "format of the diagnostics on standard error")),
    Option(
      name: "--color", value: Phrase("何时", "WHEN"), choices: ["auto", "always", "never"],
      meaning: Phrase("诊断是否用颜色；auto 只在终端上用", "colours in diagnostics; auto: only on a terminal")),
    Option(name: "--help", short: "-h", meaning: Phrase("显示本命令的说明", "show this command's help")),
  ]

  /// The options it takes, its own first. A command may declare a common option again to say what it means there
  /// (`fmt --language`). Whatever takes tallies takes a workbook's sheets.
  var allOptions: [Option] {
    let takesTallies = operands.contains { $0.name == Operand.tallies.name }
    return options
      + ((takesTallies ? [.sheet] : []) + Self.commonOptions).filter { common in
        !options.contains { $0.name == common.name }
      }
  }
}

/// What a command is called with.
struct Invocation: Sendable {
  let arguments: Arguments
  let language: Language
  let files: InputFiles
  /// Whether a person looks at standard error, and may be told how far a long run has come.
  var showsProgress = false
  /// How a command that goes on and on waits and speaks.
  var patience = Patience()
}

/// What a command leaves behind. Nothing is written before it returns, and nothing but diagnostics where one
/// of them is an error.
struct CommandResult {
  /// For standard output.
  var output = ""
  /// What follows on standard output, too long to be one text: calls its argument with piece after piece.
  var pieces: ((_ write: ([UInt8]) -> Void) -> Void)?
  /// Files to write, whole.
  var files: [OutputFile] = []
  /// Folders that must exist for them.
  var folders: [String] = []
  /// For standard error.
  var diagnostics: [Diagnostic] = []
  /// True where the result itself is a failure (an example that fails, a file not in the layout).
  var failed = false
  /// Where the time went, where that was asked for.
  var timings: Timings?

  /// Whether there is anything to write.
  var holdsSomething: Bool { !output.isEmpty || pieces != nil || !files.isEmpty }

  struct OutputFile: Sendable {
    let path: String
    let bytes: [UInt8]
  }

  init(output: String = "", diagnostics: [Diagnostic] = [], failed: Bool = false) {
    self.output = output
    self.diagnostics = diagnostics
    self.failed = failed
  }

  /// A result that is an error.
  init(_ diagnostic: Diagnostic) {
    diagnostics = [diagnostic]
  }
}

/// How a run ends, as the shell sees it.
enum ExitStatus: Int32, Sendable {
  case good = 0
  /// The method or the data is wrong, or a result could not be written.
  case wrong = 1
  /// The command line itself is wrong.
  case usage = 2

  /// Errors that all point at the command line are errors of usage.
  init(_ diagnostics: [Diagnostic], failed: Bool) {
    let errors = diagnostics.filter { $0.severity == .error }
    let usage = errors.allSatisfy { diagnostic in
      switch diagnostic.place {
      case .argument: true
      case .nowhere, .text, .cell, .file: false
      }
    }
    self = errors.isEmpty ? (failed ? .wrong : .good) : usage ? .usage : .wrong
  }
}

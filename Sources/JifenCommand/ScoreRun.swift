import Diagnostics
import Jifen
import Reports
import Workbooks

/// One scoring of loaded files, as `score` runs it and `verify` runs it again: the result depends on the method, the
/// tallies, the settings, and the invocation's arguments of form and language.
struct ScoreRun {
  let invocation: Invocation
  let method: LoadedMethod
  let tallies: [TallyFile]
  let settings: RunSettings
  /// What the method's own text gave rise to.
  private let found: [Diagnostic]

  init(
    _ invocation: Invocation, _ method: LoadedMethod, _ tallies: [TallyFile], _ settings: RunSettings,
    found: [Diagnostic]
  ) {
    self.invocation = invocation
    self.method = method
    self.tallies = tallies
    self.settings = settings
    self.found = found
  }

  /// The files that it computes from. Cost: reads them.
  var inputs: [ReportedInput] { method.inputs + tallies.compactMap(\.reported) }

  /// Computes the outcome and arranges it.
  func result(_ timings: inout Timings) -> CommandResult {
    var diagnostics = found
    let progress = Progress()
    let line = invocation.showsProgress ? ProgressLine(progress, invocation.language) : nil
    defer { line?.finish() }
    // Live formulas are compiled from every value on the way; anything else needs the outcome alone.
    var run: Run?
    let scored: Outcome?
    if invocation.arguments.has("--formulas") {
      run = Seam.run(method, tallies, settings, &diagnostics)
      scored = run?.outcome
    } else {
      scored = Seam.score(method, tallies, settings, progress: progress, &timings, &diagnostics)
    }
    guard var outcome = scored, !diagnostics.hasErrors else {
      return CommandResult(diagnostics: diagnostics)
    }
    outcome.findings = (diagnostics + outcome.findings).sortedByPlace()
    let source = method.method.source
    let language = invocation.language
    let publisher = OutcomePublisher(invocation, { inputs }) { outcome in
      if let run {
        return FormulaReport(
          run, outcome, method: source, inputs: inputs, version: Version.name, language
        ).workbook()
      }
      return .success(
        WorkbookReport(outcome, method: source, inputs: inputs, version: Version.name, language).workbook())
    }
    return publisher.publish(outcome)
  }

  /// The arguments by which the same result comes out again, once it is known whether it went to a folder.
  func form(inFolder isFolder: Bool) -> Receipt.Form {
    let arguments = invocation.arguments
    let publisher = OutcomePublisher(invocation, []) { _ in
      .success(WorkbookDocument(sheets: [], application: "", footer: ""))
    }
    return Receipt.Form(
      table: arguments.value("--table"), format: publisher.format(inFolder: isFolder).rawValue,
      formulas: arguments.has("--formulas"), folder: isFolder, language: invocation.language)
  }
}

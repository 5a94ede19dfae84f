import Diagnostics
import Jifen
import Reports
import Workbooks

/// The forms in which an outcome can be had.
enum OutcomeFormat: String, CaseIterable, Sendable {
  case text
  case csv
  case json
  case markdown
  case xlsx

  var fileExtension: String {
    switch self {
    case .text: "txt"
    case .csv: "csv"
    case .json: "json"
    case .markdown: "md"
    case .xlsx: "xlsx"
    }
  }

  /// The form that a file's extension asks for.
  init?(path: String) {
    let ending = FileName(path).fileExtension
    guard let format = Self.allCases.first(where: { $0.fileExtension == ending }) else { return nil }
    self = format
  }
}

/// Turns an outcome into a command's result: for standard output, one file, or a folder of files.
struct OutcomePublisher {
  private let invocation: Invocation
  /// The files of the run; reading their digests takes as long as reading them.
  private let inputs: () -> [ReportedInput]
  private let path: String?
  private let workbook: (Outcome) -> Result<WorkbookDocument, ReportFailure>

  /// - Parameter workbook: makes the workbook of an outcome, where one is asked for.
  init(
    _ invocation: Invocation, _ inputs: @escaping () -> [ReportedInput],
    workbook: @escaping (Outcome) -> Result<WorkbookDocument, ReportFailure>
  ) {
    self.invocation = invocation
    self.inputs = inputs
    self.workbook = workbook
    let path = invocation.arguments.value("--output")
    self.path = path == "-" ? nil : path
  }

  init(
    _ invocation: Invocation, _ inputs: [ReportedInput],
    workbook: @escaping (Outcome) -> Result<WorkbookDocument, ReportFailure>
  ) {
    self.init(invocation, { inputs }, workbook: workbook)
  }

  func publish(_ outcome: Outcome) -> CommandResult {
    guard let name = invocation.arguments.value("--table") else { return write(outcome) }
    if let only = outcome.only(table: name) { return write(only) }
    let names = outcome.tables.map(\.name)
    return CommandResult(
      Diagnostic(
        .unknownPublishedTable, at: .argument("--table " + name), Phrase(name), Self.listed(names),
        near: Nearness.suggestions(for: name, among: names)))
  }

  private func write(_ outcome: Outcome) -> CommandResult {
    let isFolder = goesToFolder(outcome)
    let format = format(inFolder: isFolder)
    if invocation.arguments.has("--formulas"), format != .xlsx { return withoutWorkbook }
    if let path, isFolder { return folder(outcome, format, path) }
    return single(outcome, format, path: path)
  }

  private func goesToFolder(_ outcome: Outcome) -> Bool {
    guard let path else { return false }
    let ending = OutcomeFormat(path: path)
    let severalTables = (asked ?? ending) == .csv && ending != .csv && outcome.tables.count > 1
    return path.hasSuffix("/") || invocation.files.isFolder(path) || severalTables
  }

  private var asked: OutcomeFormat? {
    invocation.arguments.value("--format").flatMap { OutcomeFormat(rawValue: $0) }
  }

  /// The form that --format asks for, else the extension of -o.
  func format(inFolder isFolder: Bool) -> OutcomeFormat {
    asked ?? path.flatMap { OutcomeFormat(path: $0) } ?? (isFolder ? .csv : .text)
  }

  private var withoutWorkbook: CommandResult {
    CommandResult(
      Diagnostic(
        .belongsTogether, at: .argument("--formulas"), "--formulas", Phrase("-o 文件.xlsx", "-o FILE.xlsx")))
  }

  /// One text with everything in it; CSV has room for one table only.
  private func single(_ outcome: Outcome, _ format: OutcomeFormat, path: String?) -> CommandResult {
    if format == .csv, outcome.tables.count != 1 {
      let names = outcome.tables.map(\.name)
      let place = Place.argument(path.map { "-o " + $0 } ?? "--format csv")
      guard !names.isEmpty else { return CommandResult(Diagnostic(.nothingPublished, at: place)) }
      return CommandResult(
        Diagnostic(.severalTablesToOneFile, at: place, Self.listed(names), Phrase(String(names.count))))
    }
    if format == .xlsx, path == nil {
      return CommandResult(Diagnostic(.workbookNeedsFile, at: .argument("--format xlsx")))
    }
    if format == .xlsx, let tooLong = tooLong(outcome) { return CommandResult(tooLong) }
    var result = CommandResult()
    // What a report holds is not said twice, except to a tool that reads diagnostics.
    if format == .csv || invocation.arguments.has("--diagnostics") { result.diagnostics = outcome.findings }
    if path == nil, format == .csv, let table = outcome.tables.first, table.rows.isLong {
      result.pieces = { write in CSVReport.render(table, write) }
      return result
    }
    guard let path else {
      result.output = text(outcome, format) ?? ""
      return result
    }
    do throws(ReportFailure) {
      result.files = [.init(path: path, bytes: try bytes(outcome, format))]
    } catch {
      return CommandResult(error.diagnostic)
    }
    return result
  }

  private func folder(_ outcome: Outcome, _ format: OutcomeFormat, _ path: String) -> CommandResult {
    guard !outcome.tables.isEmpty else {
      return CommandResult(Diagnostic(.nothingPublished, at: .argument("-o " + path)))
    }
    if format == .xlsx, let tooLong = tooLong(outcome) { return CommandResult(tooLong) }
    var result = CommandResult(diagnostics: outcome.findings)
    result.folders = [path]
    var owners: [String: String] = [:]
    for table in outcome.tables {
      let name = FileName.safe(table.name) + "." + format.fileExtension
      if let owner = owners[name.lowercased()] {
        result.diagnostics.append(
          Diagnostic(
            .sameFileName, at: .argument("-o " + path), Phrase(owner), Phrase(table.name), Phrase(name)))
      }
      owners[name.lowercased()] = table.name
      let findings = format == .json ? outcome.findings : []
      let only = Outcome(method: outcome.method, tables: [table], lists: [], grades: [], findings: findings)
      do throws(ReportFailure) {
        result.files.append(.init(path: FileName.joined(path, name), bytes: try bytes(only, format)))
      } catch {
        return CommandResult(error.diagnostic)
      }
    }
    return result
  }

  private func bytes(_ outcome: Outcome, _ format: OutcomeFormat) throws(ReportFailure) -> [UInt8] {
    if let text = text(outcome, format) { return Array(text.utf8) }
    return try workbook(outcome).get().bytes()
  }

  /// A report that is a text; nil for a workbook.
  private func text(_ outcome: Outcome, _ format: OutcomeFormat) -> String? {
    let language = invocation.language
    return switch format {
    case .text: TextReport.render(outcome, language)
    case .csv: outcome.tables.first.map(CSVReport.render) ?? ""
    case .json: JSONReport.render(outcome, inputs: inputs(), language)
    case .markdown: MarkdownReport.render(outcome, language)
    case .xlsx: nil
    }
  }

  /// A table with more rows than a sheet has.
  private func tooLong(_ outcome: Outcome) -> Diagnostic? {
    // Title rows and headings take a few.
    let longest = outcome.tables.first { $0.rows.count > WorkbookReport.mostTableRows }
    return longest.map { table in
      Diagnostic(
        .sheetTooLong, at: .argument(path.map { "-o " + $0 } ?? "--format xlsx"), Phrase(table.name),
        Phrase(String(table.rows.count)))
    }
  }

  private static func listed(_ names: [String]) -> Phrase {
    Phrase(
      names.map { "“\($0)”" }.joined(separator: "、"), names.map { "“\($0)”" }.joined(separator: ", "))
  }
}

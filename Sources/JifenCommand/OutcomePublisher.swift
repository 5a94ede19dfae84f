import Diagnostics
import Jifen
import Reports

/// The forms in which an outcome can be had.
enum OutcomeFormat: String, CaseIterable, Sendable {
  case text
  case csv
  case json
  case markdown

  var fileExtension: String {
    switch self {
    case .text: "txt"
    case .csv: "csv"
    case .json: "json"
    case .markdown: "md"
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

  init(_ invocation: Invocation, _ inputs: @escaping () -> [ReportedInput]) {
    self.invocation = invocation
    self.inputs = inputs
    let path = invocation.arguments.value("--output")
    self.path = path == "-" ? nil : path
  }

  init(_ invocation: Invocation, _ inputs: [ReportedInput]) { self.init(invocation) { inputs } }

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
    let asked = invocation.arguments.value("--format").flatMap { OutcomeFormat(rawValue: $0) }
    guard let path else { return single(outcome, asked ?? .text, path: nil) }
    let ending = OutcomeFormat(path: path)
    let format = asked ?? ending
    let severalTables = format == .csv && ending != .csv && outcome.tables.count > 1
    if path.hasSuffix("/") || invocation.files.isFolder(path) || severalTables {
      return folder(outcome, format ?? .csv, path)
    }
    return single(outcome, format ?? .text, path: path)
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
    var result = CommandResult()
    // What a report holds is not said twice, except to a tool that reads diagnostics.
    if format == .csv || invocation.arguments.has("--diagnostics") { result.diagnostics = outcome.findings }
    if path == nil, format == .csv, let table = outcome.tables.first, table.rows.isLong {
      result.pieces = { write in CSVReport.render(table, write) }
      return result
    }
    let text = render(outcome, format)
    if let path {
      result.files = [.init(path: path, bytes: Array(text.utf8))]
    } else {
      result.output = text
    }
    return result
  }

  private func folder(_ outcome: Outcome, _ format: OutcomeFormat, _ path: String) -> CommandResult {
    guard !outcome.tables.isEmpty else {
      return CommandResult(Diagnostic(.nothingPublished, at: .argument("-o " + path)))
    }
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
      result.files.append(.init(path: FileName.joined(path, name), bytes: Array(render(only, format).utf8)))
    }
    return result
  }

  private func render(_ outcome: Outcome, _ format: OutcomeFormat) -> String {
    let language = invocation.language
    return switch format {
    case .text: TextReport.render(outcome, language)
    case .csv: outcome.tables.first.map(CSVReport.render) ?? ""
    case .json: JSONReport.render(outcome, inputs: inputs(), language)
    case .markdown: MarkdownReport.render(outcome, language)
    }
  }

  private static func listed(_ names: [String]) -> Phrase {
    Phrase(
      names.map { "“\($0)”" }.joined(separator: "、"), names.map { "“\($0)”" }.joined(separator: ", "))
  }
}

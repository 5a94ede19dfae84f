import Diagnostics

/// What is found while one file is read: the first errors, and how many more there are.
struct TableFindings {
  let name: String
  /// The sheet that is being read, of a workbook.
  var sheet: String?
  private let limit: Int
  private var shown: [Diagnostic] = []
  private var hidden = 0
  private(set) var hasErrors = false

  init(name: String, limit: Int) {
    self.name = name
    self.limit = limit
  }

  /// Notes something about the whole file.
  mutating func add(_ code: Code, _ arguments: Phrase...) {
    add(at: whole, code, arguments)
  }

  /// The same with advice of its own.
  mutating func add(_ code: Code, help: Phrase?, _ arguments: Phrase...) {
    add(at: whole, code, arguments, help: help)
  }

  /// Notes something about a row (`column` 0) or a cell; both count from 1.
  mutating func add(
    _ code: Code, row: Int, column: Int = 0, header: String = "", text: String = "", help: Phrase? = nil,
    _ arguments: Phrase...
  ) {
    add(
      at: .cell(file: name, sheet: sheet, row: row, column: column, header: header, text: text), code,
      arguments, help: help)
  }

  mutating func add(at place: Place, _ code: Code, _ arguments: [Phrase], help: Phrase? = nil) {
    if code.severity == .error { hasErrors = true }
    guard shown.count < limit else {
      hidden += 1
      return
    }
    var diagnostic = Diagnostic(code, at: place, help: help)
    diagnostic.arguments = arguments
    shown.append(diagnostic)
  }

  /// All that is shown, with a last line for the rest.
  var diagnostics: [Diagnostic] {
    guard hidden > 0 else { return shown }
    return shown + [Diagnostic(.moreFileErrors, at: whole, Phrase(String(hidden)))]
  }

  /// The file, or the sheet that is being read.
  private var whole: Place {
    sheet.map { .cell(file: name, sheet: $0, row: 0, column: 0, header: "", text: "") } ?? .file(name)
  }
}

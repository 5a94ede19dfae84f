import Diagnostics
import Tables

/// By what a result can be computed again and compared: digests of the method, of what it is based on, of its
/// tables and of the result, the program's version, and the arguments that the result depends on.
///
/// A receipt vouches for nothing by itself: who can change the files can write another one. It is worth as much as
/// the place where it, or its own digest, is kept.
public struct Receipt: Hashable, Sendable {
  public var run: RunRecord
  /// Where each input of `run` lies, from the receipt's folder.
  public var places: [String]
  public var form: Form
  /// The files of the result, or standard output.
  public var results: [Result]

  /// The arguments beside the figures that shape the result.
  public struct Form: Hashable, Sendable {
    /// The name of the one published table; nil for all.
    public var table: String?
    /// csv, json …
    public var format: String
    /// Whether a workbook computes by itself.
    public var formulas: Bool
    /// Whether each published table has a file of its own.
    public var folder: Bool
    public var language: Language

    public init(table: String?, format: String, formulas: Bool, folder: Bool, language: Language) {
      self.table = table
      self.format = format
      self.formulas = formulas
      self.folder = folder
      self.language = language
    }
  }

  public struct Result: Hashable, Sendable {
    /// From the receipt's folder; nil for standard output.
    public var path: String?
    public var sha256: String

    public init(path: String?, bytes: [UInt8]) {
      self.path = path
      sha256 = SHA256.hex(bytes)
    }

    init(path: String?, sha256: String) {
      self.path = path
      self.sha256 = sha256
    }
  }

  public init(run: RunRecord, places: [String], form: Form, results: [Result]) {
    self.run = run
    self.places = places
    self.form = form
    self.results = results
  }

  /// The number of the layout that `document` writes and `read` takes.
  static let layout = 1

  /// The receipt as a file: one JSON object with keys in a stable order.
  public func document() -> String {
    JSONValue.object([
      (Key.layout, .whole(Self.layout)),
      (Key.program, .text(run.version)),
      (
        Key.arguments,
        .object([
          (Key.variant, JSONValue(run.variant)),
          (Key.settings, .array(run.settings.map(JSONValue.text))),
          (Key.table, JSONValue(form.table)),
          (Key.format, .text(form.format)),
          (Key.formulas, .truth(form.formulas)),
          (Key.folder, .truth(form.folder)),
          (Key.language, .text(form.language.rawValue)),
        ])
      ),
      (Key.inputs, .array(zip(run.inputs, places).map { Self.value($0, $1) })),
      (
        Key.results,
        .array(
          results.map { .object([(Key.path, JSONValue($0.path)), (Key.sha256, .text($0.sha256))]) })
      ),
    ]).document()
  }

  private static func value(_ input: ReportedInput, _ place: String) -> JSONValue {
    var members: [(key: String, value: JSONValue)] = []
    switch input.role {
    case .method, nil: members.append((Key.role, .text(Key.method)))
    case .base: members.append((Key.role, .text(Key.base)))
    case .table(let name, let sheet):
      members += [(Key.role, .text(Key.table)), (Key.table, .text(name)), (Key.sheet, JSONValue(sheet))]
    }
    return .object(
      members + [(Key.path, .text(place)), (Key.name, .text(input.path)), (Key.sha256, .text(input.sha256))])
  }

  /// The keys of the file, and the words that stand for roles.
  enum Key {
    static let layout = "receipt"
    static let program = "program"
    static let arguments = "arguments"
    static let variant = "variant"
    static let settings = "set"
    static let table = "table"
    static let format = "format"
    static let formulas = "formulas"
    static let folder = "folder"
    static let language = "language"
    static let inputs = "inputs"
    static let role = "role"
    static let method = "method"
    static let base = "base"
    static let sheet = "sheet"
    static let path = "path"
    static let name = "name"
    static let sha256 = "sha256"
    static let results = "results"
  }
}

/// How much a diagnostic weighs. Errors stop a run; the others are reported beside its result.
public enum Severity: String, Sendable, Comparable {
  case error
  case warning
  case note

  public static func < (left: Severity, right: Severity) -> Bool { left.order < right.order }

  private var order: Int {
    switch self {
    case .error: 0
    case .warning: 1
    case .note: 2
    }
  }
}

/// One entry of the table of diagnostic codes: a stable code and its texts.
///
/// `message` and `help` are templates; `{0}`, `{1}` … stand for the arguments of a diagnostic.
/// `detail` is the long form that `jifen explain-code` prints.
public struct Code: Hashable, Sendable {
  public let id: String
  public let severity: Severity
  public let message: Phrase
  public let help: Phrase?
  public let detail: Phrase

  public init(_ id: String, _ severity: Severity, _ message: Phrase, help: Phrase? = nil, detail: Phrase) {
    self.id = id
    self.severity = severity
    self.message = message
    self.help = help
    self.detail = detail
  }

  public static func == (left: Code, right: Code) -> Bool { left.id == right.id }
  public func hash(into hasher: inout Hasher) { hasher.combine(id) }
}

/// Where a diagnostic points.
public enum Place: Hashable, Sendable {
  case nowhere
  /// A span of a method file.
  case text(SourceText, Span)
  /// A cell of an input table. `row` counts as a spreadsheet does: the header is row 1 where it is the
  /// file's first line; `column` counts from 1, 0 where the whole row is meant. `sheet` is the sheet of a
  /// workbook, nil in a text file; row and column 0 mean the whole sheet.
  case cell(file: String, sheet: String? = nil, row: Int, column: Int, header: String, text: String)
  case file(String)
  /// An argument of the command line, as it was given.
  case argument(String)
}

/// What is wrong or worth knowing: a code of the table, a place, and the data that the texts speak of.
public struct Diagnostic: Hashable, Sendable {
  public var code: Code
  public var place: Place
  public var arguments: [Phrase]
  /// Near names, best first; shown as "did you mean".
  public var near: [String]
  /// Replaces the code's own help text where the case at hand allows a better one.
  public var help: Phrase?
  /// Other places that belong to it ("first defined here").
  public var related: [Related]

  public struct Related: Hashable, Sendable {
    public let place: Place
    public let label: Phrase

    public init(_ place: Place, _ label: Phrase) {
      self.place = place
      self.label = label
    }
  }

  public init(
    _ code: Code, at place: Place, _ arguments: Phrase..., near: [String] = [], help: Phrase? = nil,
    related: [Related] = []
  ) {
    self.code = code
    self.place = place
    self.arguments = arguments
    self.near = near
    self.help = help
    self.related = related
  }

  public var severity: Severity { code.severity }

  /// The message in one language, arguments filled in.
  public func message(_ language: Language) -> String {
    Self.fill(code.message[language], arguments.map { $0[language] })
  }

  /// The help text in one language, arguments filled in; nil where the code has none.
  public func helpText(_ language: Language) -> String? {
    (help ?? code.help).map { Self.fill($0[language], arguments.map { $0[language] }) }
  }

  /// Replaces `{n}` by the n-th argument; other braces stay. Arguments are never searched again.
  static func fill(_ template: String, _ arguments: [String]) -> String {
    let bytes = Array(template.utf8)
    guard var open = bytes.firstIndex(of: UInt8(ascii: "{")) else { return template }
    var result = Array(bytes[..<open])
    while true {
      let after = open + 1
      if let close = bytes[after...].firstIndex(of: UInt8(ascii: "}")),
        let index = Int(String(decoding: bytes[after..<close], as: UTF8.self)),
        arguments.indices.contains(index)
      {
        result += arguments[index].utf8
        open = close + 1
      } else {
        result.append(bytes[open])
        open = after
      }
      let next = bytes[open...].firstIndex(of: UInt8(ascii: "{"))
      result += bytes[open..<(next ?? bytes.count)]
      guard let next else { return String(decoding: result, as: UTF8.self) }
      open = next
    }
  }
}

extension [Diagnostic] {
  public var hasErrors: Bool { contains { $0.severity == .error } }
}

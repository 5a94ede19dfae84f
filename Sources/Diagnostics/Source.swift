/// A half-open range of UTF-8 offsets in one source text. Lines and columns exist only in renderers.
public struct Span: Hashable, Sendable {
  public let start: UInt32
  public let end: UInt32

  public init(_ start: Int, _ end: Int) {
    self.start = UInt32(clamping: start)
    self.end = UInt32(clamping: max(start, end))
  }

  /// The smallest span that covers both.
  public func joined(_ other: Span) -> Span {
    Span(Int(min(start, other.start)), Int(max(end, other.end)))
  }

  public static let empty = Span(0, 0)
}

/// A method file as it was read: its name (as the user gave it) and its bytes.
public struct SourceText: Hashable, Sendable {
  public let name: String
  public let bytes: [UInt8]

  public init(name: String, bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
  }

  public init(name: String, text: String) {
    self.init(name: name, bytes: Array(text.utf8))
  }

  /// The bytes are compared where names agree, and never hashed: every diagnostic holds its source.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(name)
    hasher.combine(bytes.count)
  }

  /// The text of a span; offsets past the end are cut.
  public func text(_ span: Span) -> String {
    let start = min(Int(span.start), bytes.count)
    let end = min(Int(span.end), bytes.count)
    return String(decoding: bytes[start..<end], as: UTF8.self)
  }
}

/// The two languages that texts for users are written in.
public enum Language: String, Sendable, CaseIterable {
  case chinese = "zh"
  case english = "en"
}

/// A text in both languages. A literal stands for the same words in both (a name, a number).
public struct Phrase: Hashable, Sendable, ExpressibleByStringInterpolation {
  public let chinese: String
  public let english: String

  public init(_ chinese: String, _ english: String) {
    self.chinese = chinese
    self.english = english
  }

  public init(_ same: String) {
    self.init(same, same)
  }

  public init(stringLiteral value: String) {
    self.init(value, value)
  }

  public subscript(language: Language) -> String {
    switch language {
    case .chinese: chinese
    case .english: english
    }
  }
}

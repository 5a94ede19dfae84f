import Diagnostics

/// A token of a method file. `text` is normalised: full-width letters, digits and punctuation as their ASCII
/// twins, quotes removed; the span covers what was written.
public struct Token: Sendable {
  public enum Kind: Hashable, Sendable {
    case word
    case keyword(Keyword)
    /// A decimal number; `isPercent` where % follows.
    case number(isPercent: Bool)
    /// “…”: a label, a title, a reason.
    case string
    /// 「…」 or `…`: a name that is not a plain word.
    case quotedName
    /// 每条, 每次, 每月: the measure word or period is `text`.
    case each
    case mark(Mark)
  }

  public let kind: Kind
  public let text: String
  public let span: Span

  init(_ kind: Kind, _ text: String, _ span: Span) {
    self.kind = kind
    self.text = text
    self.span = span
  }
}

/// Punctuation and operators.
public enum Mark: String, Sendable, CaseIterable {
  case colon = ":"
  case comma = ","
  case semicolon = ";"
  /// 、 or |
  case listSeparator = "|"
  case openParenthesis = "("
  case closeParenthesis = ")"
  case plusSign = "+"
  case minusSign = "-"
  case timesSign = "*"
  case divideSign = "/"
  case equal = "="
  case notEqual = "≠"
  case greaterOrEqual = "≥"
  case lessOrEqual = "≤"
  case greater = ">"
  case less = "<"
  case dot = "."
  /// — in a points table: no such combination.
  case dash = "—"
  /// ＼ in the corner of a points table.
  case corner = "\\"
  /// { and } around what is computed in the text of a bulletin.
  case openHole = "{"
  case closeHole = "}"

  /// The spelling for print.
  public func spelling(_ language: Language) -> String {
    switch language {
    case .english: rawValue
    case .chinese:
      switch self {
      case .colon: "："
      case .comma: "，"
      case .semicolon: "；"
      case .listSeparator: "、"
      case .openParenthesis: "（"
      case .closeParenthesis: "）"
      case .timesSign: "×"
      case .divideSign: "÷"
      case .corner: "＼"
      case .plusSign, .minusSign, .equal, .notEqual, .greaterOrEqual, .lessOrEqual, .greater, .less, .dot,
        .dash, .openHole, .closeHole:
        rawValue
      }
    }
  }
}

/// A comment, kept for the formatter.
public struct Comment: Sendable {
  /// Without the #, trimmed.
  public let text: String
  public let span: Span
  /// Index of the token it stands before; the end of file for comments at the foot.
  public let beforeToken: Int
  /// Whether it has its line for itself.
  public let ownLine: Bool
  public let indent: Int
}

/// A logical line: a run of tokens with the indentation of its first one, and the lines indented below it.
public struct Line: Sendable {
  public let tokens: Range<Int>
  public let indent: Int
  public internal(set) var children: [Line]
}

/// A method file as tokens and lines.
public struct TokenizedSource: Sendable {
  public let source: SourceText
  public let tokens: [Token]
  public let comments: [Comment]
  public let lines: [Line]
  /// Measure words that the tables introduce.
  public let measures: Set<String>

  /// Tokens as they were written, with one space for every gap between them.
  func written(_ range: Range<Int>) -> String {
    var text = ""
    for index in range {
      if index > range.lowerBound, tokens[index - 1].span.end < tokens[index].span.start { text += " " }
      text += source.text(tokens[index].span)
    }
    return text
  }
}

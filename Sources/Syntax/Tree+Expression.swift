import Diagnostics

/// A name as written, without quotes.
public struct Name: Hashable, Sendable {
  public var text: String
  public var span: Span

  public init(_ text: String, _ span: Span) {
    self.text = text
    self.span = span
  }
}

/// A number with what follows it: 5 分, 36 条, 25%, 3 倍. `open` is a figure that the source leaves open.
public struct Literal: Hashable, Sendable {
  /// Decimal digits with at most one point, a sign in front where negative; nil for 未定.
  public var digits: String?
  /// Canonical Chinese measure word.
  public var measure: String?
  public var isPercent: Bool
  public var openReason: String?
  public var span: Span

  public init(digits: String?, measure: String?, isPercent: Bool, openReason: String?, span: Span) {
    self.digits = digits
    self.measure = measure
    self.isPercent = isPercent
    self.openReason = openReason
    self.span = span
  }
}

/// A column, parameter or definition: a name, or table.column, or column.field.
public struct NameReference: Hashable, Sendable {
  public var name: Name
  public var member: Name?

  public init(name: Name, member: Name?) {
    self.name = name
    self.member = member
  }

  public var span: Span { member.map { name.span.joined($0.span) } ?? name.span }
  public var text: String { member.map { name.text + "." + $0.text } ?? name.text }
}

/// A period of the calendar as it is written to be compared with: 3月, 第一季度, 2024年上半年, 2024年.
public struct PeriodLiteral: Hashable, Sendable {
  /// nil where the period of the method tells it.
  public var year: Int?
  /// Its length: 1, 3, 6 or 12.
  public var months: Int
  /// Which one of the year, from 1.
  public var ordinal: Int
  public var span: Span

  public init(year: Int?, months: Int, ordinal: Int, span: Span) {
    self.year = year
    self.months = months
    self.ordinal = ordinal
    self.span = span
  }

  /// The quarter or half-year that a word names, without a year.
  public static func named(_ word: String) -> (months: Int, ordinal: Int)? {
    index.value(of: word).map { (table[$0].months, table[$0].ordinal) }
  }

  /// Whether a word names a quarter or a half-year.
  static func isName(_ word: String) -> Bool { index.contains(word) }

  /// Quarters and half-years with the words that name them.
  private static let table: [(months: Int, ordinal: Int, words: String)] = [
    (6, 1, "上半年 first_half"), (6, 2, "下半年 second_half"), (3, 1, "第一季度 一季度 first_quarter"),
    (3, 2, "第二季度 二季度 second_quarter"), (3, 3, "第三季度 三季度 third_quarter"),
    (3, 4, "第四季度 四季度 fourth_quarter"),
  ]

  /// Their words, by the row.
  private static let index: WordIndex = {
    var index = WordIndex(capacity: 3 * table.count)
    for (row, period) in table.enumerated() {
      for word in WordIndex.words(period.words) { index.insert(word, row) }
    }
    return index
  }()
}

public enum ComparisonSign: Hashable, Sendable {
  case less
  case lessOrEqual
  case equal
  case notEqual
  case greaterOrEqual
  case greater
}

public enum BinaryOperator: Hashable, Sendable {
  case plus
  case minus
  case times
  case divide
  case and
  case or
}

/// A clause or part, or a run of clauses (（二）至（四）).
public struct LabelReference: Hashable, Sendable {
  public var isPart: Bool
  public var first: Name
  public var last: Name?
  public var span: Span
}

public struct CallArgument: Hashable, Sendable {
  public enum Role: Hashable, Sendable {
    case value
    case condition
    /// 按 keys
    case keys([Name])
  }

  public var role: Role
  /// The expression; for keys a name that is never read.
  public var expression: Expression

  public init(role: Role, expression: Expression) {
    self.role = role
    self.expression = expression
  }
}

public indirect enum Expression: Hashable, Sendable {
  case literal(Literal)
  case name(NameReference)
  /// A date: year, month, day; or a month without day.
  case date(year: Int, month: Int, day: Int?, Span)
  /// A period written with digits, to compare with: 3月, 第 1 季度, 2024年上半年.
  case period(PeriodLiteral)
  case labelled(LabelReference)
  /// A built-in name: 各条款之和, 名次, 全空 …
  case builtin(Keyword, Span)
  case call(function: Name, keyword: Keyword?, arguments: [CallArgument], Span)
  case negated(Expression, Span)
  case not(Expression, Span)
  case binary(BinaryOperator, Expression, Expression)
  case comparison(ComparisonSign, Expression, Expression, word: Keyword?)
  /// 为 A、B / 不为 A、B
  case membership(Expression, [Expression], isNegated: Bool)
  /// 为空 / 非空
  case blankness(Expression, isNegated: Bool, Span)
  case between(Expression, Expression, Expression)
  case conditional(condition: Expression, then: Expression, otherwise: Expression, Span)

  /// Whether it can only be true or false.
  public var isTest: Bool {
    switch self {
    case .comparison, .membership, .blankness, .between, .not: true
    case .binary(let sign, let left, _): (sign == .and || sign == .or) && left.isTest
    case .literal, .name, .date, .period, .labelled, .builtin, .call, .negated, .conditional: false
    }
  }

  public var span: Span {
    switch self {
    case .literal(let literal): literal.span
    case .name(let reference): reference.span
    case .date(_, _, _, let span), .builtin(_, let span), .call(_, _, _, let span),
      .conditional(_, _, _, let span):
      span
    case .labelled(let reference): reference.span
    case .period(let literal): literal.span
    case .negated(let inner, let span), .not(let inner, let span): span.joined(inner.span)
    case .binary(_, let left, let right), .comparison(_, let left, let right, _): left.span.joined(right.span)
    case .membership(let inner, let options, _): options.reduce(inner.span) { $0.joined($1.span) }
    case .blankness(let inner, _, let span): inner.span.joined(span)
    case .between(let inner, _, let high): inner.span.joined(high.span)
    }
  }
}

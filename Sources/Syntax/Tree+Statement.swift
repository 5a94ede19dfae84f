import Diagnostics

/// A parsed method file.
public struct MethodFile: Sendable {
  public var tokenized: TokenizedSource
  public var statements: [Statement]
  /// What each token was read as, for the formatter and translation.
  public var roles: [TokenRole]
  public var layout = Layout()
  /// What could not be read.
  public var lost = LostText()

  public var source: SourceText { tokenized.source }
}

/// What the parser read a token as.
public enum TokenRole: Hashable, Sendable {
  case plain
  /// A keyword, to be spelled in the wanted language.
  case keyword(Keyword)
  /// A measure word after a number or each; plural where the number is not 1.
  case measure(plural: Bool)
  /// A word of a closed list (kinds of columns, tie styles, functions, periods).
  case word(ClosedWord)
  case name
  /// A minus that belongs to the number behind it.
  case sign
  /// A word right behind the number before it: 2024年5月.
  case tight
  /// Part of a run of words that stands as it was written, such as a clause's title.
  case verbatim
  /// A word that opens or closes a condition (若, 的, 则, 之间): the layout says what to print in its place.
  case hinge
}

public enum Statement: Sendable {
  case method(Name, Span)
  case source([Name], Span)
  case period(PeriodStatement)
  case based(Name, Span)
  case repeal(Keyword, Name, Span)
  case table(TableStatement)
  case parameter(ParameterStatement)
  case part(Part)
  case clause(Clause)
  case notScored(label: Name, reason: Name, Span)
  case definition(Definition)
  case rank(RankStatement)
  case grade(GradeStatement)
  case list(ListStatement)
  case publish(PublishStatement)
  case bulletin(BulletinStatement)
  case check(CheckStatement)
  case variant(VariantStatement)
  case example(ExampleStatement)
}

public struct PeriodStatement: Sendable {
  public var first: (year: Int, month: Int?)
  public var last: (year: Int, month: Int?)
  public var unit: Name?
  public var span: Span
}

public struct TableStatement: Sendable {
  public var name: Name
  /// What a row is: the words after 每行, cut at 一 / 一个.
  public var rowWords: [Name]
  public var blank: Literal?
  public var columns: [ColumnLine]
  public var span: Span
}

public struct ColumnLine: Sendable {
  public enum Kind: Hashable, Sendable {
    case name, nameList, id, text, choice, rankedChoice, yesNo, date, percent, number
    case period(ClosedWord)
    /// A measure word (条, 分, 元 …), canonical.
    case measure(String)
  }

  public enum Blank: Hashable, Sendable {
    case stands(String)
    case optional
  }

  public struct Bound: Hashable, Sendable {
    public var low: Expression?
    public var lowIsStrict: Bool
    public var high: Expression?
    public var highIsStrict: Bool
    public var span: Span
  }

  public var names: [Name]
  public var kind: Kind
  public var options: [Name]
  public var blank: Blank?
  public var bounds: [Bound]
  public var isDated: Bool
  public var headers: [Name]
  public var aliases: [(alias: Name, name: Name)]
  public var notation: Name?
  public var assumptions: [Assumption]
  public var span: Span
}

public struct ParameterStatement: Sendable {
  public struct Row: Sendable {
    public var keys: [Name]
    /// nil: 无, no value for these.
    public var value: Expression?
    public var span: Span
  }

  public var name: Name
  public var value: Expression?
  public var keys: [NameReference]
  public var rows: [Row]
  public var grid: PointsGrid?
  public var assumptions: [Assumption]
  public var span: Span
}

public struct Part: Sendable {
  public var head: ClauseHead
  public var clauses: [Clause]
  public var span: Span
}

public struct Definition: Sendable {
  public var name: Name
  public var value: Expression
  public var keys: [Name]
  public var assumptions: [Assumption]
  public var span: Span
}

public struct OrderKey: Sendable {
  public var value: Expression
  public var descending: Bool
  public var span: Span
}

public struct Exclusion: Sendable {
  public var condition: Expression
  public var reason: Name
}

public struct RankStatement: Sendable {
  public var name: Name?
  public var inGroup: Bool
  public var keysBy: [Name]
  public var condition: Expression?
  public var order: [OrderKey]
  public var ties: ClosedWord?
  public var unranked: [Expression]
  public var span: Span
}

public struct GradeStatement: Sendable {
  public enum Test: Sendable {
    case condition(Expression)
    case first(Expression)
    case vetoed
    case rest
  }

  public struct Row: Sendable {
    public var grade: Name
    public var test: Test
    public var span: Span
  }

  public var name: Name?
  public var inGroup: Bool
  public var keysBy: [Name]
  /// 限: the units that are graded at all.
  public var condition: Expression?
  public var rows: [Row]
  public var span: Span
}

public struct ListStatement: Sendable {
  public enum Pick: Sendable {
    case first(Expression)
    case last(Expression)
    case holding(Expression)
  }

  public var name: Name
  public var inGroup: Bool
  public var keysBy: [Name]
  public var condition: Expression?
  public var pick: Pick
  public var exclusions: [Exclusion]
  public var fills: Bool
  public var ties: ClosedWord?
  public var span: Span
}

public struct PublishColumn: Sendable {
  public var value: Expression
  public var isPercent: Bool
  public var rounding: (keyword: Keyword, digits: Int)?
  /// nil value: an absent one.
  public var substitutions: [(value: Literal?, text: String)]
  public var header: Name?
  public var span: Span
}

public struct PublishStatement: Sendable {
  public enum Grouping: Hashable, Sendable {
    case none, sections, split
  }

  public var name: Name?
  public var grouping: Grouping
  public var condition: Expression?
  public var keysBy: [Name]
  public var order: [OrderKey]
  public var columns: [PublishColumn]
  public var span: Span
}

public struct CheckStatement: Sendable {
  public var name: Name?
  public var condition: Expression
  public var exceptions: [Exclusion]
  public var span: Span
}

public struct VariantStatement: Sendable {
  public struct Override: Sendable {
    public var address: [AddressToken]
    public var value: Expression
    public var span: Span
  }

  public var name: Name
  public var overrides: [Override]
  public var span: Span
}

/// A word of an address as written: matched against figures by text, keywords in either language.
public enum AddressToken: Hashable, Sendable {
  case text(String)
  case keyword(Keyword)
}

public struct ExampleStatement: Sendable {
  public struct Given: Sendable {
    public var table: Name
    /// Column and cell text as a file would hold it.
    public var cells: [(column: Name, text: String)]
    /// So many equal rows; nil: one.
    public var count: Literal?
    /// One row in each of these periods.
    public var each: ClosedWord?
    public var span: Span
  }

  public struct Expected: Sendable {
    public enum Value: Sendable {
      case literal(Literal)
      /// A formula, reckoned with the example's own rows.
      case formula(Expression)
      case text(Name)
      case absent
      case truth(Bool)
      /// 在 名单“表扬”. The value of the expectation is the list's name and never read.
      case listed(Name, isNegated: Bool)
    }

    public var unit: Name?
    public var period: Name?
    public var value: Expression
    public var result: Value
    public var span: Span
  }

  public var name: Name
  /// The variant whose figures the example runs with.
  public var variant: Name?
  public var given: [Given]
  public var expected: [Expected]
  public var span: Span
}

import Diagnostics

/// 得, 加, 扣, 另加, 另扣: which way points go, and whether they come on top of the original ones.
public enum PointSign: Hashable, Sendable {
  case give
  case plus
  case minus
  case also
  case alsoMinus

  public var isNegative: Bool { self == .minus || self == .alsoMinus }
  public var isAddition: Bool { self == .also || self == .alsoMinus }
}

public struct Assumption: Hashable, Sendable {
  public var text: String
  public var span: Span
}

/// Label, title and modifiers of a clause or part.
public struct ClauseHead: Hashable, Sendable {
  public var label: Name
  public var title: String
  public var conditions: [Expression] = []
  /// 满分, 不超过 (caps) and 不低于 (floors).
  public var bounds: [HeadBound] = []
  public var untilZero: Span?
  public var assumptions: [Assumption] = []
  public var span: Span
}

public struct HeadBound: Hashable, Sendable {
  public var keyword: Keyword
  public var isCap: Bool
  public var amount: Expression
  public var span: Span
}

public struct Clause: Sendable {
  public var head: ClauseHead
  public var items: [ClauseItem]
}

public enum ClauseItem: Sendable {
  case line(ClauseLine)
  case grid(PointsGrid)
  case definition(Definition)
  case rank(RankStatement)
  case grade(GradeStatement)
  case list(ListStatement)
}

/// One line: branches that exclude one another (…的，…；否则 …).
public struct ClauseLine: Sendable {
  public var branches: [Branch]
  public var span: Span
}

public struct Branch: Sendable {
  public enum Guard: Hashable, Sendable {
    case condition(Expression)
    /// 超过 36 条 的部分: the condition holds, and 每… counts what lies beyond.
    case beyond(Expression)
    case otherwise(Span)
  }

  /// 每月 before the condition: the period by which it is looked at.
  public var period: String?
  public var test: Guard?
  public var acts: [Act]
  public var span: Span
}

/// What an act ranges over, where it does not range over its default.
public enum Scope: Hashable, Sendable {
  case wholeYear
  case thisItem
  case thisPeriod
  case thisPart
  /// 每月, 每季 …
  case eachPeriod(String)
  /// 每个 指标
  case eachKey(Name)
  case labels([LabelReference])
  /// 连同 …: this clause and those
  case together([LabelReference])
}

public struct Act: Sendable {
  public var scopes: [Scope]
  public var kind: Kind
  public var assumptions: [Assumption] = []
  public var span: Span

  public init(scopes: [Scope], kind: Kind, assumptions: [Assumption] = [], span: Span) {
    self.scopes = scopes
    self.kind = kind
    self.assumptions = assumptions
    self.span = span
  }

  public enum Step: Hashable, Sendable {
    case proportional
    case wholeOnly
    case partCounts
  }

  public enum Kind: Sendable {
    /// 得 / 加 / 扣 / 另加 / 另扣 amount
    case give(PointSign, Expression)
    /// subject 每条 amount; no subject: the records themselves, or what lies beyond.
    case each(Expression?, measure: String?, PointSign, Expression)
    /// subject 每 10 条 加 1 分 满步
    case perStep(Expression?, step: Literal, PointSign, Expression, Step?)
    /// 每缺 / 每超 n amount; `pair` where written out (x 比 y 每高 …).
    case gap(pair: (Expression, Expression)?, isShort: Bool, step: Literal, PointSign, Expression, Step?)
    case proRata(PointSign, Expression)
    /// subject 另加 3 倍
    case addition(Expression, PointSign, Expression)
    /// subject：a 5 分、b 4 分
    case map(Expression, PointSign?, [MapEntry])
    /// subject：满 50 件 2 分、…
    case tiers(Expression, [Tier])
    /// subject：第 1 次 扣 1 分、…
    case escalating(Expression, [Occurrence], onwards: Onwards?, prior: Expression?)
    case times(Expression)
    case instead(Expression)
    /// 记 0 分; `target` for 总分 记 59 分.
    case counts(target: NameReference?, Expression)
    case drop
    case cap(Expression, isMost: Bool)
    /// `isMost`: written 最多 扣.
    case floor(Expression, isMost: Bool)
    case untilZero
    case veto(Name)
    case keep(keys: [NameReference], KeepAct)
    case share(Expression, ShareRule)
    /// 级别 低一级: the record is scored as if the column said one level lower (−1) or higher (1).
    case shift(Expression, Int)
    /// A figure that the source leaves open for the whole line.
    case open(Literal)
    /// 暂按 alone.
    case assumption
  }

  public enum KeepAct: Hashable, Sendable {
    case highest
    case once
    /// by: nil is the record's points; 原分 its points before add-ons.
    case top(by: Expression?, n: Expression?)
  }

  public enum ShareRule: Hashable, Sendable {
    case equally
    case inFull
    case weights([Literal])
    /// 记给: away from the record's own unit, to those of the column.
    case credited
  }

  public enum Onwards: Sendable {
    case doubling(Span)
    case amount(PointSign, Expression)
  }
}

public struct MapEntry: Sendable {
  public var options: [Name]
  public var sign: PointSign?
  public var amount: Expression
}

public struct Tier: Sendable {
  public var sign: ComparisonSign
  public var word: Keyword?
  public var threshold: Expression
  public var pointSign: PointSign?
  public var amount: Expression
  public var span: Span
}

public struct Occurrence: Sendable {
  public var number: Literal
  public var pointSign: PointSign
  public var amount: Expression
  public var span: Span
}

/// A points table: options of two columns, and a figure for each pair.
public struct PointsGrid: Sendable {
  public struct Row: Sendable {
    public var options: [Name]
    /// nil: no such combination (—).
    public var cells: [Expression?]
    public var span: Span
  }

  public var rowSubject: NameReference
  public var columnSubject: NameReference
  public var columns: [[Name]]
  public var rows: [Row]
  public var span: Span
}

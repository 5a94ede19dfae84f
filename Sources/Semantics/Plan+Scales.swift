import Diagnostics

// What a line of a clause is made of beyond its amounts: the tiers, entries, repeats and limits that each take
// effect or do not. Scoring needs none of it; coverage and the method linter speak of nothing else.

/// Tiers of a subject: 满 10 条 2 分、满 20 条 5 分, or the points of places.
public struct TierScale: Sendable {
  public struct Tier: Sendable {
    /// Truth, at the grain of `chain`.
    public var test: NodeID
    /// What the tier gives, at grain one.
    public var amount: NodeID
    /// The tier's condition in the method's words: 满 20 条.
    public var text: String
    public var place: Place

    public init(test: NodeID, amount: NodeID, text: String, place: Place) {
      self.test = test
      self.amount = amount
      self.text = text
      self.place = place
    }
  }

  /// Index in `Plan.lines`.
  public var line: Int
  /// The value that the tiers compare.
  public var subject: NodeID
  public var subjectText: String
  /// The guard of the line; nil where it holds always.
  public var mask: NodeID?
  /// The amount that the tiers come to; absent where the subject is.
  public var chain: NodeID
  /// In the order in which they are tried: the first whose test holds gives the points.
  public var tiers: [Tier]

  /// The tiers as the method prints them: lower bounds are tried from the last.
  public var printedOrder: [Int] {
    guard case .text(_, let first)? = tiers.first?.place, case .text(_, let last)? = tiers.last?.place,
      first.start > last.start
    else { return Array(tiers.indices) }
    return tiers.indices.reversed()
  }

  public init(
    line: Int, subject: NodeID, subjectText: String, mask: NodeID?, chain: NodeID, tiers: [Tier]
  ) {
    self.line = line
    self.subject = subject
    self.subjectText = subjectText
    self.mask = mask
    self.chain = chain
    self.tiers = tiers
  }
}

/// A points table: by the options of one column or of two.
public struct PointsTable: Sendable {
  public struct Entry: Sendable {
    /// The options of the keys, as the method writes them.
    public var texts: [String]
    public var place: Place

    public init(texts: [String], place: Place) {
      self.texts = texts
      self.place = place
    }
  }

  public var line: Int
  /// The columns it is looked up by, in the method's words.
  public var keyTexts: [String]
  public var mask: NodeID?
  /// The look-up; its entries stand in the order of `entries`.
  public var lookup: NodeID
  public var entries: [Entry]

  public init(line: Int, keyTexts: [String], mask: NodeID?, lookup: NodeID, entries: [Entry]) {
    self.line = line
    self.keyTexts = keyTexts
    self.mask = mask
    self.lookup = lookup
    self.entries = entries
  }
}

/// Amounts of the 1st, 2nd … occurrence.
public struct RepeatScale: Sendable {
  /// Occurrences counted at one grain: those of a month, or those without a date.
  public struct Count: Sendable {
    public var count: NodeID
    /// How many came before; nil where counting begins with these.
    public var prior: NodeID?
    public var mask: NodeID?

    public init(count: NodeID, prior: NodeID?, mask: NodeID?) {
      self.count = count
      self.prior = prior
      self.mask = mask
    }
  }

  public var line: Int
  public var counts: [Count]
  /// 第 1 次, 第 2 次 …, in the method's words.
  public var texts: [String]
  /// Whether 以后 … follows.
  public var hasOnwards: Bool

  public init(line: Int, counts: [Count], texts: [String], hasOnwards: Bool) {
    self.line = line
    self.counts = counts
    self.texts = texts
    self.hasOnwards = hasOnwards
  }
}

/// A cap or a floor.
public struct LimitPlan: Sendable {
  public enum Kind: Hashable, Sendable {
    /// 最多, 不超过
    case cap
    /// 满分
    case fullMarks
    /// 不低于
    case floor
    /// 扣完为止
    case untilZero
  }

  public var kind: Kind
  /// The limit in the method's words: 最多 10 分.
  public var text: String
  public var place: Place
  public var line: Int
  /// Whose sum it bounds, and the clauses of that sum; nil: all clauses.
  public var owner: Owner
  public var clauses: [Int]?
  /// The line whose points it bounds, where it bounds one line only.
  public var ofLine: Int?
  /// The sum that is compared, before the limit, at the limit's grain.
  public var total: NodeID
  public var bound: NodeID
  public var mask: NodeID?
  /// Index in `Plan.postings`: what it cuts or fills.
  public var posting: Int

  public init(
    kind: Kind, text: String, place: Place, line: Int, owner: Owner, clauses: [Int]?, ofLine: Int?,
    total: NodeID, bound: NodeID, mask: NodeID?, posting: Int
  ) {
    self.kind = kind
    self.text = text
    self.place = place
    self.line = line
    self.owner = owner
    self.clauses = clauses
    self.ofLine = ofLine
    self.total = total
    self.bound = bound
    self.mask = mask
    self.posting = posting
  }
}

import Diagnostics
import Exact

/// A figure of the method: a constant with an address, as `--set`, variants, sweeps and fits name it.
public struct Figure: Sendable {
  /// Label, subject and role, as words: “（五）” 另加; 年目标 乡镇街道. Unique within a method.
  public var address: [AddressWord]
  /// The written value; nil where the method leaves it open (未定).
  public var value: Rational?
  /// Why it is open, in the method's words.
  public var openReason: String?
  public var measure: Measure
  /// Whether it was written as a share: with a percent sign, or in percentage points.
  public var isPercent: Bool
  /// Whether it was written in percentage points (5 个百分点 is 0.05).
  public var isPoint: Bool
  public var place: Place

  public init(
    address: [AddressWord], value: Rational?, openReason: String?, measure: Measure, isPercent: Bool,
    isPoint: Bool = false, place: Place
  ) {
    self.address = address
    self.value = value
    self.openReason = openReason
    self.measure = measure
    self.isPercent = isPercent
    self.isPoint = isPoint
    self.place = place
  }
}

/// A word of an address: a clause label, a name of the method, or a keyword (spelled by language).
public enum AddressWord: Hashable, Sendable {
  case label(String)
  case name(String)
  case keyword(Phrase)
}

public struct PartInfo: Sendable {
  public var label: String
  public var title: String
  /// The part's score at unit grain; nil where no line of it can give points.
  public var total: NodeID?
  public var place: Place

  public init(label: String, title: String, total: NodeID?, place: Place) {
    self.label = label
    self.title = title
    self.total = total
    self.place = place
  }
}

public struct ClauseInfo: Sendable {
  public var label: String
  public var title: String
  public var part: Int?
  /// The clause's score at unit grain; nil where no line of it can give points.
  public var total: NodeID?
  /// On record as not scored: the reason; nil for a scoring clause.
  public var notScored: String?
  /// 暂按: interpretations that the author chose, to be listed in reports.
  public var assumptions: [String]
  public var place: Place

  public init(
    label: String, title: String, part: Int?, total: NodeID?, notScored: String?, assumptions: [String],
    place: Place
  ) {
    self.label = label
    self.title = title
    self.part = part
    self.total = total
    self.notScored = notScored
    self.assumptions = assumptions
    self.place = place
  }
}

/// One line (branch) of a clause, as coverage and explanation name it.
public struct LineInfo: Sendable {
  public var clause: Int?
  public var part: Int?
  /// The line in the method's own words, white space folded.
  public var text: String
  public var place: Place
  /// All that must hold for it: the clause's 限, its own condition, and that no branch before it holds.
  /// nil: it holds always.
  public var mask: NodeID?
  public var branch = Branch.plain
  /// The line that this one is a branch of: the first branch's index.
  public var head: Int?
  /// Whether an act of it carries 暂按: a reading that the author has chosen knowingly.
  public var isAssumed = false

  public enum Branch: Hashable, Sendable {
    /// Without a condition of its own.
    case plain
    case condition
    case otherwise
  }

  public init(clause: Int?, part: Int?, text: String, place: Place) {
    self.clause = clause
    self.part = part
    self.text = text
    self.place = place
  }
}

/// The order in which kinds of lines work, whatever order they are printed in.
public enum Stratum: Int, Comparable, Sendable {
  case give = 1
  case reprice
  case multiply
  case add
  case drop
  case select
  case share
  case settle
  case veto

  public static func < (left: Stratum, right: Stratum) -> Bool { left.rawValue < right.rawValue }
}

/// Whose score a posting changes.
public enum Owner: Hashable, Sendable {
  case clause(Int)
  case part(Int)
  /// A definition that a veto sets (总分 记 59 分): index in `Plan.definitions`.
  case definition(String)
}

/// One column of the ledger: amounts that a line posts. Nothing is edited; every score is a sum of postings.
public struct Posting: Sendable {
  public var of: Owner
  /// The line that posted it; `Plan.lines` index.
  public var by: Int
  /// The line whose points it changes, for limits on one line: its own, or the one that it strikes.
  public var line: Int
  public var stratum: Stratum
  /// The amounts (number, points), at `Plan.nodes[amount].grain`.
  public var amount: NodeID
  /// The arithmetic of one amount, for explanation, at the same grain.
  public var formula: [Piece]
  /// False for postings that a share line replaced: they show in explanations but are in no sum.
  public var counts: Bool
  /// Whether its act is written as a deduction (扣, 另扣).
  public var deducts: Bool

  public init(
    of: Owner, by: Int, line: Int? = nil, stratum: Stratum, amount: NodeID, formula: [Piece],
    counts: Bool = true, deducts: Bool = false
  ) {
    self.of = of
    self.by = by
    self.line = line ?? by
    self.stratum = stratum
    self.amount = amount
    self.formula = formula
    self.counts = counts
    self.deducts = deducts
  }
}

/// A piece of a formula as explanation prints it: words, or a named operand whose value is filled in.
public enum Piece: Hashable, Sendable {
  case words(Phrase)
  /// Name as in the method (empty for a bare figure) and node, at the posting's grain or coarser.
  case operand(String, NodeID)
}

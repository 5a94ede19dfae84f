import Diagnostics
import Exact
import Semantics

/// How one unit came to its score and its place: every amount of the ledger that counts for it, the way from
/// there to what is ranked, and what put it where it stands. Amounts are exact, and those of a clause add up
/// to the clause's total.
public struct Explanation: Sendable {
  public var method: String
  public var unit: String
  public var group: String?
  /// The unit's rows in tables that have one row per unit.
  public var rows: [Record]
  public var parts: [Part]
  /// Definitions between the clauses and what is ranked, listed or printed, operands first.
  public var totals: [Derivation]
  public var standings: [Standing]
  public var grades: [GradeGiven]
  public var lists: [ListPlace]

  /// Clauses that print together: those of a part, or a run of clauses outside all parts.
  public struct Part: Sendable {
    /// Empty for clauses outside all parts.
    public var label: String
    public var title: String
    public var total: Value
    public var clauses: [Clause]
    /// Lines of the part itself, such as its cap.
    public var lines: [Line]
  }

  public struct Clause: Sendable {
    /// Index in `Plan.clauses`.
    public var index: Int
    public var label: String
    public var title: String
    public var assumptions: [String]
    public var total: Value
    public var lines: [Line]
  }

  /// What one line of the method did for one owner.
  public struct Line: Sendable {
    /// The line in the method's words.
    public var text: String
    public var stratum: Stratum
    /// The label of the clause or part that holds the line, where that is not the owner of the points.
    public var from: String?
    public var entries: [Entry]
  }

  /// One amount with its arithmetic and what it was made from.
  public struct Entry: Sendable {
    public var amount: Value
    /// The record behind it; nil for amounts that are one per unit.
    public var record: Record?
    public var period: Phrase?
    /// Values that the line's condition read, apart from those of the arithmetic.
    public var grounds: [Term]
    public var terms: [Term]
    /// A cap or floor that bit.
    public var limit: Limit?
    /// Rows that stayed where this record did not.
    public var keptRows: [Int]
    /// Definitions that the arithmetic names for the first time.
    public var details: [Derivation]
  }

  public struct Limit: Sendable {
    public var isCap: Bool
    public var bound: Value
    public var total: Value
  }

  /// A row of a table as its file has it.
  public struct Record: Sendable {
    public var table: String
    public var file: String
    /// As a spreadsheet counts rows.
    public var row: Int
    public var cells: [Cell]
  }

  public struct Cell: Sendable {
    public var header: String
    public var text: String
    /// Whether the text says enough without its header: a choice, an id, a date.
    public var isPlain: Bool
  }

  /// A definition with its arithmetic.
  public struct Derivation: Sendable {
    public var name: Phrase
    public var period: Phrase?
    /// The right-hand side in the method's words.
    public var text: String
    /// Empty where only the words tell how the value came about.
    public var terms: [Term]
    public var value: Value
    /// Lines that set the value anew (总分 记 59 分), and the value before them.
    public var settings: [Line]
    public var before: Value
  }

  /// A piece of arithmetic as it is printed.
  public enum Term: Hashable, Sendable {
    case words(Phrase)
    /// A value with its name; the name is empty for a bare figure.
    case value(Phrase, Value)
  }

  public enum Value: Hashable, Sendable {
    case number(Rational, Measure, isPercent: Bool)
    case text(Phrase)
    case absent

    public var number: Rational? {
      if case .number(let value, _, _) = self { return value }
      return nil
    }
  }
}

extension Explanation {
  /// Where a unit stands in one order: a rank of the method, or the order of a printed table.
  public struct Standing: Sendable {
    public enum Kind: Hashable, Sendable {
      case rank
      /// A table printed in the order of its keys, where the method ranks nothing.
      case printed
    }

    public var kind: Kind
    public var name: String
    public var group: String?
    public var period: Phrase?
    /// nil where the unit is not ranked.
    public var rank: Int?
    /// How many are ranked together.
    public var count: Int
    public var keys: [Key]
    /// Others of the same rank.
    public var tied: [String]
    /// The nearest that stand before and after it with another rank.
    public var above: Neighbour?
    public var below: Neighbour?
    public var unranked: Unranked?
  }

  public struct Key: Sendable {
    public var text: String
    public var descending: Bool
    public var value: Value
  }

  public struct Neighbour: Sendable {
    public var unit: String
    public var rank: Int
    public var values: [Value]
    public var decision: Decision
  }

  /// What told two units apart.
  public enum Decision: Hashable, Sendable {
    /// The first key that differs, and by how much where it is a number.
    case key(Int, difference: Value)
    /// Equal in every key; the table has them in this order.
    case tableOrder
  }

  public enum Unranked: Sendable {
    case withoutGroup(String)
    case condition([Term])
    case absentKey(String, because: Phrase)
    case notPrinted
  }

  public struct GradeGiven: Sendable {
    public var name: String
    public var group: String?
    public var grade: String?
    public var reason: Reason
    /// Rows that were tried before and did not hold.
    public var failed: [(grade: String, reason: Reason)]

    public enum Reason: Sendable {
      case condition([Term])
      /// Standing against how many are taken.
      case first(standing: Int?, limit: Rational?)
      case vetoed([Term])
      case rest
      /// The condition cannot be decided, because a value is absent.
      case undecided([Term])
      case none
    }
  }

  public struct ListPlace: Sendable {
    public enum Outcome: Hashable, Sendable {
      case listed
      case excluded(String)
      case notListed
    }

    public var name: String
    public var group: String?
    public var period: String?
    public var outcome: Outcome
    /// The condition of the list with the unit's values; empty for lists by rank.
    public var terms: [Term]
    public var isInTie: Bool
    public var isUndecided: Bool
  }
}

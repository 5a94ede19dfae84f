import Diagnostics
import Exact
import Semantics

/// What marks at discretion can change: with each of them anywhere in its bounds, how far every unit's score and
/// rank can move, and who is on a list whatever is awarded.
public struct Bounds: Sendable {
  /// A column of marks at discretion.
  public struct Column: Hashable, Sendable {
    public var table: String
    public var name: String
    /// Cells that may be given otherwise: those whose bounds leave room.
    public var cells: Int
  }

  public struct Unit: Sendable {
    public var unit: String
    public var group: String?
    public var score: Rational?
    public var low: Rational?
    public var high: Rational?
    /// nil where the unit is not ranked, or nothing is.
    public var rank: Int?
    public var best: Int?
    public var worst: Int?
  }

  /// One rank of the method, or one score where it ranks nothing.
  public struct Standing: Sendable {
    public var name: String
    /// The score in the method's words.
    public var score: String
    public var units: [Unit]
    /// Whether lowest and highest are proven: every mark moves the score one way. Otherwise they are the widest
    /// that were found by trying the ends and the whole marks between them.
    public var isExact: Bool
  }

  public struct Member: Hashable, Sendable {
    public var unit: String
    /// Whether it is on the list with the marks as given.
    public var isListed: Bool
  }

  public struct List: Sendable {
    public var name: String
    public var group: String?
    /// On the list whatever is awarded.
    public var certain: [String]
    /// On it or not by the marks alone.
    public var decided: [Member]
    public var isExact: Bool
  }

  public var method: String
  public var columns: [Column]
  public var standings: [Standing]
  public var lists: [List]
  public var findings: [Diagnostic]
}

import Diagnostics
import Exact

/// How equal keys share ranks.
public enum TieStyle: Hashable, Sendable {
  /// 1, 2, 2, 4 (并列 同名次).
  case shared
  /// 1, 2, 2, 3 (并列 紧接).
  case dense
  /// 1, 2, 3, 4 in table order (并列 依次).
  case tableOrder
}

public struct SortKey: Hashable, Sendable {
  public var node: NodeID
  public var descending: Bool
  /// The key in the method's words, for "why 7th".
  public var text: String

  public init(node: NodeID, descending: Bool, text: String) {
    self.node = node
    self.descending = descending
    self.text = text
  }
}

public struct RankPlan: Sendable {
  public var name: String
  /// unit or unitPeriod.
  public var grain: Grain
  /// A code node at `grain` whose equal values are ranked apart (组内); absent code: not ranked.
  public var within: NodeID?
  public var keys: [SortKey]
  public var ties: TieStyle
  /// True: listed without a rank. Units whose first key is absent are never ranked.
  public var unranked: NodeID?
  public var place: Place

  public init(
    name: String, grain: Grain, within: NodeID?, keys: [SortKey], ties: TieStyle, unranked: NodeID?,
    place: Place
  ) {
    self.name = name
    self.grain = grain
    self.within = within
    self.keys = keys
    self.ties = ties
    self.unranked = unranked
    self.place = place
  }
}

public struct GradePlan: Sendable {
  public enum Test: Sendable {
    case condition(NodeID)
    /// The first n, or the first share (0.3) of the ranked units, by rank; rounding of a share.
    case first(NodeID, isShare: Bool, RoundingMode)
    case vetoed
    case rest
  }

  public struct Row: Sendable {
    public var grade: String
    public var test: Test

    public init(grade: String, test: Test) {
      self.grade = grade
      self.test = test
    }
  }

  public var name: String
  public var within: NodeID?
  /// Index in `Plan.ranks` for quota rows.
  public var rank: Int?
  /// Who gets no grade here, whatever the rows and verdicts say.
  public var outside: NodeID?
  /// From the top: the first row that holds gives the grade. A unit with a verdict gets that.
  public var rows: [Row]
  public var place: Place

  public init(name: String, within: NodeID?, rank: Int?, outside: NodeID? = nil, rows: [Row], place: Place) {
    self.name = name
    self.within = within
    self.rank = rank
    self.outside = outside
    self.rows = rows
    self.place = place
  }
}

public struct ListPlan: Sendable {
  public enum Pick: Sendable {
    /// n at unit grain (may differ by group); by `rank`.
    case first(NodeID)
    case last(NodeID)
    case holding(NodeID)
  }

  /// What a tie at the cut does. `unstated`: table order is shown, marked undecided.
  public enum TieAtCut: Hashable, Sendable {
    case takeAll
    case takeNone
    case tableOrder
    case unstated
  }

  public struct Exclusion: Sendable {
    public var condition: NodeID
    public var reason: String

    public init(condition: NodeID, reason: String) {
      self.condition = condition
      self.reason = reason
    }
  }

  public var name: String
  public var within: NodeID?
  public var pick: Pick
  /// Index in `Plan.ranks`; orders the list too, where there is one.
  public var rank: Int?
  /// True for units that 限 leaves out of the first or last n: they take no place. A condition has it in `pick`.
  public var outside: NodeID?
  public var exclusions: [Exclusion]
  /// Whether the next in order move up for the excluded (递补).
  public var fills: Bool
  public var ties: TieAtCut
  /// The period grain's calendar unit, where the list is told per period.
  public var grain: Grain
  public var place: Place

  public init(
    name: String, within: NodeID?, pick: Pick, rank: Int?, outside: NodeID? = nil, exclusions: [Exclusion],
    fills: Bool,
    ties: TieAtCut,
    grain: Grain, place: Place
  ) {
    self.name = name
    self.within = within
    self.pick = pick
    self.rank = rank
    self.outside = outside
    self.exclusions = exclusions
    self.fills = fills
    self.ties = ties
    self.grain = grain
    self.place = place
  }
}

/// A printed table.
public struct Publication: Sendable {
  public enum Grouping: Hashable, Sendable {
    case none
    /// One table; groups one after the other in the order of the options, the groupless where they stand last.
    case sections
    /// One table per group, named name-group.
    case split
  }

  public struct Column: Sendable {
    public enum Content: Sendable {
      case node(NodeID)
      /// The cell as the input file has it.
      case cell(TableColumn)
      /// The unit's name.
      case unit
      /// 1, 2, 3 … down the printed table (序号), anew in each group.
      case ordinal
      /// The period of the row, in words.
      case period
    }

    public var header: String
    public var content: Content
    public var format: Format

    public init(header: String, content: Content, format: Format) {
      self.header = header
      self.content = content
      self.format = format
    }
  }

  /// How a value is printed. Printing never changes what is ranked.
  public struct Format: Sendable {
    public var percent = false
    public var rounding: (mode: RoundingMode, digits: Int)?
    /// Values that print as a text (0 作 空). nil value: an absent value.
    public var substitutions: [(value: Rational?, text: String)] = []

    /// Whether values print as they are.
    public var isPlain: Bool { !percent && rounding == nil && substitutions.isEmpty }

    public init() {}
  }

  public var name: String
  public var grain: Grain
  public var grouping: Grouping
  /// The group code at `grain`, where grouped.
  public var within: NodeID?
  /// Rows that are listed; nil: all.
  public var condition: NodeID?
  /// Order of rows in each group: by this rank (unranked last, then table order), else by keys, else table order.
  public var rank: Int?
  public var keys: [SortKey]
  public var columns: [Column]
  public var place: Place

  public init(
    name: String, grain: Grain, grouping: Grouping, within: NodeID?, condition: NodeID?, rank: Int?,
    keys: [SortKey], columns: [Column], place: Place
  ) {
    self.name = name
    self.grain = grain
    self.grouping = grouping
    self.within = within
    self.condition = condition
    self.rank = rank
    self.keys = keys
    self.columns = columns
    self.place = place
  }
}

/// A figure of the circular asserted beside the data.
public struct CheckPlan: Sendable {
  public var name: String
  /// Truth; must hold at every key of its grain where it is not absent.
  public var node: NodeID
  /// The two sides of a comparison, for the message; nil where the check is not one.
  public var sides: (NodeID, NodeID)?
  /// Known exceptions with their reasons: reported, not failed.
  public var exceptions: [ListPlan.Exclusion]
  /// The condition in the method's words.
  public var text: String
  public var place: Place

  public init(
    name: String, node: NodeID, sides: (NodeID, NodeID)?, exceptions: [ListPlan.Exclusion], text: String,
    place: Place
  ) {
    self.name = name
    self.node = node
    self.sides = sides
    self.exceptions = exceptions
    self.text = text
    self.place = place
  }
}

/// Named overrides of figures.
public struct VariantPlan: Sendable {
  public var name: String
  public var overrides: [(figure: FigureID, value: Rational)]
  public var place: Place

  public init(name: String, overrides: [(figure: FigureID, value: Rational)], place: Place) {
    self.name = name
    self.overrides = overrides
    self.place = place
  }
}

/// A worked example: rows given, results expected.
public struct ExamplePlan: Sendable {
  public struct GivenRow: Sendable {
    public var table: Int
    /// Column index and cell text, as a file would hold it.
    public var cells: [(column: Int, text: String)]
    public var place: Place

    public init(table: Int, cells: [(column: Int, text: String)], place: Place) {
      self.table = table
      self.cells = cells
      self.place = place
    }
  }

  public struct Expectation: Sendable {
    public enum Value: Sendable {
      /// A node at grain one, or at the expectation's own.
      case number(NodeID)
      case text(String)
      case truth(Bool)
      case absent
      /// Whether the unit is on a list: index in `Plan.lists`.
      case listed(Int, Bool)
    }

    /// The unit's name; nil where the value is one for all.
    public var unit: String?
    /// The period index, where the node is at unitPeriod; nil otherwise.
    public var period: Int?
    public var node: NodeID
    public var value: Value
    /// The expectation in the method's words.
    public var text: String
    public var place: Place

    public init(unit: String?, period: Int?, node: NodeID, value: Value, text: String, place: Place) {
      self.unit = unit
      self.period = period
      self.node = node
      self.value = value
      self.text = text
      self.place = place
    }
  }

  public var name: String
  /// Index in `Plan.variants` of the one whose figures it runs with; nil: the figures as written.
  public var variant: Int?
  public var given: [GivenRow]
  public var expected: [Expectation]
  public var place: Place

  public init(
    name: String, variant: Int? = nil, given: [GivenRow], expected: [Expectation], place: Place
  ) {
    self.name = name
    self.variant = variant
    self.given = given
    self.expected = expected
    self.place = place
  }
}

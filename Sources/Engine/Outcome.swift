import Diagnostics
import Exact

/// What a run publishes: the printed tables, grades and lists, and what was found on the way.
public struct Outcome: Sendable {
  public var method: String
  public var tables: [PublishedTable]
  public var lists: [PublishedList]
  public var grades: [PublishedGrades]
  /// Warnings and notes, sorted; errors never come with an outcome.
  public var findings: [Diagnostic]

  public init(
    method: String, tables: [PublishedTable], lists: [PublishedList], grades: [PublishedGrades],
    findings: [Diagnostic]
  ) {
    self.method = method
    self.tables = tables
    self.lists = lists
    self.grades = grades
    self.findings = findings
  }
}

/// One value as it is and as it is printed.
public struct PublishedValue: Hashable, Sendable {
  public enum Exact: Hashable, Sendable {
    case number(Rational)
    case text(String)
    case absent
  }

  public var exact: Exact
  public var shown: String

  public init(exact: Exact, shown: String) {
    self.exact = exact
    self.shown = shown
  }
}

public struct PublishedTable: Sendable {
  public struct Column: Hashable, Sendable {
    public var header: String
    /// Whether its cells are numbers (aligned right in print).
    public var isNumber: Bool
    /// Whether it repeats the group or the unit, so that renderers can use it as a heading.
    public var role: Role

    public enum Role: Hashable, Sendable {
      case unit
      case group
      case rank
      case ordinal
      case value
    }

    public init(header: String, isNumber: Bool, role: Role) {
      self.header = header
      self.isNumber = isNumber
      self.role = role
    }
  }

  public struct Row: Sendable {
    /// The unit's name; "" for a table whose rows are not units.
    public var unit: String
    public var group: String?
    public var period: String?
    public var rank: Int?
    public var values: [PublishedValue]

    public init(unit: String, group: String?, period: String?, rank: Int?, values: [PublishedValue]) {
      self.unit = unit
      self.group = group
      self.period = period
      self.rank = rank
      self.values = values
    }
  }

  /// As printed; for split tables name-group.
  public var name: String
  /// The group of a split table; nil otherwise.
  public var group: String?
  /// Whether rows stand in sections by group.
  public var isSectioned: Bool
  public var columns: [Column]
  public var rows: PublishedRows

  public init(name: String, group: String?, isSectioned: Bool, columns: [Column], rows: [Row]) {
    self.init(name: name, group: group, isSectioned: isSectioned, columns: columns, rows: PublishedRows(rows))
  }

  init(name: String, group: String?, isSectioned: Bool, columns: [Column], rows: PublishedRows) {
    self.name = name
    self.group = group
    self.isSectioned = isSectioned
    self.columns = columns
    self.rows = rows
  }
}

public struct PublishedList: Sendable {
  public struct Entry: Hashable, Sendable {
    public var unit: String
    public var rank: Int?

    public init(unit: String, rank: Int?) {
      self.unit = unit
      self.rank = rank
    }
  }

  public struct Excluded: Hashable, Sendable {
    public var unit: String
    public var reason: String

    public init(unit: String, reason: String) {
      self.unit = unit
      self.reason = reason
    }
  }

  public var name: String
  public var group: String?
  public var period: String?
  public var entries: [Entry]
  public var excluded: [Excluded]
  /// Units that share the rank at which the list was cut (on either side); empty where no tie is cut.
  public var cutInTie: [String]
  /// True where the method does not say what a tie at the cut does.
  public var undecided: Bool

  public init(
    name: String, group: String?, period: String?, entries: [Entry], excluded: [Excluded], cutInTie: [String],
    undecided: Bool
  ) {
    self.name = name
    self.group = group
    self.period = period
    self.entries = entries
    self.excluded = excluded
    self.cutInTie = cutInTie
    self.undecided = undecided
  }
}

public struct PublishedGrades: Sendable {
  public var name: String
  public var group: String?
  /// Grades from the top with their units in rank order (or table order where nothing ranks).
  public var rows: [(grade: String, units: [String])]

  public init(name: String, group: String?, rows: [(grade: String, units: [String])]) {
    self.name = name
    self.group = group
    self.rows = rows
  }
}

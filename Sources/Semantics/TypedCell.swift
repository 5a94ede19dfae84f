import Exact

/// A cell as it was read, before a blank stands for anything: what a database would hold.
public enum TypedCell: Hashable, Sendable {
  case absent
  case number(Rational)
  case truth(Bool)
  case text(String)
  /// Days since 1970-01-01.
  case day(Int)
  /// Periods since year 0.
  case period(Int, CalendarUnit)
}

/// A column of an input, cells of one type.
public struct TypedColumn: Sendable {
  public enum Kind: Sendable {
    case number, truth, text, day
  }

  public var name: String
  public var kind: Kind
  public var cells: [TypedCell]

  public init(name: String, kind: Kind, cells: [TypedCell]) {
    self.name = name
    self.kind = kind
    self.cells = cells
  }
}

/// The rows of one table, column by column.
public struct TypedTable: Sendable {
  public var columns: [TypedColumn]
  public var rowCount: Int

  public init(columns: [TypedColumn], rowCount: Int) {
    self.columns = columns
    self.rowCount = rowCount
  }
}

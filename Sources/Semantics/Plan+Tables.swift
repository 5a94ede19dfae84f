import Diagnostics
import Exact

/// What a table of the method expects of its file.
public struct TableSchema: Sendable {
  public var name: String
  /// The grain that its rows have in the plan: unit, unitPeriod, or rows(index).
  public var grain: Grain
  /// Columns that together identify a row; empty for records, which may repeat.
  public var keys: [Int]
  /// The measure word of its rows (条, 篇, 次), for 每条 on the table itself.
  public var rowWord: String?
  public var columns: [ColumnSchema]
  /// The column that names the scored unit.
  public var unitColumn: Int?
  /// The column that lists several units (joint authors).
  public var namesColumn: Int?
  /// The date or period column by which its rows fall into periods.
  public var datedColumn: Int?
  /// Other spellings of unit names: alias → the name meant.
  public var aliases: [Alias]
  public var place: Place

  public struct Alias: Hashable, Sendable {
    public var alias: String
    public var name: String

    public init(alias: String, name: String) {
      self.alias = alias
      self.name = name
    }
  }

  public init(
    name: String, grain: Grain, keys: [Int], rowWord: String?, columns: [ColumnSchema], unitColumn: Int?,
    namesColumn: Int?, datedColumn: Int?, aliases: [Alias], place: Place
  ) {
    self.name = name
    self.grain = grain
    self.keys = keys
    self.rowWord = rowWord
    self.columns = columns
    self.unitColumn = unitColumn
    self.namesColumn = namesColumn
    self.datedColumn = datedColumn
    self.aliases = aliases
    self.place = place
  }
}

/// What a column expects of its cells.
public struct ColumnSchema: Sendable {
  public var name: String
  /// Other headers under which a file may carry it (又称).
  public var headers: [String]
  public var type: ColumnType
  public var blank: BlankRule
  public var place: Place

  public init(name: String, headers: [String], type: ColumnType, blank: BlankRule, place: Place) {
    self.name = name
    self.headers = headers
    self.type = type
    self.blank = blank
    self.place = place
  }
}

public enum ColumnType: Hashable, Sendable {
  /// The name of a scored unit.
  case name
  /// Names of several units, separated by 、 , ; or |.
  case names
  /// Any other identity: an item id, an indicator; compared by text.
  case id
  case text
  /// A declared list; `ordered` where the printed order is a ranking from low to high.
  case options([String], ordered: Bool)
  case yesNo
  case date
  case period(CalendarUnit)
  /// A number that counts or measures; `whole` where only whole numbers make sense (counts).
  case number(Measure)
  /// A ratio written with % (25%, or 0.25).
  case percent
  /// Several counts in one cell, such as `5+1*`: the fields with their marks, the mark "" for a bare number.
  case notation(Measure, [NotationField])
}

public struct NotationField: Hashable, Sendable {
  public var name: String
  public var mark: String

  public init(name: String, mark: String) {
    self.name = name
    self.mark = mark
  }
}

public enum BlankRule: Hashable, Sendable {
  /// A blank cell is an error.
  case refused
  /// A blank cell is an absent value (可空).
  case absent
  /// A blank cell stands for this text, read as a cell (空作 0, 空作 否).
  case stands(String)
}

/// A condition that rows of a table must hold (bounds of a cell), with what the message needs.
public struct Requirement: Sendable {
  public var table: Int
  public var column: Int
  /// Truth at the table's grain.
  public var holds: NodeID
  /// Bounds at the table's grain, for the message; nil where open on that side.
  public var low: NodeID?
  public var high: NodeID?
  /// The bound in the method's own words.
  public var text: String
  public var place: Place

  public init(
    table: Int, column: Int, holds: NodeID, low: NodeID?, high: NodeID?, text: String, place: Place
  ) {
    self.table = table
    self.column = column
    self.holds = holds
    self.low = low
    self.high = high
    self.text = text
    self.place = place
  }
}

import Diagnostics
import Engine
import Exact
import Semantics
import Tables

/// A file of published figures in memory.
public struct PublishedFile: Sendable {
  /// The published table, list or grade that it was named as on the command line; nil where its name and its
  /// header tell.
  public var table: String?
  /// Its name for diagnostics; the ending tells its format.
  public var name: String
  public var bytes: [UInt8]
  /// The sheet of a workbook to read; nil for all whose names or headers tell what they are.
  public var sheet: String?

  public init(table: String? = nil, name: String, bytes: [UInt8], sheet: String? = nil) {
    self.table = table
    self.name = name
    self.bytes = bytes
    self.sheet = sheet
  }

  /// The name under which the file was published: without folders, ending and a leading 公布.
  var stem: String {
    var text = Substring(name)
    if let slash = text.lastIndex(where: { $0 == "/" || $0 == "\\" }) {
      text = text[text.index(after: slash)...]
    }
    if let dot = text.lastIndex(of: "."), dot > text.startIndex { text = text[..<dot] }
    return Self.withoutPrefix(String(text))
  }

  /// The name without a leading 公布- or published-.
  static func withoutPrefix(_ name: String) -> String {
    var text = Substring(name)
    for prefix in ["公布", "published"] where text.lowercased().hasPrefix(prefix) {
      text = text.dropFirst(prefix.count)
      while let first = text.first, "-—–_－ ·、".contains(first) { text = text.dropFirst() }
      break
    }
    return String(text)
  }

  /// The form in which names of tables and files are compared: file systems do not take every character.
  static func key(_ name: String) -> String {
    String(
      CellParser.normalisedName(name).lowercased().filter { !" -—–_－·、()（）/\\:：".contains($0) })
  }
}

/// A published file matched to a table of the method: which column is which, and which row.
struct MatchedTable: Sendable {
  struct Column: Sendable {
    var grid: Int
    /// Index in `expected.columns`.
    var expected: Int
  }

  struct Row: Sendable {
    var grid: Int
    /// Index in `expected.rows`; nil for a row that the method does not have.
    var expected: Int?
    /// What the unit column says, trimmed.
    var name: String
    /// Where the name was only near to a unit's.
    var isMisspelled = false
    /// Where the same row stood before.
    var isRepeated = false
  }

  var expected: ExpectedTable
  var grid: Grid
  var columns: [Column]
  var rows: [Row]
  /// Rows of the method that the file lacks, as indices in `expected.rows`.
  var missing: [Int]
  /// The grid's column of unit names.
  var unitColumn: Int?

  func text(_ row: Row, _ column: Column) -> String {
    CellParser.trimmed(grid.text(row: row.grid, column: column.grid))
  }
}

/// A published list or a list of grades: who stands on it.
struct MatchedList: Sendable {
  var grid: Grid
  var unitColumn: Int
  /// Names as printed, with the row, the group and the list or grade that the row tells (nil: the file's own).
  var entries: [(row: Int, name: String, group: String?, label: String?)]
  var target: Target

  enum Target: Sendable {
    /// Lists of that name, all groups; nil: the row's label tells.
    case list(String?)
    case grade(Int)
  }
}

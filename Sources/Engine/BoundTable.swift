import Diagnostics
import Semantics
import Tables

/// A table of the method bound to its files: typed columns over physical rows.
public struct BoundTable: Sendable {
  /// A file that gives rows to the table.
  struct Source: Sendable {
    var grid: Grid
    /// The grid column of each schema column; nil where the file leaves it out.
    var columns: [Int?]
    /// The table's row at which the file's rows start.
    var firstRow: Int
    /// The grid row of each row that counts; rows that are blank all over do not.
    var gridRows: [Int32]
  }

  var sources: [Source] = []
  public internal(set) var rowCount = 0
  /// Per schema column; for a notation column the total first, then its fields.
  var columns: [[Column]] = []
  /// What a cell of a missing row counts as, per schema column and field; storage of one element.
  var defaults: [[Column]] = []
  /// The unit of each row, -1 where it has none; empty where the table names no unit.
  var units: [Int32] = []
  /// The month of each row's dated column, since year 0; `Column.none` where blank; empty where undated.
  var months: [Int32] = []
  /// The rows and units of lists of names, one after the other.
  var shareRows: [Int32] = []
  var shareUnits: [Int32] = []
  /// Where each row's list starts, and the end of the last.
  var shareStarts: [Int32] = []
  /// At a dense grain: the row of each unit (and period), -1 where it has none.
  var denseRows: [Int32] = []
  /// At a dense grain: whether every unit has the row of its own number.
  var isDenseInOrder = false
  /// Where there is no file any more: columns whose cells print as their values, choices with their options.
  var cellTexts: [Int: [String]] = [:]

  /// The file of a row, as its place in `sources`, and its row there.
  private func origin(_ row: Int) -> (source: Int, gridRow: Int)? {
    guard row >= 0, row < rowCount else { return nil }
    var source = sources.count - 1
    while source >= 0, sources[source].firstRow > row { source -= 1 }
    guard source >= 0 else { return nil }
    let place = row - sources[source].firstRow
    guard sources[source].gridRows.indices.contains(place) else { return nil }
    return (source, Int(sources[source].gridRows[place]))
  }

  /// The file's own text of a cell; "" where the file has no such column.
  public func text(row: Int, column: Int) -> String {
    if let options = cellTexts[column], let values = columns[column].first {
      if let number = values.number(at: row) { return number.plain }
      return values.code(at: row).flatMap { options.indices.contains(Int($0)) ? options[Int($0)] : nil } ?? ""
    }
    guard let (source, gridRow) = origin(row), sources[source].columns.indices.contains(column),
      let place = sources[source].columns[column]
    else { return "" }
    return sources[source].grid.text(row: gridRow, column: place)
  }

  /// The row's number as a spreadsheet counts it; 0 outside the table.
  public func spreadsheetRow(_ row: Int) -> Int {
    origin(row).map { sources[$0.source].grid.spreadsheetRow($0.gridRow) } ?? 0
  }

  /// The file that a row comes from, with its sheet where it is a workbook.
  public func file(row: Int) -> String {
    let source = origin(row)?.source ?? 0
    return sources.indices.contains(source) ? sources[source].grid.title : ""
  }

  /// Where a cell stands; its row where the file has no such column.
  public func place(row: Int, column: Int?) -> Place {
    guard let (number, gridRow) = origin(row) else { return .nowhere }
    let source = sources[number]
    guard let column, source.columns.indices.contains(column), let place = source.columns[column] else {
      return source.grid.place(row: gridRow)
    }
    return source.grid.place(row: gridRow, column: place)
  }

  func isBlank(row: Int, column: Int) -> Bool {
    CellParser.isBlank(text(row: row, column: column))
  }

  /// Calls `body` with each row and the bytes of its cell; nil where the file has no such column.
  @inline(__always)
  func eachCell(_ column: Int, _ body: (Int, UnsafeBufferPointer<UInt8>?) -> Void) {
    for source in sources {
      guard source.columns.indices.contains(column), let place = source.columns[column] else {
        for row in source.gridRows.indices { body(source.firstRow &+ row, nil) }
        continue
      }
      let grid = source.grid
      for (row, gridRow) in source.gridRows.enumerated() {
        grid.withUTF8(row: Int(gridRow), column: place) { body(source.firstRow &+ row, $0) }
      }
    }
  }

  /// Codes of a column by which rows are told apart: codes, dates and periods as they are, others numbered.
  func identity(column: Int) -> [Int32] {
    guard columns.indices.contains(column), let values = columns[column].first else {
      return [Int32](repeating: Column.none, count: rowCount)
    }
    return values.identities
  }
}

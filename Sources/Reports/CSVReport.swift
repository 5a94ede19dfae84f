import Engine

/// A published table as CSV: header and rows in printed order, figures as published, nothing else. UTF-8
/// without BOM, LF, quotes only where RFC 4180 needs them. A text that a spreadsheet would take for a formula
/// gets an apostrophe before it, as spreadsheets themselves mark texts.
public enum CSVReport {
  public static func render(_ table: PublishedTable) -> String {
    var text: [UInt8] = []
    render(table) { text += $0 }
    return String(decoding: text, as: UTF8.self)
  }

  /// The same piece by piece: a long table is never in memory as a text.
  public static func render(_ table: PublishedTable, _ write: ([UInt8]) -> Void) {
    write(Array(line(table.columns.map(\.header)).utf8))
    let threads = table.rows.isLong ? Workers.available : 1
    let writers = (0..<threads).map { _ in RowWriter(table) }
    var start = 0
    while start < table.rows.count {
      let first = start
      Workers.run(threads) { worker in
        writers[worker].fill(first + worker * RowWriter.rows..<first + (worker + 1) * RowWriter.rows)
      }
      for writer in writers where !writer.text.isEmpty { write(writer.text) }
      start += threads * RowWriter.rows
    }
  }

  /// Writes a run of rows, on one thread at a time.
  private final class RowWriter: @unchecked Sendable {
    static let rows = 1 << 13

    private let table: PublishedTable
    private var cells: [ColumnText]
    private(set) var text: [UInt8] = []

    init(_ table: PublishedTable) {
      self.table = table
      cells = table.columns.map { _ in ColumnText() }
    }

    func fill(_ wanted: Range<Int>) {
      // Out of the object while it grows: an object's arrays are checked at each access.
      var text: [UInt8] = []
      var cells: [ColumnText] = []
      swap(&text, &self.text)
      swap(&cells, &self.cells)
      defer {
        swap(&text, &self.text)
        swap(&cells, &self.cells)
      }
      text.removeAll(keepingCapacity: true)
      let rows = wanted.clamped(to: 0..<table.rows.count)
      guard !rows.isEmpty else { return }
      for column in cells.indices { cells[column].fill(table.rows, rows, column) }
      for row in 0..<rows.count {
        let first = text.count
        for column in cells.indices {
          if column > 0 { text.append(0x2C) }
          cells[column].append(row, to: &text)
        }
        // A record of one empty field would read as an empty line.
        if text.count == first, cells.count == 1 { text += [0x22, 0x22] }
        text.append(0x0A)
      }
    }
  }

  /// The fields of one column for some rows.
  private struct ColumnText {
    private var text: [UInt8] = []
    private var ends: [Int] = []
    private var needsQuotes = false

    mutating func fill(_ table: PublishedRows, _ rows: Range<Int>, _ column: Int) {
      text.removeAll(keepingCapacity: true)
      ends.removeAll(keepingCapacity: true)
      ends.append(0)
      table.append(rows, column, to: &text, ends: &ends)
      needsQuotes = text.contains { $0 == 0x2C || $0 == 0x22 || $0 == 0x0A || $0 == 0x0D }
    }

    func append(_ row: Int, to output: inout [UInt8]) {
      let field = ends[row]..<ends[row + 1]
      if needsQuotes {
        output += quoted(String(decoding: text[field], as: UTF8.self)).utf8
      } else {
        text.withUnsafeBufferPointer { output.append(contentsOf: UnsafeBufferPointer(rebasing: $0[field])) }
      }
    }
  }

  /// One record with its line end.
  public static func line(_ fields: [String]) -> String {
    // A record of one empty field would read as an empty line.
    if fields == [""] { return "\"\"\n" }
    return fields.map(quoted).joined(separator: ",") + "\n"
  }

  private static func quoted(_ field: String) -> String {
    let needsQuotes = field.utf8.contains { $0 == 0x2C || $0 == 0x22 || $0 == 0x0A || $0 == 0x0D }
    let field = FormulaText.isLikeFormula(field) ? "'" + field : field
    guard needsQuotes else { return field }
    return field.unicodeScalars.reduce(into: "\"") { result, scalar in
      if scalar == "\"" { result += "\"" }
      result.unicodeScalars.append(scalar)
    } + "\""
  }
}

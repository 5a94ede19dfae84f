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
      swap(&text, &self.text)
      defer { swap(&text, &self.text) }
      text.removeAll(keepingCapacity: true)
      let rows = wanted.clamped(to: 0..<table.rows.count)
      guard !rows.isEmpty else { return }
      // Where each row is written next: column after column, each going through the rows.
      var places = [Int](repeating: 0, count: rows.count + 1)
      for column in cells.indices {
        cells[column].fill(table.rows, rows, column, isAlone: cells.count == 1)
        cells[column].addLengths(to: &places)
      }
      for row in 0..<rows.count { places[row + 1] += places[row] }
      text.append(contentsOf: repeatElement(0, count: places[rows.count]))
      for column in cells.indices {
        cells[column].copy(to: &text, &places, end: column == cells.count - 1 ? 0x0A : 0x2C)
      }
    }
  }

  /// The fields of one column for some rows, as they are written.
  private struct ColumnText {
    private var text: [UInt8] = []
    private var ends: [Int] = []

    mutating func fill(_ table: PublishedRows, _ rows: Range<Int>, _ column: Int, isAlone: Bool) {
      text.removeAll(keepingCapacity: true)
      ends.removeAll(keepingCapacity: true)
      ends.append(0)
      table.append(rows, column, to: &text, ends: &ends)
      if isAlone || text.contains(where: CSVReport.wantsQuotes) || hasFormula { requote(isAlone) }
    }

    private var hasFormula: Bool {
      text.withUnsafeBufferPointer { text in
        (1..<ends.count).contains { FormulaText.isLikeFormula(text[ends[$0 - 1]..<ends[$0]]) }
      }
    }

    private mutating func requote(_ isAlone: Bool) {
      var written: [UInt8] = []
      for row in 1..<ends.count {
        let field = CSVReport.quoted(String(decoding: text[ends[row - 1]..<ends[row]], as: UTF8.self))
        // A record of one empty field would read as an empty line.
        written += isAlone && field.isEmpty ? [0x22, 0x22] : Array(field.utf8)
        ends[row - 1] = written.count
      }
      ends.removeLast()
      ends.insert(0, at: 0)
      text = written
    }

    /// Adds each row's bytes, with what ends the field, to the place behind its own.
    func addLengths(to places: inout [Int]) {
      for row in 1..<ends.count { places[row] += ends[row] - ends[row - 1] + 1 }
    }

    /// Writes each row's field where it belongs, and what ends it, and moves its place on.
    func copy(to output: inout [UInt8], _ places: inout [Int], end: UInt8) {
      let rows = ends.count - 1
      output.withUnsafeMutableBufferPointer { output in
        text.withUnsafeBufferPointer { text in
          ends.withUnsafeBufferPointer { ends in
            places.withUnsafeMutableBufferPointer { places in
              for row in 0..<rows {
                let start = ends[row]
                let place = places[row]
                let length = ends[row + 1] - start
                for offset in 0..<length { output[place + offset] = text[start + offset] }
                output[place + length] = end
                places[row] = place + length + 1
              }
            }
          }
        }
      }
    }
  }

  private static func wantsQuotes(_ byte: UInt8) -> Bool {
    byte == 0x2C || byte == 0x22 || byte == 0x0A || byte == 0x0D
  }

  /// One record with its line end.
  public static func line(_ fields: [String]) -> String {
    // A record of one empty field would read as an empty line.
    if fields == [""] { return "\"\"\n" }
    return fields.map(quoted).joined(separator: ",") + "\n"
  }

  private static func quoted(_ field: String) -> String {
    let needsQuotes = field.utf8.contains(where: wantsQuotes)
    let field = FormulaText.isLikeFormula(field) ? "'" + field : field
    guard needsQuotes else { return field }
    return field.unicodeScalars.reduce(into: "\"") { result, scalar in
      if scalar == "\"" { result += "\"" }
      result.unicodeScalars.append(scalar)
    } + "\""
  }
}

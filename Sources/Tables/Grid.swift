import Diagnostics

/// A table of texts as a file holds it: headers, and cells row by row.
///
/// All cells stand one after the other in one buffer of UTF-8 bytes, with an offset of four bytes for each:
/// a cell costs no allocation of its own.
public struct Grid: Sendable {
  /// The file's name as the user gave it.
  public let name: String
  /// The sheet of a workbook that it was read from; nil where the file is a text.
  public let sheet: String?
  /// The encoding that the file was read from.
  public let encoding: TextEncoding
  /// The headers, trimmed, without line breaks; "" where a column without cells has none.
  public let headers: [String]
  public let rowCount: Int
  @usableFromInline let bytes: [UInt8]
  /// Where each cell starts, row by row, and the end of the last one.
  @usableFromInline let offsets: [UInt32]
  let rowNumbers: RowNumbers
  let lineNumbers: RowNumbers
  /// The row of the header, and where a sheet's table does not begin in column A or leaves columns out, the
  /// sheet's column of each column.
  let headerRow: Int
  let columnNumbers: [Int]

  /// `offsets` holds `headers.count` entries for each row and one more, ascending, the last within `bytes`.
  init(
    name: String, sheet: String? = nil, encoding: TextEncoding, headers: [String], bytes: [UInt8],
    offsets: [UInt32], rowNumbers: RowNumbers, lineNumbers: RowNumbers, headerRow: Int = 1,
    columnNumbers: [Int] = []
  ) {
    self.name = name
    self.sheet = sheet
    self.headerRow = headerRow
    self.columnNumbers = columnNumbers
    self.encoding = encoding
    self.headers = headers
    self.bytes = bytes
    self.offsets = offsets
    self.rowNumbers = rowNumbers
    self.lineNumbers = lineNumbers
    rowCount = headers.isEmpty ? 0 : max(0, offsets.count - 1) / headers.count
  }

  /// A table written in a program or in a method (worked examples); rows count from 2, below the header.
  ///
  /// Cells that a row lacks are blank; cells beyond the headers, and whatever exceeds 4 GiB, are dropped.
  public init(name: String, headers: [String], rows: [[String]]) {
    var bytes: [UInt8] = []
    var offsets: [UInt32] = [0]
    var numbers = RowNumbers()
    for (index, row) in rows.enumerated() {
      for column in headers.indices {
        if column < row.count, bytes.count + row[column].utf8.count <= Int(UInt32.max) {
          bytes += row[column].utf8
        }
        offsets.append(UInt32(clamping: bytes.count))
      }
      numbers.append(index + 2)
    }
    self.init(
      name: name, encoding: .utf8, headers: headers, bytes: bytes, offsets: offsets, rowNumbers: numbers,
      lineNumbers: numbers)
  }

  @inlinable public var columnCount: Int { headers.count }

  /// The bytes of a cell within the buffer; empty outside the table.
  @inlinable
  func range(row: Int, column: Int) -> Range<Int> {
    guard row >= 0, row < rowCount, column >= 0, column < headers.count else { return 0..<0 }
    let cell = row &* headers.count &+ column
    return Int(offsets[cell])..<Int(offsets[cell &+ 1])
  }

  /// The text of a cell as the file has it; "" outside the table. Cost: its length.
  @inlinable
  public func text(row: Int, column: Int) -> String {
    withUTF8(row: row, column: column) { String(decoding: $0, as: UTF8.self) }
  }

  /// The UTF-8 bytes of a cell, sharing the table's buffer; empty outside the table.
  public func utf8(row: Int, column: Int) -> ArraySlice<UInt8> {
    bytes[range(row: row, column: column)]
  }

  /// Hands the UTF-8 bytes of a cell to `body`, without copy or allocation; none outside the table. The
  /// pointer is valid only during the call.
  @inlinable
  public func withUTF8<Value, Failure: Error>(
    row: Int, column: Int, _ body: (UnsafeBufferPointer<UInt8>) throws(Failure) -> Value
  ) throws(Failure) -> Value {
    let range = range(row: row, column: column)
    return try bytes.withUnsafeBufferPointer { buffer throws(Failure) in
      try body(UnsafeBufferPointer(rebasing: buffer[range]))
    }
  }

  /// The row's number as a spreadsheet shows it: a record with line breaks inside quotes counts once, blank
  /// rows count, and a header in the first line is row 1. In JSON, the object's number in its array, from 1.
  /// 0 outside the table.
  public func spreadsheetRow(_ row: Int) -> Int { rowNumbers[row] }

  /// The line of the file on which the row starts, from 1; 0 outside the table.
  public func sourceLine(_ row: Int) -> Int { lineNumbers[row] }

  /// Where a cell stands, for a diagnostic; the row where `column` is nil.
  public func place(row: Int, column: Int? = nil) -> Place {
    let header = column.flatMap { headers.indices.contains($0) ? headers[$0] : nil }
    return .cell(
      file: name, sheet: sheet, row: spreadsheetRow(row), column: column.map { number(ofColumn: $0) } ?? 0,
      header: header ?? "", text: column.map { text(row: row, column: $0) } ?? "")
  }

  /// Where a header stands.
  public func headerPlace(column: Int) -> Place {
    let header = headers.indices.contains(column) ? headers[column] : ""
    return .cell(
      file: name, sheet: sheet, row: headerRow, column: number(ofColumn: column), header: header, text: header
    )
  }

  /// The whole table: its file, or its sheet of a workbook.
  public var place: Place {
    sheet.map { .cell(file: name, sheet: $0, row: 0, column: 0, header: "", text: "") } ?? .file(name)
  }

  /// The file's name, with the sheet's where it is a workbook.
  public var title: String { sheet.map { "\(name) \($0)" } ?? name }

  /// The column as a spreadsheet counts it, from 1.
  private func number(ofColumn column: Int) -> Int {
    columnNumbers.indices.contains(column) ? columnNumbers[column] : column &+ 1
  }
}

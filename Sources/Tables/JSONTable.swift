import Diagnostics

/// Reads a table from JSON: an array of objects, one for each row, or an object whose member `rows` is one.
/// Columns are the keys, in the order in which they first occur.
struct JSONTable {
  private typealias Fault = JSONScanner.Fault

  private let limits: TableLimits
  private var findings: TableFindings
  /// The text of all cells, in the order of the file.
  private var text: [UInt8] = []
  private var headers: [String] = []
  /// The column of each key as the file writes it.
  private var columns: [[UInt8]: Int] = [:]
  private var keys: [[UInt8]] = []
  private var rows: [Row] = []
  private var cells: [Cell] = []
  private var elementNumber = 0
  /// The element in which each column was last filled.
  private var lastElement: [Int] = []
  /// Whether the last element was no object.
  private var lastWasForeign = false
  /// How many members `rows` there are.
  private var arrayCount = 0
  private var line = 1
  private var lineEnd = 0

  private struct Row {
    var number: Int
    var line: Int
    var firstCell: Int
  }

  private struct Cell {
    var column: Int32
    var start: UInt32
    var end: UInt32
  }

  static func read(
    _ source: TextDecoder.Text, _ limits: TableLimits, _ findings: inout TableFindings
  ) -> Grid? {
    var table = JSONTable(limits: limits, findings: findings)
    var fault: Fault?
    source.bytes.withUnsafeBufferPointer { bytes in
      var scanner = JSONScanner(bytes, mostDepth: limits.depth)
      do throws(Fault) {
        if scanner.peek() == nil { return table.findings.add(.emptyFile, help: Self.emptyHelp) }
        try table.readWhole(&scanner)
      } catch {
        fault = error
      }
    }
    if let fault { table.report(fault, source.bytes) }
    let grid = table.grid(source.encoding)
    findings = table.findings
    return grid
  }

  private static let emptyHelp = Phrase(
    "没有记录时请写 []；有记录时写 [{…}, {…}]", "write [] where there are no rows, or else [{…}, {…}]")

  private init(limits: TableLimits, findings: TableFindings) {
    self.limits = limits
    self.findings = findings
  }

  private mutating func readWhole(_ scanner: inout JSONScanner) throws(Fault) {
    switch scanner.peek() {
    case UInt8(ascii: "["):
      try readRows(&scanner, depth: 1)
    case UInt8(ascii: "{"):
      try scanner.object(&self) { scanner, table, key throws(Fault) in
        if scanner.bytes[key].elementsEqual("\"rows\"".utf8), scanner.peek() == UInt8(ascii: "[") {
          table.arrayCount += 1
          try table.readRows(&scanner, depth: 2)
        } else {
          try scanner.skipValue(depth: 1)
        }
      }
      if arrayCount != 1 { findings.add(.jsonNotRows) }
    default:
      try scanner.skipValue(depth: 0)
      findings.add(.jsonNotRows)
    }
    try scanner.finish()
  }

  private mutating func readRows(_ scanner: inout JSONScanner, depth: Int) throws(Fault) {
    try scanner.array(&self) { scanner, table throws(Fault) in
      table.elementNumber += 1
      guard scanner.peek() == UInt8(ascii: "{") else {
        let start = scanner.index
        try scanner.skipValue(depth: depth)
        let text = Self.opening(scanner.bytes[start..<scanner.index])
        // A table all of whose rows are arrays has one mistake, not many.
        if !table.lastWasForeign {
          table.findings.add(.jsonRowNotObject, row: table.elementNumber, text: text)
        }
        table.lastWasForeign = true
        return
      }
      table.lastWasForeign = false
      let row = Row(
        number: table.elementNumber, line: table.line(of: scanner), firstCell: table.cells.count)
      let start = table.text.count
      try scanner.object(&table) { scanner, table, key throws(Fault) in
        try table.readMember(&scanner, key, row, depth: depth + 1)
      }
      if table.isBlank(row) {
        table.cells.removeLast(table.cells.count - row.firstCell)
        table.text.removeLast(table.text.count - start)
      } else {
        table.rows.append(row)
      }
    }
  }

  private mutating func readMember(
    _ scanner: inout JSONScanner, _ key: Range<Int>, _ row: Row, depth: Int
  ) throws(Fault) {
    let position = cells.count - row.firstCell
    let column = try self.column(scanner, key, expected: position)
    let header = headers[column]
    let start = text.count
    switch scanner.peek() {
    case UInt8(ascii: "\""):
      try scanner.string(into: &text)
    case UInt8(ascii: "{"), UInt8(ascii: "["):
      let start = scanner.index
      try scanner.skipValue(depth: depth)
      findings.add(
        .jsonNestedValue, row: row.number, column: column + 1, header: header,
        text: Self.opening(scanner.bytes[start..<scanner.index]))
    default:
      let value = try scanner.plainValue()
      if scanner.bytes[value.lowerBound] != UInt8(ascii: "n") {
        text.append(contentsOf: scanner.bytes[value])
      }
    }
    let end = text.count
    if end - start > limits.cellBytes {
      findings.add(
        .cellTooLong, row: row.number, column: column + 1, header: header,
        Phrase(FileFailure.size(limits.cellBytes)))
    }
    if lastElement[column] == row.number {
      findings.add(
        .jsonKeyRepeated, row: row.number, column: column + 1, header: header,
        text: String(String(decoding: text[start..<end].prefix(400), as: UTF8.self).prefix(100)),
        Phrase(DisplayWidth.cut(header, to: 60)))
    }
    lastElement[column] = row.number
    cells.append(
      Cell(
        column: Int32(clamping: column), start: UInt32(truncatingIfNeeded: start),
        end: UInt32(truncatingIfNeeded: end)
      ))
  }

  /// The column of a key, a new one where the key is new.
  private mutating func column(
    _ scanner: JSONScanner, _ key: Range<Int>, expected: Int
  ) throws(Fault) -> Int {
    let written = scanner.bytes[key]
    // Rows mostly have the same keys in the same order.
    if expected < keys.count, written.elementsEqual(keys[expected]) { return expected }
    if let known = columns[Array(written)] { return known }
    var inner = JSONScanner(UnsafeBufferPointer(rebasing: written), mostDepth: 0)
    var name: [UInt8] = []
    try inner.string(into: &name)
    let header = name.withUnsafeBufferPointer { SeparatedTable.header($0) }
    // The same key may be written with escapes.
    let column = header.isEmpty ? headers.count : headers.firstIndex(of: header) ?? headers.count
    columns[Array(written)] = column
    if column == headers.count {
      guard headers.count < limits.columns else {
        throw Fault(
          offset: key.lowerBound,
          reason: Phrase("字段超过 \(limits.columns) 个", "there are more than \(limits.columns) fields"))
      }
      headers.append(header)
      lastElement.append(0)
      keys.append(Array(written))
      if header.isEmpty {
        findings.add(
          .headerBlank, row: elementNumber, column: column + 1,
          Phrase(String(column + 1), "column \(column + 1)"))
      }
    }
    return column
  }

  /// The beginning of a value as the file writes it, on one line.
  private static func opening(_ value: Slice<UnsafeBufferPointer<UInt8>>) -> String {
    String(String(decoding: value.prefix(400), as: UTF8.self).prefix(100)).split { $0.isWhitespace }
      .joined(separator: " ")
  }

  private func isBlank(_ row: Row) -> Bool {
    text.withUnsafeBufferPointer { text in
      cells[row.firstCell...].allSatisfy { CellBytes(rebasing: text[Int($0.start)..<Int($0.end)]).isBlank }
    }
  }

  /// The line that the scanner stands on; it only moves forward.
  private mutating func line(of scanner: JSONScanner) -> Int {
    while lineEnd < scanner.index {
      if scanner.bytes[lineEnd] == 0x0A { line += 1 }
      lineEnd += 1
    }
    return line
  }

  /// Points into the text where it is small enough to be shown, and names line and column otherwise.
  private mutating func report(_ fault: Fault, _ bytes: [UInt8]) {
    let offset = min(fault.offset, bytes.count)
    if bytes.count <= 1 << 20 {
      let source = SourceText(name: findings.name, bytes: bytes)
      // A word is marked whole, and so is a character of several bytes.
      let word = bytes[offset...].prefix { !" \t\r\n,:[]{}\"".utf8.contains($0) }
      let span = Span(offset, min(offset + max(1, word.count), bytes.count))
      return findings.add(at: .text(source, span), .jsonSyntax, [fault.reason])
    }
    let before = bytes[..<offset]
    let line = before.reduce(1) { $1 == 0x0A ? $0 + 1 : $0 }
    let lineStart = before.lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
    let column = String(decoding: before[lineStart...], as: UTF8.self).count + 1
    let reason = Phrase(
      "第 \(line) 行第 \(column) 列，" + fault.reason.chinese,
      "line \(line), column \(column): " + fault.reason.english)
    findings.add(.jsonSyntax, reason)
  }

  /// The cells in the order of the columns.
  private mutating func grid(_ encoding: TextEncoding) -> Grid? {
    findings.addRepeated(headers, row: 0)
    let (cellCount, isOver) = rows.count.multipliedReportingOverflow(by: headers.count)
    if isOver || cellCount > limits.cells { findings.add(.tableTooLarge, Phrase(String(limits.cells))) }
    if findings.hasErrors { return nil }
    if rows.isEmpty { findings.add(.tableWithoutRows) }
    var ordered: [UInt8] = []
    var offsets: [UInt32] = []
    var rowNumbers = RowNumbers()
    var lineNumbers = RowNumbers()
    ordered.reserveCapacity(text.count)
    offsets.reserveCapacity(cellCount + 1)
    var places = [Range<Int>](repeating: 0..<0, count: headers.count)
    for (index, row) in rows.enumerated() {
      let end = index + 1 < rows.count ? rows[index + 1].firstCell : cells.count
      for cell in cells[row.firstCell..<end] { places[Int(cell.column)] = Int(cell.start)..<Int(cell.end) }
      for column in places.indices {
        offsets.append(UInt32(truncatingIfNeeded: ordered.count))
        ordered += text[places[column]]
        places[column] = 0..<0
      }
      rowNumbers.append(row.number)
      lineNumbers.append(row.line)
    }
    offsets.append(UInt32(truncatingIfNeeded: ordered.count))
    return Grid(
      name: findings.name, encoding: encoding, headers: headers, bytes: ordered, offsets: offsets,
      rowNumbers: rowNumbers, lineNumbers: lineNumbers)
  }
}

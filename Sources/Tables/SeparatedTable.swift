import Diagnostics

/// Reads a table from separated text: the header, then the rows, with what is wrong about them.
struct SeparatedTable {
  private var headers: [String] = []
  /// The cells of the header record, also the blank ones at its end, which are no columns.
  private var headerCells = 0
  private var rowNumbers = RowNumbers()
  private var lineNumbers = RowNumbers()
  private var rowCount = 0
  /// Columns without a header between others, and those of them and beyond that have been reported.
  private var nameless: [Int] = []
  private var reported: Set<Int> = []
  private let limits: TableLimits

  private init(limits: TableLimits) { self.limits = limits }

  static func read(
    _ text: TextDecoder.Text, preferred: UInt8, _ limits: TableLimits, _ findings: inout TableFindings
  ) -> Grid? {
    var bytes = text.bytes
    let announced = announcedSeparator(bytes)
    let separator = announced?.separator ?? SeparatorCounts(bytes).separator(preferred: preferred)
    var table = SeparatedTable(limits: limits)
    var end = 0
    let offsets: [UInt32]? = bytes.withUnsafeMutableBufferPointer { bytes in
      var scanner = SeparatedScanner(
        bytes, from: announced?.start ?? 0, line: announced == nil ? 1 : 2, separator: separator,
        limits: limits)
      guard table.readHeader(&scanner, &findings) else { return nil }
      table.readRows(&scanner, &findings)
      end = scanner.output
      return scanner.finish()
    }
    guard let offsets, !findings.hasErrors else { return nil }
    if table.rowCount == 0 { findings.add(.tableWithoutRows) }
    bytes.removeLast(bytes.count - end)
    return Grid(
      name: findings.name, encoding: text.encoding, headers: table.headers, bytes: bytes, offsets: offsets,
      rowNumbers: table.rowNumbers, lineNumbers: table.lineNumbers)
  }

  /// The line `sep=;`, which some spreadsheets write before the header and never show.
  private static func announcedSeparator(_ bytes: [UInt8]) -> (separator: UInt8, start: Int)? {
    guard bytes.starts(with: "sep=".utf8), bytes.count > 5, ",;\t".utf8.contains(bytes[4]) else { return nil }
    switch (bytes[5], bytes.count > 6 ? bytes[6] : 0) {
    case (0x0D, 0x0A): return (bytes[4], 7)
    case (0x0A, _), (0x0D, _): return (bytes[4], 6)
    default: return nil
    }
  }

  private mutating func readHeader(_ scanner: inout SeparatedScanner, _ findings: inout TableFindings) -> Bool
  {
    var record = scanner.next()
    while let current = record, scanner.faults.isEmpty, scanner.isBlank(current) {
      scanner.drop(current, from: 0)
      record = scanner.next()
    }
    guard let record else {
      findings.add(.emptyFile)
      return false
    }
    headers = (0..<record.cellCount).map { Self.header(scanner.cell(record, $0)) }
    headerCells = headers.count
    while headers.last?.isEmpty == true { headers.removeLast() }
    nameless = headers.indices.filter { headers[$0].isEmpty }
    let isReadable = report(record, scanner, &findings)
    checkHeaders(record, &findings)
    scanner.drop(record, from: 0)
    return isReadable
  }

  /// A header as one line, trimmed: line breaks that only wrap the text in its cell drop out, between ASCII
  /// words they become a blank.
  static func header(_ cell: CellBytes) -> String {
    let text = cell.trimmed
    guard text.contains(where: { $0 == 0x0A || $0 == 0x0D }) else { return text.string }
    let lines = text.split { $0 == 0x0A || $0 == 0x0D }.map { CellBytes(rebasing: $0).trimmed }
    var header: [UInt8] = []
    for line in lines where !line.isEmpty {
      if let last = header.last, last < 0x80, line[0] < 0x80 { header.append(0x20) }
      header += line
    }
    return String(decoding: header, as: UTF8.self)
  }

  private func checkHeaders(_ record: SeparatedScanner.Record, _ findings: inout TableFindings) {
    findings.addRepeated(headers, row: record.number)
    if headerCells == 1, let only = headers.first, only.contains(where: { $0 == "，" || $0 == "；" }) {
      findings.add(.fullWidthSeparator, row: record.number, column: 1, text: only)
    }
  }

  private mutating func readRows(_ scanner: inout SeparatedScanner, _ findings: inout TableFindings) {
    while let record = scanner.next() {
      guard report(record, scanner, &findings) else { return }
      if scanner.isBlank(record) {
        scanner.drop(record, from: 0)
        continue
      }
      checkCells(record, scanner, &findings)
      if record.cellCount < headers.count {
        findings.add(
          .tooFewCells, row: record.number, Phrase(String(record.cellCount)), Phrase(String(headers.count)))
      }
      if findings.hasErrors {
        // There will be no table: its cells need no space.
        scanner.drop(record, from: 0)
      } else {
        scanner.drop(record, from: headers.count)
        rowNumbers.append(record.number)
        lineNumbers.append(record.line)
        rowCount += 1
      }
    }
  }

  /// Cells that stand under no header.
  private mutating func checkCells(
    _ record: SeparatedScanner.Record, _ scanner: SeparatedScanner, _ findings: inout TableFindings
  ) {
    for column in nameless {
      checkNameless(record, scanner.cell(record, column), column, &findings)
    }
    guard record.cellCount > headers.count else { return }
    for column in headers.count..<record.cellCount {
      let cell = scanner.cell(record, column)
      if cell.isBlank { continue }
      guard column >= headerCells else {
        checkNameless(record, cell, column, &findings)
        continue
      }
      findings.add(
        .tooManyCells, row: record.number, column: column + 1, text: cell.trimmed.string,
        Phrase(String(record.cellCount)), Phrase(String(headers.count)))
      return
    }
  }

  private mutating func checkNameless(
    _ record: SeparatedScanner.Record, _ cell: CellBytes, _ column: Int, _ findings: inout TableFindings
  ) {
    guard !cell.isBlank, reported.insert(column).inserted else { return }
    findings.add(
      .headerBlank, row: record.number, column: column + 1, text: cell.trimmed.string,
      Phrase(String(column + 1)))
  }

  /// The first line of a cell that may have swallowed the rest of the file.
  private static func opening(_ cell: CellBytes) -> String {
    let line = cell.prefix(400).prefix { $0 != 0x0A && $0 != 0x0D }
    return String(String(decoding: line, as: UTF8.self).prefix(100))
  }

  /// Reports what the scanner found about a record; false where nothing after it can be read.
  private func report(
    _ record: SeparatedScanner.Record, _ scanner: SeparatedScanner, _ findings: inout TableFindings
  ) -> Bool {
    var isReadable = true
    for (column, fault) in scanner.faults {
      let header = headers.indices.contains(column) ? headers[column] : ""
      let code: Code
      var argument = Phrase("")
      switch fault {
      case .unterminatedQuote: code = .unclosedCellQuote
      case .textAfterQuote: code = .textAfterQuote
      case .zeroByte: code = .zeroByte
      case .cellTooLong: (code, argument) = (.cellTooLong, Phrase(FileFailure.size(limits.cellBytes)))
      case .tooManyColumns: (code, argument) = (.tooManyColumns, Phrase(String(limits.columns)))
      case .tooManyCells: (code, argument) = (.tableTooLarge, Phrase(String(limits.cells)))
      }
      findings.add(
        code, row: record.number, column: column + 1, header: header,
        text: Self.opening(scanner.cell(record, column)), argument)
      if fault.isFatal { isReadable = false }
    }
    return isReadable
  }
}

extension TableFindings {
  /// Reports headers that stand twice, also in another width; blank ones do not count.
  mutating func addRepeated(_ headers: [String], row: Int) {
    var seen: [String: Int] = [:]
    for (column, header) in headers.enumerated() where !header.isEmpty {
      let key = CellParser.normalisedName(header)
      if let first = seen[key] {
        add(
          .headerRepeated, row: row, column: column + 1, header: header, text: header, Phrase(header),
          Phrase(String(first + 1)), Phrase(String(column + 1)))
      } else {
        seen[key] = column
      }
    }
  }
}

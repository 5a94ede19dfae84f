import Diagnostics

/// Reads a table from separated text: the header, then the rows, with what is wrong about them.
struct SeparatedTable {
  private var headers: [String] = []
  /// The cells of the header record, also the blank ones at its end, which are no columns.
  private var headerCells = 0
  private var headerNumber = 1
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
    headers = (0..<record.cellCount).map { column in
      let cell = scanner.cell(record, column)
      // One beyond the limit is only reported, with how it begins.
      return cell.count > limits.cellBytes ? Self.opening(cell) : Self.header(cell)
    }
    headerCells = headers.count
    headerNumber = record.number
    while headers.last?.isEmpty == true { headers.removeLast() }
    nameless = headers.indices.filter { headers[$0].isEmpty }
    defer { scanner.drop(record, from: 0) }
    return report(record, scanner, &findings) && checkHeaders(record, &findings)
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

  /// False where the rows below mean nothing under this header.
  private func checkHeaders(_ record: SeparatedScanner.Record, _ findings: inout TableFindings) -> Bool {
    findings.addRepeated(headers, row: record.number)
    guard headerCells == 1, let only = headers.first, only.contains(where: { $0 == "，" || $0 == "；" })
    else { return true }
    findings.add(.fullWidthSeparator, row: record.number, column: 1, text: only)
    return false
  }

  /// Whether the header is a title and this record, the first below it, the header: names in several columns
  /// under a single text.
  private func isHeaderBelowTitle(_ record: SeparatedScanner.Record, _ scanner: SeparatedScanner) -> Bool {
    guard headers.count == 1 else { return false }
    let cells = (0..<record.cellCount).map { scanner.cell(record, $0) }.filter { !$0.isBlank }
    return cells.count > 1 && cells.allSatisfy { $0.trimmed.string.first?.isNumber == false }
  }

  private mutating func readRows(_ scanner: inout SeparatedScanner, _ findings: inout TableFindings) {
    while let record = scanner.next() {
      guard report(record, scanner, &findings) else { return }
      if scanner.isBlank(record) {
        scanner.drop(record, from: 0)
        continue
      }
      if rowCount == 0, isHeaderBelowTitle(record, scanner) {
        return findings.add(
          .titleAboveHeader, row: headerNumber, column: 1, text: headers[0], Phrase(String(record.number)))
      }
      checkCells(record, scanner, &findings)
      if record.cellCount < headers.count { reportShort(record, scanner, &findings) }
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

  private func reportShort(
    _ record: SeparatedScanner.Record, _ scanner: SeparatedScanner, _ findings: inout TableFindings
  ) {
    let cells = (0..<record.cellCount).map { Self.opening(scanner.cell(record, $0)) }
    let remark = Phrase(
      "若是表外的说明文字，请从文件中删去；若是数据，请补齐缺少的格",
      "delete it if it is a remark beside the table; otherwise add the missing cells")
    findings.add(
      .tooFewCells, row: record.number,
      text: cells.joined(separator: String(UnicodeScalar(scanner.separator))),
      help: cells.count == 1 ? remark : nil, Phrase(String(record.cellCount)), Phrase(String(headers.count)))
  }

  /// Cells that stand under no header.
  private mutating func checkCells(
    _ record: SeparatedScanner.Record, _ scanner: SeparatedScanner, _ findings: inout TableFindings
  ) {
    let first = headers.count
    let beyond = record.cellCount > first ? Array(first..<record.cellCount) : []
    var unnamed = nameless.filter { !scanner.cell(record, $0).isBlank }
    for column in beyond where !scanner.cell(record, column).isBlank {
      if column < headerCells {
        unnamed.append(column)
        continue
      }
      findings.add(
        .tooManyCells, row: record.number, column: column + 1,
        text: scanner.cell(record, column).trimmed.string, Phrase(String(record.cellCount)),
        Phrase(String(headers.count)))
      break
    }
    let new = unnamed.filter { reported.insert($0).inserted }
    guard let column = new.first else { return }
    let numbers = new.map { String($0 + 1) }
    findings.add(
      .headerBlank, row: record.number, column: column + 1,
      text: scanner.cell(record, column).trimmed.string,
      Phrase(
        numbers.joined(separator: "、"),
        (numbers.count == 1 ? "column " : "columns ") + numbers.joined(separator: ", ")))
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
      var text = Self.opening(scanner.cell(record, column))
      let code: Code
      var argument = Phrase("")
      switch fault {
      case .unterminatedQuote:
        code = .unclosedCellQuote
        text = "\"" + text
      case .textAfterQuote(let closing):
        code = .textAfterQuote
        let cell = scanner.cell(record, column)
        let quoted = CellBytes(rebasing: cell.prefix(closing))
        text = "\"" + quoted.string + "\"" + Self.opening(CellBytes(rebasing: cell.dropFirst(closing)))
      case .zeroByte: code = .zeroByte
      case .cellTooLong: (code, argument) = (.cellTooLong, Phrase(FileFailure.size(limits.cellBytes)))
      case .tooManyColumns: (code, argument) = (.tooManyColumns, Phrase(String(limits.columns)))
      case .tooManyCells: (code, argument) = (.tableTooLarge, Phrase(String(limits.cells)))
      }
      findings.add(
        code, row: record.number, column: column + 1, header: header,
        text: text, argument)
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
          .headerRepeated, row: row, column: column + 1, header: header, text: header,
          Phrase(DisplayWidth.cut(header, to: 60)),
          Phrase(String(first + 1)), Phrase(String(column + 1)))
      } else {
        seen[key] = column
      }
    }
  }
}

import Diagnostics

/// Reads the rows below a sheet's header.
struct SheetBody {
  private let table: SheetTable
  private let header: SheetHeader
  var findings: TableFindings
  private(set) var bytes: [UInt8] = []
  private(set) var offsets: [UInt32] = [0]
  private(set) var rowNumbers = RowNumbers()
  private(set) var rowCount = 0
  /// Cells merged sideways, by the row and column where they begin.
  private var wide: [Int: [MergedCells]] = [:]
  /// For each column the cell that is merged down over the rows to come, and the last of them.
  private var standing: [Int: (cell: SheetCell, bottom: Int)] = [:]
  private var downward: [Int: [MergedCells]] = [:]
  private var filled: [Int: (first: SheetCell, count: Int)] = [:]
  private var nameless: Set<Int> = []

  init(_ table: SheetTable, _ header: SheetHeader) {
    self.table = table
    self.header = header
    findings = table.findings
    for merge in table.sheet.merges where merge.top > header.bottom {
      if merge.right > merge.left { wide[merge.top, default: []].append(merge) }
      if merge.bottom > merge.top { downward[merge.top, default: []].append(merge) }
    }
  }

  mutating func read() {
    let first = table.index(ofRow: header.bottom + 1)
    for row in first..<table.rows.count { read(row) }
    for column in filled.keys.sorted() {
      guard let found = filled[column] else { continue }
      findings.add(
        .mergedCellsFilled, row: Int(found.first.row), column: column, header: name(ofColumn: column),
        text: table.string(found.first), Phrase(String(found.count)))
    }
    let hidden = table.sheet.hiddenRows.filter { $0 > header.bottom }
    if let first = hidden.first {
      findings.add(.hiddenRowsRead, row: first, Phrase(String(hidden.count)))
    }
  }

  private mutating func read(_ row: Int) {
    let number = table.rows[row].number
    let cells = table.cells(row)
    // What stands across the table is a remark about it.
    if let only = cells.first, cells.allSatisfy({ $0.column == only.column || table.isBlank($0) }),
      only.kind == .text || only.kind == .shared, isWide(only), header.columns.count > 1
    {
      return findings.add(
        .remarkLeftOut, row: number, text: Self.cut(table.string(only)), Phrase(Self.cut(table.string(only))))
    }
    var values = [SheetCell?](repeating: nil, count: header.columns.count)
    let firstColumn = header.columns[0].number
    for cell in cells where !(table.isBlank(cell) && cell.kind != .uncomputed) {
      let place = Int(cell.column) - firstColumn
      guard values.indices.contains(place), !header.columns[place].name.isEmpty else {
        reportNameless(cell)
        continue
      }
      if isWide(cell) { report(.mergedCellsInData, cell) }
      check(cell)
      values[place] = cell
    }
    fill(&values, number)
    guard values.contains(where: { $0 != nil }) else { return }
    stand(row)
    guard !findings.hasErrors else { return }
    for value in values {
      if let value { bytes += table.bytes(value) }
      offsets.append(UInt32(clamping: bytes.count))
    }
    if bytes.count > Int(UInt32.max) || offsets.count > table.limits.cells {
      findings.add(.tableTooLarge, Phrase(String(table.limits.cells)))
    }
    rowNumbers.append(number)
    rowCount += 1
  }

  private func isWide(_ cell: SheetCell) -> Bool {
    wide[Int(cell.row)]?.contains { $0.left == Int(cell.column) } ?? false
  }

  private func name(ofColumn number: Int) -> String {
    let place = number - (header.columns.first?.number ?? 1)
    return header.columns.indices.contains(place) ? header.columns[place].name : ""
  }

  private static func cut(_ text: String) -> String {
    DisplayWidth.cut(text.split { $0.isNewline }.joined(separator: " "), to: 60)
  }

  private mutating func report(_ code: Code, _ cell: SheetCell, _ argument: Phrase? = nil) {
    let text = Self.cut(table.string(cell))
    findings.add(
      code, row: Int(cell.row), column: Int(cell.column), header: name(ofColumn: Int(cell.column)),
      text: text,
      argument ?? Phrase(text))
  }

  /// A cell under no header; one report for a column.
  private mutating func reportNameless(_ cell: SheetCell) {
    guard nameless.insert(Int(cell.column)).inserted else { return }
    let letters = CellName.letters(column: Int(cell.column))
    report(.headerBlank, cell, Phrase(letters, "column \(letters)"))
  }

  private mutating func check(_ cell: SheetCell) {
    switch cell.kind {
    case .text, .shared:
      if table.bytes(cell).count > table.limits.cellBytes {
        report(.cellTooLong, cell, Phrase(FileFailure.size(table.limits.cellBytes)))
      }
    case .number: break
    case .error: report(.errorValue, cell)
    case .uncomputed: report(.formulaWithoutValue, cell)
    case .noDate: report(.noSuchSerialDay, cell)
    case .longNumber: report(.numberBeyondPrecision, cell)
    }
  }

  // MARK: - Cells merged downwards

  /// Remembers the cells of a row that are merged over rows below it.
  private mutating func stand(_ row: Int) {
    for merge in downward[table.rows[row].number] ?? [] {
      guard let cell = table.cells(row).first(where: { Int($0.column) == merge.left && !table.isBlank($0) })
      else { continue }
      standing[merge.left] = (cell, merge.bottom)
    }
  }

  /// Blank cells below one that is merged over them hold its text. A number could be each row's or all rows'
  /// together: that is refused.
  private mutating func fill(_ values: inout [SheetCell?], _ number: Int) {
    guard !standing.isEmpty, let first = header.columns.first?.number else { return }
    let isBlankRow = !values.contains { $0 != nil }
    for (column, found) in standing {
      guard found.bottom >= number else {
        standing[column] = nil
        continue
      }
      let place = column - first
      guard !isBlankRow, values.indices.contains(place), values[place] == nil,
        !header.columns[place].name.isEmpty
      else { continue }
      guard found.cell.kind == .text || found.cell.kind == .shared else {
        report(.mergedCellsInData, found.cell)
        standing[column] = nil
        continue
      }
      values[place] = found.cell
      filled[column, default: (found.cell, 0)].count += 1
    }
  }
}

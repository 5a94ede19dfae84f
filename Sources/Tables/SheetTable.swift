import Diagnostics

/// Makes a table of a sheet's cells: finds the header below title rows, joins the levels of a header with merged
/// cells, and reports what is no value.
struct SheetTable {
  let sheet: SheetCells
  let strings: SharedStrings
  let limits: TableLimits
  var findings: TableFindings
  /// Rows that hold something, with their cells.
  private(set) var rows: [(number: Int, cells: Range<Int>)] = []

  init(_ sheet: SheetCells, _ resources: SheetResources, _ limits: TableLimits, _ findings: TableFindings) {
    self.sheet = sheet
    strings = resources.strings
    self.limits = limits
    self.findings = findings
    rows = foundRows()
  }

  mutating func grid(expecting: [String], staleFormulas: Bool) -> Grid? {
    guard !rows.isEmpty else {
      findings.add(.sheetEmpty)
      return nil
    }
    let header = SheetHeader.find(in: self, expecting: expecting)
    guard let first = header.columns.first, header.columns.count <= limits.columns else {
      findings.add(.tooManyColumns, Phrase(String(limits.columns)))
      return nil
    }
    addRepeated(header)
    if staleFormulas, let cell = sheet.firstFormula {
      let stored = sheet.cells.first { Int($0.row) == cell.row && Int($0.column) == cell.column }
      findings.add(
        .formulasAwaitComputing, row: cell.row, column: cell.column, text: stored.map { string($0) } ?? "")
    }
    var body = SheetBody(self, header)
    body.read()
    findings = body.findings
    guard !findings.hasErrors else { return nil }
    if body.rowCount == 0 { findings.add(.tableWithoutRows, row: header.bottom, column: first.number) }
    return Grid(
      name: findings.name, sheet: findings.sheet, encoding: .utf8, headers: header.columns.map(\.name),
      bytes: body.bytes, offsets: body.offsets, rowNumbers: body.rowNumbers, lineNumbers: body.rowNumbers,
      headerRow: header.bottom, columnNumbers: header.columns.map(\.number))
  }

  /// The bytes of a cell's text, or of its number.
  func bytes(_ cell: SheetCell) -> ArraySlice<UInt8> {
    if cell.kind == .shared {
      return strings.range(Int(cell.start)).map { strings.bytes[$0] } ?? []
    }
    return sheet.text[Int(cell.start)..<Int(cell.end)]
  }

  func string(_ cell: SheetCell) -> String {
    bytes(cell).withUnsafeBufferPointer { $0.trimmed.string }
  }

  func isBlank(_ cell: SheetCell) -> Bool { bytes(cell).withUnsafeBufferPointer { $0.isBlank } }

  /// The cells of a row, by its place among the rows.
  func cells(_ row: Int) -> ArraySlice<SheetCell> { sheet.cells[rows[row].cells] }

  /// The place of a row among the rows that hold something, or of the first one after it.
  func index(ofRow number: Int) -> Int {
    var low = 0
    var high = rows.count
    while low < high {
      let middle = (low + high) / 2
      if rows[middle].number < number { low = middle + 1 } else { high = middle }
    }
    return low
  }

  private func foundRows() -> [(number: Int, cells: Range<Int>)] {
    var result: [(number: Int, cells: Range<Int>)] = []
    var start = 0
    while start < sheet.cells.count {
      let row = sheet.cells[start].row
      var end = start
      var isBlank = true
      while end < sheet.cells.count, sheet.cells[end].row == row {
        if isBlank { isBlank = self.isBlank(sheet.cells[end]) && sheet.cells[end].kind != .uncomputed }
        end += 1
      }
      if !isBlank { result.append((Int(row), start..<end)) }
      start = end
    }
    return result
  }

  private mutating func addRepeated(_ header: SheetHeader) {
    var seen: [String: Int] = [:]
    for column in header.columns where !column.name.isEmpty {
      let key = CellParser.normalisedName(column.name)
      if let first = seen[key] {
        findings.add(
          .headerRepeated, row: header.bottom, column: column.number, header: column.name, text: column.name,
          Phrase(DisplayWidth.cut(column.name, to: 60)), Phrase(CellName.letters(column: first)),
          Phrase(CellName.letters(column: column.number)))
      } else {
        seen[key] = column.number
      }
    }
  }
}

/// The header of a sheet's table.
struct SheetHeader {
  struct Column {
    /// In the sheet, from 1.
    var number: Int
    /// "" where there is no header over the column.
    var name: String
  }

  var top: Int
  var bottom: Int
  var columns: [Column]

  /// The rows in which a header is looked for.
  private static let searchedRows = 100
  private static let mostLevels = 4

  /// The rows that make the header: with expected names, those that have most of them; else the first that are
  /// not a title.
  static func find(in table: SheetTable, expecting: [String]) -> SheetHeader {
    let searched = table.rows.indices.prefix(searchedRows)
    let isNarrow = searched.allSatisfy { table.cells($0).count < 2 }
    // A row that cells are merged into from above is a lower level of one.
    let merges = table.sheet.merges.filter { $0.bottom > $0.top }
    let starts = searched.filter { row in
      let number = table.rows[row].number
      return (isNarrow || table.cells(row).count >= 2)
        && !merges.contains { $0.top < number && number <= $0.bottom }
    }
    let expected = Set(expecting.map { CellParser.normalisedName($0) })
    if !expected.isEmpty {
      var best: (header: SheetHeader, score: Int)?
      for start in starts {
        let (header, score) = header(in: table, from: start, expected)
        if score > best?.score ?? 0 { best = (header, score) }
      }
      if let best { return best.header }
    }
    let first = starts.first { isHeader($0, in: table) } ?? starts.first ?? 0
    return header(in: table, from: first, []).header
  }

  /// Whether a row looks like a header rather than a title: texts only, and as wide as what follows.
  private static func isHeader(_ row: Int, in table: SheetTable) -> Bool {
    let cells = table.cells(row)
    guard cells.allSatisfy({ $0.kind == .text || $0.kind == .shared }) else { return false }
    let number = table.rows[row].number
    let merged = table.sheet.merges.filter { $0.top <= number && number <= $0.bottom }
    let width = cells.reduce(0) { sum, cell in
      let merge = merged.first { $0.top == Int(cell.row) && $0.left == Int(cell.column) }
      return sum + (merge.map { $0.right - $0.left + 1 } ?? 1)
    }
    let following = table.rows.indices.dropFirst(row + 1).prefix(10).map { table.cells($0).count }
    return width * 2 > following.max() ?? 0
  }

  /// The header that starts on a row, and how many expected names it has; a name that stands there whole counts
  /// more than the last level of one.
  private static func header(
    in table: SheetTable, from start: Int, _ expected: Set<String>
  ) -> (header: SheetHeader, score: Int) {
    let top = table.rows[start].number
    let bottom = bottom(in: table, from: start)
    let merges = table.sheet.merges.filter { $0.top <= bottom && $0.bottom >= top }
    var levels: [Int: [(origin: Int, text: String)]] = [:]
    for row in table.rows.indices.dropFirst(start) {
      let number = table.rows[row].number
      guard number <= bottom else { break }
      for cell in table.cells(row) where !table.isBlank(cell) {
        let column = Int(cell.column)
        let merge = merges.first { $0.top == number && $0.left == column }
        let last = min(merge?.right ?? column, column + table.limits.columns)
        for covered in column...last { levels[covered, default: []].append((number, table.string(cell))) }
      }
    }
    var leaves: [String: Int] = [:]
    for texts in levels.values { leaves[CellParser.normalisedName(texts.last?.text ?? ""), default: 0] += 1 }
    var score = 0
    var found: Set<String> = []
    let numbers = levels.keys.min().flatMap { low in levels.keys.max().map { low...$0 } }
    let columns = numbers?.map { number -> Column in
      let texts = levels[number] ?? []
      let whole = joined(texts.map(\.text))
      if expected.contains(CellParser.normalisedName(whole)) {
        if found.insert(CellParser.normalisedName(whole)).inserted { score += 2 }
        return Column(number: number, name: whole)
      }
      let leaf = texts.last?.text ?? ""
      let key = CellParser.normalisedName(leaf)
      if expected.contains(key), leaves[key] == 1 {
        if found.insert(key).inserted { score += 1 }
        return Column(number: number, name: leaf)
      }
      return Column(number: number, name: whole)
    }
    return (SheetHeader(top: top, bottom: bottom, columns: columns ?? []), score)
  }

  /// Levels of a header as one name; as for line breaks in a cell, a blank only between ASCII words.
  private static func joined(_ texts: [String]) -> String {
    let bytes = Array(texts.joined(separator: "\n").utf8)
    return bytes.withUnsafeBufferPointer { SeparatedTable.header($0) }
  }

  /// The last row of a header: cells merged downwards reach it, and below cells merged sideways stands another
  /// level of texts.
  private static func bottom(in table: SheetTable, from start: Int) -> Int {
    let top = table.rows[start].number
    var bottom = top
    var row = start
    while bottom - top < mostLevels {
      let cells = table.cells(row)
      let merges = table.sheet.merges.filter { merge in
        merge.top >= top && merge.top <= bottom && merge.bottom < top + mostLevels
          && table.hasText(row: merge.top, column: merge.left)
      }
      let reach = merges.map(\.bottom).max() ?? bottom
      let isSplit = merges.contains { $0.bottom == bottom && $0.top == bottom && $0.right > $0.left }
      let next = row + 1
      guard next < table.rows.count, table.rows[next].number == bottom + 1 else { return max(bottom, reach) }
      let isLevel = table.cells(next).allSatisfy { $0.kind == .text || $0.kind == .shared }
      guard reach > bottom || (isSplit && isLevel), !cells.isEmpty else { return bottom }
      bottom += 1
      row = next
    }
    return bottom
  }
}

extension SheetTable {
  /// Whether a cell of the sheet holds a text.
  func hasText(row: Int, column: Int) -> Bool {
    let place = index(ofRow: row)
    guard place < rows.count, rows[place].number == row else { return false }
    return cells(place).contains { Int($0.column) == column && !isBlank($0) }
  }
}

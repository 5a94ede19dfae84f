import Diagnostics
import Packaging

/// A cell of a sheet that is not blank.
struct SheetCell {
  enum Kind: UInt8 {
    /// Bytes in the sheet's own buffer.
    case text
    /// The same, of a number.
    case number
    /// `start` is the index of a shared text.
    case shared
    /// An error value, such as #N/A.
    case error
    /// A formula whose value was never computed.
    case uncomputed
    /// A number shown as a date that the calendar does not have.
    case noDate
    /// A whole number beyond 15 digits.
    case longNumber
  }

  var row: UInt32
  var column: UInt16
  var kind: Kind
  var start: UInt32
  var end: UInt32
}

/// A rectangle of merged cells, rows and columns from 1.
struct MergedCells: Hashable {
  var top: Int
  var left: Int
  var bottom: Int
  var right: Int

  var isOneCell: Bool { top == bottom && left == right }
}

/// What a sheet holds.
struct SheetCells {
  var cells: [SheetCell] = []
  var text: [UInt8] = []
  var merges: [MergedCells] = []
  /// Rows that a filter or a user has hidden and that hold something.
  var hiddenRows: [Int] = []
  /// The first cell whose value a formula gave.
  var firstFormula: (row: Int, column: Int)?
}

/// Reads the cells of a sheet. Blank cells and rows, however many a sheet declares, take time but no space.
struct SheetScanner {
  private(set) var cells = SheetCells()
  private let resources: SheetResources
  private let limits: TableLimits
  private var row = 0
  private var column = 0
  private var isHidden = false
  private var excess: Phrase?
  private var isInconsistent = false

  static let mostRows = 1_048_576
  static let mostColumns = 16_384

  init(_ resources: SheetResources, _ limits: TableLimits) {
    self.resources = resources
    self.limits = limits
  }

  /// Whether a sheet has no cell with a value.
  static func isEmpty(part: String, _ archive: ZipArchive) throws(WorkbookFault) -> Bool {
    var found = false
    try readPart(part, archive) { reader throws(XMLFault) in
      while !found, let event = try reader.next() {
        if event == .start { found = reader.isNamed("v") || reader.isNamed("is") || reader.isNamed("f") }
      }
    }
    return !found
  }

  mutating func read(part: String, _ archive: ZipArchive) throws(WorkbookFault) {
    var scanner = self
    try readPart(part, archive) { reader throws(XMLFault) in
      while scanner.excess == nil, !scanner.isInconsistent, let event = try reader.next() {
        guard event == .start else { continue }
        if reader.isNamed("row") {
          scanner.beginRow(reader)
        } else if reader.isNamed("c") {
          try scanner.readCell(&reader)
        } else if reader.isNamed("mergeCell") {
          scanner.readMerge(reader)
        }
      }
    }
    self = scanner
    if let excess { throw .tooMany(excess) }
    guard !isInconsistent, UTF8Check(cells.text).isValid else { throw .inconsistent(part) }
  }

  private mutating func beginRow(_ reader: XMLReader) {
    let number = reader.withAttribute("r") { Self.number($0) } ?? (row + 1)
    guard let number, number > row else { return isInconsistent = true }
    guard number <= limits.sheetRows else {
      return excess = Phrase(
        "一张工作表超过 \(limits.sheetRows) 行", "a sheet has more than \(limits.sheetRows) rows")
    }
    row = number
    column = 0
    isHidden =
      reader.withAttribute("hidden") { $0.first == UInt8(ascii: "1") || $0.first == UInt8(ascii: "t") }
      ?? false
  }

  private mutating func readMerge(_ reader: XMLReader) {
    let merge = reader.withAttribute("ref") { bytes -> MergedCells? in
      let parts = bytes.split(separator: UInt8(ascii: ":")).map {
        Self.reference(UnsafeBufferPointer(rebasing: $0))
      }
      guard parts.count == 2, let first = parts[0], let last = parts[1], first.row <= last.row,
        first.column <= last.column
      else { return nil }
      return MergedCells(top: first.row, left: first.column, bottom: last.row, right: last.column)
    }
    guard let merge = merge ?? nil else { return }
    guard cells.merges.count < 100_000 else {
      return excess = Phrase("合并单元格超过 100000 处", "it has more than 100000 merged cells")
    }
    cells.merges.append(merge)
  }

  // MARK: - Cells

  private enum CellType {
    case number
    case shared
    case text
    case truth
    case error
    case date
  }

  private mutating func readCell(_ reader: inout XMLReader) throws(XMLFault) {
    guard place(reader) else { return isInconsistent = true }
    let type = reader.withAttribute("t") { Self.type($0) } ?? .number
    let style = reader.withAttribute("s") { Self.number($0) } ?? nil
    let depth = reader.depth
    let start = cells.text.count
    var value: [UInt8] = []
    var hasValue = false
    var hasFormula = false
    var isInValue = false
    var inline = SheetText()
    while let event = try reader.next() {
      switch event {
      case .start:
        if reader.isNamed("v") { isInValue = true }
        if reader.isNamed("f") { hasFormula = true }
        inline.start(reader)
      case .text:
        if isInValue {
          reader.appendText(to: &value)
          guard value.count <= SheetText.mostBytes else { throw .tokenTooLong }
          hasValue = true
        } else {
          try inline.append(reader)
        }
      case .end:
        isInValue = false
        inline.end(reader)
        guard reader.depth == depth else { continue }
        if hasFormula, cells.firstFormula == nil { cells.firstFormula = (row, column) }
        if !inline.bytes.isEmpty {
          cells.text += inline.bytes
          append(.text, from: start)
        } else if hasValue {
          store(value, type, style, from: start)
        } else if hasFormula, type != .text {
          append(.uncomputed, from: start)
        }
        return
      }
    }
  }

  /// Moves to the cell; false where it does not come after the last one.
  private mutating func place(_ reader: XMLReader) -> Bool {
    guard let reference = reader.withAttribute("r", { Self.reference($0) }) else {
      column += 1
      return row > 0 && column <= Self.mostColumns
    }
    guard let reference, reference.row == row, reference.column > column else { return false }
    column = reference.column
    return true
  }

  private static func type(_ bytes: UnsafeBufferPointer<UInt8>) -> CellType {
    switch bytes.first {
    case UInt8(ascii: "s"): bytes.count == 1 ? .shared : .text
    case UInt8(ascii: "i"): .text
    case UInt8(ascii: "b"): .truth
    case UInt8(ascii: "e"): .error
    case UInt8(ascii: "d"): .date
    default: .number
    }
  }

  private mutating func store(_ value: [UInt8], _ type: CellType, _ style: Int?, from start: Int) {
    switch type {
    case .shared:
      guard let index = value.withUnsafeBufferPointer({ Self.number($0) }),
        let range = resources.strings.range(index)
      else { return isInconsistent = true }
      if !range.isEmpty { append(.shared, start: index, end: index) }
    case .text, .date:
      cells.text += value
      if !value.isEmpty { append(.text, from: start) }
    case .truth:
      cells.text += (value.first == UInt8(ascii: "1") ? "是" : "否").utf8
      append(.text, from: start)
    case .error:
      cells.text += value
      append(.error, from: start)
    case .number: storeNumber(value, style, from: start)
    }
  }

  private mutating func storeNumber(_ value: [UInt8], _ style: Int?, from start: Int) {
    let trimmed = value.withUnsafeBufferPointer { Array($0.trimmed) }
    guard !trimmed.isEmpty else { return }
    guard let number = trimmed.withUnsafeBufferPointer({ SpreadsheetNumber($0) }) else {
      return isInconsistent = true
    }
    let form = style.map { resources.styles[$0] } ?? .none
    if form == .percent {
      cells.text += number.percentText
      append(.number, from: start)
    } else if form == .none {
      cells.text += number.text
      append(number.isBeyondPrecision ? .longNumber : .number, from: start)
    } else if let text = number.dateText(form, countsFrom1904: resources.countsFrom1904) {
      cells.text += text.utf8
      append(.text, from: start)
    } else {
      cells.text += number.text
      append(.noDate, from: start)
    }
  }

  private mutating func append(_ kind: SheetCell.Kind, from start: Int) {
    append(kind, start: start, end: cells.text.count)
  }

  private mutating func append(_ kind: SheetCell.Kind, start: Int, end: Int) {
    guard cells.cells.count < limits.workbookCells, end <= limits.workbookTextBytes else {
      return excess = Phrase(
        "一张工作表的内容超过 \(limits.workbookCells) 格", "a sheet holds more than \(limits.workbookCells) cells")
    }
    cells.cells.append(
      SheetCell(
        row: UInt32(clamping: row), column: UInt16(clamping: column), kind: kind,
        start: UInt32(clamping: start),
        end: UInt32(clamping: end)))
    if isHidden, cells.hiddenRows.last != row { cells.hiddenRows.append(row) }
  }

  /// A number of at most nine digits; nil where there is something else.
  private static func number(_ bytes: UnsafeBufferPointer<UInt8>) -> Int? {
    guard !bytes.isEmpty, bytes.count <= 9 else { return nil }
    var result = 0
    for byte in bytes {
      guard byte >= 0x30, byte <= 0x39 else { return nil }
      result = result &* 10 &+ Int(byte &- 0x30)
    }
    return result
  }

  /// `D17` as row 17, column 4.
  private static func reference(_ bytes: UnsafeBufferPointer<UInt8>) -> (row: Int, column: Int)? {
    var index = 0
    var column = 0
    while index < bytes.count, let digit = letter(bytes[index]) {
      column = column &* 26 &+ digit
      index &+= 1
      if column > mostColumns { return nil }
    }
    guard column > 0, let row = number(UnsafeBufferPointer(rebasing: bytes[index...])), row >= 1,
      row <= mostRows
    else { return nil }
    return (row, column)
  }

  private static func letter(_ byte: UInt8) -> Int? {
    let upper = byte & 0xDF
    return upper >= 0x41 && upper <= 0x5A ? Int(upper &- 0x40) : nil
  }
}

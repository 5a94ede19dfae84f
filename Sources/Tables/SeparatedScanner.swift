/// Splits separated text (RFC 4180) into records and cells, in place: the texts of the cells move together at
/// the front of the same buffer, quotes and separators drop out.
struct SeparatedScanner {
  /// One record as it was found.
  struct Record {
    /// Its number, from 1; records with line breaks inside quotes count once.
    var number: Int
    /// The line on which it starts, from 1.
    var line: Int
    /// Index of its first cell in `offsets`.
    var firstCell: Int
    var cellCount: Int
  }

  enum Fault {
    case unterminatedQuote
    /// The closing quote stands after this many bytes of the cell.
    case textAfterQuote(at: Int)
    case zeroByte
    case cellTooLong
    case tooManyColumns
    case tooManyCells

    /// Whether nothing that follows can be read.
    var isFatal: Bool {
      switch self {
      case .unterminatedQuote, .zeroByte, .tooManyColumns, .tooManyCells: true
      case .textAfterQuote, .cellTooLong: false
      }
    }
  }

  let bytes: UnsafeMutableBufferPointer<UInt8>
  let separator: UInt8
  let limits: TableLimits
  /// Where each cell that was kept starts in the compacted text.
  private(set) var offsets: [UInt32] = []
  /// What is wrong with the last record, with columns from 0.
  private(set) var faults: [(column: Int, fault: Fault)] = []
  private var input: Int
  private(set) var output = 0
  private var line: Int
  private var recordNumber = 0

  private static let quote = UInt8(ascii: "\"")
  private static let feed = UInt8(ascii: "\n")
  private static let carriage = UInt8(ascii: "\r")

  /// - Parameters:
  ///   - start: where the first record starts, on line `line`.
  init(
    _ bytes: UnsafeMutableBufferPointer<UInt8>, from start: Int, line: Int, separator: UInt8,
    limits: TableLimits
  ) {
    self.bytes = bytes
    self.separator = separator
    self.limits = limits
    self.line = line
    input = start
  }

  /// The next record; nil at the end of the text.
  mutating func next() -> Record? {
    guard input < bytes.count else { return nil }
    faults.removeAll(keepingCapacity: true)
    recordNumber &+= 1
    var record = Record(number: recordNumber, line: line, firstCell: offsets.count, cellCount: 0)
    while true {
      offsets.append(UInt32(truncatingIfNeeded: output))
      let column = record.cellCount
      record.cellCount &+= 1
      let start = output
      if input < bytes.count, bytes[input] == Self.quote { quotedCell(column) }
      plainCell(column)
      if output &- start > limits.cellBytes { faults.append((column, .cellTooLong)) }
      if input < bytes.count, bytes[input] == 0 { faults.append((column, .zeroByte)) }
      if record.cellCount > limits.columns { faults.append((column, .tooManyColumns)) }
      if offsets.count > limits.cells { faults.append((column, .tooManyCells)) }
      if !faults.isEmpty, faults.contains(where: { $0.fault.isFatal }) {
        input = bytes.count
        return record
      }
      guard input < bytes.count, bytes[input] == separator else { break }
      input &+= 1
    }
    skipLineEnd()
    return record
  }

  /// Moves text up to a separator, line end or zero byte.
  private mutating func plainCell(_ column: Int) {
    let end = bytes.count
    var from = input
    var to = output
    while from < end {
      let byte = bytes[from]
      if byte == separator || byte == Self.feed || byte == Self.carriage || byte == 0 { break }
      bytes[to] = byte
      from &+= 1
      to &+= 1
    }
    input = from
    output = to
  }

  /// Moves the text of a cell that opens with a quote, and stands behind the closing one.
  private mutating func quotedCell(_ column: Int) {
    let end = bytes.count
    let start = output
    var from = input &+ 1
    var to = output
    var isClosed = false
    while from < end {
      let byte = bytes[from]
      if byte == 0 { break }
      if byte == Self.quote {
        from &+= 1
        if from == end || bytes[from] != Self.quote {
          isClosed = true
          break
        }
      } else if byte == Self.feed
        || (byte == Self.carriage && (from &+ 1 == end || bytes[from &+ 1] != Self.feed))
      {
        line &+= 1
      }
      bytes[to] = byte
      from &+= 1
      to &+= 1
    }
    input = from
    output = to
    if !isClosed {
      if from == end { faults.append((column, .unterminatedQuote)) }
    } else {
      skipBlanks()
      if input < end, !isCellEnd(bytes[input]) { faults.append((column, .textAfterQuote(at: to &- start))) }
    }
  }

  /// Blanks between a closing quote and the separator mean nothing.
  private mutating func skipBlanks() {
    var ahead = input
    while ahead < bytes.count, bytes[ahead] == 0x20 || (bytes[ahead] == 0x09 && separator != 0x09) {
      ahead &+= 1
    }
    if ahead == bytes.count || isCellEnd(bytes[ahead]) { input = ahead }
  }

  private func isCellEnd(_ byte: UInt8) -> Bool {
    byte == separator || byte == Self.feed || byte == Self.carriage || byte == 0
  }

  private mutating func skipLineEnd() {
    guard input < bytes.count else { return }
    line &+= 1
    if bytes[input] == Self.carriage, input &+ 1 < bytes.count, bytes[input &+ 1] == Self.feed { input &+= 1 }
    input &+= 1
  }

  /// The text of a cell of the last record.
  func cell(_ record: Record, _ column: Int) -> CellBytes {
    guard column >= 0, column < record.cellCount else { return CellBytes(rebasing: CellBytes(bytes)[0..<0]) }
    let index = record.firstCell &+ column
    let end = index &+ 1 < offsets.count ? Int(offsets[index &+ 1]) : output
    return CellBytes(rebasing: CellBytes(bytes)[Int(offsets[index])..<end])
  }

  func isBlank(_ record: Record) -> Bool {
    CellBytes(rebasing: CellBytes(bytes)[Int(offsets[record.firstCell])..<output]).isBlank
  }

  /// Forgets the last record's cells from a column on.
  mutating func drop(_ record: Record, from column: Int) {
    guard column < record.cellCount else { return }
    let index = record.firstCell &+ column
    output = Int(offsets[index])
    offsets.removeLast(offsets.count &- index)
  }

  /// The offsets, and the end of the last cell.
  mutating func finish() -> [UInt32] {
    offsets.append(UInt32(truncatingIfNeeded: output))
    return offsets
  }
}

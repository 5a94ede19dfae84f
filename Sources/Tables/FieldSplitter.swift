/// Finds the fields of plain records (RFC 4180) in a buffer, eight bytes at a time, without moving them.
///
/// It knows the clean case only: every record has as many fields as the header, no zero bytes, no doubled quotes,
/// line ends of one kind or the other. Whatever else it meets makes it stop with `.unclean`, and the table has to
/// be read by ``TableReader``, which says what is wrong and where, or copes. Cost: about a nanosecond for every two
/// bytes.
public struct FieldSplitter: Sendable {
  public enum Stop: Sendable {
    /// Room for no more records, or no whole record is left in the buffer.
    case full
    case end
    case unclean
  }

  /// What one call found: whole records, and where the next one starts.
  public struct Found: Sendable {
    public var rows: Int
    public var next: Int
    public var stop: Stop
  }

  /// How many bytes behind the text must be readable.
  public static let slack = 32

  private let columns: Int
  private let separator: UInt8
  /// Records so far, those without any byte included, which count as rows of a spreadsheet.
  public private(set) var records = 0

  private static let feed = UInt8(ascii: "\n")
  private static let carriage = UInt8(ascii: "\r")
  private static let quote = UInt8(ascii: "\"")

  /// - Parameter separator: a comma or a tab; both are below every digit and letter, which finds them quickly.
  public init(columns: Int, separator: UInt8) {
    self.columns = columns
    self.separator = separator
  }

  /// Splits records from `start` on, as many as there is room for.
  ///
  /// - Parameters:
  ///   - base: the text; `slack` bytes behind `end` must be readable.
  ///   - isLast: whether the text ends the file, so that its last record needs no line end.
  ///   - fields: start and end of each field, record by record: 2 × columns × rows entries.
  ///   - numbers: the number of each record, from 0.
  public mutating func split(
    _ base: UnsafePointer<UInt8>, from start: Int, to end: Int, isLast: Bool,
    fields: UnsafeMutablePointer<UInt32>, numbers: UnsafeMutablePointer<UInt32>, rows room: Int
  ) -> Found {
    let raw = UnsafeRawPointer(base)
    let high: UInt64 = 0x8080_8080_8080_8080
    let least: UInt64 = 0x2D2D_2D2D_2D2D_2D2D
    let width = columns &* 2
    var rows = 0
    var rowStart = start
    var fieldStart = start
    var column = 0
    var output = fields
    var position = start
    // Set where a quoted field was closed: the field's own end, and where its text ended.
    var quotedEnd = -1
    if position < end, base[position] == Self.quote {
      switch closing(base, position, end, isLast) {
      case .at(let close, let next): (fieldStart, quotedEnd, position) = (position &+ 1, close, next)
      case .cut: return Found(rows: 0, next: start, stop: isLast ? .unclean : .end)
      case .unclean: return Found(rows: 0, next: start, stop: .unclean)
      }
    }
    scan: while position < end {
      let word = raw.loadUnaligned(fromByteOffset: position, as: UInt64.self)
      // Bytes below 0x2D have a zero high bit in themselves and after the subtraction; nothing borrows.
      var marks = ~((word | high) &- least) & ~word & high
      while marks != 0 {
        let place = position &+ marks.trailingZeroBitCount >> 3
        marks &= marks &- 1
        if place >= end { break scan }
        let byte = base[place]
        if byte == separator {
          guard column &+ 1 < columns else { return Found(rows: rows, next: rowStart, stop: .unclean) }
          output[0] = UInt32(truncatingIfNeeded: fieldStart)
          output[1] = UInt32(truncatingIfNeeded: quotedEnd >= 0 ? quotedEnd : place)
          output += 2
          column &+= 1
          quotedEnd = -1
          fieldStart = place &+ 1
          if base[fieldStart] == Self.quote, fieldStart < end {
            switch closing(base, fieldStart, end, isLast) {
            case .at(let close, let next): (fieldStart, quotedEnd, position) = (fieldStart &+ 1, close, next)
            case .cut: return Found(rows: rows, next: rowStart, stop: isLast ? .unclean : .end)
            case .unclean: return Found(rows: rows, next: rowStart, stop: .unclean)
            }
            continue scan
          }
        } else if byte == Self.feed || byte == Self.carriage {
          var next = place &+ 1
          if byte == Self.carriage {
            // A carriage return at the very end of a piece waits for what follows.
            if next >= end, !isLast { break scan }
            guard next < end, base[next] == Self.feed else {
              return Found(rows: rows, next: rowStart, stop: .unclean)
            }
            next &+= 1
          }
          if column == 0, place == fieldStart, quotedEnd < 0 {
            // An empty line is no row, though it counts.
            records &+= 1
          } else {
            guard column &+ 1 == columns else { return Found(rows: rows, next: rowStart, stop: .unclean) }
            output[0] = UInt32(truncatingIfNeeded: fieldStart)
            output[1] = UInt32(truncatingIfNeeded: quotedEnd >= 0 ? quotedEnd : place)
            numbers[rows] = UInt32(truncatingIfNeeded: records)
            rows &+= 1
            records &+= 1
            output = fields + rows &* width
          }
          column = 0
          quotedEnd = -1
          rowStart = next
          fieldStart = next
          if rows == room { return Found(rows: rows, next: rowStart, stop: .full) }
          let isQuoted = next < end && base[next] == Self.quote
          if isQuoted {
            switch closing(base, next, end, isLast) {
            case .at(let close, let after): (fieldStart, quotedEnd, position) = (next &+ 1, close, after)
            case .cut: return Found(rows: rows, next: rowStart, stop: isLast ? .unclean : .end)
            case .unclean: return Found(rows: rows, next: rowStart, stop: .unclean)
            }
            continue scan
          }
          if next > place &+ 1 {
            position = next
            continue scan
          }
        } else if byte == 0 {
          return Found(rows: rows, next: rowStart, stop: .unclean)
        }
      }
      position &+= 8
    }
    guard isLast, rowStart < end else { return Found(rows: rows, next: rowStart, stop: .end) }
    // The last record of a file may lack its line end.
    guard column &+ 1 == columns else { return Found(rows: rows, next: rowStart, stop: .unclean) }
    output[0] = UInt32(truncatingIfNeeded: fieldStart)
    output[1] = UInt32(truncatingIfNeeded: quotedEnd >= 0 ? quotedEnd : end)
    numbers[rows] = UInt32(truncatingIfNeeded: records)
    records &+= 1
    return Found(rows: rows &+ 1, next: end, stop: .end)
  }

  private enum Closing {
    /// The closing quote, and the separator or line end behind it (or the end of the text).
    case at(Int, next: Int)
    /// The text ends before it is clear.
    case cut
    case unclean
  }

  private func closing(_ base: UnsafePointer<UInt8>, _ open: Int, _ end: Int, _ isLast: Bool) -> Closing {
    var place = open &+ 1
    while place < end, base[place] != Self.quote {
      if base[place] == 0 { return .unclean }
      place &+= 1
    }
    guard place < end else { return .cut }
    guard place &+ 1 < end else { return isLast ? .at(place, next: place &+ 1) : .cut }
    let next = base[place &+ 1]
    guard next == separator || next == Self.feed || next == Self.carriage else { return .unclean }
    return .at(place, next: place &+ 1)
  }

  /// Forgets the count of records.
  public mutating func restart() { records = 0 }
}

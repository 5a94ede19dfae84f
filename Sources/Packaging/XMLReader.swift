/// Why an XML part cannot be read.
public enum XMLFault: Error, Hashable, Sendable {
  /// The archive gave out.
  case archive(ArchiveFault)
  /// Not well-formed, at this byte.
  case malformed(Int)
  /// A document type declaration, which can define entities. None is ever read.
  case documentType
  /// An entity other than the five of XML and numbers.
  case unknownEntity
  /// Not UTF-8.
  case encoding
  case tooDeep
  /// A tag or a text longer than the limit.
  case tokenTooLong
  case tooManyElements(limit: Int)
}

/// A strict pull reader of XML 1.0 in UTF-8, over a stream, in constant space.
///
/// It reads what spreadsheets and word processors write: elements, attributes, text, CDATA. Comments and
/// processing instructions are passed over. There is no document type, so there are no entities to expand and
/// nothing outside the part is ever read. Names are told apart by their local part. Cost: linear.
public struct XMLReader {
  public enum Event: Equatable, Sendable {
    case start
    case end
    case text
  }

  private let source: InflateStream?
  private(set) var buffer: [UInt8]
  private var position = 0
  /// Bytes dropped before the buffer, for offsets in faults.
  private var dropped = 0
  private var isExhausted: Bool
  /// Full names of the open elements, one after the other, and where each starts.
  private var open: [UInt8] = []
  private var openStarts: [Int] = []
  private var pendingEnd = false
  private var sawRoot = false
  private var name: Range<Int> = 0..<0
  private var tag: Range<Int> = 0..<0
  private var raw: Range<Int> = 0..<0
  private var isLiteral = false
  private var elements = 0

  public static let mostDepth = 256
  /// Of one document: two for each cell that a sheet may hold, and room for rows. More would take over a second.
  static let mostElements = 10_000_000
  static let mostTokenBytes = 4 << 20

  public init(_ stream: InflateStream) {
    source = stream
    buffer = []
    isExhausted = false
  }

  public init(_ bytes: [UInt8]) {
    source = nil
    buffer = bytes
    isExhausted = true
  }

  /// How many elements are open; the one just started or ended counts.
  public var depth: Int { openStarts.count }

  /// Whether the element just started or ended has this local name.
  public func isNamed(_ wanted: StaticString) -> Bool { matches(name, wanted) }

  /// The value of an attribute of the element just started, by local name; nil where it has none.
  public func attribute(_ wanted: StaticString) -> String? {
    guard let range = attributeRange(wanted) else { return nil }
    var result: [UInt8] = []
    guard unescape(range, into: &result) else { return nil }
    return String(decoding: result, as: UTF8.self)
  }

  /// The same without decoding, for numbers and references.
  public func withAttribute<Value>(
    _ wanted: StaticString, _ body: (UnsafeBufferPointer<UInt8>) -> Value
  ) -> Value? {
    guard let range = attributeRange(wanted) else { return nil }
    return buffer.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[range])) }
  }

  /// Appends the text just read, entities resolved, line ends as LF.
  public func appendText(to result: inout [UInt8]) {
    if isLiteral { result += buffer[raw] } else { _ = unescape(raw, into: &result) }
  }

  /// The next event; nil at the end of the document.
  public mutating func next() throws(XMLFault) -> Event? {
    if pendingEnd {
      pendingEnd = false
      return .end
    }
    // The element that ended at the last event is closed now, so that `depth` counted it.
    closePending()
    while true {
      guard try ensure(1) else {
        guard openStarts.isEmpty, sawRoot else { throw malformed }
        return nil
      }
      if buffer[position] != 0x3C {
        if try text() { return .text }
        continue
      }
      guard try ensure(2) else { throw malformed }
      switch buffer[position + 1] {
      case UInt8(ascii: "?"): try skip(through: "?>", isDeclaration: dropped + position <= 3)
      case UInt8(ascii: "!"):
        if try comment() { continue }
        if try characterData() { return .text }
        throw try startsWith("<!DOCTYPE") ? XMLFault.documentType : malformed
      case UInt8(ascii: "/"):
        try endTag()
        return .end
      default:
        try startTag()
        return .start
      }
    }
  }

  private var closesNext = false

  private mutating func closePending() {
    guard closesNext, let start = openStarts.popLast() else { return }
    open.removeLast(open.count - start)
    closesNext = false
  }

  private var malformed: XMLFault { .malformed(dropped + position) }

  // MARK: - Buffer

  /// Makes `count` bytes available from the position; false where the document ends before.
  private mutating func ensure(_ count: Int) throws(XMLFault) -> Bool {
    while position + count > buffer.count {
      guard !isExhausted, let source else { return false }
      if position > 1 << 16 {
        dropped += position
        buffer.removeFirst(position)
        position = 0
      }
      guard buffer.count - position <= Self.mostTokenBytes else { throw .tokenTooLong }
      do throws(ArchiveFault) {
        if try !source.read(into: &buffer) { isExhausted = true }
      } catch {
        throw .archive(error)
      }
      if dropped == 0, position == 0 { try checkMark() }
    }
    return true
  }

  /// Passes over a byte order mark, and refuses UTF-16.
  private mutating func checkMark() throws(XMLFault) {
    if buffer.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
    if buffer.starts(with: [0xFF, 0xFE]) || buffer.starts(with: [0xFE, 0xFF]) { throw .encoding }
  }

  /// The place of a byte at or after `start`, relative to the position; nil where the document ends before.
  private mutating func find(_ byte: UInt8, from start: Int) throws(XMLFault) -> Int? {
    var offset = start
    while true {
      let begin = position + offset
      if begin < buffer.count {
        let found = buffer.withUnsafeBufferPointer { bytes -> Int? in
          var index = begin
          while index < bytes.count {
            if bytes[index] == byte { return index }
            index &+= 1
          }
          return nil
        }
        if let found { return found - position }
        offset = buffer.count - position
      }
      guard try ensure(offset + 1) else { return nil }
    }
  }

  private mutating func startsWith(_ text: StaticString) throws(XMLFault) -> Bool {
    guard try ensure(text.utf8CodeUnitCount) else { return false }
    return matches(position..<(position + text.utf8CodeUnitCount), text)
  }

  private func matches(_ range: Range<Int>, _ text: StaticString) -> Bool {
    guard range.count == text.utf8CodeUnitCount else { return false }
    let wanted = text.utf8Start
    for offset in 0..<range.count where buffer[range.lowerBound &+ offset] != wanted[offset] { return false }
    return true
  }

  // MARK: - Tokens

  /// Text up to the next tag; false where it is white space outside the root.
  private mutating func text() throws(XMLFault) -> Bool {
    let length = try find(0x3C, from: 0) ?? buffer.count - position
    raw = position..<(position + length)
    position += length
    isLiteral = false
    guard !openStarts.isEmpty else {
      guard buffer[raw].allSatisfy({ Self.isSpace($0) }) else { throw malformed }
      return false
    }
    try checkEntities(raw)
    return true
  }

  private mutating func comment() throws(XMLFault) -> Bool {
    guard try startsWith("<!--") else { return false }
    position += 4
    try skip(through: "-->", isDeclaration: false)
    return true
  }

  private mutating func characterData() throws(XMLFault) -> Bool {
    guard try startsWith("<![CDATA["), !openStarts.isEmpty else { return false }
    position += 9
    var from = 0
    while let bracket = try find(UInt8(ascii: "]"), from: from) {
      guard try ensure(bracket + 3) else { break }
      if matches((position + bracket)..<(position + bracket + 3), "]]>") {
        raw = position..<(position + bracket)
        position += bracket + 3
        isLiteral = true
        return true
      }
      from = bracket + 1
    }
    throw malformed
  }

  /// Passes over a comment or an instruction. The declaration may name no encoding but UTF-8 and ASCII.
  private mutating func skip(through end: StaticString, isDeclaration: Bool) throws(XMLFault) {
    var from = 0
    let length = end.utf8CodeUnitCount
    while let close = try find(UInt8(ascii: ">"), from: from) {
      let stop = position + close + 1
      if close + 1 >= length, matches((stop - length)..<stop, end) {
        if isDeclaration {
          let text = String(decoding: buffer[position..<stop], as: UTF8.self).lowercased()
          if text.contains("encoding"), !text.contains("utf-8"), !text.contains("ascii") { throw .encoding }
        }
        position = stop
        return
      }
      from = close + 1
    }
    throw malformed
  }

  private mutating func startTag() throws(XMLFault) {
    guard openStarts.count < Self.mostDepth else { throw .tooDeep }
    elements += 1
    guard elements <= Self.mostElements else { throw .tooManyElements(limit: Self.mostElements) }
    guard !openStarts.isEmpty || !sawRoot else { throw malformed }
    // A > may stand inside a quoted value.
    var end = 1
    var quote: UInt8 = 0
    scan: while true {
      guard try ensure(end + 1) else { throw malformed }
      let stop = tagEnd(from: position + end, &quote)
      end = stop - position
      guard stop < buffer.count else { continue }
      guard buffer[stop] == 0x3E else { throw malformed }
      break scan
    }
    let isEmpty = buffer[position + end - 1] == UInt8(ascii: "/")
    let stop = position + end - (isEmpty ? 1 : 0)
    var nameEnd = position + 1
    while nameEnd < stop, !Self.isSpace(buffer[nameEnd]) { nameEnd += 1 }
    guard nameEnd > position + 1 else { throw malformed }
    let whole = (position + 1)..<nameEnd
    name = local(whole)
    tag = nameEnd..<stop
    try checkAttributes()
    openStarts.append(open.count)
    open += buffer[whole]
    sawRoot = true
    position += end + 1
    if isEmpty {
      pendingEnd = true
      closesNext = true
    }
  }

  /// The place of the `>` that ends a tag, or of a `<`, which cannot stand in one; the buffer's end where it has
  /// neither. `quote` is the quote that is open, 0 for none.
  private func tagEnd(from start: Int, _ quote: inout UInt8) -> Int {
    buffer.withUnsafeBufferPointer { bytes in
      var index = start
      while index < bytes.count {
        let byte = bytes[index]
        if byte == 0x3C { return index }
        if quote != 0 {
          if byte == quote { quote = 0 }
        } else if byte == 0x22 || byte == 0x27 {
          quote = byte
        } else if byte == 0x3E {
          return index
        }
        index &+= 1
      }
      return index
    }
  }

  private mutating func endTag() throws(XMLFault) {
    guard let end = try find(0x3E, from: 2), let start = openStarts.last else { throw malformed }
    var stop = position + end
    while stop > position + 2, Self.isSpace(buffer[stop - 1]) { stop -= 1 }
    let whole = (position + 2)..<stop
    guard buffer[whole].elementsEqual(open[start...]) else { throw malformed }
    name = local(whole)
    tag = 0..<0
    closesNext = true
    position += end + 1
  }

  private func local(_ whole: Range<Int>) -> Range<Int> {
    guard let colon = buffer[whole].firstIndex(of: UInt8(ascii: ":")) else { return whole }
    return (colon + 1)..<whole.upperBound
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x0A || byte == 0x09 || byte == 0x0D
  }

  // MARK: - Attributes

  /// Calls `body` with the local name and the raw value of each attribute until it returns true; false where
  /// the tag is malformed.
  private func eachAttribute(_ body: (Range<Int>, Range<Int>) -> Bool) -> Bool {
    buffer.withUnsafeBufferPointer { eachAttribute(of: $0, body) }
  }

  private func eachAttribute(
    of buffer: UnsafeBufferPointer<UInt8>, _ body: (Range<Int>, Range<Int>) -> Bool
  ) -> Bool {
    var index = tag.lowerBound
    while true {
      while index < tag.upperBound, Self.isSpace(buffer[index]) { index &+= 1 }
      if index >= tag.upperBound { return true }
      let start = index
      while index < tag.upperBound, buffer[index] != UInt8(ascii: "="), !Self.isSpace(buffer[index]) {
        index &+= 1
      }
      let name = start..<index
      while index < tag.upperBound, Self.isSpace(buffer[index]) { index &+= 1 }
      guard index < tag.upperBound, buffer[index] == UInt8(ascii: "="), !name.isEmpty else { return false }
      index &+= 1
      while index < tag.upperBound, Self.isSpace(buffer[index]) { index &+= 1 }
      guard index < tag.upperBound else { return false }
      let quote = buffer[index]
      guard quote == 0x22 || quote == 0x27 else { return false }
      index &+= 1
      let valueStart = index
      while index < tag.upperBound, buffer[index] != quote { index &+= 1 }
      guard index < tag.upperBound else { return false }
      if body(local(name), valueStart..<index) { return true }
      index &+= 1
    }
  }

  private func checkAttributes() throws(XMLFault) {
    guard !tag.isEmpty else { return }
    let hasEntities = buffer.withUnsafeBufferPointer { bytes in
      bytes[tag].contains(UInt8(ascii: "&"))
    }
    var isKnown = true
    guard
      eachAttribute({ _, value in
        if hasEntities, buffer[value].contains(UInt8(ascii: "&")) {
          var scratch: [UInt8] = []
          if !unescape(value, into: &scratch) { isKnown = false }
        }
        return false
      })
    else { throw malformed }
    if !isKnown { throw .unknownEntity }
  }

  private func attributeRange(_ wanted: StaticString) -> Range<Int>? {
    var found: Range<Int>?
    _ = eachAttribute { name, value in
      guard matches(name, wanted) else { return false }
      found = value
      return true
    }
    return found
  }
}

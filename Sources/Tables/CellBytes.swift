/// The UTF-8 bytes of a cell, borrowed.
typealias CellBytes = UnsafeBufferPointer<UInt8>

extension UnsafeBufferPointer<UInt8> {
  /// The bytes without white space at both ends: also full-width blanks, no-break spaces, zero-width
  /// characters and direction marks, which come along when text is copied.
  var trimmed: UnsafeBufferPointer<UInt8> {
    var start = 0
    var end = count
    while start < end {
      let length = whiteLength(at: start, end: end)
      if length == 0 { break }
      start &+= length
    }
    while end > start {
      if whiteLength(at: end &- 1, end: end) == 1 {
        end &-= 1
      } else if end &- start >= 2, whiteLength(at: end &- 2, end: end) == 2 {
        end &-= 2
      } else if end &- start >= 3, whiteLength(at: end &- 3, end: end) == 3 {
        end &-= 3
      } else {
        break
      }
    }
    return UnsafeBufferPointer(rebasing: self[start..<end])
  }

  /// Whether there is nothing but white space.
  var isBlank: Bool {
    var index = 0
    while index < count {
      let length = whiteLength(at: index, end: count)
      if length == 0 { return false }
      index &+= length
    }
    return true
  }

  /// How many bytes the white-space character at `index` has; 0 where there is another character.
  func whiteLength(at index: Int, end: Int) -> Int {
    let byte = self[index]
    if byte < 0x80 { return byte == 0x20 || (byte >= 0x09 && byte <= 0x0D) ? 1 : 0 }
    switch byte {
    case 0xC2:
      return index &+ 1 < end && self[index &+ 1] == 0xA0 ? 2 : 0
    case 0xE2, 0xE3, 0xEF:
      guard index &+ 2 < end else { return 0 }
      switch (byte, self[index &+ 1], self[index &+ 2]) {
      case (0xE3, 0x80, 0x80), (0xEF, 0xBB, 0xBF), (0xE2, 0x81, 0xA0), (0xE2, 0x80, 0xAF): return 3
      case (0xE2, 0x80, 0x80...0x8F), (0xE2, 0x80, 0xAA...0xAE): return 3
      default: return 0
      }
    default:
      return 0
    }
  }

  var isASCII: Bool { allSatisfy { $0 < 0x80 } }

  /// Trimmed, with full-width forms of ASCII characters and the minus sign as ASCII; other characters stay.
  /// Allocates only where a byte is not ASCII. The pointer is valid only during the call.
  func withFolded<Value>(_ body: (UnsafeBufferPointer<UInt8>) -> Value) -> Value {
    let text = trimmed
    if text.isASCII { return body(text) }
    var folded: [UInt8] = []
    folded.reserveCapacity(text.count)
    var index = 0
    while index < text.count {
      let (byte, length) = text.foldedCharacter(at: index)
      if let byte { folded.append(byte) } else { folded.append(text[index]) }
      index &+= length
    }
    return folded.withUnsafeBufferPointer(body)
  }

  /// The ASCII character that stands at `index` in another form, and the bytes that it takes there.
  func foldedCharacter(at index: Int) -> (byte: UInt8?, length: Int) {
    guard self[index] >= 0xE2, index &+ 2 < count else { return (nil, 1) }
    let second = self[index &+ 1]
    let third = self[index &+ 2]
    switch (self[index], second) {
    case (0xEF, 0xBC) where third >= 0x81 && third <= 0xBF: return (third &- 0x60, 3)
    case (0xEF, 0xBD) where third >= 0x80 && third <= 0x9E: return (third &- 0x20, 3)
    case (0xE2, 0x88) where third == 0x92: return (0x2D, 3)
    case (0xE3, 0x80) where third == 0x80: return (0x20, 3)
    default: return (nil, 1)
    }
  }

  var string: String { String(decoding: self, as: UTF8.self) }
}

/// Reads a folded cell from left to right.
struct CellCursor {
  let bytes: CellBytes
  private(set) var index = 0

  init(_ bytes: CellBytes) { self.bytes = bytes }

  var isAtEnd: Bool { index >= bytes.count }
  var next: UInt8? { index < bytes.count ? bytes[index] : nil }
  /// What has not been read.
  var rest: CellBytes { CellBytes(rebasing: bytes[min(index, bytes.count)...]) }

  mutating func take(_ byte: UInt8) -> Bool {
    guard next == byte else { return false }
    index &+= 1
    return true
  }

  mutating func take(_ text: String) -> Bool {
    var position = index
    for byte in text.utf8 {
      guard position < bytes.count, bytes[position] == byte else { return false }
      position &+= 1
    }
    index = position
    return true
  }

  mutating func skipSpaces() {
    while !isAtEnd {
      let length = bytes.whiteLength(at: index, end: bytes.count)
      if length == 0 { return }
      index &+= length
    }
  }

  /// A run of digits: its length, and its value if it has at most nine of them.
  mutating func digits() -> (count: Int, value: Int)? {
    var value = 0
    let start = index
    while let byte = next, byte >= 0x30, byte <= 0x39 {
      if index &- start < 9 { value = value &* 10 &+ Int(byte &- 0x30) }
      index &+= 1
    }
    let count = index &- start
    return count == 0 ? nil : (count, count > 9 ? Int.max : value)
  }
}

/// What a look at bytes as UTF-8 finds.
struct UTF8Check {
  /// Where the first ill-formed sequence starts; nil where all is well-formed.
  private(set) var firstFault: Int?
  /// The bytes of the first ill-formed sequence.
  private(set) var fault: [UInt8] = []
  private(set) var faultCount = 0
  /// Well-formed characters of three or four bytes, which other encodings seldom look like; pairs of GB18030
  /// often look like characters of two.
  private(set) var wideCount = 0

  /// Looks at all bytes.
  init(_ bytes: [UInt8]) {
    bytes.withUnsafeBufferPointer { scan($0) }
  }

  init(_ bytes: UnsafeBufferPointer<UInt8>) { scan(bytes) }

  var isValid: Bool { firstFault == nil }

  private mutating func scan(_ bytes: UnsafeBufferPointer<UInt8>) {
    let raw = UnsafeRawBufferPointer(bytes)
    var index = 0
    while index < bytes.count {
      if bytes[index] < 0x80 {
        // Eight ASCII bytes at a time.
        while index &+ 8 <= bytes.count,
          raw.loadUnaligned(fromByteOffset: index, as: UInt64.self) & 0x8080_8080_8080_8080 == 0
        {
          index &+= 8
        }
        while index < bytes.count, bytes[index] < 0x80 { index &+= 1 }
        continue
      }
      let (length, isWellFormed) = Self.sequence(bytes, index)
      if isWellFormed {
        if length > 2 { wideCount &+= 1 }
      } else {
        faultCount &+= 1
        if firstFault == nil {
          firstFault = index
          fault = Array(bytes[index..<index &+ length])
        }
      }
      index &+= length
    }
  }

  /// The sequence at a byte that is not ASCII: its length, for an ill-formed one that of its longest
  /// well-formed beginning, at least 1 (table 3-7 of the Unicode standard).
  @inline(__always)
  private static func sequence(_ bytes: UnsafeBufferPointer<UInt8>, _ index: Int) -> (Int, Bool) {
    let first = bytes[index]
    var length = 0
    var range: ClosedRange<UInt8> = 0x80...0xBF
    switch first {
    case 0xC2...0xDF: length = 2
    case 0xE0: (length, range) = (3, 0xA0...0xBF)
    case 0xED: (length, range) = (3, 0x80...0x9F)
    case 0xE1...0xEF: length = 3
    case 0xF0: (length, range) = (4, 0x90...0xBF)
    case 0xF4: (length, range) = (4, 0x80...0x8F)
    case 0xF1...0xF3: length = 4
    default: return (1, false)
    }
    guard index &+ 1 < bytes.count, range.contains(bytes[index &+ 1]) else { return (1, false) }
    for offset in 2..<max(2, length) {
      guard index &+ offset < bytes.count, bytes[index &+ offset] & 0xC0 == 0x80 else {
        return (offset, false)
      }
    }
    return (length, true)
  }
}

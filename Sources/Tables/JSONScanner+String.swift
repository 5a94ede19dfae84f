import Diagnostics

extension JSONScanner {
  /// Passes over a string whose quote is next; escapes are checked.
  mutating func skipString() throws(Fault) {
    var ignored: [UInt8] = []
    try string(into: &ignored, isKept: false)
  }

  /// Passes over a string whose quote is next and appends its text where it is kept.
  mutating func string(into output: inout [UInt8], isKept: Bool = true) throws(Fault) {
    try expect("\"", Reason.value)
    let start = index
    while true {
      let run = index
      while index < bytes.count, bytes[index] >= 0x20, bytes[index] != 0x22, bytes[index] != 0x5C {
        index &+= 1
      }
      if isKept { output += bytes[run..<index] }
      guard index < bytes.count else { throw Fault(offset: start &- 1, reason: Reason.end) }
      let byte = bytes[index]
      if byte == 0x22 {
        index &+= 1
        return
      }
      guard byte == 0x5C else { throw Fault(offset: index, reason: Reason.control) }
      let scalar = try escape()
      if isKept { UTF16Text.append(scalar, to: &output) }
    }
  }

  /// The scalar value that an escape stands for; its backslash is next.
  private mutating func escape() throws(Fault) -> UInt32 {
    let start = index
    index &+= 1
    guard index < bytes.count else { throw Fault(offset: start, reason: Reason.end) }
    let letter = bytes[index]
    index &+= 1
    switch letter {
    case 0x22, 0x5C, 0x2F: return UInt32(letter)
    case UInt8(ascii: "b"): return 0x08
    case UInt8(ascii: "f"): return 0x0C
    case UInt8(ascii: "n"): return 0x0A
    case UInt8(ascii: "r"): return 0x0D
    case UInt8(ascii: "t"): return 0x09
    case UInt8(ascii: "u"): break
    default: throw Fault(offset: start, reason: Reason.escape)
    }
    let first = try fourDigits(start)
    if first == 0 { throw Fault(offset: start, reason: Reason.zero) }
    guard first & 0xF800 == 0xD800 else { return first }
    guard first < 0xDC00, index &+ 1 < bytes.count, bytes[index] == 0x5C,
      bytes[index &+ 1] == UInt8(ascii: "u")
    else { throw Fault(offset: start, reason: Reason.surrogate) }
    index &+= 2
    let second = try fourDigits(start)
    guard second & 0xFC00 == 0xDC00 else { throw Fault(offset: start, reason: Reason.surrogate) }
    return 0x1_0000 &+ ((first & 0x3FF) << 10) &+ (second & 0x3FF)
  }

  private mutating func fourDigits(_ start: Int) throws(Fault) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<4 {
      guard index < bytes.count else { throw Fault(offset: start, reason: Reason.end) }
      let byte = bytes[index]
      let digit: UInt8
      switch byte {
      case 0x30...0x39: digit = byte &- 0x30
      case 0x41...0x46: digit = byte &- 0x37
      case 0x61...0x66: digit = byte &- 0x57
      default: throw Fault(offset: start, reason: Reason.escape)
      }
      value = value << 4 | UInt32(digit)
      index &+= 1
    }
    return value
  }
}

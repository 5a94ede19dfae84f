/// Text read from UTF-16 bytes, as UTF-8.
struct UTF16Text {
  private(set) var utf8: [UInt8] = []
  /// The bytes of the first half of a pair without its other half, or of a half unit at the end; `utf8` then
  /// holds what comes before.
  private(set) var fault: [UInt8]?

  init(_ bytes: [UInt8], from start: Int, isBigEndian: Bool) {
    let high = isBigEndian ? 0 : 1
    utf8.reserveCapacity(bytes.count)
    bytes.withUnsafeBufferPointer { bytes in
      func unit(_ index: Int) -> UInt32 {
        UInt32(bytes[index &+ high]) << 8 | UInt32(bytes[index &+ 1 &- high])
      }
      var index = start
      while index &+ 1 < bytes.count {
        let first = unit(index)
        var scalar = first
        var length = 2
        if first & 0xF800 == 0xD800 {
          length = 4
          guard first < 0xDC00, index &+ 3 < bytes.count, unit(index &+ 2) & 0xFC00 == 0xDC00 else {
            fault = Array(bytes[index..<index &+ 2])
            return
          }
          scalar = 0x1_0000 &+ ((first & 0x3FF) << 10) &+ (unit(index &+ 2) & 0x3FF)
        }
        Self.append(scalar, to: &utf8)
        index &+= length
      }
      if index < bytes.count { fault = [bytes[index]] }
    }
  }

  /// Appends the UTF-8 form of a scalar value.
  static func append(_ scalar: UInt32, to bytes: inout [UInt8]) {
    func piece(_ shift: UInt32) -> UInt8 { UInt8(truncatingIfNeeded: (scalar >> shift) & 0x3F | 0x80) }
    switch scalar {
    case 0..<0x80:
      bytes.append(UInt8(truncatingIfNeeded: scalar))
    case 0x80..<0x800:
      bytes.append(UInt8(truncatingIfNeeded: scalar >> 6 | 0xC0))
      bytes.append(piece(0))
    case 0x800..<0x1_0000:
      bytes.append(UInt8(truncatingIfNeeded: scalar >> 12 | 0xE0))
      bytes.append(piece(6))
      bytes.append(piece(0))
    default:
      bytes.append(UInt8(truncatingIfNeeded: scalar >> 18 | 0xF0))
      bytes.append(piece(12))
      bytes.append(piece(6))
      bytes.append(piece(0))
    }
  }

  /// The byte order of bytes without a mark that plainly are UTF-16; nil for anything else.
  ///
  /// Plain means: an even number of bytes; at least half of the bytes that look like commas, tabs or line ends
  /// have a zero byte beside them that makes them one, in the same order; zeros stand on that side mostly
  /// (on the other one, they belong to characters such as 一, U+4E00); and where the bytes are UTF-8 as well,
  /// as a text in ASCII is, a quarter of them are zero.
  static func likelyOrder(_ bytes: [UInt8], isUTF8: Bool) -> TextEncoding? {
    guard bytes.count >= 2, bytes.count % 2 == 0 else { return nil }
    /// By whether the offset is odd.
    var zeros = [0, 0]
    var paired = [0, 0]
    var marks = 0
    let sample = min(bytes.count, 1 << 16)
    for index in 0..<sample {
      switch bytes[index] {
      case 0: zeros[index & 1] += 1
      case 0x09, 0x0A, 0x0D, 0x2C:
        marks += 1
        if bytes[index ^ 1] == 0 { paired[index & 1] += 1 }
      default: break
      }
    }
    if isUTF8, (zeros[0] + zeros[1]) * 4 < sample { return nil }
    // With the upper byte first, a comma stands on the odd side and its zero on the even one.
    for (low, order) in [(0, TextEncoding.utf16LittleEndian), (1, .utf16BigEndian)]
    where paired[low] > 0 && paired[low] * 2 >= marks && zeros[1 - low] > zeros[low] {
      return order
    }
    return nil
  }
}

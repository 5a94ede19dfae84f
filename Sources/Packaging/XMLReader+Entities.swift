extension XMLReader {
  func checkEntities(_ range: Range<Int>) throws(XMLFault) {
    guard buffer[range].contains(UInt8(ascii: "&")) else { return }
    var scratch: [UInt8] = []
    guard unescape(range, into: &scratch) else { throw .unknownEntity }
  }

  /// Appends a raw text with its entities resolved; false where one is unknown.
  func unescape(_ range: Range<Int>, into result: inout [UInt8]) -> Bool {
    guard buffer[range].contains(where: { $0 == UInt8(ascii: "&") || $0 == 0x0D }) else {
      result += buffer[range]
      return true
    }
    var index = range.lowerBound
    while index < range.upperBound {
      let byte = buffer[index]
      if byte == 0x0D {
        if index + 1 >= range.upperBound || buffer[index + 1] != 0x0A { result.append(0x0A) }
      } else if byte == UInt8(ascii: "&") {
        guard let end = buffer[index..<min(range.upperBound, index + 12)].firstIndex(of: UInt8(ascii: ";")),
          let scalar = Self.entity(buffer[(index + 1)..<end])
        else { return false }
        result += String(Character(scalar)).utf8
        index = end
      } else {
        result.append(byte)
      }
      index += 1
    }
    return true
  }

  private static func entity(_ name: ArraySlice<UInt8>) -> Unicode.Scalar? {
    switch String(decoding: name, as: UTF8.self) {
    case "amp": return "&"
    case "lt": return "<"
    case "gt": return ">"
    case "quot": return "\""
    case "apos": return "'"
    case let text where text.hasPrefix("#x"): return scalar(text.dropFirst(2), 16)
    case let text where text.hasPrefix("#"): return scalar(text.dropFirst(), 10)
    default: return nil
    }
  }

  private static func scalar(_ digits: Substring, _ radix: Int) -> Unicode.Scalar? {
    guard let number = UInt32(digits, radix: radix), let scalar = Unicode.Scalar(number) else { return nil }
    let isAllowed = number >= 0x20 || number == 0x09 || number == 0x0A || number == 0x0D
    return isAllowed && number != 0xFFFE && number != 0xFFFF ? scalar : nil
  }
}

import Diagnostics

/// Reads a JSON text of the program's own (a receipt) into a value. Tables are not read this way: they pass by.
public enum JSONDocument {
  /// Where the text is not what is read here, and why.
  public struct Fault: Error, Hashable, Sendable {
    public var offset: Int
    public var reason: Phrase
  }

  /// The value that a text holds. Numbers must be whole and within 64 bits, no key may stand twice in an object, and
  /// values may lie at most 64 deep. Cost: linear.
  public static func read(_ bytes: [UInt8]) -> Result<JSONValue, Fault> {
    let check = UTF8Check(bytes)
    if let fault = check.firstFault {
      return .failure(
        Fault(offset: fault, reason: Phrase("这里的字节不是 UTF-8", "these bytes are not UTF-8")))
    }
    return bytes.withUnsafeBufferPointer { buffer in
      var scanner = JSONScanner(buffer, mostDepth: TableLimits.standard.depth)
      do throws(JSONScanner.Fault) {
        let value = try scanner.value(depth: 0)
        try scanner.finish()
        return .success(value)
      } catch {
        return .failure(Fault(offset: error.offset, reason: error.reason))
      }
    }
  }
}

extension JSONScanner {
  /// Reads any value.
  fileprivate mutating func value(depth: Int) throws(Fault) -> JSONValue {
    switch peek() {
    case UInt8(ascii: "{"):
      guard depth < mostDepth else { throw Fault(offset: index, reason: Reason.depth) }
      var members: [(key: String, value: JSONValue)] = []
      var seen: Set<String> = []
      try object(&members) { scanner, members, key throws(Fault) in
        let behind = scanner.index
        scanner.index = key.lowerBound
        let name = try scanner.text()
        guard seen.insert(name).inserted else {
          throw Fault(
            offset: key.lowerBound, reason: Phrase("字段“\(name)”写了两次", "the field “\(name)” stands twice"))
        }
        scanner.index = behind
        members.append((name, try scanner.value(depth: depth + 1)))
      }
      return .object(members)
    case UInt8(ascii: "["):
      guard depth < mostDepth else { throw Fault(offset: index, reason: Reason.depth) }
      var elements: [JSONValue] = []
      try array(&elements) { scanner, elements throws(Fault) in
        elements.append(try scanner.value(depth: depth + 1))
      }
      return .array(elements)
    case UInt8(ascii: "\""): return .text(try text())
    default:
      let range = try plainValue()
      switch bytes[range.lowerBound] {
      case UInt8(ascii: "t"): return .truth(true)
      case UInt8(ascii: "f"): return .truth(false)
      case UInt8(ascii: "n"): return .null
      default:
        guard let number = Int(String(decoding: bytes[range], as: UTF8.self)) else {
          throw Fault(
            offset: range.lowerBound, reason: Phrase("这里应是一个整数", "a whole number belongs here"))
        }
        return .whole(number)
      }
    }
  }

  private mutating func text() throws(Fault) -> String {
    var output: [UInt8] = []
    try string(into: &output)
    return String(decoding: output, as: UTF8.self)
  }
}

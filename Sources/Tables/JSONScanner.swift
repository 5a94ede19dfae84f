import Diagnostics

/// Reads JSON text (RFC 8259, strictly) from left to right. Values are not kept: the caller takes what it
/// wants while they pass.
struct JSONScanner {
  /// Where the text is not JSON, or not JSON that is read here, and why.
  struct Fault: Error {
    var offset: Int
    var reason: Phrase
  }

  let bytes: UnsafeBufferPointer<UInt8>
  /// How deep arrays and objects may lie in each other.
  let mostDepth: Int
  /// The next byte to read.
  var index = 0

  init(_ bytes: UnsafeBufferPointer<UInt8>, mostDepth: Int) {
    self.bytes = bytes
    self.mostDepth = mostDepth
  }

  /// The next byte that is not white space; nil at the end.
  mutating func peek() -> UInt8? {
    while index < bytes.count {
      switch bytes[index] {
      case 0x20, 0x09, 0x0A, 0x0D: index &+= 1
      default: return bytes[index]
      }
    }
    return nil
  }

  mutating func take(_ byte: Unicode.Scalar) -> Bool {
    guard let next = peek(), UInt32(next) == byte.value else { return false }
    index &+= 1
    return true
  }

  mutating func expect(_ byte: Unicode.Scalar, _ reason: Phrase) throws(Fault) {
    if !take(byte) { throw unexpected(reason) }
  }

  /// A fault at the next byte, or at the end.
  mutating func unexpected(_ reason: Phrase) -> Fault {
    guard peek() != nil else { return Fault(offset: index, reason: Reason.end) }
    return Fault(offset: index, reason: reason)
  }

  /// Refuses anything but white space up to the end.
  mutating func finish() throws(Fault) {
    if peek() != nil { throw Fault(offset: index, reason: Reason.afterEnd) }
  }

  /// Passes over the members of an object whose brace is next; `member` is called behind each key's colon and
  /// must pass over the value.
  mutating func object<State>(
    _ state: inout State, _ member: (inout JSONScanner, inout State, Range<Int>) throws(Fault) -> Void
  ) throws(Fault) {
    try expect("{", Reason.object)
    if take("}") { return }
    var comma = index
    repeat {
      if peek() == UInt8(ascii: "}") { throw Fault(offset: comma, reason: Reason.trailingComma) }
      guard peek() == UInt8(ascii: "\"") else { throw unexpected(Reason.key) }
      let start = index
      try skipString()
      let key = start..<index
      try expect(":", Reason.colon)
      try member(&self, &state, key)
      _ = peek()
      comma = index
    } while take(",")
    try expect("}", Reason.commaOrBrace)
  }

  /// The same for the elements of an array.
  mutating func array<State>(
    _ state: inout State, _ element: (inout JSONScanner, inout State) throws(Fault) -> Void
  ) throws(Fault) {
    try expect("[", Reason.array)
    if take("]") { return }
    var comma = index
    repeat {
      if peek() == UInt8(ascii: "]") { throw Fault(offset: comma, reason: Reason.trailingComma) }
      try element(&self, &state)
      _ = peek()
      comma = index
    } while take(",")
    try expect("]", Reason.commaOrBracket)
  }

  /// Passes over any value.
  mutating func skipValue(depth: Int) throws(Fault) {
    var nothing: Void = ()
    switch peek() {
    case UInt8(ascii: "{"):
      guard depth < mostDepth else { throw Fault(offset: index, reason: Reason.depth) }
      try object(&nothing) { scanner, _, _ throws(Fault) in try scanner.skipValue(depth: depth + 1) }
    case UInt8(ascii: "["):
      guard depth < mostDepth else { throw Fault(offset: index, reason: Reason.depth) }
      try array(&nothing) { scanner, _ throws(Fault) in try scanner.skipValue(depth: depth + 1) }
    case UInt8(ascii: "\""): try skipString()
    default: _ = try plainValue()
    }
  }

  /// Passes over a number, true, false or null, and gives its text.
  mutating func plainValue() throws(Fault) -> Range<Int> {
    guard let first = peek() else { throw unexpected(Reason.value) }
    let start = index
    switch first {
    case UInt8(ascii: "t"): try word("true")
    case UInt8(ascii: "f"): try word("false")
    case UInt8(ascii: "n"): try word("null")
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): try number()
    default: throw unexpected(Reason.value)
    }
    return start..<index
  }

  private mutating func word(_ text: StaticString) throws(Fault) {
    let start = index
    for offset in 0..<text.utf8CodeUnitCount {
      guard index < bytes.count, bytes[index] == text.utf8Start[offset] else {
        throw Fault(offset: start, reason: Reason.value)
      }
      index &+= 1
    }
  }

  private mutating func number() throws(Fault) {
    let start = index
    if at("-") { index &+= 1 }
    let whole = index
    guard digits() > 0 else { throw Fault(offset: start, reason: Reason.number) }
    if bytes[whole] == UInt8(ascii: "0"), index &- whole > 1 {
      throw Fault(offset: start, reason: Reason.leadingZero)
    }
    if at(".") {
      index &+= 1
      guard digits() > 0 else { throw Fault(offset: start, reason: Reason.number) }
    }
    if at("e") || at("E") {
      index &+= 1
      if at("+") || at("-") { index &+= 1 }
      guard digits() > 0 else { throw Fault(offset: start, reason: Reason.number) }
    }
  }

  private func at(_ byte: Unicode.Scalar) -> Bool {
    index < bytes.count && UInt32(bytes[index]) == byte.value
  }

  private mutating func digits() -> Int {
    let start = index
    while index < bytes.count, bytes[index] >= 0x30, bytes[index] <= 0x39 { index &+= 1 }
    return index &- start
  }
}

extension JSONScanner {
  /// What may be wrong with a text, in words.
  enum Reason {
    static let end = Phrase("内容不完整，到结尾处还没有写完", "the text ends before the value is complete")
    static let afterEnd = Phrase("整个值之后还有多余的内容", "something follows the whole value")
    static let object = Phrase("这里应是一个对象 {…}", "an object {…} belongs here")
    static let array = Phrase("这里应是一个数组 […]", "an array […] belongs here")
    static let key = Phrase("这里应是双引号里的字段名", "a field name in double quotes belongs here")
    static let colon = Phrase("字段名后面缺少冒号", "a colon is missing after the field name")
    static let trailingComma = Phrase("最后一项后面多了一个逗号", "there is a comma after the last item")
    static let commaOrBrace = Phrase("这里应是逗号或 }", "a comma or } belongs here")
    static let commaOrBracket = Phrase("这里应是逗号或 ]", "a comma or ] belongs here")
    static let value = Phrase(
      "这里不是 JSON 的值（文字要加双引号）", "this is no JSON value (texts stand in double quotes)")
    static let number = Phrase("数写得不完整", "the number is not complete")
    static let leadingZero = Phrase("数的前面不能多写 0（编号请加双引号）", "a number has no leading zeros (quote codes)")
    static let depth = Phrase("嵌套太深", "arrays and objects lie too deep in each other")
    static let control = Phrase(
      "文字里有未转义的换行或控制字符", "a text holds a line break or control character that is not escaped")
    static let zero = Phrase("文字里有空字符 \\u0000", "a text holds the character \\u0000")
    static let escape = Phrase("反斜线后面的写法不对", "this escape does not exist")
    static let surrogate = Phrase("\\u 转义只有半个字符", "the \\u escape is half a character only")
  }
}

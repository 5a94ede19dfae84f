/// A JSON document in a stable order of keys, and its one layout.
public enum JSONValue: Sendable {
  case null
  case truth(Bool)
  case whole(Int)
  case text(String)
  case array([JSONValue])
  case object([(key: String, value: JSONValue)])

  /// A text, or null.
  public init(_ text: String?) {
    self = text.map(JSONValue.text) ?? .null
  }

  /// The document, indented by two blanks, with a line end; values that hold no others stand on one line.
  public func document() -> String {
    var output: [UInt8] = []
    write(to: &output, indent: 0)
    output.append(UInt8(ascii: "\n"))
    return String(decoding: output, as: UTF8.self)
  }

  private var isLeaf: Bool {
    switch self {
    case .null, .truth, .whole, .text: true
    case .array(let elements): elements.isEmpty
    case .object(let members): members.isEmpty
    }
  }

  private func write(to output: inout [UInt8], indent: Int) {
    switch self {
    case .null: output += "null".utf8
    case .truth(let value): output += (value ? "true" : "false").utf8
    case .whole(let value): output += String(value).utf8
    case .text(let text): Self.write(text, to: &output)
    case .array(let elements):
      Self.write(elements, "[", "]", inline: elements.allSatisfy(\.isLeaf), to: &output, indent: indent) {
        $0.write(to: &$1, indent: $2)
      }
    case .object(let members):
      Self.write(members, "{", "}", inline: members.allSatisfy(\.value.isLeaf), to: &output, indent: indent) {
        Self.write($0.key, to: &$1)
        $1 += ": ".utf8
        $0.value.write(to: &$1, indent: $2)
      }
    }
  }

  private static func write<Element>(
    _ elements: [Element], _ open: String, _ close: String, inline: Bool, to output: inout [UInt8],
    indent: Int,
    _ element: (Element, inout [UInt8], Int) -> Void
  ) {
    output += open.utf8
    for (index, value) in elements.enumerated() {
      if index > 0 { output += (inline ? ", " : ",").utf8 }
      if !inline { newLine(indent + 1, to: &output) }
      element(value, &output, indent + 1)
    }
    if !inline { newLine(indent, to: &output) }
    output += close.utf8
  }

  private static func newLine(_ indent: Int, to output: inout [UInt8]) {
    output.append(UInt8(ascii: "\n"))
    output += repeatElement(UInt8(ascii: " "), count: indent * 2)
  }

  /// RFC 8259: quotes, backslashes and controls escaped; DEL and the line separators too, for tools that split
  /// on them.
  private static func write(_ text: String, to output: inout [UInt8]) {
    output.append(UInt8(ascii: "\""))
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x22: output += "\\\"".utf8
      case 0x5C: output += "\\\\".utf8
      case 0x0A: output += "\\n".utf8
      case 0x0D: output += "\\r".utf8
      case 0x09: output += "\\t".utf8
      case 0..<0x20, 0x7F..<0xA0, 0x2028, 0x2029:
        let digits = String(scalar.value, radix: 16)
        output += ("\\u" + String(repeating: "0", count: 4 - digits.utf8.count) + digits).utf8
      default: output += UTF8.encode(scalar) ?? .init()
      }
    }
    output.append(UInt8(ascii: "\""))
  }
}

/// Writes XML text. Whatever stands in it stays text: markup characters are escaped, and characters that XML 1.0
/// forbids become U+FFFD, so that no name or note can break the document.
public struct XMLText {
  public private(set) var bytes: [UInt8]

  /// A document with its declaration.
  public init() {
    bytes = Array("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n".utf8)
  }

  /// Markup as it is. Never given text of users.
  public mutating func markup(_ text: String) { bytes += text.utf8 }

  /// Text between tags.
  public mutating func text(_ text: String) { Self.append(text, inAttribute: false, to: &bytes) }

  /// An attribute with a blank before it: ` name="value"`.
  public mutating func attribute(_ name: String, _ value: String) {
    bytes.append(0x20)
    bytes += name.utf8
    bytes += [UInt8(ascii: "="), UInt8(ascii: "\"")]
    Self.append(value, inAttribute: true, to: &bytes)
    bytes.append(UInt8(ascii: "\""))
  }

  /// `<name>text</name>`, white space kept.
  public mutating func element(_ name: String, _ text: String) {
    markup("<\(name)>")
    self.text(text)
    markup("</\(name)>")
  }

  /// A text with markup characters escaped, for use between tags or inside quotes.
  public static func escaped(_ text: String) -> String {
    var bytes: [UInt8] = []
    append(text, inAttribute: true, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  private static func append(_ text: String, inAttribute: Bool, to bytes: inout [UInt8]) {
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x26: bytes += "&amp;".utf8
      case 0x3C: bytes += "&lt;".utf8
      case 0x3E: bytes += "&gt;".utf8
      case 0x22: bytes += inAttribute ? Array("&quot;".utf8) : [0x22]
      case 0x09, 0x0A: bytes += inAttribute ? Array("&#\(scalar.value);".utf8) : [UInt8(scalar.value)]
      // A bare carriage return would be read back as a line feed.
      case 0x0D: bytes += "&#13;".utf8
      case 0x00..<0x20, 0xFFFE, 0xFFFF: bytes += "\u{FFFD}".utf8
      default: bytes += String(scalar).utf8
      }
    }
  }
}

import Diagnostics

/// Writes HTML. Whatever is given as text stays text: markup characters are escaped, and characters that would
/// move or reverse what stands around them are shown as escapes.
struct HTMLText {
  private(set) var bytes: [UInt8] = []

  /// Markup as it is. Never given text of users.
  mutating func markup(_ text: String) { bytes += text.utf8 }

  /// Text between tags; line ends become `<br>`.
  mutating func text(_ text: String) {
    var isPlain = true
    for byte in text.utf8 where byte < 0x30 || byte == 0x3C || byte == 0x3E || byte > 0x7E {
      isPlain = false
      break
    }
    if isPlain {
      bytes += text.utf8
    } else {
      bytes += Self.escaped(text).utf8
    }
  }

  /// `<name>text</name>`.
  mutating func element(_ name: String, _ text: String) {
    markup("<\(name)>")
    self.text(text)
    markup("</\(name)>")
  }

  mutating func append(_ other: HTMLText) { bytes += other.bytes }

  /// Text for between tags or inside quotes.
  static func escaped(_ text: String) -> String {
    var result = ""
    result.reserveCapacity(text.utf8.count)
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      case "\n": result += "<br>"
      case "\r": continue
      default: result += PlainLine.escaped(String(scalar))
      }
    }
    return result
  }

  /// Text for inside double quotes.
  static func attribute(_ text: String) -> String {
    escaped(PlainLine.escaped(text))
  }
}

/// Names of places in a page, each given once.
struct Anchors {
  private var taken: Set<String> = []
  private var known: [String: String] = [:]

  /// The name for a thing: its kind and its own name, so that a link stays good when the page is made anew.
  mutating func name(_ kind: String, _ name: String) -> String {
    let key = kind + "-" + name
    if let known = known[key] { return known }
    var anchor = ""
    for scalar in key.unicodeScalars {
      let isSafe = !scalar.properties.isWhitespace && !"\"'<>&#%".unicodeScalars.contains(scalar)
      anchor += PlainLine.escaped(isSafe ? String(scalar) : "_").filter { $0 != "\\" }
    }
    var unique = anchor
    var number = 2
    while !taken.insert(unique).inserted {
      unique = "\(anchor)~\(number)"
      number += 1
    }
    known[key] = unique
    return unique
  }
}

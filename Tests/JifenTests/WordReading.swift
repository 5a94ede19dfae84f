import Foundation
import Packaging
import Testing

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// A Word document as a test reads it: every part is well-formed XML.
struct WordReading {
  let parts: [String: [UInt8]]

  init(_ bytes: [UInt8]) throws {
    let archive = try ZipArchive(bytes)
    var parts: [String: [UInt8]] = [:]
    for name in archive.names { parts[name] = try archive.part(name, most: 1 << 28) }
    self.parts = parts
    for (name, bytes) in parts {
      let parser = XMLParser(data: Data(bytes))
      try #require(parser.parse(), "\(name): \(parser.parserError.debugDescription)")
    }
  }

  /// The text of the document, a line for each paragraph.
  var text: String {
    let reader = TextCollector()
    let parser = XMLParser(data: Data(parts["word/document.xml"] ?? []))
    parser.delegate = reader
    _ = parser.parse()
    return reader.lines.joined(separator: "\n")
  }

  private final class TextCollector: NSObject, XMLParserDelegate {
    var lines: [String] = []
    private var line = ""
    private var isText = false

    func parser(
      _ parser: XMLParser, didStartElement element: String, namespaceURI: String?, qualifiedName: String?,
      attributes: [String: String] = [:]
    ) {
      if element == "w:t" { isText = true }
    }

    func parser(_ parser: XMLParser, foundCharacters string: String) {
      if isText { line += string }
    }

    func parser(
      _ parser: XMLParser, didEndElement element: String, namespaceURI: String?, qualifiedName: String?
    ) {
      if element == "w:t" { isText = false }
      if element == "w:p" {
        lines.append(line)
        line = ""
      }
    }
  }
}

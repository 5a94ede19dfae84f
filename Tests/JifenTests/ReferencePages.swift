import Diagnostics
import Foundation
import Jifen
import Syntax

/// The pages of the reference, and the methods that stand in them.
enum ReferencePages {
  static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  static let catalog = root.appendingPathComponent("Sources/Jifen/Jifen.docc")
  static let fixtures = root.appendingPathComponent("Tests/JifenTests/Fixtures/reference")

  /// Pages of the catalog by name, without extension.
  static let names: [String] = files(in: catalog, ending: ".md")

  static func page(_ name: String) -> String { text(catalog.appendingPathComponent(name + ".md")) }

  static func text(_ file: URL) -> String { (try? String(contentsOf: file, encoding: .utf8)) ?? "" }

  static func files(in folder: URL, ending: String) -> [String] {
    let found = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return found.filter { $0.hasSuffix(ending) }.map { String($0.dropLast(ending.count)) }.sorted()
  }

  // MARK: Blocks

  /// A fenced block of a page.
  struct Block: Sendable, CustomStringConvertible {
    let page: String
    /// The line of its first line of text, from 1.
    let line: Int
    /// What stands behind the fence: jifen, swift, text, nothing.
    let kind: String
    let text: String

    var description: String { "\(page).md:\(line)" }
    /// Whether it is a whole method, rather than lines that belong to the page's first one.
    var isWhole: Bool { text.hasPrefix("办法") || text.hasPrefix("method") }
  }

  static func blocks(of page: String, _ text: String) -> [Block] {
    var result: [Block] = []
    var kind: String?
    var lines: [Substring] = []
    var start = 0
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      if line.hasPrefix("```") {
        if let open = kind {
          result.append(
            Block(page: page, line: start, kind: open, text: lines.joined(separator: "\n") + "\n"))
          kind = nil
        } else {
          kind = String(line.dropFirst(3))
          start = index + 2
          lines = []
        }
      } else if kind != nil {
        lines.append(line)
      }
    }
    return result
  }

  /// A block in Chinese and its twin in English, as files that can be checked.
  struct Twins: Sendable, CustomStringConvertible {
    let block: Block
    let chinese: String
    let english: String

    var description: String { block.description }
  }

  /// The jifen blocks of a page two by two: Chinese, then English. Lines that are no whole method stand
  /// behind the page's first one.
  static func twins(of page: String, _ text: String) -> [Twins] {
    let blocks = blocks(of: page, text).filter { $0.kind == "jifen" }
    let pairs = stride(from: 0, to: blocks.count - 1, by: 2).map { (blocks[$0], blocks[$0 + 1]) }
    guard let first = pairs.first(where: { $0.0.isWhole }) else { return [] }
    return pairs.map { chinese, english in
      Twins(
        block: chinese, chinese: chinese.isWhole ? chinese.text : first.0.text + "\n" + chinese.text,
        english: english.isWhole ? english.text : first.1.text + "\n" + english.text)
    }
  }

  // MARK: Names

  /// English names of the examples with their Chinese ones.
  static let chineseNames: [String: String] = {
    var result: [String: String] = [:]
    for line in text(fixtures.appendingPathComponent("names.tsv")).split(separator: "\n") {
      let words = line.split(separator: "\t").map(String.init)
      if words.count == 2, !line.hasPrefix("#") { result[words[1]] = words[0] }
    }
    return result
  }()

  /// An English example with its names in Chinese; its keywords stay English.
  static func withChineseNames(_ text: String) -> String {
    var problems: [Diagnostic] = []
    let tokens = Lexer.tokenize(SourceText(name: "twin", text: text), diagnostics: &problems).tokens
    let bytes = Array(text.utf8)
    var result: [UInt8] = []
    var end = 0
    for (index, token) in tokens.enumerated() {
      guard let name = chineseNames[token.text], isName(token, after: index > 0 ? tokens[index - 1] : nil)
      else {
        continue
      }
      let quotes: (String, String) = token.kind == .string ? ("“", "”") : ("", "")
      result += bytes[end..<Int(token.span.start)] + Array((quotes.0 + name + quotes.1).utf8)
      end = Int(token.span.end)
    }
    return String(decoding: result + bytes[end...], as: UTF8.self)
  }

  private static func isName(_ token: Token, after last: Token?) -> Bool {
    switch token.kind {
    case .number, .each, .mark: return false
    case .string, .quotedName: return true
    case .word, .keyword: break
    }
    // each unit, 1 unit: the measure word, not the column.
    guard token.text == "unit", let last else { return true }
    switch last.kind {
    case .number, .keyword(.each): return false
    case .word, .keyword, .string, .quotedName, .each, .mark: return true
    }
  }

  // MARK: Methods

  /// A text as a method; what is wrong with it, as a reader would see it.
  static func method(_ text: String, _ name: String) -> (method: Method?, errors: String) {
    var diagnostics: [Diagnostic] = []
    let method = Method.load(name: name, text: text, diagnostics: &diagnostics)
    let errors = diagnostics.filter { $0.severity == .error }
    return (method, errors.isEmpty ? "" : Render.terminal(errors, .english))
  }

  /// The first line in which two texts differ.
  static func difference(_ left: String, _ right: String) -> String? {
    guard left != right else { return nil }
    let lefts = left.split(separator: "\n", omittingEmptySubsequences: false)
    let rights = right.split(separator: "\n", omittingEmptySubsequences: false)
    for (index, pair) in zip(lefts, rights).enumerated() where pair.0 != pair.1 {
      return "line \(index + 1):\n  \(pair.0)\n  \(pair.1)"
    }
    return "\(lefts.count) lines, \(rights.count) lines"
  }

  /// Examples that do not hold.
  static func failures(_ method: Method) -> [String] {
    var diagnostics: [Diagnostic] = []
    guard let tested = runExamples(method, tables: nil, diagnostics: &diagnostics) else {
      return [Render.terminal(diagnostics, .english)]
    }
    return tested.cases.flatMap { $0.failures.map(\.english) }
  }
}

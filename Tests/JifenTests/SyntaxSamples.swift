import Diagnostics

@testable import Syntax

/// Method files that the syntax tests read, and what they compare.
enum SyntaxSamples {
  static func parse(_ text: String) -> (file: MethodFile, diagnostics: [Diagnostic]) {
    var diagnostics: [Diagnostic] = []
    let file = Parser.parse(SourceText(name: "试.jifen", text: text), diagnostics: &diagnostics)
    return (file, diagnostics)
  }

  /// The first line in which two texts differ; nil where they are equal.
  static func difference(_ left: String, _ right: String) -> String? {
    guard left != right else { return nil }
    let lefts = left.split(separator: "\n", omittingEmptySubsequences: false)
    let rights = right.split(separator: "\n", omittingEmptySubsequences: false)
    for (index, (a, b)) in zip(lefts, rights).enumerated() where a != b {
      return "line \(index + 1): \(a) ≠ \(b)"
    }
    return "\(lefts.count) lines, \(rights.count) lines"
  }

  /// What the layout must keep, broken by a text: nil where all holds. The text must parse.
  static func brokenLayout(_ text: String) -> String? {
    let (file, diagnostics) = parse(text)
    if let first = diagnostics.first { return "does not parse: \(first.message(.english))" }
    let tree = TreeDump.of(file)
    var formatted: [Language: String] = [:]
    for language in Language.allCases {
      let once = Formatter.format(file, language: language)
      let (again, problems) = parse(once)
      if let first = problems.first {
        return "\(language): \(first.code.id) \(first.message(.english))\n\(excerpt(once))"
      }
      if let difference = difference(tree, TreeDump.of(again)) {
        return "\(language) tree: \(difference)\n\(excerpt(text))\n→\n\(excerpt(once))"
      }
      if comments(file) != comments(again) {
        return "\(language) comments: \(comments(file)) → \(comments(again))"
      }
      if let difference = difference(once, Formatter.format(again, language: language)) {
        return "\(language) twice: \(difference)\n\(excerpt(text))"
      }
      formatted[language] = once
    }
    for (from, to) in [(Language.chinese, Language.english), (.english, .chinese)] {
      let there = parse(formatted[from] ?? "").file
      let over = parse(Formatter.format(there, language: to)).file
      if let difference = difference(formatted[from] ?? "", Formatter.format(over, language: from)) {
        return "\(from) → \(to) → \(from): \(difference)\n\(excerpt(text))"
      }
    }
    let kept = Formatter.format(file, language: nil)
    return formatted.values.contains(kept) ? nil : "the file's own language is neither"
  }

  private static func comments(_ file: MethodFile) -> [String] {
    file.tokenized.comments.map(\.text).sorted()
  }

  private static func excerpt(_ text: String) -> String { String(text.prefix(600)) }
}

extension Render {
  /// Diagnostics for people, in the order given, each with its place and an excerpt, and a summary at the end;
  /// empty where there are none.
  /// - Parameter color: whether ANSI colours are used.
  public static func terminal(_ diagnostics: [Diagnostic], _ language: Language, color: Bool = false)
    -> String
  {
    guard !diagnostics.isEmpty else { return "" }
    var output = TerminalOutput(language: language, color: color)
    for diagnostic in diagnostics { output.write(diagnostic) }
    return output.text + summary(diagnostics, language) + "\n"
  }
}

private enum Style {
  case plain
  case bold
  case gutter
  case severity(Severity)

  var sequence: String {
    switch self {
    case .plain: ""
    case .bold: "\u{1B}[1m"
    case .gutter: "\u{1B}[34m"
    case .severity(.error): "\u{1B}[1;31m"
    case .severity(.warning): "\u{1B}[1;33m"
    case .severity(.note): "\u{1B}[1;36m"
    }
  }
}

private struct TerminalOutput {
  let language: Language
  let color: Bool
  var text = ""
  /// The lines of the source that was shown last.
  private var known: (source: SourceText, lines: SourceLines)?
  private var gutter = 1

  init(language: Language, color: Bool) {
    self.language = language
    self.color = color
  }

  mutating func write(_ diagnostic: Diagnostic) {
    let message = Self.lines(diagnostic.message(language))
    put(Render.heading(diagnostic, language), .severity(diagnostic.severity))
    put(message.first ?? "", .bold)
    text += "\n"
    for line in message.dropFirst() { text += "  " + line + "\n" }
    gutter = ([diagnostic.place] + diagnostic.related.map(\.place)).reduce(1) { max($0, digits($1)) }
    write(diagnostic.place, "-->", "^", .severity(diagnostic.severity), nil)
    for related in diagnostic.related {
      write(related.place, ":::", "-", .gutter, PlainLine.escaped(related.label[language]))
    }
    if !diagnostic.near.isEmpty { write(note: [Render.Words.near(diagnostic.near)[language]]) }
    if let help = diagnostic.helpText(language) {
      write(note: Self.lines(Render.Words.help[language] + help))
    }
    text += "\n"
  }

  private mutating func write(note lines: [String]) {
    for (index, line) in lines.enumerated() {
      put(margin + (index == 0 ? " = " : "   "), .gutter)
      text += line + "\n"
    }
  }

  private mutating func write(
    _ place: Place, _ arrow: String, _ mark: Character, _ style: Style, _ label: String?
  ) {
    guard let location = location(place) else {
      if let label { write(note: [label]) }
      return
    }
    put(margin + arrow, .gutter)
    text += " " + location + "\n"
    switch place {
    case .nowhere: break
    case .text(let source, let span): excerpt(lines(source), span, mark, style, label)
    case .cell(_, _, let row, let column, _, let cell):
      guard column > 0 || !cell.isEmpty else { return write(label) }
      let shown =
        cell.isEmpty ? Render.Words.blank[language] : DisplayWidth.cut(PlainLine.escaped(cell), to: 60)
      excerpt(Excerpt(whole: shown), row > 0 ? String(row) : "", mark, style, label)
    case .file, .argument: write(label)
    }
  }

  private mutating func write(_ label: String?) {
    if let label { write(note: [label]) }
  }

  private mutating func excerpt(
    _ lines: SourceLines, _ span: Span, _ mark: Character, _ style: Style, _ label: String?
  ) {
    let start = Int(span.start)
    let end = lines.end(of: span)
    let first = lines.line(at: start)
    let last = max(first, lines.line(at: end))
    let top = lines.range(first)
    guard last > first else {
      let excerpt = Excerpt(
        lines.bytes[top], marked: (start - top.lowerBound)..<max(start, end) - top.lowerBound)
      return self.excerpt(excerpt, String(first + 1), mark, style, label)
    }
    let opening = Excerpt(
      lines.bytes[top], marked: (start - top.lowerBound)..<max(start - top.lowerBound, top.count))
    excerpt(opening, String(first + 1), mark, style, nil)
    if last > first + 1 {
      put("...", .gutter)
      text += "\n"
    }
    let bottom = lines.range(last)
    let indent = lines.bytes[bottom].prefix { $0 == 0x20 || $0 == 0x09 }.count
    let until = min(end, bottom.upperBound) - bottom.lowerBound
    let closing = Excerpt(lines.bytes[bottom], marked: min(indent, until)..<until)
    excerpt(closing, String(last + 1), mark, style, label, isFirst: false)
  }

  private mutating func excerpt(
    _ excerpt: Excerpt, _ number: String, _ mark: Character, _ style: Style, _ label: String?,
    isFirst: Bool = true
  ) {
    if isFirst {
      put(margin + " |", .gutter)
      text += "\n"
    }
    put(DisplayWidth.padded(number, to: gutter, .right) + " |", .gutter)
    text += excerpt.text.isEmpty ? "\n" : " " + excerpt.text + "\n"
    put(margin + " |", .gutter)
    text += " " + String(repeating: " ", count: excerpt.mark.lowerBound)
    put(String(repeating: mark, count: excerpt.mark.count) + (label.map { " " + $0 } ?? ""), style)
    text += "\n"
  }

  private mutating func put(_ piece: String, _ style: Style) {
    let sequence = style.sequence
    text += color && !sequence.isEmpty ? sequence + piece + "\u{1B}[0m" : piece
  }

  private var margin: String { String(repeating: " ", count: gutter) }

  private mutating func location(_ place: Place) -> String? {
    guard case .text(let source, let span) = place else { return Render.location(place, language) }
    let start = lines(source).position(Int(span.start))
    return PlainLine.escaped(source.name) + ":\(start.line):\(start.column)"
  }

  private mutating func lines(_ source: SourceText) -> SourceLines {
    if let known, known.source == source { return known.lines }
    let lines = SourceLines(source)
    known = (source, lines)
    return lines
  }

  /// Digits of the greatest line number that a place shows.
  private mutating func digits(_ place: Place) -> Int {
    switch place {
    case .text(let source, let span):
      let lines = lines(source)
      return String(lines.line(at: lines.end(of: span)) + 1).count
    case .cell(_, _, let row, _, _, _): return String(max(0, row)).count
    case .nowhere, .file, .argument: return 1
    }
  }

  /// A text of several lines, each fit to print.
  private static func lines(_ text: String) -> [String] {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { PlainLine.escaped(String($0)) }
  }
}

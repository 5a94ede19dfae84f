/// Renders diagnostics for people (`Render+Terminal`) and for tools (`Render+JSON`).
public enum Render {
  /// One line without an excerpt, for lists of findings inside a report: `警告[J501]：…（文件:3:5）`.
  public static func brief(_ diagnostic: Diagnostic, _ language: Language) -> String {
    let head = heading(diagnostic, language) + PlainLine.escaped(diagnostic.message(language))
    guard let place = location(diagnostic.place, language) else { return head }
    return head + Words.inBrackets(place)[language]
  }

  static func heading(_ diagnostic: Diagnostic, _ language: Language) -> String {
    Words.severity(diagnostic.severity)[language] + "[" + diagnostic.code.id + "]" + Words.colon[language]
  }

  /// Where a place is, in words; nil for nowhere. Lines and columns count from 1, columns in characters.
  static func location(_ place: Place, _ language: Language) -> String? {
    switch place {
    case .nowhere: return nil
    case .text(let source, let span):
      let start = SourceLines(source, through: Int(span.start)).position(Int(span.start))
      return PlainLine.escaped(source.name) + ":\(start.line):\(start.column)"
    case .cell(let file, let sheet, let row, let column, let header, _):
      let name = DisplayWidth.cut(PlainLine.escaped(header), to: 40)
      let file = PlainLine.escaped(file)
      guard let sheet else { return Words.cell(file, row, column, name)[language] }
      if row > 0, column > 0 {
        // As a spreadsheet's own name box has it.
        let cell = PlainLine.escaped(CellName.text(sheet: sheet, row: row, column: column))
        return "\(file) \(cell)" + (name.isEmpty ? "" : "“\(name)”")
      }
      return Words.cell("\(file) \(PlainLine.escaped(sheet))", row, column, name)[language]
    case .file(let name): return PlainLine.escaped(name)
    case .argument(let text): return Words.argument(PlainLine.escaped(text))[language]
    }
  }

  /// The fixed words of renderings.
  enum Words {
    static let colon = Phrase("：", ": ")
    static let help = Phrase("帮助：", "help: ")
    static let blank = Phrase("（空）", "(blank)")

    static func severity(_ severity: Severity) -> Phrase {
      switch severity {
      case .error: Phrase("错误", "error")
      case .warning: Phrase("警告", "warning")
      case .note: Phrase("说明", "note")
      }
    }

    static func inBrackets(_ text: String) -> Phrase { Phrase("（\(text)）", " (\(text))") }

    static func argument(_ text: String) -> Phrase { Phrase("命令行“\(text)”", "command line “\(text)”") }

    static func cell(_ file: String, _ row: Int, _ column: Int, _ header: String) -> Phrase {
      var chinese = file
      var english = file
      if row > 0 {
        chinese += " 第 \(row) 行"
        english += " row \(row)"
      }
      if column > 0 {
        chinese += " 第 \(column) 列"
        english += (row > 0 ? "," : "") + " column \(column)"
      }
      if !header.isEmpty {
        chinese += "“\(header)”"
        english += " “\(header)”"
      }
      return Phrase(chinese, english)
    }

    static func near(_ names: [String]) -> Phrase {
      let quoted = names.map { "“\(PlainLine.escaped($0))”" }
      return Phrase(
        "是不是：" + quoted.joined(separator: "、") + "？", "did you mean " + quoted.joined(separator: ", ") + "?")
    }

    static func count(_ count: Int, _ severity: Severity) -> Phrase {
      let plural = count == 1 ? "" : "s"
      return switch severity {
      case .error: Phrase("\(count) 个错误", "\(count) error" + plural)
      case .warning: Phrase("\(count) 个警告", "\(count) warning" + plural)
      case .note: Phrase("\(count) 条说明", "\(count) note" + plural)
      }
    }
  }

  /// 2 个错误，1 个警告 / 2 errors, 1 warning; empty where there are none.
  public static func summary(_ diagnostics: [Diagnostic], _ language: Language) -> String {
    let severities: [Severity] = [.error, .warning, .note]
    let counts = severities.map { severity in (severity, diagnostics.count { $0.severity == severity }) }
    return counts.filter { $0.1 > 0 }.map { Words.count($0.1, $0.0)[language] }
      .joined(separator: Phrase("，", ", ")[language])
  }
}

extension [Diagnostic] {
  /// In the order of places: method files by name and offset, then input files by name, row and column, then
  /// the command line and what has no place. The same diagnostic appears once. Cost: n log n.
  public func sortedByPlace() -> [Diagnostic] {
    let sorted = enumerated().map { (key: PlaceKey($1, $0), value: $1) }.sorted { $0.key < $1.key }
    var result: [Diagnostic] = []
    var placeStart = 0
    for (index, element) in sorted.enumerated() {
      if index > 0, !sorted[index - 1].key.samePlace(element.key) { placeStart = result.count }
      if !result[placeStart...].contains(element.value) { result.append(element.value) }
    }
    return result
  }
}

extension [Diagnostic] {
  /// The first of what is found in a method that has errors, and how many more there are: so many errors, and as many
  /// of the rest. Everything where there are no errors.
  public func firstOfMethod(_ name: String) -> [Diagnostic] {
    guard hasErrors, count > Limits.methodFindings else { return self }
    var left: [Severity: Int] = [:]
    let shown = filter { diagnostic in
      let rank: Severity = diagnostic.severity == .error ? .error : .warning
      left[rank, default: Limits.methodFindings] -= 1
      return left[rank, default: 0] >= 0
    }
    guard shown.count < count else { return self }
    return shown + [Diagnostic(.moreMethodErrors, at: .file(name), Phrase(String(count - shown.count)))]
  }
}

/// What places are ordered by; the original order decides between equals.
private struct PlaceKey: Comparable {
  let kind: Int
  let file: String
  let first: Int
  let second: Int
  let severity: Severity
  let index: Int

  init(_ diagnostic: Diagnostic, _ index: Int) {
    switch diagnostic.place {
    case .text(let source, let span):
      (kind, file, first, second) = (0, source.name, Int(span.start), Int(span.end))
    case .file(let name):
      // A count of what is not shown follows what is.
      let isRest = diagnostic.code == .moreFileErrors || diagnostic.code == .moreErrors
      (kind, file, first, second) = (1, name, isRest ? .max : 0, 0)
    case .cell(let name, let sheet, let row, let column, _, _):
      let isRest = diagnostic.code == .moreFileErrors || diagnostic.code == .moreErrors
      (kind, file, first, second) = (
        1, sheet.map { name + "\u{0}" + $0 } ?? name, isRest ? .max : row, column
      )
    case .argument: (kind, file, first, second) = (2, "", 0, 0)
    case .nowhere: (kind, file, first, second) = (3, "", 0, 0)
    }
    severity = diagnostic.severity
    self.index = index
  }

  func samePlace(_ other: PlaceKey) -> Bool {
    (kind, file, first, second) == (other.kind, other.file, other.first, other.second)
  }

  static func < (left: PlaceKey, right: PlaceKey) -> Bool {
    (left.kind, left.file, left.first, left.second, left.severity, left.index)
      < (right.kind, right.file, right.first, right.second, right.severity, right.index)
  }
}

extension Render {
  /// The line of a place in a method file, from 1; nil for other places.
  public static func line(of place: Place) -> Int? {
    guard case .text(let source, let span) = place else { return nil }
    return SourceLines(source, through: Int(span.start)).position(Int(span.start)).line
  }
}

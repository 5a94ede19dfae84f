extension Render {
  /// Diagnostics for tools: a JSON array in the order given. Lines and columns count from 1; columns of texts
  /// count Unicode scalars and `endColumn` is the first one after the span.
  public static func json(_ diagnostics: [Diagnostic], _ language: Language) -> String {
    JSONValue.array(diagnostics.map { jsonValue($0, language) }).document()
  }

  /// One diagnostic as an element of such an array.
  public static func jsonValue(_ diagnostic: Diagnostic, _ language: Language) -> JSONValue {
    .object([
      ("code", .text(diagnostic.code.id)),
      ("severity", .text(diagnostic.severity.rawValue)),
      ("message", .text(diagnostic.message(language))),
      ("help", JSONValue(diagnostic.helpText(language))),
      ("near", .array(diagnostic.near.map(JSONValue.text))),
      ("place", jsonValue(diagnostic.place)),
      (
        "related",
        .array(
          diagnostic.related.map {
            .object([("label", .text($0.label[language])), ("place", jsonValue($0.place))])
          })
      ),
    ])
  }

  private static func jsonValue(_ place: Place) -> JSONValue {
    switch place {
    case .nowhere: return .null
    case .text(let source, let span):
      let lines = SourceLines(source)
      let start = lines.position(Int(span.start))
      let end = lines.position(max(Int(span.start), lines.end(of: span)))
      return .object([
        ("file", .text(source.name)), ("line", .whole(start.line)), ("column", .whole(start.column)),
        ("endLine", .whole(end.line)), ("endColumn", .whole(end.column)),
      ])
    case .cell(let file, let sheet, let row, let column, let header, let text):
      var members: [(key: String, value: JSONValue)] = [("file", .text(file))]
      if let sheet { members.append(("sheet", .text(sheet))) }
      members += [
        ("row", .whole(row)), ("column", .whole(column)), ("header", .text(header)), ("cell", .text(text)),
      ]
      return .object(members)
    case .file(let name): return .object([("file", .text(name))])
    case .argument(let text): return .object([("argument", .text(text))])
    }
  }
}

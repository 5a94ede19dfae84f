import Diagnostics
import Exact
import Semantics
import Syntax

/// Every figure of a method with its address, its value and its line.
public enum FiguresReport {
  public static func text(_ figures: [Figure], _ language: Language) -> String {
    var grid = TextGrid(headers: headers(language), alignments: [.left, .right, .right])
    for figure in figures { grid.append(cells(figure, language)) }
    return grid.lines(0..<figures.count).joined(separator: "\n") + "\n"
  }

  public static func csv(_ figures: [Figure], _ language: Language) -> String {
    figures.reduce(CSVReport.line(headers(language))) { $0 + CSVReport.line(cells($1, language)) }
  }

  public static func json(_ figures: [Figure], _ language: Language) -> String {
    JSONValue.array(
      figures.map { figure in
        .object([
          ("address", .text(address(figure, language))),
          ("exact", JSONValue(figure.value?.fraction)),
          ("shown", .text(value(figure, language))),
          ("open", JSONValue(figure.value == nil ? figure.openReason ?? "" : nil)),
          ("line", line(figure).map(JSONValue.whole) ?? .null),
        ])
      }
    ).document()
  }

  /// The address in the words of one language, as `--set` takes it.
  public static func address(_ figure: Figure, _ language: Language) -> String {
    figure.address.map { word in
      switch word {
      case .label(let label): MethodName.quoted(label)
      case .name(let name): MethodName.spelled(name)
      case .keyword(let keyword): keyword[language]
      }
    }.joined(separator: " ")
  }

  /// The value with its measure: 5 分, 25%, 未定 “…”.
  public static func value(_ figure: Figure, _ language: Language) -> String {
    guard let value = figure.value else {
      let open = Keyword.open.spelling(language)
      return figure.openReason.map { open + " " + MethodName.quoted($0) } ?? open
    }
    return figure.written(value, language)
  }

  private static func headers(_ language: Language) -> [String] {
    [Phrase("地址", "address"), Phrase("数字", "figure"), Phrase("行", "line")].map { $0[language] }
  }

  private static func cells(_ figure: Figure, _ language: Language) -> [String] {
    [address(figure, language), value(figure, language), line(figure).map(String.init) ?? ""]
  }

  private static func line(_ figure: Figure) -> Int? { Render.line(of: figure.place) }
}

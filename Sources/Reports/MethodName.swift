import Diagnostics
import Syntax

/// Names as a method file spells them.
public enum MethodName {
  /// The name as it is where the language reads it as one word, otherwise in 「」.
  public static func spelled(_ name: String) -> String {
    if isPlain(name) { return name }
    let quotes: [(open: String, close: Character)] = [("「", "」"), ("『", "』"), ("`", "`")]
    let line = PlainLine.escaped(name)
    let quote = quotes.first { !line.contains($0.close) } ?? quotes[0]
    return quote.open + line + String(quote.close)
  }

  /// A string such as a label: in “”, which it may not hold itself.
  public static func quoted(_ text: String) -> String {
    let line = PlainLine.escaped(text)
    return line.contains("”") ? "\"" + line + "\"" : "“" + line + "”"
  }

  /// Whether the language reads it as one name; words with a meaning of their own are none.
  static func isPlain(_ name: String) -> Bool {
    var diagnostics: [Diagnostic] = []
    let tokens = Lexer.words(name, diagnostics: &diagnostics)
    guard diagnostics.isEmpty, tokens.count == 1, case .word = tokens[0].kind else { return false }
    return tokens[0].text == name && Keyword.spelled(name) == nil && ClosedWord.spelled(name) == nil
      && !MeasureWord.isKnown(name)
  }
}

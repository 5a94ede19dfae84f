import Diagnostics

extension Typesetter {
  /// 月份 as the kind of a column, 月 elsewhere.
  func spelling(of word: ClosedWord) -> String {
    language == .chinese && isBelowBy ? shortSpelling(of: word) : word.spelling(language)
  }

  func shortSpelling(of word: ClosedWord) -> String { word == .month ? "月" : word.spelling(.chinese) }

  // MARK: Quotes

  /// A string between quotes that it does not hold itself.
  func quoted(_ text: String) -> String {
    let quotes = quotes(for: text)
    return quotes.open + text + String(quotes.close)
  }

  func quotes(for text: String) -> (open: String, close: Character) {
    let usual: [(open: String, close: Character)] =
      language == .chinese ? [("“", "”"), ("\"", "\"")] : [("\"", "\""), ("“", "”")]
    return Self.quotes(for: text, usual + [("＂", "＂")])
  }

  func quotedName(_ text: String) -> String {
    let usual: [(open: String, close: Character)] =
      language == .chinese ? [("「", "」"), ("『", "』"), ("`", "`")] : [("`", "`"), ("「", "」"), ("『", "』")]
    let quotes = Self.quotes(for: text, usual)
    return quotes.open + text + String(quotes.close)
  }

  private static func quotes(
    for text: String, _ quotes: [(open: String, close: Character)]
  ) -> (open: String, close: Character) {
    quotes.first { !text.contains($0.close) } ?? quotes[0]
  }

  /// Whether a name needs no quotes anywhere: it is read as one word and has no other meaning.
  func isPlain(_ name: String) -> Bool {
    guard Keyword.spelled(name) == nil, ClosedWord.spelled(name) == nil, !isMeasure(name),
      !Parser.boundWords.contains(name), Parser.digits(ofNumeral: name) == nil
    else { return false }
    var diagnostics: [Diagnostic] = []
    let words = Lexer.words(name, diagnostics: &diagnostics)
    guard diagnostics.isEmpty, words.count == 1, words[0].kind == .word, words[0].text == name else {
      return false
    }
    // Behind a number some words are cut that are whole elsewhere.
    return Lexer.words("1 " + name, diagnostics: &diagnostics).count == 2
  }
}

extension MeasureWord {
  /// The word behind a number, or as the kind of a column: 3 个月, where 月 would be a date or a period.
  static func counted(_ canonical: String) -> String {
    switch canonical {
    case "月": "个月"
    case "季度": "个季度"
    case "工作日": "个工作日"
    case let word: word
    }
  }
}

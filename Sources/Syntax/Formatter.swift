import Diagnostics

/// Prints a method file in its one layout.
///
/// The layout is made from the file's tokens and from what the parser read each of them as, so that it cannot
/// change the meaning: parsing the result gives the same statements, and formatting it gives it again.
public enum Formatter {
  /// The file in the one layout; comments stay. `language` is the language of keywords, measure words,
  /// punctuation and quotes; nil keeps the one that most of the file's keywords are written in. Synonyms that
  /// have a counterpart (满, reaches) keep it, so that a translation and its way back give the same text.
  ///
  /// Only for a file that was parsed without errors: what could not be read is not printed. Cost: linear in
  /// the file.
  public static func format(_ file: MethodFile, language: Language?) -> String {
    var printer = FilePrinter(file, language ?? self.language(of: file))
    return printer.text()
  }

  /// The language that most keywords of a file are written in; Chinese where they are even.
  static func language(of file: MethodFile) -> Language {
    var english = 0
    for (index, token) in file.tokenized.tokens.enumerated() {
      guard case .keyword = file.roles[index], let first = token.text.utf8.first else { continue }
      english += first < 0x80 ? 1 : -1
    }
    return english > 0 ? .english : .chinese
  }
}

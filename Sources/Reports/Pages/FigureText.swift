import Diagnostics
import Exact
import Syntax

/// Figures with their measure words.
enum FigureText {
  /// A measure word by itself, in the plural.
  static func measure(_ word: String, _ language: Language) -> String {
    MeasureWord.spelling(word, language, plural: true)
  }
}

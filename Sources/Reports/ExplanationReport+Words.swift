import Diagnostics
import Engine
import Exact
import Semantics
import Syntax

extension ExplanationWriter {
  /// A value with its measure: 19 分, 97.5%, 95/24 分（约 3.96）.
  func text(_ value: Explanation.Value) -> String {
    switch value {
    case .absent: return say("空", "blank")
    case .text(let text): return text[language]
    case .number(let number, let measure, let isPercent):
      if isPercent { return percent(number) }
      let word: String
      switch measure {
      case .plain: word = ""
      case .points: word = "分"
      case .tagged(let tag): word = tag
      }
      let spelled =
        word.isEmpty ? "" : " " + MeasureWord.spelling(word, language, plural: number.magnitude != 1)
      guard number.decimalScale == nil else { return signed(number.plain) + spelled }
      let about = signed(number.decimal(digits: 2))
      return signed(number.fraction) + spelled + say("（约 \(about)）", " (about \(about))")
    }
  }

  /// A number without its measure, for a table whose header says what it is.
  func bare(_ value: Explanation.Value) -> String {
    guard case .number(let number, _, let isPercent) = value else { return text(value) }
    return text(.number(number, .plain, isPercent: isPercent))
  }

  private func percent(_ number: Rational) -> String {
    let scaled = number * 100
    guard scaled.decimalScale == nil else { return signed(scaled.plain) + "%" }
    let about = signed(scaled.decimal(digits: 2))
    let fraction = signed(number.fraction)
    return say("约 \(about)%（\(fraction)）", "about \(about)% (\(fraction))")
  }

  private func signed(_ digits: String) -> String {
    digits.hasPrefix("-") ? "−" + digits.dropFirst() : digits
  }

  /// With + or − in front, for differences.
  func difference(_ value: Explanation.Value) -> String {
    guard let number = value.number, number.sign > 0 else { return bare(value) }
    return "+" + bare(value)
  }

  /// Arithmetic or a condition as one line.
  func sentence(_ terms: [Explanation.Term]) -> String {
    var result = ""
    for (place, term) in terms.enumerated() {
      let word = self.word(term)
      guard !word.isEmpty else { continue }
      let isTight =
        result.isEmpty || result.hasSuffix("(") || word.hasPrefix(")") || word.hasPrefix("，")
        || word.hasPrefix(",")
        || word.hasPrefix("：") || word.hasPrefix(":") || result.hasSuffix("：") || result.hasSuffix("，")
        || (place == 1 && result == "−")
      result += (isTight ? "" : " ") + word
    }
    return result
  }

  private func word(_ term: Explanation.Term) -> String {
    switch term {
    case .words(let words): return words[language] == "：" ? say("：", ":") : words[language]
    case .value(let name, let value):
      let title =
        Keyword.original.spelling(.chinese) == name.chinese
        ? Keyword.original.spelling(language) : name[language]
      return title.isEmpty ? text(value) : title + " " + text(value)
    }
  }
}

extension Explanation.Value {
  /// The same without its sign.
  var magnitude: Explanation.Value {
    guard case .number(let number, let measure, let isPercent) = self else { return self }
    return .number(number.magnitude, measure, isPercent: isPercent)
  }
}

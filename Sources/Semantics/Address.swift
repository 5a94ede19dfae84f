import Diagnostics
import Exact
import Syntax

/// Why an address or its value did not fit.
public struct AddressProblem: Error, Sendable {
  public enum Kind: Sendable {
    case unknown
    case ambiguous
    case measure
    case notANumber
  }

  public let kind: Kind
  /// Addresses that could have been meant, rendered.
  public let candidates: [Phrase]
  public let wanted: Phrase

  /// - Parameter text: the override as written, ADDRESS=VALUE.
  public func diagnostic(at place: Place, text: String) -> Diagnostic {
    let list = Phrase(
      candidates.prefix(6).map(\.chinese).joined(separator: "；"),
      candidates.prefix(6).map(\.english).joined(separator: "; "))
    let equal = text.lastIndex { $0 == "=" || $0 == "＝" } ?? text.endIndex
    let address = Phrase(Self.trimmed(text[..<equal]))
    let value = Phrase(Self.trimmed(text[equal...].dropFirst()))
    switch kind {
    case .unknown:
      let help = Phrase(
        "相近的：\(list.chinese)。jifen figures 列出全部数字和地址",
        "near ones: \(list.english). jifen figures lists every figure with its address")
      return Diagnostic(.unknownAddress, at: place, address, help: candidates.isEmpty ? nil : help)
    case .ambiguous: return Diagnostic(.ambiguousAddress, at: place, address, list)
    case .measure: return Diagnostic(.addressMeasure, at: place, value, wanted)
    case .notANumber: return Diagnostic(.addressNotNumber, at: place, value)
    }
  }

  private static func trimmed(_ text: Substring) -> String {
    var text = text
    while text.first == " " { text.removeFirst() }
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}

extension Figure {
  /// The address in print: “（五）” 另加.
  public func address(_ language: Language) -> String {
    address.map { word in
      switch word {
      case .label(let text): language == .chinese ? "“\(text)”" : "\"\(text)\""
      case .name(let text): text
      case .keyword(let phrase): phrase[language]
      }
    }.joined(separator: " ")
  }

  public var addressPhrase: Phrase { Phrase(address(.chinese), address(.english)) }

  /// The value with its measure, as the method would write it.
  public func written(_ value: Rational, _ language: Language) -> String {
    if isPoint {
      return (value * Rational(100)).plain + " " + MeasureWord.spelling("个百分点", language, plural: true)
    }
    if isPercent { return (value * Rational(100)).plain + "%" }
    switch measure {
    case .plain: return value.plain
    case .points: return value.plain + " " + MeasureWord.spelling("分", language, plural: value != .one)
    case .tagged(let word):
      return value.plain + " " + MeasureWord.spelling(word, language, plural: value != .one)
    }
  }
}

extension Figure {
  /// The written value, or what the method leaves open, with its measure.
  fileprivate var asWritten: Phrase {
    if let value { return Phrase(written(value, .chinese), written(value, .english)) }
    return Phrase(
      Keyword.open.spelling(.chinese) + measure.behindNumber.chinese,
      Keyword.open.spelling(.english) + measure.behindNumber.english)
  }
}

extension Plan {
  /// The figures in the order in which the method prints them; those of a base file first.
  public var printedFigures: [Figure] {
    let order = figures.enumerated().map { index, figure -> (source: Int, start: UInt32, index: Int) in
      guard case .text(let source, let span) = figure.place else { return (0, 0, index) }
      return (sourceOrder(source.name), span.start, index)
    }
    return order.sorted { ($0.source, $0.start, $0.index) < ($1.source, $1.start, $1.index) }.map {
      figures[$0.index]
    }
  }

  /// Files by first appearance among the figures.
  private func sourceOrder(_ name: String) -> Int {
    figures.firstIndex { figure in
      guard case .text(let source, _) = figure.place else { return false }
      return source.name == name
    } ?? 0
  }

  /// The figure that a text such as `“（五）” 另加=2` names, and the value that it gives.
  public func override(_ text: String) -> Result<(FigureID, Rational), AddressProblem> {
    var diagnostics: [Diagnostic] = []
    let tokens = Lexer.words(text, diagnostics: &diagnostics)
    guard let cut = tokens.lastIndex(where: { $0.kind == .mark(.equal) }) else {
      return .failure(AddressProblem(kind: .notANumber, candidates: [], wanted: ""))
    }
    let address = tokens[..<cut].flatMap { Parser.addressTokens($0) }
    var digits: String?
    var isPercent = false
    var measure: String?
    var negative = false
    for token in tokens[(cut + 1)...] {
      if case .number(let percent) = token.kind, digits == nil {
        digits = token.text
        isPercent = percent
      } else if token.kind == .mark(.minusSign), digits == nil {
        negative.toggle()
      } else if token.kind == .word || token.kind == .keyword(.times), digits != nil, measure == nil {
        measure = MeasureWord.canonical(token.text)
      } else {
        return .failure(AddressProblem(kind: .notANumber, candidates: [], wanted: ""))
      }
    }
    guard let digits, diagnostics.isEmpty else {
      return .failure(AddressProblem(kind: .notANumber, candidates: [], wanted: ""))
    }
    let literal = Literal(
      digits: (negative ? "-" : "") + digits, measure: measure, isPercent: isPercent, openReason: nil,
      span: .empty)
    return figure(at: address, value: literal)
  }

  /// The figure that address words name. All words of a figure, or some of them in order where only one
  /// figure fits.
  public func figure(at words: [AddressToken]) -> Result<FigureID, AddressProblem> {
    let wanted = words.filter { token in
      guard case .text(let text) = token else { return true }
      return !text.isEmpty
    }
    var exact: [FigureID] = []
    var partial: [FigureID] = []
    for (id, figure) in figures.enumerated() {
      switch Self.match(wanted, figure.address) {
      case .exact: exact.append(id)
      case .partial: partial.append(id)
      case .none: break
      }
    }
    let found = exact.isEmpty ? partial : exact
    if found.count == 1, let id = found.first { return .success(id) }
    if found.isEmpty { return .failure(AddressProblem(kind: .unknown, candidates: near(wanted), wanted: "")) }
    return .failure(
      AddressProblem(kind: .ambiguous, candidates: found.map { figures[$0].addressPhrase }, wanted: ""))
  }

  func figure(at words: [AddressToken], value literal: Literal) -> Result<
    (FigureID, Rational), AddressProblem
  > {
    switch figure(at: words) {
    case .failure(let problem): return .failure(problem)
    case .success(let id):
      guard var value = literal.digits.flatMap({ Rational(decimal: $0) }) else {
        return .failure(AddressProblem(kind: .notANumber, candidates: [], wanted: ""))
      }
      let figure = figures[id]
      let isShare = literal.isPercent || literal.measure == "个百分点"
      let given = isShare ? Measure.plain : literal.measure.map(Self.measure)
      // An open figure may not say what it is measured in. 2 分 for a count does not fit, nor does 50% for points.
      let isKnown = figure.value != nil || figure.measure != .plain
      if isKnown, let given, given != figure.measure {
        return .failure(AddressProblem(kind: .measure, candidates: [], wanted: figure.asWritten))
      }
      // A bare number takes the written measure; beside a percent sign 0.9 is nine tenths, as in a cell.
      let isHundredth = isShare || (given == nil && (figure.isPoint || (figure.isPercent && value > .one)))
      if isHundredth { value = value.divided(by: Rational(100)) ?? value }
      return .success((id, value))
    }
  }

  private static func measure(_ word: String) -> Measure {
    switch word {
    case "分": .points
    case "倍": .plain
    default: .tagged(word)
    }
  }

  private enum Match {
    case none, partial, exact
  }

  private static func match(_ wanted: [AddressToken], _ written: [AddressWord]) -> Match {
    guard !wanted.isEmpty else { return .none }
    let address = written.flatMap(parts)
    var index = 0
    var used = 0
    var takesMeasure = false
    for token in wanted {
      var found = false
      let start = index
      while index < address.count {
        index += 1
        if fits(token, address[index - 1]) {
          found = true
          break
        }
      }
      if found {
        used += 1
      } else if takesMeasure, case .text(let text) = token, MeasureWord.isKnown(text) || text.count == 1 {
        // 每条, 满 10 条: the measure word says nothing that the role or the number does not.
        index = start
        continue
      } else {
        return .none
      }
      takesMeasure = token == .keyword(.each) || (isNumber(token) && !isLabel(address[index - 1]))
    }
    return used == address.count ? .exact : .partial
  }

  /// A role of several words, such as 第 1 次, word by word; its measure says nothing more.
  private static func parts(_ word: AddressWord) -> [AddressWord] {
    guard case .keyword(let phrase) = word, phrase.chinese.contains(" ") else { return [word] }
    return zip(phrase.chinese.split(separator: " "), phrase.english.split(separator: " ")).map {
      .keyword(Phrase(String($0), String($1)))
    }
  }

  private static func isLabel(_ word: AddressWord) -> Bool {
    if case .label = word { return true }
    return false
  }

  private static func isNumber(_ token: AddressToken) -> Bool {
    guard case .text(let text) = token, let first = text.utf8.first else { return false }
    return first >= 0x30 && first <= 0x39
  }

  private static func fits(_ token: AddressToken, _ word: AddressWord) -> Bool {
    switch (token, word) {
    case (.text(let text), .label(let label)):
      Checker.foldedLabel(text) == Checker.foldedLabel(label)
        || Checker.foldedLabel("(\(text))") == Checker.foldedLabel(label)
    case (.text(let text), .name(let name)):
      text == name || name.split(separator: ".").contains(Substring(text))
    case (.text(let text), .keyword(let phrase)): text == phrase.chinese || text == phrase.english
    case (.keyword(let keyword), .keyword(let phrase)):
      keyword.phrase == phrase || Keyword.spelled(phrase.chinese) == keyword
    case (.keyword(let keyword), .name(let name)): Keyword.spelled(name) == keyword
    case (.keyword, .label): false
    }
  }

  /// Addresses that share a word with the wanted one.
  private func near(_ wanted: [AddressToken]) -> [Phrase] {
    let scored = figures.map { figure in
      (figure, wanted.filter { token in figure.address.contains { Self.fits(token, $0) } }.count)
    }
    let best = scored.filter { $0.1 > 0 }.sorted { $0.1 > $1.1 }
    if !best.isEmpty { return best.prefix(4).map { $0.0.addressPhrase } }
    let texts = wanted.compactMap { token -> String? in
      if case .text(let text) = token { return text }
      return nil
    }
    let names = figures.flatMap { figure in
      figure.address.compactMap { word -> (String, Figure)? in
        switch word {
        case .label(let text), .name(let text): (text, figure)
        case .keyword: nil
        }
      }
    }
    let suggestions = texts.flatMap { Nearness.suggestions(for: $0, among: names.map(\.0)) }
    return names.filter { suggestions.contains($0.0) }.prefix(4).map { $0.1.addressPhrase }
  }
}

extension Measure {
  /// The measure word as it follows a number, with a space before it; nothing for a bare number.
  public var behindNumber: Phrase {
    switch self {
    case .points: Phrase(" 分", " points")
    case .plain: ""
    case .tagged(let word): Phrase(" " + word, " " + MeasureWord.spelling(word, .english, plural: true))
    }
  }
}

import Diagnostics

/// Every keyword of the language. The table below is the one place that holds their spellings.
public enum Keyword: Int, CaseIterable, Sendable {
  // Statements
  case method, source, period, based, repeal, table, parameter, part, clause, notScored
  case rank, grade, list, publish, bulletin, check, variant, example, given, expect
  // Layout of statements
  case by, inGroup, splitByGroup, limit, eachRow, blankAs, optional, alsoCalled, alias, meaning, notation,
    dated
  case between, to, amid, titled, shownAs, nothing, blank, percentFormat
  // Acts
  case give, plus, minus, also, alsoMinus, times, instead, counts, drop, same
  case keep, keepHighest, keepOnce, highest, proRata, cap, floor, most, untilZero, with, veto
  case equally, inFull, split, credited, oneLower, oneHigher
  case open, assume, fullMarks
  // Guards
  case de, beyond, ifWord, thenWord, elseWord
  case over, under, isWord, isNot, isBlank, isGiven, and, or, not
  // Quotas and steps
  case each, short, excess, against, orPart, fullOnly, ordinal, onwards, doubling, carrying
  // Scopes
  case wholeYear, thisItem, thisMonth, thisPart
  // Sums and built-in names
  case allClauses, allParts, position, rowNumber, allBlank, counted, original
  // Order
  case descending, ascending, ties, unranked, except, because, fill, first, last, rest
  // Rounding
  case halfUp, halfEven, roundUp, roundDown
}

/// Where a keyword belongs, for the reference page.
public enum KeywordRole: Sendable, CaseIterable {
  case statement, layout, act, condition, quota, scope, name, order, rounding
}

/// A row of the keyword table.
public struct KeywordEntry: Sendable {
  public let keyword: Keyword
  public let role: KeywordRole
  /// Spellings, the usual one first; synonyms that both languages have stand in the same order.
  public let chinese: [String]
  public let english: [String]
  public let meaning: Phrase

  init(_ keyword: Keyword, _ role: KeywordRole, _ chinese: String, _ english: String, _ meaning: Phrase) {
    self.keyword = keyword
    self.role = role
    self.chinese = WordIndex.words(chinese)
    self.english = WordIndex.words(english)
    self.meaning = meaning
  }

  public func spellings(_ language: Language) -> [String] {
    switch language {
    case .chinese: chinese
    case .english: english
    }
  }
}

extension Keyword {
  /// The usual spelling in one language.
  public func spelling(_ language: Language) -> String {
    let entry = Self.entries[rawValue]
    return entry.spellings(language).first ?? ""
  }

  /// A spelling carried over into another language. Synonyms stand in both lists in the same order, so that
  /// 满 comes back as 满; one without a counterpart becomes the usual spelling.
  public func spelling(_ language: Language, like written: String) -> String {
    let entry = Self.entries[rawValue]
    let own = entry.chinese.firstIndex(of: written) ?? entry.english.firstIndex(of: written.lowercased()) ?? 0
    let spellings = entry.spellings(language)
    return own < min(entry.chinese.count, entry.english.count) ? spellings[own] : spelling(language)
  }

  public var phrase: Phrase { Phrase(spelling(.chinese), spelling(.english)) }

  /// The keyword that a word spells, in either language; English in any case.
  public static func spelled(_ word: String) -> Keyword? {
    if let value = index.value(of: word) { return Keyword(rawValue: value) }
    guard word.utf8.first.map({ $0 < 0x80 }) == true else { return nil }
    return index.value(of: word.lowercased()).flatMap { Keyword(rawValue: $0) }
  }

  /// Raw values; of a spelling that two keywords had, the later would count.
  private static let index: WordIndex = {
    var index = WordIndex(capacity: 4 * entries.count)
    for entry in entries {
      for word in entry.chinese { index.insert(word, entry.keyword.rawValue) }
      for word in entry.english { index.insert(word, entry.keyword.rawValue) }
    }
    return index
  }()
}

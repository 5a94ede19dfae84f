// Measure words that the tables of a file introduce.
extension Lexer {
  mutating func introduce(_ words: Set<String>) {
    introduced = words
    unitsLongestFirst = (MeasureWord.longestFirst + words).sorted(by: Self.longerFirst)
  }

  func isMeasure(_ word: String) -> Bool { MeasureWord.isKnown(word) || introduced.contains(word) }

  static func longerFirst(_ left: String, _ right: String) -> Bool {
    (left.count, left) > (right.count, right)
  }

  /// What the columns of the tables are counted in, where the language does not know the word: the last word
  /// of a column's line before its attributes, if it is short.
  func introducedMeasures() -> Set<String> {
    var result: Set<String> = []
    var tableIndent: Int?
    for line in lines {
      if tokens[line.tokens.lowerBound].kind == .keyword(.table) {
        tableIndent = line.indent
        continue
      }
      guard let indent = tableIndent, line.indent > indent else {
        tableIndent = nil
        continue
      }
      let head = tokens[line.tokens].prefix { $0.kind != .mark(.comma) && $0.kind != .mark(.colon) }
      guard head.count > 1, let last = head.last, last.kind == .word, last.text.count <= 2,
        !MeasureWord.isKnown(last.text), ClosedWord.spelled(last.text) == nil
      else { continue }
      result.insert(last.text)
    }
    return result
  }

  /// The end of 每 + measure word: all of the run, or up to a keyword (每次扣).
  func eachWordEnd(_ range: Range<Int>, _ run: String) -> Int? {
    let rest = String(run.dropFirst())
    guard !rest.isEmpty else { return nil }
    if isMeasure(rest) { return range.upperBound }
    for word in introduced.sorted(by: Self.longerFirst) + Self.periodWords + unitsLongestFirst
    where rest.hasPrefix(word) {
      let remainder = String(rest.dropFirst(word.count))
      if remainder.isEmpty || Keyword.spelled(remainder) != nil {
        return range.lowerBound + 1 + word.unicodeScalars.count
      }
    }
    return rest.count <= 2 ? range.upperBound : nil
  }
}

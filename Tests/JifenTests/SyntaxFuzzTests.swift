import Diagnostics
import Testing

@testable import Syntax

/// Texts that nobody would write: the parser reports them and the formatter prints what there is, in bounded
/// time and without a crash.
@Suite struct SyntaxFuzzTests {
  private static let pool: [String] =
    Keyword.entries.flatMap { $0.chinese + $0.english } + ClosedWord.table.flatMap { $0.chinese + $0.english }
    + MeasureWord.table.flatMap { [$0.chinese, $0.plural] } + Mark.allCases.map(\.rawValue)
    + Mark.allCases.map { $0.spelling(.chinese) }
    + [
      "“", "”", "\"", "「", "」", "`", "#", "\n", "\n", "\n    ", "\n        ", "\t", "　", "\r\n", "。", "~",
      "[", "的",
      "每条", "每月", "每个", "5", "36", "１２", "0.5", "30%", ".5", "1.2.3", "2024年5月", "甲", "乙", "得分", "x", "item2",
      "一条",
      "以上", "（一）", "“（二）”", "「a b」", "`first`", "\u{FEFF}", "\u{0}", "\u{1F600}", "e\u{301}",
    ]

  private static func survive(_ text: String) {
    let (file, _) = SyntaxSamples.parse(text)
    for language in [Language.chinese, .english, nil] { _ = Formatter.format(file, language: language) }
  }

  @Test(arguments: 0..<12)
  func soup(_ seed: Int) {
    var random = SyntaxRandom(seed: UInt64(seed))
    for _ in 0..<40 {
      var text = ""
      for _ in 0..<Int.random(in: 1...120, using: &random) {
        text += Self.pool.randomElement(using: &random) ?? ""
        if Bool.random(using: &random) { text += " " }
      }
      Self.survive(text)
    }
  }

  /// Rule sets with a few characters removed, doubled, moved or put in. What still parses keeps its meaning.
  @Test(arguments: SyntaxSamples.ruleSetFiles)
  func mutations(_ path: String) {
    let original = Array(SyntaxSamples.text(path))
    var random = SyntaxRandom(seed: UInt64(original.count))
    for _ in 0..<8 {
      var text = original
      for _ in 0..<Int.random(in: 1...4, using: &random) where !text.isEmpty {
        let place = Int.random(in: 0..<text.count, using: &random)
        let end = min(text.count, place + Int.random(in: 1...6, using: &random))
        switch Int.random(in: 0..<4, using: &random) {
        case 0: text.removeSubrange(place..<end)
        case 1: text.insert(contentsOf: text[place..<end], at: place)
        case 2: text.insert(contentsOf: text[place..<end], at: Int.random(in: 0..<text.count, using: &random))
        default: text.insert(contentsOf: Self.pool.randomElement(using: &random) ?? "", at: place)
        }
      }
      let mutant = String(text)
      Self.survive(mutant)
      guard SyntaxSamples.parse(mutant).diagnostics.isEmpty else { continue }
      #expect(SyntaxSamples.brokenLayout(mutant) == nil)
    }
  }

  private static let longTexts: [String] = [
    "总分 = " + String(repeating: "（", count: 50_000),
    "总分 = " + String(repeating: "非 ", count: 30_000) + "甲",
    "总分 = " + String(repeating: "若 a 则 b 否则 ", count: 10_000) + "c",
    "公布：" + String(repeating: "合计(x)、", count: 10_000),
    "公布，" + String(repeating: "按 a ", count: 30_000) + "：单位",
    "条款 “1”：署名 按 " + String(repeating: "1:", count: 20_000) + "1 分摊",
    "条款 “1”：级别：" + String(repeating: "甲 5 分、", count: 10_000) + "乙 5 分",
    "条款 “1”：\n" + String(repeating: "    每条每条每条 5 分\n", count: 3_000),
    "表 x，每行一个单位：\n    " + String(repeating: "甲 ", count: 50_000) + "条",
    (0..<1_500).map { String(repeating: " ", count: $0) + "x\n" }.joined(),
    String(repeating: "的", count: 100_000), String(repeating: "[", count: 20_000),
    String(repeating: "“", count: 20_000), String(repeating: "# x\n", count: 20_000),
  ]

  /// Long lines and deep nesting cost no more than their length.
  @Test(.timeLimit(.minutes(2)), arguments: longTexts.indices)
  func longTextsAreRead(_ index: Int) {
    Self.survive(Self.longTexts[index])
  }
}

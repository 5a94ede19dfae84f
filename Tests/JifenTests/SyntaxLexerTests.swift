import Diagnostics
import Testing

@testable import Syntax

@Suite struct SyntaxLexerTests {
  /// Tokens as text: keywords by their name, other kinds by a sign before their text.
  private static func words(_ text: String) -> String {
    var diagnostics: [Diagnostic] = []
    let tokens = Lexer.words(text, diagnostics: &diagnostics)
    return (tokens.map(show) + diagnostics.map { "!" + $0.code.id }).joined(separator: " ")
  }

  private static func show(_ token: Token) -> String {
    switch token.kind {
    case .word: token.text
    case .keyword(let keyword): "<\(keyword)>"
    case .number(let isPercent): "#" + token.text + (isPercent ? "%" : "")
    case .string: "“\(token.text)”"
    case .quotedName: "「\(token.text)」"
    case .each: "每:" + token.text
    case .mark(let mark): mark.rawValue
    }
  }

  @Test(arguments: [
    // Han next to a digit splits; a trailing 的 splits.
    ("满36条的", "<floor> #36 条 <de>"),
    ("超过36条的部分", "<over> #36 条 <beyond>"),
    ("批示的", "批示 <de>"),
    ("的", "<de>"),
    ("未完成的，", "未完成 <de> ,"),
    ("得5分", "<give> #5 分"),
    ("每缺1条扣0.5分", "<short> #1 条 <minus> #0.5 分"),
    ("2024年5月", "#2024 年 #5 月"),
    ("5-6月得分", "#5 - #6 月 得分"),
    ("「5-6月得分」", "「5-6月得分」"),
    ("`5-6月得分`", "「5-6月得分」"),
    ("36条子", "#36 条 子"),
    ("3个百分点", "#3 个百分点"),
    ("20个工作日", "#20 个工作日"),
    ("第1次", "<ordinal> #1 次"),
    ("item2", "item2"),
    ("2item", "#2 item"),
    ("item_id", "item_id"),
    // 每 with its measure word, and a keyword behind it.
    ("每条", "每:条"),
    ("每次扣5分", "每:次 <minus> #5 分"),
    ("每月不超过10分", "每:月 <cap> #10 分"),
    ("每个工作日", "每:个工作日"),
    ("每 10 条", "<each> #10 条"),
    ("每行一个单位", "<eachRow> 一个单位"),
    ("每单位", "每:单位"),
    ("每一个单位", "每一个单位"),
    // 按 before a closed list of words.
    ("按组", "<by> 组"),
    ("按月", "<by> 月"),
    ("按组分表", "<splitByGroup>"),
    ("按比例", "<proRata>"),
    ("按时", "按时"),
    // Keywords are words of their own.
    ("报送满36条", "报送满 #36 条"),
    ("只记最高", "<keepHighest>"),
    ("total", "total"),
    ("TIMES 2", "<times> #2"),
    ("5 times", "#5 times"),
    ("按 3:2 分摊", "<by> #3 : #2 <split>"),
    ("5 分摊", "#5 <split>"),
    ("5分", "#5 分"),
  ])
  func splits(_ text: String, _ expected: String) {
    #expect(Self.words(text) == expected)
  }

  @Test(arguments: [
    ("３６．５％", "#36.5%"),
    ("ｉｔｅｍ２", "item2"),
    ("（ａ＋ｂ）×２÷ｃ", "( a + b ) * #2 / c"),
    ("ａ　＝　５", "a = #5"),
    ("a≥1 b>=1 c≤1 d<=1 e≠1 f<>1 g!=1 h==1", "a ≥ #1 b ≥ #1 c ≤ #1 d ≤ #1 e ≠ #1 f ≠ #1 g ≠ #1 h = #1"),
    ("a＞＝1", "a ≥ #1"),
    ("甲、乙|丙", "甲 | 乙 | 丙"),
    ("刊物＼形式", "刊物 \\ 形式"),
    ("— —— –", "— — —"),
    ("甲：乙；丙，丁", "甲 : 乙 ; 丙 , 丁"),
    ("“甲\"乙” \"丙“丁\" 『戊』", "“甲\"乙” “丙“丁” 「戊」"),
    ("约稿.酌情分", "约稿 . 酌情分"),
    ("x .5", "x #.5"),
    ("得 5 分。", "<give> #5 分"),
    ("1.2.3", "#0 !J113"),
    ("甲~乙", "甲 乙 !J101"),
  ])
  func fullWidthIsItsTwin(_ text: String, _ expected: String) {
    #expect(Self.words(text) == expected)
  }

  private static func tokenized(_ text: String) -> TokenizedSource {
    var diagnostics: [Diagnostic] = []
    return Lexer.tokenize(SourceText(name: "", text: text), diagnostics: &diagnostics)
  }

  /// Lines as the texts of their tokens, children in brackets.
  private static func show(_ lines: [Line], _ source: TokenizedSource) -> String {
    lines.map { line in
      let own = source.tokens[line.tokens].map(\.text).joined(separator: " ")
      return line.children.isEmpty ? own : own + " [" + show(line.children, source) + "]"
    }.joined(separator: " / ")
  }

  @Test(arguments: [
    ("a\n  b\n  c\nd", "a [b / c] / d"),
    ("a\n\tb\n\t\tc\n    d", "a [b [c] / d]"),
    ("a\n　　b", "a [b]"),
    ("a\n    b\n  c", "a [b / c]"),
    ("a\r\n  b\rc", "a [b] / c"),
    ("\u{FEFF}a\nb", "a / b"),
    // A line that ends with a separator, a comma or an operator goes on; one that ends otherwise does not.
    ("a，\nb", "a , b"),
    ("a、\n    b、\n  c", "a | b | c"),
    ("a = b +\n  c", "a = b + c"),
    ("f(a\n  b)\nc", "f ( a b ) / c"),
    ("a：\nb", "a : / b"),
    ("a；\nb", "a ; / b"),
    ("a，# 说明\n  b", "a , b"),
    ("a，\n# 说明\n\n  b", "a , b"),
    // A number at the end of a line says nothing about the next one.
    ("乘 2\n分值 每条 1 分", "乘 2 / 分值 条 1 分"),
    ("times 2\ntimes 3", "times 2 / times 3"),
  ])
  func lines(_ text: String, _ expected: String) {
    let source = Self.tokenized(text)
    #expect(Self.show(source.lines, source) == expected)
  }

  @Test func keywordAfterNumberOnTheLineAbove() {
    let source = Self.tokenized("times 2\ntimes 3")
    #expect(source.tokens[2].kind == .keyword(.times))
  }

  @Test func comments() {
    let source = Self.tokenized("# 一\na # 二\n\n  ＃  三  \n  b\n#\n")
    #expect(source.comments.map(\.text) == ["一", "二", "三", ""])
    #expect(source.comments.map(\.ownLine) == [true, false, true, true])
    #expect(source.comments.map(\.beforeToken) == [0, 1, 1, 2])
    #expect(source.comments.map(\.indent) == [0, 0, 2, 0])
  }

  @Test func spansCoverWhatWasWritten() {
    let source = Self.tokenized("満３６条")
    #expect(source.tokens.map { source.source.text($0.span) }.joined() == "満３６条")
  }

  @Test func longRunsAreOneWord() {
    #expect(Self.tokenized(String(repeating: "的", count: 100_000)).tokens.count == 1)
  }
}

@Suite struct SyntaxTableTests {
  @Test func keywordsStandInTheOrderOfTheEnumeration() {
    #expect(Keyword.entries.map(\.keyword) == Keyword.allCases)
    for (index, entry) in Keyword.entries.enumerated() { #expect(entry.keyword.rawValue == index) }
  }

  @Test func closedWordsStandInTheOrderOfTheEnumeration() {
    #expect(ClosedWord.table.map(\.word) == ClosedWord.allCases)
    for (index, entry) in ClosedWord.table.enumerated() { #expect(entry.word.rawValue == index) }
  }

  @Test(arguments: Language.allCases)
  func noSpellingStandsTwice(_ language: Language) {
    var seen = Set<String>()
    for entry in Keyword.entries {
      #expect(!entry.spellings(language).isEmpty)
      for word in entry.spellings(language) { #expect(seen.insert(word).inserted, "\(word)") }
    }
    var closed = Set<String>()
    for entry in ClosedWord.table {
      for word in language == .chinese ? entry.chinese : entry.english {
        #expect(closed.insert(word).inserted, "\(word)")
      }
    }
  }

  @Test func everySpellingIsReadAsItsKeyword() {
    for entry in Keyword.entries {
      for word in entry.chinese + entry.english {
        var diagnostics: [Diagnostic] = []
        let tokens = Lexer.words(word, diagnostics: &diagnostics)
        #expect(tokens.map(\.kind) == [.keyword(entry.keyword)], "\(word)")
      }
    }
  }

  @Test func synonymsComeBack() {
    for entry in Keyword.entries {
      for word in entry.chinese.prefix(entry.english.count) {
        let english = entry.keyword.spelling(.english, like: word)
        #expect(entry.keyword.spelling(.chinese, like: english) == word)
      }
    }
  }

  @Test func measureWordsHaveOneMeaning() {
    for row in MeasureWord.table {
      let canonical = MeasureWord.canonical(row.chinese)
      #expect(MeasureWord.canonical(canonical) == canonical)
      #expect(MeasureWord.canonical(row.english) == canonical)
      #expect(MeasureWord.canonical(row.plural) == canonical)
      #expect(MeasureWord.canonical(MeasureWord.counted(canonical)) == canonical)
      #expect(Keyword.spelled(row.chinese) == nil)
    }
  }
}

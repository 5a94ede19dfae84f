import Diagnostics
import Syntax

extension Reference {
  /// Every word of the language: keywords by role, words of closed lists, measure words.
  public static func keywords() -> String {
    """
    # Keywords and words

    Every word that the language knows, in both languages, made from the tables that the program itself reads.

    ## How to read this page

    Each keyword has a usual spelling and perhaps others; `jifen fmt` keeps the one you chose, and carries it over
    where both languages have it. English words may be written in any case. A keyword cannot be a name; where you
    need one as a name, put it into corner brackets or backticks: `「满分」`. Options, grades and units may be
    spelled like keywords.

    同一行里的几种写法意思一样，可以任选；`jifen fmt` 保留你用的写法。关键词不能直接当名称用，要用时写成 `「满分」`。


    """ + KeywordRole.allCases.map(section).joined(separator: "\n") + "\n" + closedWords() + "\n" + measures()
  }

  private static func section(_ role: KeywordRole) -> String {
    let title = title(role)
    let rows = Keyword.entries.filter { $0.role == role }.map { entry in
      [
        code(entry.chinese, .chinese), code(entry.english, .english), plain(entry.meaning.chinese),
        plain(entry.meaning.english),
      ]
    }
    return "## \(title.english) · \(title.chinese)\n\n" + table(header, rows)
  }

  private static let header = ["中文", "English", "意思", "Meaning"]

  private static func title(_ role: KeywordRole) -> Phrase {
    switch role {
    case .statement: Phrase("语句", "Statements")
    case .layout: Phrase("语句里的词", "Words inside statements")
    case .act: Phrase("得分和改动", "Acts: what a line does")
    case .condition: Phrase("条件", "Conditions")
    case .quota: Phrase("差额和次数", "Gaps, steps and occurrences")
    case .scope: Phrase("范围", "Scopes")
    case .name: Phrase("现成的名称", "Built-in names")
    case .order: Phrase("排名和名单", "Ranks and lists")
    case .rounding: Phrase("舍入", "Rounding")
    }
  }

  // MARK: Closed lists

  /// Words that are no keywords and may be names elsewhere.
  private static func closedWords() -> String {
    let functions = ClosedWord.functions
    let lists: [(Phrase, [ClosedWord])] = [
      (
        Phrase("列的种类（另有 百分比，以及各种量词）", "Kinds of columns (besides percent and the measure words)"),
        ClosedWord.columnKinds
      ),
      (Phrase("时期", "Periods"), ClosedWord.periods),
      (Phrase("并列", "Ties"), [.sameRank, .dense, .tableOrder, .takeAll, .takeNone]),
      (Phrase("是和否", "Yes and no"), [.yes, .no]),
      (Phrase("函数（另有 最高 和各种舍入）", "Functions (besides highest and the roundings)"), functions),
    ]
    let parts = lists.map { title, words in
      let rows = words.map { word in
        let entry = ClosedWord.table[word.rawValue]
        return [
          code(entry.chinese, .chinese), code(entry.english, .english), plain(entry.meaning.chinese),
          plain(entry.meaning.english),
        ]
      }
      return "### \(title.english) · \(title.chinese)\n\n" + table(header, rows)
    }
    return "## Words of closed lists · 固定的词\n\nThese are no keywords: elsewhere they may be names.\n\n"
      + parts.joined(separator: "\n")
  }

  private static func measures() -> String {
    let rows = MeasureWord.table.map { row in
      let english = row.english == row.plural ? [row.english] : [row.english, row.plural]
      return [code([row.chinese], .chinese), code(english, .english)]
    }
    return """
      ## Measure words · 量词

      A number carries a measure word, and sums and comparisons need equal ones. A column may introduce a word that is
      not listed here (at most two characters); it is then written the same in both languages.


      """ + table(["中文", "English"], rows)
  }
}

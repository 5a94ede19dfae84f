import Diagnostics

/// Words of closed lists that are no keywords: they may still be names elsewhere.
public enum ClosedWord: Int, CaseIterable, Sendable {
  // Kinds of columns
  case name, nameList, id, text, choice, rankedChoice, yesNo, date, number
  // Periods
  case month, quarter, halfYear, year
  // Ties
  case sameRank, dense, tableOrder, takeAll, takeNone
  // Yes and no
  case yes, no
  // Worked examples
  case onList, offList, rows
  // Functions
  case sum, count, lowest, average, share, any, all, longestRun, sumOfHighest, workdays, days, nextMonth,
    thisMonth, absolute,
    previous
  case cumulative
  // Blocks of a bulletin
  case addressed, heading, numbered, signed, annex, showing

  public struct Entry: Sendable {
    public let word: ClosedWord
    public let chinese: [String]
    public let english: [String]
    public let meaning: Phrase

    init(_ word: ClosedWord, _ chinese: String, _ english: String, _ meaning: Phrase) {
      self.word = word
      self.chinese = WordIndex.words(chinese)
      self.english = WordIndex.words(english)
      self.meaning = meaning
    }
  }

  public func spelling(_ language: Language) -> String {
    let entry = Self.table[rawValue]
    switch language {
    case .chinese: return entry.chinese.first ?? ""
    case .english: return entry.english.first ?? ""
    }
  }

  public var phrase: Phrase { Phrase(spelling(.chinese), spelling(.english)) }

  public static func spelled(_ text: String) -> ClosedWord? {
    written(text) ?? written(text.lowercased())
  }

  /// The same for one spelling, capitals told apart.
  static func written(_ text: String) -> ClosedWord? {
    index.value(of: text).flatMap { ClosedWord(rawValue: $0) }
  }

  /// Raw values; the first of those that share a spelling.
  private static let index: WordIndex = {
    var index = WordIndex(capacity: 3 * table.count)
    for entry in table {
      for word in entry.chinese { index.insertNew(word, entry.word.rawValue) }
      for word in entry.english { index.insertNew(word, entry.word.rawValue) }
    }
    return index
  }()

  public static let columnKinds: [ClosedWord] = [
    .name, .nameList, .id, .text, .choice, .rankedChoice, .yesNo, .date, .month, .quarter, .halfYear, .number,
  ]
  public static let periods: [ClosedWord] = [.month, .quarter, .halfYear, .year]
  public static let functions: [ClosedWord] = [
    .sum, .count, .lowest, .average, .share, .any, .all, .longestRun, .sumOfHighest, .workdays, .days,
    .nextMonth, .thisMonth, .absolute,
    .previous, .cumulative,
  ]

  public static let bulletinBlocks: [ClosedWord] = [
    .addressed, .heading, .numbered, .signed, .annex, .showing,
  ]

  /// In the order of the enumeration (a test holds it so).
  public static let table: [Entry] = [
    .init(.name, "名称", "name", Phrase("单位等被考核对象的名称", "the name of a scored unit")),
    .init(.nameList, "名称列表", "name_list", Phrase("几个名称，用顿号分开", "several names in one cell")),
    .init(.id, "编号", "id", Phrase("编号，只比较是否相同", "an identity, compared by text")),
    .init(.text, "文本", "text", Phrase("文字，不参与计算", "text, not calculated with")),
    .init(.choice, "选项", "choice", Phrase("列出的几种之一", "one of those listed")),
    .init(.rankedChoice, "次第", "ranked_choice", Phrase("由低到高列出的几级之一", "one of a list from low to high")),
    .init(.yesNo, "是否", "yes_no", Phrase("是或否", "yes or no")),
    .init(.date, "日期", "date", Phrase("日期", "a date")),
    .init(.number, "数", "number", Phrase("没有量词的数", "a number without measure")),
    .init(.month, "月份 月", "month", Phrase("月份", "a month")),
    .init(.quarter, "季度 季", "quarter", Phrase("季度", "a quarter")),
    .init(.halfYear, "半年", "half_year", Phrase("半年", "half a year")),
    .init(.year, "年 年度", "year", Phrase("年", "a year")),
    .init(
      .sameRank, "同名次", "same_rank",
      Phrase("名次相同，后面跳过（1、2、2、4）", "share a rank, the next is skipped (1, 2, 2, 4)")),
    .init(.dense, "紧接", "dense", Phrase("名次相同，后面接着（1、2、2、3）", "share a rank, the next follows (1, 2, 2, 3)")),
    .init(.tableOrder, "按表序 依次", "table_order", Phrase("按表里的先后", "in table order")),
    .init(.takeAll, "全取", "take_all", Phrase("并列的都列入", "all of them")),
    .init(.takeNone, "全不取", "take_none", Phrase("并列的都不列入", "none of them")),
    .init(.yes, "是", "yes", Phrase("是", "yes")),
    .init(.no, "否", "no", Phrase("否", "no")),
    .init(.onList, "在", "on", Phrase("试算：在名单里", "in an example: on a list")),
    .init(.offList, "不在", "not_on", Phrase("试算：不在名单里", "in an example: not on a list")),
    .init(.rows, "行", "rows row", Phrase("试算：一样的几行", "in an example: so many equal rows")),
    .init(.sum, "合计", "sum", Phrase("合计", "the sum")),
    .init(.count, "个数", "count", Phrase("符合条件的个数", "how many hold")),
    .init(.lowest, "最低", "lowest", Phrase("最低的；几个数中最小的", "the lowest")),
    .init(.average, "平均", "average", Phrase("平均数", "the average")),
    .init(.share, "占比", "share", Phrase("符合条件的占多少", "the share that holds")),
    .init(.any, "任一", "any", Phrase("至少一个符合", "at least one holds")),
    .init(.all, "全部", "all", Phrase("个个符合", "every one holds")),
    .init(.longestRun, "最长连续", "longest_run", Phrase("最长连续几期符合", "the longest run of periods")),
    .init(.sumOfHighest, "前几项合计", "sum_of_highest", Phrase("最高的 n 项之和", "the sum of the n highest")),
    .init(.workdays, "工作日", "workdays", Phrase("两个日期之间的工作日数", "working days between two dates")),
    .init(.days, "天数", "days", Phrase("两个日期之间的天数", "days between two dates")),
    .init(.nextMonth, "次月", "next_month", Phrase("下一个月的某日，是日期", "a day of the month after: a date")),
    .init(.thisMonth, "本月", "same_month", Phrase("那个月的某日，是日期", "a day of the month itself: a date")),
    .init(.absolute, "绝对值", "absolute", Phrase("去掉正负号", "without its sign")),
    .init(.previous, "上期", "previous", Phrase("上一期的值", "the value of the period before")),
    .init(.cumulative, "累计", "cumulative", Phrase("从期初累计到本期", "the sum up to this period")),
    .init(.addressed, "主送", "addressed_to", Phrase("通报发给谁", "whom a notice is sent to")),
    .init(.heading, "标题", "heading", Phrase("通报里的一级标题，自动编号", "a numbered heading of a notice")),
    .init(.numbered, "分项", "numbered", Phrase("通报里自动编号的一段", "a numbered paragraph of a notice")),
    .init(.signed, "落款", "signed", Phrase("通报的署名和日期", "who signs a notice, and its date")),
    .init(.annex, "附件", "annex", Phrase("附在通报后面的公布表", "a published table behind a notice")),
    .init(.showing, "附", "showing", Phrase("单位后面括号里的数字", "a figure in brackets behind each unit")),
  ]
}

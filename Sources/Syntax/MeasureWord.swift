import Diagnostics

/// The measure words that the language knows, with their English names. Others may be used: a column's type
/// introduces them; they are then written the same in both languages.
public enum MeasureWord {
  /// Chinese, English singular, English plural.
  public static let table: [(chinese: String, english: String, plural: String)] = [
    ("分", "point", "points"), ("条", "item", "items"), ("篇", "article", "articles"), ("期", "issue", "issues"),
    ("次", "time", "times"), ("个", "unit", "units"), ("件", "piece", "pieces"), ("起", "incident", "incidents"),
    ("项", "entry", "entries"), ("场", "session", "sessions"), ("份", "copy", "copies"), ("家", "firm", "firms"),
    ("户", "household", "households"), ("人", "person", "people"), ("名", "place", "places"),
    ("倍", "fold", "fold"),
    ("位", "digit", "digits"), ("个百分点", "pp", "pp"), ("百分点", "pp", "pp"), ("字", "character", "characters"),
    ("点", "mark", "marks"), ("处", "spot", "spots"), ("批", "batch", "batches"), ("宗", "matter", "matters"),
    ("例", "case", "cases"), ("封", "letter", "letters"), ("部", "volume", "volumes"),
    ("幅", "picture", "pictures"),
    ("元", "yuan", "yuan"), ("万元", "wan_yuan", "wan_yuan"), ("亿元", "yi_yuan", "yi_yuan"),
    ("小时", "hour", "hours"), ("个小时", "hour", "hours"), ("分钟", "minute", "minutes"), ("天", "day", "days"),
    ("日", "day_of_month", "day_of_month"), ("个工作日", "workday", "workdays"), ("工作日", "workday", "workdays"),
    ("周", "week", "weeks"), ("个月", "month", "months"), ("月", "month", "months"),
    ("个季度", "quarter", "quarters"), ("季度", "quarter", "quarters"),
    ("年", "year", "years"), ("岁", "year_of_age", "years_of_age"), ("步", "step", "steps"),
  ]

  /// Words for the same measure: 个工作日 counts 工作日.
  public static func canonical(_ word: String) -> String {
    let word = chinese(of: word) ?? word
    // Those that others stand for have two characters and more.
    guard word.utf8.count > 3 else { return word }
    return switch word {
    case "个工作日": "工作日"
    case "个季度": "季度"
    case "个小时": "小时"
    case "个月": "月"
    case "百分点": "个百分点"
    default: word
    }
  }

  public static func isKnown(_ word: String) -> Bool {
    chineseWords.value(of: word) != nil || englishWords.value(of: word) != nil
  }

  /// The spelling for print: `plural` where the number is not 1.
  public static func spelling(_ word: String, _ language: Language, plural: Bool) -> String {
    let base = chinese(of: word) ?? word
    guard language == .english, let row = table.first(where: { $0.chinese == base }) else { return base }
    return plural ? row.plural : row.english
  }

  /// The Chinese word of an English one, singular or plural; nil where there is none.
  static func chinese(of english: String) -> String? {
    englishWords.value(of: english).map { table[$0].chinese }
  }

  /// Chinese words, by their rows.
  private static let chineseWords: WordIndex = {
    var index = WordIndex(capacity: table.count)
    for (row, words) in table.enumerated() { index.insert(words.chinese, row) }
    return index
  }()

  /// English words, singular and plural, by the first row that has them.
  private static let englishWords: WordIndex = {
    var index = WordIndex(capacity: 2 * table.count)
    for (row, words) in table.enumerated() {
      index.insertNew(words.english, row)
      index.insertNew(words.plural, row)
    }
    return index
  }()

  /// Chinese words, longest first, for splitting 条的 after a number.
  static let longestFirst: [String] = {
    let words = table.map { (word: $0.chinese, length: $0.chinese.utf8.count) }
    let longest = words.reduce(0) { max($0, $1.length) }
    var result: [String] = []
    result.reserveCapacity(words.count)
    // A pass for each length: two words of one length are never both the beginning of a third, and sorting costs more.
    for length in stride(from: longest, to: 0, by: -1) {
      for entry in words where entry.length == length { result.append(entry.word) }
    }
    return result
  }()
}

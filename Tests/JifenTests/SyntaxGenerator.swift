import Diagnostics

@testable import Syntax

/// SplitMix64: the same choices on every run.
struct SyntaxRandom: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

/// Writes random statements of every kind, in one language or both, as untidily as people type.
struct SyntaxGenerator {
  var random: SyntaxRandom
  /// nil: each keyword in either.
  let language: Language?

  init(seed: UInt64) {
    random = SyntaxRandom(seed: seed)
    language = [Language.chinese, .english, nil][Int(seed % 3)]
  }

  // MARK: Choices

  mutating func one(of options: [String]) -> String { options.randomElement(using: &random) ?? "" }

  mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &random) < percent }

  mutating func often(_ percent: Int, _ text: (inout Self) -> String) -> String {
    chance(percent) ? text(&self) : ""
  }

  mutating func list(
    _ count: ClosedRange<Int>, _ separator: String, _ item: (inout Self) -> String
  ) -> String {
    (0..<Int.random(in: count, using: &random)).map { _ in item(&self) }.joined(separator: separator)
  }

  mutating func tongue() -> Language { language ?? (chance(50) ? .chinese : .english) }

  // MARK: Words

  mutating func key(_ keyword: Keyword) -> String {
    let entry = Keyword.entries[keyword.rawValue]
    return " " + one(of: entry.spellings(tongue())) + " "
  }

  mutating func word(_ word: ClosedWord) -> String {
    let entry = ClosedWord.table[word.rawValue]
    return " " + one(of: tongue() == .chinese ? entry.chinese : entry.english) + " "
  }

  mutating func comma() -> String { one(of: ["，", ",", "， ", ", "]) }
  mutating func semicolon() -> String { one(of: ["；", ";", " ; "]) }
  mutating func colon() -> String { one(of: ["：", ":", " : "]) }
  mutating func separator() -> String { one(of: ["、", "|", " | ", "、 "]) }
  mutating func open() -> String { one(of: ["(", "（"]) }
  mutating func close() -> String { one(of: [")", "）"]) }

  mutating func string() -> String {
    let text = one(of: ["（二）", "省级采用", "5-6月得分", "it's", "说“不", "half \" quote", "", "a  b", "第1条"])
    if text.contains("“") { return " \"" + text + "\" " }
    if text.contains("\"") { return " “" + text + "” " }
    return chance(60) ? " “" + text + "” " : " \"" + text + "\" "
  }

  mutating func name() -> String {
    one(of: [
      " 报送条数 ", " 刊物 ", " 单位 ", " item_id ", " 「5-6月得分」 ", " `first` ", " 「按时」 ", " 「未完成的」 ", " total2 ",
      " 『条』 ",
      " 「x y」 ", " ｇｒａｄｅ２ ", " 组 ", " 「合计」 ", " 「month」 ", " 「普通」 ", " `plain_name` ", " 层级 ",
    ])
  }

  mutating func option() -> String {
    one(of: [" 甲 ", " 省快报 ", " 「a b」 ", " “乡镇(街道)” ", " 无 ", " 其余 ", " form1 ", " 「满」 ", " 得 ", " `else` "])
  }

  mutating func options() -> String { list(1...3, separator()) { $0.option() } }

  mutating func number() -> String { one(of: ["1", "5", "0.5", "36", "１２", "100", "2.50", "0"]) }

  mutating func measured(_ word: String) -> String {
    let spelled = tongue() == .chinese ? word : MeasureWord.spelling(word, .english, plural: chance(80))
    return " " + number() + (spelled.utf8.allSatisfy { $0 < 0x80 } ? " " : one(of: ["", " "])) + spelled + " "
  }

  mutating func points() -> String { measured("分") }

  mutating func count() -> String {
    let word = one(of: ["条", "篇", "次", "个", "月", "个月", "工作日", "个百分点", "小时", "季度", "年", "天"])
    return chance(10) ? " " + number() + "筐 " : measured(word)
  }

  mutating func literal() -> String {
    switch Int.random(in: 0..<10, using: &random) {
    case 0...3: return points()
    case 4...6: return count()
    case 7: return " " + number() + one(of: ["%", "％"]) + " "
    case 8: return " " + number() + " "
    default: return key(.open) + often(80) { $0.string() }
    }
  }

  mutating func label() -> String {
    chance(70) ? string() : open() + one(of: ["二", "12", "x", "按"]) + close()
  }

  mutating func reference() -> String {
    key(chance(60) ? .clause : .part) + label() + often(20) { $0.key(.to) + $0.label() }
  }

  // MARK: Formulas

  mutating func atom(_ depth: Int) -> String {
    switch Int.random(in: 0..<14, using: &random) {
    case 0...3: return literal()
    case 4...7: return name()
    case 8: return one(of: ["采用.单位", " 「a b」.`c` "])
    case 9: return reference()
    case 10:
      return key(
        [Keyword.allClauses, .allParts, .position, .allBlank, .counted, .original].randomElement(
          using: &random) ?? .position)
    case 11: return depth > 0 ? open() + expression(depth - 1) + close() : name()
    case 12: return depth > 0 ? call(depth - 1) : points()
    default: return one(of: [" 2024年5月 ", " 2024 年 5 月 3 日 "])
    }
  }

  mutating func call(_ depth: Int) -> String {
    if chance(15) {
      return key(.first) + measured("项") + word(.sum) + open() + sum(depth) + close()
    }
    var text =
      chance(30)
      ? key([Keyword.highest, .halfUp, .roundDown].randomElement(using: &random) ?? .highest).trimmed
      : word(ClosedWord.functions.randomElement(using: &random) ?? .sum).trimmed
    text += open() + expression(depth)
    if chance(40) { text += comma() + key(.limit) + condition(depth) }
    if chance(30) { text += comma() + keys() }
    return " " + text + close()
  }

  mutating func keys() -> String {
    key(.by) + list(1...2, " ") { $0.chance(30) ? $0.word($0.chance(50) ? .month : .halfYear) : $0.name() }
  }

  mutating func sum(_ depth: Int) -> String {
    var text = often(10) { $0.one(of: ["-", " − ", "－"]) } + atom(depth)
    while chance(depth > 0 ? 25 : 10) {
      text += one(of: [" + ", "+", " - ", "－", "×", " * ", "÷", "/"]) + atom(depth - 1)
    }
    return text
  }

  mutating func comparison() -> String {
    if chance(20) { return one(of: ["≥", "<=", " = ", "<", "＞", "≠", "!="]) }
    return key([Keyword.over, .under, .floor, .cap].randomElement(using: &random) ?? .over)
  }

  mutating func test(_ depth: Int) -> String {
    switch Int.random(in: 0..<8, using: &random) {
    case 0...3: return sum(depth) + comparison() + sum(depth)
    case 4: return name() + key(chance(70) ? .isWord : .isNot) + list(1...3, separator()) { $0.comparand() }
    case 5: return name() + key(chance(50) ? .isBlank : .isGiven)
    case 6:
      return name() + key(.between) + sum(depth) + key(.to) + sum(depth) + often(50) { $0.key(.amid) }
    default: return name()
    }
  }

  mutating func comparand() -> String {
    one(of: [" 3月", " 第 1 季度 ", " 2024年上半年 ", " 下半年 ", " 2024年 ", " first_half ", " 省快报 ", " 「甲 乙」 ", " “乡镇(街道)” ", " 无 ", " 其余 ", " 5 分 ", " 是 "])
  }

  mutating func condition(_ depth: Int) -> String {
    var text = often(15) { $0.key(.not) } + test(depth)
    while chance(25) { text += key(chance(50) ? .and : .or) + test(depth - 1) }
    return text
  }

  mutating func expression(_ depth: Int) -> String {
    guard depth > 0, chance(12) else { return chance(40) ? condition(depth) : sum(depth) }
    return key(.ifWord) + condition(depth - 1) + key(.thenWord) + sum(depth - 1) + key(.elseWord)
      + sum(depth - 1)
  }
}

extension String {
  var trimmed: String { String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed()) }
}

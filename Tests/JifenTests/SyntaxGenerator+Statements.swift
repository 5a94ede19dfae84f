import Diagnostics

@testable import Syntax

extension SyntaxGenerator {
  // MARK: Acts

  mutating func sign() -> String {
    key([Keyword.give, .plus, .minus, .also, .alsoMinus].randomElement(using: &random) ?? .give)
  }

  mutating func each() -> String {
    let word = one(of: ["条", "次", "篇", "月", "工作日"])
    if tongue() == .chinese { return " 每" + one(of: ["", " "]) + word + " " }
    return " each " + MeasureWord.spelling(word, .english, plural: false) + " "
  }

  mutating func scope() -> String {
    switch Int.random(in: 0..<7, using: &random) {
    case 0: return key(.wholeYear)
    case 1: return key(.thisItem)
    case 2: return key(.thisMonth)
    case 3: return key(.thisPart)
    case 4: return tongue() == .chinese ? one(of: [" 每月 ", " 每季 ", " 每季度 ", " 每周 "]) : " each quarter "
    case 5: return tongue() == .chinese ? " 每个 指标 " : " each unit 指标 "
    default: return key(.with) + string()
    }
  }

  mutating func step() -> String {
    often(60) { $0.key([Keyword.proRata, .fullOnly, .orPart].randomElement(using: &$0.random) ?? .proRata) }
  }

  mutating func act() -> String {
    let kind = Int.random(in: 0..<20, using: &random)
    switch kind {
    case 0...2: return sign() + points()
    case 3...4: return name() + each() + often(50) { $0.sign() } + points()
    case 5: return name() + key(.each) + number() + one(of: [" 条 ", " items "]) + sign() + points() + step()
    case 6:
      return key(chance(50) ? .short : .excess) + number() + one(of: [" 条 ", " items "]) + sign() + points()
        + step()
    case 7: return key(.proRata) + sign() + points()
    case 8: return name() + key(chance(70) ? .also : .alsoMinus) + (chance(50) ? " 3 倍 " : " 3 fold ")
    case 9:
      return scope() + key([Keyword.cap, .floor, .most].randomElement(using: &random) ?? .cap) + points()
    case 10: return often(50) { $0.scope() } + key(.untilZero)
    case 11: return scope() + key(.counts) + points()
    case 12: return key(.drop)
    case 13: return key(.times) + one(of: [" 2 ", " 0.5 ", " 系数 "])
    case 14: return key(.instead) + points()
    case 15:
      return name() + key(.against) + name() + key(chance(50) ? .short : .excess) + count() + sign()
        + points()
    case 16: return key(.veto) + key(.isWord) + option()
    case 17: return keep()
    case 18: return name() + share()
    default: return scope() + sign() + points()
    }
  }

  mutating func keep() -> String {
    let same = key(.same) + name() + often(30) { $0.separator() + $0.name() }
    switch Int.random(in: 0..<3, using: &random) {
    case 0: return same + key(.keepHighest)
    case 1: return same + key(.keepOnce)
    default:
      return same + key(.keep) + often(50) { $0.name() } + key(.highest)
        + often(50) { $0.one(of: [" 2 次 ", " 2 times "]) }
    }
  }

  mutating func share() -> String {
    switch Int.random(in: 0..<3, using: &random) {
    case 0: key(.equally)
    case 1: key(.inFull)
    default: key(.by) + one(of: [" 3:2 ", " 3：2:1 "]) + key(.split)
    }
  }

  mutating func entries() -> String {
    switch Int.random(in: 0..<3, using: &random) {
    case 0:
      return name() + often(40) { $0.key(.also) } + colon()
        + list(1...4, separator()) {
          $0.option() + $0.often(20) { $0.sign() } + $0.often(20) { _ in "-" } + $0.points()
        }
    case 1:
      return name() + colon()
        + list(1...3, separator()) { $0.comparison() + $0.count() + $0.often(30) { $0.sign() } + $0.points() }
    default:
      return name() + colon()
        + list(1...2, separator()) { $0.key(.ordinal) + $0.measured("次") + $0.sign() + $0.points() }
        + separator() + key(.onwards)
        + (chance(50) ? key(.doubling) : each() + sign() + points())
        + often(40) { $0.key(.carrying) + $0.name() }
    }
  }

  mutating func acts() -> String {
    list(1...2, comma()) { $0.act() } + often(15) { $0.comma() + $0.key(.assume) + $0.string() }
  }

  mutating func branch() -> String {
    let guarded = condition(1)
    switch Int.random(in: 0..<6, using: &random) {
    case 0: return key(.ifWord) + guarded + often(70) { $0.one(of: [",", "，", " 则 ", " then "]) } + acts()
    case 1: return guarded + key(.de) + often(80) { $0.comma() } + acts()
    case 2: return guarded + key(.beyond) + comma() + each() + sign() + points()
    case 3: return key(.ifWord) + guarded + key(.beyond) + comma() + each() + points()
    default: return acts()
    }
  }

  mutating func clauseLine() -> String {
    if chance(25) { return entries() }
    return branch()
      + often(20) { $0.semicolon() + $0.key(.elseWord) + $0.often(20) { $0.comma() } + $0.acts() }
  }

  // MARK: Statements

  mutating func indented(_ lines: [String], _ depth: Int = 1) -> String {
    lines.map { line in
      often(8) { _ in "\n" } + often(8) { _ in "  # 说明 \n" } + String(repeating: "    ", count: depth) + line
        + often(6) { _ in "  # 尾注" } + "\n"
    }.joined()
  }

  mutating func lines(_ count: ClosedRange<Int>, _ line: (inout Self) -> String) -> [String] {
    (0..<Int.random(in: count, using: &random)).map { _ in line(&self) }
  }

  mutating func head(_ keyword: Keyword) -> String {
    key(keyword).trimmed + label() + one(of: ["", " 省级 采用", "来源（200 分）", " the first clause"])
      + often(20) { $0.comma() + $0.key(.limit) + $0.condition(1) }
      + often(20) { $0.comma() + $0.key(.fullMarks) + $0.points() }
      + often(10) { $0.comma() + $0.key(.untilZero) }
      + often(10) { $0.comma() + $0.key(.assume) + $0.string() }
  }

  mutating func clause(_ depth: Int) -> String {
    let margin = String(repeating: "    ", count: depth - 1)
    if chance(30) { return margin + head(.clause) + colon() + clauseLine() + "\n" }
    var body = lines(1...4) { $0.clauseLine() }
    if chance(15) {
      let deeper = String(repeating: "    ", count: depth + 1)
      body.append(
        name() + colon() + "\n" + deeper + option() + points() + "\n" + deeper + option() + sign() + points())
    }
    if chance(20) { body += grid() }
    if chance(15) { body.append(rank()) }
    if chance(15) { body.append(self.list()) }
    if chance(15) { body.append(name().trimmed + " = " + expression(2)) }
    return margin + head(.clause) + colon() + "\n" + indented(body, depth)
  }

  mutating func grid() -> [String] {
    let count = Int.random(in: 1...3, using: &random)
    let columns = (0..<count).map { "列\($0 + 1 == 1 ? "甲" : $0 == 1 ? "乙、列己" : "丙")" }.joined(separator: "  ")
    let rows = (0..<Int.random(in: 1...3, using: &random)).map { row in
      ["省快报", "市快报、「要 情」", "“县(区)”"][row]
        + (0..<count).map { _ in chance(20) ? " — " : often(10) { _ in " -" } + points() }.joined()
    }
    return ["刊物 " + one(of: ["＼", "\\"]) + " 形式 " + columns] + rows
  }

  mutating func rank() -> String {
    key(.rank).trimmed + often(30) { $0.name() } + often(50) { $0.key(.inGroup) } + colon()
      + list(1...2, comma()) { $0.sum(1) + $0.key($0.chance(50) ? .descending : .ascending) }
      + often(50) { $0.semicolon() + $0.key(.ties) + $0.word($0.chance(50) ? .sameRank : .tableOrder) }
      + often(40) { $0.semicolon() + $0.key(.unranked) + $0.condition(1) + $0.often(70) { $0.key(.de) } }
  }

  mutating func list() -> String {
    let pick =
      chance(50)
      ? key(chance(50) ? .first : .last) + measured("名")
      : condition(1) + often(70) { $0.key(.de) }
    return key(.list).trimmed + string() + often(50) { $0.key(.inGroup) } + colon() + pick
      + often(40) { $0.semicolon() + $0.exclusion() }
      + often(40) { $0.semicolon() + $0.key(.ties) + $0.word($0.chance(50) ? .takeAll : .takeNone) }
      + often(20) { $0.semicolon() + $0.key(.fill) }
  }

  mutating func exclusion() -> String {
    key(.except) + condition(1) + often(60) { $0.key(.de) } + comma() + key(.because) + string()
  }

  mutating func table() -> String {
    let row = one(of: ["一个单位", "一条", " unit", " item", "一个单位一个月", " 单位 月", "一次", " times"])
    return key(.table).trimmed + name() + comma() + key(.eachRow).trimmed + row
      + often(40) { $0.comma() + $0.key(.blankAs) + $0.number() } + colon() + "\n"
      + indented(lines(1...5) { $0.column() })
  }

  mutating func column() -> String {
    let names = list(1...3, one(of: ["  ", "、"])) { $0.name() }
    if chance(25) {
      return names + word(.choice) + colon() + options()
        + often(40) { $0.comma() + $0.key(.blankAs) + $0.option() }
    }
    let plain = [ClosedWord.name, .nameList, .id, .text, .yesNo, .date, .number, .month, .quarter, .halfYear]
    var text = names
    switch Int.random(in: 0..<3, using: &random) {
    case 0: text += word(plain.randomElement(using: &random) ?? .name)
    case 1: text += one(of: [" 条", " 分 ", " items", " points", " 个月", " quarters", " 工作日", " 筐", " times"])
    default: text += key(.percentFormat)
    }
    if chance(30) {
      text += comma() + key(.between) + sum(1) + key(.to) + sum(1) + often(60) { $0.key(.amid) }
    }
    if chance(20) {
      text += comma() + comparison().replacing("≠", with: "≥").replacing("!=", with: "=") + sum(1)
    }
    if chance(20) {
      text += comma() + key(.blankAs) + one(of: ["0", "-1", " 否 ", " no ", " 无 ", " 「x y」 ", "5%"])
    } else if chance(15) {
      text += comma() + key(.optional)
    }
    if chance(15) { text += comma() + key(.dated) }
    if chance(15) { text += comma() + key(.alsoCalled) + string() + separator() + string() }
    if chance(15) { text += comma() + key(.alias) + string() + key(.meaning) + string() }
    if chance(10) { text += comma() + key(.notation) + string() }
    return text
  }

  mutating func parameter() -> String {
    if chance(40) {
      return key(.parameter).trimmed + name() + "=" + sum(1)
        + often(30) { $0.comma() + $0.key(.assume) + $0.string() } + "\n"
    }
    let head = key(.parameter).trimmed + name() + often(70) { $0.comma() } + key(.by) + " 组 " + colon()
    if chance(20) { return head + "\n" + indented(grid()) }
    return head + (chance(50) ? "\n" : "")
      + indented(lines(1...1) { $0.list(1...3, $0.semicolon()) { $0.parameterRow() } })
      + indented(lines(0...2) { $0.parameterRow() })
  }

  mutating func parameterRow() -> String {
    options() + (chance(20) ? key(.nothing) : often(15) { _ in "-" } + points())
  }

  mutating func grade() -> String {
    let rows = lines(1...3) { generator in
      let test: String
      switch Int.random(in: 0..<4, using: &generator.random) {
      case 0: test = generator.key(.rest)
      case 1: test = generator.key(.first) + " 30% "
      case 2: test = generator.key(.veto)
      default: test = generator.condition(1) + generator.often(30) { $0.key(.de) }
      }
      return generator.one(of: ["优", "良好 ", "「一 等」", "不合格 "]) + test
    }
    let head =
      key(.grade).trimmed + often(30) { $0.name() } + often(40) { $0.key(.inGroup) }
      + often(20) { $0.comma() + $0.key(.limit) + $0.condition(1) } + colon()
    return chance(30) ? head + rows.joined(separator: semicolon()) + "\n" : head + "\n" + indented(rows)
  }

  mutating func publish() -> String {
    let column: (inout Self) -> String = { generator in
      generator.sum(1) + generator.often(30) { $0.key(.percentFormat) }
        + generator.often(30) { $0.key(.halfUp) + $0.one(of: [" 2 位 ", " -1 位", " 0 digits "]) }
        + generator.often(30) { $0.one(of: [" 0 作 空 ", " 空 作 “—” ", " 0 shown_as blank "]) }
        + generator.often(30) { $0.key(.titled) + $0.string() }
    }
    return key(.publish).trimmed + often(50) { $0.string() } + often(30) { $0.key(.inGroup) }
      + often(30) { $0.comma() + $0.key(.limit) + $0.condition(1) }
      + often(30) { $0.comma() + $0.key(.by) + $0.name() + $0.key(.descending) } + colon()
      + list(1...8, separator() + often(20) { _ in "\n        " }) { column(&$0) } + "\n"
  }

  mutating func example() -> String {
    let values = [
      "5", "5 分", "5 points", "-3", "75%", "2024年5月3日", "甲、乙", "是", "“5+1*”", "2024-05-03", "无", "-2 条",
    ]
    let given: (inout Self) -> String = { generator in
      generator.key(.given).trimmed + " 采用" + generator.colon()
        + generator.list(1...4, generator.comma()) { $0.name() + $0.one(of: values) + " " }
    }
    let expected: (inout Self) -> String = { generator in
      generator.key(.expect).trimmed + " 甲 "
        + generator.often(20) { $0.one(of: [" 5月 ", " 2024年5月 ", " 2024 年 ", " 上半年 ", " 第2季度 "]) }
        + " 得分 = "
        + generator.one(of: [
          "5 分", "-2 points", " 空", " none", " 是", " no", " 优秀", "30%", "2 × 5 分 + 1 分", "总分",
        ])
    }
    return key(.example).trimmed + string()
      + often(20) { $0.comma() + $0.key(.variant).trimmed + $0.string() } + colon() + "\n"
      + indented(lines(1...2, given) + lines(1...2, expected))
  }

  mutating func simple() -> String {
    switch Int.random(in: 0..<8, using: &random) {
    case 0: return key(.method).trimmed + string()
    case 1: return key(.source).trimmed + list(1...2, comma()) { $0.string() }
    case 2:
      return key(.period).trimmed + " 2024年5月 " + often(60) { $0.key(.to) + $0.one(of: ["2024年6月", " 6 月"]) }
        + often(40) { $0.comma() + $0.key(.by) + $0.word(.month) }
    case 3: return key(.based).trimmed + string()
    case 4: return key(.repeal).trimmed + key(.clause) + label()
    case 5: return key(.notScored).trimmed + label() + one(of: ["", " 题 目"]) + colon() + string()
    case 6:
      return key(.check).trimmed + string() + colon() + condition(2)
        + often(30) { $0.semicolon() + $0.exclusion() }
    default: return name().trimmed + " = " + expression(2) + often(30) { $0.comma() + $0.keys() }
    }
  }

  mutating func variant() -> String {
    key(.variant).trimmed + string() + colon() + "\n"
      + indented(
        lines(1...2) { generator in
          generator.string() + generator.often(50) { $0.name() }
            + generator.one(of: ["每条", "each item ", "另加", "add ", " 36 条 ", " 36 items ", "每 "]) + " = "
            + generator.points()
        })
  }

  /// Breaks some lines after separators and in parentheses, with or without a comment there.
  mutating func broken(_ text: String) -> String {
    var result = ""
    var quote: Character?
    for character in text {
      result.append(character)
      if let close = quote {
        if character == close || character == "\n" { quote = nil }
      } else if character == "#" {
        quote = "\n"
      } else if let close = ["“": "”", "\"": "\"", "「": "」", "『": "』", "`": "`"][character] as Character? {
        quote = close
      } else if "，,、|(（".contains(character), chance(8) {
        result += one(of: ["\n", "  # 中间\n  ", "\n  # 一行\n", " #\n\n"])
      }
    }
    return result
  }

  /// A statement of any kind, with its line end.
  mutating func statement() -> String {
    switch Int.random(in: 0..<15, using: &random) {
    case 14: return bulletin()
    case 0...3: return clause(1)
    case 4: return key(.part).trimmed + label() + colon() + "\n" + clause(2) + clause(2)
    case 5: return table()
    case 6: return parameter()
    case 7: return rank() + "\n"
    case 8: return grade()
    case 9: return list() + "\n"
    case 10: return publish()
    case 11: return example()
    case 12: return variant()
    default: return simple() + "\n"
    }
  }
}

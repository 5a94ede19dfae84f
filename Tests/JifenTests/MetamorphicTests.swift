import Diagnostics
import Engine
import Exact
import Jifen
import Testing

/// Changes whose effect is known without knowing the result: what must stay, and what must change and how. Over
/// generated methods and data, every result of which is compared.
@Suite struct MetamorphicTests {
  /// How many seeds each change is tried on; JIFEN_PROPERTY_CASES asks for more.
  private static let count = max(60, PropertyTests.count / 4)

  /// Every result by name; nil where the method or the data are refused.
  private static func results(_ text: String, _ files: [InputFile]) -> [String: String]? {
    var diagnostics: [Diagnostic] = []
    guard let method = Method.load(name: "changed.jifen", text: text, diagnostics: &diagnostics),
      let run = Jifen.run(method, tables: files, diagnostics: &diagnostics), run.outcome != nil
    else { return nil }
    return PropertyComparison.engineResults(run)
  }

  /// Tries a change on generated cases: `change` gives the changed case and, by name and result, what is expected of
  /// each; nil where the change says nothing about that case, or about that name.
  private func holds(
    from seed: Int, atLeast fewest: Int,
    _ change: (PropertyCase, inout PropertyRandom) -> (
      text: String, files: [InputFile], expected: (_ name: String, _ value: String) -> (String, String)?
    )?
  ) {
    var compared = 0
    for number in 0..<Self.count {
      let subject = PropertyMethod.make(seed: seed + number)
      var random = PropertyRandom(seed: number)
      guard let before = Self.results(subject.method, subject.files), let changed = change(subject, &random)
      else { continue }
      guard let after = Self.results(changed.text, changed.files) else {
        Issue.record("seed \(seed + number): refused once changed\n\(changed.text)")
        continue
      }
      compared += 1
      for name in before.keys.sorted() {
        guard let (own, wanted) = changed.expected(name, before[name] ?? ""), after[own] != wanted else {
          continue
        }
        Issue.record(
          """
          seed \(seed + number) \(own): \(after[own] ?? "nothing") instead of \(wanted)
          \(subject.report)\n---- changed\n\(changed.text)
          """)
        break
      }
    }
    #expect(compared >= fewest, "only \(compared) of \(Self.count) compared")
  }

  // MARK: What must change nothing

  @Test func oneFileInTwoChangesNothing() {
    holds(from: 300_000, atLeast: Self.count / 3) { subject, random in
      var files: [InputFile] = []
      for table in subject.tables {
        let cut = random.int(0...table.rows.count)
        for (place, rows) in [table.rows.prefix(cut), table.rows.dropFirst(cut)].enumerated()
        where place == 0 || !rows.isEmpty {
          // A roster without a row is an error of its own.
          let part = PropertyCase.Table(
            name: table.name, header: table.header, rows: cut == 0 ? table.rows : Array(rows))
          if cut == 0, place == 1 { continue }
          files.append(
            InputFile(table: table.name, name: "\(table.name)\(place).csv", bytes: Array(part.csv.utf8)))
        }
      }
      return (subject.method, files, { ($0, $1) })
    }
  }

  @Test(arguments: Language.allCases) func translatingKeywordsChangesNothing(_ language: Language) {
    holds(from: 310_000, atLeast: Self.count / 3) { subject, _ in
      guard let text = Self.formatted(subject.method, language) else { return nil }
      // There and back again is the one layout.
      #expect(Self.formatted(text, .chinese) == Self.formatted(subject.method, .chinese))
      return (text, subject.files, { ($0, $1) })
    }
  }

  @Test func layoutChangesNothing() {
    holds(from: 320_000, atLeast: Self.count / 3) { subject, _ in
      guard let text = Self.formatted(subject.method, nil) else { return nil }
      #expect(Self.formatted(text, nil) == text)
      return (text, subject.files, { ($0, $1) })
    }
  }

  /// ASCII for full-width marks, tabs for spaces, comments and empty lines between.
  @Test func writingHabitsChangeNothing() {
    holds(from: 330_000, atLeast: Self.count / 3) { subject, _ in
      var text = ""
      for character in subject.method {
        switch character {
        case "：": text += ":"
        case "，": text += ", "
        case "；": text += ";"
        case "÷": text += " / "
        case "×": text += " * "
        case "（": text += "("
        case "）": text += ")"
        case "\n": text += "   # 注\n\n"
        case _: text.append(character)
        }
      }
      return (text.replacing("    ", with: "\t"), subject.files, { ($0, $1) })
    }
  }

  private static func formatted(_ text: String, _ language: Language?) -> String? {
    var diagnostics: [Diagnostic] = []
    return format(name: "m.jifen", bytes: Array(text.utf8), language: language, diagnostics: &diagnostics)
  }

  // MARK: What must change, and how

  /// Names mean nothing: with every name changed, the results are the same with those names.
  @Test func renamedUnitsKeepTheirResults() {
    let names = ["甲局": "丁局", "乙局": "甲局", "丙局": "新区管委会", "丁局": "乙局", "甲单位": "丁单位"]
    func renamed(_ text: String) -> String {
      var result = text
      for (place, name) in names.keys.sorted().enumerated() {
        result = result.replacing(name, with: "〔\(place)〕")
      }
      for (place, name) in names.keys.sorted().enumerated() {
        result = result.replacing("〔\(place)〕", with: names[name] ?? name)
      }
      return result
    }
    holds(from: 340_000, atLeast: Self.count / 3) { subject, _ in
      let files = subject.tables.map { table in
        InputFile(table: table.name, name: table.name + ".csv", bytes: Array(renamed(table.csv).utf8))
      }
      return (renamed(subject.method), files, { (renamed($0), renamed($1)) })
    }
  }

  /// A unit that did nothing changes no other unit's points, where no line looks beyond its unit; it stands behind
  /// the others' ranks or beside them, and counts in averages.
  @Test func unitOfZerosChangesNobodyElse() {
    let beyond = ["合计(数一)", "平均(", "名次", "按 编号)", "最高(总分", "前 30%", "前 50%", "全部(", "占比("]
    holds(from: 350_000, atLeast: Self.count / 8) { subject, _ in
      var changed = subject
      changed.blocks.removeAll { $0.head.hasPrefix("式") || $0.head.hasPrefix("核对") }
      let clauses = changed.blocks.filter { $0.head.hasPrefix("条款") || $0.head.hasPrefix("部分") }
      if clauses.contains(where: { clause in beyond.contains { clause.text.contains($0) } }) { return nil }
      changed.tables[0].rows.append(["零局", "甲组", "0", "0", "0", "0", "0%", "否"])
      return (
        changed.method, changed.files,
        { name, value in name.hasPrefix("条款 ") || name.hasPrefix("部分 ") ? (name, value) : nil }
      )
    }
  }

  @Test func unitOfZerosLowersTheAverage() throws {
    let method = """
      办法 “例”
      表 名册，每行一个单位：
          单位 名称
          数 条
      条款 “1”：数 每条 2 分
      均 = 平均（条款“1”）
      排名：条款“1” 从高到低
      公布 “得分”：单位、条款“1”、均、名次
      """
    func rows(_ csv: String) throws -> [[String]] {
      var diagnostics: [Diagnostic] = []
      let loaded = try #require(Method.load(name: "m.jifen", text: method, diagnostics: &diagnostics))
      let file = InputFile(table: "名册", name: "名册.csv", bytes: Array(csv.utf8))
      let outcome = try #require(score(loaded, tables: [file], diagnostics: &diagnostics))
      return outcome.tables[0].rows.map { $0.values.map(\.shown) }
    }
    #expect(try rows("单位,数\n甲,3\n乙,1\n") == [["甲", "6", "4", "1"], ["乙", "2", "4", "2"]])
    #expect(
      try rows("单位,数\n甲,3\n零,0\n乙,1\n") == [
        ["甲", "6", "2.67", "1"], ["乙", "2", "2.67", "2"], ["零", "0", "2.67", "3"],
      ])
  }

  /// All points times three: every score is three times as large, and nobody's rank, grade or list changes.
  @Test func scaledPointsScaleScores() {
    let columns: Set<String> = ["给分", "加分", "月分", "稿分", "季分"]
    // Rounding to a fixed number of decimals does not scale.
    let rounding = ["四舍五入(", "四舍六入五成双(", "进一(", "舍去("]
    let same = ["排名 ", "名单 ", "等次 ", "核对 "]
    holds(from: 360_000, atLeast: Self.count / 4) { subject, _ in
      var changed = subject
      changed.blocks.removeAll { $0.head.hasPrefix("式") }
      if rounding.contains(where: { changed.method.contains($0) }) { return nil }
      for table in changed.tables.indices {
        for column in changed.tables[table].header.indices
        where columns.contains(changed.tables[table].header[column]) {
          for row in changed.tables[table].rows.indices {
            changed.tables[table].rows[row][column] = Self.tripled(changed.tables[table].rows[row][column])
          }
        }
      }
      return (
        Self.pointsTripled(changed.method), changed.files,
        { name, value in
          if same.contains(where: { name.hasPrefix($0) }) { return (name, value) }
          guard name.hasPrefix("条款 ") || name.hasPrefix("部分 ") else { return nil }
          return (name, Self.fractionTripled(value))
        }
      )
    }
  }

  private static func tripled(_ text: String) -> String {
    Rational(decimal: text).map { ($0 * 3).plain } ?? text
  }

  /// A result such as 7/2, as `PropertyComparison` writes it.
  private static func fractionTripled(_ text: String) -> String {
    let parts = text.split(separator: "/").compactMap { Rational(decimal: String($0)) }
    guard let first = parts.first, let value = parts.count == 2 ? first.divided(by: parts[1]) : first else {
      return text
    }
    return PropertyComparison.exact(value * 3)
  }

  /// Every figure in 分: the digits before a space and the word; not those of 按 3:2 分摊.
  private static func pointsTripled(_ text: String) -> String {
    text.replacing(/([0-9]+(?:\.[0-9]+)?) 分(?![钟摊])/) { match in "\(tripled(String(match.1))) 分" }
  }
}

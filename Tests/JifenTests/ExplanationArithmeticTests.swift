import Engine
import Jifen
import Semantics
import Testing

/// What an explanation writes out can be worked out again: its arithmetic, read by the rules of arithmetic, gives the value
/// that stands behind the equals sign.
@Suite struct ExplanationArithmeticTests {
  @Test(arguments: ExplanationSamples.names) func arithmeticOfTheRuleSets(_ name: String) throws {
    _ = try check(ExplanationSamples.run(name), name)
  }

  @Test func arithmeticOfRandomMethods() throws {
    var read = 0
    for seed in 0..<60 {
      guard let run = ParametricSample.run(seed: 31_000 + seed) else { continue }
      read += try check(run, "seed \(seed)")
    }
    #expect(read > 500, "\(read)")
  }

  @Test(arguments: ParametricMethodTests.samples)
  func arithmeticOfMethods(_ sample: ParametricMethodTests.Sample) throws {
    #expect(try check(sample.run(), sample.name) > 5)
  }

  @Test func arithmeticOfFunctions() throws {
    #expect(try check(Self.run(), "函数") > 20)
  }

  /// Functions by the words of the language, and parentheses where a sum stands in a product though one of its terms is
  /// nothing and left out: (3 − 1) × 2, not 3 − 1 × 2.
  @Test func functionsInWords() throws {
    let run = try Self.run()
    let explanation = try #require(run.explanation(unit: 0))
    let lines = Language.allCases.map { ExplanationReport.text(explanation, $0).split(separator: "\n") }
    func says(_ language: Language, _ expected: String) {
      let name = expected.prefix { $0 != "=" }
      let found = lines[language == .chinese ? 0 : 1].first { $0.contains("  \(name)= ") } ?? ""
      #expect(String(found.drop { $0 == " " }) == expected)
    }
    // 甲局: 基分 3, 扣分 1, 条款“一” 0; 报送 7.
    says(.chinese, "净分 = (基分 3 分 − 扣分 1 分) × 2 = 4 分")
    says(.english, "净分 = (基分 3 points − 扣分 1 point) × 2 = 4 points")
    // 3 − 1 = 2; −3 against 2.
    says(.chinese, "反分 = −(基分 3 分 − 扣分 1 分) = −2 分")
    says(.chinese, "较高 = 最高(净分 4 分，基分 3 分) = 4 分")
    says(.english, "较低 = lowest(净分 4 points, 基分 3 points) = 3 points")
    says(.english, "绝对 = absolute(反分 −2 points) = 2 points")
    // 3 ÷ 7 = 0.428…, to the next tenth 0.5.
    says(.chinese, "进分 = 进一(基分 3 分 ÷ 7，1 位) = 0.5 分")
    says(.english, "进分 = round_up(基分 3 points ÷ 7, 1 digit) = 0.5 points")
    says(.chinese, "双分 = 四舍六入五成双(基分 3 分 × 0.15，1 位) = 0.4 分")
    says(.english, "舍分 = round_down(基分 3 points ÷ 7, 2 digits) = 0.42 points")
    // 3 ÷ 7 lies nearest to 0.4 among the multiples of 0.2.
    says(.chinese, "档分 = 四舍五入(基分 3 分 ÷ 7，0.2) = 0.4 分")
    // 报送 7, 4, 1 条: highest 7, average 4; 甲局 is 7 ÷ 12 of all.
    says(.chinese, "占全部 = 报送 7 条 ÷ 合计 12 条 = 7/12（约 0.58）")
    says(.english, "对最高 = 报送 7 items ÷ highest 7 items = 1")
    says(.chinese, "离平均 = 报送 7 条 − 平均 4 条 = 3 条")
    says(.english, "离最低 = 报送 7 items − lowest 1 item = 6 items")
    says(.chinese, "均摊 = 基分 3 分 ÷ 个数 3 个 = 1 分")
  }

  static func run() throws -> Run {
    let method = """
      办法 “函数”
      表 名册，每行一个单位：
          单位         名称
          基分 扣分    分
          报送         条
      条款 “一”：报送 超过 7 条 的，得 5 分
      净分 = (基分 - 扣分 + 条款“一”) × 2
      反分 = -(基分 - 扣分)
      较高 = 最高(净分，基分)
      较低 = 最低(净分，基分)
      绝对 = 绝对值(反分)
      进分 = 进一(基分 ÷ 7，1 位)
      双分 = 四舍六入五成双(基分 × 0.15，1 位)
      舍分 = 舍去(基分 ÷ 7，2 位)
      档分 = 四舍五入(基分 ÷ 7，0.2)
      占全部 = 报送 ÷ 合计(报送)
      对最高 = 报送 ÷ 最高(报送)
      离平均 = 报送 - 平均(报送)
      离最低 = 报送 - 最低(报送)
      均摊 = 基分 ÷ 个数(名册)
      总分 = 净分 + 较低
      排名：总分 从高到低
      公布：单位、净分、反分、较高、较低、绝对、进分、双分、舍分、档分、占全部、对最高、离平均、离最低、均摊、总分

      """
    return try ParametricMethodTests.Sample(
      name: "函数", method: method,
      tables: [("名册", "单位,基分,扣分,报送\n甲局,3,1,7\n乙局,2,2.5,4\n丙局,-1,0,1\n")], pieces: 0
    ).run()
  }

  /// How many lines of arithmetic could be read again.
  private func check(_ run: Run, _ what: String) throws -> Int {
    var read = 0
    for unit in run.evaluation.dataset.units.texts.indices {
      let explanation = try #require(run.explanation(unit: unit))
      let entries = explanation.parts.flatMap { $0.lines + $0.clauses.flatMap(\.lines) }.flatMap(\.entries)
      for derivation in explanation.totals + entries.flatMap(\.details) {
        guard let result = Reading.value(of: derivation.terms), let value = result else { continue }
        read += 1
        #expect(
          value == derivation.before.number,
          "\(what) \(explanation.unit): \(derivation.name.chinese) = \(derivation.terms)")
      }
      for entry in entries {
        guard let result = Reading.value(of: entry.terms), let value = result else { continue }
        read += 1
        #expect(value == entry.amount.number, "\(what) \(explanation.unit): \(entry.terms)")
      }
    }
    return read
  }

  /// Arithmetic as a reader works it out: products before sums, parentheses first.
  private struct Reading {
    var terms: ArraySlice<Explanation.Term>
    var isReadable = true

    /// nil where the terms are not arithmetic alone; nil inside where a value is absent.
    static func value(of terms: [Explanation.Term]) -> Rational?? {
      guard !terms.isEmpty else { return nil }
      var reading = Reading(terms: terms[...])
      let result = reading.sum()
      guard reading.isReadable, reading.terms.isEmpty else { return nil }
      return .some(result)
    }

    private func words() -> String? {
      if case .words(let words)? = terms.first { return words.chinese }
      return nil
    }

    private mutating func take(_ wanted: String) -> Bool {
      guard words() == wanted else { return false }
      terms.removeFirst()
      return true
    }

    private mutating func sum() -> Rational? {
      var result = product()
      while isReadable {
        if take("+") {
          result = Reading.both(result, product(), +)
        } else if take("−") {
          result = Reading.both(result, product(), -)
        } else {
          break
        }
      }
      return result
    }

    private mutating func product() -> Rational? {
      var result = factor()
      while isReadable {
        if take("×") {
          result = Reading.both(result, factor(), *)
        } else if take("× (") {
          result = Reading.both(result, closed(sum()), *)
        } else if take("÷") {
          let divisor = factor()
          result = result.flatMap { value in divisor.flatMap { value.divided(by: $0) } }
        } else {
          break
        }
      }
      return result
    }

    private mutating func factor() -> Rational? {
      if take("−") { return factor().map { -$0 } }
      if take("(") { return closed(sum()) }
      for (head, greater) in [("最高(", true), ("最低(", false)] where take(head) {
        var values = [sum()]
        while take("，") { values.append(sum()) }
        let known = values.compactMap { $0 }
        return closed(known.count == values.count ? (greater ? known.max() : known.min()) : nil)
      }
      if take("绝对值(") { return closed(sum()).map(\.magnitude) }
      let modes: [(String, RoundingMode)] = [
        ("四舍五入(", .halfUp), ("四舍六入五成双(", .halfEven), ("进一(", .up), ("舍去(", .down),
      ]
      for (head, mode) in modes where take(head) {
        let value = sum()
        if take("，") {
          let step = sum()
          let quotient = value.flatMap { value in step.flatMap { value.divided(by: $0) } }
          return closed(Reading.both(quotient.map { $0.rounded(mode, digits: 0) }, step, *))
        }
        guard let places = words(), places.hasPrefix("，"), places.hasSuffix(" 位"),
          let digits = Int(places.dropFirst().dropLast(2))
        else { return unreadable() }
        terms.removeFirst()
        return closed(value.map { $0.rounded(mode, digits: digits) })
      }
      guard case .value(_, let value)? = terms.first else { return unreadable() }
      terms.removeFirst()
      switch value {
      case .number(let number, _, _): return number
      case .absent: return nil
      case .text: return unreadable()
      }
    }

    private mutating func closed(_ value: Rational?) -> Rational? { take(")") ? value : unreadable() }

    private mutating func unreadable() -> Rational? {
      isReadable = false
      return nil
    }

    private static func both(
      _ left: Rational?, _ right: Rational?, _ operation: (Rational, Rational) -> Rational
    ) -> Rational? {
      left.flatMap { first in right.map { operation(first, $0) } }
    }
  }
}

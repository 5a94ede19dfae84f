import Diagnostics
import Exact
import Jifen
import Testing

/// Rounding inside formulas and in print against its definition.
@Suite struct PropertyRoundingTests {
  static let modes = ["四舍五入", "四舍六入五成双", "进一", "舍去"]

  @Test(arguments: modes) func roundingIsItsDefinition(_ word: String) throws {
    var random = PropertyRandom(seed: word.utf8.count)
    let numbers = (0..<120).map { _ in Self.number(&random) }
    for digits in 0...3 {
      let rows = try #require(
        Self.score(numbers, formula: "\(word)(数 ÷ 8，\(digits) 位)", print: "\(word) \(digits) 位"))
      let step = NaiveRounding.power(-digits)
      for (number, row) in zip(numbers, rows) {
        let value = try #require(Rational(decimal: number)?.divided(by: Rational(8)))
        #expect(Self.isRounding(row.exact, of: value, to: step, word), "\(word) \(value) \(row.exact)")
        // Print rounds the exact value the same way.
        #expect(Rational(decimal: row.shown) == row.exact, "\(word) \(value) shown \(row.shown)")
      }
    }
  }

  @Test(arguments: modes) func multiplesToo(_ word: String) throws {
    var random = PropertyRandom(seed: word.utf8.count + 1)
    let numbers = (0..<120).map { _ in Self.number(&random) }
    for step in ["0.5", "0.25", "3.0", "10.0"] {
      let rows = try #require(Self.score(numbers, formula: "\(word)(数，\(step))", print: "\(word) 6 位"))
      let size = try #require(Rational(decimal: step))
      for (number, row) in zip(numbers, rows) {
        let value = try #require(Rational(decimal: number))
        #expect(
          Self.isRounding(row.exact, of: value, to: size, word), "\(word) \(value) to \(step): \(row.exact)")
      }
    }
  }

  /// Often exactly half-way, often negative.
  private static func number(_ random: inout PropertyRandom) -> String {
    let sign = random.chance(30) ? "-" : ""
    let whole = random.int(0...(random.chance(20) ? 99_999 : 40))
    return sign + "\(whole)" + random.pick(["", ".5", ".25", ".125", ".05", ".005", ".375", ".1"])
  }

  private static func isRounding(_ rounded: Rational, of value: Rational, to step: Rational, _ word: String)
    -> Bool
  {
    guard let steps = rounded.divided(by: step), steps.isInteger else { return false }
    let error = (rounded - value).magnitude
    let twice = error + error
    switch word {
    case "进一": return error < step && !(rounded.magnitude < value.magnitude)
    case "舍去": return error < step && !(value.magnitude < rounded.magnitude)
    case "四舍五入": return twice < step || (twice == step && value.magnitude < rounded.magnitude)
    default:
      let half = steps.divided(by: Rational(2))
      return twice < step || (twice == step && half?.isInteger == true)
    }
  }

  private static func score(_ numbers: [String], formula: String, print: String) -> [(
    exact: Rational, shown: String
  )]? {
    let text = """
      办法 “舍入”
      表 名册，每行一个单位：
          单位 名称
          数 数
      结果 = \(formula)
      原数 = 数 ÷ 8
      公布 “表”：单位、结果、原数 \(print)
      """
    let rows = numbers.enumerated().map { "单位\($0.offset),\($0.element)" }
    let csv = (["单位,数"] + rows).joined(separator: "\n") + "\n"
    var diagnostics: [Diagnostic] = []
    guard let method = Method.load(name: "round.jifen", text: text, diagnostics: &diagnostics),
      let outcome = Jifen.score(
        method, tables: [InputFile(table: "名册", name: "名册.csv", bytes: Array(csv.utf8))],
        diagnostics: &diagnostics)
    else {
      Issue.record("\(diagnostics.map { $0.message(.chinese) })")
      return nil
    }
    return outcome.tables[0].rows.compactMap { row in
      guard case .number(let exact) = row.values[1].exact else { return nil }
      return (exact, row.values[2].shown)
    }
  }
}

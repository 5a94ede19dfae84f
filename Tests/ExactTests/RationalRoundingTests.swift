import Testing

@testable import Exact

@Suite("Rounding")
struct RationalRoundingTests {
  /// From the text, the number of digits, and the results half up, half even, up and down.
  static let cases: [(String, Int, [String])] = [
    ("2.5", 0, ["3", "2", "3", "2"]),
    ("3.5", 0, ["4", "4", "4", "3"]),
    ("-2.5", 0, ["-3", "-2", "-3", "-2"]),
    ("-3.5", 0, ["-4", "-4", "-4", "-3"]),
    ("0.5", 0, ["1", "0", "1", "0"]),
    ("-0.5", 0, ["-1", "0", "-1", "0"]),
    ("2.4999", 0, ["2", "2", "3", "2"]),
    ("2.5001", 0, ["3", "3", "3", "2"]),
    ("1.005", 2, ["1.01", "1", "1.01", "1"]),
    ("1.015", 2, ["1.02", "1.02", "1.02", "1.01"]),
    ("2.675", 2, ["2.68", "2.68", "2.68", "2.67"]),
    ("-1.005", 2, ["-1.01", "-1", "-1.01", "-1"]),
    ("3.9583333333", 2, ["3.96", "3.96", "3.96", "3.95"]),
    ("0.001", 2, ["0", "0", "0.01", "0"]),
    ("-0.001", 2, ["0", "0", "-0.01", "0"]),
    ("1250", -2, ["1300", "1200", "1300", "1200"]),
    ("1350", -2, ["1400", "1400", "1400", "1300"]),
    ("-1250", -2, ["-1300", "-1200", "-1300", "-1200"]),
    ("49", -2, ["0", "0", "100", "0"]),
    ("1200", -2, ["1200", "1200", "1200", "1200"]),
    ("7.25", 2, ["7.25", "7.25", "7.25", "7.25"]),
    ("7.25", 30, ["7.25", "7.25", "7.25", "7.25"]),
  ]

  @Test("Known values", arguments: cases)
  func known(text: String, digits: Int, expected: [String]) throws {
    let value = try #require(Rational(decimal: text))
    for (mode, result) in zip(RoundingMode.allCases, expected) {
      #expect(value.rounded(mode, digits: digits).plain == result, "\(mode)")
    }
  }

  @Test("Every value from −3 to 3 in forty-eighths, by the definition of each mode")
  func definition() throws {
    for numerator in -144...144 {
      let value = try #require(Rational(numerator, over: 48))
      let (low, high) = (value.magnitude.floor(), value.magnitude.ceiling())
      let rest = value.magnitude - low
      let half = try #require(Rational(1, over: 2))
      for mode in RoundingMode.allCases {
        let size: Rational =
          switch mode {
          case .halfUp: rest < half ? low : high
          case .halfEven:
            rest == half ? ((low.asInt ?? 0) % 2 == 0 ? low : high) : rest < half ? low : high
          case .up: high
          case .down: low
          }
        #expect(value.rounded(mode, digits: 0) == (numerator < 0 ? -size : size))
      }
    }
  }

  @Test("The small, double-width and large ways agree")
  func ways() throws {
    var generator = SeededGenerator(seed: 20)
    for _ in 0..<4000 {
      let value = generator.fraction()
      let digits = Int.random(in: -3...20, using: &generator)
      for mode in RoundingMode.allCases {
        let slow = Rational(value.steps(mode, digits: digits), shifted: digits)
        let fast = value.rounded(mode, digits: digits)
        #expect(fast == slow)
        let step = digits >= 0 ? Rational(fixed: 1, scale: digits) : Rational(BigInteger.one, shifted: digits)
        #expect(value.rounded(mode, toMultipleOf: step) == fast)
        #expect(value.rounded(mode, toMultipleOf: -step) == fast)
        #expect((fast - value).magnitude < step)
      }
    }
  }

  @Test("Multiples")
  func multiples() throws {
    let quarter = try #require(Rational(decimal: "0.25"))
    #expect(Rational(decimal: "3.1")?.rounded(.halfUp, toMultipleOf: quarter)?.plain == "3")
    #expect(Rational(decimal: "3.13")?.rounded(.halfUp, toMultipleOf: quarter)?.plain == "3.25")
    #expect(Rational(decimal: "3.125")?.rounded(.halfUp, toMultipleOf: quarter)?.plain == "3.25")
    #expect(Rational(decimal: "3.125")?.rounded(.halfEven, toMultipleOf: quarter)?.plain == "3")
    #expect(Rational(17).rounded(.up, toMultipleOf: 5) == 20)
    #expect(Rational(-17).rounded(.up, toMultipleOf: 5) == -20)
    #expect(Rational(-17).rounded(.down, toMultipleOf: 5) == -15)
    #expect(Rational(17).rounded(.up, toMultipleOf: .zero) == nil)
    let third = try #require(Rational(1, over: 3))
    #expect(Rational.one.rounded(.up, toMultipleOf: third) == 1)
  }

  @Test("Extreme digits are held to 400 and end")
  func extremes() throws {
    let third = try #require(Rational(1, over: 3))
    #expect(third.rounded(.down, digits: .max) == third.rounded(.down, digits: 400))
    #expect(third.rounded(.down, digits: .max).decimalScale == 400)
    #expect(Rational(5).rounded(.halfUp, digits: .min) == .zero)
    #expect(Rational(5).rounded(.up, digits: .min).plain == "1" + String(repeating: "0", count: 400))
    #expect(Rational(fixed: 5, scale: .max).decimalScale == 400)
    #expect(Rational(fixed: 5, scale: -2) == 500)
    #expect(third.fixed(scale: .max) == nil)
    #expect(Rational(500).fixed(scale: -2) == 5)
    #expect(Rational(550).fixed(scale: -2) == nil)
    #expect(Rational.zero.fixed(scale: .max) == 0)
  }

  @Test("Fixed point")
  func fixed() throws {
    var generator = SeededGenerator(seed: 21)
    for _ in 0..<5000 {
      let word = generator.word()
      let scale = Int(generator.next() % 19)
      let value = Rational(fixed: word, scale: scale)
      #expect(value.fixed(scale: scale) == word)
      let own = try #require(value.decimalScale)
      #expect(own <= scale)
      #expect(own == 0 || value.fixed(scale: own - 1) == nil)
    }
    #expect(Rational(1, over: 3)?.fixed(scale: 18) == nil)
    #expect(Rational(decimal: "92233720368547758.08")?.fixed(scale: 2) == nil)
    #expect(Rational(decimal: "-92233720368547758.08")?.fixed(scale: 2) == .min)
    #expect(Rational(10).fixed(scale: 18) == nil)
  }

  @Test("Decimal scale")
  func decimalScale() throws {
    let expected: [(Int, Int, Int?)] = [
      (1, 1, 0), (1, 2, 1), (1, 4, 2), (1, 5, 1), (3, 40, 3), (1, 3, nil), (7, 30, nil), (6, 30, 1),
      (0, 9, 0), (1, 1024, 10),
    ]
    for (top, below, scale) in expected { #expect(Rational(top, over: below)?.decimalScale == scale) }
    let tiny = try #require(Rational(decimal: "0." + String(repeating: "0", count: 300) + "125"))
    #expect(tiny.decimalScale == 303)
    #expect(tiny.divided(by: 3)?.decimalScale == nil)
    #expect(((tiny + 1) * 1000).decimalScale == 300)
  }
}

import Testing

@testable import Exact

@Suite("Texts of fractions")
struct RationalTextTests {
  @Test(
    "Read",
    arguments: [
      ("12", "12"), ("-3.5", "-3.5"), (".5", "0.5"), ("+2", "2"), ("-0", "0"), ("0.00", "0"),
      ("-.25", "-0.25"),
      ("007.50", "7.5"), ("+.0", "0"), ("9223372036854775807", "9223372036854775807"),
      ("-9223372036854775808", "-9223372036854775808"), ("123456789012345678.9", "123456789012345678.9"),
      ("0.000000000000000000000001", "0.000000000000000000000001"),
    ])
  func read(text: String, plain: String) {
    #expect(Rational(decimal: text)?.plain == plain)
    #expect(Rational(decimal: Substring("x" + text).dropFirst())?.plain == plain)
    #expect(Rational(decimal: Array(text.utf8))?.plain == plain)
    #expect(Rational(decimal: text.utf8.lazy.map { $0 })?.plain == plain)
  }

  @Test(
    "Refused",
    arguments: [
      "", "-", "+", ".", "-.", "5.", "1.2.3", "1e3", " 1", "1 ", "1,000", "--1", "+-1", "1-", "0x1", "１２",
      "一",
      "NaN", "1/2", "..5", String(repeating: "0", count: 401), "." + String(repeating: "1", count: 401),
      String(repeating: "9", count: 100_000),
    ])
  func refused(text: String) {
    #expect(Rational(decimal: text) == nil)
    #expect(Rational(decimal: Array(text.utf8)) == nil)
  }

  @Test("Four hundred digits are read and written back")
  func long() throws {
    let digits = "7" + String(repeating: "3", count: 399)
    #expect(Rational(decimal: digits)?.plain == digits)
    #expect(Rational(decimal: "-" + digits)?.plain == "-" + digits)
    #expect(Rational(decimal: "." + digits)?.plain == "0." + digits)
    let middle = digits.prefix(200) + "." + digits.suffix(200)
    #expect(Rational(decimal: middle)?.plain == String(middle))
    let third = try #require(Rational(decimal: digits)).divided(by: 7)
    #expect(third?.decimalScale == nil)
  }

  @Test("A decimal text and its plain form are the same value, and the plain form is stable")
  func roundTrip() throws {
    var generator = SeededGenerator(seed: 30)
    for _ in 0..<3000 {
      let (whole, part) = (generator.digits(upTo: 30), generator.digits(upTo: 30))
      let text = (generator.next() % 2 == 0 ? "-" : "") + whole + "." + part
      let value = try #require(Rational(decimal: text))
      let plain = value.plain
      #expect(Rational(decimal: plain) == value)
      let full = value.decimal(digits: part.count)
      #expect(full == (value.isZero && text.hasPrefix("-") ? String(text.dropFirst()) : text))
      #expect(value.decimal(digits: part.count + 3, mode: .up).hasPrefix(full))
      #expect(full.hasPrefix(plain))
    }
  }

  @Test("Exactly so many decimals")
  func decimal() throws {
    let value = try #require(Rational(95, over: 24))
    #expect(value.decimal(digits: 2) == "3.96")
    #expect(value.decimal(digits: 0) == "4")
    #expect(value.decimal(digits: -3) == "4")
    #expect(value.decimal(digits: 2, mode: .down) == "3.95")
    #expect(value.decimal(digits: 20) == "3.95833333333333333333")
    #expect(value.decimal(digits: 30) == "3.958333333333333333333333333333")
    #expect((-value).decimal(digits: 30) == "-3.958333333333333333333333333333")
    #expect(Rational(-1, over: 2)?.decimal(digits: 2) == "-0.50")
    #expect(Rational(-1, over: 1000)?.decimal(digits: 2) == "0.00")
    #expect(Rational(-1, over: 1000)?.decimal(digits: 2, mode: .up) == "-0.01")
    #expect(Rational.zero.decimal(digits: 2) == "0.00")
    #expect(Rational.zero.decimal(digits: 25) == "0.0000000000000000000000000")
    #expect(
      Rational(decimal: "-0." + String(repeating: "0", count: 40) + "1")?.decimal(digits: 30).first == "0")
    #expect(Rational(7).decimal(digits: 3) == "7.000")
    #expect(Rational(Int.max).decimal(digits: 3) == "9223372036854775807.000")
    #expect(Rational(1, over: 20)?.decimal(digits: 1) == "0.1")
    #expect(Rational(1, over: 20)?.decimal(digits: 1, mode: .halfEven) == "0.0")
    #expect(Rational(99_995, over: 10_000)?.decimal(digits: 3) == "10.000")
    #expect(value.decimal(digits: .max).count == 402)
  }

  @Test("Per cent, fraction, plain")
  func others() throws {
    let value = try #require(Rational(19, over: 24))
    #expect(value.percent(digits: 2) == "79.17%")
    #expect(value.percent(digits: 2, mode: .down) == "79.16%")
    #expect(value.percent(digits: 0) == "79%")
    #expect((-value).percent(digits: 1) == "-79.2%")
    #expect(Rational.one.percent(digits: 0) == "100%")
    #expect(Rational(-1, over: 100_000)?.percent(digits: 1) == "0.0%")
    #expect(value.fraction == "19/24" && value.plain == "19/24" && "\(value)" == "19/24")
    #expect(Rational(5).fraction == "5")
    #expect(Rational(-1, over: 2)?.fraction == "-1/2")
    #expect(Rational(15, over: 4)?.plain == "3.75")
    #expect(Rational(-1, over: 8)?.plain == "-0.125")
    let power = try #require(BigInteger("1" + String(repeating: "0", count: 450)))
    let scale = try #require(Rational(BigInteger.one, over: power))
    #expect(scale.plain == "0." + String(repeating: "0", count: 449) + "1")
  }

  @Test("Decimals agree with school long division")
  func school() throws {
    var generator = SeededGenerator(seed: 31)
    for _ in 0..<1500 {
      let (top, below) = (generator.digits(upTo: 40), generator.digits(upTo: 25))
      if below == "0" { continue }
      let digits = Int(generator.next() % 30)
      let (a, b) = (try #require(BigInteger(top)), try #require(BigInteger(below)))
      let value = try #require(Rational(a, over: b))
      let cut = School.quotient(top + String(repeating: "0", count: digits), below).quotient
      let padded = String(repeating: "0", count: max(0, digits + 1 - cut.count)) + cut
      let expected = digits == 0 ? padded : padded.dropLast(digits) + "." + padded.suffix(digits)
      #expect(value.decimal(digits: digits, mode: .down) == expected)
    }
  }
}

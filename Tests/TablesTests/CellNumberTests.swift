import Exact
import Testing

@testable import Tables

@Suite("Number cells")
struct CellNumberTests {
  @Test(
    "numbers",
    arguments: [
      ("0", 0, 0), ("5", 5, 0), ("-3.50", -350, 2), ("+2", 2, 0), (".5", 5, 1), (" 12 ", 12, 0),
      ("\u{3000}12\u{A0}", 12, 0), ("\u{FEFF}12\u{200B}", 12, 0), ("１２．５", 125, 1), ("－７", -7, 0),
      ("−7", -7, 0),
      ("＋８", 8, 0), ("1,234", 1234, 0), ("1，234，567.5", 12_345_675, 1), ("12,345", 12_345, 0), ("007", 7, 0),
      ("- 5", -5, 0), ("999999999999999999", 999_999_999_999_999_999, 0), ("-123,456", -123_456, 0),
    ])
  func numbers(text: String, mantissa: Int64, scale: Int) {
    #expect(CellParser.number(text) == .success(CellNumber(.fixed(mantissa, scale: scale))))
  }

  @Test(
    "percentages",
    arguments: [("25%", 25, 2), ("25 %", 25, 2), ("１２．５％", 125, 3), ("-1,000%", -1000, 2), ("0%", 0, 2)])
  func percentages(text: String, mantissa: Int64, scale: Int) {
    #expect(CellParser.number(text) == .success(CellNumber(.fixed(mantissa, scale: scale), isPercent: true)))
  }

  @Test("numbers that do not fit fixed-point")
  func wide() {
    let digits = "1234567890123456789012345"
    #expect(CellParser.number(digits).map(\.rational) == .success(Rational(decimal: digits) ?? .zero))
    guard case .success(let number) = CellParser.number("0.12345678901234567%") else {
      Issue.record("refused")
      return
    }
    #expect(number.rational == Rational(decimal: "0.0012345678901234567"))
    #expect(number.value == .wide(number.rational))
    let percent = CellParser.number("12345678901234567890%").map(\.rational)
    #expect(percent == .success(Rational(decimal: "123456789012345678.9") ?? .zero))
    let most = String(repeating: "9", count: 401)
    #expect(CellParser.number(most) == .failure(.tooManyDigits))
  }

  @Test(
    "what is no number",
    arguments: [
      ("", NumberFailure.blank), (" \u{3000}", .blank), ("无", .notANumber), ("约5", .notANumber),
      ("-", .notANumber),
      ("%", .notANumber), ("5.", .notANumber), (".", .notANumber), ("--5", .notANumber), ("1e5", .exponent),
      ("1.2E+10", .exponent), ("1e", .trailingText("e")), ("12,34", .badGrouping), ("1,2345", .badGrouping),
      ("1234,567", .badGrouping), ("1,", .badGrouping), ("0,123", .badGrouping), ("1,234,56", .badGrouping),
      (",123", .notANumber), ("5条", .trailingText("条")), ("5 3", .trailingText("3")),
      ("3条左右", .trailingText("条左右")),
      ("1.2.3", .trailingText(".3")), ("5%%", .trailingText("%")), ("1.5,000", .trailingText(",000")),
      ("0x10", .trailingText("x10")),
      ("５％左右", .trailingText("左右")),
    ])
  func failures(text: String, failure: NumberFailure) {
    #expect(CellParser.number(text) == .failure(failure), "\(text)")
  }

  @Test("a measure word may follow")
  func measures() {
    #expect(CellParser.number("5条", measure: "条") == .success(CellNumber(.fixed(5, scale: 0))))
    #expect(CellParser.number("1,234.5 万元 ", measure: "万元") == .success(CellNumber(.fixed(12_345, scale: 1))))
    #expect(CellParser.number("5", measure: "条") == .success(CellNumber(.fixed(5, scale: 0))))
    #expect(CellParser.number("5篇", measure: "条") == .failure(.trailingText("篇")))
    #expect(CellParser.number("5条左右", measure: "条") == .failure(.trailingText("左右")))
    #expect(CellParser.number("条", measure: "条") == .failure(.notANumber))
  }

  @Test("random numbers in many dresses come back")
  func dresses() {
    var generator = SeededGenerator(seed: 11)
    for _ in 0..<5000 {
      let bound = [9, 999, 1_000_000, 999_999_999_999].randomElement(using: &generator) ?? 9
      let whole = Int64.random(in: 0...Int64(bound), using: &generator)
      let decimals = Int.random(in: 0...4, using: &generator)
      let fraction = String((0..<decimals).map { _ in "0123456789".randomElement(using: &generator) ?? "0" })
      let isNegative = Bool.random(using: &generator)
      let plain = (isNegative ? "-" : "") + String(whole) + (decimals > 0 ? "." + fraction : "")
      var dressed = plain
      if Bool.random(using: &generator) {
        var groups = ""
        for (index, digit) in String(whole).reversed().enumerated() {
          if index > 0, index % 3 == 0 { groups = "," + groups }
          groups = String(digit) + groups
        }
        dressed = (isNegative ? "-" : "") + groups + (decimals > 0 ? "." + fraction : "")
      }
      if Bool.random(using: &generator) {
        dressed = String(
          String.UnicodeScalarView(
            dressed.unicodeScalars.map { Unicode.Scalar($0.value + 0xFEE0) ?? $0 }))
      }
      if Bool.random(using: &generator) { dressed = "\u{3000}" + dressed + " " }
      #expect(
        CellParser.number(dressed).map(\.rational) == .success(Rational(decimal: plain) ?? .zero),
        "\(dressed)")
    }
  }
}

@Suite("Notation cells")
struct CellNotationTests {
  private func counts(_ text: String, _ marks: [String] = ["", "*"]) -> Result<[Rational], NotationFailure> {
    CellParser.notation(text, marks: marks).map { $0.map(\.rational) }
  }

  @Test(
    "counts per mark",
    arguments: [
      ("5+1*", 5, 1), ("1*", 0, 1), ("5", 5, 0), ("0", 0, 0), ("1*+5", 5, 1), ("５＋１＊", 5, 1),
      (" 5 + 1 * ", 5, 1),
      ("1,200+3*", 1200, 3), ("\u{3000}7", 7, 0),
    ])
  func counts(text: String, plain: Int, starred: Int) {
    #expect(counts(text) == .success([Rational(plain), Rational(starred)]))
  }

  @Test("other marks")
  func otherMarks() {
    #expect(counts("2（综）+3△", ["", "△", "(综)"]) == .success([0, 3, 2]))
    #expect(counts("1.5", ["", "*"]) == .success([Rational(3, over: 2) ?? .zero, 0]))
    #expect(counts("5**+2*", ["*", "**"]) == .success([2, 5]))
  }

  @Test(
    "what does not follow the notation",
    arguments: [
      ("", NotationFailure.blank), ("\u{3000}", .blank), ("5+", .badPart("")), ("+5", .badPart("")),
      ("*", .badPart("*")),
      ("5+x", .badPart("x")), ("-5", .badPart("-5")), ("5#", .unknownMark("#")), ("5+1＃", .unknownMark("#")),
      ("5+1", .repeatedMark("")), ("1*+2*", .repeatedMark("*")), ("5 1*", .unknownMark("1*")),
      ("5++1*", .badPart("")),
    ])
  func failures(text: String, failure: NotationFailure) {
    #expect(counts(text) == .failure(failure), "\(text)")
  }

  @Test("a bare number where every count has a mark")
  func noBareNumber() {
    #expect(counts("5", ["*"]) == .failure(.unknownMark("")))
    #expect(counts("5", []) == .failure(.unknownMark("")))
  }
}

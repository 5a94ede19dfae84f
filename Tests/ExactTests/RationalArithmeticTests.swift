import Testing

@testable import Exact

@Suite("Fractions")
struct RationalArithmeticTests {
  /// The fraction in lowest terms made only of large parts, as the wide path would, then put in its form.
  private func slow(_ top: BigInteger, _ below: BigInteger) throws -> Rational {
    var (a, b) = (top.magnitude, below.magnitude)
    while let step = a.quotientAndRemainder(dividingBy: b) { (a, b) = (b, step.remainder) }
    let above = try #require(top.quotientAndRemainder(dividingBy: a)).quotient
    let under = try #require(below.quotientAndRemainder(dividingBy: a)).quotient
    return Rational(lowest: under.isNegative ? -above : above, under.magnitude.limbs)
  }

  @Test("All operations agree with plain big fractions, over words where arithmetic goes wrong")
  func agreement() throws {
    var generator = SeededGenerator(seed: 10)
    for _ in 0..<6000 {
      let (x, y) = (generator.fraction(), generator.fraction())
      let (a, b, c, d) = (x.numerator, x.denominator, y.numerator, y.denominator)
      let sum = try slow(a * d + c * b, b * d)
      let difference = try slow(a * d - c * b, b * d)
      let product = try slow(a * c, b * d)
      #expect(x + y == sum)
      #expect(x - y == difference)
      #expect(x * y == product)
      #expect((x < y) == (a * d < c * b))
      #expect((x + y).hashValue == sum.hashValue)
      #expect(-(-x) == x)
      #expect(x - x == .zero)
      if y.isZero {
        #expect(x.divided(by: y) == nil)
      } else {
        let quotient = try slow(a * d, b * c)
        #expect(x.divided(by: y) == quotient)
      }
    }
  }

  @Test("Small fractions agree with arithmetic in double width")
  func doubleWidth() throws {
    var generator = SeededGenerator(seed: 11)
    for _ in 0..<20000 {
      let a = Int128(Int.random(in: -5000...5000, using: &generator))
      let b = Int128(Int.random(in: 1...3000, using: &generator))
      let c = Int128(Int.random(in: -5000...5000, using: &generator))
      let d = Int128(Int.random(in: 1...3000, using: &generator))
      let x = try #require(Rational(Int(a), over: Int(b)))
      let y = try #require(Rational(Int(c), over: Int(d)))
      #expect(x + y == Rational(Int(a * d + c * b), over: Int(b * d)))
      #expect(x - y == Rational(Int(a * d - c * b), over: Int(b * d)))
      #expect(x * y == Rational(Int(a * c), over: Int(b * d)))
      #expect((x < y) == (a * d < c * b))
    }
  }

  @Test("Laws hold for very large fractions")
  func laws() throws {
    var generator = SeededGenerator(seed: 12)
    func any() throws -> Rational {
      let top = try #require(BigInteger(generator.digits(upTo: 200)))
      let below = try #require(BigInteger("1" + generator.digits(upTo: 200)))
      return try #require(Rational(generator.next() % 2 == 0 ? top : -top, over: below))
    }
    for _ in 0..<300 {
      let (x, y, z) = (try any(), try any(), try any())
      #expect(x + y == y + x)
      #expect((x + y) + z == x + (y + z))
      #expect(x * (y + z) == x * y + x * z)
      #expect((x - y) + y == x)
      #expect((x < y) == (x - y < .zero))
      if !y.isZero { #expect(x.divided(by: y).map { $0 * y } == x) }
    }
  }

  @Test("A value that comes back to size has the small form, the same hash and the same text")
  func forms() throws {
    let huge = try #require(Rational(decimal: "1" + String(repeating: "0", count: 200)))
    let back = (huge + 7) - huge
    #expect(back == 7)
    #expect(back.hashValue == Rational(7).hashValue)
    #expect(Set([back, 7, Rational(Int64(7))]).count == 1)
    guard case .small = back.storage else {
      Issue.record("7 is not small")
      return
    }
    let half = try #require((huge + huge).divided(by: huge * 4))
    #expect(half == Rational(1, over: 2))
    #expect(half.hashValue == Rational(fixed: 5, scale: 1).hashValue)
    #expect((huge * huge).plain == "1" + String(repeating: "0", count: 400))
    #expect(huge.reciprocal?.plain == "0." + String(repeating: "0", count: 199) + "1")
  }

  @Test("The least word")
  func leastWord() throws {
    let least = Rational(Int.min)
    #expect((-least).plain == "9223372036854775808")
    #expect(-(-least) == least)
    #expect(least.magnitude == -least)
    #expect((least - 1).plain == "-9223372036854775809")
    #expect((least - 1) + 1 == least)
    #expect((Rational.zero - least).plain == "9223372036854775808")
    #expect((least - least).isZero)
    #expect(Rational(Int.min, over: Int.min) == .one)
    #expect(Rational(Int.min, over: -1) == -least)
    #expect(Rational(1, over: Int.min)?.fraction == "-1/9223372036854775808")
    #expect(Rational(-1, over: Int.min)?.fraction == "1/9223372036854775808")
    #expect(Rational(0, over: Int.min) == .zero)
    #expect(Rational(2, over: Int.min)?.fraction == "-1/4611686018427387904")
    #expect(least.reciprocal?.reciprocal == least)
    #expect(least.divided(by: -1) == -least)
    #expect((least * least).plain == "85070591730234615865843651857942052864")
    #expect((least * -1) == -least)
    #expect(least < least + 1)
    #expect(least - 1 < least)
    #expect(least.floor() == least)
    #expect(least.asInt == Int.min)
    #expect((-least).asInt == nil)
    #expect(least.divided(by: 2)?.asInt == Int.min / 2)
    #expect(least.decimal(digits: 2) == "-9223372036854775808.00")
    #expect(Rational(fixed: .min, scale: 18).plain == "-9.223372036854775808")
    #expect(Rational(fixed: .min, scale: 18).fixed(scale: 18) == .min)
  }

  @Test("Signs, parts and whole parts")
  func parts() throws {
    let value = try #require(Rational(-190, over: 48))
    #expect(value.fraction == "-95/24")
    #expect(value.numerator == BigInteger(-95))
    #expect(value.denominator == BigInteger(24))
    #expect(value.sign == -1 && !value.isZero && !value.isInteger && value.asInt == nil)
    #expect(value.magnitude.fraction == "95/24")
    #expect(value.floor() == -4 && value.ceiling() == -3)
    #expect(value.magnitude.floor() == 3 && value.magnitude.ceiling() == 4)
    #expect(Rational(-6, over: -3)?.asInt == 2)
    #expect(Rational(1, over: 0) == nil)
    #expect(Rational.one.divided(by: .zero) == nil)
    #expect(Rational.zero.sign == 0 && Rational.zero.isInteger && Rational.zero.reciprocal == nil)
    var changing: Rational = 7
    changing += 3
    changing -= 1
    changing *= 5
    #expect(changing == 45)
    #expect(MemoryLayout<Rational>.stride <= 24)
    #expect(MemoryLayout<Rational?>.stride <= 24)
  }

  @Test("Sums of any order and kind are the same as adding one by one")
  func sums() throws {
    var generator = SeededGenerator(seed: 13)
    #expect(Rational.sum([]) == .zero)
    for round in 0..<200 {
      let values = (0..<(round % 40)).map { _ in
        switch round % 3 {
        case 0: generator.fraction()
        case 1: Rational(fixed: generator.word(), scale: Int(generator.next() % 19))
        default: Rational(Int(generator.next() % 100), over: 1 + Int(generator.next() % 30)) ?? .zero
        }
      }
      let expected = values.reduce(.zero, +)
      #expect(Rational.sum(values) == expected)
      #expect(Rational.sum(values.reversed()) == expected)
    }
    let most = [Rational](repeating: Rational(Int.max), count: 5)
    #expect(Rational.sum(most).plain == "46116860184273879035")
    // One lane near 2^63 over a denominator near 2^62 makes the running numerator outgrow 128 bits.
    let tiny = try #require(Rational(1, over: (1 << 62) - 1))
    let steep = [
      tiny, Rational(Int.max), Rational(Int.max), Rational(Int.max), Rational(Int.max), Rational(Int.max),
    ]
    #expect(Rational.sum(steep) == steep.reduce(.zero, +))
    let harmonic = (1...500).compactMap { Rational(1, over: $0) }
    #expect(Rational.sum(harmonic) == harmonic.reduce(.zero, +))
    var running = RunningSum()
    for value in harmonic { running.add(value) }
    #expect(running.total == Rational.sum(harmonic))
  }
}

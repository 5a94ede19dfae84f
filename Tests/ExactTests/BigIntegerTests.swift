import Testing

@testable import Exact

@Suite("Whole numbers of any size")
struct BigIntegerTests {
  @Test("School arithmetic gives the same digits")
  func school() throws {
    var generator = SeededGenerator(seed: 1)
    for _ in 0..<1500 {
      let (left, right) = (generator.digits(upTo: 90), generator.digits(upTo: 70))
      let (a, b) = (try #require(BigInteger(left)), try #require(BigInteger(right)))
      #expect(a.description == left)
      #expect((a + b).description == School.sum(left, right))
      #expect((a - b).magnitude.description == School.difference(left, right))
      #expect((a - b).isNegative == School.isLess(left, right))
      #expect((a * b).description == School.product(left, right))
      #expect((a < b) == School.isLess(left, right))
      guard let parts = a.quotientAndRemainder(dividingBy: b) else {
        #expect(right == "0")
        continue
      }
      let expected = School.quotient(left, right)
      #expect(parts.quotient.description == expected.quotient)
      #expect(parts.remainder.description == expected.remainder)
    }
  }

  @Test("Quotient times divisor plus remainder is the number, for limbs that make division guess wrong")
  func division() throws {
    var generator = SeededGenerator(seed: 2)
    for round in 0..<6000 {
      var number = generator.patterned(limbs: 1 + round % 9)
      var divisor = generator.patterned(limbs: 1 + round % 5)
      if generator.next() % 3 == 0 { number = -number }
      if generator.next() % 3 == 0 { divisor = -divisor }
      guard let parts = number.quotientAndRemainder(dividingBy: divisor) else { continue }
      #expect(parts.quotient * divisor + parts.remainder == number)
      #expect(parts.remainder.magnitude < divisor.magnitude)
      #expect(parts.remainder.isZero || parts.remainder.isNegative == number.isNegative)
    }
  }

  @Test("A guess that is one too large is put right")
  func addBack() throws {
    // Hacker's Delight: the divisor's second limb hides that the guess is too large.
    let number = Magnitude(limbs: [0, 0, 1 << 63, (1 << 63) - 1])
    let divisor = Magnitude(limbs: [1, 0, 1 << 63])
    let parts = number.dividing(by: divisor)
    #expect(parts.quotient * divisor + parts.remainder == number)
    #expect(parts.remainder < divisor)
  }

  @Test("The common divisor is that of plain Euclid")
  func commonDivisor() {
    var generator = SeededGenerator(seed: 3)
    for round in 0..<1500 {
      let shared = generator.patterned(limbs: round % 4).limbs
      let left = generator.patterned(limbs: 1 + round % 7).limbs * shared
      let right = generator.patterned(limbs: 1 + round % 5).limbs * shared
      var (a, b) = (left, right)
      while !b.isZero { (a, b) = (b, a.dividing(by: b).remainder) }
      #expect(Magnitude.greatestCommonDivisor(left, right) == a)
      #expect(Magnitude.greatestCommonDivisor(right, left) == a)
    }
    // Neighbours in the Fibonacci numbers need the most steps and share nothing.
    var (a, b) = (Magnitude(1 as UInt64), Magnitude(1 as UInt64))
    for _ in 0..<900 { (a, b) = (b, a + b) }
    #expect(Magnitude.greatestCommonDivisor(a, b).isOne)
  }

  @Test("Word edges")
  func edges() {
    #expect(BigInteger(Int64.min).description == "-9223372036854775808")
    #expect((-BigInteger(Int64.min)).asInt64 == nil)
    #expect((-BigInteger(Int64.min)).description == "9223372036854775808")
    #expect((-(-BigInteger(Int64.min))).asInt64 == Int64.min)
    #expect((BigInteger(Int64.min) - .one).asInt64 == nil)
    #expect((BigInteger(Int64.max) + .one - .one).asInt64 == Int64.max)
    #expect(BigInteger(Int128.min).description == "-170141183460469231731687303715884105728")
    #expect((BigInteger.one - .one) == .zero)
    #expect(!(-BigInteger.zero).isNegative)
    #expect(BigInteger.one.quotientAndRemainder(dividingBy: .zero) == nil)
  }

  @Test("Texts", arguments: ["", "-", "+", "1.0", "１", "1 ", "--1", "1e5"])
  func refused(text: String) {
    #expect(BigInteger(text) == nil)
  }

  @Test("Shifts are powers of two")
  func shifts() {
    var generator = SeededGenerator(seed: 4)
    for bits in 0..<200 {
      let value = generator.patterned(limbs: 3).limbs
      var power = Magnitude(1 as UInt64)
      for _ in 0..<bits { power = power + power }
      #expect(value.shiftedLeft(by: bits) == value * power)
      #expect(value.shiftedRight(by: bits) == value.dividing(by: power).quotient)
      #expect(power.trailingZeroBitCount == bits)
    }
  }
}

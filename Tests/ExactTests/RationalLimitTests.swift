import Testing

@testable import Exact

/// Numbers at the largest size and past it.
@Suite struct RationalLimitTests {
  private static func power(_ exponent: Int) -> Rational {
    Rational(BigInteger(isNegative: false, Magnitude(1 as UInt64).shiftedLeft(by: exponent)))
  }

  @Test func atAndPast() throws {
    let most = Self.power(Rational.mostBits - 1)
    #expect(!most.isBeyond)
    #expect(!(most + (most - 1)).isBeyond)
    #expect((most + most).isBeyond)
    #expect((most * 2).isBeyond)
    #expect((0 - most - most).isBeyond)
    let least = try #require(most.reciprocal)
    #expect(!least.isBeyond)
    #expect((least * least).isBeyond)
    #expect(most * least == 1)
  }

  @Test func beyondStaysBeyond() {
    let beyond = Rational.beyond
    for value in [
      beyond + 1, 1 - beyond, beyond * 0, -beyond, beyond.magnitude, beyond.floor(), beyond.ceiling(),
      beyond.rounded(.halfUp, digits: -3), beyond.rounded(.halfUp, digits: 2), beyond.reciprocal ?? 0,
      beyond.divided(by: 3) ?? 0, Rational(3).divided(by: beyond) ?? 0, Rational.sum([1, beyond, 2]),
    ] { #expect(value.isBeyond) }
    #expect(beyond == beyond && beyond != .unaffordable && beyond != Self.power(64))
    #expect(beyond > Self.power(Rational.mostBits - 1))
    #expect(beyond.fixed(scale: 2) == nil && beyond.asInt == nil)
    #expect(beyond.plain == "…" && beyond.decimal(digits: 2) == "…")
  }
}

import Exact
import Testing

@testable import Engine

/// Polynomials of one figure, as products of figures make them, against their roots given beforehand.
@Suite struct PolynomialTests {
  private func fraction(_ top: Int, _ below: Int) -> Rational { Rational(top, over: below) ?? .zero }

  /// (x − a)(x − b)… times a constant, with some roots repeated.
  private func product(_ roots: [Rational], _ factor: Rational) -> Polynomial {
    roots.reduce(Polynomial([factor])) { $0 * Polynomial([-$1, .one]) }
  }

  /// Sturm's count in an interval, open below and closed above, is that of the different roots in it.
  @Test func countsOfRoots() {
    var random = PropertyRandom(seed: 3)
    for _ in 0..<200 {
      let roots = (0..<random.int(1...5)).map { _ in fraction(random.int(-6...6), random.int(1...3)) }
      var polynomial = product(roots, Rational(random.pick(["-2", "1", "3"]).hasPrefix("-") ? -2 : 3))
      // x² + 1 has no real root.
      if random.chance(30) { polynomial = polynomial * Polynomial([.one, .zero, .one]) }
      let low = fraction(random.int(-8...8), 2)
      let high = low + fraction(random.int(1...12), 2)
      #expect(
        polynomial.rootCount(after: low, through: high) == Set(roots.filter { $0 > low && $0 <= high }).count)
      #expect(polynomial.rootCount(after: low, through: nil) == Set(roots.filter { $0 > low }).count)
    }
  }

  /// Up to the second degree, and beyond it where x divides out, the roots are found where they are fractions.
  @Test func rootsThatAreFractions() {
    func roots(_ coefficients: Int...) -> [Rational]? {
      guard case .fractions(let roots) = Polynomial(coefficients.map { Rational($0) }).roots else {
        return nil
      }
      return roots
    }
    #expect(roots() == [])
    #expect(roots(7) == [])
    #expect(roots(-3, 2) == [fraction(3, 2)])
    // (2x − 1)(3x + 2) = 6x² + x − 2; x² + 1; x² − 2; (x − 3)².
    #expect(roots(-2, 1, 6) == [fraction(-2, 3), fraction(1, 2)])
    #expect(roots(1, 0, 1) == [])
    #expect(roots(-2, 0, 1) == nil)
    #expect(roots(9, -6, 1) == [3])
    // x³ − x, x³(x − 2), x(x² − 2), and x³ − 1, which is not split.
    #expect(roots(0, -1, 0, 1) == [-1, 0, 1])
    #expect(roots(0, 0, 0, -2, 1) == [0, 2])
    #expect(roots(0, -2, 0, 1) == nil)
    #expect(roots(-1, 0, 0, 1) == nil)
  }

  /// The sign beside a place is that of the value close to it.
  @Test func signsBesideAPlace() {
    var random = PropertyRandom(seed: 4)
    for _ in 0..<200 {
      let roots = (0..<random.int(1...4)).map { _ in Rational(random.int(-2...2)) }
      let polynomial = product(roots, Rational(random.chance(50) ? 1 : -1))
      let place = Rational(random.int(-2...2))
      // No other root is nearer than 1.
      #expect(polynomial.sign(at: place, .at) == polynomial.value(at: place).sign)
      #expect(polynomial.sign(at: place, .right) == polynomial.value(at: place + fraction(1, 7)).sign)
      #expect(polynomial.sign(at: place, .left) == polynomial.value(at: place - fraction(1, 7)).sign)
    }
    #expect(Polynomial([]).sign(at: 1, .right) == 0)
  }

  @Test func squareRoots() {
    for whole in 0...400 {
      let value = Rational(whole)
      let root = value.floorOfSquareRoot
      #expect(root * root <= value && value < (root + 1) * (root + 1))
      #expect((value.squareRoot != nil) == (root * root == value))
    }
    #expect(fraction(9, 4).squareRoot == fraction(3, 2))
    #expect(fraction(9, 5).squareRoot == nil)
    #expect(Rational(-4).squareRoot == nil)
  }
}

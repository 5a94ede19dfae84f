import Exact

/// SplitMix64: the same numbers on every run.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// Numbers that lie where arithmetic goes wrong: tiny, near powers of two and ten, at the ends, or any.
  mutating func word() -> Int64 {
    switch next() % 8 {
    case 0: return Int64.random(in: -12...12, using: &self)
    case 1: return Int64.random(in: -1000...1000, using: &self) * 100
    case 2: return [Int64.min, Int64.max, Int64.min + 1, Int64.max - 1, 0].randomElement(using: &self) ?? 0
    case 3:
      let power = Int64(1) << Int64.random(in: 0...62, using: &self)
      return power &+ Int64.random(in: -1...1, using: &self)
    case 4: return -(Int64(1) << Int64.random(in: 0...62, using: &self))
    case 5: return Int64(truncatingIfNeeded: next() >> UInt64.random(in: 0...63, using: &self))
    default: return Int64(truncatingIfNeeded: next())
    }
  }

  /// A fraction of words.
  mutating func fraction() -> Rational {
    Rational(Int(word()), over: Int(word())) ?? .one
  }

  /// Decimal digits, often with long runs of 0 and 9.
  mutating func digits(upTo most: Int) -> String {
    let count = Int.random(in: 1...most, using: &self)
    var text = ""
    while text.count < count {
      let run = Int.random(in: 1...12, using: &self)
      switch next() % 3 {
      case 0: text += String(repeating: "0", count: run)
      case 1: text += String(repeating: "9", count: run)
      default: text += String(next() % 1_000_000)
      }
    }
    return School.trimmed(String(text.prefix(count)))
  }

  /// A whole number whose binary limbs are often all zeros or all ones, for the rare paths of division.
  mutating func patterned(limbs: Int) -> BigInteger {
    let base = BigInteger("18446744073709551616") ?? .zero
    var value = BigInteger.zero
    for _ in 0..<limbs {
      let limb: UInt64 =
        [0, .max, .max - 1, 1, 1 << 63, (1 << 63) - 1, next()].randomElement(using: &self) ?? 0
      value = value * base + (BigInteger(String(limb)) ?? .zero)
    }
    return value
  }
}

/// SplitMix64: the same choices on every run and machine.
struct PropertyRandom: RandomNumberGenerator {
  private var state: UInt64

  init(seed: Int) {
    state = UInt64(truncatingIfNeeded: seed) &* 0xD134_2543_DE82_EF95 &+ 0x2545_F491_4F6C_DD1D
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// True in so many of a hundred cases.
  mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &self) < percent }

  mutating func int(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &self) }

  mutating func pick(_ options: [String]) -> String {
    options[Int.random(in: 0..<options.count, using: &self)]
  }

  /// A small amount, mostly whole.
  mutating func amount(_ range: ClosedRange<Int>) -> String {
    let whole = int(range)
    return chance(20) ? "\(whole).\(pick(["5", "25", "3"]))" : "\(whole)"
  }
}

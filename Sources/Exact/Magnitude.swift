/// An unsigned integer of any size: limbs from least to most significant, never with a zero limb on top.
///
/// Zero has no limbs, so equal numbers have equal limbs and the synthesised `==` and hash are right.
struct Magnitude: Sendable, Hashable {
  private(set) var limbs: [UInt64]

  static let zero = Magnitude(limbs: [])

  /// Takes limbs in any form and drops the zero limbs on top.
  init(limbs: [UInt64]) {
    var limbs = limbs
    while limbs.last == 0 { limbs.removeLast() }
    self.limbs = limbs
  }

  init(_ value: UInt64) { limbs = value == 0 ? [] : [value] }

  init(_ value: UInt128) {
    self.init(limbs: [UInt64(truncatingIfNeeded: value), UInt64(truncatingIfNeeded: value >> 64)])
  }

  var isZero: Bool { limbs.isEmpty }
  var isOne: Bool { limbs.count == 1 && limbs[0] == 1 }
  var isOdd: Bool { (limbs.first ?? 0) & 1 == 1 }

  /// The value as one limb, if it fits.
  var asUInt64: UInt64? {
    switch limbs.count {
    case 0: 0
    case 1: limbs[0]
    default: nil
    }
  }

  /// Number of bits up to the highest set one; 0 for zero.
  var bitCount: Int { limbs.last.map { limbs.count &* 64 &- $0.leadingZeroBitCount } ?? 0 }

  /// Number of zero bits below the lowest set bit; 0 for zero.
  var trailingZeroBitCount: Int {
    for (index, limb) in limbs.enumerated() where limb != 0 {
      return index &* 64 &+ limb.trailingZeroBitCount
    }
    return 0
  }
}

extension Magnitude: Comparable {
  static func < (left: Magnitude, right: Magnitude) -> Bool { left.order(against: right) < 0 }

  /// −1, 0 or 1 as this is less than, equal to or greater than `other`.
  func order(against other: Magnitude) -> Int {
    if limbs.count != other.limbs.count { return limbs.count < other.limbs.count ? -1 : 1 }
    for index in limbs.indices.reversed() where limbs[index] != other.limbs[index] {
      return limbs[index] < other.limbs[index] ? -1 : 1
    }
    return 0
  }
}

extension Magnitude {
  static func + (left: Magnitude, right: Magnitude) -> Magnitude {
    let (long, short) = left.limbs.count >= right.limbs.count ? (left, right) : (right, left)
    var result = long.limbs
    var carry: UInt64 = 0
    for index in result.indices {
      if index >= short.limbs.count && carry == 0 { break }
      let addend = index < short.limbs.count ? short.limbs[index] : 0
      let (partial, first) = result[index].addingReportingOverflow(addend)
      let (total, second) = partial.addingReportingOverflow(carry)
      result[index] = total
      carry = first || second ? 1 : 0
    }
    if carry != 0 { result.append(carry) }
    return Magnitude(limbs: result)
  }

  /// The difference of the two, whichever is larger.
  func distance(to other: Magnitude) -> Magnitude {
    self < other ? other.subtracting(self) : subtracting(other)
  }

  /// `self − other`; the caller knows that `other` is not larger.
  func subtracting(_ other: Magnitude) -> Magnitude {
    var result = limbs
    var borrow: UInt64 = 0
    for index in result.indices {
      if index >= other.limbs.count && borrow == 0 { break }
      let taken = index < other.limbs.count ? other.limbs[index] : 0
      let (partial, first) = result[index].subtractingReportingOverflow(taken)
      let (total, second) = partial.subtractingReportingOverflow(borrow)
      result[index] = total
      borrow = first || second ? 1 : 0
    }
    return Magnitude(limbs: result)
  }

  static func * (left: Magnitude, right: Magnitude) -> Magnitude {
    if left.isZero || right.isZero { return .zero }
    if right.limbs.count == 1 { return left.multiplied(by: right.limbs[0], adding: 0) }
    if left.limbs.count == 1 { return right.multiplied(by: left.limbs[0], adding: 0) }
    var result = [UInt64](repeating: 0, count: left.limbs.count &+ right.limbs.count)
    for (offset, factor) in left.limbs.enumerated() where factor != 0 {
      var carry: UInt64 = 0
      for (index, limb) in right.limbs.enumerated() {
        // (2^64−1)² + 2·(2^64−1) = 2^128 − 1: never more than two limbs.
        let product =
          UInt128(factor) &* UInt128(limb) &+ UInt128(result[offset &+ index]) &+ UInt128(carry)
        result[offset &+ index] = UInt64(truncatingIfNeeded: product)
        carry = UInt64(truncatingIfNeeded: product >> 64)
      }
      result[offset &+ right.limbs.count] = carry
    }
    return Magnitude(limbs: result)
  }

  /// `self × factor + addend`, in one pass.
  func multiplied(by factor: UInt64, adding addend: UInt64) -> Magnitude {
    var copy = self
    copy.multiply(by: factor, adding: addend)
    return copy
  }

  /// Becomes `self × factor + addend`.
  mutating func multiply(by factor: UInt64, adding addend: UInt64) {
    var carry = addend
    for index in limbs.indices {
      let product = UInt128(limbs[index]) &* UInt128(factor) &+ UInt128(carry)
      limbs[index] = UInt64(truncatingIfNeeded: product)
      carry = UInt64(truncatingIfNeeded: product >> 64)
    }
    if carry != 0 { limbs.append(carry) }
    while limbs.last == 0 { limbs.removeLast() }
  }

  /// `self × 2^bits`.
  func shiftedLeft(by bits: Int) -> Magnitude {
    if isZero || bits <= 0 { return self }
    let (whole, part) = bits.quotientAndRemainder(dividingBy: 64)
    var result = [UInt64](repeating: 0, count: whole)
    result.reserveCapacity(whole &+ limbs.count &+ 1)
    var carry: UInt64 = 0
    for limb in limbs {
      result.append(limb &<< part | carry)
      carry = part == 0 ? 0 : limb &>> (64 &- part)
    }
    result.append(carry)
    return Magnitude(limbs: result)
  }

  /// `self ÷ 2^bits`, the fraction dropped.
  func shiftedRight(by bits: Int) -> Magnitude {
    if bits <= 0 { return self }
    let (whole, part) = bits.quotientAndRemainder(dividingBy: 64)
    if whole >= limbs.count { return .zero }
    var result: [UInt64] = []
    result.reserveCapacity(limbs.count &- whole)
    for index in whole..<limbs.count {
      let above = index &+ 1 < limbs.count && part != 0 ? limbs[index &+ 1] &<< (64 &- part) : 0
      result.append(limbs[index] &>> part | above)
    }
    return Magnitude(limbs: result)
  }
}

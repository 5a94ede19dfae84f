import Exact
import Semantics

extension Numbers {
  static func sum(_ left: Numbers, _ right: Numbers) -> Numbers {
    let mask = absence(left.absent, right.absent)
    if let (first, second, scale) = aligned(left, right), let values = FixedArithmetic.add(first, second) {
      return Numbers(.fixed(values, scale: scale), absent: mask)
    }
    return Numbers(.exact(zipped(left, right) { $0 + $1 }), absent: mask)
  }

  static func difference(_ left: Numbers, _ right: Numbers) -> Numbers {
    let mask = absence(left.absent, right.absent)
    if let (first, second, scale) = aligned(left, right), let values = FixedArithmetic.subtract(first, second)
    {
      return Numbers(.fixed(values, scale: scale), absent: mask)
    }
    return Numbers(.exact(zipped(left, right) { $0 - $1 }), absent: mask)
  }

  static func product(_ left: Numbers, _ right: Numbers) -> Numbers {
    let mask = absence(left.absent, right.absent)
    if case .fixed(let first, let firstScale) = left.store,
      case .fixed(let second, let secondScale) = right.store,
      firstScale + secondScale <= deepestScale, let values = FixedArithmetic.multiply(first, second)
    {
      return Numbers(.fixed(values, scale: firstScale + secondScale), absent: mask)
    }
    return Numbers(.exact(zipped(left, right) { $0 * $1 }), absent: mask)
  }

  /// Absent where the divisor is zero.
  static func quotient(_ left: Numbers, _ right: Numbers) -> Numbers {
    let count = FixedArithmetic.resultCount(left.storageCount, right.storageCount)
    let isAbsent = absence(left.absent, right.absent)
    var values: [Rational] = []
    values.reserveCapacity(count)
    var mask = [Bool](repeating: false, count: count)
    var work = LargeWork()
    for index in 0..<count {
      let blocked = isAbsent.isEmpty ? false : isAbsent[isAbsent.count == 1 ? 0 : index]
      if !blocked, let value = left.raw(at: index).divided(by: right.raw(at: index)) {
        values.append(work.admitted(value))
      } else {
        values.append(Rational.zero)
        mask[index] = true
      }
    }
    return Numbers(.exact(values), absent: mask.contains(true) ? mask : [])
  }

  /// A rounded quotient without fractions in between; nil where a number does not fit. Absent where the divisor
  /// is zero.
  static func quotient(_ left: Numbers, _ right: Numbers, _ mode: RoundingMode, digits: Int) -> Numbers? {
    guard digits >= 0, case .fixed(let first, let scale) = left.store,
      case .fixed(let second, let otherScale) = right.store,
      let (values, undefined) = FixedKernels.quotient(
        first, second, shift: digits + otherScale - scale, mode: mode)
    else { return nil }
    var mask = absence(left.absent, right.absent)
    if !undefined.isEmpty {
      if mask.count != values.count { mask = [Bool](repeating: mask.first ?? false, count: values.count) }
      for index in undefined { mask[index] = true }
    }
    return Numbers(.fixed(values, scale: digits), absent: mask)
  }

  func negated() -> Numbers {
    Numbers.difference(Numbers(whole: [0]), self)
  }

  func magnitudes() -> Numbers {
    Numbers.extreme(self, negated(), greater: true)
  }

  static func extreme(_ left: Numbers, _ right: Numbers, greater: Bool) -> Numbers {
    let mask = absence(left.absent, right.absent)
    if let (first, second, scale) = aligned(left, right) {
      return Numbers(
        .fixed(FixedArithmetic.extreme(first, second, greater: greater), scale: scale), absent: mask)
    }
    return Numbers(.exact(zipped(left, right) { greater ? max($0, $1) : min($0, $1) }), absent: mask)
  }

  /// Truths, as many as the operands store; absent where either is.
  static func compare(_ comparison: Comparison, _ left: Numbers, _ right: Numbers) -> [UInt8] {
    let result: [UInt8]
    if let (first, second, _) = aligned(left, right) {
      result = FixedArithmetic.compare(comparison, first, second)
    } else {
      result = FixedArithmetic.compare(comparison, left.exact, right.exact)
    }
    return masked(result, absence(left.absent, right.absent))
  }

  static func masked(_ truths: [UInt8], _ absent: [Bool]) -> [UInt8] {
    if absent.isEmpty { return truths }
    if absent.count == 1 {
      return absent[0] ? [UInt8](repeating: Column.unknown, count: truths.count) : truths
    }
    if truths.count == 1 { return absent.map { $0 ? Column.unknown : truths[0] } }
    return zip(truths, absent).map { $1 ? Column.unknown : $0 }
  }

  /// The amounts where the mask is 1, else 0. `absentAt` tells the places where an absent amount is wanted.
  func guarded(by mask: [UInt8]) -> (Numbers, absentAt: [Int]) {
    var wanted: [Int] = []
    if !absent.isEmpty {
      for index in mask.indices where mask[index] == 1 && isAbsent(at: index) { wanted.append(index) }
    }
    switch store {
    case .fixed(let values, let scale):
      let single = values.count == 1
      var result = [Int64](repeating: 0, count: mask.count)
      for index in mask.indices where mask[index] == 1 { result[index] = values[single ? 0 : index] }
      return (Numbers(.fixed(result, scale: scale)), wanted)
    case .exact(let values):
      let single = values.count == 1
      return (
        Numbers(.exact(mask.indices.map { mask[$0] == 1 ? values[single ? 0 : $0] : Rational.zero })), wanted
      )
    }
  }

  /// Rounded to `digits` decimals, or to tens and hundreds below zero.
  func rounded(_ mode: RoundingMode, digits: Int) -> Numbers {
    if case .fixed(let values, let scale) = store, digits >= 0 {
      if digits >= scale { return self }
      if let rounded = FixedKernels.round(values, scale: scale, to: digits, mode: mode) {
        return Numbers(.fixed(rounded.values, scale: rounded.scale), absent: absent)
      }
    }
    return mapped { $0.rounded(mode, digits: digits) }
  }

  /// Rounded to a multiple of each step; absent where the step is zero.
  func rounded(_ mode: RoundingMode, toMultiple steps: Numbers) -> Numbers {
    paired(with: steps) { $0.rounded(mode, toMultipleOf: $1) }
  }

  /// How many steps each value holds, in proportion, whole ones only, or a part counting as one.
  func steps(_ step: Numbers, _ rule: StepRule) -> Numbers {
    switch rule {
    case .proportional: Numbers.quotient(self, step)
    case .wholeOnly: paired(with: step) { $0.divided(by: $1)?.rounded(.down, digits: 0) }
    case .partCounts: paired(with: step) { $0.divided(by: $1)?.rounded(.up, digits: 0) }
    }
  }

  /// An operation that may fail, place by place; absent where it does.
  func paired(with other: Numbers, _ operation: (Rational, Rational) -> Rational?) -> Numbers {
    let count = FixedArithmetic.resultCount(storageCount, other.storageCount)
    let mask = Numbers.absence(absent, other.absent)
    var work = LargeWork()
    return Numbers(
      values: (0..<count).map { index in
        if !mask.isEmpty, mask[mask.count == 1 ? 0 : index] { return nil }
        return work.isSpent
          ? .unaffordable : operation(raw(at: index), other.raw(at: index)).map { work.admitted($0) }
      })
  }

  /// The storage mapped one by one, absence kept.
  func mapped(_ change: (Rational) -> Rational) -> Numbers {
    var work = LargeWork()
    var result = Numbers(values: exact.map { work.isSpent ? .unaffordable : work.admitted(change($0)) })
    result.absent = absent
    return result
  }

  private static func zipped(
    _ left: Numbers, _ right: Numbers, _ operation: (Rational, Rational) -> Rational
  ) -> [Rational] {
    let count = FixedArithmetic.resultCount(left.storageCount, right.storageCount)
    var work = LargeWork()
    return (0..<count).map {
      work.isSpent ? .unaffordable : work.admitted(operation(left.raw(at: $0), right.raw(at: $0)))
    }
  }
}

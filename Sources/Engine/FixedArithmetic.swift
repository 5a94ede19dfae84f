import Exact
import Semantics

/// Fixed-point loops where storage of one element stands for any count; nil where a lane does not fit.
enum FixedArithmetic {
  /// How many elements the result of two storages has.
  static func resultCount(_ left: Int, _ right: Int) -> Int {
    left == 1 ? right : left
  }

  static func add(_ left: [Int64], _ right: [Int64]) -> [Int64]? {
    if right.count == 1, let constant = right.first { return FixedKernels.add(left, constant: constant) }
    if left.count == 1, let constant = left.first { return FixedKernels.add(right, constant: constant) }
    return FixedKernels.add(left, right)
  }

  static func subtract(_ left: [Int64], _ right: [Int64]) -> [Int64]? {
    if left.count == right.count { return FixedKernels.subtract(left, right) }
    guard let opposite = FixedKernels.negate(right) else { return nil }
    return add(left, opposite)
  }

  static func multiply(_ left: [Int64], _ right: [Int64]) -> [Int64]? {
    if right.count == 1, let constant = right.first { return FixedKernels.multiply(left, constant: constant) }
    if left.count == 1, let constant = left.first { return FixedKernels.multiply(right, constant: constant) }
    return FixedKernels.multiply(left, right)
  }

  /// The lesser (or greater) of each pair.
  static func extreme(_ left: [Int64], _ right: [Int64], greater: Bool) -> [Int64] {
    if right.count == 1, let constant = right.first {
      return greater ? FixedKernels.max(left, constant: constant) : FixedKernels.min(left, constant: constant)
    }
    if left.count == 1, let constant = left.first {
      return greater
        ? FixedKernels.max(right, constant: constant) : FixedKernels.min(right, constant: constant)
    }
    return greater ? FixedKernels.max(left, right) : FixedKernels.min(left, right)
  }

  /// 1 where the comparison holds, else 0, for any comparable storage.
  static func compare<Element: Comparable>(
    _ comparison: Comparison, _ left: [Element], _ right: [Element]
  ) -> [UInt8] {
    let count = resultCount(left.count, right.count)
    let leftStep = left.count == 1 ? 0 : 1
    let rightStep = right.count == 1 ? 0 : 1
    guard leftStep == 0 || left.count >= count, rightStep == 0 || right.count >= count else { return [] }
    switch comparison {
    case .less: return (0..<count).map { left[$0 &* leftStep] < right[$0 &* rightStep] ? 1 : 0 }
    case .lessOrEqual: return (0..<count).map { left[$0 &* leftStep] <= right[$0 &* rightStep] ? 1 : 0 }
    case .equal: return (0..<count).map { left[$0 &* leftStep] == right[$0 &* rightStep] ? 1 : 0 }
    case .notEqual: return (0..<count).map { left[$0 &* leftStep] != right[$0 &* rightStep] ? 1 : 0 }
    case .greaterOrEqual: return (0..<count).map { left[$0 &* leftStep] >= right[$0 &* rightStep] ? 1 : 0 }
    case .greater: return (0..<count).map { left[$0 &* leftStep] > right[$0 &* rightStep] ? 1 : 0 }
    }
  }
}

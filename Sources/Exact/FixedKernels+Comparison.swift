extension FixedKernels {
  /// The smaller of each pair of lanes at the same scale.
  public static func min(_ left: [Int64], _ right: [Int64]) -> [Int64] {
    select(left, right) { $0 < $1 ? $0 : $1 }
  }

  /// The larger of each pair of lanes at the same scale.
  public static func max(_ left: [Int64], _ right: [Int64]) -> [Int64] {
    select(left, right) { $0 > $1 ? $0 : $1 }
  }

  /// No lane above `limit`.
  public static func min(_ values: [Int64], constant limit: Int64) -> [Int64] {
    select(values, values) { value, _ in value < limit ? value : limit }
  }

  /// No lane below `limit`.
  public static func max(_ values: [Int64], constant limit: Int64) -> [Int64] {
    select(values, values) { value, _ in value > limit ? value : limit }
  }

  /// −1, 0 or 1 as each left lane is less than, equal to or greater than the right one, at the same scale.
  public static func compare(_ left: [Int64], _ right: [Int64]) -> [Int8] {
    select(left, right) { ($0 > $1 ? 1 : 0) &- ($0 < $1 ? 1 : 0) }
  }

  /// −1, 0 or 1 as each lane is less than, equal to or greater than `constant`, at the same scale.
  public static func compare(_ values: [Int64], constant: Int64) -> [Int8] {
    select(values, values) { value, _ in (value > constant ? 1 : 0) &- (value < constant ? 1 : 0) }
  }

  @inline(__always)
  private static func select<Lane>(
    _ left: [Int64], _ right: [Int64], _ operation: (Int64, Int64) -> Lane
  ) -> [Lane] {
    let count = Swift.min(left.count, right.count)
    return [Lane](unsafeUninitializedCapacity: count) { output, filled in
      left.withUnsafeBufferPointer { left in
        right.withUnsafeBufferPointer { right in
          guard let start = output.baseAddress else { return }
          for lane in 0..<count {
            (start + lane).initialize(to: operation(left[lane], right[lane]))
          }
        }
      }
      filled = count
    }
  }
}

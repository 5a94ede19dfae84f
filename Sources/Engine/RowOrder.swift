import Exact

/// Orders rows by several keys: by one packed word each where the keys' ranges fit 64 bits, which a radix sort puts
/// in order in linear time, and by comparing them otherwise.
enum RowOrder {
  /// The places of rows in ascending order of their parts, the first part first; rows alike stay in order. nil where
  /// a part has no words.
  ///
  /// `isTied` tells of each in the result whether it equals the one before it in every part.
  /// - Parameter parts: each makes one value per row; made one after the other, so that one is in memory at a time.
  static func ascending(_ count: Int, _ parts: [() -> [Int64]?]) -> (order: [Int32], isTied: [Bool])? {
    guard count > 0 else { return ([], []) }
    if let packed = packed(parts, count) { return radix(packed.words, bits: packed.bits) }
    let all = parts.compactMap { $0() }
    guard all.count == parts.count else { return nil }
    let order = (0..<Int32(clamping: count)).sorted { left, right in
      for part in all where part[Int(left)] != part[Int(right)] { return part[Int(left)] < part[Int(right)] }
      return left < right
    }
    let isTied = order.indices.map { place in
      place > 0 && all.allSatisfy { $0[Int(order[place])] == $0[Int(order[place - 1])] }
    }
    return (order, isTied)
  }

  private static func packed(_ parts: [() -> [Int64]?], _ count: Int) -> (words: [UInt64], bits: Int)? {
    var words = [UInt64](repeating: 0, count: count)
    var bits = 0
    for make in parts {
      guard let part = make(), let least = part.min(), let most = part.max() else { return nil }
      let (range, overflow) = most.subtractingReportingOverflow(least)
      guard !overflow else { return nil }
      let width = 64 - range.leadingZeroBitCount
      bits += width
      // The first digits of a word belong to the first part.
      guard bits <= 64, width < 64 else { return nil }
      for row in 0..<count {
        words[row] = words[row] << UInt64(width) | UInt64(bitPattern: part[row] &- least)
      }
    }
    return (words, bits)
  }

  private static func radix(_ words: [UInt64], bits: Int) -> (order: [Int32], isTied: [Bool]) {
    let count = words.count
    var keys = words
    var order = (0..<Int32(clamping: count)).map { $0 }
    var otherKeys = keys
    var otherOrder = order
    var shift: UInt64 = 0
    while shift < UInt64(bits) {
      var starts = [Int](repeating: 0, count: 1 << 11)
      for key in keys { starts[Int(truncatingIfNeeded: (key >> shift) & 0x7FF)] &+= 1 }
      var sum = 0
      for digit in starts.indices { (starts[digit], sum) = (sum, sum &+ starts[digit]) }
      for row in 0..<count {
        let digit = Int(truncatingIfNeeded: (keys[row] >> shift) & 0x7FF)
        let place = starts[digit]
        starts[digit] = place &+ 1
        otherKeys[place] = keys[row]
        otherOrder[place] = order[row]
      }
      swap(&keys, &otherKeys)
      swap(&order, &otherOrder)
      shift += 11
    }
    var isTied = [Bool](repeating: false, count: count)
    for place in keys.indices.dropFirst() { isTied[place] = keys[place] == keys[place &- 1] }
    return (order, isTied)
  }

  /// Values as words in ascending order; an absent one last, in either direction. nil where a column holds other
  /// than short decimals and codes, or a value near the end of the range.
  private static func words(_ column: Column, descending: Bool, _ rows: [Int]) -> [Int64]? {
    let limit = Int64.max >> 2
    func word(_ value: Int64) -> Int64 { descending ? 0 &- value : value }
    switch column.values {
    case .numbers(let numbers):
      guard case .fixed(let stored, _) = numbers.store else { return nil }
      guard stored.allSatisfy({ $0 < limit && $0 > 0 &- limit }) else { return nil }
      let single = stored.count == 1
      // One beyond the last present value keeps the range small.
      let last = stored.isEmpty ? 0 : (descending ? 0 &- (stored.min() ?? 0) : stored.max() ?? 0) &+ 1
      return rows.map { row in
        numbers.isAbsent(at: row) ? last : word(stored[single ? 0 : row])
      }
    case .codes(let codes):
      let single = codes.count == 1
      let last = Int64(Int32.max) &+ 1
      return rows.map { row in
        let code = codes[single ? 0 : row]
        return code == Column.none ? last : word(Int64(code))
      }
    case .truths(let truths):
      let single = truths.count == 1
      return rows.map { row in
        let truth = truths[single ? 0 : row]
        return truth == Column.unknown ? 3 : word(Int64(truth))
      }
    case .texts: return nil
    }
  }

  /// Rows in the order of keys, absent values last; equal ones as they stand.
  static func sorted(_ rows: [Int], by keys: [(Column, Bool)]) -> [Int] {
    let parts = keys.map { key in { words(key.0, descending: key.1, rows) } }
    if let found = ascending(rows.count, parts) { return found.order.map { rows[Int($0)] } }
    return rows.sorted { left, right in
      let sign = compare(left, right, keys)
      return sign != 0 ? sign < 0 : left < right
    }
  }

  /// Rows partition by partition, the best of each first; whether each equals the one before it.
  static func ranked(
    _ rows: [Int], _ partitions: [Int32], _ keys: [(column: Column, descending: Bool)]
  ) -> (order: [Int], isTied: [Bool]) {
    let plain = keys.map { ($0.column, $0.descending) }
    let parts: [() -> [Int64]?] =
      [{ rows.map { Int64(partitions[$0]) } }]
      + plain.map { key in { words(key.0, descending: key.1, rows) } }
    if let (order, isTied) = ascending(rows.count, parts) { return (order.map { rows[Int($0)] }, isTied) }
    let order = rows.sorted { left, right in
      if partitions[left] != partitions[right] { return partitions[left] < partitions[right] }
      let sign = compare(left, right, plain)
      return sign != 0 ? sign < 0 : left < right
    }
    let isTied = order.indices.map { place in
      place > 0 && partitions[order[place]] == partitions[order[place - 1]]
        && compare(order[place - 1], order[place], plain) == 0
    }
    return (order, isTied)
  }

  /// Below 0 where the left row stands before the right one.
  private static func compare(_ left: Int, _ right: Int, _ keys: [(Column, Bool)]) -> Int {
    for (column, descending) in keys {
      let sign = column.order(left, right)
      guard sign != 0 else { continue }
      if column.isAbsent(at: left) || column.isAbsent(at: right) { return 0 - sign }
      return descending ? 0 - sign : sign
    }
    return 0
  }
}

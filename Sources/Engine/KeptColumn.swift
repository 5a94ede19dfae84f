import Exact

/// A column that grows slice by slice; numbers stay fixed-point, at the deepest scale so far.
struct KeptColumn {
  private enum Kind {
    case empty
    case numbers
    case truths
    case codes
  }

  // One array of each kind, so that appending to it never copies it.
  private var kind = Kind.empty
  private var words: [Int64] = []
  private var truths: [UInt8] = []
  private var codes: [Int32] = []
  private var scale = 0
  /// Absence by index, once something is absent.
  private var absent: [Bool] = []
  private var count = 0
  private var room = 0

  /// Makes room, so that growing copies nothing.
  mutating func reserve(_ capacity: Int) { room = capacity }

  /// Appends a slice; false where a number does not fit.
  mutating func append(_ column: Column) -> Bool {
    let isFirst = kind == .empty
    let added = column.count
    switch column.values {
    case .numbers(let numbers):
      guard isFirst || kind == .numbers, case .fixed(let values, let scale) = numbers.store else {
        return false
      }
      if isFirst {
        words.reserveCapacity(max(room, added))
        self.scale = scale
      }
      kind = .numbers
      guard append(values, scale, added) else { return false }
      note(numbers.absent, added)
    case .truths:
      guard isFirst || kind == .truths else { return false }
      if isFirst { truths.reserveCapacity(max(room, added)) }
      kind = .truths
      truths += column.truths
    case .codes:
      guard isFirst || kind == .codes else { return false }
      if isFirst { codes.reserveCapacity(max(room, added)) }
      kind = .codes
      codes += column.codes
    case .texts: return false
    }
    count += added
    return true
  }

  private mutating func append(_ values: [Int64], _ scale: Int, _ added: Int) -> Bool {
    if scale > self.scale {
      guard let wider = FixedKernels.scaleUp(words, by: scale - self.scale) else { return false }
      words = wider
      self.scale = scale
    }
    guard let fitting = FixedKernels.scaleUp(values, by: self.scale - scale) else { return false }
    if fitting.count == added {
      words += fitting
    } else {
      words += repeatElement(fitting.first ?? 0, count: added)
    }
    return true
  }

  private mutating func note(_ slice: [Bool], _ added: Int) {
    if slice.isEmpty || (slice.count == 1 && !slice[0]) {
      if !absent.isEmpty { absent += repeatElement(false, count: added) }
      return
    }
    if absent.isEmpty { absent = [Bool](repeating: false, count: count) }
    if slice.count == added { absent += slice } else { absent += repeatElement(slice[0], count: added) }
  }

  /// The whole column; storage of one element for no slice at all.
  var column: Column {
    switch kind {
    case .empty: Column.constant(nil, count: count)
    case .numbers: Column(.numbers(Numbers(.fixed(words, scale: scale), absent: absent)), count: count)
    case .truths: Column(.truths(truths), count: count)
    case .codes: Column(.codes(codes), count: count)
    }
  }
}

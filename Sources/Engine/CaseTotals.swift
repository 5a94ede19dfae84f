import Exact
import Semantics

/// What each distinct case adds to its unit, as fixed-point words, and how the words of several cases combine.
struct CaseAmounts: Sendable {
  enum Rule: Sendable {
    case sum
    case highest
    case lowest

    /// The word that changes nothing; for extremes also that of an absent value.
    var neutral: Int64 {
      switch self {
      case .sum: 0
      case .highest: Int64.min
      case .lowest: Int64.max
      }
    }
  }

  /// One rule per word of a case; sums first.
  var rules: [Rule]
  var scales: [Int]
  /// Case by case, one word per rule.
  var words: [Int64]
  /// How many leading rules are sums.
  var sums: Int { rules.prefix { $0.isSum }.count }

  /// Whether that many cases can be added up without overflow, whatever they are.
  func fits(_ cases: Int) -> Bool {
    let sums = sums
    guard sums > 0 else { return true }
    let limit = Int64.max / Int64(max(1, cases))
    for (index, word) in words.enumerated() where index % rules.count < sums {
      if word > limit || word < 0 &- limit { return false }
    }
    return true
  }
}

extension CaseAmounts.Rule {
  var isSum: Bool {
    switch self {
    case .sum: true
    case .highest, .lowest: false
    }
  }
}

/// The totals of every unit while cases are added: a row of words for each.
final class UnitTotals: @unchecked Sendable {
  // Written by one thread, then read by others.
  let width: Int
  private let sums: Int
  private let rules: [CaseAmounts.Rule]
  let words: UnsafeMutablePointer<Int64>
  let units: Int

  init(units: Int, _ amounts: CaseAmounts) {
    self.units = units
    rules = amounts.rules
    width = amounts.rules.count
    sums = amounts.sums
    words = .allocate(capacity: max(1, units * width))
    for unit in 0..<units {
      for place in 0..<width { (words + unit * width + place).initialize(to: rules[place].neutral) }
    }
  }

  deinit { words.deallocate() }

  /// Adds a case to a unit. `amounts` points to its words, which are known to fit.
  @inline(__always)
  func add(_ unit: Int, _ amounts: UnsafePointer<Int64>) {
    let row = words + unit &* width
    for place in 0..<sums { row[place] = row[place] &+ amounts[place] }
    if sums < width { extend(row, amounts) }
  }

  private func extend(_ row: UnsafeMutablePointer<Int64>, _ amounts: UnsafePointer<Int64>) {
    for place in sums..<width {
      switch rules[place] {
      case .sum: row[place] = row[place] &+ amounts[place]
      case .highest: row[place] = max(row[place], amounts[place])
      case .lowest: row[place] = min(row[place], amounts[place])
      }
    }
  }

  /// Takes in the totals of another thread.
  func merge(_ other: UnitTotals) {
    for unit in 0..<units { add(unit, UnsafePointer(other.words + unit &* width)) }
  }
}

/// Brings the records of one partition together into cases: those of one record are added up at once, others are
/// noted with their sequence of classes.
final class CaseGrouping: @unchecked Sendable {
  // Each instance is used by one thread at a time.

  /// Classes of one thread's records, units and words of keys as all threads number them.
  struct Translation: Sendable {
    var units: [Int32]
    var kinds: [Int32]
    var words: [UInt64]
  }

  private struct Case {
    var key: UInt64
    var unit: Int32
    var kind: Int32
    /// Whether further records belong to it.
    var isShared: Bool
  }

  let totals: UnitTotals
  private let singles: CaseAmounts
  /// How many cases of one record each class has.
  private(set) var singleCounts: [Int]
  /// Sequences of two or more classes, as bytes of 32-bit words, and how often each occurs.
  let sequences = SpellingIndex()
  private(set) var sequenceCounts: [Int] = []
  /// The unit and sequence of each case of several records.
  private(set) var shared: [(unit: Int32, sequence: Int32)] = []

  private var slots: [Int32] = []
  private var cases: [Case] = []
  private var extras: [(owner: Int32, kind: Int32)] = []
  private var text: [UInt8] = []

  init(units: Int, _ singles: CaseAmounts, kinds: Int) {
    self.singles = singles
    totals = UnitTotals(units: units, singles)
    singleCounts = [Int](repeating: 0, count: kinds)
  }

  /// Takes one partition of all threads' records, in the order of the file.
  func take(_ parts: [RecordPartitions], _ translations: [Translation], partition: Int, isKeyed: Bool) {
    let count = parts.reduce(0) { $0 + $1.count(partition) }
    guard count > 0 else { return }
    if isKeyed { prepare(count) }
    for (part, translation) in zip(parts, translations) {
      translation.units.withUnsafeBufferPointer { units in
        translation.kinds.withUnsafeBufferPointer { kinds in
          translation.words.withUnsafeBufferPointer { words in
            part.each(partition) { records in
              if isKeyed { group(records, units, kinds, words) } else { addAll(records, units, kinds) }
            }
          }
        }
      }
    }
    if isKeyed { settle() }
  }

  private func addAll(
    _ records: UnsafeBufferPointer<CountedRecord>, _ units: UnsafeBufferPointer<Int32>,
    _ kinds: UnsafeBufferPointer<Int32>
  ) {
    let width = totals.width
    singles.words.withUnsafeBufferPointer { words in
      singleCounts.withUnsafeMutableBufferPointer { counts in
        guard let amounts = words.baseAddress else { return }
        for record in records {
          let kind = Int(kinds[Int(record.kind)])
          counts[kind] &+= 1
          totals.add(Int(units[Int(record.unit)]), amounts + kind &* width)
        }
      }
    }
  }

  private func prepare(_ count: Int) {
    var capacity = 64
    while capacity < count &* 2 { capacity &*= 2 }
    if slots.count == capacity {
      for index in slots.indices { slots[index] = -1 }
    } else {
      slots = [Int32](repeating: -1, count: capacity)
    }
    cases.removeAll(keepingCapacity: true)
    cases.reserveCapacity(count)
    extras.removeAll(keepingCapacity: true)
  }

  private func group(
    _ records: UnsafeBufferPointer<CountedRecord>, _ units: UnsafeBufferPointer<Int32>,
    _ kinds: UnsafeBufferPointer<Int32>, _ words: UnsafeBufferPointer<UInt64>
  ) {
    let mask = slots.count &- 1
    // Out of the object while the loop runs: an object's arrays are checked at each access.
    var cases: [Case] = []
    var extras: [(owner: Int32, kind: Int32)] = []
    swap(&cases, &self.cases)
    swap(&extras, &self.extras)
    defer {
      swap(&cases, &self.cases)
      swap(&extras, &self.extras)
    }
    slots.withUnsafeMutableBufferPointer { slots in
      for record in records {
        let unit = units[Int(record.unit)]
        let kind = kinds[Int(record.kind)]
        let key = words.isEmpty ? record.key : CaseKeys.translated(record.key, words)
        // Records whose key is blank stand alone.
        if key != CaseKeys.blank {
          var place =
            Int(truncatingIfNeeded: SpellingIndex.mixed(key, UInt64(UInt32(bitPattern: unit)))) & mask
          var owner: Int32 = -1
          while slots[place] >= 0 {
            let held = slots[place]
            if cases[Int(held)].key == key, cases[Int(held)].unit == unit {
              owner = held
              break
            }
            place = (place &+ 1) & mask
          }
          if owner >= 0 {
            cases[Int(owner)].isShared = true
            extras.append((owner, kind))
            continue
          }
          slots[place] = Int32(truncatingIfNeeded: cases.count)
        }
        cases.append(Case(key: key, unit: unit, kind: kind, isShared: false))
      }
    }
  }

  private func settle() {
    let width = totals.width
    let totals = totals
    let cases = cases
    let extras = extras
    singles.words.withUnsafeBufferPointer { words in
      singleCounts.withUnsafeMutableBufferPointer { counts in
        guard let amounts = words.baseAddress else { return }
        for found in cases where !found.isShared {
          counts[Int(found.kind)] &+= 1
          totals.add(Int(found.unit), amounts + Int(found.kind) &* width)
        }
      }
    }
    guard !extras.isEmpty else { return }
    // By owner, and records of one case in the order of the file.
    let order = extras.indices.map { UInt64(UInt32(bitPattern: extras[$0].owner)) << 32 | UInt64($0) }
      .sorted()
    var place = 0
    while place < order.count {
      let owner = order[place] >> 32
      text.removeAll(keepingCapacity: true)
      append(cases[Int(owner)].kind)
      while place < order.count, order[place] >> 32 == owner {
        append(extras[Int(order[place] & 0xFFFF_FFFF)].kind)
        place &+= 1
      }
      note(cases[Int(owner)].unit)
    }
  }

  private func append(_ kind: Int32) {
    let word = UInt32(bitPattern: kind)
    for shift: UInt32 in [0, 8, 16, 24] { text.append(UInt8(truncatingIfNeeded: word >> shift)) }
  }

  private func note(_ unit: Int32) {
    let length = text.count
    for _ in 0..<8 { text.append(0) }
    let number = text.withUnsafeBufferPointer { bytes -> Int32 in
      guard let start = bytes.baseAddress else { return 0 }
      return sequences.number(start, length)
    }
    if Int(number) == sequenceCounts.count { sequenceCounts.append(0) }
    sequenceCounts[Int(number)] &+= 1
    shared.append((unit, number))
  }

  /// The classes of a sequence.
  func kinds(ofSequence number: Int) -> [Int32] {
    sequences.withBytes(of: number) { bytes in
      stride(from: 0, to: bytes.count, by: 4).map { at in
        Int32(
          bitPattern: UInt32(bytes[at]) | UInt32(bytes[at &+ 1]) << 8 | UInt32(bytes[at &+ 2]) << 16
            | UInt32(bytes[at &+ 3]) << 24)
      }
    }
  }

  /// Adds the cases of several records, whose amounts are known now; `number` is each sequence's row of them.
  func addShared(_ amounts: CaseAmounts, _ number: [Int32]) {
    let width = totals.width
    amounts.words.withUnsafeBufferPointer { words in
      guard let start = words.baseAddress else { return }
      for found in shared { totals.add(Int(found.unit), start + Int(number[Int(found.sequence)]) &* width) }
    }
  }
}

extension CaseAmounts {
  /// The same with the scales of other amounts of the same words; nil where a word does not fit.
  func scaled(as other: CaseAmounts) -> CaseAmounts? {
    guard scales != other.scales else { return self }
    guard rules.count == other.rules.count else { return nil }
    var result = self
    for (place, scale) in other.scales.enumerated() where scale != scales[place] {
      guard scale > scales[place] else { return nil }
      var power: Int64 = 1
      for _ in scales[place]..<scale {
        let (next, overflow) = power.multipliedReportingOverflow(by: 10)
        if overflow { return nil }
        power = next
      }
      for index in stride(from: place, to: words.count, by: rules.count)
      where words[index] != rules[place].neutral {
        let (word, overflow) = words[index].multipliedReportingOverflow(by: power)
        if overflow { return nil }
        result.words[index] = word
      }
      result.scales[place] = scale
    }
    return result
  }
}

extension CaseEvaluation {
  /// The totals of all units as columns of the method's nodes.
  func columns(_ found: UnitTotals, _ amounts: CaseAmounts) -> [(node: NodeID, column: Column)] {
    totals.map { total in
      let isOne = counted.plan.nodes[total.node].grain == .one
      let parts = zip(total.parts, total.starts).map { part, start -> [Int64] in
        var words: [Int64] = []
        words.reserveCapacity(found.units * total.periods)
        for unit in 0..<found.units {
          for period in 0..<total.periods { words.append(found.words[unit * found.width + start + period]) }
        }
        guard isOne else { return words }
        switch part.rule {
        case .sum: return [words.reduce(0, &+)]
        case .highest: return [words.max() ?? Int64.min]
        case .lowest: return [words.min() ?? Int64.max]
        }
      }
      return (total.node, column(total, parts, amounts.scales))
    }
  }

  private func column(_ total: Total, _ parts: [[Int64]], _ scales: [Int]) -> Column {
    guard let head = total.parts.first, let words = parts.first else { return Column.constant(nil, count: 0) }
    let scale = scales[total.starts[0]]
    let count = words.count
    switch head.aggregate {
    case .any: return Column(.truths(words.map { $0 == 1 ? 1 : 0 }), count: count)
    case .all: return Column(.truths(words.map { $0 == 0 ? 0 : 1 }), count: count)
    case .highest, .lowest:
      let absent = words.map { $0 == head.rule.neutral }
      return Column(
        .numbers(
          Numbers(
            .fixed(zip(words, absent).map { $1 ? 0 : $0 }, scale: scale),
            absent: absent.contains(true) ? absent : [])),
        count: count)
    case .sum where parts.count == 2:
      let sums = Numbers(.fixed(words, scale: scale))
      return Column(.numbers(Numbers.quotient(sums, Numbers(whole: parts[1]))), count: count)
    case .sum, .count, .average, .longestRun:
      return Column(.numbers(Numbers(.fixed(words, scale: scale))), count: count)
    }
  }
}

/// Numbers distinct byte strings in order of first appearance, without making texts of them.
///
/// An open-addressing table over one buffer of bytes. Cost of a look-up: the length of the string.
struct ByteIndex {
  private var slots: [Int32]
  private var hashes: [UInt64] = []
  private var ends: [Int] = [0]
  private var bytes: [UInt8] = []

  init() {
    slots = [Int32](repeating: -1, count: 64)
  }

  /// Distinct byte strings one after the other, not yet in a table: a look-up then goes through all of them.
  init(unsorted bytes: [UInt8], ends: [Int]) {
    slots = []
    self.bytes = bytes
    self.ends = ends
  }

  var count: Int { ends.count &- 1 }

  /// Appends many byte strings and where each ends; none for a number outside the table.
  ///
  /// Three passes, since the strings lie scattered: reads that do not wait for each other are many times faster.
  func append(_ numbers: [Int32], to output: inout [UInt8], ends outputEnds: inout [Int]) {
    bytes.withUnsafeBufferPointer { bytes in
      var starts = [Int](repeating: 0, count: numbers.count)
      var stops = starts
      ends.withUnsafeBufferPointer { ends in
        for place in numbers.indices {
          let number = Int(numbers[place])
          guard number >= 0, number < ends.count &- 1 else { continue }
          starts[place] = ends[number]
          stops[place] = ends[number &+ 1]
        }
      }
      var touched: UInt8 = 0
      for start in starts where start < bytes.count { touched |= bytes[start] }
      // Never true: it keeps the reads.
      if touched == 0, !bytes.isEmpty, numbers.isEmpty { return }
      for place in numbers.indices {
        output.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[starts[place]..<stops[place]]))
        outputEnds.append(output.count)
      }
    }
  }

  /// Puts everything into the table, where that was put off.
  private mutating func index() {
    guard slots.isEmpty else { return }
    var all = ByteIndex()
    bytes.withUnsafeBufferPointer { text in
      for number in 0..<count {
        _ = all.number(of: UnsafeBufferPointer(rebasing: text[ends[number]..<ends[number &+ 1]]))
      }
    }
    self = all
  }

  /// The number of a byte string, and whether it is new.
  mutating func number(of key: UnsafeBufferPointer<UInt8>) -> (number: Int, isNew: Bool) {
    index()
    let hash = ByteIndex.hash(key)
    let mask = slots.count &- 1
    var slot = Int(truncatingIfNeeded: hash) & mask
    while slots[slot] >= 0 {
      let number = Int(slots[slot])
      if hashes[number] == hash, matches(number, key) { return (number, false) }
      slot = (slot &+ 1) & mask
    }
    let number = hashes.count
    slots[slot] = Int32(truncatingIfNeeded: number)
    hashes.append(hash)
    bytes.append(contentsOf: key)
    ends.append(bytes.count)
    if hashes.count &* 2 > slots.count { grow() }
    return (number, true)
  }

  /// The number of a byte string; nil where it did not occur.
  func find(_ key: UnsafeBufferPointer<UInt8>) -> Int? {
    if slots.isEmpty { return (0..<count).first { matches($0, key) } }
    let hash = ByteIndex.hash(key)
    let mask = slots.count &- 1
    var slot = Int(truncatingIfNeeded: hash) & mask
    while slots[slot] >= 0 {
      let number = Int(slots[slot])
      if hashes[number] == hash, matches(number, key) { return number }
      slot = (slot &+ 1) & mask
    }
    return nil
  }

  /// The byte string of a number, as text.
  func text(_ number: Int) -> String {
    String(decoding: bytes[ends[number]..<ends[number &+ 1]], as: UTF8.self)
  }

  /// The numbers in the order of their byte strings. Cost: sorting.
  var sorted: [Int] {
    let heads = (0..<count).map { (head: head($0, from: 0), next: head($0, from: 8), number: $0) }
    return heads.sorted { left, right in
      if left.head != right.head { return left.head < right.head }
      if left.next != right.next { return left.next < right.next }
      return bytes[ends[left.number]..<ends[left.number &+ 1]]
        .lexicographicallyPrecedes(bytes[ends[right.number]..<ends[right.number &+ 1]])
    }.map(\.number)
  }

  /// Eight bytes as a word in their order, the missing ones as zeros.
  private func head(_ number: Int, from offset: Int) -> UInt64 {
    var word: UInt64 = 0
    for place in ends[number] &+ offset..<ends[number] &+ offset &+ 8 {
      word = word << 8 | (place < ends[number &+ 1] ? UInt64(bytes[place]) : 0)
    }
    return word
  }

  private func matches(_ number: Int, _ key: UnsafeBufferPointer<UInt8>) -> Bool {
    let start = ends[number]
    guard ends[number &+ 1] &- start == key.count else { return false }
    return bytes.withUnsafeBufferPointer { stored in
      for index in 0..<key.count where stored[start &+ index] != key[index] { return false }
      return true
    }
  }

  private mutating func grow() {
    var wider = [Int32](repeating: -1, count: slots.count &* 2)
    let mask = wider.count &- 1
    for (number, hash) in hashes.enumerated() {
      var slot = Int(truncatingIfNeeded: hash) & mask
      while wider[slot] >= 0 { slot = (slot &+ 1) & mask }
      wider[slot] = Int32(truncatingIfNeeded: number)
    }
    slots = wider
  }

  /// FNV-1a over eight bytes at a time, with a last mix so that low bits depend on all of them.
  private static func hash(_ key: UnsafeBufferPointer<UInt8>) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325 ^ UInt64(truncatingIfNeeded: key.count)
    var index = 0
    while index &+ 8 <= key.count {
      var word: UInt64 = 0
      for offset in 0..<8 { word = word << 8 | UInt64(key[index &+ offset]) }
      hash = (hash ^ word) &* 0x9E37_79B9_7F4A_7C15
      hash ^= hash >> 29
      index &+= 8
    }
    while index < key.count {
      hash = (hash ^ UInt64(key[index])) &* 0x0000_0100_0000_01B3
      index &+= 1
    }
    hash = (hash ^ (hash >> 32)) &* 0xD6E8_FEB8_6659_FD93
    return hash ^ (hash >> 32)
  }
}

/// Numbers distinct pairs of codes in order of first appearance.
struct PairIndex {
  private var slots: [Int32]
  private var keys: [UInt64] = []

  init() {
    slots = [Int32](repeating: -1, count: 64)
  }

  mutating func number(of first: Int32, _ second: Int32) -> Int32 {
    let key = UInt64(UInt32(bitPattern: first)) << 32 | UInt64(UInt32(bitPattern: second))
    let mask = slots.count &- 1
    var slot = PairIndex.slot(key, mask)
    while slots[slot] >= 0 {
      if keys[Int(slots[slot])] == key { return slots[slot] }
      slot = (slot &+ 1) & mask
    }
    let number = Int32(truncatingIfNeeded: keys.count)
    slots[slot] = number
    keys.append(key)
    if keys.count &* 2 > slots.count { grow() }
    return number
  }

  private mutating func grow() {
    var wider = [Int32](repeating: -1, count: slots.count &* 2)
    let mask = wider.count &- 1
    for (number, key) in keys.enumerated() {
      var slot = PairIndex.slot(key, mask)
      while wider[slot] >= 0 { slot = (slot &+ 1) & mask }
      wider[slot] = Int32(truncatingIfNeeded: number)
    }
    slots = wider
  }

  private static func slot(_ key: UInt64, _ mask: Int) -> Int {
    let mixed = (key ^ (key >> 32)) &* 0x9E37_79B9_7F4A_7C15
    return Int(truncatingIfNeeded: mixed ^ (mixed >> 32)) & mask
  }
}

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

  var count: Int { hashes.count }

  /// The number of a byte string, and whether it is new.
  mutating func number(of key: UnsafeBufferPointer<UInt8>) -> (number: Int, isNew: Bool) {
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

  var count: Int { keys.count }

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

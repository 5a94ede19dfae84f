/// Words with a number each, found by their UTF-8 bytes: filling and asking it takes a fraction of
/// what a dictionary of `String` takes, whose hash normalises all text that is not ASCII. A run of the program on a
/// county's table spends a good part of its time here otherwise.
struct WordIndex: Sendable {
  private(set) var words: [String] = []
  private var values: [Int] = []
  private var hashes: [UInt32] = []
  /// Open addressing: places in `words`, -1 where free. Always at least half free.
  private var slots: [Int32]

  init(capacity: Int) {
    words.reserveCapacity(capacity)
    values.reserveCapacity(capacity)
    hashes.reserveCapacity(capacity)
    var count = 64
    while count < 2 * capacity + 2 { count *= 2 }
    slots = [Int32](repeating: -1, count: count)
  }

  /// Gives a word a number; the last one counts.
  mutating func insert(_ word: String, _ value: Int) {
    let hash = Self.hash(word)
    let slot = slot(of: word, hash)
    if slots[slot] >= 0 { values[Int(slots[slot])] = value } else { append(word, value, hash, slot) }
  }

  /// Gives a word a number where it has none yet.
  mutating func insertNew(_ word: String, _ value: Int) {
    let hash = Self.hash(word)
    let slot = slot(of: word, hash)
    if slots[slot] < 0 { append(word, value, hash, slot) }
  }

  private mutating func append(_ word: String, _ value: Int, _ hash: UInt32, _ slot: Int) {
    slots[slot] = Int32(clamping: words.count)
    words.append(word)
    values.append(value)
    hashes.append(hash)
    if words.count * 2 >= slots.count { grow() }
  }

  /// The number of a word, as `String` compares: by canonical equivalence. Cost: its bytes.
  func value(of word: String) -> Int? {
    let found = slots[slot(of: word, Self.hash(word))]
    if found >= 0 { return values[Int(found)] }
    guard !Self.isUnequivocal(word) else { return nil }
    // Rare: a compatibility ideograph, or a letter with a mark.
    return words.lastIndex(of: word).map { values[$0] }
  }

  func contains(_ word: String) -> Bool { value(of: word) != nil }

  /// The slot that holds a word, or the free one where it belongs.
  private func slot(of word: String, _ hash: UInt32) -> Int {
    let mask = slots.count - 1
    var slot = Int(hash) & mask
    while slots[slot] >= 0 {
      let place = Int(slots[slot])
      if hashes[place] == hash, Self.isSame(words[place], word) { break }
      slot = (slot + 1) & mask
    }
    return slot
  }

  private mutating func grow() {
    slots = [Int32](repeating: -1, count: slots.count * 2)
    let mask = slots.count - 1
    for (place, hash) in hashes.enumerated() {
      var slot = Int(hash) & mask
      while slots[slot] >= 0 { slot = (slot + 1) & mask }
      slots[slot] = Int32(clamping: place)
    }
  }

  /// FNV-1a, folded. Texts are read as the buffers that they are: their views' iterators cost four times as much.
  private static func hash(_ word: String) -> UInt32 {
    func fold(_ bytes: some Sequence<UInt8>) -> UInt32 {
      var hash: UInt64 = 0xCBF2_9CE4_8422_2325
      for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
      return UInt32(truncatingIfNeeded: hash ^ (hash >> 32))
    }
    return word.utf8.withContiguousStorageIfAvailable { fold($0) } ?? fold(word.utf8)
  }

  private static func isSame(_ left: String, _ right: String) -> Bool {
    guard left.utf8.count == right.utf8.count else { return false }
    let same = left.utf8.withContiguousStorageIfAvailable { left in
      right.utf8.withContiguousStorageIfAvailable { left.elementsEqual($0) }
    }
    return (same ?? nil) ?? left.utf8.elementsEqual(right.utf8)
  }

  /// Whether no other bytes spell the same text: ASCII, and Han and kana below U+A000.
  private static func isUnequivocal(_ word: String) -> Bool {
    word.utf8.allSatisfy { $0 < 0xC0 || (0xE4...0xE9).contains($0) }
  }

  /// The words of a text with blanks between them.
  static func words(_ text: String) -> [String] {
    var rest = text
    return rest.withUTF8 { bytes in
      guard var end = bytes.firstIndex(of: 0x20) else { return [text] }
      // By hand: `split` makes kinds of arrays that nothing else here needs, and making a kind takes as long as 50 words.
      var words: [String] = []
      var start = 0
      while start < bytes.count {
        if end > start { words.append(String(decoding: bytes[start..<end], as: UTF8.self)) }
        start = end + 1
        end = start
        while end < bytes.count, bytes[end] != 0x20 { end += 1 }
      }
      return words
    }
  }
}

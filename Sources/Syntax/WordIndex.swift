/// Words with a number each, found by their UTF-8 bytes: filling and asking it takes a fraction of
/// what a dictionary of `String` takes, whose hash normalises all text that is not ASCII. A run of the program on a
/// county's table spends a good part of its time here otherwise.
struct WordIndex: Sendable {
  private var words: [String] = []
  private var values: [Int] = []
  /// Open addressing: places in `words`, -1 where free. Always at least half free.
  private var slots: [Int32]

  init(capacity: Int) {
    words.reserveCapacity(capacity)
    values.reserveCapacity(capacity)
    slots = [Int32](repeating: -1, count: 64)
    while slots.count < 2 * capacity + 2 { slots = [Int32](repeating: -1, count: slots.count * 2) }
  }

  /// Gives a word a number; the last one counts.
  mutating func insert(_ word: String, _ value: Int) {
    let slot = slot(of: word)
    if slots[slot] >= 0 {
      values[Int(slots[slot])] = value
      return
    }
    slots[slot] = Int32(clamping: words.count)
    words.append(word)
    values.append(value)
    if words.count * 2 >= slots.count { grow() }
  }

  /// The number of a word, as `String` compares: by canonical equivalence. Cost: its bytes.
  func value(of word: String) -> Int? {
    let found = slots[slot(of: word)]
    if found >= 0 { return values[Int(found)] }
    guard !Self.isUnequivocal(word) else { return nil }
    // Rare: a compatibility ideograph, or a letter with a mark.
    return words.lastIndex(of: word).map { values[$0] }
  }

  func contains(_ word: String) -> Bool { value(of: word) != nil }

  /// The slot that holds a word, or the free one where it belongs.
  private func slot(of word: String) -> Int {
    let mask = slots.count - 1
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    // FNV-1a.
    for byte in word.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    var slot = Int(truncatingIfNeeded: hash ^ (hash >> 32)) & mask
    while slots[slot] >= 0, !Self.isSame(words[Int(slots[slot])], word) { slot = (slot + 1) & mask }
    return slot
  }

  private mutating func grow() {
    slots = [Int32](repeating: -1, count: slots.count * 2)
    for (place, word) in words.enumerated() { slots[slot(of: word)] = Int32(clamping: place) }
  }

  private static func isSame(_ left: String, _ right: String) -> Bool {
    left.utf8.count == right.utf8.count && left.utf8.elementsEqual(right.utf8)
  }

  /// Whether no other bytes spell the same text: ASCII, and Han and kana below U+A000.
  private static func isUnequivocal(_ word: String) -> Bool {
    word.utf8.allSatisfy { $0 < 0xC0 || (0xE4...0xE9).contains($0) }
  }

  /// The words of a text with blanks between them.
  static func words(_ text: String) -> [String] {
    guard text.utf8.contains(0x20) else { return [text] }
    return text.utf8.split(separator: 0x20).map { String(Substring($0)) }
  }
}

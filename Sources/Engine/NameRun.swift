import Tables

/// The names of one run of a roster, in order, each once. Memory: their bytes and twelve more for each.
final class NameRun: @unchecked Sendable {
  // Written by one thread; read by several once it is filled.
  private(set) var bytes: [UInt8] = []
  private(set) var ends: [Int] = [0]
  private var slots: [UInt64]
  private var hashes: [UInt64] = []
  private(set) var hasRepeats = false

  /// - Parameter capacity: how many names to expect; more are no mistake, only slower.
  init(capacity: Int = 0) {
    var room = 1 << 10
    while room < capacity &* 3 / 2 { room &*= 2 }
    slots = [UInt64](repeating: 0, count: room)
    ends.reserveCapacity(capacity &+ 1)
  }

  var count: Int { ends.count &- 1 }

  /// Adds the names of a batch: fields `stride` entries apart, each a start and an end in the text.
  func add(_ text: UnsafePointer<UInt8>, _ fields: UnsafePointer<UInt32>, stride: Int, rows: Int) {
    let first = count
    hashes.removeAll(keepingCapacity: true)
    for row in 0..<rows {
      let start = Int(fields[row &* stride])
      let length = Int(fields[row &* stride &+ 1]) &- start
      hashes.append(Self.hash(text + start, length))
      bytes.append(contentsOf: UnsafeBufferPointer(start: text + start, count: length))
      ends.append(bytes.count)
    }
    while count &* 4 > slots.count &* 3 { grow(first) }
    // Nothing but the table in this loop, so that its waits for memory overlap.
    var suspects: [(slot: UInt64, row: Int)] = []
    hashes.withUnsafeBufferPointer { hashes in
      slots.withUnsafeMutableBufferPointer { slots in
        let mask = slots.count &- 1
        for row in 0..<rows {
          let hash = hashes[row]
          var place = Int(truncatingIfNeeded: hash) & mask
          while slots[place] != 0 {
            if slots[place] >> 32 == hash >> 32 { suspects.append((slots[place], row)) }
            place = (place &+ 1) & mask
          }
          // The upper half tells names apart without looking at them; the lower is one more than the number.
          slots[place] = hash & 0xFFFF_FFFF_0000_0000 | UInt64(UInt32(clamping: first &+ row &+ 1))
        }
      }
    }
    for (slot, row) in suspects {
      let start = Int(fields[row &* stride])
      let length = Int(fields[row &* stride &+ 1]) &- start
      if matches(Int(slot & 0xFFFF_FFFF) &- 1, text + start, length) { hasRepeats = true }
    }
  }

  /// Whether one of some names of another run stands here too.
  func containsAny(of other: NameRun, _ names: Range<Int>) -> Bool {
    other.bytes.withUnsafeBufferPointer { text in
      guard let base = text.baseAddress else { return false }
      return other.ends.withUnsafeBufferPointer { ends in
        slots.withUnsafeBufferPointer { slots in
          let mask = slots.count &- 1
          var hashes = [UInt64](repeating: 0, count: 512)
          var next = names.lowerBound
          while next < names.upperBound {
            let some = next..<min(names.upperBound, next &+ hashes.count)
            // The table is larger than any cache: first all places are looked at, so that the waits overlap.
            var touched: UInt64 = 0
            for name in some {
              let hash = Self.hash(base + ends[name], ends[name &+ 1] &- ends[name])
              hashes[name &- next] = hash
              touched |= slots[Int(truncatingIfNeeded: hash) & mask]
            }
            if touched != 0 {
              for name in some {
                let hash = hashes[name &- next]
                var place = Int(truncatingIfNeeded: hash) & mask
                while slots[place] != 0 {
                  if slots[place] >> 32 == hash >> 32,
                    matches(
                      Int(slots[place] & 0xFFFF_FFFF) &- 1, base + ends[name], ends[name &+ 1] &- ends[name])
                  {
                    return true
                  }
                  place = (place &+ 1) & mask
                }
              }
            }
            next = some.upperBound
          }
          return false
        }
      }
    }
  }

  private func matches(_ number: Int, _ start: UnsafePointer<UInt8>, _ length: Int) -> Bool {
    let from = ends[number]
    guard ends[number &+ 1] &- from == length else { return false }
    for index in 0..<length where bytes[from &+ index] != start[index] { return false }
    return true
  }

  /// Widens the table, which holds the first `known` names.
  private func grow(_ known: Int) {
    var wider = [UInt64](repeating: 0, count: slots.count &* 2)
    let mask = wider.count &- 1
    bytes.withUnsafeBufferPointer { text in
      guard let base = text.baseAddress else { return }
      for slot in slots where slot != 0 {
        let number = Int(slot & 0xFFFF_FFFF) &- 1
        let hash = Self.hash(base + ends[number], ends[number &+ 1] &- ends[number])
        var place = Int(truncatingIfNeeded: hash) & mask
        while wider[place] != 0 { place = (place &+ 1) & mask }
        wider[place] = slot
      }
    }
    slots = wider
  }

  private static func hash(_ start: UnsafePointer<UInt8>, _ length: Int) -> UInt64 {
    let raw = UnsafeRawPointer(start)
    var hash = UInt64(truncatingIfNeeded: length)
    var index = 0
    while index &+ 8 <= length {
      hash = SpellingIndex.mixed(hash, raw.loadUnaligned(fromByteOffset: index, as: UInt64.self))
      index &+= 8
    }
    var word: UInt64 = 0
    while index < length {
      word = word << 8 | UInt64(start[index])
      index &+= 1
    }
    return SpellingIndex.mixed(hash, word)
  }
}

import Tables

/// Numbers distinct spellings of cells in order of first appearance, for columns of millions of rows.
///
/// An open-addressing table whose slots hold spellings of up to sixteen bytes themselves, so that a look-up mostly
/// touches one line of memory. One instance belongs to one thread. Memory: linear in the distinct spellings.
///
/// The pointers stay inside this file: `number` reads `FieldSplitter.slack` bytes from a field's start at most
/// beyond its end, which its callers' buffers have.
final class SpellingIndex {
  private struct Slot {
    /// The first eight bytes, and the last eight; for longer spellings a hash and where their bytes stand.
    var first: UInt64
    var last: UInt64
    /// One more than the number; 0 where the slot is free.
    var mark: Int32
    var length: UInt32
  }

  private var slots: UnsafeMutablePointer<Slot>
  private var capacity: Int
  private var bytes: [UInt8] = []
  private var ends: [UInt32] = [0]

  var count: Int { ends.count &- 1 }

  init() {
    capacity = 256
    slots = Self.allocate(capacity)
  }

  deinit { slots.deallocate() }

  private static func allocate(_ capacity: Int) -> UnsafeMutablePointer<Slot> {
    let slots = UnsafeMutablePointer<Slot>.allocate(capacity: capacity)
    slots.initialize(repeating: Slot(first: 0, last: 0, mark: 0, length: 0), count: capacity)
    return slots
  }

  /// Hands the bytes of a spelling to `body`; the pointer is valid only during the call.
  func withBytes<Value>(of number: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Value) -> Value {
    bytes.withUnsafeBufferPointer {
      body(UnsafeBufferPointer(rebasing: $0[Int(ends[number])..<Int(ends[number &+ 1])]))
    }
  }

  func text(_ number: Int) -> String { withBytes(of: number) { String(decoding: $0, as: UTF8.self) } }

  /// Whether all spellings are well-formed UTF-8, each by itself.
  var isWellFormed: Bool {
    bytes.withUnsafeBufferPointer { text in
      // The whole is well-formed, and no spelling begins within a character.
      CellParser.isUTF8(text)
        && ends.dropLast().allSatisfy { Int($0) >= text.count || text[Int($0)] & 0xC0 != 0x80 }
    }
  }

  /// The number of the spelling at `start`; a new one where it is new.
  @inline(__always)
  func number(_ start: UnsafePointer<UInt8>, _ length: Int) -> Int32 {
    let raw = UnsafeRawPointer(start)
    var first = raw.loadUnaligned(as: UInt64.self)
    var last: UInt64 = 0
    if length < 8 {
      first &= (1 << (UInt64(truncatingIfNeeded: length) &* 8)) &- 1
    } else {
      last = raw.loadUnaligned(fromByteOffset: length &- 8, as: UInt64.self)
    }
    if length > 16 { return long(start, length) }
    let hash = Self.mixed(first, last ^ UInt64(truncatingIfNeeded: length))
    let mask = capacity &- 1
    var place = Int(truncatingIfNeeded: hash) & mask
    while true {
      let slot = slots[place]
      if slot.mark == 0 { break }
      if slot.first == first, slot.last == last, slot.length == UInt32(truncatingIfNeeded: length) {
        return slot.mark &- 1
      }
      place = (place &+ 1) & mask
    }
    return insert(start, length, first, last, place)
  }

  private func long(_ start: UnsafePointer<UInt8>, _ length: Int) -> Int32 {
    let raw = UnsafeRawPointer(start)
    var hash = UInt64(truncatingIfNeeded: length)
    var at = 0
    while at &+ 8 <= length {
      hash = Self.mixed(hash, raw.loadUnaligned(fromByteOffset: at, as: UInt64.self))
      at &+= 8
    }
    hash = Self.mixed(hash, raw.loadUnaligned(fromByteOffset: length &- 8, as: UInt64.self))
    let mask = capacity &- 1
    var place = Int(truncatingIfNeeded: hash) & mask
    while slots[place].mark != 0 {
      let slot = slots[place]
      if slot.first == hash, Int(slot.length) == length, matches(slot.mark &- 1, start, length) {
        return slot.mark &- 1
      }
      place = (place &+ 1) & mask
    }
    return insert(start, length, hash, 0, place)
  }

  private func matches(_ number: Int32, _ start: UnsafePointer<UInt8>, _ length: Int) -> Bool {
    let from = Int(ends[Int(number)])
    return bytes.withUnsafeBufferPointer { stored in
      for index in 0..<length where stored[from &+ index] != start[index] { return false }
      return true
    }
  }

  private func insert(
    _ start: UnsafePointer<UInt8>, _ length: Int, _ first: UInt64, _ last: UInt64, _ place: Int
  ) -> Int32 {
    bytes.append(contentsOf: UnsafeBufferPointer(start: start, count: length))
    ends.append(UInt32(clamping: bytes.count))
    let mark = Int32(clamping: count)
    slots[place] = Slot(first: first, last: last, mark: mark, length: UInt32(clamping: length))
    if count &* 2 > capacity { grow() }
    return mark &- 1
  }

  private func grow() {
    let wider = Self.allocate(capacity &* 2)
    let mask = capacity &* 2 &- 1
    for index in 0..<capacity where slots[index].mark != 0 {
      let slot = slots[index]
      let hash =
        slot.length > 16
        ? slot.first : Self.mixed(slot.first, slot.last ^ UInt64(truncatingIfNeeded: slot.length))
      var place = Int(truncatingIfNeeded: hash) & mask
      while wider[place].mark != 0 { place = (place &+ 1) & mask }
      wider[place] = slot
    }
    slots.deallocate()
    slots = wider
    capacity &*= 2
  }

  /// Both halves of a product of 128 bits, folded.
  @inline(__always)
  static func mixed(_ left: UInt64, _ right: UInt64) -> UInt64 {
    let product = (left ^ 0x9E37_79B9_7F4A_7C15).multipliedFullWidth(by: right ^ 0xD6E8_FEB8_6659_FD93)
    return product.high ^ product.low
  }
}

/// Numbers distinct tuples of small codes, packed into one word each, in order of first appearance.
final class TupleIndex {
  private var slots: UnsafeMutablePointer<(key: UInt64, mark: Int32)>
  private var capacity = 256
  private(set) var keys: [UInt64] = []

  init() {
    slots = Self.allocate(capacity)
  }

  deinit { slots.deallocate() }

  private static func allocate(_ capacity: Int) -> UnsafeMutablePointer<(key: UInt64, mark: Int32)> {
    let slots = UnsafeMutablePointer<(key: UInt64, mark: Int32)>.allocate(capacity: capacity)
    slots.initialize(repeating: (0, 0), count: capacity)
    return slots
  }

  @inline(__always)
  func number(_ key: UInt64) -> Int32 {
    let mask = capacity &- 1
    var place = Int(truncatingIfNeeded: SpellingIndex.mixed(key, 0)) & mask
    while true {
      let slot = slots[place]
      if slot.mark == 0 { break }
      if slot.key == key { return slot.mark &- 1 }
      place = (place &+ 1) & mask
    }
    keys.append(key)
    let mark = Int32(clamping: keys.count)
    slots[place] = (key, mark)
    if keys.count &* 2 > capacity { grow() }
    return mark &- 1
  }

  private func grow() {
    let wider = Self.allocate(capacity &* 2)
    let mask = capacity &* 2 &- 1
    for index in 0..<capacity where slots[index].mark != 0 {
      var place = Int(truncatingIfNeeded: SpellingIndex.mixed(slots[index].key, 0)) & mask
      while wider[place].mark != 0 { place = (place &+ 1) & mask }
      wider[place] = slots[index]
    }
    slots.deallocate()
    slots = wider
    capacity &*= 2
  }
}

import Tables

/// Turns identities (信息编号) into single words that are equal where the identities are.
///
/// Up to ten letters, digits, `-` and `_` of ASCII fit a word themselves, six bits each. Other identities are
/// numbered; theirs are the words with all of the top four bits set, which no packed one has. One instance belongs to
/// one thread; `merged` brings the numbers of several threads together.
final class CaseKeys {
  /// The word of a blank cell.
  static let blank: UInt64 = 0
  private static let numbered: UInt64 = 0xF << 60

  private let others = SpellingIndex()
  /// Per numbered spelling: its word, and by what it is scattered, which depends on the identity alone.
  private var words: [UInt64] = []
  private var scatters: [UInt64] = []
  private(set) var hasBlank = false
  /// Whether some spelling is not well-formed.
  private(set) var isBroken = false

  /// Six-bit codes by byte; 0x80 for bytes that have none.
  private let codes: UnsafeMutablePointer<UInt8>

  init() {
    codes = .allocate(capacity: 256)
    codes.initialize(repeating: 0x80, count: 256)
    for (code, byte) in "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_".utf8.enumerated() {
      codes[Int(byte)] = UInt8(truncatingIfNeeded: code)
    }
  }

  deinit { codes.deallocate() }

  /// The word of an identity and what scatters it.
  @inline(__always)
  func key(_ start: UnsafePointer<UInt8>, _ length: Int) -> (word: UInt64, scatter: UInt64) {
    if length <= 10, length > 0 {
      var word: UInt64 = 0
      var flags: UInt8 = 0
      for index in 0..<length {
        let code = codes[Int(start[index])]
        flags |= code
        word = word << 6 | UInt64(code & 0x3F)
      }
      if flags & 0x80 == 0 {
        word |= UInt64(truncatingIfNeeded: length) << 60
        return (word, SpellingIndex.mixed(word, 1))
      }
    }
    return other(start, length)
  }

  private func other(_ start: UnsafePointer<UInt8>, _ length: Int) -> (word: UInt64, scatter: UInt64) {
    if length == 0 {
      hasBlank = true
      return (Self.blank, 0)
    }
    let number = Int(others.number(start, length))
    if number == words.count { add(UnsafeBufferPointer(start: start, count: length), number) }
    return (words[number], scatters[number])
  }

  private func add(_ bytes: UnsafeBufferPointer<UInt8>, _ number: Int) {
    if !CellParser.isUTF8(bytes) { isBroken = true }
    let name = CellParser.normalisedName(bytes)
    var padded = Array(name.utf8)
    let length = padded.count
    padded += [UInt8](repeating: 0, count: FieldSplitter.slack)
    padded.withUnsafeBufferPointer { buffer in
      guard let start = buffer.baseAddress else { return }
      if length == 0 {
        hasBlank = true
        words.append(Self.blank)
        scatters.append(0)
        return
      }
      // Another form of an identity that fits a word, such as one with full-width digits.
      if length <= 10, (0..<length).allSatisfy({ codes[Int(start[$0])] & 0x80 == 0 }) {
        let (word, scatter) = key(start, length)
        words.append(word)
        scatters.append(scatter)
        return
      }
      var scatter = UInt64(truncatingIfNeeded: length)
      for index in 0..<length { scatter = SpellingIndex.mixed(scatter, UInt64(start[index])) }
      words.append(Self.numbered | UInt64(truncatingIfNeeded: number))
      scatters.append(scatter)
    }
  }

  /// For each thread the words that its numbers have among all threads; nil where a thread's words stand as
  /// they are.
  static func merged(_ threads: [CaseKeys]) -> [[UInt64]] {
    guard threads.contains(where: { !$0.words.isEmpty }) else { return threads.map { _ in [] } }
    var known: [String: UInt64] = [:]
    return threads.map { keys in
      keys.words.indices.map { number in
        guard keys.words[number] & numbered == numbered else { return keys.words[number] }
        let name = keys.others.withBytes(of: number) { CellParser.normalisedName($0) }
        if let word = known[name] { return word }
        let word = numbered | UInt64(truncatingIfNeeded: known.count)
        known[name] = word
        return word
      }
    }
  }

  /// A word among all threads.
  @inline(__always)
  static func translated(_ word: UInt64, _ words: UnsafeBufferPointer<UInt64>) -> UInt64 {
    guard word & numbered == numbered else { return word }
    let number = Int(truncatingIfNeeded: word & 0x0FFF_FFFF_FFFF_FFFF)
    return number < words.count ? words[number] : word
  }
}

import Semantics
import Tables

/// What every reader of one table has to know about its columns.
struct CountedLayout: Sendable {
  /// The file's column of the unit.
  var unit: Int
  /// The file's column of the key; nil where records stand alone.
  var key: Int?
  /// File columns whose spellings are numbered, in the order class, attribute, checked.
  var classes: [Int]
  var attributes: [Int]
  var checked: [Int]
  /// File columns whose text is kept nowhere, and whether a blank is an error there.
  var loose: [(column: Int, refusesBlank: Bool)]
  /// How many columns the file has.
  var width: Int
  var separator: UInt8
  /// By how many bits records are scattered into partitions.
  var partitionBits: Int

  /// How many bits of a word a code of each of several columns gets.
  static func bits(_ columns: Int) -> UInt64 { columns == 0 ? 0 : min(24, UInt64(60 / columns)) }
}

/// One record as it waits for its case.
struct CountedRecord {
  var key: UInt64
  /// Code of the unit's spelling, of the thread that read it.
  var unit: UInt32
  /// Class of the record, likewise.
  var kind: UInt32
}

/// Reads one run of a file's records on one thread: units, classes and attributes numbered, records scattered by key.
final class CountedScan: @unchecked Sendable {
  // Each instance is used by one thread at a time.
  static let batch = 512
  static let mostClasses = 1 << 18
  static let mostSpellings = 1 << 20

  let layout: CountedLayout
  let units = SpellingIndex()
  let classSpellings: [SpellingIndex]
  let attributeSpellings: [SpellingIndex]
  let checkedSpellings: [SpellingIndex]
  let classes = TupleIndex()
  let attributes = TupleIndex()
  let keys = CaseKeys()
  /// The attributes of each unit, by the number of its spelling.
  private(set) var attributeOf: [Int32] = []
  let partitions: RecordPartitions
  /// How many records each class has, and the numbers of its first ones.
  private(set) var classCounts: [Int] = []
  private(set) var firstRecords: [[UInt32]] = []
  private(set) var recordCount = 0
  private(set) var rowCount = 0
  /// Whether all is as it should be so far.
  private(set) var isClean = true

  static let keptRecords = 6

  init(_ layout: CountedLayout) {
    self.layout = layout
    classSpellings = layout.classes.map { _ in SpellingIndex() }
    attributeSpellings = layout.attributes.map { _ in SpellingIndex() }
    checkedSpellings = layout.checked.map { _ in SpellingIndex() }
    partitions = RecordPartitions(bits: layout.partitionBits)
  }

  /// Reads the records from `start` to `end`, which must be where records start or the file ends.
  ///
  /// - Parameters:
  ///   - piece: how many bytes are read at once.
  ///   - progress: told the bytes read.
  func run(_ source: ByteSource, from start: Int, to end: Int, piece: Int, _ progress: Progress) {
    let work = BatchWords(Self.batch)
    let records = RecordPieces.read(
      source, from: start, to: end, piece: piece, width: layout.width, separator: layout.separator,
      batch: Self.batch, progress
    ) { batch in
      take(batch.text, batch.fields, batch.numbers, batch.rows, work)
      return isClean
    }
    recordCount = records ?? 0
    if records == nil { isClean = false }
  }

  /// Working space of one batch.
  private final class BatchWords {
    let units: UnsafeMutablePointer<Int32>
    let words: UnsafeMutablePointer<UInt64>

    init(_ count: Int) {
      units = .allocate(capacity: count)
      words = .allocate(capacity: count)
      units.initialize(repeating: 0, count: count)
      words.initialize(repeating: 0, count: count)
    }

    deinit {
      units.deallocate()
      words.deallocate()
    }
  }

  private func take(
    _ text: UnsafePointer<UInt8>, _ fields: UnsafePointer<UInt32>, _ numbers: UnsafePointer<UInt32>,
    _ rows: Int,
    _ work: BatchWords
  ) {
    let stride = layout.width &* 2
    rowCount &+= rows
    let unitField = fields + layout.unit &* 2
    for row in 0..<rows {
      let start = Int(unitField[row &* stride])
      work.units[row] = units.number(text + start, Int(unitField[row &* stride &+ 1]) &- start)
    }
    for (place, column) in layout.checked.enumerated() {
      let spellings = checkedSpellings[place]
      eachField(text, fields, rows, column) { _ = spellings.number($0, $1) }
      if spellings.count > Self.mostSpellings { isClean = false }
    }
    for (column, refusesBlank) in layout.loose { check(text, fields, rows, column, refusesBlank) }
    if !layout.attributes.isEmpty { takeAttributes(text, fields, rows, work) }
    number(text, fields, rows, layout.classes, classSpellings, work)
    takeClasses(text, fields, numbers, rows, work)
  }

  @inline(__always)
  private func eachField(
    _ text: UnsafePointer<UInt8>, _ fields: UnsafePointer<UInt32>, _ rows: Int, _ column: Int,
    _ body: (UnsafePointer<UInt8>, Int) -> Void
  ) {
    let stride = layout.width &* 2
    let field = fields + column &* 2
    for row in 0..<rows {
      let start = Int(field[row &* stride])
      body(text + start, Int(field[row &* stride &+ 1]) &- start)
    }
  }

  /// Packs the codes of several columns into one word for each row.
  private func number(
    _ text: UnsafePointer<UInt8>, _ fields: UnsafePointer<UInt32>, _ rows: Int, _ columns: [Int],
    _ spellings: [SpellingIndex], _ work: BatchWords
  ) {
    let bits = CountedLayout.bits(columns.count)
    for row in 0..<rows { work.words[row] = 0 }
    for (place, column) in columns.enumerated() {
      let known = spellings[place]
      var row = 0
      eachField(text, fields, rows, column) { start, length in
        work.words[row] = work.words[row] << bits | UInt64(UInt32(bitPattern: known.number(start, length)))
        row &+= 1
      }
      if known.count >= 1 << Int(bits) { isClean = false }
    }
  }

  private func takeAttributes(
    _ text: UnsafePointer<UInt8>, _ fields: UnsafePointer<UInt32>, _ rows: Int, _ work: BatchWords
  ) {
    number(text, fields, rows, layout.attributes, attributeSpellings, work)
    while attributeOf.count < units.count { attributeOf.append(-1) }
    attributeOf.withUnsafeMutableBufferPointer { known in
      for row in 0..<rows {
        let tuple = attributes.number(work.words[row])
        let unit = Int(work.units[row])
        if known[unit] != tuple {
          // Records of one unit that disagree are an error, or blanks among them; the plain reader tells.
          if known[unit] >= 0 { isClean = false }
          known[unit] = tuple
        }
      }
    }
  }

  private func takeClasses(
    _ text: UnsafePointer<UInt8>, _ fields: UnsafePointer<UInt32>, _ numbers: UnsafePointer<UInt32>,
    _ rows: Int,
    _ work: BatchWords
  ) {
    for row in 0..<rows {
      let tuple = classes.number(work.words[row])
      work.words[row] = UInt64(UInt32(bitPattern: tuple))
    }
    while classCounts.count < classes.keys.count {
      classCounts.append(0)
      firstRecords.append([])
    }
    if classes.keys.count > Self.mostClasses { isClean = false }
    for row in 0..<rows {
      let kind = Int(work.words[row])
      classCounts[kind] &+= 1
      if classCounts[kind] <= Self.keptRecords { firstRecords[kind].append(numbers[row]) }
    }
    guard let key = layout.key else {
      for row in 0..<rows {
        let unit = UInt32(bitPattern: work.units[row])
        partitions.add(
          CountedRecord(key: 0, unit: unit, kind: UInt32(truncatingIfNeeded: work.words[row])),
          SpellingIndex.mixed(UInt64(unit), 1))
      }
      return
    }
    var row = 0
    eachField(text, fields, rows, key) { start, length in
      let (word, scatter) = keys.key(start, length)
      partitions.add(
        CountedRecord(
          key: word, unit: UInt32(bitPattern: work.units[row]),
          kind: UInt32(truncatingIfNeeded: work.words[row])),
        scatter)
      row &+= 1
    }
    if keys.isBroken { isClean = false }
  }

  /// Columns that nothing reads: well-formed, and not blank where that is an error.
  private func check(
    _ text: UnsafePointer<UInt8>, _ fields: UnsafePointer<UInt32>, _ rows: Int, _ column: Int,
    _ refusesBlank: Bool
  ) {
    var good = true
    eachField(text, fields, rows, column) { start, length in
      let raw = UnsafeRawPointer(start)
      var place = 0
      var high: UInt64 = 0
      while place &+ 8 <= length {
        high |= raw.loadUnaligned(fromByteOffset: place, as: UInt64.self)
        place &+= 8
      }
      if place < length {
        let rest = UInt64(truncatingIfNeeded: length &- place) &* 8
        high |= raw.loadUnaligned(fromByteOffset: place, as: UInt64.self) & ((1 << rest) &- 1)
      }
      let cell = UnsafeBufferPointer(start: start, count: length)
      if high & 0x8080_8080_8080_8080 != 0, !CellParser.isUTF8(cell) { good = false }
      if refusesBlank, CellParser.isBlank(cell) { good = false }
    }
    if !good { isClean = false }
  }
}

/// Records in the order of reading, scattered by their keys, so that those of one partition fit a cache.
final class RecordPartitions: @unchecked Sendable {
  // Written by one thread, then read by others.
  private static let blockRecords = 256
  private static let slabBlocks = 512

  let bits: Int
  private var slabs: [UnsafeMutablePointer<CountedRecord>] = []
  private var freeBlocks = 0
  private var blocks: [[UnsafeMutablePointer<CountedRecord>]]
  /// Where the next record of each partition goes, and how many there are.
  private let cursors: UnsafeMutablePointer<UnsafeMutablePointer<CountedRecord>?>
  private let counts: UnsafeMutablePointer<Int>

  init(bits: Int) {
    self.bits = bits
    blocks = [[UnsafeMutablePointer<CountedRecord>]](repeating: [], count: 1 << bits)
    cursors = .allocate(capacity: 1 << bits)
    counts = .allocate(capacity: 1 << bits)
    cursors.initialize(repeating: nil, count: 1 << bits)
    counts.initialize(repeating: 0, count: 1 << bits)
  }

  deinit {
    for slab in slabs { slab.deallocate() }
    cursors.deallocate()
    counts.deallocate()
  }

  @inline(__always)
  func add(_ record: CountedRecord, _ scatter: UInt64) {
    let partition = Int(truncatingIfNeeded: scatter >> 32) & ((1 << bits) &- 1)
    let count = counts[partition]
    if count % Self.blockRecords == 0 { open(partition) }
    guard let cursor = cursors[partition] else { return }
    cursor.initialize(to: record)
    cursors[partition] = cursor + 1
    counts[partition] = count &+ 1
  }

  private func open(_ partition: Int) {
    if freeBlocks == 0 {
      slabs.append(.allocate(capacity: Self.blockRecords * Self.slabBlocks))
      freeBlocks = Self.slabBlocks
    }
    guard let slab = slabs.last else { return }
    let block = slab + (Self.slabBlocks - freeBlocks) * Self.blockRecords
    freeBlocks -= 1
    blocks[partition].append(block)
    cursors[partition] = block
  }

  func count(_ partition: Int) -> Int { counts[partition] }

  /// The records of a partition, block by block.
  func each(_ partition: Int, _ body: (UnsafeBufferPointer<CountedRecord>) -> Void) {
    var left = counts[partition]
    for block in blocks[partition] {
      let count = min(left, Self.blockRecords)
      body(UnsafeBufferPointer(start: block, count: count))
      left -= count
    }
  }
}

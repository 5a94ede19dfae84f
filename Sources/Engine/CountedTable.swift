import Diagnostics
import Exact
import Semantics
import Tables

/// A large table of records, read and counted.
///
/// The result does not depend on how many threads read it nor on the size of the pieces: each thread reads one run
/// of the file, and their numbers are brought together in the order of the file.
struct CountedTable {
  let counted: CountedPlan
  let head: SeparatedHead
  let name: String
  private let layout: CountedLayout
  private let scans: [CountedScan]
  /// File columns of the schema's columns.
  private let columns: [Int?]

  // All threads together.
  private var classTexts: [SpellingIndex] = []
  private var attributeTexts: [SpellingIndex] = []
  private var classes: [[Int32]] = []
  private var attributes: [[Int32]] = []
  private var kindOf: [[Int32]] = []
  private var attributeOf: [[Int32]] = []

  var recordCount: Int { scans.reduce(0) { $0 + $1.rowCount } }
  var units: [SpellingIndex] { scans.map(\.units) }

  /// Reads the records; nil where the file is not clean throughout.
  init?(
    _ counted: CountedPlan, name: String, source: ByteSource, head: SeparatedHead, setting: StreamSetting,
    _ progress: Progress
  ) {
    self.counted = counted
    self.head = head
    self.name = name
    var binder = Binder(counted.plan, lenient: false)
    let columns = binder.headers(of: head.sample, counted.table)
    self.columns = columns
    guard !binder.hasErrors, let layout = Self.layout(counted, head, columns, source, setting) else {
      return nil
    }
    self.layout = layout
    let starts = RecordPieces.cuts(source, from: head.dataStart, runs: setting.threads)
    let scans = starts.dropLast().map { _ in CountedScan(layout) }
    self.scans = scans
    setting.run(scans.count) { worker in
      scans[worker].run(source, from: starts[worker], to: starts[worker + 1], piece: setting.piece, progress)
    }
    guard scans.allSatisfy({ $0.isClean && !$0.keys.hasBlank }), recordCount > 0 else { return nil }
    guard
      scans.allSatisfy({ scan in
        scan.units.isWellFormed
          && (scan.classSpellings + scan.attributeSpellings + scan.checkedSpellings).allSatisfy(
            \.isWellFormed)
      })
    else { return nil }
    merge()
  }

  private static func layout(
    _ counted: CountedPlan, _ head: SeparatedHead, _ columns: [Int?], _ source: ByteSource,
    _ setting: StreamSetting
  ) -> CountedLayout? {
    let schema = counted.plan.tables[counted.table]
    let width = head.sample.columnCount
    guard let unitColumn = schema.unitColumn, let unit = columns[unitColumn],
      !head.sample.headers.contains(where: \.isEmpty)
    else { return nil }
    var key: Int?
    if let column = counted.keyColumn {
      guard let place = columns[column] else { return nil }
      key = place
    }
    let classes = counted.classColumns.compactMap { columns[$0] }
    let attributes = counted.attributeColumns.compactMap { columns[$0] }
    let checked = counted.checkedColumns.filter { schema.columns[$0].type != .id }.compactMap { columns[$0] }
    let used = Set([unit] + [key].compactMap { $0 } + classes + attributes + checked)
    let loose = (0..<width).filter { !used.contains($0) }.map { place -> (column: Int, refusesBlank: Bool) in
      guard let column = columns.firstIndex(of: place), case .refused = schema.columns[column].blank else {
        return (place, false)
      }
      return (place, true)
    }
    // Some 16,000 records a partition stay in a cache while they are brought together.
    let rows =
      source.count / max(1, min(source.count, SeparatedHead.sampleBytes) / max(1, head.sample.rowCount))
    var bits = 0
    while bits < 10, rows >> bits > 1 << 14 { bits += 1 }
    return CountedLayout(
      unit: unit, key: key, classes: classes, attributes: attributes, checked: checked, loose: loose,
      width: width,
      separator: head.separator, partitionBits: setting.partitionBits ?? bits)
  }

  // MARK: - Threads together

  private mutating func merge() {
    (classTexts, classes, kindOf) = Self.merged(
      scans.map { ($0.classSpellings, $0.classes) }, layout.classes.count)
    (attributeTexts, attributes, attributeOf) = Self.merged(
      scans.map { ($0.attributeSpellings, $0.attributes) }, layout.attributes.count)
  }

  /// Spellings of all threads, the distinct tuples of them, and which of those each thread's are.
  private static func merged(
    _ threads: [([SpellingIndex], TupleIndex)], _ columns: Int
  ) -> ([SpellingIndex], [[Int32]], [[Int32]]) {
    let texts = (0..<columns).map { _ in SpellingIndex() }
    let bits = CountedLayout.bits(columns)
    var tuples: [[Int32]] = []
    var known: [[Int32]: Int32] = [:]
    var numbers: [[Int32]] = []
    for (spellings, index) in threads {
      let codes = zip(texts, spellings).map { all, own in (0..<own.count).map { all.number(copying: own, $0) }
      }
      numbers.append(
        index.keys.map { key in
          var tuple = [Int32](repeating: 0, count: columns)
          var rest = key
          for column in (0..<columns).reversed() {
            tuple[column] = codes[column][Int(rest & ((1 << bits) &- 1))]
            rest >>= bits
          }
          if let number = known[tuple] { return number }
          let number = Int32(clamping: tuples.count)
          known[tuple] = number
          tuples.append(tuple)
          return number
        })
    }
    return (texts, tuples, numbers)
  }

  /// The texts of a class's columns.
  func cells(ofClass number: Int32) -> [String] {
    zip(classTexts, classes[Int(number)]).map { $0.text(Int($1)) }
  }

  /// What a made-up row holds in each column of the file.
  private func content(_ fixed: (Int) -> CaseEvaluation.Content) -> [CaseEvaluation.Content] {
    (0..<layout.width).map { place in
      if place == layout.unit { return .unit }
      if place == layout.key { return .key }
      if let part = layout.classes.firstIndex(of: place) { return .part(part) }
      return fixed(place)
    }
  }

  /// An evaluation of this table's cases; nil where some cell is wrong.
  func evaluation(_ figures: [Rational?], _ dataset: Dataset) -> CaseEvaluation? {
    CaseEvaluation(
      counted, figures, dataset, headers: head.sample.headers, content: content { .fixed(filler($0)) })
  }

  /// A good text for a column whose cells do not matter, or "".
  private func filler(_ place: Int) -> String {
    if let part = layout.attributes.firstIndex(of: place) { return attributeTexts[part].text(0) }
    for scan in scans {
      if let part = layout.checked.firstIndex(of: place), scan.checkedSpellings[part].count > 0 {
        return scan.checkedSpellings[part].text(0)
      }
    }
    return layout.loose.contains { $0.column == place && $0.refusesBlank } ? "1" : ""
  }

  // MARK: - Attributes

  /// The table as final evaluation sees it: one row for each unit that occurs, with what its records agree in.
  /// nil where cells are wrong or records of a unit disagree. `units`: what each thread's spellings mean.
  func unitRows(_ dataset: Dataset, _ units: [[Int32]]) -> BoundTable? {
    guard let typed = typedAttributes() else { return nil }
    var tuple = [Int32](repeating: -1, count: dataset.units.count)
    var occurs = [Bool](repeating: false, count: dataset.units.count)
    for (thread, scan) in scans.enumerated() {
      for (spelling, unit) in units[thread].enumerated() {
        occurs[Int(unit)] = true
        guard !layout.attributes.isEmpty else { continue }
        let own = attributeOf[thread][Int(scan.attributeOf[spelling])]
        if tuple[Int(unit)] >= 0, tuple[Int(unit)] != own { return nil }
        tuple[Int(unit)] = own
      }
    }
    let present = occurs.indices.filter { occurs[$0] }
    var bound = BoundTable()
    bound.rowCount = present.count
    bound.units = present.map { Int32(truncatingIfNeeded: $0) }
    let rows = present.map { tuple[$0] }
    for column in counted.plan.tables[counted.table].columns.indices {
      let isAttribute = counted.attributeColumns.contains(column) && columns[column] != nil
      bound.columns.append(
        typed.columns[column].map {
          isAttribute ? $0.gathered(rows) : Column.constant(nil, count: present.count)
        })
      bound.defaults.append(typed.defaults[column])
    }
    return bound
  }

  /// Binds every combination of attributes, and every spelling of columns that only have to be right.
  private func typedAttributes() -> BoundTable? {
    let checked = layout.checked.indices.map { part in
      scans.flatMap { scan in
        (0..<scan.checkedSpellings[part].count).map { scan.checkedSpellings[part].text($0) }
      }
    }
    let count = max(1, attributes.count, checked.map(\.count).max() ?? 0)
    let first = classes.isEmpty ? [] : cells(ofClass: 0)
    let rows = (0..<count).map { row in
      content { .fixed(filler($0)) }.enumerated().map { place, content -> String in
        if let part = layout.attributes.firstIndex(of: place) {
          return attributeTexts[part].text(Int(attributes[min(row, attributes.count - 1)][part]))
        }
        if let part = layout.checked.firstIndex(of: place) {
          return checked[part][min(row, checked[part].count - 1)]
        }
        switch content {
        case .unit: return "·\(row)"
        case .key: return "1"
        case .part(let part): return first[part]
        case .fixed(let text): return text
        }
      }
    }
    let grid = Grid(name: "", headers: head.sample.headers, rows: rows)
    return Binder.bindAlone(grid, counted.plan, table: counted.table)?.tables[counted.table]
  }

  // MARK: - Cases

  /// Everything that cases add up to: a column for each total, and what the findings ask. nil where a value is not
  /// what it should be.
  func totals(
    _ figures: [Rational?], _ dataset: Dataset, _ units: [[Int32]], _ facts: inout CountedFacts,
    _ timings: inout Timings
  ) -> [(node: NodeID, column: Column)]? {
    guard let evaluation = evaluation(figures, dataset), evaluation.width > 0,
      let single = evaluation.evaluate(classes.indices.map { [Int32($0)] }, cells: cells)
    else { return nil }
    let records = recordCount
    guard single.amounts.fits(records) else { return nil }
    timings.mark(.rules)
    let groupings = grouped(single.amounts, dataset, units)
    timings.mark(.aggregate)
    var times = [Int](repeating: 0, count: classes.count)
    for grouping in groupings {
      for (kind, count) in grouping.singleCounts.enumerated() { times[kind] += count }
    }
    evaluation.note(single, times: times, into: &facts)
    noteIdle(evaluation.earned(single), into: &facts)
    guard addShared(groupings, evaluation, single.amounts, &facts, &timings) else { return nil }
    for grouping in groupings.dropFirst() { groupings[0].totals.merge(grouping.totals) }
    timings.mark(.aggregate)
    return evaluation.columns(groupings[0].totals, single.amounts)
  }

  private func grouped(_ amounts: CaseAmounts, _ dataset: Dataset, _ units: [[Int32]]) -> [CaseGrouping] {
    let count = dataset.units.count
    let kinds = classes.count
    let words = CaseKeys.merged(scans.map(\.keys))
    let translations = scans.indices.map {
      CaseGrouping.Translation(units: units[$0], kinds: kindOf[$0], words: words[$0])
    }
    let groupings = scans.map { _ in CaseGrouping(units: count, amounts, kinds: kinds) }
    let parts = scans.map(\.partitions)
    let isKeyed = layout.key != nil
    Workers.run(groupings.count) { worker in
      for partition in stride(from: worker, to: 1 << parts[0].bits, by: groupings.count) {
        groupings[worker].take(parts, translations, partition: partition, isKeyed: isKeyed)
      }
    }
    return groupings
  }

  private func addShared(
    _ groupings: [CaseGrouping], _ evaluation: CaseEvaluation, _ singles: CaseAmounts,
    _ facts: inout CountedFacts,
    _ timings: inout Timings
  ) -> Bool {
    var known: [[Int32]: Int32] = [:]
    var cases: [[Int32]] = []
    var times: [Int] = []
    let numbers = groupings.map { grouping in
      grouping.sequenceCounts.indices.map { sequence -> Int32 in
        let kinds = grouping.kinds(ofSequence: sequence)
        let number = known[kinds] ?? Int32(clamping: cases.count)
        if Int(number) == cases.count {
          known[kinds] = number
          cases.append(kinds)
          times.append(0)
        }
        times[Int(number)] += grouping.sequenceCounts[sequence]
        return number
      }
    }
    guard !cases.isEmpty else { return true }
    guard let shared = evaluation.evaluate(cases, cells: cells),
      let amounts = shared.amounts.scaled(as: singles),
      amounts.fits(recordCount)
    else { return false }
    evaluation.note(shared, times: times, into: &facts)
    timings.mark(.rules)
    Workers.run(groupings.count) { groupings[$0].addShared(amounts, numbers[$0]) }
    return true
  }

  private func noteIdle(_ earned: [Bool]?, into facts: inout CountedFacts) {
    guard let earned else { return }
    var counts = [Int](repeating: 0, count: classes.count)
    var rows: [Int] = []
    var before = 0
    for (thread, scan) in scans.enumerated() {
      for (own, count) in scan.classCounts.enumerated() {
        let kind = Int(kindOf[thread][own])
        guard !earned[kind] else { continue }
        counts[kind] += count
        // The header is row 1 of a spreadsheet.
        rows += scan.firstRecords[own].map { Int($0) + before + 2 }
      }
      before += scan.recordCount
    }
    facts.idle[counted.table] = CountedFacts.Idle(
      count: counts.reduce(0, +),
      rows: rows.sorted().prefix(CountedScan.keptRecords).map {
        ($0, .cell(file: name, row: $0, column: 0, header: "", text: ""))
      })
  }
}

extension SpellingIndex {
  /// The number here of a spelling of another index.
  func number(copying other: SpellingIndex, _ number: Int) -> Int32 {
    other.withBytes(of: number) { bytes in
      let padded = Array(bytes) + [UInt8](repeating: 0, count: FieldSplitter.slack)
      return padded.withUnsafeBufferPointer { buffer in
        buffer.baseAddress.map { self.number($0, bytes.count) } ?? 0
      }
    }
  }
}

import Diagnostics
import Exact
import Semantics
import Tables

/// Scores one run of a roster on one thread, slice by slice.
final class SliceWorker: @unchecked Sendable {
  // Each instance is used by one thread at a time.
  static let rows = 4096

  private let sliced: SlicedPlan
  private let figures: [Rational?]
  private let binder: Binder
  private let unit: Int
  private let loose: [(column: Int, refusesBlank: Bool)]
  private let readers: [SliceReader]
  let names: NameRun
  /// By place in `SlicedPlan.kept`, and then those of printed columns.
  var kept: [KeptColumn]
  private(set) var posts: [Bool]
  private(set) var undecided: [NodeID: Int] = [:]
  private(set) var isClean = true
  /// Nanoseconds spent on the method's rules, without reading.
  private(set) var ruleTime = 0
  private let postingsOf: [NodeID: [Int]]
  private let order = (0..<Int32(SliceWorker.rows)).map { $0 }

  init(
    _ sliced: SlicedPlan, _ figures: [Rational?], _ binder: Binder, columns: [Int?], width: Int,
    capacity: Int,
    names: Int
  ) {
    self.sliced = sliced
    self.figures = figures
    self.binder = binder
    let schema = sliced.plan.tables[sliced.table]
    unit = schema.unitColumn.flatMap { columns[$0] } ?? 0
    let typed = schema.columns.indices.filter { column in
      switch schema.columns[column].type {
      case .options, .yesNo, .date, .number, .percent: true
      case .name, .names, .id, .text, .period, .notation: false
      }
    }
    readers = typed.map {
      SliceReader($0, place: columns[$0], binder, table: sliced.table, isPrinted: sliced.printed.contains($0))
    }
    let used = Set(readers.compactMap(\.place) + [unit])
    loose = (0..<width).filter { !used.contains($0) }.map { place in
      guard let column = columns.firstIndex(of: place) else { return (place, false) }
      return (place, binder.refusesBlank(sliced.table, column))
    }
    kept = (sliced.kept + sliced.printed).map { _ in
      var column = KeptColumn()
      column.reserve(capacity)
      return column
    }
    self.names = NameRun(capacity: names)
    posts = [Bool](repeating: false, count: sliced.plan.postings.count)
    postingsOf = Dictionary(grouping: sliced.plan.postings.indices) { sliced.plan.postings[$0].amount }
  }

  func take(_ batch: RecordPieces.Batch, stride: Int) -> Bool {
    let text = batch.text
    for row in 0..<batch.rows {
      let start = Int(batch.fields[row &* stride &+ unit &* 2])
      let length = Int(batch.fields[row &* stride &+ unit &* 2 &+ 1]) &- start
      guard Binder.isPlainName(UnsafeBufferPointer(start: text + start, count: length)) else { return fail() }
    }
    names.add(text, batch.fields + unit &* 2, stride: stride, rows: batch.rows)
    for (column, refusesBlank) in loose {
      for row in 0..<batch.rows {
        let start = Int(batch.fields[row &* stride &+ column &* 2])
        let cell = UnsafeBufferPointer(
          start: text + start, count: Int(batch.fields[row &* stride &+ column &* 2 &+ 1]) &- start)
        guard CellParser.isUTF8(cell), !(refusesBlank && CellParser.isBlank(cell)) else { return fail() }
      }
    }
    var columns = [Column?](repeating: nil, count: sliced.plan.tables[sliced.table].columns.count)
    for reader in readers {
      guard let column = reader.read(text, batch.fields, rows: batch.rows, stride: stride) else {
        return fail()
      }
      columns[reader.column] = column
    }
    return score(columns, batch.rows) || fail()
  }

  private func fail() -> Bool {
    isClean = false
    return false
  }

  private func score(_ columns: [Column?], _ rows: Int) -> Bool {
    let start = Timings.now
    var dataset = Dataset(units: CodeBook(nameless: rows), tables: [BoundTable()], findings: [], books: [:])
    let ordinals = rows == order.count ? order : Array(order.prefix(rows))
    dataset.tables[0].rowCount = rows
    dataset.tables[0].columns = columns.map { [$0 ?? Column.constant(nil, count: rows)] }
    dataset.tables[0].defaults = columns.map { _ in [Column.constant(nil, count: 1)] }
    dataset.tables[0].units = ordinals
    dataset.tables[0].denseRows = ordinals
    dataset.tables[0].isDenseInOrder = true
    var evaluation = Evaluation(plan: sliced.plan, dataset: dataset, figures: figures)
    evaluation.fusesSums = true
    evaluation.fused = [Bool](repeating: false, count: sliced.plan.nodes.count)
    if let blank = sliced.allBlank { evaluation.columns[blank] = blanks(rows) }
    for node in sliced.kept { _ = evaluation.column(node) }
    for node in sliced.roots where !(evaluation.fused[node] && isPosted(node)) { _ = evaluation.column(node) }
    guard evaluation.problems.isEmpty, isSound(&evaluation) else { return false }
    note(&evaluation)
    ruleTime += Timings.now - start
    for (place, node) in sliced.kept.enumerated() {
      let column = evaluation.column(node)
      if node == sliced.plan.group, column.codes.contains(Column.none) { return false }
      guard kept[place].append(column) else { return false }
    }
    for (place, column) in sliced.printed.enumerated() {
      guard let cells = columns[column], kept[sliced.kept.count + place].append(cells) else { return false }
    }
    return true
  }

  /// Whether all postings of a node's amounts are known to take effect, so that nothing asks for its values again. What
  /// a sum took in has no absent value, so there is nothing to report of it either.
  private func isPosted(_ node: NodeID) -> Bool {
    postingsOf[node]?.allSatisfy { posts[$0] } ?? true
  }

  /// Which units left every cell that counts blank.
  private func blanks(_ rows: Int) -> Column {
    var blank = [UInt8](repeating: 1, count: rows)
    for reader in readers {
      guard let filled = reader.filled else { continue }
      for row in 0..<rows where filled[row] { blank[row] = 0 }
    }
    return Column(.truths(blank), count: rows)
  }

  /// Bounds hold, and every known group has its entry.
  private func isSound(_ evaluation: inout Evaluation) -> Bool {
    for requirement in sliced.plan.requirements where evaluation.column(requirement.holds).truths.contains(0)
    {
      return false
    }
    for node in sliced.roots {
      guard case .lookup(let keys, _) = sliced.plan.nodes[node].op else { continue }
      let values = evaluation.column(node)
      guard case .numbers(let numbers) = values.values, numbers.absent.contains(true) else { continue }
      let known = keys.map { evaluation.operand($0, at: .unit) }
      for unit in 0..<values.count where values.isAbsent(at: unit) {
        if known.allSatisfy({ !$0.isAbsent(at: unit) }) { return false }
      }
    }
    return true
  }

  private func note(_ evaluation: inout Evaluation) {
    for (number, posting) in sliced.plan.postings.enumerated()
    where !posts[number] && sliced.isLocal[posting.amount] {
      let column = evaluation.column(posting.amount)
      posts[number] = column.numbers.hasNonzero(count: column.count)
    }
    for node in sliced.roots {
      guard case .guarded(let mask, _) = sliced.plan.nodes[node].op else { continue }
      guard case .truths(let truths) = evaluation.operand(mask, at: .unit).values,
        truths.contains(Column.unknown)
      else { continue }
      let count = truths.count == 1 ? evaluation.dataset.units.count : truths.count { $0 == Column.unknown }
      undecided[node, default: 0] += count
    }
  }

}

/// A large roster, read and scored slice by slice.
struct SlicedTable {
  /// The evaluation with what was kept; the rest of the method is evaluated over that.
  static func evaluation(
    _ sliced: SlicedPlan, _ figures: [Rational?], source: ByteSource, head: SeparatedHead,
    setting: StreamSetting,
    _ progress: Progress, _ timings: inout Timings
  ) -> Evaluation? {
    var binder = Binder(sliced.plan, lenient: false)
    let columns = binder.headers(of: head.sample, sliced.table)
    let width = head.sample.columnCount
    guard !binder.hasErrors, !head.sample.headers.contains(where: \.isEmpty),
      sliced.plan.tables[sliced.table].unitColumn.map({ columns[$0] != nil }) == true
    else { return nil }
    let cuts = RecordPieces.cuts(source, from: head.dataStart, runs: setting.threads)
    let rowBytes = max(1, min(source.count, SeparatedHead.sampleBytes) / max(1, head.sample.rowCount))
    let prepared = binder
    let workers = cuts.dropLast().enumerated().map { run, start in
      SliceWorker(
        sliced, figures, prepared, columns: columns, width: width,
        capacity: run == 0 ? source.count / rowBytes * 17 / 16 : (cuts[run + 1] - start) / rowBytes * 17 / 16,
        names: (cuts[run + 1] - start) / rowBytes)
    }
    let piece = setting.piece
    let isRead = Flags(workers.count)
    setting.run(workers.count) { run in
      let records = RecordPieces.read(
        source, from: cuts[run], to: cuts[run + 1], piece: piece, width: width, separator: head.separator,
        batch: SliceWorker.rows, progress
      ) { workers[run].take($0, stride: width &* 2) }
      isRead.values[run] = records != nil
    }
    guard isRead.values.allSatisfy({ $0 }), workers.allSatisfy(\.isClean), let first = workers.first else {
      return nil
    }
    guard areDistinct(workers.map(\.names)) else { return nil }
    timings.mark(.read)
    timings.move(workers.map(\.ruleTime).max() ?? 0, from: .read, to: .rules)
    return merged(sliced, figures, workers, first, &binder)
  }

  /// Whether no name stands twice, in one run or in two. Every thread looks at its share of each run's names.
  private static func areDistinct(_ runs: [NameRun]) -> Bool {
    guard !runs.contains(where: \.hasRepeats) else { return false }
    let isRepeated = Flags(runs.count)
    Workers.run(runs.count) { thread in
      for (number, run) in runs.enumerated() {
        let share = run.count * thread / runs.count..<run.count * (thread + 1) / runs.count
        for earlier in runs[..<number] where earlier.containsAny(of: run, share) {
          isRepeated.values[thread] = true
        }
      }
    }
    return !isRepeated.values.contains(true)
  }

  /// One flag for each thread.
  private final class Flags: @unchecked Sendable {
    // Each place is written by one thread.
    let values: UnsafeMutableBufferPointer<Bool>

    init(_ count: Int) {
      values = .allocate(capacity: count)
      values.initialize(repeating: false)
    }

    deinit { values.deallocate() }
  }

  private static func merged(
    _ sliced: SlicedPlan, _ figures: [Rational?], _ workers: [SliceWorker], _ first: SliceWorker,
    _ binder: inout Binder
  ) -> Evaluation? {
    var bytes = first.names.bytes
    var ends = first.names.ends
    for worker in workers.dropFirst() {
      let offset = bytes.count
      bytes += worker.names.bytes
      ends += worker.names.ends.dropFirst().map { $0 + offset }
    }
    guard areWellFormed(bytes, ends), ends.count > 1 else { return nil }
    var columns: [Column] = []
    for place in first.kept.indices {
      for worker in workers.dropFirst() {
        guard first.kept[place].append(worker.kept[place].column) else { return nil }
        worker.kept[place] = KeptColumn()
      }
      columns.append(first.kept[place].column)
      first.kept[place] = KeptColumn()
    }
    let plan = sliced.plan
    let count = ends.count - 1
    var dataset = binder.dataset
    dataset.units = CodeBook(plain: bytes, ends: ends)
    var bound = BoundTable()
    bound.rowCount = count
    bound.denseRows = (0..<Int32(clamping: count)).map { $0 }
    bound.isDenseInOrder = true
    bound.columns = plan.tables[sliced.table].columns.map { _ in [Column.constant(nil, count: count)] }
    bound.defaults = bound.columns
    for (place, column) in sliced.printed.enumerated() {
      bound.columns[column] = [columns[sliced.kept.count + place]]
      if case .options(let options, _) = plan.tables[sliced.table].columns[column].type {
        bound.cellTexts[column] = options
      } else {
        bound.cellTexts[column] = []
      }
    }
    dataset.tables[sliced.table] = bound
    var evaluation = Evaluation(plan: plan, dataset: dataset, figures: figures)
    var facts = CountedFacts(isRecord: sliced.isLocal)
    for (place, node) in sliced.kept.enumerated() {
      facts.isRecord[node] = false
      evaluation.columns[node] = columns[place]
    }
    for (number, posting) in plan.postings.enumerated() where sliced.isLocal[posting.amount] {
      facts.postings[number] = workers.contains { $0.posts[number] } ? 1 : 0
    }
    for worker in workers { facts.undecided.merge(worker.undecided, uniquingKeysWith: +) }
    evaluation.counted = facts
    return evaluation
  }
}

extension SlicedTable {
  /// Whether names, one after the other, are well-formed each by itself.
  private static func areWellFormed(_ bytes: [UInt8], _ ends: [Int]) -> Bool {
    bytes.withUnsafeBufferPointer { text in
      CellParser.isUTF8(text) && ends.allSatisfy { $0 >= text.count || text[$0] & 0xC0 != 0x80 }
    }
  }
}

import Diagnostics
import Exact
import Semantics
import Tables

/// How large inputs are read.
public struct StreamSetting: Sendable {
  /// How many threads read and count.
  public var threads: Int
  /// How many bytes a thread reads at once; a record must fit.
  public var piece: Int
  /// Files of fewer bytes are read whole.
  public var least: Int
  /// Into how many partitions records are scattered, as a power of two; nil: by the size of the file.
  var partitionBits: Int?
  /// For tests: one thread's share after the other's, the last one's first, instead of all at once.
  var isBackwards = false

  public init(threads: Int? = nil, piece: Int = 1 << 18, least: Int = 1 << 20) {
    self.threads = threads ?? Workers.available
    self.piece = piece
    self.least = least
  }

  /// Calls `body` with each thread's index.
  func run(_ count: Int, _ body: @escaping @Sendable (Int) -> Void) {
    if isBackwards {
      for index in (0..<count).reversed() { body(index) }
    } else {
      Workers.run(count, body)
    }
  }
}

/// A file of a table, which may be too large to keep.
public struct TableSource: Sendable {
  /// Index in `Plan.tables`.
  public var table: Int
  public var name: String
  public var bytes: ByteSource

  public init(table: Int, name: String, bytes: ByteSource) {
    self.table = table
    self.name = name
    self.bytes = bytes
  }
}

extension Scorer {
  /// Scores without keeping the records of the largest table, where method and data allow it; nil otherwise, and
  /// also wherever anything is wrong: `score(plan:dataset:figures:)` gives the same outcome, or says what is wrong.
  ///
  /// Memory follows the distinct cases and units, and 16 bytes a record while they are brought together.
  /// - Parameter load: reads another table's file whole; nil where that fails.
  public static func stream(
    plan: Plan, sources: [TableSource], figures: [Rational?], language: Language = .chinese,
    setting: StreamSetting = StreamSetting(), progress: Progress = Progress(), timings: inout Timings,
    load: (TableSource) -> Grid?
  ) -> Outcome? {
    guard figures.count == plan.figures.count, !figures.contains(nil),
      let large = sources.max(by: { $0.bytes.count < $1.bytes.count }), large.bytes.count >= setting.least,
      sources.filter({ $0.table == large.table }).count == 1
    else { return nil }
    if sources.count == 1, let sliced = SlicedPlan(plan, table: large.table) {
      return slicedOutcome(sliced, large, figures, language, setting, progress, &timings)
    }
    return countedOutcome(plan, sources, large, figures, language, setting, progress, &timings, load)
  }

  static func slicedOutcome(
    _ sliced: SlicedPlan, _ large: TableSource, _ figures: [Rational?], _ language: Language,
    _ setting: StreamSetting,
    _ progress: Progress, _ timings: inout Timings
  ) -> Outcome? {
    guard let head = SeparatedHead(name: large.name, source: large.bytes) else { return nil }
    progress.begin(large.bytes.count)
    defer { progress.finish() }
    let evaluation = SlicedTable.evaluation(
      sliced, figures, source: large.bytes, head: head, setting: setting, progress, &timings)
    guard let evaluation else { return nil }
    timings.mark(.decode)
    let outcome = run(evaluation, language).outcome
    timings.mark(.rank)
    return outcome
  }

  /// The same, counting the records of a given table, whatever its size: for tests.
  static func stream(
    plan: Plan, sources: [TableSource], figures: [Rational?], counting table: Int, setting: StreamSetting,
    timings: inout Timings, load: (TableSource) -> Grid?
  ) -> Outcome? {
    guard figures.count == plan.figures.count, !figures.contains(nil) else { return nil }
    let own = sources.filter { $0.table == table }
    guard own.count == 1 else { return nil }
    if sources.count == 1, let sliced = SlicedPlan(plan, table: table) {
      return slicedOutcome(sliced, own[0], figures, .chinese, setting, Progress(), &timings)
    }
    return countedOutcome(plan, sources, own[0], figures, .chinese, setting, Progress(), &timings, load)
  }

  private static func countedOutcome(
    _ plan: Plan, _ sources: [TableSource], _ large: TableSource, _ figures: [Rational?],
    _ language: Language,
    _ setting: StreamSetting, _ progress: Progress, _ timings: inout Timings, _ load: (TableSource) -> Grid?
  ) -> Outcome? {
    guard let counted = CountedPlan(plan, table: large.table),
      let head = SeparatedHead(name: large.name, source: large.bytes)
    else { return nil }
    var others: [Dataset.Source] = []
    for source in sources where source.table != large.table {
      guard let grid = load(source) else { return nil }
      others.append(Dataset.Source(table: source.table, grid: grid))
    }
    timings.mark(.read)
    progress.begin(large.bytes.count)
    defer { progress.finish() }
    guard
      let table = CountedTable(
        counted, name: large.name, source: large.bytes, head: head, setting: setting, progress)
    else { return nil }
    timings.mark(.read)
    var binder = Binder(plan, lenient: false)
    guard
      let (bound, units) = binder.bindAround(
        StreamedTable(table: large.table, head: head.sample, units: table.units), others),
      let rows = table.unitRows(bound, units)
    else { return nil }
    var dataset = bound
    dataset.tables[large.table] = rows
    timings.mark(.decode)
    var facts = CountedFacts(isRecord: counted.isRecord)
    guard let totals = table.totals(figures, bound, units, &facts, &timings) else { return nil }
    var evaluation = Evaluation(plan: plan, dataset: dataset, figures: figures)
    evaluation.counted = facts
    for (node, column) in totals { evaluation.columns[node] = column }
    let outcome = run(evaluation, language).outcome
    timings.mark(.rank)
    return outcome
  }
}

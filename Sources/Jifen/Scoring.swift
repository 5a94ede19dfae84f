import Tables

/// A file of tallies in memory.
public struct InputFile: Sendable {
  /// The table of the method that it is for.
  public var table: String
  /// Its name for diagnostics; the ending tells its format (.csv, .tsv, .json). A workbook (.xlsx) is known by
  /// its bytes.
  public var name: String
  public var bytes: [UInt8]
  /// The sheet of a workbook; nil for the one named as the table, or the only one that holds anything.
  public var sheet: String?

  public init(table: String, name: String, bytes: [UInt8], sheet: String? = nil) {
    self.table = table
    self.name = name
    self.bytes = bytes
    self.sheet = sheet
  }
}

/// What one run changes of a method's written figures.
public struct ScoreOptions: Sendable {
  public struct Setting: Sendable {
    /// As it was given, for diagnostics.
    public var argument: String
    public var address: String
    public var value: String

    public init(argument: String, address: String, value: String) {
      self.argument = argument
      self.address = address
      self.value = value
    }
  }

  /// A 方案 / variant of the method, by name.
  public var variant: String?
  /// Figures changed on top of it, in order.
  public var settings: [Setting]

  public init(variant: String? = nil, settings: [Setting] = []) {
    self.variant = variant
    self.settings = settings
  }

  /// Settings written `ADDRESS=VALUE`, such as `“（五）” 另加=2`.
  public init(variant: String? = nil, settings: [String]) {
    self.init(
      variant: variant,
      settings: settings.map { text in
        let cut = text.lastIndex(of: "=") ?? text.endIndex
        return Setting(argument: text, address: String(text[..<cut]), value: String(text[cut...].dropFirst()))
      })
  }
}

/// Scores a method over its tallies: published tables, lists, grades and findings. nil, with errors in
/// `diagnostics`, where the method, the settings or the data are wrong; then nothing is computed by halves.
/// Cost: linear in the records, sorting for ranks aside.
public func score(
  _ method: Method, tables: [InputFile], options: ScoreOptions = ScoreOptions(),
  diagnostics: inout [Diagnostic]
) -> Outcome? {
  run(method, tables: tables, options: options, diagnostics: &diagnostics)?.outcome
}

/// A file of tallies that need not be in memory: records of large ones are counted while they are read.
public struct TallySource: Sendable {
  /// The table of the method that it is for.
  public var table: String
  /// Its name for diagnostics; the ending tells its format (.csv, .tsv, .json).
  public var name: String
  public var bytes: ByteSource
  /// The sheet of a workbook; nil for the one named as the table, or the only one that holds anything.
  public var sheet: String?

  public init(table: String, name: String, bytes: ByteSource, sheet: String? = nil) {
    self.table = table
    self.name = name
    self.bytes = bytes
    self.sheet = sheet
  }
}

/// The same over files that may be too large to keep in memory. Outcome and diagnostics are those of
/// `score(_:tables:options:diagnostics:)`; only time and memory differ: records that a method's lines cannot tell
/// apart are scored once, which <doc:Cost> describes.
public func score(
  _ method: Method, sources: [TallySource], options: ScoreOptions = ScoreOptions(),
  setting: StreamSetting = StreamSetting(), progress: Progress = Progress(), timings: inout Timings,
  diagnostics: inout [Diagnostic]
) -> Outcome? {
  guard let figures = figures(method.plan, options, &diagnostics) else { return nil }
  let placed = sources.compactMap { source in
    method.plan.tables.firstIndex { $0.name == source.table }.map {
      TableSource(table: $0, name: source.name, bytes: source.bytes)
    }
  }
  let outcome = Scorer.stream(
    plan: method.plan, sources: placed, figures: figures, setting: setting, progress: progress,
    timings: &timings
  ) { source in
    guard case .success(let bytes) = source.bytes.load() else { return nil }
    var found: [Diagnostic] = []
    let grid = TableReader.read(name: source.name, bytes: bytes, format: nil, diagnostics: &found)
    return found.isEmpty ? grid : nil
  }
  if let outcome { return outcome }
  guard let dataset = bind(method.plan, sources, &timings, &diagnostics) else { return nil }
  let run = Scorer.score(plan: method.plan, dataset: dataset, figures: figures)
  timings.mark(.rules)
  return finished(run, &diagnostics)?.outcome
}

/// Loads the files and binds them. Their bytes are let go as soon as they are bound.
private func bind(
  _ plan: Plan, _ sources: [TallySource], _ timings: inout Timings, _ diagnostics: inout [Diagnostic]
) -> Dataset? {
  var files: [InputFile] = []
  for source in sources {
    switch source.bytes.load() {
    case .success(let bytes):
      files.append(InputFile(table: source.table, name: source.name, bytes: bytes, sheet: source.sheet))
    case .failure(let failure): diagnostics.append(failure.diagnostic(path: source.name))
    }
  }
  timings.mark(.read)
  guard !diagnostics.hasErrors else { return nil }
  let dataset = bind(plan, files, &diagnostics)
  timings.mark(.decode)
  return dataset
}

/// The same with every value on the way, for explanation and further analysis.
public func run(
  _ method: Method, tables: [InputFile], options: ScoreOptions = ScoreOptions(),
  diagnostics: inout [Diagnostic]
) -> Run? {
  guard let figures = figures(method.plan, options, &diagnostics),
    let dataset = bind(method.plan, tables, &diagnostics)
  else { return nil }
  return finished(Scorer.score(plan: method.plan, dataset: dataset, figures: figures), &diagnostics)
}

/// A run without errors; otherwise nil, and the errors in `diagnostics`.
private func finished(_ run: Run, _ diagnostics: inout [Diagnostic]) -> Run? {
  diagnostics += run.errors
  guard run.errors.hasErrors else { return run }
  // A unit that stands in one table only is often what makes a value absent.
  diagnostics += run.evaluation.dataset.findings.filter { $0.code == .unitOnlyLater }
  return nil
}

/// The figures of a run: as written, then the variant's, then the settings'.
func figures(_ plan: Plan, _ options: ScoreOptions, _ diagnostics: inout [Diagnostic]) -> [Rational?]? {
  var overrides: [(figure: FigureID, value: Rational)] = []
  if let name = options.variant {
    guard let variant = plan.variants.first(where: { $0.name == name }) else {
      let names = plan.variants.map(\.name)
      diagnostics.append(
        Diagnostic(
          .unknownVariant, at: .argument(name), Phrase(name),
          names.isEmpty
            ? Phrase("（没有）", "(none)") : Phrase(names.joined(separator: "、"), names.joined(separator: ", ")),
          near: Nearness.suggestions(for: name, among: names)))
      return nil
    }
    overrides += variant.overrides
  }
  var failed = false
  for setting in options.settings {
    switch plan.override(setting.address + "=" + setting.value) {
    case .success(let override): overrides.append((override.0, override.1))
    case .failure(let problem):
      diagnostics.append(problem.diagnostic(at: .argument(setting.argument), text: setting.argument))
      failed = true
    }
  }
  return failed ? nil : plan.figures(with: overrides)
}

/// Reads the files and binds them to the method's tables.
func bind(_ plan: Plan, _ files: [InputFile], _ diagnostics: inout [Diagnostic]) -> Dataset? {
  var problems: [Diagnostic] = []
  var sources: [Dataset.Source] = []
  var shelf = OpenWorkbooks()
  for file in files {
    guard let table = plan.tables.firstIndex(where: { $0.name == file.table }) else { continue }
    // A table of records may be empty: nothing happened.
    let mayBeEmpty = plan.tables[table].keys.isEmpty
    var found: [Diagnostic] = []
    let grid = shelf.read(file, plan.tables[table], diagnostics: &found)
    problems += found.filter { !(mayBeEmpty && $0.code == .tableWithoutRows && grid != nil) }
    if let grid { sources.append(Dataset.Source(table: table, grid: grid)) }
  }
  guard !problems.hasErrors else {
    diagnostics += problems.sortedByPlace()
    return nil
  }
  let (dataset, errors) = Dataset.bind(plan, sources)
  // That error says what the notes say.
  if errors.contains(where: { $0.code == .nobodyToScore }) {
    problems.removeAll { $0.code == .tableWithoutRows }
  }
  diagnostics += (problems + errors).sortedByPlace()
  return errors.hasErrors ? nil : dataset
}

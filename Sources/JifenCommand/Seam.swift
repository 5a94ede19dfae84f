import Diagnostics
import Jifen
import Reports
import Tables

/// A method as the commands hold it: the core's value, and the files it was made from.
struct LoadedMethod: Sendable {
  let method: Method
  /// The method's own file, then those that it is based on.
  let files: [(path: String, bytes: [UInt8])]

  /// The files with their digests. Cost: reads them through, so ask when a report wants it.
  var inputs: [ReportedInput] {
    files.enumerated().map { place, file in
      ReportedInput(path: file.path, bytes: file.bytes, role: place == 0 ? .method : .base)
    }
  }

  var plan: Plan { method.plan }
}

/// Everything that the commands ask of the language core. A command never calls it in another way.
enum Seam {
  /// Parses and checks a method. `resolve` reads a file that it is based on, by the name that a file gives.
  static func load(
    name: String, bytes: [UInt8], resolve: (String, String) -> (name: String, bytes: [UInt8])?,
    _ diagnostics: inout [Diagnostic]
  ) -> Method? {
    Method.load(name: name, bytes: bytes, resolve: resolve, diagnostics: &diagnostics)
  }

  /// What the rules of a method make of some data that it accepts: flaws, each with a counter-example.
  /// nil, with errors in `diagnostics`, where a setting is wrong.
  static func lint(
    _ method: LoadedMethod, _ settings: RunSettings, _ diagnostics: inout [Diagnostic]
  ) -> [Diagnostic]? {
    method.method.flaws(options: options(settings), diagnostics: &diagnostics)
  }

  /// Binds the tallies and runs the method; nil, with errors in `diagnostics`, where something is wrong.
  static func score(
    _ method: LoadedMethod, _ tallies: [TallyFile], _ settings: RunSettings, progress: Progress,
    _ timings: inout Timings, _ diagnostics: inout [Diagnostic]
  ) -> Outcome? {
    Jifen.score(
      method.method, sources: tallies.map(\.source),
      options: options(settings), progress: progress, timings: &timings, diagnostics: &diagnostics)
  }

  static func score(
    _ method: LoadedMethod, _ tallies: [TallyFile], _ settings: RunSettings, _ diagnostics: inout [Diagnostic]
  ) -> Outcome? {
    var timings = Timings()
    return score(method, tallies, settings, progress: Progress(), &timings, &diagnostics)
  }

  /// The same with every value on the way.
  static func run(
    _ method: LoadedMethod, _ tallies: [TallyFile], _ settings: RunSettings, _ diagnostics: inout [Diagnostic]
  ) -> Run? {
    guard let tables = inputs(tallies, &diagnostics) else { return nil }
    return Jifen.run(method.method, tables: tables, options: options(settings), diagnostics: &diagnostics)
  }

  /// Runs worked examples, and the method's checks where there are tallies.
  static func test(
    _ method: LoadedMethod, _ tallies: [TallyFile]?, _ settings: RunSettings,
    _ diagnostics: inout [Diagnostic]
  ) -> TestedMethod? {
    guard let tallies else {
      return Jifen.runExamples(
        method.method, tables: nil, options: options(settings), diagnostics: &diagnostics)
    }
    guard let tables = inputs(tallies, &diagnostics) else { return nil }
    return Jifen.runExamples(
      method.method, tables: tables, options: options(settings), diagnostics: &diagnostics)
  }

  /// The derivation of a unit's score and rank, as text.
  static func explain(
    _ method: LoadedMethod, _ tallies: [TallyFile], _ settings: RunSettings, unit: String,
    against other: String?,
    _ language: Language, _ diagnostics: inout [Diagnostic]
  ) -> String? {
    guard let tables = inputs(tallies, &diagnostics) else { return nil }
    return Jifen.explain(
      method.method, tables: tables, options: options(settings), unit: unit, against: other,
      language: language, diagnostics: &diagnostics)
  }

  /// The run as one page of HTML.
  static func page(
    _ method: LoadedMethod, _ tallies: [TallyFile], _ settings: RunSettings,
    sections: [PageReport.Section] = [], watches: Bool, _ language: Language,
    _ diagnostics: inout [Diagnostic]
  ) -> [UInt8]? {
    guard let tables = inputs(tallies, &diagnostics) else { return nil }
    let record = RunRecord(
      inputs: method.inputs + tallies.compactMap(\.reported),
      version: Version.name, variant: settings.variant, settings: settings.overrides.map(\.argument))
    return Jifen.page(
      method.method, tables: tables, options: options(settings), record: record, sections: sections,
      watches: watches, language: language, diagnostics: &diagnostics)
  }

  /// The method's notice with its figures; nil where it has none.
  static func bulletin(
    _ method: LoadedMethod, _ tallies: [TallyFile], _ settings: RunSettings, _ language: Language,
    _ diagnostics: inout [Diagnostic]
  ) -> Bulletin? {
    guard let tables = inputs(tallies, &diagnostics) else { return nil }
    return Jifen.bulletin(
      method.method, tables: tables, options: options(settings), language: language,
      diagnostics: &diagnostics)
  }

  /// Published tables held against the method.
  static func audit(
    _ method: LoadedMethod, _ tallies: [TallyFile], _ published: [PublishedFile], _ settings: RunSettings,
    _ language: Language, _ diagnostics: inout [Diagnostic]
  ) -> Audit? {
    guard let tables = inputs(tallies, &diagnostics) else { return nil }
    return Jifen.audit(
      method.method, tables: tables, published: published, options: options(settings),
      language: language, diagnostics: &diagnostics)
  }

  /// The figures that published tables follow.
  static func fit(
    _ method: LoadedMethod, _ tallies: [TallyFile], _ published: [PublishedFile], _ settings: RunSettings,
    free: [String], _ domain: FigureDomain, _ language: Language, _ diagnostics: inout [Diagnostic]
  ) -> Fit? {
    guard let tables = inputs(tallies, &diagnostics) else { return nil }
    return Jifen.fit(
      method.method, tables: tables, published: published, free: free, domain: domain,
      options: options(settings), language: language, diagnostics: &diagnostics)
  }

  /// How far marks at discretion can move the results.
  static func bounds(
    _ method: LoadedMethod, _ tallies: [TallyFile], _ settings: RunSettings, columns: [String],
    blankOnly: Bool, _ language: Language, _ diagnostics: inout [Diagnostic]
  ) -> Bounds? {
    guard let tables = inputs(tallies, &diagnostics) else { return nil }
    return Jifen.bounds(
      method.method, tables: tables, columns: columns, blankOnly: blankOnly,
      options: options(settings), language: language, diagnostics: &diagnostics)
  }

  /// The method in the one layout, keywords in `language` (nil: as they are).
  static func format(
    name: String, bytes: [UInt8], language: Language?, _ diagnostics: inout [Diagnostic]
  ) -> String? {
    Jifen.format(name: name, bytes: bytes, language: language, diagnostics: &diagnostics)
  }

  /// Where a figure turns something between two values.
  static func sweep(
    _ method: LoadedMethod, _ tallies: [TallyFile], _ settings: RunSettings, address: String, from: String,
    to: String, _ diagnostics: inout [Diagnostic]
  ) -> Swept? {
    guard let tables = inputs(tallies, &diagnostics) else { return nil }
    return Jifen.sweep(
      method.method, tables: tables, options: options(settings), address: address, from: from,
      to: to, diagnostics: &diagnostics)
  }

  /// How far each figure may move before something changes.
  static func sensitivity(
    _ method: LoadedMethod, _ tallies: [TallyFile], _ settings: RunSettings,
    _ diagnostics: inout [Diagnostic]
  ) -> (run: Run, found: [Sensitivity])? {
    guard let tables = inputs(tallies, &diagnostics) else { return nil }
    return Jifen.sensitivity(
      method.method, tables: tables, options: options(settings), diagnostics: &diagnostics)
  }

  /// Variants of one method over the same tallies.
  static func compare(
    _ method: LoadedMethod, _ tallies: [TallyFile], _ settings: RunSettings, variants: [String],
    base: String, _ diagnostics: inout [Diagnostic]
  ) -> MethodComparison? {
    guard let tables = inputs(tallies, &diagnostics) else { return nil }
    return Jifen.compare(
      method.method, tables: tables, variants: variants, settings: options(settings).settings,
      base: base, diagnostics: &diagnostics)
  }

  /// Several methods over the same tallies.
  static func compare(
    _ methods: [ComparedMethod], _ tallies: [TallyFile], _ diagnostics: inout [Diagnostic]
  ) -> MethodComparison? {
    guard let tables = inputs(tallies, &diagnostics) else { return nil }
    return Jifen.compare(methods, tables: tables, diagnostics: &diagnostics)
  }

  /// The fewest further counts that get a unit to a goal.
  static func reach(
    _ method: LoadedMethod, _ tallies: [TallyFile], _ settings: RunSettings, unit: String, goal: NamedGoal,
    only: [String], limit: Int, _ diagnostics: inout [Diagnostic]
  ) -> Reached? {
    guard let tables = inputs(tallies, &diagnostics) else { return nil }
    return Jifen.reach(
      method.method, tables: tables, options: options(settings), unit: unit, goal: goal, only: only,
      limit: limit, diagnostics: &diagnostics)
  }

  /// The method as SQL: its tallies in temporary tables first, where there are some, then scores or checks.
  static func sql(
    _ method: LoadedMethod, _ tallies: [TallyFile]?, _ settings: RunSettings, _ sql: SQLOptions, checks: Bool,
    _ diagnostics: inout [Diagnostic]
  ) -> String? {
    var text = ""
    if let tallies {
      guard let given = inputs(tallies, &diagnostics),
        let tables = Jifen.sqlTables(method.method, tables: given, sql: sql, diagnostics: &diagnostics)
      else { return nil }
      text += tables + "\n"
    }
    let script =
      checks
      ? Jifen.sqlChecks(method.method, sql: sql, options: options(settings), diagnostics: &diagnostics)
      : Jifen.sqlScript(method.method, sql: sql, options: options(settings), diagnostics: &diagnostics)
    return script.map { text + $0 }
  }

  /// The files in memory; nil, with diagnostics, where one cannot be read any more.
  private static func inputs(_ tallies: [TallyFile], _ diagnostics: inout [Diagnostic]) -> [InputFile]? {
    var files: [InputFile] = []
    for tally in tallies {
      switch tally.bytes.load() {
      case .success(let bytes):
        files.append(InputFile(table: tally.table, name: tally.path, bytes: bytes, sheet: tally.sheet))
      case .failure(let failure): diagnostics.append(failure.diagnostic(path: tally.path))
      }
    }
    return files.count == tallies.count ? files : nil
  }

  private static func options(_ settings: RunSettings) -> ScoreOptions {
    ScoreOptions(
      variant: settings.variant,
      settings: settings.overrides.map { .init(argument: $0.argument, address: $0.address, value: $0.value) })
  }
}

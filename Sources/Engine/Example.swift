import Diagnostics
import Exact
import Semantics
import Tables

/// How one worked example of a method came out.
public struct ExampleResult: Sendable {
  public let name: String
  public let place: Place
  /// Expectations that did not hold, and errors of the given rows; empty where the example holds.
  public let failures: [Diagnostic]
  /// For each line of the plan how many nonzero amounts it posted; nil for lines that post nothing.
  public let coverage: [Int?]
  /// What of the method took effect in it.
  public var effects: Set<Effect> = []

  public var passed: Bool { failures.isEmpty }
}

extension Scorer {
  /// Runs the worked examples of a method, each over the rows that it gives.
  ///
  /// Cells that are not given stand for what a blank stands for, or else for 0, no or nothing. An example
  /// under a variant runs with that variant's figures in place of the given ones.
  public static func runExamples(
    _ plan: Plan, figures: [Rational?]? = nil, language: Language = .chinese
  ) -> [ExampleResult] {
    plan.examples.map { example in
      var own = figures ?? plan.writtenFigures
      if let variant = example.variant, plan.variants.indices.contains(variant) {
        for (figure, value) in plan.variants[variant].overrides where own.indices.contains(figure) {
          own[figure] = value
        }
      }
      return run(example, plan, own, language)
    }
  }

  private static func run(
    _ example: ExamplePlan, _ plan: Plan, _ figures: [Rational?], _ language: Language
  ) -> ExampleResult {
    let none = [Int?](repeating: nil, count: plan.lines.count)
    let (bound, errors) = Dataset.bind(plan, sources(example, plan), lenient: true)
    guard let dataset = bound else {
      return ExampleResult(
        name: example.name, place: example.place, failures: errors.map { placed($0, example, plan) },
        coverage: none)
    }
    var evaluation = Evaluation(plan: plan, dataset: dataset, figures: figures)
    var wanted: [NodeID] = []
    for expectation in example.expected {
      wanted.append(expectation.node)
      if case .number(let node) = expectation.value { wanted.append(node) }
    }
    evaluation.evaluate([], alongside: wanted)
    if evaluation.problems.isEmpty { evaluation.evaluateWhereClosed(plan.postings.map(\.amount)) }
    guard evaluation.problems.isEmpty else {
      return ExampleResult(
        name: example.name, place: example.place,
        failures: evaluation.problems.withoutRepeats.map { placed($0, example, plan) }, coverage: none)
    }
    let failures = failures(example, &evaluation, language).withoutRepeats
    let coverage = evaluation.coverage()
    return ExampleResult(
      name: example.name, place: example.place, failures: failures, coverage: coverage,
      effects: evaluation.effects())
  }

  /// The given rows as tables; each row gives its own cells.
  private static func sources(_ example: ExamplePlan, _ plan: Plan) -> [Dataset.Source] {
    plan.tables.indices.compactMap { table in
      let given = example.given.filter { $0.table == table }
      guard !given.isEmpty else { return nil }
      let headers = plan.tables[table].columns.map(\.name)
      let rows = given.map { row in
        var cells = [String](repeating: "", count: headers.count)
        for (column, text) in row.cells where cells.indices.contains(column) { cells[column] = text }
        return cells
      }
      let name = plan.tables[table].name
      return Dataset.Source(
        table: table, grid: Grid(name: "\(example.name) \(name)", headers: headers, rows: rows))
    }
  }

  /// An error of a given row at the row as the method writes it.
  private static func placed(_ diagnostic: Diagnostic, _ example: ExamplePlan, _ plan: Plan) -> Diagnostic {
    guard case .cell(let file, _, let row, _, _, _) = diagnostic.place else {
      var result = diagnostic
      if case .nowhere = diagnostic.place { result.place = example.place }
      if case .file = diagnostic.place { result.place = example.place }
      return result
    }
    var result = diagnostic
    result.related = []
    result.place = example.place
    for table in plan.tables.indices where file == "\(example.name) \(plan.tables[table].name)" {
      let given = example.given.filter { $0.table == table }
      if given.indices.contains(row - 2) { result.place = given[row - 2].place }
    }
    return result
  }

  private static func failures(
    _ example: ExamplePlan, _ evaluation: inout Evaluation, _ language: Language
  ) -> [Diagnostic] {
    var result: [Diagnostic] = []
    for expectation in example.expected {
      if let failure = failure(expectation, example, &evaluation, language) { result.append(failure) }
    }
    return result
  }

  private static func failure(
    _ expectation: ExamplePlan.Expectation, _ example: ExamplePlan, _ evaluation: inout Evaluation,
    _ language: Language
  ) -> Diagnostic? {
    guard evaluation.plan.nodes.indices.contains(expectation.node),
      let column = evaluation.columns[expectation.node]
    else { return nil }
    let node = evaluation.plan.nodes[expectation.node]
    var index = 0
    if let name = expectation.unit {
      guard let unit = evaluation.dataset.unit(named: name) else {
        return Diagnostic(.unknownExampleUnit, at: expectation.place, Phrase(example.name), Phrase(name))
      }
      index = Int(unit)
    }
    switch node.grain {
    case .unitPeriod: index = index * evaluation.periodsPerUnit(node.grain) + (expectation.period ?? 0)
    case .period: index = expectation.period ?? 0
    case .one: index = 0
    case .unit, .classes, .rows, .keyed, .shares: break
    }
    if let open = evaluation.openProblems(expectation.node, at: index).first { return open }
    let found = evaluation.value(expectation.node, at: index, language: language)
    let holds: Bool
    switch expectation.value {
    case .number(let wanted):
      let place = evaluation.plan.nodes[wanted].grain == .one ? 0 : index
      if let open = evaluation.openProblems(wanted, at: place).first { return open }
      holds = column.number(at: index) == evaluation.number(wanted, at: place) && found != .absent
    case .text(let text):
      if case .text(let actual) = found {
        holds = CellParser.normalisedName(actual) == CellParser.normalisedName(text)
      } else {
        holds = false
      }
    case .truth(let truth): holds = column.truth(at: index) == truth
    case .absent: holds = found == .absent
    }
    if holds { return nil }
    let actual: Phrase
    switch found {
    case .number(let number):
      guard number.decimalScale == nil else {
        actual = Phrase(number.readable)
        break
      }
      return repeating(number, node.kind, expectation, example)
    case .text(let text): actual = Phrase(text)
    case .absent: actual = Phrase("空缺", "absent")
    }
    return Diagnostic(
      .exampleFailed, at: expectation.place, Phrase(example.name), Phrase(expectation.text), actual)
  }

  /// A result without a finite decimal form: what to write is the fraction.
  private static func repeating(
    _ number: Rational, _ kind: ValueKind, _ expectation: ExamplePlan.Expectation, _ example: ExamplePlan
  ) -> Diagnostic {
    let fraction = number.plain
    let parts = fraction.split(separator: "/").map(String.init)
    let rounded = number.readable
    let numerator = parts.first ?? fraction
    let denominator = parts.count > 1 ? parts[1] : "1"
    var unit: Phrase = ""
    if case .number(let measure) = kind { unit = measure.behindNumber }
    return Diagnostic(
      .exampleFailed, at: expectation.place, Phrase(example.name), Phrase(expectation.text),
      Phrase(
        "分数 \(fraction)，约 \(rounded)（写作 = \(numerator)\(unit.chinese) ÷ \(denominator)；办法里取两位的，写 四舍五入（…，2 位））",
        "the fraction \(fraction), about \(rounded) (write = \(numerator)\(unit.english) / \(denominator), or round in the method: half_up(…, 2 digits))"
      ))
  }
}

import Diagnostics
import Exact
import Semantics

/// A scored method: what it publishes, or why it could not be scored, and every value on the way.
public struct Run: Sendable {
  /// nil where the data or an open figure kept the method from being scored.
  public let outcome: Outcome?
  /// Errors of the data; empty where there is an outcome.
  public let errors: [Diagnostic]
  public let evaluation: Evaluation
}

extension Plan {
  /// The figures as the method writes them; nil where it leaves one open.
  public var writtenFigures: [Rational?] { figures.map(\.value) }

  /// The figures with overrides in order, later ones winning; unknown ids are passed over.
  public func figures(with overrides: [(figure: FigureID, value: Rational)]) -> [Rational?] {
    var result = writtenFigures
    for (figure, value) in overrides where result.indices.contains(figure) { result[figure] = value }
    return result
  }
}

/// Scores a checked method over a bound dataset.
public enum Scorer {
  /// Evaluates all that the method publishes, ranks, lists, grades and checks.
  ///
  /// `language` is that of words that the engine itself prints into tables: 是 and 否, periods.
  /// Cost: linear in the records, sorting for ranks aside.
  public static func score(
    plan: Plan, dataset: Dataset, figures: [Rational?], language: Language = .chinese
  ) -> Run {
    run(Evaluation(plan: plan, dataset: dataset, figures: figures), language)
  }

  /// Scores the same data with other figures; what they do not reach is taken over from `run`.
  public static func score(_ run: Run, figures: [Rational?], language: Language = .chinese) -> Run {
    self.run(run.evaluation.with(figures: figures), language)
  }

  static func run(_ start: Evaluation, _ language: Language) -> Run {
    let plan = start.plan
    var evaluation = start
    evaluation.evaluate(plan.results, alongside: plan.bounds)
    var errors = evaluation.brokenRequirements() + evaluation.problems
    if !errors.hasErrors {
      evaluation.evaluateWhereClosed(plan.explained)
      errors += evaluation.problems
    }
    guard !errors.hasErrors else {
      return Run(outcome: nil, errors: errors.withoutRepeats, evaluation: evaluation)
    }
    var publisher = Publisher(evaluation: evaluation, language: language)
    let outcome = publisher.outcome()
    return Run(outcome: outcome, errors: [], evaluation: publisher.evaluation)
  }
}

extension [Diagnostic] {
  /// The first of each, in order.
  var withoutRepeats: [Diagnostic] {
    // A run has a handful, which is less than what a set costs to set up.
    if count <= 16 { return reduce(into: []) { kept, next in if !kept.contains(next) { kept.append(next) } } }
    var seen: Set<Diagnostic> = []
    return filter { seen.insert($0).inserted }
  }
}

extension Plan {
  /// What explanation asks for beyond the results: every posting, definition and total.
  var explained: [NodeID] {
    postings.map(\.amount) + definitions.map(\.node) + clauses.compactMap(\.total) + parts.compactMap(\.total)
  }
}

extension Evaluation {
  /// Cells that break a condition of their table, at most 20 a table and then a count.
  mutating func brokenRequirements() -> [Diagnostic] {
    var found: [Diagnostic] = []
    var counts = [Int](repeating: 0, count: plan.tables.count)
    for requirement in plan.requirements where plan.tables.indices.contains(requirement.table) {
      guard isKnown(requirement.holds) else { continue }
      let grain = plan.nodes[requirement.holds].grain
      let truths = column(requirement.holds).truths
      let rows = spaces.rows(of: grain, in: requirement.table)
      found += openBounds(requirement, grain)
      for index in truths.indices where truths[index] == 0 {
        counts[requirement.table] += 1
        guard counts[requirement.table] <= 20 else { continue }
        found.append(brokenRequirement(requirement, grain, index, row: rows[index]))
      }
    }
    for (table, count) in counts.enumerated() where count > 20 {
      found.append(
        Diagnostic(
          .moreErrors, at: dataset.tables[table].sources.first.map { $0.grid.place } ?? .nowhere,
          Phrase(plan.tables[table].name), Phrase("\(count - 20)")))
    }
    return found
  }

  /// Bounds that are not known where a cell needs them: one that is blank, 0 or at the other bound does not.
  private mutating func openBounds(_ requirement: Requirement, _ grain: Grain) -> [Diagnostic] {
    guard let waits = waiting[requirement.holds] else { return [] }
    let cells = dataset.tables[requirement.table].columns[requirement.column].first
    let low = requirement.low.map { operand($0, at: grain) }
    let high = requirement.high.map { operand($0, at: grain) }
    let rows = spaces.rows(of: grain, in: requirement.table)
    for index in 0..<size(grain) where waits.waits(at: index) != 0 {
      guard rows[index] >= 0, let cell = cells?.number(at: rows[index]), cell != .zero,
        cell != low?.number(at: index), cell != high?.number(at: index)
      else { continue }
      return openProblems(requirement.holds, at: index)
    }
    return []
  }

  private mutating func brokenRequirement(
    _ requirement: Requirement, _ grain: Grain, _ index: Int, row: Int
  ) -> Diagnostic {
    let bound = dataset.tables[requirement.table]
    let low = requirement.low.flatMap { operand($0, at: grain).number(at: index) }
    let high = requirement.high.flatMap { operand($0, at: grain).number(at: index) }
    let range: Phrase
    switch (low, high) {
    case (let low?, let high?):
      range = Phrase("\(low.readable) 至 \(high.readable)", "\(low.readable) to \(high.readable)")
    case (let bound?, nil), (nil, let bound?):
      range = Phrase("界限是 \(bound.readable)", "the bound is \(bound.readable)")
    case (nil, nil): range = subject(grain, index)
    }
    return Diagnostic(
      .outOfBounds, at: bound.place(row: row, column: requirement.column),
      Phrase(plan.tables[requirement.table].columns[requirement.column].name),
      Phrase(cell: bound.text(row: row, column: requirement.column)), Phrase(requirement.text), range,
      related: [Diagnostic.Related(requirement.place, Phrase("范围写在这里", "the bounds are written here"))])
  }
}

extension Rational {
  /// Plain where it is a decimal; a repeating one half up to two places.
  public var readable: String {
    decimalScale == nil ? decimal(digits: 2, mode: .halfUp) : plain
  }
}

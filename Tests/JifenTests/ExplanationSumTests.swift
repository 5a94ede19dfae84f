import Jifen
import Testing

/// An explanation leaves nothing out: what it lists adds up, exactly, to what was scored.
@Suite struct ExplanationSumTests {
  @Test(arguments: ExplanationSamples.names) func amountsAddUpForEveryUnit(_ name: String) throws {
    try check(ExplanationSamples.run(name))
  }

  @Test func amountsAddUpForEveryKindOfLine() throws {
    var diagnostics: [Diagnostic] = []
    let run = Jifen.run(
      try ExplanationSamples.ledgerMethod(), tables: ExplanationSamples.ledgerInputs(),
      diagnostics: &diagnostics)
    try check(#require(run))
  }

  @Test(arguments: ParametricMethodTests.samples)
  func amountsAndDifferencesAddUp(_ sample: ParametricMethodTests.Sample) throws {
    let run = try sample.run()
    try check(run)
    try compare(run)
  }

  private func check(_ run: Run) throws {
    let plan = run.evaluation.plan
    for unit in run.evaluation.dataset.units.texts.indices {
      let explanation = try #require(run.explanation(unit: unit))
      for part in explanation.parts {
        var sum = amounts(part.lines)
        for clause in part.clauses {
          let own = amounts(clause.lines)
          sum += own
          let total = try #require(plan.clauses[clause.index].total)
          #expect(run.evaluation.number(total, at: unit) == own, "\(explanation.unit) \(clause.label)")
          #expect(clause.total.number == own)
        }
        if let total = part.total.number, !part.label.isEmpty {
          #expect(total == sum, "\(explanation.unit) \(part.label)")
        }
      }
      // Clauses that are not told gave nothing.
      let told = Set(explanation.parts.flatMap(\.clauses).map(\.index))
      for (index, clause) in plan.clauses.enumerated() where !told.contains(index) {
        guard let total = clause.total else { continue }
        #expect(run.evaluation.number(total, at: unit)?.isZero == true)
      }
    }
  }

  private func amounts(_ lines: [Explanation.Line]) -> Rational {
    Rational.sum(lines.flatMap(\.entries).compactMap(\.amount.number))
  }

  @Test(arguments: ExplanationSamples.names) func differencesAddUpToTheFirstKey(_ name: String) throws {
    try compare(ExplanationSamples.run(name))
  }

  @Test func differencesAddUpForEveryKindOfLine() throws {
    var diagnostics: [Diagnostic] = []
    let run = Jifen.run(
      try ExplanationSamples.ledgerMethod(), tables: ExplanationSamples.ledgerInputs(),
      diagnostics: &diagnostics)
    try compare(#require(run))
  }

  /// Each unit against the next in the roster.
  private func compare(_ run: Run) throws {
    let count = run.evaluation.dataset.units.count
    for unit in 0..<count {
      let comparison = try #require(run.comparison(unit, against: (unit + 1) % count))
      for order in comparison.orders where !order.rows.isEmpty {
        guard let left = order.left.keys.first?.value.number, let right = order.right.keys.first?.value.number
        else {
          continue
        }
        #expect(Rational.sum(order.rows.compactMap(\.left.number)) == left)
        #expect(Rational.sum(order.rows.compactMap(\.right.number)) == right)
        #expect(Rational.sum(order.rows.compactMap(\.difference.number)) == left - right)
        let sizes = order.rows.compactMap { $0.difference.number?.magnitude }
        #expect(zip(sizes, sizes.dropFirst()).allSatisfy { $0 >= $1 })
      }
      for row in comparison.others {
        let left = try #require(row.left.number)
        let right = try #require(row.right.number)
        #expect(row.difference.number == left - right)
      }
    }
  }

  /// Neighbours stand where they are said to stand, and the key that decides is the first that differs.
  @Test(arguments: ExplanationSamples.names) func neighboursAndDecisions(_ name: String) throws {
    let run = try ExplanationSamples.run(name)
    let units = run.evaluation.dataset.units.texts
    for unit in units.indices {
      let explanation = try #require(run.explanation(unit: unit))
      for (number, standing) in explanation.standings.enumerated() {
        guard let rank = standing.rank else {
          #expect(standing.unranked != nil)
          continue
        }
        for (neighbour, isAhead) in [(standing.above, true), (standing.below, false)] {
          guard let neighbour, let other = units.firstIndex(of: neighbour.unit) else { continue }
          let theirs = try #require(run.explanation(unit: other)).standings[number]
          #expect(theirs.rank == neighbour.rank)
          #expect(isAhead ? neighbour.rank < rank : neighbour.rank > rank)
          #expect(theirs.keys.map(\.value) == neighbour.values)
          guard case .key(let key, _) = neighbour.decision else { continue }
          #expect(zip(standing.keys, neighbour.values).prefix(key).allSatisfy { $0.value == $1 })
          #expect(standing.keys[key].value != neighbour.values[key])
        }
      }
    }
  }

  @Test(arguments: ExplanationSamples.names) func textsOfEveryUnit(_ name: String) throws {
    let run = try ExplanationSamples.run(name)
    for unit in run.evaluation.dataset.units.texts.indices {
      let explanation = try #require(run.explanation(unit: unit))
      for language in Language.allCases {
        let text = ExplanationReport.text(explanation, language)
        #expect(text.hasSuffix("\n") && !text.hasSuffix("\n\n"))
        #expect(!text.split(separator: "\n").contains { $0.hasSuffix(" ") })
        #expect(!text.contains("Optional") && !text.contains("\t"))
      }
    }
  }
}

import Diagnostics
import Engine
import Exact
import Semantics

extension Bench {
  /// Scores with a base of points to lose, and deductions that can take more than there is.
  mutating func examineFloors() {
    var reported = false
    for clause in plan.clauses.indices {
      guard let total = plan.clauses[clause].total, hasBase([clause]), hasDeduction([clause]),
        !hasFloor(clause), !isAssumed(.clause(clause))
      else { continue }
      reported = sink(total, name(.clause(clause)), plan.clauses[clause].place, [clause]) || reported
    }
    guard !reported else { return }
    let all = Array(plan.clauses.indices)
    guard hasBase(all), hasDeduction(all), let target = targets.first(where: { isClosed($0.node) }),
      case .number(.points) = plan.nodes[target.node].kind
    else { return }
    let open = all.filter { hasDeduction([$0]) && !hasFloor($0) }
    guard let first = open.first else { return }
    let place = plan.definitions.first { $0.node == target.node }?.place ?? plan.clauses[first].place
    let isChosen =
      plan.definitions.first { $0.node == target.node }.map { isAssumed(.definition($0.name)) } ?? false
    if !isChosen { _ = sink(target.node, Phrase("“\(target.name)”"), place, open) }
  }

  /// Whether one of the clauses gives every unit points to begin with.
  private func hasBase(_ clauses: [Int]) -> Bool {
    plan.postings.contains { posting in
      guard case .clause(let clause) = posting.of, clauses.contains(clause), posting.stratum == .give,
        !posting.deducts, case .guarded(let mask, let inner) = plan.nodes[posting.amount].op,
        case .truth(true) = plan.nodes[ranges.core(mask)].op,
        case .figure(let figure) = plan.nodes[ranges.core(inner)].op
      else { return false }
      return plan.figures[figure].value.map { $0 > .zero } ?? false
    }
  }

  private func hasDeduction(_ clauses: [Int]) -> Bool {
    plan.postings.contains { posting in
      guard case .clause(let clause) = posting.of, clauses.contains(clause) else { return false }
      return posting.deducts && (posting.stratum == .give || posting.stratum == .add)
    }
  }

  /// Whether a floor holds for a clause: its own, its part's, or one together with others.
  private func hasFloor(_ clause: Int) -> Bool {
    plan.limits.contains { limit in
      switch limit.kind {
      case .cap, .fullMarks: return false
      case .floor, .untilZero: return limit.clauses?.contains(clause) ?? true
      }
    }
  }

  /// Counts up what is deducted until the value is below 0; reports the first that is.
  private mutating func sink(_ node: NodeID, _ what: Phrase, _ place: Place, _ clauses: [Int]) -> Bool {
    guard isClosed(node), plan.nodes[node].grain == .unit else { return false }
    var columns: [TableColumn] = []
    var tables: [Int] = []
    for posting in plan.postings where posting.deducts {
      guard case .clause(let clause) = posting.of, clauses.contains(clause) else { continue }
      for column in laboratory.columns(inputs(posting.amount)) where !columns.contains(column) {
        columns.append(column)
      }
      if case .rows(let table) = plan.nodes[posting.amount].grain, !tables.contains(table) {
        tables.append(table)
      }
    }
    var best: (specimen: Specimen, count: Int, value: Rational)?
    func consider(_ specimen: (Int) -> Specimen) {
      // More than thirty faults of one kind are no likely case.
      let counts = Array(1...30)
      let specimens = counts.map(specimen)
      guard let trial = laboratory.run(specimens, [node]) else { return }
      for (index, count) in counts.enumerated() where best.map({ count < $0.count }) ?? true {
        guard let value = trial.number(node, index), value < .zero else { continue }
        best = (specimens[index], count, value)
      }
    }
    for column in columns where plan.tables[column.table].grain == .unit {
      guard let input = laboratory.input(column.table, column.column), ranges.isWhole(input) else { continue }
      consider { Specimen().setting(column, String($0), plan) }
    }
    for table in tables where plan.tables[table].keys.isEmpty {
      consider { Specimen(records: [.init(table: table, cells: [:], copies: $0)]) }
    }
    guard let best else { return false }
    let words = laboratory.words(best.specimen)
    report(.belowZero, at: place, [what, words, laboratory.points(best.value)])
    return true
  }
}

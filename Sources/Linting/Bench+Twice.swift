import Diagnostics
import Engine
import Exact
import Semantics

extension Bench {
  /// Definitions that add the points of a clause more than once: 各条款之和 + 条款“1”.
  mutating func examineTotals() {
    let amounts = Dictionary(grouping: plan.postings.filter(\.counts), by: \.amount)
    for definition in plan.definitions where plan.nodes[definition.node].grain == .unit {
      guard !plan.assumptions.contains(where: { $0.subject == definition.name }) else { continue }
      var counts: [NodeID: Int] = [:]
      var budget = 20_000
      count(definition.node, 1, amounts, &counts, &budget)
      guard budget > 0 else { continue }
      var twice: Set<Int> = []
      for (amount, times) in counts where times > amounts[amount]?.count ?? 0 {
        for posting in amounts[amount] ?? [] {
          if case .clause(let clause) = posting.of { twice.insert(clause) }
        }
      }
      for clause in twice.sorted() where shows(clause, definition) { break }
    }
  }

  /// Adds up how often each posting's amount is a plain term of a sum.
  private func count(
    _ node: NodeID, _ sign: Int, _ amounts: [NodeID: [Posting]], _ counts: inout [NodeID: Int],
    _ budget: inout Int
  ) {
    budget -= 1
    guard budget > 0 else { return }
    if amounts[node] != nil { counts[node, default: 0] += sign }
    switch plan.nodes[node].op {
    case .sum(let terms): for term in terms { count(term, sign, amounts, &counts, &budget) }
    case .spread(let inner), .aggregate(.sum, let inner, nil), .round(let inner, _, _):
      count(inner, sign, amounts, &counts, &budget)
    case .subtract(let left, let right):
      count(left, sign, amounts, &counts, &budget)
      count(right, -sign, amounts, &counts, &budget)
    case .aggregate, .figure, .number, .truth, .code, .calendar, .input, .unitName, .present, .allBlank,
      .periodOf, .days, .workdays, .dayOfMonth, .shifted, .multiply, .divide, .negate, .absolute, .minimum,
      .maximum, .compare, .sameCode, .isOneOf, .and, .or, .not, .isAbsent, .choose, .guarded, .lookup,
      .fetch, .roundToMultiple, .steps, .escalating, .sumOfHighest, .keep, .rank, .grade, .previous,
      .cumulative, .shareOf, .position:
      break
    }
  }

  /// Shows that a definition grows by twice what a clause gives; reports it.
  private mutating func shows(_ clause: Int, _ definition: NamedNode) -> Bool {
    guard let total = plan.clauses[clause].total, isClosed(definition.node),
      let found = earning(total), let base = laboratory.run([Specimen()], [definition.node, total]),
      let trial = laboratory.run([found], [definition.node, total]),
      let earned = trial.number(total, 0), let before = base.number(total, 0),
      let whole = trial.number(definition.node, 0), let empty = base.number(definition.node, 0),
      whole - empty == (earned - before) * 2, earned != before
    else { return false }
    report(
      .countedTwiceInTotal, at: definition.place,
      [
        Phrase(definition.name), name(.clause(clause)), laboratory.words(found),
        laboratory.points(earned - before),
        laboratory.points(whole - empty),
      ])
    return true
  }

  /// A specimen for which one cell or record makes a value differ from a blank unit's.
  func earning(_ node: NodeID) -> Specimen? {
    guard let base = laboratory.run([Specimen()], [node])?.number(node, 0) else { return nil }
    var tries: [Specimen] = []
    for column in laboratory.columns(inputs(node)) {
      guard let dial = laboratory.dial(column) else { continue }
      tries += dial.values.map { Specimen().setting(column, $0.cell, plan) }
    }
    for table in plan.tables.indices where plan.tables[table].grain != .unit {
      tries.append(Specimen(records: [.init(table: table, cells: [:])]))
    }
    return tries.prefix(60).first { specimen in
      laboratory.run([specimen], [node])?.number(node, 0).map { $0 != base } ?? false
    }
  }

  /// One column, or one table of options, for which lines of two clauses both give points.
  mutating func examineTwice() {
    var earned: [Earning: (posting: Posting, clause: Int)] = [:]
    for posting in plan.postings where posting.stratum == .give && posting.counts && !posting.deducts {
      guard case .clause(let clause) = posting.of, isClosed(posting.amount),
        !plan.lines[posting.by].isAssumed,
        ranges.interval(posting.amount).isNonnegative, let nodes = earningKey(posting.amount)
      else { continue }
      let key = Earning(nodes: nodes, kind: plan.nodes[posting.amount].kind)
      guard let first = earned[key] else {
        earned[key] = (posting, clause)
        continue
      }
      guard first.clause != clause else { continue }
      reportTwice(first.posting, posting)
    }
  }

  /// What earns, and in what: a fee beside the points for the same item is not the same twice.
  private struct Earning: Hashable {
    var nodes: [NodeID]
    var kind: ValueKind
  }

  /// What a line counts and under which guard: equal for two lines that pay for the same thing.
  private func earningKey(_ amount: NodeID) -> [NodeID]? {
    guard case .guarded(let mask, let inner) = plan.nodes[ranges.core(amount)].op else { return nil }
    let guardNode = ranges.core(mask)
    switch plan.nodes[ranges.core(inner)].op {
    case .multiply(let count, _):
      let counted = ranges.core(count)
      guard case .input = plan.nodes[counted].op else { return nil }
      return [guardNode, counted]
    case .lookup(let keys, _):
      // The guard of a table holds the look-up itself; the rest of it is what tells two lines apart.
      let rest = conjuncts(guardNode).filter { part in
        guard case .not(let inner) = plan.nodes[part].op, case .isAbsent = plan.nodes[inner].op else {
          return true
        }
        return false
      }
      return rest + [-1] + keys.map { ranges.core($0) }
    case .figure, .number, .truth, .code, .calendar, .input, .unitName, .present, .allBlank, .periodOf,
      .days, .workdays, .dayOfMonth, .shifted, .spread, .sum, .subtract, .divide, .negate, .absolute,
      .minimum, .maximum, .compare, .sameCode, .isOneOf, .and, .or, .not, .isAbsent, .choose, .guarded,
      .fetch, .round, .roundToMultiple, .steps, .escalating, .aggregate, .sumOfHighest, .keep, .rank,
      .grade, .previous, .cumulative, .shareOf, .position:
      return nil
    }
  }

  private mutating func reportTwice(_ first: Posting, _ second: Posting) {
    guard case .clause(let one) = first.of, case .clause(let two) = second.of,
      let left = plan.clauses[one].total, let right = plan.clauses[two].total,
      isClosed(left), isClosed(right), plan.nodes[left].grain == .unit, plan.nodes[right].grain == .unit
    else { return }
    let all = laboratory.columns(inputs(first.amount))
    var tries: [Specimen] = []
    for column in all {
      guard let dial = laboratory.dial(column) else { continue }
      tries += dial.values.map { Specimen().setting(column, $0.cell, plan) }
    }
    for specimen in tries.prefix(40) {
      guard let trial = laboratory.run([specimen], [left, right]),
        let base = laboratory.run([Specimen()], [left, right]),
        let a = trial.number(left, 0), let b = trial.number(right, 0), let a0 = base.number(left, 0),
        let b0 = base.number(right, 0), a > a0, b > b0
      else { continue }
      report(
        .countedByTwoClauses, at: plan.lines[second.by].place, line: second.by,
        [
          laboratory.words(specimen), name(first.of), laboratory.points(a - a0), name(second.of),
          laboratory.points(b - b0),
        ], related: [.init(plan.lines[first.by].place, Phrase("先在这一行计分", "earned here first"))])
      return
    }
  }
}

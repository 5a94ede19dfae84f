import Diagnostics
import Exact
import Semantics

extension Publisher {
  /// Lines that post, but posted nothing this time: gains, deductions, factors and add-ons.
  mutating func noticeIdleLines() {
    let coverage = evaluation.coverage()
    var strata: [Int: Stratum] = [:]
    for posting in plan.postings { strata[posting.by] = min(strata[posting.by] ?? .veto, posting.stratum) }
    let idle = plan.lines.indices.filter { line in
      guard let stratum = strata[line], stratum <= .add else { return false }
      return coverage[line] == 0
    }
    guard let head = idle.first else { return }
    let texts = idle.map { line in
      let clause = plan.lines[line].clause.flatMap {
        plan.clauses.indices.contains($0) ? plan.clauses[$0].label : nil
      }
      return clause.map { "“\($0)” \(plan.lines[line].text)" } ?? plan.lines[line].text
    }
    findings.append(
      Diagnostic(
        .lineNeverFires, at: plan.lines[head].place, Phrase("\(idle.count)"),
        few(texts, separator: Phrase("；", "; "))))
  }

  /// Records of tables whose records earn points, but which earned none.
  mutating func noticeIdleRecords() {
    for (table, schema) in plan.tables.enumerated() where schema.grain == .rows(table) {
      if let idle = evaluation.counted?.idle[table] {
        if let first = idle.rows.first {
          noticeIdle(schema, idle.count, first.place, idle.rows.map(\.number))
        }
        continue
      }
      let bound = dataset.tables[table]
      let postings = plan.postings.filter { posting in
        guard posting.stratum <= .add, evaluation.isKnown(posting.amount) else { return false }
        let grain = plan.nodes[posting.amount].grain
        return grain == .rows(table) || grain == .shares(table)
      }
      guard !postings.isEmpty, bound.rowCount > 0 else { continue }
      var earned = [Bool](repeating: false, count: bound.rowCount)
      // Where records only cost points, one that costs nothing is as it should be.
      var isGain = false
      for posting in postings {
        let grain = plan.nodes[posting.amount].grain
        let amounts = evaluation.column(posting.amount).numbers
        let rows = evaluation.spaces.rows(of: grain, in: table)
        amounts.eachNonzero(count: evaluation.size(grain)) { index in
          if rows[index] >= 0 { earned[rows[index]] = true }
          if !isGain { isGain = (amounts.value(at: index)?.sign ?? 0) > 0 }
        }
      }
      let idle = earned.indices.filter { !earned[$0] }
      guard isGain, let first = idle.first else { continue }
      noticeIdle(
        schema, idle.count, bound.place(row: first, column: nil),
        idle.prefix(6).map { bound.spreadsheetRow($0) })
    }
  }

  /// Records that earned nothing: how many, and the spreadsheet's numbers of the first ones.
  private mutating func noticeIdle(_ schema: TableSchema, _ count: Int, _ place: Place, _ rows: [Int]) {
    findings.append(
      Diagnostic(
        .recordsEarnNothing, at: place, Phrase(schema.name), Phrase("\(count)"),
        Phrase(
          few(rows.prefix(6).map { "第 \($0) 行" }).chinese,
          rows.prefix(5).map { "row \($0)" }.joined(separator: ", "))))
  }

  /// Guards, lists and grades that could not be decided because a value is absent.
  mutating func noticeUndetermined() {
    let counts = undecidedGuards()
    let lines = counts.keys.sorted().filter { plan.lines.indices.contains($0) }
    var found = lines.map { (plan.lines[$0].text, counts[$0] ?? 0, plan.lines[$0].place) }
    for list in plan.lists {
      guard case .holding(let condition) = list.pick else { continue }
      found.append((list.name, undecided(condition, at: list.grain), list.place))
    }
    for grade in plan.grades {
      let outside = grade.outside.map { evaluation.operand($0, at: .unit).truths }
      for row in grade.rows {
        guard case .condition(let condition) = row.test else { continue }
        let truths = evaluation.operand(condition, at: .unit).truths
        let open = truths.indices.count { truths[$0] == Column.unknown && outside?[$0] != 1 }
        found.append((row.grade, open, grade.place))
      }
    }
    found = found.filter { $0.1 > 0 }
    guard let head = found.first else { return }
    let semicolon = Phrase("；", "; ")
    findings.append(
      Diagnostic(
        .undetermined, at: head.2,
        Phrase(
          few(found.map { "\($0.0)（\($0.1) 处）" }, separator: semicolon).chinese,
          few(found.map { "\($0.0) (\($0.1))" }, separator: semicolon).english)))
  }

  private mutating func undecided(_ condition: NodeID, at grain: Grain) -> Int {
    evaluation.operand(condition, at: grain).truths.count { $0 == Column.unknown }
  }

  /// How many masks of each line could not be decided.
  private mutating func undecidedGuards() -> [Int: Int] {
    var open: [NodeID: Int] = [:]
    for (node, entry) in plan.nodes.enumerated() where evaluation.isKnown(node) {
      guard case .guarded(let mask, _) = entry.op else { continue }
      let count = undecided(mask, at: entry.grain)
      if count > 0 { open[node] = count }
    }
    if let counted = evaluation.counted { open.merge(counted.undecided) { $1 } }
    var counts: [Int: Int] = [:]
    guard !open.isEmpty else { return counts }
    // A guard belongs to the first line whose amounts rest on it.
    var visited = [Bool](repeating: false, count: plan.nodes.count)
    for posting in plan.postings
    where evaluation.isKnown(posting.amount) || evaluation.isCounted(posting.amount) {
      var pending = [posting.amount]
      while let node = pending.popLast() {
        guard plan.nodes.indices.contains(node), !visited[node] else { continue }
        visited[node] = true
        if let count = open[node] { counts[posting.by, default: 0] += count }
        plan.visitOperands(of: node) { pending.append($0) }
      }
    }
    return counts
  }
}

extension Evaluation {
  /// For each line of the plan how many nonzero amounts it posted; nil for a line that posts nothing by its
  /// nature (a definition, a not-scored clause) or was not computed.
  public func coverage() -> [Int?] {
    var result = [Int?](repeating: nil, count: plan.lines.count)
    for (number, posting) in plan.postings.enumerated() where result.indices.contains(posting.by) {
      if let count = counted?.postings[number] {
        result[posting.by] = (result[posting.by] ?? 0) + count
        continue
      }
      guard plan.nodes.indices.contains(posting.amount), let amounts = columns[posting.amount] else {
        continue
      }
      var count = 0
      amounts.numbers.eachNonzero(count: amounts.count) { _ in count += 1 }
      result[posting.by] = (result[posting.by] ?? 0) + count
    }
    return result
  }

  /// What one unit's score is made of: every nonzero posting, in the order of postings and then of rows.
  /// Cost: linear in the amounts of the plan's postings.
  public func contributions(unit: Int) -> [Contribution] {
    var spaces = spaces
    var result: [Contribution] = []
    for (number, posting) in plan.postings.enumerated() {
      guard plan.nodes.indices.contains(posting.amount), let amounts = columns[posting.amount] else {
        continue
      }
      let grain = plan.nodes[posting.amount].grain
      let owners = spaces.mapping(grain, .unit)
      let numbers = amounts.numbers
      var evidence: (table: Int, rows: Mapping)?
      switch grain {
      case .rows(let table), .shares(let table): evidence = (table, spaces.rows(of: grain, in: table))
      case .keyed(let table, _, _): evidence = (table, spaces.rows(of: grain, in: table))
      case .one, .period, .classes, .unit, .unitPeriod: break
      }
      numbers.eachNonzero(count: amounts.count) { index in
        guard owners[index] == unit, let amount = numbers.value(at: index) else { return }
        let row = evidence.map { $0.rows[index] } ?? -1
        result.append(
          Contribution(
            posting: number, index: index, amount: amount, table: row < 0 ? nil : evidence?.table,
            row: row < 0 ? nil : row))
      }
    }
    return result
  }
}

/// One amount of the ledger that counts for a unit.
public struct Contribution: Hashable, Sendable {
  /// Index in `Plan.postings`.
  public var posting: Int
  /// The place of the amount at the posting's grain.
  public var index: Int
  public var amount: Rational
  /// The record behind it: a table of the plan and a row of its data, where the amount belongs to one.
  public var table: Int?
  public var row: Int?

  public init(posting: Int, index: Int, amount: Rational, table: Int?, row: Int?) {
    self.posting = posting
    self.index = index
    self.amount = amount
    self.table = table
    self.row = row
  }
}

extension Numbers {
  /// Whether one of the first `count` numbers is present and not zero.
  func hasNonzero(count: Int) -> Bool {
    // Without absent ones all bits are gathered at once: no exit, several lanes at a time.
    if case .fixed(let values, _) = store, absent.isEmpty {
      return count > 0 && values.reduce(0) { $0 | $1 } != 0
    }
    var found = false
    eachNonzero(count: count) { _ in found = true }
    return found
  }

  /// Calls `body` with each of the first `count` indexes whose number is present and not zero.
  @inline(__always)
  func eachNonzero(count: Int, _ body: (Int) -> Void) {
    switch store {
    case .fixed(let values, _):
      let single = values.count == 1
      if single, values[0] == 0 { return }
      for index in 0..<count where values[single ? 0 : index] != 0 && !isAbsent(at: index) { body(index) }
    case .exact(let values):
      let single = values.count == 1
      for index in 0..<count where !values[single ? 0 : index].isZero && !isAbsent(at: index) { body(index) }
    }
  }
}

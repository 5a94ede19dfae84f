import Diagnostics
import Exact
import Semantics

extension ExplanationBuilder {
  /// A nonzero amount with the place of its arithmetic.
  struct Amount {
    var posting: Int
    /// Where the formula's operands are read: the posting's own grain, or a finer one that it sums.
    var node: NodeID
    var index: Int
    var value: Rational
  }

  /// The clauses in printed order, by part.
  mutating func parts() -> [Explanation.Part] {
    let amounts = amounts()
    var result: [Explanation.Part] = []
    var open: Int?
    for (index, clause) in plan.clauses.enumerated() where clause.notScored == nil {
      if result.isEmpty || open != clause.part {
        open = clause.part
        result.append(part(clause.part, amounts))
      }
      let lines = lines(.clause(index), amounts)
      // A clause that only changes what others gave has no points of its own to tell.
      guard !lines.isEmpty || plan.postings.contains(where: { $0.of == .clause(index) }) else { continue }
      result[result.count - 1].clauses.append(
        Explanation.Clause(
          index: index, label: clause.label, title: clause.title, assumptions: clause.assumptions,
          total: clause.total.map { value($0, .unit, unit) } ?? .number(.zero, .points, isPercent: false),
          lines: lines))
    }
    return result
  }

  private mutating func part(_ index: Int?, _ amounts: [Amount]) -> Explanation.Part {
    guard let index, plan.parts.indices.contains(index) else {
      return Explanation.Part(label: "", title: "", total: .absent, clauses: [], lines: [])
    }
    let part = plan.parts[index]
    return Explanation.Part(
      label: part.label, title: part.title, total: part.total.map { value($0, .unit, unit) } ?? .absent,
      clauses: [], lines: lines(.part(index), amounts))
  }

  /// Every nonzero amount that counts for the unit, sums of a line taken apart into what it sums.
  private mutating func amounts() -> [Amount] {
    var result: [Amount] = []
    for contribution in evaluation.contributions(unit: unit) where plan.postings[contribution.posting].counts
    {
      let posting = plan.postings[contribution.posting]
      guard case .aggregate(.sum, let inner, condition: nil) = plan.nodes[posting.amount].op else {
        result.append(
          Amount(
            posting: contribution.posting, node: posting.amount, index: contribution.index,
            value: contribution.amount))
        continue
      }
      let fine = plan.nodes[inner].grain
      let owners = evaluation.mapping(fine, plan.nodes[posting.amount].grain)
      let column = evaluation.column(inner)
      column.numbers.eachNonzero(count: column.count) { index in
        guard owners[index] == contribution.index, let value = column.number(at: index) else { return }
        result.append(Amount(posting: contribution.posting, node: inner, index: index, value: value))
      }
    }
    return result
  }

  /// The lines that posted to an owner, in the order in which they work.
  mutating func lines(_ owner: Owner, _ amounts: [Amount]) -> [Explanation.Line] {
    var order: [Int] = []
    var found: [Int: Explanation.Line] = [:]
    for amount in amounts where plan.postings[amount.posting].of == owner {
      let posting = plan.postings[amount.posting]
      guard plan.lines.indices.contains(posting.by) else { continue }
      let entry = entry(amount)
      if found[posting.by] == nil {
        order.append(posting.by)
        found[posting.by] = Explanation.Line(
          text: plan.lines[posting.by].text, stratum: posting.stratum, from: foreign(posting.by, owner),
          entries: [])
      }
      found[posting.by]?.entries.append(entry)
    }
    let sorted = order.sorted { left, right in
      let first = found[left]?.stratum ?? .give
      let second = found[right]?.stratum ?? .give
      return first != second ? first < second : left < right
    }
    return sorted.compactMap { found[$0] }
  }

  /// Postings to a definition: lines that set it anew.
  mutating func settings(_ name: String) -> [Explanation.Line] {
    guard isSet(name) else { return [] }
    return lines(.definition(name), amounts())
  }

  /// Whether lines set a definition anew.
  func isSet(_ name: String) -> Bool { plan.postings.contains { $0.of == .definition(name) } }

  /// The label of the clause or part that holds a line, where that is not the owner.
  private func foreign(_ line: Int, _ owner: Owner) -> String? {
    let info = plan.lines[line]
    if let clause = info.clause, plan.clauses.indices.contains(clause) {
      return owner == .clause(clause) ? nil : plan.clauses[clause].label
    }
    if let part = info.part, plan.parts.indices.contains(part) {
      return owner == .part(part) ? nil : plan.parts[part].label
    }
    return nil
  }

  // MARK: - One amount

  private mutating func entry(_ amount: Amount) -> Explanation.Entry {
    let posting = plan.postings[amount.posting]
    let grain = plan.nodes[amount.node].grain
    let read = conditions(of: amount.node, grain)
    var terms = posting.formula.map { term($0, grain, amount.index) }
    let limit = limit(posting, grain, amount.index)
    if limit != nil { terms = [] }
    let record = evidence(grain, amount.index, columns: read.columns)
    var grounds: [Explanation.Term] = []
    if record == nil {
      let named = Set(posting.formula.compactMap(operand).map(unspread))
      for node in read.nodes where !named.contains(node) {
        // Cells that an aggregate of the condition folded have no one value here.
        guard self.index(of: node, from: grain, amount.index) != nil else { continue }
        grounds.append(.value(name(node) ?? "", value(node, grain, amount.index)))
      }
    } else {
      terms = withoutCells(posting.formula, terms)
    }
    terms = withoutOnes(terms)
    if isStrike(posting.formula, terms, amount.value) { terms = [] }
    if let table = record?.table { terms = terms.map { $0.inside(table) } }
    return Explanation.Entry(
      amount: .number(amount.value, measure(amount.node), isPercent: false), record: record,
      period: period(grain, amount.index), grounds: grounds, terms: terms, limit: limit,
      keptRows: keptRows(amount.node, grain, amount.index),
      details: whole(posting, grain, amount.index) + details(posting.formula, grain, amount.index))
  }

  func measure(_ node: NodeID) -> Measure {
    if case .number(let measure) = plan.nodes[node].kind { return measure }
    return .points
  }

  func operand(_ piece: Piece) -> NodeID? {
    if case .operand(_, let node) = piece { return node }
    return nil
  }

  private mutating func term(_ piece: Piece, _ grain: Grain, _ index: Int) -> Explanation.Term {
    switch piece {
    case .words(let words): return .words(words)
    case .operand(let name, let node):
      return .value(isGap(node) ? Phrase("相差", "gap") : Phrase(name), value(node, grain, index))
    }
  }

  /// Whether a node is how far a comparison is missed or passed.
  private func isGap(_ node: NodeID) -> Bool {
    guard definitions[node] == nil, case .maximum(let sides) = plan.nodes[unspread(node)].op,
      sides.count == 2,
      case .number(let zero) = plan.nodes[unspread(sides[0])].op, zero.isZero,
      case .subtract = plan.nodes[sides[1]].op
    else { return false }
    return true
  }

  /// The arithmetic without dividing by one, which steps of one do.
  private func withoutOnes(_ terms: [Explanation.Term]) -> [Explanation.Term] {
    var result: [Explanation.Term] = []
    for term in terms {
      if case .value("", let value) = term, value.number == .one, result.last == .words("÷") {
        result.removeLast()
      } else {
        result.append(term)
      }
    }
    return result
  }

  /// Whether the arithmetic only takes back what stood there, which the amount tells by itself.
  private func isStrike(_ formula: [Piece], _ terms: [Explanation.Term], _ amount: Rational) -> Bool {
    guard formula.count == 2, formula[0] == .words("−"), case .value(_, let value)? = terms.last else {
      return false
    }
    return value.number == -amount
  }

  /// The arithmetic without choices that the record's own cells show already.
  private func withoutCells(_ formula: [Piece], _ terms: [Explanation.Term]) -> [Explanation.Term] {
    guard let last = formula.lastIndex(where: { operand($0).map { !isNumber($0) } ?? false }) else {
      return terms
    }
    let rest = formula.index(after: last)
    let isHead = formula[..<rest].allSatisfy { operand($0).map { !isNumber($0) } ?? true }
    guard isHead, rest < formula.endIndex, case .words = formula[rest] else { return terms }
    return Array(terms[(rest + 1)...])
  }

  private func isNumber(_ node: NodeID) -> Bool {
    if case .number = plan.nodes[node].kind { return true }
    return false
  }

  /// A cap or floor as the ledger writes it: the bound less what had come together.
  private mutating func limit(_ posting: Posting, _ grain: Grain, _ index: Int) -> Explanation.Limit? {
    guard posting.stratum == .settle, posting.formula.count == 4, case .words(let head) = posting.formula[0],
      head.chinese == "封顶" || head.chinese == "保底", let bound = operand(posting.formula[1]),
      let total = operand(posting.formula[3])
    else { return nil }
    let before = value(total, grain, index)
    let limit = value(bound, grain, index)
    guard let sum = before.number, let most = limit.number else { return nil }
    return Explanation.Limit(isCap: sum > most, bound: limit, total: before)
  }

  private mutating func evidence(_ grain: Grain, _ index: Int, columns: Set<Int>) -> Explanation.Record? {
    switch grain {
    case .rows(let table), .shares(let table):
      let row = evaluation.spaces.rows(of: grain, in: table)[index]
      return row < 0 ? nil : record(table, row, columns: columns)
    case .keyed(let table, let keys, _):
      let row = evaluation.spaces.rows(of: grain, in: table)[index]
      guard row >= 0 else { return nil }
      var record = record(table, row, columns: Set(keys))
      let names = keys.map { plan.tables[table].columns[$0].name }
      record.cells.removeAll { !names.contains($0.header) }
      return record
    case .one, .period, .classes, .unit, .unitPeriod: return nil
    }
  }

  private func period(_ grain: Grain, _ index: Int) -> Phrase? {
    guard case .unitPeriod(let unit) = grain else { return nil }
    return evaluation.periodText(unit, index % evaluation.periodsPerUnit(grain))
  }

  // MARK: - Conditions and struck records

  /// What the condition of an amount read: named values at grains that are one per unit, and columns of the
  /// record's own table.
  private func conditions(of amount: NodeID, _ grain: Grain) -> (nodes: [NodeID], columns: Set<Int>) {
    guard case .guarded(let mask, _) = plan.nodes[amount].op else { return ([], []) }
    var nodes: [NodeID] = []
    var columns: Set<Int> = []
    var pending = [mask]
    var seen: Set<NodeID> = []
    while let next = pending.popLast(), seen.count < 400 {
      let node = unspread(next)
      guard seen.insert(node).inserted else { continue }
      let op = plan.nodes[node].op
      if case .keep(_, _, let keys, _, _) = op {
        pending += keys
        continue
      }
      if case .input(let table, let column, _) = op {
        if plan.nodes[node].grain == .rows(table) { columns.insert(column) }
        nodes.append(node)
        continue
      }
      if case .lookup(let keys, _) = op, name(node) == nil {
        pending += keys
        continue
      }
      if case .figure = op { continue }
      if name(node) != nil {
        nodes.append(node)
        continue
      }
      pending += op.operands.reversed()
    }
    return (nodes, columns)
  }

  /// For a record that lost to others of the same key: the spreadsheet rows of those that stayed.
  private mutating func keptRows(_ amount: NodeID, _ grain: Grain, _ index: Int) -> [Int] {
    guard case .rows(let table) = grain, case .guarded(let mask, _) = plan.nodes[amount].op else { return [] }
    var pending = [mask]
    while let node = pending.popLast() {
      let op = plan.nodes[node].op
      guard case .keep(_, let total, let keys, _, _) = op else {
        pending += op.operands
        continue
      }
      let stays = evaluation.column(node)
      guard stays.truth(at: index) == false else { continue }
      let totals = evaluation.operand(total, at: grain)
      let codes = keys.map { evaluation.operand($0, at: grain).codes }
      let sign = totals.number(at: index)?.sign
      let bound = evaluation.dataset.tables[table]
      return (0..<bound.rowCount).filter { row in
        stays.truth(at: row) == true && totals.number(at: row)?.sign == sign
          && codes.allSatisfy { $0[row] == $0[index] }
      }.map { bound.spreadsheetRow($0) }
    }
    return []
  }

  /// Definitions that a formula names, with their arithmetic; each is told once.
  private mutating func details(_ formula: [Piece], _ grain: Grain, _ index: Int) -> [Explanation.Derivation]
  {
    var result: [Explanation.Derivation] = []
    for node in formula.compactMap(operand) {
      guard let definition = definitions[node], let place = self.index(of: node, from: grain, index) else {
        continue
      }
      let own = plan.nodes[node].grain
      switch own {
      case .unit: if detailed.insert(node).inserted { result.append(derivation(definition, own, place)) }
      case .rows, .keyed, .shares:
        let derivation = derivation(definition, own, place)
        if !derivation.terms.isEmpty { result.append(derivation) }
      case .one, .period, .classes, .unitPeriod: continue
      }
    }
    return result
  }

  /// What a shared record earned before it was shared out, by clause; nothing where one line gave all of it.
  private mutating func whole(_ posting: Posting, _ grain: Grain, _ index: Int) -> [Explanation.Derivation] {
    guard posting.stratum == .share, case .shares(let table) = grain else { return [] }
    let row = evaluation.spaces.rows(of: grain, in: table)[index]
    var sums: [Int: Rational] = [:]
    var lines = 0
    for other in plan.postings
    where !other.counts && other.of == posting.of && plan.nodes[other.amount].grain == .rows(table) {
      guard let amount = evaluation.column(other.amount).number(at: row), !amount.isZero,
        plan.lines.indices.contains(other.by), let clause = plan.lines[other.by].clause
      else { continue }
      sums[clause, default: .zero] += amount
      lines += 1
    }
    guard lines > 1 else { return [] }
    var terms: [Explanation.Term] = []
    for (clause, sum) in sums.sorted(by: { $0.key < $1.key }) where !sum.isZero {
      if !terms.isEmpty { terms.append(.words("+")) }
      terms.append(.value(name(.clause(clause)), .number(sum, .points, isPercent: false)))
    }
    let value = Explanation.Value.number(Rational.sum(sums.values), .points, isPercent: false)
    let number = evaluation.dataset.tables[table].spreadsheetRow(row)
    let title = plan.tables[table].name
    return [
      Explanation.Derivation(
        name: Phrase("\(title)第 \(number) 行全篇", "all of \(title) row \(number)"), period: nil, text: "",
        terms: terms, value: value, settings: [], before: value)
    ]
  }
}

extension Explanation.Term {
  /// A column of the table at hand by its own name, without the table's.
  fileprivate func inside(_ table: String) -> Explanation.Term {
    guard case .value(let name, let value) = self, name.chinese.hasPrefix(table + ".") else { return self }
    return .value(Phrase(String(name.chinese.dropFirst(table.count + 1))), value)
  }
}

import Exact
import Semantics

extension Parametric {
  /// A node's values at a grain: forms brought there, or a plain column.
  struct Operand {
    fileprivate var forms: [Form?]?
    fileprivate var column: Column?
    fileprivate var mapping: Mapping

    subscript(index: Int) -> Form? {
      guard let forms else { return column?.number(at: index).map { .constant($0) } }
      let place = mapping[index]
      return forms.indices.contains(place) ? forms[place] : nil
    }
  }

  /// Whether a node's cells are forms here.
  func isForm(_ node: NodeID) -> Bool { plan.nodes.indices.contains(node) && forms[node] != nil }

  mutating func operand(_ node: NodeID, at grain: Grain) -> Operand {
    guard let cells = forms[node] else {
      return Operand(forms: nil, column: evaluation.operand(node, at: grain), mapping: .identity)
    }
    return Operand(
      forms: cells, column: nil, mapping: evaluation.mapping(grain, plan.nodes[node].grain))
  }

  mutating func compute(_ node: NodeID) {
    let entry = plan.nodes[node]
    switch entry.op {
    case .figure(let figure):
      guard activeIsWhole, let unknown = free.firstIndex(of: figure) else { return }
      let form = Form.line(.zero, Form.Slope(unknown: unknown, rate: rate))
      forms[node] = [Form?](repeating: form, count: evaluation.size(entry.grain))
    case .rank(let rank): computeRank(node, rank)
    case .grade(let grade): computeGrade(node, grade)
    case .number, .truth, .code, .calendar, .input, .unitName, .present, .allBlank, .periodOf, .days,
      .workdays, .spread, .sum, .subtract, .multiply, .divide, .negate, .absolute, .minimum, .maximum,
      .compare, .sameCode, .isOneOf, .and, .or, .not, .isAbsent, .choose, .guarded, .lookup, .fetch, .round,
      .roundToMultiple, .steps, .escalating, .aggregate, .sumOfHighest, .keep, .previous, .cumulative,
      .shareOf, .position, .dayOfMonth, .shifted:
      if entry.op.operands.contains(where: isForm) {
        computeForms(node, entry.op, entry.grain)
      } else {
        computePlain(node)
      }
    }
  }

  /// Whether all cells are computed, those of no unit too.
  private var activeIsWhole: Bool { isActive(owner: unitCount) }

  /// A node whose operands are all settled here: the ordinary engine's value.
  private mutating func computePlain(_ node: NodeID) {
    let column = evaluation.compute(node)
    guard case .number = plan.nodes[node].kind else {
      evaluation.columns[node] = column
      return
    }
    fill(node) { _, index in column.number(at: index).map { .constant($0) } }
  }

  /// Computes the active cells of a number node; the others keep what they have.
  mutating func fill(_ node: NodeID, _ value: (inout Parametric, Int) -> Form?) {
    let grain = plan.nodes[node].grain
    let indexes = indexes(of: grain)
    var cells = forms[node] ?? [Form?](repeating: nil, count: evaluation.size(grain))
    forms[node] = nil
    for index in indexes where cells.indices.contains(index) {
      cells[index] = value(&self, index)
      if let form = cells[index], form.isBeyond {
        cells[index] = nil
        obstacle = .tooLarge(node, index)
        break
      }
    }
    forms[node] = cells
  }

  /// The same for truths; 2 is absent.
  mutating func fillTruths(_ node: NodeID, _ value: (inout Parametric, Int) -> UInt8) {
    let grain = plan.nodes[node].grain
    let count = evaluation.size(grain)
    var truths = evaluation.columns[node]?.truths ?? [UInt8](repeating: Column.unknown, count: count)
    for index in indexes(of: grain) where truths.indices.contains(index) {
      truths[index] = value(&self, index)
    }
    evaluation.columns[node] = Column(.truths(truths), count: count)
  }

  private mutating func computeForms(_ node: NodeID, _ op: Op, _ grain: Grain) {
    switch op {
    case .spread(let value):
      let value = operand(value, at: grain)
      fill(node) { _, index in value[index] }
    case .sum(let values):
      let values = values.map { operand($0, at: grain) }
      fill(node) { _, index in Self.total(values, index) }
    case .subtract(let left, let right):
      pairwise(node, left, right, grain) { _, first, second, _ in first - second }
    case .negate(let value):
      let value = operand(value, at: grain)
      fill(node) { _, index in value[index]?.negated() }
    case .multiply(let left, let right):
      pairwise(node, left, right, grain) { $0.product($1, $2, $3) }
    case .divide(let left, let right): pairwise(node, left, right, grain) { $0.quotient($1, $2, $3) }
    case .absolute(let value):
      let value = operand(value, at: grain)
      fill(node) { this, index in
        guard let form = value[index] else { return nil }
        return this.extreme([form, form.negated()], greater: true, this.cell(node, index))
      }
    case .minimum(let values): fillExtremes(node, values, grain, greater: false)
    case .maximum(let values): fillExtremes(node, values, grain, greater: true)
    case .compare(let comparison, let left, let right):
      let first = operand(left, at: grain)
      let second = operand(right, at: grain)
      fillTruths(node) { this, index in
        guard let one = first[index], let other = second[index] else { return Column.unknown }
        return this.compare(comparison, one - other, this.cell(node, index)) ? 1 : 0
      }
    case .isAbsent(let value):
      let value = operand(value, at: grain)
      fillTruths(node) { _, index in value[index] == nil ? 1 : 0 }
    case .choose(let condition, let then, let otherwise):
      let truths = evaluation.operand(condition, at: grain).truths
      let first = operand(then, at: grain)
      let second = operand(otherwise, at: grain)
      fill(node) { _, index in
        switch truths[index] {
        case 1: first[index]
        case 0: second[index]
        default: nil
        }
      }
    case .guarded(let mask, let amount):
      let truths = evaluation.operand(mask, at: grain).truths
      let amounts = operand(amount, at: grain)
      fill(node) { this, index in
        guard truths[index] == 1 else { return .zero }
        if let amount = amounts[index] { return amount }
        this.obstacle = .unscored
        return nil
      }
    case .lookup(let keys, let entries): lookup(node, keys, entries)
    case .round(let value, let mode, let digits):
      let step = Rational(fixed: 1, scale: digits)
      let value = operand(value, at: grain)
      fill(node) { this, index in
        guard let form = value[index] else { return nil }
        return this.steps(form, .constant(step), mode, this.cell(node, index)).map { .constant($0 * step) }
      }
    case .roundToMultiple(let value, let mode, let multiple):
      pairwise(node, value, multiple, grain) { this, value, step, cell in
        this.steps(value, step, mode, cell).map { step.scaled(by: $0) }
      }
    case .steps(let value, let step, let rule):
      pairwise(node, value, step, grain) { this, value, step, cell in
        switch rule {
        case .proportional: this.quotient(value, step, cell)
        case .wholeOnly: this.steps(value, step, .down, cell).map { .constant($0) }
        case .partCounts: this.steps(value, step, .up, cell).map { .constant($0) }
        }
      }
    case .escalating(let count, let amounts, let onwards, let prior):
      escalating(node, count, amounts, onwards, prior)
    case .aggregate(let aggregate, let value, let condition):
      self.aggregate(node, aggregate, value, condition)
    case .sumOfHighest(let value, let n, let condition): sumOfHighest(node, value, n, condition)
    case .keep(let rule, let total, let keys, let by, let n): keep(node, rule, total, keys, by, n)
    case .previous(let value):
      let value = operand(value, at: grain)
      let periods = evaluation.periodsPerUnit(grain)
      fill(node) { _, index in index % periods == 0 ? nil : value[index &- 1] }
    case .cumulative(let value):
      let value = operand(value, at: grain)
      let periods = evaluation.periodsPerUnit(grain)
      fill(node) { _, index in
        (index - index % periods...index).reduce(Form.zero) { sum, place in
          value[place].map { sum + $0 } ?? sum
        }
      }
    case .dayOfMonth(_, _, let day):
      settleDay(day, for: node)
      computePlain(node)
    case .shareOf(let table, let weights): shares(node, table, weights ?? [])
    case .figure, .number, .truth, .code, .calendar, .input, .unitName, .present, .allBlank, .periodOf,
      .days, .workdays, .sameCode, .isOneOf, .and, .or, .not, .fetch, .rank, .grade, .position, .shifted:
      computePlain(node)
    }
  }

  mutating func cell(_ node: NodeID, _ index: Int) -> Cell {
    Cell(node: node, index: index, owner: owner(plan.nodes[node].grain, index))
  }

  private mutating func pairwise(
    _ node: NodeID, _ left: NodeID, _ right: NodeID, _ grain: Grain,
    _ operation: (inout Parametric, Form, Form, Cell) -> Form?
  ) {
    let first = operand(left, at: grain)
    let second = operand(right, at: grain)
    fill(node) { this, index in
      guard let one = first[index], let other = second[index] else { return nil }
      return operation(&this, one, other, this.cell(node, index))
    }
  }

  private mutating func fillExtremes(_ node: NodeID, _ values: [NodeID], _ grain: Grain, greater: Bool) {
    let values = values.map { operand($0, at: grain) }
    fill(node) { this, index in
      var found: [Form] = []
      for value in values {
        guard let form = value[index] else { return nil }
        found.append(form)
      }
      return this.extreme(found, greater: greater, this.cell(node, index))
    }
  }

  /// The sum of operands; nil where one is absent.
  private static func total(_ values: [Operand], _ index: Int) -> Form? {
    var sum = Form.zero
    for value in values {
      guard let form = value[index] else { return nil }
      sum = sum + form
    }
    return sum
  }

  private mutating func lookup(_ node: NodeID, _ keys: [NodeID], _ entries: [LookupEntry]) {
    let chosen = evaluation.entryIndexes(keys, entries, plan.nodes[node].grain)
    let values = entries.map { operand($0.value, at: .one)[0] }
    fill(node) { _, index in
      let entry = chosen.indices.contains(index) ? Int(chosen[index]) : -1
      return values.indices.contains(entry) ? values[entry] : nil
    }
  }
}

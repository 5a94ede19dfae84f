import Diagnostics
import Exact
import Syntax

extension Checker {
  // MARK: Points by option

  /// 形式：单条 5 分、综合 10 分
  func postMap(
    _ subject: Expression, _ sign: PointSign?, _ entries: [MapEntry], _ act: Act, _ step: Step, _ mask: Value?
  ) throws(Failure) {
    let key = try expression(subject)
    guard case .code(let space) = key.kind else {
      throw failure(.notAChoice, key.span, Phrase(foldedText(key.span)), kindName(key.kind))
    }
    var lookup: [LookupEntry] = []
    var written: [PointsTable.Entry] = []
    var seen = Set<String>()
    for entry in entries {
      for option in entry.options {
        try requireOption(option, space, key)
        guard seen.insert(option.text).inserted else {
          throw failure(.duplicateCell, option.span, Phrase(option.text))
        }
        let sign = entry.sign ?? sign ?? .give
        let value = try with({
          $0.subject = words(of: subject) + entry.options.map { .name($0.text) }
          $0.role = nil
        }) { () throws(Failure) in try cell(entry.amount, sign) }
        lookup.append(LookupEntry([option.text], value))
        written.append(.init(texts: [option.text], place: place(option.span)))
      }
    }
    if sign?.isAddition != true { warnUncovered(key, seen, step) }
    try giveLookup(
      [key], lookup, written, [foldedText(subject.span)], act, step, mask, formula: pieces(subject),
      deducts: sign?.isNegative == true)
  }

  private func requireOption(_ option: Name, _ space: CodeSpace, _ key: Value) throws(Failure) {
    guard case .options(let known) = space, !known.contains(option.text) else { return }
    throw failure(
      .optionUnknown, option.span, Phrase(foldedText(key.span)), Phrase(option.text),
      near: Nearness.suggestions(for: option.text, among: known))
  }

  /// A cell of a points table, at grain one.
  func cell(_ amount: Expression, _ sign: PointSign) throws(Failure) -> NodeID {
    let value = try points(expression(amount))
    guard value.grain == .one else {
      throw failure(.parameterVaries, amount.span, Phrase(foldedText(amount.span)))
    }
    // An open figure has no measure of its own; what a table gives is points.
    let measure: Measure = value.isFree ? .points : self.measure(of: value.node)
    let id = value.isFree ? guarded(nil, value.node, .one, measure) : value.node
    return sign.isNegative ? node(.negate(id), .one, .number(measure)) : id
  }

  /// The entry of the keys, 0 where there is none.
  private func giveLookup(
    _ keys: [Value], _ entries: [LookupEntry], _ written: [PointsTable.Entry], _ keyTexts: [String],
    _ act: Act?, _ step: Step, _ mask: Value?, formula: [Piece], deducts: Bool = false
  ) throws(Failure) {
    var grain = keys[0].grain
    for key in keys.dropFirst() {
      guard let joined = grains.join(grain, key.grain) else {
        throw failure(
          .grainsDiffer, keys[0].span, Phrase(foldedText(keys[0].span)), grainName(keys[0].grain),
          Phrase(foldedText(key.span)), grainName(key.grain))
      }
      grain = joined
    }
    let kind = ValueKind.number(entries.first.map { measure(of: $0.value) } ?? .points)
    let found = node(.lookup(keys: keys.map { spread($0.node, to: grain) }, entries: entries), grain, kind)
    let isFound = node(.not(node(.isAbsent(found), grain, .truth)), grain, .truth)
    var test = Value(node: isFound, grain: grain, kind: .truth, span: keys[0].span)
    if let mask { test = try combined(.and, mask, test) }
    let amount = Value(node: found, grain: grain, kind: kind, span: keys[0].span)
    plan.pointsTables.append(
      PointsTable(line: step.line, keyTexts: keyTexts, mask: mask?.node, lookup: found, entries: written))
    let plain = Act(scopes: act?.scopes ?? [], kind: .drop, span: step.span)
    try give(amount, .give, step, plain, test, formula: formula + [.words("："), .operand("", found)])
  }

  /// Options that no cell names earn nothing: a warning, unless the clause is limited to others.
  private func warnUncovered(_ key: Value, _ covered: Set<String>, _ step: Step) {
    guard case .code(.options(let options)) = key.kind else { return }
    var possible = Set(options)
    for test in step.tests where !test.isNegated {
      for (inner, listed, isNegated) in memberships(in: test.condition) {
        guard let value = try? expression(inner), value.node == key.node else { continue }
        let names = Set(
          listed.compactMap { option -> String? in
            guard case .name(let reference) = option else { return nil }
            return reference.text
          })
        possible = isNegated ? possible.subtracting(names) : possible.intersection(names)
      }
    }
    uncovered[key.node, default: [:]][step.order] = (covered, possible, step.span, step.source)
  }

  /// 刊物 ＼ 形式: a points table over two choices.
  func post(_ grid: PointsGrid, _ step: Step) throws(Failure) {
    let mask = try mask(step.tests)
    let hint = mask.flatMap { table(of: $0.grain) }
    try with({ $0.hint = hint ?? $0.hint }) { () throws(Failure) in
      let row = try resolve(grid.rowSubject)
      let column = try with({ $0.hint = table(of: row.grain) ?? $0.hint }) { () throws(Failure) in
        try resolve(grid.columnSubject)
      }
      guard case .code(let rowSpace) = row.kind else {
        throw failure(.notAChoice, row.span, Phrase(foldedText(row.span)), kindName(row.kind))
      }
      guard case .code(let columnSpace) = column.kind else {
        throw failure(.notAChoice, column.span, Phrase(foldedText(column.span)), kindName(column.kind))
      }
      for option in grid.columns.joined() { try requireOption(option, columnSpace, column) }
      var entries: [LookupEntry] = []
      var written: [PointsTable.Entry] = []
      var covered = Set<String>()
      for gridRow in grid.rows {
        for option in gridRow.options {
          try requireOption(option, rowSpace, row)
          covered.insert(option.text)
          for (columns, cell) in zip(grid.columns, gridRow.cells) {
            guard let cell else { continue }
            for other in columns {
              let value = try with({
                $0.subject = (gridRow.options + columns).map { .name($0.text) }
                $0.role = nil
              }) { () throws(Failure) in try self.cell(cell, .give) }
              entries.append(LookupEntry([option.text, other.text], value))
              written.append(.init(texts: [option.text, other.text], place: place(cell.span)))
            }
          }
        }
      }
      warnUncovered(row, covered, step)
      warnUncovered(column, Set(grid.columns.joined().map(\.text)), step)
      let formula: [Piece] = [
        .operand(grid.rowSubject.text, row.node), .words("·"), .operand(grid.columnSubject.text, column.node),
      ]
      try giveLookup(
        [row, column], entries, written, [grid.rowSubject.text, grid.columnSubject.text], nil, step, mask,
        formula: formula)
    }
  }

  /// Options that giving clauses are limited to by a condition on the same column: they are spoken for.
  private func limitedOptions(_ key: NodeID) -> Set<String> {
    var result = Set<String>()
    for step in steps where step.stratum == .give {
      for test in step.tests where !test.isNegated {
        for (inner, listed, isNegated) in memberships(in: test.condition) where !isNegated {
          let spot = Spot(source: step.source)
          guard let value = try? at(spot, { () throws(Failure) in try expression(inner) }), value.node == key
          else {
            continue
          }
          for case .name(let reference) in listed { result.insert(reference.text) }
        }
      }
    }
    return result
  }

  /// 为 and 不为 of a condition, also where 且 joins it to others.
  private func memberships(in condition: Expression) -> [(Expression, [Expression], isNegated: Bool)] {
    switch condition {
    case .membership(let inner, let listed, let isNegated): [(inner, listed, isNegated)]
    case .binary(.and, let left, let right): memberships(in: left) + memberships(in: right)
    case .literal, .name, .date, .period, .labelled, .builtin, .call, .negated, .not, .binary, .comparison, .blankness,
      .between,
      .conditional:
      []
    }
  }

  /// Warnings about options that no points table of the method covers.
  func reportUncovered() {
    for (key, tables) in uncovered.sorted(by: { $0.key < $1.key }) {
      guard case .code(.options(let options)) = plan.nodes[key].kind else { continue }
      let covered = tables.values.reduce(into: limitedOptions(key)) { $0.formUnion($1.0) }
      let possible = tables.values.reduce(into: Set<String>()) { $0.formUnion($1.1) }
      let missing = options.filter {
        possible.contains($0) && !covered.contains($0) && !$0.hasPrefix("无") && $0 != "none"
      }
      guard !missing.isEmpty, let first = tables.sorted(by: { $0.key < $1.key }).first?.value else {
        continue
      }
      var diagnostic = Diagnostic(.missingOption, at: .text(first.3, first.2))
      diagnostic.arguments = [Phrase(missing.joined(separator: "、"), missing.joined(separator: ", "))]
      diagnostics.append(diagnostic)
    }
  }
}

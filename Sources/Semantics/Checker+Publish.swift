import Diagnostics
import Exact
import Syntax

extension Checker {
  func compile(_ statement: PublishStatement, index: Int) throws(Failure) -> Publication {
    let (grain, within) = try publicationFrame(statement)
    spot.isGrouped = within != nil
    let name = statement.name?.text ?? (index == 0 ? plan.title : "\(plan.title)\(index + 1)")
    var keys: [SortKey] = []
    if !statement.order.isEmpty { keys = try sortKeys(statement.order, at: grain, byName: true) }
    var condition: NodeID?
    if let limit = statement.condition { condition = try self.condition(limit, at: grain) }
    let rank =
      keys.isEmpty ? try self.rank(grain: grain, within: within, printed: printedNames(statement)) : nil
    var columns: [Publication.Column] = []
    for column in statement.columns {
      guard let compiled = attempt({ () throws(Failure) in try compile(column, grain) }) else { continue }
      if columns.contains(where: { $0.header == compiled.header }) {
        report(.columnPrintedTwice, column.span, Phrase(compiled.header))
        continue
      }
      columns.append(compiled)
    }
    let grouping: Publication.Grouping
    switch statement.grouping {
    case .none: grouping = .none
    case .sections: grouping = .sections
    case .split: grouping = .split
    }
    return Publication(
      name: name, grain: grain, grouping: grouping, within: within, condition: condition, rank: rank,
      keys: keys,
      columns: columns, place: place(statement.span))
  }

  /// Names that columns print as they are.
  private func printedNames(_ statement: PublishStatement) -> Set<String> {
    var names: Set<String> = []
    for column in statement.columns {
      if case .name(let reference) = column.value, reference.member == nil {
        names.insert(reference.name.text)
      }
    }
    return names
  }

  /// Rows are units, units by period, or (按 组) the groups themselves.
  private func publicationFrame(_ statement: PublishStatement) throws(Failure) -> (Grain, NodeID?) {
    if statement.grouping == .none, statement.keysBy.count == 1, let column = groupColumn,
      plan.tables[column.table].columns[column.column].name == statement.keysBy[0].text
    {
      return (.classes(attribute: columnValue(column, field: nil, span: statement.span).node), nil)
    }
    return try frame(statement.keysBy, inGroup: statement.grouping != .none, statement.span)
  }

  private func compile(_ column: PublishColumn, _ grain: Grain) throws(Failure) -> Publication.Column {
    let format = format(column)
    let isPlain = format.isPlain
    let header = column.header?.text ?? header(of: column.value)
    if case .builtin(.rowNumber, _) = column.value {
      return .init(header: header, content: .ordinal, format: format)
    }
    if case .name(let reference) = column.value {
      // Names and periods are not rounded; as formulas they are told so.
      let isNumeric = format.percent || format.rounding != nil
      if !isNumeric, reference.member == nil, definitions[reference.text] == nil,
        parameters[reference.text] == nil
      {
        if namesUnit(reference.text), grain == .unit || isUnitPeriod(grain) {
          return .init(header: header, content: .unit, format: format)
        }
        if let unit = calendarUnit(named: reference.text), grain == .unitPeriod(unit) {
          return .init(header: header, content: .period, format: format)
        }
      }
      if isPlain, let cell = cell(reference, grain) {
        return .init(header: header, content: .cell(cell), format: format)
      }
    }
    var value = try with({
      $0.target = grain
      $0.isOfRow = true
    }) { () throws(Failure) in try expression(column.value) }
    if case .classes(let attribute) = grain, value.node == attribute {
      // The units of a group have one group: any of theirs is its name.
      value.node = node(.aggregate(.highest, attribute, condition: nil), grain, value.kind)
      value.grain = grain
    }
    var help: Phrase?
    if case .unitPeriod(let unit) = value.grain, grain == .unit {
      let word = Phrase(unit.measureWord, MeasureWord.spelling(unit.measureWord, .english, plural: false))
      help = Phrase(
        "各\(word.chinese)分行印的，冒号前写“，按 \(word.chinese)”；一个单位一行的，用 合计、个数、最高 等汇总",
        "for a row by \(word.english) write “, by \(word.english)” before the colon; for a row by unit fold it with sum, count, highest and so on"
      )
    }
    try mustReach(grain, value.grain, column.value.span, help: help ?? unitAdvice(column.value))
    if !isPlain { _ = try number(value) }
    return .init(header: header, content: .node(spread(value.node, to: grain)), format: format)
  }

  /// How a value is printed.
  func format(_ column: PublishColumn) -> Publication.Format {
    var format = Publication.Format()
    format.percent = column.isPercent
    if let rounding = column.rounding, let mode = roundingMode(rounding.keyword) {
      format.rounding = (mode, rounding.digits)
    }
    for substitution in column.substitutions {
      let value = substitution.value.flatMap { literal -> Rational? in
        let number = literal.digits.flatMap { Rational(decimal: $0) }
        return literal.isPercent ? number?.divided(by: Rational(100)) : number
      }
      if let value { format.substitutions.append((value, substitution.text)) }
      if substitution.value == nil { format.substitutions.append((nil, substitution.text)) }
    }
    return format
  }

  private func isUnitPeriod(_ grain: Grain) -> Bool {
    guard case .unitPeriod = grain else { return false }
    return true
  }

  /// A column printed as the file has it: only where the table has one row for each printed row.
  private func cell(_ reference: NameReference, _ grain: Grain) -> TableColumn? {
    if let member = reference.member {
      guard let table = tableIndex[reference.name.text], plan.tables[table].grain == grain,
        let column = plan.tables[table].columns.firstIndex(where: { $0.name == member.text })
      else { return nil }
      return TableColumn(table: table, column: column)
    }
    guard definitions[reference.text] == nil, parameters[reference.text] == nil,
      let columns = columnsNamed[reference.text]?.filter({ plan.tables[$0.table].grain == grain }),
      columns.count == 1,
      columnsNamed[reference.text]?.count == 1 || groupColumn == columns[0]
    else { return nil }
    return columns[0]
  }

  /// A header that does not depend on the language of the file.
  private func header(of expression: Expression) -> String {
    switch expression {
    case .name(let reference): reference.member?.text ?? reference.name.text
    case .labelled(let reference): reference.first.text + (reference.last.map { "至" + $0.text } ?? "")
    case .builtin(let keyword, _): keyword.spelling(.chinese)
    case .literal, .date, .period, .call, .negated, .not, .binary, .comparison, .membership, .blankness,
      .between,
      .conditional:
      foldedText(expression.span)
    }
  }

  // MARK: Checks, variants, examples

  func compile(_ statement: CheckStatement) throws(Failure) -> CheckPlan {
    var spot = self.spot
    spot.subject =
      statement.name.map { [.keyword(Keyword.check.phrase), .label($0.text)] } ?? [
        .keyword(Keyword.check.phrase)
      ]
    spot.isCheck = true
    return try at(spot) { () throws(Failure) in
      let value = try with({ $0.fold = .one }) { () throws(Failure) in try truth(statement.condition) }
      let sides = try with({ $0.fold = .one }) { () throws(Failure) -> (NodeID, NodeID)? in
        try self.sides(statement.condition, value.grain)
      }
      var exceptions: [ListPlan.Exclusion] = []
      for exclusion in statement.exceptions {
        exceptions.append(
          .init(
            condition: definitely(try condition(exclusion.condition, at: value.grain)),
            reason: exclusion.reason.text))
      }
      return CheckPlan(
        name: statement.name?.text ?? foldedText(statement.condition.span), node: value.node, sides: sides,
        exceptions: exceptions, text: foldedText(statement.condition.span), place: place(statement.span))
    }
  }

  private func sides(_ expression: Expression, _ grain: Grain) throws(Failure) -> (NodeID, NodeID)? {
    guard case .comparison(_, let left, let right, _) = expression, period(right) == nil else { return nil }
    let first = try self.expression(left)
    let second = try self.expression(right)
    guard reaches(grain, first.grain), reaches(grain, second.grain) else { return nil }
    return (spread(first.node, to: grain), spread(second.node, to: grain))
  }

  func compile(_ statement: VariantStatement) -> VariantPlan {
    var overrides: [(figure: FigureID, value: Rational)] = []
    for override in statement.overrides {
      let done: (FigureID, Rational)? = attempt { () throws(Failure) in
        guard case .literal(let literal) = override.value else {
          if case .negated(.literal(let literal), _) = override.value {
            let (id, value) = try set(override.address, literal, override.span)
            return (id, -value)
          }
          throw failure(.overrideNotConstant, override.value.span, Phrase(foldedText(override.value.span)))
        }
        return try set(override.address, literal, override.span)
      }
      if let done { overrides.append((done.0, done.1)) }
    }
    return VariantPlan(name: statement.name.text, overrides: overrides, place: place(statement.name.span))
  }

  private func set(
    _ address: [AddressToken], _ literal: Literal, _ span: Span
  ) throws(Failure) -> (FigureID, Rational) {
    switch plan.figure(at: address, value: literal) {
    case .success(let found): return found
    case .failure(let problem):
      throw Failure(diagnostic: problem.diagnostic(at: place(span), text: foldedText(span)))
    }
  }
}

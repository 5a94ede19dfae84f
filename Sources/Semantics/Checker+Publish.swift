import Diagnostics
import Exact
import Syntax

extension Checker {
  func compile(_ statement: PublishStatement, index: Int) throws(Failure) -> Publication {
    let (grain, within) = try publicationFrame(statement)
    let name = statement.name?.text ?? (index == 0 ? plan.title : "\(plan.title)\(index + 1)")
    var keys: [SortKey] = []
    if !statement.order.isEmpty { keys = try sortKeys(statement.order, at: grain, byName: true) }
    var condition: NodeID?
    if let limit = statement.condition { condition = try self.condition(limit, at: grain) }
    let rank = keys.isEmpty ? try self.rank(grain: grain, within: within, printed: printedNames(statement)) : nil
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
      if case .name(let reference) = column.value, reference.member == nil { names.insert(reference.name.text) }
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
      if reference.member == nil, definitions[reference.text] == nil, parameters[reference.text] == nil {
        if reference.text == plan.unitHeader, unitTable != nil, grain == .unit || isUnitPeriod(grain) {
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
    var value = try with({ $0.target = grain }) { () throws(Failure) in try expression(column.value) }
    if case .classes(let attribute) = grain, value.node == attribute {
      // The units of a group have one group: any of theirs is its name.
      value.node = node(.aggregate(.highest, attribute, condition: nil), grain, value.kind)
      value.grain = grain
    }
    guard reaches(grain, value.grain) else {
      throw failure(
        .tooFineToRank, column.value.span, Phrase(foldedText(column.value.span)), grainName(value.grain),
        grainName(grain))
    }
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
    case .literal, .date, .period, .call, .negated, .not, .binary, .comparison, .membership, .blankness, .between,
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

  func compile(_ statement: ExampleStatement) -> ExamplePlan {
    var result = ExamplePlan(
      name: statement.name.text, given: [], expected: [], place: place(statement.name.span))
    if let name = statement.variant {
      result.variant = variantNames.firstIndex(of: name.text)
      if result.variant == nil {
        report(
          .unknownVariant, name.span, Phrase(name.text),
          variantNames.isEmpty
            ? Phrase("（没有）", "(none)")
            : Phrase(variantNames.joined(separator: "、"), variantNames.joined(separator: ", ")),
          near: Nearness.suggestions(for: name.text, among: variantNames))
      }
    }
    for given in statement.given {
      guard let table = tableIndex[given.table.text] else {
        report(unknownTable(given.table))
        continue
      }
      var cells: [(column: Int, text: String)] = []
      for cell in given.cells {
        guard let column = plan.tables[table].columns.firstIndex(where: { $0.name == cell.column.text })
        else {
          report(
            .unknownColumn, cell.column.span, Phrase(given.table.text), Phrase(cell.column.text),
            near: Nearness.suggestions(for: cell.column.text, among: plan.tables[table].columns.map(\.name)))
          continue
        }
        cells.append((column, cell.text))
      }
      result.given.append(.init(table: table, cells: cells, place: place(given.span)))
    }
    for expected in statement.expected {
      if let compiled = attempt({ () throws(Failure) in try compile(expected) }) {
        result.expected.append(compiled)
      }
    }
    return result
  }

  private func unknownTable(_ name: Name) -> Failure {
    failure(
      .unknownTable, name.span, Phrase(name.text),
      near: Nearness.suggestions(for: name.text, among: plan.tables.map(\.name)))
  }

  private func compile(_ expected: ExampleStatement.Expected) throws(Failure) -> ExamplePlan.Expectation {
    let value = try expression(expected.value)
    var id = value.node
    var period: Int?
    if let name = expected.period { period = try periodIndex(name, value.grain) }
    if period == nil, expected.unit != nil {
      guard reaches(.unit, value.grain) else {
        throw failure(
          .tooFineToRank, expected.value.span, Phrase(foldedText(expected.value.span)),
          grainName(value.grain), grainName(.unit))
      }
      id = spread(id, to: .unit)
    }
    let result: ExamplePlan.Expectation.Value
    switch expected.result {
    case .absent: result = .absent
    case .truth(let truth): result = .truth(truth)
    case .text(let name): result = .text(name.text)
    case .formula(let formula):
      // Its numbers are the example's, not figures of the method.
      var spot = self.spot
      spot.isCheck = true
      let wanted = try at(spot) { () throws(Failure) in try expression(formula) }
      let matched = try self.matched(
        Value(node: id, grain: plan.nodes[id].grain, kind: value.kind, span: value.span), try number(wanted),
        .comparison)
      guard matched.grain == plan.nodes[id].grain else {
        throw failure(
          .grainsDiffer, formula.span, Phrase(foldedText(value.span)), grainName(plan.nodes[id].grain),
          Phrase(foldedText(formula.span)), grainName(wanted.grain))
      }
      result = .number(matched.right)
    case .literal(let literal):
      guard literal.digits != nil else {
        throw failure(.overrideNotConstant, literal.span, Phrase(foldedText(literal.span)))
      }
      let wanted = plain(literal)
      _ = try number(value)
      result = .number(number(wanted, measure(of: value.node)))
    }
    return .init(
      unit: expected.unit?.text, period: period, node: id, value: result, text: foldedText(expected.span),
      place: place(expected.span))
  }

  private func plain(_ literal: Literal) -> Rational {
    let value = literal.digits.flatMap { Rational(decimal: $0) } ?? .zero
    guard literal.isPercent || literal.measure == "个百分点" else { return value }
    return value.divided(by: Rational(100)) ?? value
  }

  /// 5月, 2024年5月, 上半年 as the number of a period within the method's range, from 0.
  private func periodIndex(_ name: Name, _ grain: Grain) throws(Failure) -> Int {
    guard case .unitPeriod(let unit) = grain, let range = plan.period else {
      throw failure(.needsPeriods, name.span, Phrase(name.text), grainName(grain))
    }
    let numbers = name.text.split { !$0.isNumber }.compactMap { Int($0) }
    let year = numbers.count > 1 || unit == .year ? numbers.first ?? 0 : range.firstMonth / 12
    let within: Int?
    if let quarter = ["第一季度", "第二季度", "第三季度", "第四季度"].firstIndex(of: name.text), unit == .quarter {
      within = quarter + 1
    } else if unit == .halfYear, name.text.contains("半年") {
      within = name.text.contains("下") ? 2 : 1
    } else {
      within = unit == .year ? 1 : numbers.last
    }
    guard let within, (0...9999).contains(year), (1...12 / unit.months).contains(within) else {
      throw failure(.unknownPeriod, name.span, Phrase(name.text))
    }
    let index = year * (12 / unit.months) + within - 1
    let first = range.firstMonth / unit.months
    guard index >= first, index <= range.lastMonth / unit.months else {
      throw failure(.unknownPeriod, name.span, Phrase(name.text))
    }
    return index - first
  }
}

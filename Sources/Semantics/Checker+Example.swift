import Diagnostics
import Exact
import Syntax

extension Checker {
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
      guard
        let rows = attempt({ () throws(Failure) in try rows(given, table, cells, after: result.given.count) })
      else { continue }
      result.given += rows
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
    if case .listed(let name, let isNegated) = expected.result {
      return try listed(expected, name, isNegated: isNegated)
    }
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
    case .absent, .listed: result = .absent
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

  /// 应 甲 在 名单“表扬”
  private func listed(
    _ expected: ExampleStatement.Expected, _ name: Name, isNegated: Bool
  ) throws(Failure) -> ExamplePlan.Expectation {
    let names = lists.map(\.statement.name.text)
    guard names.contains(name.text) else {
      throw failure(
        .exampleListUnknown, name.span, Phrase(name.text),
        near: Nearness.suggestions(for: name.text, among: names))
    }
    // A list that has errors of its own has been reported.
    guard let index = plan.lists.firstIndex(where: { $0.name == name.text }) else {
      throw Failure(diagnostic: nil)
    }
    let list = plan.lists[index]
    let period = try expected.period.map { name throws(Failure) in try periodIndex(name, list.grain) }
    if case .unitPeriod(let unit) = list.grain, period == nil {
      let example = periodExample(unit)
      throw failure(.exampleListPeriod, expected.span, Phrase(name.text), example)
    }
    let node: NodeID
    switch list.pick {
    case .first(let id), .last(let id), .holding(let id): node = id
    }
    return .init(
      unit: expected.unit?.text, period: period, node: node, value: .listed(index, !isNegated),
      text: foldedText(expected.span), place: place(expected.span))
  }

  // MARK: Given rows

  private static let maximumRows = Limits.exampleRows

  /// The rows that one line gives: 26 equal ones, or one in each month. Ids that are not given differ.
  private func rows(
    _ given: ExampleStatement.Given, _ table: Int, _ cells: [(column: Int, text: String)], after before: Int
  ) throws(Failure) -> [ExamplePlan.GivenRow] {
    var count = 1
    if let literal = given.count {
      guard let number = literal.digits.flatMap({ Int($0) }), (1...Self.maximumRows).contains(number) else {
        throw failure(.exampleRowCount, literal.span, Phrase(foldedText(literal.span)))
      }
      count = number
    }
    let schema = plan.tables[table]
    var cellsOfPeriod: [(column: Int, text: String)?] = [nil]
    if let word = given.each { cellsOfPeriod = try periodCells(given, word, schema, cells) }
    // The units of a roster and the months of a unit are told apart by what is given, not by a number.
    if count > 1, !schema.keys.isEmpty {
      throw failure(.exampleRowsKeyed, given.span, Phrase(schema.name))
    }
    let ids = schema.columns.indices.filter { column in
      schema.columns[column].type == .id && !cells.contains { $0.column == column }
    }
    var rows: [ExamplePlan.GivenRow] = []
    for period in cellsOfPeriod {
      for _ in 0..<count {
        var own = cells
        if let period { own.append(period) }
        let isOne = count == 1 && cellsOfPeriod.count == 1
        if !isOne { own += ids.map { ($0, "#\(before + rows.count + 1)") } }
        rows.append(.init(table: table, cells: own, place: place(given.span)))
      }
    }
    return rows
  }

  /// The cell of the table's period column in each period of the method.
  private func periodCells(
    _ given: ExampleStatement.Given, _ word: ClosedWord, _ schema: TableSchema,
    _ cells: [(column: Int, text: String)]
  ) throws(Failure) -> [(column: Int, text: String)?] {
    let each = Phrase("每" + word.spelling(.chinese), "each " + word.spelling(.english))
    guard let unit = calendarUnit(word),
      let column = schema.columns.firstIndex(where: { $0.type == .period(unit) }),
      !cells.contains(where: { $0.column == column })
    else { throw failure(.exampleEachPeriod, given.span, Phrase(schema.name), each) }
    guard let range = plan.period else {
      throw failure(
        .needsPeriods, given.span, each, Phrase("没有期间的办法", "of a method without a period"))
    }
    return (range.firstMonth / unit.months...range.lastMonth / unit.months).map { number in
      let year = number * unit.months / 12
      let ordinal = number % (12 / unit.months) + 1
      let text: String
      switch unit {
      case .month: text = "\(year)年\(ordinal)月"
      case .quarter: text = "\(year)年第\(ordinal)季度"
      case .halfYear: text = "\(year)年\(ordinal == 1 ? "上" : "下")半年"
      case .year: text = "\(year)年"
      }
      return (column, text)
    }
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
    if let named = PeriodLiteral.named(name.text) {
      within = named.months == unit.months ? named.ordinal : nil
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

import Diagnostics
import Engine
import Exact
import Semantics

/// The published figures that a method computes, as conditions on its figures.
struct FitModel: Sendable {
  /// A printed number and the values that print as it.
  struct Cell: Sendable {
    var table: Int
    var row: Int
    var column: Int
    /// The node whose value is asked about: what is rounded for print, where the method rounds.
    var node: NodeID
    /// At `grain`.
    var index: Int
    var grain: Grain
    var text: String
    /// The rounding between the node's value and print; nil where it prints exactly.
    var rounding: (mode: RoundingMode, digits: Int)?
    /// The printed number on the scale of the node's value.
    var printed: Rational
    /// The number of the last printed place on the scale of the node's value.
    var unit: Rational
    /// The node that is printed and its format, for the last word.
    var shownNode: NodeID
    var format: Publication.Format
  }

  struct Row: Sendable {
    var table: Int
    /// In the matched table.
    var row: Int
    var cells: [Int]
  }

  private(set) var evaluation: Evaluation
  let tables: [MatchedTable]
  let language: Language
  private(set) var cells: [Cell] = []
  private(set) var rows: [Row] = []
  /// Nodes that are printed, and those that the conditions are about.
  private(set) var nodes: [NodeID] = []

  init(_ evaluation: Evaluation, _ tables: [MatchedTable], _ language: Language) {
    self.evaluation = evaluation
    self.tables = tables
    self.language = language
    let plan = evaluation.plan
    let figures = plan.nodes.indices.filter {
      if case .figure = plan.nodes[$0].op { return true }
      return false
    }
    var reaches: [NodeID: Bool] = [:]
    for (number, table) in tables.enumerated() {
      for row in table.rows.indices {
        guard let expected = table.rows[row].expected, !table.rows[row].isRepeated else { continue }
        var own: [Int] = []
        for (place, column) in table.columns.enumerated() {
          let definition = table.expected.columns[column.expected]
          guard let node = definition.node, definition.isNumber, definition.rank == nil else { continue }
          if reaches[node] == nil {
            let rests = plan.reachable(from: [node])
            reaches[node] = figures.contains { rests[$0] }
          }
          guard reaches[node] == true,
            let cell = Self.cell(
              table, number, row, place, definition, node, table.expected.rows[expected].index, plan)
          else { continue }
          own.append(cells.count)
          cells.append(cell)
        }
        if !own.isEmpty { rows.append(Row(table: number, row: row, cells: own)) }
      }
    }
    nodes = Array(Set(cells.flatMap { [$0.node, $0.shownNode] })).sorted()
  }

  private static func cell(
    _ table: MatchedTable, _ number: Int, _ row: Int, _ place: Int, _ definition: ExpectedTable.Column,
    _ node: NodeID, _ index: Int, _ plan: Plan
  ) -> Cell? {
    let text = table.text(table.rows[row], table.columns[place])
    let format = definition.definition.format
    var printed: Rational
    var digits: Int
    if let substitution = format.substitutions.first(where: { $0.text == text }),
      let value = substitution.value
    {
      return Cell(
        table: number, row: row, column: place, node: node, index: index, grain: table.expected.grain,
        text: text, rounding: nil, printed: value, unit: .zero, shownNode: node, format: format)
    }
    guard !ShownNumber.isBlank(text), let shown = ShownNumber(text) else { return nil }
    printed = shown.value
    digits = shown.digits
    var inner = node
    var rounding = format.rounding.map { (mode: $0.mode, digits: $0.digits) }
    let isPercent = format.percent || shown.isPercent
    if case .round(let value, let mode, let places) = plan.nodes[node].op,
      plan.nodes[value].grain == plan.nodes[node].grain
    {
      // What the method rounds is asked about before it is rounded.
      let shift = isPercent ? places - 2 : places
      if rounding == nil || (rounding?.digits ?? 0) >= shift {
        inner = value
        rounding = (mode, shift)
      }
    }
    if let rounding { digits = rounding.digits }
    var unit = digits >= 0 ? Rational.one : Rational.zero
    if digits >= 0 {
      for _ in 0..<min(digits, 30) { unit = unit.divided(by: 10) ?? unit }
    } else {
      unit = Rational(BigIntegerPower.ten(-digits))
    }
    if isPercent {
      printed = printed.divided(by: 100) ?? printed
      unit = unit.divided(by: 100) ?? unit
    }
    return Cell(
      table: number, row: row, column: place, node: inner, index: index, grain: table.expected.grain,
      text: text, rounding: rounding, printed: printed, unit: unit, shownNode: node, format: format)
  }

  // MARK: - Values

  /// The exact value of each cell's node with these figures; nil where it is absent, all nil where the figures
  /// cannot be scored.
  func values(_ figures: [Rational?]) -> [Rational?]? {
    var changed = evaluation.with(figures: figures)
    changed.evaluateWhereClosed(nodes)
    guard changed.problems.isEmpty else { return nil }
    return read(&changed) { $0.node }
  }

  private func read(_ evaluation: inout Evaluation, _ node: (Cell) -> NodeID) -> [Rational?] {
    var columns: [NodeID: [Grain: [Rational?]]] = [:]
    return cells.map { cell in
      let wanted = node(cell)
      if columns[wanted]?[cell.grain] == nil {
        columns[wanted, default: [:]][cell.grain] = evaluation.numbers(wanted, at: cell.grain)
      }
      guard let column = columns[wanted]?[cell.grain], column.indices.contains(cell.index) else { return nil }
      return column[cell.index]
    }
  }

  /// Which rows come out as printed with these figures; nil where they cannot be scored.
  func reproduced(_ figures: [Rational?]) -> [Bool]? {
    var changed = evaluation.with(figures: figures)
    changed.evaluateWhereClosed(nodes)
    guard changed.problems.isEmpty else { return nil }
    let values = read(&changed) { $0.shownNode }
    return rows.map { row in row.cells.allSatisfy { isPrinted(values[$0], cells[$0]) } }
  }

  /// Whether a value prints as a cell does. It is written out only where its number does not tell.
  private func isPrinted(_ value: Rational?, _ cell: Cell) -> Bool {
    if let value, !cell.unit.isZero {
      if value == cell.printed { return true }
      if (value - cell.printed).magnitude > cell.unit { return false }
    }
    let shown = PublishedValue.shown(value, cell.format)
    return shown == cell.text
      || Auditor.agrees(
        cell.text, PublishedValue(exact: value.map { .number($0) } ?? .absent, shown: shown))
  }

  /// The same with other figures as the method's own.
  func with(figures: [Rational?]) -> FitModel {
    var model = self
    model.evaluation = evaluation.with(figures: figures)
    return model
  }

  /// What some cells print with these figures; nil where they cannot be scored.
  func shown(_ figures: [Rational?], _ wanted: [Int]) -> [String]? {
    var changed = evaluation.with(figures: figures)
    changed.evaluateWhereClosed(nodes)
    guard changed.problems.isEmpty else { return nil }
    return wanted.map { index in
      let cell = cells[index]
      return PublishedValue.shown(
        changed.number(cell.shownNode, at: cell.index, of: cell.grain), cell.format)
    }
  }

  /// The values of a cell's node that print as it does: from low to high, ends included; nil where none do.
  func interval(_ cell: Cell, isDecimal: Bool) -> (low: Rational, high: Rational)? {
    let half = cell.unit.divided(by: 2) ?? .zero
    guard let rounding = cell.rounding else {
      // Without a rounding only a value without finite decimals prints rounded, to two places.
      let printsRounded = !isDecimal && !cell.unit.isZero
      return printsRounded ? (cell.printed - half, cell.printed + half) : (cell.printed, cell.printed)
    }
    if !cell.unit.isZero, cell.printed.rounded(.halfUp, toMultipleOf: cell.unit) != cell.printed {
      return nil
    }
    switch rounding.mode {
    case .halfUp, .halfEven: return (cell.printed - half, cell.printed + half)
    case .down:
      if cell.printed.isZero { return (.zero - cell.unit, cell.unit) }
      return cell.printed > .zero
        ? (cell.printed, cell.printed + cell.unit) : (cell.printed - cell.unit, cell.printed)
    case .up:
      if cell.printed.isZero { return (.zero, .zero) }
      return cell.printed > .zero
        ? (cell.printed - cell.unit, cell.printed) : (cell.printed, cell.printed + cell.unit)
    }
  }
}

enum BigIntegerPower {
  /// 10^digits, held to 18 digits.
  static func ten(_ digits: Int) -> Int64 {
    var result: Int64 = 1
    for _ in 0..<min(max(digits, 0), 18) { result *= 10 }
    return result
  }
}

import Diagnostics
import Engine
import Exact
import Semantics

/// One cell of the tallies changed: what it would be, and what the published row then says.
struct InputChange: Sendable {
  var node: NodeID
  var index: Int
  var from: Rational
  var to: Rational
  /// Disagreeing cells of the unit that it sets right, as indices in `Auditor.cells`.
  var repaired: [Int]
  /// Cells of the unit that agreed and no longer would: header, value then, published text.
  var broken: [(header: String, then: String, published: String)]
  /// The same cell stands in the published table, as the tallies have it.
  var isPrinted: Bool
}

/// A number of the tallies that the method reads.
struct InputNode: Sendable {
  var node: NodeID
  var table: Int
  var column: Int
  var field: Int?
  /// Counts come in whole numbers and not below zero.
  var isCount: Bool
  /// The node of a notation cell's sum, which a field changes too.
  var total: NodeID?
}

extension Auditor {
  /// The numbers of the tallies that published values can rest on.
  static func inputNodes(_ plan: Plan) -> [InputNode] {
    var result: [InputNode] = []
    for (id, node) in plan.nodes.enumerated() {
      guard case .input(let table, let column, let field) = node.op, case .number(let measure) = node.kind,
        plan.tables.indices.contains(table), node.grain == plan.tables[table].grain,
        plan.tables[table].columns.indices.contains(column)
      else { continue }
      if case .notation = plan.tables[table].columns[column].type, field == nil { continue }
      if result.contains(where: { $0.table == table && $0.column == column && $0.field == field }) {
        continue
      }
      let total =
        field == nil
        ? nil
        : plan.nodes.firstIndex {
          $0.op == .input(table: table, column: column, field: nil) && $0.grain == node.grain
        }
      var isCount = false
      if case .tagged(let word) = measure { isCount = !["元", "万元", "亿元"].contains(word) }
      result.append(
        InputNode(node: id, table: table, column: column, field: field, isCount: isCount, total: total))
    }
    return result
  }

  private static let mostArithmetic = 400

  /// Looks for one number of the tallies that explains a figure which nothing else does.
  mutating func explainArithmetic() {
    let all = cells.indices.filter { index in
      let cell = cells[index]
      guard let column = column(of: cell).node, column < plan.nodes.count else { return false }
      return !cell.isExplained && cell.number != nil && self.column(of: cell).rank == nil
        && tables[cell.table].expected.holdsUnits
    }
    guard !all.isEmpty else { return }
    // Where hundreds are wrong, single cells of the tallies are not what is wrong with the table.
    let open = Array(all.prefix(Self.mostArithmetic))
    for cell in all.dropFirst(open.count) where cells[cell].explanations.isEmpty {
      cells[cell].explanations = [
        Phrase(
          "不一致的格太多，只为前 \(open.count) 格在数据里找原因",
          "so many cells disagree that causes in the tallies were looked for in the first \(open.count) only")
      ]
    }
    let places = Dictionary(
      cells.enumerated().map { ([$0.element.table, $0.element.row, $0.element.column], $0.offset) },
      uniquingKeysWith: { first, _ in first })
    let sheet = UnitSheet(self, &evaluation)
    var found: [Int: [InputChange]] = [:]
    for input in Self.inputNodes(plan) { attempt(input, open, sheet, &found) }
    for cell in open {
      let changes = (found[cell] ?? []).sorted { InputChange.isBetter($0, $1) }
      classifyMisplaced(cell, places)
      guard !changes.isEmpty else { continue }
      if cells[cell].kind == .unexplained { cells[cell].kind = .arithmetic }
      cells[cell].explanations += changes.prefix(3).map(phrase)
      proposals[cell] = changes.first
    }
    explainByRecords(open.filter { cells[$0].kind == .unexplained })
    for cell in open where cells[cell].explanations.isEmpty {
      cells[cell].explanations = [
        Phrase("改动数据里任何一格都得不出这个数", "no single cell of the tallies explains it")
      ]
    }
  }

  /// Tries one column of the tallies on all open cells at once, the k-th cell of each unit in turn.
  private mutating func attempt(
    _ input: InputNode, _ open: [Int], _ sheet: UnitSheet, _ found: inout [Int: [InputChange]]
  ) {
    let grain = plan.nodes[input.node].grain
    let targets = open.filter { cell in
      column(of: cells[cell]).node.map { sheet.rests(on: input.node, $0) } ?? false
    }
    guard !targets.isEmpty else { return }
    let owners = evaluation.unitIndexes(of: grain)
    var places: [Int32: [Int]] = [:]
    let wanted = Set(targets.compactMap { sheet.unit(of: cells[$0]) })
    for (index, owner) in owners.enumerated() where wanted.contains(owner) {
      places[owner, default: []].append(index)
    }
    let most = min(24, places.values.map(\.count).max() ?? 0)
    let nodes = sheet.nodes.filter { sheet.rests(on: input.node, $0) }
    for turn in 0..<most {
      var at: [(cell: Int, index: Int, value: Rational)] = []
      for cell in targets {
        guard let unit = sheet.unit(of: cells[cell]), let own = places[unit], turn < own.count else {
          continue
        }
        let index = grain == tables[cells[cell].table].expected.grain ? sheet.index(cells[cell]) : own[turn]
        guard turn == 0 || index == own[turn] else { continue }
        let value = evaluation.number(input.node, at: index) ?? .zero
        at.append((cell, index, value))
      }
      guard !at.isEmpty else { break }
      let solved = solve(input, at, nodes, sheet)
      guard !solved.isEmpty else { continue }
      verify(input, solved, nodes, sheet, &found)
    }
  }

  /// The values at which the published figures come out, by the slope of one step.
  private mutating func solve(
    _ input: InputNode, _ at: [(cell: Int, index: Int, value: Rational)], _ nodes: [NodeID],
    _ sheet: UnitSheet
  ) -> [(cell: Int, index: Int, from: Rational, to: Rational)] {
    var stepped = evaluation.with(
      values: changes(input, at.map { ($0.index, $0.value, $0.value + .one) }))
    stepped.evaluateWhereClosed(nodes)
    guard stepped.problems.isEmpty else { return [] }
    return at.compactMap { cell, index, value in
      guard let node = column(of: cells[cell]).node, let number = cells[cell].number,
        case .number(let before) = cells[cell].computed.exact,
        let after = stepped.number(node, at: sheet.index(cells[cell]), of: sheet.grain(cells[cell]))
      else { return nil }
      let isPercent = column(of: cells[cell]).definition.format.percent || number.isPercent
      let printed = isPercent ? number.value.divided(by: 100) ?? number.value : number.value
      guard let change = (printed - before).divided(by: after - before), !change.isZero else { return nil }
      var to = value + change
      if input.isCount { to = to.rounded(.halfUp, digits: 0) }
      guard to != value, to.decimalScale.map({ $0 <= 2 }) ?? false, !(input.isCount && to < .zero) else {
        return nil
      }
      return (cell, index, value, to)
    }
  }

  private func changes(
    _ input: InputNode, _ values: [(index: Int, from: Rational, to: Rational)]
  ) -> [NodeID: [Int: Rational?]] {
    var result: [NodeID: [Int: Rational?]] = [:]
    for (index, from, to) in values {
      result[input.node, default: [:]][index] = to
      if let total = input.total {
        result[total, default: [:]][index] = (evaluation.number(total, at: index) ?? .zero) + to - from
      }
    }
    return result
  }

  private mutating func verify(
    _ input: InputNode, _ solved: [(cell: Int, index: Int, from: Rational, to: Rational)],
    _ nodes: [NodeID], _ sheet: UnitSheet, _ found: inout [Int: [InputChange]]
  ) {
    // Two cells of one unit may ask for two values of one number: they are tried one after the other.
    var rounds: [[(cell: Int, index: Int, from: Rational, to: Rational)]] = []
    for entry in solved {
      let place = rounds.firstIndex { round in
        !round.contains { $0.index == entry.index && $0.to != entry.to }
      }
      if let place { rounds[place].append(entry) } else if rounds.count < 4 { rounds.append([entry]) }
    }
    let bounds = plan.requirements.filter { $0.table == input.table && $0.column == input.column }
    for round in rounds {
      var changed = evaluation.with(values: changes(input, round.map { ($0.index, $0.from, $0.to) }))
      changed.evaluateWhereClosed(nodes + bounds.map(\.holds))
      guard changed.problems.isEmpty else { continue }
      for entry in round {
        if bounds.contains(where: { changed.truth($0.holds, at: entry.index) == false }) { continue }
        guard let unit = sheet.unit(of: cells[entry.cell]) else { continue }
        var change = InputChange(
          node: input.node, index: entry.index, from: entry.from, to: entry.to, repaired: [], broken: [],
          isPrinted: isPrinted(input, sheet, unit))
        for place in sheet.cells[unit] ?? [] where nodes.contains(place.node) {
          let table = tables[place.table]
          let format = table.expected.columns[place.expected].definition.format
          let number = changed.number(place.node, at: place.index, of: table.expected.grain)
          let shown = PublishedValue.shown(number, format)
          let value = PublishedValue(exact: number.map { .number($0) } ?? .absent, shown: shown)
          let agrees = Self.agrees(place.text, value)
          if let difference = place.difference {
            if agrees { change.repaired.append(difference) }
          } else if !agrees {
            change.broken.append((table.expected.columns[place.expected].header, shown, place.text))
          }
        }
        guard change.repaired.contains(entry.cell) else { continue }
        found[entry.cell, default: []].append(change)
      }
    }
  }

  /// Whether the published tables print that cell of the tallies, and as it is.
  private func isPrinted(_ input: InputNode, _ sheet: UnitSheet, _ unit: Int32) -> Bool {
    sheet.printedInputs[unit]?.contains(TableColumn(table: input.table, column: input.column)) ?? false
  }

  func phrase(_ change: InputChange) -> Phrase {
    let name = inputName(change.node)
    let row = rowName(change.node, change.index)
    var chinese = "“\(name)”\(row.chinese)若是 \(change.to.plain)（数据是 \(change.from.plain)），这一格就是"
    var english =
      "with “\(name)”\(row.english) \(change.to.plain) (the tallies have \(change.from.plain)) this cell is "
    chinese += "对的"
    english += "right"
    if change.repaired.count > 1 {
      chinese = chinese.replacing("这一格就是", with: "这一行 \(change.repaired.count) 格都是")
      english = english.replacing("this cell is", with: "\(change.repaired.count) cells of the row are")
    }
    for broken in change.broken.prefix(2) {
      chinese += "，但 \(broken.header) 要成 \(broken.then)（印发 \(broken.published)）"
      english += ", but \(broken.header) becomes \(broken.then) (printed: \(broken.published))"
    }
    if change.isPrinted {
      chinese += "，而印发的表里也是 \(change.from.plain)"
      english += ", though the published table has \(change.from.plain) too"
    }
    return Phrase(chinese, english)
  }

  func inputName(_ node: NodeID) -> String {
    guard case .input(let table, let column, let field) = plan.nodes[node].op else { return "" }
    let schema = plan.tables[table].columns[column]
    if let field, case .notation(_, let fields) = schema.type, fields.indices.contains(field) {
      return schema.name + "." + fields[field].name
    }
    return schema.name
  }

  /// Which record or month of the unit; empty where the unit has one row.
  func rowName(_ node: NodeID, _ index: Int) -> Phrase {
    guard case .input(let table, _, _) = plan.nodes[node].op, plan.nodes[node].grain != .unit else {
      return ""
    }
    var evaluation = evaluation
    guard let row = evaluation.row(index, of: plan.nodes[node].grain, in: table) else { return "" }
    let number = evaluation.dataset.tables[table].spreadsheetRow(row)
    return Phrase("（第 \(number) 行）", " (row \(number))")
  }
}

extension InputChange {
  /// What sets more right and less wrong, and changes less, explains better.
  static func isBetter(_ left: InputChange, _ right: InputChange) -> Bool {
    if left.broken.count != right.broken.count { return left.broken.count < right.broken.count }
    if left.repaired.count != right.repaired.count { return left.repaired.count > right.repaired.count }
    if left.isPrinted != right.isPrinted { return !left.isPrinted }
    let first = (left.to - left.from).magnitude
    let second = (right.to - right.from).magnitude
    if first != second { return first < second }
    return (left.node, left.index) < (right.node, right.index)
  }
}

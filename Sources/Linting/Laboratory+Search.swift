import Diagnostics
import Engine
import Exact
import Semantics

/// A cell of a specimen that a search may set, and what it may hold there.
struct Dial {
  var column: TableColumn
  /// Cells, and how a clerk reads them.
  var values: [(cell: String, words: Phrase)]
}

extension Laboratory {
  /// Numbers at which something may change for a column: those that it is compared with, its bounds, a few more.
  func critical(_ column: TableColumn) -> [Rational] {
    guard let node = input(column.table, column.column) else { return [] }
    var ranges = ranges
    let interval = ranges.interval(node)
    let isWhole = ranges.isWhole(node)
    var isPercent = false
    if case .percent = plan.tables[column.table].columns[column.column].type { isPercent = true }
    let unit: Rational = isPercent ? Rational(1, over: 100) ?? .one : .one
    var found: Set<Rational> = isPercent ? [.zero, .one] : [.zero, .one, 2, 10, 100]
    func add(_ value: Rational) { found.formUnion([value - unit, value, value + unit]) }
    for value in thresholds[node] ?? [] { add(value) }
    if let low = interval.low?.value { found.insert(low) }
    if let high = interval.high?.value { found.insert(high) }
    return found.filter { value in
      !Interval(value).intersected(interval).isEmpty && (!isWhole || value.isInteger)
    }.sorted()
  }

  /// The constants that inputs are compared with, directly or through sums and ratios.
  static func thresholds(_ plan: Plan, _ ranges: Ranges) -> [NodeID: Set<Rational>] {
    var ranges = ranges
    var result: [NodeID: Set<Rational>] = [:]
    func add(_ value: Rational, under node: NodeID) {
      var pending = [node]
      var steps = 0
      while let next = pending.popLast(), steps < 64 {
        steps += 1
        if case .input = plan.nodes[next].op { result[next, default: []].insert(value) }
        pending += plan.nodes[next].op.operands
      }
    }
    for node in plan.nodes {
      guard case .compare(_, let left, let right) = node.op, case .number = plan.nodes[left].kind else {
        continue
      }
      if let value = ranges.interval(right).point { add(value, under: left) }
      if let value = ranges.interval(left).point { add(value, under: right) }
    }
    for scale in plan.repeatScales {
      for counted in scale.counts { add(Rational(scale.texts.count), under: counted.count) }
    }
    return result
  }

  /// What a column's cells may be set to in a search; nil for columns that only identify.
  func dial(_ column: TableColumn) -> Dial? {
    let schema = plan.tables[column.table].columns[column.column]
    switch schema.type {
    case .options(let options, _):
      return Dial(column: column, values: options.map { ($0, Phrase($0)) })
    case .yesNo: return Dial(column: column, values: [("否", Phrase("否", "no")), ("是", Phrase("是", "yes"))])
    case .number, .percent:
      let values = critical(column)
      return Dial(column: column, values: values.map { (cell($0, schema.type), words($0, in: column)) })
    case .notation, .name, .names, .id, .text, .date, .period: return nil
    }
  }

  /// Specimens over all settings of some dials, at most so many; records get one row in each table that is not
  /// one of units.
  func settings(_ dials: [Dial], most: Int = 240) -> [Specimen] {
    var result = [Specimen()]
    for dial in dials {
      guard result.count * max(1, dial.values.count) <= most else { continue }
      result = result.flatMap { specimen in
        dial.values.map { value in specimen.setting(dial.column, value.cell, plan) }
      }
    }
    return result
  }

  /// The columns of inputs, each once.
  func columns(_ inputs: [NodeID]) -> [TableColumn] {
    var result: [TableColumn] = []
    for node in inputs {
      guard case .input(let table, let column, nil) = plan.nodes[node].op else { continue }
      let own = TableColumn(table: table, column: column)
      if !result.contains(own) { result.append(own) }
    }
    return result
  }

  private func words(cell: String, in column: TableColumn) -> Phrase {
    switch plan.tables[column.table].columns[column.column].type {
    case .yesNo: return cell == "是" ? Phrase("是", "yes") : Phrase("否", "no")
    case .number, .notation: return Rational(decimal: cell).map { words($0, in: column) } ?? Phrase(cell)
    case .percent, .name, .names, .id, .text, .options, .date, .period: return Phrase(cell)
    }
  }

  /// A specimen in words: 报送数 20 条、按时报告 是.
  func words(_ specimen: Specimen) -> Phrase {
    var chinese: [String] = []
    var english: [String] = []
    func add(_ column: TableColumn, _ cell: String) {
      let shown = words(cell: cell, in: column)
      chinese.append("\(name(column)) \(shown.chinese)")
      english.append("\(name(column)) \(shown.english)")
    }
    for (column, cell) in specimen.cells.sorted(by: {
      ($0.key.table, $0.key.column) < ($1.key.table, $1.key.column)
    }) {
      add(column, cell)
    }
    for record in specimen.records {
      for (column, cell) in record.cells.sorted(by: { $0.key < $1.key }) {
        add(TableColumn(table: record.table, column: column), cell)
      }
      if record.copies > 1 || record.cells.isEmpty {
        let table = plan.tables[record.table]
        chinese.append("\(table.name) \(record.copies) \(table.rowWord ?? "行")")
        english.append("\(record.copies) rows of \(table.name)")
      }
    }
    return Phrase(chinese.joined(separator: "、"), english.joined(separator: ", "))
  }

  /// The specimen among settings for which a condition holds (for the unit, or for one of its rows), and the
  /// trial it was found in.
  func example(of condition: NodeID, inputs: [NodeID]) -> (specimen: Specimen, trial: Trial)? {
    let dials = columns(inputs).compactMap(dial)
    let specimens = settings(dials)
    // One bad setting would refuse them all; each bound refuses its own.
    guard let trial = runValid(specimens, [condition]) else { return nil }
    let grain = plan.nodes[condition].grain
    for index in 0..<trial.trial.evaluation.count(of: grain)
    where trial.trial.evaluation.truth(condition, at: index) == true {
      guard let unit = grain == .one ? 0 : trial.trial.evaluation.index(index, of: grain, in: .unit) else {
        continue
      }
      let specimen = trial.specimens[unit]
      guard let alone = run([specimen], [condition]) else { return nil }
      return (specimen, alone)
    }
    return nil
  }

  /// Runs the specimens that keep all bounds.
  func runValid(_ specimens: [Specimen], _ nodes: [NodeID]) -> (specimens: [Specimen], trial: Trial)? {
    if let trial = run(specimens, nodes) { return (specimens, trial) }
    guard !plan.requirements.isEmpty, specimens.count > 1 else { return nil }
    let valid = specimens.prefix(60).filter { run([$0], []) != nil }
    guard !valid.isEmpty, let trial = run(valid, nodes) else { return nil }
    return (valid, trial)
  }

  /// Where a specimen's first value of a node stands: its own, its first period's, its first record's.
  private func place(of specimen: Int, _ node: NodeID) -> Int {
    guard let periods = ranges.periods(plan.nodes[node].grain) else { return specimen }
    return specimen * periods
  }

  /// The settings that bring a unit's value highest (or lowest), cell by cell, found by trying; not the very
  /// extreme where cells work on one another.
  func extreme(_ node: NodeID, inputs: [NodeID], highest: Bool, from start: Specimen = Specimen()) -> (
    specimen: Specimen, value: Rational
  )? {
    var best = start
    guard var value = run([best], [node])?.number(node, 0) else { return nil }
    let dials = columns(inputs).compactMap(dial)
    for _ in 0..<2 {
      var moved = false
      for dial in dials where start.cells[dial.column] == nil {
        let tries = dial.values.map { best.setting(dial.column, $0.cell, plan) }
        guard let (specimens, trial) = runValid(tries, [node]) else { continue }
        for (index, specimen) in specimens.enumerated() {
          guard let found = trial.number(node, place(of: index, node)) else { continue }
          if highest ? found > value : found < value {
            best = specimen
            value = found
            moved = true
          }
        }
      }
      if !moved { break }
    }
    return (best, value)
  }
}

extension Specimen {
  /// With a cell set: in its row of a table of units, or in its one record of another table.
  func setting(_ column: TableColumn, _ cell: String, _ plan: Plan) -> Specimen {
    var result = self
    if plan.tables[column.table].grain == .unit {
      result.cells[column] = cell
    } else if let index = result.records.firstIndex(where: { $0.table == column.table }) {
      result.records[index].cells[column.column] = cell
    } else {
      result.records.append(Record(table: column.table, cells: [column.column: cell]))
    }
    return result
  }
}

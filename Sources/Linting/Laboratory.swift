import Diagnostics
import Engine
import Exact
import Semantics
import Syntax
import Tables

/// A unit made up for a counter-example: the cells it has in the tables of units, and its records.
struct Specimen: Hashable {
  /// Cells of its row in a table of units, by table and column.
  var cells: [TableColumn: String] = [:]
  /// Rows in other tables.
  var records: [Record] = []

  struct Record: Hashable {
    var table: Int
    var cells: [Int: String]
    var copies = 1
  }
}

/// Runs a method over made-up units, as many at a time as a question needs. What is claimed of a method is what
/// the engine said here.
struct Laboratory {
  let plan: Plan
  let ranges: Ranges
  /// Columns that something is divided by: 0 would make it absent.
  private let divisors: Set<TableColumn>
  private let inputOf: [TableColumn: NodeID]
  let thresholds: [NodeID: Set<Rational>]

  /// A made-up data set scored.
  struct Trial {
    var evaluation: Evaluation

    /// The number of a node for a unit; nil where it is absent or not one for each unit.
    func number(_ node: NodeID, _ unit: Int) -> Rational? { evaluation.number(node, at: unit) }
  }

  init(_ plan: Plan, _ ranges: Ranges) {
    self.plan = plan
    self.ranges = ranges
    var divisors: Set<TableColumn> = []
    for node in plan.nodes {
      guard case .divide(_, let divisor) = node.op else { continue }
      var pending = [divisor]
      while let next = pending.popLast() {
        if case .input(let table, let column, _) = plan.nodes[next].op {
          divisors.insert(TableColumn(table: table, column: column))
        }
        pending += plan.nodes[next].op.operands
      }
    }
    self.divisors = divisors
    var inputOf: [TableColumn: NodeID] = [:]
    for (node, entry) in plan.nodes.enumerated() {
      guard case .input(let table, let column, nil) = entry.op else { continue }
      let own = TableColumn(table: table, column: column)
      inputOf[own] = inputOf[own] ?? node
    }
    self.inputOf = inputOf
    thresholds = Self.thresholds(plan, ranges)
  }

  /// The made-up units' names.
  static func name(_ index: Int) -> String {
    let stems = ["甲", "乙", "丙", "丁", "戊", "己", "庚", "辛", "壬", "癸"]
    return index < stems.count ? stems[index] : "甲\(index)"
  }

  /// Without which nothing can be learned from a trial.
  private static let unsettled: [Code] = [.openFigure, .numberTooLarge, .numbersTooLarge]

  /// Scores the specimens and computes the given nodes; nil where the made-up cells are refused or a figure
  /// that is needed is open.
  func run(_ specimens: [Specimen], _ nodes: [NodeID]) -> Trial? {
    let sources = plan.tables.indices.compactMap { source($0, specimens) }
    guard let dataset = Dataset.bind(plan, sources, lenient: true).dataset,
      dataset.units.count == specimens.count
    else { return nil }
    var evaluation = Evaluation(plan: plan, dataset: dataset, figures: plan.writtenFigures)
    evaluation.evaluate(nodes + plan.requirements.map(\.holds))
    guard !evaluation.problems.contains(where: { Self.unsettled.contains($0.code) }) else { return nil }
    for requirement in plan.requirements {
      let count = evaluation.count(of: plan.nodes[requirement.holds].grain)
      for index in 0..<count where evaluation.truth(requirement.holds, at: index) == false { return nil }
    }
    return Trial(evaluation: evaluation)
  }

  private func source(_ table: Int, _ specimens: [Specimen]) -> Dataset.Source? {
    let schema = plan.tables[table]
    var rows: [[String]] = []
    var serial = 0
    for (index, specimen) in specimens.enumerated() {
      let name = Self.name(index)
      if schema.grain == .unit {
        rows.append(
          schema.columns.indices.map { column in
            column == schema.unitColumn
              ? name : specimen.cells[TableColumn(table: table, column: column)] ?? standard(table, column)
          })
        continue
      }
      for record in specimen.records where record.table == table {
        for _ in 0..<record.copies {
          serial += 1
          rows.append(
            schema.columns.indices.map { column in
              if column == schema.unitColumn || column == schema.namesColumn { return name }
              if let cell = record.cells[column] { return cell }
              if case .id = schema.columns[column].type { return "A\(serial)" }
              return standard(table, column)
            })
        }
      }
    }
    guard !rows.isEmpty else { return nil }
    return Dataset.Source(
      table: table, grid: Grid(name: schema.name, headers: schema.columns.map(\.name), rows: rows))
  }

  /// What an untold cell holds: blank where it may be, else the first that the column takes.
  func standard(_ table: Int, _ column: Int) -> String {
    let schema = plan.tables[table].columns[column]
    let isDivisor = divisors.contains(TableColumn(table: table, column: column))
    if case .stands = schema.blank, !isDivisor { return "" }
    switch schema.type {
    case .options(let options, _): return options.first ?? ""
    case .number, .percent:
      if case .absent = schema.blank, !isDivisor { return "" }
      return cell(usual(table, column, isDivisor), schema.type)
    case .notation, .yesNo, .text, .names, .name, .id: return ""
    case .date: return schema.blank == .absent ? "" : day
    case .period(let unit): return period(unit)
    }
  }

  /// 0, or the nearest number within the column's bounds; 10 for a divisor.
  private func usual(_ table: Int, _ column: Int, _ isDivisor: Bool) -> Rational {
    let wanted: Rational = isDivisor ? 10 : 0
    guard let node = input(table, column) else { return wanted }
    var ranges = ranges
    let interval = ranges.interval(node)
    if let low = interval.low, wanted < low.value || (wanted == low.value && low.isOpen) {
      return low.isOpen ? low.value + .one : low.value
    }
    if let high = interval.high, wanted > high.value { return high.value }
    return wanted
  }

  func input(_ table: Int, _ column: Int) -> NodeID? {
    inputOf[TableColumn(table: table, column: column)]
  }

  private var day: String {
    let month = plan.period?.firstMonth ?? 2024 * 12
    return "\(month / 12)年\(month % 12 + 1)月1日"
  }

  private func period(_ unit: CalendarUnit) -> String {
    let month = plan.period?.firstMonth ?? 2024 * 12
    switch unit {
    case .month: return "\(month / 12)年\(month % 12 + 1)月"
    case .quarter: return "\(month / 12)年第\(month % 12 / 3 + 1)季度"
    case .halfYear: return "\(month / 12)年\(month % 12 < 6 ? "上" : "下")半年"
    case .year: return "\(month / 12)年"
    }
  }

  /// A number as a cell of a column holds it.
  func cell(_ value: Rational, _ type: ColumnType) -> String {
    if case .percent = type { return (value * 100).plain + "%" }
    return value.plain
  }

  // MARK: - Words

  /// A value with its measure: 10 条, 10 items.
  func words(_ value: Rational, _ kind: ValueKind) -> Phrase {
    guard case .number(let measure) = kind else { return Phrase(value.readable) }
    switch measure {
    case .plain: return Phrase(value.readable)
    case .points: return points(value)
    case .tagged(let word):
      return Phrase(
        "\(value.readable) \(word)",
        "\(value.readable) \(MeasureWord.spelling(word, .english, plural: value != .one))")
    }
  }

  func points(_ value: Rational) -> Phrase {
    Phrase("\(value.readable) 分", "\(value.readable) \(value == .one ? "point" : "points")")
  }

  /// A number in a column, as a clerk writes it.
  func words(_ value: Rational, in column: TableColumn) -> Phrase {
    let schema = plan.tables[column.table].columns[column.column]
    switch schema.type {
    case .percent: return Phrase((value * 100).readable + "%")
    case .number(let measure), .notation(let measure, _): return words(value, .number(measure))
    case .name, .names, .id, .text, .options, .yesNo, .date, .period: return Phrase(value.readable)
    }
  }

  func name(_ column: TableColumn) -> String { plan.tables[column.table].columns[column.column].name }
}

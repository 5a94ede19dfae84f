import Diagnostics
import Engine
import Exact
import Semantics

extension Bench {
  /// Channels of a higher level that earn less than the same of a lower: 次第 by its order, names by 国 省 市 县 乡.
  mutating func examineChannels() {
    let totals = plan.clauses.compactMap(\.total).filter { isClosed($0) && plan.nodes[$0].grain == .unit }
    guard let first = totals.first else { return }
    let nodes = totals.filter { plan.nodes[$0].kind == plan.nodes[first].kind }
    for table in plan.tables.indices {
      for column in plan.tables[table].columns.indices {
        // What a unit is (its group) is no channel; what a record went through is.
        guard plan.tables[table].grain != .unit,
          case .options(let options, let ordered) = plan.tables[table].columns[column].type
        else { continue }
        examine(TableColumn(table: table, column: column), options, ordered, nodes)
      }
      examineColumns(of: table, nodes)
    }
  }

  private mutating func examine(
    _ column: TableColumn, _ options: [String], _ ordered: Bool, _ nodes: [NodeID]
  ) {
    var pairs: [(lower: Int, higher: Int)] = []
    for (index, option) in options.enumerated() {
      for other in options.indices where other != index {
        let isHigher =
          ordered ? other > index : Level.compare(options[other], option).map { $0 > 0 } ?? false
        if isHigher { pairs.append((index, other)) }
      }
    }
    guard !pairs.isEmpty, let used = laboratory.input(column.table, column.column), reaches(used, nodes)
    else { return }
    // Other choices of the record may decide what a channel earns: each setting of theirs is tried.
    var dials: [Dial] = []
    for other in plan.tables[column.table].columns.indices where other != column.column {
      let own = TableColumn(table: column.table, column: other)
      guard let input = laboratory.input(column.table, other), reaches(input, nodes),
        let dial = laboratory.dial(own)
      else { continue }
      switch plan.tables[column.table].columns[other].type {
      case .options, .yesNo: dials.append(dial)
      case .name, .names, .id, .text, .date, .period, .number, .percent, .notation: continue
      }
    }
    let settings = laboratory.settings(dials, most: 24)
    let specimens = settings.flatMap { setting in options.map { setting.setting(column, $0, plan) } }
    guard let values = earned(specimens, nodes), let base = earned(settings.map { _ in Specimen() }, nodes)
    else { return }
    for (number, setting) in settings.enumerated() {
      for pair in pairs {
        let low = values[number * options.count + pair.lower] - base[0]
        let high = values[number * options.count + pair.higher] - base[0]
        guard high > .zero, high < low else { continue }
        let lowSpecimen = setting.setting(column, options[pair.lower], plan)
        let highSpecimen = setting.setting(column, options[pair.higher], plan)
        reportDominated(used, highSpecimen, high, lowSpecimen, low)
        return
      }
    }
  }

  /// Number columns whose names differ by a level only: 省单条, 市单条.
  private mutating func examineColumns(of table: Int, _ nodes: [NodeID]) {
    let schema = plan.tables[table]
    let levelled = schema.columns.indices.filter { index in
      guard case .number = schema.columns[index].type, Level(schema.columns[index].name) != nil,
        let input = laboratory.input(table, index)
      else { return false }
      return reaches(input, nodes)
    }
    let pairs = levelled.flatMap { low in levelled.map { (low, $0) } }.filter { low, high in
      schema.columns[low].type == schema.columns[high].type
        && Level.compare(schema.columns[high].name, schema.columns[low].name).map { $0 > 0 } ?? false
    }
    guard !pairs.isEmpty else { return }
    let specimens = levelled.map { Specimen().setting(TableColumn(table: table, column: $0), "1", plan) }
    guard let values = earned(specimens + [Specimen()], nodes), let base = values.last else { return }
    for (low, high) in pairs {
      guard let first = levelled.firstIndex(of: low), let second = levelled.firstIndex(of: high),
        values[second] > base, values[second] < values[first], let input = laboratory.input(table, high)
      else { continue }
      reportDominated(input, specimens[second], values[second] - base, specimens[first], values[first] - base)
      return
    }
  }

  private mutating func reportDominated(
    _ node: NodeID, _ high: Specimen, _ highValue: Rational, _ low: Specimen, _ lowValue: Rational
  ) {
    let line = plan.postings.first { posting in
      posting.stratum == .give && inputs(posting.amount).contains(node)
    }?.by
    if let line, plan.lines[line].isAssumed { return }
    report(
      .higherEarnsLess, at: line.map { plan.lines[$0].place } ?? .nowhere, line: line,
      [
        laboratory.words(high), laboratory.points(highValue), laboratory.words(low),
        laboratory.points(lowValue),
      ])
  }

  /// Whether what the given nodes add up to rests on an input.
  func reaches(_ input: NodeID, _ nodes: [NodeID]) -> Bool {
    nodes.contains { inputs($0).contains(input) }
  }

  /// What each specimen's clauses add up to.
  private func earned(_ specimens: [Specimen], _ nodes: [NodeID]) -> [Rational]? {
    guard let trial = laboratory.run(specimens, nodes) else { return nil }
    return specimens.indices.map { unit in Rational.sum(nodes.compactMap { trial.number($0, unit) }) }
  }
}

/// The administrative level that a name speaks of, and the name without it.
struct Level {
  let height: Int
  let rest: String

  private static let words: [(String, Int)] = [
    ("国务院", 5), ("国家级", 5), ("国家", 5), ("全国", 5), ("中央", 5), ("省级", 4), ("省", 4), ("市级", 3), ("市", 3),
    ("县级", 2), ("县", 2), ("乡镇", 1), ("乡", 1), ("province", 4), ("provincial", 4), ("city", 3), ("county", 2),
    ("national", 5), ("township", 1),
  ]

  init?(_ name: String) {
    for (word, height) in Self.words where name.hasPrefix(word) {
      self.height = height
      rest = String(name.dropFirst(word.count))
      return
    }
    return nil
  }

  /// Above 0 where the first is of a higher level; nil where the two are not the same thing at two levels.
  static func compare(_ left: String, _ right: String) -> Int? {
    guard let left = Level(left), let right = Level(right), left.rest == right.rest,
      left.height != right.height
    else { return nil }
    return left.height - right.height
  }
}

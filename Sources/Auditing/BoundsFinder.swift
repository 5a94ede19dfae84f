import Diagnostics
import Engine
import Exact
import Semantics
import Tables

/// A column of marks at discretion, and the cells of it that may be given otherwise.
struct MarkColumn: Sendable {
  struct Mark: Sendable {
    /// At the table's grain.
    var index: Int
    var unit: Int
    var low: Rational
    var high: Rational
  }

  var table: Int
  var column: Int
  /// The nodes that read it.
  var nodes: [NodeID]
  var marks: [Mark]
  var schema: ColumnSchema
}

/// Finds how far marks at discretion can move scores, ranks and lists.
///
/// A mark is a number column in points whose bounds the method gives. Where every mark moves a score one way
/// (``SensitivityMap``), its lowest and highest value stand at ends of the bounds, and two runs give them for all
/// units at once; otherwise the ends and the whole marks between are tried.
public struct BoundsFinder: Sendable {
  var evaluation: Evaluation
  let outcome: Outcome
  let language: Language
  var columns: [MarkColumn] = []
  var maps: [SensitivityMap] = []
  var findings: [Diagnostic] = []

  public init?(_ run: Run, language: Language) {
    guard let outcome = run.outcome else { return nil }
    evaluation = run.evaluation
    self.outcome = outcome
    self.language = language
  }

  var plan: Plan { evaluation.plan }

  /// - Parameters:
  ///   - wanted: columns, as COLUMN or TABLE.COLUMN; empty for all marks at discretion.
  ///   - blankOnly: whether marks that have been given stay as they are.
  public mutating func bounds(
    columns wanted: [String], blankOnly: Bool, diagnostics: inout [Diagnostic]
  ) -> Bounds? {
    let all = markColumns(blankOnly)
    guard !all.isEmpty else {
      diagnostics.append(Diagnostic(.boundsWithoutMarks, at: .nowhere))
      return nil
    }
    columns = all
    if !wanted.isEmpty {
      var chosen: Set<Int> = []
      for name in wanted {
        let found = all.indices.filter { Self.names(all[$0], plan).contains(CellParser.normalisedName(name)) }
        if found.isEmpty {
          let names = all.map { plan.tables[$0.table].name + "." + $0.schema.name }
          diagnostics.append(
            Diagnostic(
              .boundsUnknownColumn, at: .argument("--column " + name), Phrase(name),
              Phrase(names.joined(separator: "、"), names.joined(separator: ", ")),
              near: Nearness.suggestions(for: name, among: names + all.map(\.schema.name))))
        }
        chosen.formUnion(found)
      }
      guard !diagnostics.hasErrors else { return nil }
      columns = chosen.sorted().map { all[$0] }
    }
    prepare()
    let standings = standings()
    let lists = lists(standings)
    return Bounds(
      method: outcome.method,
      columns: columns.map {
        Bounds.Column(table: plan.tables[$0.table].name, name: $0.schema.name, cells: $0.marks.count)
      },
      standings: standings.map(\.shown), lists: lists, findings: findings)
  }

  private static func names(_ column: MarkColumn, _ plan: Plan) -> [String] {
    [column.schema.name, plan.tables[column.table].name + "." + column.schema.name].map {
      CellParser.normalisedName($0)
    }
  }

  /// Columns in points that the method bounds, each with its cells that have room.
  private mutating func markColumns(_ blankOnly: Bool) -> [MarkColumn] {
    var result: [MarkColumn] = []
    for (table, schema) in plan.tables.enumerated() {
      for (column, definition) in schema.columns.enumerated() {
        guard definition.type == .number(.points) else { continue }
        let bounds = plan.requirements.filter { $0.table == table && $0.column == column }
        guard !bounds.isEmpty else { continue }
        let high = bounds.lazy.compactMap(\.high).first
        guard let high else {
          findings.append(
            Diagnostic(.boundsOpenSide, at: definition.place, Phrase(definition.name)))
          continue
        }
        let nodes = plan.nodes.indices.filter {
          plan.nodes[$0].op == .input(table: table, column: column, field: nil)
            && plan.nodes[$0].grain == schema.grain
        }
        guard !nodes.isEmpty else { continue }
        let low = bounds.lazy.compactMap(\.low).first
        result.append(
          MarkColumn(
            table: table, column: column, nodes: nodes,
            marks: marks(table, column, low, high, blankOnly), schema: definition))
      }
    }
    return result
  }

  private mutating func marks(
    _ table: Int, _ column: Int, _ low: NodeID?, _ high: NodeID, _ blankOnly: Bool
  ) -> [MarkColumn.Mark] {
    let grain = plan.tables[table].grain
    evaluation.evaluateWhereClosed([high] + [low].compactMap { $0 })
    let owners = evaluation.unitIndexes(of: grain)
    let lows = low.map { evaluation.numbers($0, at: grain) }
    let highs = evaluation.numbers(high, at: grain)
    var result: [MarkColumn.Mark] = []
    for (index, owner) in owners.enumerated() where owner >= 0 {
      guard let row = evaluation.row(index, of: grain, in: table), highs.indices.contains(index),
        let top = highs[index]
      else { continue }
      if blankOnly, !CellParser.isBlank(evaluation.dataset.tables[table].text(row: row, column: column)) {
        continue
      }
      let bottom: Rational
      if let lows {
        guard let given = lows[index] else { continue }
        bottom = given
      } else {
        bottom = min(.zero, top)
      }
      if bottom < top {
        result.append(MarkColumn.Mark(index: index, unit: Int(owner), low: bottom, high: top))
      }
    }
    return result
  }

  /// How all that is asked about moves with each column.
  private mutating func prepare() {
    var roots = plan.ranks.flatMap { $0.keys.map(\.node) } + plan.definitions.map(\.node)
    roots += plan.lists.flatMap { list -> [NodeID] in
      var nodes = list.exclusions.map(\.condition) + [list.outside].compactMap { $0 }
      if case .holding(let condition) = list.pick { nodes.append(condition) }
      return nodes
    }
    roots += plan.publications.flatMap {
      $0.columns.compactMap { column in
        if case .node(let node) = column.content { return node }
        return nil
      }
    }
    evaluation.evaluateWhereClosed(roots)
    let wanted = plan.reachable(from: roots)
    maps = columns.map { SensitivityMap(Set($0.nodes), wanted, &evaluation) }
  }

  // MARK: - Assignments

  /// Which end of its bounds each column stands at: 1 for the highest, −1 for the lowest.
  func values(_ ends: [Int]) -> [NodeID: [Int: Rational?]] {
    var result: [NodeID: [Int: Rational?]] = [:]
    for (column, end) in zip(columns, ends) {
      for node in column.nodes {
        for mark in column.marks { result[node, default: [:]][mark.index] = end > 0 ? mark.high : mark.low }
      }
    }
    return result
  }

  func evaluated(_ changes: [NodeID: [Int: Rational?]], _ roots: [NodeID]) -> Evaluation {
    var result = evaluation.with(values: changes)
    result.evaluateWhereClosed(roots)
    return result
  }

  /// The ends at which keys are best, the first key first, and whether that is certain: no column moves two
  /// keys, or one key, in two ways.
  func ends(for keys: [(node: NodeID, sign: Int)]) -> (ends: [Int], isExact: Bool) {
    var isExact = true
    let ends = maps.map { map -> Int in
      var end = 0
      for key in keys {
        let sensitivity = map.nodes[key.node]
        if sensitivity.isNone { continue }
        let direction = sensitivity.direction * key.sign
        if direction == 0 || map.crosses[key.node] { isExact = false }
        if end == 0 {
          end = direction
        } else if direction != end {
          isExact = false
        }
      }
      return end == 0 ? 1 : end
    }
    return (ends, isExact)
  }
}

import Engine
import Exact
import Semantics

/// The published figures of each unit, over all tables: what one changed input of the unit can set right or
/// wrong.
struct UnitSheet: Sendable {
  struct Cell: Sendable {
    var table: Int
    var expected: Int
    var node: NodeID
    /// At the table's grain.
    var index: Int
    var text: String
    /// Index in `Auditor.cells` where it disagrees.
    var difference: Int?
  }

  /// By unit of the roster.
  private(set) var cells: [Int32: [Cell]] = [:]
  /// Cells of the tallies that are printed as they are, by unit.
  private(set) var printedInputs: [Int32: Set<TableColumn>] = [:]
  private(set) var nodes: [NodeID] = []
  private var reach: [NodeID: [Bool]] = [:]
  private var places: [[Int]: (unit: Int32, index: Int, grain: Grain)] = [:]

  init(_ auditor: Auditor, _ evaluation: inout Evaluation) {
    let differences = Dictionary(
      auditor.cells.enumerated().map { ([$0.element.table, $0.element.row, $0.element.column], $0.offset) },
      uniquingKeysWith: { first, _ in first })
    // Only units with a disagreement are ever asked about.
    var concerned: Set<Int32> = []
    var owners: [Grain: [Int32]] = [:]
    for table in auditor.tables where table.expected.holdsUnits {
      owners[table.expected.grain] = evaluation.unitIndexes(of: table.expected.grain)
    }
    func unit(_ table: MatchedTable, _ row: Int) -> (Int32, Int)? {
      guard table.expected.holdsUnits, let expected = table.rows[row].expected else { return nil }
      let index = table.expected.rows[expected].index
      guard let own = owners[table.expected.grain], own.indices.contains(index), own[index] >= 0 else {
        return nil
      }
      return (own[index], index)
    }
    for cell in auditor.cells {
      guard let (owner, index) = unit(auditor.tables[cell.table], cell.row) else { continue }
      concerned.insert(owner)
      places[[cell.table, cell.row]] = (owner, index, auditor.tables[cell.table].expected.grain)
    }
    var known: Set<NodeID> = []
    for (number, table) in auditor.tables.enumerated() {
      for (place, row) in table.rows.enumerated() {
        guard let (owner, index) = unit(table, place), concerned.contains(owner) else { continue }
        for (column, match) in table.columns.enumerated() {
          let definition = table.expected.columns[match.expected]
          let difference = differences[[number, place, column]]
          if let input = definition.cell, difference == nil {
            printedInputs[owner, default: []].insert(input)
          }
          guard let node = definition.node, definition.isNumber, definition.rank == nil else { continue }
          known.insert(node)
          cells[owner, default: []].append(
            Cell(
              table: number, expected: match.expected, node: node, index: index,
              text: table.text(row, match), difference: difference))
        }
      }
    }
    nodes = known.sorted()
    for node in nodes { reach[node] = auditor.plan.reachable(from: [node]) }
  }

  /// Whether a published node rests on another one.
  func rests(on input: NodeID, _ node: NodeID) -> Bool {
    guard let mask = reach[node], mask.indices.contains(input) else { return false }
    return mask[input]
  }

  func unit(of cell: CellDifference) -> Int32? { places[[cell.table, cell.row]]?.unit }

  func index(_ cell: CellDifference) -> Int { places[[cell.table, cell.row]]?.index ?? 0 }

  func grain(_ cell: CellDifference) -> Grain { places[[cell.table, cell.row]]?.grain ?? .unit }
}

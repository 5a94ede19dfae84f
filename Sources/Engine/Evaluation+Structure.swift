import Diagnostics
import Exact
import Semantics

/// What a cell of an input table holds, typed.
public enum InputValue: Hashable, Sendable {
  case number(Rational)
  case truth(Bool)
  /// A name or choice, as its dictionary shows it.
  case code(String)
  /// Days since 1970-01-01.
  case date(Int32)
  /// A period number, as `CalendarUnit` counts them.
  case period(Int32)
  case text(String)
  case absent
}

/// How the spaces of a run hang together, for renderers that write the computation itself.
extension Evaluation {
  /// Where each index of a finer grain falls in a coarser one; -1 where it falls nowhere.
  public func places(of fine: Grain, in coarse: Grain) -> [Int32] {
    var copy = self
    return copy.mapping(fine, coarse).table(count: copy.size(fine))
  }

  /// The row of a table that each index of a grain stands on; -1 where there is none.
  public func tableRows(of grain: Grain, in table: Int) -> [Int32] {
    var copy = self
    let count = copy.size(grain)
    return copy.spaces.rows(of: grain, in: table).table(count: count)
  }

  /// The nodes that the given ones rest on, themselves included, as a mask over the plan's nodes.
  public func needed(by roots: [NodeID]) -> [Bool] { plan.reachable(from: roots) }

  /// How many neighbours in a row belong to one unit, at a grain told by periods; at least 1.
  public func periodCount(of grain: Grain) -> Int { periodsPerUnit(grain) }

  /// The number of the first period of the method's range.
  public func firstPeriod(_ unit: CalendarUnit) -> Int { spaces.firstPeriod(unit) }

  /// A cell of a table as it was bound; for row -1 what a missing row counts as. `field` picks a part of a
  /// notation cell.
  public func input(table: Int, column: Int, field: Int?, row: Int) -> InputValue {
    guard dataset.tables.indices.contains(table), dataset.tables[table].columns.indices.contains(column)
    else { return .absent }
    let bound = dataset.tables[table]
    let place = field.map { $0 + 1 } ?? 0
    let stored = row < 0 ? bound.defaults[column] : bound.columns[column]
    guard stored.indices.contains(place) else { return .absent }
    let values = stored[place]
    let index = max(0, row)
    let schema = plan.tables[table].columns[column]
    switch schema.type {
    case .number, .percent, .notation: return values.number(at: index).map { .number($0) } ?? .absent
    case .yesNo: return values.truth(at: index).map { .truth($0) } ?? .absent
    case .date: return values.code(at: index).map { .date($0) } ?? .absent
    case .period: return values.code(at: index).map { .period($0) } ?? .absent
    case .text: return values.text(at: index).map { .text($0) } ?? .absent
    case .names:
      let text = bound.text(row: row, column: column)
      return text.isEmpty ? .absent : .text(text)
    case .name, .id, .options:
      let space = plan.tables[table].codeSpace(of: TableColumn(table: table, column: column))
      guard let space, let code = values.code(at: index), let text = dataset.book(space).text(code) else {
        return .absent
      }
      return .code(text)
    }
  }

  /// Whether each unit has a record in a table of records.
  public func unitsWithRecords() -> [Bool] {
    var found = [Bool](repeating: false, count: dataset.units.count)
    for (table, schema) in plan.tables.enumerated() {
      guard case .rows = schema.grain else { continue }
      for unit in dataset.tables[table].units + dataset.tables[table].shareUnits where unit >= 0 {
        found[Int(unit)] = true
      }
    }
    return found
  }
}

extension Run {
  /// The indexes that a publication lists, in printed order.
  public func printedOrder(_ publication: Publication) -> [Int] {
    var publisher = Publisher(evaluation: evaluation, language: .chinese)
    return publisher.order(publication)
  }
}

import Semantics

extension Dataset {
  /// The data with only these records of a table, in this order; a row may be named twice. For asking what one
  /// record more or less would change. A table that is not one of records stays as it is.
  public func selecting(_ rows: [Int], ofTable table: Int, in plan: Plan) -> Dataset {
    guard tables.indices.contains(table), plan.tables.indices.contains(table),
      plan.tables[table].grain == .rows(table), plan.tables[table].keys.isEmpty
    else { return self }
    var result = self
    result.tables[table] = tables[table].selecting(rows.filter { $0 >= 0 && $0 < tables[table].rowCount })
    return result
  }
}

extension BoundTable {
  /// The table with only these rows, which stand in the order of the files. Cost: linear in the cells kept.
  func selecting(_ rows: [Int]) -> BoundTable {
    var result = self
    let places = rows.map { Int32(truncatingIfNeeded: $0) }
    result.rowCount = rows.count
    result.columns = columns.map { fields in
      fields.map { $0.gathered(places) }
    }
    if units.count == rowCount { result.units = rows.map { units[$0] } }
    if months.count == rowCount { result.months = rows.map { months[$0] } }
    if shareStarts.count == rowCount + 1 {
      result.shareRows = []
      result.shareUnits = []
      result.shareStarts = [0]
      for (place, row) in rows.enumerated() {
        for share in Int(shareStarts[row])..<Int(shareStarts[row + 1]) {
          result.shareRows.append(Int32(truncatingIfNeeded: place))
          result.shareUnits.append(shareUnits[share])
        }
        result.shareStarts.append(Int32(truncatingIfNeeded: result.shareUnits.count))
      }
    }
    var first = 0
    for index in sources.indices {
      let start = sources[index].firstRow
      let own = rows.filter { $0 >= start && $0 < start + sources[index].gridRows.count }
      result.sources[index].gridRows = own.map { sources[index].gridRows[$0 - start] }
      result.sources[index].firstRow = first
      first += own.count
    }
    return result
  }
}

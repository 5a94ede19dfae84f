import Diagnostics
import Engine
import Exact
import Semantics
import Tables
import Workbooks

extension FormulaCompiler {
  /// A table's column at a node's grain, cell by cell.
  mutating func inputs(_ node: NodeID, _ table: Int, _ column: Int, _ field: Int?) -> [Content] {
    let grain = plan.nodes[node].grain
    let count = evaluation.count(of: grain)
    let schema = plan.tables[table]
    // Who a row is and when it was say how the run hangs together.
    let isStructure =
      column == schema.unitColumn || column == schema.namesColumn || column == schema.datedColumn
    let rows = rows(of: node, table, column)
    return (0..<count).map { index in
      let row = rows[index]
      guard !isStructure, row >= 0 else { return .fixed }
      return content(table, column, field, row)
    }
  }

  /// The formula for a cell of a table, its blank rule applied.
  private func content(_ table: Int, _ column: Int, _ field: Int?, _ row: Int) -> Content {
    let schema = plan.tables[table].columns[column]
    let cell = inputs.numberCell(table: table, column: column, field: field, row: row)
    let value: String
    switch schema.type {
    case .period, .names: return .fixed
    case .yesNo: value = "IF(OR(\(cell)=\"是\",\(cell)=1),1,0)"
    case .name, .id, .text, .options, .date, .number, .percent, .notation: value = cell
    }
    switch schema.blank {
    case .refused: return .formula(value)
    case .absent: return .formula("IF(\(cell)=\"\",\"\",\(value))")
    case .stands:
      let standing = Self.literal(evaluation.input(table: table, column: column, field: field, row: -1))
      return .formula("IF(\(cell)=\"\",\(standing),\(value))")
    }
  }

  private static func literal(_ value: InputValue) -> String {
    switch value {
    case .number(let number): Formula.number(number)
    case .truth(let truth): truth ? "1" : "0"
    case .code(let text), .text(let text): Formula.quoted(text)
    case .date(let days): String(Int(days) + FormulaInputs.serialOffset)
    case .period(let number): String(number)
    case .absent: "\"\""
    }
  }

  /// The row that each index of a node's grain takes its cell from; -1 where none.
  private mutating func rows(of node: NodeID, _ table: Int, _ column: Int) -> [Int] {
    let grain = plan.nodes[node].grain
    switch grain {
    case .rows, .keyed, .shares: return evaluation.tableRows(of: grain, in: table).map { Int($0) }
    case .one, .period, .classes, .unit, .unitPeriod:
      if grain == plan.tables[table].grain {
        return evaluation.tableRows(of: grain, in: table).map { Int($0) }
      }
      // Rows of one index agree: the first with a value stands for them.
      var first = [Int](repeating: -1, count: evaluation.count(of: grain))
      for (row, owner) in places(.rows(table), grain).enumerated() where owner >= 0 && first[Int(owner)] < 0 {
        if evaluation.input(table: table, column: column, field: nil, row: row) != .absent {
          first[Int(owner)] = row
        }
      }
      return first
    }
  }

  /// A column of a table by a code: the row is found now, its cell is read live.
  mutating func fetched(_ table: Int, _ column: Int, _ key: NodeID, _ grain: Grain) -> [Content] {
    let schema = plan.tables[table]
    guard let keyColumn = schema.keys.first ?? schema.unitColumn else {
      return [Content](repeating: .fixed, count: evaluation.count(of: grain))
    }
    var rowOf: [String: Int] = [:]
    for row in 0..<evaluation.dataset.tables[table].rowCount {
      let value = evaluation.input(table: table, column: keyColumn, field: nil, row: row)
      if let text = Self.keyText(value), rowOf[text] == nil { rowOf[text] = row }
    }
    return (0..<evaluation.count(of: grain)).map { index in
      guard let text = Self.keyText(result(key, index, at: grain)), let row = rowOf[text] else {
        return .fixed
      }
      let cell = inputs.numberCell(table: table, column: column, field: nil, row: row)
      switch content(table, column, nil, row) {
      case .fixed: return .fixed
      case .formula(let text): return .formula(text == cell ? "IF(\(cell)=\"\",\"\",\(cell))" : text)
      }
    }
  }

  private static func keyText(_ value: InputValue) -> String? {
    switch value {
    case .code(let text), .text(let text): CellParser.normalisedName(text)
    case .date(let days): String(Int(days) + FormulaInputs.serialOffset)
    case .period(let number): String(number)
    case .number, .truth, .absent: nil
    }
  }

  private static func keyText(_ value: WorkbookCell.Result) -> String? {
    switch value {
    case .text(""): nil
    case .text(let text): CellParser.normalisedName(text)
    case .number(let number): number
    }
  }

  /// Whether all cells with figures of each unit are blank; a unit with a record has something.
  mutating func blanks(_ grain: Grain) -> [Content] {
    let units = places(grain, .unit)
    let hasRecords = evaluation.unitsWithRecords()
    var cells = [[String]](repeating: [], count: hasRecords.count)
    for (table, schema) in plan.tables.enumerated() {
      let owners: [Int32]
      switch schema.grain {
      case .unit: owners = (0..<Int32(clamping: hasRecords.count)).map { $0 }
      case .unitPeriod: owners = places(schema.grain, .unit)
      case .one, .period, .classes, .rows, .keyed, .shares: continue
      }
      for (index, row) in evaluation.tableRows(of: schema.grain, in: table).enumerated() where row >= 0 {
        for column in schema.columns.indices where schema.columns[column].type.isFigure {
          cells[Int(owners[index])].append(inputs.cell(table: table, column: column, row: Int(row)))
        }
      }
    }
    return units.map { unit in
      guard unit >= 0, !hasRecords[Int(unit)], !cells[Int(unit)].isEmpty else { return .fixed }
      // A function takes 255 arguments.
      let own = cells[Int(unit)]
      let counts = stride(from: 0, to: own.count, by: 200).map { start in
        "COUNTA(" + own[start..<min(own.count, start + 200)].joined(separator: ",") + ")"
      }
      return .formula("IF(\(counts.joined(separator: "+"))=0,1,0)")
    }
  }
}

extension ColumnType {
  /// Whether it counts or measures, rather than saying what a row is.
  var isFigure: Bool {
    switch self {
    case .number, .percent, .notation: true
    case .name, .names, .id, .text, .options, .yesNo, .date, .period: false
    }
  }
}

import Diagnostics
import Engine
import Exact
import Semantics
import Workbooks

/// Writes the sheets of one publication: each cell finds its unit by its place in the printed order, which the
/// formulas compute, and shows that unit's value in its format.
struct FormulaTable {
  private let publication: Publication
  private let order: [Int]
  private let language: Language
  private let digits: Int
  private let place: FormulaColumn
  private var columns: [FormulaColumn?] = []

  init(
    _ publication: Publication, _ order: [Int], _ compiler: inout FormulaCompiler
  ) throws(FormulaFault) {
    self.publication = publication
    self.order = order
    language = compiler.language
    digits = compiler.digits
    place = try Self.place(publication, order, &compiler)
    for column in publication.columns {
      columns.append(try Self.source(column, publication, &compiler))
    }
  }

  /// The column with each key's place in the printed order; blank for what is not listed.
  private static func place(
    _ publication: Publication, _ order: [Int], _ compiler: inout FormulaCompiler
  ) throws(FormulaFault) -> FormulaColumn {
    let grain = publication.grain
    var keys: [FormulaColumn] = []
    if publication.grouping != .none, let within = publication.within {
      keys.append(try compiler.sortKey(within, at: grain, descending: false, for: within))
    }
    if let period = compiler.periodColumn(grain) { keys.append(period) }
    if let rank = publication.rank {
      let own = try compiler.order(rank)
      keys.append(own.grain == grain ? own : try compiler.brought(own, to: grain))
    } else {
      for key in publication.keys {
        keys.append(try compiler.sortKey(key.node, at: grain, descending: key.descending, for: key.node))
      }
    }
    var listed: FormulaColumn?
    if let condition = publication.condition { listed = try compiler.column(condition, at: grain) }
    var places: [Int: Int] = [:]
    for (place, index) in order.enumerated() { places[index] = place + 1 }
    let header = Phrase("表序 ", "printed ")[compiler.language] + publication.name
    return try compiler.helper("printed \(publication.name) \(order.count)", header, at: grain) {
      (compiler, index) throws(FormulaFault) in
      let before = compiler.better(keys, same: listed.map { [$0] } ?? [], at: grain, index, byRow: true)
      let result = places[index].map { WorkbookCell.Result.number(String($0)) } ?? .text("")
      guard let listed else { return ("1+\(before)", result) }
      return ("IF(\(compiler.reference(listed, at: grain, index))=1,1+\(before),\"\")", result)
    }
  }

  /// The column at the publication's grain that a printed column shows; nil for a running number.
  private static func source(
    _ column: Publication.Column, _ publication: Publication, _ compiler: inout FormulaCompiler
  ) throws(FormulaFault) -> FormulaColumn? {
    let grain = publication.grain
    switch column.content {
    case .node(let node): return try compiler.column(node, at: grain)
    case .cell(let cell): return try compiler.cells(cell, at: grain)
    case .unit:
      if case .unitPeriod = grain { return FormulaColumn(grain: grain, column: FormulaCompiler.nameColumn) }
      if grain == .unit { return FormulaColumn(grain: grain, column: FormulaCompiler.nameColumn) }
      return try compiler.brought(
        FormulaColumn(grain: .unit, column: FormulaCompiler.nameColumn), to: grain)
    case .period:
      let own = grain.isUnitPeriod ? FormulaCompiler.periodColumn : FormulaCompiler.nameColumn
      return FormulaColumn(grain: grain, column: own)
    case .ordinal: return nil
    }
  }

  // MARK: - Sheets

  /// One printed table, whose rows begin at a place of the printed order.
  mutating func sheet(
    _ table: PublishedTable, name: String, from start: Int, title: String, _ compiler: inout FormulaCompiler
  ) throws(FormulaFault) -> WorkbookSheet {
    var sheet = WorkbookSheet(name: name)
    WorkbookReport.begin(&sheet, title: title, table: table.name, table.columns)
    let all = compiler.range(self.place, from: .one, isOutside: true)
    let hasGroups = table.columns.contains { $0.role == .group }
    var place = start
    for section in table.sections(language) {
      if let heading = section.heading, !hasGroups {
        sheet.append(merged: heading, CellLook(.section), width: table.columns.count)
      }
      for row in section.rows {
        let finder = "MATCH(\(place + 1),\(all),0)"
        var cells: [WorkbookCell] = []
        for column in table.columns.indices {
          cells.append(try cell(row, column, table.columns[column], finder, &compiler))
        }
        sheet.append(cells)
        place += 1
      }
    }
    return sheet
  }

  private func cell(
    _ row: PublishedTable.Row, _ column: Int, _ shown: PublishedTable.Column, _ finder: String,
    _ compiler: inout FormulaCompiler
  ) throws(FormulaFault) -> WorkbookCell {
    let value =
      row.values.indices.contains(column) ? row.values[column] : PublishedValue(exact: .absent, shown: "")
    let printed = WorkbookReport.cell(value, shown)
    guard columns.indices.contains(column), let source = columns[column] else { return printed }
    let own = "INDEX(\(compiler.range(source, from: .one, isOutside: true)),\(finder))"
    let format = publication.columns[column].format
    let text = try self.text(own, publication.columns[column], format, compiler)
    var look = printed.look
    look.quotes = false
    if let rounding = format.rounding, look.format == nil {
      look.format =
        "0" + (rounding.digits > 0 ? "." + String(repeating: "0", count: rounding.digits) : "")
        + (format.percent ? "%" : "")
    }
    switch printed.value {
    case .blank: return WorkbookCell(.formula(text, .text("")), look)
    case .text(let words): return WorkbookCell(.formula(text, .text(words)), look)
    case .number(let number): return WorkbookCell(.formula(text, .number(number)), look)
    case .formula: return printed
    }
  }

  /// The value in its format: substitutions first, then rounding.
  private func text(
    _ own: String, _ column: Publication.Column, _ format: Publication.Format, _ compiler: FormulaCompiler
  ) throws(FormulaFault) -> String {
    let absent = Formula.quoted(format.substitutions.first { $0.value == nil }?.text ?? "")
    var value = own
    if case .node(let node) = column.content {
      switch compiler.plan.nodes[node].kind {
      case .number: break
      case .truth:
        let yes = Formula.quoted(Phrase("是", "yes")[language])
        let no = Formula.quoted(Phrase("否", "no")[language])
        return "IF(\(own)=\"\",\(absent),IF(\(own)=1,\(yes),\(no)))"
      case .date:
        return
          "IF(\(own)=\"\",\(absent),YEAR(\(own))&\"-\"&RIGHT(\"0\"&MONTH(\(own)),2)&\"-\"&RIGHT(\"0\"&DAY(\(own)),2))"
      case .period: throw compiler.missing(node, Phrase("作为数值公布的期间", "a published period"))
      case .code, .text: return "IF(\(own)=\"\",\(absent),\(own))"
      }
    }
    if let rounding = format.rounding {
      let scaled = format.percent ? "\(own)*100" : own
      value = Formula.rounded(scaled, rounding.mode, rounding.digits, within: digits)
      if format.percent { value += "/100" }
    }
    for substitution in format.substitutions.reversed() {
      guard let number = substitution.value else { continue }
      value =
        "IF(ROUND(\(own)-\(Formula.number(number)),\(digits))=0,\(Formula.quoted(substitution.text)),\(value))"
    }
    guard case .node = column.content else {
      // Cells may hold a text where a number is expected.
      let plain = format.rounding == nil && format.substitutions.isEmpty
      return plain
        ? "IF(\(own)=\"\",\(absent),\(own))"
        : "IF(ISNUMBER(\(own)),\(value),IF(\(own)=\"\",\(absent),\(own)))"
    }
    return "IF(\(own)=\"\",\(absent),\(value))"
  }
}

extension FormulaCompiler {
  /// A column of a coarser grain at a finer one.
  mutating func brought(_ column: FormulaColumn, to grain: Grain) throws(FormulaFault) -> FormulaColumn {
    let header = sheets[sheetIndex(column.grain)].columns[column.column - 1].header
    return try helper("brought \(column)", header, at: grain) { (compiler, index) throws(FormulaFault) in
      (compiler.reference(column, at: grain, index), nil)
    }
  }

  /// The cells of an input column as they are printed, at the grain of a publication.
  mutating func cells(_ cell: TableColumn, at grain: Grain) throws(FormulaFault) -> FormulaColumn {
    let schema = plan.tables[cell.table]
    let places = self.places(grain, schema.grain)
    let rows = evaluation.tableRows(of: schema.grain, in: cell.table)
    let column = schema.columns[cell.column]
    return try helper("cell \(cell)", column.name, at: grain) { (compiler, index) throws(FormulaFault) in
      let row = places[index] < 0 ? -1 : Int(rows[Int(places[index])])
      guard row >= 0 else { return ("\"\"", nil) }
      let own = compiler.inputs.cell(table: cell.table, column: cell.column, row: row)
      let text = compiler.evaluation.dataset.tables[cell.table].text(row: row, column: cell.column)
      // What is typed otherwise than it is printed stands as printed.
      let value = compiler.evaluation.input(table: cell.table, column: cell.column, field: nil, row: row)
      switch value {
      case .number: return ("IF(\(own)=\"\",\"\",\(own))", nil)
      case .code(let code) where code != text.trimmingWhitespace:
        return (Formula.quoted(text.trimmingWhitespace), nil)
      case .truth, .date, .period: return (Formula.quoted(text.trimmingWhitespace), nil)
      case .code, .text, .absent: return ("IF(\(own)=\"\",\"\",\(own))", nil)
      }
    }
  }

  /// A range as a sheet that is not of the computation refers to it.
  mutating func range(_ column: FormulaColumn, from: Grain, isOutside: Bool) -> String {
    let sheet = sheets[sheetIndex(column.grain)]
    return sheet.prefix + sheet.range(column: column.column)
  }
}

extension Grain {
  var isUnitPeriod: Bool {
    if case .unitPeriod = self { return true }
    return false
  }
}

extension String {
  fileprivate var trimmingWhitespace: String {
    var text = Substring(self)
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }
}

import Diagnostics
import Engine
import Exact
import Semantics
import Workbooks

/// The sheets that formulas read: one for each input table, with typed cells, and one of figures. A reader may
/// change their numbers and choices; everything else follows.
struct FormulaInputs {
  /// Days from a spreadsheet's day 0 to 1970-01-01.
  static let serialOffset = 25_569

  private(set) var sheets: [WorkbookSheet] = []
  private var names: [String] = []
  /// The sheet's column of each schema column and field; field -1 is the cell itself.
  private var columns: [[[Int: Int]]] = []
  private let figuresName: String
  private static let firstRow = 2

  init(_ evaluation: Evaluation, _ sheetNames: inout SheetNames, _ language: Language) {
    figuresName = sheetNames.name(for: Phrase("数字", "Figures")[language])
    for table in evaluation.plan.tables.indices {
      let schema = evaluation.plan.tables[table]
      let name = sheetNames.name(for: Phrase("数据 ", "data ")[language] + schema.name)
      names.append(name)
      var sheet = WorkbookSheet(name: name)
      var headers: [String] = []
      var places: [[Int: Int]] = []
      for column in schema.columns {
        headers.append(column.name)
        var own = [-1: headers.count]
        if case .notation(_, let fields) = column.type {
          headers.append(column.name + Phrase("（合计）", " (total)")[language])
          own[-2] = headers.count
          for (index, field) in fields.enumerated() {
            headers.append(column.name + "." + field.name)
            own[index] = headers.count
          }
        }
        places.append(own)
      }
      columns.append(places)
      sheet.append(headers.map { WorkbookCell(.text($0), CellLook(.header)) })
      sheet.frozenRows = 1
      for row in 0..<evaluation.dataset.tables[table].rowCount {
        sheet.append(Self.cells(evaluation, table, row))
      }
      sheets.append(sheet)
    }
    sheets.append(Self.figures(evaluation, figuresName, language))
  }

  private static func cells(_ evaluation: Evaluation, _ table: Int, _ row: Int) -> [WorkbookCell] {
    let bound = evaluation.dataset.tables[table]
    var cells: [WorkbookCell] = []
    for (index, column) in evaluation.plan.tables[table].columns.enumerated() {
      let text = bound.text(row: row, column: index)
      let isBlank = text.allSatisfy(\.isWhitespace)
      if case .notation(_, let fields) = column.type {
        cells.append(WorkbookReport.text(text, CellLook(.body, .left)))
        for field in [nil] + fields.indices.map({ Optional($0) }) {
          cells.append(
            isBlank
              ? WorkbookCell(.blank, CellLook(.input))
              : cell(evaluation.input(table: table, column: index, field: field, row: row), percent: false))
        }
        continue
      }
      let isPercent = column.type == .percent
      cells.append(
        isBlank
          ? WorkbookCell(.blank, CellLook(.input))
          : cell(evaluation.input(table: table, column: index, field: nil, row: row), percent: isPercent))
    }
    return cells
  }

  private static func cell(_ value: InputValue, percent: Bool) -> WorkbookCell {
    switch value {
    case .number(let number):
      WorkbookCell(
        .number(Formula.stored(number)), CellLook(.input, .right, format: percent ? "0.########%" : nil))
    case .truth(let truth): WorkbookCell(.text(truth ? "是" : "否"), CellLook(.input, .left))
    case .code(let text), .text(let text): WorkbookReport.text(text, CellLook(.input, .left))
    case .date(let days):
      WorkbookCell(
        .number(String(Int(days) + serialOffset)), CellLook(.input, .right, format: "yyyy\\-mm\\-dd"))
    case .period(let number): WorkbookCell(.number(String(number)), CellLook(.input, .right))
    case .absent: WorkbookCell(.blank, CellLook(.input))
    }
  }

  private static func figures(_ evaluation: Evaluation, _ name: String, _ language: Language) -> WorkbookSheet
  {
    var sheet = WorkbookSheet(name: name)
    let headers = [Phrase("地址", "Address"), Phrase("数值", "Value"), Phrase("备注", "Remark")]
    sheet.append(headers.map { WorkbookCell(.text($0[language]), CellLook(.header)) })
    sheet.frozenRows = 1
    for (index, figure) in evaluation.plan.figures.enumerated() {
      let address = figure.address.map { word in
        switch word {
        case .label(let text): "“\(text)”"
        case .name(let text): text
        case .keyword(let phrase): phrase[language]
        }
      }
      let value = evaluation.figures.indices.contains(index) ? evaluation.figures[index] : nil
      let format = figure.isPercent ? "0.########%" : nil
      sheet.append([
        WorkbookReport.text(address.joined(separator: " "), CellLook(.body, .left)),
        value.map { WorkbookCell(.number(Formula.stored($0)), CellLook(.input, .right, format: format)) }
          ?? WorkbookCell(.blank, CellLook(.input)),
        WorkbookReport.text(value == nil ? figure.openReason ?? "" : "", CellLook(.body, .left)),
      ])
    }
    return sheet
  }

  func figureCell(_ figure: FigureID) -> String {
    CellName.quoted(sheet: figuresName) + "!$B$\(figure + Self.firstRow)"
  }

  /// The cell of a table's row; `field` nil is the cell itself, for a notation column its text.
  func cell(table: Int, column: Int, field: Int? = nil, row: Int) -> String {
    let place = columns[table][column][field ?? -1] ?? 1
    return CellName.quoted(sheet: names[table]) + "!" + CellName.letters(column: place)
      + String(row + Self.firstRow)
  }

  /// The cell with the number of a column: of a notation column the total or a field.
  func numberCell(table: Int, column: Int, field: Int?, row: Int) -> String {
    let places = columns[table][column]
    return cell(table: table, column: column, field: field ?? (places[-2] == nil ? nil : -2), row: row)
  }

  /// All cells of a column.
  func range(table: Int, column: Int, rows: Int) -> String {
    let letters = CellName.letters(column: columns[table][column][-1] ?? 1)
    return CellName.quoted(sheet: names[table])
      + "!$\(letters)$\(Self.firstRow):$\(letters)$\(Self.firstRow + max(1, rows) - 1)"
  }
}

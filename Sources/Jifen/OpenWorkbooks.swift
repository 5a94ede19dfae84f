import Diagnostics
import Semantics
import Tables

/// The workbooks of one run, each opened once for all tables that it holds.
struct OpenWorkbooks {
  private var opened: [(bytes: [UInt8], workbook: Workbook)] = []

  /// The table of a file: of a workbook the sheet that is told, or that is named as the table, or the only one.
  mutating func read(_ file: InputFile, _ schema: TableSchema, diagnostics: inout [Diagnostic]) -> Grid? {
    guard Workbook.isArchive(file.bytes) else {
      return TableReader.read(name: file.name, bytes: file.bytes, diagnostics: &diagnostics)
    }
    guard let place = place(file, &diagnostics) else { return nil }
    let workbook = opened[place].workbook
    let named = file.sheet == nil ? workbook.sheet(named: schema.name) : nil
    var found: [Diagnostic] = []
    guard let sheet = named ?? workbook.chosenSheet(file.sheet, diagnostics: &found) else {
      diagnostics += found.map { problem in
        guard problem.code == .severalSheets else { return problem }
        return Diagnostic(
          .sheetNotTold, at: problem.place, problem.arguments[0], Phrase(schema.name), problem.arguments[1])
      }
      return nil
    }
    let expecting = schema.columns.flatMap { [$0.name] + $0.headers }
    return opened[place].workbook.table(sheet, expecting: expecting, diagnostics: &diagnostics)
  }

  private mutating func place(_ file: InputFile, _ diagnostics: inout [Diagnostic]) -> Int? {
    // Arrays that share their storage compare at once.
    if let known = opened.firstIndex(where: { $0.workbook.name == file.name && $0.bytes == file.bytes }) {
      return known
    }
    guard let workbook = Workbook.open(name: file.name, bytes: file.bytes, diagnostics: &diagnostics) else {
      return nil
    }
    opened.append((file.bytes, workbook))
    return opened.count - 1
  }
}

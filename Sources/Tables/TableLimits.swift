import Diagnostics

/// What a table may hold. Tests read with smaller ones.
struct TableLimits: Sendable {
  var fileBytes = Limits.fileBytes
  var columns = Limits.columns
  var cellBytes = Limits.cellBytes
  /// Keeps a small JSON file with many keys from asking for unbounded memory.
  var cells = Limits.cells
  var depth = Limits.jsonDepth
  var diagnostics = Limits.findings
  /// Rows of a sheet, blank ones too, as spreadsheets limit them.
  var sheetRows = Limits.sheetRows
  /// Cells of a sheet that are not blank, and the bytes of a workbook's texts: larger tables are for CSV.
  var workbookCells = Limits.workbookCells
  var workbookTextBytes = Limits.workbookTextBytes

  static let standard = TableLimits()
}

/// What a table may hold. Tests read with smaller ones.
struct TableLimits: Sendable {
  var fileBytes = 2 << 30
  var columns = 4096
  var cellBytes = 1 << 20
  /// Keeps a small JSON file with many keys from asking for unbounded memory.
  var cells = 1 << 30
  var depth = 64
  var diagnostics = 20
  /// Rows of a sheet, blank ones too, as spreadsheets limit them.
  var sheetRows = 1_048_576
  /// Cells of a sheet that are not blank, and the bytes of a workbook's texts: larger tables are for CSV.
  var workbookCells = 4_000_000
  var workbookTextBytes = 64 << 20

  static let standard = TableLimits()
}

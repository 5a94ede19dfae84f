/// What a table may hold. Tests read with smaller ones.
struct TableLimits {
  var fileBytes = 2 << 30
  var columns = 4096
  var cellBytes = 1 << 20
  /// Keeps a small JSON file with many keys from asking for unbounded memory.
  var cells = 1 << 30
  var depth = 64
  var diagnostics = 20

  static let standard = TableLimits()
}

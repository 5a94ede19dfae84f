/// Names of cells as spreadsheets write them.
public enum CellName {
  /// A, B … Z, AA …; empty below column 1.
  public static func letters(column: Int) -> String {
    var rest = column
    var letters: [UInt8] = []
    while rest > 0 {
      letters.append(UInt8(0x41 + (rest - 1) % 26))
      rest = (rest - 1) / 26
    }
    return String(decoding: letters.reversed(), as: UTF8.self)
  }

  /// `采用情况!D17`, the sheet quoted where spreadsheets need that.
  public static func text(sheet: String, row: Int, column: Int) -> String {
    quoted(sheet: sheet) + "!" + letters(column: column) + String(row)
  }

  /// A sheet's name as formulas write it: in single quotes unless it is of letters and digits only and does not
  /// begin with a digit or look like a cell.
  public static func quoted(sheet: String) -> String {
    let isPlain = sheet.unicodeScalars.allSatisfy { scalar in
      scalar.properties.isAlphabetic || scalar == "_" || (scalar.value >= 0x30 && scalar.value <= 0x39)
    }
    let first = sheet.unicodeScalars.first
    let beginsWithLetter = first.map { $0.properties.isAlphabetic || $0 == "_" } ?? false
    let isAmbiguous = sheet.utf8.allSatisfy { $0 < 0x80 }
    if isPlain, beginsWithLetter, !isAmbiguous { return sheet }
    return "'" + sheet.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''") + "'"
  }
}

import Exact

/// Why a cell is not a period.
public enum PeriodFailure: Error, Hashable, Sendable {
  case blank
  case notAPeriod
  /// A period without a year, where no year is known.
  case yearMissing
  /// A thirteenth month, a fifth quarter.
  case noSuchPeriod
  /// A period of another length, in months: a quarter where a month is wanted.
  case otherLength(months: Int)
  /// 2024.1, which may be January, or October after a spreadsheet dropped the last zero.
  case ambiguousMonth
}

extension CellParser {
  /// The period of a cell: its first month counted from year 0 (year × 12 + month − 1), divided by `months`.
  ///
  /// Months: 2024-05, 2024/5, 2024年5月, 202405, 5月, 5. Quarters: 2024年二季度, 2024Q2, 第二季度, 2季度.
  /// Half-years: 2024年上半年, 上半年, 2024H1. Years: 2024年, 2024.
  /// - Parameters:
  ///   - months: the length of the column's periods: 1, 3, 6 or 12.
  ///   - year: the year of cells that name none; nil where there is no such year.
  public static func period(
    _ cell: UnsafeBufferPointer<UInt8>, months: Int, year: Int?
  ) -> Result<Int32, PeriodFailure> {
    cell.withFolded { folded in
      if folded.isEmpty { return .failure(.blank) }
      var cursor = CellCursor(folded)
      switch WrittenPeriod.read(&cursor) {
      case .failure(let failure): return .failure(failure)
      case .success(let written): return written.index(months: months, year: year)
      }
    }
  }

  public static func period(_ cell: String, months: Int, year: Int?) -> Result<Int32, PeriodFailure> {
    borrow(cell) { period($0, months: months, year: year) }
  }
}

/// A period as it is written.
private struct WrittenPeriod {
  var year: Int?
  /// Which one of the year, from 1.
  var ordinal: Int
  /// Its length in months; nil for a number alone, which takes the column's.
  var months: Int?

  func index(months wanted: Int, year given: Int?) -> Result<Int32, PeriodFailure> {
    guard wanted > 0, 12 % wanted == 0 else { return .failure(.notAPeriod) }
    if let months, months != wanted { return .failure(.otherLength(months: months)) }
    // A number alone would be a year's place within itself.
    if months == nil, wanted == 12 { return .failure(.notAPeriod) }
    guard ordinal >= 1, ordinal <= 12 / wanted else { return .failure(.noSuchPeriod) }
    guard let year = year ?? given else { return .failure(.yearMissing) }
    guard CivilCalendar.years.contains(year) else { return .failure(.notAPeriod) }
    return .success(Int32(clamping: (year * 12 + (ordinal - 1) * wanted) / wanted))
  }

  static func read(_ cursor: inout CellCursor) -> Result<WrittenPeriod, PeriodFailure> {
    var ahead = cursor
    guard let digits = ahead.digits() else { return part(&cursor, year: nil) }
    if digits.count == 6 {
      _ = ahead.take("月")
      guard ahead.isAtEnd else { return .failure(.notAPeriod) }
      return .success(WrittenPeriod(year: digits.value / 100, ordinal: digits.value % 100, months: 1))
    }
    guard digits.count == 4 else { return part(&cursor, year: nil) }
    cursor = ahead
    cursor.skipSpaces()
    if cursor.take("年") {
      _ = cursor.take("度")
      cursor.skipSpaces()
    } else if let separator = cursor.next, "-/.".utf8.contains(separator), cursor.take(separator) {
      cursor.skipSpaces()
      if let month = month(&cursor, dotted: separator == UInt8(ascii: "."), year: digits.value) {
        return month
      }
    }
    if cursor.isAtEnd { return .success(WrittenPeriod(year: digits.value, ordinal: 1, months: 12)) }
    return part(&cursor, year: digits.value)
  }

  /// A month's number to the end, as in 2024-05; nil where something else stands there.
  private static func month(
    _ cursor: inout CellCursor, dotted: Bool, year: Int
  ) -> Result<WrittenPeriod, PeriodFailure>? {
    var ahead = cursor
    if ahead.isAtEnd { return .failure(.notAPeriod) }
    guard let month = ahead.digits(), ahead.isAtEnd else { return nil }
    guard month.count <= 2 else { return .failure(.notAPeriod) }
    if dotted, month.count == 1, month.value == 1 { return .failure(.ambiguousMonth) }
    return .success(WrittenPeriod(year: year, ordinal: month.value, months: 1))
  }

  /// A period within a year, to the end of the cell.
  private static func part(
    _ cursor: inout CellCursor, year: Int?
  ) -> Result<WrittenPeriod, PeriodFailure> {
    func whole(_ ordinal: Int, _ months: Int?) -> Result<WrittenPeriod, PeriodFailure> {
      guard cursor.isAtEnd else { return .failure(.notAPeriod) }
      return .success(WrittenPeriod(year: year, ordinal: ordinal, months: months))
    }
    if cursor.take("上半年") { return whole(1, 6) }
    if cursor.take("下半年") { return whole(2, 6) }
    if cursor.take("全年") { return whole(1, 12) }
    for (letters, months) in [("Qq", 3), ("Hh", 6)] {
      guard let letter = cursor.next, letters.utf8.contains(letter), cursor.take(letter) else { continue }
      guard let ordinal = cursor.digits(), ordinal.count == 1 else { return .failure(.notAPeriod) }
      return whole(ordinal.value, months)
    }
    _ = cursor.take("第")
    guard let ordinal = ordinal(&cursor) else { return .failure(.notAPeriod) }
    cursor.skipSpaces()
    if cursor.take("月份") || cursor.take("月") { return whole(ordinal, 1) }
    if cursor.take("季度") || cursor.take("季") { return whole(ordinal, 3) }
    // A number alone says which one only where the column says of what.
    return year == nil ? whole(ordinal, nil) : .failure(.notAPeriod)
  }

  /// One or two digits, or 一 to 十二.
  private static func ordinal(_ cursor: inout CellCursor) -> Int? {
    if let digits = cursor.digits() { return digits.count <= 2 ? digits.value : nil }
    for (index, word) in chineseNumbers.enumerated().reversed() where cursor.take(word) { return index + 1 }
    return nil
  }

  private static let chineseNumbers = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"]
}

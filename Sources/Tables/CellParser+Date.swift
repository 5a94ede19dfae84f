import Exact

/// Why a cell is not a date.
public enum DateFailure: Error, Hashable, Sendable {
  case blank
  case notADate
  /// Written as a date, but the calendar has no such day.
  case noSuchDay(CivilDate)
  /// A spreadsheet's serial number, and the day that it stands for where days count from 1900.
  case serial(Int, days: Int32)
}

extension CellParser {
  /// The day of a cell, counted from 1970-01-01: 2024-05-03, 2024/5/3, 2024.5.3, 2024年5月3日 or 20240503. A
  /// time of day behind it (2024/5/3 0:00), which spreadsheets like to add, is left out of account.
  public static func date(_ cell: UnsafeBufferPointer<UInt8>) -> Result<Int32, DateFailure> {
    cell.withFolded { date(folded: $0) }
  }

  public static func date(_ cell: String) -> Result<Int32, DateFailure> { borrow(cell) { date($0) } }

  private static func date(folded: CellBytes) -> Result<Int32, DateFailure> {
    if folded.isEmpty { return .failure(.blank) }
    var cursor = CellCursor(folded)
    guard let first = cursor.digits() else { return .failure(.notADate) }
    if first.count == 5 { return serial(first.value, &cursor) }
    let date: CivilDate
    if first.count == 8 {
      date = CivilDate(
        year: first.value / 10_000, month: first.value / 100 % 100, day: first.value % 100)
    } else {
      guard first.count == 4, let rest = monthAndDay(&cursor) else { return .failure(.notADate) }
      date = CivilDate(year: first.value, month: rest.month, day: rest.day)
    }
    guard isTimeOfDay(&cursor) else { return .failure(.notADate) }
    guard let days = CivilCalendar.days(fromCivil: date) else {
      // Any eight digits could stand here: an item's number is not a date with a strange month.
      let isPlausible = first.count == 4 || (1900...2199).contains(date.year)
      return .failure(isPlausible ? .noSuchDay(date) : .notADate)
    }
    return .success(days)
  }

  /// What follows the year: -05-03, /5/3, .5.3 or 年5月3日.
  private static func monthAndDay(_ cursor: inout CellCursor) -> (month: Int, day: Int)? {
    cursor.skipSpaces()
    let isChinese = cursor.take("年")
    var separator: UInt8?
    if !isChinese {
      guard let next = cursor.next, "-/.".utf8.contains(next), cursor.take(next) else { return nil }
      separator = next
    }
    guard let month = number(&cursor) else { return nil }
    if let separator {
      guard cursor.take(separator) else { return nil }
    } else {
      guard cursor.take("月") else { return nil }
    }
    guard let day = number(&cursor) else { return nil }
    if isChinese, !cursor.take("日"), !cursor.take("号") { return nil }
    return (month, day)
  }

  /// A number of one or two digits, with spaces around it.
  private static func number(_ cursor: inout CellCursor) -> Int? {
    cursor.skipSpaces()
    guard let number = cursor.digits(), number.count <= 2 else { return nil }
    var ahead = cursor
    ahead.skipSpaces()
    // Spaces before a time of day stay for it.
    if let next = ahead.next, next >= 0x80 || "-/.".utf8.contains(next) { cursor = ahead }
    return number.value
  }

  /// Whether nothing follows, or a time: 0:00, T08:30:15.250.
  private static func isTimeOfDay(_ cursor: inout CellCursor) -> Bool {
    if cursor.isAtEnd { return true }
    let before = cursor.index
    cursor.skipSpaces()
    if cursor.index == before, !cursor.take(UInt8(ascii: "T")) { return false }
    guard let hour = cursor.digits(), hour.count <= 2, hour.value < 24, cursor.take(UInt8(ascii: ":")),
      let minute = cursor.digits(), minute.count == 2, minute.value < 60
    else { return false }
    if cursor.isAtEnd { return true }
    guard cursor.take(UInt8(ascii: ":")), let second = cursor.digits(), second.count == 2, second.value < 61
    else { return false }
    if cursor.take(UInt8(ascii: ".")), cursor.digits() == nil { return false }
    return cursor.isAtEnd
  }

  /// Five digits, perhaps with a part of a day behind them.
  private static func serial(_ number: Int, _ cursor: inout CellCursor) -> Result<Int32, DateFailure> {
    if cursor.take(UInt8(ascii: ".")), cursor.digits() == nil { return .failure(.notADate) }
    guard cursor.isAtEnd, number >= 10_000 else { return .failure(.notADate) }
    return .failure(.serial(number, days: Int32(clamping: number - 25_569)))
  }
}

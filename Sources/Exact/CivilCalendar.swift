/// A day of the Gregorian calendar. May be one that does not exist, such as 30 February.
public struct CivilDate: Hashable, Sendable {
  public var year: Int
  public var month: Int
  public var day: Int

  public init(year: Int, month: Int, day: Int) {
    self.year = year
    self.month = month
    self.day = day
  }

  /// As ISO 8601 writes it: 2024-05-03.
  public var text: String {
    func padded(_ number: Int, _ width: Int) -> String {
      let digits = String(number)
      return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
    }
    return padded(year, 4) + "-" + padded(month, 2) + "-" + padded(day, 2)
  }
}

/// Calendar arithmetic on days counted from 1970-01-01, in whole numbers only.
///
/// The conversions are Howard Hinnant's `days_from_civil` and `civil_from_days` (chrono-compatible low-level
/// date algorithms).
public enum CivilCalendar {
  /// The years that dates may have; within them no computation can overflow.
  public static let years = 1...9999

  /// The day of a date; nil where the date does not exist or its year is outside ``years``.
  public static func days(fromCivil date: CivilDate) -> Int32? {
    exists(date) ? Int32(clamping: count(to: date)) : nil
  }

  /// The first day of a month counted from year 0 (year × 12 + month − 1), from the year 0 to the year 10000.
  public static func firstDay(ofMonth month: Int) -> Int {
    count(to: CivilDate(year: month / 12, month: month % 12 + 1, day: 1))
  }

  private static func count(to date: CivilDate) -> Int {
    let year = date.month <= 2 ? date.year - 1 : date.year
    let era = year / 400
    let yearOfEra = year - era * 400
    let dayOfYear = (153 * (date.month + (date.month > 2 ? -3 : 9)) + 2) / 5 + date.day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }

  /// The date of a day.
  public static func civil(fromDays days: Int32) -> CivilDate {
    let shifted = Int(days) + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    return CivilDate(year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month: month, day: day)
  }

  /// The day of the week: 1 is Monday, 7 is Sunday.
  public static func weekday(_ days: Int32) -> Int {
    let remainder = (Int(days) + 3) % 7
    return (remainder < 0 ? remainder + 7 : remainder) + 1
  }

  /// The month of a day, counted from year 0: year × 12 + month − 1.
  public static func month(ofDays days: Int32) -> Int32 {
    let date = civil(fromDays: days)
    return Int32(clamping: date.year * 12 + date.month - 1)
  }

  /// Whether the calendar has the date.
  public static func exists(_ date: CivilDate) -> Bool {
    years.contains(date.year) && (1...12).contains(date.month) && date.day >= 1
      && date.day <= length(ofMonth: date.month, year: date.year)
  }

  /// How many days a month has; 0 for a month outside 1 … 12.
  public static func length(ofMonth month: Int, year: Int) -> Int {
    switch month {
    case 2: isLeap(year) ? 29 : 28
    case 4, 6, 9, 11: 30
    case 1, 3, 5, 7, 8, 10, 12: 31
    default: 0
    }
  }

  public static func isLeap(_ year: Int) -> Bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
  }
}

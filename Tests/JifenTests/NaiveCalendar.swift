import Syntax

/// Dates counted one day at a time.
enum NaiveCalendar {
  static func months(_ word: ClosedWord) -> Int? {
    if word == .month { return 1 }
    if word == .quarter { return 3 }
    if word == .halfYear { return 6 }
    return word == .year ? 12 : nil
  }

  static func months(named text: String) -> Int? { ClosedWord.spelled(text).flatMap { months($0) } }

  static func isLeap(_ year: Int) -> Bool { year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) }

  static func length(_ year: Int, _ month: Int) -> Int {
    [31, isLeap(year) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
  }

  /// Days since 1970-01-01 of a later date.
  static func day(_ year: Int, _ month: Int, _ day: Int) -> Int {
    var days = day - 1
    for past in 1970..<max(1970, year) { days += isLeap(past) ? 366 : 365 }
    for past in 1..<month { days += length(year, past) }
    return days
  }

  /// 2024-05-03
  static func day(_ text: String) -> Int? {
    let numbers = text.split { !$0.isNumber }.compactMap { Int($0) }
    guard numbers.count == 3, (1...12).contains(numbers[1]) else { return nil }
    return day(numbers[0], numbers[1], numbers[2])
  }

  /// A period of so many months, counted since year 0: 2024-05, 2024年5月, 5月, 2024年第2季度, 上半年.
  static func period(_ text: String, months: Int, year: Int?) -> Int? {
    var numbers = text.split { !$0.isNumber }.compactMap { Int($0) }
    if text.contains("半年") { numbers.append(text.contains("下") ? 2 : 1) }
    if months == 12 { numbers.append(1) }
    if numbers.count == 1, let year { numbers.insert(year, at: 0) }
    guard numbers.count == 2, (1...12 / months).contains(numbers[1]) else { return nil }
    return numbers[0] * (12 / months) + numbers[1] - 1
  }

  /// The month, since year 0, that a day lies in.
  static func month(of day: Int) -> Int {
    var rest = day
    var year = 1970
    while rest >= (isLeap(year) ? 366 : 365) {
      rest -= isLeap(year) ? 366 : 365
      year += 1
    }
    var month = 1
    while rest >= length(year, month) {
      rest -= length(year, month)
      month += 1
    }
    return year * 12 + month - 1
  }

  /// Whether a day is from Monday to Friday; 1970-01-01 was a Thursday.
  static func isWeekday(_ day: Int) -> Bool { (day + 3) % 7 < 5 }
}

import Exact
import Testing

@testable import Tables

@Suite("Date cells")
struct CellDateTests {
  @Test(
    "dates",
    arguments: [
      "2024-05-03", "2024-5-3", "2024/5/3", "2024/05/03", "2024.5.3", "2024年5月3日", "2024 年 5 月 3 日",
      "2024年05月03号",
      "20240503", "２０２４－０５－０３", " 2024-05-03\u{3000}", "2024/5/3 0:00", "2024-05-03 08:30:15",
      "2024-05-03T08:30:15.250",
      "20240503 12:00", "2024年5月3日 9:05",
    ])
  func dates(text: String) {
    #expect(CellParser.date(text) == .success(19_846), "\(text)")
  }

  @Test(
    "what is no date",
    arguments: [
      "5月3日", "2024年5月", "2024-05", "2024", "2024-5/3", "24-5-3", "5/3/2024", "2024-05-03x", "2024年5月3",
      "5月上旬", "无",
      "2024-05-03 24:00", "2024-05-03 8", "2024-05-03 08:60", "2024-05-03 08:30:", "2024-05-03 08:30:15.",
      "12345678",
      "99999999", "2024--05-03", "-2024-05-03", "2024-005-03", "2024年5/3", "2024-05-03T", "202405031",
      "00000", "01234", "45415.", "45415x", "2024-05-03 8:30 下午",
    ])
  func failures(text: String) {
    #expect(CellParser.date(text) == .failure(.notADate), "\(text)")
  }

  @Test("days that the calendar does not have")
  func noSuchDay() {
    func failure(_ year: Int, _ month: Int, _ day: Int) -> Result<Int32, DateFailure> {
      .failure(.noSuchDay(CivilDate(year: year, month: month, day: day)))
    }
    #expect(CellParser.date("2024-02-30") == failure(2024, 2, 30))
    #expect(CellParser.date("2023年2月29日") == failure(2023, 2, 29))
    #expect(CellParser.date("2024/13/1") == failure(2024, 13, 1))
    #expect(CellParser.date("20240431") == failure(2024, 4, 31))
    #expect(CellParser.date("2024-0-1") == failure(2024, 0, 1))
    #expect(CellParser.date("0000-01-01") == failure(0, 1, 1))
    #expect(
      CellParser.date("2024-02-29").map(CivilCalendar.civil)
        == .success(CivilDate(year: 2024, month: 2, day: 29)))
  }

  @Test("spreadsheet serial numbers name the day that they would be")
  func serials() {
    #expect(CellParser.date("45415") == .failure(.serial(45_415, days: 19_846)))
    #expect(CellParser.date("45415.75") == .failure(.serial(45_415, days: 19_846)))
    #expect(CivilCalendar.civil(fromDays: 19_846).text == "2024-05-03")
    #expect(CellParser.date(" \u{A0}") == .failure(.blank))
  }
}

@Suite("The calendar")
struct CivilCalendarTests {
  @Test("known days")
  func known() {
    #expect(CivilCalendar.days(fromCivil: CivilDate(year: 1970, month: 1, day: 1)) == 0)
    #expect(CivilCalendar.days(fromCivil: CivilDate(year: 2000, month: 3, day: 1)) == 11_017)
    #expect(CivilCalendar.days(fromCivil: CivilDate(year: 1, month: 1, day: 1)) == -719_162)
    #expect(CivilCalendar.days(fromCivil: CivilDate(year: 10_000, month: 1, day: 1)) == nil)
    #expect(CivilCalendar.days(fromCivil: CivilDate(year: Int.max, month: Int.max, day: Int.max)) == nil)
    #expect(CivilCalendar.weekday(0) == 4)
    #expect(CivilCalendar.weekday(19_846) == 5)
    #expect(CivilCalendar.weekday(-1) == 3)
    #expect(CivilCalendar.month(ofDays: 19_846) == 2024 * 12 + 4)
    #expect(CivilCalendar.civil(fromDays: Int32.min).year == -5_877_641)
    #expect(CivilCalendar.civil(fromDays: Int32.max).year == 5_881_580)
    #expect(CivilDate(year: 7, month: 1, day: 2).text == "0007-01-02")
  }

  @Test("every day of a thousand years follows the one before")
  func everyDay() throws {
    var date = CivilDate(year: 1600, month: 1, day: 1)
    var days = try #require(CivilCalendar.days(fromCivil: date))
    var weekday = CivilCalendar.weekday(days)
    var faults = 0
    while date.year < 2600 {
      if CivilCalendar.days(fromCivil: date) != days || CivilCalendar.civil(fromDays: days) != date
        || CivilCalendar.weekday(days) != weekday
      {
        faults += 1
      }
      date.day += 1
      if date.day > CivilCalendar.length(ofMonth: date.month, year: date.year) {
        date.day = 1
        date.month += 1
        if date.month == 13 { (date.year, date.month) = (date.year + 1, 1) }
      }
      days += 1
      weekday = weekday % 7 + 1
    }
    #expect(faults == 0)
    #expect(CivilCalendar.length(ofMonth: 0, year: 2024) == 0)
  }
}

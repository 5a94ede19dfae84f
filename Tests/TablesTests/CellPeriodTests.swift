import Testing

@testable import Tables

@Suite("Period cells")
struct CellPeriodTests {
  @Test(
    "months",
    arguments: [
      "2024-05", "2024-5", "2024/5", "2024/05", "2024年5月", "2024年05月份", "2024 年 5 月", "202405", "202405月",
      "5月", "5",
      "05", "5月份", "五月", "2024.5", "2024.05", "２０２４－０５", "2024年五月", "2024-5月", "第5月",
    ])
  func months(text: String) {
    #expect(CellParser.period(text, months: 1, year: 2024) == .success(2024 * 12 + 4), "\(text)")
  }

  @Test(
    "quarters",
    arguments: [
      "2024年二季度", "2024年第二季度", "2024Q2", "2024q2", "2024-Q2", "2024年Q2", "2024年2季度", "第二季度", "二季度", "2季度",
      "第2季度",
      "Q2", "2", "二", "2024年 第2季",
    ])
  func quarters(text: String) {
    #expect(CellParser.period(text, months: 3, year: 2024) == .success(2024 * 4 + 1), "\(text)")
  }

  @Test("half-years", arguments: ["2024年下半年", "2024下半年", "下半年", "2024H2", "2024年h2", "H2", "2"])
  func halfYears(text: String) {
    #expect(CellParser.period(text, months: 6, year: 2024) == .success(2024 * 2 + 1), "\(text)")
    #expect(CellParser.period("上半年", months: 6, year: 2024) == .success(2024 * 2))
  }

  @Test("years", arguments: ["2024年", "2024", "2024年度", "2024年全年", "２０２４", "全年"])
  func years(text: String) {
    #expect(CellParser.period(text, months: 12, year: 2024) == .success(2024), "\(text)")
  }

  @Test("every month in both scripts")
  func everyMonth() {
    let words = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"]
    for (index, word) in words.enumerated() {
      let expected = Int32(2023 * 12 + index)
      #expect(CellParser.period(word + "月", months: 1, year: 2023) == .success(expected))
      #expect(CellParser.period("\(index + 1)月", months: 1, year: 2023) == .success(expected))
    }
  }

  @Test("the year of the cell goes before the one given; without any there is no period")
  func givenYear() {
    #expect(CellParser.period("2023年5月", months: 1, year: 2024) == .success(2023 * 12 + 4))
    #expect(CellParser.period("2023年5月", months: 1, year: nil) == .success(2023 * 12 + 4))
    #expect(CellParser.period("5月", months: 1, year: nil) == .failure(.yearMissing))
    #expect(CellParser.period("5", months: 1, year: nil) == .failure(.yearMissing))
    #expect(CellParser.period("5月", months: 1, year: 0) == .failure(.notAPeriod))
  }

  @Test(
    "periods of another length",
    arguments: [
      ("2024年二季度", 1, 3), ("2024年上半年", 1, 6), ("2024", 1, 12), ("5月", 3, 1), ("2024-05", 12, 1),
      ("202405", 6, 1),
      ("全年", 3, 12), ("2024-2", 3, 1),
    ])
  func otherLength(text: String, wanted: Int, months: Int) {
    #expect(CellParser.period(text, months: wanted, year: 2024) == .failure(.otherLength(months: months)))
  }

  @Test(
    "periods that do not exist",
    arguments: [
      ("2024-13", 1), ("13月", 1), ("0", 1), ("2024年五季度", 3), ("Q0", 3), ("3", 6), ("202400", 1), ("H3", 6),
    ])
  func noSuchPeriod(text: String, months: Int) {
    #expect(CellParser.period(text, months: months, year: 2024) == .failure(.noSuchPeriod), "\(text)")
  }

  @Test(
    "what is no period",
    arguments: [
      "无", "2024年5月3日", "2024-05-03", "20240503", "5月上旬", "2024年", "2024-", "2024-005", "第", "第季度", "Q",
      "QQ2", "Q12",
      "5月5月", "2024年5", "2024Q", "1-5月", "2024-Q2x", "月", "2024055", "202405日", "百月", "0000年5月",
    ])
  func failures(text: String) {
    let expected: PeriodFailure = text == "2024年" ? .otherLength(months: 12) : .notAPeriod
    #expect(CellParser.period(text, months: 1, year: 2024) == .failure(expected), "\(text)")
  }

  @Test("other failures")
  func otherFailures() {
    #expect(CellParser.period("\u{3000}", months: 1, year: 2024) == .failure(.blank))
    #expect(CellParser.period("2024.1", months: 1, year: 2024) == .failure(.ambiguousMonth))
    #expect(CellParser.period("2024.10", months: 1, year: 2024) == .success(2024 * 12 + 9))
    #expect(CellParser.period("5", months: 0, year: 2024) == .failure(.notAPeriod))
    #expect(CellParser.period("5", months: 5, year: 2024) == .failure(.notAPeriod))
    #expect(CellParser.period("5", months: 12, year: 2024) == .failure(.notAPeriod))
  }
}

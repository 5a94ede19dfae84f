import Diagnostics
import Exact
import Semantics
import Tables

extension Binder {
  /// The month of each dated row; rows of scored units outside the method's period are errors.
  mutating func readMonths(_ table: Int) {
    let schema = plan.tables[table]
    guard let dated = schema.datedColumn else { return }
    let bound = dataset.tables[table]
    let codes = bound.columns[dated].first?.codes ?? []
    var length = 1
    switch schema.columns[dated].type {
    case .date:
      dataset.tables[table].months = codes.map { $0 == Column.none ? $0 : CivilCalendar.month(ofDays: $0) }
    case .period(let unit):
      length = unit.months
      let months = Int32(clamping: length)
      dataset.tables[table].months = codes.map { $0 == Column.none ? $0 : $0 &* months }
    case .name, .names, .id, .text, .options, .yesNo, .number, .percent, .notation: return
    }
    guard let range = plan.period, schema.unitColumn != nil || schema.namesColumn != nil, !isLenient else {
      return
    }
    for (row, month) in dataset.tables[table].months.enumerated() where month != Column.none {
      // A longer period counts where it overlaps the range at all: 上半年 in a range of May and June.
      if Int(month) + length - 1 >= range.firstMonth && Int(month) <= range.lastMonth { continue }
      report(
        table,
        Diagnostic(
          .outsidePeriod, at: bound.place(row: row, column: dated), Phrase(schema.columns[dated].name),
          Phrase(cell: bound.text(row: row, column: dated)), range.phrase))
    }
  }
}

extension CalendarUnit {
  var phrase: Phrase {
    switch self {
    case .month: Phrase("月份", "month")
    case .quarter: Phrase("季度", "quarter")
    case .halfYear: Phrase("半年", "half-year")
    case .year: Phrase("年份", "year")
    }
  }

  /// How a cell may be written.
  var spellings: Phrase {
    switch self {
    case .month: Phrase("请写成 2024年5月、2024-05 或 5月 这样的写法", "write it like 2024-05")
    case .quarter: Phrase("请写成 2024年2季度、2024Q2 或 2季度 这样的写法", "write it like 2024Q2")
    case .halfYear: Phrase("请写成 2024年上半年、2024H1 或 上半年 这样的写法", "write it like 2024H1")
    case .year: Phrase("请写成 2024年 或 2024 这样的写法", "write it like 2024")
    }
  }
}

extension PeriodRange {
  var phrase: Phrase {
    let first = Calendar.text(.month, number: firstMonth)
    let last = Calendar.text(.month, number: lastMonth)
    if firstMonth == lastMonth { return first }
    return Phrase("\(first.chinese)至\(last.chinese)", "\(first.english) to \(last.english)")
  }
}

import Diagnostics
import Exact
import Semantics
import Tables

/// The typed cells of a column, and what a missing cell counts as: one of each, or for a notation the total
/// and its fields.
struct BoundColumn {
  var values: [Column]
  var defaults: [Column]

  init(_ values: Column, missing: Column.Values) {
    self.values = [values]
    defaults = [Column(missing, count: 1)]
  }

  init(codes: [Int32], missing: Int32) {
    self.init(Column(.codes(codes), count: codes.count), missing: .codes([missing]))
  }

  init(values: [Column], defaults: [Column]) {
    self.values = values
    self.defaults = defaults
  }
}

extension Binder {
  /// Types every column of a table.
  mutating func readColumns(_ table: Int) {
    for column in plan.tables[table].columns.indices {
      let bound = read(table, column)
      dataset.tables[table].columns.append(bound.values)
      dataset.tables[table].defaults.append(bound.defaults)
    }
  }

  private mutating func read(_ table: Int, _ column: Int) -> BoundColumn {
    switch plan.tables[table].columns[column].type {
    case .name:
      guard plan.tables[table].unitColumn == column else { return texts(table, column) }
      let units = dataset.tables[table].units.map { $0 < 0 ? Column.none : $0 }
      return BoundColumn(codes: units, missing: Column.none)
    case .names, .text: return texts(table, column)
    case .id: return ids(table, column)
    case .options(let options, _): return choices(table, column, options)
    case .yesNo: return truths(table, column)
    case .date: return dates(table, column)
    case .period(let unit): return periods(table, column, unit)
    case .number(let measure): return numbers(table, column, NumberReader(measure))
    case .percent: return numbers(table, column, NumberReader.percent)
    case .notation(let measure, let fields):
      return numbers(table, column, NumberReader(measure, fields: fields))
    }
  }

  /// The text that a blank or missing cell stands for; nil where it is absent.
  func standIn(_ table: Int, _ column: Int) -> String? {
    let schema = plan.tables[table].columns[column]
    if case .stands(let text) = schema.blank { return text }
    guard isLenient, case .refused = schema.blank else { return nil }
    switch schema.type {
    case .number, .percent, .notation: return "0"
    case .yesNo: return "否"
    case .name, .names, .id, .text, .options, .date, .period: return nil
    }
  }

  private mutating func texts(_ table: Int, _ column: Int) -> BoundColumn {
    let stands = standIn(table, column)
    let refuses = refusesBlank(table, column) && plan.tables[table].namesColumn != column
    let bound = dataset.tables[table]
    var values: [String?] = []
    values.reserveCapacity(bound.rowCount)
    var blanks: [Int] = []
    bound.eachCell(column) { row, bytes in
      let text = bytes.map { CellParser.trimmed($0) } ?? ""
      if text.isEmpty, bytes != nil { blanks.append(row) }
      values.append(text.isEmpty ? stands : text)
    }
    if refuses { for row in blanks { reportBlank(table, column, row) } }
    return BoundColumn(Column(.texts(values), count: values.count), missing: .texts([stands]))
  }

  private mutating func ids(_ table: Int, _ column: Int) -> BoundColumn {
    var book = CodeBook()
    let missing = standIn(table, column).map { book.intern($0) } ?? Column.none
    let bound = dataset.tables[table]
    var codes: [Int32] = []
    codes.reserveCapacity(bound.rowCount)
    var blanks: [Int] = []
    bound.eachCell(column) { row, bytes in
      if let code = bytes.flatMap({ book.intern($0) }) {
        codes.append(code)
      } else {
        codes.append(missing)
        if bytes != nil { blanks.append(row) }
      }
    }
    if refusesBlank(table, column) { for row in blanks { reportBlank(table, column, row) } }
    dataset.books[TableColumn(table: table, column: column)] = book
    return BoundColumn(codes: codes, missing: missing)
  }

  private mutating func choices(_ table: Int, _ column: Int, _ options: [String]) -> BoundColumn {
    let book = CodeBook(options)
    let missing = standIn(table, column).flatMap { book.code(of: $0) } ?? Column.none
    let title = Phrase(plan.tables[table].columns[column].name)
    var wrong = 0
    let codes = coded(table, column, missing: missing, refusesBlank: refusesBlank(table, column)) { bytes in
      let text = CellParser.trimmed(bytes)
      if text.isEmpty { return .blank }
      if let code = book.code(of: text) { return .code(code) }
      wrong += 1
      let shown = options.prefix(12) + (options.count > 12 ? ["…"] : [])
      return .wrong(
        .notAnOption, [title, Phrase(cell: text), Phrase(names: Array(shown))],
        near: wrong > Binder.mostErrors ? [] : Nearness.suggestions(for: text, among: options))
    }
    return BoundColumn(codes: codes, missing: missing)
  }

  private mutating func truths(_ table: Int, _ column: Int) -> BoundColumn {
    let title = Phrase(plan.tables[table].columns[column].name)
    var missing = Column.none
    if let stands = standIn(table, column), case .success(let truth) = CellParser.truth(stands) {
      missing = truth ? 1 : 0
    }
    let codes = coded(table, column, missing: missing, refusesBlank: refusesBlank(table, column)) { bytes in
      switch CellParser.truth(bytes) {
      case .success(let truth): .code(truth ? 1 : 0)
      case .failure(.blank): .blank
      case .failure(.notYesNo): .wrong(.notYesNo, [title, Phrase(cell: CellParser.trimmed(bytes))])
      }
    }
    func byte(_ code: Int32) -> UInt8 {
      code == Column.none ? Column.unknown : UInt8(truncatingIfNeeded: code)
    }
    return BoundColumn(
      Column(.truths(codes.map(byte)), count: codes.count), missing: .truths([byte(missing)]))
  }

  private mutating func dates(_ table: Int, _ column: Int) -> BoundColumn {
    let title = Phrase(plan.tables[table].columns[column].name)
    var missing = Column.none
    if let stands = standIn(table, column), case .success(let day) = CellParser.date(stands) { missing = day }
    let codes = coded(table, column, missing: missing, refusesBlank: refusesBlank(table, column)) { bytes in
      let arguments = [title, Phrase(cell: CellParser.trimmed(bytes))]
      switch CellParser.date(bytes) {
      case .success(let day): return .code(day)
      case .failure(.blank): return .blank
      case .failure(.notADate): return .wrong(.badDate, arguments)
      case .failure(.noSuchDay(let date)):
        return .wrong(
          .badDate, arguments,
          help: Phrase("日历上没有 \(date.text) 这一天", "the calendar has no day \(date.text)"))
      case .failure(.serial(_, let days)):
        let date = CivilCalendar.civil(fromDays: days).text
        return .wrong(
          .dateSerial, arguments,
          help: Phrase(
            "若是从 1900 年数起的序号，就是 \(date)；请在电子表格里设为日期格式后另存，或直接写成日期",
            "counted from 1900 it is \(date); format the column as dates and save again, or write the date"))
      }
    }
    return BoundColumn(codes: codes, missing: missing)
  }

  private mutating func periods(_ table: Int, _ column: Int, _ unit: CalendarUnit) -> BoundColumn {
    let title = Phrase(plan.tables[table].columns[column].name)
    let year = plan.period.flatMap { $0.firstMonth / 12 == $0.lastMonth / 12 ? $0.firstMonth / 12 : nil }
    let codes = coded(table, column, missing: Column.none, refusesBlank: refusesBlank(table, column)) {
      bytes in
      let help: Phrase
      switch CellParser.period(bytes, months: unit.months, year: year) {
      case .success(let number): return .code(number)
      case .failure(.blank): return .blank
      case .failure(.yearMissing):
        help = Phrase("办法的期间跨年，请写上年份", "the method's period spans years: write the year")
      case .failure(.ambiguousMonth):
        help = Phrase("1 月还是 10 月？请写成 2024-01 或 2024-10", "January or October? Write 2024-01 or 2024-10")
      case .failure(.noSuchPeriod): help = Phrase("一年里没有这一期", "a year has no such period")
      case .failure(.notAPeriod), .failure(.otherLength): help = unit.spellings
      }
      return .wrong(.badPeriod, [title, Phrase(cell: CellParser.trimmed(bytes)), unit.phrase], help: help)
    }
    return BoundColumn(codes: codes, missing: Column.none)
  }

  /// A number column, or a notation's total and fields.
  private mutating func numbers(_ table: Int, _ column: Int, _ reader: NumberReader) -> BoundColumn {
    let bound = dataset.tables[table]
    let schema = plan.tables[table].columns[column]
    let missing = standIn(table, column).flatMap { reader.read($0) }
    let refuses = refusesBlank(table, column)
    var strips = (0..<reader.width).map { _ in NumberStrip(capacity: bound.rowCount) }
    var wrong: [(row: Int, failure: NumberReader.Wrong?)] = []
    bound.eachCell(column) { row, bytes in
      guard let bytes, !bytes.isEmpty else {
        for place in strips.indices { strips[place].append(missing?[place]) }
        if bytes != nil { wrong.append((row, nil)) }
        return
      }
      if reader.isSingle {
        switch reader.single(bytes) {
        case .success(let value):
          strips[0].append(value)
          return
        case .failure(let failure):
          strips[0].append(failure.isBlank ? missing?[0] : nil)
          wrong.append((row, failure.isBlank ? nil : failure))
        }
      } else {
        switch reader.fields(bytes) {
        case .success(let values): for place in strips.indices { strips[place].append(values[place]) }
        case .failure(let failure):
          for place in strips.indices { strips[place].append(failure.isBlank ? missing?[place] : nil) }
          wrong.append((row, failure.isBlank ? nil : failure))
        }
      }
    }
    for (row, failure) in wrong {
      if let failure {
        if countsOnly(table) { continue }
        report(
          table,
          failure.diagnostic(
            schema, bound.text(row: row, column: column), bound.place(row: row, column: column)))
      } else if refuses {
        reportBlank(table, column, row)
      }
    }
    let defaults = (0..<reader.width).map { place in
      var strip = NumberStrip(capacity: 1)
      strip.append(missing?[place])
      return Column(.numbers(strip.numbers), count: 1)
    }
    return BoundColumn(
      values: strips.map { Column(.numbers($0.numbers), count: bound.rowCount) }, defaults: defaults)
  }
}

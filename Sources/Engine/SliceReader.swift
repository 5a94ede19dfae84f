import Exact
import Semantics
import Tables

/// Types the cells of one column, slice by slice, on one thread.
final class SliceReader {
  /// The file's column; nil where the file leaves it out.
  let place: Int?
  let column: Int
  private let type: ColumnType
  private let number: NumberReader?
  private let missing: DecimalValue?
  private let missingCode: Int32
  private let refusesBlank: Bool
  /// Whether cells are printed as they are, and so must be written as their values print.
  private let isPrinted: Bool
  private let book: CodeBook
  private let spellings = SpellingIndex()
  private var codes: [Int32] = []
  private(set) var isClean = true
  /// Rows of the last slice whose cell holds something; nil where the column counts nothing.
  private(set) var filled: [Bool]?

  init(_ column: Int, place: Int?, _ binder: Binder, table: Int, isPrinted: Bool) {
    self.column = column
    self.place = place
    self.isPrinted = isPrinted
    let schema = binder.plan.tables[table].columns[column]
    type = schema.type
    refusesBlank = binder.refusesBlank(table, column)
    let stands = binder.standIn(table, column)
    switch schema.type {
    case .number(let measure): number = NumberReader(measure)
    case .percent: number = NumberReader.percent
    case .name, .names, .id, .text, .options, .yesNo, .date, .period, .notation: number = nil
    }
    if case .options(let options, _) = schema.type { book = CodeBook(options) } else { book = CodeBook() }
    missing = number.flatMap { reader in stands.flatMap { reader.read($0)?.first } }
    missingCode =
      switch schema.type {
      case .options: stands.flatMap { [book] in book.code(of: $0) } ?? Column.none
      case .yesNo: stands.flatMap { try? CellParser.truth($0).get() }.map { $0 ? 1 : 0 } ?? Column.none
      case .date: stands.flatMap { try? CellParser.date($0).get() } ?? Column.none
      case .name, .names, .id, .text, .period, .number, .percent, .notation: Column.none
      }
  }

  /// What a blank or missing cell stands for.
  var absentCell: Column {
    if number != nil { return Column.constant(missing?.rational, count: 1) }
    if case .yesNo = type {
      return Column(
        .truths([missingCode == Column.none ? Column.unknown : UInt8(truncatingIfNeeded: missingCode)]),
        count: 1)
    }
    return Column(.codes([missingCode]), count: 1)
  }

  /// The cells of a slice; nil where one is wrong.
  func read(
    _ text: UnsafePointer<UInt8>, _ fields: UnsafePointer<UInt32>, rows: Int, stride: Int
  ) -> Column? {
    if number != nil { filled = [Bool](repeating: place != nil, count: rows) }
    guard let place else { return absentCell.broadcast(to: rows) }
    let field = fields + place &* 2
    if number != nil { return numbers(text, field, rows, stride) }
    let result = [Int32](unsafeUninitializedCapacity: rows) { output, filled in
      for row in 0..<rows {
        let start = Int(field[row &* stride])
        let number = Int(spellings.number(text + start, Int(field[row &* stride &+ 1]) &- start))
        if number == codes.count { codes.append(code(number)) }
        output[row] = codes[number]
      }
      filled = rows
    }
    guard isClean else { return nil }
    if case .yesNo = type {
      return Column(
        .truths(result.map { $0 == Column.none ? Column.unknown : UInt8(truncatingIfNeeded: $0) }),
        count: rows)
    }
    return Column(.codes(result), count: rows)
  }

  private func code(_ spelling: Int) -> Int32 {
    spellings.withBytes(of: spelling) { bytes in
      if !CellParser.isUTF8(bytes) { isClean = false }
      if CellParser.isBlank(bytes) {
        if refusesBlank || (isPrinted && missingCode != Column.none) { isClean = false }
        return missingCode
      }
      let found: Int32?
      switch type {
      case .options:
        let text = CellParser.trimmed(bytes)
        found = book.code(of: text)
        if isPrinted, let found, book.text(found) != text { isClean = false }
      case .yesNo: found = (try? CellParser.truth(bytes).get()).map { $0 ? 1 : 0 }
      case .date: found = try? CellParser.date(bytes).get()
      case .name, .names, .id, .text, .period, .number, .percent, .notation: found = nil
      }
      if found == nil { isClean = false }
      return found ?? Column.none
    }
  }

  private func numbers(
    _ text: UnsafePointer<UInt8>, _ field: UnsafePointer<UInt32>, _ rows: Int, _ stride: Int
  ) -> Column? {
    guard let number else { return nil }
    var deepest = 0
    var scales: [UInt8] = []
    var absent: [Bool] = []
    var good = true
    var values = [Int64](unsafeUninitializedCapacity: rows) { output, filled in
      for row in 0..<rows {
        let start = Int(field[row &* stride])
        let length = Int(field[row &* stride &+ 1]) &- start
        // One or two digits are most cells.
        if length == 1, case let digit = text[start] &- 0x30, digit <= 9, !number.isShare {
          output[row] = Int64(digit)
          if deepest > 0 { scales[row] = 0 }
          continue
        }
        let cell = UnsafeBufferPointer(start: text + start, count: length)
        var found: DecimalValue?
        switch number.single(cell) {
        case .success(let value): found = value
        case .failure(let failure):
          if !failure.isBlank || refusesBlank || (isPrinted && missing != nil) { good = false }
          self.filled?[row] = false
          found = missing
        }
        switch found {
        case .fixed(let value, let scale):
          output[row] = value
          if scale > deepest {
            if deepest == 0 { scales = [UInt8](repeating: 0, count: rows) }
            deepest = scale
          }
          if deepest > 0 { scales[row] = UInt8(truncatingIfNeeded: scale) }
          if isPrinted, !Self.isPlain(cell, value, scale) { good = false }
        case .wide:
          output[row] = 0
          good = false
        case nil:
          output[row] = 0
          if deepest > 0 { scales[row] = 0 }
          if absent.isEmpty { absent = [Bool](repeating: false, count: rows) }
          absent[row] = true
        }
      }
      filled = rows
    }
    guard good else {
      isClean = false
      return nil
    }
    if deepest > 0 {
      var powers: [Int64] = [1]
      for _ in 0..<deepest { powers.append(powers[powers.count - 1] &* 10) }
      var overflow = false
      for row in 0..<rows where Int(scales[row]) < deepest {
        let (value, failed) = values[row].multipliedReportingOverflow(by: powers[deepest &- Int(scales[row])])
        values[row] = value
        overflow = overflow || failed
      }
      guard !overflow else {
        isClean = false
        return nil
      }
    }
    return Column(.numbers(Numbers(.fixed(values, scale: deepest), absent: absent)), count: rows)
  }

  /// Whether a cell is written as its value prints.
  private static func isPlain(_ cell: UnsafeBufferPointer<UInt8>, _ value: Int64, _ scale: Int) -> Bool {
    var text: [UInt8] = []
    FixedKernels.append(value, scale: scale, to: &text)
    return (scale == 0 || text.last != 0x30) && text.elementsEqual(cell)
  }
}

import Diagnostics
import Semantics
import Tables

/// What a spelling of a cell means in its column.
enum Spelling {
  case code(Int32)
  case blank
  /// Wrong: the code and texts of the error, which each of its rows reports at its own place.
  case wrong(Code, [Phrase], near: [String] = [], help: Phrase? = nil)
}

extension Binder {
  /// The codes of a column whose cells repeat: each spelling is read once.
  ///
  /// A blank cell, or one that the file has no column for, gets `missing`; where the column refuses blanks
  /// each is reported.
  mutating func coded(
    _ table: Int, _ column: Int, missing: Int32, refusesBlank: Bool,
    _ read: (UnsafeBufferPointer<UInt8>) -> Spelling
  ) -> [Int32] {
    let bound = dataset.tables[table]
    var index = ByteIndex()
    var codes: [Int32] = []
    // Spellings that are not plain codes, by number; the code says that there is one.
    var others: [Int: Spelling] = [:]
    let other = Int32.min + 1
    var result: [Int32] = []
    result.reserveCapacity(bound.rowCount)
    var failures: [(row: Int, number: Int)] = []
    bound.eachCell(column) { row, bytes in
      guard let bytes else {
        result.append(missing)
        return
      }
      let (number, isNew) = index.number(of: bytes)
      if isNew {
        switch read(bytes) {
        case .code(let code): codes.append(code)
        case .blank:
          codes.append(other)
          others[number] = .blank
        case .wrong(let code, let phrases, let near, let help):
          codes.append(other)
          others[number] = .wrong(code, phrases, near: near, help: help)
        }
      }
      let code = codes[number]
      if code != other {
        result.append(code)
        return
      }
      result.append(missing)
      failures.append((row, number))
    }
    for (row, number) in failures {
      guard let spelling = others[number] else { continue }
      switch spelling {
      case .code: break
      case .blank: if refusesBlank { reportBlank(table, column, row) }
      case .wrong(let code, let phrases, let near, let help):
        result[row] = Column.none
        if countsOnly(table) { continue }
        report(table, Binder.diagnostic(code, bound.place(row: row, column: column), phrases, near, help))
      }
    }
    return result
  }

  static func diagnostic(
    _ code: Code, _ place: Place, _ phrases: [Phrase], _ near: [String], _ help: Phrase?
  ) -> Diagnostic {
    var diagnostic = Diagnostic(code, at: place, near: near, help: help)
    diagnostic.arguments = phrases
    return diagnostic
  }

  mutating func reportBlank(_ table: Int, _ column: Int, _ row: Int) {
    if countsOnly(table) { return }
    let schema = plan.tables[table]
    let place = dataset.tables[table].place(row: row, column: column)
    if column == schema.unitColumn ?? schema.namesColumn {
      report(table, Diagnostic(.unitBlank, at: place))
    } else {
      let help: Phrase? =
        switch schema.columns[column].type {
        case .number, .percent, .notation: nil
        case .name, .names, .id, .text, .options, .yesNo, .date, .period:
          Phrase(
            "请填上内容；若本来可以没有，请在办法的该列后写“可空”",
            "fill it in; if it may be missing, write optional after the column in the method")
        }
      report(table, Diagnostic(.blankCell, at: place, Phrase(schema.columns[column].name), help: help))
    }
  }

  /// Whether a blank cell of the column is an error.
  func refusesBlank(_ table: Int, _ column: Int) -> Bool {
    if case .refused = plan.tables[table].columns[column].blank { return !isLenient }
    return false
  }
}

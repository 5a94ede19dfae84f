import Diagnostics
import Semantics
import Tables

/// A table whose records were counted: what binding needs of it.
struct StreamedTable {
  let table: Int
  /// The file's beginning, for its header.
  let head: Grid
  /// The spellings of units, in the order of the file.
  var units: [SpellingIndex]
}

extension Binder {
  /// Binds the other tables as always, and makes the roster with the counted table's units where they come in.
  /// nil where anything is not as it should be. For each list of spellings the units that they mean.
  mutating func bindAround(
    _ streamed: StreamedTable, _ sources: [Dataset.Source]
  ) -> (dataset: Dataset, units: [[Int32]])? {
    for table in plan.tables.indices {
      if table == streamed.table {
        _ = headers(of: streamed.head, table)
        continue
      }
      let grids = sources.filter { $0.table == table }.map(\.grid)
      guard !grids.isEmpty else { return nil }
      for grid in grids { take(grid, into: table) }
    }
    let hasRoster = plan.tables.contains { $0.grain == .unit }
    var units: [[Int32]] = []
    enrol { binder in
      for spellings in streamed.units {
        guard let codes = binder.enrol(spellings, mayAdd: !hasRoster) else { return false }
        units.append(codes)
      }
      return true
    } instead: {
      $0 == streamed.table
    }
    guard !hasErrors, units.count == streamed.units.count, dataset.units.count > 0 else { return nil }
    for table in plan.tables.indices where table != streamed.table {
      readColumns(table)
      readMonths(table)
    }
    for table in plan.tables.indices where table != streamed.table { place(table) }
    return hasErrors ? nil : (dataset, units)
  }

  /// The units that spellings mean; nil where one is blank, unknown or a total's.
  private mutating func enrol(_ spellings: SpellingIndex, mayAdd: Bool) -> [Int32]? {
    var codes: [Int32] = []
    codes.reserveCapacity(spellings.count)
    var wrong = Binder.mostErrors
    for number in 0..<spellings.count {
      let code = spellings.withBytes(of: number) { bytes -> Int32? in
        if mayAdd, dataset.aliases.isEmpty, Binder.isPlainName(bytes) { return dataset.units.intern(bytes) }
        switch Binder.unit(CellParser.trimmed(bytes), &dataset.units, dataset.aliases, mayAdd: mayAdd, &wrong)
        {
        case .code(let code): return code
        case .blank, .wrong: return nil
        }
      }
      guard let code else { return nil }
      codes.append(code)
    }
    return codes
  }

  /// Whether a name is written in one way only, and surely is not the word for a total: those are short, without
  /// digits, and end in 计, 和, l or m.
  static func isPlainName(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var hasDigit = false
    for byte in bytes {
      if CodeBook.mayNormalise(byte) || byte == UInt8(ascii: ":") { return false }
      if byte >= 0x30, byte <= 0x39 { hasDigit = true }
    }
    guard let last = bytes.last else { return false }
    return hasDigit || bytes.count > 12 || ![0xA1, 0x8C, 0x6C, 0x4C, 0x6D, 0x4D].contains(last)
  }

  /// Binds a small table for one table of the method, alone and with units of its own; nil where a cell is wrong.
  static func bindAlone(_ grid: Grid, _ plan: Plan, table: Int) -> Dataset? {
    var binder = Binder(plan, lenient: false)
    binder.dataset.aliases = [:]
    binder.take(grid, into: table)
    // Its units are made up: a roster does not have them.
    binder.rows(of: table, mayAdd: true, isLater: false)
    binder.readColumns(table)
    binder.readMonths(table)
    return binder.hasErrors ? nil : binder.dataset
  }
}

import Diagnostics
import Semantics
import Tables

/// The data of one run: the method's tables bound to files, every cell typed, every unit known.
public struct Dataset: Sendable {
  /// The roster, in order of first appearance; aliases folded in.
  public internal(set) var units: CodeBook
  /// One per table of the method, in its order.
  public internal(set) var tables: [BoundTable]
  /// What was noticed while binding; errors never come with a dataset.
  public internal(set) var findings: [Diagnostic]
  /// Dictionaries of values as they occur in a column.
  var books: [TableColumn: CodeBook]
  /// Other spellings of unit names, normalised.
  var aliases: [String: String] = [:]

  /// The dictionary of a code space.
  public func book(_ space: CodeSpace) -> CodeBook {
    switch space {
    case .units: units
    case .options(let options): CodeBook(options)
    case .occurring(let table, let column): books[TableColumn(table: table, column: column)] ?? CodeBook()
    }
  }

  /// The code of a unit by name or alias; nil where the roster has no such unit.
  public func unit(named text: String) -> Int32? {
    let name = CellParser.normalisedName(text)
    return units.code(of: aliases[name] ?? name)
  }

  /// The cell of a row and column, for a diagnostic; the whole row where `column` is nil or not in the file.
  public func place(table: Int, row: Int, column: Int?) -> Place {
    tables.indices.contains(table) ? tables[table].place(row: row, column: column) : .nowhere
  }
}

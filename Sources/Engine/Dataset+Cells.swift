import Exact
import Semantics
import Tables

extension Dataset {
  /// The columns of a table as cells of one type each, rows in order: units by the names of the roster, a
  /// notation as it is written with its fields behind it. Cost: linear in the cells.
  public func typedColumns(table: Int, _ schema: TableSchema) -> [TypedColumn] {
    guard tables.indices.contains(table) else { return [] }
    let bound = tables[table]
    return schema.columns.indices.flatMap { column -> [TypedColumn] in
      let name = schema.columns[column].name
      let values = bound.columns.indices.contains(column) ? bound.columns[column] : []
      func cells(_ read: (Int) -> TypedCell?) -> [TypedCell] {
        (0..<bound.rowCount).map { row in
          bound.isBlank(row: row, column: column) ? .absent : read(row) ?? .absent
        }
      }
      func typed(_ kind: TypedColumn.Kind, _ cells: [TypedCell]) -> [TypedColumn] {
        [TypedColumn(name: name, kind: kind, cells: cells)]
      }
      func code(_ row: Int) -> Int? { values.first?.code(at: row).map { Int($0) } }
      switch schema.columns[column].type {
      case .name where schema.unitColumn == column:
        return typed(.text, cells { row in unitName(bound, row, column, schema).map { .text($0) } })
      case .names where schema.namesColumn == column:
        return typed(.text, cells { .text(names(bound, row: $0)) })
      case .name, .names, .text: return typed(.text, cells { values.first?.text(at: $0).map { .text($0) } })
      case .id:
        let book = book(.occurring(table: table, column: column))
        return typed(.text, cells { code($0).flatMap { book.text(Int32(clamping: $0)) }.map { .text($0) } })
      case .options(let options, _):
        return typed(
          .text, cells { code($0).flatMap { options.indices.contains($0) ? .text(options[$0]) : nil } })
      case .yesNo: return typed(.truth, cells { values.first?.truth(at: $0).map { .truth($0) } })
      case .date: return typed(.day, cells { code($0).map { .day($0) } })
      case .period(let unit): return typed(.text, cells { code($0).map { .period($0, unit) } })
      case .number, .percent:
        return typed(.number, cells { values.first?.number(at: $0).map { .number($0) } })
      case .notation(_, let fields):
        let parts = fields.indices.map { field in
          TypedColumn(
            name: name + "." + fields[field].name, kind: .number,
            cells: cells { row in
              values.indices.contains(field + 1) ? values[field + 1].number(at: row).map { .number($0) } : nil
            })
        }
        return typed(.text, cells { .text(bound.text(row: $0, column: column)) }) + parts
      }
    }
  }

  /// The unit of a row as the roster has it, or by the alias that the row uses.
  private func unitName(_ bound: BoundTable, _ row: Int, _ column: Int, _ schema: TableSchema) -> String? {
    guard bound.units[row] >= 0 else { return nil }
    let written = CellParser.normalisedName(bound.text(row: row, column: column))
    if aliases[written] != nil { return CellParser.trimmed(bound.text(row: row, column: column)) }
    return units.text(bound.units[row])
  }

  /// The names of a row's list as the roster has them.
  private func names(_ bound: BoundTable, row: Int) -> String {
    guard bound.shareStarts.indices.contains(row + 1) else { return "" }
    return (bound.shareStarts[row]..<bound.shareStarts[row + 1]).compactMap {
      units.text(bound.shareUnits[Int($0)])
    }
    .joined(separator: "、")
  }
}

import Diagnostics
import Semantics
import Tables

extension Binder {
  /// Names that stand at the foot of a table, not for a unit.
  static let totals: Set<String> = ["合计", "总计", "小计", "共计", "总和", "total", "subtotal", "sum"]

  /// Makes the roster, then finds the unit of every row and list.
  ///
  /// Tables for which `instead` holds are left to `other`, in their turn; where that says false, the rest is left.
  mutating func enrol(
    _ other: (inout Binder) -> Bool = { _ in true }, instead: (Int) -> Bool = { _ in false }
  ) {
    let hasRoster = plan.tables.contains { $0.grain == .unit } && !isLenient
    var isFirst = true
    for table in plan.tables.indices where hasRoster && plan.tables[table].grain == .unit && !instead(table) {
      rows(of: table, mayAdd: true, isLater: !isFirst)
      isFirst = false
    }
    for table in plan.tables.indices where !(hasRoster && plan.tables[table].grain == .unit) {
      if instead(table) {
        guard other(&self) else { return }
      } else if plan.tables[table].unitColumn != nil {
        rows(of: table, mayAdd: !hasRoster, isLater: false)
      }
      if plan.tables[table].namesColumn != nil {
        lists(of: table, mayAdd: !hasRoster)
      }
    }
  }

  mutating func rows(of table: Int, mayAdd: Bool, isLater: Bool) {
    guard let column = plan.tables[table].unitColumn else { return }
    let before = dataset.units.count
    var units = dataset.units
    let aliases = dataset.aliases
    var wrong = 0
    let codes = coded(table, column, missing: -1, refusesBlank: true) { bytes in
      Binder.unit(CellParser.trimmed(bytes), &units, aliases, mayAdd: mayAdd, &wrong)
    }
    dataset.units = units
    dataset.tables[table].units = codes.map { max($0, -1) }
    rosterSizes[table] = units.count
    if isLater { noticeLater(table, since: before) }
  }

  /// The unit that a name means. `wrong` counts unknown names; near ones are sought for the first of them.
  static func unit(
    _ written: String, _ units: inout CodeBook, _ aliases: [String: String], mayAdd: Bool, _ wrong: inout Int
  ) -> Spelling {
    if written.isEmpty { return .blank }
    let name = CellParser.normalisedName(written)
    if let meant = aliases[name] {
      if let unit = units.code(of: meant) { return .code(unit) }
      if mayAdd { return .code(units.intern(meant)) }
    } else if let unit = units.code(of: name) {
      return .code(unit)
    }
    if totals.contains(bare(name)) { return .wrong(.totalRow, [Phrase(cell: written)]) }
    if mayAdd { return .code(units.intern(written)) }
    wrong += 1
    let near = wrong > mostErrors ? [] : Nearness.suggestions(for: name, among: units.texts)
    return .wrong(.unknownUnit, [Phrase(cell: written)], near: near)
  }

  /// A name without blanks and colons, in small letters.
  private static func bare(_ name: String) -> String {
    // Han letters have neither case nor blanks among them: nearly all names, and each row's is asked.
    let isHan = name.utf8.withContiguousStorageIfAvailable { bytes in
      bytes.allSatisfy { (0x80...0xBF).contains($0) || (0xE4...0xE9).contains($0) }
    }
    return isHan == true ? name : name.lowercased().filter { !$0.isWhitespace && $0 != ":" }
  }

  /// A unit as a cell names it and, where that is an alias, as the roster does.
  static func called(_ written: String, _ unit: Int32, _ units: CodeBook) -> Phrase {
    guard let name = units.text(unit), name != CellParser.normalisedName(written) else {
      return Phrase(cell: written)
    }
    return Phrase("\(name)（别名 \(written)）", "\(name) (alias \(written))")
  }

  private mutating func noticeLater(_ table: Int, since before: Int) {
    let names = dataset.units.texts.dropFirst(before)
    guard !names.isEmpty, before > 0 else { return }
    let earlier = Array(dataset.units.texts.prefix(before))
    let near = names.prefix(5).flatMap { Nearness.suggestions(for: $0, among: earlier, limit: 1) }
    dataset.findings.append(
      Diagnostic(
        .unitOnlyLater, at: file(of: table), Phrase(plan.tables[table].name), Phrase("\(names.count)"),
        Binder.few(Array(names)), near: near))
  }

  private mutating func lists(of table: Int, mayAdd: Bool) {
    guard let column = plan.tables[table].namesColumn else { return }
    let bound = dataset.tables[table]
    let title = Phrase(plan.tables[table].columns[column].name)
    let refuses = refusesBlank(table, column)
    var units = dataset.units
    var starts: [Int32] = [0]
    var owners: [Int32] = []
    var members: [Int32] = []
    var wrong: [(row: Int, spelling: Spelling)] = []
    var unknown = 0
    bound.eachCell(column) { row, bytes in
      let names = bytes.map { CellParser.names($0) } ?? []
      if names.isEmpty, refuses { wrong.append((row, .blank)) }
      let first = members.count
      for name in names {
        switch Binder.unit(name, &units, dataset.aliases, mayAdd: mayAdd, &unknown) {
        case .code(let unit):
          if members[first...].contains(unit) {
            wrong.append((row, .wrong(.nameTwice, [Binder.called(name, unit, units), title])))
          } else {
            owners.append(Int32(truncatingIfNeeded: row))
            members.append(unit)
          }
        case .blank: break
        case .wrong(let code, let phrases, let near, let help):
          wrong.append((row, .wrong(code, phrases, near: near, help: help)))
        }
      }
      starts.append(Int32(truncatingIfNeeded: members.count))
    }
    dataset.units = units
    dataset.tables[table].shareStarts = starts
    dataset.tables[table].shareRows = owners
    dataset.tables[table].shareUnits = members
    for (row, spelling) in wrong {
      switch spelling {
      case .code: break
      case .blank: reportBlank(table, column, row)
      case .wrong(let code, let phrases, let near, let help):
        report(table, Binder.diagnostic(code, bound.place(row: row, column: column), phrases, near, help))
      }
    }
  }

  /// The first file of a table.
  func file(of table: Int) -> Place {
    dataset.tables[table].sources.first.map { $0.grid.place } ?? .nowhere
  }

  static func few(_ names: [String]) -> Phrase {
    let shown = names.prefix(5)
    let more = names.count - shown.count
    let chinese = shown.joined(separator: "、")
    let english = shown.joined(separator: ", ")
    return more > 0 ? Phrase("\(chinese) 等", "\(english) and \(more) more") : Phrase(chinese, english)
  }
}

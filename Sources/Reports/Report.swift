import Diagnostics
import Engine

/// What all renderers of an `Outcome` share: its fixed words, and how its parts are named.
/// `Outcome` is the one document model; each renderer is one file and only arranges it.
enum Report {
  static let lists = Phrase("名单", "Lists")
  static let grades = Phrase("等次", "Grades")
  static let findings = Phrase("说明", "Findings")
  static let noGroup = Phrase("未分组", "no group")
  static let none = Phrase("（无）", "(none)")
  static let colon = Phrase("：", ": ")
  static let comma = Phrase("、", ", ")

  static func inBrackets(_ text: String) -> Phrase { Phrase("（\(text)）", " (\(text))") }

  /// 名单 with its group and period: “表扬（部门）”.
  static func title(_ name: String, group: String?, period: String?, _ language: Language) -> String {
    let parts = [group, period].compactMap { $0 }
    if name.isEmpty { return parts.joined(separator: comma[language]) }
    return parts.isEmpty ? name : name + inBrackets(parts.joined(separator: comma[language]))[language]
  }

  static func joined(_ units: [String], _ language: Language) -> String {
    units.isEmpty ? none[language] : units.joined(separator: comma[language])
  }

  /// What a list says besides its units: who was left out and why, and what happened to a tie at the cut.
  static func remarks(_ list: PublishedList, _ language: Language) -> [String] {
    var remarks = list.excluded.map { excluded in
      Phrase(
        "不列 \(excluded.unit)：\(excluded.reason)", "left out \(excluded.unit): \(excluded.reason)")[language]
    }
    if !list.cutInTie.isEmpty {
      let units = list.cutInTie.joined(separator: comma[language])
      let tie =
        list.undecided
        ? Phrase(
          "未决：截止处 \(units) 并列，办法没有写并列怎么取，这里按表中次序",
          "undecided: \(units) tie at the cut, and the method does not say what a tie does; table order is shown"
        )
        : Phrase("截止处 \(units) 并列，按办法处理", "\(units) tie at the cut; the method decides")
      remarks.append(tie[language])
    }
    return remarks
  }
}

extension Outcome {
  /// The outcome with one published table and its findings, lists and grades left out; nil where no table has
  /// that name.
  public func only(table name: String) -> Outcome? {
    let tables = tables.filter { $0.name == name }
    guard !tables.isEmpty else { return nil }
    return Outcome(method: method, tables: tables, lists: [], grades: [], findings: findings)
  }
}

extension PublishedTable {
  /// Runs of rows of one group, as print shows them; one run without a heading where the table is not in
  /// sections.
  func sections(_ language: Language) -> [(heading: String?, rows: [Row])] {
    guard isSectioned else { return [(nil, Array(rows))] }
    var sections: [(heading: String?, rows: [Row])] = []
    var group: String?
    for row in rows {
      if let last = sections.indices.last, group == row.group {
        sections[last].rows.append(row)
      } else {
        group = row.group
        sections.append((row.group ?? Report.noGroup[language], [row]))
      }
    }
    return sections
  }

  /// Columns that print shows: all but a group column that repeats its heading.
  var printedColumns: [Int] {
    let repeatsGroup = isSectioned || group != nil
    return columns.indices.filter { index in
      guard repeatsGroup, columns[index].role == .group else { return true }
      return !rows.allSatisfy { row in
        row.values.indices.contains(index) && row.values[index].shown == row.group ?? ""
      }
    }
  }

  /// The text of a cell; empty where a row is short.
  func shown(_ row: Row, _ column: Int) -> String {
    row.values.indices.contains(column) ? row.values[column].shown : ""
  }
}

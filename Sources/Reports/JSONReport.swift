import Diagnostics
import Engine
import Exact

/// An outcome for tools: one JSON object with keys in a stable order.
public enum JSONReport {
  public static func render(_ outcome: Outcome, inputs: [ReportedInput], _ language: Language) -> String {
    JSONValue.object([
      ("method", .text(outcome.method)),
      ("tables", .array(outcome.tables.map(value))),
      ("lists", .array(outcome.lists.map(value))),
      ("grades", .array(outcome.grades.map(value))),
      ("findings", .array(outcome.findings.map { Render.jsonValue($0, language) })),
      (
        "inputs",
        .array(inputs.map { .object([("path", .text($0.path)), ("sha256", .text($0.sha256))]) })
      ),
    ]).document()
  }

  private static func value(_ table: PublishedTable) -> JSONValue {
    let keys = uniqueKeys(table.columns.map(\.header))
    return .object([
      ("name", .text(table.name)),
      ("group", JSONValue(table.group)),
      ("columns", .array(keys.map(JSONValue.text))),
      ("rows", .array(table.rows.map { value($0, keys) })),
    ])
  }

  private static func value(_ row: PublishedTable.Row, _ keys: [String]) -> JSONValue {
    var members: [(key: String, value: JSONValue)] = [
      ("unit", .text(row.unit)),
      ("group", JSONValue(row.group)),
    ]
    if let period = row.period { members.append(("period", .text(period))) }
    members.append(("rank", row.rank.map(JSONValue.whole) ?? .null))
    members.append(("values", .object(zip(keys, row.values).map { ($0, value($1)) })))
    return .object(members)
  }

  private static func value(_ value: PublishedValue) -> JSONValue {
    let exact: JSONValue =
      switch value.exact {
      case .number(let number): .text(number.fraction)
      case .text(let text): .text(text)
      case .absent: .null
      }
    return .object([("exact", exact), ("shown", .text(value.shown))])
  }

  private static func value(_ list: PublishedList) -> JSONValue {
    var members: [(key: String, value: JSONValue)] = [
      ("name", .text(list.name)),
      ("group", JSONValue(list.group)),
    ]
    if let period = list.period { members.append(("period", .text(period))) }
    members += [
      ("units", .array(list.entries.map { .text($0.unit) })),
      (
        "excluded",
        .array(list.excluded.map { .object([("unit", .text($0.unit)), ("reason", .text($0.reason))]) })
      ),
      ("cut_in_tie", .truth(!list.cutInTie.isEmpty)),
      ("tied", .array(list.cutInTie.map(JSONValue.text))),
      ("undecided", .truth(list.undecided)),
    ]
    return .object(members)
  }

  private static func value(_ grades: PublishedGrades) -> JSONValue {
    .object([
      ("name", .text(grades.name)),
      ("group", JSONValue(grades.group)),
      (
        "rows",
        .array(
          grades.rows.map {
            .object([("grade", .text($0.grade)), ("units", .array($0.units.map(JSONValue.text)))])
          })
      ),
    ])
  }

  /// Headers as keys of an object: a header that occurs again gets its number, `得分#2`.
  private static func uniqueKeys(_ headers: [String]) -> [String] {
    var used = Set(headers)
    var seen = Set<String>()
    return headers.map { header in
      guard !seen.insert(header).inserted else { return header }
      var number = 2
      while used.contains("\(header)#\(number)") { number += 1 }
      used.insert("\(header)#\(number)")
      return "\(header)#\(number)"
    }
  }
}

import Diagnostics
import Exact
import Semantics

/// Days of months, and places in an ordered list.
extension Compiler {
  /// A day of the month that lies `ahead` after each value's own, a period's last; cut to the month's length.
  func dayOfMonth(_ value: ItemID, _ ahead: Int, _ day: ItemID, _ grain: Grain, _ kind: ValueKind) -> ItemID {
    guard let below = denominator(day) else {
      refuse(.sqlCannotSay, Phrase("几号是商数", "a day of the month that is a quotient"))
      return absent(grain, kind)
    }
    var months: Int?
    if case .period(let unit) = items[value].kind { months = unit.months }
    let dialect = dialect
    return scalar(grain, kind, .plain, [value, day], once: false, strict: false) { operands in
      let own = operands[0].numerator
      let wanted = operands[1].numerator
      let month =
        months.map { "((\(own) + 1) * \($0) - 1 + \(ahead))" }
        ?? "(\(dialect.readMonth(dialect.date(own))) + \(ahead))"
      let first = dialect.firstDay(ofMonth: month)
      let last = "(\(dialect.firstDay(ofMonth: "(\(month) + 1)")) - 1)"
      let place = "(\(first) + CAST(\(dialect.quotient(wanted, "\(below)")) AS INTEGER) - 1)"
      return [
        "CASE WHEN \(wanted) >= \(below) AND \(wanted) % \(below) = 0 "
          + "THEN CASE WHEN \(place) < \(last) THEN \(place) ELSE \(last) END END"
      ]
    }
  }

  /// The option so many places higher; absent beyond the ends.
  func shifted(_ value: ItemID, _ places: Int, _ grain: Grain, _ kind: ValueKind) -> ItemID {
    guard case .code(.options(let options)) = items[value].kind else { return absent(grain, kind) }
    let texts = options.map { dialect.text($0) }
    let branches = texts.indices.filter { texts.indices.contains($0 + places) }.map {
      "WHEN \(texts[$0]) THEN \(texts[$0 + places])"
    }
    guard !branches.isEmpty else { return absent(grain, kind) }
    return scalar(grain, kind, .plain, [value], strict: false) {
      ["CASE \($0[0].numerator) \(branches.joined(separator: " ")) END"]
    }
  }
}

extension Dialect {
  /// The day of a number of days since 1970-01-01.
  func date(_ days: String) -> String {
    switch self {
    case .postgresql: "(DATE '1970-01-01' + CAST(\(days) AS integer))"
    case .sqlite: "date(\(days) * 86400, 'unixepoch')"
    case .duckdb: "CAST(DATE '1970-01-01' + CAST(\(days) AS INTEGER) AS DATE)"
    case .spark: "date_add(DATE '1970-01-01', CAST(\(days) AS INT))"
    }
  }

  /// Days since 1970-01-01 of the first of a month, which is told in months since year 0.
  func firstDay(ofMonth month: String) -> String {
    let year = keyQuotient(month, 12)
    let part = "(\(month) % 12 + 1)"
    switch self {
    case .postgresql: return readDate("make_date(CAST(\(year) AS integer), CAST(\(part) AS integer), 1)")
    case .duckdb: return readDate("make_date(\(year), \(part), 1)")
    case .spark: return readDate("make_date(CAST(\(year) AS INT), CAST(\(part) AS INT), 1)")
    case .sqlite: return readDate("printf('%04d-%02d-01', \(year), \(part))")
    }
  }
}

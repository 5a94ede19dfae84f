import Semantics

/// The views through which steps read the inputs: typed, scaled to whole numbers, blanks filled in.
extension Compiler {
  /// A unit's name with aliases folded in.
  func aliased(_ text: String) -> String {
    let known = plan.tables.flatMap(\.aliases)
    var seen: Set<String> = []
    let branches = known.filter { seen.insert($0.alias).inserted }.map {
      "WHEN \(dialect.text($0.alias)) THEN \(dialect.text(alias(of: $0.alias)))"
    }
    return branches.isEmpty ? text : "CASE \(text) \(branches.joined(separator: " ")) ELSE \(text) END"
  }

  /// A column of an input table.
  private func column(_ table: Int, _ column: Int) -> String {
    "s.\(quoted(plan.tables[table].columns[column].name))"
  }

  private func text(_ column: String) -> String { "NULLIF(\(column), '')" }

  func viewQuery(_ table: Int) -> String {
    let schema = plan.tables[table]
    var columns: [String] = ["s.\(quoted(rowColumn)) AS _r"]
    if let dated = schema.datedColumn { columns.append("\(month(table, dated)) AS _m") }
    if let unit = schema.unitColumn {
      let name = aliased(text(column(table, unit)))
      switch schema.grain {
      case .unit where !isChecking, .unitPeriod where !isChecking:
        var key = name
        if case .unitPeriod = schema.grain, let dated = schema.datedColumn {
          key += ", \(month(table, dated))"
        }
        let message = word("表“\(schema.name)”有重复的行：", "table “\(schema.name)” has duplicate rows:")
        columns.append(
          "CASE WHEN COUNT(*) OVER (PARTITION BY \(key)) > 1 THEN \(dialect.raiseText(message, name)) ELSE \(name) END AS _u"
        )
      case .one, .period, .classes, .unit, .unitPeriod, .rows, .keyed, .shares:
        columns.append("\(name) AS _u")
      }
    }
    if let names = schema.namesColumn { columns.append("\(text(column(table, names))) AS _names") }
    let fields = inputNames[table].sorted { $0.value < $1.value }
    for (field, name) in fields {
      guard let text = fieldText(table, field) else { continue }
      columns.append("\(text) AS \(quoted(name))")
    }
    return "SELECT " + columns.joined(separator: ",\n  ") + "\nFROM \(quoted(schema.name)) AS s"
  }

  private func fieldText(_ table: Int, _ field: InputField) -> String? {
    let schema = plan.tables[table]
    switch field {
    case .present: return nil
    case .blank:
      let tests = schema.columns.indices.flatMap { place -> [String] in
        switch schema.columns[place].type {
        case .number, .percent: ["\(column(table, place)) IS NULL"]
        case .notation: ["\(text(column(table, place))) IS NULL"]
        case .name, .names, .id, .text, .options, .yesNo, .date, .period: []
        }
      }
      return "(" + (tests.isEmpty ? "1 = 1" : tests.joined(separator: " AND ")) + ")"
    case .cell(let place): return cellText(table, place)
    case .value(let place, let part):
      let own = value(table, place, part)
      guard schema.unitColumn != place, let standIn = standIn(table, place, field: part) else { return own }
      return "COALESCE(\(own), \(standIn))"
    }
  }

  /// A cell as it is printed where nothing is asked of it: a blank stays one.
  private func cellText(_ table: Int, _ place: Int) -> String {
    let own = column(table, place)
    let (_, shape) = kind(table, place)
    let name = plan.tables[table].columns[place].name
    switch plan.tables[table].columns[place].type {
    case .name, .names, .id, .text, .options, .period, .notation: return text(own)
    case .yesNo:
      let truth = dialect.readTruth(own)
      return "CASE WHEN \(truth) THEN '是' WHEN NOT \(truth) THEN '否' END"
    case .date: return dialect.dateText(dialect.readDate(own))
    case .number:
      let places = shape == .fixed(1) ? 0 : decimals
      return dialect.decimalText("(\(number(own, shape, name)))", decimals: places, trims: true)
    case .percent:
      let parts = "((\(number(own, shape, name))) * 100)"
      return "(\(dialect.decimalText(parts, decimals: decimals, trims: true)) || '%')"
    }
  }

  private func value(_ table: Int, _ place: Int, _ part: Int?) -> String {
    let schema = plan.tables[table]
    let own = column(table, place)
    let (_, shape) = kind(table, place)
    switch schema.columns[place].type {
    case .name: return schema.unitColumn == place ? aliased(text(own)) : text(own)
    case .names, .id, .text, .options: return text(own)
    case .yesNo: return dialect.readTruth(own)
    case .date: return dialect.readDate(own)
    case .period(let unit): return dialect.readPeriod(own, unit)
    case .number, .percent: return number(own, shape, schema.columns[place].name)
    case .notation(_, let fields):
      func field(_ index: Int) -> String {
        let name = schema.columns[place].name + "." + fields[index].name
        return number("s.\(quoted(name))", shape, name)
      }
      if let part { return fields.indices.contains(part) ? field(part) : "NULL" }
      return "(" + fields.indices.map(field).joined(separator: " + ") + ")"
    }
  }

  private func number(_ own: String, _ shape: Shape, _ name: String) -> String {
    guard case .fixed(let below) = shape else { return own }
    let message =
      below == 1
      ? word("“\(name)”不是整数：", "“\(name)” is not whole:")
      : word("“\(name)”的小数多于 \(decimals) 位：", "“\(name)” has more than \(decimals) decimals:")
    return dialect.readNumber(own, decimals: below == 1 ? 0 : decimals, below: below, message)
  }

  func month(_ table: Int, _ place: Int) -> String {
    let own = column(table, place)
    if case .period(let unit) = plan.tables[table].columns[place].type {
      let number = dialect.readPeriod(own, unit)
      return unit.months == 1 ? number : "(\(number) * \(unit.months))"
    }
    return dialect.readMonth(own)
  }

  /// The tables whose units are scored: those of units, or else all that name any.
  var rosterTables: [Int] {
    let own = plan.tables.indices.filter { plan.tables[$0].grain == .unit }
    if !own.isEmpty { return own }
    return plan.tables.indices.filter {
      plan.tables[$0].unitColumn != nil || plan.tables[$0].namesColumn != nil
    }
  }

  /// Whether the rows of a grain name every unit of the roster, and no other.
  func hasEveryUnit(_ grain: Grain) -> Bool {
    switch grain {
    case .rows(let table): return rosterTables == [table] && plan.tables[table].unitColumn != nil
    case .keyed(let table, let columns, withUnit: true):
      return hasEveryUnit(.rows(table)) && !isChecking && columns.allSatisfy { isNeverBlank(table, $0) }
    case .one, .period, .classes, .unit, .unitPeriod, .keyed, .shares: return false
    }
  }

  /// Whether a blank in a column ends the script or stands for something.
  func isNeverBlank(_ table: Int, _ column: Int) -> Bool {
    switch plan.tables[table].columns[column].blank {
    case .refused: true
    case .absent: false
    case .stands: standIn(table, column) != nil
    }
  }

  /// Everyone who is scored, in order of first appearance in the tables of units, or else in all.
  func rosterQuery() -> String {
    // Each table's first rows come from an aggregate, so that windows see units and not records.
    let parts = rosterTables.enumerated().map { place, table -> String in
      if plan.tables[table].unitColumn != nil {
        return
          "SELECT s._u, \(place) AS a, MIN(s._r) AS r, 0 AS i FROM \(quoted(inputView(table))) AS s GROUP BY s._u"
      }
      return "SELECT s._u, \(place) AS a, s._r AS r, s._i AS i FROM (\(namesQuery(table))) AS s"
    }
    let all =
      parts.isEmpty
      ? "SELECT '' AS _u, 0 AS a, 0 AS r, 0 AS i WHERE 1 = 0" : parts.joined(separator: "\n  UNION ALL ")
    return """
      SELECT g._u, ROW_NUMBER() OVER (ORDER BY g.a, g.r, g.i) AS _o
      FROM (SELECT e.*, ROW_NUMBER() OVER (PARTITION BY e._u ORDER BY e.a, e.r, e.i) AS n
        FROM (\(all)) AS e WHERE e._u IS NOT NULL) AS g
      WHERE g.n = 1
      """
  }
}

extension Dialect {
  func readTruth(_ column: String) -> String {
    self == .sqlite ? "(\(column) <> 0)" : cast(column, "BOOLEAN")
  }

  /// Days since 1970-01-01.
  func readDate(_ column: String) -> String {
    switch self {
    case .postgresql: "(CAST(\(column) AS date) - DATE '1970-01-01')"
    case .sqlite: "CAST(julianday(\(column)) - 2440587.5 AS INTEGER)"
    case .duckdb: "CAST(date_diff('day', DATE '1970-01-01', CAST(\(column) AS DATE)) AS INTEGER)"
    case .spark: "datediff(CAST(\(column) AS DATE), DATE '1970-01-01')"
    }
  }

  /// Months since year 0.
  func readMonth(_ column: String) -> String {
    switch self {
    case .postgresql:
      "CAST(EXTRACT(YEAR FROM CAST(\(column) AS date)) * 12 + EXTRACT(MONTH FROM CAST(\(column) AS date)) - 1 AS integer)"
    case .sqlite:
      "(CAST(strftime('%Y', \(column)) AS INTEGER) * 12 + CAST(strftime('%m', \(column)) AS INTEGER) - 1)"
    case .duckdb: "CAST(year(CAST(\(column) AS DATE)) * 12 + month(CAST(\(column) AS DATE)) - 1 AS INTEGER)"
    case .spark: "(year(CAST(\(column) AS DATE)) * 12 + month(CAST(\(column) AS DATE)) - 1)"
    }
  }

  /// Periods since year 0, from texts such as 2024-05, 2024Q2, 2024H1 and 2024.
  func readPeriod(_ column: String, _ unit: CalendarUnit) -> String {
    func digits(_ start: Int, _ count: Int) -> String {
      "CAST(SUBSTR(\(column), \(start), \(count)) AS INTEGER)"
    }
    switch unit {
    case .month: return "(\(digits(1, 4)) * 12 + \(digits(6, 2)) - 1)"
    case .quarter: return "(\(digits(1, 4)) * 4 + \(digits(6, 1)) - 1)"
    case .halfYear: return "(\(digits(1, 4)) * 2 + \(digits(6, 1)) - 1)"
    case .year: return digits(1, 4)
    }
  }

  /// A number as a whole number of parts; an error where it has more decimals than that.
  func readNumber(_ column: String, decimals: Int, below: Int, _ message: String) -> String {
    let error = raise(message, "CAST(\(column) AS \(textType))")
    switch self {
    case .postgresql:
      let scaled = "(CAST(\(column) AS numeric) * \(below))"
      return
        "CASE WHEN \(scaled) = trunc(\(scaled)) THEN trunc(\(scaled)) WHEN \(column) IS NOT NULL THEN \(error) END"
    case .sqlite:
      if below == 1 {
        return "CASE WHEN \(column) = CAST(\(column) AS INTEGER) THEN CAST(\(column) AS INTEGER) "
          + "WHEN \(column) IS NOT NULL THEN \(error) END"
      }
      let scaled = "ROUND(\(column) * \(below).0)"
      return
        "CASE WHEN ABS(\(column) * \(below).0 - \(scaled)) < 0.000001 * MAX(1, ABS(\(column))) AND ABS(\(scaled)) < 1e15 "
        + "THEN CAST(\(scaled) AS INTEGER) WHEN \(column) IS NOT NULL THEN \(error) END"
    case .duckdb:
      if below == 1 {
        return "CASE WHEN \(column) = CAST(\(column) AS BIGINT) THEN CAST(\(column) AS BIGINT) "
          + "WHEN \(column) IS NOT NULL THEN \(error) END"
      }
      let exact = "CAST(\(column) AS DECIMAL(27,\(decimals)))"
      return "CASE WHEN \(column) = \(exact) THEN CAST(\(exact) * \(below) AS BIGINT) "
        + "WHEN \(column) IS NOT NULL THEN \(error) END"
    case .spark:
      let exact = "CAST(\(column) AS DECIMAL(27,\(decimals)))"
      return "CASE WHEN \(column) = \(exact) THEN CAST(\(exact) * \(below) AS BIGINT) "
        + "WHEN \(column) IS NOT NULL THEN \(error) END"
    }
  }
}

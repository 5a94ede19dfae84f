import Semantics

/// The query that folds rows of a finer grain, joined to a step.
struct FoldQuery {
  private let assembly: Assembly
  private let compiler: Compiler
  private let items: [ItemID]
  private let first: Fold
  private let table: String
  private var dialect: Dialect { compiler.dialect }

  init(_ assembly: Assembly, _ step: Assembly.Step, _ items: [ItemID]) {
    self.assembly = assembly
    self.items = items
    compiler = assembly.compiler
    guard let head = items.first, case .folded(let fold) = compiler.items[head].source else {
      first = Fold(fine: .one, operands: [], condition: nil, links: [], style: .longestRun)
      table = ""
      return
    }
    first = fold
    table = assembly.latest(fold.fine, below: step.level)
  }

  func join(as alias: String) -> String {
    let head = first.links.isEmpty ? "\nCROSS JOIN " : "\nLEFT JOIN "
    let test = first.links.map { "\(alias).\($0.key) = \(target($0, alias))" }.joined(separator: " AND ")
    return "\(head)(\n  \(query.split(separator: "\n").joined(separator: "\n  "))\n) AS \(alias)"
      + (test.isEmpty ? "" : " ON \(test)")
  }

  /// The key of the step itself.
  private func target(_ link: Link, _ alias: String) -> String { "b.\(link.key)" }

  private var keys: [String] { first.links.map { "\($0.expression("f")) AS \($0.key)" } }
  private var keyNames: [String] { first.links.map(\.key) }
  private var grouping: String {
    keyNames.isEmpty ? "" : "\nGROUP BY " + keyNames.indices.map { "\($0 + 1)" }.joined(separator: ", ")
  }

  private var query: String {
    switch first.style {
    case .plain: plain
    case .fractions: fractions(selected)
    case .extremeFraction(let greater): extreme(greater)
    case .highest: highest
    case .longestRun: longestRun
    }
  }

  /// The figures' row, where an operand is one.
  private var figures: String {
    let read = items.flatMap { compiler.operands(of: $0) }
    let has = read.contains { item in
      if case .parameter = compiler.items[item].source { true } else { false }
    }
    return has ? " CROSS JOIN \(assembly.read(compiler.figureRowName)) AS p" : ""
  }

  private func reference(_ item: ItemID) -> Quantity {
    let own = compiler.items[item]
    switch own.source {
    case .literal(let quantity): return quantity
    case .key(let key): return Quantity(numerator: "f.\(key)", denominator: .fixed(1))
    case .parameter(let figure):
      let name = compiler.quoted(compiler.usedFigures[figure] ?? "")
      return Quantity(numerator: "p.\(name)", denominator: denominator(own, ""))
    case .input, .carried, .fetched, .scalar, .folded:
      return Quantity(
        numerator: "f.\(compiler.quoted(own.name))",
        denominator: denominator(own, "f.\(compiler.quoted(own.below))"))
    }
  }

  private func denominator(_ item: Item, _ below: String) -> Quantity.Denominator {
    switch item.shape {
    case .plain: .fixed(1)
    case .fixed(let value): .fixed(value)
    case .ratio: .dynamic(below)
    }
  }

  // MARK: - Styles

  /// The rows that are folded, as f.
  var source: String { "\(table) AS f\(figures)" }

  /// Aggregates as columns.
  var columns: [String] {
    items.compactMap { item -> String? in
      guard case .folded(let fold) = compiler.items[item].source, case .plain(let build, _, _) = fold.style
      else {
        return nil
      }
      let chosen = fold.condition.map { reference($0).numerator }
      let operands = fold.operands.map { operand -> Quantity in
        var value = reference(operand)
        if let chosen { value.numerator = "CASE WHEN \(chosen) THEN \(value.numerator) END" }
        return value
      }
      return "\(build(operands)) AS \(compiler.quoted(compiler.items[item].name))"
    }
  }

  private var plain: String {
    "SELECT " + (keys + columns).joined(separator: ",\n  ") + "\nFROM \(source)" + grouping
  }

  /// Units and their values where every unit has rows, so that they need not be joined to the roster.
  var units: String {
    let order = compiler.readsRosterOrder ? "ROW_NUMBER() OVER (ORDER BY MIN(f._r))" : "0"
    return "SELECT f._u,\n  \(order) AS _o"
      + columns.map { ",\n  \($0)" }.joined() + "\nFROM \(source)\nWHERE f._u IS NOT NULL\nGROUP BY f._u"
  }

  private var item: Item { compiler.items[items.first ?? 0] }
  private var top: String { compiler.quoted(item.name) }
  private var below: String { compiler.quoted(item.below) }

  /// Rows that count.
  private func filter(_ value: Quantity) -> String {
    "\nWHERE \(value.numerator) IS NOT NULL"
      + (first.condition.map { " AND \(reference($0).numerator)" } ?? "")
  }

  /// The fractions to be summed, as keys, n and d.
  private var selected: String {
    let value = first.operands.first.map(reference) ?? Quantity(numerator: "0", denominator: .fixed(1))
    return "SELECT \((keys + ["\(value.numerator) AS n", "\(value.below) AS d"]).joined(separator: ", "))"
      + "\nFROM \(source)" + filter(value)
  }

  /// Fractions of equal denominator are summed first; then the few that are left, over a common multiple.
  private func fractions(_ rows: String) -> String {
    let names = keyNames.joined(separator: ", ")
    let head = keyNames.isEmpty ? "" : names + ", "
    let group = keyNames.isEmpty ? "" : " GROUP BY \(names)"
    let sums = "SELECT \(head)d, SUM(n) AS n FROM (\n  \(rows)\n) AS g GROUP BY \(head)d"
    switch dialect {
    case .postgresql:
      let over = keyNames.isEmpty ? "" : "PARTITION BY \(names)"
      return "SELECT \(head)SUM(n * div(l, d)) AS \(top), COALESCE(MAX(l), 1) AS \(below)\nFROM ("
        + "SELECT h.*, pg_temp.jifen_lcm(d) OVER (\(over)) AS l FROM (\(sums)) AS h) AS i\(group)"
    case .duckdb:
      let multiple = "a.d // gcd(a.d, b.d)"
      return "SELECT \(head)s.n AS \(top), s.d AS \(below)\nFROM (SELECT \(head)list_reduce("
        + "list({'n': CAST(n AS HUGEINT), 'd': CAST(d AS HUGEINT)} ORDER BY d), lambda a, b: "
        + "{'n': a.n * (b.d // gcd(a.d, b.d)) + b.n * (\(multiple)), 'd': (\(multiple)) * b.d}) AS s "
        + "FROM (\(sums)) AS h\(group)) AS i"
    case .spark:
      let wide = dialect.wide
      let divisor = dialect.commonDivisor("a.d", "b.d")
      let step = "CAST(a.d / \(divisor) AS \(wide))"
      let other = "CAST(b.d / \(divisor) AS \(wide))"
      return "SELECT \(head)s.n AS \(top), s.d AS \(below)\nFROM (SELECT \(head)aggregate("
        + "collect_list(named_struct('n', CAST(n AS \(wide)), 'd', CAST(d AS \(wide)))), "
        + "named_struct('n', CAST(0 AS \(wide)), 'd', CAST(1 AS \(wide))), (a, b) -> "
        + "named_struct('n', CAST(a.n * \(other) + b.n * \(step) AS \(wide)), 'd', CAST(\(step) * b.d AS \(wide)))) AS s "
        + "FROM (\(sums)) AS h\(group)) AS i"
    case .sqlite:
      let over = keyNames.isEmpty ? "" : "PARTITION BY \(names) "
      let counted = keyNames.isEmpty ? "" : "PARTITION BY \(names)"
      let join = keyNames.map { "x.\($0) IS c.\($0) AND " }.joined()
      let carried = keyNames.map { "c.\($0), " }.joined()
      let divisor = dialect.commonDivisor("c.d", "x.d")
      let sum = dialect.checked("(c.n * (x.d / \(divisor)) + x.n * (c.d / \(divisor)))")
      let multiple = dialect.checked("(c.d / \(divisor) * x.d)")
      return "WITH RECURSIVE x AS MATERIALIZED (SELECT h.*, ROW_NUMBER() OVER (\(over)ORDER BY d) AS j, "
        + "COUNT(*) OVER (\(counted)) AS m FROM (\(sums)) AS h), c(\(head)j, m, n, d) AS ("
        + "SELECT \(head)j, m, n, d FROM x WHERE j = 1 UNION ALL "
        + "SELECT \(carried)x.j, c.m, \(sum), \(multiple) FROM c JOIN x ON \(join)x.j = c.j + 1)"
        + "\nSELECT \(head)n AS \(top), d AS \(below) FROM c WHERE j = m"
        + (keyNames.isEmpty ? " UNION ALL SELECT 0, 1 WHERE NOT EXISTS (SELECT 1 FROM x)" : "")
    }
  }

  private func ranked(_ value: Quantity, _ kind: ValueKind, greater: Bool, _ extra: [String]) -> String {
    let order = dialect.sortKeys(value, kind, descending: greater).joined(separator: ", ")
    let over =
      first.links.isEmpty
      ? "" : "PARTITION BY \(first.links.map { $0.expression("f") }.joined(separator: ", ")) "
    let list = keys + ["\(value.numerator) AS n", "\(value.below) AS d"] + extra
    return "SELECT \(list.joined(separator: ", ")), ROW_NUMBER() OVER (\(over)ORDER BY \(order)) AS j"
      + "\nFROM \(source)" + filter(value)
  }

  private func extreme(_ greater: Bool) -> String {
    let value = first.operands.first.map(reference) ?? Quantity(numerator: "0", denominator: .fixed(1))
    let head = keyNames.map { $0 + ", " }.joined()
    let rows = ranked(value, item.kind, greater: greater, [])
    if keyNames.isEmpty {
      // One row whatever there is, for the cross join.
      return "SELECT MAX(n) AS \(top), MAX(d) AS \(below) FROM (\n  \(rows)\n) AS g WHERE j = 1"
    }
    return "SELECT \(head)n AS \(top), d AS \(below) FROM (\n  \(rows)\n) AS g WHERE j = 1"
  }

  private var highest: String {
    let value = first.operands.first.map(reference) ?? Quantity(numerator: "0", denominator: .fixed(1))
    let limit = first.operands.last.map(reference)?.numerator ?? "0"
    let rows = ranked(value, item.kind, greater: true, ["\(limit) AS most"])
    let head = keyNames.map { $0 + ", " }.joined()
    if item.shape == .ratio {
      return fractions("SELECT \(head)n, d FROM (\n  \(rows)\n) AS k WHERE j <= most")
    }
    let sum = "SUM(\(dialect.cast("n", dialect.whole))) AS \(top)"
    return "SELECT \(head)\(sum) FROM (\n  \(rows)\n) AS g WHERE j <= most" + grouping
  }

  /// Runs of true: neighbours whose period less their number is the same.
  private var longestRun: String {
    let value = first.operands.first.map(reference) ?? Quantity(numerator: "0", denominator: .fixed(1))
    let hasUnit = compiler.keyColumns(first.fine).contains("_u")
    let unit = hasUnit ? "PARTITION BY f._u " : ""
    let unitColumn = hasUnit ? ", f._u AS y" : ""
    let over = hasUnit ? "PARTITION BY y, g " : "PARTITION BY g "
    let head = keyNames.map { $0 + ", " }.joined()
    let test = value.numerator + (first.condition.map { " AND \(reference($0).numerator)" } ?? "")
    let runs =
      "SELECT \(keys.map { $0 + ", " }.joined())f._p AS z\(unitColumn), f._p - ROW_NUMBER() OVER (\(unit)ORDER BY f._p) AS g"
      + "\nFROM \(source)\nWHERE \(test)"
    return "SELECT \(head)\(dialect.cast("MAX(j)", dialect.whole)) AS \(top) FROM (SELECT \(head)"
      + "ROW_NUMBER() OVER (\(over)ORDER BY z) AS j FROM (\n  \(runs)\n) AS k) AS g" + grouping
  }
}

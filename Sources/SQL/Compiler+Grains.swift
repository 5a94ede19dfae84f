import Semantics

/// Keys of grains, and how rows of one find their key of another.
extension Compiler {
  /// The step from which a grain exists: keys of a table need its rows first.
  func baseLevel(_ grain: Grain) -> Int {
    switch grain {
    case .one, .period, .unit, .unitPeriod, .rows, .shares: return 0
    case .keyed: return 1
    case .classes(let attribute):
      if case .code(.options) = plan.nodes[attribute].kind { return 0 }
      return items[item(of: attribute)].level + 1
    }
  }

  /// The key columns of a grain's steps. `_u` the unit, `_o` its place in the roster, `_p` the period, `_r` the row,
  /// `_i` the place in a list of names, `_m` the month, `_k…` keys, `_c` the class.
  func keyColumns(_ grain: Grain) -> [String] {
    switch grain {
    case .one: ["_one"]
    case .period: ["_p"]
    case .classes: ["_c", "_o"]
    case .unit: ["_u", "_o"]
    case .unitPeriod: ["_u", "_p", "_o"]
    case .rows(let table): ["_r"] + owner(table) + (plan.tables[table].datedColumn == nil ? [] : ["_m"])
    case .shares(let table): ["_r", "_i", "_u"] + (plan.tables[table].datedColumn == nil ? [] : ["_m"])
    case .keyed(_, let columns, let withUnit):
      ["_r"] + columns.map { "_k\($0)" } + (withUnit ? ["_u"] : [])
    }
  }

  private func owner(_ table: Int) -> [String] { plan.tables[table].unitColumn == nil ? [] : ["_u"] }

  /// Whether keys of a table and units are told by the names in its lists.
  func isOverShares(_ table: Int, withUnit: Bool) -> Bool {
    withUnit && plan.tables[table].unitColumn == nil && plan.tables[table].namesColumn != nil
  }

  /// How a row of `fine` finds its key of `coarse`; nil where it has none.
  func links(_ fine: Grain, _ coarse: Grain) -> [Link]? {
    switch coarse {
    case .one: return []
    case .unit: return keyColumns(fine).contains("_u") ? [same("_u")] : nil
    case .period(let unit): return period(fine, unit).map { [$0] }
    case .unitPeriod(let unit):
      guard keyColumns(fine).contains("_u"), let period = period(fine, unit) else { return nil }
      return [same("_u"), period]
    case .classes(let attribute):
      guard reaches(fine, plan.nodes[attribute].grain) else { return nil }
      let code = item(of: attribute, at: fine)
      return [Link(key: "_c", expression: column(code), item: code)]
    case .rows(let table):
      switch fine {
      case .shares(table), .keyed(table, _, _): return [same("_r")]
      case .one, .period, .classes, .unit, .unitPeriod, .rows, .shares, .keyed: return nil
      }
    case .keyed(let table, let columns, let withUnit):
      return keys(fine, table, columns, withUnit: withUnit)
    case .shares: return nil
    }
  }

  private func reaches(_ fine: Grain, _ coarse: Grain) -> Bool {
    fine == coarse || links(fine, coarse) != nil
  }

  private func same(_ key: String) -> Link { Link(key: key, expression: { "\($0).\(key)" }, item: nil) }

  /// An item as a column of an alias.
  func column(_ item: ItemID) -> @Sendable (String) -> String {
    switch items[item].source {
    case .key(let key): return { "\($0).\(key)" }
    case .literal(let quantity): return { _ in quantity.numerator }
    case .parameter, .input, .carried, .fetched, .scalar, .folded:
      let name = quoted(items[item].name)
      return { "\($0).\(name)" }
    }
  }

  private func keys(_ fine: Grain, _ table: Int, _ columns: [Int], withUnit: Bool) -> [Link]? {
    var links: [Link] = []
    switch fine {
    case .keyed(table, let finer, let hasUnit):
      guard columns.allSatisfy(finer.contains), hasUnit || !withUnit else { return nil }
      links = columns.map { same("_k\($0)") }
    case .rows(table), .shares(table), .unit, .unitPeriod:
      if fine == .unit || isUnitPeriod(fine), plan.tables[table].grain != fine { return nil }
      if case .rows = fine, isOverShares(table, withUnit: withUnit) { return nil }
      for column in columns {
        let key = bring(
          input(table, column, at: fine == plan.tables[table].grain ? fine : .rows(table)), to: fine)
        links.append(Link(key: "_k\(column)", expression: self.column(key), item: key))
      }
    case .one, .period, .classes, .rows, .shares, .keyed: return nil
    }
    return links + (withUnit ? [same("_u")] : [])
  }

  private func isUnitPeriod(_ grain: Grain) -> Bool {
    if case .unitPeriod = grain { true } else { false }
  }

  /// The period that a row falls into; NULL outside the method's range.
  private func period(_ fine: Grain, _ unit: CalendarUnit) -> Link? {
    switch fine {
    case .period(let finer), .unitPeriod(let finer):
      let dialect = dialect
      return Link(
        key: "_p",
        expression: { alias in
          finer == unit ? "\(alias)._p" : dialect.keyQuotient("(\(alias)._p * \(finer.months))", unit.months)
        }, item: nil)
    case .rows(let table), .shares(let table):
      guard plan.tables[table].datedColumn != nil else { return nil }
      let range = periods(unit)
      let dialect = dialect
      return Link(
        key: "_p",
        expression: { alias in
          let number = dialect.keyQuotient("\(alias)._m", unit.months)
          guard let first = range.first, let last = range.last else { return "CAST(NULL AS INTEGER)" }
          return "CASE WHEN \(number) BETWEEN \(first) AND \(last) THEN \(number) END"
        }, item: nil)
    case .one, .classes, .unit, .keyed: return nil
    }
  }

  /// The numbers of the periods of the method's range.
  func periods(_ unit: CalendarUnit) -> [Int] {
    guard let range = plan.period else { return [] }
    let first = range.firstMonth / unit.months
    let last = range.lastMonth / unit.months
    return first <= last ? Array(first...last) : []
  }

  /// How periods of a grain are told; nil where it has none.
  func periodUnit(_ grain: Grain) -> CalendarUnit? {
    switch grain {
    case .period(let unit), .unitPeriod(let unit): unit
    case .one, .classes, .unit, .rows, .keyed, .shares: nil
    }
  }

  /// What stands in words for a grain, for names of steps.
  func title(_ grain: Grain) -> String {
    switch grain {
    case .one: return word("全部", "all")
    case .period(let unit): return title(unit)
    case .classes(let attribute): return titles[attribute] ?? word("组", "group")
    case .unit: return plan.unitHeader
    case .unitPeriod(let unit): return "\(plan.unitHeader)\(title(unit))"
    case .rows(let table): return plan.tables[table].name
    case .shares(let table): return plan.tables[table].name + word("署名", "_names")
    case .keyed(let table, let columns, let withUnit):
      let schema = plan.tables[table]
      let names = columns.map { schema.columns[$0].name }
      return ((withUnit ? [plan.unitHeader] : []) + names).joined(separator: "_")
    }
  }

  private func title(_ unit: CalendarUnit) -> String {
    switch unit {
    case .month: word("月", "_month")
    case .quarter: word("季度", "_quarter")
    case .halfYear: word("半年", "_half_year")
    case .year: word("年", "_year")
    }
  }
}

extension Dialect {
  /// A quotient of keys not below zero.
  func keyQuotient(_ expression: String, _ divisor: Int) -> String {
    if divisor == 1 { return expression }
    switch self {
    case .postgresql, .sqlite: return "(\(expression) / \(divisor))"
    case .duckdb: return "(\(expression) // \(divisor))"
    case .spark: return "CAST(\(expression) DIV \(divisor) AS INT)"
    }
  }
}

import Semantics

/// What the innermost query of a step reads: the step before it, or the inputs, and what is joined to them.
struct StepSource {
  private let assembly: Assembly
  private let step: Assembly.Step
  private let compiler: Compiler
  private let isBase: Bool
  private var head: String
  private var joins: [String] = []
  private var aliases: [String: String] = [:]
  private var folds: [FoldGroup] = []
  private var readsFigures = false
  /// Folds of the rows whose keys are the step's own.
  private var native: [ItemID] = []
  /// Whether the one fold of the step has a row for every unit.
  private let standsAlone: Bool
  private var dialect: Dialect { compiler.dialect }

  /// Folds of the same rows to the same keys share one query.
  private struct FoldGroup {
    var key: String
    var alias: String
    var items: [ItemID]
  }

  init(_ assembly: Assembly, _ step: Assembly.Step, isBase: Bool, standsAlone: Bool = false) {
    self.assembly = assembly
    self.step = step
    self.isBase = isBase
    self.standsAlone = standsAlone
    compiler = assembly.compiler
    head = isBase || standsAlone ? "" : "\nFROM \(assembly.latest(step.grain, below: step.level)) AS b"
  }

  /// The whole FROM clause, once all columns have been asked for.
  var text: String {
    var text = head
    if isBase { text = "\nFROM " + base() }
    if standsAlone {
      let query = FoldQuery(assembly, step, folds.flatMap(\.items)).units
      text = "\nFROM (\n  \(query.split(separator: "\n").joined(separator: "\n  "))\n) AS b"
    }
    text += joins.joined()
    if !standsAlone {
      for group in folds { text += FoldQuery(assembly, step, group.items).join(as: group.alias) }
    }
    if readsFigures { text += "\nCROSS JOIN \(assembly.read(compiler.figureRowName)) AS p" }
    return text
  }

  func key(_ key: String) -> String { "b.\(key)" }

  mutating func parameter(_ name: String) -> String {
    readsFigures = true
    return "p.\(compiler.quoted(name))"
  }

  /// Columns of the step before.
  func previous(_ item: ItemID) -> [(name: String, text: String)] { columns(item, "b", item) }

  /// The columns of an item under an alias where they go by another item's names.
  private func columns(_ item: ItemID, _ alias: String, _ source: ItemID) -> [(name: String, text: String)] {
    let own = compiler.items[item]
    let from = compiler.items[source]
    var result = [(own.name, "\(alias).\(compiler.quoted(from.name))")]
    if own.shape == .ratio { result.append((own.below, "\(alias).\(compiler.quoted(from.below))")) }
    return result
  }

  mutating func direct(_ item: ItemID) -> [(name: String, text: String)] {
    let own = compiler.items[item]
    switch own.source {
    case .literal, .parameter, .key, .scalar: return []
    case .input(let table, let field): return [(own.name, input(table, field))]
    case .carried(let coarse, let links):
      if case .key(let key) = compiler.items[coarse].source {
        return [(own.name, "\(coarser(compiler.items[coarse].grain, links)).\(key)")]
      }
      return columns(item, coarser(compiler.items[coarse].grain, links), coarse)
    case .fetched(let table, let field, let key):
      let alias = fetched(table, key)
      return [(own.name, "\(alias).\(compiler.quoted(compiler.inputName(table, field)))")]
    case .folded(let fold):
      let alias: String
      if isBase {
        native.append(item)
        alias = "b"
      } else {
        alias = folded(item, fold)
      }
      var result = columns(item, alias, item)
      if let none = defaults(fold.style) {
        result = zip(result, none).map { ($0.name, "COALESCE(\($0.text), \($1))") }
      }
      return result
    }
  }

  private func defaults(_ style: Fold.Style) -> [String]? {
    switch style {
    case .plain(_, let none, _): none.map { [$0] }
    case .fractions, .highest: ["0", "1"]
    case .extremeFraction: nil
    case .longestRun: ["0"]
    }
  }

  // MARK: - Joins

  private mutating func alias(_ key: String, _ letter: String) -> (name: String, isNew: Bool) {
    if let known = aliases[key] { return (known, false) }
    let made = "\(letter)\(aliases.count + 1)"
    aliases[key] = made
    return (made, true)
  }

  private mutating func coarser(_ grain: Grain, _ links: [Link]) -> String {
    let conditions = links.map { (key: $0.key, text: $0.expression("b")) }
    let (alias, isNew) = alias("grain \(grain) \(conditions.map(\.text))", "j")
    guard isNew else { return alias }
    let table = assembly.latest(grain, below: step.level)
    if conditions.isEmpty {
      joins.append("\nCROSS JOIN \(table) AS \(alias)")
    } else {
      let test = conditions.map { "\(alias).\($0.key) = \($0.text)" }.joined(separator: " AND ")
      joins.append("\nLEFT JOIN \(table) AS \(alias) ON \(test)")
    }
    return alias
  }

  private mutating func fetched(_ table: Int, _ key: ItemID) -> String {
    let code = compiler.column(key)("b")
    let (alias, isNew) = alias("fetch \(table) \(code)", "t")
    guard isNew else { return alias }
    let schema = compiler.plan.tables[table]
    guard let keyColumn = schema.keys.first ?? schema.unitColumn else { return alias }
    let column =
      keyColumn == schema.unitColumn
      ? "_u" : compiler.quoted(compiler.inputName(table, .value(column: keyColumn, field: nil)))
    let view = assembly.read(compiler.inputView(table))
    let first =
      "(SELECT s.*, ROW_NUMBER() OVER (PARTITION BY s.\(column) ORDER BY s._r) AS n FROM \(view) AS s)"
    let source = schema.keys.count == 1 ? view : first
    let only = schema.keys.count == 1 ? "" : " AND \(alias).n = 1"
    joins.append("\nLEFT JOIN \(source) AS \(alias) ON \(alias).\(column) = \(code)\(only)")
    return alias
  }

  private mutating func folded(_ item: ItemID, _ fold: Fold) -> String {
    var key = "item \(item)"
    if case .plain = fold.style {
      key = "fold \(fold.fine) \(fold.links.map { $0.key + $0.expression("f") })"
    }
    var (alias, isNew) = alias(key, "a")
    if standsAlone { alias = "b" }
    if isNew {
      folds.append(FoldGroup(key: key, alias: alias, items: [item]))
    } else if let place = folds.firstIndex(where: { $0.alias == alias }) {
      folds[place].items.append(item)
    }
    return alias
  }

  // MARK: - Inputs

  private mutating func input(_ table: Int, _ field: InputField) -> String {
    let name = compiler.quoted(compiler.inputName(table, field))
    let schema = compiler.plan.tables[table]
    if step.grain == .rows(table) {
      switch field {
      case .present: return dialect.truth(true)
      case .value, .cell, .blank: return "b.\(name)"
      }
    }
    let (alias, isNew) = alias("table \(table)", "t")
    if isNew {
      let view = assembly.read(compiler.inputView(table))
      var test = "\(alias)._u = b._u"
      if let unit = compiler.periodUnit(step.grain) {
        test += " AND \(dialect.keyQuotient("\(alias)._m", unit.months)) = b._p"
      }
      joins.append("\nLEFT JOIN \(view) AS \(alias) ON \(test)")
    }
    switch field {
    case .present: return "(\(alias)._u IS NOT NULL)"
    case .blank: return "COALESCE(\(alias).\(name), \(dialect.truth(true)))"
    case .cell: return "\(alias).\(name)"
    case .value(let column, let part):
      guard schema.unitColumn != column,
        let standIn = compiler.standIn(table, column, field: part)
      else { return "\(alias).\(name)" }
      return "COALESCE(\(alias).\(name), \(standIn))"
    }
  }

  // MARK: - Bases

  /// The keys of a grain as a source named b.
  private func base() -> String {
    switch step.grain {
    case .one: return "(SELECT 1 AS _one) AS b"
    case .period(let unit): return "(\(periods(unit))) AS b"
    case .unit: return "\(assembly.read(compiler.rosterName)) AS b"
    case .unitPeriod(let unit):
      return "(SELECT r._u, r._o, p._p FROM \(assembly.read(compiler.rosterName)) AS r "
        + "CROSS JOIN (\(periods(unit))) AS p) AS b"
    case .rows(let table): return "\(assembly.read(compiler.inputView(table))) AS b"
    case .shares(let table):
      _ = assembly.read(compiler.inputView(table))
      return "(\(compiler.namesQuery(table))) AS b"
    case .keyed(let table, let columns, let withUnit): return "(\(keys(table, columns, withUnit))) AS b"
    case .classes(let attribute): return "(\(classes(attribute))) AS b"
    }
  }

  private func periods(_ unit: CalendarUnit) -> String {
    let all = compiler.periods(unit).enumerated().map {
      "SELECT \($0.element)" + ($0.offset == 0 ? " AS _p" : "")
    }
    return all.isEmpty ? "SELECT 0 AS _p WHERE 1 = 0" : all.joined(separator: " UNION ALL ")
  }

  /// The combinations of keys among the rows, each with its first row.
  private func keys(_ table: Int, _ columns: [Int], _ withUnit: Bool) -> String {
    let fine: Grain = compiler.isOverShares(table, withUnit: withUnit) ? .shares(table) : .rows(table)
    let links = compiler.links(fine, step.grain) ?? []
    let list = links.map { "\($0.expression("f")) AS \($0.key)" }.joined(separator: ", ")
    let present = zip(links, columns.map { Optional($0) } + [nil]).map { link, column in
      presence(link.expression("f"), table, column, witness: withUnit ? "f._u" : "f._r")
    }.joined(separator: " AND ")
    let groups = links.indices.map { "\($0 + 1)" }.joined(separator: ", ")
    let folds = native.isEmpty ? nil : FoldQuery(assembly, step, native)
    let own = folds?.columns.map { ",\n  \($0)" }.joined() ?? ""
    let source = folds?.source ?? "\(assembly.latest(fine, below: step.level)) AS f"
    return "SELECT \(list), MIN(f._r) AS _r\(own)\nFROM \(source)\nWHERE \(present) GROUP BY \(groups)"
  }

  /// Whether a row has a key; where a blank may not be, it is an error.
  private func presence(_ text: String, _ table: Int, _ column: Int?, witness: String) -> String {
    guard let column, !compiler.isChecking,
      case .refused = compiler.plan.tables[table].columns[column].blank
    else { return "\(text) IS NOT NULL" }
    let name = compiler.plan.tables[table].columns[column].name
    let message = compiler.word("“\(name)”空缺：", "“\(name)” is blank:")
    let error = dialect.raiseTruth(message, "CAST(\(witness) AS \(dialect.textType))")
    return "CASE WHEN \(text) IS NULL THEN \(error) ELSE \(dialect.truth(true)) END"
  }

  private func classes(_ attribute: Int) -> String {
    guard case .code(let space) = compiler.plan.nodes[attribute].kind else {
      return "SELECT 0 AS _c, 0 AS _o"
    }
    switch space {
    case .options(let options):
      return options.enumerated().map { place, text in
        "SELECT \(dialect.text(text)) AS _c, \(place) AS _o"
      }.joined(separator: " UNION ALL ")
    case .units: return "SELECT r._u AS _c, r._o AS _o FROM \(assembly.read(compiler.rosterName)) AS r"
    case .occurring:
      let code = compiler.item(of: attribute)
      let grain = compiler.items[code].grain
      let order = compiler.keyColumns(grain).contains("_r") ? "MIN(f._r)" : "MIN(f._o)"
      return "SELECT \(compiler.column(code)("f")) AS _c, \(order) AS _o "
        + "FROM \(assembly.latest(grain, below: step.level)) AS f "
        + "WHERE \(compiler.column(code)("f")) IS NOT NULL GROUP BY 1"
    }
  }
}

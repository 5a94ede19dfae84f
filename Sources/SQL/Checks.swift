import Diagnostics
import Exact
import Semantics

/// Checks of the data as queries: what `jifen check` refuses in files.
extension ScriptWriter {
  /// One finding: what is asked, and the query that lists where it happens.
  private struct Finding {
    var code: String
    var table: String
    var column: String
    var text: String
    /// Rows of two texts: which row, and what is there.
    var query: String
  }

  /// A script whose last statement lists everything wrong with the inputs; nothing where they are good.
  func checks() -> String {
    compiler.isChecking = true
    var findings: [Finding] = []
    for table in plan.tables.indices { findings += cells(table) + keys(table) + units(table) + dates(table) }
    let bounds = requirements()
    let checked = agreements() + statements()
    let assembly = Assembly(compiler, grains: (bounds.map(\.grain) + checked.map(\.grain)))
    let all = assembly.statements()
    findings += bounds.map { $0.finding(assembly) }
    findings += checked.map { $0.finding(assembly) }
    for table in plan.tables.indices
    where plan.tables[table].unitColumn != nil || plan.tables[table].namesColumn != nil {
      _ = assembly.read(compiler.inputView(table))
    }
    _ = assembly.read(compiler.rosterName)
    let steps = assembly.live(all)
    var blocks = [header(), figuresBlock()] + inputBlocks(assembly) + functions(assembly)
    for step in steps { blocks.append(block(step, assembly)) }
    let names = [
      word("代号", "code"), word("表", "table"), word("列", "column"), word("行号", "row"), word("内容", "value"),
      word("说明", "meaning"),
    ]
    let queries = findings.enumerated().map { place, finding -> String in
      let cells = [
        dialect.text(finding.code), dialect.text(finding.table), dialect.text(finding.column), "g.w", "g.v",
        dialect.text(finding.text),
      ]
      let list = place == 0 ? zip(cells, names).map { "\($0) AS \(dialect.name($1))" } : cells
      return "SELECT \(list.joined(separator: ", "))\nFROM (\(finding.query)) AS g"
    }
    let name = compiler.unique(word("数据问题", "data_problems"))
    let none =
      "SELECT "
      + names.map { "CAST(NULL AS \(dialect.textType)) AS \(dialect.name($0))" }.joined(separator: ", ")
    blocks.append(
      [
        Dialect.comment(
          word("数据问题：一行一处，没有行就是没有问题", "what is wrong with the data: a row each, none where all is good")),
        dialect.createView(name),
        queries.isEmpty ? none + " WHERE 1 = 0;" : queries.joined(separator: "\nUNION ALL\n") + ";", "",
        "SELECT * FROM \(dialect.name(name));",
      ].joined(separator: "\n"))
    return blocks.joined(separator: "\n\n") + "\n"
  }

  private func finding(_ code: Code, _ table: Int, _ column: Int?, _ text: Phrase, _ query: String) -> Finding
  {
    let schema = plan.tables[table]
    return Finding(
      code: code.id, table: schema.name, column: column.map { schema.columns[$0].name } ?? "",
      text: text[options.language], query: query)
  }

  private func source(_ table: Int) -> String { "\(dialect.name(plan.tables[table].name)) AS s" }
  private func own(_ table: Int, _ column: Int) -> String {
    "s.\(dialect.name(plan.tables[table].columns[column].name))"
  }
  private var row: String { dialect.asText("s.\(dialect.name(options.rowColumn))") }

  private func rows(_ table: Int, _ value: String, where test: String) -> String {
    "SELECT \(row) AS w, \(dialect.asText(value)) AS v FROM \(source(table)) WHERE \(test)"
  }

  // MARK: - Cells

  private func cells(_ table: Int) -> [Finding] {
    let schema = plan.tables[table]
    return schema.columns.indices.flatMap { column -> [Finding] in
      let value = own(table, column)
      var found: [Finding] = []
      let isText: Bool
      switch schema.columns[column].type {
      case .name, .names, .id, .text, .options, .period, .notation: isText = true
      case .yesNo, .date, .number, .percent: isText = false
      }
      if case .refused = schema.columns[column].blank {
        let test = isText ? "\(value) IS NULL OR \(dialect.asText(value)) = ''" : "\(value) IS NULL"
        let code: Code = schema.unitColumn == column || schema.namesColumn == column ? .unitBlank : .blankCell
        found.append(
          finding(code, table, column, Phrase("这一格空着", "the cell is blank"), rows(table, value, where: test)))
      }
      switch schema.columns[column].type {
      case .options(let options, _):
        let list = options.map { dialect.text($0) }.joined(separator: ", ")
        let test = "\(value) IS NOT NULL AND \(value) <> '' AND \(value) NOT IN (\(list))"
        found.append(
          finding(
            .notAnOption, table, column,
            Phrase(
              "不在选项之中：\(options.joined(separator: "、"))", "not one of: \(options.joined(separator: ", "))"),
            rows(table, value, where: test)))
      case .number(let measure) where Compiler.isWhole(measure):
        let whole = dialect == .sqlite ? "CAST(\(value) AS INTEGER)" : "FLOOR(\(value))"
        found.append(
          finding(
            .notWhole, table, column, Phrase("应是整数", "a whole number is wanted"),
            rows(table, value, where: "\(value) <> \(whole)")))
      case .percent:
        found.append(
          finding(
            .percentWanted, table, column,
            Phrase("比率大于 1：请写成 0.25 这样", "a ratio above 1: write it like 0.25"),
            rows(table, value, where: "\(value) > 100")))
      case .name, .names, .id, .text, .yesNo, .date, .period, .number, .notation: break
      }
      return found
    }
  }

  private func keys(_ table: Int) -> [Finding] {
    let schema = plan.tables[table]
    guard !schema.keys.isEmpty else { return [] }
    let names = schema.keys.map { key -> String in
      key == schema.unitColumn ? compiler.aliased("NULLIF(\(own(table, key)), '')") : own(table, key)
    }
    let shown = names.map { "COALESCE(\(dialect.asText($0)), '')" }.joined(separator: " || ' ' || ")
    let present = names.map { "\($0) IS NOT NULL" }.joined(separator: " AND ")
    let query =
      "SELECT h.w, h.v FROM (SELECT \(row) AS w, \(shown) AS v, COUNT(*) OVER (PARTITION BY \(names.joined(separator: ", "))) AS n "
      + "FROM \(source(table)) WHERE \(present)) AS h WHERE h.n > 1"
    return [
      finding(.duplicateKey, table, schema.keys.first, Phrase("重复的行", "duplicate rows"), query)
    ]
  }

  /// Units that nobody has enrolled.
  private func units(_ table: Int) -> [Finding] {
    let schema = plan.tables[table]
    let hasRoster = plan.tables.contains { $0.grain == .unit }
    guard hasRoster, schema.grain != .unit else { return [] }
    let roster = dialect.name(compiler.rosterName)
    let text = Phrase("名册里没有这个单位", "the roster has no such unit")
    func query(_ source: String) -> String {
      "SELECT \(dialect.asText("e._r")) AS w, e._u AS v FROM \(source) AS e LEFT JOIN \(roster) AS r ON r._u = e._u "
        + "WHERE e._u IS NOT NULL AND r._u IS NULL"
    }
    if let unit = schema.unitColumn {
      return [finding(.unknownUnit, table, unit, text, query(dialect.name(compiler.inputView(table))))]
    }
    if let names = schema.namesColumn {
      return [finding(.unknownUnit, table, names, text, query("(\(compiler.namesQuery(table)))"))]
    }
    return []
  }

  /// Dates of scored units outside the method's period.
  private func dates(_ table: Int) -> [Finding] {
    let schema = plan.tables[table]
    guard let dated = schema.datedColumn, let range = plan.period,
      schema.unitColumn != nil || schema.namesColumn != nil
    else { return [] }
    var length = 1
    if case .period(let unit) = schema.columns[dated].type { length = unit.months }
    let month = compiler.month(table, dated)
    let test = "\(month) + \(length - 1) < \(range.firstMonth) OR \(month) > \(range.lastMonth)"
    return [
      finding(
        .outsidePeriod, table, dated, Phrase("不在办法的期间内", "outside the method's period"),
        rows(table, own(table, dated), where: test))
    ]
  }

  // MARK: - Conditions

  /// A truth that should hold wherever it is known.
  private struct Held {
    var grain: Grain
    var finding: (Assembly) -> Finding
  }

  /// Bounds of cells.
  private func requirements() -> [Held] {
    plan.requirements.map { requirement in
      let schema = plan.tables[requirement.table]
      let grain = plan.nodes[requirement.holds].grain
      let holds = root(compiler.item(of: requirement.holds))
      let value = root(compiler.input(requirement.table, .cell(column: requirement.column), at: schema.grain))
      let shown = compiler.items[value].grain == grain ? value : root(compiler.bring(value, to: grain))
      return Held(grain: grain) { assembly in
        let row = self.compiler.keyColumns(grain).contains("_r") ? "b._r" : "b._u"
        let query =
          "SELECT \(self.dialect.asText(row)) AS w, \(self.reference(shown, "b").numerator) AS v "
          + "FROM \(assembly.latest(grain, below: Int.max)) AS b WHERE NOT \(self.reference(holds, "b").numerator)"
        return self.finding(
          .outOfBounds, requirement.table, requirement.column,
          Phrase("超出范围：\(requirement.text)", "out of bounds: \(requirement.text)"), query)
      }
    }
  }

  /// Columns of records that the method reads as their unit's: the rows of one object agree.
  private func agreements() -> [Held] {
    var known: Set<InputKey> = []
    return plan.nodes.compactMap { node -> Held? in
      guard case .input(let table, let column, let field) = node.op, node.grain != plan.tables[table].grain,
        let links = compiler.links(.rows(table), node.grain),
        known.insert(InputKey(table: table, field: .value(column: column, field: field), grain: node.grain))
          .inserted
      else { return nil }
      switch node.grain {
      case .rows, .shares, .keyed: return nil
      case .one, .period, .classes, .unit, .unitPeriod: break
      }
      let rows = Grain.rows(table)
      let value = root(compiler.input(table, column, field: field, at: rows))
      for link in links { link.item.map { _ = root($0) } }
      return Held(grain: rows) { assembly in
        let text = self.dialect.asText(self.reference(value, "f").numerator)
        let keys = links.map { $0.expression("f") }
        let head = keys.first.map { self.dialect.asText($0) } ?? "CAST(NULL AS \(self.dialect.textType))"
        let present =
          keys.isEmpty ? "" : " WHERE " + keys.map { "\($0) IS NOT NULL" }.joined(separator: " AND ")
        let grouping = keys.isEmpty ? "" : " GROUP BY " + keys.joined(separator: ", ")
        return self.finding(
          .rowsDisagree, table, column, Phrase("同一对象各行不一致", "rows of one object disagree"),
          "SELECT h.w, h.v FROM (SELECT \(head) AS w, MIN(\(text)) AS v, COUNT(DISTINCT \(text)) AS n "
            + "FROM \(assembly.latest(rows, below: Int.max)) AS f\(present)\(grouping)) AS h WHERE h.n > 1")
      }
    }
  }

  /// The method's own checks, where no known exception covers what does not hold.
  private func statements() -> [Held] {
    plan.checks.map { check in
      let grain = plan.nodes[check.node].grain
      let holds = root(compiler.item(of: check.node))
      let exceptions = check.exceptions.map { root(compiler.item(of: $0.condition, at: grain)) }
      return Held(grain: grain) { assembly in
        let key = self.compiler.keyColumns(grain).first { $0 == "_u" } ?? self.compiler.keyColumns(grain)[0]
        let no = self.dialect.truth(false)
        let excepted = exceptions.map { " AND NOT COALESCE(\(self.reference($0, "b").numerator), \(no))" }
          .joined()
        let query =
          "SELECT \(self.dialect.asText("b.\(key)")) AS w, CAST(NULL AS \(self.dialect.textType)) AS v "
          + "FROM \(assembly.latest(grain, below: Int.max)) AS b WHERE NOT \(self.reference(holds, "b").numerator)\(excepted)"
        return Finding(
          code: Code.checkFailed.id, table: "", column: check.name, text: check.text, query: query)
      }
    }
  }
}

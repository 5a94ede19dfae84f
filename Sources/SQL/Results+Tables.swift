import Diagnostics
import Semantics

extension ScriptWriter {
  /// Compiles everything that is read at the end.
  func compileResults() {
    var compiledTables = 0
    for publication in plan.publications {
      if let only = options.table, publication.name != only { continue }
      results.append(table(publication))
      compiledTables += 1
    }
    guard options.table == nil else { return }
    for rank in plan.ranks.indices { results.append(self.rank(rank)) }
    for list in plan.lists { results.append(self.list(list)) }
    for grade in plan.grades.indices { results.append(self.grades(grade)) }
    if let contributions = contributions() { results.append(contributions) }
  }

  func viewName(_ prefix: (String, String), _ title: String, _ fallback: String) -> String {
    let head = word(prefix.0, prefix.1)
    return compiler.unique(head + "_" + (title.isEmpty ? fallback : title))
  }

  /// A header as a column's name: once only, whatever the case, and within the engine's bounds.
  func headers(_ wanted: [String]) -> [String] {
    var used: Set<String> = []
    return wanted.map { header in
      let cut = cutName(header)
      var name = cut
      var number = 2
      while !used.insert(Compiler.folded(name)).inserted {
        name = "\(cut)#\(number)"
        number += 1
      }
      return name
    }
  }

  private func cutName(_ text: String) -> String {
    guard let bytes = dialect.nameBytes, text.utf8.count > bytes else { return text.isEmpty ? " " : text }
    var result = ""
    for character in text {
      if result.utf8.count + character.utf8.count > bytes - 6 { break }
      result.append(character)
    }
    return result
  }

  /// A published table as it is printed: one row of texts for each of its rows.
  private func table(_ publication: Publication) -> ResultView {
    let grain = publication.grain
    let dialect = dialect
    let within = publication.within.map { compiler.item(of: $0, at: grain) }
    let condition = publication.condition.map { root(compiler.item(of: $0, at: grain)) }
    let isGrouped = publication.grouping != .none && within != nil
    var order: [SortTerms] = []
    if isGrouped, let within { order.append(terms(group: within)) }
    if compiler.periodUnit(grain) != nil { order.append({ ["\($0)._p"] }) }
    if let rank = publication.rank {
      order.append(terms(rank: rank, at: grain))
    } else {
      for key in publication.keys {
        order.append(terms(compiler.item(of: key.node, at: grain), descending: key.descending))
      }
    }
    // By the unit's name all are told apart already.
    let isTold =
      grain == .unit && publication.rank == nil
      && publication.keys.contains { plan.nodes[$0.node].op == .unitName }
    if !isTold { order.append(natural(grain)) }
    let sorted: (String) -> String = { alias in order.flatMap { $0(alias) }.joined(separator: ", ") }
    let group = within.map(root)
    let apart: (String) -> String = { alias in
      let parts =
        (isGrouped ? [group.map { self.reference($0, alias).numerator }].compactMap { $0 } : [])
        + (self.compiler.periodUnit(grain) == nil ? [] : ["\(alias)._p"])
      return parts.isEmpty ? "" : "PARTITION BY \(parts.joined(separator: ", ")) "
    }
    let cells = publication.columns.map { cell($0, publication, apart, sorted) }
    let number = word("行", "row")
    let names = headers([number, word("表", "table")] + publication.columns.map(\.header))
    let title = publication.name
    let split = publication.grouping == .split ? group : nil
    let noGroup = "未分组"
    let name = viewName(("公布", "published"), title, word("表", "table"))
    return ResultView(
      kind: .table, title: title, name: name, grain: grain, note: word("公布 ", "published ") + title,
      order: names[0]
    ) { assembly in
      let source = assembly.latest(grain, below: Int.max)
      var columns = ["ROW_NUMBER() OVER (ORDER BY \(sorted("b"))) AS \(dialect.name(names[0]))"]
      if let split {
        let head = title.isEmpty ? "" : "\(dialect.text(title + "-")) || "
        let group = self.reference(split, "b").numerator
        columns.append("\(head)COALESCE(\(group), \(dialect.text(noGroup))) AS \(dialect.name(names[1]))")
      } else {
        columns.append("\(dialect.text(title)) AS \(dialect.name(names[1]))")
      }
      for (cell, name) in zip(cells, names[2...]) {
        columns.append("COALESCE(\(cell("b")), \(dialect.text(""))) AS \(dialect.name(name))")
      }
      let filter = condition.map { "\nWHERE \(self.reference($0, "b").numerator)" } ?? ""
      return "SELECT " + columns.joined(separator: ",\n  ") + "\nFROM \(source) AS b" + filter
    }
  }

  private func cell(
    _ column: Publication.Column, _ publication: Publication, _ apart: @escaping CellText,
    _ sorted: @escaping CellText
  ) -> CellText {
    let grain = publication.grain
    let dialect = dialect
    let absent = column.format.substitutions.first { $0.value == nil }?.text
    func filled(_ text: @escaping CellText) -> CellText {
      guard let absent else { return text }
      return { "COALESCE(\(text($0)), \(dialect.text(absent)))" }
    }
    switch column.content {
    case .node(let node): return filled(cell(compiler.item(of: node, at: grain), column.format))
    case .cell(let cell):
      let format = column.format
      let schema = plan.tables[cell.table]
      let isPlain = !format.percent && format.rounding == nil && format.substitutions.isEmpty
      if isPlain || !isNumber(schema.columns[cell.column].type) {
        let own = compiler.input(cell.table, .cell(column: cell.column), at: schema.grain)
        let kept = root(compiler.bring(own, to: grain))
        return filled { self.reference(kept, $0).numerator }
      }
      return filled(
        self.cell(
          compiler.bring(compiler.input(cell.table, cell.column, at: schema.grain), to: grain), format))
    case .unit:
      guard compiler.keyColumns(grain).contains("_u") else { return { _ in "NULL" } }
      return { "\($0)._u" }
    case .ordinal:
      return { dialect.asText("ROW_NUMBER() OVER (\(apart($0))ORDER BY \(sorted($0)))") }
    case .period:
      guard let unit = compiler.periodUnit(grain) else { return { _ in "NULL" } }
      return { dialect.periodText("\($0)._p", unit) }
    }
  }

  private func isNumber(_ type: ColumnType) -> Bool {
    switch type {
    case .number, .percent, .notation: true
    case .name, .names, .id, .text, .options, .yesNo, .date, .period: false
    }
  }

  /// Everyone's rank.
  private func rank(_ rank: Int) -> ResultView {
    let definition = plan.ranks[rank]
    let grain = definition.grain
    let dialect = dialect
    let shown = root(compiler.shown(rank))
    let parts = compiler.parts(ofRank: rank)
    let within = parts.within.map(root)
    var order: [SortTerms] = [{ compiler in [] }]
    if let within = parts.within { order.append(terms(group: within)) }
    if let _ = compiler.periodUnit(grain) { order.append({ ["\($0)._p"] }) }
    order.append(terms(rank: rank, at: grain))
    order.append(natural(grain))
    let names = headers(
      [word("行", "row"), word("组", "group"), word("期", "period"), word("名次", "rank"), plan.unitHeader])
    let title = definition.name
    return ResultView(
      kind: .rank, title: title, name: viewName(("排名", "rank"), title, "\(rank + 1)"), grain: grain,
      note: word("排名 ", "rank ") + title + word("：", ": ")
        + definition.keys.map(\.text).joined(separator: "，"),
      order: names[0]
    ) { assembly in
      let source = assembly.latest(grain, below: Int.max)
      let group = within.map { self.reference($0, "b").numerator } ?? "NULL"
      let period = self.compiler.periodUnit(grain).map { dialect.periodText("b._p", $0) } ?? "NULL"
      let cells = [
        "ROW_NUMBER() OVER (ORDER BY \(order.flatMap { $0("b") }.joined(separator: ", ")))",
        "CAST(\(group) AS \(dialect.textType))", "CAST(\(period) AS \(dialect.textType))",
        self.reference(shown, "b").numerator, "b._u",
      ]
      return "SELECT " + zip(cells, names).map { "\($0) AS \(dialect.name($1))" }.joined(separator: ",\n  ")
        + "\nFROM \(source) AS b"
    }
  }
}

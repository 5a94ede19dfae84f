import Semantics

extension ScriptWriter {
  /// What every unit's score is made of: each amount of the ledger that is not zero.
  func contributions() -> ResultView? {
    let dialect = dialect
    struct Part {
      var grain: Grain
      var amount: ItemID
      var text: CellText
      var clause: String
      var line: String
      var table: String?
    }
    var parts: [Part] = []
    for posting in plan.postings where posting.counts {
      let grain = plan.nodes[posting.amount].grain
      guard compiler.keyColumns(grain).contains("_u") else { continue }
      let amount = compiler.item(of: posting.amount)
      let line = plan.lines.indices.contains(posting.by) ? plan.lines[posting.by] : nil
      var clause = ""
      switch posting.of {
      case .clause(let index): clause = plan.clauses.indices.contains(index) ? plan.clauses[index].label : ""
      case .part(let index): clause = plan.parts.indices.contains(index) ? plan.parts[index].label : ""
      case .definition(let name): clause = name
      }
      var table: String?
      switch grain {
      case .rows(let index), .shares(let index), .keyed(let index, _, _): table = plan.tables[index].name
      case .one, .period, .classes, .unit, .unitPeriod: break
      }
      parts.append(
        Part(
          grain: grain, amount: root(amount), text: cell(amount, Publication.Format()), clause: clause,
          line: line?.text ?? "", table: table))
    }
    guard !parts.isEmpty else { return nil }
    let names = headers([
      plan.unitHeader, word("条款", "clause"), word("办法的行", "line"), word("表", "table"), word("行号", "row"),
      word("分", "points"), word("分子", "numerator"), word("分母", "denominator"),
    ])
    return ResultView(
      kind: .contributions, title: word("逐笔得分", "contributions"),
      name: compiler.unique(word("逐笔得分", "contributions")), grain: .unit,
      note: word("逐笔得分：每个单位的分由哪些条款、哪些记录来", "what each unit's score is made of, by clause and record"),
      order: names[0]
    ) { assembly in
      parts.enumerated().map { place, part in
        let value = self.reference(part.amount, "b")
        let row =
          self.compiler.keyColumns(part.grain).contains("_r")
          ? dialect.asText("b._r") : "CAST(NULL AS \(dialect.textType))"
        let cells = [
          "b._u", dialect.text(part.clause), dialect.text(part.line),
          part.table.map { dialect.text($0) } ?? "CAST(NULL AS \(dialect.textType))", row, part.text("b"),
          dialect.cast(value.numerator, dialect.wide), dialect.cast(value.below, dialect.wide),
        ]
        let list = place == 0 ? zip(cells, names).map { "\($0) AS \(dialect.name($1))" } : cells
        return "SELECT " + list.joined(separator: ", ")
          + "\nFROM \(assembly.latest(part.grain, below: Int.max)) AS b\n"
          + "WHERE \(value.numerator) <> 0 AND b._u IS NOT NULL"
      }.joined(separator: "\nUNION ALL\n")
    }
  }
}

import Semantics

extension ScriptWriter {
  /// Lists: who is in, who is left out and why, and who shares the rank at which it is cut.
  func list(_ list: ListPlan) -> ResultView {
    let grain = list.grain
    let dialect = dialect
    let within = list.within.map { compiler.item(of: $0, at: grain) }
    let excluded = exclusion(list.exclusions, grain)
    let states: ListStates
    switch list.pick {
    case .holding(let condition): states = holding(compiler.item(of: condition, at: grain), excluded, grain)
    case .first(let n): states = picked(list, n, within, excluded, reversed: false)
    case .last(let n): states = picked(list, n, within, excluded, reversed: true)
    }
    let kept = (
      taken: root(states.taken), refused: root(states.refused), tied: root(states.tied),
      reason: root(excluded)
    )
    let shown = list.rank.map { root(compiler.bring(compiler.shown($0), to: grain)) }
    let group = within.map(root)
    var order: [SortTerms] = []
    if let within { order.append(terms(group: within)) }
    if compiler.periodUnit(grain) != nil { order.append({ ["\($0)._p"] }) }
    if let rank = list.rank { order.append(terms(rank: rank, at: grain)) }
    order.append(natural(grain))
    let names = headers([
      word("行", "row"), word("组", "group"), word("期", "period"), plan.unitHeader, word("名次", "rank"),
      word("状态", "state"), word("原因", "reason"), word("截止处并列", "tied_at_cut"),
    ])
    let state = (word("入选", "in"), word("排除", "excluded"), word("未取", "out"))
    return ResultView(
      kind: .list, title: list.name, name: viewName(("名单", "list"), list.name, ""), grain: grain,
      note: word("名单 ", "list ") + list.name + policy(list.ties), order: names[0]
    ) { assembly in
      let source = assembly.latest(grain, below: Int.max)
      func own(_ item: ItemID) -> String { self.reference(item, "b").numerator }
      let groupText = group.map(own) ?? "NULL"
      let period = self.compiler.periodUnit(grain).map { dialect.periodText("b._p", $0) } ?? "NULL"
      let cells = [
        "ROW_NUMBER() OVER (ORDER BY \(order.flatMap { $0("b") }.joined(separator: ", ")))",
        "CAST(\(groupText) AS \(dialect.textType))", "CAST(\(period) AS \(dialect.textType))", "b._u",
        shown.map(own) ?? "NULL",
        "CASE WHEN \(own(kept.taken)) THEN \(dialect.text(state.0)) WHEN \(own(kept.refused)) "
          + "THEN \(dialect.text(state.1)) ELSE \(dialect.text(state.2)) END",
        "CASE WHEN \(own(kept.refused)) THEN \(own(kept.reason)) END",
        "CASE WHEN \(own(kept.tied)) THEN '是' ELSE '' END",
      ]
      let inGroup = group.map { " AND \(own($0)) IS NOT NULL" } ?? ""
      return "SELECT " + zip(cells, names).map { "\($0) AS \(dialect.name($1))" }.joined(separator: ",\n  ")
        + "\nFROM \(source) AS b\nWHERE (\(own(kept.taken)) OR \(own(kept.refused)) OR \(own(kept.tied)))\(inGroup)"
    }
  }

  private struct ListStates {
    var taken: ItemID
    var refused: ItemID
    var tied: ItemID
  }

  private func policy(_ ties: ListPlan.TieAtCut) -> String {
    switch ties {
    case .takeAll: word("；截止处并列全取", "; ties at the cut are all in")
    case .takeNone: word("；截止处并列全不取", "; ties at the cut are all out")
    case .tableOrder: word("；截止处并列按表序", "; ties at the cut in table order")
    case .unstated: word("；截止处并列办法未写明，按表序列出，待定", "; ties at the cut: the method does not say, undecided")
    }
  }

  /// The reason of the first exclusion that holds; absent where none does.
  private func exclusion(_ exclusions: [ListPlan.Exclusion], _ grain: Grain) -> ItemID {
    guard !exclusions.isEmpty else { return compiler.absent(grain, .text) }
    let reasons = exclusions.map { dialect.text($0.reason) }
    let tests = exclusions.map { compiler.item(of: $0.condition, at: grain) }
    return compiler.scalar(grain, .text, .plain, tests, mayInline: false, strict: false) { operands in
      [
        "CASE " + zip(operands, reasons).map { "WHEN \($0.numerator) THEN \($1)" }.joined(separator: " ")
          + " END"
      ]
    }
  }

  private func truth(
    _ grain: Grain, _ operands: [ItemID], _ build: @escaping ([String]) -> String
  ) -> ItemID {
    let dialect = dialect
    let made = compiler.scalar(
      grain, .truth, .plain, operands, once: false, mayInline: false, strict: false
    ) { ["COALESCE(\(build($0.map(\.numerator))), \(dialect.truth(false)))"] }
    compiler.items[made].always = true
    return made
  }

  private func both(_ grain: Grain, _ left: ItemID, _ right: ItemID) -> ItemID {
    truth(grain, [left, right]) { "(\($0[0]) AND \($0[1]))" }
  }

  private func holding(_ condition: ItemID, _ excluded: ItemID, _ grain: Grain) -> ListStates {
    ListStates(
      taken: truth(grain, [condition, excluded]) { "(\($0[0]) AND \($0[1]) IS NULL)" },
      refused: truth(grain, [condition, excluded]) { "(\($0[0]) AND \($0[1]) IS NOT NULL)" },
      tied: truth(grain, []) { _ in self.dialect.truth(false) })
  }

  /// The first (or last) n of each group, and what a tie at the cut does.
  private func picked(
    _ list: ListPlan, _ n: NodeID, _ within: ItemID?, _ excluded: ItemID, reversed: Bool
  ) -> ListStates {
    let grain = list.grain
    guard let rank = list.rank else {
      return holding(compiler.literal(grain, .truth, dialect.truth(false)), excluded, grain)
    }
    let compiler = compiler
    let parts = compiler.parts(ofRank: rank)
    let limit = compiler.wholePart(compiler.item(of: n, at: grain))
    let free = truth(grain, [excluded]) { "(\($0[0]) IS NULL)" }
    // Those outside take no place at all.
    let outside = list.outside.map { compiler.item(of: $0, at: grain) }
    let inside = outside.map { outside in
      truth(grain, [outside]) { "(NOT COALESCE(\($0[0]), \(self.dialect.truth(false))))" }
    }
    var grouped = compiler.grouped(within)
    if let inside { grouped = grouped.map { both(grain, $0, inside) } ?? inside }
    // Who competes: those with a group and, where others move up, without an exclusion.
    var competes: ItemID?
    switch (grouped, list.fills) {
    case (let grouped?, true): competes = truth(grain, [grouped, free]) { "(\($0[0]) AND \($0[1]))" }
    case (nil, true): competes = free
    case (let grouped, false): competes = grouped
    }
    let among = [within].compactMap { $0 }
    func window(_ function: String, _ apart: [ItemID] = [], byTable: Bool = false, ordered: Bool = true)
      -> ItemID
    {
      compiler.window(
        parts, function, among: among + apart, reversed: reversed, byTable: byTable, ordered: ordered,
        where: competes)
    }
    let standing = window("RANK()")
    let tied = window("COUNT(*)", [standing], ordered: false)
    let place = window("ROW_NUMBER()", byTable: true)
    let reached = truth(grain, [standing, limit]) { "(\($0[0]) <= \($0[1]))" }
    let cut = truth(grain, [reached, standing, tied, limit]) {
      "(\($0[0]) AND \($0[1]) + \($0[2]) - 1 > \($0[3]))"
    }
    let ties = list.ties
    let dialect = dialect
    let isIn = truth(grain, [reached, cut, place, limit]) { operands in
      let atCut: String
      switch ties {
      case .takeAll: atCut = dialect.truth(true)
      case .takeNone: atCut = dialect.truth(false)
      case .tableOrder, .unstated: atCut = "(\(operands[2]) <= \(operands[3]))"
      }
      return "(\(operands[0]) AND CASE WHEN \(operands[1]) THEN \(atCut) ELSE \(dialect.truth(true)) END)"
    }
    let taken = truth(grain, [isIn, free]) { "(\($0[0]) AND \($0[1]))" }
    var refused = truth(grain, [isIn, free]) { "(\($0[0]) AND NOT \($0[1]))" }
    if list.fills {
      refused = passedOver(parts, among, grouped, free, limit, refused, reversed: reversed)
    }
    return ListStates(taken: taken, refused: refused, tied: cut)
  }

  /// Where others move up, those are refused whose standing among the competing would have sufficed.
  private func passedOver(
    _ parts: Compiler.RankParts, _ among: [ItemID], _ grouped: ItemID?, _ free: ItemID, _ limit: ItemID,
    _ refused: ItemID, reversed: Bool
  ) -> ItemID {
    let grain = parts.grain
    let one = compiler.scalar(grain, .number(.plain), .fixed(1), [free], mayInline: false) {
      ["CASE WHEN \($0[0].numerator) THEN 1 ELSE 0 END"]
    }
    let name = compiler.quoted(compiler.items[one].name)
    let standing = compiler.window(parts, "RANK()", among: among, reversed: reversed, where: grouped)
    let before = compiler.window(
      parts, "SUM(q.\(name))", among: among, reversed: reversed, where: grouped, reading: one)
    let level = compiler.window(
      parts, "SUM(q.\(name))", among: among + [standing], ordered: false, where: grouped, reading: one)
    return truth(grain, [refused, free, before, level, limit]) {
      "(\($0[0]) OR (NOT \($0[1]) AND \($0[2]) - \($0[3]) < \($0[4])))"
    }
  }

  // MARK: - Grades

  func grades(_ grade: Int) -> ResultView {
    let plan = compiler.plan.grades[grade]
    let grain = Grain.unit
    let dialect = dialect
    let names = plan.rows.map(\.grade)
    let own = root(compiler.grade(grade, grain, .code(.options(names))))
    let within = plan.within.map { compiler.item(of: $0, at: grain) }
    let group = within.map(root)
    var order: [SortTerms] = []
    if let within { order.append(terms(group: within)) }
    let texts = names.map { dialect.text($0) }
    order.append({ alias in
      ["COALESCE(\(dialect.ordinal(self.reference(own, alias).numerator, texts)), \(texts.count))"]
    })
    let ranks = compiler.plan.ranks
    if let rank = plan.rank ?? ranks.firstIndex(where: { $0.grain == .unit }), ranks.indices.contains(rank),
      ranks[rank].grain == .unit
    {
      order.append(terms(rank: rank, at: grain))
    }
    order.append(natural(grain))
    let columns = headers([word("行", "row"), word("组", "group"), word("等次", "grade"), self.plan.unitHeader])
    return ResultView(
      kind: .grades, title: plan.name, name: viewName(("等次", "grades"), plan.name, "\(grade + 1)"),
      grain: grain,
      note: word("等次 ", "grades ") + plan.name, order: columns[0]
    ) { assembly in
      let source = assembly.latest(grain, below: Int.max)
      let groupText = group.map { self.reference($0, "b").numerator } ?? "NULL"
      let name = self.reference(own, "b").numerator
      let cells = [
        "ROW_NUMBER() OVER (ORDER BY \(order.flatMap { $0("b") }.joined(separator: ", ")))",
        "CAST(\(groupText) AS \(dialect.textType))", name, "b._u",
      ]
      let inGroup = group.map { " AND \(self.reference($0, "b").numerator) IS NOT NULL" } ?? ""
      return "SELECT " + zip(cells, columns).map { "\($0) AS \(dialect.name($1))" }.joined(separator: ",\n  ")
        + "\nFROM \(source) AS b\nWHERE \(name) IS NOT NULL\(inGroup)"
    }
  }
}

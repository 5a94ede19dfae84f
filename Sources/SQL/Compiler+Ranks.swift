import Exact
import Semantics

/// Ranks, standings and grades.
extension Compiler {
  /// What a rank's order rests on, at the rank's grain.
  struct RankParts {
    var grain: Grain
    /// Whether a row takes part.
    var eligible: ItemID
    var within: ItemID?
    var keys: [(item: ItemID, descending: Bool)]
    var hasPeriods: Bool
  }

  func parts(ofRank rank: Int) -> RankParts {
    let definition = plan.ranks[rank]
    let grain = definition.grain
    let within = definition.within.map { item(of: $0, at: grain) }
    let unranked = definition.unranked.map { item(of: $0, at: grain) }
    let keys = definition.keys.map { (item: item(of: $0.node, at: grain), descending: $0.descending) }
    let name = "eligible \(rank)"
    if let known = rankItems[name] {
      return RankParts(
        grain: grain, eligible: known, within: within, keys: keys, hasPeriods: periodUnit(grain) != nil)
    }
    var operands: [ItemID] = []
    var tests: [([Quantity]) -> String] = []
    func test(_ item: ItemID?, _ build: @escaping (String) -> String) {
      guard let item else { return }
      let place = operands.count
      operands.append(item)
      tests.append { build($0[place].numerator) }
    }
    test(within) { "\($0) IS NOT NULL" }
    test(keys.first?.item) { "\($0) IS NOT NULL" }
    test(unranked) { "CASE WHEN \($0) THEN 0 ELSE 1 END = 1" }
    let always = dialect.truth(true)
    let eligible = scalar(grain, .truth, .plain, operands, mayInline: false, strict: false) { operands in
      tests.isEmpty ? [always] : ["(" + tests.map { $0(operands) }.joined(separator: " AND ") + ")"]
    }
    items[eligible].always = true
    rankItems[name] = eligible
    return RankParts(
      grain: grain, eligible: eligible, within: within, keys: keys, hasPeriods: periodUnit(grain) != nil)
  }

  /// A window function over the competing rows of a rank; `among` tells apart further, and who competes.
  /// `function` may name the column of `reading`.
  func window(
    _ rank: RankParts, _ function: String, among: [ItemID] = [], reversed: Bool = false,
    byTable: Bool = false,
    ordered: Bool = true, where competes: ItemID? = nil, reading: ItemID? = nil
  ) -> ItemID {
    let dialect = dialect
    let hasWithin = rank.within != nil
    let operands =
      [rank.eligible] + [rank.within].compactMap { $0 } + among + [competes].compactMap { $0 }
      + rank.keys.map(\.item)
      + [reading].compactMap { $0 }
    let first = 1 + (hasWithin ? 1 : 0) + among.count + (competes == nil ? 0 : 1)
    let kinds = rank.keys.map { (items[$0.item].kind, $0.descending) }
    let periods = rank.hasPeriods
    let hasOrder = keyColumns(rank.grain).contains("_o")
    if byTable { readsRosterOrder = true }
    return scalar(
      rank.grain, .number(.plain), .fixed(1), operands, once: false, mayInline: false, strict: false
    ) { operands in
      let apart = operands[..<first].map(\.numerator) + (periods ? ["q._p"] : [])
      var order = zip(kinds, operands[first...]).flatMap { kind, value in
        dialect.sortKeys(value, kind.0, descending: kind.1, reversed: reversed)
      }
      if byTable, hasOrder { order.append(reversed ? "q._o DESC" : "q._o") }
      if order.isEmpty { order = ["1"] }
      let frame =
        "PARTITION BY \(apart.joined(separator: ", "))"
        + (ordered ? " ORDER BY \(order.joined(separator: ", "))" : "")
      let test =
        operands[0].numerator
        + (competes == nil ? "" : " AND \(operands[first - 1].numerator)")
      return ["CASE WHEN \(test) THEN \(dialect.cast("\(function) OVER (\(frame))", dialect.whole)) END"]
    }
  }

  /// The rank as it is printed.
  func shown(_ rank: Int) -> ItemID {
    let name = "shown \(rank)"
    if let known = rankItems[name] { return known }
    let parts = parts(ofRank: rank)
    let made: ItemID
    switch plan.ranks[rank].ties {
    case .shared: made = window(parts, "RANK()")
    case .dense: made = window(parts, "DENSE_RANK()")
    case .tableOrder: made = window(parts, "ROW_NUMBER()", byTable: true)
    }
    let title = plan.ranks[rank].name.isEmpty ? word("名次", "rank") : plan.ranks[rank].name
    items[made].name = unique(title)
    items[made].note = word("排名 ", "rank ") + plan.ranks[rank].keys.map(\.text).joined(separator: "，")
    rankItems[name] = made
    return made
  }

  /// 1 + how many are strictly better among those that compete for the same places.
  func standing(_ rank: Int, within: ItemID?) -> ItemID {
    let name = "standing \(rank) \(within.map(String.init) ?? "-")"
    if let known = rankItems[name] { return known }
    let parts = parts(ofRank: rank)
    let made = window(parts, "RANK()", among: [within].compactMap { $0 }, where: grouped(within))
    rankItems[name] = made
    return made
  }

  /// Whether a row has a group; nil where there are none to tell apart.
  func grouped(_ within: ItemID?) -> ItemID? {
    guard let within else { return nil }
    let made = scalar(items[within].grain, .truth, .plain, [within], strict: false) {
      ["(\($0[0].numerator) IS NOT NULL)"]
    }
    items[made].always = true
    return made
  }

  // MARK: - Grades

  func grade(_ grade: Int, _ grain: Grain, _ kind: ValueKind) -> ItemID {
    let name = "grade \(grade)"
    if let known = rankItems[name], items[known].grain == grain { return known }
    let definition = plan.grades[grade]
    let dialect = dialect
    var operands: [ItemID] = []
    var branches: [([Quantity]) -> String] = []
    func ask(_ item: ItemID) -> Int {
      operands.append(item)
      return operands.count - 1
    }
    let vetoed = plan.vetoed.map { item(of: $0, at: grain) }
    if let outside = definition.outside {
      let place = ask(item(of: outside, at: grain))
      branches.append { "WHEN \($0[place].numerator) THEN NULL" }
    }
    if let verdict = plan.verdict {
      let place = ask(item(of: verdict, at: grain))
      let veto = vetoed.map(ask)
      branches.append { operands in
        let word = operands[place].numerator
        let open = veto.map { " AND COALESCE(\(operands[$0].numerator), \(dialect.truth(true)))" } ?? ""
        return "WHEN \(word) IS NOT NULL\(open) THEN \(word)"
      }
    }
    for row in definition.rows {
      let name = dialect.text(row.grade)
      switch row.test {
      case .condition(let condition):
        let place = ask(item(of: condition, at: grain))
        branches.append { operands in
          let test = operands[place].numerator
          return "WHEN \(test) THEN \(name) WHEN \(test) IS NULL THEN NULL"
        }
      case .first(let n, let isShare, let mode):
        guard let rank = definition.rank else { continue }
        let within = definition.within.map { item(of: $0, at: plan.ranks[rank].grain) }
        let place = ask(bring(inFirst(n, isShare: isShare, mode, rank, within, grain), to: grain))
        branches.append { "WHEN \($0[place].numerator) THEN \(name)" }
      case .vetoed:
        guard let vetoed else { continue }
        let place = ask(vetoed)
        branches.append { "WHEN \($0[place].numerator) THEN \(name)" }
      case .rest:
        branches.append { _ in "WHEN 1 = 1 THEN \(name)" }
      }
    }
    guard !branches.isEmpty else { return absent(grain, kind) }
    let made = scalar(grain, kind, .plain, name: definition.name, operands, once: false, strict: false) {
      operands in
      ["CASE " + branches.map { $0(operands) }.joined(separator: " ") + " END"]
    }
    rankItems[name] = made
    return made
  }

  /// Whether a row stands among the first n, or the first share, of its group.
  private func inFirst(
    _ n: NodeID, isShare: Bool, _ mode: RoundingMode, _ rank: Int, _ within: ItemID?, _ grain: Grain
  ) -> ItemID {
    let standing = standing(rank, within: within)
    let own = plan.ranks[rank].grain
    var limit = item(of: n, at: own)
    if isShare {
      let parts = parts(ofRank: rank)
      let count = window(
        parts, "COUNT(*)", among: [within].compactMap { $0 }, ordered: false, where: grouped(within))
      limit = rounded(product(limit, count, own, .number(.plain), name: "c"), mode, 0, name: "c")
    }
    return compare(.lessOrEqual, standing, limit, own)
  }
}

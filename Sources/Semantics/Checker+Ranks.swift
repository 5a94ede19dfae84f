import Diagnostics
import Exact
import Syntax

extension Checker {
  struct RankEntry {
    var statement: RankStatement
    var source: SourceText
    var clause: Int?
    var state: State = .waiting

    enum State {
      case waiting, underWay, failed
      case done(Int)
    }
  }

  struct GradeEntry {
    var statement: GradeStatement
    var source: SourceText
    var clause: Int?
    var state: RankEntry.State = .waiting
  }

  static let defaultGrade = "等次"

  func declare(_ statement: RankStatement, clause: Int?) {
    let name = statement.name?.text ?? Self.defaultRank
    guard !isTaken(name) else {
      return repeated(Name(name, statement.name?.span ?? statement.span))
    }
    rankNamed[name] = RankEntry(statement: statement, source: spot.source, clause: clause)
    rankOrder.append(name)
  }

  func declare(_ statement: GradeStatement, clause: Int?) {
    let name = statement.name?.text ?? Self.defaultGrade
    guard !isTaken(name) else {
      return repeated(Name(name, statement.name?.span ?? statement.span))
    }
    gradeNamed[name] = GradeEntry(statement: statement, source: spot.source, clause: clause)
    gradeOrder.append(name)
  }

  /// The grain of ranks, lists and tables: units, or units by period (按 半年), and what else parts them.
  func frame(_ keys: [Name], inGroup: Bool, _ span: Span) throws(Failure) -> (grain: Grain, within: NodeID?) {
    var grain = Grain.unit
    var within: NodeID?
    for key in keys {
      if let unit = calendarUnit(named: key.text) {
        grain = .unitPeriod(unit)
      } else {
        let value = try resolve(NameReference(name: key, member: nil))
        guard case .code = value.kind, value.grain == .unit else {
          throw failure(.notAChoice, key.span, Phrase(key.text), kindName(value.kind))
        }
        within = value.node
      }
    }
    if inGroup {
      guard let column = groupColumn else { throw failure(.noGroup, span, help: otherGroups) }
      within = columnValue(column, field: nil, span: span).node
    }
    return (grain, within.map { spread($0, to: grain) })
  }

  /// Columns that 按 could name where no column is called 组.
  private var otherGroups: Phrase? {
    guard let unitTable else { return nil }
    let choices = plan.tables.filter { $0.grain == .unit }.flatMap(\.columns).filter { column in
      guard case .options = column.type else { return false }
      return true
    }
    guard let name = choices.first?.name, plan.tables.indices.contains(unitTable) else { return nil }
    return Phrase(
      "要按“\(name)”这一列分，写“按 \(name)”；也可以把这一列叫作“组”",
      "to part units by the column “\(name)” write “by \(name)”, or call that column “group”")
  }

  /// - Parameter byName: whether names and identities may order, as they do rows of a printed table.
  func sortKeys(
    _ keys: [OrderKey], at grain: Grain, byName: Bool = false
  ) throws(Failure) -> [SortKey] {
    var result: [SortKey] = []
    for key in keys {
      let value = try with({
        $0.target = grain
        $0.isOfRow = true
      }) { () throws(Failure) in try expression(key.value) }
      guard isOrdered(value.kind) || (byName && isNamed(value.kind)) else {
        throw failure(.numberNeeded, key.span, Phrase(foldedText(key.value.span)), kindName(value.kind))
      }
      try mustReach(grain, value.grain, key.value.span, help: byName ? nil : fineRankHelp(value.grain))
      result.append(
        SortKey(
          node: spread(value.node, to: grain), descending: key.descending, text: foldedText(key.value.span)))
    }
    return result
  }

  private func isNamed(_ kind: ValueKind) -> Bool {
    switch kind {
    case .code(.units), .code(.occurring): true
    case .code(.options), .number, .date, .period, .truth, .text: false
    }
  }

  /// Points of a person or medium cannot be ranked in a method whose names are units.
  private func fineRankHelp(_ grain: Grain) -> Phrase? {
    let table: Int
    var columns: [Int]
    switch grain {
    case .keyed(let keyed, let keys, _): (table, columns) = (keyed, keys)
    case .rows(let rows), .shares(let rows): (table, columns) = (rows, plan.tables[rows].keys)
    case .one, .period, .classes, .unit, .unitPeriod: return nil
    }
    let schema = plan.tables[table]
    columns.removeAll { $0 == schema.unitColumn }
    guard let column = columns.first else { return nil }
    let name = schema.columns[column].name
    return Phrase(
      "排名只排\(plan.unitHeader)：先用 合计、最高 等汇总；要排\(name)，另写一部以“\(name)”为“名称”的办法",
      "a rank orders units: fold it with sum, highest and so on; to rank by “\(name)” write another method where “\(name)” is the column of kind name"
    )
  }

  private func isOrdered(_ kind: ValueKind) -> Bool {
    switch kind {
    case .number, .date, .period, .code(.options), .truth: true
    case .code, .text: false
    }
  }

  /// A condition at a grain, as a node there.
  func condition(_ expression: Expression, at grain: Grain) throws(Failure) -> NodeID {
    let value = try with({
      $0.target = grain
      $0.isOfRow = true
    }) { () throws(Failure) in try truth(expression) }
    try mustReach(grain, value.grain, expression.span, help: periodAdvice(value.grain, at: grain))
    return spread(value.node, to: grain)
  }

  func rankIndex(_ name: String, _ span: Span) throws(Failure) -> Int {
    guard let entry = rankNamed[name] else { throw failure(.noRank, span) }
    switch entry.state {
    case .done(let index): return index
    case .failed: throw Failure(diagnostic: nil)
    case .underWay:
      throw failure(.cyclicDefinition, span, Phrase(name), circle(Phrase(name)))
    case .waiting: break
    }
    rankNamed[name]?.state = .underWay
    underWay.append(Phrase(name))
    defer { underWay.removeLast() }
    do throws(Failure) {
      var spot = Spot(source: entry.source, label: nil, subject: [.name(name)])
      spot.clause = entry.clause
      let rank = try at(spot) { () throws(Failure) in try compile(entry.statement, name) }
      plan.ranks.append(rank)
      rankNamed[name]?.state = .done(plan.ranks.count - 1)
      return plan.ranks.count - 1
    } catch {
      rankNamed[name]?.state = .failed
      throw error
    }
  }

  private func compile(_ statement: RankStatement, _ name: String) throws(Failure) -> RankPlan {
    let (grain, within) = try frame(statement.keysBy, inGroup: statement.inGroup, statement.span)
    let keys = try sortKeys(statement.order, at: grain)
    var unranked: NodeID?
    for expression in statement.unranked {
      let test = definitely(try condition(expression, at: grain))
      unranked = unranked.map { node(.or($0, test), grain, .truth) } ?? test
    }
    if let limit = statement.condition {
      let outside = node(.not(definitely(try condition(limit, at: grain))), grain, .truth)
      unranked = unranked.map { node(.or($0, outside), grain, .truth) } ?? outside
    }
    let ties: TieStyle =
      statement.ties == .dense ? .dense : statement.ties == .tableOrder ? .tableOrder : .shared
    return RankPlan(
      name: name, grain: grain, within: within, keys: keys, ties: ties, unranked: unranked,
      place: place(statement.span))
  }

  func rankValue(_ name: String, _ span: Span) throws(Failure) -> Value {
    let index = try rankIndex(name, span)
    let rank = plan.ranks[index]
    let kind = ValueKind.number(.tagged("名"))
    return Value(node: node(.rank(index), rank.grain, kind), grain: rank.grain, kind: kind, span: span)
  }

  /// The rank that orders a list or table: of those with the same partition, else of all, the unnamed one, one
  /// that `printed` names, or the only one. Where a cut hangs on it (`cutAt`) several are an error, not a guess.
  func rank(grain: Grain, within: NodeID?, printed: Set<String> = [], cutAt span: Span? = nil) throws(Failure)
    -> Int?
  {
    var all: [(name: String, index: Int)] = []
    for name in rankOrder {
      guard let index = try? rankIndex(name, .empty), plan.ranks[index].grain == grain else { continue }
      all.append((name, index))
    }
    if all.isEmpty, let span, let name = rankOrder.first(where: isUnderWay) {
      throw failure(.cyclicDefinition, span, Phrase(name), circle(Phrase(name)))
    }
    let fitting = all.filter { plan.ranks[$0.index].within == within }
    let candidates = fitting.isEmpty ? all : fitting
    if let final = candidates.first(where: { $0.name == Self.defaultRank }) { return final.index }
    if let span, candidates.count > 1 {
      let names = candidates.map(\.name)
      throw failure(
        .rankAmbiguous, span, Phrase(names.joined(separator: "、"), names.joined(separator: ", ")),
        Phrase(names[0]))
    }
    return (candidates.first { printed.contains($0.name) } ?? candidates.first)?.index
  }

  private func isUnderWay(_ name: String) -> Bool {
    if case .underWay? = rankNamed[name]?.state { return true }
    return false
  }

  // MARK: Grades

  func gradeValue(_ name: String, _ span: Span) throws(Failure) -> Value {
    guard let entry = gradeNamed[name] else { throw failure(.noGrade, span) }
    let index: Int
    switch entry.state {
    case .done(let known): index = known
    case .failed: throw Failure(diagnostic: nil)
    case .underWay: throw failure(.cyclicDefinition, span, Phrase(name), circle(Phrase(name)))
    case .waiting:
      gradeNamed[name]?.state = .underWay
      underWay.append(Phrase(name))
      defer { underWay.removeLast() }
      do throws(Failure) {
        var spot = Spot(source: entry.source, label: nil, subject: [.name(name)])
        spot.clause = entry.clause
        let grade = try at(spot) { () throws(Failure) in try compile(entry.statement, name) }
        plan.grades.append(grade)
        index = plan.grades.count - 1
        gradeNamed[name]?.state = .done(index)
      } catch {
        gradeNamed[name]?.state = .failed
        throw error
      }
    }
    let kind = ValueKind.code(.options(gradeOptions(index)))
    return Value(node: node(.grade(index), .unit, kind), grain: .unit, kind: kind, span: span)
  }

  /// Grades in printed order, verdicts of vetoes after them.
  private func gradeOptions(_ index: Int) -> [String] {
    var options: [String] = []
    for row in plan.grades[index].rows where !options.contains(row.grade) { options.append(row.grade) }
    for veto in vetoes where !options.contains(veto.verdict) { options.append(veto.verdict) }
    return options
  }

  private func compile(_ statement: GradeStatement, _ name: String) throws(Failure) -> GradePlan {
    var (_, within) = try frame(
      statement.keysBy.filter { rankNamed[$0.text] == nil }, inGroup: statement.inGroup, statement.span)
    var named: Int?
    if let name = statement.keysBy.first(where: { rankNamed[$0.text] != nil }) {
      let index = try rankIndex(name.text, name.span)
      guard plan.ranks[index].grain == .unit else { throw failure(.noRank, name.span) }
      named = index
      within = within ?? plan.ranks[index].within
    }
    _ = try vetoed(statement.span)
    spot.isGrouped = within != nil
    var rows: [GradePlan.Row] = []
    var rank: Int?
    for row in statement.rows {
      let test: GradePlan.Test
      switch row.test {
      case .rest: test = .rest
      case .vetoed: test = .vetoed
      case .condition(let expression):
        test = .condition(
          try with({ $0.subject = [.name(name), .name(row.grade.text)] }) { () throws(Failure) in
            try condition(expression, at: .unit)
          })
      case .first(let amount):
        rank = named
        if rank == nil { rank = try self.rank(grain: .unit, within: within, cutAt: row.span) }
        guard rank != nil else { throw failure(.noRank, row.span) }
        let value = try with({
          $0.subject = [.name(name), .name(row.grade.text)]
          $0.role = .keyword(Keyword.first.phrase)
        }) { () throws(Failure) in try number(expression(amount)) }
        try mustReach(.unit, value.grain, amount.span)
        test = .first(spread(value.node, to: .unit), isShare: isShare(value.node), .halfUp)
      }
      rows.append(.init(grade: row.grade.text, test: test))
    }
    let outside = try statement.condition.map { limit throws(Failure) in
      node(.not(definitely(try condition(limit, at: .unit))), .unit, .truth)
    }
    return GradePlan(
      name: name, within: within, rank: rank, outside: outside, rows: rows, place: place(statement.span))
  }
}

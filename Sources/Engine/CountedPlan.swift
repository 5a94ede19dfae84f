import Semantics

/// How the records of one table can be counted instead of kept.
///
/// A record matters to a score only by the cells that the method reads, and by which other records share its unit and
/// its key (同一 信息编号). So records that agree in every cell that is read are one *class*; the records of one unit and
/// one key, in their order, make a *case*; and what a case adds to its unit depends on nothing but its classes. Each
/// distinct case is evaluated once, by the same `Evaluation` as anything else, and the rest is counting. A method fits
/// where no line looks from a record at something else: at its unit's sum, at another unit, at the table as a whole.
struct CountedPlan {
  let plan: Plan
  let table: Int
  /// The column whose equal values bring records of a unit together; nil where each record stands alone.
  private(set) var keyColumn: Int?
  /// Columns that record nodes read.
  private(set) var classColumns: [Int] = []
  /// Columns that say something about the unit, which all of its records have to agree in.
  private(set) var attributeColumns: [Int] = []
  /// Columns of which nothing but their being well-formed matters.
  private(set) var checkedColumns: [Int] = []
  /// Nodes at the records of the table or its keys: never computed record by record.
  private(set) var isRecord: [Bool] = []
  /// Aggregates of records, which cases add up to.
  private(set) var totals: [NodeID] = []

  private var classes: Set<Int> = []
  private var attributes: Set<Int> = []
  private var keySets: [Set<Int>] = []
  private var keepsByDate = false
  private var isDataless: [Bool] = []
  private var isPerClass: [Bool] = []

  /// nil where the method looks at a record's surroundings, or prints records.
  init?(_ plan: Plan, table: Int) {
    self.plan = plan
    self.table = table
    let schema = plan.tables[table]
    guard schema.grain == .rows(table), schema.keys.isEmpty, schema.unitColumn != nil,
      schema.namesColumn == nil
    else { return nil }
    let count = plan.nodes.count
    isRecord = plan.nodes.map { $0.grain.isOfRecords(table) }
    isDataless = [Bool](repeating: false, count: count)
    isPerClass = [Bool](repeating: false, count: count)
    let wanted = plan.reachable(from: plan.results + plan.bounds + plan.explained)
    for node in plan.nodes.indices where wanted[node] {
      guard isRecord[node] ? takesRecord(node) : takesOther(node) else { return nil }
    }
    guard printsNoRecords, postsPerClass, chooseColumns(schema) else { return nil }
  }

  // MARK: - Nodes

  /// A node at records: whether it rests on the record, its case and constants alone.
  private mutating func takesRecord(_ node: NodeID) -> Bool {
    if case .keyed(_, let columns, let withUnit) = plan.nodes[node].grain {
      guard withUnit else { return false }
      keySets.append(Set(columns))
    }
    var perClass = plan.nodes[node].grain == .rows(table)
    switch plan.nodes[node].op {
    case .input(let own, let column, _):
      guard own == table, takesInput(column) else { return false }
      return finish(node, perClass)
    case .keep(_, let total, let keys, let by, let n):
      guard takesKeys(keys) else { return false }
      keepsByDate = true
      for operand in [total, by, n].compactMap({ $0 }) where !rests(operand) { return false }
      return finish(node, false)
    case .spread(let value):
      // The unit is the same for all records of a case; what reads its name is refused below.
      if case .unitName = plan.nodes[value].op { return finish(node, false) }
    case .unitName: return finish(node, false)
    case .periodOf: useDate()
    case .workdays(_, _, let holidays): if holidays?.table == table { return false }
    case .fetch(let other, _, _): if other == table { return false }
    case .aggregate(.longestRun, _, _), .previous, .cumulative, .rank, .grade, .allBlank, .shareOf, .position:
      return false
    case .aggregate, .sumOfHighest: perClass = false
    case .figure, .number, .truth, .code, .calendar, .present, .days, .sum, .subtract, .multiply, .divide,
      .negate,
      .absolute, .minimum, .maximum, .compare, .sameCode, .isOneOf, .and, .or, .not, .isAbsent, .choose,
      .guarded,
      .lookup, .round, .roundToMultiple, .steps, .escalating, .dayOfMonth,
      .shifted:
      break
    }
    var fits = true
    plan.visitOperands(of: node) { operand in
      fits = fits && rests(operand)
      perClass = perClass && (isPerClass[operand] || isDataless[operand])
    }
    return fits && finish(node, perClass)
  }

  private mutating func finish(_ node: NodeID, _ perClass: Bool) -> Bool {
    isPerClass[node] = perClass
    return true
  }

  /// Whether an operand of a record node is a record's value or a constant, and neither an identity nor a unit.
  private func rests(_ operand: NodeID) -> Bool {
    guard isRecord[operand] else { return isDataless[operand] }
    switch plan.nodes[operand].op {
    case .input(_, let column, _): return !isIdentity(column)
    case .unitName: return false
    case .spread(let value):
      if case .unitName = plan.nodes[value].op { return false }
      return true
    case _: return true
    }
  }

  private func isIdentity(_ column: Int) -> Bool { plan.tables[table].columns[column].type == .id }

  private mutating func takesInput(_ column: Int) -> Bool {
    switch plan.tables[table].columns[column].type {
    case .name, .names, .text: return false
    case .id: return true
    case .options, .yesNo, .date, .period, .number, .percent, .notation:
      classes.insert(column)
      return true
    }
  }

  /// The keys of a selection: the unit, identities, and whatever records have.
  private mutating func takesKeys(_ keys: [NodeID]) -> Bool {
    var columns: Set<Int> = []
    var hasUnit = false
    for key in keys {
      guard isRecord[key] else { return false }
      switch plan.nodes[key].op {
      case .unitName: hasUnit = true
      case .spread(let value):
        guard case .unitName = plan.nodes[value].op else { return false }
        hasUnit = true
      case .input(_, let column, _): if isIdentity(column) { columns.insert(column) }
      case _: break
      }
    }
    keySets.append(columns)
    return hasUnit
  }

  private mutating func useDate() {
    if let dated = plan.tables[table].datedColumn { classes.insert(dated) }
  }

  /// A node at another grain: whether it asks nothing of the records but totals and their unit's attributes.
  private mutating func takesOther(_ node: NodeID) -> Bool {
    var readsRecords = false
    var dataless = plan.nodes[node].grain == .one
    plan.visitOperands(of: node) { operand in
      readsRecords = readsRecords || isRecord[operand]
      dataless = dataless && isDataless[operand]
    }
    switch plan.nodes[node].op {
    case .figure, .number, .truth, .code, .calendar: break
    case .input(let own, let column, _):
      dataless = false
      if own == table {
        guard plan.nodes[node].grain == .unit, takesAttribute(column) else { return false }
      }
    case .present(let own):
      dataless = false
      if own == table {
        switch plan.nodes[node].grain {
        case .unit, .one: break
        case .period, .classes, .unitPeriod, .rows, .keyed, .shares: return false
        }
      }
    case .fetch(let own, _, _):
      dataless = false
      if own == table { return false }
    case .workdays(_, _, let holidays):
      dataless = false
      if holidays?.table == table { return false }
    case .unitName, .allBlank, .periodOf, .rank, .grade, .position, .shareOf, .previous, .cumulative, .keep,
      .aggregate, .sumOfHighest:
      dataless = false
    case .days, .spread, .sum, .subtract, .multiply, .divide, .negate, .absolute, .minimum, .maximum,
      .compare,
      .sameCode, .isOneOf, .and, .or, .not, .isAbsent, .choose, .guarded, .lookup, .round, .roundToMultiple,
      .steps,
      .escalating, .dayOfMonth, .shifted:
      break
    }
    isDataless[node] = dataless
    return !readsRecords || takesTotal(node)
  }

  private mutating func takesAttribute(_ column: Int) -> Bool {
    switch plan.tables[table].columns[column].type {
    case .name, .names, .text, .id, .notation: return false
    case .options, .yesNo, .date, .period, .number, .percent:
      attributes.insert(column)
      return true
    }
  }

  private mutating func takesTotal(_ node: NodeID) -> Bool {
    guard case .aggregate(let aggregate, let value, let condition) = plan.nodes[node].op,
      aggregate != .longestRun,
      isRecord[value], rests(value)
    else { return false }
    if let condition, !rests(condition) { return false }
    switch plan.nodes[node].grain {
    case .unit, .one: break
    case .unitPeriod: useDate()
    case .period, .classes, .rows, .keyed, .shares: return false
    }
    switch (aggregate, plan.nodes[value].kind) {
    case (.highest, .number), (.lowest, .number), (.sum, .number), (.average, .number), (.count, _),
      (.any, .truth),
      (.all, .truth):
      totals.append(node)
      return true
    case _: return false
    }
  }

  // MARK: - The whole method

  /// Nothing that is printed, ranked, listed or checked stands at a record.
  private var printsNoRecords: Bool {
    var bounds: Set<NodeID> = []
    for requirement in plan.requirements {
      bounds.formUnion([requirement.holds, requirement.low, requirement.high].compactMap { $0 })
      if isRecord[requirement.holds], !isPerClass[requirement.holds] { return false }
    }
    if plan.results.contains(where: { isRecord[$0] && !bounds.contains($0) }) { return false }
    if plan.publications.contains(where: { $0.grain.isOfRecords(table) }) { return false }
    if plan.lists.contains(where: { $0.grain.isOfRecords(table) }) { return false }
    return !plan.publications.flatMap(\.columns).contains { column in
      if case .cell(let cell) = column.content { return cell.table == table }
      return false
    }
  }

  /// What says which records earned nothing must be known from a record alone.
  private var postsPerClass: Bool {
    plan.postings.allSatisfy { posting in
      posting.stratum > .add || plan.nodes[posting.amount].grain != .rows(table) || isPerClass[posting.amount]
    }
  }

  private mutating func chooseColumns(_ schema: TableSchema) -> Bool {
    if let head = keySets.first {
      let common = keySets.dropFirst().reduce(head) { $0.intersection($1) }
      keyColumn = common.filter { isIdentity($0) }.min()
      // Records of a unit without a key of their own would all be one case.
      guard keyColumn != nil else { return false }
      classes.formUnion(keySets.reduce(into: Set()) { $0.formUnion($1) })
    }
    if keepsByDate { useDate() }
    if let keyColumn { classes.remove(keyColumn) }
    classColumns = classes.sorted()
    attributeColumns = attributes.sorted()
    checkedColumns = schema.columns.indices.filter { column in
      switch schema.columns[column].type {
      case .text, .name, .names: return false
      case .id: return column != keyColumn && !classes.contains(column)
      case .options, .yesNo, .date, .period, .number, .percent, .notation:
        return !classes.contains(column) && !attributes.contains(column)
      }
    }
    return classColumns.count <= 12 && attributeColumns.count <= 12
  }
}

extension Grain {
  /// Whether its values stand at records of a table, or at keys among them.
  func isOfRecords(_ table: Int) -> Bool {
    switch self {
    case .rows(let own), .shares(let own), .keyed(let own, _, _): own == table
    case .one, .period, .classes, .unit, .unitPeriod: false
    }
  }
}

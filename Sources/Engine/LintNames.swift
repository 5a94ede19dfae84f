import Diagnostics
import Exact
import Semantics

/// What the nodes of a plan are called in its method, and how values are said.
struct LintNames {
  let plan: Plan
  private var names: [NodeID: Phrase] = [:]

  init(_ plan: Plan) {
    self.plan = plan
    func name(_ node: NodeID?, _ phrase: Phrase) {
      guard let node else { return }
      let own = plan.unspread(node)
      if names[own] == nil { names[own] = phrase }
    }
    for definition in plan.definitions { name(definition.node, Phrase("“\(definition.name)”")) }
    for (node, entry) in plan.nodes.enumerated() {
      switch entry.op {
      case .input(let table, let column, let field):
        var text = plan.tables[table].columns[column].name
        if case .notation(_, let fields) = plan.tables[table].columns[column].type, let field,
          fields.indices.contains(field)
        {
          text += "." + fields[field].name
        }
        name(node, Phrase("“\(text)”"))
      case .aggregate(.count, let value, _):
        guard case .rows(let table) = plan.nodes[value].grain else { break }
        let title = plan.tables[table].name
        name(node, Phrase("“\(title)”的行数", "the number of rows of “\(title)”"))
      default: break
      }
    }
    for clause in plan.clauses {
      name(clause.total, Phrase("条款“\(clause.label)”的得分", "the score of clause “\(clause.label)”"))
    }
    for part in plan.parts {
      name(part.total, Phrase("部分“\(part.label)”的得分", "the score of part “\(part.label)”"))
    }
    for posting in plan.postings {
      for case .operand(let text, let node) in posting.formula where !text.isEmpty {
        name(node, Phrase("“\(text)”"))
      }
    }
  }

  /// The name of a value; nil where the method gives it none.
  func name(_ node: NodeID) -> Phrase? { names[plan.unspread(node)] }

  func owner(_ owner: Owner) -> Phrase {
    switch owner {
    case .clause(let index):
      guard plan.clauses.indices.contains(index) else { return Phrase("总分", "the total") }
      let label = plan.clauses[index].label
      return Phrase("条款“\(label)”", "clause “\(label)”")
    case .part(let index):
      guard plan.parts.indices.contains(index) else { return Phrase("总分", "the total") }
      let label = plan.parts[index].label
      return Phrase("部分“\(label)”", "part “\(label)”")
    case .definition(let name): return Phrase("“\(name)”")
    }
  }

  // MARK: Values

  func measure(of node: NodeID) -> Measure {
    guard plan.nodes.indices.contains(node), case .number(let measure) = plan.nodes[node].kind else { return .plain }
    return measure
  }

  /// A number with its measure: 12 分, 3 条, 0.75.
  static func amount(_ value: Rational, _ measure: Measure) -> Phrase {
    let text = value.readable
    let shown = Rational(decimal: text) ?? value
    let figure = Figure(address: [], value: nil, openReason: nil, measure: measure, isPercent: false, place: .nowhere)
    return Phrase(figure.written(shown, .chinese), figure.written(shown, .english))
  }

  func amount(_ value: Rational, of node: NodeID) -> Phrase {
    isRatio(node) ? Phrase((value * Rational(100)).readable + "%") : Self.amount(value, measure(of: node))
  }

  /// Whether a value is a column that is written with a percent sign.
  private func isRatio(_ node: NodeID) -> Bool {
    guard case .input(let table, let column, _) = plan.nodes[plan.unspread(node)].op else { return false }
    return plan.tables[table].columns[column].type == .percent
  }

  /// What a value can come to, behind its name: 只能在 0 分 至 12 分 之间.
  func range(_ range: LintRange, of node: NodeID) -> Phrase {
    guard range.mayBePresent else { return Phrase("总是空的", "is always blank") }
    switch range.values {
    case .numbers(let interval): return self.range(interval, of: node)
    case .truths(let canHold, _): return canHold ? Phrase("总是“是”", "is always yes") : Phrase("总是“否”", "is always no")
    case .codes(let texts):
      let options = ordered(texts ?? [], of: node)
      return Phrase(
        "只能是 \(options.joined(separator: "、"))", "can only be \(options.joined(separator: ", "))")
    case .texts: return Phrase("什么都可能", "can be anything")
    }
  }

  private func ordered(_ texts: Set<String>, of node: NodeID) -> [String] {
    guard case .code(.options(let options)) = plan.nodes[node].kind else { return texts.sorted() }
    return options.filter { texts.contains($0) }
  }

  private func range(_ interval: LintInterval, of node: NodeID) -> Phrase {
    func said(_ bound: LintInterval.Bound) -> Phrase { amount(bound.value, of: node) }
    if let point = interval.point {
      let text = amount(point, of: node)
      return Phrase("只能是 \(text.chinese)", "can only be \(text.english)")
    }
    switch (interval.low, interval.high) {
    case (let low?, let high?):
      let (least, most) = (said(low), said(high))
      return Phrase(
        "只能在 \(least.chinese) 至 \(most.chinese) 之间", "can only lie between \(least.english) and \(most.english)")
    case (let low?, nil):
      let least = said(low)
      return low.isOpen
        ? Phrase("总是超过 \(least.chinese)", "is always above \(least.english)")
        : Phrase("不会低于 \(least.chinese)", "is never below \(least.english)")
    case (nil, let high?):
      let most = said(high)
      return high.isOpen
        ? Phrase("总是不足 \(most.chinese)", "is always below \(most.english)")
        : Phrase("不会超过 \(most.chinese)", "is never above \(most.english)")
    case (nil, nil): return Phrase("什么数都可能", "can be any number")
    }
  }

  // MARK: Cases

  /// The n-th unit of a counter-example.
  func unit(_ place: Int) -> String {
    let isLatin = plan.unitHeader.utf8.allSatisfy { $0 < 0x80 }
    let names = isLatin ? ["A", "B", "C", "D", "E", "F"] : ["甲", "乙", "丙", "丁", "戊", "己"]
    if names.indices.contains(place) { return names[place] }
    return "\(names[0])\(place + 1)"
  }

  /// The rows of cases as a worked example would give them: 采用情况：单位 甲，数据差错 1.
  func text(_ cases: [LintCase]) -> Phrase {
    var chinese: [String] = []
    var english: [String] = []
    for (place, entry) in cases.enumerated() {
      var counted: [(row: LintRow, times: Int)] = []
      for row in entry.rows {
        let alike = counted.firstIndex { $0.row.table == row.table && shown($0.row) == shown(row) }
        if let alike { counted[alike].times += 1 } else { counted.append((row, 1)) }
      }
      for (row, times) in counted {
        let schema = plan.tables[row.table]
        let cells = ["\(header(schema)) \(unit(place))"] + shown(row)
        let (more, moreEnglish) = times > 1 ? ("（这样 \(times) 行）", " (\(times) such rows)") : ("", "")
        chinese.append("\(schema.name)：\(cells.joined(separator: "，"))\(more)")
        english.append("\(schema.name): \(cells.joined(separator: ", "))\(moreEnglish)")
      }
    }
    return Phrase(chinese.joined(separator: "；"), english.joined(separator: "; "))
  }

  private func header(_ schema: TableSchema) -> String {
    (schema.unitColumn ?? schema.namesColumn).map { schema.columns[$0].name } ?? plan.unitHeader
  }

  /// The cells of a row but for ids that nothing rests on, which only tell rows apart.
  private func shown(_ row: LintRow) -> [String] {
    let schema = plan.tables[row.table]
    return row.cells.keys.sorted().compactMap { column in
      guard let text = row.cells[column], !text.isEmpty else { return nil }
      return "\(schema.columns[column].name) \(text)"
    }
  }
}

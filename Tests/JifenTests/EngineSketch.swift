import Diagnostics
import Engine
import Exact
import Semantics
import Tables

/// A plan written by hand, and the tables to run it over.
struct EngineSketch {
  var plan = Plan()
  var files: [(table: Int, text: String)] = []

  static let points = ValueKind.number(.points)

  /// Columns are written `name:kind`: unit, names, id, text, yes, date, month, n, pct, or options a|b. A `?`
  /// behind the kind lets the column be blank, `=x` lets a blank stand for x.
  @discardableResult
  mutating func table(_ name: String, _ grain: Grain? = nil, keys: [Int] = [], columns: String...) -> Int {
    let index = plan.tables.count
    var schemas: [ColumnSchema] = []
    var unit: Int?
    var names: Int?
    var dated: Int?
    for text in columns {
      let parts = text.split(separator: ":", maxSplits: 1).map(String.init)
      var kind = parts[1]
      var blank = BlankRule.refused
      if kind.hasSuffix("?") {
        kind.removeLast()
        blank = .absent
      } else if let equals = kind.firstIndex(of: "=") {
        blank = .stands(String(kind[kind.index(after: equals)...]))
        kind = String(kind[..<equals])
      }
      let type: ColumnType
      switch kind {
      case "unit": (type, unit) = (.name, schemas.count)
      case "names": (type, names) = (.names, schemas.count)
      case "id": type = .id
      case "text": type = .text
      case "yes": type = .yesNo
      case "date": (type, dated) = (.date, schemas.count)
      case "month": (type, dated) = (.period(.month), schemas.count)
      case "n": type = .number(.plain)
      case "pct": type = .percent
      case "条": type = .number(.tagged("条"))
      case "note":
        type = .notation(
          .tagged("条"), [NotationField(name: "专报", mark: ""), NotationField(name: "综合", mark: "*")])
      default: type = .options(kind.split(separator: "|").map(String.init), ordered: true)
      }
      schemas.append(ColumnSchema(name: parts[0], headers: [], type: type, blank: blank, place: .nowhere))
    }
    plan.tables.append(
      TableSchema(
        name: name, grain: grain ?? .rows(index), keys: keys, rowWord: nil, columns: schemas,
        unitColumn: unit,
        namesColumn: names, datedColumn: dated, aliases: [], place: .nowhere))
    return index
  }

  /// Rows of a table as lines of comma-separated cells below a header.
  mutating func file(_ table: Int, _ text: String) {
    files.append((table, text))
  }

  mutating func node(_ op: Op, _ grain: Grain = .unit, _ kind: ValueKind = .number(.points)) -> NodeID {
    plan.nodes.append(Node(op, grain, kind))
    return plan.nodes.count - 1
  }

  mutating func number(_ text: String, _ grain: Grain = .one) -> NodeID {
    node(.number(Rational(decimal: text) ?? .zero), grain)
  }

  /// A column of a table at the table's own grain, or at another.
  mutating func input(_ table: Int, _ name: String, _ grain: Grain? = nil, field: Int? = nil) -> NodeID {
    let schema = plan.tables[table]
    let column = schema.columns.firstIndex { $0.name == name } ?? 0
    let kind: ValueKind
    switch schema.columns[column].type {
    case .name, .names: kind = .code(.units)
    case .id: kind = .code(.occurring(table: table, column: column))
    case .text: kind = .text
    case .options(let options, _): kind = .code(.options(options))
    case .yesNo: kind = .truth
    case .date: kind = .date
    case .period(let unit): kind = .period(unit)
    case .number(let measure), .notation(let measure, _): kind = .number(measure)
    case .percent: kind = .number(.plain)
    }
    return node(.input(table: table, column: column, field: field), grain ?? schema.grain, kind)
  }

  /// A line of a clause that posts an amount.
  mutating func line(_ text: String, _ amount: NodeID, _ stratum: Stratum = .give) {
    if plan.clauses.isEmpty {
      plan.clauses.append(
        ClauseInfo(
          label: "一", title: "", part: nil, total: nil, notScored: nil, assumptions: [], place: .nowhere))
    }
    plan.lines.append(LineInfo(clause: 0, part: nil, text: text, place: .nowhere))
    plan.postings.append(
      Posting(of: .clause(0), by: plan.lines.count - 1, stratum: stratum, amount: amount, formula: []))
  }

  mutating func rank(
    _ key: NodeID, _ more: (NodeID, descending: Bool)..., within: NodeID? = nil, ties: TieStyle = .shared,
    unranked: NodeID? = nil, grain: Grain = .unit
  ) -> Int {
    let keys =
      [SortKey(node: key, descending: true, text: "总分")]
      + more.map { SortKey(node: $0.0, descending: $0.descending, text: "次序") }
    plan.ranks.append(
      RankPlan(
        name: "名次", grain: grain, within: within, keys: keys, ties: ties, unranked: unranked, place: .nowhere)
    )
    return plan.ranks.count - 1
  }

  static func grid(_ name: String, _ text: String) -> Grid {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: true).map { line in
      line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
    return Grid(name: name, headers: lines.first ?? [], rows: Array(lines.dropFirst()))
  }

  func bound() -> (dataset: Dataset?, errors: [Diagnostic]) {
    Dataset.bind(
      plan,
      files.map {
        Dataset.Source(table: $0.table, grid: Self.grid("\(plan.tables[$0.table].name).csv", $0.text))
      })
  }

  /// Evaluates nodes; problems come as codes.
  func evaluated(_ nodes: NodeID...) -> Evaluation? {
    guard let dataset = bound().dataset else { return nil }
    var evaluation = Evaluation(plan: plan, dataset: dataset, figures: plan.writtenFigures)
    evaluation.evaluate(nodes)
    return evaluation
  }

  /// The values of a node as texts; · for absent.
  func values(_ node: NodeID) -> [String] {
    guard let evaluation = evaluated(node) else { return bound().errors.map { $0.message(.chinese) } }
    let count = evaluation.count(of: plan.nodes[node].grain)
    return (0..<count).map { index in
      switch plan.nodes[node].kind {
      case .number: evaluation.number(node, at: index)?.plain ?? "·"
      case .truth: evaluation.truth(node, at: index).map { $0 ? "是" : "否" } ?? "·"
      case .code: evaluation.code(node, at: index).flatMap { evaluation.book(of: node).text($0) } ?? "·"
      case .date, .period: evaluation.code(node, at: index).map { "\($0)" } ?? "·"
      case .text: "?"
      }
    }
  }

  /// The values of one more node.
  func values(_ op: Op, _ grain: Grain = .unit, _ kind: ValueKind = .number(.points)) -> [String] {
    var copy = self
    let node = copy.node(op, grain, kind)
    return copy.values(node)
  }

  func run() -> Run? {
    guard let dataset = bound().dataset else { return nil }
    return Scorer.score(plan: plan, dataset: dataset, figures: plan.writtenFigures)
  }

  func codes() -> [String] { bound().errors.map(\.code.id) }

  /// The findings of a run with a code, in Chinese.
  func findings(_ code: Code) -> [String] {
    run()?.outcome?.findings.filter { $0.code == code }.map { $0.message(.chinese) } ?? []
  }
}

extension EngineSketch {
  func inputOp(_ table: Int, _ name: String, field: Int? = nil) -> Op {
    .input(table: table, column: plan.tables[table].columns.firstIndex { $0.name == name } ?? 0, field: field)
  }
}

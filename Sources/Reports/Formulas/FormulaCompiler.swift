import Diagnostics
import Engine
import Exact
import Semantics
import Tables
import Workbooks

/// Writes an evaluated plan as formulas: a sheet for each grain, a column for each node, a formula for each value.
///
/// The structure of a run (which record is whose, which month, which group a row falls in) is written as it is;
/// every amount, condition, total and rank is a formula over the input sheets and the sheet of figures. Truths
/// are 1 and 0, absent values are blank texts. Comparisons round differences to `digits` decimals, since
/// spreadsheets compute in binary fractions; `FormulaPrecision` makes sure that this decides nothing.
struct FormulaCompiler {
  let evaluation: Evaluation
  let language: Language
  /// Decimals that comparisons keep.
  let digits: Int
  var sheets: [FormulaSheet] = []
  var sheetOf: [Grain: Int] = [:]
  var columnOf: [NodeID: FormulaColumn] = [:]
  /// Columns that several nodes share, by what they hold.
  var shared: [String: FormulaColumn] = [:]
  var inputs: FormulaInputs
  var names: SheetNames
  private var nullable: [NodeID: Bool] = [:]

  init(
    _ evaluation: Evaluation, _ inputs: FormulaInputs, digits: Int, names: SheetNames, _ language: Language
  ) {
    self.evaluation = evaluation
    self.inputs = inputs
    self.digits = digits
    self.names = names
    self.language = language
  }

  var plan: Plan { evaluation.plan }

  /// Writes the nodes and all that they rest on.
  mutating func compile(_ roots: [NodeID]) throws(FormulaFault) {
    let needed = evaluation.needed(by: roots)
    for node in needed.indices where needed[node] && evaluation.isKnown(node) { try compile(node) }
  }

  private mutating func compile(_ node: NodeID) throws(FormulaFault) {
    guard columnOf[node] == nil, constant(node) == nil else { return }
    let grain = plan.nodes[node].grain
    let sheet = sheetIndex(grain)
    var cells: [WorkbookCell] = []
    let formulas = try self.formulas(node)
    cells.reserveCapacity(formulas.count)
    for (index, content) in formulas.enumerated() {
      let result = result(node, index)
      let look = look(node)
      switch content {
      case .fixed: cells.append(Self.fixed(result, look))
      case .formula(let text):
        guard text.utf16.count <= 8000 else {
          throw missing(node, Phrase("超过 8000 字的公式", "a formula of more than 8,000 characters"))
        }
        cells.append(WorkbookCell(.formula(text, result), look))
      }
    }
    columnOf[node] = FormulaColumn(grain: grain, column: sheets[sheet].append(header(node), cells))
  }

  /// What a cell of a node's column holds.
  enum Content {
    /// The value of this run: structure, not arithmetic.
    case fixed
    case formula(String)
  }

  private static func fixed(_ result: WorkbookCell.Result, _ look: CellLook) -> WorkbookCell {
    switch result {
    case .number(let number): WorkbookCell(.number(number), look)
    case .text(""): WorkbookCell(.formula("\"\"", .text("")), look)
    case .text(let text): WorkbookReport.text(text, look)
    }
  }

  // MARK: - Sheets

  /// The sheet of a grain, made where there is none yet.
  mutating func sheetIndex(_ grain: Grain) -> Int {
    if let known = sheetOf[grain] { return known }
    let count = evaluation.count(of: grain)
    let name = names.name(for: Phrase("计算 ", "calc ")[language] + label(grain))
    var sheet = FormulaSheet(name: name, grain: grain, count: count)
    let body = CellLook(.body)
    _ = sheet.append(
      Phrase("序号", "No.")[language],
      (1...max(1, count)).prefix(count).map { WorkbookCell(.number(String($0)), body) })
    let labels = rowLabels(grain, count)
    _ = sheet.append(labels.header, labels.texts.map { WorkbookReport.text($0, CellLook(.body, .left)) })
    if let periods = periodLabels(grain, count) {
      _ = sheet.append(Phrase("期间", "Period")[language], periods.map { WorkbookReport.text($0, body) })
    }
    sheets.append(sheet)
    sheetOf[grain] = sheets.count - 1
    return sheets.count - 1
  }

  /// Column of the key's name, and of its period, in every sheet.
  static let nameColumn = 2
  static let periodColumn = 3

  private func label(_ grain: Grain) -> String {
    switch grain {
    case .one: Phrase("总", "all")[language]
    case .period(let unit): periodWord(unit)
    case .classes: Phrase("组", "groups")[language]
    case .unit: plan.unitHeader
    case .unitPeriod(let unit): plan.unitHeader + " " + periodWord(unit)
    case .rows(let table): plan.tables[table].name
    case .keyed(let table, _, _): plan.tables[table].name + " " + Phrase("合并", "keys")[language]
    case .shares(let table): plan.tables[table].name + " " + Phrase("分摊", "shares")[language]
    }
  }

  private func periodWord(_ unit: CalendarUnit) -> String {
    switch unit {
    case .month: Phrase("月", "months")[language]
    case .quarter: Phrase("季度", "quarters")[language]
    case .halfYear: Phrase("半年", "half-years")[language]
    case .year: Phrase("年", "years")[language]
    }
  }

  private func rowLabels(_ grain: Grain, _ count: Int) -> (header: String, texts: [String]) {
    let row = Phrase("行", "Row")[language]
    switch grain {
    case .one: return (Phrase("项", "Item")[language], [String](repeating: "", count: count))
    case .period(let unit):
      return (periodWord(unit), (0..<count).map { evaluation.periodText(unit, $0)[language] })
    case .classes(let attribute):
      return (Phrase("组", "Group")[language], evaluation.book(of: attribute).texts)
    case .unit, .unitPeriod:
      let units = evaluation.places(of: grain, in: .unit)
      return (plan.unitHeader, units.map { evaluation.dataset.units.text($0) ?? "" })
    case .rows(let table), .keyed(let table, _, _), .shares(let table):
      let rows = evaluation.tableRows(of: grain, in: table)
      let bound = evaluation.dataset.tables[table]
      return (row, rows.map { $0 < 0 ? "" : String(bound.spreadsheetRow(Int($0))) })
    }
  }

  private func periodLabels(_ grain: Grain, _ count: Int) -> [String]? {
    guard case .unitPeriod(let unit) = grain else { return nil }
    let periods = evaluation.periodCount(of: grain)
    return (0..<count).map { evaluation.periodText(unit, $0 % periods)[language] }
  }

  // MARK: - References

  /// An operand at an index of a grain, as a formula written on that grain's sheet refers to it.
  mutating func reference(_ node: NodeID, at grain: Grain, _ index: Int) throws(FormulaFault) -> String {
    if let constant = constant(node) { return constant }
    // A total that a veto sets, for one, stands behind nodes that read it.
    if columnOf[node] == nil, evaluation.isKnown(node) { try compile(node) }
    guard let column = columnOf[node] else {
      throw missing(node, Phrase("没有算出的值", "a value that was not computed"))
    }
    return reference(column, at: grain, index)
  }

  mutating func reference(_ column: FormulaColumn, at grain: Grain, _ index: Int) -> String {
    let sheet = sheets[sheetIndex(column.grain)]
    if column.grain == grain { return sheet.cell(column: column.column, index: index) }
    let place = places(grain, column.grain)[index]
    guard place >= 0 else { return "\"\"" }
    return sheet.prefix + sheet.cell(column: column.column, index: Int(place))
  }

  private var knownPlaces: [[Grain]: [Int32]] = [:]

  mutating func places(_ fine: Grain, _ coarse: Grain) -> [Int32] {
    if let known = knownPlaces[[fine, coarse]] { return known }
    let table = evaluation.places(of: fine, in: coarse)
    knownPlaces[[fine, coarse]] = table
    return table
  }

  /// All values of a column, as a formula on another grain's sheet refers to them.
  mutating func range(_ column: FormulaColumn, from grain: Grain) -> String {
    let sheet = sheets[sheetIndex(column.grain)]
    return (column.grain == grain ? "" : sheet.prefix) + sheet.range(column: column.column)
  }

  /// The range of a node; of a constant, a column that repeats it at `grain`.
  mutating func range(_ node: NodeID, at grain: Grain, from: Grain) throws(FormulaFault) -> String {
    range(try column(node, at: grain), from: from)
  }

  /// A column with the node's values at a grain: its own, or a helper that brings them there.
  mutating func column(_ node: NodeID, at grain: Grain) throws(FormulaFault) -> FormulaColumn {
    if columnOf[node] == nil, plan.nodes[node].grain == grain, evaluation.isKnown(node) { try compile(node) }
    if let own = columnOf[node], own.grain == grain { return own }
    return try helper("node \(node)", header(node), at: grain) { (compiler, index) throws(FormulaFault) in
      (try compiler.reference(node, at: grain, index), compiler.result(node, index, at: grain))
    }
  }

  /// A column of helping formulas, made once for each key.
  mutating func helper(
    _ key: String, _ header: String, at grain: Grain,
    _ cell: (inout FormulaCompiler, Int) throws(FormulaFault) -> (String, WorkbookCell.Result?)
  ) throws(FormulaFault) -> FormulaColumn {
    let key = "\(key) @\(grain)"
    if let known = shared[key] { return known }
    let sheet = sheetIndex(grain)
    var cells: [WorkbookCell] = []
    for index in 0..<sheets[sheet].count {
      let (text, result) = try cell(&self, index)
      cells.append(WorkbookCell(.formula(text, result), CellLook(.body)))
    }
    let column = FormulaColumn(grain: grain, column: sheets[sheet].append(header, cells))
    shared[key] = column
    return column
  }

  /// The column that says where each key of a finer grain belongs in a coarser one: its number, 0 for nowhere.
  mutating func owners(of fine: Grain, in coarse: Grain) -> FormulaColumn {
    let key = "owners \(coarse) @\(fine)"
    if let known = shared[key] { return known }
    let cells = places(fine, coarse).map { WorkbookCell(.number(String($0 + 1)), CellLook(.body)) }
    let header = Phrase("属于 ", "of ")[language] + label(coarse)
    let sheet = sheetIndex(fine)
    let column = FormulaColumn(grain: fine, column: sheets[sheet].append(header, cells))
    shared[key] = column
    return column
  }

  // MARK: - Values

  /// A node that is the same everywhere and needs no column: a literal, or a cell of the sheet of figures.
  func constant(_ node: NodeID) -> String? {
    switch plan.nodes[node].op {
    case .figure(let figure): return inputs.figureCell(figure)
    case .number(let value): return Formula.number(value)
    case .truth(let value): return value ? "1" : "0"
    case .code(let text): return Formula.quoted(canonical(text, node))
    case .calendar(let number):
      if plan.nodes[node].kind == .date { return String(number + FormulaInputs.serialOffset) }
      return String(number)
    case .input, .unitName, .present, .allBlank, .periodOf, .days, .workdays, .dayOfMonth, .shifted, .spread,
      .sum, .subtract,
      .multiply, .divide, .negate, .absolute, .minimum, .maximum, .compare, .sameCode, .isOneOf, .and, .or,
      .not, .isAbsent, .choose, .guarded, .lookup, .fetch, .round, .roundToMultiple, .steps, .escalating,
      .aggregate, .sumOfHighest, .keep, .rank, .grade, .previous, .cumulative, .shareOf, .position:
      return nil
    }
  }

  /// A literal as the values of a node show it.
  func canonical(_ text: String, _ node: NodeID) -> String {
    if case .code(.units) = plan.nodes[node].kind, let unit = evaluation.dataset.unit(named: text) {
      return evaluation.dataset.units.text(unit) ?? text
    }
    let book = evaluation.book(of: node)
    return book.code(of: text).flatMap { book.text($0) } ?? text
  }

  /// The value that a node has in this run.
  func result(_ node: NodeID, _ index: Int) -> WorkbookCell.Result {
    switch plan.nodes[node].kind {
    case .number: evaluation.number(node, at: index).map { .number(Formula.stored($0)) } ?? .text("")
    case .truth: evaluation.truth(node, at: index).map { .number($0 ? "1" : "0") } ?? .text("")
    case .date:
      evaluation.code(node, at: index).map { .number(String(Int($0) + FormulaInputs.serialOffset)) }
        ?? .text("")
    case .period: evaluation.code(node, at: index).map { .number(String($0)) } ?? .text("")
    case .code, .text:
      switch evaluation.value(node, at: index, language: language) {
      case .text(let text): .text(text)
      case .number, .absent: .text("")
      }
    }
  }

  mutating func result(_ node: NodeID, _ index: Int, at grain: Grain) -> WorkbookCell.Result {
    let own = plan.nodes[node].grain
    if own == grain { return result(node, index) }
    let place = places(grain, own)[index]
    return place < 0 ? .text("") : result(node, Int(place))
  }

  private func look(_ node: NodeID) -> CellLook {
    switch plan.nodes[node].kind {
    case .number, .truth, .period: CellLook(.body, .right)
    case .date: CellLook(.body, .right, format: "yyyy\\-mm\\-dd")
    case .code, .text: CellLook(.body, .left)
    }
  }

  /// Whether a node's values may be absent, now or after its inputs change.
  mutating func mayBeBlank(_ node: NodeID) -> Bool {
    if let known = nullable[node] { return known }
    let answer = computeBlank(node)
    nullable[node] = answer
    return answer
  }

  private mutating func computeBlank(_ node: NodeID) -> Bool {
    let op = plan.nodes[node].op
    func any(_ compiler: inout FormulaCompiler) -> Bool { op.operands.contains { compiler.mayBeBlank($0) } }
    switch op {
    case .figure, .number, .truth, .code, .calendar, .unitName, .present, .allBlank, .isAbsent, .keep,
      .cumulative, .position:
      return false
    case .input(let table, let column, _):
      if case .absent = plan.tables[table].columns[column].blank { return true }
      return (0..<evaluation.count(of: plan.nodes[node].grain)).contains { result(node, $0) == .text("") }
    case .periodOf, .dayOfMonth, .shifted, .divide, .lookup, .fetch, .roundToMultiple, .steps, .rank, .grade,
      .previous, .shareOf:
      return true
    case .spread(let value):
      return mayBeBlank(value) || places(plan.nodes[node].grain, plan.nodes[value].grain).contains { $0 < 0 }
    case .aggregate(let aggregate, _, _):
      switch aggregate {
      case .sum, .count, .any, .all, .longestRun: return false
      case .highest, .lowest, .average: return true
      }
    case .guarded(_, let amount): return mayBeBlank(amount)
    case .sumOfHighest(_, let n, _): return mayBeBlank(n)
    case .days, .workdays, .sum, .subtract, .multiply, .negate, .absolute, .minimum, .maximum, .compare,
      .sameCode, .isOneOf, .and, .or, .not, .choose, .round, .escalating:
      if any(&self) { return true }
      // Operands of a coarser grain may not reach here.
      let grain = plan.nodes[node].grain
      return op.operands.contains { operand in
        let own = plan.nodes[operand].grain
        return own != grain && own != .one && constant(operand) == nil
          && places(grain, own).contains { $0 < 0 }
      }
    }
  }

  // MARK: - Names

  /// What a column is called: the name that the method gives it, else the line or the column that it stands for.
  func header(_ node: NodeID) -> String {
    if let name = plan.definitions.first(where: { $0.node == node })?.name { return name }
    if let clause = plan.clauses.first(where: { $0.total == node }) {
      return clause.label + " " + clause.title
    }
    if let part = plan.parts.first(where: { $0.total == node }) { return part.label }
    if let posting = plan.postings.first(where: { $0.amount == node }),
      plan.lines.indices.contains(posting.by)
    {
      return plan.lines[posting.by].text
    }
    let op = plan.nodes[node].op
    if case .rank(let rank) = op { return plan.ranks[rank].name }
    if case .grade(let grade) = op { return plan.grades[grade].name }
    guard case .input(let table, let column, let field) = op else { return op.word[language] }
    let schema = plan.tables[table].columns[column]
    if let field, case .notation(_, let fields) = schema.type {
      return schema.name + "." + fields[field].name
    }
    return schema.name
  }

  /// Where the method says what a node computes.
  func place(_ node: NodeID) -> Place {
    if let named = plan.definitions.first(where: { $0.node == node }) { return named.place }
    if let clause = plan.clauses.first(where: { $0.total == node }) { return clause.place }
    if let posting = plan.postings.first(where: { $0.amount == node }),
      plan.lines.indices.contains(posting.by)
    {
      return plan.lines[posting.by].place
    }
    return .nowhere
  }

  func missing(_ node: NodeID, _ what: Phrase) -> FormulaFault {
    // The nearest thing with a name that rests on it tells the reader most.
    let user = ([node] + plan.nodes.indices.filter { $0 > node }).first { candidate in
      place(candidate) != .nowhere && (candidate == node || evaluation.needed(by: [candidate])[node])
    }
    return .missing(subject: header(user ?? node), what, user.map { place($0) } ?? .nowhere)
  }
}

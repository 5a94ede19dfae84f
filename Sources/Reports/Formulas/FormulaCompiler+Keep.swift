import Diagnostics
import Engine
import Exact
import Semantics
import Workbooks

extension FormulaCompiler {
  /// Which records of each key stay.
  mutating func keep(
    _ node: NodeID, _ rule: KeepRule, _ total: NodeID, _ keys: [NodeID], _ by: NodeID?, _ n: NodeID?
  ) throws(FormulaFault) -> [Content] {
    let grain = plan.nodes[node].grain
    try checkCases(keys, grain, node)
    if rule == .top, let n, !isUniform(n) {
      throw missing(node, Phrase("随记录变化的个数", "a number that differs by record"))
    }
    let key = try helper("same \(keys)", Phrase("同一", "key")[language], at: grain) {
      (compiler, index) throws(FormulaFault) in
      var parts: [String] = []
      for own in keys { parts.append(try compiler.reference(own, at: grain, index)) }
      return (Formula.unlessBlank(parts, parts.joined(separator: "&\"|\"&")), nil)
    }
    let sign = try helper("sign \(total)", Phrase("正负", "sign")[language], at: grain) {
      (compiler, index) throws(FormulaFault) in
      let own = try compiler.reference(total, at: grain, index)
      return ("IF(\(own)=\"\",0,SIGN(ROUND(\(own),\(compiler.digits))))", nil)
    }
    let day = days(grain)
    var order: [FormulaColumn] = []
    // Gains and losses of a key compete apart.
    let same = [key, sign]
    switch (rule, by) {
    case (.once, _): break
    case (.top, let by?): order.append(try sortKey(by, at: grain, descending: true, for: node))
    case (.highest, _), (.top, nil):
      // By the points themselves, the heaviest loss stands first.
      order.append(
        try helper("size \(total)", Phrase("轻重", "weight")[language], at: grain) {
          (compiler, index) throws(FormulaFault) in
          let own = try compiler.reference(total, at: grain, index)
          return ("IF(\(own)=\"\",0,-ABS(ROUND(\(own),\(compiler.digits))))", nil)
        })
    }
    if let day { order.append(day) }
    return try each(evaluation.count(of: grain)) { (compiler, index) throws(FormulaFault) in
      let ownKey = compiler.reference(key, at: grain, index)
      let ownSign = compiler.reference(sign, at: grain, index)
      // Records that scored nothing do not compete.
      let before = compiler.better(order, same: same, at: grain, index, byRow: true)
      let competing = "(\(compiler.range(sign, from: grain))<>0)*"
      let counted = before.replacingPrefix("SUMPRODUCT(", with: "SUMPRODUCT(" + competing)
      var limit = "1"
      if rule == .top, let n {
        let own = try compiler.reference(n, at: grain, index)
        limit = "MAX(0,INT(ROUND(\(own),\(compiler.digits))))"
        if compiler.mayBeBlank(n) { limit = "IF(\(own)=\"\",0,\(limit))" }
      }
      return .formula("IF(OR(\(ownKey)=\"\",\(ownSign)=0),1,IF(\(counted)<\(limit),1,0))")
    }
  }

  /// The day of each record, undated ones last; nil where the table is not dated.
  private mutating func days(_ grain: Grain) -> FormulaColumn? {
    let table: Int
    switch grain {
    case .rows(let own), .shares(let own), .keyed(let own, _, _): table = own
    case .one, .period, .classes, .unit, .unitPeriod: return nil
    }
    guard let dated = plan.tables[table].datedColumn else { return nil }
    if let known = shared["day @\(grain)"] { return known }
    let cells = evaluation.tableRows(of: grain, in: table).map { row -> WorkbookCell in
      switch evaluation.input(table: table, column: dated, field: nil, row: Int(row)) {
      case .date(let days): WorkbookCell(.number(String(Int(days) + FormulaInputs.serialOffset)))
      case .period(let number): WorkbookCell(.number(String(number)))
      case .number, .truth, .code, .text, .absent: WorkbookCell(.number("1000000000"))
      }
    }
    let sheet = sheetIndex(grain)
    let column = FormulaColumn(
      grain: grain, column: sheets[sheet].append(Phrase("日序", "day")[language], cells))
    shared["day @\(grain)"] = column
    return column
  }

  /// Whether a node is the same everywhere, whatever the data.
  private func isUniform(_ node: NodeID) -> Bool {
    if constant(node) != nil || plan.nodes[node].grain == .one { return true }
    let operands = plan.nodes[node].op.operands
    return !operands.isEmpty && operands.allSatisfy { isUniform($0) }
  }

  /// Spreadsheets compare texts without regard to case.
  private mutating func checkCases(_ keys: [NodeID], _ grain: Grain, _ node: NodeID) throws(FormulaFault) {
    var texts: Set<String> = []
    for index in 0..<evaluation.count(of: grain) {
      let parts = keys.map { result($0, index, at: grain) }
      texts.insert(
        parts.map { part in
          switch part {
          case .text(let text), .number(let text): text
          }
        }.joined(separator: "|"))
    }
    guard Set(texts.map { $0.lowercased() }).count == texts.count else {
      throw missing(node, Phrase("只差大小写的编号", "ids that differ in case only"))
    }
  }
}

extension String {
  fileprivate func replacingPrefix(_ prefix: String, with other: String) -> String {
    hasPrefix(prefix) ? other + dropFirst(prefix.count) : self
  }
}

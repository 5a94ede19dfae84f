import Diagnostics
import Engine
import Exact
import Semantics
import Workbooks

extension FormulaCompiler {
  /// What stands last in any order.
  static let last = "1E+300"

  /// A column of numbers that ascend in the order of a key: the best or first has the least, absent values stand
  /// last. Numbers are rounded, so that equal ones are equal to the last bit.
  mutating func sortKey(
    _ node: NodeID, at grain: Grain, descending: Bool, for user: NodeID
  ) throws(FormulaFault) -> FormulaColumn {
    let header = Phrase("排序 ", "order ")[language] + self.header(node)
    return try helper("key \(node) \(descending)", header, at: grain) {
      (compiler, index) throws(FormulaFault) in
      let own = try compiler.reference(node, at: grain, index)
      let sign = descending ? "-" : ""
      let value: String
      switch compiler.plan.nodes[node].kind {
      case .number: value = "\(sign)ROUND(\(own),\(compiler.digits))"
      case .truth, .date, .period: value = sign + own
      case .code: value = sign + (try compiler.codePlace(own, node, user))
      case .text: throw compiler.missing(user, Phrase("文字的先后", "the order of texts"))
      }
      return ("IF(\(own)=\"\",\(Self.last),\(value))", nil)
    }
  }

  /// How many rows come before a row by some keys, among those that have the same values in other columns:
  /// a SUMPRODUCT. `byRow`: among equals the earlier row comes first.
  mutating func better(
    _ keys: [FormulaColumn], same: [FormulaColumn], at grain: Grain, _ index: Int, byRow: Bool,
    dividedBy sizes: FormulaColumn? = nil
  ) -> String {
    var order = byRow ? "(\(numbers(grain, from: grain))<$A\(index + FormulaSheet.firstRow))" : ""
    for key in keys.reversed() {
      let all = range(key, from: grain)
      let own = reference(key, at: grain, index)
      order = order.isEmpty ? "(\(all)<\(own))" : "((\(all)<\(own))+(\(all)=\(own))*\(order))"
    }
    var factors = same.map { column in
      "(\(range(column, from: grain))=\(reference(column, at: grain, index)))"
    }
    factors.append(order)
    let divisor = sizes.map { "/" + range($0, from: grain) } ?? ""
    return "SUMPRODUCT(\(factors.joined(separator: "*"))\(divisor))"
  }

  /// The columns by which a rank works, at its own grain.
  struct RankColumns {
    /// 1 for what is ranked.
    var ranked: FormulaColumn
    /// Equal within what is ranked together.
    var partition: [FormulaColumn]
    var keys: [FormulaColumn]
  }

  mutating func rankColumns(_ rank: Int) throws(FormulaFault) -> RankColumns {
    let definition = plan.ranks[rank]
    let grain = definition.grain
    let user = definition.keys.first?.node ?? 0
    var tested: [NodeID] = []
    if let within = definition.within { tested.append(within) }
    if let first = definition.keys.first { tested.append(first.node) }
    let ranked = try helper("ranked \(rank)", Phrase("参加 ", "in ")[language] + definition.name, at: grain) {
      (compiler, index) throws(FormulaFault) in
      var tests: [String] = []
      for node in tested { tests.append("\(try compiler.reference(node, at: grain, index))<>\"\"") }
      if let unranked = definition.unranked {
        tests.append("\(try compiler.reference(unranked, at: grain, index))<>1")
      }
      guard !tests.isEmpty else { return ("1", .number("1")) }
      return ("IF(AND(\(tests.joined(separator: ","))),1,0)", nil)
    }
    var partition: [FormulaColumn] = []
    if let within = definition.within {
      partition.append(try sortKey(within, at: grain, descending: false, for: user))
    }
    if let period = periodColumn(grain) { partition.append(period) }
    var keys: [FormulaColumn] = []
    for key in definition.keys {
      keys.append(try sortKey(key.node, at: grain, descending: key.descending, for: key.node))
    }
    return RankColumns(ranked: ranked, partition: partition, keys: keys)
  }

  /// The number of each key's period; nil at a grain without periods.
  mutating func periodColumn(_ grain: Grain) -> FormulaColumn? {
    let periods = evaluation.periodCount(of: grain)
    guard periods > 1 else { return nil }
    if let known = shared["period @\(grain)"] { return known }
    let sheet = sheetIndex(grain)
    let cells = (0..<sheets[sheet].count).map { WorkbookCell(.number(String($0 % periods + 1))) }
    let column = FormulaColumn(
      grain: grain, column: sheets[sheet].append(Phrase("期序", "period no.")[language], cells))
    shared["period @\(grain)"] = column
    return column
  }

  /// The rank at its own grain or a finer one.
  mutating func rank(_ rank: Int, _ grain: Grain) throws(FormulaFault) -> [Content] {
    let definition = plan.ranks[rank]
    let columns = try rankColumns(rank)
    var sizes: FormulaColumn?
    if definition.ties == .dense {
      sizes = try helper("tied \(rank)", Phrase("同名次数", "tied")[language], at: definition.grain) {
        (compiler, index) throws(FormulaFault) in
        let same = ([columns.ranked] + columns.partition + columns.keys).map { column in
          "(\(compiler.range(column, from: definition.grain))=\(compiler.reference(column, at: definition.grain, index)))"
        }
        let ranked = compiler.reference(columns.ranked, at: definition.grain, index)
        return ("IF(\(ranked)=1,SUMPRODUCT(\(same.joined(separator: "*"))),1)", nil)
      }
    }
    func text(_ compiler: inout FormulaCompiler, _ index: Int) -> String {
      let before = compiler.better(
        columns.keys, same: [columns.ranked] + columns.partition, at: definition.grain, index,
        byRow: definition.ties == .tableOrder, dividedBy: sizes)
      let ranked = compiler.reference(columns.ranked, at: definition.grain, index)
      return "IF(\(ranked)=1,1+\(sizes == nil ? before : "ROUND(\(before),0)"),\"\")"
    }
    if definition.grain == grain {
      return try each(evaluation.count(of: grain)) { (compiler, index) throws(FormulaFault) in
        .formula(text(&compiler, index))
      }
    }
    let own = try helper("rank \(rank)", definition.name, at: definition.grain) {
      (compiler, index) throws(FormulaFault) in (text(&compiler, index), nil)
    }
    return try each(evaluation.count(of: grain)) { (compiler, index) throws(FormulaFault) in
      .formula(compiler.reference(own, at: grain, index))
    }
  }

  /// The order of a rank over all its groups and periods, the unranked last.
  mutating func order(_ rank: Int) throws(FormulaFault) -> FormulaColumn {
    let definition = plan.ranks[rank]
    let columns = try rankColumns(rank)
    return try helper(
      "order \(rank)", Phrase("先后 ", "order of ")[language] + definition.name, at: definition.grain
    ) {
      (compiler, index) throws(FormulaFault) in
      let before = compiler.better(
        columns.partition + columns.keys, same: [columns.ranked], at: definition.grain, index, byRow: true)
      let ranked = compiler.reference(columns.ranked, at: definition.grain, index)
      return ("IF(\(ranked)=1,1+\(before),\(Self.last))", nil)
    }
  }

  // MARK: - Grades

  mutating func grade(_ grade: Int, _ node: NodeID) throws(FormulaFault) -> [Content] {
    let definition = plan.grades[grade]
    let grain = plan.nodes[node].grain
    var bench: (columns: RankColumns, same: [FormulaColumn], standing: FormulaColumn, size: FormulaColumn)?
    if let rank = definition.rank, definition.rows.contains(where: { $0.test.isQuota }) {
      guard plan.ranks[rank].grain == grain else {
        throw missing(node, Phrase("另一粒度的名次", "a rank of another grain"))
      }
      bench = try self.bench(rank, within: definition.within, grain)
    }
    return try each(evaluation.count(of: grain)) { (compiler, index) throws(FormulaFault) in
      var text = "\"\""
      for row in definition.rows.reversed() {
        let name = Formula.quoted(row.grade)
        switch row.test {
        case .rest: text = name
        case .condition(let condition):
          let own = try compiler.reference(condition, at: grain, index)
          let choice = "IF(\(own)=1,\(name),\(text))"
          text = compiler.mayBeBlank(condition) ? "IF(\(own)=\"\",\"\",\(choice))" : choice
        case .vetoed:
          guard let vetoed = compiler.plan.vetoed else { continue }
          text = "IF(\(try compiler.reference(vetoed, at: grain, index))=1,\(name),\(text))"
        case .first(let n, let isShare, let mode):
          guard let bench else { continue }
          var limit = try compiler.reference(n, at: grain, index)
          let isBlank = compiler.mayBeBlank(n) ? "\(limit)<>\"\"," : ""
          if isShare {
            let size = compiler.reference(bench.size, at: grain, index)
            limit = Formula.rounded("\(limit)*\(size)", mode, 0, within: compiler.digits)
          }
          let standing = compiler.reference(bench.standing, at: grain, index)
          // AND computes all its tests: a blank limit must not reach the comparison.
          let holds =
            "IF(\(standing)=\"\",FALSE,IF(\(isBlank.isEmpty ? "TRUE" : String(isBlank.dropLast())),ROUND(\(standing)-\(limit),\(compiler.digits))<=0,FALSE))"
          text = "IF(\(holds),\(name),\(text))"
        }
      }
      if let verdict = compiler.plan.verdict {
        let own = try compiler.reference(verdict, at: grain, index)
        var test = "\(own)<>\"\""
        if let vetoed = compiler.plan.vetoed {
          test = "AND(\(test),\(try compiler.reference(vetoed, at: grain, index))<>0)"
        }
        text = "IF(\(test),\(own),\(text))"
      }
      if let outside = definition.outside {
        text = "IF(\(try compiler.reference(outside, at: grain, index))=1,\"\",\(text))"
      }
      return .formula(text)
    }
  }

  /// Who competes with whom for a quota: the standing of each, and how many there are.
  private mutating func bench(
    _ rank: Int, within: NodeID?, _ grain: Grain
  ) throws(FormulaFault) -> (
    columns: RankColumns, same: [FormulaColumn], standing: FormulaColumn, size: FormulaColumn
  ) {
    let columns = try rankColumns(rank)
    var same = [columns.ranked] + columns.partition
    if let within { same.append(try sortKey(within, at: grain, descending: false, for: within)) }
    let standing = try helper(
      "standing \(rank) \(within ?? -1)", Phrase("名额次序", "standing")[language], at: grain
    ) {
      (compiler, index) throws(FormulaFault) in
      var tests = ["\(compiler.reference(columns.ranked, at: grain, index))=1"]
      if let within { tests.append("\(try compiler.reference(within, at: grain, index))<>\"\"") }
      let before = compiler.better(columns.keys, same: same, at: grain, index, byRow: false)
      return ("IF(AND(\(tests.joined(separator: ","))),1+\(before),\"\")", nil)
    }
    let size = try helper("bench \(rank) \(within ?? -1)", Phrase("竞争数", "competing")[language], at: grain) {
      (compiler, index) throws(FormulaFault) in
      let equal = same.map { column in
        "(\(compiler.range(column, from: grain))=\(compiler.reference(column, at: grain, index)))"
      }
      return ("SUMPRODUCT(\(equal.joined(separator: "*"))*1)", nil)
    }
    return (columns, same, standing, size)
  }
}

extension GradePlan.Test {
  var isQuota: Bool {
    switch self {
    case .first: true
    case .condition, .vetoed, .rest: false
    }
  }
}

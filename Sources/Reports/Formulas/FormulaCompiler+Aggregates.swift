import Diagnostics
import Engine
import Exact
import Semantics
import Workbooks

extension FormulaCompiler {
  /// What selects values of a finer grain for the key of a formula's row: ranges with the values that they must
  /// have.
  struct Selection {
    var pairs: [(range: String, value: String)]

    /// `range,value,…` behind the first argument of SUMIFS and the like.
    var criteria: String { pairs.map { "\($0.range),\($0.value)" }.joined(separator: ",") }
    /// `(range=value)*…` inside SUMPRODUCT; "" where all are selected.
    var product: String { pairs.map { "(\($0.range)=\($0.value))*" }.joined() }
    var isEmpty: Bool { pairs.isEmpty }

    func with(_ range: String, _ value: String) -> Selection {
      Selection(pairs: pairs + [(range, value)])
    }
  }

  /// The values that belong to an index of a coarser grain and satisfy a condition.
  private mutating func selection(
    _ fine: Grain, _ condition: NodeID?, _ grain: Grain, _ index: Int
  ) throws(FormulaFault) -> Selection {
    var selection = Selection(pairs: [])
    if grain != .one, grain != fine {
      let owners = owners(of: fine, in: grain)
      selection = selection.with(range(owners, from: grain), "$A\(index + FormulaSheet.firstRow)")
    } else if grain == fine {
      selection = selection.with(numbers(grain, from: grain), "$A\(index + FormulaSheet.firstRow)")
    }
    if let condition {
      selection = selection.with(try range(condition, at: fine, from: grain), "1")
    }
    return selection
  }

  /// Column A of a grain's sheet: its keys' numbers.
  mutating func numbers(_ grain: Grain, from: Grain) -> String {
    range(FormulaColumn(grain: grain, column: 1), from: from)
  }

  mutating func aggregate(
    _ node: NodeID, _ aggregate: Aggregate, _ value: NodeID, _ condition: NodeID?
  ) throws(FormulaFault) -> [Content] {
    let grain = plan.nodes[node].grain
    let fine = plan.nodes[value].grain
    if evaluation.count(of: fine) == 0 {
      return [Content](repeating: .fixed, count: evaluation.count(of: grain))
    }
    switch (aggregate, plan.nodes[value].kind) {
    case (.highest, .code), (.lowest, .code), (.highest, .text), (.lowest, .text):
      throw missing(node, Phrase("选项的最高或最低", "the highest or lowest of options"))
    default: break
    }
    let own =
      aggregate == .longestRun
      ? try runs(value, condition, fine) : try column(value, at: fine)
    let mayBeBlank = mayBeBlank(value)
    return try each(evaluation.count(of: grain)) { (compiler, index) throws(FormulaFault) in
      let values = compiler.range(own, from: grain)
      let chosen = try compiler.selection(
        fine, aggregate == .longestRun ? nil : condition, grain, index)
      let text = Self.folded(aggregate, values, chosen, mayBeBlank: mayBeBlank)
      return text.map { .formula($0) } ?? .fixed
    }
  }

  /// The fold of a range; nil where it is a matter of structure only.
  private static func folded(
    _ aggregate: Aggregate, _ values: String, _ chosen: Selection, mayBeBlank: Bool
  ) -> String? {
    let numbers = "SUMPRODUCT(\(chosen.product)ISNUMBER(\(values)))"
    let sum = chosen.isEmpty ? "SUM(\(values))" : "SUMIFS(\(values),\(chosen.criteria))"
    func extreme(_ name: String) -> String {
      chosen.isEmpty ? "\(name)(\(values))" : "_xlfn.\(name)IFS(\(values),\(chosen.criteria))"
    }
    switch aggregate {
    case .sum: return sum
    case .count:
      if mayBeBlank { return "SUMPRODUCT(\(chosen.product)(\(values)<>\"\"))" }
      return chosen.isEmpty ? nil : "COUNTIFS(\(chosen.criteria))"
    case .average:
      return "IF(\(count(numbers, chosen, values))=0,\"\",\(sum)/\(count(numbers, chosen, values)))"
    case .highest: return "IF(\(count(numbers, chosen, values))=0,\"\",\(extreme("MAX")))"
    case .lowest: return "IF(\(count(numbers, chosen, values))=0,\"\",\(extreme("MIN")))"
    case .any: return "IF(COUNTIFS(\(chosen.with(values, "1").criteria))>0,1,0)"
    case .all: return "IF(COUNTIFS(\(chosen.with(values, "0").criteria))=0,1,0)"
    case .longestRun: return extreme("MAX")
    }
  }

  private static func count(_ numbers: String, _ chosen: Selection, _ values: String) -> String {
    chosen.isEmpty ? "COUNT(\(values))" : numbers
  }

  /// The run of true that ends at each period of a unit.
  private mutating func runs(
    _ value: NodeID, _ condition: NodeID?, _ fine: Grain
  ) throws(FormulaFault) -> FormulaColumn {
    let periods = evaluation.periodCount(of: fine)
    let sheet = sheetIndex(fine)
    // The column refers to itself one row above, so its number must be known: operands come first.
    _ = try self.column(value, at: fine)
    if let condition { _ = try self.column(condition, at: fine) }
    let own = sheets[sheet].columns.count + 1
    var run = 0
    return try helper("run \(value) \(condition ?? -1)", Phrase("连续", "run")[language], at: fine) {
      (compiler, index) throws(FormulaFault) in
      var test = "\(try compiler.reference(value, at: fine, index))=1"
      var holds = compiler.evaluation.truth(value, at: index) == true
      if let condition {
        test = "AND(\(test),\(try compiler.reference(condition, at: fine, index))=1)"
        holds = holds && compiler.result(condition, index, at: fine) == .number("1")
      }
      run = holds ? (index % periods == 0 ? 0 : run) + 1 : 0
      let before =
        index % periods == 0 ? "0" : CellName.letters(column: own) + String(index - 1 + FormulaSheet.firstRow)
      return ("IF(\(test),\(before)+1,0)", .number(String(run)))
    }
  }

  mutating func sumOfHighest(
    _ node: NodeID, _ value: NodeID, _ n: NodeID, _ condition: NodeID?
  ) throws(FormulaFault) -> [Content] {
    let grain = plan.nodes[node].grain
    let fine = plan.nodes[value].grain
    let isSelected = try helper(
      "selected \(value) \(condition ?? -1)", Phrase("计入", "counts")[language], at: fine
    ) {
      (compiler, index) throws(FormulaFault) in
      let own = try compiler.reference(value, at: fine, index)
      var tests = ["ISNUMBER(\(own))"]
      if let condition { tests.append("\(try compiler.reference(condition, at: fine, index))=1") }
      let holds =
        compiler.evaluation.number(value, at: index) != nil
        && condition.map { compiler.result($0, index, at: fine) == .number("1") } ?? true
      return ("IF(AND(\(tests.joined(separator: ","))),1,0)", .number(holds ? "1" : "0"))
    }
    let key = try sortKey(value, at: fine, descending: true, for: node)
    let owners = grain == .one ? nil : owners(of: fine, in: grain)
    let own = try column(value, at: fine)
    let place = try helper(
      "place \(value) \(condition ?? -1) \(grain)", Phrase("高低", "place")[language], at: fine
    ) {
      (compiler, index) throws(FormulaFault) in
      var same = [isSelected]
      if let owners { same.append(owners) }
      let better = compiler.better([key], same: same, at: fine, index, byRow: true)
      let selected = compiler.reference(isSelected, at: fine, index)
      return ("IF(\(selected)=1,1+\(better),\"\")", nil)
    }
    return try each(evaluation.count(of: grain)) { (compiler, index) throws(FormulaFault) in
      var selection = Selection(pairs: [])
      if let owners {
        selection = selection.with(compiler.range(owners, from: grain), "$A\(index + FormulaSheet.firstRow)")
      }
      let limit = try compiler.reference(n, at: grain, index)
      selection = selection.with(
        compiler.range(place, from: grain), "\"<=\"&INT(ROUND(\(limit),\(compiler.digits)))")
      let sum = "SUMIFS(\(compiler.range(own, from: grain)),\(selection.criteria))"
      return .formula(compiler.mayBeBlank(n) ? Formula.unlessBlank([limit], sum) : sum)
    }
  }

  /// Sums along the periods of each unit.
  mutating func cumulative(_ value: NodeID, _ grain: Grain) throws(FormulaFault) -> [Content] {
    let own = try column(value, at: grain)
    let periods = evaluation.periodCount(of: grain)
    let sheet = sheets[sheetIndex(grain)]
    return (0..<sheet.count).map { index in
      let first = sheet.cell(column: own.column, index: index - index % periods)
      return .formula("SUM(\(first):\(sheet.cell(column: own.column, index: index)))")
    }
  }

  /// The part of each name in its record.
  mutating func shares(_ table: Int, _ weights: [NodeID]?, _ grain: Grain) throws(FormulaFault) -> [Content] {
    let records = places(grain, .rows(table))
    var sizes: [Int32: Int] = [:]
    var firsts: [Int32: Int] = [:]
    for (index, record) in records.enumerated() {
      sizes[record, default: 0] += 1
      if firsts[record] == nil { firsts[record] = index }
    }
    return try each(records.count) { (compiler, index) throws(FormulaFault) in
      let size = sizes[records[index]] ?? 1
      guard let weights else { return .formula("1/\(size)") }
      var present: [String] = []
      for place in 0..<size {
        guard weights.indices.contains(place) else {
          present.append("0")
          continue
        }
        let weight = try compiler.reference(weights[place], at: grain, index)
        present.append(compiler.mayBeBlank(weights[place]) ? "IF(\(weight)=\"\",0,\(weight))" : weight)
      }
      let sum = "(\(present.joined(separator: "+")))"
      return .formula("IF(\(sum)=0,\"\",\(present[index - (firsts[records[index]] ?? index)])/\(sum))")
    }
  }
}

import Diagnostics
import Engine
import Exact
import Semantics
import Workbooks

extension FormulaCompiler {
  /// The formula of a node at each index of its grain.
  mutating func formulas(_ node: NodeID) throws(FormulaFault) -> [Content] {
    let grain = plan.nodes[node].grain
    let count = evaluation.count(of: grain)
    switch plan.nodes[node].op {
    case .figure, .number, .truth, .code, .calendar, .unitName, .present, .periodOf, .position:
      // Constants have no column; the others are structure.
      return [Content](repeating: .fixed, count: count)
    case .input(let table, let column, let field): return inputs(node, table, column, field)
    case .allBlank: return blanks(grain)
    case .aggregate(let aggregate, let value, let condition):
      return try self.aggregate(node, aggregate, value, condition)
    case .sumOfHighest(let value, let n, let condition): return try sumOfHighest(node, value, n, condition)
    case .keep(let rule, let total, let keys, let by, let n): return try keep(node, rule, total, keys, by, n)
    case .rank(let rank): return try self.rank(rank, grain)
    case .grade(let grade): return try self.grade(grade, node)
    case .cumulative(let value): return try cumulative(value, grain)
    case .shareOf(let table, let weights): return try shares(table, weights, grain)
    case .fetch(let table, let column, let key): return fetched(table, column, key, grain)
    case .days, .workdays, .dayOfMonth, .shifted, .spread, .sum, .subtract, .multiply, .divide, .negate,
      .absolute, .minimum, .maximum,
      .compare, .sameCode, .isOneOf, .and, .or, .not, .isAbsent, .choose, .guarded, .lookup, .round,
      .roundToMultiple, .steps, .escalating, .previous:
      return try each(count) { (compiler, index) throws(FormulaFault) in
        .formula(try compiler.formula(node, index))
      }
    }
  }

  mutating func each(
    _ count: Int, _ content: (inout FormulaCompiler, Int) throws(FormulaFault) -> Content
  ) throws(FormulaFault) -> [Content] {
    var result: [Content] = []
    result.reserveCapacity(count)
    for index in 0..<count { result.append(try content(&self, index)) }
    return result
  }

  /// The operands at an index, and those of them that may be blank.
  private mutating func operands(
    _ nodes: [NodeID], _ grain: Grain, _ index: Int
  ) throws(FormulaFault) -> (all: [String], blank: [String]) {
    var all: [String] = []
    var blank: [String] = []
    for node in nodes {
      let text = try reference(node, at: grain, index)
      all.append(text)
      if mayBeBlank(node) || text == "\"\"" { blank.append(text) }
    }
    return (all, blank)
  }

  /// A formula of operands at the same index.
  private mutating func formula(_ node: NodeID, _ index: Int) throws(FormulaFault) -> String {
    let grain = plan.nodes[node].grain
    let op = plan.nodes[node].op
    func value(_ own: NodeID, _ compiler: inout FormulaCompiler) throws(FormulaFault) -> String {
      try compiler.reference(own, at: grain, index)
    }
    let (x, blank) = try operands(op.operands, grain, index)
    func plain(_ text: String) -> String { Formula.unlessBlank(blank, text) }
    switch op {
    case .spread: return x[0]
    case .sum: return plain(x.joined(separator: "+"))
    case .subtract: return plain("\(x[0])-\(x[1])")
    case .multiply: return plain("\(x[0])*\(x[1])")
    case .divide: return plain("IF(\(x[1])=0,\"\",\(x[0])/\(x[1]))")
    case .negate: return plain("-\(x[0])")
    case .absolute: return plain("ABS(\(x[0]))")
    case .minimum: return plain("MIN(\(x.joined(separator: ",")))")
    case .maximum: return plain("MAX(\(x.joined(separator: ",")))")
    case .days: return plain("\(x[1])-\(x[0])")
    case .dayOfMonth(let own, let ahead, _): return plain(dayOfMonth(own, x[0], ahead, day: x[1]))
    case .shifted(let own, let places): return try shifted(own, x[0], places, node)
    case .workdays(_, _, let holidays):
      var free = ""
      if let holidays {
        let rows = evaluation.dataset.tables[holidays.table].rowCount
        free = "," + inputs.range(table: holidays.table, column: holidays.column, rows: rows)
      }
      return plain("IF(\(x[1])>\(x[0]),NETWORKDAYS(\(x[0])+1,\(x[1])\(free)),0)")
    case .round(_, let mode, let places): return plain(Formula.rounded(x[0], mode, places, within: digits))
    case .roundToMultiple(_, let mode, _):
      let steps = Formula.rounded("\(x[0])/\(x[1])", mode, 0, within: digits)
      return plain("IF(\(x[1])=0,\"\",\(steps)*\(x[1]))")
    case .steps(_, _, let rule):
      let quotient = "\(x[0])/\(x[1])"
      switch rule {
      case .proportional: return plain("IF(\(x[1])=0,\"\",\(quotient))")
      case .wholeOnly:
        return plain("IF(\(x[1])=0,\"\",\(Formula.rounded(quotient, .down, 0, within: digits)))")
      case .partCounts:
        return plain("IF(\(x[1])=0,\"\",\(Formula.rounded(quotient, .up, 0, within: digits)))")
      }
    case .compare(let comparison, let left, let right):
      return plain(try compare(comparison, x[0], x[1], left, right, node))
    case .sameCode(let left, let right):
      try checkBooks(left, right, node)
      return plain("IF(EXACT(\(x[0]),\(x[1])),1,0)")
    case .isOneOf(let own, let texts):
      let tests = texts.map { "EXACT(\(x[0]),\(Formula.quoted(canonical($0, own))))" }
      return plain("IF(\(tests.count == 1 ? tests[0] : "OR(\(tests.joined(separator: ",")))"),1,0)")
    case .and:
      if blank.isEmpty { return "\(x[0])*\(x[1])" }
      return "IF(OR(\(x[0])=0,\(x[1])=0),0,\(plain("1")))"
    case .or:
      return "IF(OR(\(x[0])=1,\(x[1])=1),1,\(plain("0")))"
    case .not: return plain("1-\(x[0])")
    case .isAbsent: return "IF(\(x[0])=\"\",1,0)"
    case .choose(let condition, _, _):
      let choice = "IF(\(x[0])=1,\(x[1]),\(x[2]))"
      return mayBeBlank(condition) ? "IF(\(x[0])=\"\",\"\",\(choice))" : choice
    case .guarded: return "IF(\(x[0])=1,\(x[1]),0)"
    case .lookup(let keys, let entries): return try lookup(node, keys, entries, grain, index)
    case .escalating(_, let amounts, let onwards, let prior):
      return plain(escalating(x, amounts.count, onwards, hasPrior: prior != nil))
    case .previous(let own):
      let periods = evaluation.periodCount(of: grain)
      return index % periods == 0 ? "\"\"" : try reference(own, at: grain, index - 1)
    case .figure, .number, .truth, .code, .calendar, .input, .unitName, .present, .allBlank, .periodOf,
      .fetch,
      .aggregate, .sumOfHighest, .keep, .rank, .grade, .cumulative, .shareOf, .position:
      throw missing(node, op.word)
    }
  }

  // MARK: - Comparison

  private mutating func compare(
    _ comparison: Comparison, _ x: String, _ y: String, _ left: NodeID, _ right: NodeID, _ node: NodeID
  ) throws(FormulaFault) -> String {
    switch plan.nodes[left].kind {
    case .number: return "IF(ROUND(\(x)-\(y),\(digits))\(comparison.sign)0,1,0)"
    case .date, .period, .truth: return "IF(\(x)\(comparison.sign)\(y),1,0)"
    case .code:
      let first = try codePlace(x, left, node)
      let second = try codePlace(y, right, node)
      return "IF(\(first)\(comparison.sign)\(second),1,0)"
    case .text:
      switch comparison {
      case .equal: return "IF(EXACT(\(x),\(y)),1,0)"
      case .notEqual: return "IF(EXACT(\(x),\(y)),0,1)"
      case .less, .lessOrEqual, .greater, .greaterOrEqual:
        throw missing(node, Phrase("文字的先后", "the order of texts"))
      }
    }
  }

  /// The place of a code among the texts of its dictionary, from 1; beyond them for another text.
  func codePlace(_ x: String, _ node: NodeID, _ user: NodeID) throws(FormulaFault) -> String {
    let texts = evaluation.book(of: node).texts
    // Formulas nest 64 levels deep.
    guard texts.count <= 60 else {
      throw missing(user, Phrase("超过 60 个选项的先后", "the order of more than 60 options"))
    }
    var result = String(texts.count + 1)
    for (place, text) in texts.enumerated().reversed() {
      result = "IF(EXACT(\(x),\(Formula.quoted(text))),\(place + 1),\(result))"
    }
    return result
  }

  /// The option so many places higher; blank beyond the ends.
  private func shifted(
    _ node: NodeID, _ x: String, _ places: Int, _ user: NodeID
  ) throws(FormulaFault) -> String {
    let texts = evaluation.book(of: node).texts
    // Formulas nest 64 levels deep.
    guard texts.count <= 60 else {
      throw missing(user, Phrase("超过 60 个选项的高低", "levels among more than 60 options"))
    }
    var result = "\"\""
    for (place, text) in texts.enumerated().reversed() where texts.indices.contains(place + places) {
      result = "IF(EXACT(\(x),\(Formula.quoted(text))),\(Formula.quoted(texts[place + places])),\(result))"
    }
    return result
  }

  /// A day of the month that lies `ahead` months after a date's month or a period's last one, cut to the month's
  /// length; blank where the day is no whole number from 1.
  private func dayOfMonth(_ node: NodeID, _ x: String, _ ahead: Int, day: String) -> String {
    var start = x
    if case .period(let unit) = plan.nodes[node].kind {
      let last = "((\(x)+1)*\(unit.months)-1)"
      start = "DATE(INT(\(last)/12),MOD(\(last),12)+1,1)"
    }
    let end = "EOMONTH(\(start),\(ahead))"
    let isDay = "AND(\(day)>=1,ROUND(\(day)-INT(\(day)),\(digits))=0)"
    return "IF(\(isDay),MIN(\(end),EOMONTH(\(start),\(ahead - 1))+\(day)),\"\")"
  }

  /// Texts of two dictionaries that mean the same must also look the same.
  private func checkBooks(_ left: NodeID, _ right: NodeID, _ node: NodeID) throws(FormulaFault) {
    guard plan.nodes[left].kind != plan.nodes[right].kind else { return }
    let book = evaluation.book(of: right)
    for text in evaluation.book(of: left).texts {
      if let code = book.code(of: text), book.text(code) != text {
        throw missing(node, Phrase("全角半角不同的同一名称", "one name in different widths"))
      }
    }
  }

  // MARK: - Tables of points, occurrences

  private mutating func lookup(
    _ node: NodeID, _ keys: [NodeID], _ entries: [LookupEntry], _ grain: Grain, _ index: Int
  ) throws(FormulaFault) -> String {
    guard entries.count <= 60 else {
      throw missing(node, Phrase("超过 60 项的分值表", "a points table of more than 60 entries"))
    }
    let (x, _) = try operands(keys, grain, index)
    var result = "\"\""
    for entry in entries.reversed() {
      let tests = zip(keys, x).enumerated().map { place, pair in
        "EXACT(\(pair.1),\(Formula.quoted(canonical(entry.texts[place], pair.0))))"
      }
      let test = tests.count == 1 ? tests[0] : "AND(\(tests.joined(separator: ",")))"
      result = "IF(\(test),\(try reference(entry.value, at: grain, index)),\(result))"
    }
    return result
  }

  /// Amounts of the occurrences after the prior ones; x holds the count, the amounts, then the rest and the prior.
  private func escalating(_ x: [String], _ amounts: Int, _ onwards: Onwards, hasPrior: Bool) -> String {
    let past = hasPrior ? "MAX(0,INT(ROUND(\(x[x.count - 1]),\(digits))))" : "0"
    let last = "(\(past)+MAX(0,INT(ROUND(\(x[0]),\(digits)))))"
    var terms = (0..<amounts).map { place in
      "\(x[place + 1])*(\(past)<=\(place))*(\(last)>\(place))"
    }
    let first = "MAX(\(past),\(amounts))"
    switch onwards {
    case .nothing: break
    case .amount: terms.append("\(x[amounts + 1])*MAX(0,\(last)-\(first))")
    case .doubling:
      guard amounts > 0 else { break }
      terms.append("\(x[amounts])*IF(\(last)>\(first),2^(\(last)-\(amounts)+1)-2^(\(first)-\(amounts)+1),0)")
    }
    return terms.isEmpty ? "0" : terms.joined(separator: "+")
  }
}

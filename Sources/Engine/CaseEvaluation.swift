import Diagnostics
import Exact
import Semantics
import Tables

/// Evaluates each distinct case once, as the only records of a unit of its own, with the evaluation that everything
/// else has.
struct CaseEvaluation {
  /// One total of the method as words of a case: a sum, an extreme, or for an average a sum and a count.
  struct Total {
    var node: NodeID
    var parts: [(node: NodeID, rule: CaseAmounts.Rule, aggregate: Aggregate)]
    /// How many periods its grain has.
    var periods: Int
    /// Where the words of each part start.
    var starts: [Int] = []
  }

  let counted: CountedPlan
  private(set) var totals: [Total] = []
  private let plan: Plan
  private let figures: [Rational?]
  private let base: Dataset
  private let headers: [String]
  /// For each file column what a case's row holds there.
  private let content: [Content]

  enum Content {
    case unit
    case key
    /// Place among the class columns.
    case part(Int)
    case fixed(String)
  }

  /// - Parameters:
  ///   - base: the other tables, bound.
  ///   - headers: those of the file.
  init(_ counted: CountedPlan, _ figures: [Rational?], _ base: Dataset, headers: [String], content: [Content])
  {
    self.counted = counted
    self.figures = figures
    self.base = base
    self.headers = headers
    self.content = content
    var plan = counted.plan
    let spaces = Spaces(plan: plan, dataset: base)
    for node in counted.totals {
      guard case .aggregate(let aggregate, let value, let condition) = plan.nodes[node].op else { continue }
      var grain = plan.nodes[node].grain
      var periods = 1
      if case .unitPeriod(let unit) = grain { periods = spaces.periodCount(unit) } else { grain = .unit }
      let parts = Self.parts(aggregate).map {
        part, rule -> (node: NodeID, rule: CaseAmounts.Rule, aggregate: Aggregate) in
        var kind = plan.nodes[node].kind
        if part == .count { kind = .number(.plain) }
        plan.nodes.append(Node(.aggregate(part, value, condition: condition), grain, kind))
        return (plan.nodes.count - 1, rule, part)
      }
      totals.append(Total(node: node, parts: parts, periods: periods))
    }
    self.plan = plan
    arrange()
  }

  private static func parts(_ aggregate: Aggregate) -> [(Aggregate, CaseAmounts.Rule)] {
    switch aggregate {
    case .sum: [(.sum, .sum)]
    case .count: [(.count, .sum)]
    case .average: [(.sum, .sum), (.count, .sum)]
    case .highest: [(.highest, .highest)]
    case .lowest: [(.lowest, .lowest)]
    case .any: [(.any, .highest)]
    case .all: [(.all, .lowest)]
    case .longestRun: []
    }
  }

  /// Sums first, so that they are one run of words.
  private mutating func arrange() {
    var next = 0
    for total in totals.indices { totals[total].starts = totals[total].parts.map { _ in 0 } }
    for wantsSums in [true, false] {
      for total in totals.indices {
        for part in totals[total].parts.indices where totals[total].parts[part].rule.isSum == wantsSums {
          totals[total].starts[part] = next
          next += totals[total].periods
        }
      }
    }
    width = next
  }

  /// How many words a case has.
  private(set) var width = 0

  /// Cases evaluated.
  struct Result {
    var amounts: CaseAmounts
    fileprivate var evaluation: Evaluation
    fileprivate var caseOfRow: [Int32]
  }

  /// The amounts of cases; nil where a cell is wrong, a bound is broken, an amount is absent, or a number is no
  /// short decimal.
  ///
  /// - Parameter cells: the texts of a class's columns.
  func evaluate(_ cases: [[Int32]], cells: (Int32) -> [String]) -> Result? {
    var rows: [[String]] = []
    var caseOfRow: [Int32] = []
    for (number, kinds) in cases.enumerated() {
      for kind in kinds {
        let texts = cells(kind)
        rows.append(
          content.map { content in
            switch content {
            case .unit: "·\(number)"
            case .key: "1"
            case .part(let place): texts[place]
            case .fixed(let text): text
            }
          })
        caseOfRow.append(Int32(clamping: number))
      }
    }
    let grid = Grid(name: "", headers: headers, rows: rows)
    guard let bound = Binder.bindAlone(grid, plan, table: counted.table), bound.units.count == cases.count
    else {
      return nil
    }
    var dataset = base
    dataset.units = bound.units
    dataset.tables[counted.table] = bound.tables[counted.table]
    for (key, book) in bound.books where key.table == counted.table { dataset.books[key] = book }
    var evaluation = Evaluation(plan: plan, dataset: dataset, figures: figures)
    evaluation.evaluate(totals.flatMap { $0.parts.map(\.node) } + recordRoots)
    guard evaluation.problems.isEmpty, holdsBounds(&evaluation),
      let amounts = amounts(&evaluation, cases.count)
    else { return nil }
    return Result(amounts: amounts, evaluation: evaluation, caseOfRow: caseOfRow)
  }

  /// What findings ask about, beside the totals.
  private var recordRoots: [NodeID] {
    let wanted = plan.reachable(from: plan.results + plan.bounds + plan.explained)
    return plan.nodes.indices.filter { node in
      guard wanted[node], counted.isRecord.indices.contains(node), counted.isRecord[node] else {
        return false
      }
      return true
    }
  }

  private func holdsBounds(_ evaluation: inout Evaluation) -> Bool {
    for requirement in plan.requirements where requirement.table == counted.table {
      if evaluation.column(requirement.holds).truths.contains(0) { return false }
    }
    return true
  }

  private func amounts(_ evaluation: inout Evaluation, _ count: Int) -> CaseAmounts? {
    var result = CaseAmounts(
      rules: [CaseAmounts.Rule](repeating: .sum, count: width), scales: [Int](repeating: 0, count: width),
      words: [Int64](repeating: 0, count: width * count))
    for total in totals {
      for (part, start) in zip(total.parts, total.starts) {
        let column = evaluation.column(part.node)
        guard let (values, scale) = words(column, part.rule, count * total.periods) else { return nil }
        for period in 0..<total.periods {
          result.rules[start + period] = part.rule
          result.scales[start + period] = scale
          for number in 0..<count {
            result.words[number * width + start + period] = values[number * total.periods + period]
          }
        }
      }
    }
    return result
  }

  private func words(_ column: Column, _ rule: CaseAmounts.Rule, _ count: Int) -> ([Int64], scale: Int)? {
    guard column.count == count else { return nil }
    switch column.values {
    case .truths: return (column.truths.map { Int64($0) }, 0)
    case .numbers(let numbers):
      guard case .fixed(let stored, let scale) = numbers.store else { return nil }
      let single = stored.count == 1
      let values = (0..<count).map { index -> Int64? in
        guard !numbers.isAbsent(at: index) else { return rule.isSum ? nil : rule.neutral }
        return stored[single ? 0 : index]
      }
      guard !values.contains(nil) else { return nil }
      return (values.compactMap { $0 }, scale)
    case .codes, .texts: return nil
    }
  }

  // MARK: - Findings

  /// Adds what the findings ask for, each case so many times.
  func note(_ result: Result, times: [Int], into facts: inout CountedFacts) {
    var evaluation = result.evaluation
    func count(_ grain: Grain, _ visit: ((Int) -> Void) -> Void) -> Int {
      var sum = 0
      let owners =
        grain == .rows(counted.table)
        ? result.caseOfRow : evaluation.mapping(grain, .unit).table(count: evaluation.size(grain))
      visit { index in if owners[index] >= 0 { sum += times[Int(owners[index])] } }
      return sum
    }
    for (number, posting) in plan.postings.enumerated() where counted.isRecord[posting.amount] {
      guard let column = evaluation.columns[posting.amount] else { continue }
      facts.postings[number, default: 0] += count(plan.nodes[posting.amount].grain) {
        column.numbers.eachNonzero(count: column.count, $0)
      }
    }
    for node in counted.isRecord.indices where counted.isRecord[node] && evaluation.isKnown(node) {
      guard case .guarded(let mask, _) = plan.nodes[node].op else { continue }
      let grain = plan.nodes[node].grain
      let truths = evaluation.operand(mask, at: grain).truths
      let open = count(grain) { body in
        for index in truths.indices where truths[index] == Column.unknown { body(index) }
      }
      if open > 0 { facts.undecided[node, default: 0] += open }
    }
  }

  /// Which classes earned something, of the result for cases of one record each; nil where no record gains points.
  func earned(_ result: Result) -> [Bool]? {
    let amounts = plan.postings.filter {
      $0.stratum <= .add && plan.nodes[$0.amount].grain == .rows(counted.table)
        && result.evaluation.isKnown($0.amount)
    }.map(\.amount)
    guard !amounts.isEmpty else { return nil }
    var earned = [Bool](repeating: false, count: result.caseOfRow.count)
    // Where records only cost points, one that costs nothing is as it should be.
    var isGain = false
    for amount in amounts {
      guard let column = result.evaluation.columns[amount] else { continue }
      column.numbers.eachNonzero(count: column.count) { index in
        earned[index] = true
        if !isGain { isGain = (column.number(at: index)?.sign ?? 0) > 0 }
      }
    }
    return isGain ? earned : nil
  }
}

import Diagnostics
import Exact
import Syntax

/// Turns parsed statements into a plan, or says what is wrong with them.
///
/// Definitions and clauses are compiled on demand, so that they may stand in any order; what is being
/// compiled is marked, and meeting it again is a cycle. A class, because compilation is recursive and every
/// step adds to the one plan. It lives for one check and is confined to it.
final class Checker {
  /// A statement or expression could not be checked. `nil`: already reported where it was first met.
  struct Failure: Error {
    let diagnostic: Diagnostic?
  }

  /// A compiled expression.
  struct Value {
    var node: NodeID
    var grain: Grain
    var kind: ValueKind
    /// An open figure: its measure is whatever the place wants.
    var isFree = false
    /// A bare number as written, for messages that propose a measure.
    var isBareLiteral = false
    var span: Span
  }

  /// Where an expression stands: what addresses its figures, and what its names may mean.
  struct Spot {
    var source: SourceText
    var label: String?
    var subject: [AddressWord] = []
    var role: AddressWord?
    var clause: Int?
    var part: Int?
    /// A table whose columns are meant where several tables have one of the name.
    var hint: Int?
    /// The grain that a sum of clauses is wanted at; nil: units.
    var target: Grain?
    /// In a rank, list, grade or printed table, whose rows stand at the target: what stands there already is folded
    /// over the rows, since a fold to itself says nothing.
    var isOfRow = false
    /// The rows stand in groups.
    var isGrouped = false
    /// Where an aggregate without 按 goes in a check: to one value for all.
    var fold: Grain?
    /// In a check: its numbers are the circular's, not figures of the method.
    var isCheck = false
  }

  var plan = Plan()
  var diagnostics: [Diagnostic] = []
  /// Definitions, ranks and clauses that are being compiled, outermost first.
  var underWay: [Phrase] = []
  /// Names whose declarations have errors.
  var lost = LostText()
  var spot: Spot

  // Nodes, shared where equal.
  private var nodeIndex: [NodeKey: NodeID] = [:]
  /// The figures of the source that is being compiled, by where their literals start and end.
  var figureOf: [Int: [(source: String, figure: FigureID)]] = [:]
  /// How many figures have an address, by the address as one text.
  var addressCount: [String: Int] = [:]
  var figuresRead = Set<FigureID>()

  // Names.
  var tableIndex: [String: Int] = [:]
  var columnsNamed: [String: [TableColumn]] = [:]
  var parameters: [String: ParameterEntry] = [:]
  var definitions: [String: DefinitionEntry] = [:]
  var rankNamed: [String: RankEntry] = [:]
  var gradeNamed: [String: GradeEntry] = [:]
  var definitionOrder: [String] = []
  var rankOrder: [String] = []
  var gradeOrder: [String] = []
  var clauseLabelled: [String: Int] = [:]
  var partLabelled: [String: Int] = [:]
  var unitTable: Int?
  var groupColumn: TableColumn?
  var depth = 0

  // The ledger.
  var steps: [Step] = []
  var stepState: [StepState] = []
  var partClauses: [[Int]] = []
  /// Steps of each clause (−1: of part heads), and those that may change other clauses' scores.
  var stepsOfClause: [Int: [Int]] = [:]
  var reachingSteps: [Int]?
  var reachOfStep: [Int: Reach] = [:]
  /// Lines with a limit of their own (最多 after what they give); known once all steps are declared.
  lazy var limitedLines = Set(steps.filter { $0.followsGive && $0.stratum == .settle }.map(\.line))
  /// Postings by the owner whose score they change, so that sums look at their own only.
  var postingsOf: [Owner: [Int]] = [:]
  /// The order of the step that made each posting.
  var postingOrder: [Int] = []
  /// Options that points tables cover, by the key's node: what `missingOption` reports.
  var uncovered: [NodeID: [Int: (Set<String>, Set<String>, Span, SourceText)]] = [:]
  var vetoes: [(mask: NodeID, verdict: String)] = []
  var overriding = Set<String>()
  var lists: [Sourced<ListStatement>] = []
  /// Variants in the order of `Plan.variants`, known before they are compiled.
  var variantNames: [String] = []

  struct NodeKey: Hashable {
    let op: Op
    let grain: Grain
    let kind: ValueKind

    /// The kind follows from the rest nearly always, and its texts are slow to hash.
    func hash(into hasher: inout Hasher) {
      hasher.combine(op)
      hasher.combine(grain)
    }
  }

  init(source: SourceText) {
    spot = Spot(source: source)
  }

  // MARK: Nodes

  func node(_ op: Op, _ grain: Grain, _ kind: ValueKind) -> NodeID {
    let key = NodeKey(op: op, grain: grain, kind: kind)
    if let known = nodeIndex[key] { return known }
    plan.nodes.append(Node(op, grain, kind))
    nodeIndex[key] = plan.nodes.count - 1
    return plan.nodes.count - 1
  }

  var grains: GrainOrder {
    // Not the whole plan: it has some seventy fields to hold on to.
    GrainOrder(tables: plan.tables, attributeGrain: { [nodes = plan.nodes] in nodes[$0].grain })
  }

  func reaches(_ fine: Grain, _ coarse: Grain) -> Bool { grains.reaches(fine, coarse) }

  /// Refuses a value that is finer than the grain where it is ranked, listed or printed.
  func mustReach(_ grain: Grain, _ own: Grain, _ span: Span, help: Phrase? = nil) throws(Failure) {
    guard !reaches(grain, own) else { return }
    throw failure(
      .tooFineToRank, span, Phrase(foldedText(span)), grainName(own), grainName(grain), help: help)
  }

  /// A node at a finer grain; itself where it is there already.
  func spread(_ id: NodeID, to grain: Grain) -> NodeID {
    let source = plan.nodes[id]
    if source.grain == grain { return id }
    // A record whose key is blank, a unit without a group has no value there: that value is blank for it, and what
    // one side of 或 decides by itself holds for it all the same.
    if mayMiss(source.grain) {
      if case .spread(let inner) = source.op { return spread(inner, to: grain) }
      if case .isAbsent(let value) = source.op {
        return node(.isAbsent(spread(value, to: grain)), grain, .truth)
      }
      if case .not(let inner) = source.op { return node(.not(spread(inner, to: grain)), grain, .truth) }
      if case .and(let left, let right) = source.op {
        return node(.and(spread(left, to: grain), spread(right, to: grain)), grain, .truth)
      }
      if case .or(let left, let right) = source.op {
        return node(.or(spread(left, to: grain), spread(right, to: grain)), grain, .truth)
      }
    }
    return node(.spread(id), grain, source.kind)
  }

  /// Whether a finer key may belong to no key of a grain.
  private func mayMiss(_ grain: Grain) -> Bool {
    switch grain {
    case .classes, .keyed: true
    case .one, .period, .unit, .unitPeriod, .rows, .shares: false
    }
  }

  /// A node at a coarser grain by summing, at the same by itself, at a finer by spreading.
  func summed(_ id: NodeID, to grain: Grain) -> NodeID {
    let source = plan.nodes[id]
    if source.grain == grain { return id }
    if reaches(source.grain, grain) { return node(.aggregate(.sum, id, condition: nil), grain, source.kind) }
    return spread(id, to: grain)
  }

  func number(_ value: Rational, _ measure: Measure = .points, at grain: Grain = .one) -> NodeID {
    spread(node(.number(value), .one, .number(measure)), to: grain)
  }

  func measure(of id: NodeID) -> Measure {
    guard case .number(let measure) = plan.nodes[id].kind else { return .plain }
    return measure
  }

  func sum(_ ids: [NodeID], at grain: Grain, _ measure: Measure) -> NodeID {
    let terms = ids.map { summed($0, to: grain) }
    if terms.isEmpty { return number(.zero, measure, at: grain) }
    return terms.count == 1 ? terms[0] : node(.sum(terms), grain, .number(measure))
  }

  // MARK: Reporting

  func place(_ span: Span) -> Place { .text(spot.source, span) }

  func failure(
    _ code: Code, _ span: Span, _ arguments: Phrase..., near: [String] = [], help: Phrase? = nil,
    related: [Diagnostic.Related] = []
  ) -> Failure {
    var diagnostic = Diagnostic(code, at: place(span), near: near, help: help, related: related)
    diagnostic.arguments = arguments
    return Failure(diagnostic: diagnostic)
  }

  func report(
    _ code: Code, _ span: Span, _ arguments: Phrase..., near: [String] = [], help: Phrase? = nil,
    related: [Diagnostic.Related] = []
  ) {
    var diagnostic = Diagnostic(code, at: place(span), near: near, help: help, related: related)
    diagnostic.arguments = arguments
    diagnostics.append(diagnostic)
  }

  func report(_ failure: Failure) {
    if let diagnostic = failure.diagnostic { diagnostics.append(diagnostic) }
  }

  /// From a name that is under way round to itself: 总分 → 扣分 → 总分.
  func circle(_ name: Phrase) -> Phrase {
    let start = underWay.firstIndex(of: name) ?? underWay.startIndex
    let path = underWay[start...] + [name]
    return Phrase(
      path.map(\.chinese).joined(separator: " → "), path.map(\.english).joined(separator: " → "))
  }

  /// Runs a check; a failure is reported and nil returned.
  func attempt<Result>(_ body: () throws(Failure) -> Result) -> Result? {
    do throws(Failure) {
      return try body()
    } catch {
      report(error)
      return nil
    }
  }

  /// Runs `body` at another spot.
  func at<Result>(_ spot: Spot, _ body: () throws(Failure) -> Result) throws(Failure) -> Result {
    let saved = self.spot
    self.spot = spot
    defer { self.spot = saved }
    return try body()
  }

  /// Runs `body` with the spot changed.
  func with<Result>(_ change: (inout Spot) -> Void, _ body: () throws(Failure) -> Result) throws(Failure)
    -> Result
  {
    var changed = spot
    change(&changed)
    return try at(changed, body)
  }

  func text(_ span: Span) -> String { spot.source.text(span) }

  /// The words of a span on one line.
  func foldedText(_ span: Span) -> String {
    var result = ""
    var space = false
    for scalar in text(span).unicodeScalars {
      if scalar == " " || scalar == "\n" || scalar == "\r" || scalar == "\t" || scalar == "\u{3000}" {
        space = !result.isEmpty
      } else {
        if space { result += " " }
        space = false
        result.unicodeScalars.append(scalar)
      }
    }
    return balanced(result)
  }

  /// Spans of formulas leave out the parentheses around their first and last operand.
  private func balanced(_ text: String) -> String {
    var open = 0
    var missing = 0
    for character in text {
      if character == "（" || character == "(" { open += 1 }
      if character == "）" || character == ")" {
        if open > 0 { open -= 1 } else { missing += 1 }
      }
    }
    return String(repeating: "（", count: missing) + text + String(repeating: "）", count: open)
  }
}

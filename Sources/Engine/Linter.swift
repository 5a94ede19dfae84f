import Diagnostics
import Exact
import Semantics

/// Looks for what is odd in a method itself, before any tallies: limits that never bite, branches that are
/// never taken, points counted twice, scores that fall as more is done.
///
/// What cannot happen is proved by interval arithmetic over the plan; what can happen is shown by a small
/// case that the engine was run on, and which the message gives. What rests on an open figure is passed over.
public enum Linter {
  /// The findings, warnings and notes, in the order of the method's text.
  ///
  /// Cost: bounded; a few hundred small cases evaluated together, and some dozens one by one.
  public static func findings(_ plan: Plan, figures: [Rational?]? = nil) -> [Diagnostic] {
    guard !plan.nodes.isEmpty, plan.nodes.count <= 20_000 else { return [] }
    var run = LintRun(plan, figures: figures ?? plan.writtenFigures)
    run.checkFullMarks()
    run.checkLimits()
    run.checkLines()
    run.checkTables()
    run.checkResults()
    run.checkHoles()
    run.checkOverlaps()
    run.checkTotals()
    run.checkChannels()
    run.checkMore()
    run.checkWeights()
    run.checkSigns()
    run.checkZero()
    run.checkTies()
    return run.findings.withoutRepeats
  }
}

/// One search under way.
struct LintRun {
  let plan: Plan
  let figures: [Rational?]
  let ranges: LintRanges
  let names: LintNames
  let cells: LintCells
  /// Nodes that rest on an open figure.
  let isOpen: [Bool]
  /// The cases that everything is tried with.
  let cases: [LintCase]
  /// All cases evaluated together, each a unit of its own; nil where none could be bound.
  var pool: LintTrial?
  /// Which of the cases keep the bounds of their cells.
  var isValid: [Bool] = []
  var findings: [Diagnostic] = []
  /// Lines that are spoken of already, so that one fault is told once.
  var told: Set<Int> = []
  /// How many more small trials may be made.
  private var trialsLeft = 480

  init(_ plan: Plan, figures: [Rational?]) {
    self.plan = plan
    self.figures = figures
    let isOpen = Self.openNodes(plan, figures)
    ranges = LintRanges(plan, figures: figures)
    names = LintNames(plan)
    cells = LintCells(plan, ranges, isOpen: isOpen)
    self.isOpen = isOpen
    cases = LintProbes(cells, isOpen: isOpen).cases
    pool = LintTrial(plan, figures: figures, cases: cases, isApart: true) { "#\($0)" }
    pool?.evaluate(watched)
    isValid = pool?.valid(requirements) ?? []
  }

  private static func openNodes(_ plan: Plan, _ figures: [Rational?]) -> [Bool] {
    var open = [Bool](repeating: false, count: plan.nodes.count)
    for node in plan.nodes.indices {
      if case .figure(let figure) = plan.nodes[node].op {
        open[node] = !figures.indices.contains(figure) || figures[figure] == nil
      }
      plan.visitOperands(of: node) { operand in
        if open.indices.contains(operand), open[operand] { open[node] = true }
      }
    }
    return open
  }

  var requirements: [Requirement] { plan.requirements.filter { !isOpen[$0.holds] } }

  /// Every closed node that findings look at.
  private var watched: [NodeID] {
    let bases = plan.postings.compactMap { plan.modifier($0.amount)?.base }
    let keys = plan.ranks.flatMap { $0.keys.map(\.node) } + plan.publications.flatMap { $0.keys.map(\.node) }
    let all = plan.postings.map(\.amount) + plan.clauses.compactMap(\.total) + plan.parts.compactMap(\.total)
      + plan.definitions.map(\.node) + bases + keys + plan.requirements.map(\.holds)
    return all.filter { !isOpen[$0] }
  }

  mutating func report(_ code: Code, _ place: Place, _ arguments: Phrase..., related: [Diagnostic.Related] = []) {
    var diagnostic = Diagnostic(code, at: place, related: related)
    diagnostic.arguments = arguments
    findings.append(diagnostic)
  }

  // MARK: Trials

  /// What each case of the pool comes to; nil where the case breaks a bound.
  mutating func pooled(_ node: NodeID) -> [Rational?] {
    guard !isOpen[node], let values = pool?.values(node) else { return [] }
    return zip(values, isValid).map { value, isValid in isValid ? value : nil }
  }

  /// Whether another trial may be made.
  mutating func spendTrial() -> Bool {
    guard trialsLeft > 0 else { return false }
    trialsLeft -= 1
    return true
  }

  /// A few cases by themselves; nil where they are refused, or lead to an error of the data.
  mutating func trial(_ cases: [LintCase], _ nodes: [NodeID]) -> LintTrial? {
    guard spendTrial() else { return nil }
    let names = names
    guard var trial = LintTrial(plan, figures: figures, cases: cases, isApart: false, names: { names.unit($0) })
    else { return nil }
    trial.evaluate(nodes + requirements.map(\.holds))
    guard trial.evaluation.problems.isEmpty, trial.valid(requirements).allSatisfy({ $0 }) else { return nil }
    return trial
  }

  /// The cases with as few rows and cells as still show something; nil where they do not show it at all.
  mutating func least(
    _ cases: [LintCase], _ nodes: [NodeID], _ shows: (inout LintTrial) -> Bool
  ) -> [LintCase]? {
    guard var first = trial(cases, nodes), shows(&first) else { return nil }
    var kept = cases
    func attempt(_ run: inout LintRun, _ changed: [LintCase]) -> Bool {
      guard var trial = run.trial(changed, nodes), shows(&trial) else { return false }
      return true
    }
    for place in kept.indices {
      for row in kept[place].rows.indices.reversed() where kept[place].rows.count > 1 {
        var changed = kept
        changed[place].rows.remove(at: row)
        if attempt(&self, changed) { kept = changed }
      }
      for row in kept[place].rows.indices {
        for column in kept[place].rows[row].cells.keys.sorted() {
          var changed = kept
          changed[place].rows[row].cells[column] = nil
          if attempt(&self, changed) { kept = changed }
        }
      }
    }
    return kept
  }
}

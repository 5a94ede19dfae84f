import Diagnostics
import Syntax

/// One act of a clause on its way into the ledger. A class, since steps are looked at far more often than made.
final class Step {
  let clause: Int
  let part: Int?
  /// Index in `Plan.lines`.
  let line: Int
  let source: SourceText
  let act: Act?
  let form: Form
  /// The guards that hold for it: its own, or the negation of the branches before it.
  let tests: [Test]
  /// How many of the tests are the clause's own (限).
  let headTests: Int
  /// The comparison that a gap or a proportion refers to.
  let compared: (left: Expression, right: Expression, sign: ComparisonSign)?
  /// 的部分: 每… counts what lies beyond.
  let isBeyond: Bool
  /// The stretch that 的部分 speaks of; nil where it is what is short.
  let stretch: Stretch?
  /// Whether acts before it in the branch give points, which a limit here settles.
  let followsGive: Bool
  let stratum: Stratum
  /// Position in the file, for order inside a stratum.
  let order: Int
  let span: Span

  init(
    clause: Int, part: Int?, line: Int, source: SourceText, act: Act?, form: Form, tests: [Test],
    headTests: Int, compared: (left: Expression, right: Expression, sign: ComparisonSign)?, isBeyond: Bool,
    stretch: Stretch?, followsGive: Bool,
    stratum: Stratum, order: Int, span: Span
  ) {
    self.clause = clause
    self.part = part
    self.line = line
    self.source = source
    self.act = act
    self.form = form
    self.tests = tests
    self.headTests = headTests
    self.compared = compared
    self.isBeyond = isBeyond
    self.stretch = stretch
    self.followsGive = followsGive
    self.stratum = stratum
    self.order = order
    self.span = span
  }

  enum Form {
    case act
    case grid(PointsGrid)
    /// A bound of a clause or part head.
    case bound(amount: Expression?, isCap: Bool, keyword: Keyword?)
  }

  struct Test {
    var condition: Expression
    var isNegated: Bool
    /// What its aggregates fold to beside the unit: 每月 信息 不足 4 条 的.
    var period: String?
  }
}

enum StepState {
  case waiting
  case underWay
  case done
  case failed
}

/// Which postings an act ranges over.
struct Reach: Hashable {
  /// Clauses, by index; nil: all.
  var clauses: Set<Int>?
  /// Only postings of this line.
  var line: Int?
  var owner: Owner
  /// line 0, clause 1, several clauses 2, part 3, everything 4: finer limits settle first.
  var size: Int
}

import Diagnostics
import Syntax

/// One act of a clause on its way into the ledger.
struct Step {
  var clause: Int
  var part: Int?
  /// Index in `Plan.lines`.
  var line: Int
  var source: SourceText
  var act: Act?
  var form: Form
  /// The guards that hold for it: its own, or the negation of the branches before it.
  var tests: [Test]
  /// The comparison that a gap or a proportion refers to.
  var compared: (left: Expression, right: Expression, sign: ComparisonSign)?
  /// 的部分: 每… counts what lies beyond.
  var isBeyond: Bool
  /// Whether acts before it in the branch give points, which a limit here settles.
  var followsGive: Bool
  var stratum: Stratum
  /// Position in the file, for order inside a stratum.
  var order: Int
  var span: Span

  enum Form {
    case act
    case grid(PointsGrid)
    /// A bound of a clause or part head.
    case bound(amount: Expression?, isCap: Bool, keyword: Keyword?)
  }

  struct Test {
    var condition: Expression
    var isNegated: Bool
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

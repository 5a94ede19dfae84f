import Diagnostics
import Exact
import Syntax

/// A checked method: a graph of typed columns at grains, and what to do with them.
///
/// Everything after the checker trusts it: names are resolved, measures agree, grains are legal, the graph
/// is acyclic, and `nodes` stand in an order in which every operand precedes its user. The plan holds no
/// figures: each constant of the method is a `Figure`, so one plan serves every variant.
public struct Plan: Sendable {
  public var title = ""
  public var sources: [String] = []
  public var period: PeriodRange?
  public var tables: [TableSchema] = []
  public var figures: [Figure] = []
  public var nodes: [Node] = []
  public var parts: [PartInfo] = []
  public var clauses: [ClauseInfo] = []
  public var lines: [LineInfo] = []
  public var postings: [Posting] = []
  public var tierScales: [TierScale] = []
  public var pointsTables: [PointsTable] = []
  public var repeatScales: [RepeatScale] = []
  public var limits: [LimitPlan] = []
  public var requirements: [Requirement] = []
  public var definitions: [NamedNode] = []
  public var ranks: [RankPlan] = []
  public var grades: [GradePlan] = []
  public var lists: [ListPlan] = []
  public var publications: [Publication] = []
  /// nil where the method has no 通报.
  public var bulletin: BulletinPlan?
  public var checks: [CheckPlan] = []
  public var variants: [VariantPlan] = []
  public var examples: [ExamplePlan] = []
  /// 暂按: what the author assumed, with the clause or name that it belongs to.
  public var assumptions: [PlanAssumption] = []
  /// Column names of the roster in the method's words: what identifies a scored object, and its group.
  public var unitHeader = "单位"
  /// The group attribute: a choice column at unit grain, if the method has one.
  public var group: NodeID?
  /// True for units marked by a veto line; nil where no line vetoes.
  public var vetoed: NodeID?
  /// The verdict (grade name) that the veto names, a code node at unit grain.
  public var verdict: NodeID?

  public init() {}
}

/// Index of a node in `Plan.nodes`.
public typealias NodeID = Int
/// Index of a figure in `Plan.figures`.
public typealias FigureID = Int

/// The period of a method: whole months, and the step in which it is told (按 月, 按 半年).
public struct PeriodRange: Hashable, Sendable {
  /// Months counted from year 0: year × 12 + month − 1. Both ends belong to it.
  public var firstMonth: Int
  public var lastMonth: Int

  public init(firstMonth: Int, lastMonth: Int) {
    self.firstMonth = firstMonth
    self.lastMonth = lastMonth
  }
}

/// A calendar period that records fall into. Each is a whole number of months, or one day.
public enum CalendarUnit: String, Hashable, Sendable, CaseIterable {
  case month
  case quarter
  case halfYear
  case year

  public var months: Int {
    switch self {
    case .month: 1
    case .quarter: 3
    case .halfYear: 6
    case .year: 12
    }
  }

  /// The canonical word of what is counted by it: 3 个月.
  public var measureWord: String {
    switch self {
    case .month: "月"
    case .quarter: "季度"
    case .halfYear: "半年"
    case .year: "年"
    }
  }
}

/// A set of keys: what there is one value for.
public enum Grain: Hashable, Sendable {
  /// One value for all.
  case one
  /// One per period of the method's range.
  case period(CalendarUnit)
  /// One per option of a choice attribute; `attribute` is a code node at unit grain (组) or at rows.
  case classes(attribute: NodeID)
  /// One per scored unit (the roster).
  case unit
  /// Roster × periods, dense.
  case unitPeriod(CalendarUnit)
  /// One per row of a table (index in `Plan.tables`).
  case rows(Int)
  /// One per distinct combination, among the rows of a table, of code columns (column indices), together
  /// with the unit where `withUnit`.
  case keyed(table: Int, columns: [Int], withUnit: Bool)
  /// One per (row, name in its list column): joint authors of one record.
  case shares(Int)
}

/// What a number counts. Tags are measure words; `points` is 分; `plain` is a pure number.
public enum Measure: Hashable, Sendable {
  case points
  case plain
  case tagged(String)
}

/// What kind of values a column holds.
public enum ValueKind: Hashable, Sendable {
  case number(Measure)
  case truth
  /// A unit name, choice, id: a code into a dictionary that the engine keeps per `Dictionary`.
  case code(CodeSpace)
  case date
  /// A period index within the calendar unit (month number since year 0, divided by its months).
  case period(CalendarUnit)
  case text
}

/// Which dictionary a code column's codes belong to.
public enum CodeSpace: Hashable, Sendable {
  /// The roster of unit names, aliases folded in.
  case units
  /// A declared list of options, in printed order (choice and ordered choice, grades).
  case options([String])
  /// Values as they occur in a column (ids, names of other things): table and column index.
  case occurring(table: Int, column: Int)
}

public struct Node: Sendable {
  public var op: Op
  public var grain: Grain
  public var kind: ValueKind

  public init(_ op: Op, _ grain: Grain, _ kind: ValueKind) {
    self.op = op
    self.grain = grain
    self.kind = kind
  }
}

public typealias Comparison = ComparisonSign

extension ComparisonSign {
  /// As formulas of workbooks and SQL write it.
  public var sign: String {
    switch self {
    case .less: "<"
    case .lessOrEqual: "<="
    case .equal: "="
    case .notEqual: "<>"
    case .greaterOrEqual: ">="
    case .greater: ">"
    }
  }
}

public enum Aggregate: Hashable, Sendable {
  case sum
  case count
  case highest
  case lowest
  case average
  case any
  case all
  /// Longest run of true along the periods of each unit (value: truth at unitPeriod).
  case longestRun

  /// As methods write it.
  public var word: Phrase {
    switch self {
    case .sum: ClosedWord.sum.phrase
    case .count: ClosedWord.count.phrase
    case .highest: Keyword.highest.phrase
    case .lowest: ClosedWord.lowest.phrase
    case .average: ClosedWord.average.phrase
    case .any: ClosedWord.any.phrase
    case .all: ClosedWord.all.phrase
    case .longestRun: ClosedWord.longestRun.phrase
    }
  }
}

/// How a part of a step counts: in proportion, not at all, or as a whole one.
public enum StepRule: Hashable, Sendable {
  case proportional
  case wholeOnly
  case partCounts
}

/// Which records of one key stay, when a clause keeps only some.
public enum KeepRule: Hashable, Sendable {
  /// The highest positive and the heaviest negative record of each key.
  case highest
  /// The earliest record that scored.
  case once
  /// The n highest by `by`.
  case top
}

/// One operation. Operands at the node's own grain unless said otherwise; `spread` brings coarser values in.
///
/// Absence: an operation on an absent operand is absent, except `isAbsent`, `and`/`or` (Kleene), `guarded`,
/// and aggregates (which skip absent values).
public enum Op: Hashable, Sendable {
  case figure(FigureID)
  case number(Rational)
  case truth(Bool)
  /// A literal of a code space (a choice, a unit name); resolved by text when data is bound.
  case code(String)
  /// A date (days since 1970-01-01) or a period index, as the node's kind says.
  case calendar(Int)
  /// A column of a table. Grain: rows(table); unit or unitPeriod where the table is keyed so (dense, with
  /// the column's blank rule for missing rows). `field` picks a part of a notation cell; nil is its total.
  case input(table: Int, column: Int, field: Int?)
  /// The unit itself (kind code of units), at unit grain or finer.
  case unitName
  /// Number 1 where the table has a row (at a dense grain) or for each row.
  case present(table: Int)
  /// True for units without any figure in the tables of units and without a record in the others.
  case allBlank
  /// The period of a record (kind period), from the table's dated column; at unitPeriod its own period.
  case periodOf(CalendarUnit)
  /// Days between two dates (second minus first).
  case days(NodeID, NodeID)
  /// Working days after `from` up to `to` (Mon–Fri less the listed dates). `holidays`: table and column.
  case workdays(from: NodeID, to: NodeID, holidays: TableColumn?)
  /// A day (a number, cut to the length of the month) of the month that lies `ahead` of a date's month or of
  /// a period's last one. Absent where the day is no whole number from 1.
  case dayOfMonth(NodeID, ahead: Int, day: NodeID)
  /// The option so many places higher in a 次第; absent beyond its ends.
  case shifted(NodeID, by: Int)
  /// A coarser value at this node's finer grain.
  case spread(NodeID)
  case sum([NodeID])
  case subtract(NodeID, NodeID)
  case multiply(NodeID, NodeID)
  /// Absent where the divisor is zero.
  case divide(NodeID, NodeID)
  case negate(NodeID)
  case absolute(NodeID)
  case minimum([NodeID])
  case maximum([NodeID])
  /// Numbers, dates, periods or ordered choices (by printed order of the options).
  case compare(Comparison, NodeID, NodeID)
  /// Codes equal by text.
  case sameCode(NodeID, NodeID)
  /// True where the code is one of these texts.
  case isOneOf(NodeID, [String])
  case and(NodeID, NodeID)
  case or(NodeID, NodeID)
  case not(NodeID)
  case isAbsent(NodeID)
  /// `then` where the condition is true, `otherwise` where false, absent where the condition is absent.
  case choose(NodeID, then: NodeID, otherwise: NodeID)
  /// The amount where the mask is true, 0 elsewhere (also where the mask is absent). An absent amount under
  /// a true mask is a data error: it would reach a score.
  case guarded(mask: NodeID, amount: NodeID)
  /// A points table or a parameter by group: the value of the entry whose texts equal the keys' codes.
  /// No entry: absent. Entry values are at grain one.
  case lookup(keys: [NodeID], entries: [LookupEntry])
  /// A column of a table keyed by one code, found by that code (many to one). Absent where no row has it.
  case fetch(table: Int, column: Int, key: NodeID)
  /// Rounded to `digits` decimals (negative: tens, hundreds).
  case round(NodeID, RoundingMode, digits: Int)
  /// Rounded to a multiple of the second operand.
  case roundToMultiple(NodeID, RoundingMode, multiple: NodeID)
  /// value ÷ step, whole or in proportion.
  case steps(NodeID, step: NodeID, StepRule)
  /// Sum of the amounts for the 1st … n-th occurrence: `amounts` for the first ones, `onwards` for the rest,
  /// or doubling from the last; `prior` occurrences came before. Value and prior: whole numbers ≥ 0.
  case escalating(count: NodeID, amounts: [NodeID], onwards: Onwards, prior: NodeID?)
  /// Values at a finer grain folded to this node's; `condition` (at the value's grain) selects. For count,
  /// `value` gives the grain and rows with an absent value are not counted.
  case aggregate(Aggregate, NodeID, condition: NodeID?)
  /// Sum of the n highest values of each key.
  case sumOfHighest(NodeID, n: NodeID, condition: NodeID?)
  /// Which rows stay (truth). `total` is what each record scored so far; rows with 0 stay and do not compete.
  /// Among equals the earliest row stays. `by` orders for `.top` (a number, or an ordered choice).
  case keep(KeepRule, total: NodeID, keys: [NodeID], by: NodeID?, n: NodeID?)
  /// Position in an order: index in `Plan.ranks`; absent for the unranked.
  case rank(Int)
  /// Grade of a unit: index in `Plan.grades` (a code).
  case grade(Int)
  /// The value of the period before (absent in the first).
  case previous(NodeID)
  /// Sum of this and all earlier periods of the range.
  case cumulative(NodeID)
  /// At shares grain: the part of each name in its record. Weights are cut to the names present and
  /// renormalised; nil weights share equally.
  case shareOf(table: Int, weights: [NodeID]?)
  /// 1-based position of the name in its record's list, at shares grain.
  case position(table: Int)
}

public enum Onwards: Hashable, Sendable {
  case nothing
  case doubling
  case amount(NodeID)
}

public struct LookupEntry: Hashable, Sendable {
  public var texts: [String]
  public var value: NodeID

  public init(_ texts: [String], _ value: NodeID) {
    self.texts = texts
    self.value = value
  }
}

public struct TableColumn: Hashable, Sendable {
  public var table: Int
  public var column: Int

  public init(table: Int, column: Int) {
    self.table = table
    self.column = column
  }
}

public struct NamedNode: Sendable {
  public var name: String
  public var node: NodeID
  public var place: Place

  public init(name: String, node: NodeID, place: Place) {
    self.name = name
    self.node = node
    self.place = place
  }
}

/// An interpretation that the author chose (暂按), listed in every report.
public struct PlanAssumption: Sendable {
  /// The clause, parameter, column or definition that it belongs to.
  public var subject: String
  public var text: String
  public var place: Place

  public init(subject: String, text: String, place: Place) {
    self.subject = subject
    self.text = text
    self.place = place
  }
}

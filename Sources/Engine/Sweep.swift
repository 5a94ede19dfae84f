import Exact
import Semantics

/// Every value of one figure in an interval at which a rank, a list, a grade or a score's bend changes, exactly,
/// with how things stand at and between them.
public struct Sweep: Sendable {
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    case rank
    case list
    case grade
    /// A score bends or jumps: a cap, a floor, a tier, a best-of or a rounding turns.
    case kink
  }

  /// What changes at a value, by kind, with the units that it concerns.
  public struct Breakpoint: Hashable, Sendable {
    public var place: Rational
    public var kind: Kind
    /// Indexes of the roster, in its order.
    public var units: [Int]
  }

  /// How things stand at one value, or throughout an open interval.
  public struct Stretch: Sendable {
    public var from: Rational
    public var to: Rational
    public var placement: Placement

    public var isPoint: Bool { from == to }

    init(_ from: Rational, _ to: Rational, _ placement: Placement) {
      self.from = from
      self.to = to
      self.placement = placement
    }
  }

  public let figure: FigureID
  public let from: Rational
  public let to: Rational
  /// Ordered by place, then kind.
  public private(set) var breakpoints: [Breakpoint] = []
  /// Points and open intervals in turn, from end to end; points only where something changes, and the two ends.
  public private(set) var stretches: [Stretch] = []

  /// Where a sweep could not go on.
  public struct Failure: Error, Sendable {
    public let obstacle: Parametric.Obstacle
    /// The last value that could be computed; nil where not even the first could.
    public let place: Rational?
  }

  /// - Parameters:
  ///   - evaluation: a run of the method whose other figures hold throughout.
  ///   - from: less than `to`.
  ///   - mostTurns: how often one unit's score may bend or jump; a step that shrinks to nothing does so
  ///     without end, and the sweep then fails.
  /// Cost: the cells that the figure reaches, once; for each change the units that it concerns, and one pass
  /// over their group.
  public static func run(
    _ evaluation: Evaluation, figure: FigureID, from: Rational, to: Rational, mostTurns: Int = 4096
  ) -> Result<Sweep, Failure> {
    var sweep = Sweep(figure: figure, from: from, to: to)
    var walker = SweepWalker(
      evaluation, figure: figure, from: from, isMirrored: false, mostTurns: mostTurns)
    var last: Rational?
    func failed(_ obstacle: Parametric.Obstacle) -> Result<Sweep, Failure> {
      .failure(Failure(obstacle: obstacle, place: last))
    }
    var after: Placement
    switch walker.start() {
    case .failure(let obstacle): return failed(obstacle)
    case .success(let event):
      sweep.stretches.append(Stretch(from, from, event.at))
      sweep.note(event, evaluation)
      after = event.after
      last = from
    }
    while true {
      let next: Rational
      switch walker.next(limit: to) {
      case .failure(let obstacle): return failed(obstacle)
      case .success(nil):
        sweep.stretches.append(Stretch(last ?? from, to, after))
        sweep.stretches.append(Stretch(to, to, after))
        return .success(sweep)
      case .success(let place?): next = place
      }
      switch walker.advance(to: next, isLast: next == to) {
      case .failure(let obstacle): return failed(obstacle)
      case .success(let event):
        let changes = sweep.note(event, evaluation)
        if changes || next == to {
          sweep.stretches.append(Stretch(last ?? from, next, event.before))
          sweep.stretches.append(Stretch(next, next, event.at))
          last = next
        }
        after = event.after
      }
      if next == to { return .success(sweep) }
    }
  }

  private init(figure: FigureID, from: Rational, to: Rational) {
    self.figure = figure
    self.from = from
    self.to = to
  }

  /// Takes down what an event changes; whether it changes anything.
  @discardableResult
  private mutating func note(_ event: SweepWalker.Event, _ evaluation: Evaluation) -> Bool {
    let changes = event.changes(evaluation)
    for kind in Kind.allCases {
      guard let units = changes[kind] else { continue }
      breakpoints.append(Breakpoint(place: event.place, kind: kind, units: units))
    }
    return !changes.isEmpty
  }
}

extension SweepWalker.Event {
  /// The units that an event concerns, by kind.
  func changes(_ evaluation: Evaluation) -> [Sweep.Kind: [Int]] {
    var result: [Sweep.Kind: [Int]] = [:]
    let plan = evaluation.plan
    var ranked: Set<Int> = []
    for (other, isLater) in [(at, false), (after, true)] {
      let base = isLater ? at : before
      ranked.formUnion(Self.moved(base.standings, other.standings, plan, evaluation))
    }
    if !ranked.isEmpty { result[.rank] = ranked.sorted() }
    var listed: Set<Int> = []
    var graded: Set<Int> = []
    for (first, second) in [(before, at), (at, after)] {
      for (list, definition) in plan.lists.enumerated() where first.lists[list] != second.lists[list] {
        let periods = evaluation.periodsPerUnit(definition.grain)
        for index in first.lists[list].indices
        where first.lists[list][index] != second.lists[list][index] {
          listed.insert(index / periods)
        }
      }
      for grade in plan.grades.indices where first.grades[grade] != second.grades[grade] {
        for unit in first.grades[grade].indices
        where first.grades[grade][unit] != second.grades[grade][unit] {
          graded.insert(unit)
        }
      }
    }
    if !listed.isEmpty { result[.list] = listed.sorted() }
    if !graded.isEmpty { result[.grade] = graded.sorted() }
    if !kinks.isEmpty { result[.kink] = kinks }
    return result
  }

  /// Units whose printed rank, or whose company on it, differs.
  private static func moved(
    _ first: [GroupStanding], _ second: [GroupStanding], _ plan: Plan, _ evaluation: Evaluation
  ) -> Set<Int> {
    var units: Set<Int> = []
    var isSame = first.count == second.count
    for (left, right) in zip(first, second) where isSame {
      isSame = left.rank == right.rank && left.partition == right.partition
    }
    if isSame {
      for (left, right) in zip(first, second) where left != right {
        collect(left, right, plan, evaluation, &units)
      }
      return units
    }
    let known = Dictionary(
      uniqueKeysWithValues: first.map { (Key(rank: $0.rank, partition: $0.partition), $0) })
    var rest = known
    for standing in second {
      let key = Key(rank: standing.rank, partition: standing.partition)
      rest[key] = nil
      let empty = GroupStanding(rank: standing.rank, partition: standing.partition, order: [], isLevel: [])
      collect(known[key] ?? empty, standing, plan, evaluation, &units)
    }
    for standing in rest.values {
      let empty = GroupStanding(rank: standing.rank, partition: standing.partition, order: [], isLevel: [])
      collect(standing, empty, plan, evaluation, &units)
    }
    return units
  }

  private struct Key: Hashable {
    var rank: Int
    var partition: Int32
  }

  private static func collect(
    _ left: GroupStanding, _ right: GroupStanding, _ plan: Plan, _ evaluation: Evaluation,
    _ units: inout Set<Int>
  ) {
    let definition = plan.ranks[left.rank]
    let periods = evaluation.periodsPerUnit(definition.grain)
    var shown: [Int32: Int] = [:]
    // Equal keys are a change even where table order settles them in print.
    let ties = definition.ties == .tableOrder ? TieStyle.shared : definition.ties
    for (index, place) in zip(left.order, left.shown(ties)) { shown[index] = place }
    for (index, place) in zip(right.order, right.shown(ties)) {
      if shown[index] != place { units.insert(Int(index) / periods) }
      shown[index] = nil
    }
    for index in shown.keys { units.insert(Int(index) / periods) }
  }
}

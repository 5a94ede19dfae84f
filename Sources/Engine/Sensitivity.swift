import Exact
import Semantics

/// How far one figure may move from its value before a rank, a list or a grade changes.
public struct Sensitivity: Sendable {
  /// Where something turns on one side.
  public struct Bound: Sendable {
    /// The first value at or behind which something changes; nil where nothing does as far as was looked.
    public var place: Rational?
    /// Whether everything is still the same at `place` itself.
    public var isIncluded: Bool
    /// What changes there, with the units that it concerns; ranks, lists and grades only.
    public var changes: [Sweep.Kind: [Int]]
    /// How everybody stands before and after, where something changes.
    public var before: Placement?
    public var after: Placement?
    /// Why the search ended without a change: nil where there is none up to `reach`.
    public var obstacle: Parametric.Obstacle?
    /// How far was looked; nil for without end.
    public var reach: Rational?
  }

  public let figure: FigureID
  public let value: Rational
  public let low: Bound
  public let high: Bound

  /// The distance to the nearer bound, in parts of the value (of one where the value is zero); nil where neither
  /// side turns.
  public var closeness: Rational? {
    let distances = [low.place.map { value - $0 }, high.place.map { $0 - value }].compactMap { $0 }
    guard let nearest = distances.min() else { return nil }
    return value.isZero ? nearest : nearest.divided(by: value.magnitude)
  }

  /// Every figure that has a value, the one nearest to turning first; those that turn nowhere last, in the plan's
  /// order. A figure above zero is not lowered below zero. Cost: a sweep for each figure that goes no further than
  /// the first change on each side.
  public static func all(_ evaluation: Evaluation, mostTurns: Int = 512) -> [Sensitivity] {
    let found = evaluation.plan.figures.indices.compactMap { figure -> Sensitivity? in
      guard evaluation.figures.indices.contains(figure), let value = evaluation.figures[figure] else {
        return nil
      }
      return one(evaluation, figure: figure, value: value, mostTurns: mostTurns)
    }
    return found.enumerated().sorted { left, right in
      switch (left.element.closeness, right.element.closeness) {
      case (let first?, let second?) where first != second: return first < second
      case (.some, nil): return true
      case (nil, .some): return false
      case (.some, _), (nil, nil): return left.offset < right.offset
      }
    }.map(\.element)
  }

  /// One figure around a value.
  public static func one(
    _ evaluation: Evaluation, figure: FigureID, value: Rational, mostTurns: Int = 512
  ) -> Sensitivity {
    Sensitivity(
      figure: figure, value: value,
      low: bound(evaluation, figure, value, isMirrored: true, mostTurns),
      high: bound(evaluation, figure, value, isMirrored: false, mostTurns))
  }

  private static func bound(
    _ evaluation: Evaluation, _ figure: FigureID, _ value: Rational, isMirrored: Bool, _ mostTurns: Int
  ) -> Bound {
    let limit: Rational? = isMirrored && value.sign >= 0 ? .zero : nil
    var bound = Bound(place: nil, isIncluded: false, changes: [:], obstacle: nil, reach: limit)
    guard !(isMirrored && value.isZero) else { return bound }
    var walker = SweepWalker(
      evaluation, figure: figure, from: value, isMirrored: isMirrored, mostTurns: mostTurns)
    func own(_ place: Rational) -> Rational { isMirrored ? -place : place }
    func failed(_ obstacle: Parametric.Obstacle) -> Bound {
      bound.obstacle = obstacle
      bound.reach = own(walker.place)
      return bound
    }
    func turned(_ event: SweepWalker.Event, _ changes: [Sweep.Kind: [Int]]) -> Bound {
      bound.place = own(event.place)
      bound.isIncluded = event.before == event.at
      bound.changes = changes
      bound.before = event.before
      bound.after = event.after
      return bound
    }
    guard !walker.isIdle else { return bound }
    switch walker.start() {
    case .failure(let obstacle): return failed(obstacle)
    case .success(let event):
      let changes = event.changes(evaluation).filter { $0.key != .kink }
      if !changes.isEmpty { return turned(event, changes) }
    }
    while true {
      switch walker.next(limit: limit.map(own)) {
      case .failure(let obstacle): return failed(obstacle)
      case .success(nil): return bound
      case .success(let place?):
        switch walker.advance(to: place, isLast: limit.map(own) == place) {
        case .failure(let obstacle): return failed(obstacle)
        case .success(let event):
          let changes = event.changes(evaluation).filter { $0.key != .kink }
          if !changes.isEmpty { return turned(event, changes) }
          if limit.map(own) == place { return bound }
        }
      }
    }
  }
}

extension SweepWalker {
  /// Whether the figure reaches no rank, list or grade.
  var isIdle: Bool { reachedRanks.isEmpty && reachedLists.isEmpty && reachedGrades.isEmpty }
}

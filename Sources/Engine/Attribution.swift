import Exact
import Semantics

/// The difference of scores between two sets of figures of one method, shared out over what was changed.
///
/// Up to twelve changed clauses (or parameters, definitions …) share by their Shapley values (Shapley 1953): the
/// mean of what each adds over all orders in which the changes could be made, exact fractions that add up to the
/// difference. Above that they are made one after the other in the order of the method, which depends on that
/// order.
public struct Attribution: Sendable {
  /// What was changed, as the method names it: a clause's label, or the first word of the figures' addresses.
  public struct Player: Hashable, Sendable {
    public var name: String
    public var isClause: Bool
    public var figures: [FigureID]
  }

  public let players: [Player]
  /// Whether the parts are Shapley values; else those of one order.
  public let isShapley: Bool
  /// By unit, then player; nil where a score is absent on the way.
  public let parts: [[Rational]?]

  public static let mostPlayers = 12

  /// - Parameter score: a number node at unit grain.
  /// Cost: 2ⁿ evaluations of what the changed figures reach for n ≤ 12 players, n + 1 above.
  public static func between(
    _ evaluation: Evaluation, and figures: [Rational?], score: NodeID
  ) -> Attribution {
    let players = players(evaluation.plan, evaluation.figures, figures)
    let unitCount = evaluation.dataset.units.count
    func values(_ chosen: (Int) -> Bool) -> [Rational?] {
      var mixed = evaluation.figures
      for (index, player) in players.enumerated() where chosen(index) {
        for figure in player.figures { mixed[figure] = figures[figure] }
      }
      var other = evaluation.with(figures: mixed)
      other.evaluate([score])
      let column = other.operand(score, at: .unit)
      return (0..<unitCount).map { column.number(at: $0) }
    }
    guard players.count <= mostPlayers else {
      return sequential(players, unitCount, values)
    }
    let all = (0..<(1 << players.count)).map { set in values { set >> $0 & 1 == 1 } }
    let weights = weights(players.count)
    let parts = (0..<unitCount).map { unit -> [Rational]? in
      var sums = [Rational](repeating: .zero, count: players.count)
      for set in all.indices {
        guard let value = all[set][unit] else { return nil }
        for player in players.indices where set >> player & 1 == 0 {
          guard let more = all[set | 1 << player][unit] else { return nil }
          let gain = more - value
          if !gain.isZero { sums[player] += gain * weights[set.nonzeroBitCount] }
        }
      }
      return sums
    }
    return Attribution(players: players, isShapley: true, parts: parts)
  }

  /// s! (n − s − 1)! ÷ n! for each number s of changes already made.
  private static func weights(_ count: Int) -> [Rational] {
    guard count > 0 else { return [] }
    var factorials = [Rational.one]
    for number in 1...count { factorials.append(factorials[number - 1] * Rational(number)) }
    return (0..<count).map { made in
      (factorials[made] * factorials[count - made - 1]).divided(by: factorials[count]) ?? .zero
    }
  }

  private static func sequential(
    _ players: [Player], _ unitCount: Int, _ values: ((Int) -> Bool) -> [Rational?]
  ) -> Attribution {
    let steps = (0...players.count).map { made in values { $0 < made } }
    let parts = (0..<unitCount).map { unit -> [Rational]? in
      var found: [Rational] = []
      for player in players.indices {
        guard let before = steps[player][unit], let after = steps[player + 1][unit] else { return nil }
        found.append(after - before)
      }
      return found
    }
    return Attribution(players: players, isShapley: false, parts: parts)
  }

  /// The changed figures by what they belong to, in the order of the plan.
  static func players(_ plan: Plan, _ before: [Rational?], _ after: [Rational?]) -> [Player] {
    var players: [Player] = []
    for figure in plan.figures.indices
    where before.indices.contains(figure) && after.indices.contains(figure) && before[figure] != after[figure]
    {
      var name = ""
      var isClause = false
      switch plan.figures[figure].address.first {
      case .label(let label):
        name = label
        isClause = true
      case .name(let text): name = text
      case .keyword(let phrase): name = phrase.chinese
      case nil: name = ""
      }
      if let known = players.firstIndex(where: { $0.name == name && $0.isClause == isClause }) {
        players[known].figures.append(figure)
      } else {
        players.append(Player(name: name, isClause: isClause, figures: [figure]))
      }
    }
    return players
  }
}

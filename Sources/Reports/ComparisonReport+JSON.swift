import Diagnostics
import Engine
import Exact

extension ComparisonReport {
  /// Everything with exact values: scores, coefficients as a sign and the exact square beside four decimals, parts
  /// of differences as fractions.
  public func json() -> String {
    let units = comparison.units.indices.map { unit in
      JSONValue.object([
        ("unit", .text(comparison.units[unit])),
        ("group", JSONValue(comparison.results.lazy.compactMap { $0[unit].group }.first)),
        (
          "results",
          .array(
            comparison.results.map { results in
              .object([
                ("score", JSONValue(results[unit].score?.fraction)),
                ("rank", results[unit].rank.map(JSONValue.whole) ?? .null),
              ])
            })
        ),
      ])
    }
    return JSONValue.object([
      ("methods", .array(comparison.contenders.map { .text($0.name) })), ("units", .array(units)),
      ("pairs", .array(pairs.map(value))),
    ]).document()
  }

  private func value(_ pair: Pair) -> JSONValue {
    let names = comparison.units
    let (moved, told) = moves(pair)
    return .object([
      ("first", .text(name(pair.first))), ("second", .text(name(pair.second))),
      (
        "groups",
        .array(
          pair.agreement.map { agreement in
            .object([
              ("group", JSONValue(agreement.group)), ("units", .whole(agreement.count)),
              ("swaps", .whole(agreement.swaps)), ("tau_b", value(agreement.tau)),
              ("rho", value(agreement.rho)),
            ])
          })
      ),
      (
        "swapped",
        .array(
          pair.swaps.map { swap in
            .object([
              ("ahead", .text(names[swap.ahead])), ("behind", .text(names[swap.behind])),
              ("causes", .array(swap.causes.map(value))),
            ])
          })
      ),
      ("shifts", .array(pair.shifts.map(value))), ("moved", .whole(moved)),
      ("moves", .array(told.map(value))),
      ("differences", differences(pair)),
    ])
  }

  private func value(_ root: SignedRoot?) -> JSONValue {
    guard let root else { return .null }
    return .object([
      ("sign", .whole(root.sign)), ("square", .text(root.square.fraction)),
      ("shown", .text(root.decimal(digits: 4))),
    ])
  }

  private func value(_ contribution: MethodComparison.Contribution) -> JSONValue {
    .object([
      ("clause", JSONValue(contribution.clause)),
      ("method", JSONValue(contribution.contender.map { name($0) })),
      ("amount", .text(contribution.amount.fraction)),
    ])
  }

  private func value(_ shift: MethodComparison.Shift) -> JSONValue {
    let names = comparison.units
    var members: [(key: String, value: JSONValue)] = []
    switch shift.of {
    case .list(let name): members = [("list", .text(name))]
    case .grade(let statement, let grade):
      members = [("statement", .text(statement)), ("grade", .text(grade))]
    }
    return .object(
      members + [
        ("entering", .array(shift.entering.map { .text(names[$0]) })),
        ("leaving", .array(shift.leaving.map { .text(names[$0]) })),
      ])
  }

  private func value(_ move: Move) -> JSONValue {
    let names = comparison.units
    return .object([
      ("unit", .text(names[move.unit])), ("from", move.before.rank.map(JSONValue.whole) ?? .null),
      ("to", move.after.rank.map(JSONValue.whole) ?? .null),
      ("passes", .array(move.passed.map { .text(names[$0]) })),
      ("passed_by", .array(move.passedBy.map { .text(names[$0]) })),
    ])
  }

  /// Every unit whose score differs, with the parts of the difference.
  private func differences(_ pair: Pair) -> JSONValue {
    let how: String
    if let attribution = pair.attribution {
      how = attribution.isShapley ? "shapley" : "sequential"
    } else {
      how = "clauses"
    }
    let units = comparison.units.indices.compactMap { unit -> JSONValue? in
      guard let before = comparison.results[pair.first][unit].score,
        let after = comparison.results[pair.second][unit].score, before != after
      else { return nil }
      return .object([
        ("unit", .text(comparison.units[unit])), ("difference", .text((after - before).fraction)),
        ("parts", .array(causes(unit, pair).map(value))),
      ])
    }
    return .object([("method", .text(how)), ("units", .array(units))])
  }
}

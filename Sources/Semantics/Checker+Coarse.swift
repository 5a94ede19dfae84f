import Diagnostics
import Syntax

/// What surely posts by the unit or the month, told from the words alone.
///
/// Acts on single records (不计, 本条 记 0 分, 另加 2 倍) never touch such points. They must not wait for them either: a
/// clause that takes points for a month below its target reads what those acts leave, and would otherwise be
/// told that it depends on itself.
extension Checker {
  /// Whether nothing that a step reads can be a record's own. A no may be wrong, a yes is not.
  func isCoarse(_ step: Step) -> Bool {
    guard step.stratum == .give, case .act = step.form, let act = step.act else { return false }
    let amounts: [Expression]
    switch act.kind {
    case .give(_, let amount), .proRata(_, let amount): amounts = [amount]
    case .gap(let pair, _, _, _, let amount, _): amounts = (pair.map { [$0.0, $0.1] } ?? []) + [amount]
    case .perStep(let subject, _, _, let amount, _): amounts = (subject.map { [$0] } ?? []) + [amount]
    case .each, .addition, .map, .tiers, .escalating, .times, .instead, .counts, .drop, .cap, .floor,
      .untilZero, .veto, .keep, .share, .shift, .open, .assumption:
      return false
    }
    // Without a condition there may be records at hand that no word names.
    guard !step.tests.isEmpty else { return false }
    var seen = Set<String>()
    return (step.tests.map(\.condition) + amounts).allSatisfy { isCoarse($0, &seen) }
  }

  private func isCoarse(_ expression: Expression, _ seen: inout Set<String>) -> Bool {
    switch expression {
    case .literal, .date, .period, .labelled: return true
    case .name(let reference): return reference.member == nil && isCoarse(reference.name.text, &seen)
    case .builtin(let keyword, _): return keyword == .allClauses || keyword == .allParts
    // 合计 and its like fold to the unit or the month unless keys say otherwise; the rest is not told apart.
    case .call: return false
    case .negated(let inner, _), .not(let inner, _), .blankness(let inner, _, _):
      return isCoarse(inner, &seen)
    case .binary(_, let left, let right), .comparison(_, let left, let right, _):
      return isCoarse(left, &seen) && isCoarse(right, &seen)
    case .membership(let inner, _, _): return isCoarse(inner, &seen)
    case .between(let inner, let low, let high):
      return isCoarse(inner, &seen) && isCoarse(low, &seen) && isCoarse(high, &seen)
    case .conditional(let condition, let then, let otherwise, _):
      return isCoarse(condition, &seen) && isCoarse(then, &seen) && isCoarse(otherwise, &seen)
    }
  }

  private func isCoarse(_ name: String, _ seen: inout Set<String>) -> Bool {
    guard seen.insert(name).inserted else { return true }
    if let columns = columnsNamed[name] { return columns.allSatisfy { isCoarse(column: $0) } }
    if let entry = definitions[name] {
      if entry.statement.keys.isEmpty { return isCoarse(entry.statement.value, &seen) }
      return entry.statement.keys.allSatisfy { key in
        key.text == plan.unitHeader || calendarUnit(named: key.text) != nil
      }
    }
    if let entry = parameters[name] {
      return entry.statement.keys.allSatisfy { $0.member == nil && isCoarse($0.name.text, &seen) }
    }
    // Tables count their records where the act stands; the rest are options of what they are compared with.
    return !plan.tables.contains { $0.name == name }
  }

  private func isCoarse(column: TableColumn) -> Bool {
    switch plan.tables[column.table].grain {
    case .one, .period, .classes, .unit, .unitPeriod: true
    case .rows, .keyed, .shares: false
    }
  }
}

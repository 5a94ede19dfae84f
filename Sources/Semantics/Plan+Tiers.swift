import Diagnostics
import Exact

extension Plan {
  /// Tiers whose threshold does not lie above that of the tier below it. Thresholds that are no
  /// figures, and open ones, are passed over.
  /// - Parameter figures: one value for each of `Plan.figures`; nil where it is open.
  /// - Cost: linear in the tiers.
  public func disorderedTiers(_ figures: [Rational?]) -> [Diagnostic] {
    var result: [Diagnostic] = []
    for scale in tierScales {
      var before: [[String]: Rational] = [:]
      for tier in rising(scale) {
        let own = thresholds(tier.test, figures)
        let wrong = own.keys.sorted { $0.lexicographicallyPrecedes($1) }.compactMap { key in
          earlier(before, key).flatMap { last in own[key].flatMap { $0 <= last ? (last, $0) : nil } }
        }.first
        if let (last, found) = wrong {
          result.append(
            Diagnostic(
              .tiersOutOfOrder, at: tier.place, Phrase(tier.text), Phrase(found.plain),
              Phrase(last.plain)))
        }
        if !own.isEmpty { before = own }
      }
    }
    return result
  }

  /// The tiers from the lowest threshold to the highest: those that are reached are tried from the highest.
  private func rising(_ scale: TierScale) -> [TierScale.Tier] {
    guard let first = scale.tiers.first, nodes.indices.contains(first.test),
      case .compare(let sign, _, _) = nodes[first.test].op, sign == .greaterOrEqual || sign == .greater
    else { return scale.tiers }
    return scale.tiers.reversed()
  }

  /// The threshold before for an option, or the one for all; of a threshold for all the highest before.
  private func earlier(_ before: [[String]: Rational], _ key: [String]) -> Rational? {
    if key.isEmpty { return before.values.max { $0 < $1 } }
    return before[key] ?? before[[]]
  }

  /// What a tier compares with: one value under no text, or one for each option of a parameter.
  private func thresholds(_ test: NodeID, _ figures: [Rational?]) -> [[String]: Rational] {
    guard nodes.indices.contains(test), case .compare(let sign, _, let right) = nodes[test].op, sign != .equal
    else { return [:] }
    let threshold = unspread(right)
    if let value = constant(threshold, figures) { return [[]: value] }
    guard case .lookup(_, let entries) = nodes[threshold].op else { return [:] }
    var result: [[String]: Rational] = [:]
    for entry in entries { result[entry.texts] = constant(unspread(entry.value), figures) }
    return result
  }

  private func unspread(_ node: NodeID) -> NodeID {
    guard nodes.indices.contains(node), case .spread(let inner) = nodes[node].op else { return node }
    return unspread(inner)
  }

  private func constant(_ node: NodeID, _ figures: [Rational?]) -> Rational? {
    guard nodes.indices.contains(node) else { return nil }
    if case .number(let value) = nodes[node].op { return value }
    guard case .figure(let figure) = nodes[node].op, figures.indices.contains(figure) else { return nil }
    return figures[figure]
  }
}

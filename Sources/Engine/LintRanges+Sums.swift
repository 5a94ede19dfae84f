import Exact
import Semantics

/// A posting that changes what others posted: a limit, a strike, a factor.
struct LintModifier {
  enum Kind {
    /// Brings the sum up or down to a limit.
    case cap(NodeID)
    case floor(NodeID)
    /// Takes all of it away.
    case strike
    /// Adds the sum times a factor.
    case scale(NodeID, isNegative: Bool)
  }

  var kind: Kind
  /// Where it works; nil: always.
  var mask: NodeID
  /// The sum that it changes.
  var base: NodeID
}

extension Plan {
  /// How a posted amount changes a sum of others; nil where it does not.
  func modifier(_ amount: NodeID) -> LintModifier? {
    guard nodes.indices.contains(amount), case .guarded(let mask, let inner) = nodes[amount].op else { return nil }
    switch nodes[inner].op {
    case .minimum(let pair):
      guard pair.count == 2, isZero(pair[0]), case .subtract(let limit, let base) = nodes[pair[1]].op else {
        return nil
      }
      return LintModifier(kind: .cap(limit), mask: mask, base: base)
    case .maximum(let pair):
      guard pair.count == 2, isZero(pair[0]), case .subtract(let limit, let base) = nodes[pair[1]].op else {
        return nil
      }
      return LintModifier(kind: .floor(limit), mask: mask, base: base)
    case .negate(let base):
      if case .multiply(let sum, let factor) = nodes[base].op {
        return LintModifier(kind: .scale(factor, isNegative: true), mask: mask, base: sum)
      }
      return LintModifier(kind: .strike, mask: mask, base: base)
    case .multiply(let sum, let factor):
      return LintModifier(kind: .scale(factor, isNegative: false), mask: mask, base: sum)
    default: return nil
    }
  }

  private func isZero(_ node: NodeID) -> Bool {
    if case .number(.zero) = nodes[unspread(node)].op { return true }
    return false
  }
}

extension LintRanges {
  /// Some of the amounts of a sum, already put together at one grain.
  private struct Item {
    var leaves: Set<NodeID>
    var grain: Grain
    var range: LintRange
  }

  /// The range of a sum. Limits and strikes are taken together with what they work on: a sum and what a cap
  /// cuts off it are no more than the cap, though each alone may be anything.
  func sum(_ node: NodeID, _ terms: [NodeID], _ read: (NodeID) -> LintRange) -> LintRange {
    let grain = plan.nodes[node].grain
    let absent = terms.contains { read($0).mayBeAbsent }
    guard terms.allSatisfy({ read($0).mayBePresent }) else {
      return LintRange(.numbers(LintInterval(from: .one, to: .zero)), mayBeAbsent: true)
    }
    let plain = terms.reduce(LintInterval(.zero)) { $0 + read($1).interval }
    let leaves = leaves(of: node)
    let modifiers = leaves.filter { plan.modifier($0) != nil }
    guard !modifiers.isEmpty, leaves.count <= 1024, Set(leaves).count == leaves.count,
      leaves.allSatisfy({ $0 < node })
    else { return .number(plain, mayBeAbsent: absent) }
    var items: [Item] = []
    for leaf in leaves where plan.modifier(leaf) == nil { items.append(item(leaf, grain, read)) }
    for leaf in modifiers.sorted() {
      guard let modifier = plan.modifier(leaf), let joined = joined(leaf, modifier, items, grain, read) else {
        items.append(item(leaf, grain, read))
        continue
      }
      items.removeAll { $0.leaves.isSubset(of: joined.leaves) }
      items.append(joined)
    }
    let total = items.reduce(LintInterval(.zero)) { $0 + folded($1.range, from: $1.grain, to: grain) }
    return .number(total.intersection(plain), mayBeAbsent: absent)
  }

  private func item(_ leaf: NodeID, _ grain: Grain, _ read: (NodeID) -> LintRange) -> Item {
    let own = plan.nodes[leaf].grain
    return Item(leaves: [leaf], grain: own, range: own == grain ? read(leaf) : known(at: leaf))
  }

  /// What a modifier makes of the items that it works on; nil where they are not all among the given ones.
  private func joined(
    _ leaf: NodeID, _ modifier: LintModifier, _ items: [Item], _ target: Grain, _ read: (NodeID) -> LintRange
  ) -> Item? {
    let base = leaves(of: modifier.base)
    let wanted = Set(base)
    guard wanted.count == base.count, !wanted.isEmpty else { return nil }
    let own = items.filter { $0.leaves.isSubset(of: wanted) }
    guard own.reduce(into: Set<NodeID>(), { $0.formUnion($1.leaves) }) == wanted else { return nil }
    let grain = plan.nodes[leaf].grain
    func value(_ node: NodeID) -> LintRange { grain == target ? read(node) : known(at: node) }
    let sum = own.reduce(LintInterval(.zero)) { $0 + folded($1.range, from: $1.grain, to: grain) }
    let changed: LintInterval
    switch modifier.kind {
    case .cap(let limit): changed = sum.minimum(value(limit).interval)
    case .floor(let limit): changed = sum.maximum(value(limit).interval)
    case .strike: changed = LintInterval(.zero)
    case .scale(let factor, let isNegative):
      let share = value(factor).interval
      changed = sum * (LintInterval(.one) + (isNegative ? -share : share))
    }
    let test = value(modifier.mask)
    let result = test.surelyHolds ? changed : test.canHold ? changed.hull(sum) : sum
    return Item(leaves: wanted.union([leaf]), grain: grain, range: .number(result))
  }
}

import Exact
import Semantics

/// Sums of products in one pass for each term.
///
/// A clause gives so many points for each of something, and the score is the sum of the clauses: with a column for each
/// product and each inner sum, most of the time goes into writing and reading them again.
extension Evaluation {
  /// Values × factor, both fixed-point.
  private struct Term {
    var values: [Int64]
    var factor: Int64
    /// Of the values and the factor together.
    var scale: Int
  }

  /// The sum of nodes, with products by constants and inner sums that have no column yet folded in; nil where a term
  /// is absent somewhere or not fixed-point, or where a sum might not fit. The result is that of `Numbers.sum` and
  /// `Numbers.product`, scale included.
  mutating func fusedSum(_ values: [NodeID], _ grain: Grain) -> Column? {
    guard fusesSums else { return nil }
    let count = size(grain)
    var terms: [Term] = []
    var inner: [NodeID] = []
    for value in values where !gather(value, 1, 0, grain, depth: 0, &terms, &inner) { return nil }
    let scale = terms.map(\.scale).max() ?? 0
    guard scale <= Numbers.deepestScale else { return nil }
    var sums = [Int64](repeating: 0, count: count)
    var most: UInt64 = 0
    for term in terms {
      guard let factor = FixedKernels.scaleUp([term.factor], by: scale - term.scale)?.first,
        term.values.count == 1 || term.values.count == count
      else { return nil }
      let reach = FixedKernels.accumulate(term.values, times: factor, into: &sums)
      let (product, isTooLarge) = reach.multipliedReportingOverflow(by: factor.magnitude)
      let (sum, exceeds) = most.addingReportingOverflow(product)
      guard !isTooLarge, !exceeds, sum <= UInt64(Int64.max) else { return nil }
      most = sum
    }
    for node in inner { fused[node] = true }
    return Column(.numbers(Numbers(.fixed(sums, scale: scale))), count: count)
  }

  /// Adds the terms of a node times a factor; false where it cannot be taken apart nor taken as it is.
  private mutating func gather(
    _ node: NodeID, _ factor: Int64, _ scale: Int, _ grain: Grain, depth: Int, _ terms: inout [Term],
    _ inner: inout [NodeID]
  ) -> Bool {
    if columns[node] == nil, plan.nodes[node].grain == grain, depth < 16 {
      switch plan.nodes[node].op {
      case .sum(let values):
        inner.append(node)
        for value in values where !gather(value, factor, scale, grain, depth: depth + 1, &terms, &inner) {
          return false
        }
        return true
      case .guarded(let mask, let amount):
        // Without a condition it is its amount.
        guard case .truths(let truths) = operand(mask, at: grain).values, truths == [1] else { break }
        inner.append(node)
        return gather(amount, factor, scale, grain, depth: depth + 1, &terms, &inner)
      case .negate(let value):
        let (opposite, overflow) = (0 as Int64).subtractingReportingOverflow(factor)
        guard !overflow else { return false }
        inner.append(node)
        return gather(value, opposite, scale, grain, depth: depth + 1, &terms, &inner)
      case .multiply(let left, let right):
        for (constant, other) in [(right, left), (left, right)] {
          guard let (word, own) = self.constant(constant, grain) else { continue }
          let (product, overflow) = factor.multipliedReportingOverflow(by: word)
          guard !overflow else { return false }
          inner.append(node)
          return gather(other, product, scale + own, grain, depth: depth + 1, &terms, &inner)
        }
      case _: break
      }
    }
    let numbers = operand(node, at: grain).numbers
    guard numbers.absent.isEmpty, case .fixed(let values, let own) = numbers.store else { return false }
    terms.append(Term(values: values, factor: factor, scale: scale + own))
    return true
  }

  /// The value of a node that is one figure for all; nil for any other.
  private mutating func constant(_ node: NodeID, _ grain: Grain) -> (word: Int64, scale: Int)? {
    var origin = node
    while case .spread(let inner) = plan.nodes[origin].op { origin = inner }
    switch plan.nodes[origin].op {
    case .figure, .number: break
    case _: return nil
    }
    let numbers = operand(node, at: grain).numbers
    guard numbers.absent.isEmpty, case .fixed(let values, let scale) = numbers.store, values.count == 1 else {
      return nil
    }
    return (values[0], scale)
  }
}

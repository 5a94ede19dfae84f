import Diagnostics
import Exact
import Semantics

extension Bench {
  /// Titles that print full marks, 组织领导（10 分）, over points that can go beyond: a title limits nothing.
  mutating func examineTitles() {
    for index in plan.clauses.indices {
      let clause = plan.clauses[index]
      examine(clause.title, clause.total, .clause(index), at: clause.place)
    }
    for index in plan.parts.indices {
      let part = plan.parts[index]
      examine(part.title, part.total, .part(index), at: part.place)
    }
  }

  private mutating func examine(_ title: String, _ total: NodeID?, _ owner: Owner, at place: Place) {
    guard let total, let full = Self.fullMarks(inTitle: title), !isAssumed(owner),
      case .number(.points) = plan.nodes[total].kind
    else { return }
    let isLimited = plan.limits.contains { limit in
      limit.owner == owner && limit.ofLine == nil && (limit.kind == .cap || limit.kind == .fullMarks)
    }
    guard !isLimited else { return }
    if let high = ranges.interval(total).high, high.value <= full { return }
    report(.titleLimitsNothing, at: place, [name(owner), laboratory.points(full)])
  }

  /// The figure of （10 分） or (10 points) at the end of a title.
  static func fullMarks(inTitle title: String) -> Rational? {
    var text = Substring(title.filter { $0 != " " && $0 != "\u{3000}" })
    guard let last = text.popLast(), last == "）" || last == ")",
      let open = text.lastIndex(where: { $0 == "（" || $0 == "(" })
    else { return nil }
    text = text[text.index(after: open)...]
    for word in ["满分", "共", "计"] where text.hasPrefix(word) { text = text.dropFirst(word.count) }
    for word in ["分", "points", "point", "marks"] where text.hasSuffix(word) {
      return Rational(decimal: text.dropLast(word.count))
    }
    return nil
  }
}

import Diagnostics
import Engine
import Exact
import Semantics

/// A stretch of one subject's values for which a branch gives points.
private struct Band {
  var line: Int
  var subject: NodeID
  var interval: Interval
  /// What else must hold; bands are compared only where this is the same.
  var others: [NodeID]
}

extension Bench {
  /// Values between two branches of a clause that no branch speaks of: 60% 至 79% and 80% 至 99% leave out 79.5%.
  mutating func examineScales() {
    for clause in plan.clauses.indices {
      for bands in groups(of: clause) where bands.count > 1 {
        let hasOtherwise = bands.contains { band in
          plan.lines.contains { $0.head == plan.lines[band.line].head && $0.branch == .otherwise }
        }
        if !hasOtherwise { reportGap(bands, clause) }
      }
    }
  }

  /// Stretches of two lines that overlap without one holding the other: 60% 至 80%, 80% 至 100% give twice at 80%.
  mutating func examineOverlaps() {
    for clause in plan.clauses.indices {
      for bands in groups(of: clause) {
        for (index, band) in bands.enumerated() {
          let other = bands[(index + 1)...].first { other in
            plan.lines[other.line].head != plan.lines[band.line].head
              && isOverlap(band.interval, other.interval)
          }
          guard let other else { continue }
          reportOverlap(band, other, clause)
          break
        }
      }
    }
  }

  private func isOverlap(_ left: Interval, _ right: Interval) -> Bool {
    let both = left.intersected(right)
    // One inside the other is a bonus on top; two without an upper end are steps that add up.
    return !both.isEmpty && both != left && both != right && left.low != nil && left.high != nil
      && right.low != nil && right.high != nil
  }

  /// Giving branches of a clause by subject and remaining conditions, from low to high.
  private mutating func groups(of clause: Int) -> [[Band]] {
    var groups: [[Band]] = []
    for (line, info) in plan.lines.enumerated() where info.clause == clause && info.branch == .condition {
      guard !info.isAssumed, let band = band(line, info.mask) else { continue }
      if let index = groups.firstIndex(where: { $0[0].subject == band.subject && $0[0].others == band.others }
      ) {
        groups[index].append(band)
      } else {
        groups.append([band])
      }
    }
    return groups.map { group in
      group.sorted { ($0.interval.low?.value ?? -1_000_000) < ($1.interval.low?.value ?? -1_000_000) }
    }
  }

  /// The stretch of a line's own condition; nil where it gives nothing or speaks of more than one number.
  private mutating func band(_ line: Int, _ mask: NodeID?) -> Band? {
    guard let mask, isClosed(mask) else { return nil }
    let amounts = plan.postings.filter { $0.by == line && $0.stratum == .give }
    guard !amounts.isEmpty,
      amounts.allSatisfy({ isClosed($0.amount) && ranges.interval($0.amount).isNonnegative })
    else { return nil }
    var subject: NodeID?
    var others: [NodeID] = []
    var own = Ranges(plan)
    for part in conjuncts(mask) {
      // Branches before it are told apart by position, not by stretch.
      if case .not = plan.nodes[part].op { continue }
      guard case .compare(_, let left, let right) = plan.nodes[part].op, case .number = plan.nodes[left].kind,
        own.interval(right).point != nil || own.interval(left).point != nil
      else {
        others.append(part)
        continue
      }
      let compared = own.core(own.interval(right).point != nil ? left : right)
      if let subject, subject != compared { return nil }
      subject = compared
    }
    guard let subject else { return nil }
    for part in conjuncts(mask) {
      guard case .compare = plan.nodes[part].op else { continue }
      own.assume(part, true)
    }
    guard !own.isContradicted else { return nil }
    return Band(line: line, subject: subject, interval: own.interval(subject), others: others)
  }

  private mutating func reportGap(_ bands: [Band], _ clause: Int) {
    var high = bands[0].interval.high
    var last = bands[0].line
    for band in bands.dropFirst() {
      guard let end = high, let low = band.interval.low else { return }
      let gap = Interval(
        low: .init(end.value, isOpen: !end.isOpen), high: .init(low.value, isOpen: !low.isOpen))
      let open = ranges.isWhole(band.subject) ? gap.whole : gap
      if !open.isEmpty, let value = inside(open), let found = put(value, band, clause), found.earned.isZero {
        report(
          .bandGap, at: plan.lines[band.line].place, line: band.line,
          [
            name(.clause(clause)), subjectName(band.subject),
            laboratory.words(found.value, in: found.column), Phrase(plan.lines[last].text),
            Phrase(plan.lines[band.line].text),
          ])
        return
      }
      if let next = band.interval.high { high = end.value < next.value ? next : end } else { return }
      last = band.line
    }
  }

  private mutating func reportOverlap(_ band: Band, _ other: Band, _ clause: Int) {
    let both = band.interval.intersected(other.interval)
    guard let value = inside(ranges.isWhole(band.subject) ? both.whole : both),
      let found = put(value, band, clause)
    else { return }
    let amounts = [band, other].map { each in
      plan.postings.filter { $0.by == each.line && $0.stratum == .give }.map(\.amount)
    }
    guard let trial = laboratory.run([found.specimen], amounts.flatMap { $0 }) else { return }
    let earned = amounts.map { nodes in Rational.sum(nodes.compactMap { trial.number($0, 0) }) }
    guard earned.allSatisfy({ $0 > .zero }) else { return }
    report(
      .bandOverlap, at: plan.lines[other.line].place, line: other.line,
      [
        name(.clause(clause)), subjectName(band.subject), laboratory.words(found.value, in: found.column),
        Phrase(plan.lines[band.line].text), Phrase(plan.lines[other.line].text),
        laboratory.points(earned[0] + earned[1]),
      ])
  }

  /// A number of an interval, a short one where there is one.
  private func inside(_ interval: Interval) -> Rational? {
    guard !interval.isEmpty, let low = interval.low, let high = interval.high else { return nil }
    if !low.isOpen { return low.value }
    if !high.isOpen { return high.value }
    return (low.value + high.value).divided(by: 2)
  }

  /// Gives a unit the value, in a column, or in a ratio of two; what the clause then earns.
  private func put(_ value: Rational, _ band: Band, _ clause: Int) -> (
    specimen: Specimen, earned: Rational, value: Rational, column: TableColumn
  )? {
    guard let total = plan.clauses[clause].total, let column = column(band.subject) else { return nil }
    let schema = plan.tables[column.table].columns[column.column]
    var specimen = Specimen().setting(column, laboratory.cell(value, schema.type), plan)
    for other in band.others {
      // Guards beside the number: a choice, or yes.
      if case .isOneOf(let key, let texts) = plan.nodes[other].op, let own = self.column(ranges.core(key)),
        let text = texts.first
      {
        specimen = specimen.setting(own, text, plan)
      } else if let own = self.column(other) {
        specimen = specimen.setting(own, "是", plan)
      }
    }
    guard let earned = laboratory.run([specimen], [total])?.number(total, 0) else { return nil }
    return (specimen, earned, value, column)
  }
}

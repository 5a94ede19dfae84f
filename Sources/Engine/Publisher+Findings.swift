import Diagnostics
import Exact
import Semantics

extension Publisher {
  /// What a reader of the results should know, one finding for each kind and place.
  mutating func notice() {
    noticeGroups()
    noticeEntries()
    noticeChecks()
    noticePrintAlike()
    noticeUnranked()
    noticeUndetermined()
    noticeIdleLines()
    noticeIdleRecords()
    for assumption in plan.assumptions {
      findings.append(
        Diagnostic(.assumption, at: assumption.place, Phrase(assumption.subject), Phrase(assumption.text)))
    }
  }

  private mutating func noticeGroups() {
    guard let group = plan.group, plan.nodes[group].grain == .unit else { return }
    let codes = evaluation.operand(group, at: .unit).codes
    let without = codes.indices.filter { codes[$0] == Column.none }.map { unitName($0) }
    guard let first = codes.firstIndex(of: Column.none) else { return }
    findings.append(
      Diagnostic(
        .withoutGroup, at: place(of: group, unit: first), Phrase("\(without.count)"), few(without)))
  }

  /// The cell that gives a unit's value of an input.
  private mutating func place(of node: NodeID, unit: Int) -> Place {
    guard case .input(let table, let column, _) = plan.nodes[node].op, dataset.tables.indices.contains(table)
    else { return .nowhere }
    let row = evaluation.spaces.rows(of: .unit, in: table)[unit]
    return row < 0 ? .nowhere : dataset.place(table: table, row: row, column: column)
  }

  /// Parameters by group that have no entry for a unit whose group is known.
  private mutating func noticeEntries() {
    for (node, entry) in plan.nodes.enumerated() where entry.grain == .unit && evaluation.isKnown(node) {
      guard case .lookup(let keys, let entries) = entry.op,
        let name = figure(of: entries)?.address.first?.text
      else { continue }
      let values = evaluation.column(node)
      let known = keys.map { evaluation.operand($0, at: .unit) }
      let without = (0..<values.count).filter { unit in
        values.isAbsent(at: unit) && known.allSatisfy { !$0.isAbsent(at: unit) }
      }
      guard let first = without.first, let key = keys.first else { continue }
      findings.append(
        Diagnostic(
          .withoutEntry, at: place(of: key, unit: first),
          Phrase("\(without.count)"), name, few(without.map { unitName($0) })))
    }
  }

  /// The first figure of a look-up, which stands for the parameter that it belongs to.
  private func figure(of entries: [LookupEntry]) -> Figure? {
    for entry in entries {
      if case .figure(let figure) = plan.nodes[entry.value].op, plan.figures.indices.contains(figure) {
        return plan.figures[figure]
      }
    }
    return nil
  }

  private mutating func noticeChecks() {
    for check in plan.checks where plan.nodes.indices.contains(check.node) {
      let grain = plan.nodes[check.node].grain
      let truths = evaluation.column(check.node).truths
      let sides = check.sides.map {
        ($0.0, evaluation.operand($0.0, at: grain), $0.1, evaluation.operand($0.1, at: grain))
      }
      let exceptions = check.exceptions.map {
        ($0.reason, evaluation.operand($0.condition, at: grain).truths)
      }
      var failed: [Phrase] = []
      var excepted: [Phrase] = []
      for index in truths.indices where truths[index] == 0 {
        let reason = exceptions.first { $0.1[index] == 1 }?.0
        guard failed.count + excepted.count < 4096 else { break }
        var text = grain == .one ? Phrase("") : evaluation.subject(grain, index)
        if let sides {
          let left = plain(sides.0, sides.1, index)
          let right = plain(sides.2, sides.3, index)
          let gap = grain == .one ? "" : " "
          text = Phrase("\(text.chinese)\(gap)\(left) ≠ \(right)", "\(text.english)\(gap)\(left) ≠ \(right)")
        }
        if let reason {
          excepted.append(Phrase("\(text.chinese)（\(reason)）", "\(text.english) (\(reason))"))
        } else {
          failed.append(text)
        }
      }
      let name = Phrase(check.name.isEmpty ? check.text : check.name)
      if !failed.isEmpty {
        findings.append(
          Diagnostic(
            .checkFailed, at: check.place, name, Phrase("\(failed.count)"), few(failed, fallback: check.text))
        )
      }
      if !excepted.isEmpty {
        findings.append(
          Diagnostic(
            .checkExcepted, at: check.place, name, Phrase("\(excepted.count)"),
            few(excepted, fallback: check.text)))
      }
    }
  }

  private func plain(_ node: NodeID, _ column: Column, _ index: Int) -> String {
    switch evaluation.value(node, column, evaluation.book(of: node), index, language) {
    case .number(let number): number.readable
    case .text(let text): text
    case .absent: "—"
    }
  }

  private func few(_ phrases: [Phrase], fallback: String) -> Phrase {
    let shown = phrases.map { $0.chinese.isEmpty ? Phrase(fallback) : $0 }
    return Phrase(
      few(shown.map(\.chinese), separator: Phrase("；", "; ")).chinese,
      few(shown.map(\.english), separator: Phrase("；", "; ")).english)
  }

  /// Neighbours in a rank whose first key prints alike in a published table, though it differs.
  private mutating func noticePrintAlike() {
    for (rank, definition) in plan.ranks.enumerated() {
      guard let key = definition.keys.first else { continue }
      let format = plan.publications.lazy.flatMap(\.columns).first { column in
        if case .node(let node) = column.content { return node == key.node && column.format.rounding != nil }
        return false
      }?.format
      guard let format else { continue }
      let ranking = evaluation.ranking(rank)
      let values = evaluation.operand(key.node, at: definition.grain)
      let owners = owners(definition.grain)
      var pairs: [Phrase] = []
      for (left, right) in zip(ranking.order, ranking.order.dropFirst()) {
        let first = Int(left)
        let second = Int(right)
        guard ranking.partition[first] == ranking.partition[second],
          ranking.shown[first] != ranking.shown[second],
          let one = values.number(at: first), let other = values.number(at: second), one != other,
          Self.shown(one, format) == Self.shown(other, format)
        else { continue }
        let names = [unitName(Int(owners[first])), unitName(Int(owners[second]))]
        let shown = Self.shown(one, format)
        pairs.append(
          Phrase("\(names[0])、\(names[1])（\(shown)）", "\(names[0]), \(names[1]) (\(shown))"))
      }
      if !pairs.isEmpty {
        let name = definition.name.isEmpty ? Phrase("排名", "the ranking") : Phrase(definition.name)
        findings.append(
          Diagnostic(.printAlike, at: definition.place, name, few(pairs, fallback: "")))
      }
    }
  }

  private mutating func noticeUnranked() {
    for (rank, definition) in plan.ranks.enumerated() {
      let ranking = evaluation.ranking(rank)
      let owners = owners(definition.grain)
      let groups = definition.within.map { evaluation.operand($0, at: definition.grain) }
      var names: [String] = []
      var seen: Set<Int> = []
      for index in ranking.partition.indices where ranking.partition[index] < 0 {
        // Units without a group are told of already.
        if groups?.isAbsent(at: index) == true { continue }
        guard owners.indices.contains(index), owners[index] >= 0, seen.insert(Int(owners[index])).inserted
        else {
          continue
        }
        names.append(unitName(Int(owners[index])))
      }
      if !names.isEmpty {
        let name = definition.name.isEmpty ? Phrase("排名", "the ranking") : Phrase(definition.name)
        findings.append(
          Diagnostic(.unranked, at: definition.place, name, Phrase("\(names.count)"), few(names)))
      }
    }
  }
}

import Diagnostics
import Engine
import Exact
import Semantics

extension Bench {
  /// Groups whose units would have no score, because a parameter says 无 for them.
  mutating func examineGroups() {
    guard let group = plan.group, let column = column(ranges.core(group)),
      case .code(.options(let options)) = plan.nodes[group].kind, options.count > 1
    else { return }
    for target in targets where isClosed(target.node) {
      guard lacksEntry(target.node, group, options) else { continue }
      var absent: [String] = []
      var present: (String, Rational)?
      for option in options {
        var specimen = Specimen().setting(column, option, plan)
        for other in laboratory.columns(inputs(target.node)) where plan.tables[other.table].grain == .unit {
          guard let input = laboratory.input(other.table, other.column), ranges.isWhole(input) else {
            continue
          }
          let values = laboratory.critical(other).filter { $0 > .zero }
          if let value = values.first { specimen.cells[other] = value.plain }
        }
        guard let trial = laboratory.run([specimen], [target.node]) else { return }
        let isRefused = trial.evaluation.problems.contains { $0.code == .absentAmount }
        if let value = trial.number(target.node, 0), !isRefused {
          present = present ?? (option, value)
        } else {
          absent.append(option)
        }
      }
      guard let present, !absent.isEmpty else { continue }
      let place =
        plan.definitions.first { $0.node == target.node }?.place ?? plan.ranks.first?.place ?? .nowhere
      report(
        .groupWithoutScore, at: place,
        [
          Phrase(absent.joined(separator: "、"), absent.joined(separator: ", ")), Phrase(target.name),
          Phrase(present.0), laboratory.words(present.1, plan.nodes[target.node].kind),
        ])
      return
    }
  }

  /// Whether a look-up by group on the way to a node has no entry for an option.
  private func lacksEntry(_ node: NodeID, _ group: NodeID, _ options: [String]) -> Bool {
    var seen: Set<NodeID> = []
    var pending = [node]
    while let next = pending.popLast() {
      guard seen.insert(next).inserted else { continue }
      if case .lookup(let keys, let entries) = plan.nodes[next].op,
        let place = keys.firstIndex(where: { ranges.core($0) == ranges.core(group) })
      {
        let named = Set(entries.map { $0.texts[place] })
        if options.contains(where: { !named.contains($0) }) { return true }
      }
      pending += plan.nodes[next].op.operands
    }
    return false
  }

  /// Lists cut by rank where equals at the cut are left to chance.
  mutating func examineTies() {
    for list in plan.lists where list.ties == .unstated && list.grain == .unit {
      guard let rank = list.rank, case .unit = plan.ranks[rank].grain else { continue }
      let pick: NodeID
      switch list.pick {
      case .first(let n), .last(let n): pick = n
      case .holding: continue
      }
      guard isClosed(pick) else { continue }
      let keys = plan.ranks[rank].keys
      guard keys.allSatisfy({ isClosed($0.node) }), let n = places(pick), n > 0, n <= 20 else { continue }
      let specimens = [Specimen](repeating: Specimen(), count: n + 1)
      guard let trial = laboratory.run(specimens, keys.map(\.node)) else { continue }
      let isTied = keys.allSatisfy { key in
        let values = specimens.indices.map { trial.evaluation.value(key.node, at: $0) }
        return values.allSatisfy { $0 == values[0] }
      }
      guard isTied else { continue }
      let named = keys.map { "“\($0.text)”" }
      report(
        .tieUndecided, at: list.place,
        [
          Phrase(list.name), Phrase("\(n)"), Phrase("\(n + 1)"),
          Phrase(named.joined(separator: "、"), named.joined(separator: ", ")),
        ])
    }
  }

  /// How many a list takes; of groups the first's.
  private func places(_ node: NodeID) -> Int? {
    guard let trial = laboratory.run([Specimen()], [node]) else { return nil }
    return trial.number(node, 0)?.asInt
  }
}

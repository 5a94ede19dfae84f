import Semantics

/// Folds of records to units that go by way of the keys, where those are gathered anyway: the records are read once.
extension Compiler {
  /// Sends folds by way of a grain in between, where all of a table's can go there.
  func takeStrides() {
    guard isOneTable, !isChecking else { return }
    let needed = reached()
    for table in plan.tables.indices {
      let folds = needed.filter { item in
        guard items[item].grain == .unit, case .folded(let fold) = items[item].source else { return false }
        return fold.fine == .rows(table)
      }
      guard !folds.isEmpty, let between = between(needed, table), folds.allSatisfy({ isSplit($0, between) })
      else {
        continue
      }
      for item in folds { send(item, by: between) }
    }
    setLevels()
  }

  /// Everything that results rest on, in order.
  private func reached() -> [ItemID] {
    var seen = [Bool](repeating: false, count: items.count)
    var pending = Array(roots)
    while let item = pending.popLast() {
      guard !seen[item] else { continue }
      seen[item] = true
      pending += operands(of: item)
    }
    return items.indices.filter { seen[$0] }
  }

  /// Keys of a table that folds gather in the same step, every unit's among them.
  private func between(_ needed: [ItemID], _ table: Int) -> Grain? {
    for item in needed {
      guard case .keyed(table, _, _) = items[item].grain, case .folded = items[item].source,
        items[item].level == baseLevel(items[item].grain), hasEveryUnit(items[item].grain)
      else { continue }
      return items[item].grain
    }
    return nil
  }

  private func isSplit(_ item: ItemID, _ between: Grain) -> Bool {
    guard case .folded(let fold) = items[item].source, case .plain(_, _, .some) = fold.style else {
      return false
    }
    let read = fold.operands + [fold.condition].compactMap { $0 }
    return read.allSatisfy { items[$0].level < baseLevel(between) }
  }

  private func send(_ item: ItemID, by between: Grain) {
    guard case .folded(let fold) = items[item].source,
      case .plain(_, let none, .some(let split)) = fold.style,
      let links = links(between, .unit)
    else { return }
    let own = items[item]
    let partials = split.partials.map { build in
      self.fold(
        between, own.kind, own.shape, fold.fine, fold.operands, condition: fold.condition,
        .plain(build, none: none))
    }
    items[item].source = .folded(
      Fold(
        fine: between, operands: partials, condition: nil, links: links,
        style: .plain(split.combine, none: none)
      ))
  }

  /// Works every item's step out anew.
  private func setLevels() {
    var known = [Int?](repeating: nil, count: items.count)
    for item in items.indices { items[item].level = level(item, &known) }
  }

  private func level(_ item: ItemID, _ known: inout [Int?]) -> Int {
    if let level = known[item] { return level }
    let own = items[item]
    // What the keys of a class rest on comes first.
    if case .classes(let attribute) = own.grain, case .code(let space) = plan.nodes[attribute].kind {
      switch space {
      case .options: break
      case .units, .occurring:
        let code = self.item(of: attribute)
        items[code].level = level(code, &known)
      }
    }
    let read = operands(of: item).map { level($0, &known) }.max() ?? 0
    let base = baseLevel(own.grain)
    let found: Int
    switch own.source {
    case .literal, .parameter, .key, .input: found = base
    case .scalar: found = max(read, base)
    case .carried, .fetched: found = max(read, base) + 1
    case .folded(let fold): found = level(of: fold, read, own.grain)
    }
    known[item] = found
    return found
  }
}

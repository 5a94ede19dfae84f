import Diagnostics
import Exact
import Semantics

extension Evaluation {
  /// An evaluation in which some nodes have other numbers at some indexes of their own grain, as a printed
  /// table or an unknown mark gives them; what those nodes do not reach is kept.
  ///
  /// A node that is given numbers keeps them whatever it rests on. Cost: linear in the plan and in the columns
  /// given; everything that rests on them is computed anew when it is asked for.
  public func with(values changes: [NodeID: [Int: Rational?]]) -> Evaluation {
    guard problems.isEmpty else { return Evaluation(plan: plan, dataset: dataset, figures: figures) }
    var reached = [Bool](repeating: false, count: plan.nodes.count)
    for node in plan.nodes.indices {
      reached[node] = changes[node] != nil
      plan.visitOperands(of: node) { operand in
        if reached.indices.contains(operand), reached[operand] { reached[node] = true }
      }
    }
    var result = keeping(figures: figures, where: reached)
    for (node, values) in changes where columns.indices.contains(node) {
      result.columns[node] = columns[node]?.replacing(values)
    }
    return result
  }

  /// The unit that each index of a grain belongs to; -1 for none.
  public mutating func unitIndexes(of grain: Grain) -> [Int32] {
    mapping(grain, .unit).table(count: size(grain))
  }

  /// Where each index of a finer grain falls in a coarser one; -1 for nowhere.
  public mutating func indexes(of fine: Grain, in coarse: Grain) -> [Int32] {
    mapping(fine, coarse).table(count: size(fine))
  }

  /// The number of a node at an index of a finer grain.
  public mutating func number(_ node: NodeID, at index: Int, of grain: Grain) -> Rational? {
    operand(node, at: grain).number(at: index)
  }

  /// The numbers of a node at every index of its own or a finer grain; nil where they are absent.
  public mutating func numbers(_ node: NodeID, at grain: Grain) -> [Rational?] {
    let column = operand(node, at: grain)
    return (0..<column.count).map { column.number(at: $0) }
  }

  /// The truth of a node at every index of a finer grain; nil where it cannot be decided.
  public mutating func truths(_ node: NodeID, at grain: Grain) -> [Bool?] {
    operand(node, at: grain).truths.map { $0 == Column.unknown ? nil : $0 == 1 }
  }

  /// The code of a node at every index of a finer grain; nil where it is absent.
  public mutating func codes(_ node: NodeID, at grain: Grain) -> [Int32?] {
    operand(node, at: grain).codes.map { $0 == Column.none ? nil : $0 }
  }

  /// The row of a table that an index of a grain stands on; nil where it has none there.
  public mutating func row(_ index: Int, of grain: Grain, in table: Int) -> Int? {
    guard dataset.tables.indices.contains(table) else { return nil }
    _ = size(grain)
    let row = spaces.rows(of: grain, in: table)[index]
    return row < 0 ? nil : row
  }
}

extension Column {
  /// The numbers with those at some indexes replaced. Anything but a column of numbers stays as it is.
  func replacing(_ changes: [Int: Rational?]) -> Column {
    guard case .numbers(let numbers) = values else { return self }
    let inside = changes.filter { $0.key >= 0 && $0.key < count }
    guard !inside.isEmpty else { return self }
    var mask = numbers.absent
    if !mask.isEmpty || inside.values.contains(where: { $0 == nil }) {
      mask = (0..<count).map { numbers.isAbsent(at: $0) }
      for (index, value) in inside { mask[index] = value == nil }
    }
    if case .fixed(let stored, let scale) = numbers.store {
      let fixed = inside.compactMapValues { value in (value ?? .zero).fixed(scale: scale) }
      if fixed.count == inside.count {
        var wide = stored.count == count ? stored : [Int64](repeating: stored.first ?? 0, count: count)
        for (index, value) in fixed { wide[index] = value }
        return Column(.numbers(Numbers(.fixed(wide, scale: scale), absent: mask)), count: count)
      }
    }
    var all = (0..<count).map { numbers.value(at: $0) }
    for (index, value) in inside { all[index] = value }
    return Column(.numbers(Numbers(values: all)), count: count)
  }
}

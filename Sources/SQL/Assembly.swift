import Semantics

/// Puts items into steps: one for each grain and level, each built on the one before it.
final class Assembly {
  struct Step: Hashable {
    var grain: Grain
    var level: Int
  }

  struct Statement {
    var step: Step?
    var name: String
    var notes: [String]
    var query: String
    /// How often it reads others.
    var reads: [String: Int]
  }

  let compiler: Compiler
  var dialect: Dialect { compiler.dialect }
  var items: [Item] { compiler.items }
  private(set) var needed: [Bool]
  /// The highest level at which an item is read; results read at all levels.
  private(set) var lastUse: [Int]
  /// The levels of each grain that have a step, in order.
  private(set) var levels: [Grain: [Int]] = [:]
  private var names: [Step: String] = [:]
  /// How often each is read: by results, and by statements that something reads.
  private(set) var readers: [String: Int] = [:]
  /// What the statement that is being written reads.
  private var reading: [String: Int] = [:]

  init(_ compiler: Compiler, grains: [Grain]) {
    self.compiler = compiler
    let items = compiler.items
    needed = [Bool](repeating: false, count: items.count)
    lastUse = [Int](repeating: -1, count: items.count)
    var pending = Array(compiler.roots)
    for root in compiler.roots { lastUse[root] = Int.max }
    while let item = pending.popLast() {
      guard !needed[item] else { continue }
      needed[item] = true
      for operand in compiler.operands(of: item) {
        lastUse[operand] = max(lastUse[operand], items[item].level)
        pending.append(operand)
      }
    }
    for item in items.indices where needed[item] { place(item) }
    for grain in grains { demand(grain, compiler.baseLevel(grain)) }
    for grain in levels.keys { levels[grain]?.sort() }
  }

  private func place(_ item: ItemID) {
    let own = items[item]
    demand(own.grain, compiler.baseLevel(own.grain))
    switch own.source {
    case .literal, .parameter, .key: return
    case .input, .carried, .fetched, .scalar: break
    case .folded(let fold): demand(fold.fine, compiler.baseLevel(fold.fine))
    }
    demand(own.grain, own.level)
  }

  /// Makes sure that a step is there, with those that its keys come from.
  private func demand(_ grain: Grain, _ level: Int) {
    guard levels[grain]?.contains(level) != true else { return }
    levels[grain, default: []].append(level)
    switch grain {
    case .keyed(let table, let columns, let withUnit):
      let base: Grain = compiler.isOverShares(table, withUnit: withUnit) ? .shares(table) : .rows(table)
      demand(base, 0)
      for link in compiler.links(base, grain) ?? [] { keep(link.item, for: compiler.baseLevel(grain)) }
      _ = columns
    case .classes(let attribute):
      guard compiler.baseLevel(grain) > 0 else { return }
      keep(compiler.item(of: attribute), for: compiler.baseLevel(grain))
    case .one, .period, .unit, .unitPeriod, .rows, .shares: break
    }
  }

  /// Keeps an item up to a level that reads it for keys.
  private func keep(_ item: ItemID?, for level: Int) {
    guard let item else { return }
    while needed.count < items.count {
      needed.append(false)
      lastUse.append(-1)
    }
    lastUse[item] = max(lastUse[item], level)
    guard !needed[item] else { return }
    var pending = [item]
    while let next = pending.popLast() {
      guard !needed[next] else { continue }
      needed[next] = true
      place(next)
      for operand in compiler.operands(of: next) {
        while needed.count < items.count {
          needed.append(false)
          lastUse.append(-1)
        }
        lastUse[operand] = max(lastUse[operand], items[next].level)
        pending.append(operand)
      }
    }
  }

  // MARK: - Names

  func name(_ step: Step) -> String {
    if let known = names[step] { return known }
    let all = levels[step.grain] ?? []
    let number = (all.firstIndex(of: step.level) ?? 0) + 1
    let made = compiler.unique("\(compiler.title(step.grain))_\(number)")
    names[step] = made
    return made
  }

  /// A name as a statement reads it, counted.
  func read(_ name: String) -> String {
    reading[name, default: 0] += 1
    return compiler.quoted(name)
  }

  /// The last step of a grain below a level.
  func latest(_ grain: Grain, below level: Int) -> String {
    let found = levels[grain]?.last { $0 < level } ?? compiler.baseLevel(grain)
    return read(name(Step(grain: grain, level: found)))
  }

  /// Whether a step sums fractions.
  var usesFractions: Bool {
    items.indices.contains { item in
      guard needed[item], case .folded(let fold) = items[item].source else { return false }
      switch fold.style {
      case .fractions: return true
      case .highest: return items[item].shape == .ratio
      case .plain, .extremeFraction, .longestRun: return false
      }
    }
  }

  /// Whether a table is read, the roster included.
  func readsInput(_ table: Int) -> Bool {
    let isRoster = readers[compiler.rosterName] != nil
    return isRoster || readers[compiler.inputView(table)] != nil
  }

  // MARK: - Steps

  /// Whether an item's values are columns of its steps.
  func isStored(_ item: ItemID) -> Bool {
    switch items[item].source {
    case .literal, .parameter, .key: false
    case .input, .carried, .fetched, .scalar, .folded: true
    }
  }

  /// All steps in an order in which each reads only earlier ones.
  func statements() -> [Statement] {
    let steps = levels.flatMap { grain, levels in levels.map { Step(grain: grain, level: $0) } }
    let ordered = steps.sorted { left, right in
      if left.level != right.level { return left.level < right.level }
      return order(left.grain) < order(right.grain)
    }
    // Names in order, whatever reads what first.
    for step in ordered { _ = name(step) }
    return ordered.map(statement)
  }

  /// Grains by how coarse they are, for a steady order of steps.
  private func order(_ grain: Grain) -> String {
    switch grain {
    case .one: "0"
    case .rows(let table): "1 \(1000 + table)"
    case .shares(let table): "2 \(1000 + table)"
    case .unit: "3"
    case .period(let unit): "4 \(unit.months + 10)"
    case .unitPeriod(let unit): "5 \(unit.months + 10)"
    case .keyed(let table, let columns, let withUnit): "6 \(1000 + table) \(columns) \(withUnit)"
    case .classes(let attribute): "7 \(100_000 + attribute)"
    }
  }

  private func statement(_ step: Step) -> Statement {
    let outer = reading
    reading = [:]
    defer { reading = outer }
    var layers = Layers(self, step)
    let query = layers.query()
    let own = items.indices.filter {
      needed[$0] && items[$0].grain == step.grain && items[$0].level == step.level && items[$0].note != nil
    }
    let notes = own.map { item -> String in
      "\(items[item].name) = \(items[item].note ?? "")\(shape(items[item].shape))"
    }
    return Statement(step: step, name: name(step), notes: notes, query: query, reads: reading)
  }

  /// The statements that results rest on, once the results' own queries have been written.
  func live(_ statements: [Statement]) -> [Statement] {
    readers = reading
    var result: [Statement] = []
    for statement in statements.reversed() where readers[statement.name] != nil {
      for (name, times) in statement.reads { readers[name, default: 0] += times }
      result.append(statement)
    }
    return result.reversed()
  }

  private func shape(_ shape: Shape) -> String {
    switch shape {
    case .plain, .fixed(1): ""
    case .fixed(let below): "（÷ \(below)）"
    case .ratio: "（分子、分母各一列）"
    }
  }
}

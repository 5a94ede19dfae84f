import Semantics

/// The query of one step: its keys and joins innermost, then expressions in layers, each over the columns of
/// the layer below it.
struct Layers {
  let assembly: Assembly
  let step: Assembly.Step
  private let compiler: Compiler
  private var items: [Item] { compiler.items }
  private var dialect: Dialect { compiler.dialect }
  /// Expressions of the items of this step that are worked out here, by item.
  private var texts: [ItemID: [String]] = [:]
  private var depths: [ItemID: Int] = [:]
  private var inlined: Set<ItemID> = []
  private var parameters: Set<String> = []

  init(_ assembly: Assembly, _ step: Assembly.Step) {
    self.assembly = assembly
    self.step = step
    compiler = assembly.compiler
  }

  mutating func query() -> String {
    let own = items.indices.filter {
      assembly.needed[$0] && items[$0].grain == step.grain && items[$0].level == step.level
        && assembly.isStored($0)
    }
    let scalars = own.filter { isScalar($0) }
    let direct = own.filter { !isScalar($0) }
    chooseInlined(scalars)
    for item in scalars { workOut(item) }
    let isBase = step.level == compiler.baseLevel(step.grain)
    let carried = items.indices.filter {
      assembly.needed[$0] && items[$0].grain == step.grain && items[$0].level < step.level
        && assembly.lastUse[$0] >= step.level && assembly.isStored($0)
    }
    let standsAlone = !isBase && carried.isEmpty && isEveryUnits(direct)
    var from = StepSource(assembly, step, isBase: isBase, standsAlone: standsAlone)
    var columns: [(name: String, text: String)] = []
    for key in compiler.keyColumns(step.grain) { columns.append((key, from.key(key))) }
    for item in carried { columns += from.previous(item) }
    for item in direct { columns += from.direct(item) }
    for name in parameters.sorted() { columns.append((name, from.parameter(name))) }
    let deepest = scalars.filter { !inlined.contains($0) }.compactMap { depths[$0] }.max() ?? 0
    let outputs = (carried + own).filter { assembly.lastUse[$0] > step.level && !inlined.contains($0) }
      .sorted()
    let base = select(columns) + from.text
    let isWhole = deepest == 0 && outputs.count == carried.count + own.count
    if isWhole { return base }
    var chain = [base]
    if deepest > 1 {
      for depth in 1..<deepest {
        let layer = scalars.filter { !inlined.contains($0) && depths[$0] == depth }
        let added = layer.flatMap { named($0, texts[$0] ?? []) }
        chain.append(
          "SELECT q.*" + added.map { ",\n  \($0.text) AS \(column($0.name))" }.joined() + source(chain))
      }
    }
    var final: [(name: String, text: String)] = compiler.keyColumns(step.grain).map { ($0, "q.\($0)") }
    for item in outputs {
      let parts =
        depths[item] == deepest && deepest > 0
        ? texts[item] ?? [] : names(item).map { "q.\(compiler.quoted($0))" }
      final += named(item, parts)
    }
    // Layers stand one after the other: engines bound how deep queries nest.
    let layers = chain.enumerated().map {
      "layer_\($0.offset) AS (\n\(indented($0.element + dialect.fence))\n)"
    }
    return "WITH " + layers.joined(separator: ", ") + "\n" + select(final) + source(chain)
  }

  /// Whether a step of units reads one fold, and that has every unit.
  private func isEveryUnits(_ direct: [ItemID]) -> Bool {
    guard step.grain == .unit else { return false }
    var fine: Grain?
    for item in direct {
      guard case .folded(let fold) = items[item].source, case .plain = fold.style,
        compiler.hasEveryUnit(fold.fine), fine == nil || fine == fold.fine
      else { return false }
      fine = fold.fine
    }
    return fine != nil
  }

  private func source(_ chain: [String]) -> String { "\nFROM layer_\(chain.count - 1) AS q" }

  private func isScalar(_ item: ItemID) -> Bool {
    if case .scalar = items[item].source { true } else { false }
  }

  private func names(_ item: ItemID) -> [String] {
    items[item].shape == .ratio ? [items[item].name, items[item].below] : [items[item].name]
  }

  private func named(_ item: ItemID, _ parts: [String]) -> [(name: String, text: String)] {
    Array(zip(names(item), parts))
  }

  /// Key columns are plain words; the others are quoted.
  private func column(_ name: String) -> String { name.hasPrefix("_") ? name : compiler.quoted(name) }

  private func select(_ columns: [(name: String, text: String)]) -> String {
    let list = columns.map { name, text in
      ["b", "q", "p"].contains { text == "\($0).\(column(name))" } ? text : "\(text) AS \(column(name))"
    }
    return "SELECT " + list.joined(separator: ",\n  ")
  }

  private func indented(_ text: String) -> String {
    "  " + text.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\n  ")
  }

  // MARK: - Expressions

  /// Items read once by an expression that writes each operand once need no column of their own.
  private mutating func chooseInlined(_ scalars: [ItemID]) {
    let here = Set(scalars)
    var uses: [ItemID: Int] = [:]
    var users: [ItemID: ItemID] = [:]
    for item in scalars {
      for operand in compiler.operands(of: item) where here.contains(operand) {
        uses[operand, default: 0] += 1
        users[operand] = item
      }
    }
    for item in scalars where uses[item] == 1 && assembly.lastUse[item] <= step.level {
      guard case .scalar(let own) = items[item].source, own.mayInline, items[item].shape != .ratio,
        dialect != .sqlite || items[item].shape == .plain,
        let user = users[item], case .scalar(let reader) = items[user].source, reader.once
      else { continue }
      inlined.insert(item)
    }
  }

  private mutating func workOut(_ item: ItemID) {
    guard case .scalar(let scalar) = items[item].source else { return }
    var depth = 0
    let operands = scalar.operands.map { operand -> Quantity in
      depth = max(depth, inlined.contains(operand) ? (depths[operand] ?? 1) - 1 : depths[operand] ?? 0)
      return reference(operand)
    }
    texts[item] = scalar.build(operands)
    depths[item] = depth + 1
  }

  private mutating func reference(_ item: ItemID) -> Quantity {
    let own = items[item]
    let denominator: (String) -> Quantity.Denominator = { below in
      switch own.shape {
      case .plain: .fixed(1)
      case .fixed(let value): .fixed(value)
      case .ratio: .dynamic(below)
      }
    }
    switch own.source {
    case .literal(let quantity): return quantity
    case .key(let key): return Quantity(numerator: "q.\(key)", denominator: .fixed(1))
    case .parameter(let figure):
      let name = compiler.usedFigures[figure] ?? ""
      parameters.insert(name)
      return Quantity(numerator: "q.\(compiler.quoted(name))", denominator: denominator(""))
    case .input, .carried, .fetched, .scalar, .folded: break
    }
    if inlined.contains(item), let parts = texts[item] {
      let text = parts[0].hasPrefix("(") && parts[0].hasSuffix(")") ? parts[0] : "(\(parts[0]))"
      return Quantity(numerator: text, denominator: denominator(""))
    }
    return Quantity(
      numerator: "q.\(compiler.quoted(own.name))", denominator: denominator("q.\(compiler.quoted(own.below))")
    )
  }
}

import Diagnostics
import Exact
import Semantics

/// Turns a plan and its figures into SQL items, then items into steps.
final class Compiler {
  /// What a script is asked for besides the method and its figures.
  typealias Options = ScriptOptions

  let plan: Plan
  let figures: [Rational?]
  let dialect: Dialect
  let language: Language
  /// How many decimals a column of an input may have that is not a count.
  let decimals: Int
  /// The column of every input that tells the order of its rows.
  let rowColumn: String

  /// Whether one table is all that is asked for, so that nothing needs to be kept for the ledger.
  let isOneTable: Bool
  /// Whether anything reads the order of the roster.
  var readsRosterOrder = false
  /// Whether the script looks for what is wrong with the data, which then must not end it.
  var isChecking = false
  var items: [Item] = []
  var problems: [Diagnostic] = []
  /// What results read: kept to the last step of their grain.
  var roots: Set<ItemID> = []
  var nodeItems: [NodeID: ItemID] = [:]
  private var brought: [Brought: ItemID] = [:]
  private var usedNames: Set<String> = []
  /// What each input must give, with its column.
  var inputNames: [[InputField: String]]
  var usedFigures: [FigureID: String] = [:]
  /// The node that is being compiled, for the place of what cannot be said.
  private var current: NodeID?
  /// The line whose points a node is part of.
  var lineOf: [NodeID: Int] = [:]
  private var inputViews: [Int: String] = [:]
  private(set) lazy var rosterName = unique(word("名册", "roster"))
  private(set) lazy var figuresName = unique(word("数字", "figures"))
  private(set) lazy var figureRowName = unique(word("数字_一行", "figures_row"))
  /// Items whose value is known when the script is written.
  var constants: [ItemID: Rational] = [:]
  var inputItems: [InputKey: ItemID] = [:]
  var rankItems: [String: ItemID] = [:]
  var notes: [NodeID: String] = [:]
  /// Clauses and definitions that nodes stand for, for names of columns.
  var titles: [NodeID: String] = [:]

  private struct Brought: Hashable {
    var item: ItemID
    var grain: Grain
  }

  init(_ plan: Plan, _ figures: [Rational?], _ options: Options) {
    self.plan = plan
    self.figures = figures
    dialect = options.dialect
    language = options.language
    decimals = options.decimals
    rowColumn = options.rowColumn
    isOneTable = options.table != nil
    inputNames = plan.tables.map { _ in [:] }
    for name in plan.tables.map(\.name) + ["b", "f", "p", "q", "r", "s"] { reserve(name) }
    for definition in plan.definitions { titles[definition.node] = definition.name }
    for clause in plan.clauses {
      guard let total = clause.total else { continue }
      if titles[total] == nil { titles[total] = clause.label }
      notes[total] = "条款 “\(clause.label)” \(clause.title)"
    }
    for part in plan.parts {
      if let total = part.total { notes[total] = "部分 “\(part.label)” \(part.title)" }
    }
    for definition in plan.definitions where notes[definition.node] == nil {
      notes[definition.node] = definition.name
    }
  }

  // MARK: - Names

  /// A name that no other column, step or table of the script has, whatever the case.
  func unique(_ wanted: String) -> String {
    let base = Self.short(wanted)
    var name = base
    var number = 2
    while !usedNames.insert(Self.folded(name)).inserted {
      name = "\(base)_\(number)"
      number += 1
    }
    return name
  }

  func reserve(_ name: String) { usedNames.insert(Self.folded(name)) }

  static func folded(_ text: String) -> String { text.lowercased() }

  /// At most 40 bytes, so that a number behind it is within every engine's bounds.
  private static func short(_ text: String) -> String {
    var result = ""
    var bytes = 0
    for character in text where !character.isNewline && character != "\0" {
      bytes += character.utf8.count
      if bytes > 40 { break }
      result.append(character)
    }
    return result.isEmpty || result.hasPrefix("_") ? "x" + result : result
  }

  func quoted(_ name: String) -> String { dialect.name(name) }

  func word(_ chinese: String, _ english: String) -> String { language == .chinese ? chinese : english }

  /// The view of an input table, as the steps read it.
  func inputView(_ table: Int) -> String {
    if let known = inputViews[table] { return known }
    let name = unique(word("输入_", "input_") + plan.tables[table].name)
    inputViews[table] = name
    return name
  }

  // MARK: - Items

  func add(
    _ grain: Grain, level: Int, _ kind: ValueKind, _ shape: Shape, name: String = "c", note: String? = nil,
    _ source: Source
  ) -> ItemID {
    let name = unique(name)
    if case .classes = grain { readsRosterOrder = true }
    items.append(
      Item(
        grain: grain, level: max(level, baseLevel(grain)), name: name,
        below: shape == .ratio ? unique(name + "÷") : "",
        kind: kind, shape: shape, source: source, note: note))
    return items.count - 1
  }

  func literal(_ grain: Grain, _ kind: ValueKind, _ text: String) -> ItemID {
    add(grain, level: 0, kind, .plain, .literal(Quantity(numerator: text, denominator: .fixed(1))))
  }

  func literal(_ grain: Grain, number: Rational, _ kind: ValueKind = .number(.plain)) -> ItemID {
    guard let top = number.numerator.asInt64, let below = number.denominator.asInt64.map({ Int($0) }) else {
      refuse(.sqlFigureTooLong, Phrase(number.plain))
      return absent(grain, kind)
    }
    let quantity = Quantity(numerator: dialect.cast("\(top)", dialect.whole), denominator: .fixed(below))
    let made = add(grain, level: 0, kind, .fixed(below), .literal(quantity))
    items[made].always = true
    constants[made] = number
    return made
  }

  /// A value that is absent everywhere.
  func absent(_ grain: Grain, _ kind: ValueKind) -> ItemID {
    var type = dialect.textType
    var shape = Shape.plain
    switch kind {
    case .number: (type, shape) = (dialect.whole, .fixed(1))
    case .truth: type = dialect == .sqlite ? "INTEGER" : "BOOLEAN"
    case .date, .period: type = "INTEGER"
    case .code, .text: break
    }
    let quantity = Quantity(numerator: "CAST(NULL AS \(type))", denominator: .fixed(1))
    return add(grain, level: 0, kind, shape, .literal(quantity))
  }

  func refuse(_ code: Code, at place: Place = .nowhere, _ arguments: Phrase...) {
    var diagnostic = Diagnostic(code, at: place == .nowhere ? current.map(self.place) ?? .nowhere : place)
    diagnostic.arguments = [Phrase(dialect.title)] + arguments
    if !problems.contains(diagnostic) { problems.append(diagnostic) }
  }

  /// The line, or else the definition, that rests on a node.
  private func place(of node: NodeID) -> Place {
    func rests(_ root: NodeID) -> Bool {
      var seen: Set<NodeID> = []
      var pending = [root]
      while let next = pending.popLast() {
        guard plan.nodes.indices.contains(next), seen.insert(next).inserted else { continue }
        if next == node { return true }
        pending += plan.nodes[next].op.operands
      }
      return false
    }
    if let definition = plan.definitions.first(where: { $0.node == node }) { return definition.place }
    if let posting = plan.postings.first(where: { rests($0.amount) }), plan.lines.indices.contains(posting.by)
    {
      return plan.lines[posting.by].place
    }
    return plan.definitions.first { rests($0.node) }?.place ?? .nowhere
  }

  /// The item of a node, at the node's own grain.
  func item(of node: NodeID) -> ItemID {
    if let known = nodeItems[node] { return known }
    guard plan.nodes.indices.contains(node) else { return absent(.one, .number(.plain)) }
    let outer = current
    current = node
    let made = compile(node)
    current = outer
    nodeItems[node] = made
    if items[made].note == nil { items[made].note = notes[node] }
    return made
  }

  /// A node's values at a grain.
  func item(of node: NodeID, at grain: Grain) -> ItemID { bring(item(of: node), to: grain) }

  /// An item's values at its own grain or a finer one.
  func bring(_ item: ItemID, to grain: Grain) -> ItemID {
    let own = items[item]
    if own.grain == grain { return item }
    let key = Brought(item: item, grain: grain)
    if let known = brought[key] { return known }
    let made: ItemID
    switch own.source {
    case .literal, .parameter:
      made = add(grain, level: 0, own.kind, own.shape, name: own.name, own.source)
      items[made].always = own.always
      constants[made] = constants[item]
    case .key, .input, .carried, .fetched, .scalar, .folded:
      if let links = links(grain, own.grain) {
        let level = max(
          own.level, baseLevel(grain), links.compactMap { $0.item.map { items[$0].level } }.max() ?? 0)
        made = add(grain, level: level + 1, own.kind, own.shape, name: own.name, .carried(item, links: links))
      } else {
        made = absent(grain, own.kind)
      }
    }
    brought[key] = made
    return made
  }

  /// An item worked out from others, all of which are at its grain.
  func scalar(
    _ grain: Grain, _ kind: ValueKind, _ shape: Shape, name: String = "c", _ operands: [ItemID],
    once: Bool = true, mayInline: Bool = true, strict: Bool = true,
    _ build: @escaping ([Quantity]) -> [String]
  ) -> ItemID {
    let level = operands.map { items[$0].level }.max() ?? 0
    let made = add(
      grain, level: level, kind, shape, name: name,
      .scalar(Scalar(operands: operands, once: once, mayInline: mayInline, build: build)))
    items[made].always = strict && operands.allSatisfy { items[$0].always }
    return made
  }

  /// An item folded from a finer grain.
  func fold(
    _ grain: Grain, _ kind: ValueKind, _ shape: Shape, name: String = "c", _ fine: Grain,
    _ operands: [ItemID],
    condition: ItemID?, _ style: Fold.Style
  ) -> ItemID {
    guard let links = links(fine, grain) else { return absent(grain, kind) }
    let read = operands + [condition].compactMap { $0 } + links.compactMap(\.item)
    let fold = Fold(fine: fine, operands: operands, condition: condition, links: links, style: style)
    let level = level(of: fold, read.map { items[$0].level }.max() ?? 0, grain)
    return add(grain, level: level, kind, shape, name: name, .folded(fold))
  }

  /// The step of a fold: the one that gathers the grain's keys from the same rows where nothing else is read.
  func level(of fold: Fold, _ read: Int, _ grain: Grain) -> Int {
    let base = baseLevel(grain)
    if case .keyed(let table, _, let withUnit) = grain, case .plain = fold.style,
      fold.fine == (isOverShares(table, withUnit: withUnit) ? .shares(table) : .rows(table)), read < base
    {
      return base
    }
    return max(read, baseLevel(fold.fine), base) + 1
  }

  /// The items that an item reads.
  func operands(of item: ItemID) -> [ItemID] {
    switch items[item].source {
    case .parameter, .literal, .key, .input: return []
    case .carried(let coarse, let links): return [coarse] + links.compactMap(\.item)
    case .fetched(_, _, let key): return [key]
    case .scalar(let scalar): return scalar.operands
    case .folded(let fold):
      return fold.operands + [fold.condition].compactMap { $0 } + fold.links.compactMap(\.item)
    }
  }
}

import Diagnostics
import Exact
import Semantics

/// The values of a checked method's nodes over one dataset and one set of figures.
///
/// Nodes are computed column by column, in the plan's order, and only where something asks for them.
/// Cost: linear in the sizes of the columns, sorting for ranks aside.
public struct Evaluation: Sendable {
  public let plan: Plan
  public let dataset: Dataset
  /// The value of each figure of the plan, overrides applied; nil where it is open.
  public let figures: [Rational?]
  /// Errors that the data caused: absent amounts, rows that disagree, figures left open.
  public internal(set) var problems: [Diagnostic] = []
  var spaces: Spaces
  var columns: [Column?]
  var rankings: [Int: Ranking] = [:]
  /// The nodes that an open figure may reach; empty where no figure is open.
  let touched: [Bool]
  /// What the values of nodes wait for, where they do.
  var waiting: [NodeID: Waiting] = [:]
  var figureSets = FigureSets()
  /// What the large numbers of all columns have cost.
  var work = LargeWork()
  /// The nodes some of whose values are too large, and absent for that.
  var excessive: Set<NodeID> = []
  /// What is known of tables whose records were counted instead of kept.
  var counted: CountedFacts?
  /// Whether sums take products and inner sums in without giving them columns: where those are asked for once at most.
  var fusesSums = false
  /// The nodes that a sum took in; empty unless sums do.
  var fused: [Bool] = []
  private var underWay: [Bool]
  private var attributesKnown: Set<NodeID> = []

  public init(plan: Plan, dataset: Dataset, figures: [Rational?]) {
    self.plan = plan
    self.dataset = dataset
    self.figures = figures
    touched = Self.touched(plan, figures)
    spaces = Spaces(plan: plan, dataset: dataset)
    columns = [Column?](repeating: nil, count: plan.nodes.count)
    underWay = [Bool](repeating: false, count: plan.nodes.count)
  }

  /// Computes the given nodes and all that they rest on. An open figure that a value of the roots needs is a
  /// problem; `others` are computed too, but ask for nothing.
  public mutating func evaluate(_ roots: [NodeID], alongside others: [NodeID] = []) {
    compute(roots + others)
    problems += openProblems(roots)
  }

  /// Like `evaluate`, but values that wait for an open figure stay absent.
  public mutating func evaluateWhereClosed(_ roots: [NodeID]) { compute(roots) }

  private mutating func compute(_ roots: [NodeID]) {
    let wanted = plan.reachable(from: roots)
    for node in wanted.indices where wanted[node] && !isCounted(node) { _ = column(node) }
  }

  /// The column of a node, computed now if it was not yet.
  mutating func column(_ node: NodeID) -> Column {
    guard plan.nodes.indices.contains(node) else { return Column.constant(nil, count: 0) }
    if let known = columns[node] { return known }
    // A checked plan is acyclic; a node met while it is being computed is taken as absent all over.
    guard !underWay[node] else { return Column.constant(nil, count: spaces.count(plan.nodes[node].grain)) }
    underWay[node] = true
    prepare(plan.nodes[node].grain)
    var result = bounded(node, compute(node))
    if !touched.isEmpty, touched[node] { result = settled(node, result) }
    columns[node] = result
    underWay[node] = false
    return result
  }

  /// Lets go of what was computed for single records; it is computed again where something asks for it.
  mutating func forgetRecords() {
    for node in columns.indices where columns[node] != nil {
      switch plan.nodes[node].grain {
      case .rows, .shares, .keyed: columns[node] = nil
      case .one, .period, .classes, .unit, .unitPeriod: break
      }
    }
  }

  /// Values of `node` at `grain`: its own, or broadcast from a coarser one.
  mutating func operand(_ node: NodeID, at grain: Grain) -> Column {
    let own = column(node)
    let from = plan.nodes.indices.contains(node) ? plan.nodes[node].grain : .one
    if from == grain { return own }
    let count = size(grain)
    if from == .one, let wide = own.broadcast(to: count) { return wide }
    return own.gathered(mapping(grain, from), count: count)
  }

  mutating func size(_ grain: Grain) -> Int {
    prepare(grain)
    return spaces.count(grain)
  }

  mutating func mapping(_ fine: Grain, _ coarse: Grain) -> Mapping {
    prepare(fine)
    prepare(coarse)
    return spaces.mapping(fine, coarse)
  }

  /// A space of classes needs the values of its attribute.
  private mutating func prepare(_ grain: Grain) {
    guard case .classes(let attribute) = grain, attributesKnown.insert(attribute).inserted else { return }
    let codes = column(attribute).codes
    spaces.register(attribute: attribute, codes: codes)
  }

  /// Takes over the spaces of another evaluation of the same data, unless a class of them has changed.
  mutating func adopt(_ other: Evaluation, _ reached: [Bool]) {
    guard !other.attributesKnown.contains(where: { reached[$0] }) else { return }
    spaces = other.spaces
    attributesKnown = other.attributesKnown
  }

  /// The code dictionary of a node; empty where it is not a code.
  public func book(of node: NodeID) -> CodeBook {
    guard plan.nodes.indices.contains(node), case .code(let space) = plan.nodes[node].kind else {
      return CodeBook()
    }
    return dataset.book(space)
  }

  // MARK: - Reading

  /// The number of a node at an index of its grain; nil where it is absent or was not computed.
  public func number(_ node: NodeID, at index: Int) -> Rational? {
    columns.indices.contains(node) ? columns[node]?.number(at: index) : nil
  }

  public func truth(_ node: NodeID, at index: Int) -> Bool? {
    columns.indices.contains(node) ? columns[node]?.truth(at: index) : nil
  }

  public func code(_ node: NodeID, at index: Int) -> Int32? {
    columns.indices.contains(node) ? columns[node]?.code(at: index) : nil
  }

  /// Whether the node has been computed.
  public func isKnown(_ node: NodeID) -> Bool {
    columns.indices.contains(node) && columns[node] != nil
  }

  /// How many values a grain has.
  public func count(of grain: Grain) -> Int {
    var spaces = spaces
    return spaces.count(grain)
  }

  /// Where an index of a finer grain falls in a coarser one; nil where it falls nowhere.
  public func index(_ index: Int, of fine: Grain, in coarse: Grain) -> Int? {
    var spaces = spaces
    let result = spaces.mapping(fine, coarse)[index]
    return result < 0 ? nil : result
  }
}

import Diagnostics
import Exact
import Semantics

/// A plan over a dataset with one or several figures as unknowns.
///
/// Everything that the unknowns reach is computed as a ``Form`` at a point, or for one unknown just beside it.
/// Each comparison on the way (caps, floors, tiers, guards, rounding, ranks) keeps the outcome that it has
/// there, and what must hold for it to stay is recorded as a ``Constraint``. The forms are therefore right
/// wherever all constraints hold. Everything else is taken over from an ordinary evaluation. Cost of a point:
/// linear in the cells that the unknowns reach, sorting for ranks aside.
public struct Parametric: Sendable {
  /// Where the unknowns are: at the point, or, for one unknown, closer beside it than anything else.
  public enum Side: Hashable, Sendable {
    case at
    case right
    case left
  }

  public enum Relation: Hashable, Sendable {
    case positive
    case nonNegative
    case zero
  }

  /// What keeps an outcome as it is: a form and how it must stand to zero.
  public struct Constraint: Hashable, Sendable {
    public var form: Form
    public var relation: Relation
    /// The node whose outcome it keeps, and the index at the node's own grain.
    public var node: NodeID
    public var index: Int
    /// The roster's index of the unit whose cell it is; nil where it belongs to none or to several.
    public var unit: Int?
  }

  public let plan: Plan
  public let free: [FigureID]
  /// Whether the unknowns are the figures' opposites, so that a walk to the right lowers them.
  public let isMirrored: Bool
  /// The values of the unknowns, in the order of the free figures.
  public internal(set) var point: [Rational] = []
  public internal(set) var side = Side.at
  var rate: Rational { Rational(isMirrored ? -1 : 1) }
  /// Whether constraints are kept for reading; a walk needs only the nearest critical value.
  public var keepsConstraints = true
  public internal(set) var constraints: [Constraint] = []
  /// Columns that the unknowns do not reach, and those that are no numbers, with their outcomes here.
  var evaluation: Evaluation
  /// Which nodes the free figures reach.
  let reached: [Bool]
  /// The reached nodes that are wanted, operands before users.
  let order: [NodeID]
  /// Whether a cell of one unit may depend on a reached cell of another.
  let isCoupled: Bool
  let unitCount: Int
  var forms: [[Form?]?]
  var obstacle: Obstacle?
  /// For each unit, and last for what belongs to none, the nearest value of the one unknown where a
  /// constraint ends, on the side that is looked at.
  var nearest: [Rational?]
  /// Constraints of one unknown that may end at a value that is no fraction, with their owners.
  var unsolved: [(owner: Int, polynomial: Polynomial, cell: (NodeID, Int))] = []
  var active: [Grain: [Int]] = [:]
  private var activeUnits: [Bool]?

  /// - Parameters:
  ///   - evaluation: a run of the same data, whose columns are taken over; its figures are those of the rest.
  ///   - free: the unknowns, each once.
  ///   - roots: the nodes whose forms are wanted.
  public init(_ evaluation: Evaluation, free: [FigureID], roots: [NodeID], isMirrored: Bool = false) {
    plan = evaluation.plan
    self.free = free
    self.isMirrored = isMirrored
    let reached = evaluation.plan.reached(from: free)
    self.reached = reached
    var kept = evaluation.keeping(figures: evaluation.figures, where: reached)
    let wanted = evaluation.plan.reachable(from: roots)
    let order = wanted.indices.filter { wanted[$0] && reached[$0] }
    self.order = order
    unitCount = evaluation.dataset.units.count
    isCoupled = Self.isCoupled(evaluation.plan, order, reached)
    forms = [[Form?]?](repeating: nil, count: evaluation.plan.nodes.count)
    nearest = [Rational?](repeating: nil, count: unitCount + 1)
    for node in wanted.indices where wanted[node] && !reached[node] { _ = kept.column(node) }
    self.evaluation = kept
    for node in order {
      guard case .classes(let attribute) = evaluation.plan.nodes[node].grain else { continue }
      if reached[attribute] { obstacle = .regrouped(node) }
    }
    if !evaluation.problems.isEmpty || !kept.problems.isEmpty { obstacle = .unscored }
    if let figure = evaluation.plan.openFigure(evaluation.figures, beside: free, in: order) {
      obstacle = .open(figure)
    }
  }

  /// The evaluation of one piece: all wanted nodes at a point.
  public static func piece(
    _ evaluation: Evaluation, free: [FigureID], roots: [NodeID], at point: [Rational], side: Side = .at
  ) -> Result<Parametric, Obstacle> {
    var parametric = Parametric(evaluation, free: free, roots: roots)
    if let obstacle = parametric.move(to: point, side) { return .failure(obstacle) }
    return .success(parametric)
  }

  /// Computes everything at another point. With `units`, only their cells, where no unit depends on another;
  /// the cells of the others must still hold there. Returns what kept it from being computed.
  @discardableResult
  public mutating func move(to point: [Rational], _ side: Side, units: [Bool]? = nil) -> Obstacle? {
    self.point = point
    self.side = side
    constraints = []
    activeUnits = isCoupled ? nil : units
    active = [:]
    for owner in nearest.indices where isActive(owner: owner) { nearest[owner] = nil }
    unsolved = unsolved.filter { !isActive(owner: $0.owner) }
    guard obstacle == nil else { return obstacle }
    for node in order {
      compute(node)
      if let obstacle { return obstacle }
    }
    if !evaluation.problems.isEmpty { obstacle = .unscored }
    return obstacle
  }

  // MARK: - Reading

  /// The value of a cell as a function of the unknowns; nil where it is absent or was not wanted.
  public func form(_ node: NodeID, at index: Int) -> Form? {
    guard plan.nodes.indices.contains(node) else { return nil }
    if let cells = forms[node] { return cells.indices.contains(index) ? cells[index] : nil }
    return evaluation.number(node, at: index).map { .constant($0) }
  }

  /// The truth of a cell here, nil where it is absent.
  public func truth(_ node: NodeID, at index: Int) -> Bool? { evaluation.truth(node, at: index) }

  /// The code of a cell here, nil where it is absent.
  public func code(_ node: NodeID, at index: Int) -> Int32? { evaluation.code(node, at: index) }

  /// The nearest value of the one unknown, on the side looked at, where an outcome may change; nil where none
  /// does. Obstacle: the outcome changes at a value that is no fraction before `limit`.
  public func end(before limit: Rational?) -> Result<Rational?, Obstacle> {
    guard let place = point.first, side == .right else { return .success(nil) }
    let end = nearest.compactMap { $0 }.min()
    let bound = [end, limit].compactMap { $0 }.min()
    for (_, polynomial, (node, index)) in unsolved
    where polynomial.rootCount(after: place, through: bound) > 0 {
      return .failure(.irrational(node, index))
    }
    return .success(end)
  }

  // MARK: - Cells

  func isActive(owner: Int) -> Bool {
    guard let activeUnits else { return true }
    return activeUnits.indices.contains(owner) && activeUnits[owner]
  }

  /// The indexes of a grain that are computed in this move.
  mutating func indexes(of grain: Grain) -> [Int] {
    if let known = active[grain] { return known }
    let count = evaluation.size(grain)
    var result: [Int]
    if let units = activeUnits {
      result = []
      if plan.hasUnit(grain) {
        let owners = evaluation.mapping(grain, .unit)
        result = (0..<count).filter { index in
          let owner = owners[index]
          return units.indices.contains(owner) && units[owner]
        }
      }
    } else {
      result = Array(0..<count)
    }
    active[grain] = result
    return result
  }

  /// The slot of `nearest` that a cell belongs to.
  mutating func owner(_ grain: Grain, _ index: Int) -> Int {
    guard plan.hasUnit(grain) else { return unitCount }
    let unit = evaluation.mapping(grain, .unit)[index]
    return unit < 0 ? unitCount : unit
  }

  /// Records what keeps an outcome.
  mutating func require(_ form: Form, _ relation: Relation, _ cell: Cell) {
    if form.isConstant { return }
    if keepsConstraints {
      constraints.append(
        Constraint(
          form: form, relation: relation, node: cell.node, index: cell.index,
          unit: cell.owner < unitCount ? cell.owner : nil))
    }
    guard side == .right, let place = point.first else { return }
    switch form {
    case .constant, .affine: break
    case .line(let value, let slope):
      if let root = (-value).divided(by: slope.rate), root > place { near(root, cell) }
    case .curve(let curve):
      switch curve.numerator.roots {
      case .fractions(let roots):
        if let root = roots.first(where: { $0 > place }) { near(root, cell) }
      case .irrational:
        unsolved.append((cell.owner, curve.numerator, (cell.node, cell.index)))
      }
    }
  }

  private mutating func near(_ root: Rational, _ cell: Cell) {
    let owner = cell.owner
    if root.isBeyond { obstacle = .tooLarge(cell.node, cell.index) }
    if let known = nearest[owner], known <= root { return }
    nearest[owner] = root
  }

  func sign(_ form: Form) -> Int { form.sign(at: point, side) }

  /// How a form stands to zero here, kept. A form that is zero here without being zero throughout must stay so.
  mutating func decidedSign(_ form: Form, _ cell: Cell) -> Int {
    let sign = sign(form)
    switch sign {
    case 0: require(form, .zero, cell)
    case 1: require(form, .positive, cell)
    default: require(form.negated(), .positive, cell)
    }
    return sign
  }

  /// A cell for which an outcome is recorded.
  struct Cell {
    var node: NodeID
    var index: Int
    var owner: Int
  }

  private static func isCoupled(_ plan: Plan, _ order: [NodeID], _ reached: [Bool]) -> Bool {
    order.contains { node in
      switch plan.nodes[node].op {
      case .rank, .grade: return true
      case .keep(_, _, let keys, _, _):
        let isOwn = keys.contains { plan.nodes[$0].kind == .code(.units) }
        if !isOwn { return true }
      case .figure, .number, .truth, .code, .calendar, .input, .unitName, .present, .allBlank, .periodOf,
        .days, .workdays, .spread, .sum, .subtract, .multiply, .divide, .negate, .absolute, .minimum,
        .maximum, .compare, .sameCode, .isOneOf, .and, .or, .not, .isAbsent, .choose, .guarded, .lookup,
        .fetch, .round, .roundToMultiple, .steps, .escalating, .aggregate, .sumOfHighest, .previous,
        .cumulative, .shareOf, .position, .dayOfMonth, .shifted:
        break
      }
      guard !plan.hasUnit(plan.nodes[node].grain) else { return false }
      return plan.nodes[node].op.operands.contains { reached[$0] && plan.hasUnit(plan.nodes[$0].grain) }
    }
  }
}

extension Parametric {
  /// Why a method cannot be computed with these unknowns.
  public enum Obstacle: Error, Hashable, Sendable {
    /// Two values that depend on the unknowns are multiplied or divided.
    case notLinear(NodeID, Int)
    /// An outcome changes at a value that is no fraction.
    case irrational(NodeID, Int)
    /// A step or divisor that is zero at the point, next to which a rounding changes without end.
    case endless(NodeID, Int)
    /// The groups by which values are summed depend on the unknowns.
    case regrouped(NodeID)
    /// A figure that is left open and is no unknown is needed.
    case open(FigureID)
    /// A number, or the degree of a polynomial, would be larger than the limit.
    case tooLarge(NodeID, Int)
    /// The data cannot be scored there, as with an absent amount.
    case unscored
  }
}

extension Plan {
  /// Which nodes a figure among `free` reaches. Cost: linear in the plan.
  public func reached(from free: [FigureID]) -> [Bool] {
    let wanted = Set(free)
    var reached = [Bool](repeating: false, count: nodes.count)
    for node in nodes.indices {
      if case .figure(let figure) = nodes[node].op, wanted.contains(figure) { reached[node] = true }
      visitOperands(of: node) { operand in
        if reached.indices.contains(operand), reached[operand] { reached[node] = true }
      }
    }
    return reached
  }

  /// An open figure that one of some nodes rests on, other than the free ones.
  func openFigure(_ figures: [Rational?], beside free: [FigureID], in order: [NodeID]) -> FigureID? {
    let open = self.figures.indices.filter { figure in
      !free.contains(figure) && (!figures.indices.contains(figure) || figures[figure] == nil)
    }
    guard !open.isEmpty else { return nil }
    let touched = reached(from: open)
    guard let node = order.first(where: { touched[$0] }) else { return nil }
    let below = reachable(from: [node])
    return open.first { figure in
      nodes.indices.contains { node in
        guard below[node], case .figure(figure) = nodes[node].op else { return false }
        return true
      }
    }
  }

  /// Whether each index of a grain belongs to one unit.
  func hasUnit(_ grain: Grain) -> Bool {
    switch grain {
    case .unit, .unitPeriod, .shares: true
    case .rows(let table): tables.indices.contains(table) && tables[table].unitColumn != nil
    case .keyed(_, _, let withUnit): withUnit
    case .one, .period, .classes: false
    }
  }
}

import Diagnostics
import Engine
import Exact
import Semantics

extension Fitter {
  /// The fit of some figures, with why it is the only one, one of several, or none.
  ///
  /// - Parameter known: the best values, where a search has found them.
  func fit(_ free: [FigureID], isSearched: Bool = false, _ known: Found? = nil) -> Fit? {
    var steps: Stepwise?
    let best: Candidate
    let isExhaustive: Bool
    if free.contains(where: { thresholds[$0] != nil }) {
      guard let found = stepwise(free) else { return nil }
      steps = found
      (best, isExhaustive) = (found.candidate, found.isExhaustive)
    } else {
      guard let found = known.map({ ($0.candidate, $0.isExhaustive) }) ?? self.best(free) else { return nil }
      (best, isExhaustive) = found
    }
    guard let forms = forms(free, at: best.values) else { return nil }
    var all = demands(forms)
    all.reached.formUnion(steps?.reached ?? [])
    // Rows of tables in which the figures matter at all.
    let concerned = Set(all.reached.map { model.rows[$0].table })
    let counted = model.rows.indices.filter { concerned.contains(model.rows[$0].table) }
    let right = counted.filter { best.rows[$0] }
    let reached = counted.filter { all.reached.contains($0) }
    let reachedRight = reached.count { best.rows[$0] }
    let base = candidate(free, start(free))
    let isOpen = free.contains { written[$0] == nil }

    let own = demands(forms, among: best.rows)
    let region = own.strips.flatMap(\.halfSpaces) + domain.spaces(free.count)
    var figures: [Fit.Recovered] = []
    var isSingle = true
    for place in free.indices {
      if let steps, let range = steps.ranges[place] {
        isSingle = isSingle && steps.pinned.contains(place)
        figures.append(
          Fit.Recovered(
            figure: free[place], written: written[free[place]], recovered: best.values[place], low: range.low,
            high: range.high, isLowOpen: !range.isLowIn, isHighOpen: !range.isHighIn))
        continue
      }
      var axis = [Rational](repeating: .zero, count: free.count)
      axis[place] = .one
      let range = LinearProgram.range(of: axis, region)
      let low = range?.low
      let high = range?.high
      if low == nil || low != high { isSingle = false }
      figures.append(
        Fit.Recovered(
          figure: free[place], written: written[free[place]], recovered: best.values[place], low: low,
          high: high))
    }
    if !isSingle, steps == nil, isOnlyGridPoint(free, best, figures, own.strips) { isSingle = true }
    // What was not looked at, or comes out as well, could be the one.
    if let steps, !isExhaustive || !steps.ties.isEmpty { isSingle = false }

    let left = self.left(counted.filter { !best.rows[$0] }, free, best.values)
    let isNone = right.count * 3 < counted.count * 2 || reachedRight * 2 <= reached.count
    var result = Fit(
      verdict: isNone ? .none : isSingle ? .unique : .several, figures: figures, reproduces: right.count,
      of: counted.count,
      writtenReproduces: isOpen ? nil : base.map { base in counted.count { base.rows[$0] } },
      tables: concerned.sorted().map { model.tables[$0].expected.name }, contradicting: left, left: left,
      pinnedBy: pins(free, own, forms, best.values).map { equation($0, free, forms) }
        + (steps?.pins ?? []).compactMap { beyond($0, free, best.values) }, family: [],
      deciding: [], alternatives: [], isSearched: isSearched, isProven: isExhaustive)
    if !isExhaustive, steps == nil {
      result.isProven = isProvenByOverlap(own.sharpest, all.sharpest.count, free.count)
    }
    if isNone {
      let ordered = all.sharpest.sorted { left, right in
        let first = best.rows[left.rows[0]]
        let second = best.rows[right.rows[0]]
        return first == second ? left.rows[0] < right.rows[0] : first
      }
      let conflict = Self.minimalConflict(ordered, free.count)
      let stepped = steps?.conflict ?? []
      result.contradicting =
        conflict.isEmpty ? left : conflict.map { equation($0.rows[0], free, forms) }
      if !stepped.isEmpty { result.contradicting = self.left(stepped, free, best.values) }
    } else if !isSingle {
      result.family = family(free, own.sharpest, forms)
      result.deciding = deciding(free, all, own, best)
      if let steps {
        for place in steps.ranges.keys.sorted() {
          if let phrase = steps.ranges[place].flatMap({ range(free[place], $0) }) {
            result.family.append(phrase)
          }
        }
      }
    }
    if let steps, !isNone {
      result.alternatives = steps.ties.prefix(6).map { tie in
        zip(free, tie).map { figure, value in
          Fit.Recovered(figure: figure, written: written[figure], recovered: value, low: value, high: value)
        }
      }
    }
    return result
  }

  /// With values in steps: whether the region holds no other value of the domain.
  private func isOnlyGridPoint(
    _ free: [FigureID], _ best: Candidate, _ figures: [Fit.Recovered], _ strips: [Strip]
  ) -> Bool {
    guard let step = domain.step, !step.isZero else { return false }
    var axes: [[Rational]] = []
    var points = 1
    for figure in figures {
      guard let low = figure.low, let high = figure.high,
        let first = low.divided(by: step)?.ceiling(), let last = high.divided(by: step)?.floor(),
        let count = (last - first + .one).asInt, count > 0, count <= 2000
      else { return false }
      points *= count
      guard points <= 4000 else { return false }
      axes.append((0..<count).map { (first + Rational($0)) * step })
    }
    for number in 0..<points {
      var rest = number
      var point: [Rational] = []
      for axis in axes {
        point.append(axis[rest % axis.count])
        rest /= axis.count
      }
      guard point != best.values, point.allSatisfy(domain.admits),
        strips.allSatisfy({ $0.holds(at: point) })
      else { continue }
      // Ends of intervals may be open: only scoring tells.
      if let other = candidate(free, point), other.count >= best.count { return false }
    }
    return true
  }

  /// Whether other values with as many rows are ruled out although not all combinations were tried: they would
  /// share more rows than lie on any common plane.
  private func isProvenByOverlap(_ right: [Strip], _ total: Int, _ dimension: Int) -> Bool {
    guard right.allSatisfy(\.isExact), dimension <= 2 else { return false }
    let shared = 2 * right.count - total
    var directions: [[Rational]: Int] = [:]
    for strip in right {
      if let normal = strip.normalised() { directions[normal.coefficients, default: 0] += 1 }
    }
    return shared > (dimension == 1 ? 0 : directions.values.max() ?? 0)
  }

  // MARK: - Why

  /// Rows that leave one value for each figure: the plainest first, each adding what the others leave open.
  private func pins(_ free: [FigureID], _ own: Demands, _ forms: Forms, _ values: [Rational]) -> [Int] {
    let exact = own.sharpest.filter(\.isExact).sorted { left, right in
      let first = left.coefficients.count { !$0.isZero }
      let second = right.coefficients.count { !$0.isZero }
      return first == second ? left.rows[0] < right.rows[0] : first < second
    }
    var basis = Basis(free.count)
    var rows: [Int] = []
    for strip in exact where basis.rank < free.count && basis.add(strip.coefficients) {
      rows.append(strip.rows[0])
    }
    guard basis.rank < free.count else { return rows }
    // Where print is rounded, the rows at which the values would end.
    let spaces = own.sharpest.flatMap(\.halfSpaces)
    for place in free.indices {
      for sign in [Rational.one, .zero - .one] {
        var axis = [Rational](repeating: .zero, count: free.count)
        axis[place] = sign
        guard let end = LinearProgram.maximum(of: axis, spaces),
          end[place].magnitude < LinearProgram.edge
        else { continue }
        let tight = own.sharpest.first { strip in
          let value = dot(strip.coefficients, end)
          return !strip.coefficients[place].isZero && (value == strip.low || value == strip.high)
        }
        if let tight, !rows.contains(tight.rows[0]) { rows.append(tight.rows[0]) }
      }
    }
    return rows
  }

  /// Fewest strips without a common point: at most one more than there are figures (Helly's theorem). Empty
  /// where all have one. Cost: a few linear programs for each strip found.
  static func minimalConflict(_ strips: [Strip], _ dimension: Int) -> [Strip] {
    var core: [Strip] = []
    var open = strips
    while core.count <= dimension + 1 {
      let base = core.flatMap(\.halfSpaces)
      if !LinearProgram.isFeasible(base, dimension: dimension) { return core }
      func isFeasible(_ count: Int) -> Bool {
        LinearProgram.isFeasible(base + open[..<count].flatMap(\.halfSpaces), dimension: dimension)
      }
      guard !isFeasible(open.count) else { return [] }
      var low = 0
      var high = open.count
      while low + 1 < high {
        let middle = (low + high) / 2
        if isFeasible(middle) { low = middle } else { high = middle }
      }
      core.append(open[high - 1])
      open = Array(open[..<(high - 1)])
    }
    return core
  }

  /// What the right rows fix of the figures together, as equations between them.
  private func family(_ free: [FigureID], _ strips: [Strip], _ forms: Forms) -> [Phrase] {
    var basis = Basis(free.count)
    var result: [Phrase] = []
    let ordered = strips.compactMap { $0.normalised() }.sorted { left, right in
      left.isExact == right.isExact ? left.rows[0] < right.rows[0] : left.isExact
    }
    for strip in ordered where basis.rank < free.count && basis.add(strip.coefficients) {
      let same = ordered.filter { $0.coefficients == strip.coefficients }
      let low = same.map(\.low).max() ?? strip.low
      let high = same.map(\.high).min() ?? strip.high
      let sum = combination(strip.coefficients, free)
      let ends =
        low == high
        ? Phrase(" = \(low.plain)")
        : Phrase(" 在 \(low.readable) 至 \(high.readable) 之间", " between \(low.readable) and \(high.readable)")
      result.append(Phrase(sum.chinese + ends.chinese, sum.english + ends.english))
    }
    return result
  }

  /// Rows outside the fit that are not the same for all values of the family.
  private func deciding(_ free: [FigureID], _ all: Demands, _ own: Demands, _ best: Candidate) -> [Fit.Row] {
    let region = own.strips.flatMap(\.halfSpaces) + domain.spaces(free.count)
    return all.sharpest.filter { strip in
      guard !best.rows[strip.rows[0]], let range = LinearProgram.range(of: strip.coefficients, region) else {
        return false
      }
      return range.low == nil || range.low != range.high
    }.prefix(8).flatMap { left([$0.rows[0]], free, best.values) }
  }

  // MARK: - Rows in words

  func rowTitle(_ number: Int) -> (table: String, row: String) {
    let row = model.rows[number]
    let table = model.tables[row.table]
    let matched = table.rows[row.row]
    return (
      table.expected.name, matched.expected.map { table.expected.rows[$0].title } ?? matched.name
    )
  }

  /// constant + slope × figure … = printed, of the row's sharpest cell.
  private func equation(_ number: Int, _ free: [FigureID], _ forms: Forms) -> Fit.Row {
    let title = rowTitle(number)
    let row = model.rows[number]
    let cells = row.cells.filter { index in forms.slopes.contains { !($0[index] ?? .zero).isZero } }
    guard let index = cells.first(where: { model.cells[$0].rounding == nil }) ?? cells.first,
      let value = forms.values[index]
    else { return Fit.Row(table: title.table, row: title.row, text: "") }
    let cell = model.cells[index]
    let slopes = forms.slopes.map { $0[index] ?? .zero }
    let constant = value - dot(slopes, forms.point)
    let sum = combination(slopes, free)
    let head = constant.isZero ? "" : constant.readable + " + "
    let header = model.tables[cell.table].expected.columns[
      model.tables[cell.table].columns[cell.column].expected
    ].header
    let relation = cell.rounding == nil ? " = " : " ≈ "
    return Fit.Row(
      table: title.table, row: title.row,
      text: Phrase(
        "\(header)：\(head)\(sum.chinese)\(relation)\(cell.text)",
        "\(header): \(head)\(sum.english)\(relation)\(cell.text)"))
  }

  /// 2 × “（二）” 省单条 每 + …
  private func combination(_ coefficients: [Rational], _ free: [FigureID]) -> Phrase {
    var chinese: [String] = []
    var english: [String] = []
    for (coefficient, figure) in zip(coefficients, free) where !coefficient.isZero {
      let isShort = coefficient.decimalScale.map { $0 <= 4 } ?? false
      let factor = coefficient == .one ? "" : (isShort ? coefficient.plain : coefficient.fraction) + " × "
      chinese.append(factor + plan.figures[figure].address(.chinese))
      english.append(factor + plan.figures[figure].address(.english))
    }
    return Phrase(chinese.joined(separator: " + "), english.joined(separator: " + "))
  }

  /// Rows that the fit leaves: printed and computed. Cost: one run.
  private func left(_ numbers: [Int], _ free: [FigureID], _ values: [Rational]) -> [Fit.Row] {
    guard !numbers.isEmpty else { return [] }
    let cells = numbers.flatMap { model.rows[$0].cells }
    let computed = model.shown(figures(free, values), cells)
    var next = 0
    return numbers.map { number in
      let title = rowTitle(number)
      var chinese: [String] = []
      var english: [String] = []
      for index in model.rows[number].cells {
        defer { next += 1 }
        guard let shown = computed?[next], shown != model.cells[index].text else { continue }
        let cell = model.cells[index]
        let header = header(of: cell)
        chinese.append("\(header) 印发 \(cell.text)，算得 \(shown)")
        english.append("\(header) printed \(cell.text), comes to \(shown)")
      }
      return Fit.Row(
        table: title.table, row: title.row,
        text: Phrase(chinese.joined(separator: "；"), english.joined(separator: "; ")))
    }
  }

  private func header(of cell: FitModel.Cell) -> String {
    let table = model.tables[cell.table]
    return table.expected.columns[table.columns[cell.column].expected].header
  }

  /// A row that fails beyond the end of a threshold's range.
  private func beyond(
    _ pin: (row: Int, place: Int, value: Rational), _ free: [FigureID], _ values: [Rational]
  ) -> Fit.Row? {
    var moved = values
    moved[pin.place] = pin.value
    let cells = model.rows[pin.row].cells
    guard let computed = model.shown(figures(free, moved), cells) else { return nil }
    let title = rowTitle(pin.row)
    let differing = zip(cells, computed).first { $1 != model.cells[$0].text }
    guard let (index, shown) = differing else { return nil }
    let cell = model.cells[index]
    let address = plan.figures[free[pin.place]].addressPhrase
    return Fit.Row(
      table: title.table, row: title.row,
      text: Phrase(
        "\(header(of: cell)) 印发 \(cell.text)；\(address.chinese) 取 \(pin.value.readable) 就成 \(shown)",
        "\(header(of: cell)) printed \(cell.text); with \(address.english) \(pin.value.readable) it is \(shown)"
      ))
  }

  /// 满 条数 大于 35、不超过 36; nil where it may be anything.
  private func range(_ figure: FigureID, _ range: Threshold.Piece) -> Phrase? {
    if let low = range.low, low == range.high { return nil }
    let recovered = Fit.Recovered(
      figure: figure, written: nil, recovered: .zero, low: range.low, high: range.high,
      isLowOpen: !range.isLowIn, isHighOpen: !range.isHighIn)
    let address = plan.figures[figure].addressPhrase
    let words = recovered.rangeWords
    return Phrase(address.chinese + " " + words.chinese, address.english + " " + words.english)
  }
}

/// Coefficient vectors that do not depend on each other.
struct Basis: Sendable {
  private var rows: [[Rational]] = []
  let dimension: Int

  init(_ dimension: Int) { self.dimension = dimension }

  var rank: Int { rows.count }

  /// Takes a vector in; false where it depends on those that are there.
  mutating func add(_ vector: [Rational]) -> Bool {
    var rest = vector
    for row in rows {
      guard let pivot = row.firstIndex(where: { !$0.isZero }), !rest[pivot].isZero else { continue }
      let factor = rest[pivot].divided(by: row[pivot]) ?? .zero
      for index in rest.indices { rest[index] = rest[index] - factor * row[index] }
    }
    guard rest.contains(where: { !$0.isZero }) else { return false }
    rows.append(rest)
    return true
  }
}

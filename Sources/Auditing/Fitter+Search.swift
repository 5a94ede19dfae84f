import Diagnostics
import Engine
import Exact
import Semantics

extension Fitter {
  /// Without given figures: the fewest that, changed, reproduce most rows. A figure more is taken only for two
  /// rows more: one row alone can be met by any figure that only it uses.
  ///
  /// A set is passed over where it cannot gain enough: rows that agree and that one of its figures alone reaches
  /// are lost, and rows that none reaches stay as they are. Cost: a run for each figure, and a search for each
  /// set that is left: a look at some rows for at most 800 of each size, and at all rows for the best of them.
  func search() -> Fit? {
    guard let base = candidate([], []) else { return nil }
    let wrong = base.rows.indices.filter { !base.rows[$0] }
    guard wrong.count > 0 else { return agreed(base) }
    guard let values = model.values(model.evaluation.figures) else { return nil }
    let slopes = slopes(values)
    let reaches = slopes.mapValues { slopes in
      model.rows.map { row in row.cells.contains { slopes[$0].map { !$0.isZero } ?? false } }
    }
    let quick = QuickLook(self, base, values, slopes)
    var pairs: [[FigureID]] = []
    let useful = reaches.filter { entry in wrong.contains { entry.value[$0] } }.keys.sorted()
    var best: Found?
    var equal: [Found] = []
    var singles: [Found] = []
    for size in 1...max(1, effort.sizes) {
      let known = best?.candidate.count ?? base.count
      guard base.rows.count - known >= 2 || (size == 1 && wrong.count == 1) else { break }
      let least = known + (size == 1 && wrong.count == 1 ? 1 : 2)
      let figures = size == 2 ? quick.leading(useful, effort.paired) : useful
      let sets = promising(sets(figures, size, base, reaches, least: least, pairs: pairs), quick)
      pairs = size == 2 ? sets.map(\.free) : pairs
      var found: [Found] = []
      var most = least
      func take(_ free: [FigureID], _ fitter: Fitter) {
        guard let (candidate, isExhaustive) = fitter.best(free, rounds: effort.rounds),
          candidate.count >= most,
          candidate.changes == free.count
        else { return }
        found.append(Found(free: free, candidate: candidate, isExhaustive: isExhaustive))
        most = max(most, candidate.count)
      }
      for set in sets.prefix(Self.mostScored) where set.bound >= most { take(set.free, self) }
      let steps = stepped(size, singles)
      // Each choice is a run over all rows.
      let choices = 2_000_000 / max(1, model.rows.count * steps.count)
      let stepper = Fitter(self, choices: max(40, choices))
      for set in steps { take(set, stepper) }
      found.sort { $0.candidate.isBetter(than: $1.candidate) }
      if size == 1 { singles = found }
      guard let first = found.first else { continue }
      best = first
      equal = found.dropFirst().filter { $0.candidate.count == first.candidate.count }
    }
    guard let best, var result = fit(best.free, isSearched: true, best) else { return nothing(base) }
    result.alternatives += equal.prefix(6).map { other in
      zip(other.free, other.candidate.values).map { figure, value in
        Fit.Recovered(figure: figure, written: written[figure], recovered: value, low: value, high: value)
      }
    }
    if !result.alternatives.isEmpty, result.verdict == .unique { result.verdict = .several }
    return result
  }

  /// A set of figures with the best values found for them.
  struct Found {
    var free: [FigureID]
    var candidate: Candidate
    var isExhaustive: Bool
  }

  /// Sets with thresholds: each alone; then pairs of what alone set most rows right.
  private func stepped(_ size: Int, _ singles: [Found]) -> [[FigureID]] {
    var all = thresholds.keys.filter { written[$0] != nil }.sorted()
    guard !all.isEmpty else { return [] }
    all = mostMoving(all, effort.sizes < 3 ? 3 : 12)
    if size == 1 { return all.map { [$0] } }
    guard size == 2, effort.sizes > 2 else { return [] }
    let leading = singles.prefix(4).map { $0.free[0] }
    let own = leading.filter { thresholds[$0] != nil } + all.filter { !leading.contains($0) }.prefix(4)
    var result: [[FigureID]] = []
    for threshold in own {
      for other in leading where other != threshold {
        let set = [threshold, other].sorted()
        if !result.contains(set) { result.append(set) }
      }
    }
    return result
  }

  /// So many thresholds, those that move most rows from one end to the other; all where there are not more. Cost: two runs for each.
  private func mostMoving(_ figures: [FigureID], _ count: Int) -> [FigureID] {
    guard figures.count > count else { return figures }
    let moved = figures.map { figure -> (figure: FigureID, rows: Int) in
      let ends = [thresholds[figure]?.pieces.first, thresholds[figure]?.pieces.last].compactMap { piece in
        piece?.value(domain, near: nil).flatMap { candidate([figure], [$0])?.rows }
      }
      guard let first = ends.first, let last = ends.last else { return (figure, 0) }
      return (figure, zip(first, last).count { $0 != $1 })
    }
    return moved.sorted { $0.rows == $1.rows ? $0.figure < $1.figure : $0.rows > $1.rows }
      .prefix(count).map(\.figure)
  }

  private static let mostSets = 800
  /// How many of them are scored row by row.
  private static let mostScored = 6

  /// How each figure moves each printed number, taken one by one from the written ones.
  private func slopes(_ values: [Rational?]) -> [FigureID: [Rational?]] {
    let rests = plan.reachable(from: model.nodes)
    var used: Set<FigureID> = []
    for (node, isUsed) in rests.enumerated() where isUsed {
      if case .figure(let figure) = plan.nodes[node].op { used.insert(figure) }
    }
    var result: [FigureID: [Rational?]] = [:]
    for figure in used.sorted() where written[figure] != nil && thresholds[figure] == nil {
      guard let forms = forms([figure], at: start([figure]), values) else { continue }
      if forms.slopes[0].contains(where: { $0.map { !$0.isZero } ?? false }) {
        result[figure] = forms.slopes[0]
      }
    }
    return result
  }

  /// The sets by how many of some rows they can meet at once, the best first.
  private func promising(
    _ sets: [(free: [FigureID], bound: Int)], _ quick: QuickLook
  ) -> [(free: [FigureID], bound: Int)] {
    guard sets.count > Self.mostScored else { return sets }
    let seen = sets.map { (set: $0, weight: quick.weight($0.free)) }
    return seen.enumerated().sorted { left, right in
      left.element.weight == right.element.weight
        ? left.offset < right.offset : left.element.weight > right.element.weight
    }.map(\.element.set)
  }

  /// Sets of a size that may reproduce at least so many rows, the most promising first.
  private func sets(
    _ figures: [FigureID], _ size: Int, _ base: Candidate, _ reaches: [FigureID: [Bool]], least: Int,
    pairs: [[FigureID]]
  ) -> [(free: [FigureID], bound: Int)] {
    var result: [(free: [FigureID], bound: Int)] = []
    func extend(_ set: [FigureID], _ from: Int) {
      if set.count == size {
        let bound = bound(set, base, reaches)
        if bound >= least { result.append((set, bound)) }
        return
      }
      for place in from..<figures.count { extend(set + [figures[place]], place + 1) }
    }
    let all = figures
    // Too many combinations: only the figures that reach most of the wrong rows.
    var figures = figures
    let most = size == 1 ? Int.max : size == 2 ? 40 : 10
    if figures.count > most {
      let wrong = base.rows.indices.filter { !base.rows[$0] }
      figures = figures.sorted { left, right in
        let first = wrong.count { reaches[left]?[$0] ?? false }
        let second = wrong.count { reaches[right]?[$0] ?? false }
        return first == second ? left < right : first > second
      }.prefix(most).sorted()
    }
    guard figures.count >= size else { return [] }
    extend([], 0)
    // The best pairs with each other figure: three that all reach few rows are among them.
    var seen = Set(result.map(\.free))
    for pair in size == 3 ? pairs.prefix(8) : [] {
      for figure in all where !pair.contains(figure) {
        let set = (pair + [figure]).sorted()
        guard seen.insert(set).inserted else { continue }
        let bound = bound(set, base, reaches)
        if bound >= least { result.append((set, bound)) }
      }
    }
    return Array(
      result.sorted { left, right in
        left.bound == right.bound ? left.free.lexicographicallyPrecedes(right.free) : left.bound > right.bound
      }.prefix(Self.mostSets))
  }

  /// The most rows that changing all figures of a set could leave right.
  private func bound(_ set: [FigureID], _ base: Candidate, _ reaches: [FigureID: [Bool]]) -> Int {
    let own = set.compactMap { reaches[$0] }
    var count = 0
    for row in base.rows.indices {
      var touching = 0
      for mask in own where mask[row] { touching += 1 }
      guard base.rows[row] else {
        count += touching > 0 ? 1 : 0
        continue
      }
      // An agreeing row that one changed figure alone moves is lost, unless print rounds the change away.
      let isLost =
        touching == 1 && model.rows[row].cells.contains { model.cells[$0].rounding == nil }
      if !isLost { count += 1 }
    }
    return count
  }

  /// All rows are reproduced as written.
  private func agreed(_ base: Candidate) -> Fit {
    Fit(
      verdict: .unique, figures: [], reproduces: base.count, of: base.rows.count,
      writtenReproduces: base.count, tables: concernedTables, contradicting: [], left: [], pinnedBy: [],
      family: [], deciding: [], alternatives: [], isSearched: true, isProven: true)
  }

  /// No figures explain more than the written ones.
  private func nothing(_ base: Candidate) -> Fit {
    let left = base.rows.indices.filter { !base.rows[$0] }.map { number in
      let title = rowTitle(number)
      return Fit.Row(table: title.table, row: title.row, text: "")
    }
    return Fit(
      verdict: .none, figures: [], reproduces: base.count, of: base.rows.count,
      writtenReproduces: base.count, tables: concernedTables, contradicting: left, left: left, pinnedBy: [],
      family: [], deciding: [], alternatives: [], isSearched: true, isProven: false)
  }

  private var concernedTables: [String] {
    Set(model.rows.map(\.table)).sorted().map { model.tables[$0].expected.name }
  }
}

/// A quick look at what sets of figures can explain: the written conditions of some rows, wrong ones mostly.
private struct QuickLook {
  private let fitter: Fitter
  private let base: Fitter.Candidate
  private let values: [Rational?]
  private let slopes: [FigureID: [Rational?]]
  /// Rows that are wrong, and some that are right, in the order of the table.
  private let wrong: [Int]
  private let right: [Int]

  init(
    _ fitter: Fitter, _ base: Fitter.Candidate, _ values: [Rational?], _ slopes: [FigureID: [Rational?]]
  ) {
    self.fitter = fitter
    self.base = base
    self.values = values
    self.slopes = slopes
    wrong = base.rows.indices.filter { !base.rows[$0] }
    right = Fitter.spread(base.rows.indices.filter { base.rows[$0] }, 400)
  }

  /// How many of the rows looked at one choice of values meets.
  func weight(_ free: [FigureID], _ wanted: Int? = nil) -> Int {
    let wanted = wanted ?? (free.count < 3 ? 24 : 18)
    let reached = right.filter { row in
      fitter.model.rows[row].cells.contains { cell in
        free.contains { slopes[$0]?[cell].map { !$0.isZero } ?? false }
      }
    }
    let rows = Fitter.spread(wrong, wanted) + Fitter.spread(reached, wanted / 4)
    let forms = Fitter.Forms(
      point: fitter.start(free), values: values,
      slopes: free.map { slopes[$0] ?? [Rational?](repeating: .zero, count: values.count) })
    let demands = fitter.demands(forms, rows.sorted())
    var consensus = Consensus(demands.sharpest, dimension: free.count, limit: 1, effort: fitter.effort)
    return consensus.deepest().first?.weight ?? 0
  }

  /// So many figures that alone explain most of the rows looked at; all where there are not more. A pair that
  /// explains a table shows in those rows that only one of the two reaches.
  func leading(_ figures: [FigureID], _ count: Int) -> [FigureID] {
    guard figures.count > count, count < 40 else { return figures }
    let weights = figures.map { (figure: $0, weight: weight([$0], 120)) }
    return weights.sorted { left, right in
      left.weight == right.weight ? left.figure < right.figure : left.weight > right.weight
    }.prefix(count).map(\.figure).sorted()
  }
}

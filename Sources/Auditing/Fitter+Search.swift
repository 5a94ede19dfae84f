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
  /// set that is left, at most ``mostSets`` of each size.
  func search(sizes: Int = 3) -> Fit? {
    guard let base = candidate([], []) else { return nil }
    let wrong = base.rows.indices.filter { !base.rows[$0] }
    guard wrong.count > 0 else { return agreed(base) }
    let reaches = reaches(base)
    let useful = reaches.keys.filter { figure in
      wrong.contains { reaches[figure]?[$0] ?? false }
    }.sorted()
    var best: (count: Int, free: [FigureID], candidate: Candidate)?
    var equal: [(free: [FigureID], candidate: Candidate)] = []
    for size in 1...max(1, sizes) {
      let known = best?.count ?? base.count
      guard base.rows.count - known >= 2 || (size == 1 && wrong.count == 1) else { break }
      let least = known + (size == 1 && wrong.count == 1 ? 1 : 2)
      let sets = sets(useful, size, base, reaches, least: least)
      var found: [(free: [FigureID], candidate: Candidate)] = []
      var most = least
      for set in sets where set.bound >= most {
        guard let (candidate, _) = self.best(set.free, rounds: 3), candidate.count >= most,
          candidate.changes == set.free.count
        else { continue }
        found.append((set.free, candidate))
        most = max(most, candidate.count)
      }
      found.sort { $0.candidate.isBetter(than: $1.candidate) }
      guard let first = found.first else { continue }
      best = (first.candidate.count, first.free, first.candidate)
      equal = found.dropFirst().filter { $0.candidate.count == first.candidate.count }
    }
    guard let best, var result = fit(best.free, isSearched: true) else { return nothing(base) }
    result.alternatives = equal.prefix(6).map { other in
      zip(other.free, other.candidate.values).map { figure, value in
        Fit.Recovered(figure: figure, written: written[figure], recovered: value, low: value, high: value)
      }
    }
    if !result.alternatives.isEmpty, result.verdict == .unique { result.verdict = .several }
    return result
  }

  private static let mostSets = 150

  /// Which rows each figure moves, taken one by one from the written ones.
  private func reaches(_ base: Candidate) -> [FigureID: [Bool]] {
    let rests = plan.reachable(from: model.nodes)
    var used: Set<FigureID> = []
    for (node, isUsed) in rests.enumerated() where isUsed {
      if case .figure(let figure) = plan.nodes[node].op { used.insert(figure) }
    }
    var result: [FigureID: [Bool]] = [:]
    for figure in used.sorted() where written[figure] != nil {
      guard let forms = forms([figure], at: start([figure])) else { continue }
      let rows = model.rows.map { row in row.cells.contains { !(forms.slopes[0][$0] ?? .zero).isZero } }
      if rows.contains(true) { result[figure] = rows }
    }
    return result
  }

  /// Sets of a size that may reproduce at least so many rows, the most promising first.
  private func sets(
    _ figures: [FigureID], _ size: Int, _ base: Candidate, _ reaches: [FigureID: [Bool]], least: Int
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
    // Too many combinations: only the figures that reach most of the wrong rows.
    var figures = figures
    let most = size == 1 ? Int.max : size == 2 ? 60 : 16
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
    return Array(
      result.sorted { left, right in
        left.bound == right.bound ? left.free.lexicographicallyPrecedes(right.free) : left.bound > right.bound
      }.prefix(Self.mostSets))
  }

  /// The most rows that changing all figures of a set could leave right.
  private func bound(_ set: [FigureID], _ base: Candidate, _ reaches: [FigureID: [Bool]]) -> Int {
    var count = 0
    for row in base.rows.indices {
      let touching = set.count { reaches[$0]?[row] ?? false }
      // An agreeing row that one changed figure alone moves is lost, unless print rounds the change away.
      let isLost = base.rows[row] && touching == 1 && model.rows[row].cells.contains { model.cells[$0].rounding == nil }
      if base.rows[row] ? !isLost : touching > 0 { count += 1 }
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

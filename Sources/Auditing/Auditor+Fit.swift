import Diagnostics
import Engine
import Exact
import Semantics

extension Auditor {
  /// Recovers figures from published files; nil, with errors, where a file does not fit or nothing can be told.
  ///
  /// - Parameters:
  ///   - free: the figures asked about; empty to search for the fewest.
  ///   - open: those of them that the method leaves open; the run has 0 for them.
  public mutating func fit(
    _ files: [PublishedFile], free: [FigureID], open: Set<FigureID>, domain: FigureDomain,
    diagnostics: inout [Diagnostic]
  ) -> Fit? {
    guard match(files, &diagnostics) else { return nil }
    // What is not audited does not matter here; what is read otherwise does.
    diagnostics += findings.filter { $0.code == .publishedColumnReadAs }
    let model = FitModel(evaluation, tables, language)
    guard !model.rows.isEmpty else {
      diagnostics.append(Diagnostic(.fitWithoutNumbers, at: .file(files.first?.name ?? "")))
      return nil
    }
    let fitter = Fitter(model, domain, open: open)
    guard !free.isEmpty else { return fitter.search() }
    for figure in free where !fitter.moves(figure) {
      let address = plan.figures[figure].addressPhrase
      diagnostics.append(
        Diagnostic(.fitReachesNothing, at: .argument("--free " + address[language]), address))
    }
    guard !diagnostics.hasErrors else { return nil }
    return fitter.fit(free)
  }

  /// Other figures that explain most of the rows that disagree; nil where none do. The cells that they would set
  /// right are marked so.
  mutating func offer() -> Fit? {
    let rows = Set(
      cells.filter { $0.number != nil && column(of: $0).node != nil && column(of: $0).rank == nil }
        .map { [$0.table, $0.row] })
    guard rows.count >= 3 else { return nil }
    let model = FitModel(evaluation, tables, language)
    guard rows.count * 12 > model.rows.count else { return nil }
    let fitter = Fitter(model, FigureDomain(), open: [], effort: .brief)
    guard let fit = fitter.search(), fit.verdict != .none, !fit.changed.isEmpty,
      let written = fit.writtenReproduces
    else { return nil }
    // Most of the rows that disagree, among those the figures are about.
    guard (fit.reproduces - written) * 2 > fit.of - written else { return nil }
    mark(fit, model)
    return fit
  }

  private mutating func mark(_ offer: Fit, _ model: FitModel) {
    var figures = evaluation.figures
    for figure in offer.figures { figures[figure.figure] = figure.recovered }
    guard let right = model.reproduced(figures) else { return }
    let rows = Set(zip(model.rows, right).filter { $0.1 }.map { [$0.0.table, $0.0.row] })
    for index in cells.indices where rows.contains([cells[index].table, cells[index].row]) {
      guard !cells[index].isExplained, column(of: cells[index]).rank == nil else { continue }
      cells[index].kind = .otherFigures
      cells[index].isExplained = true
      cells[index].explanations = [
        Phrase("按推出的数字算，这一行都对", "the row is right with the recovered figures")
      ]
    }
  }
}

extension Fitter {
  /// Whether a figure moves any published number, near its value or further away.
  func moves(_ figure: FigureID) -> Bool {
    let start = start([figure])
    guard let before = model.values(figures([figure], start)) else { return true }
    let steps = thresholds[figure].map { threshold in
      Fitter.spread(threshold.pieces, 40).compactMap { $0.value(FigureDomain(), near: nil) }
    }
    let far: [Rational] =
      steps ?? [
        start[0] + Rational(fixed: 1, scale: 2), start[0] + .one, start[0] * 2, .zero, start[0] + 100,
      ]
    return far.contains { value in
      guard let after = model.values(figures([figure], [value])) else { return false }
      return after != before
    }
  }
}

import Diagnostics
import Exact
import Semantics
import Tables

extension Evaluation {
  /// The value of a node at an index of its grain as a reader would take it: a number, or words.
  ///
  /// Absent also where the node was not computed. Truths and periods are worded in `language`.
  public func value(_ node: NodeID, at index: Int, language: Language = .chinese) -> PublishedValue.Exact {
    guard isKnown(node), let column = columns[node] else { return .absent }
    return value(node, column, book(of: node), index, language)
  }

  /// One value of a column at any grain; `book` is that of the node.
  func value(
    _ node: NodeID, _ column: Column, _ book: CodeBook, _ index: Int, _ language: Language
  ) -> PublishedValue.Exact {
    guard plan.nodes.indices.contains(node) else { return .absent }
    switch plan.nodes[node].kind {
    case .number: return column.number(at: index).map { .number($0) } ?? .absent
    case .truth: return column.truth(at: index).map { .text(Evaluation.words($0, language)) } ?? .absent
    case .code: return column.code(at: index).flatMap { book.text($0) }.map { .text($0) } ?? .absent
    case .date: return column.code(at: index).map { .text(CivilCalendar.civil(fromDays: $0).text) } ?? .absent
    case .period(let unit):
      return column.code(at: index).map { .text(Calendar.text(unit, number: Int($0))[language]) } ?? .absent
    case .text: return column.text(at: index).map { .text($0) } ?? .absent
    }
  }

  private static func words(_ truth: Bool, _ language: Language) -> String {
    switch language {
    case .chinese: truth ? "是" : "否"
    case .english: truth ? "yes" : "no"
    }
  }

  // MARK: - Other figures over the same data

  /// An evaluation of the same data with other figures, which keeps what the changed figures do not reach.
  ///
  /// For sweeps, fits and variants. Cost: linear in the plan; columns are shared, not copied.
  public func with(figures changed: [Rational?]) -> Evaluation {
    guard problems.isEmpty else { return Evaluation(plan: plan, dataset: dataset, figures: changed) }
    return keeping(
      figures: changed, where: plan.reached(from: plan.figures.indices.filter { !isSame($0, changed) }))
  }

  /// An evaluation of the same data that has the columns which are not reached.
  func keeping(figures changed: [Rational?], where reached: [Bool]) -> Evaluation {
    var result = Evaluation(plan: plan, dataset: dataset, figures: changed)
    for node in plan.nodes.indices where !reached[node] {
      result.columns[node] = columns[node]
      result.waiting[node] = waiting[node]
    }
    result.figureSets = figureSets
    for (rank, ranking) in rankings {
      var isReached = false
      plan.visitRank(rank) { isReached = isReached || reached[$0] }
      if !isReached { result.rankings[rank] = ranking }
    }
    result.adopt(self, reached)
    return result
  }

  private func isSame(_ figure: FigureID, _ changed: [Rational?]) -> Bool {
    figures.indices.contains(figure) && changed.indices.contains(figure) && figures[figure] == changed[figure]
  }
}

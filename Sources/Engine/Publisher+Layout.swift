import Diagnostics
import Exact
import Semantics

/// Which values a printed table shows: its publication, and the index of each row at the publication's grain.
public struct PublishedLayout: Sendable {
  /// Index in `Plan.publications`.
  public var publication: Int
  public var indexes: [Int]

  public init(publication: Int, indexes: [Int]) {
    self.publication = publication
    self.indexes = indexes
  }
}

extension Evaluation {
  /// One for each printed table of the outcome, in its order. Cost: that of ordering the rows.
  public mutating func layouts(_ language: Language) -> [PublishedLayout] {
    var publisher = Publisher(evaluation: self, language: language)
    defer { self = publisher.evaluation }
    return plan.publications.indices.flatMap { publisher.layouts($0) }
  }

  /// What a column prints at some indexes of its publication's grain, whatever their order.
  public mutating func values(
    _ column: Publication.Column, at grain: Grain, _ indexes: [Int], _ language: Language
  ) -> [PublishedValue] {
    var publisher = Publisher(evaluation: self, language: language)
    defer { self = publisher.evaluation }
    return publisher.values(column, grain, isGrouped: false, indexes, nil)
  }

  /// The method's lists, as an outcome holds them.
  public mutating func publishedLists(_ language: Language) -> [PublishedList] {
    var publisher = Publisher(evaluation: self, language: language)
    defer { self = publisher.evaluation }
    return plan.lists.flatMap { publisher.lists($0) }
  }
}

extension PublishedValue {
  /// A number as a column of that format prints it.
  public static func shown(_ number: Rational?, _ format: Publication.Format) -> String {
    guard let number else { return format.substitutions.first { $0.value == nil }?.text ?? "" }
    if let substitution = format.substitutions.first(where: { $0.value == number }) {
      return substitution.text
    }
    return Publisher.shown(number, format)
  }
}

extension Publisher {
  /// The rows of each printed table that a publication makes.
  mutating func layouts(_ publication: Int) -> [PublishedLayout] {
    let definition = plan.publications[publication]
    let rows = order(definition)
    guard definition.grouping == .split, let within = definition.within else {
      return [PublishedLayout(publication: publication, indexes: rows)]
    }
    let groups = evaluation.operand(within, at: definition.grain).codes
    var result: [PublishedLayout] = []
    for row in rows {
      if let last = result.last?.indexes.last, groups[last] == groups[row] {
        result[result.count - 1].indexes.append(row)
      } else {
        result.append(PublishedLayout(publication: publication, indexes: [row]))
      }
    }
    return result
  }
}

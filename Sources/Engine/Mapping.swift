/// Where each index of a finer space falls in a coarser one.
public enum Mapping: Sendable {
  /// The two spaces are the same.
  case identity
  /// Every index falls on the only one of `Grain.one`.
  case toOne
  /// Index by index; -1 where it falls nowhere (a unit without a group, a record without a date).
  case indexes([Int32])
  /// Nothing of the finer space falls anywhere in the coarser.
  case nowhere

  /// The coarse index of a fine one; -1 where there is none.
  public subscript(fine: Int) -> Int {
    switch self {
    case .identity: fine
    case .toOne: 0
    case .indexes(let table): table.indices.contains(fine) ? Int(table[fine]) : -1
    case .nowhere: -1
    }
  }

  /// The coarse index of each of `count` fine ones.
  func table(count: Int) -> [Int32] {
    switch self {
    case .identity: (0..<count).map { Int32(truncatingIfNeeded: $0) }
    case .toOne: [Int32](repeating: 0, count: count)
    case .indexes(let table): table
    case .nowhere: [Int32](repeating: -1, count: count)
    }
  }

  /// First through `self`, whose fine space has `count` indexes, then through `next`.
  func followed(by next: Mapping, count: Int) -> Mapping {
    switch (self, next) {
    case (.identity, _): return next
    case (_, .identity): return self
    case (.nowhere, _), (_, .nowhere): return .nowhere
    case (.toOne, .toOne): return .toOne
    case (.indexes(let table), .toOne): return .indexes(table.map { $0 < 0 ? -1 : 0 })
    case (.toOne, .indexes(let table)):
      return .indexes([Int32](repeating: table.first ?? -1, count: count))
    case (.indexes(let first), .indexes(let second)):
      return .indexes(first.map { second.indices.contains(Int($0)) ? second[Int($0)] : -1 })
    }
  }
}

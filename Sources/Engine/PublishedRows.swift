import Exact
import Semantics
import Tables

/// The rows of a published table: kept, or of a long table made from its columns when they are looked at.
public struct PublishedRows: RandomAccessCollection, MutableCollection, Sendable {
  private enum Store: Sendable {
    case kept([PublishedTable.Row])
    case columns(LongTable)
  }

  private var store: Store

  /// Tables of fewer rows are kept.
  static let fewest = 4096

  public init(_ rows: [PublishedTable.Row]) { store = .kept(rows) }

  init(_ table: LongTable) { store = .columns(table) }

  public var startIndex: Int { 0 }

  public var endIndex: Int {
    switch store {
    case .kept(let rows): rows.count
    case .columns(let table): table.order.count
    }
  }

  /// Setting a row of a long table makes all of them first.
  public subscript(position: Int) -> PublishedTable.Row {
    get {
      switch store {
      case .kept(let rows): rows[position]
      case .columns(let table): table.row(position)
      }
    }
    set {
      var rows = Array(self)
      rows[position] = newValue
      store = .kept(rows)
    }
  }

  /// Whether rows are made when they are looked at.
  public var isLong: Bool {
    switch store {
    case .kept: false
    case .columns: true
    }
  }

  /// Appends what the cells of a column show, row after row, and where each ends; a short row shows nothing.
  /// Cost: the cells alone, without their rows.
  public func append(_ rows: Range<Int>, _ column: Int, to text: inout [UInt8], ends: inout [Int]) {
    switch store {
    case .kept(let kept):
      for row in rows {
        if kept[row].values.indices.contains(column) { text += kept[row].values[column].shown.utf8 }
        ends.append(text.count)
      }
    case .columns(let table): table.append(rows, column, to: &text, ends: &ends)
    }
  }
}

extension PublishedRows: ExpressibleByArrayLiteral {
  public init(arrayLiteral elements: PublishedTable.Row...) { self.init(elements) }
}

/// A long table as columns of values and the order of its rows.
final class LongTable: Sendable {
  struct Part: Sendable {
    enum Content: Sendable {
      case values(NodeID, Column, CodeBook)
      case unit
      case cell(TableColumn)
    }

    var content: Content
    var format: Publication.Format

    var isPlain: Bool { !format.percent && format.rounding == nil && format.substitutions.isEmpty }
  }

  let publisher: Publisher
  let order: [Int32]
  let parts: [Part]
  let groups: (book: CodeBook, codes: [Int32])?
  /// The unit of each index; nil where they are the same.
  let owners: [Int32]?
  let periods: [String]
  let ranks: Column?

  init(
    publisher: Publisher, order: [Int32], parts: [Part], groups: (book: CodeBook, codes: [Int32])?,
    owners: [Int32]?, periods: [String], ranks: Column?
  ) {
    self.publisher = publisher
    self.order = order
    self.parts = parts
    self.groups = groups
    self.owners = owners
    self.periods = periods
    self.ranks = ranks
  }

  private func unit(_ index: Int) -> Int32 {
    guard let owners else { return Int32(truncatingIfNeeded: index) }
    return owners.indices.contains(index) ? owners[index] : -1
  }

  func row(_ place: Int) -> PublishedTable.Row {
    let index = Int(order[place])
    let owner = unit(index)
    return PublishedTable.Row(
      unit: owner >= 0 ? publisher.unitName(Int(owner)) : "",
      group: groups.flatMap { $0.book.text($0.codes[index]) },
      period: periods.isEmpty ? nil : periods[index % periods.count], rank: ranks?.number(at: index)?.asInt,
      values: parts.map { value($0, index) })
  }

  private func value(_ part: Part, _ index: Int) -> PublishedValue {
    switch part.content {
    case .unit:
      let name = unit(index) >= 0 ? publisher.unitName(Int(unit(index))) : ""
      return PublishedValue(exact: name.isEmpty ? .absent : .text(name), shown: name)
    case .values(let node, let column, let book):
      let exact = publisher.evaluation.value(node, column, book, index, publisher.language)
      return PublishedValue(exact: exact, shown: publisher.shown(exact, part.format))
    case .cell(let cell):
      let bound = publisher.dataset.tables[cell.table]
      let row = bound.denseRows.indices.contains(index) ? Int(bound.denseRows[index]) : -1
      let type = publisher.plan.tables[cell.table].columns[cell.column].type
      if part.isPlain {
        let text = bound.trimmedText(row: row, column: cell.column)
        return PublishedValue(exact: bound.exact(row: row, column: cell.column, type, text), shown: text)
      }
      let exact = bound.exact(
        row: row, column: cell.column, type, bound.trimmedText(row: row, column: cell.column))
      return PublishedValue(exact: exact, shown: publisher.shown(exact, part.format))
    }
  }

  func append(_ rows: Range<Int>, _ number: Int, to text: inout [UInt8], ends: inout [Int]) {
    guard parts.indices.contains(number) else {
      for _ in rows { ends.append(text.count) }
      return
    }
    let part = parts[number]
    switch part.content {
    case .unit:
      return publisher.dataset.units.append(rows.map { unit(Int(order[$0])) }, to: &text, ends: &ends)
    case .values(let node, let column, let book) where part.isPlain:
      switch column.values {
      case .numbers(let numbers):
        guard case .fixed(let stored, let scale) = numbers.store else { break }
        // Gathered first: reads that do not wait for each other.
        let values = order.withUnsafeBufferPointer { order in
          stored.withUnsafeBufferPointer { stored in
            let single = stored.count == 1
            return rows.map { stored[single ? 0 : Int(order[$0])] }
          }
        }
        let isWritten = numbers.absent.isEmpty ? [] : rows.map { !numbers.isAbsent(at: Int(order[$0])) }
        FixedKernels.append(values, scale: scale, where: isWritten, to: &text, ends: &ends)
        return
      case .codes(let codes):
        guard case .code = publisher.plan.nodes[node].kind else { break }
        return append(rows, codes, book, to: &text, ends: &ends)
      case .truths, .texts: break
      }
    case .cell(let cell) where part.isPlain:
      let bound = publisher.dataset.tables[cell.table]
      if let options = bound.cellTexts[cell.column], bound.isDenseInOrder,
        case .codes(let codes) = bound.columns[cell.column][0].values
      {
        return append(rows, codes, CodeBook(options), to: &text, ends: &ends)
      }
    case .values, .cell: break
    }
    for place in rows {
      text += value(part, Int(order[place])).shown.utf8
      ends.append(text.count)
    }
  }

  private func append(
    _ rows: Range<Int>, _ codes: [Int32], _ book: CodeBook, to text: inout [UInt8], ends: inout [Int]
  ) {
    book.append(rows.map { codes[codes.count == 1 ? 0 : Int(order[$0])] }, to: &text, ends: &ends)
  }
}

extension Publisher {
  /// The rows of a long table in their order; nil where a column counts rows down or tells their period.
  mutating func longRows(_ publication: Publication, _ rows: [Int]) -> PublishedRows? {
    let grain = publication.grain
    var parts: [LongTable.Part] = []
    for column in publication.columns {
      switch column.content {
      case .node(let node):
        parts.append(
          LongTable.Part(
            content: .values(node, evaluation.operand(node, at: grain), evaluation.book(of: node)),
            format: column.format))
      case .unit: parts.append(LongTable.Part(content: .unit, format: column.format))
      case .cell(let cell):
        guard grain == .unit, plan.tables[cell.table].grain == .unit else { return nil }
        parts.append(LongTable.Part(content: .cell(cell), format: column.format))
      case .ordinal, .period: return nil
      }
    }
    let ranks = publication.rank ?? shownRank(publication)
    let names = periodNames(grain)
    let shownRanks = ranks.map { evaluation.rankColumn($0, grain) }
    let groups = publication.within.map { (evaluation.book(of: $0), evaluation.operand($0, at: grain).codes) }
    return PublishedRows(
      LongTable(
        publisher: self, order: rows.map { Int32(truncatingIfNeeded: $0) }, parts: parts, groups: groups,
        owners: grain == .unit ? nil : owners(grain),
        periods: names.map { name in (0..<evaluation.periodsPerUnit(grain)).map { name($0) } } ?? [],
        ranks: shownRanks))
  }
}

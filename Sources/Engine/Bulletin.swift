import Diagnostics
import Exact
import Semantics

/// A notice with its figures filled in, for renderers to arrange. Its tables are the published ones, and its
/// figures are printed by the rules of published tables.
public struct Bulletin: Sendable {
  public enum Block: Sendable {
    case paragraph(Text)
    /// A heading of a level from 1 with its number among its neighbours.
    case heading(level: Int, number: Int, Text)
    /// A numbered paragraph of a level from 1.
    case numbered(level: Int, number: Int, lead: Text?, Text)
    /// A published table; several where it is split by group.
    case table([PublishedTable])
  }

  public struct Text: Sendable {
    public var pieces: [Piece]
  }

  public enum Piece: Sendable {
    case words(String)
    /// A figure as printed.
    case figure(String)
    case period(PeriodRange)
    case units([UnitList])
  }

  /// Units in order; of one group and period where the list is told by them.
  public struct UnitList: Sendable {
    public var group: String?
    public var period: String?
    public var units: [Member]
  }

  public struct Member: Sendable {
    public var unit: String
    /// What stands in brackets behind it: figures as printed, with what they count.
    public var figures: [Figure]
  }

  public struct Figure: Sendable {
    public var shown: String
    /// nil where the printed text says all (a percentage, a text in place of a value).
    public var measure: Measure?
  }

  public struct Annex: Sendable {
    public var name: String
    public var tables: [PublishedTable]
  }

  public var title: Text
  public var addressed: Text?
  public var blocks: [Block]
  public var annexes: [Annex]
  /// Lines at the foot: who signs, and when.
  public var signed: [Text]
  /// Figures that have no value.
  public var findings: [Diagnostic]
}

extension Run {
  /// The method's notice with the figures of this run; nil where it has none, or the run has no outcome.
  /// Words that the engine itself prints (是, periods) are in `language`.
  public func bulletin(_ language: Language = .chinese) -> Bulletin? {
    guard let plan = evaluation.plan.bulletin, let outcome else { return nil }
    var composer = BulletinComposer(
      publisher: Publisher(evaluation: evaluation, language: language), outcome: outcome)
    return composer.compose(plan)
  }
}

/// Fills the figures of a run into the text of a notice.
struct BulletinComposer {
  var publisher: Publisher
  let outcome: Outcome
  private var result = Bulletin(
    title: .init(pieces: []), addressed: nil, blocks: [], annexes: [], signed: [], findings: [])
  /// How many headings and numbered paragraphs stand at each level since the last one above them.
  private var counts: [Int] = []

  init(publisher: Publisher, outcome: Outcome) {
    self.publisher = publisher
    self.outcome = outcome
  }

  private var plan: Plan { publisher.plan }

  /// The group that a paragraph is written for.
  private struct Group {
    let code: Int32
    let name: String
  }

  mutating func compose(_ bulletin: BulletinPlan) -> Bulletin {
    result.title = text(bulletin.title, nil)
    for block in bulletin.blocks { add(block, level: 1) }
    return result
  }

  private mutating func add(_ block: BulletinPlan.Block, level: Int) {
    switch block {
    case .paragraph(let text): result.blocks.append(.paragraph(self.text(text, nil)))
    case .addressed(let text): result.addressed = self.text(text, nil)
    case .heading(let text, let blocks):
      let number = next(level)
      result.blocks.append(.heading(level: level, number: number, self.text(text, nil)))
      for block in blocks { add(block, level: level + 1) }
    case .numbered(let lead, let within, let text):
      for group in groups(within) {
        let number = next(level)
        result.blocks.append(
          .numbered(
            level: level, number: number, lead: lead.map { self.text($0, group) }, self.text(text, group)))
      }
    case .signed(let texts): result.signed += texts.map { text($0, nil) }
    case .table(let index): result.blocks.append(.table(publisher.tables(plan.publications[index])))
    case .annex(let index):
      let publication = plan.publications[index]
      result.annexes.append(.init(name: publication.name, tables: publisher.tables(publication)))
    }
  }

  private mutating func next(_ level: Int) -> Int {
    while counts.count < level { counts.append(0) }
    counts.removeLast(counts.count - level)
    counts[level - 1] += 1
    return counts[level - 1]
  }

  /// The options of a choice column that units have, in printed order; one nil where there is no column.
  private mutating func groups(_ within: NodeID?) -> [Group?] {
    guard let within else { return [nil] }
    let book = publisher.evaluation.book(of: within)
    let codes = Set(publisher.evaluation.operand(within, at: .unit).codes)
    return codes.filter { $0 != Column.none }.sorted().map { code in
      Group(code: code, name: book.text(code) ?? "")
    }
  }

  // MARK: - Text

  private mutating func text(_ text: BulletinPlan.Text, _ group: Group?) -> Bulletin.Text {
    Bulletin.Text(pieces: text.pieces.map { piece($0, group) })
  }

  private mutating func piece(_ piece: BulletinPlan.Piece, _ group: Group?) -> Bulletin.Piece {
    switch piece {
    case .words(let words): return .words(words)
    case .group: return .words(group?.name ?? "")
    case .period: return plan.period.map { .period($0) } ?? .words("")
    case .value(let node, let grain, let format, let text, let place):
      let index = group.map { Int($0.code) } ?? 0
      let column = publisher.evaluation.operand(node, at: grain)
      let exact = publisher.evaluation.value(
        node, column, publisher.evaluation.book(of: node), index, publisher.language)
      let shown = publisher.shown(exact, format)
      guard exact == .absent, shown.isEmpty, !format.substitutions.contains(where: { $0.value == nil }) else {
        return .figure(shown)
      }
      result.findings.append(Diagnostic(.bulletinValueAbsent, at: place, Phrase(text)))
      return .figure("—")
    case .list(let index, let units):
      let list = plan.lists[index]
      let published = outcome.lists.filter { published in
        published.name == list.name && (group == nil || published.group == group?.name)
      }
      return .units(
        published.map { published in
          unitList(
            published.group, published.period, published.entries.map(\.unit), units, list.grain, told: group)
        })
    case .grade(let index, let grade, let units):
      let published = outcome.grades.filter { published in
        published.name == plan.grades[index].name && (group == nil || published.group == group?.name)
      }
      return .units(
        published.map { published in
          let names = published.rows.first { $0.grade == grade }?.units ?? []
          return unitList(published.group, nil, names, units, .unit, told: group)
        })
    }
  }

  /// Units with their figures. The group of the paragraph itself need not be named.
  private mutating func unitList(
    _ group: String?, _ period: String?, _ names: [String], _ units: BulletinPlan.Units, _ grain: Grain,
    told: Group?
  ) -> Bulletin.UnitList {
    let periods = publisher.evaluation.periodsPerUnit(grain)
    let words = publisher.periodNames(grain)
    let offset = period.flatMap { period in (0..<periods).first { words?($0) == period } } ?? 0
    var members: [(index: Int, name: String)] = names.map { name in
      let unit = publisher.dataset.unit(named: name).map { Int($0) } ?? -1
      return (unit < 0 ? -1 : unit * periods + offset, name)
    }
    if !units.keys.isEmpty, members.allSatisfy({ $0.index >= 0 }) { sort(&members, units.keys, grain) }
    let columns = units.shown.map { shown in
      (shown: shown, values: publisher.evaluation.operand(shown.node, at: grain))
    }
    return Bulletin.UnitList(
      group: told == nil ? group : nil, period: period,
      units: members.map { member in
        Bulletin.Member(
          unit: member.name,
          figures: columns.compactMap { figure($0.shown, $0.values, member.index) })
      })
  }

  private func figure(_ shown: BulletinPlan.Shown, _ values: Column, _ index: Int) -> Bulletin.Figure? {
    guard index >= 0 else { return nil }
    let exact = publisher.evaluation.value(
      shown.node, values, publisher.evaluation.book(of: shown.node), index, publisher.language)
    let text = publisher.shown(exact, shown.format)
    guard !text.isEmpty else { return nil }
    var isReplaced = shown.format.percent
    if case .number(let number) = exact {
      isReplaced = isReplaced || shown.format.substitutions.contains { $0.value == number }
    } else {
      isReplaced = true
    }
    return Bulletin.Figure(shown: text, measure: isReplaced ? nil : shown.measure)
  }

  private mutating func sort(_ members: inout [(index: Int, name: String)], _ keys: [SortKey], _ grain: Grain)
  {
    let columns = keys.map { (publisher.evaluation.operand($0.node, at: grain), $0.descending) }
    members = members.enumerated().sorted { left, right in
      for (column, descending) in columns {
        let sign = column.order(left.element.index, right.element.index)
        guard sign != 0 else { continue }
        let isOneAbsent =
          column.isAbsent(at: left.element.index) || column.isAbsent(at: right.element.index)
        return isOneAbsent || !descending ? (isOneAbsent ? sign > 0 : sign < 0) : sign > 0
      }
      return left.offset < right.offset
    }.map(\.element)
  }
}

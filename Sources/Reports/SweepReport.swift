import Diagnostics
import Engine
import Exact
import Semantics

/// A sweep of one figure: where ranks, lists, grades and bends of scores turn.
public enum SweepReport {
  // MARK: - JSON

  /// `intervals` follows the rank that the first published table stands in, else the first rank.
  public static func json(_ sweep: Sweep, _ evaluation: Evaluation, _ language: Language) -> String {
    let plan = evaluation.plan
    let figure = plan.figures[sweep.figure]
    let rank = plan.leadingRank
    let names = evaluation.dataset.units.texts
    let breakpoints = sweep.breakpoints.map { breakpoint in
      JSONValue.object([
        ("at", .text(breakpoint.place.fraction)), ("kind", .text(breakpoint.kind.rawValue)),
        ("units", .array(breakpoint.units.map { .text(names[$0]) })),
      ])
    }
    let intervals = sweep.stretches.map { stretch in
      JSONValue.object([
        ("from", .text(stretch.from.fraction)), ("to", .text(stretch.to.fraction)),
        ("ranking", ranking(stretch.placement, rank, evaluation, language)),
      ])
    }
    return JSONValue.object([
      ("address", .text(FiguresReport.address(figure, language))),
      ("written", JSONValue(figure.value?.fraction)), ("from", .text(sweep.from.fraction)),
      ("to", .text(sweep.to.fraction)), ("rank", JSONValue(rank.map { plan.ranks[$0].name })),
      ("breakpoints", .array(breakpoints)), ("intervals", .array(intervals)),
    ]).document()
  }

  /// Group by group the units, those that share a rank together; the key is "" where there are no groups.
  static func ranking(
    _ placement: Placement, _ rank: Int?, _ evaluation: Evaluation, _ language: Language
  ) -> JSONValue {
    let names = evaluation.dataset.units.texts
    return .object(
      placement.standings.filter { $0.rank == rank }.map { standing in
        (
          key: evaluation.title(of: standing, language) ?? "",
          value: .array(
            standing.tiers.map { tier in
              .array(tier.map { .text(names[evaluation.unit(of: $0, rank: standing.rank)]) })
            })
        )
      })
  }

  // MARK: - CSV

  public static func csv(_ sweep: Sweep, _ evaluation: Evaluation, _ language: Language) -> String {
    let headers = [
      Phrase("转折点", "at"), Phrase("小数", "decimal"), Phrase("变化", "kind"), Phrase("名称", "subject"),
      Phrase("组", "group"), Phrase("单位", "unit"), Phrase("此前", "before"), Phrase("此处", "here"),
      Phrase("此后", "after"),
    ]
    let names = evaluation.dataset.units.texts
    return sweep.changes(evaluation).reduce(CSVReport.line(headers.map { $0[language] })) { text, change in
      let states = [change.before, change.at, change.after].map { shown($0, change.kind, language) }
      return text
        + CSVReport.line(
          [
            change.place.fraction, change.place.decimal(digits: 4), word(change.kind)[language],
            change.subject, change.group ?? "", names[change.unit],
          ] + states)
    }
  }

  // MARK: - Text

  public static func text(
    _ sweep: Sweep, _ evaluation: Evaluation, top: Int, _ language: Language
  ) -> String {
    let figure = evaluation.plan.figures[sweep.figure]
    let address = FiguresReport.address(figure, language)
    let range =
      "\(FigureText.shown(sweep.from, figure, language)) .. \(FigureText.shown(sweep.to, figure, language))"
    var blocks = [["\(address)：\(range)".localized("\(address): \(range)", language)]]
    if let value = evaluation.figures[sweep.figure] {
      blocks[0] += safety(sweep, evaluation, value, figure, top, language)
    }
    guard !sweep.breakpoints.isEmpty else {
      blocks.append([
        "这个范围内名次、名单、等次都不变，分数也没有拐点。".localized(
          "Inside this range no rank, list or grade changes, and no score bends.", language)
      ])
      return joined(blocks)
    }
    let places = Set(sweep.breakpoints.map(\.place)).count
    blocks.append([
      "转折点 \(places) 个：".localized("\(places) turning \(places == 1 ? "point" : "points"):", language)
    ])
    let names = evaluation.dataset.units.texts
    var lines: [String] = []
    var last: Rational?
    for (place, changes) in grouped(sweep.changes(evaluation)) {
      if place != last { lines.append(FigureText.shown(place, figure, language)) }
      last = place
      lines += described(changes, names, language).map { "  " + $0 }
    }
    blocks.append(lines)
    return joined(blocks)
  }

  private static func joined(_ blocks: [[String]]) -> String {
    blocks.map { $0.map(PlainLine.escaped).joined(separator: "\n") }.joined(separator: "\n\n") + "\n"
  }

  /// How far the figure may move before something changes, from the reader's side.
  static func safety(
    _ sweep: Sweep, _ evaluation: Evaluation, _ value: Rational, _ figure: Figure, _ top: Int,
    _ language: Language
  ) -> [String] {
    let shown = FigureText.shown(value, figure, language)
    let isWritten = figure.value == value
    guard let whole = sweep.extent(around: value, of: { $0 }) else {
      return [
        "办法写的 \(shown) 不在这个范围内。".localized("The figure of \(shown) is outside this range.", language)
      ]
    }
    let head = isWritten ? "办法写的 \(shown)" : "现在的 \(shown)"
    let english = isWritten ? "the written figure \(shown)" : "the figure \(shown)"
    let ties = evaluation.plan.ranks.map(\.ties)
    let first = sweep.extent(around: value) { placement in
      placement.standings.map { standing in
        zip(
          standing.order, standing.shown(ties[standing.rank] == .tableOrder ? .shared : ties[standing.rank])
        )
        .filter { $0.1 <= top }.map { Pair(index: $0.0, place: $0.1) }
      }
    }
    var lines = [
      "\(head) \(FigureText.extent(whole, figure, .chinese))，名次、名单、等次都不变。".localized(
        "\(english) \(FigureText.extent(whole, figure, .english)) before any rank, list or grade changes.",
        language)
    ]
    if let first, first != whole, top > 0 {
      lines.append(
        "\(head) \(FigureText.extent(first, figure, .chinese))，前 \(top) 名不变。".localized(
          "\(english) \(FigureText.extent(first, figure, .english)) before the first \(top) change.", language
        ))
    }
    let lists = sweep.extent(around: value) { $0.lists }
    if let lists, lists != whole, !evaluation.plan.lists.isEmpty {
      lines.append(
        "\(head) \(FigureText.extent(lists, figure, .chinese))，名单不变。".localized(
          "\(english) \(FigureText.extent(lists, figure, .english)) before a list changes.", language))
    }
    let grades = sweep.extent(around: value) { $0.grades }
    if let grades, grades != whole, !evaluation.plan.grades.isEmpty {
      lines.append(
        "\(head) \(FigureText.extent(grades, figure, .chinese))，等次不变。".localized(
          "\(english) \(FigureText.extent(grades, figure, .english)) before a grade changes.", language))
    }
    return lines
  }

  private struct Pair: Equatable {
    var index: Int32
    var place: Int
  }

  private static func grouped(_ changes: [Sweep.Change]) -> [(Rational, [Sweep.Change])] {
    var result: [(Rational, [Sweep.Change])] = []
    for change in changes {
      if let last = result.indices.last, let known = result[last].1.last, result[last].0 == change.place,
        known.kind == change.kind, known.subject == change.subject, known.group == change.group
      {
        result[last].1.append(change)
      } else {
        result.append((change.place, [change]))
      }
    }
    return result
  }

  /// Lines for changes of one place, kind and subject.
  static func described(_ changes: [Sweep.Change], _ names: [String], _ language: Language) -> [String] {
    guard let head = changes.first else { return [] }
    let comma = Report.comma[language]
    let subject = head.kind == .rank && head.subject == "名次" ? "" : head.subject
    let group = [subject, head.group ?? ""].filter { !$0.isEmpty }.joined(separator: " ")
    let title = word(head.kind)[language] + (group.isEmpty ? "" : Report.inBrackets(group)[language])
    let texts = changes.map { change -> String in
      let unit = names.indices.contains(change.unit) ? names[change.unit] : "—"
      switch change.kind {
      case .kink: return unit
      case .rank, .list, .grade:
        var states = [change.before, change.at, change.after].map { shown($0, change.kind, language) }
        // What only passes through one state is told in two.
        if states[1] == states[0] || states[1] == states[2] { states.remove(at: 1) }
        return unit + " " + states.joined(separator: "→")
      }
    }
    return [title + Report.colon[language] + texts.joined(separator: comma)]
  }

  static func word(_ kind: Sweep.Kind) -> Phrase {
    switch kind {
    case .rank: Phrase("名次", "rank")
    case .list: Phrase("名单", "list")
    case .grade: Phrase("等次", "grade")
    case .kink: Phrase("拐点", "bend")
    }
  }

  static func shown(_ state: String?, _ kind: Sweep.Kind, _ language: Language) -> String {
    switch kind {
    case .kink: return ""
    case .rank, .grade: return state ?? "—"
    case .list:
      switch state {
      case "1": return Phrase("列入", "in")[language]
      case "2": return Phrase("列入但除外", "excepted")[language]
      default: return Phrase("不列", "out")[language]
      }
    }
  }
}

/// A figure's values and ranges in words.
enum FigureText {
  /// As the method writes it; a fraction with its decimal beside it.
  static func shown(_ value: Rational, _ figure: Figure, _ language: Language) -> String {
    let written = figure.written(value, language)
    let scaled = figure.isPercent ? value * 100 : value
    guard scaled.decimalScale == nil else { return written }
    let near = scaled.decimal(digits: 4) + (figure.isPercent ? "%" : "")
    return written + Phrase("（约 \(near)）", " (about \(near))")[language]
  }

  /// 可以在 2.4 与 3.75 之间变动, with what is known about the ends.
  static func extent(_ extent: Sweep.Extent, _ figure: Figure, _ language: Language) -> String {
    let low = shown(extent.low, figure, language)
    let high = shown(extent.high, figure, language)
    func end(_ holds: Bool, _ isEnd: Bool, _ text: String) -> String {
      if isEnd || holds { return text + (holds ? Phrase("（含）", " (included)")[language] : "") }
      return text
    }
    let first = end(extent.holdsAtLow, extent.endsAtLow, low)
    let second = end(extent.holdsAtHigh, extent.endsAtHigh, high)
    if extent.low == extent.high {
      return Phrase("一动", "may not move at all")[language]
        + (language == .chinese ? "就有变化；只有不动时" : "")
    }
    return Phrase("可以在 \(first) 与 \(second) 之间变动", "may move between \(first) and \(second)")[language]
  }
}

extension String {
  /// This text in Chinese, the other in English.
  func localized(_ english: String, _ language: Language) -> String {
    Phrase(self, english)[language]
  }
}

extension Plan {
  /// The rank that the first published table stands in, else the first of units.
  public var leadingRank: Int? {
    publications.compactMap(\.rank).first ?? ranks.firstIndex { $0.grain == .unit }
      ?? ranks.indices.first
  }
}

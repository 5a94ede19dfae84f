import Diagnostics
import Syntax

/// 每季度 over what there is one of by the month.
extension Checker {
  /// 每季度 报送 不足 10 条 的, where 报送 is by the month: month by month is not what it says.
  func requireWhole(_ value: Value, _ period: Grain, _ word: String) throws(Failure) {
    try requireWhole(value.grain, period, word, value.span)
  }

  /// What a line gives for each quarter is not known from a month.
  func requireWhole(_ grain: Grain, _ period: Grain, _ word: String, _ span: Span) throws(Failure) {
    guard case .unitPeriod(let finer) = grain, case .unitPeriod(let wider) = period,
      finer.months < wider.months
    else { return }
    let english = MeasureWord.spelling(wider.measureWord, .english, plural: false)
    throw failure(
      .grainsDiffer, span, Phrase(foldedText(span)), byPeriod(finer), Phrase("每" + word, "each " + english),
      byPeriod(wider),
      help: Phrase(
        "先把各期的数汇总到每\(word)：写在“每\(word)”后面，例如“每\(word) 合计（列） 不足 10 条 的，…”“每\(word) 合计（列）：满 5 条 1 分”",
        "fold it to the \(english) first, behind “each \(english)”, as in “each \(english) if sum(column) below 10 items, …” or “each \(english) sum(column): reaches 5 items 1 point”"
      ))
  }

  /// A figure in another spot.
  func with2<Result>(_ change: (inout Spot) -> Void, _ body: () -> Result) -> Result {
    let saved = spot
    change(&spot)
    defer { spot = saved }
    return body()
  }

  /// Measure words of what happens, as against what there is, such as 人.
  private static let happenings: Set<String> = ["条", "篇", "期", "次", "件", "起", "份"]

  /// 每月 迟报 每次 扣 1 分, where 迟报 is one count for the whole time: it would count once for each month.
  func requireByPeriod(_ counted: Value, _ act: Act) throws(Failure) {
    guard counted.grain == .unit, case .number(.tagged(let measure)) = counted.kind,
      Self.happenings.contains(measure)
    else { return }
    for case .eachPeriod(let word) in act.scopes {
      guard let unit = periodUnit(word) else { continue }
      let english = MeasureWord.spelling(unit.measureWord, .english, plural: false)
      throw failure(
        .grainsDiffer, counted.span, Phrase(foldedText(counted.span)), grainName(counted.grain),
        Phrase("每" + word, "each " + english), byPeriod(unit),
        help: Phrase(
          "全期只有一个数，每\(word)算一遍就重了：去掉“每\(word)”；各期分开算的，用每行一个单位一个\(word)的表，或 个数（记录，按 单位 \(word)）",
          "it is one count for the whole time and would count once for each \(english): leave “each \(english)” out; to go by the \(english) use a table with a row per unit and \(english), or count(records, by unit \(english))"
        ))
    }
  }

  /// As grains are named, with the period itself.
  private func byPeriod(_ unit: CalendarUnit) -> Phrase {
    let english = MeasureWord.spelling(unit.measureWord, .english, plural: false)
    return Phrase("每\(plan.unitHeader)每\(unit.measureWord)一个", "one per unit and \(english)")
  }

  /// 每月 报送 每条 2 分，最多 5 分: of a month, as the line begins, or of the year, as a limit without a scope?
  func lookAtPeriod(of act: Act, behind given: Act) {
    let word = given.scopes.lazy.compactMap { scope in
      if case .eachPeriod(let word) = scope { return word }
      return nil
    }.first
    guard let word, act.scopes.isEmpty, let unit = periodUnit(word) else { return }
    switch act.kind {
    case .cap(_, isMost: true), .floor(_, isMost: true): break
    case .cap, .floor, .give, .each, .perStep, .gap, .proRata, .addition, .map, .tiers, .escalating, .times,
      .instead, .counts, .drop, .untilZero, .veto, .keep, .share, .shift, .open, .assumption:
      return
    }
    let text = foldedText(act.span)
    let english = MeasureWord.spelling(unit.measureWord, .english, plural: false)
    report(
      .grainsDiffer, act.span, Phrase(text), grainName(.unit), Phrase(foldedText(given.span)),
      byPeriod(unit),
      help: Phrase(
        "每\(word)的上限写“每\(word) \(text)”，全年的写“全年 \(text)”",
        "for each \(english) write “each \(english) \(text)”, for the year “whole_year \(text)”"))
  }
}

extension Act {
  /// So much for each piece: by the month or by the quarter it comes to the same.
  var isPerPiece: Bool {
    switch kind {
    case .each, .give(_, .name): true
    case .perStep(_, _, _, _, let rule): rule == .proportional
    case .give, .gap, .proRata, .addition, .map, .tiers, .escalating, .times, .instead, .counts, .drop, .cap,
      .floor,
      .untilZero, .veto, .keep, .share, .shift, .open, .assumption:
      false
    }
  }
}

import Diagnostics
import Syntax

/// Where an aggregate without 按 goes.
extension Checker {
  /// Records fold to units, units to all; a definition with 按, and a check, say otherwise.
  func defaultTarget(_ grain: Grain) -> Grain {
    if let target = spot.fold ?? spot.target, reaches(signers(of: grain, towards: target), target) {
      return target
    }
    switch grain {
    case .one, .classes, .unit, .period: return .one
    case .unitPeriod: return .unit
    case .rows, .shares, .keyed: return reaches(signers(of: grain, towards: .unit), .unit) ? .unit : .one
    }
  }

  /// Records of joint signers belong to each of them: a fold to units, or to their periods, goes over the names
  /// of every record. To groups it does not: a record that two of a group signed would count twice there unsaid.
  func signers(of grain: Grain, towards target: Grain) -> Grain {
    guard case .rows(let table) = grain, plan.tables[table].unitColumn == nil,
      plan.tables[table].namesColumn != nil
    else { return grain }
    switch target {
    case .unit, .unitPeriod: return .shares(table)
    case .one, .period, .classes, .rows, .keyed, .shares: return grain
    }
  }

  /// 总分 低于 平均（总分）in a list: what stands at the grain of its rows already is folded over them, of a period
  /// over the units of that period, since a fold to itself says nothing. nil: nothing of that kind.
  func rowTarget(_ value: Value, _ function: Name, adds: Bool) throws(Failure) -> Grain? {
    guard spot.isOfRow, spot.fold == nil, value.grain == spot.target else { return nil }
    let text = foldedText(value.span)
    let own = grainName(value.grain)
    let eachRow = Phrase("每行：每行也是\(own.chinese)", "each row, which is \(own.english) too")
    let whole = "全体\(function.text) = \(function.text)（\(text)）"
    let wholeEnglish = "overall = \(function.text)(\(text))"
    // Added up over the rows, or the row's own: both are read.
    guard !adds else {
      throw failure(
        .cannotFold, value.span, Phrase(text), own, eachRow,
        help: Phrase(
          "每行已经只有一个：要这一行自己的，只写“\(text)”；要全体的，另写一个定义“\(whole)”，这里用它的名字",
          "each row has one of it: for the row's own write “\(text)” alone; for all of them define “\(wholeEnglish)” and name that here"
        ))
    }
    guard !spot.isGrouped else {
      let group = groupColumn.map { plan.tables[$0.table].columns[$0.column].name } ?? "组"
      throw failure(
        .cannotFold, value.span, Phrase(text), own, eachRow,
        help: Phrase(
          "这里分组：要本组的，写“\(function.text)（\(text)，按 \(group)）”；要全体的，另写一个定义“\(whole)”，这里用它的名字",
          "the rows stand in groups: for the row's group write “\(function.text)(\(text), by \(group))”; for all of them define “\(wholeEnglish)” and name that here"
        ))
    }
    if case .unitPeriod(let unit) = value.grain { return .period(unit) }
    return .one
  }
}

extension Aggregate {
  /// Adds up or joins what it folds; the others compare or count.
  var adds: Bool {
    switch self {
    case .sum, .any, .all: true
    case .average, .highest, .lowest, .count, .longestRun: false
    }
  }
}

import Diagnostics
import Exact
import Syntax

extension Checker {
  // MARK: Kinds

  func number(_ value: Value) throws(Failure) -> Value {
    guard case .number = value.kind else {
      throw failure(.numberNeeded, value.span, Phrase(foldedText(value.span)), kindName(value.kind))
    }
    return value
  }

  /// The right side of a sum, difference or quotient. 信息 ÷ 任务数 would be each record's part of the quota, which
  /// nobody means: a table of records is counted by name there.
  func beside(_ operation: BinaryOperator, _ left: Value, _ right: Value) throws(Failure) -> Value {
    switch operation {
    case .and, .or, .times: return right
    case .plus, .minus, .divide: break
    }
    for (table, other) in [(left, right), (right, left)] {
      guard case .present = plan.nodes[table.node].op, case .rows = table.grain,
        self.table(of: other.grain) == nil
      else { continue }
      let name = foldedText(table.span)
      throw failure(
        .numberNeeded, table.span, Phrase(name), Phrase("一张表", "a table"),
        help: Phrase("要数有多少条，写“个数（\(name)）”", "to count its records write “count(\(name))”"))
    }
    return right
  }

  func truth(_ expression: Expression) throws(Failure) -> Value { try truth(self.expression(expression)) }

  func truth(_ value: Value) throws(Failure) -> Value {
    guard value.kind == .truth else {
      throw failure(.notACondition, value.span, Phrase(foldedText(value.span)), kindName(value.kind))
    }
    return value
  }

  func kindName(_ kind: ValueKind) -> Phrase {
    switch kind {
    case .number(.points): Phrase("分数", "points")
    case .number(.plain): Phrase("数", "a number")
    case .number(.tagged(let word)):
      Phrase("数量（\(word)）", "a count (\(MeasureWord.spelling(word, .english, plural: true)))")
    case .truth: Phrase("是否", "yes or no")
    case .code(.units): Phrase("单位名称", "a unit's name")
    case .code(.options): Phrase("选项", "a choice")
    case .code(.occurring): Phrase("编号", "an id")
    case .date: Phrase("日期", "a date")
    case .period(.month): Phrase("月份", "a month")
    case .period(.quarter): Phrase("季度", "a quarter")
    case .period(.halfYear): Phrase("半年", "a half-year")
    case .period(.year): Phrase("年", "a year")
    case .text: Phrase("文字", "text")
    }
  }

  func measureName(_ measure: Measure) -> Phrase {
    switch measure {
    case .points: Phrase("分", "points")
    case .plain: Phrase("没有量词的数", "a bare number")
    case .tagged(let word): Phrase(word, MeasureWord.spelling(word, .english, plural: true))
    }
  }

  func grainName(_ grain: Grain) -> Phrase {
    switch grain {
    case .one: return Phrase("全体一个", "one for all")
    case .period: return Phrase("每期一个", "one per period")
    case .classes: return Phrase("每组一个", "one per group")
    case .unit: return Phrase("每\(plan.unitHeader)一个", "one per unit")
    case .unitPeriod: return Phrase("每\(plan.unitHeader)每期一个", "one per unit and period")
    case .rows(let table):
      return Phrase("“\(plan.tables[table].name)”每行一个", "one per row of “\(plan.tables[table].name)”")
    case .shares(let table):
      return Phrase(
        "“\(plan.tables[table].name)”每行每个署名一个", "one per signer of a row of “\(plan.tables[table].name)”")
    case .keyed(let table, let columns, _):
      let names = columns.map { plan.tables[table].columns[$0].name }
      return Phrase("每个\(names.joined(separator: "、"))一个", "one per \(names.joined(separator: ", "))")
    }
  }
}

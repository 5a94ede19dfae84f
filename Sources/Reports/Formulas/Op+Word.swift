import Diagnostics
import Semantics

extension Op {
  /// What an operation is called where nothing of the method names it.
  var word: Phrase {
    switch self {
    case .figure: Phrase("数字", "figure")
    case .number, .truth, .code, .calendar: Phrase("常数", "constant")
    case .input: Phrase("数据", "cell")
    case .unitName: Phrase("单位", "unit")
    case .present: Phrase("有无", "present")
    case .allBlank: Phrase("全空", "all blank")
    case .periodOf: Phrase("期间", "period")
    case .days: Phrase("天数", "days")
    case .workdays: Phrase("工作日", "working days")
    case .dayOfMonth: Phrase("某月某日", "day of a month")
    case .shifted: Phrase("高低几级", "level shift")
    case .spread: Phrase("取值", "value")
    case .sum: Phrase("和", "sum")
    case .subtract: Phrase("差", "difference")
    case .multiply: Phrase("积", "product")
    case .divide: Phrase("商", "quotient")
    case .negate: Phrase("负数", "negative")
    case .absolute: Phrase("绝对值", "absolute value")
    case .minimum: Phrase("较小", "least")
    case .maximum: Phrase("较大", "greatest")
    case .compare: Phrase("比较", "comparison")
    case .sameCode: Phrase("相同", "same")
    case .isOneOf: Phrase("为", "is one of")
    case .and: Phrase("且", "and")
    case .or: Phrase("或", "or")
    case .not: Phrase("非", "not")
    case .isAbsent: Phrase("为空", "absent")
    case .choose: Phrase("选择", "choice")
    case .guarded: Phrase("条件", "condition")
    case .lookup: Phrase("分值表", "points table")
    case .fetch: Phrase("查表", "look-up")
    case .round, .roundToMultiple: Phrase("舍入", "rounding")
    case .steps: Phrase("每", "steps")
    case .escalating: Phrase("递增", "escalation")
    case .aggregate(let aggregate, _, _): aggregate.word
    case .sumOfHighest: Phrase("最高几项之和", "sum of the highest")
    case .keep: Phrase("只记", "keep")
    case .rank: Phrase("名次", "rank")
    case .grade: Phrase("等次", "grade")
    case .previous: Phrase("上期", "previous")
    case .cumulative: Phrase("累计", "cumulative")
    case .shareOf: Phrase("分摊", "share")
    case .position: Phrase("次序", "position")
    }
  }
}

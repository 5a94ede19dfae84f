import Diagnostics
import Engine
import Exact
import Semantics

extension RoundingMode {
  var title: Phrase {
    switch self {
    case .halfUp: Phrase("四舍五入", "half up")
    case .halfEven: Phrase("四舍六入五成双", "half to even")
    case .up: Phrase("进一", "rounding up")
    case .down: Phrase("舍去", "cutting off")
    }
  }
}

extension Auditor {
  /// Whether another rounding of the exact value gives the printed number.
  func classifyRounding(
    _ cell: inout CellDifference, _ exact: Rational, _ number: ShownNumber, _ format: Publication.Format
  ) {
    let isPercent = format.percent || number.isPercent
    let value = isPercent ? exact * 100 : exact
    let printed = isPercent && !number.isPercent && format.percent ? number.value : number.value
    let asked = format.rounding ?? (.halfUp, value.decimalScale ?? 2)
    let exactText = value.decimalScale == nil ? value.decimal(digits: 4) + "…" : value.plain
    let scale = isPercent ? "%" : ""
    if let mode = modes(value, printed, number.digits, asked) {
      let truncates = mode == .down
      cell.kind = truncates ? .truncated : .rounding
      cell.isExplained = true
      let digits = number.digits
      cell.explanations = [
        Phrase(
          "精确值是 \(exactText)\(scale)，\(mode.title.chinese)到 \(digits) 位得 \(cell.published)；办法要 \(asked.mode.title.chinese) \(asked.digits) 位",
          "the exact value is \(exactText)\(scale); \(mode.title.english) to \(digits) digits gives \(cell.published); the method asks for \(asked.mode.title.english) to \(asked.digits)"
        )
      ]
      return
    }
    // Rounded twice: first to one or two digits more.
    for more in 1...2 {
      let first = value.rounded(.halfUp, digits: number.digits + more)
      guard first != value, first.rounded(.halfUp, digits: number.digits) == printed else { continue }
      cell.kind = .rounding
      cell.isExplained = true
      let shown = first.decimal(digits: number.digits + more)
      cell.explanations = [
        Phrase(
          "精确值是 \(exactText)\(scale)，先取成 \(shown) 再取一次，得 \(cell.published)",
          "the exact value is \(exactText)\(scale); rounded to \(shown) first and then again, it gives \(cell.published)"
        )
      ]
      return
    }
  }

  /// The rounding that gives the printed number at its digits; nil where none does, or nothing was rounded.
  private func modes(
    _ value: Rational, _ printed: Rational, _ digits: Int, _ asked: (mode: RoundingMode, digits: Int)
  ) -> RoundingMode? {
    guard value.rounded(.down, digits: digits) != value else { return nil }
    let order: [RoundingMode] =
      digits == asked.digits
      ? [.down, .halfEven, .up, .halfUp] : [asked.mode, .halfUp, .down, .halfEven, .up]
    return order.first { mode in
      guard !(mode == asked.mode && digits == asked.digits) else { return false }
      return value.rounded(mode, digits: digits) == printed
    }
  }
}

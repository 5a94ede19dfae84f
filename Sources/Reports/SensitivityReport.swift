import Diagnostics
import Engine
import Exact
import Semantics

/// How far each figure may move before a rank, a list or a grade changes, the nearest to turning first.
public enum SensitivityReport {
  public static func text(_ found: [Sensitivity], _ evaluation: Evaluation, _ language: Language) -> String {
    let plan = evaluation.plan
    var grid = TextGrid(
      headers: headers.map { $0[language] }, alignments: [.left, .right, .right, .right, .right, .left])
    for entry in found {
      let figure = plan.figures[entry.figure]
      let low = bound(entry.low, figure, isLow: true, language)
      let high = bound(entry.high, figure, isLow: false, language)
      grid.append([
        FiguresReport.address(figure, language), figure.written(entry.value, language), low, high,
        closeness(entry), turning(entry, evaluation, language),
      ])
    }
    let title = Phrase(
      "每个数字在“下限”与“上限”之间变动时，名次、名单、等次都不变；最容易变的在前。",
      "Between its low and its high end no figure changes a rank, a list or a grade; the nearest to turning first."
    )
    let note = Phrase(
      "带“含”的一端到那个数本身还不变；“—”是怎么变都不变；正数最低看到 0。",
      "An end marked “incl.” still holds at that very value; “—” means that nothing changes on that side; figures above 0 are lowered to 0 at most."
    )
    return ([title[language], note[language], ""] + grid.lines(0..<found.count)).joined(separator: "\n")
      + "\n"
  }

  public static func csv(_ found: [Sensitivity], _ evaluation: Evaluation, _ language: Language) -> String {
    let heads = [
      Phrase("地址", "address"), Phrase("数字", "figure"), Phrase("下限", "low"),
      Phrase("下限含", "low_included"), Phrase("上限", "high"), Phrase("上限含", "high_included"),
      Phrase("相对距离", "closeness"), Phrase("先变的", "turns"),
    ]
    return found.reduce(CSVReport.line(heads.map { $0[language] })) { text, entry in
      let figure = evaluation.plan.figures[entry.figure]
      return text
        + CSVReport.line([
          FiguresReport.address(figure, language), entry.value.fraction, entry.low.place?.fraction ?? "",
          entry.low.place == nil ? "" : entry.low.isIncluded ? "1" : "0", entry.high.place?.fraction ?? "",
          entry.high.place == nil ? "" : entry.high.isIncluded ? "1" : "0",
          entry.closeness?.decimal(digits: 4) ?? "", turning(entry, evaluation, language),
        ])
    }
  }

  public static func json(_ found: [Sensitivity], _ evaluation: Evaluation, _ language: Language) -> String {
    let names = evaluation.dataset.units.texts
    func side(_ bound: Sensitivity.Bound) -> JSONValue {
      let changes = Sweep.Kind.allCases.compactMap { kind in
        bound.changes[kind].map { units in
          (key: kind.rawValue, value: JSONValue.array(units.map { .text(names[$0]) }))
        }
      }
      return .object([
        ("at", JSONValue(bound.place?.fraction)),
        ("included", bound.place == nil ? .null : .truth(bound.isIncluded)),
        ("changes", .object(changes)),
        ("searched_to", bound.place == nil ? JSONValue(bound.reach?.fraction) : .null),
        ("refused", JSONValue(bound.obstacle.map { ObstacleText.reason($0, evaluation)[language] })),
      ])
    }
    return JSONValue.array(
      found.map { entry in
        .object([
          ("address", .text(FiguresReport.address(evaluation.plan.figures[entry.figure], language))),
          ("figure", .text(entry.value.fraction)), ("closeness", JSONValue(entry.closeness?.fraction)),
          ("low", side(entry.low)), ("high", side(entry.high)),
        ])
      }
    ).document()
  }

  private static let headers = [
    Phrase("地址", "address"), Phrase("数字", "figure"), Phrase("下限", "low"), Phrase("上限", "high"),
    Phrase("距离", "distance"), Phrase("先变的", "what turns first"),
  ]

  private static func bound(
    _ bound: Sensitivity.Bound, _ figure: Figure, isLow: Bool, _ language: Language
  ) -> String {
    guard let place = bound.place else {
      return bound.obstacle == nil ? "—" : Phrase("未能算出", "not found")[language]
    }
    return FigureText.shown(place, figure, language)
      + (bound.isIncluded ? Phrase("（含）", " incl.")[language] : "")
  }

  private static func closeness(_ entry: Sensitivity) -> String {
    entry.closeness.map { entry.value.isZero ? $0.readable : $0.percent(digits: 1) } ?? ""
  }

  /// What turns at the nearer end, or why an end was not found.
  private static func turning(
    _ entry: Sensitivity, _ evaluation: Evaluation, _ language: Language
  ) -> String {
    let sides = [entry.low, entry.high].filter { $0.place != nil }
    let nearest = sides.min { left, right in
      guard let first = left.place, let second = right.place else { return false }
      return (first - entry.value).magnitude < (second - entry.value).magnitude
    }
    guard let nearest, let place = nearest.place else {
      let obstacle = [entry.low, entry.high].compactMap(\.obstacle).first
      return obstacle.map { ObstacleText.reason($0, evaluation)[language] } ?? ""
    }
    let names = evaluation.dataset.units.texts
    let kinds = Sweep.Kind.allCases.filter { nearest.changes[$0] != nil }
    return kinds.map { kind in
      let units = (nearest.changes[kind] ?? []).map { names[$0] }
      let shown = units.prefix(4).joined(separator: Report.comma[language])
      let more = units.count > 4 ? Phrase("等 \(units.count) 个", " and others, \(units.count)")[language] : ""
      _ = place
      return SweepReport.word(kind)[language] + Report.colon[language] + shown + more
    }.joined(separator: Phrase("；", "; ")[language])
  }
}

/// Why something could not be computed with a figure free, for a reader.
public enum ObstacleText {
  public static func reason(_ obstacle: Parametric.Obstacle, _ evaluation: Evaluation) -> Phrase {
    let plan = evaluation.plan
    switch obstacle {
    case .notLinear:
      return Phrase("两个都随它变的数相乘或相除", "two values that both depend on it are multiplied or divided")
    case .irrational:
      return Phrase(
        "它与自己相乘或既作除数又作被除数，转折点不是分数，写不成准确的数",
        "it is multiplied by itself, or divides what depends on it, and a turning point is no fraction")
    case .endless:
      return Phrase(
        "取整的步长随它缩小，转折点太多或没有尽头",
        "a rounding step shrinks with it, so that turning points are too many or without end")
    case .regrouped: return Phrase("分组本身随它变", "the groups themselves depend on it")
    case .open(let figure):
      let address = plan.figures[figure].addressPhrase
      return Phrase(
        "要用到未定的数字 \(address.chinese)，请用 --set 给出",
        "the open figure \(address.english) is needed; give it with --set")
    case .tooLarge:
      return Phrase(
        "算式里的数太大（数与数一再相乘，或分母越通越大）",
        "numbers of the formula grow too large (products of products, or fractions without a small common divisor)"
      )
    case .unscored:
      return Phrase(
        "那里数据不能计分（空缺的数，或超出办法的范围）",
        "the tallies cannot be scored there (an absent amount, or a cell out of bounds)")
    }
  }
}

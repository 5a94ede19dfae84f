import Diagnostics
import Engine
import Exact
import Semantics
import Syntax

/// The fewest further counts that get a unit to a goal, for a reader.
public enum ReachReport {
  public static func text(
    unit: String, goal: ReachGoal, columns: [CountColumn], answer: Reach,
    before: (score: Rational?, rank: Int?), after: (score: Rational?, rank: Int?), limit: Int, _ plan: Plan,
    _ language: Language
  ) -> String {
    var lines: [String] = []
    let wanted = words(goal, plan)
    switch answer {
    case .fewest([]):
      lines.append(
        Phrase("\(unit)现在已经\(wanted.chinese)。", "\(unit) is there already: \(wanted.english).")[language])
    case .fewest(let additions):
      let total = additions.reduce(0) { $0 + $1.count }
      lines.append(
        Phrase(
          "\(unit)要\(wanted.chinese)，最少还要增加 \(total)：",
          "for \(unit) to be \(wanted.english), the fewest further counts are \(total):")[language])
      for addition in additions {
        let column = columns[addition.column]
        let measure = MeasureWord.spelling(column.measure, language, plural: addition.count != 1)
        let now = (column.value + Rational(addition.count)).readable
        lines.append(
          "  \(column.name) +\(addition.count) \(measure)"
            + Phrase("（\(column.value.readable) → \(now)）", " (\(column.value.readable) → \(now))")[language])
      }
      lines.append(change(before, after, language))
      lines.append(
        Phrase(
          "已证明：增加的总数少于 \(total) 时，无论加在哪些列都不够。",
          "Proved: with fewer than \(total) in all, no choice of columns is enough.")[language])
    case .impossible(let best, let needed):
      lines.append(
        Phrase(
          "\(unit)不能\(wanted.chinese)：这些列一共再增加 \(limit) 以内，怎么加都不行。",
          "\(unit) cannot be \(wanted.english): no further counts up to \(limit) in all are enough.")[
            language])
      if let best, let needed {
        lines.append(
          Phrase(
            "办法的封顶等限制下，最多只能到 \(best.readable)，而至少要 \(needed.readable)。",
            "Under the method's caps and bounds it comes to \(best.readable) at most, and \(needed.readable) is needed."
          )[
            language])
      }
    case .notWithin(let total):
      lines.append(
        Phrase(
          "没有找到：已证明增加 \(total) 以内都不够，再多的情形太多，没有算完。可用 --column 少看几列。",
          "not found: up to \(total) further counts are proved not to be enough; beyond that there are too many ways. Name fewer columns with --column."
        )[language])
    }
    lines.append(
      Phrase(
        "可以增加的列：\(columns.map(\.name).joined(separator: "、"))。别的单位的数不变。",
        "columns that may grow: \(columns.map(\.name).joined(separator: ", ")). The counts of others stay.")[
          language])
    return lines.filter { !$0.isEmpty }.map(PlainLine.escaped).joined(separator: "\n") + "\n"
  }

  public static func json(
    unit: String, goal: ReachGoal, columns: [CountColumn], answer: Reach,
    before: (score: Rational?, rank: Int?), after: (score: Rational?, rank: Int?), _ plan: Plan,
    _ language: Language
  ) -> String {
    var members: [(key: String, value: JSONValue)] = [
      ("unit", .text(unit)), ("goal", .text(words(goal, plan)[language])),
      ("columns", .array(columns.map { .text($0.name) })),
    ]
    func standing(_ state: (score: Rational?, rank: Int?)) -> JSONValue {
      .object([
        ("score", JSONValue(state.score?.fraction)), ("rank", state.rank.map(JSONValue.whole) ?? .null),
      ])
    }
    switch answer {
    case .fewest(let additions):
      members += [
        ("result", .text("fewest")), ("total", .whole(additions.reduce(0) { $0 + $1.count })),
        (
          "additions",
          .array(
            additions.map { addition in
              .object([
                ("column", .text(columns[addition.column].name)), ("add", .whole(addition.count)),
                ("from", .text(columns[addition.column].value.fraction)),
              ])
            })
        ), ("before", standing(before)), ("after", standing(after)),
      ]
    case .impossible(let best, let needed):
      members += [
        ("result", .text("impossible")), ("best", JSONValue(best?.fraction)),
        ("needed", JSONValue(needed?.fraction)), ("before", standing(before)),
      ]
    case .notWithin(let total):
      members += [
        ("result", .text("not_found")), ("proved_up_to", .whole(total)), ("before", standing(before)),
      ]
    }
    return JSONValue.object(members).document()
  }

  private static func words(_ goal: ReachGoal, _ plan: Plan) -> Phrase {
    switch goal {
    case .rank(_, let most): return Phrase("进入前 \(most) 名", "among the first \(most)")
    case .list(let list):
      let name = plan.lists[list].name
      return Phrase("列入名单“\(name)”", "on the list “\(name)”")
    case .grade(_, let name): return Phrase("得到等次“\(name)”", "graded “\(name)”")
    }
  }

  private static func change(
    _ before: (score: Rational?, rank: Int?), _ after: (score: Rational?, rank: Int?), _ language: Language
  ) -> String {
    guard let first = before.score, let second = after.score else { return "" }
    let ranks = "\(before.rank.map(String.init) ?? "—") → \(after.rank.map(String.init) ?? "—")"
    return Phrase(
      "到那时：分数 \(first.readable) → \(second.readable)，名次 \(ranks)。",
      "Then: score \(first.readable) → \(second.readable), rank \(ranks).")[language]
  }
}

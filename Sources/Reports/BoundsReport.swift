import Auditing
import Diagnostics
import Exact

/// What marks at discretion can change, for a reader and for tools.
public enum BoundsReport {
  public static func text(_ bounds: Bounds, _ language: Language) -> String {
    var blocks: [[String]] = [[PlainLine.escaped(bounds.method)] + marks(bounds, language)]
    for standing in bounds.standings { blocks.append(lines(standing, language)) }
    if !bounds.lists.isEmpty {
      blocks.append([Report.lists[language]] + bounds.lists.flatMap { lines($0, language) })
    }
    if !bounds.findings.isEmpty {
      blocks.append(
        [Report.findings[language]] + bounds.findings.map { "  " + Render.brief($0, language) })
    }
    return blocks.map { $0.joined(separator: "\n") }.joined(separator: "\n\n") + "\n"
  }

  private static func marks(_ bounds: Bounds, _ language: Language) -> [String] {
    let columns = bounds.columns.map { column in
      Phrase(
        "\(column.table).\(column.name)（\(column.cells) 格有余地）",
        "\(column.table).\(column.name) (\(column.cells) cells with room)")[language]
    }
    let list = columns.joined(separator: Report.comma[language])
    return [Phrase("酌情给分的列：\(list)", "Marks at discretion: \(list)")[language]]
  }

  private static func lines(_ standing: Bounds.Standing, _ language: Language) -> [String] {
    let isRanked = standing.units.contains { $0.rank != nil }
    let hasGroups = standing.units.contains { $0.group != nil }
    var headers = [Phrase("单位", "unit")]
    if hasGroups { headers.append(Phrase("组", "group")) }
    headers += [Phrase("得分", "score"), Phrase("最低", "lowest"), Phrase("最高", "highest")]
    if isRanked { headers += [Phrase("名次", "rank"), Phrase("最好", "best"), Phrase("最差", "worst")] }
    let left = hasGroups ? 2 : 1
    var grid = TextGrid(
      headers: headers.map { $0[language] },
      alignments: headers.indices.map { $0 < left ? .left : .right })
    for unit in standing.units {
      var cells = [unit.unit]
      if hasGroups { cells.append(unit.group ?? "") }
      cells += [unit.score, unit.low, unit.high].map { $0?.readable ?? "" }
      if isRanked { cells += [unit.rank, unit.best, unit.worst].map { $0.map(String.init) ?? "" } }
      grid.append(cells)
    }
    let name = standing.name.isEmpty ? "" : standing.name + " "
    let title = Phrase("\(name)按 \(standing.score)：", "\(name)by \(standing.score):")[language]
    let moved = standing.units.filter { $0.best != $0.worst }
    var result = [PlainLine.escaped(title)] + grid.lines(0..<standing.units.count)
    if isRanked {
      let units = PlainLine.escaped(Report.joined(moved.map(\.unit), language))
      result.append(
        Phrase(
          "名次由酌情分决定的：\(units)", "Whose rank the marks decide: \(units)")[language])
    }
    if !standing.isExact { result.append(inexact[language]) }
    return result
  }

  private static let inexact = Phrase(
    "（有的酌情分能加也能减这个得分，最低最高是试过上下限和其间整数分后最宽的）",
    "(A mark can move this score both ways; these are the widest found with the ends and whole marks between.)"
  )

  private static func lines(_ list: Bounds.List, _ language: Language) -> [String] {
    let title = Report.title(list.name, group: list.group, period: nil, language)
    func names(_ units: [String]) -> String { PlainLine.escaped(Report.joined(units, language)) }
    var result = [
      "  " + PlainLine.escaped(title),
      "    " + Phrase("怎样给都在名单上：", "on it whatever is awarded: ")[language] + names(list.certain),
    ]
    if !list.decided.isEmpty {
      let on = list.decided.filter(\.isListed).map(\.unit)
      let off = list.decided.filter { !$0.isListed }.map(\.unit)
      if !on.isEmpty {
        result.append(
          "    " + Phrase("现在在，但看酌情分：", "on it now, but by the marks: ")[language] + names(on))
      }
      if !off.isEmpty {
        result.append(
          "    " + Phrase("现在不在，但看酌情分：", "off it now, but by the marks: ")[language] + names(off))
      }
    }
    return result
  }

  public static func json(_ bounds: Bounds, inputs: [ReportedInput], _ language: Language) -> String {
    JSONValue.object([
      ("method", .text(bounds.method)),
      (
        "marks",
        .array(
          bounds.columns.map {
            .object([("table", .text($0.table)), ("column", .text($0.name)), ("cells", .whole($0.cells))])
          })
      ),
      ("ranks", .array(bounds.standings.map(value))),
      ("lists", .array(bounds.lists.map(value))),
      ("findings", .array(bounds.findings.map { Render.jsonValue($0, language) })),
      (
        "inputs",
        .array(inputs.map { .object([("path", .text($0.path)), ("sha256", .text($0.sha256))]) })
      ),
    ]).document()
  }

  private static func value(_ standing: Bounds.Standing) -> JSONValue {
    .object([
      ("name", .text(standing.name)), ("score", .text(standing.score)), ("exact", .truth(standing.isExact)),
      (
        "units",
        .array(
          standing.units.map { unit in
            .object([
              ("unit", .text(unit.unit)), ("group", JSONValue(unit.group)),
              ("score", JSONValue(unit.score?.fraction)), ("lowest", JSONValue(unit.low?.fraction)),
              ("highest", JSONValue(unit.high?.fraction)),
              ("rank", unit.rank.map(JSONValue.whole) ?? .null),
              ("best", unit.best.map(JSONValue.whole) ?? .null),
              ("worst", unit.worst.map(JSONValue.whole) ?? .null),
            ])
          })
      ),
    ])
  }

  private static func value(_ list: Bounds.List) -> JSONValue {
    .object([
      ("name", .text(list.name)), ("group", JSONValue(list.group)),
      ("certain", .array(list.certain.map(JSONValue.text))),
      ("on_by_marks", .array(list.decided.filter(\.isListed).map { .text($0.unit) })),
      ("off_by_marks", .array(list.decided.filter { !$0.isListed }.map { .text($0.unit) })),
      ("exact", .truth(list.isExact)),
    ])
  }
}

import Auditing
import Diagnostics
import Engine
import Exact
import Semantics

/// An audit for a reader and for tools.
public enum AuditReport {
  public static func text(_ audit: Audit, _ plan: Plan, _ language: Language) -> String {
    var blocks: [[String]] = [[PlainLine.escaped(audit.method), summary(audit, language)]]
    for table in audit.tables { blocks.append(lines(table, audit, language)) }
    if !audit.corrections.isEmpty { blocks.append(corrections(audit.corrections, language)) }
    if !audit.findings.isEmpty {
      blocks.append(
        [Report.findings[language]] + audit.findings.map { "  " + Render.brief($0, language) })
    }
    if let offer = audit.offer { blocks.append(FitReport.offer(offer, plan, language)) }
    return blocks.map { $0.joined(separator: "\n") }.joined(separator: "\n\n") + "\n"
  }

  static func summary(_ audit: Audit, _ language: Language) -> String {
    let wrong = audit.disagreements.count
    let rows = audit.tables.reduce(0) { $0 + $1.disagreeingRows }
    return wrong == 0
      ? Phrase(
        "核对了 \(audit.cells) 格，全部一致", "\(audit.cells) cells audited, all of them agree")[language]
      : Phrase(
        "核对了 \(audit.cells) 格，一致 \(audit.agree) 格；不一致 \(wrong) 处，在 \(rows) 行里",
        "\(audit.cells) cells audited, \(audit.agree) agree; "
          + (wrong == 1 ? "1 disagreement" : "\(wrong) disagreements")
          + (rows == 1 ? " in 1 row" : " in \(rows) rows"))[language]
  }

  private static func lines(_ table: Audit.Table, _ audit: Audit, _ language: Language) -> [String] {
    let own = audit.disagreements.filter { $0.table == table.name }
    let title = PlainLine.escaped(table.name.isEmpty ? table.file : table.name)
    let head =
      own.isEmpty
      ? Phrase(
        "\(title)：\(table.rows) 行 \(table.cells) 格，一致",
        "\(title): \(table.rows) rows, \(table.cells) cells, all agree")
      : Phrase(
        "\(title)：\(table.rows) 行 \(table.cells) 格，\(table.disagreeingRows) 行不一致",
        "\(title): \(table.rows) rows, \(table.cells) cells, \(table.disagreeingRows) rows disagree")
    return [head[language]] + own.flatMap { lines($0, language) }
  }

  private static func lines(_ disagreement: Disagreement, _ language: Language) -> [String] {
    let cell = disagreement.cellName.map { Report.inBrackets($0)[language] } ?? ""
    let kind = Report.inBrackets(disagreement.kind.title[language])[language]
    let head =
      "  " + subject(disagreement) + cell + Report.colon[language] + values(disagreement)[language] + kind
    return [PlainLine.escaped(head)]
      + disagreement.explanations.map { "    " + PlainLine.escaped($0[language]) }
  }

  /// The unit and the column.
  static func subject(_ disagreement: Disagreement) -> String {
    [disagreement.row, disagreement.column ?? ""].filter { !$0.isEmpty }.joined(separator: " ")
  }

  /// What is printed, and what the method gives.
  static func values(_ disagreement: Disagreement) -> Phrase {
    let blank = Phrase("空", "blank")
    let printed = disagreement.published.isEmpty ? blank : Phrase(disagreement.published)
    let computed = disagreement.computed.isEmpty ? blank : Phrase(disagreement.computed)
    let isName = disagreement.column == nil
    switch disagreement.kind {
    case .order:
      return Phrase(
        "排在第 \(printed.chinese)，应在第 \(computed.chinese)",
        "stands in place \(printed.english), belongs in \(computed.english)")
    case .unitMissing: return Phrase("印发的表里没有", "not in the published table")
    case .unitExtra, .unitRepeated: return Phrase("印发的表里有", "in the published table")
    case .list where isName, .cutInTie where isName, .follows where isName:
      return disagreement.published.isEmpty
        ? Phrase("印发的名单里没有", "not on the published list") : Phrase("印发的名单里有", "on the published list")
    case .rounding, .truncated, .staleRank, .tie, .unitSpelling, .blank, .arithmetic, .otherFigures,
      .misplaced, .input,
      .text, .list, .cutInTie, .follows, .unexplained:
      return Phrase(
        "印发 \(printed.chinese)，按办法 \(computed.chinese)",
        "printed \(printed.english), by the method \(computed.english)")
    }
  }

  private static func corrections(_ corrections: [Correction], _ language: Language) -> [String] {
    let shown = corrections.prefix(40).map { "  " + PlainLine.escaped(line($0, language)) }
    let more = corrections.count - shown.count
    let rest = more > 0 ? [Phrase("  … 另有 \(more) 处", "  … and \(more) more")[language]] : []
    return [correctionsTitle(corrections.count)[language]] + shown + rest
  }

  static func correctionsTitle(_ count: Int) -> Phrase {
    Phrase(
      "改正 \(count) 处即全部一致",
      count == 1 ? "1 correction makes everything agree" : "\(count) corrections make everything agree")
  }

  /// Where, and from what to what.
  static func line(_ correction: Correction, _ language: Language) -> String {
    let blank = Phrase("空", "blank")[language]
    let place = [correction.table, correction.row, correction.column ?? ""].filter { !$0.isEmpty }
      .joined(separator: " ")
    let from = correction.from.isEmpty ? blank : correction.from
    let to = correction.to.isEmpty ? blank : correction.to
    let source = correction.target == .tallies ? Phrase("数据：", "tallies: ")[language] : ""
    return source + place + Report.colon[language] + from + " → " + to
  }

  // MARK: - JSON

  public static func json(_ audit: Audit, _ plan: Plan, inputs: [ReportedInput], _ language: Language)
    -> String
  {
    var members: [(key: String, value: JSONValue)] = [
      ("method", .text(audit.method)),
      ("cells", .whole(audit.cells)),
      ("agree", .whole(audit.agree)),
      ("tables", .array(audit.tables.map(value))),
      ("disagreements", .array(audit.disagreements.map { value($0, language) })),
      ("corrections", .array(audit.corrections.map(value))),
      ("findings", .array(audit.findings.map { Render.jsonValue($0, language) })),
    ]
    if let offer = audit.offer { members.append(("fit", FitReport.value(offer, plan, language))) }
    members.append(
      (
        "inputs",
        .array(inputs.map { .object([("path", .text($0.path)), ("sha256", .text($0.sha256))]) })
      ))
    return JSONValue.object(members).document()
  }

  private static func value(_ table: Audit.Table) -> JSONValue {
    .object([
      ("name", .text(table.name)), ("file", .text(table.file)), ("rows", .whole(table.rows)),
      ("disagreeing_rows", .whole(table.disagreeingRows)), ("cells", .whole(table.cells)),
      ("agree", .whole(table.agree)),
    ])
  }

  private static func value(_ disagreement: Disagreement, _ language: Language) -> JSONValue {
    .object([
      ("table", .text(disagreement.table)), ("row", .text(disagreement.row)),
      ("column", JSONValue(disagreement.column)), ("cell", JSONValue(disagreement.cellName)),
      ("published", .text(disagreement.published)),
      ("computed", .text(disagreement.computed)), ("kind", .text(disagreement.kind.rawValue)),
      (
        "explanation",
        .text(disagreement.explanations.map { $0[language] }.joined(separator: Phrase("；", "; ")[language]))
      ),
    ])
  }

  private static func value(_ correction: Correction) -> JSONValue {
    .object([
      ("in", .text(correction.target.rawValue)), ("table", .text(correction.table)),
      ("row", .text(correction.row)), ("column", JSONValue(correction.column)),
      ("from", .text(correction.from)), ("to", .text(correction.to)), ("repairs", .whole(correction.repairs)),
    ])
  }
}

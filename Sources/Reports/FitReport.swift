import Auditing
import Diagnostics
import Engine
import Exact
import Semantics

/// Recovered figures for a reader and for tools.
public enum FitReport {
  public static func text(_ fit: Fit, _ plan: Plan, _ language: Language) -> String {
    var blocks: [[String]] = [[PlainLine.escaped(plan.title), head(fit, plan, language)]]
    if !fit.figures.isEmpty { blocks.append(figures(fit, plan, language)) }
    blocks.append(block(pinTitle(fit, language), fit.pinnedBy, language))
    if !fit.family.isEmpty {
      blocks.append(
        [Phrase("各组取值都满足：", "All values of the family satisfy:")[language]]
          + fit.family.map { "  " + PlainLine.escaped($0[language]) })
    }
    blocks.append(
      block(Phrase("这几行能分出是哪一组：", "These rows would decide:")[language], fit.deciding, language))
    if fit.verdict == .none {
      blocks.append(block(conflictTitle(language), fit.contradicting, language))
    }
    if !fit.figures.isEmpty || fit.verdict == .none {
      blocks.append(block(leftTitle(fit, language), fit.left, language))
    }
    if !fit.alternatives.isEmpty { blocks.append(alternatives(fit, plan, language)) }
    let remarks = remarks(fit, language)
    if !remarks.isEmpty { blocks.append(remarks) }
    return blocks.filter { !$0.isEmpty }.map { $0.joined(separator: "\n") }.joined(separator: "\n\n") + "\n"
  }

  /// The verdict in one sentence.
  static func head(_ fit: Fit, _ plan: Plan, _ language: Language) -> String {
    let tables = fit.tables.filter { !$0.isEmpty }.joined(separator: Report.comma[language])
    let place = tables.isEmpty ? Phrase("", "") : Phrase("（\(tables)）", " (\(tables))")
    let count = Phrase(
      "\(fit.of) 行里对上 \(fit.reproduces) 行\(place.chinese)",
      "\(fit.reproduces) of \(fit.of) rows\(place.english)")
    let was = fit.writtenReproduces.map {
      Phrase("，原来 \($0) 行", "; as written \($0)")
    }
    let suffix = was ?? Phrase("", "")
    if fit.figures.isEmpty, fit.verdict == .unique {
      return Phrase(
        "写的数字就对得上：\(count.chinese)", "the written figures agree: they reproduce \(count.english)")[language]
    }
    switch fit.verdict {
    case .unique:
      return Phrase(
        "唯一：\(count.chinese)\(suffix.chinese)", "unique: reproduces \(count.english)\(suffix.english)")[
          language]
    case .several:
      return Phrase(
        "不止一组：每组都在 \(count.chinese)\(suffix.chinese)",
        "several: each reproduces \(count.english)\(suffix.english)")[language]
    case .none:
      return Phrase(
        "没有：任何取值都不能对上三分之二；最好的\(count.chinese)\(suffix.chinese)",
        "none: no values reproduce two thirds; the best reproduce \(count.english)\(suffix.english)")[
          language]
    }
  }

  static let headers = [
    Phrase("地址", "address"), Phrase("办法写的", "written"), Phrase("推出的", "recovered"),
    Phrase("范围", "range"),
  ]

  private static func figures(_ fit: Fit, _ plan: Plan, _ language: Language) -> [String] {
    var grid = TextGrid(
      headers: headers.map { $0[language] }, alignments: [.left, .right, .right, .left])
    for figure in fit.figures { grid.append(cells(figure, plan, language)) }
    return grid.lines(0..<fit.figures.count)
  }

  static func cells(_ figure: Fit.Recovered, _ plan: Plan, _ language: Language) -> [String] {
    let definition = plan.figures[figure.figure]
    return [
      FiguresReport.address(definition, language),
      figure.written.map { definition.written($0, language) } ?? Phrase("未定", "open")[language],
      definition.written(figure.recovered, language), range(figure, language),
    ]
  }

  /// Empty where only one value is left.
  static func range(_ figure: Fit.Recovered, _ language: Language) -> String {
    if let low = figure.low, low == figure.high { return "" }
    return figure.rangeWords[language]
  }

  static func pinTitle(_ fit: Fit, _ language: Language) -> String {
    fit.verdict == .unique
      ? Phrase("由这几行定下来：", "Pinned by:")[language]
      : Phrase("这几行限定了取值：", "Limited by:")[language]
  }

  private static func conflictTitle(_ language: Language) -> String {
    Phrase("这几行互相矛盾：", "These rows contradict one another:")[language]
  }

  private static func leftTitle(_ fit: Fit, _ language: Language) -> String {
    Phrase("仍然对不上的 \(fit.left.count) 行：", "Rows left over (\(fit.left.count)):")[language]
  }

  private static func block(_ title: String, _ rows: [Fit.Row], _ language: Language) -> [String] {
    guard !rows.isEmpty else { return [] }
    let shown = rows.prefix(12).map { row in
      let text = row.text[language]
      let tail = text.isEmpty ? "" : Report.colon[language] + text
      return "  " + PlainLine.escaped(row.row + tail)
    }
    let more = rows.count - shown.count
    let rest = more > 0 ? [Phrase("  … 另有 \(more) 行", "  … and \(more) more")[language]] : []
    return [title] + shown + rest
  }

  private static func alternatives(_ fit: Fit, _ plan: Plan, _ language: Language) -> [String] {
    [Phrase("改这些数字也同样对得上：", "As many rows come out with:")[language]]
      + fit.alternatives.map { set in
        "  "
          + set.map { figure in
            let definition = plan.figures[figure.figure]
            return FiguresReport.address(definition, language) + " = "
              + definition.written(figure.recovered, language)
          }.joined(separator: Report.comma[language])
      }
  }

  private static func remarks(_ fit: Fit, _ language: Language) -> [String] {
    guard !fit.isProven, !fit.figures.isEmpty else { return [] }
    return [
      Phrase(
        "行数多，没有试遍所有组合；每个候选都逐行重算过。",
        "There are many rows, and not all combinations were tried; every candidate was scored row by row.")[
          language]
    ]
  }

  // MARK: - The offer of an audit

  /// “a note with 6 and 3 instead of 8 and 5 reproduces 39 of 39”
  static func offer(_ fit: Fit, _ plan: Plan, _ language: Language) -> [String] {
    let changed = fit.changed.map { figure -> Phrase in
      let definition = plan.figures[figure.figure]
      let address = definition.addressPhrase
      let written = figure.written.map { value in
        Phrase(definition.written(value, .chinese), definition.written(value, .english))
      }
      let was = written ?? Phrase("未定", "open")
      return Phrase(
        "\(address.chinese) 由 \(was.chinese) 改成 \(definition.written(figure.recovered, .chinese))",
        "\(address.english) \(definition.written(figure.recovered, .english)) instead of \(was.english)")
    }
    let chinese = changed.map(\.chinese).joined(separator: "，")
    let english = changed.map(\.english).joined(separator: " and ")
    let options = fit.changed.map { figure in
      " --free '" + FiguresReport.address(plan.figures[figure.figure], language) + "'"
    }.joined()
    return [
      Phrase(
        "像是按别的数字算的：\(chinese)，\(fit.of) 行里对上 \(fit.reproduces) 行（现在 \(fit.writtenReproduces ?? 0) 行）",
        "It seems to follow other figures: \(english) reproduces \(fit.reproduces) of \(fit.of) rows (now \(fit.writtenReproduces ?? 0))"
      )[language],
      Phrase("  细看：jifen fit … \(options)", "  for the details: jifen fit …\(options)")[language],
    ]
  }

  // MARK: - JSON

  public static func json(
    _ fit: Fit, _ plan: Plan, inputs: [ReportedInput], _ language: Language
  ) -> String {
    guard case .object(var members) = value(fit, plan, language) else { return "" }
    members.append(
      (
        "inputs",
        .array(inputs.map { .object([("path", .text($0.path)), ("sha256", .text($0.sha256))]) })
      ))
    return JSONValue.object(members).document()
  }

  static func value(_ fit: Fit, _ plan: Plan, _ language: Language) -> JSONValue {
    .object([
      ("verdict", .text(fit.verdict.rawValue)),
      ("figures", .array(fit.figures.map { value($0, plan, language) })),
      ("reproduces", .whole(fit.reproduces)), ("of", .whole(fit.of)),
      ("written_reproduces", fit.writtenReproduces.map(JSONValue.whole) ?? .null),
      ("tables", .array(fit.tables.map(JSONValue.text))),
      ("contradicting", .array(fit.contradicting.map { value($0, language) })),
      ("left", .array(fit.left.map { value($0, language) })),
      ("pinned_by", .array(fit.pinnedBy.map { value($0, language) })),
      ("family", .array(fit.family.map { .text($0[language]) })),
      ("deciding", .array(fit.deciding.map { value($0, language) })),
      (
        "alternatives",
        .array(fit.alternatives.map { .array($0.map { value($0, plan, language) }) })
      ),
      ("searched", .truth(fit.isSearched)), ("proven", .truth(fit.isProven)),
    ])
  }

  private static func value(_ figure: Fit.Recovered, _ plan: Plan, _ language: Language) -> JSONValue {
    .object([
      ("address", .text(FiguresReport.address(plan.figures[figure.figure], language))),
      ("written", JSONValue(figure.written?.fraction)), ("recovered", .text(figure.recovered.fraction)),
      ("low", JSONValue(figure.low?.fraction)), ("low_open", .truth(figure.isLowOpen)),
      ("high", JSONValue(figure.high?.fraction)), ("high_open", .truth(figure.isHighOpen)),
    ])
  }

  private static func value(_ row: Fit.Row, _ language: Language) -> JSONValue {
    .object([
      ("table", .text(row.table)), ("row", .text(row.row)), ("text", .text(row.text[language])),
    ])
  }
}

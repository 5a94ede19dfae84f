/// A method to compare, with what makes its tables from the tallies at hand.
public struct ComparedMethod: Sendable {
  public var method: Method
  /// How it is named in the comparison.
  public var name: String
  /// A method whose published tables are the tables of this one, where the tallies have other names or must be
  /// counted first; nil where they fit as they are.
  public var mapping: Method?

  public init(_ method: Method, name: String? = nil, mapping: Method? = nil) {
    self.method = method
    self.name = name ?? method.plan.title
    self.mapping = mapping
  }
}

/// Variants of one method over the same tallies; the first contender is the method as written (with `settings`).
///
/// No names: all variants of the method. nil, with errors in `diagnostics`, where a variant does not exist or
/// something cannot be scored. Cost: one run, and for each variant the columns that its figures reach.
public func compare(
  _ method: Method, tables: [InputFile], variants names: [String],
  settings: [ScoreOptions.Setting] = [], base: String, diagnostics: inout [Diagnostic]
) -> MethodComparison? {
  let plan = method.plan
  let names = names.isEmpty ? plan.variants.map(\.name) : names
  guard !names.isEmpty else {
    let known = Phrase("（没有）", "(none)")
    diagnostics.append(Diagnostic(.notEnoughToCompare, at: .argument("jifen compare"), known))
    return nil
  }
  guard checkCount(names.count + 1, &diagnostics) else { return nil }
  let options = ScoreOptions(settings: settings)
  var wanted: [[Rational?]] = []
  for name in names {
    guard let figures = figures(plan, ScoreOptions(variant: name, settings: settings), &diagnostics) else {
      return nil
    }
    wanted.append(figures)
  }
  guard let run = run(method, tables: tables, options: options, diagnostics: &diagnostics) else { return nil }
  guard plan.rankOfUnits != nil else {
    diagnostics.append(Diagnostic(.ranksNobody, at: .nowhere, Phrase(plan.title)))
    return nil
  }
  let first = MethodComparison.Contender(name: base, run: run)
  var contenders = [first]
  for (name, figures) in zip(names, wanted) {
    var problems: [Diagnostic] = []
    guard let contender = first.variant(name, figures: figures, diagnostics: &problems) else {
      diagnostics += problems.sortedByPlace()
      diagnostics.append(Diagnostic(.methodNotRun, at: .nowhere, Phrase(name)))
      return nil
    }
    contenders.append(contender)
  }
  return MethodComparison(contenders)
}

/// Several methods over the same tallies, each through its mapping where it has one.
///
/// `tables` holds all tallies; each method, or its mapping, takes those that are named as its tables. nil, with
/// errors in `diagnostics`, where a method lacks a table or cannot be scored. Cost: one run for each.
public func compare(
  _ methods: [ComparedMethod], tables: [InputFile], diagnostics: inout [Diagnostic]
) -> MethodComparison? {
  guard checkCount(methods.count, &diagnostics) else { return nil }
  var contenders: [MethodComparison.Contender] = []
  for compared in methods {
    var problems: [Diagnostic] = []
    let run = contender(compared, tables, &problems)
    diagnostics += problems.filter { $0.severity == .error }
    guard let run else {
      diagnostics.append(Diagnostic(.methodNotRun, at: .nowhere, Phrase(compared.name)))
      continue
    }
    guard compared.method.plan.rankOfUnits != nil else {
      diagnostics.append(Diagnostic(.ranksNobody, at: .nowhere, Phrase(compared.name)))
      continue
    }
    contenders.append(MethodComparison.Contender(name: compared.name, run: run))
  }
  guard contenders.count == methods.count, let first = contenders.first else { return nil }
  let units = Set(first.evaluation.dataset.units.texts)
  for other in contenders.dropFirst() where units.isDisjoint(with: other.evaluation.dataset.units.texts) {
    diagnostics.append(Diagnostic(.noSharedUnits, at: .nowhere, Phrase(first.name), Phrase(other.name)))
    return nil
  }
  return MethodComparison(contenders)
}

private func checkCount(_ count: Int, _ diagnostics: inout [Diagnostic]) -> Bool {
  let place = Place.argument("jifen compare")
  if count < 2 {
    diagnostics.append(Diagnostic(.notEnoughToCompare, at: place, Phrase("（没有）", "(none)")))
  } else if count > Limits.comparedMethods {
    diagnostics.append(Diagnostic(.tooManyToCompare, at: place, Phrase("\(count)")))
  }
  return count >= 2 && count <= Limits.comparedMethods
}

/// Scores one of several methods over tallies that may be named otherwise.
private func contender(
  _ compared: ComparedMethod, _ tables: [InputFile], _ diagnostics: inout [Diagnostic]
) -> Run? {
  var own = tables
  if let mapping = compared.mapping {
    guard lacks(mapping.plan, mapping.plan.title, tables, &diagnostics) == false,
      let mapped = run(mapping, tables: tables, diagnostics: &diagnostics)?.outcome,
      let made = files(mapped, mapping.source.name, &diagnostics)
    else { return nil }
    own = made + tables.filter { file in !made.contains { $0.table == file.table } }
  }
  guard !lacks(compared.method.plan, compared.name, own, &diagnostics) else { return nil }
  return run(compared.method, tables: own, diagnostics: &diagnostics)
}

/// Whether tallies lack a table of a plan, or a column that has no default; it is told what.
private func lacks(
  _ plan: Plan, _ name: String, _ tables: [InputFile], _ diagnostics: inout [Diagnostic]
) -> Bool {
  let missing = plan.tables.filter { table in !tables.contains { $0.table == table.name } }
  guard !missing.isEmpty else { return false }
  let chinese = missing.map { table in
    "表“\(table.name)”（\(table.columns.map(\.name).joined(separator: "、"))）"
  }
  let english = missing.map { table in
    "the table “\(table.name)” (\(table.columns.map(\.name).joined(separator: ", ")))"
  }
  let known = tables.map(\.table)
  diagnostics.append(
    Diagnostic(
      .methodLacksTables, at: .nowhere, Phrase(name),
      Phrase(chinese.joined(separator: "；"), english.joined(separator: "; ")),
      known.isEmpty
        ? Phrase("（没有）", "(none)") : Phrase(known.joined(separator: "、"), known.joined(separator: ", ")),
      near: missing.flatMap { Nearness.suggestions(for: $0.name, among: known) }))
  return true
}

/// The published tables of a mapping as tallies; exact, or not at all.
private func files(_ outcome: Outcome, _ name: String, _ diagnostics: inout [Diagnostic]) -> [InputFile]? {
  var made: [InputFile] = []
  for table in outcome.tables {
    var text = CSVReport.line(table.columns.map(\.header))
    for row in table.rows {
      var cells: [String] = []
      for (column, value) in zip(table.columns, row.values) {
        switch value.exact {
        case .absent: cells.append("")
        case .text(let text): cells.append(text)
        case .number(let number):
          // 1 作 “镇街” gives a text for a number.
          if !value.shown.isEmpty, isWords(value.shown) {
            cells.append(value.shown)
            continue
          }
          guard number.decimalScale != nil else {
            diagnostics.append(
              Diagnostic(
                .mappingNotExact, at: .file(name), Phrase(table.name), Phrase(column.header),
                Phrase(number.fraction)))
            return nil
          }
          cells.append(number.plain)
        }
      }
      text += CSVReport.line(cells)
    }
    made.append(
      InputFile(table: table.name, name: "\(name)：\(table.name).csv", bytes: Array(text.utf8)))
  }
  return made
}

/// Whether a printed cell is a text that stands for a number, not the number itself.
private func isWords(_ shown: String) -> Bool {
  !shown.utf8.contains { $0 >= 0x30 && $0 <= 0x39 }
}

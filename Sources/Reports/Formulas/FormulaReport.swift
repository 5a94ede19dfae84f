import Diagnostics
import Engine
import Exact
import Semantics
import Workbooks

/// An outcome as a workbook that computes itself: the published tables as formulas over sheets of input tables,
/// figures and intermediate columns. A spreadsheet recomputes scores, ranks and the order of rows when a figure
/// or a cell of the input changes; lists, grades and findings are those of the run.
public struct FormulaReport {
  private let run: Run
  private let outcome: Outcome
  private let method: SourceText
  private let inputs: [ReportedInput]
  private let version: String
  private let language: Language

  /// - Parameter outcome: what to show of the run: all of it, or one table.
  public init(
    _ run: Run, _ outcome: Outcome, method: SourceText, inputs: [ReportedInput], version: String,
    _ language: Language
  ) {
    self.run = run
    self.outcome = outcome
    self.method = method
    self.inputs = inputs
    self.version = version
    self.language = language
  }

  /// The workbook, or the reason why the method has no formulas. Cost: the square of the units for each rank.
  public func workbook() -> Result<WorkbookDocument, ReportFailure> {
    do throws(FormulaFault) {
      return .success(try compiled())
    } catch {
      var diagnostic = error.diagnostic
      if diagnostic.place == .nowhere { diagnostic.place = .file(method.name) }
      return .failure(ReportFailure(diagnostic: diagnostic))
    }
  }

  private func compiled() throws(FormulaFault) -> WorkbookDocument {
    let plan = run.evaluation.plan
    var names = SheetNames()
    let tableNames = outcome.tables.map { names.name(for: $0.name) }
    let listNames = [Report.lists, Report.grades, Report.findings].map { names.name(for: $0[language]) }
    let recordName = names.name(for: Phrase("办法", "Method")[language])
    let roots = plan.publications.flatMap { Self.roots($0, plan) }
    let precision = try FormulaPrecision(run.evaluation, roots)
    let sources = FormulaInputs(run.evaluation, &names, language)
    var compiler = FormulaCompiler(
      run.evaluation, sources, digits: precision.digits, names: names, language)
    try precision.check(compiler)
    try compiler.compile(roots)
    var tables: [WorkbookSheet] = []
    var all = run.outcome?.tables[...] ?? []
    for publication in plan.publications {
      let order = run.printedOrder(publication)
      var printer = try FormulaTable(publication, order, &compiler)
      var start = 0
      repeat {
        guard let table = all.popFirst() else { break }
        if let shown = outcome.tables.firstIndex(where: { $0.name == table.name && $0.group == table.group })
        {
          tables.append(
            try printer.sheet(table, name: tableNames[shown], from: start, title: outcome.method, &compiler))
        }
        start += table.rows.count
      } while start < order.count
    }
    let report = WorkbookReport(outcome, method: method, inputs: inputs, version: version, language)
    var sheets = tables
    sheets += report.remainder(listNames, record: recordName, remarks: remarks(precision.digits))
    sheets += sources.sheets
    for own in compiler.sheets {
      guard own.count + FormulaSheet.firstRow <= WorkbookDocument.mostRows,
        own.columns.count <= WorkbookDocument.mostColumns
      else {
        throw .missing(
          subject: own.name, Phrase("一张工作表放不下的行列", "more rows or columns than a sheet has"), .nowhere)
      }
      sheets.append(own.sheet())
    }
    return WorkbookReport.workbook(sheets, version, language)
  }

  static func roots(_ publication: Publication, _ plan: Plan) -> [NodeID] {
    var roots = publication.keys.map(\.node)
    for column in publication.columns {
      if case .node(let node) = column.content { roots.append(node) }
    }
    if let within = publication.within { roots.append(within) }
    if let condition = publication.condition { roots.append(condition) }
    if let rank = publication.rank {
      let definition = plan.ranks[rank]
      roots += definition.keys.map(\.node) + [definition.within, definition.unranked].compactMap { $0 }
    }
    return roots
  }

  private func remarks(_ digits: Int) -> [Phrase] {
    [
      Phrase(
        "公布的表由公式算出：改“数字”表或“数据”表里浅黄色的格，得分、名次和先后都会跟着变。",
        "The published tables are formulas: change a pale yellow cell of the sheets of figures or data, and scores, ranks and order follow."
      ),
      Phrase(
        "单位、月份和行的对应，以及名单、等次和说明，是写出这个文件时的；增减单位或记录，请用 jifen 重新计分。",
        "Which row belongs to which unit and month, and the lists, grades and findings, are those of the run that wrote this file: to add units or records, score again with jifen."
      ),
      Phrase(
        "电子表格只有约 15 位有效数字，比较和舍入之前先取 \(digits) 位小数；写出时已用精确值核对，结果相同。",
        "Spreadsheets have some 15 significant digits; formulas keep \(digits) decimals before they compare or round. When this file was written, exact values gave the same results."
      ),
    ]
  }
}

/// Why a report cannot be made.
public struct ReportFailure: Error, Sendable {
  public let diagnostic: Diagnostic
}

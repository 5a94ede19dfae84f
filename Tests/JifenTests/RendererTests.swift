import Diagnostics
import Engine
import Exact
import Foundation
import Jifen
import Tables
import Testing
import Workbooks

@testable import Reports

/// One document model: whatever a result is written as, its figures are those of `score`, also where the tallies
/// came as a workbook.
@Suite struct RendererTests {
  /// The cells of each table of a rendering, row by row; blank ones "".
  typealias Tables = [[[String]]]

  private struct Rendering {
    let outcome: Outcome
    let bulletin: Bulletin
    let page: PageReading
    let formulas: WorkbookDocument?
  }

  /// The tallies of a county as one workbook, a sheet for each table, numbers as numbers.
  private static func workbook(_ files: [InputFile]) throws -> [InputFile] {
    var sheets: [WorkbookSheet] = []
    for file in files {
      var diagnostics: [Diagnostic] = []
      let grid = try #require(
        TableReader.read(name: file.name, bytes: file.bytes, diagnostics: &diagnostics))
      var sheet = WorkbookSheet(name: file.table)
      sheet.append(grid.headers.map { WorkbookCell(.text($0)) })
      for row in 0..<grid.rowCount {
        sheet.append(
          (0..<grid.columnCount).map { column in
            let text = grid.text(row: row, column: column)
            if text.isEmpty { return WorkbookCell(.blank) }
            let number = Rational(decimal: text).flatMap { $0.plain == text ? SheetNumber(text) : nil }
            return WorkbookCell(number.map { .number($0.value) } ?? .text(text))
          })
      }
      sheets.append(sheet)
    }
    let bytes = WorkbookDocument(sheets: sheets, application: "", footer: "").bytes()
    return files.map { InputFile(table: $0.table, name: "数据.xlsx", bytes: bytes, sheet: $0.table) }
  }

  /// A rule set with a notice that holds each of its published tables.
  private static func method(_ name: String) throws -> Jifen.Method {
    let plain = try ExplanationSamples.method(name)
    var text = String(decoding: plain.source.bytes, as: UTF8.self)
    if let start = text.range(of: "\n通报 ") {
      let rest = text[start.upperBound...]
      let end = rest.range(of: "\n核对")?.lowerBound ?? rest.endIndex
      text = String(text[..<start.lowerBound] + rest[end...])
    }
    text += "\n通报 “各表”：\n" + plain.plan.publications.map { "    表 “\($0.name)”\n" }.joined()
    var diagnostics: [Diagnostic] = []
    return try #require(
      Jifen.Method.load(name: name, text: text, diagnostics: &diagnostics),
      "\(diagnostics.map { $0.message(.chinese) })")
  }

  private static func rendering(_ method: Jifen.Method, _ files: [InputFile]) throws -> Rendering {
    var diagnostics: [Diagnostic] = []
    let run = try #require(Jifen.run(method, tables: files, diagnostics: &diagnostics))
    let outcome = try #require(run.outcome, "\(diagnostics.map { $0.message(.chinese) })")
    let bulletin = try #require(Jifen.bulletin(method, tables: files, diagnostics: &diagnostics))
    let page = try #require(
      Jifen.page(
        method, tables: files, record: .init(inputs: [], version: "jifen"), language: .chinese,
        diagnostics: &diagnostics))
    let formulas = try? FormulaReport(
      run, outcome, method: method.source, inputs: [], version: "jifen", .chinese
    ).workbook().get()
    return Rendering(
      outcome: outcome, bulletin: bulletin, page: PageReading(String(decoding: page, as: UTF8.self)),
      formulas: formulas)
  }

  /// Compares every rendering with the values that `score` gives.
  private static func check(_ found: Rendering, _ expected: Outcome) throws {
    let all = expected.tables.map { table in
      table.rows.map { row in table.columns.indices.map { table.shown(row, $0) } }
    }
    let printed = expected.tables.map { table in
      table.rows.map { row in table.printedColumns.map { table.shown(row, $0) } }
    }
    #expect(!printed.isEmpty && printed.allSatisfy { !$0.isEmpty })
    #expect(
      found.outcome.tables.map { table in
        table.rows.map { row in table.columns.indices.map { table.shown(row, $0) } }
      } == all)
    #expect(RenderedTables.csv(found.outcome) == all)
    #expect(try RenderedTables.json(found.outcome) == all)
    #expect(
      RenderedTables.text(found.outcome) == printed.map { rows in rows.map { $0.filter { !$0.isEmpty } } })
    #expect(RenderedTables.markdown(found.outcome) == printed)
    let book = WorkbookReport(
      found.outcome, method: SourceText(name: "m", text: ""), inputs: [], version: "jifen", .chinese
    ).workbook()
    #expect(RenderedTables.workbook(book, expected) == all)
    if let formulas = found.formulas { #expect(RenderedTables.workbook(formulas, expected) == all) }
    #expect(expected.tables.map { found.page.cells(ofTable: $0.name) } == printed)
    // Notices: the same tables in a text, a page and a document.
    let html = PageReading(String(decoding: BulletinReport.html(found.bulletin, .chinese), as: UTF8.self))
    #expect(expected.tables.map { html.cells(ofTable: $0.name) } == printed)
    let lines = BulletinReport.markdown(found.bulletin, .chinese).components(separatedBy: "\n")
    #expect(RenderedTables.rows(of: lines) == printed.flatMap { $0 })
    let word = try WordReading(WordBulletin(found.bulletin, application: "jifen", .chinese).document())
    let body = word.text.components(separatedBy: "\n").filter { !$0.isEmpty }
    let cells = printed.flatMap { $0.flatMap { $0 } }.filter { !$0.isEmpty }
    #expect(isSubsequence(cells, of: body))
  }

  private static func isSubsequence(_ texts: [String], of all: [String]) -> Bool {
    var rest = all[...]
    for text in texts {
      guard let place = rest.firstIndex(of: text) else { return false }
      rest = rest[(place + 1)...]
    }
    return true
  }

  @Test(arguments: ExplanationSamples.names) func figuresOfScore(_ name: String) throws {
    let method = try Self.method(name)
    let files = try ExplanationSamples.tables(method, name)
    let expected = try #require(try ExplanationSamples.run(name).outcome)
    let texts = try Self.rendering(method, files)
    try Self.check(texts, expected)
    #expect(texts.formulas != nil)
    let sheets = try Self.rendering(method, try Self.workbook(files))
    try Self.check(sheets, expected)
    #expect(
      sheets.outcome.lists.map { $0.entries.map(\.unit) }
        == texts.outcome.lists.map { $0.entries.map(\.unit) })
    #expect(
      sheets.outcome.grades.map { $0.rows.map(\.units) } == texts.outcome.grades.map { $0.rows.map(\.units) })
  }

  /// Units whose names would be formulas, markup or commands elsewhere: in every rendering the name stands, and
  /// nothing else.
  @Test func hostileNames() throws {
    let (method, files) = try PageEscapingTests.run()
    var diagnostics: [Diagnostic] = []
    let run = try #require(Jifen.run(method, tables: files, diagnostics: &diagnostics))
    let outcome = try #require(run.outcome)
    let names = outcome.tables[0].rows.map(\.unit)
    #expect(names.count == PageEscapingTests.hostile.count)
    let text = TextReport.render(outcome, .chinese)
    let json = JSONReport.render(outcome, inputs: [], .chinese)
    let object = try JSONSerialization.jsonObject(with: Data(json.utf8))
    let markdown = MarkdownReport.render(outcome, .chinese)
    #expect(object is [String: Any])
    for output in [text, markdown] {
      #expect(!output.unicodeScalars.contains { $0.value < 32 && $0 != "\n" || $0.value == 0x202E })
    }
    #expect(!markdown.contains("](y)") || markdown.contains("\\[x](y)"))
    #expect(!markdown.replacing("\\<", with: "").contains("<") || markdown.contains("<br>"))
    for row in RenderedTables.csv(outcome)[0] {
      for cell in row { #expect(!"=+@\t\r".contains(cell.first ?? "x"), "\(cell)") }
    }
    let formulas = try FormulaReport(
      run, outcome, method: method.source, inputs: [], version: "jifen", .chinese
    ).workbook().get()
    for book in [
      WorkbookReport(outcome, method: method.source, inputs: [], version: "jifen", .chinese).workbook(),
      formulas,
    ] {
      for sheet in book.sheets {
        for cell in sheet.rows.flatMap(\.cells) {
          switch cell.value {
          case .blank, .number: break
          case .text(let text): #expect(!FormulaText.isLikeFormula(text) || cell.look.quotes)
          // A formula of ours refers to cells; a name inside it is a quoted text or stands in another cell.
          case .formula(let text, _):
            var isQuoted = false
            let outside = text.filter { character in
              if character == "\"" { isQuoted.toggle() }
              return !isQuoted
            }
            #expect(!isQuoted && !outside.contains("cmd") && !outside.contains("script"), "\(text)")
          }
        }
      }
    }
  }
}

/// Reads tables back from renderings.
enum RenderedTables {
  static func csv(_ outcome: Outcome) -> [[[String]]] {
    outcome.tables.map { table in
      var diagnostics: [Diagnostic] = []
      let text = CSVReport.render(table)
      let bytes = Array(text.utf8)
      guard
        let grid = TableReader.read(name: "x.csv", bytes: bytes, diagnostics: &diagnostics)
      else { return [] }
      return (0..<grid.rowCount).map { row in
        (0..<grid.columnCount).map { grid.text(row: row, column: $0) }
      }
    }
  }

  static func json(_ outcome: Outcome) throws -> [[[String]]] {
    let text = JSONReport.render(outcome, inputs: [], .chinese)
    let object = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
    let tables = try #require(object?["tables"] as? [[String: Any]])
    return try tables.map { table in
      let headers = try #require(table["columns"] as? [String])
      let rows = try #require(table["rows"] as? [[String: Any]])
      return try rows.map { row in
        let values = try #require(row["values"] as? [String: [String: Any]])
        return headers.map { values[$0]?["shown"] as? String ?? "?" }
      }
    }
  }

  /// Cells between two blanks or more; blank cells leave no trace.
  static func text(_ outcome: Outcome) -> [[[String]]] {
    outcome.tables.map { table in
      let only = Outcome(method: "", tables: [table], lists: [], grades: [], findings: [])
      let lines = TextReport.render(only, .chinese).components(separatedBy: "\n")
      var rows: [[String]] = []
      var isBody = false
      for line in lines {
        if line.allSatisfy({ $0 == "-" || $0 == " " }) { isBody = !line.isEmpty }
        if isBody, line.contains(where: { $0 != "-" && $0 != " " }) || line.hasSuffix("—") {
          rows.append(
            line.components(separatedBy: "  ").map { $0.trimmingCharacters(in: .whitespaces) }
              .filter { !$0.isEmpty })
        }
      }
      return rows
    }
  }

  static func markdown(_ outcome: Outcome) -> [[[String]]] {
    outcome.tables.map { table in
      let only = Outcome(method: "", tables: [table], lists: [], grades: [], findings: [])
      return rows(of: MarkdownReport.render(only, .chinese).components(separatedBy: "\n"))
    }
  }

  /// The rows of pipe tables, headers left out.
  static func rows(of lines: [String]) -> [[String]] {
    var rows: [[String]] = []
    for (place, line) in lines.enumerated() where line.hasPrefix("| ") {
      let isHeader = lines.indices.contains(place + 1) && lines[place + 1].hasPrefix("| --")
      guard !isHeader, !line.hasPrefix("| --") else { continue }
      let cells = line.dropFirst(2).dropLast(2).components(separatedBy: " | ")
      rows.append(cells.map { $0.replacing("\\", with: "").trimmingCharacters(in: .whitespaces) })
    }
    return rows
  }

  /// The published tables of a workbook, numbers as their formats print them; titles and headings left out.
  static func workbook(_ book: WorkbookDocument, _ outcome: Outcome) -> [[[String]]] {
    zip(outcome.tables, book.sheets).map { table, sheet in
      let headings = Set(sheet.merges.map(\.top))
      let body = sheet.rows.enumerated().filter { place, _ in
        place + 1 > sheet.headerRow && !headings.contains(place + 1)
      }
      return body.map { _, row in row.cells.map(shown) }
    }
  }

  private static func shown(_ cell: WorkbookCell) -> String {
    switch cell.value {
    case .blank, .formula(_, nil): ""
    case .text(let text), .formula(_, .text(let text)): text
    case .number(let number), .formula(_, .number(let number)): formatted(number, cell.look.format)
    }
  }

  private static func formatted(_ text: String, _ format: String?) -> String {
    guard let format, let value = Rational(decimal: text) else { return text }
    let isPercent = format.hasSuffix("%")
    let digits = format.split(separator: ".").dropFirst().first.map { $0.count { $0 == "0" } } ?? 0
    return (isPercent ? value * 100 : value).decimal(digits: digits) + (isPercent ? "%" : "")
  }
}

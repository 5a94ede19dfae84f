import Diagnostics
import Engine
import Workbooks

/// An outcome as a workbook: a sheet for each published table, then lists, grades and findings, and the text of
/// the method with the inputs' hashes.
///
/// Numbers are the published figures, rounded as the method says, each with the number format that shows them as
/// printed. A spreadsheet's number has 15 significant digits; a longer one is written as text.
public struct WorkbookReport {
  private let outcome: Outcome
  private let method: SourceText
  private let inputs: [ReportedInput]
  private let version: String
  private let language: Language

  /// Rows that a published table may have: those of a sheet less titles and headings.
  public static let mostTableRows = WorkbookDocument.mostRows - 10_000

  /// - Parameters:
  ///   - method: the text of the method.
  ///   - version: the program and its version, for the record.
  public init(
    _ outcome: Outcome, method: SourceText, inputs: [ReportedInput], version: String, _ language: Language
  ) {
    self.outcome = outcome
    self.method = method
    self.inputs = inputs
    self.version = version
    self.language = language
  }

  /// The workbook; no table may have more than `mostTableRows` rows, which is the caller's to see to.
  public func workbook() -> WorkbookDocument {
    var names = SheetNames()
    var sheets = outcome.tables.map { sheet($0, name: names.name(for: $0.name)) }
    let rest = [Report.lists, Report.grades, Report.findings].map { names.name(for: $0[language]) }
    sheets += remainder(rest, record: names.name(for: Phrase("办法", "Method")[language]), remarks: [])
    return Self.workbook(sheets, version, language)
  }

  /// The sheets behind the tables: lists, grades and findings where there are any, and the record.
  func remainder(_ names: [String], record: String, remarks: [Phrase]) -> [WorkbookSheet] {
    var sheets: [WorkbookSheet] = []
    if !outcome.lists.isEmpty { sheets.append(lists(names[0])) }
    if !outcome.grades.isEmpty { sheets.append(grades(names[1])) }
    if !outcome.findings.isEmpty { sheets.append(findings(names[2])) }
    sheets.append(Self.record(record, method, inputs, version, remarks: remarks, language))
    return sheets
  }

  static func workbook(_ sheets: [WorkbookSheet], _ version: String, _ language: Language) -> WorkbookDocument
  {
    WorkbookDocument(
      sheets: sheets, application: version,
      footer: Phrase("第 &P 页，共 &N 页", "page &P of &N")[language])
  }

  // MARK: - Tables

  private func sheet(_ table: PublishedTable, name: String) -> WorkbookSheet {
    var sheet = WorkbookSheet(name: name)
    Self.begin(&sheet, title: outcome.method, table: table.name, table.columns)
    // A column of groups says what headings would.
    let hasGroups = table.columns.contains { $0.role == .group }
    for section in table.sections(language) {
      if let heading = section.heading, !hasGroups {
        sheet.append(merged: heading, CellLook(.section), width: table.columns.count)
      }
      for row in section.rows {
        sheet.append(
          table.columns.indices.map { column in
            row.values.indices.contains(column)
              ? Self.cell(row.values[column], table.columns[column]) : WorkbookCell(.blank)
          })
      }
    }
    return sheet
  }

  /// Title, the table's name and the header, which stay in sight.
  static func begin(
    _ sheet: inout WorkbookSheet, title: String, table: String, _ columns: [PublishedTable.Column]
  ) {
    sheet.append(merged: title, CellLook(.title), width: columns.count, height: 30)
    if !table.isEmpty { sheet.append(merged: table, CellLook(.subtitle), width: columns.count, height: 20) }
    sheet.headerRow = sheet.append(columns.map { WorkbookCell(.text($0.header), CellLook(.header)) })
    sheet.frozenRows = sheet.headerRow
  }

  /// A published value as a cell: a number where it is one as printed, else the printed text.
  static func cell(_ value: PublishedValue, _ column: PublishedTable.Column) -> WorkbookCell {
    if case .number = value.exact, let number = SheetNumber(value.shown) {
      return WorkbookCell(.number(number.value), CellLook(.body, .right, format: number.format))
    }
    return text(value.shown, CellLook(.body, column.isNumber ? .right : .left))
  }

  /// A text that stays one also when its cell is edited.
  static func text(_ text: String, _ look: CellLook) -> WorkbookCell {
    guard !text.isEmpty else { return WorkbookCell(.blank, look) }
    var look = look
    look.quotes = FormulaText.isLikeFormula(text)
    return WorkbookCell(.text(text), look)
  }

  // MARK: - Lists, grades, findings

  private func table(_ name: String, _ headers: [Phrase], _ rows: [[String]]) -> WorkbookSheet {
    var sheet = WorkbookSheet(name: name)
    sheet.append(merged: outcome.method, CellLook(.title), width: headers.count, height: 30)
    sheet.append(headers.map { WorkbookCell(.text($0[language]), CellLook(.header)) })
    sheet.frozenRows = 2
    for row in rows { sheet.append(row.map { Self.text($0, CellLook(.body, .left)) }) }
    return sheet
  }

  private func lists(_ name: String) -> WorkbookSheet {
    let headers = [
      Phrase("名单", "List"), Phrase("组", "Group"), Phrase("期间", "Period"), Phrase("单位", "Units"),
      Phrase("备注", "Remarks"),
    ]
    return table(
      name, headers,
      outcome.lists.map { list in
        [
          list.name, list.group ?? "", list.period ?? "", Report.joined(list.entries.map(\.unit), language),
          Report.remarks(list, language).joined(separator: "\n"),
        ]
      })
  }

  private func grades(_ name: String) -> WorkbookSheet {
    let headers = [
      Phrase("等次表", "Grading"), Phrase("组", "Group"), Phrase("等次", "Grade"), Phrase("单位", "Units"),
    ]
    return table(
      name, headers,
      outcome.grades.flatMap { grades in
        grades.rows.map { [grades.name, grades.group ?? "", $0.grade, Report.joined($0.units, language)] }
      })
  }

  private func findings(_ name: String) -> WorkbookSheet {
    var sheet = table(
      name, [Phrase("说明", "Finding")], outcome.findings.map { [Render.brief($0, language)] })
    sheet.widths = [1: 80]
    sheet.isText = true
    return sheet
  }

  /// The method's text, and what the run read: enough to run it again and get the same.
  static func record(
    _ name: String, _ method: SourceText, _ inputs: [ReportedInput], _ version: String, remarks: [Phrase],
    _ language: Language
  ) -> WorkbookSheet {
    var sheet = WorkbookSheet(name: name)
    sheet.isText = true
    sheet.widths = [1: 80]
    for remark in remarks { sheet.append([WorkbookCell(.text(remark[language]), CellLook(.plain))]) }
    sheet.append([WorkbookCell(.text(version), CellLook(.plain))])
    for input in inputs {
      sheet.append([text("\(input.path)  SHA-256 \(input.sha256)", CellLook(.plain))])
    }
    sheet.append([WorkbookCell(.blank)])
    let lines = String(decoding: method.bytes, as: UTF8.self).split(
      omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    for line in lines.prefix(WorkbookDocument.mostRows - sheet.rows.count) {
      sheet.append([text(String(line), CellLook(.source))])
    }
    return sheet
  }
}

/// A number as it is printed: 3, -1.50, 53%.
struct SheetNumber {
  /// The plain decimal; of 53% it is 0.53.
  let value: String
  /// The format code that prints the value as it was.
  let format: String

  /// nil where the text is no such number, or one of more digits than a spreadsheet's number has.
  init?(_ shown: String) {
    var bytes = Array(shown.utf8)
    let isPercent = bytes.last == UInt8(ascii: "%")
    if isPercent { bytes.removeLast() }
    let isNegative = bytes.first == UInt8(ascii: "-")
    if isNegative { bytes.removeFirst() }
    let parts = bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard let whole = parts.first, !whole.isEmpty, parts.count <= 2, parts.last?.isEmpty == false,
      parts.allSatisfy({ $0.allSatisfy { $0 >= 0x30 && $0 <= 0x39 } })
    else { return nil }
    let decimals = parts.count == 2 ? Array(parts[1]) : []
    let significant = (Array(whole) + decimals).drop { $0 == 0x30 }
    guard significant.count <= 15 else { return nil }
    format =
      "0" + (decimals.isEmpty ? "" : "." + String(repeating: "0", count: decimals.count))
      + (isPercent ? "%" : "")
    var digits = Array(whole)
    var places = decimals
    if isPercent {
      digits = [0x30, 0x30] + digits
      places = digits.suffix(2) + places
      digits.removeLast(2)
    }
    let head = digits.drop { $0 == 0x30 }
    let text = (head.isEmpty ? [0x30] : Array(head)) + (places.isEmpty ? [] : [UInt8(ascii: ".")] + places)
    value = (isNegative ? "-" : "") + String(decoding: text, as: UTF8.self)
  }
}

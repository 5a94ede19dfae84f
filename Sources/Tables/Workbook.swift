import Diagnostics
import Packaging

/// A spreadsheet workbook in the Office Open XML form (ECMA-376, XLSX), opened for reading.
///
/// Opening reads the list of sheets; a sheet's cells are read when its table is asked for. Only cells' values
/// are read: formulas count with the value that the spreadsheet stored, and nothing outside the archive is ever
/// touched. Strings and styles are read once and kept.
public struct Workbook: Sendable {
  public struct Sheet: Hashable, Sendable {
    public let name: String
    public let isHidden: Bool
    let part: String
  }

  /// The file's name as the user gave it.
  public let name: String
  /// The sheets with cells, in the order of the workbook; charts are left out.
  public let sheets: [Sheet]
  let archive: ZipArchive
  let limits: TableLimits
  let stringsPart: String?
  let stylesPart: String?
  /// Whether days count from 1904.
  let countsFrom1904: Bool
  /// Whether the program that wrote it left its formulas to be computed by the reader.
  let awaitsComputing: Bool
  var resources: SheetResources?

  /// Whether bytes are a workbook or another kind of ZIP archive.
  public static func isArchive(_ bytes: [UInt8]) -> Bool { ZipArchive.isArchive(bytes) }

  /// Opens a workbook; nil, with an error, where it is damaged, encrypted, hostile or no workbook.
  public static func open(name: String, bytes: [UInt8], diagnostics: inout [Diagnostic]) -> Workbook? {
    open(name: name, bytes: bytes, limits: .standard, diagnostics: &diagnostics)
  }

  static func open(
    name: String, bytes: [UInt8], limits: TableLimits, diagnostics: inout [Diagnostic]
  ) -> Workbook? {
    do throws(WorkbookFault) {
      return try WorkbookOpener(name: name, bytes: bytes, limits: limits).workbook()
    } catch {
      diagnostics.append(error.diagnostic(file: name))
      return nil
    }
  }

  /// The sheet of a name, compared as names of the tallies are.
  public func sheet(named wanted: String) -> Sheet? {
    let folded = CellParser.normalisedName(wanted)
    return sheets.first { $0.name == wanted }
      ?? sheets.first { CellParser.normalisedName($0.name).lowercased() == folded.lowercased() }
  }

  /// The sheet of a name, or without one the only sheet that holds anything; nil, with an error, where there is
  /// none such.
  public func chosenSheet(_ wanted: String?, diagnostics: inout [Diagnostic]) -> Sheet? {
    if let wanted {
      if let sheet = sheet(named: wanted) { return sheet }
      let near = Nearness.suggestions(for: wanted, among: sheets.map(\.name))
      diagnostics.append(
        Diagnostic(.unknownSheet, at: .file(name), Phrase(name), Phrase(wanted), listed(sheets), near: near))
      return nil
    }
    var problems: [Diagnostic] = []
    let filled = filledSheets(diagnostics: &problems)
    diagnostics += problems
    guard !problems.hasErrors else { return nil }
    // All blank: the first one tells so.
    if filled.count <= 1, let only = filled.first ?? sheets.first { return only }
    diagnostics.append(Diagnostic(.severalSheets, at: .file(name), Phrase(name), listed(filled)))
    return nil
  }

  /// The names of sheets in a message.
  public func listed(_ sheets: [Sheet]) -> Phrase {
    let names =
      sheets.prefix(12).map { "“\(DisplayWidth.cut($0.name, to: 40))”" } + (sheets.count > 12 ? ["…"] : [])
    return Phrase(names.joined(separator: "、"), names.joined(separator: ", "))
  }

  /// The sheets that a reader of the workbook sees and that hold anything.
  public func filledSheets(diagnostics: inout [Diagnostic]) -> [Sheet] {
    let visible = sheets.filter { !$0.isHidden }
    guard visible.count > 1 else { return visible }
    return visible.filter { sheet in
      do throws(WorkbookFault) {
        return try !SheetScanner.isEmpty(part: sheet.part, archive)
      } catch {
        diagnostics.append(error.diagnostic(file: name, sheet: sheet.name))
        return true
      }
    }
  }

  /// The table on a sheet; nil, with errors, where something is wrong with it.
  /// - Parameter expecting: names of columns that the table should have: they tell its header from other rows.
  public mutating func table(
    _ sheet: Sheet, expecting: [String] = [], diagnostics: inout [Diagnostic]
  ) -> Grid? {
    var findings = TableFindings(name: name, limit: limits.diagnostics)
    findings.sheet = sheet.name
    var grid: Grid?
    do throws(WorkbookFault) {
      let resources = try loadedResources()
      var scanner = SheetScanner(resources, limits)
      try scanner.read(part: sheet.part, archive)
      var table = SheetTable(scanner.cells, resources, limits, findings)
      grid = table.grid(expecting: expecting, staleFormulas: awaitsComputing)
      findings = table.findings
    } catch {
      findings.add(error)
    }
    diagnostics += findings.diagnostics
    return findings.hasErrors ? nil : grid
  }

  private mutating func loadedResources() throws(WorkbookFault) -> SheetResources {
    if let resources { return resources }
    let loaded = SheetResources(
      strings: try SharedStrings(part: stringsPart, archive, limits),
      styles: try CellStyles(part: stylesPart, archive), countsFrom1904: countsFrom1904)
    resources = loaded
    return loaded
  }
}

/// What the cells of every sheet refer to.
struct SheetResources: Sendable {
  var strings: SharedStrings
  var styles: CellStyles
  var countsFrom1904: Bool
}

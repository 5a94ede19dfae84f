import Diagnostics
import Tables

/// The sheets that the command line names: --sheet 6月, or --sheet 采用情况=6月 for one table.
struct SheetChoice: Sendable {
  /// As it was given first, for diagnostics; nil where it was not.
  let argument: String?
  private var byTable: [String: String] = [:]
  private var forAll: String?

  /// - Parameter tables: the method's tables; what stands before = is one of them, else part of a sheet's name.
  init(_ values: [String], tables: [String]) {
    argument = values.first.map { "--sheet " + $0 }
    for value in values {
      if let equal = value.firstIndex(where: { $0 == "=" || $0 == "＝" }),
        tables.contains(String(value[..<equal]))
      {
        byTable[String(value[..<equal])] = String(value[value.index(after: equal)...])
      } else {
        forAll = value
      }
    }
  }

  func sheet(for table: String) -> String? { byTable[table] ?? forAll }
}

extension TallyResolver {
  /// Gives the tables of the method the sheets of a workbook that are named as they are, or as --sheet tells;
  /// false where the file is no workbook, or none of its sheets is for a table.
  mutating func hasSheets(for path: String) -> Bool {
    guard path != "-", tables.count > 1, FileName(path).fileExtension == "xlsx", files.exists(path) else {
      return false
    }
    var found: [Diagnostic] = []
    guard let bytes = files.read(path, &found), Workbook.isArchive(bytes),
      let workbook = Workbook.open(name: path, bytes: bytes, diagnostics: &found)
    else {
      // What is wrong with it is told once: here.
      diagnostics += found
      return found.hasErrors
    }
    workbooks[path] = (workbook, bytes)
    var used: Set<String> = []
    for table in tables where sources[table] == nil {
      guard let sheet = workbook.sheet(named: sheets.sheet(for: table) ?? table) else { continue }
      sources[table] = [Source(path: path, sheet: sheet.name)]
      used.insert(sheet.name)
    }
    guard !used.isEmpty else { return false }
    for sheet in workbook.filledSheets(diagnostics: &diagnostics) where !used.contains(sheet.name) {
      let place = Place.cell(file: path, sheet: sheet.name, row: 0, column: 0, header: "", text: "")
      let near = Nearness.suggestions(for: sheet.name, among: tables.filter { sources[$0] == nil })
      diagnostics.append(Diagnostic(.sheetNotUsed, at: place, Phrase(sheet.name), near: near))
    }
    return true
  }

  /// A table that no method names.
  struct UnnamedTable {
    var table: String
    let path: String
    var sheet: String?
  }

  /// The tables that operands hold where no method names them: a folder's files, files, 表名=文件, and the sheets
  /// of workbooks.
  static func unnamed(
    _ operands: [String], sheets: [String], _ files: InputFiles, _ diagnostics: inout [Diagnostic]
  ) -> [UnnamedTable] {
    var result: [UnnamedTable] = []
    for operand in operands {
      if let pair = pair(operand, files) {
        result.append(UnnamedTable(table: pair.table, path: pair.path, sheet: sheets.first))
      } else if operand == "-" {
        result.append(UnnamedTable(table: "tallies", path: "-"))
      } else if files.isFolder(operand) {
        guard let names = files.list(operand, &diagnostics) else { continue }
        let entries = dataFiles(names)
        if entries.isEmpty {
          diagnostics.append(Diagnostic(.folderWithoutTables, at: .file(operand), Phrase(operand)))
        }
        for entry in entries {
          result += unnamed(FileName.joined(operand, entry.name), entry.stem, sheets, files, &diagnostics)
        }
      } else {
        result += unnamed(operand, FileName(operand).stem, sheets, files, &diagnostics)
      }
    }
    return result
  }

  /// One file: a table named as the file, or one for each sheet of a workbook that holds anything.
  private static func unnamed(
    _ path: String, _ stem: String, _ sheets: [String], _ files: InputFiles, _ diagnostics: inout [Diagnostic]
  ) -> [UnnamedTable] {
    var found: [Diagnostic] = []
    guard FileName(path).fileExtension == "xlsx", let bytes = files.read(path, &found),
      Workbook.isArchive(bytes), let workbook = Workbook.open(name: path, bytes: bytes, diagnostics: &found)
    else { return [UnnamedTable(table: stem, path: path)] }
    guard sheets.isEmpty else {
      return sheets.map { chosen in
        guard workbook.sheet(named: chosen) == nil,
          let equal = chosen.firstIndex(where: { $0 == "=" || $0 == "＝" }), equal > chosen.startIndex
        else { return UnnamedTable(table: chosen, path: path, sheet: chosen) }
        let sheet = String(chosen[chosen.index(after: equal)...])
        return UnnamedTable(table: String(chosen[..<equal]), path: path, sheet: sheet)
      }
    }
    let filled = workbook.filledSheets(diagnostics: &diagnostics)
    // The only sheet mostly bears the name that the program gave it.
    if filled.count < 2 { return [UnnamedTable(table: stem, path: path, sheet: filled.first?.name)] }
    return filled.map { UnnamedTable(table: $0.name, path: path, sheet: $0.name) }
  }
}

import Diagnostics
import Jifen
import Reports
import Tables

/// A file that holds one table of the method.
struct TallyFile: Sendable {
  let table: String
  let path: String
  /// Large files stay where they are until something reads them.
  let bytes: ByteSource
  /// The sheet of a workbook; nil where the file is a text.
  var sheet: String?

  /// The digest by which a report identifies the file; nil, where it cannot be read. Cost: reads it.
  var reported: ReportedInput? {
    guard case .success(let bytes) = bytes.load() else { return nil }
    return ReportedInput(path: path, bytes: bytes, role: .table(table, sheet: sheet))
  }

  var source: TallySource { TallySource(table: table, name: path, bytes: bytes, sheet: sheet) }

  var isWorkbook: Bool {
    guard case .memory(let bytes) = bytes else { return false }
    return Workbook.isArchive(bytes)
  }
}

/// Finds the files of each table: in a folder by name, as the one file of the only table, or by 表名=文件. A table
/// may be given several files. Every problem is reported; nothing is read before each table has a file.
struct TallyResolver {
  let tables: [String]
  let files: InputFiles
  let sheets: SheetChoice
  /// The files of each table, with the sheet where a workbook's own names did not tell it.
  var sources: [String: [Source]] = [:]
  /// Workbooks that had to be opened to see their sheets, and their bytes.
  var workbooks: [String: (workbook: Workbook, bytes: [UInt8])] = [:]
  private var searched: [(folder: String, entries: [FileName])] = []
  var diagnostics: [Diagnostic] = []

  struct Source: Equatable {
    let path: String
    let sheet: String?
  }

  private static let extensions = ["csv", "tsv", "txt", "json", "xlsx"]
  /// What spreadsheets save besides; they can save it as XLSX too.
  private static let spreadsheets = ["xls", "xlsm", "xlsb", "et", "ods"]
  /// Beginnings of names of result files, which stand beside the data.
  private static let resultPrefixes = ["公布", "published"]

  init(tables: [String], _ files: InputFiles, sheets: SheetChoice = SheetChoice([], tables: [])) {
    self.tables = tables
    self.sheets = sheets
    self.files = files
  }

  /// The files in the order of the method's tables; nil, with diagnostics, where one lacks or is wrong.
  mutating func resolve(_ operands: [String]) -> [TallyFile]? {
    guard !tables.isEmpty else {
      let place = Place.argument(operands.first ?? "")
      diagnostics.append(Diagnostic(.methodWithoutTables, at: place))
      return nil
    }
    // Named files first: a folder then fills only what is left.
    let pairs = operands.map { operand in (operand, Self.pair(operand, files)) }
    for case (let operand, (let table, let path)?) in pairs { assign(path, to: table, operand) }
    for case (let operand, nil) in pairs {
      if operand != "-", files.isFolder(operand) { folder(operand) } else { single(operand) }
    }
    reportMissing()
    guard !diagnostics.hasErrors else { return nil }
    var read: [TallyFile] = []
    for table in tables {
      for source in sources[table] ?? [] {
        guard let bytes = bytes(of: source.path) else { continue }
        read.append(
          TallyFile(
            table: table, path: source.path, bytes: bytes, sheet: source.sheet ?? sheets.sheet(for: table)))
      }
    }
    if let argument = sheets.argument, !read.contains(where: \.isWorkbook) {
      diagnostics.append(
        Diagnostic(
          .belongsTogether, at: .argument(argument), "--sheet", Phrase("工作簿（.xlsx）", "a workbook (.xlsx)")))
    }
    return diagnostics.hasErrors ? nil : read
  }

  /// A workbook is read whole; a long text is left where it is.
  private mutating func bytes(of path: String) -> ByteSource? {
    if let known = workbooks[path] { return .memory(known.bytes) }
    guard FileName(path).fileExtension == "xlsx" else { return files.source(path, &diagnostics) }
    return files.read(path, &diagnostics).map { .memory($0) }
  }

  /// `表名=文件`; nil where the operand is a path, also one that has an = in it.
  static func pair(_ operand: String, _ files: InputFiles) -> (table: String, path: String)? {
    guard let equal = operand.firstIndex(where: { $0 == "=" || $0 == "＝" }), equal > operand.startIndex,
      !files.exists(operand)
    else { return nil }
    return (String(operand[..<equal]), String(operand[operand.index(after: equal)...]))
  }

  mutating func assign(_ path: String, sheet: String? = nil, to name: String, _ operand: String) {
    guard let table = tables.first(where: { $0 == name }) else {
      let near = Nearness.suggestions(for: name, among: tables)
      return diagnostics.append(
        Diagnostic(.pairForUnknownTable, at: .argument(operand), Phrase(name), listed, near: near))
    }
    let source = Source(path: path, sheet: sheet)
    guard sources[table]?.contains(source) != true else {
      return diagnostics.append(
        Diagnostic(.fileGivenTwice, at: .argument(operand), Phrase(table), Phrase(path)))
    }
    sources[table, default: []].append(source)
  }

  static func dataFiles(_ names: [String]) -> [FileName] {
    names.map(FileName.init).filter { entry in
      extensions.contains(entry.fileExtension) && !entry.name.hasPrefix(".")
        && !resultPrefixes.contains { entry.name.lowercased().hasPrefix($0) }
    }
  }

  private mutating func single(_ path: String) {
    if hasSheets(for: path) { return }
    let stem = FileName(path).stem
    if let table = tables.first(where: { $0 == stem || FileName.safe($0) == stem }) {
      assign(path, to: table, path)
    } else if tables.count == 1 {
      assign(path, to: tables[0], path)
    } else {
      let near = Nearness.suggestions(for: stem, among: tables)
      diagnostics.append(
        Diagnostic(.fileForSeveralTables, at: .argument(path), Phrase(path), listed, near: near))
    }
  }

  private mutating func folder(_ folder: String) {
    guard let names = files.list(folder, &diagnostics) else { return }
    let entries = Self.dataFiles(names)
    searched.append((folder, names.map(FileName.init)))
    guard !entries.isEmpty else {
      return diagnostics.append(Diagnostic(.folderWithoutTables, at: .file(folder), Phrase(folder)))
    }
    var matched = Set<String>()
    for table in tables {
      let candidates = entries.filter { $0.stem == table || $0.stem == FileName.safe(table) }
      matched.formUnion(candidates.map(\.name))
      guard sources[table] == nil, let first = candidates.first else { continue }
      if candidates.count > 1 {
        let names = Phrase(
          candidates.map(\.name).joined(separator: "、"), candidates.map(\.name).joined(separator: ", "))
        diagnostics.append(Diagnostic(.severalFilesForTable, at: .file(folder), Phrase(table), names))
      }
      let path = FileName.joined(folder, first.name)
      if isInside(path, folder) { sources[table] = [Source(path: path, sheet: nil)] }
    }
    for entry in entries where !matched.contains(entry.name) {
      let path = FileName.joined(folder, entry.name)
      // A file that was named on the command line is in use.
      guard !sources.values.contains(where: { $0.contains { $0.path == path } }) else { continue }
      if entry.fileExtension == "xlsx", !isInside(path, folder) || hasSheets(for: path) { continue }
      let near = Nearness.suggestions(for: entry.stem, among: tables)
      diagnostics.append(Diagnostic(.fileWithoutTable, at: .file(path), Phrase(entry.name), near: near))
    }
  }

  /// Whether a file of a folder lies in it, links followed; an error otherwise: who gives a folder means what is in
  /// it.
  private mutating func isInside(_ path: String, _ folder: String) -> Bool {
    guard !files.isInside(path, folder) else { return true }
    diagnostics.append(Diagnostic(.tableOutside, at: .file(path), Phrase(FileName(path).name)))
    return false
  }

  private mutating func reportMissing() {
    // A file whose table could not be told may be the missing one: one report is enough.
    guard !diagnostics.hasErrors else { return }
    let found = searched.flatMap(\.entries)
    for table in tables where sources[table] == nil {
      let stems = found.filter { Self.extensions.contains($0.fileExtension) }.map(\.stem)
      let near = Nearness.suggestions(for: table, among: stems)
      let place = searched.last.map { Place.file($0.folder) } ?? .argument(table + "=")
      let spreadsheet = found.first { $0.stem == table && Self.spreadsheets.contains($0.fileExtension) }
      let help = spreadsheet.map { file in
        Phrase("把“\(file.name)”另存为 XLSX 或 CSV。", "save “\(file.name)” as XLSX or CSV.")
      }
      diagnostics.append(Diagnostic(.tableWithoutFile, at: place, Phrase(table), near: near, help: help))
    }
  }

  var listed: Phrase {
    Phrase(tables.joined(separator: "、"), tables.joined(separator: ", "))
  }
}

import Diagnostics
import Tables

/// One table of a published file: the whole of a text, or one sheet of a workbook.
struct PublishedSheet {
  var grid: Grid
  /// What it was named as on the command line.
  var given: String?
  /// What it may be known by: its sheet's name, its file's.
  var names: [String]
  /// Whether it is one sheet of several: it may be something else than a published table.
  var isOptional = false
  /// What reading it found; of no matter where it is not used.
  var remarks: [Diagnostic] = []
}

extension PublicationMatcher {
  /// What a file holds: one table, or a workbook's sheets.
  mutating func sheets(of file: PublishedFile) -> [PublishedSheet] {
    guard Workbook.isArchive(file.bytes) else {
      var found: [Diagnostic] = []
      let grid = TableReader.read(name: file.name, bytes: file.bytes, format: nil, diagnostics: &found)
      // A published table without rows is an error of its own.
      diagnostics += found.filter { $0.code != .tableWithoutRows }
      return grid.map { [PublishedSheet(grid: $0, given: file.table, names: [file.stem])] } ?? []
    }
    guard var workbook = Workbook.open(name: file.name, bytes: file.bytes, diagnostics: &diagnostics) else {
      return []
    }
    var problems: [Diagnostic] = []
    let filled = workbook.filledSheets(diagnostics: &problems)
    diagnostics += problems
    guard !problems.hasErrors else { return [] }
    // The only sheet mostly bears the name that the program gave it.
    var wanted = filled.isEmpty ? Array(workbook.sheets.prefix(1)) : filled
    let isNamed = file.sheet != nil || file.table != nil
    if isNamed {
      guard let sheet = chosen(file, workbook, filled) else { return [] }
      wanted = [sheet]
    }
    var result: [PublishedSheet] = []
    for sheet in wanted {
      var found: [Diagnostic] = []
      let grid = workbook.table(sheet, expecting: expectedHeaders, diagnostics: &found)
      guard let grid else {
        // What is wrong with one sheet of several matters only where it is one of the method's.
        if wanted.count == 1 || target(sheet.name) != nil { diagnostics += found }
        continue
      }
      let names = wanted.count == 1 ? [sheet.name, file.stem] : [sheet.name]
      result.append(
        PublishedSheet(
          grid: grid, given: file.table, names: names, isOptional: wanted.count > 1,
          remarks: found.filter { !isGroupHeading($0) && $0.code != .tableWithoutRows }))
    }
    return result
  }

  /// Headings of groups, which print has between rows, are nothing to tell of.
  private func isGroupHeading(_ diagnostic: Diagnostic) -> Bool {
    guard diagnostic.code == .remarkLeftOut, let text = diagnostic.arguments.first?.chinese else {
      return false
    }
    return tables.contains { $0.rows.contains { $0.group == text } }
  }

  /// The sheet that the command line names, or the one that a name given to the file tells.
  private mutating func chosen(
    _ file: PublishedFile, _ workbook: Workbook, _ filled: [Workbook.Sheet]
  ) -> Workbook.Sheet? {
    if let wanted = file.sheet {
      if let sheet = workbook.sheet(named: wanted) { return sheet }
      diagnostics.append(
        Diagnostic(
          .unknownSheet, at: .argument("--published-sheet " + wanted), Phrase(file.name), Phrase(wanted),
          workbook.listed(workbook.sheets),
          near: Nearness.suggestions(for: wanted, among: workbook.sheets.map(\.name)),
          help: Phrase(
            "--published-sheet 后面写工作表标签上的名称", "after --published-sheet write the name on a sheet's tab")))
      return nil
    }
    let name = PublishedFile.withoutPrefix(file.table ?? "")
    let key = PublishedFile.key(name)
    if let sheet = filled.first(where: { PublishedFile.key(PublishedFile.withoutPrefix($0.name)) == key }) {
      return sheet
    }
    if filled.count < 2, let only = filled.first ?? workbook.sheets.first { return only }
    diagnostics.append(
      Diagnostic(
        .publishedSheetNotTold, at: .file(file.name), Phrase(file.name), Phrase(name), workbook.listed(filled)
      ))
    return nil
  }

  /// Headers that a published table may have, by which its header is told from titles above it.
  private var expectedHeaders: [String] {
    var seen: Set<String> = []
    let lists = ["名单", "组", "等次", "单位", "List", "Group", "Grade", "Units"]
    return (tables.flatMap { $0.columns.flatMap { [$0.header] + $0.aliases } } + lists).filter {
      seen.insert($0).inserted
    }
  }

  /// Says which sheets were left out: a note where others of the workbook are published tables, else an error.
  mutating func passOver(_ known: Set<String>) {
    var files: [String] = []
    for sheet in unfit where !files.contains(sheet.grid.name) { files.append(sheet.grid.name) }
    for file in files {
      let own = unfit.filter { $0.grid.name == file }
      if known.contains(file) {
        diagnostics.append(
          Diagnostic(
            .publishedSheetsNotAudited, at: .file(file), listed(own.compactMap(\.grid.sheet))))
      } else if let first = own.first {
        diagnostics.append(misfit(first))
      }
    }
  }
}

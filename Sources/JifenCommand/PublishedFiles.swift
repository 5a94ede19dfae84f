import Diagnostics
import Jifen
import Tables

/// Tells the operands behind METHOD apart: tallies, and published files, which come last.
struct PublishedFiles {
  private let files: InputFiles
  /// What --published-sheet names: 工作表, or 表名=工作表.
  private let sheets: [String]
  private(set) var diagnostics: [Diagnostic] = []

  private static let extensions = ["csv", "tsv", "txt", "json", "xlsx"]
  private static let prefixes = ["公布", "published"]

  init(_ files: InputFiles, sheets: [String] = []) {
    self.files = files
    self.sheets = sheets
  }

  /// The operands of the tallies and those of published files. The last operand is published, and each pair
  /// before it whose name is a published table's; a name that is a tally table's too goes to the tallies first.
  func split(_ operands: [String], tables: [String]) -> (tallies: [String], published: [String]) {
    var tallies: [String] = []
    var published: [String] = []
    var given: Set<String> = []
    for operand in operands.dropLast() {
      if let name = pairName(operand) {
        let isTally = tables.contains(name) && given.insert(name).inserted
        if isTally { tallies.append(operand) } else { published.append(operand) }
      } else {
        tallies.append(operand)
      }
    }
    if let last = operands.last { published.append(last) }
    return (tallies, published)
  }

  private func pairName(_ operand: String) -> String? {
    guard let equal = operand.firstIndex(where: { $0 == "=" || $0 == "＝" }), equal > operand.startIndex,
      !files.exists(operand)
    else { return nil }
    return String(operand[..<equal])
  }

  /// The published files; nil, with diagnostics, where one cannot be read.
  mutating func read(_ operands: [String]) -> [PublishedFile]? {
    var result: [PublishedFile] = []
    for operand in operands {
      if let name = pairName(operand) {
        let path = String(operand[operand.index(operand.startIndex, offsetBy: name.count + 1)...])
        guard let bytes = files.read(path, &diagnostics) else { continue }
        result += parts(PublishedFile(table: name, name: path, bytes: bytes))
      } else if operand != "-", files.isFolder(operand) {
        folder(operand, &result)
      } else if let bytes = files.read(operand, &diagnostics) {
        result += parts(PublishedFile(name: operand, bytes: bytes))
      }
    }
    if let sheet = sheets.first, !diagnostics.hasErrors,
      !result.contains(where: { Workbook.isArchive($0.bytes) })
    {
      diagnostics.append(
        Diagnostic(
          .belongsTogether, at: .argument("--published-sheet " + sheet), "--published-sheet",
          Phrase("印发的工作簿（.xlsx）", "a published workbook (.xlsx)")))
    }
    return diagnostics.hasErrors ? nil : result
  }

  private mutating func folder(_ folder: String, _ result: inout [PublishedFile]) {
    guard let names = files.list(folder, &diagnostics) else { return }
    let tables = names.filter { name in
      Self.extensions.contains(FileName(name).fileExtension) && !name.hasPrefix(".")
    }
    let published = tables.filter { name in Self.prefixes.contains { name.lowercased().hasPrefix($0) } }
    guard !published.isEmpty else {
      return diagnostics.append(
        Diagnostic(.folderWithoutPublished, at: .file(folder), Phrase(folder)))
    }
    for name in published.sorted() {
      let path = FileName.joined(folder, name)
      guard files.isInside(path, folder) else {
        diagnostics.append(Diagnostic(.tableOutside, at: .file(path), Phrase(name)))
        continue
      }
      guard let bytes = files.read(path, &diagnostics) else { continue }
      result += parts(PublishedFile(name: path, bytes: bytes))
    }
  }

  /// A workbook as the sheets that --published-sheet names of it; else the file as it is.
  private func parts(_ file: PublishedFile) -> [PublishedFile] {
    var ignored: [Diagnostic] = []
    guard !sheets.isEmpty, Workbook.isArchive(file.bytes),
      let workbook = Workbook.open(name: file.name, bytes: file.bytes, diagnostics: &ignored)
    else { return [file] }
    let parts = sheets.compactMap { text -> PublishedFile? in
      var part = file
      part.sheet = text
      // A sheet's own name may have an = in it.
      if workbook.sheet(named: text) == nil, let equal = text.firstIndex(where: { $0 == "=" || $0 == "＝" }) {
        let table = String(text[..<equal])
        if let given = file.table, given != table { return nil }
        part.table = table
        part.sheet = String(text[text.index(after: equal)...])
      }
      return part
    }
    return parts.isEmpty ? [file] : parts
  }
}

extension Invocation {
  /// Method, tallies and published files of `METHOD TALLIES… PUBLISHED`; nil, with diagnostics, where one lacks.
  func loadAudit(
    _ diagnostics: inout [Diagnostic]
  ) -> (method: LoadedMethod, tallies: [TallyFile], published: [PublishedFile])? {
    let operands = arguments.operands
    guard let path = operands.first, let method = loadMethod(path, &diagnostics) else { return nil }
    var reader = PublishedFiles(files, sheets: arguments.values("--published-sheet"))
    let (tallies, published) = reader.split(
      Array(operands.dropFirst()), tables: method.plan.tables.map(\.name))
    guard !tallies.isEmpty else {
      diagnostics.append(
        Diagnostic(.publishedOperandMissing, at: .argument(operands.last ?? ""), Phrase(operands.last ?? "")))
      return nil
    }
    let fromInput = ([path] + tallies + published).filter {
      $0 == "-" || $0.hasSuffix("=-") || $0.hasSuffix("＝-")
    }
    guard fromInput.count <= 1 else {
      diagnostics.append(Diagnostic(.standardInputTwice, at: .argument(fromInput[1])))
      return nil
    }
    guard let tallyFiles = loadTallies(tallies, method, &diagnostics) else { return nil }
    let files = reader.read(published)
    diagnostics += reader.diagnostics
    return files.map { (method, tallyFiles, $0) }
  }
}

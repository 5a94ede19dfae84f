import Diagnostics
import Jifen
import Tables

/// Tells the operands behind METHOD apart: tallies, and published files, which come last.
struct PublishedFiles {
  private let files: InputFiles
  private(set) var diagnostics: [Diagnostic] = []

  private static let extensions = ["csv", "tsv", "txt", "json"]
  private static let prefixes = ["公布", "published"]

  init(_ files: InputFiles) {
    self.files = files
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
        result.append(PublishedFile(table: name, name: path, bytes: bytes))
      } else if operand != "-", files.isFolder(operand) {
        folder(operand, &result)
      } else if let bytes = files.read(operand, &diagnostics) {
        result.append(PublishedFile(name: operand, bytes: bytes))
      }
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
      result.append(PublishedFile(name: path, bytes: bytes))
    }
  }
}

extension Invocation {
  /// Method, tallies and published files of `METHOD TALLIES… PUBLISHED`; nil, with diagnostics, where one lacks.
  func loadAudit(
    _ diagnostics: inout [Diagnostic]
  ) -> (method: LoadedMethod, tallies: [TallyFile], published: [PublishedFile])? {
    let operands = arguments.operands
    guard let path = operands.first, let method = loadMethod(path, &diagnostics) else { return nil }
    var reader = PublishedFiles(files)
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

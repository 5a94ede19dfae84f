import Diagnostics
import Jifen
import Reports
import Tables

/// Writes a page anew whenever one of the files that it is made from was saved.
struct Watcher {
  private let invocation: Invocation
  /// The page.
  private let path: String
  /// Files of the method and its bases, as last read, and those that diagnostics point at.
  private var methodFiles: Set<String>
  private var known: [FileStamp] = []

  init(_ invocation: Invocation, path: String) {
    self.invocation = invocation
    self.path = path
    methodFiles = [invocation.arguments.operand(0)]
  }

  /// Writes the page once, then after every save, until `pause` says to stop. What went wrong in writing ends it.
  mutating func run() -> CommandResult {
    var count = 0
    FileWriter.removeLeftovers(in: FileName.folder(path))
    repeat {
      let now = stamps()
      guard now != known else { continue }
      known = now
      let (page, diagnostics) = page()
      // What was saved while the page was made is noticed at the next look.
      known = methodFiles.isEmpty ? now : merged(now)
      if case .failure(let failure) = FileWriter.writeWhole(path: path, bytes: page) {
        return CommandResult(failure.diagnostic(path: path))
      }
      count += 1
      tell(count, diagnostics)
    } while invocation.patience.pause()
    return CommandResult()
  }

  /// The stamps from before the page was made, with those of files that turned out to belong to the method.
  private func merged(_ before: [FileStamp]) -> [FileStamp] {
    let old = Set(before)
    return paths().map(FileStamp.init).filter { old.contains($0) || isNew($0, old) }
  }

  private func isNew(_ stamp: FileStamp, _ old: Set<FileStamp>) -> Bool {
    !old.contains { $0.path == stamp.path }
  }

  /// The page with the result, or with what is wrong.
  private mutating func page() -> (bytes: [UInt8], diagnostics: [Diagnostic]) {
    var diagnostics: [Diagnostic] = []
    let language = invocation.language
    if let (method, tallies) = invocation.loadRun(&diagnostics) {
      methodFiles = Set(method.files.map(\.path))
      if let settings = invocation.settings(&diagnostics),
        let page = Seam.page(method, tallies, settings, watches: true, language, &diagnostics),
        !diagnostics.hasErrors
      {
        return (page, [])
      }
    } else {
      methodFiles.formUnion(diagnostics.compactMap(\.place.fileName))
    }
    let sorted = diagnostics.sortedByPlace()
    return (ProblemPage.page(sorted, title: FileName(path).name, language), sorted)
  }

  private func tell(_ count: Int, _ diagnostics: [Diagnostic]) {
    let language = invocation.language
    guard !diagnostics.hasErrors else {
      return invocation.patience.tell(Render.terminal(diagnostics, language, color: false))
    }
    let text =
      count == 1
      ? Phrase("已写 \(path)；改了文件会自动更新，按 Ctrl-C 停止。\n", "wrote \(path); it follows every save. Ctrl-C stops.\n")
      : Phrase("已更新 \(path)\n", "renewed \(path)\n")
    invocation.patience.tell(text[language])
  }

  // MARK: - Files

  private func stamps() -> [FileStamp] { paths().map(FileStamp.init) }

  /// Every file that the page is made from, in order: those of the method, and those of the tallies with all that
  /// lies in a folder of them, as a table's file may yet appear.
  private func paths() -> [String] {
    var result = methodFiles.sorted()
    for operand in invocation.arguments.operands.dropFirst() {
      var path = operand
      if !invocation.files.exists(operand), let equal = operand.firstIndex(where: { $0 == "=" || $0 == "＝" })
      {
        path = String(operand[operand.index(after: equal)...])
      }
      result.append(path)
      guard invocation.files.isFolder(path), case .success(let names) = FileReader.entries(of: path) else {
        continue
      }
      // The page itself may lie there too, and what is written while it is renewed.
      result.removeLast()
      result += names.filter {
        !$0.hasPrefix(".") && FileName($0).fileExtension != FileName(self.path).fileExtension
      }
      .map { FileName.joined(path, $0) }
    }
    return result
  }
}

extension Place {
  /// The file that it lies in; nil for none.
  fileprivate var fileName: String? {
    switch self {
    case .text(let source, _): source.name
    case .cell(let file, _, _, _, _, _): file
    case .file(let name): name
    case .nowhere, .argument: nil
    }
  }
}

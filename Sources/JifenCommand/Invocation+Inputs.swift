import Diagnostics
import Jifen

extension Invocation {
  /// The method of the first operand; nil, with diagnostics, where it cannot be read or has errors.
  func loadMethod(_ path: String, _ diagnostics: inout [Diagnostic]) -> LoadedMethod? {
    guard let bytes = files.read(path, &diagnostics) else { return nil }
    var read = [(path: path, bytes: bytes)]
    var failures: [Diagnostic] = []
    let method = Seam.load(
      name: path, bytes: bytes,
      resolve: { name, from in
        let base = FileName.named(name, in: from)
        // A method that came from elsewhere shall not read what its reader never meant to give it.
        guard !files.exists(base) || files.isInside(base, FileName.folder(path)) else {
          failures.append(Diagnostic(.baseOutside, at: .file(base), Phrase(name)))
          return nil
        }
        guard let bytes = files.read(base, &failures) else { return nil }
        if !read.contains(where: { $0.path == base }) { read.append((path: base, bytes: bytes)) }
        return (base, bytes)
      }, &diagnostics)
    tell(failures, &diagnostics)
    guard let method, !diagnostics.hasErrors else { return nil }
    return LoadedMethod(method: method, files: read)
  }

  /// A base that cannot be read is told once: where it is named if it is not there, else by what is wrong with it.
  private func tell(_ failures: [Diagnostic], _ diagnostics: inout [Diagnostic]) {
    guard let failure = failures.first, let named = diagnostics.firstIndex(where: { $0.code == .baseMissing })
    else {
      return diagnostics += failures
    }
    if failure.code == .fileMissing {
      diagnostics[named].near = failure.near
    } else if failure.code == .baseOutside {
      var told = failure
      told.place = diagnostics[named].place
      diagnostics[named] = told
    } else {
      diagnostics[named] = failure
    }
  }

  /// The files of the method's tables; nil, with diagnostics, where one is missing.
  func loadTallies(
    _ operands: [String], _ method: LoadedMethod, _ diagnostics: inout [Diagnostic]
  ) -> [TallyFile]? {
    let tables = method.plan.tables.map(\.name)
    let sheets = SheetChoice(arguments.values("--sheet"), tables: tables)
    var resolver = TallyResolver(tables: tables, files, sheets: sheets)
    defer { diagnostics += resolver.diagnostics }
    return resolver.resolve(operands)
  }

  /// The same without a place for what the search for files has to tell.
  func loadRun(
    trailing: Int = 0, _ diagnostics: inout [Diagnostic]
  ) -> (method: LoadedMethod, tallies: [TallyFile])? {
    var notes: [Diagnostic] = []
    defer { diagnostics += notes }
    return loadRun(trailing: trailing, &diagnostics, notes: &notes)
  }

  /// Method and tallies of `METHOD TALLIES…`, the last `trailing` operands left out. What the
  /// search for the files of the tallies has to tell comes in `notes`: it is not about what they hold.
  func loadRun(
    trailing: Int = 0, _ diagnostics: inout [Diagnostic], notes: inout [Diagnostic]
  ) -> (method: LoadedMethod, tallies: [TallyFile])? {
    let operands = arguments.operands.dropLast(trailing)
    let fromInput = operands.filter { $0 == "-" || $0.hasSuffix("=-") || $0.hasSuffix("＝-") }
    if fromInput.count > 1 {
      diagnostics.append(Diagnostic(.standardInputTwice, at: .argument(fromInput[fromInput.count - 1])))
      return nil
    }
    guard let path = operands.first, let method = loadMethod(path, &diagnostics),
      let tallies = loadTallies(Array(operands.dropFirst()), method, &notes)
    else { return nil }
    return (method, tallies)
  }
}

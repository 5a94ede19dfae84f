import Diagnostics
import Jifen
import Reports
import Tables

/// Holds a receipt against the files that it names, and computes its result again.
///
/// A receipt may come from anywhere. It is not trusted: a file is opened only where it lies, links followed, in the
/// receipt's folder or one that the command line allows, and is no pipe or device; names that the run had for its
/// files stand in texts only; nothing is written.
struct ReceiptCheck {
  private let invocation: Invocation
  private let receipt: Receipt
  private let folder: String
  private let path: String

  init(_ invocation: Invocation, _ receipt: Receipt, path: String) {
    self.invocation = invocation
    self.receipt = receipt
    self.path = path
    folder = FileName.folder(path)
  }

  /// nil, with errors, where the receipt asks for what it may not have or what there is not.
  func run(_ diagnostics: inout [Diagnostic]) -> Verification? {
    guard let format = OutcomeFormat(rawValue: receipt.form.format) else {
      let formats = OutcomeFormat.allCases.map(\.rawValue).joined(separator: " ")
      diagnostics.append(
        Diagnostic(
          .receiptUnreadable, at: .file(path),
          Phrase("“arguments.format”应是其中一个：\(formats)", "“arguments.format” should be one of: \(formats)")))
      return nil
    }
    let files = receipt.places.map { source($0, &diagnostics) }
    let written = receipt.results.map { result in result.path.map { source($0, &diagnostics) } }
    guard !diagnostics.hasErrors else { return nil }
    let standings = zip(receipt.run.inputs, files).map { standing($0.sha256, $1, &diagnostics) }
    let outputs = zip(receipt.results, written).map { result, file in
      file.map { standing(result.sha256, $0, &diagnostics) }
    }
    guard !diagnostics.hasErrors else { return nil }
    var problems: [Diagnostic] = []
    let recomputed = again(format, files, &problems)
    let results = receipt.results.indices.map { index in
      let recorded = receipt.results[index]
      let name = recorded.path.map { FileName($0).name } ?? ""
      return Verification.Result(
        recorded: recorded, recomputed: recomputed[receipt.form.folder ? name : ""], file: outputs[index])
    }
    return Verification(
      receipt: receipt, version: Version.name, inputs: standings, results: results,
      problems: problems.sortedByPlace())
  }

  // MARK: - Files

  /// The file that the receipt means; nil where there is none. What it may not have is an error.
  private func source(_ place: String, _ diagnostics: inout [Diagnostic]) -> ByteSource? {
    let file = place.hasPrefix("/") ? place : FileName.joined(folder, place)
    guard invocation.files.exists(file) else { return nil }
    let allowed = [folder] + invocation.arguments.values("--within")
    guard allowed.contains(where: { invocation.files.isInside(file, $0) }) else {
      diagnostics.append(Diagnostic(.receiptOutside, at: .file(path), Phrase(place)))
      return nil
    }
    guard FileReader.isRegular(file) else {
      diagnostics.append(Diagnostic(.receiptWithoutFile, at: .file(path), Phrase(place)))
      return nil
    }
    return invocation.files.source(file, &diagnostics)
  }

  private func standing(
    _ recorded: String, _ file: ByteSource?, _ diagnostics: inout [Diagnostic]
  ) -> Verification.Standing {
    guard let file else { return .missing }
    switch file.load() {
    case .success(let bytes):
      let now = SHA256.hex(bytes)
      return now == recorded ? .same : .changed(now: now)
    case .failure(let failure):
      diagnostics.append(failure.diagnostic(path: path))
      return .missing
    }
  }

  // MARK: - The run

  /// Digests of what comes out, by the names of files; "" for the only one. Empty, with what went wrong in `problems`,
  /// where nothing does.
  private func again(
    _ format: OutcomeFormat, _ files: [ByteSource?], _ problems: inout [Diagnostic]
  ) -> [String: String] {
    var texts: [String: [UInt8]] = [:]
    var tallies: [TallyFile] = []
    for (input, file) in zip(receipt.run.inputs, files) {
      guard let file else {
        problems.append(Diagnostic(.fileMissing, at: .file(input.path), Phrase(input.path)))
        continue
      }
      switch input.role {
      case .table(let table, let sheet):
        tallies.append(TallyFile(table: table, path: input.path, bytes: whole(file), sheet: sheet))
      case .method, .base, nil:
        guard case .success(let bytes) = file.load() else { continue }
        texts[input.path] = bytes
      }
    }
    var found: [Diagnostic] = []
    guard problems.isEmpty, let method = method(texts, &found),
      let settings = rerun(format).settings(&found)
    else {
      problems += found
      return [:]
    }
    var timings = Timings()
    let result = ScoreRun(rerun(format), method, tallies, settings, found: found).result(&timings)
    guard !result.diagnostics.hasErrors else {
      problems += result.diagnostics
      return [:]
    }
    guard receipt.form.folder else {
      return result.files.first.map { ["": SHA256.hex($0.bytes)] } ?? [:]
    }
    return Dictionary(
      result.files.map { (FileName($0.path).name, SHA256.hex($0.bytes)) }, uniquingKeysWith: { $1 })
  }

  /// Workbooks are known by their bytes.
  private func whole(_ file: ByteSource) -> ByteSource {
    guard case .file(let path, _) = file, FileName(path).fileExtension == "xlsx",
      case .success(let bytes) = file.load()
    else { return file }
    return .memory(bytes)
  }

  /// The method, which may be based only on what the receipt lists.
  private func method(_ texts: [String: [UInt8]], _ found: inout [Diagnostic]) -> LoadedMethod? {
    let inputs = receipt.run.inputs
    guard let first = inputs.first, let bytes = texts[first.path] else { return nil }
    var used = [(path: first.path, bytes: bytes)]
    let method = Seam.load(
      name: first.path, bytes: bytes,
      resolve: { name, from in
        let base = FileName.named(name, in: from)
        guard let bytes = texts[base] else { return nil }
        if !used.contains(where: { $0.path == base }) { used.append((path: base, bytes: bytes)) }
        return (base, bytes)
      }, &found)
    guard let method, !found.hasErrors else { return nil }
    return LoadedMethod(method: method, files: used)
  }

  /// The command line that gives the same result.
  private func rerun(_ format: OutcomeFormat) -> Invocation {
    var arguments = Arguments()
    if let variant = receipt.run.variant { arguments.append(variant, to: "--variant") }
    for setting in receipt.run.settings { arguments.append(setting, to: "--set") }
    if let table = receipt.form.table { arguments.append(table, to: "--table") }
    if receipt.form.formulas { arguments.append("", to: "--formulas") }
    arguments.append(format.rawValue, to: "--format")
    // A name that no folder has; nothing is written to it.
    arguments.append(
      receipt.form.folder ? "result/" : "/dev/null/result." + format.fileExtension, to: "--output")
    return Invocation(arguments: arguments, language: receipt.form.language, files: invocation.files)
  }
}

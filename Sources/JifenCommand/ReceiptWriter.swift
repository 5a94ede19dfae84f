import Diagnostics
import Reports
import Tables

/// Adds the receipt that `--receipt` asks for to a result.
struct ReceiptWriter {
  private let invocation: Invocation
  private let path: String

  /// nil where none is asked for.
  init?(_ invocation: Invocation) {
    guard let path = invocation.arguments.value("--receipt") else { return nil }
    self.invocation = invocation
    self.path = path
  }

  /// What is wrong before anything is read.
  var problem: Diagnostic? {
    let streams = invocation.arguments.operands.filter {
      $0 == "-" || $0.hasSuffix("=-") || $0.hasSuffix("＝-")
    }
    let stream = streams.first ?? (path == "-" ? "--receipt -" : nil)
    return stream.map { Diagnostic(.receiptWithoutFile, at: .argument($0), Phrase($0)) }
  }

  /// Adds it as the last file: where it lies, the result was written whole before. It is not added, and there is an
  /// error instead, where it would be written over an input or the result, or an input cannot be read again.
  func append(to result: inout CommandResult, _ run: ScoreRun) {
    let inputs = run.inputs
    let argument = Place.argument("--receipt " + path)
    for file in inputs.map(\.path) where !FileReader.isRegular(file) {
      result.diagnostics.append(Diagnostic(.receiptWithoutFile, at: .argument(file), Phrase(file)))
    }
    let folder = FileName.folder(path)
    let places = (inputs.map(\.path) + result.files.map(\.path)).map {
      FileReader.path(of: $0, from: folder) ?? $0
    }
    let own = FileReader.path(of: path, from: folder) ?? path
    if places.contains(own) {
      result.diagnostics.append(Diagnostic(.receiptOverFile, at: argument, Phrase(path)))
    }
    guard !result.diagnostics.hasErrors else { return }
    if let pieces = result.pieces {
      var whole: [UInt8] = []
      pieces { whole += $0 }
      let bytes = whole
      result.pieces = { write in write(bytes) }
      result.output = ""
      return finish(&result, run, inputs, places, [.init(path: nil, bytes: bytes)])
    }
    let results =
      result.files.isEmpty
      ? [Receipt.Result(path: nil, bytes: Array(result.output.utf8))]
      : zip(result.files, places.dropFirst(inputs.count)).map { .init(path: $1, bytes: $0.bytes) }
    finish(&result, run, inputs, places, results)
  }

  private func finish(
    _ result: inout CommandResult, _ run: ScoreRun, _ inputs: [ReportedInput], _ places: [String],
    _ results: [Receipt.Result]
  ) {
    let record = RunRecord(
      inputs: inputs, version: Version.name, variant: run.settings.variant,
      settings: run.settings.overrides.map(\.argument))
    let receipt = Receipt(
      run: record, places: Array(places.prefix(inputs.count)),
      form: run.form(inFolder: !result.folders.isEmpty), results: results)
    result.files.append(.init(path: path, bytes: Array(receipt.document().utf8)))
  }
}

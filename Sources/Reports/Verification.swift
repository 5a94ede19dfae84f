import Diagnostics

/// A receipt held against its files: which of them are still the same, and whether they still give the result.
public struct Verification: Sendable {
  /// What became of a file.
  public enum Standing: Hashable, Sendable {
    case same
    /// It holds something else now, with this digest.
    case changed(now: String)
    case missing
  }

  public struct Result: Sendable {
    public var recorded: Receipt.Result
    /// The digest of what comes out now; nil where it does not come out.
    public var recomputed: String?
    /// The file that was written then; nil for standard output.
    public var file: Standing?

    public init(recorded: Receipt.Result, recomputed: String?, file: Standing?) {
      self.recorded = recorded
      self.recomputed = recomputed
      self.file = file
    }

    var isReproduced: Bool { recomputed == recorded.sha256 }
  }

  public var receipt: Receipt
  /// The program that verifies.
  public var version: String
  /// One for each input of the receipt.
  public var inputs: [Standing]
  public var results: [Result]
  /// Why nothing came out.
  public var problems: [Diagnostic]

  public init(
    receipt: Receipt, version: String, inputs: [Standing], results: [Result], problems: [Diagnostic]
  ) {
    self.receipt = receipt
    self.version = version
    self.inputs = inputs
    self.results = results
    self.problems = problems
  }

  var isSameProgram: Bool { version == receipt.run.version }
  var areInputsSame: Bool { inputs.allSatisfy { $0 == .same } }
  var isReproduced: Bool { results.allSatisfy(\.isReproduced) }
  /// A result's file that lies there no more was taken along; one that was changed is not the result.
  var areFilesSame: Bool { results.allSatisfy { $0.file == nil || $0.file == .same || $0.file == .missing } }

  /// Whether the files are those of the receipt and give its result. Another version of the program that gives the
  /// same result does not matter.
  public var holds: Bool { areInputsSame && isReproduced && areFilesSame }
}

import Diagnostics
import Tables

/// An input of a run, for the record: the path as given and the digest of its bytes.
public struct ReportedInput: Hashable, Sendable {
  public var path: String
  /// 64 lower-case hexadecimal digits.
  public var sha256: String
  /// What the run took it for; nil where no receipt is made of it.
  public var role: Role?

  public enum Role: Hashable, Sendable {
    case method
    /// A file that the method is based on.
    case base
    /// A file of a table, with the sheet where it is a workbook.
    case table(String, sheet: String?)
  }

  public init(path: String, sha256: String, role: Role? = nil) {
    self.path = path
    self.sha256 = sha256
    self.role = role
  }

  /// The same with the digest of the bytes. Cost: linear.
  public init(path: String, bytes: [UInt8], role: Role? = nil) {
    self.init(path: path, sha256: SHA256.hex(bytes), role: role)
  }
}

/// What a result was made from: with the same program, the same figures changed and the same files it comes out
/// the same. Pages print it, receipts hold it.
public struct RunRecord: Hashable, Sendable {
  /// The method first, then what it is based on, then the files of its tables.
  public var inputs: [ReportedInput]
  /// The program and its version.
  public var version: String
  public var variant: String?
  /// Figures changed for this run, as given.
  public var settings: [String]

  public init(inputs: [ReportedInput], version: String, variant: String? = nil, settings: [String] = []) {
    self.inputs = inputs
    self.version = version
    self.variant = variant
    self.settings = settings
  }
}

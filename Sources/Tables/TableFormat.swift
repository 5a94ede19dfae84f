/// The text formats that tables are read from.
public enum TableFormat: String, Hashable, Sendable, CaseIterable {
  /// Values separated by commas; where the header line has none, by tabs or semicolons.
  case csv
  /// Values separated by tabs; where the header line has none, by commas or semicolons.
  case tsv
  /// An array of objects, or an object whose member `rows` is one.
  case json

  /// The format that a file name's extension stands for, in any case; nil where it does not say.
  public init?(fileName: String) {
    guard let dot = fileName.utf8.lastIndex(of: UInt8(ascii: ".")) else { return nil }
    switch fileName[fileName.index(after: dot)...].lowercased() {
    case "csv": self = .csv
    case "tsv", "tab": self = .tsv
    case "json": self = .json
    default: return nil
    }
  }
}

/// The encodings that tables are read from.
public enum TextEncoding: String, Hashable, Sendable, CaseIterable {
  case utf8 = "UTF-8"
  case utf16LittleEndian = "UTF-16LE"
  case utf16BigEndian = "UTF-16BE"
  /// GB18030, which GBK and GB2312 are parts of: what Chinese spreadsheets save by default.
  case gb18030 = "GB18030"
}

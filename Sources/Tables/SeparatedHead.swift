import Diagnostics

/// The beginning of a separated text file that can be read piece by piece: plain UTF-8 with a header in its first
/// record.
public struct SeparatedHead: Sendable {
  /// The header, and the first rows, which tell nothing but that they are well-formed.
  public let sample: Grid
  public let separator: UInt8
  /// Where the record behind the header starts.
  public let dataStart: Int

  /// How much of a file is looked at.
  public static let sampleBytes = 1 << 16

  /// nil where the file is of another kind, or its beginning is not clean: then ``TableReader`` reads it.
  public init?(name: String, source: ByteSource, format: TableFormat? = nil) {
    guard source.count > 0, source.count <= TableLimits.standard.fileBytes, let reader = ByteReader(source)
    else {
      return nil
    }
    var bytes = [UInt8](repeating: 0, count: min(source.count, Self.sampleBytes))
    let isRead = bytes.withUnsafeMutableBytes { reader.read(at: 0, into: $0) }
    guard isRead else { return nil }
    if bytes.count < source.count {
      guard let cut = bytes.lastIndex(of: 0x0A) else { return nil }
      bytes.removeLast(bytes.count - cut - 1)
    }
    let mark = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    guard !bytes.starts(with: "sep=".utf8), UTF8Check(bytes).isValid,
      UTF16Text.likelyOrder(bytes, isUTF8: true) == nil
    else { return nil }
    var found: [Diagnostic] = []
    guard (format ?? TableFormat(fileName: name) ?? FileSignature.format(Array(bytes[mark...]))) != .json,
      let grid = TableReader.read(name: name, bytes: bytes, format: format, diagnostics: &found),
      found.isEmpty,
      grid.columnCount > 0
    else { return nil }
    let preferred: UInt8 = (format ?? TableFormat(fileName: name)) == .tsv ? 0x09 : 0x2C
    separator = SeparatorCounts(Array(bytes[mark...])).separator(preferred: preferred)
    guard separator == 0x2C || separator == 0x09 else { return nil }
    guard let start = Self.dataStart(bytes, from: mark, columns: grid.columnCount, separator) else {
      return nil
    }
    sample = grid
    dataStart = start
  }

  private static func dataStart(_ bytes: [UInt8], from mark: Int, columns: Int, _ separator: UInt8) -> Int? {
    let padded = bytes + [UInt8](repeating: 0, count: FieldSplitter.slack)
    var fields = [UInt32](repeating: 0, count: columns * 2)
    var numbers: [UInt32] = [0]
    var splitter = FieldSplitter(columns: columns, separator: separator)
    let found = padded.withUnsafeBufferPointer { text -> FieldSplitter.Found? in
      guard let base = text.baseAddress else { return nil }
      return fields.withUnsafeMutableBufferPointer { fields in
        numbers.withUnsafeMutableBufferPointer { numbers in
          guard let field = fields.baseAddress, let number = numbers.baseAddress else { return nil }
          return splitter.split(
            base, from: mark, to: bytes.count, isLast: true, fields: field, numbers: number, rows: 1)
        }
      }
    }
    guard let found, found.rows == 1, splitter.records == 1 else { return nil }
    return found.next
  }
}

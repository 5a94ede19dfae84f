import Diagnostics

/// Reads tables from the bytes of text files and workbooks.
public enum TableReader {
  /// The table that a file holds, or nil and at least one error.
  ///
  /// Blank rows are left out. At most twenty findings are reported, with the number of the others. The
  /// encoding is found from the bytes: UTF-8, UTF-16 or GB18030, in that order; the format, where it is not
  /// given, from the name's extension, or else from the text; a workbook from its bytes, whatever its name.
  /// Cost: linear. For several sheets of one workbook, open it once as a `Workbook`.
  /// - Parameters:
  ///   - name: the file's name as the user gave it, for diagnostics.
  ///   - format: nil where the name and the text decide.
  ///   - sheet: the sheet of a workbook; nil for the only one that holds anything.
  ///   - expecting: names of columns that the table should have, by which a workbook's header is found.
  public static func read(
    name: String, bytes: [UInt8], format: TableFormat? = nil, sheet: String? = nil, expecting: [String] = [],
    diagnostics: inout [Diagnostic]
  ) -> Grid? {
    guard Workbook.isArchive(bytes) else {
      return read(name: name, bytes: bytes, format: format, limits: .standard, diagnostics: &diagnostics)
    }
    guard var workbook = Workbook.open(name: name, bytes: bytes, diagnostics: &diagnostics),
      let found = workbook.chosenSheet(sheet, diagnostics: &diagnostics)
    else { return nil }
    return workbook.table(found, expecting: expecting, diagnostics: &diagnostics)
  }

  static func read(
    name: String, bytes: [UInt8], format: TableFormat?, limits: TableLimits,
    decoder: TextDecoder = TextDecoder(), diagnostics: inout [Diagnostic]
  ) -> Grid? {
    var findings = TableFindings(name: name, limit: limits.diagnostics)
    let grid = read(bytes, format, limits, decoder, &findings)
    diagnostics += findings.diagnostics
    return findings.hasErrors ? nil : grid
  }

  private static func read(
    _ bytes: [UInt8], _ format: TableFormat?, _ limits: TableLimits, _ decoder: TextDecoder,
    _ findings: inout TableFindings
  ) -> Grid? {
    guard bytes.count <= limits.fileBytes else {
      findings.add(.fileTooLarge, Phrase(findings.name), Phrase(FileFailure.size(limits.fileBytes)))
      return nil
    }
    if FileSignature.isEncrypted(bytes) {
      findings.add(.workbookEncrypted)
      return nil
    }
    if let foreign = FileSignature.foreign(bytes) {
      findings.add(.notATextTable, help: foreign.help, foreign.kind)
      return nil
    }
    let text: TextDecoder.Text
    switch decoder.decode(bytes) {
    case .success(let decoded): text = decoded
    case .failure(let failure):
      report(failure, bytes, &findings)
      return nil
    }
    if let foreign = FileSignature.foreign(text: text.bytes) {
      findings.add(.notATextTable, help: foreign.help, foreign.kind)
      return nil
    }
    switch format ?? TableFormat(fileName: findings.name) ?? FileSignature.format(text.bytes) {
    case .csv: return SeparatedTable.read(text, preferred: UInt8(ascii: ","), limits, &findings)
    case .tsv: return SeparatedTable.read(text, preferred: UInt8(ascii: "\t"), limits, &findings)
    case .json: return JSONTable.read(text, limits, &findings)
    }
  }

  private static func report(
    _ failure: TextDecoder.Failure, _ file: [UInt8], _ findings: inout TableFindings
  ) {
    switch failure {
    case .undecodable(let record, let bytes, let encoding):
      // Shown with the damage in it, which says where to look; in UTF-16 the rest would be noise.
      let text = encoding == .utf8 ? TextDecoder.firstLine(ofRecord: record, in: file) : ""
      findings.add(
        .undecodableText, row: record, text: text, Phrase(encoding.rawValue), Phrase(hexadecimal(bytes)))
    case .unknownEncoding(let record, let bytes):
      findings.add(.unknownEncoding, row: record, Phrase(hexadecimal(bytes)))
    case .converterMissing(let encoding):
      findings.add(.converterMissing, Phrase(encoding.rawValue))
    }
  }

  /// 0xFF 0xFE
  private static func hexadecimal(_ bytes: [UInt8]) -> String {
    bytes.map { byte in
      let digits = String(byte, radix: 16, uppercase: true)
      return "0x" + (digits.utf8.count < 2 ? "0" : "") + digits
    }.joined(separator: " ")
  }
}

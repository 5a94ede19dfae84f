import Diagnostics

/// What the first bytes of a file tell about it.
enum FileSignature {
  /// A kind of file that is no table in text form.
  struct Foreign {
    var kind: Phrase
    /// What to do where a spreadsheet program cannot help.
    var help: Phrase?
  }

  /// What kind of file this is, where it is a well-known one that is no text.
  static func foreign(_ bytes: [UInt8]) -> Foreign? {
    if isOldOffice(bytes) {
      return Foreign(kind: Phrase("旧式 Office 文件（xls 等）", "an old Office file (xls or the like)"))
    }
    let typed = Phrase(
      "请找到原来的电子表格，或者把表里的内容录入电子表格", "find the spreadsheet that it was made from, or type the table into one")
    if bytes.starts(with: "%PDF-".utf8) {
      return Foreign(kind: Phrase("一个 PDF 文件", "a PDF file"), help: typed)
    }
    let pictures: [[UInt8]] = [[0xFF, 0xD8, 0xFF], [0x89, 0x50, 0x4E, 0x47]]
    if pictures.contains(where: { bytes.starts(with: $0) }) {
      return Foreign(kind: Phrase("一张图片", "a picture"), help: typed)
    }
    return nil
  }

  /// Whether a file is a compound file: an old Office file, or the wrapping of an encrypted new one.
  private static func isOldOffice(_ bytes: [UInt8]) -> Bool {
    bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1])
  }

  /// Whether a compound file wraps an encrypted workbook: its directory names a stream `EncryptedPackage`, in
  /// UTF-16 (MS-OFFCRYPTO 2.3.4.4). Old workbooks tell a password by a record of their own, which is not read.
  static func isEncrypted(_ bytes: [UInt8]) -> Bool {
    guard isOldOffice(bytes) else { return false }
    var wanted: [UInt8] = []
    for byte in "EncryptedPackage".utf8 { wanted += [byte, 0] }
    // Directory entries are 128 bytes long and begin at multiples of that.
    var position = 512
    while position + wanted.count <= min(bytes.count, 16 << 20) {
      if bytes[position..<(position + wanted.count)].elementsEqual(wanted) { return true }
      position += 128
    }
    return false
  }

  /// The same for formats that are text, such as the web pages that some systems export as .xls.
  static func foreign(text: [UInt8]) -> Foreign? {
    let start = String(decoding: text.prefix(64), as: UTF8.self).lowercased().drop { $0.isWhitespace }
    let markup = ["<html", "<!doctype", "<?xml", "<table", "<head", "<meta"]
    guard markup.contains(where: { start.hasPrefix($0) }) else { return nil }
    return Foreign(kind: Phrase("网页或 XML 文件", "a web page or an XML file"))
  }

  /// The format of a text whose name does not tell.
  static func format(_ text: [UInt8]) -> TableFormat {
    let start = text.prefix(4096).drop { $0 <= 0x20 }
    if start.first == UInt8(ascii: "{") { return .json }
    // A header could begin with a bracket; rows of objects go on with an object or nothing.
    if start.first == UInt8(ascii: "["),
      let next = start.dropFirst().drop(while: { $0 <= 0x20 }).first, "{]".utf8.contains(next)
    {
      return .json
    }
    let counts = SeparatorCounts(text)
    return counts.tabs > counts.commas ? .tsv : .csv
  }
}

/// How often each possible separator stands in the first record that is not blank, outside quotes.
struct SeparatorCounts {
  private(set) var commas = 0
  private(set) var tabs = 0
  private(set) var semicolons = 0

  init(_ text: [UInt8]) {
    var isQuoted = false
    var isBlank = true
    for byte in text {
      switch byte {
      case UInt8(ascii: "\""): isQuoted.toggle()
      case _ where isQuoted: break
      case 0x0A, 0x0D: if !isBlank { return }
      case UInt8(ascii: ","): commas += 1
      case UInt8(ascii: "\t"): tabs += 1
      case UInt8(ascii: ";"): semicolons += 1
      default: break
      }
      if byte > 0x20 { isBlank = false }
    }
  }

  /// The preferred separator where it occurs, or else one that does.
  func separator(preferred: UInt8) -> UInt8 {
    let comma = UInt8(ascii: ",")
    let tab = UInt8(ascii: "\t")
    let order = preferred == tab ? [(tab, tabs), (comma, commas)] : [(comma, commas), (tab, tabs)]
    for (byte, count) in order where count > 0 { return byte }
    return semicolons > 0 ? UInt8(ascii: ";") : preferred
  }
}

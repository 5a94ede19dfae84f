import Tables

/// The texts behind the codes of one code space, in the order of their codes.
///
/// Texts are told apart after normalisation (white space, full-width forms) and shown as they were first
/// written.
public struct CodeBook: Sendable {
  /// The normalised texts, as bytes: ids may be many, and few of them are ever shown.
  private var index = ByteIndex()
  /// Texts that are shown otherwise than they are compared.
  private var shown: [Int: String] = [:]

  public init(_ texts: [String] = []) {
    for text in texts { _ = intern(text) }
  }

  /// Names that are distinct and written in one way only, one after the other. They are found again slowly.
  init(plain bytes: [UInt8], ends: [Int]) { index = ByteIndex(unsorted: bytes, ends: ends) }

  /// Codes without texts.
  init(nameless count: Int) {
    index = ByteIndex(unsorted: [], ends: [Int](repeating: 0, count: count + 1))
  }

  public var count: Int { index.count }

  /// All texts, by code. Cost: linear.
  public var texts: [String] {
    (0..<Int32(clamping: count)).map { text($0) ?? "" }
  }

  /// The place of each code when texts stand in the order of their characters' code points. Cost: sorting.
  var alphabeticalPlaces: [Int32] {
    var places = [Int32](repeating: 0, count: count)
    if shown.isEmpty {
      for (place, code) in index.sorted.enumerated() { places[code] = Int32(truncatingIfNeeded: place) }
    } else {
      let texts = texts
      let order = texts.indices.sorted { texts[$0].utf8.lexicographicallyPrecedes(texts[$1].utf8) }
      for (place, code) in order.enumerated() { places[code] = Int32(truncatingIfNeeded: place) }
    }
    return places
  }

  /// The code of a text; nil where it does not occur.
  public func code(of text: String) -> Int32? {
    var key = CellParser.normalisedName(text)
    return key.withUTF8 { index.find($0) }.map { Int32(truncatingIfNeeded: $0) }
  }

  /// The text of a code; nil for an absent value.
  public func text(_ code: Int32) -> String? {
    guard code >= 0, Int(code) < count else { return nil }
    return shown[Int(code)] ?? index.text(Int(code))
  }

  /// Appends the texts of codes and where each ends; nothing for an absent one. Cost: their length.
  func append(_ codes: [Int32], to output: inout [UInt8], ends: inout [Int]) {
    guard !shown.isEmpty else { return index.append(codes, to: &output, ends: &ends) }
    for code in codes {
      if let text = text(code) { output += text.utf8 }
      ends.append(output.count)
    }
  }

  /// The code of a text, a new one where the text is new.
  mutating func intern(_ text: String) -> Int32 {
    var key = CellParser.normalisedName(text)
    let (number, isNew) = key.withUTF8 { index.number(of: $0) }
    let code = Int32(truncatingIfNeeded: number)
    if isNew {
      let trimmed = CellParser.trimmed(text)
      if trimmed != key { shown[Int(code)] = trimmed }
    }
    return code
  }

  /// The code of a cell's bytes, a new one where the text is new; nil for a blank cell.
  mutating func intern(_ bytes: UnsafeBufferPointer<UInt8>) -> Int32? {
    if bytes.isEmpty { return nil }
    if bytes.contains(where: CodeBook.mayNormalise) {
      let text = CellParser.trimmed(bytes)
      return text.isEmpty ? nil : intern(text)
    }
    return Int32(truncatingIfNeeded: index.number(of: bytes).number)
  }

  /// Whether a character that begins with this byte may be white space or have another form.
  static func mayNormalise(_ byte: UInt8) -> Bool {
    byte <= 0x20 || byte == 0xC2 || byte == 0xE2 || byte == 0xE3 || byte == 0xEF
  }
}

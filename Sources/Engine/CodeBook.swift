import Tables

/// The texts behind the codes of one code space, in the order of their codes.
///
/// Texts are told apart after normalisation (white space, full-width forms) and shown as they were first
/// written.
public struct CodeBook: Sendable {
  public private(set) var texts: [String]
  private var codes: [String: Int32]

  public init(_ texts: [String] = []) {
    self.texts = []
    self.codes = [:]
    for text in texts { _ = intern(text) }
  }

  public var count: Int { texts.count }

  /// The code of a text; nil where it does not occur.
  public func code(of text: String) -> Int32? {
    codes[text] ?? codes[CellParser.normalisedName(text)]
  }

  /// The text of a code; nil for an absent value.
  public func text(_ code: Int32) -> String? {
    texts.indices.contains(Int(code)) ? texts[Int(code)] : nil
  }

  /// The code of a text, a new one where the text is new.
  mutating func intern(_ text: String) -> Int32 {
    let key = CellParser.normalisedName(text)
    if let known = codes[key] { return known }
    let code = Int32(clamping: texts.count)
    texts.append(CellParser.trimmed(text))
    codes[key] = code
    return code
  }
}

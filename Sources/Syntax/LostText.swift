/// What stood on lines that could not be read. A name that seems to be missing, but stood there, is no second
/// mistake.
public struct LostText: Sendable {
  /// Words and quoted texts of those lines.
  public private(set) var names = Set<String>()
  /// Keywords that those lines begin with.
  public private(set) var statements = Set<Keyword>()

  public var isEmpty: Bool { names.isEmpty && statements.isEmpty }

  public init() {}

  mutating func add(_ tokens: ArraySlice<Token>) {
    if case .keyword(let keyword)? = tokens.first?.kind { statements.insert(keyword) }
    for token in tokens {
      switch token.kind {
      case .word, .string, .quotedName: names.insert(token.text)
      case .keyword, .number, .each, .mark: break
      }
    }
  }

  public mutating func add(_ other: LostText) {
    names.formUnion(other.names)
    statements.formUnion(other.statements)
  }

  /// Notes a name whose declaration has an error of its own.
  public mutating func add(name: String) { names.insert(name) }
}

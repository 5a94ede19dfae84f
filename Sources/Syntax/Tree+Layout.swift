/// What the tokens of a file do not say by themselves and a printer must know: where conditions begin and
/// end, so that Chinese can close them (的, 之间) and English open them (if), and where cells to align begin.
public struct Layout: Hashable, Sendable {
  /// What ends behind a token.
  public enum Closing: Hashable, Sendable {
    /// The condition of a branch: `X 的，` or `if X,`.
    case branch
    /// A condition with what lies beyond: `X 的部分，` or `if X beyond,`.
    case beyond
    /// The condition of a list, an exception or an unranked unit: `X 的` or `X`.
    case condition
    /// A range: `在 a 至 b 之间` or `between a to b`.
    case range
  }

  /// Tokens with which the condition of a branch begins.
  public internal(set) var openings = Set<Int>()
  /// By the index of the token behind (the line's end where there is none), in the order of print.
  public internal(set) var closings: [Int: [Closing]] = [:]
  /// Tokens that begin a cell of a block whose cells are aligned.
  public internal(set) var cells = Set<Int>()

  mutating func close(_ closing: Closing, before index: Int) {
    if closings[index]?.contains(closing) != true { closings[index, default: []].append(closing) }
  }
}

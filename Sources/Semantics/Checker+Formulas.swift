import Diagnostics
import Exact
import Syntax

extension Checker {
  /// The pieces of an expression's arithmetic: its names and figures with their nodes, the signs between.
  func pieces(_ expression: Expression) -> [Piece] {
    switch expression {
    case .literal(let literal): return [.operand("", figure(literal).node)]
    case .name, .labelled, .builtin, .call, .date:
      guard let value = try? self.expression(expression) else { return [] }
      return [.operand(foldedText(expression.span), value.node)]
    case .period(let literal): return [.words(Phrase(foldedText(literal.span)))]
    case .negated(let inner, _): return [.words("−")] + pieces(inner)
    case .binary(let operation, let left, let right):
      let sign: Phrase
      switch operation {
      case .plus: sign = "+"
      case .minus: sign = "−"
      case .times: sign = "×"
      case .divide: sign = "÷"
      case .and: sign = Keyword.and.phrase
      case .or: sign = Keyword.or.phrase
      }
      let binds = operation == .times || operation == .divide
      return grouped(left, binds) + [.words(sign)] + grouped(right, binds || operation == .minus)
    case .conditional, .not, .comparison, .membership, .blankness, .between:
      guard let value = try? self.expression(expression) else { return [] }
      return [.operand(foldedText(expression.span), value.node)]
    }
  }

  private func grouped(_ expression: Expression, _ binds: Bool) -> [Piece] {
    if binds, case .binary(let operation, _, _) = expression, operation == .plus || operation == .minus {
      return [.words("(")] + pieces(expression) + [.words(")")]
    }
    return pieces(expression)
  }
}

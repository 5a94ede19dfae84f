import Diagnostics
import Syntax

/// Tells mistakes from their consequences: what could not be read or declared is not missing as well.
struct FollowOn {
  let lost: LostText
  let hasErrors: Bool
  /// Whether a table's rows are of nothing known, so that grains are wrong wherever it is used.
  let hasRowError: Bool
  /// Whether there is a rank, but what it goes by may have been lost to another error.
  let mayHaveLostRank: Bool

  /// - Parameters:
  ///   - lost: what stands on lines with errors.
  ///   - problems: every diagnostic of the method.
  ///   - ranks: whether the method has a rank statement.
  init(lost: LostText, problems: [Diagnostic], ranks: Bool) {
    self.lost = lost
    let unread = problems.contains { $0.severity == .error && !Self.rests($0.code) }
    hasErrors = unread
    mayHaveLostRank =
      ranks
      && problems.contains { $0.severity == .error && $0.code != .noRank && !Self.rests($0.code) }
    hasRowError = problems.contains { $0.code == .unknownRowWord }
  }

  /// Whether the diagnostic would probably go with the errors that are reported beside it.
  func isConsequence(_ diagnostic: Diagnostic) -> Bool {
    let names = diagnostic.arguments.map(\.chinese)
    switch diagnostic.code {
    case .unknownName, .unknownTable, .unknownFunction: return names.first.map(isLost) ?? false
    case .unknownColumn, .optionUnknown, .noFields: return names.dropFirst().first.map(isLost) ?? false
    case .unknownLabel: return names.first.map { isLost(Self.bare($0)) || isLost($0) } ?? false
    case .unknownRowWord: return lost.statements.contains(.table) || names.first.map(isLost) ?? false
    case .groupWithoutParameter:
      return names.dropFirst().first.map { $0.split(separator: "、").contains { isLost(String($0)) } } ?? false
    case .noMethodLine: return !lost.isEmpty && lost.statements.contains(.method)
    case .periodMissing: return lost.statements.contains(.period)
    case .noTable: return lost.statements.contains(.table)
    case .noRank: return mayHaveLostRank || lost.statements.contains(.rank)
    case .noGrade: return lost.statements.contains(.grade)
    case .noParts: return lost.statements.contains(.part)
    case .tooFineToRank, .grainsDiffer, .boundTooFine, .cannotFold, .definitionTooFine: return hasRowError
    case let code: return Self.rests(code) && (hasErrors || !lost.isEmpty)
    }
  }

  private func isLost(_ name: String) -> Bool { lost.names.contains(name) }

  /// A label without its parentheses, as a word that the lexer made of it.
  private static func bare(_ label: String) -> String {
    String(label.filter { !"()（）".contains($0) })
  }

  /// Codes that tell what a method as a whole lacks; other errors may be the cause.
  private static func rests(_ code: Code) -> Bool {
    let codes: [Code] = [
      .nothingToModify, .sharesUnsaid, .missingOption, .publishesNothing, .clauseUnpublished, .noGroup,
    ]
    return codes.contains(code)
  }
}

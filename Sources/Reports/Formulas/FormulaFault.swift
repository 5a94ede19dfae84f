import Diagnostics

/// Why a method cannot be written as formulas.
enum FormulaFault: Error {
  /// The named part of the method uses something that formulas do not express.
  case missing(subject: String, Phrase, Place)
  /// Its figures cannot be told apart in 15 significant digits.
  case tooNear(subject: String, String, Place)

  var diagnostic: Diagnostic {
    switch self {
    case .missing(let subject, let what, let place):
      Diagnostic(.formulaMissing, at: place, Phrase(subject), what)
    case .tooNear(let subject, let figures, let place):
      Diagnostic(.figuresTooNear, at: place, Phrase(subject), Phrase(figures))
    }
  }
}

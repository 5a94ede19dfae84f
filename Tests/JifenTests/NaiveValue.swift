import Exact

/// What the naive evaluator could not do, or what the data does not allow.
enum NaiveFailure: Error {
  /// An absent amount under a guard that holds: the data is wrong (semantics.md, rule 4).
  case absentAmount(String)
  /// A cell is not what its column says, or out of its bounds.
  case badData(String)
  /// A figure that the source leaves open was asked for (rule 20).
  case openFigure
  /// The method uses something that this evaluator does not know.
  case unsupported(String)
}

/// One value. Names, choices and ids are texts.
enum NaiveValue: Hashable {
  case absent
  case number(Rational)
  case truth(Bool)
  case text(String)
  /// Days since 1970-01-01.
  case day(Int)
  /// The number of a period since year 0.
  case period(Int)

  var number: Rational? {
    guard case .number(let number) = self else { return nil }
    return number
  }

  var truth: Bool? {
    guard case .truth(let truth) = self else { return nil }
    return truth
  }

  var text: String? {
    guard case .text(let text) = self else { return nil }
    return text
  }

  var isAbsent: Bool { self == .absent }

  init(_ number: Rational?) { self = number.map { .number($0) } ?? .absent }
  init(_ truth: Bool?) { self = truth.map { .truth($0) } ?? .absent }
}

/// What kind of values an expression has.
enum NaiveKind: Hashable {
  case number
  case truth
  /// A choice with its options in printed order.
  case choice([String])
  /// Unit names, ids and other texts.
  case text
  case day
  case period(Int)
}

/// What there is one value for (rule 5).
enum NaiveGrain: Hashable {
  case one
  /// One per calendar period of so many months.
  case period(Int)
  /// One per option of a choice column.
  case group(NaiveColumnName)
  case unit
  case unitPeriod(Int)
  /// One per row of a table that is keyed neither by unit nor by unit and period.
  case row(String)
  /// One per distinct combination of columns among the rows of a table, with the unit where `withUnit`.
  case combination(String, [String], withUnit: Bool)
  /// One per record and signer.
  case signer(String)
}

struct NaiveColumnName: Hashable {
  var table: String
  var column: String
}

/// One thing of a grain.
enum NaiveKey: Hashable {
  case one
  case period(Int)
  case group(String)
  case unit(String)
  case unitPeriod(String, Int)
  case row(Int)
  case combination([String], unit: String?)
  case signer(row: Int, unit: String)
}

/// A key with its grain: where an expression is evaluated.
struct NaivePlace: Hashable {
  var grain: NaiveGrain
  var key: NaiveKey

  static let one = NaivePlace(grain: .one, key: .one)
}

/// Three-valued logic: an absent truth is neither.
enum NaiveLogic {
  static func and(_ left: Bool?, _ right: Bool?) -> Bool? {
    if left == false || right == false { return false }
    return left == true && right == true ? true : nil
  }

  static func or(_ left: Bool?, _ right: Bool?) -> Bool? {
    if left == true || right == true { return true }
    return left == false && right == false ? false : nil
  }
}

extension Sequence where Element == Rational {
  func total() -> Rational { reduce(Rational.zero) { $0 + $1 } }
}

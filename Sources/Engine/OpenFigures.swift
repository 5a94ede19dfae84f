import Semantics

/// Which open figures (未定) each value of a column waits for: for every index a number in `FigureSets`, 0 for
/// none. Storage of one element stands for any count.
typealias Waiting = [Int32]

/// The sets of open figures that values wait for, each kept once. Number 0 is the empty set.
struct FigureSets: Sendable {
  private var sets: [[FigureID]] = [[]]
  /// Of the sets that are not empty.
  private var numbers: [[FigureID]: Int32] = [:]
  private var unions: [Int64: Int32] = [:]

  subscript(_ number: Int32) -> [FigureID] { sets.indices.contains(Int(number)) ? sets[Int(number)] : [] }

  mutating func number(of figure: FigureID) -> Int32 { number(of: [figure]) }

  private mutating func number(of set: [FigureID]) -> Int32 {
    guard !set.isEmpty else { return 0 }
    if let known = numbers[set] { return known }
    let number = Int32(truncatingIfNeeded: sets.count)
    sets.append(set)
    numbers[set] = number
    return number
  }

  mutating func union(_ left: Int32, _ right: Int32) -> Int32 {
    if left == right || right == 0 { return left }
    if left == 0 { return right }
    let pair = Int64(min(left, right)) << 32 | Int64(max(left, right))
    if let known = unions[pair] { return known }
    let result = number(of: Set(self[left]).union(self[right]).sorted())
    unions[pair] = result
    return result
  }
}

extension [Int32] {
  /// What a value at an index waits for; 0 for nothing.
  func waits(at index: Int) -> Int32 {
    guard !isEmpty else { return 0 }
    return self[count == 1 ? 0 : index]
  }
}

extension Column {
  /// The column with absent values where the mask says so.
  func withheld(_ mask: [Bool]) -> Column {
    gathered(mask.indices.map { mask[$0] ? -1 : Int32(truncatingIfNeeded: $0) })
  }
}

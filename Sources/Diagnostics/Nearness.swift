/// Ranks candidate names by nearness to a wrong one (Damerau–Levenshtein distance on characters, with a
/// shared-character bonus so that 区住建局 finds 区住房城乡建设局). Cost: candidates × lengths.
public enum Nearness {
  /// The best candidates, nearest first, at most `limit`; none where nothing is near.
  public static func suggestions(for name: String, among candidates: [String], limit: Int = 3) -> [String] {
    let wanted = Array(name.lowercased())
    var scored: [(String, Int)] = []
    var seen = Set<String>()
    for candidate in candidates where candidate != name && seen.insert(candidate).inserted {
      let other = Array(candidate.lowercased())
      guard !other.isEmpty, !wanted.isEmpty, other.count < 200, wanted.count < 200 else { continue }
      let edits = distance(wanted, other)
      // Abbreviations keep their characters in order: 住建局 ⊂ 住房城乡建设局.
      let abbreviates =
        min(wanted.count, other.count) >= 2
        && (isSubsequence(wanted, of: other) || isSubsequence(other, of: wanted))
      let bound = max(1, max(wanted.count, other.count) / 3 + (wanted.count > 3 ? 1 : 0))
      if edits <= bound || abbreviates {
        scored.append((candidate, abbreviates ? min(edits, bound) : edits))
      }
    }
    return scored.sorted { ($0.1, $0.0) < ($1.1, $1.0) }.prefix(limit).map(\.0)
  }

  static func isSubsequence(_ short: [Character], of long: [Character]) -> Bool {
    guard short.count < long.count else { return false }
    var index = 0
    for character in long where index < short.count && character == short[index] { index += 1 }
    return index == short.count
  }

  /// Optimal string alignment distance: insert, delete, replace, swap neighbours.
  static func distance(_ left: [Character], _ right: [Character]) -> Int {
    var beforeLast: [Int] = []
    var last = Array(0...right.count)
    for i in left.indices {
      var row = [i + 1]
      row.reserveCapacity(right.count + 1)
      for j in right.indices {
        var cost = min(last[j + 1] + 1, row[j] + 1, last[j] + (left[i] == right[j] ? 0 : 1))
        if i > 0, j > 0, left[i] == right[j - 1], left[i - 1] == right[j] {
          cost = min(cost, beforeLast[j - 1] + 1)
        }
        row.append(cost)
      }
      beforeLast = last
      last = row
    }
    return last[right.count]
  }
}

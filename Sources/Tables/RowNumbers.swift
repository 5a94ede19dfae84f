/// The number of each row in its file, for the usual case of one run without gaps in constant space.
struct RowNumbers: Sendable {
  private var first = 0
  private var run = 0
  /// All numbers, once they are not one run any more.
  private var values: [UInt32] = []

  mutating func append(_ number: Int) {
    guard values.isEmpty else { return values.append(UInt32(clamping: number)) }
    if run == 0 { first = number }
    if number == first &+ run {
      run &+= 1
    } else {
      values = (0..<run).map { UInt32(clamping: first &+ $0) }
      values.append(UInt32(clamping: number))
    }
  }

  /// 0 outside the table.
  subscript(row: Int) -> Int {
    if values.isEmpty { return row >= 0 && row < run ? first &+ row : 0 }
    return values.indices.contains(row) ? Int(values[row]) : 0
  }
}

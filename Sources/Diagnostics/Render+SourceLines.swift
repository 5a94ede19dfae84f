/// The lines of a source text. Computed when something is rendered; positions are UTF-8 offsets until then.
/// A line ends at LF, CR LF or CR.
struct SourceLines {
  let bytes: [UInt8]
  /// Where each line's text starts and ends, line end excluded.
  private let lines: [(start: Int, end: Int)]

  /// The lines of a source; only those up to the one that holds `last`, where no later one is asked for.
  init(_ source: SourceText, through last: Int = .max) {
    bytes = source.bytes
    var lines: [(start: Int, end: Int)] = []
    var start = 0
    // A span, since each finding with a place in a method comes by here.
    bytes.withUnsafeBufferPointer { bytes in
      var index = 0
      while index < bytes.count, start <= last {
        let byte = bytes[index]
        index += 1
        guard byte == 0x0A || byte == 0x0D else { continue }
        lines.append((start, index - 1))
        if byte == 0x0D, index < bytes.count, bytes[index] == 0x0A { index += 1 }
        start = index
      }
    }
    // A line end at the end of the file does not begin another line, except in an empty file.
    if start <= last, start < bytes.count || lines.isEmpty { lines.append((start, bytes.count)) }
    self.lines = lines
  }

  /// The text of a line by its index, line end excluded.
  func range(_ line: Int) -> Range<Int> { lines[line].start..<lines[line].end }

  /// Index of the line that holds an offset; offsets in a line end or past the file belong to the line before.
  func line(at offset: Int) -> Int {
    var low = 0
    var high = lines.count - 1
    while low < high {
      let middle = (low + high + 1) / 2
      if lines[middle].start <= offset { low = middle } else { high = middle - 1 }
    }
    return low
  }

  /// Line and column, from 1; the column counts Unicode scalars.
  func position(_ offset: Int) -> (line: Int, column: Int) {
    let line = line(at: offset)
    let range = self.range(line)
    let end = min(max(offset, range.lowerBound), range.upperBound)
    return (line + 1, scalarCount(range.lowerBound..<end) + 1)
  }

  /// The end of a span, moved off the start of a line that it does not cover.
  func end(of span: Span) -> Int {
    let end = Int(span.end)
    let line = line(at: end)
    guard end > Int(span.start), line > 0, lines[line].start == end else { return end }
    return lines[line - 1].end
  }

  private func scalarCount(_ range: Range<Int>) -> Int {
    var count = 0
    for byte in bytes[range] where byte & 0xC0 != 0x80 { count += 1 }
    // A byte order mark is no character of the first line.
    if range.lowerBound == 0, bytes.starts(with: [0xEF, 0xBB, 0xBF]), count > 0 { count -= 1 }
    return count
  }
}

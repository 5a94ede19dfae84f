/// One line of a source as printed: tabs and controls replaced, a part of it marked, cut around the mark
/// where it is long.
struct Excerpt {
  private(set) var text = ""
  /// Display columns of the mark within `text`.
  private(set) var mark = 0..<1

  /// The widest excerpt, in display columns.
  static let limit = 100
  /// What stays visible before a mark that stands far to the right.
  private static let margin = 20

  /// - Parameters:
  ///   - bytes: one line, without its end.
  ///   - marked: offsets within `bytes`; an empty range marks one column.
  init(_ bytes: ArraySlice<UInt8>, marked: Range<Int>) {
    // Three pieces, each decoded by itself: bytes that are not UTF-8 must not shift the mark.
    let start = min(max(bytes.startIndex, bytes.startIndex + marked.lowerBound), bytes.endIndex)
    let end = min(max(start, bytes.startIndex + marked.upperBound), bytes.endIndex)
    var cells: [(text: String, width: Int)] = []
    var column = 0
    func append(_ piece: ArraySlice<UInt8>) {
      for scalar in String(decoding: piece, as: UTF8.self).unicodeScalars {
        let cell = Self.cell(scalar, column, isFirst: cells.isEmpty)
        cells.append(cell)
        column += cell.width
      }
    }
    append(bytes[..<start])
    let first = cells.count
    append(bytes[start..<end])
    let last = cells.count
    append(bytes[end...])
    arrange(cells, first..<last)
  }

  /// A text of its own, marked whole.
  init(whole text: String) {
    self.text = text
    mark = 0..<max(1, DisplayWidth.of(text))
  }

  private static func cell(_ scalar: Unicode.Scalar, _ column: Int, isFirst: Bool) -> (
    text: String, width: Int
  ) {
    if scalar == "\t" {
      let width = 4 - column % 4
      return (String(repeating: " ", count: width), width)
    }
    if scalar.value == 0xFEFF, isFirst { return ("", 0) }
    guard PlainLine.isControl(scalar) else { return (String(Character(scalar)), DisplayWidth.of(scalar)) }
    let text = PlainLine.escaped(scalar)
    return (text, text.utf8.count)
  }

  private mutating func arrange(_ cells: [(text: String, width: Int)], _ marked: Range<Int>) {
    func width(_ range: Range<Int>) -> Int { cells[range].reduce(0) { $0 + $1.width } }
    var window = cells.startIndex..<cells.endIndex
    if width(window) > Self.limit {
      var start = marked.lowerBound
      var before = 0
      // Where mark and what precedes it fit, the line starts at its beginning.
      let room = width(0..<marked.upperBound) <= Self.limit - 2 ? Self.limit : Self.margin
      while start > 0, before + cells[start - 1].width <= room {
        start -= 1
        before += cells[start].width
      }
      var end = start
      var used = 2
      while end < cells.count, used + cells[end].width <= Self.limit {
        used += cells[end].width
        end += 1
      }
      window = start..<end
    }
    let cutBefore = window.lowerBound > 0
    text = (cutBefore ? "…" : "") + cells[window].reduce(into: "") { $0 += $1.text }
    if window.upperBound < cells.count { text += "…" }
    let from = width(window.lowerBound..<min(max(marked.lowerBound, window.lowerBound), window.upperBound))
    let to = width(window.lowerBound..<min(max(marked.upperBound, window.lowerBound), window.upperBound))
    let shift = cutBefore ? 1 : 0
    mark = (from + shift)..<max(from + shift + 1, to + shift)
  }
}

import Exact

/// Why a cell does not follow a notation such as `5+1*`.
public enum NotationFailure: Error, Hashable, Sendable {
  case blank
  /// A part that is not a number with a mark behind it.
  case badPart(String)
  case unknownMark(String)
  case repeatedMark(String)
}

extension CellParser {
  /// The counts of a cell that holds several, such as `5+1*`: one per mark, in the order of `marks`, 0 for
  /// those that the cell does not mention. The mark "" is a number alone. Spaces around numbers, marks and
  /// plus signs do not count.
  public static func notation(
    _ cell: UnsafeBufferPointer<UInt8>, marks: [String]
  ) -> Result<[DecimalValue], NotationFailure> {
    let folded = marks.map { mark in borrow(mark) { $0.withFolded { Array($0) } } }
    return cell.withFolded { notation(folded: $0, folded) }
  }

  public static func notation(
    _ cell: String, marks: [String]
  ) -> Result<[DecimalValue], NotationFailure> {
    borrow(cell) { notation($0, marks: marks) }
  }

  private static func notation(
    folded: CellBytes, _ marks: [[UInt8]]
  ) -> Result<[DecimalValue], NotationFailure> {
    if folded.isEmpty { return .failure(.blank) }
    var counts = [DecimalValue?](repeating: nil, count: marks.count)
    for part in folded.split(separator: UInt8(ascii: "+"), omittingEmptySubsequences: false) {
      let part = CellBytes(rebasing: part).trimmed
      var cursor = CellCursor(part)
      guard case .success(let value) = decimal(&cursor, signed: false) else {
        return .failure(.badPart(part.string))
      }
      let mark = cursor.rest.trimmed
      guard let index = marks.firstIndex(where: { mark.elementsEqual($0) }) else {
        return .failure(.unknownMark(mark.string))
      }
      guard counts[index] == nil else { return .failure(.repeatedMark(mark.string)) }
      counts[index] = value
    }
    return .success(counts.map { $0 ?? .fixed(0, scale: 0) })
  }
}

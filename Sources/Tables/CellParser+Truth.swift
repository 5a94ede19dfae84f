/// Why a cell is neither yes nor no.
public enum TruthFailure: Error, Hashable, Sendable {
  case blank
  case notYesNo
}

extension CellParser {
  /// Yes or no: 是 否, 有 无, 对 错, √ ×, ✓ ✗, 1 0, true false, yes no, y n, in any case.
  public static func truth(_ cell: UnsafeBufferPointer<UInt8>) -> Result<Bool, TruthFailure> {
    cell.withFolded { folded in
      if folded.isEmpty { return .failure(.blank) }
      if folded.count == 1, folded[0] == UInt8(ascii: "1") { return .success(true) }
      if folded.count == 1, folded[0] == UInt8(ascii: "0") { return .success(false) }
      // No word is longer than "false".
      guard folded.count <= 5 else { return .failure(.notYesNo) }
      switch folded.string.lowercased() {
      case "是", "有", "对", "√", "✓", "✔", "1", "true", "yes", "y": return .success(true)
      case "否", "无", "错", "×", "✗", "✘", "0", "false", "no", "n": return .success(false)
      default: return .failure(.notYesNo)
      }
    }
  }

  public static func truth(_ cell: String) -> Result<Bool, TruthFailure> { borrow(cell) { truth($0) } }
}

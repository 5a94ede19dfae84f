/// Reads single cells. Every reader takes the cell's UTF-8 bytes or its text, ignores white space at both ends
/// and takes full-width digits, letters and signs as their ASCII forms; what it cannot read it refuses with
/// the reason, and a blank cell with `.blank`.
public enum CellParser {
  /// Whether a cell holds nothing but white space.
  public static func isBlank(_ cell: UnsafeBufferPointer<UInt8>) -> Bool { cell.isBlank }

  public static func isBlank(_ cell: String) -> Bool { borrow(cell) { $0.isBlank } }

  /// Whether bytes are well-formed UTF-8. Cost: linear, eight bytes at a time where they are ASCII.
  public static func isUTF8(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool { UTF8Check(bytes).isValid }

  static func borrow<Value>(_ text: String, _ body: (UnsafeBufferPointer<UInt8>) -> Value) -> Value {
    var text = text
    return text.withUTF8(body)
  }
}

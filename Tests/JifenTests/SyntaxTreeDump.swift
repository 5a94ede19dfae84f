import Diagnostics

@testable import Syntax

/// The statements of a file as text without places, the same in both languages.
enum TreeDump {
  static func of(_ file: MethodFile) -> String {
    var text = ""
    for statement in file.statements { write(statement, depth: 0, label: nil, to: &text) }
    return text
  }

  private static func write(_ value: Any, depth: Int, label: String?, to text: inout String) {
    if value is Span { return }
    let head = String(repeating: "  ", count: depth) + (label.map { $0 + ": " } ?? "")
    if let leaf = leaf(value) {
      text += head + leaf + "\n"
      return
    }
    if case .call(let function, let keyword, let arguments, _)? = value as? Expression {
      let name = keyword.map { "\($0)" } ?? ClosedWord.spelled(function.text).map { "\($0)" } ?? function.text
      text += head + "call \(name)\n"
      for argument in arguments { write(argument, depth: depth + 1, label: nil, to: &text) }
      return
    }
    let mirror = Mirror(reflecting: value)
    if mirror.displayStyle == .optional {
      guard let some = mirror.children.first else { return }
      return write(some.value, depth: depth, label: label, to: &text)
    }
    if mirror.displayStyle == .enum, let payload = mirror.children.first {
      text += head + (payload.label ?? "") + "\n"
      return write(payload.value, depth: depth + 1, label: nil, to: &text)
    }
    if mirror.displayStyle == .collection, mirror.children.isEmpty { return }
    text += head + "\(mirror.displayStyle.map { "\($0)" } ?? "value")\n"
    for child in mirror.children {
      if child.label == "rowWords", let words = child.value as? [Name] {
        text += head + "  row: " + words.map { MeasureWord.canonical($0.text) }.joined(separator: " ") + "\n"
      } else {
        write(child.value, depth: depth + 1, label: child.label, to: &text)
      }
    }
  }

  private static func leaf(_ value: Any) -> String? {
    if let name = value as? Name { return "‹\(name.text)›" }
    if let string = value as? String { return "“\(string)”" }
    let mirror = Mirror(reflecting: value)
    if mirror.displayStyle == .enum, mirror.children.isEmpty { return "\(value)" }
    return mirror.displayStyle == nil ? "\(value)" : nil
  }
}

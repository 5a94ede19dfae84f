@testable import Syntax

extension SyntaxGenerator {
  /// A notice: every kind of block, texts with what is computed between braces.
  mutating func bulletin() -> String {
    key(.bulletin).trimmed + " " + template() + colon() + "\n" + blocks(1)
  }

  private mutating func blocks(_ depth: Int) -> String {
    let margin = String(repeating: "    ", count: depth)
    return (0..<Int.random(in: 1...3, using: &random)).map { _ in
      often(8) { _ in "\n" } + often(8) { _ in "  # 说明 \n" } + margin + block(depth)
    }.joined()
  }

  private mutating func block(_ depth: Int) -> String {
    switch Int.random(in: 0..<8, using: &random) {
    case 0: return word(.addressed).trimmed + " " + template() + "\n"
    case 1: return key(.table).trimmed + string() + "\n"
    case 2: return word(.annex).trimmed + string() + "\n"
    case 3: return word(.signed).trimmed + " " + template() + often(50) { $0.comma() + $0.template() } + "\n"
    case 4 where depth < 3:
      return word(.heading).trimmed + " " + template() + colon() + "\n" + blocks(depth + 1)
    case 5: return word(.numbered).trimmed + " " + template() + colon() + paragraph() + "\n"
    case 6:
      return word(.numbered).trimmed + comma() + key(.by) + " 组 " + colon() + paragraph() + "\n"
    default: return paragraph() + "\n"
    }
  }

  private mutating func paragraph() -> String { list(1...2, comma()) { $0.template() } }

  /// A text in plain quotes, since what stands between its braces has others.
  private mutating func template() -> String {
    "\"" + list(1...3, "") { $0.chance(50) ? $0.words() : $0.hole() } + "\""
  }

  private mutating func words() -> String {
    one(of: ["共", "条，", "（一）", "{{个}}", "# 不是说明", "a  b", "说“好”", "；", "100%"])
  }

  private mutating func hole() -> String {
    let format =
      often(30) { $0.key(.percentFormat) }
      + often(40) { $0.key(.halfUp) + $0.one(of: [" 2 位 ", " 1 digit "]) }
    let value: String
    switch Int.random(in: 0..<4, using: &random) {
    case 0: value = word(.sum).trimmed + open() + name() + close() + format
    case 1: value = name() + one(of: [" + ", " ÷ ", "*"]) + name() + format
    case 2:
      value =
        key(.list).trimmed + " “表扬” "
        + often(50) {
          $0.comma() + $0.key(.by) + $0.name() + $0.key($0.chance(50) ? .descending : .ascending)
        }
        + often(60) { $0.comma() + $0.word(.showing) + $0.name() }
    default: value = name()
    }
    return one(of: ["{", "｛", "{ "]) + value + one(of: ["}", "｝", " }"])
  }
}

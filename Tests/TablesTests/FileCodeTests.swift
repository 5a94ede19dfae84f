import Diagnostics
import Testing

@Suite("Codes of files")
struct FileCodeTests {
  private var codes: [Code] { Code.all.filter { $0.id.hasPrefix("J3") } }

  @Test("each id once, with the same arguments in both languages")
  func table() {
    #expect(codes.count == Set(codes.map(\.id)).count)
    #expect(!codes.isEmpty)
    for code in codes {
      #expect(Self.arguments(code.message.chinese) == Self.arguments(code.message.english), "\(code.id)")
      #expect(code.help != nil)
      #expect(!code.detail.chinese.isEmpty && !code.detail.english.isEmpty)
    }
  }

  private static func arguments(_ template: String) -> Set<Substring> {
    Set(template.matches(of: /\{\d\}/).map(\.output))
  }
}

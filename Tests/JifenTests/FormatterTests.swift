import Diagnostics
import Testing

@testable import Syntax

@Suite struct FormatterTests {
  @Test func thereAreSamples() {
    #expect(SyntaxSamples.files.count >= 40)
  }

  @Test(arguments: SyntaxSamples.files)
  func samplesKeepTheirMeaning(_ path: String) {
    #expect(SyntaxSamples.brokenLayout(SyntaxSamples.text(path)) == nil)
  }
}

extension FormatterTests {
  @Test(arguments: 0..<12)
  func randomStatementsKeepTheirMeaning(_ block: Int) {
    var accepted = 0
    for seed in (block * 100)..<(block * 100 + 100) {
      var generator = SyntaxGenerator(seed: UInt64(seed))
      var text = generator.statement() + generator.statement()
      if seed % 2 == 0 { text = generator.broken(text) }
      let problems = SyntaxSamples.parse(text).diagnostics
      if !problems.isEmpty { continue }
      accepted += 1
      let broken = SyntaxSamples.brokenLayout(text)
      #expect(broken == nil, "seed \(seed)")
    }
    #expect(accepted >= 80)
  }
}

import Foundation
import Jifen
import Testing

@testable import Reports

/// Names and titles come from strangers: whatever they hold stays text in every document.
@Suite struct PageEscapingTests {
  static let hostile = [
    "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "a'b&amp;c", "=cmd|' /C calc'!A0", "]]>",
    "{{7*7}}", "\u{202E}txt", "a\u{1}b", "</style>", "#*_`[x](y)", "<w:p>",
  ]

  static func run() throws -> (Jifen.Method, [InputFile]) {
    let text = """
      办法 “<b>办法</b>&”
      表 得分，每行一个单位：
          单位    名称
          组      选项：“<i>甲</i>”、乙
          得分    分
      条款 “<u>1</u>” 说明：得 得分
      总分 = 各条款之和
      排名 组内：总分 从高到低；并列 同名次
      名单 “<s>表扬</s>” 组内：前 20 名；不含 得分 不足 2 分 的，因 “<em>少</em>”
      公布 “<caption>” 组内：组、名次、单位、总分

      通报 “<b>通报</b>”：
          标题 “<i>一</i>”：
              分项 “*“ “：“{名单 “<s>表扬</s>”，附 总分}”
          “# 不是标题”
          附件 “<caption>”
      """.replacingOccurrences(of: "*“ “", with: "*甲*")
    var diagnostics: [Diagnostic] = []
    let method = try #require(
      Jifen.Method.load(name: "<m>.jifen", text: text, diagnostics: &diagnostics),
      "\(diagnostics.map { $0.message(.chinese) })")
    let rows = hostile.enumerated().map { place, name in
      "\"\(name.replacingOccurrences(of: "\"", with: "\"\""))\",<i>甲</i>,\(place + 1)"
    }
    let table = (["单位,组,得分"] + rows).joined(separator: "\n") + "\n"
    return (method, [InputFile(table: "得分", name: "<f>.csv", bytes: Array(table.utf8))])
  }

  @Test func page() throws {
    let (method, tables) = try Self.run()
    for watches in [false, true] {
      var diagnostics: [Diagnostic] = []
      let bytes = Jifen.page(
        method, tables: tables, record: .init(inputs: [.init(path: "<p>", sha256: "\"")], version: "<v>"),
        watches: watches, diagnostics: &diagnostics)
      let page = String(decoding: try #require(bytes, "\(diagnostics)"), as: UTF8.self)
      let body = try #require(page.components(separatedBy: "<script>").first)
      for tag in ["<script>", "<img", "<i>", "<em>", "<s>", "</style>\">", "<p>\"", "onerror=alert(1)>"] {
        #expect(!body.contains(tag), "\(tag)")
      }
      #expect(page.components(separatedBy: "<script").count == 2)
      #expect(!page.unicodeScalars.contains { $0.value == 0x202E || $0.value == 1 })
      let reading = PageReading(page)
      #expect(Set(reading.ids).count == reading.ids.count)
      #expect(Set(reading.links).subtracting(reading.ids).isEmpty)
      // Every attribute that holds text of a user is in quotes that the text cannot close.
      let tags = body.components(separatedBy: "<").dropFirst()
      #expect(
        tags.allSatisfy { $0.components(separatedBy: "\"").count % 2 == 1 || !$0.contains(">") || isText($0) }
      )
    }
  }

  /// Whether quotes after the tag's end make the count odd.
  private func isText(_ tag: String) -> Bool {
    guard let end = tag.firstIndex(of: ">") else { return false }
    return tag[..<end].components(separatedBy: "\"").count % 2 == 1
  }

  @Test func notices() throws {
    let (method, tables) = try Self.run()
    var diagnostics: [Diagnostic] = []
    let bulletin = try #require(Jifen.bulletin(method, tables: tables, diagnostics: &diagnostics))
    let html = String(decoding: BulletinReport.html(bulletin, .chinese), as: UTF8.self)
    for tag in ["<script", "<img", "<i>", "<s>", "<em>", "http:"] { #expect(!html.contains(tag), "\(tag)") }
    let markdown = BulletinReport.markdown(bulletin, .chinese)
    for mark in ["<script", "<img", "\n# 不是", "\n\\# 不是标题x", "**\\*"] where mark != "**\\*" {
      #expect(!markdown.contains(mark) || markdown.contains("\\" + mark), "\(mark)")
    }
    #expect(markdown.contains("\n\\# 不是标题"))
    let document = try WordReading(WordBulletin(bulletin, application: "<a>", .chinese).document())
    #expect(document.text.contains("<script>alert(1)</script>"))
    #expect(document.text.contains("\"><img src=x onerror=alert(1)>（2分）"))
    #expect(document.text.contains("<b>通报</b>"))
  }

  @Test func anchorsOfNamesThatLookAlike() {
    var anchors = Anchors()
    let names = ["a b", "a_b", "a\tb", "a\"b", "a b"].map { anchors.name("u", $0) }
    #expect(names == ["u-a_b", "u-a_b~2", "u-a_b~3", "u-a_b~4", "u-a_b"])
  }

  @Test func base64() {
    for length in 0..<20 {
      let bytes = (0..<length).map { UInt8(truncatingIfNeeded: $0 * 37 + 251) }
      #expect(Base64.text(bytes) == Data(bytes).base64EncodedString())
    }
  }
}

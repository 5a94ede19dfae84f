import Packaging
import Testing

/// Archives and XML text, written and read back.
@Suite struct PackagingTests {
  @Test func archives() throws {
    var generator = SeededGenerator(seed: 3)
    for _ in 0..<8 {
      var parts: [(String, [UInt8])] = []
      var writer = ZipWriter()
      for index in 0..<Int.random(in: 0...5, using: &generator) {
        let count = Int.random(in: 0...20_000, using: &generator)
        // Half of them pack well, the others not at all.
        let isRandom = Bool.random(using: &generator)
        let bytes = (0..<count).map { isRandom ? UInt8(truncatingIfNeeded: generator.next()) : UInt8($0 % 7) }
        parts.append(("a/部分 \(index).xml", bytes))
        writer.add("a/部分 \(index).xml", bytes)
      }
      let bytes = writer.finished()
      let archive = try ZipArchive(bytes)
      #expect(archive.names == parts.map(\.0))
      for (name, content) in parts { #expect(try archive.part(name, most: 1 << 28) == content) }
      #expect(try archive.part("b", most: 1 << 28) == nil)
    }
  }

  @Test func packagesAreTheSameEveryTime() {
    func bytes() -> [UInt8] {
      var package = OpenPackage()
      package.relate("", to: "x/main.xml", kind: "officeDocument")
      #expect(package.relate("x/main.xml", to: "x/styles.xml", kind: "styles") == "rId1")
      #expect(package.relate("x/main.xml", to: "x/other.xml", kind: "other") == "rId2")
      package.add("x/main.xml", type: "main", Array("<a/>".utf8))
      return package.archive()
    }
    #expect(bytes() == bytes())
  }

  /// Text of any kind comes back as it was; what XML cannot hold is replaced.
  @Test func texts() throws {
    let hostile = "<b>&\"'\u{1}\u{0}\r\n\t]]>\u{FFFE}😀 甲"
    var xml = XMLText()
    xml.markup("<a")
    xml.attribute("x", hostile)
    xml.markup(">")
    xml.text(hostile)
    xml.markup("</a>")
    var reader = XMLReader(xml.bytes)
    #expect(try reader.next() == .start)
    let wanted = "<b>&\"'\u{FFFD}\u{FFFD}\r\n\t]]>\u{FFFD}😀 甲"
    #expect(reader.isNamed("a") && reader.attribute("x") == wanted)
    #expect(try reader.next() == .text)
    var text: [UInt8] = []
    reader.appendText(to: &text)
    #expect(String(decoding: text, as: UTF8.self) == wanted)
    #expect(try reader.next() == .end)
    #expect(try reader.next() == nil)
  }

  @Test func elements() throws {
    let source = "<?xml version='1.0'?><!-- <x> --><p:a q:k='1 > 0'><b/>t<![CDATA[<&]]><?x y?></p:a >\n"
    var reader = XMLReader(Array(source.utf8))
    #expect(try reader.next() == .start)
    #expect(reader.isNamed("a") && reader.attribute("k") == "1 > 0" && reader.depth == 1)
    #expect(try reader.next() == .start)
    #expect(reader.isNamed("b") && reader.depth == 2 && reader.attribute("k") == nil)
    #expect(try reader.next() == .end)
    #expect(reader.depth == 2)
    for wanted in ["t", "<&"] {
      #expect(try reader.next() == .text)
      var text: [UInt8] = []
      reader.appendText(to: &text)
      #expect(text == Array(wanted.utf8))
    }
    #expect(try reader.next() == .end)
    #expect(reader.isNamed("a"))
    #expect(try reader.next() == nil)
  }

  @Test(arguments: [
    "", "<a>", "<a></b>", "<a b></a>", "<a b=c/>", "<a/>x", "x<a/>", "<a b='<'/>", "<a><!-- </a>", "<>",
    "< a/>", "<a>&bad;</a>",
  ])
  func malformed(_ text: String) {
    var reader = XMLReader(Array(text.utf8))
    #expect(throws: XMLFault.self) { while try reader.next() != nil {} }
  }
}

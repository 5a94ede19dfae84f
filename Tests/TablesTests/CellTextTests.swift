import Testing

@testable import Tables

@Suite("Cells of words")
struct CellTextTests {
  @Test(
    "yes",
    arguments: [
      "是", "有", "对", "√", "✓", "✔", "1", "１", "true", "TRUE", "yes", "Yes", "y", "Y", " 是\u{3000}", "ｙ",
    ])
  func yes(text: String) { #expect(CellParser.truth(text) == .success(true), "\(text)") }

  @Test("no", arguments: ["否", "无", "错", "×", "✗", "✘", "0", "false", "FALSE", "no", "n", "N"])
  func no(text: String) { #expect(CellParser.truth(text) == .success(false), "\(text)") }

  @Test("neither", arguments: ["待定", "部分", "2", "是是", "yess", "falsely", "-", "x"])
  func neither(text: String) { #expect(CellParser.truth(text) == .failure(.notYesNo), "\(text)") }

  @Test("blank")
  func blank() {
    #expect(CellParser.truth("\t") == .failure(.blank))
    for text in ["", " ", "\t\r\n", "\u{3000}\u{A0}", "\u{200B}\u{FEFF}\u{2060}", "\u{202F}\u{2003}\u{200E}"]
    {
      #expect(CellParser.isBlank(text))
      #expect(CellParser.trimmed(text) == "")
    }
    for text in ["0", "。", "\u{200B}a", "\u{3001}", "\u{E9}"] { #expect(!CellParser.isBlank(text)) }
  }

  @Test("trimming")
  func trimming() {
    #expect(CellParser.trimmed("\u{3000} 市 委\u{A0}\n") == "市 委")
    #expect(CellParser.trimmed("。甲。") == "。甲。")
    #expect(CellParser.trimmed("à") == "à")
  }

  @Test("lists of names")
  func names() {
    #expect(
      CellParser.names("甲、乙，丙,丁；戊;己|庚｜辛\n壬\r\n癸") == ["甲", "乙", "丙", "丁", "戊", "己", "庚", "辛", "壬", "癸"])
    #expect(CellParser.names(" 甲 、、\u{3000}乙　委 ，") == ["甲", "乙　委"])
    #expect(CellParser.names("") == [])
    #expect(CellParser.names("、，") == [])
    #expect(CellParser.names("〇、（甲）") == ["〇", "（甲）"])
  }

  @Test("names in the form that is compared")
  func normalisedNames() {
    #expect(CellParser.normalisedName(" 乡镇（街道）\u{3000}") == "乡镇(街道)")
    #expect(CellParser.normalisedName("Ａｂ１２") == "Ab12")
    #expect(CellParser.normalisedName("编\u{3000} 办") == "编 办")
    #expect(CellParser.normalisedName("编\u{200B}办") == "编办")
    #expect(CellParser.normalisedName("a\u{A0}\u{FEFF}\tb") == "a b")
    #expect(CellParser.normalisedName("〔甲〕、々、ｶ、￥") == "〔甲〕、々、ｶ、￥")
    #expect(CellParser.normalisedName("市委") == "市委")
  }

  @Test("full-width forms fold to the ASCII characters that they are forms of")
  func folding() {
    for code in UInt32(0xFF01)...0xFF5E {
      guard let wide = Unicode.Scalar(code), let narrow = Unicode.Scalar(code - 0xFEE0) else { continue }
      let text = "中" + String(Character(wide)) + "中"
      #expect(CellParser.normalisedName(text) == "中" + String(Character(narrow)) + "中")
    }
    for code in [UInt32(0xFF00), 0xFF5F, 0xFF60, 0xFF61, 0xFEFE, 0x2211] {
      guard let scalar = Unicode.Scalar(code) else { continue }
      let text = "中" + String(Character(scalar)) + "中"
      #expect(CellParser.normalisedName(text) == text)
    }
  }
}

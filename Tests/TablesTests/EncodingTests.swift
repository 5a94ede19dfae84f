import Testing

@testable import Tables

@Suite("Encodings")
struct EncodingTests {
  /// 单位,得分⏎甲,5⏎ in GB18030.
  private static let gb: [UInt8] = [
    0xB5, 0xA5, 0xCE, 0xBB, 0x2C, 0xB5, 0xC3, 0xB7, 0xD6, 0x0A, 0xBC, 0xD7, 0x2C, 0x35, 0x0A,
  ]
  private static let text = "单位,得分\n甲,5\n"

  private static func utf16(_ text: String, bigEndian: Bool, mark: Bool) -> [UInt8] {
    ((mark ? [0xFEFF] : []) + Array(text.utf16)).flatMap { unit -> [UInt8] in
      let high = UInt8(unit >> 8)
      let low = UInt8(unit & 255)
      return bigEndian ? [high, low] : [low, high]
    }
  }

  private func expectTable(_ bytes: [UInt8], _ encoding: TextEncoding) {
    let reading = Reading(bytes: bytes)
    #expect(reading.headers == ["单位", "得分"])
    #expect(reading.rows == [["甲", "5"]])
    #expect(reading.grid?.encoding == encoding)
    #expect(reading.codes.isEmpty)
  }

  @Test("UTF-8 with and without mark")
  func utf8() {
    expectTable(Array(Self.text.utf8), .utf8)
    expectTable([0xEF, 0xBB, 0xBF] + Array(Self.text.utf8), .utf8)
  }

  @Test("UTF-16 of both orders, with and without mark")
  func utf16() {
    for mark in [true, false] {
      expectTable(Self.utf16(Self.text, bigEndian: false, mark: mark), .utf16LittleEndian)
      expectTable(Self.utf16(Self.text, bigEndian: true, mark: mark), .utf16BigEndian)
    }
    for order in [true, false] {
      let ascii = Reading(bytes: Self.utf16("a,b\n1,2\n", bigEndian: order, mark: false))
      #expect(ascii.rows == [["1", "2"]])
      let wide = Reading(bytes: Self.utf16("上,𠮷é\n上上,上\n", bigEndian: order, mark: false))
      #expect(wide.headers == ["上", "𠮷é"])
      // 一 and 开 have a zero as their lower byte.
      let zeros = Reading(bytes: Self.utf16("一,开,x\n开一,一一一,2\n", bigEndian: order, mark: false))
      #expect(zeros.rows == [["开一", "一一一", "2"]])
    }
  }

  @Test("broken UTF-16 names the row")
  func brokenUTF16() {
    let lone = Self.utf16("a,b\n1,", bigEndian: false, mark: true) + [0x00, 0xD8, 0x0A, 0x00]
    #expect(Reading(bytes: lone).found == ["J313 2:0"])
    #expect(Reading(bytes: lone).diagnostics.first?.message(.english).contains("0x00 0xD8") == true)
    let low = Self.utf16("a,b\n", bigEndian: true, mark: true) + [0xDC, 0x00]
    #expect(Reading(bytes: low).found == ["J313 2:0"])
    let half = Self.utf16("a,b\n1,2\n", bigEndian: false, mark: true) + [0x35]
    #expect(Reading(bytes: half).found == ["J313 3:0"])
    #expect(Reading(bytes: [0xFF, 0xFE]).found == ["J310"])
  }

  @Test("GB18030, also with characters of four bytes")
  func gb18030() {
    expectTable(Self.gb, .gb18030)
    // 㐀 (U+3400) and 𠀀 (U+20000).
    let four: [UInt8] = Self.gb + [0x81, 0x39, 0xEE, 0x39, 0x95, 0x32, 0x82, 0x36, 0x2C, 0x36]
    #expect(Reading(bytes: four).rows == [["甲", "5"], ["㐀𠀀", "6"]])
    // 镕 and 囍 are in GBK, not in GB2312.
    let rare: [UInt8] = Self.gb + [0xE9, 0x46, 0x87, 0xD6, 0x2C, 0x37]
    #expect(Reading(bytes: rare).rows == [["甲", "5"], ["镕囍", "7"]])
  }

  @Test("bytes that are neither UTF-8 nor GB18030")
  func unknown() {
    let reading = Reading(bytes: Self.gb + [0x31, 0xFF, 0xFF, 0x2C, 0x32, 0x0A])
    #expect(reading.found == ["J314 3:0"])
    #expect(
      reading.diagnostics.first?.message(.chinese) == "文件既不是 UTF-8 也不是 GB18030 编码：这一行有字节 0xFF 0xFF")
    // Cut in the middle of a character, after a quoted line break.
    let cut = Reading(bytes: Self.gb + [0x22, 0x31, 0x0A, 0x32, 0x22, 0x2C, 0xB5])
    #expect(cut.found == ["J314 3:0"])
  }

  @Test("damaged UTF-8 is not taken for GB18030")
  func damagedUTF8() {
    // 单 with its last byte lost: the rest would be GB18030 of other characters.
    let bytes = Array("名称,得分\n".utf8) + [0xE5, 0x8D] + Array("位甲,5\n".utf8)
    #expect(Reading(bytes: bytes).found == ["J313 2:0"])
    #expect(Reading(bytes: [0xEF, 0xBB, 0xBF, 0x61, 0x0A, 0xFF]).found == ["J313 2:0"])
    #expect(Reading(bytes: Array("单位,得分\n甲".utf8.dropLast())).found == ["J313 2:0"])
  }

  @Test("a system without the converter")
  func converterMissing() {
    let reading = Reading(bytes: Self.gb, decoder: TextDecoder(converter: "NO-SUCH-ENCODING"))
    #expect(reading.found == ["J315"])
    #expect(reading.diagnostics.first?.helpText(.chinese) == "请把文件另存为 UTF-8")
  }

  @Test("stray zero bytes do not make a text UTF-16")
  func strayZeros() {
    #expect(Reading(bytes: Array("ab,c\n\0x\n".utf8)).codes == ["J316"])
    #expect(Reading(bytes: Array("单位,得\0分\n甲,5\n".utf8)).codes == ["J316"])
    #expect(Reading(bytes: Array("a,b\n1,2\n".utf8) + [UInt8](repeating: 0, count: 100)).codes == ["J316"])
    #expect(Reading(bytes: Self.gb + [0x00, 0x31]).codes == ["J316"])
  }

  @Test("UTF-8 is checked as the standard library checks it")
  func validity() {
    var generator = SeededGenerator(seed: 3)
    let leads: [UInt8] = [
      0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF, 0xE0, 0xE1, 0xED, 0xEF, 0xF0,
      0xF1, 0xF3,
      0xF4, 0xF5, 0xFF,
    ]
    for _ in 0..<20_000 {
      let bytes = (0..<Int.random(in: 0...12, using: &generator)).map { _ in
        leads.randomElement(using: &generator) ?? 0
      }
      #expect(UTF8Check(bytes).isValid == (String(validating: bytes, as: UTF8.self) != nil))
    }
    for scalar in stride(from: UInt32(1), to: 0x11_0000, by: 257) {
      guard let value = Unicode.Scalar(scalar) else { continue }
      var bytes: [UInt8] = []
      UTF16Text.append(scalar, to: &bytes)
      #expect(bytes == Array(String(Character(value)).utf8))
      #expect(UTF8Check(bytes).isValid)
    }
  }
}

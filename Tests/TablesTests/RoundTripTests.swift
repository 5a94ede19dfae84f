import Testing

@testable import Tables

@Suite("Writing and reading back")
struct RoundTripTests {
  private static let pieces = [
    "", "甲", "单位", "5", "12.5", ",", "\"", "\"\"", "\n", "\r\n", "\r", " ", "\u{3000}", "，", "é", "𠮷", "a b",
    "x", "'", ";", "\t", "5+1*",
  ]

  private static func cell(_ generator: inout SeededGenerator) -> String {
    (0..<Int.random(in: 0...4, using: &generator)).map { _ in
      pieces.randomElement(using: &generator) ?? ""
    }.joined()
  }

  private static func written(
    _ cell: String, _ separator: String, _ generator: inout SeededGenerator
  ) -> String {
    let needsQuotes =
      cell.utf8.contains { "\r\n\"".utf8.contains($0) || $0 == separator.utf8.first }
    guard needsQuotes || Bool.random(using: &generator) else { return cell }
    // Byte by byte: a quote may have joined a character that follows it.
    var bytes: [UInt8] = [0x22]
    for byte in cell.utf8 { bytes += byte == 0x22 ? [0x22, 0x22] : [byte] }
    return String(decoding: bytes + [0x22], as: UTF8.self)
  }

  @Test("any cells come back as they were", arguments: [",", "\t", ";"])
  func cells(separator: String) {
    var generator = SeededGenerator(seed: UInt64(separator.utf8.first ?? 0))
    for _ in 0..<400 {
      let columns = Int.random(in: separator == "," ? 1...5 : 2...5, using: &generator)
      let rows = (0..<Int.random(in: 0...6, using: &generator)).map { _ in
        (0..<columns).map { _ in Self.cell(&generator) }
      }
      let end = ["\n", "\r\n", "\r"].randomElement(using: &generator) ?? "\n"
      let headers = (0..<columns).map { "列\($0)" }
      var text = Bool.random(using: &generator) ? "\u{FEFF}" : ""
      text += headers.joined(separator: separator)
      for row in rows {
        text += end + row.map { Self.written($0, separator, &generator) }.joined(separator: separator)
      }
      if Bool.random(using: &generator) { text += end }
      let expected = rows.filter { row in !row.allSatisfy { CellParser.isBlank($0) } }
      let reading = Reading(text)
      #expect(reading.headers == headers)
      #expect(reading.rows == expected, "\(text.debugDescription)")
      let numbers = rows.indices.filter { row in !rows[row].allSatisfy { CellParser.isBlank($0) } }.map {
        $0 + 2
      }
      #expect(reading.grid?.numbers == numbers)
    }
  }

  @Test("any bytes are read or refused, never a crash")
  func anyBytes() {
    var generator = SeededGenerator(seed: 7)
    let alphabet: [UInt8] =
      Array("ab,\"\n\r\t;{}[]:\\u0019.-e ".utf8) + [0, 0x80, 0xB5, 0xA5, 0xE4, 0xBD, 0x8D, 0xFF, 0xFE, 0xEF]
    for round in 0..<6000 {
      let count = Int.random(in: 0...40, using: &generator)
      let bytes = (0..<count).map { _ in alphabet.randomElement(using: &generator) ?? 0 }
      for format in TableFormat.allCases {
        let reading = Reading(bytes: bytes, format: format)
        #expect((reading.grid == nil) == reading.diagnostics.hasErrors, "round \(round)")
        #expect(reading.diagnostics.count <= 21)
        _ = reading.rows
      }
    }
  }
}

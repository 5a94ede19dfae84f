import Testing

@testable import Tables

@Suite("JSON")
struct JSONTableTests {
  private func read(_ text: String, limits: TableLimits = .standard) -> Reading {
    Reading(text, name: "数据.json", limits: limits)
  }

  @Test("rows of objects; columns in order of first appearance")
  func rows() {
    let reading = read(
      """
      [
        {"单位": "甲", "条数": 5, "合格": true},
        {"单位": "乙", "得分": -1.50e2, "条数": null, "合格": false},

        {"得分": 0}
      ]
      """)
    #expect(reading.headers == ["单位", "条数", "合格", "得分"])
    #expect(
      reading.rows == [["甲", "5", "true", ""], ["乙", "", "false", "-1.50e2"], ["", "", "", "0"]])
    #expect(reading.grid?.numbers == [1, 2, 3])
    #expect(reading.grid?.lines == [2, 3, 5])
    #expect(reading.codes.isEmpty)
  }

  @Test("an object with rows; other members are passed over")
  func wrapped() {
    let reading = read(#"{"n": [1, {"a": [[]]}], "rows": [{"a": "1"}], "rest": {"rows": 1}, "x": -0.5E+3}"#)
    #expect(reading.rows == [["1"]])
    #expect(read(#"{"a": 1}"#).found == ["J332"])
    #expect(read(#"{"rows": {"a": 1}}"#).found == ["J332"])
    #expect(read(#"{"rows": [], "rows": []}"#).codes.contains("J332"))
    #expect(read("5").found == ["J332"])
    #expect(read(#""[]""#).found == ["J332"])
  }

  @Test("blank rows are left out, no rows are noted, no text is refused")
  func blank() {
    let reading = read(#"[{"a": "", "b": null}, {}, {"b": 1}, {"a": " \u3000"}]"#)
    #expect(reading.rows == [["", "1"]])
    #expect(reading.grid?.numbers == [3])
    #expect(read("[]").found == ["J311"])
    #expect(read("[]").rows == [])
    #expect(read(" \n").found == ["J310"])
  }

  @Test("escapes")
  func escapes() {
    let reading = read(#"[{"a\u0062": "\"\\\/\b\f\n\r\t\u4e2d\uD842\uDFB7", "ab": 1}]"#)
    #expect(reading.codes == ["J335"])
    #expect(read(#"[{"a": "\"\\\/\b\f\n\r\t\u4E2d\uD842\uDFB7é"}]"#).rows == [["\"\\/\u{8}\u{C}\n\r\t中𠮷é"]])
  }

  @Test(
    "what is not JSON, and where",
    arguments: [
      ("[{\"a\": 1}", 9), ("[{\"a\": 1,}]", 8), ("[{\"a\": 1},]", 9), ("[{\"a\" 1}]", 6), ("[{a: 1}]", 2),
      ("[{\"a\": 01}]", 7), ("[{\"a\": 1.}]", 7), ("[{\"a\": .5}]", 7), ("[{\"a\": +1}]", 7),
      ("[{\"a\": 1e}]", 7), ("[{\"a\": -}]", 7), ("[{\"a\": NaN}]", 7), ("[{\"a\": nul}]", 7),
      ("[{\"a\": \"x\ny\"}]", 9), ("[{\"a\": \"x}]", 7), ("[{\"a\": \"\\x\"}]", 8),
      ("[{\"a\": \"\\u12g4\"}]", 8),
      ("[{\"a\": \"\\uD800\"}]", 8), ("[{\"a\": \"\\uD800\\u0041\"}]", 8), ("[{\"a\": \"\\uDC00\"}]", 8),
      ("[{\"a\": \"\\u0000\"}]", 8), ("[{\"a\": 1}] x", 11), ("[{\"a\": 1 \"b\": 2}]", 9), ("[1 2]", 3),
      ("[{\"a\": 'x'}]", 7), ("// x\n[]", 0), ("[{\"a\": tru", 7), ("[{\"a\": \"\\", 8), ("{", 1), ("[", 1),
      ("[{\"a\": \"\\u00", 8),
    ])
  func faults(text: String, offset: Int) {
    let reading = read(text)
    #expect(reading.found.last == "J331 @\(offset)", "\(text)")
    #expect(reading.grid == nil)
  }

  @Test("a fault in a large text is told by line and column")
  func largeText() {
    let rows = String(repeating: "{\"单位\": \"甲\"},\n", count: 60_000)
    let reading = read("[\n" + rows + "{\"单位\" 5}]")
    #expect(reading.found == ["J331"])
    #expect(
      reading.diagnostics.first?.message(.chinese) == "JSON 写法有误：第 60002 行第 7 列，字段名后面缺少冒号")
  }

  @Test("what is JSON but no table")
  func shapes() {
    let reading = read(#"[{"a": [1]}, 5, [1, 2], {"a": {}}, {"b": 1, "b ": 2}, {"a": 1}]"#)
    #expect(reading.found == ["J334 1:1", "J333 2:0", "J334 4:1", "J335 5:2"])
    #expect(read(#"[{"": 1}]"#).found == ["J325 1:1"])
    #expect(read(#"[{"(a)": 1, "（a）": 2}]"#).codes == ["J324"])
  }

  @Test("limits")
  func limits() {
    let small = TableLimits(fileBytes: 1000, columns: 2, cellBytes: 4, cells: 5, depth: 4, diagnostics: 2)
    #expect(read(#"[{"x": [[1]]}]"#, limits: small).found == ["J334 1:1"])
    #expect(read(#"[{"x": [[[1]]]}]"#, limits: small).found.last == "J331 @9")
    #expect(read(#"{"x": [[[1]]]}"#, limits: small).codes == ["J332"])
    #expect(read(#"{"x": [[[[1]]]]}"#, limits: small).codes == ["J331"])
    #expect(read(#"[{"a": 1, "b": 2, "c": 3}]"#, limits: small).codes == ["J331"])
    #expect(read(#"[{"a": "12345"}, {"a": 1234}]"#, limits: small).found == ["J328 1:1"])
    #expect(read(#"[{"a": 1, "b": 2}, {"a": 1}, {"a": 1}]"#, limits: small).codes == ["J329"])
    #expect(read("[1, 2, 3]", limits: small).found == ["J333 1:0"])
    let deep = String(repeating: "[", count: 100_000)
    #expect(read(deep).found == ["J331 @64"])
    #expect(read(String(repeating: "{\"a\":", count: 100_000)).codes == ["J331"])
  }
}

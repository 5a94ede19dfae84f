import Jifen
import Testing

/// 沿用: paths are relative to the file that names them.
@Suite struct MethodBaseTests {
  @Test func aBaseNamesItsOwnBaseFromItsOwnFolder() throws {
    let files = [
      "旧/去年.jifen": "沿用 “前年.jifen”\n条款 “1”：差错 每次 扣 2 分\n",
      "旧/前年.jifen": """
      办法 “考核”
      表 名册，每行一个单位：
          单位  名称
          差错  次
      条款 “1”：差错 每次 扣 1 分
      总分 = 各条款之和
      公布：单位、总分

      """,
    ]
    var asked: [String] = []
    var diagnostics: [Diagnostic] = []
    let method = Method.load(
      name: "今年.jifen", bytes: Array("沿用 “旧/去年.jifen”\n".utf8),
      resolve: { path, from in
        asked.append("\(from) → \(path)")
        let folder = from.split(separator: "/").dropLast().joined(separator: "/")
        let name = folder.isEmpty ? path : folder + "/" + path
        return files[name].map { (name, Array($0.utf8)) }
      }, diagnostics: &diagnostics)
    #expect(diagnostics.isEmpty)
    #expect(asked == ["今年.jifen → 旧/去年.jifen", "旧/去年.jifen → 前年.jifen"])
    #expect(try #require(method).plan.figures.map { $0.value?.plain } == ["2"])
  }
}

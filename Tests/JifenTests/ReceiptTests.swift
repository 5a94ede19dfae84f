import Foundation
import Jifen
import Testing

@testable import JifenCommand

/// Receipts: the same files give the same result, and what changed is named.
@Suite struct ReceiptTests {
  private static let base = """
    办法 “考核”
    表 采用，每行一个单位：
        单位  名称
        市刊  条
    条款 “一”：市刊 每条 5 分
    总分 = 各条款之和
    排名：总分 从高到低
    公布 “得分”：单位、总分、名次
    公布 “名次”：名次、单位
    方案 “加倍”：“一” 市刊 每 = 10 分

    """

  /// A folder with a method, the one that it is based on, and its tallies.
  private func desk() throws -> TemporaryFolder {
    let folder = try TemporaryFolder(["旧.jifen": Self.base, "采用.csv": "单位,市刊\n甲局,3\n乙局,1\n"])
    try folder.write("沿用 “旧.jifen”\n条款 “一”：市刊 每条 6 分\n", "新.jifen")
    return folder
  }

  private func score(_ folder: TemporaryFolder, _ words: String...) -> CommandRun {
    commandRun(
      ["score", folder.path + "/新.jifen", folder.path + "/采用.csv", "--receipt", folder.path + "/凭据.json"]
        + words)
  }

  private func verify(_ folder: TemporaryFolder, _ words: String...) -> CommandRun {
    commandRun(["verify", folder.path + "/凭据.json"] + words)
  }

  private func change(_ folder: TemporaryFolder, _ name: String, _ old: String, _ new: String) throws {
    let text = try #require(folder.text(name))
    #expect(text.contains(old))
    try folder.write(text.replacingOccurrences(of: old, with: new), name)
  }

  @Test func everyFormComesOutAgain() throws {
    let forms: [[String]] = [
      [], ["--format", "json"], ["--table", "得分", "--format", "csv"], ["-o", "F/out/"],
      ["-o", "F/out/", "--format", "markdown"], ["-o", "F/结果.xlsx"], ["-o", "F/结果.xlsx", "--formulas"],
      ["--variant", "加倍", "--language", "en"], ["--set", "“一” 市刊 每=7 分", "-o", "F/a.json"],
    ]
    for form in forms {
      let folder = try desk()
      let words = form.map { $0.replacingOccurrences(of: "F/", with: folder.path + "/") }
      let scored = commandRun(
        ["score", folder.path + "/新.jifen", folder.path + "/采用.csv", "--receipt", folder.path + "/凭据.json"]
          + words)
      #expect(scored.status == .good, "\(form): \(scored.errors)")
      let checked = verify(folder, "--language", "en")
      #expect(checked.status == .good, "\(form): \(checked.output)\(checked.errors)")
      #expect(checked.output.contains("Holds: the same files and the same program"), "\(form)")
      #expect(!checked.output.contains("differs") && !checked.output.contains("changed"))
    }
  }

  @Test func theReceiptChangesNothingOfTheResult() throws {
    let folder = try desk()
    let with = score(folder)
    let without = commandRun(["score", folder.path + "/新.jifen", folder.path + "/采用.csv"])
    #expect(with.output == without.output && with.errors == without.errors)
    let first = folder.text("凭据.json")
    _ = score(folder)
    #expect(folder.text("凭据.json") == first)
  }

  @Test func itMovesWithItsFolder() throws {
    let folder = try desk()
    _ = score(folder, "-o", folder.path + "/结果.csv", "--table", "得分")
    let moved = folder.path + "-moved"
    try FileManager.default.moveItem(atPath: folder.path, toPath: moved)
    defer { try? FileManager.default.removeItem(atPath: moved) }
    let checked = commandRun(["verify", moved + "/凭据.json"])
    #expect(checked.status == .good, "\(checked.output)\(checked.errors)")
    #expect(try String(contentsOfFile: moved + "/凭据.json", encoding: .utf8).contains("\"path\": \"采用.csv\""))
  }

  @Test func whatChangedIsNamed() throws {
    let cases: [(file: String, old: String, new: String, line: String, conclusion: String)] = [
      ("采用.csv", "甲局,3", "甲局,4", "变了    表“采用” 采用.csv", "输入变了，结果也变了"),
      ("采用.csv", "甲局,3", "甲局,3.0", "变了  表“采用” 采用.csv", "输入变了，不过算出的结果没有变"),
      ("新.jifen", "6 分", "8 分", "办法 新.jifen", "输入变了，结果也变了"),
      ("旧.jifen", "公布 “名次”：名次、单位", "公布 “名次”：单位、名次", "沿用的办法 旧.jifen", "输入变了，结果也变了"),
      ("结果.txt", "甲局", "丙局", "结果文件 结果.txt", "结果文件后来被改过"),
      ("凭据.json", "jifen 0", "jifen 99", "程序：凭据 jifen 99", "核对无误：程序的版本不同"),
    ]
    for (file, old, new, line, conclusion) in cases {
      let folder = try desk()
      _ = score(folder, "-o", folder.path + "/结果.txt")
      try change(folder, file, old, new)
      let checked = verify(folder)
      #expect(
        checked.output.replacingOccurrences(of: "    表", with: "  表").contains(
          line.replacingOccurrences(of: "    表", with: "  表")), "\(file): \(checked.output)")
      #expect(checked.output.contains(conclusion), "\(file): \(checked.output)")
      #expect(checked.status == (conclusion.hasPrefix("核对无误") ? .good : .wrong))
    }
  }

  @Test func alteredDigestsAndLostFiles() throws {
    let folder = try desk()
    _ = score(folder)
    let text = try #require(folder.text("凭据.json"))
    let cut = try #require(text.range(of: "\"path\": null, \"sha256\": \""))
    let digit = text[cut.upperBound] == "0" ? "1" : "0"
    try folder.write(
      String(text[..<cut.upperBound]) + digit + String(text[cut.upperBound...].dropFirst()), "凭据.json")
    let altered = verify(folder)
    #expect(altered.status == .wrong && altered.output.contains("凭据被改过"), "\(altered.output)")
    try folder.write(text, "凭据.json")
    try FileManager.default.removeItem(atPath: folder.path + "/旧.jifen")
    let lost = verify(folder, "--format", "json")
    #expect(lost.status == .wrong && lost.output.contains("\"standing\": \"missing\""))
    #expect(lost.output.contains("\"recomputed\": null"))
  }

  // MARK: What it may read

  /// Files beside the receipt's folder: by .., by their full path, by a link that lies in the folder.
  @Test func nothingOutsideIsRead() throws {
    let folder = try desk()
    let outside = try TemporaryFolder(["密.csv": "单位,市刊\n秘密,1\n"])
    _ = score(folder)
    let good = try #require(folder.text("凭据.json"))
    let name = outside.path.split(separator: "/").last.map(String.init) ?? ""
    try FileManager.default.createSymbolicLink(
      atPath: folder.path + "/连.csv", withDestinationPath: outside.path + "/密.csv")
    try FileManager.default.createSymbolicLink(atPath: folder.path + "/夹", withDestinationPath: outside.path)
    for path in ["../\(name)/密.csv", outside.path + "/密.csv", "连.csv", "夹/密.csv", "./夹/../\(name)/密.csv"] {
      try folder.write(
        good.replacingOccurrences(of: "\"path\": \"采用.csv\"", with: "\"path\": \"\(path)\""), "凭据.json")
      let checked = verify(folder)
      #expect(checked.status == .wrong && checked.output.isEmpty)
      // A path that leads nowhere is told to be missing, whichever way it points.
      #expect(checked.errors.contains("J682") || path.contains("夹/../"), "\(path): \(checked.errors)")
      #expect(!checked.errors.contains("秘密"))
      guard !path.contains("夹/../") else { continue }
      let allowed = verify(folder, "--within", outside.path)
      #expect(allowed.output.contains("变了"), "\(path): \(allowed.errors)")
    }
  }

  @Test func resultsOutsideAreNotReadEither() throws {
    let folder = try desk()
    _ = score(folder)
    let text = try #require(folder.text("凭据.json"))
    try folder.write(
      text.replacingOccurrences(of: "\"path\": null", with: "\"path\": \"/etc/passwd\""), "凭据.json")
    #expect(verify(folder).errors.contains("J682"))
  }

  @Test func pipesAreNotOpened() throws {
    let folder = try desk()
    _ = score(folder)
    try FileManager.default.removeItem(atPath: folder.path + "/采用.csv")
    #expect(mkfifo(folder.path + "/采用.csv", 0o600) == 0)
    #expect(verify(folder).errors.contains("J683"))
  }

  /// A method that is swapped for one with another base reads nothing that the receipt does not list.
  @Test func aChangedMethodGetsNoNewBase() throws {
    let folder = try desk()
    _ = score(folder)
    try folder.write(Self.base, "别.jifen")
    try change(folder, "新.jifen", "旧.jifen", "别.jifen")
    let checked = verify(folder)
    #expect(checked.status == .wrong && checked.output.contains("现在算不出凭据里的结果"))
    #expect(checked.output.contains("别.jifen"))
  }

  // MARK: What is wrong with a receipt

  @Test func malformed() throws {
    let folder = try desk()
    _ = score(folder)
    let good = try #require(folder.text("凭据.json"))
    let changes: [(String, String)] = [
      ("\"receipt\": 1", "\"receipt\": 2"), ("\"receipt\": 1", "\"receipt\": \"1\""),
      ("\"variant\": null, ", ""), ("\"variant\": null", "\"variant\": 1"), ("\"set\": []", "\"set\": [1]"),
      ("\"set\": []", "\"set\": {}"), ("\"formulas\": false", "\"formulas\": \"no\""),
      ("\"language\": \"zh\"", "\"language\": \"fr\""), ("\"format\": \"text\"", "\"format\": \"exe\""),
      ("\"role\": \"method\"", "\"role\": \"base\""), ("\"role\": \"base\"", "\"role\": \"method\""),
      ("\"role\": \"table\"", "\"role\": \"other\""), ("\"sheet\": null", "\"sheet\": null, \"sheet\": null"),
      ("\"sha256\": \"", "\"sha256\": \"x"), ("\"results\": [", "\"more\": 1, \"results\": ["),
      ("{\n", "[\n"), ("}\n", "} 1\n"), ("\"receipt\": 1", "\"receipt\": 1.5"), (good, ""), (good, "[]"),
      (good, String(repeating: "[", count: 100_000)), (good, "{\"receipt\": 99999999999999999999}"),
    ]
    for (old, new) in changes {
      #expect(good.contains(old))
      let at = try #require(good.range(of: old, options: old == "}\n" ? .backwards : []))
      try folder.write(good.replacingCharacters(in: at, with: new), "凭据.json")
      let checked = verify(folder)
      #expect(checked.errors.contains("J681") && checked.status == .wrong, "\(new): \(checked.errors)")
      #expect(checked.output.isEmpty)
    }
    let junk = Data([0x7B, 0xFF, 0xFE])
    try junk.write(to: URL(fileURLWithPath: folder.path + "/凭据.json"))
    #expect(verify(folder).errors.contains("UTF-8"))
  }

  @Test func whatAReceiptCannotBe() throws {
    let folder = try desk()
    let method = folder.path + "/新.jifen"
    let table = folder.path + "/采用.csv"
    func codes(_ words: [String]) -> String { commandRun(["score"] + words, input: []).errors }
    #expect(codes([method, "采用=-", "--receipt", "x.json"]).contains("J683"))
    #expect(codes([method, table, "--receipt", "-"]).contains("J683"))
    #expect(codes([method, table, "--receipt", method]).contains("J684"))
    #expect(codes([method, table, "--receipt", table]).contains("J684"))
    #expect(
      codes([method, table, "-o", folder.path + "/r.txt", "--receipt", folder.path + "/./r.txt"]).contains(
        "J684"))
    #expect(
      codes([method, table, "-o", folder.path + "/r/", "--receipt", folder.path + "/r/得分.csv"]).contains(
        "J684"))
    #expect(folder.names == ["新.jifen", "旧.jifen", "采用.csv"].sorted())
    #expect(folder.text("旧.jifen") == Self.base)
    // Nothing is written where the receipt cannot be.
    #expect(codes([method, table, "--receipt", folder.path + "/无/x.json"]).contains("J308"))
    #expect(commandRun(["verify"]).status == .usage)
    #expect(commandRun(["verify", folder.path + "/无.json"]).errors.contains("J301"))
  }

  /// A note about a file that was not read is not part of the result.
  @Test func aStrayFileDoesNotMatter() throws {
    let folder = try desk()
    try folder.write("a\n1\n", "别的.csv")
    let scored = commandRun([
      "score", folder.path + "/新.jifen", folder.path, "--receipt", folder.path + "/凭据.json",
    ])
    #expect(scored.errors.contains("J622") && !scored.output.contains("别的"))
    #expect(verify(folder).status == .good)
  }
}

import Foundation
import Jifen
import Synchronization
import Testing

@testable import JifenCommand
@testable import Tables

/// Files that change while they are read, disks that are full, leftovers of runs that were killed. What needs real
/// processes is in Tests/Faults/run.
@Suite struct FaultTests {
  private static let method = """
    办法 “考核”
    表 采用，每行一个单位：
        单位  名称
        市刊  条
    表 报送，每行一个单位：
        单位  名称
        条数  条
    条款 “一”：市刊 每条 5 分
    条款 “二”：条数 每条 1 分
    总分 = 各条款之和
    公布 “得分”：单位、总分

    """

  /// Scores while `disturb` happens in the middle: after the first table was read, before the second.
  private func disturbed(
    _ rows: Int = 2, _ words: [String] = [], _ disturb: @escaping @Sendable (_ path: String) -> Void
  ) throws -> (run: CommandRun, folder: TemporaryFolder) {
    let units = (0..<rows).map { "单位\($0),\($0 % 7)\n" }.joined()
    let folder = try TemporaryFolder(["m.jifen": Self.method, "采用.csv": "单位,市刊\n" + units, "r.txt": "旧"])
    let path = folder.path
    let input = Array(("单位,条数\n" + units).utf8)
    let run = CommandRun(
      ["score", path + "/m.jifen", "采用=" + path + "/采用.csv", "报送=-", "-o", path + "/r.txt"] + words,
      Surroundings(
        environment: { _ in nil }, errorsOnTerminal: false,
        standardInput: {
          disturb(path + "/采用.csv")
          return input
        }))
    return (run, folder)
  }

  @Test func anInputThatChangesIsAnError() throws {
    // Whole in memory, and left in the file (more than 1 MiB).
    for rows in [2, 120_000] {
      let disturbances: [@Sendable (String) -> Void] = [
        { path in truncate(path, 20) },
        { path in truncate(path, 0) },
        { path in unlink(path) },
        { path in try? Data("单位,市刊\n甲,1\n".utf8).write(to: URL(fileURLWithPath: path), options: .atomic) },
        { path in
          let handle = FileHandle(forWritingAtPath: path)
          handle?.seekToEndOfFile()
          handle?.write(Data("单位x,1\n".utf8))
          try? handle?.close()
        },
      ]
      for disturb in disturbances {
        let (run, folder) = try disturbed(rows, [], disturb)
        #expect(run.status == .wrong && run.output.isEmpty)
        #expect(run.errors.contains("[J309]") && run.errors.contains("采用.csv”在读的时候变了"), "\(run.errors)")
        #expect(folder.text("r.txt") == "旧")
      }
      let (calm, folder) = try disturbed(rows) { _ in }
      #expect(calm.status == .good, "\(calm.errors)")
      #expect(folder.text("r.txt") != "旧")
    }
  }

  @Test func renderingOfAChangedInput() throws {
    let (run, folder) = try disturbed { path in
      try? Data("单位,市刊\n单位0,1\n单位1,2\n".utf8).write(to: URL(fileURLWithPath: path))
    }
    #expect(
      run.errors.replacingOccurrences(of: folder.path + "/", with: "") == """
        错误[J309]：“采用.csv”在读的时候变了
         --> 采用.csv
          = 帮助：等别的程序写完，或者先复制一份，再运行一次

        1 个错误

        """)
    let (english, other) = try disturbed(2, ["--language", "en"]) { path in truncate(path, 30) }
    #expect(
      english.errors.replacingOccurrences(of: other.path + "/", with: "").hasPrefix(
        """
        error[J309]: “采用.csv” changed while it was being read
         --> 采用.csv
          = help: wait until the other program has written it, or copy it first, and run again

        """), "\(english.errors)")
  }

  /// A file that is shorter than it was when its size was asked is not read beyond its end.
  @Test func aReaderOfAShortenedFileEnds() throws {
    let folder = try TemporaryFolder(["a": String(repeating: "x", count: 100_000)])
    let source = try #require(ByteSource.largeFile(folder.path + "/a", atLeast: 1))
    let reader = try #require(ByteReader(source))
    truncate(folder.path + "/a", 10)
    var bytes = [UInt8](repeating: 0, count: 4096)
    let complete = bytes.withUnsafeMutableBytes { reader.read(at: 50_000, into: $0) }
    #expect(!complete)
  }

  // MARK: Leftovers

  @Test func leftoversGoAtTheNextRun() throws {
    let folder = try TemporaryFolder([
      ".jifen-999999-0.tmp": "half", ".jifen-1-x.tmp": "", ".jifen-12.tmp": "", "jifen-1-0.tmp": "",
    ])
    var result = CommandResult()
    result.files = [.init(path: folder.path + "/a.txt", bytes: [65])]
    #expect(OutputFiles.write(result).isEmpty)
    #expect(folder.names == [".jifen-1-x.tmp", ".jifen-12.tmp", "a.txt", "jifen-1-0.tmp"])
  }

  /// What another run is writing stays.
  @Test func aFileBeingWrittenStays() throws {
    let folder = try TemporaryFolder([".jifen-999999-0.tmp": "half"])
    let file = open(folder.path + "/.jifen-999999-0.tmp", O_WRONLY)
    #expect(file >= 0 && flock(file, LOCK_EX | LOCK_NB) == 0)
    FileWriter.removeLeftovers(in: folder.path)
    #expect(folder.names == [".jifen-999999-0.tmp"])
    close(file)
    FileWriter.removeLeftovers(in: folder.path)
    #expect(folder.names.isEmpty)
  }

  /// A link with the name of a leftover is not followed.
  @Test func aLinkIsNoLeftover() throws {
    let folder = try TemporaryFolder(["keep.txt": "text"])
    try FileManager.default.createSymbolicLink(
      atPath: folder.path + "/.jifen-1-0.tmp", withDestinationPath: folder.path + "/keep.txt")
    FileWriter.removeLeftovers(in: folder.path)
    #expect(folder.text("keep.txt") == "text")
  }

  // MARK: Places that cannot be written

  @Test func nothingIsWrittenInPart() throws {
    let folder = try TemporaryFolder([
      "m.jifen": Self.method, "采用.csv": "单位,市刊\n甲,1\n", "报送.csv": "单位,条数\n甲,1\n",
    ])
    func run(_ output: String) -> CommandRun {
      commandRun(["score", folder.path + "/m.jifen", folder.path, "-o", output])
    }
    let full = run("/dev/full")
    #expect(full.status == .wrong && full.errors.contains("J307") && full.errors.contains("磁盘已满"))
    for path in ["/无此夹/r.csv", "/dev/null/r.csv", folder.path + "/采用.csv/r.csv"] {
      let failed = run(path)
      #expect(failed.status == .wrong && failed.errors.contains("错误["), "\(path)")
    }
    #expect(folder.names == ["m.jifen", "报送.csv", "采用.csv"].sorted())
  }

  // MARK: The paths of tables

  /// A folder of tallies gives its own files; links in it lead where who made the folder wanted, and are the user's
  /// own, as names on the command line are. A method cannot name a table's file at all.
  @Test func aBaseThatALinkLeadsOutsideIsRefused() throws {
    let outside = try TemporaryFolder(["密.jifen": Self.method])
    let name = outside.path.split(separator: "/").last.map(String.init) ?? ""
    let folder = try TemporaryFolder()
    try FileManager.default.createSymbolicLink(
      atPath: folder.path + "/连.jifen", withDestinationPath: outside.path + "/密.jifen")
    try FileManager.default.createSymbolicLink(atPath: folder.path + "/夹", withDestinationPath: outside.path)
    for base in ["连.jifen", "夹/密.jifen", "../\(name)/密.jifen", outside.path + "/密.jifen"] {
      try folder.write("沿用 “\(base)”\n", "m.jifen")
      let run = commandRun(["check", folder.path + "/m.jifen"])
      #expect(run.status == .wrong && run.errors.contains("J289"), "\(base): \(run.errors)")
    }
  }

  @Test func aLinkInAFolderOfTalliesMayNotLeadOutside() throws {
    let outside = try TemporaryFolder(["密.csv": "单位,市刊\n秘密,1\n"])
    let folder = try TemporaryFolder(["m.jifen": Self.method])
    try FileManager.default.createDirectory(atPath: folder.path + "/数据", withIntermediateDirectories: true)
    try folder.write("单位,条数\n甲,1\n", "数据/报送.csv")
    try FileManager.default.createSymbolicLink(
      atPath: folder.path + "/数据/采用.csv", withDestinationPath: outside.path + "/密.csv")
    let run = commandRun(["score", folder.path + "/m.jifen", folder.path + "/数据"])
    #expect(
      run.status == .wrong && run.errors.contains("J630") && !run.errors.contains("秘密"), "\(run.errors)")
    // Named on the command line it is what the user wants.
    let named = commandRun([
      "score", folder.path + "/m.jifen", "采用=" + folder.path + "/数据/采用.csv", folder.path + "/数据",
    ])
    #expect(!named.errors.contains("J630"), "\(named.errors)")
  }
}

import Diagnostics
import Testing

@testable import JifenCommand

/// Diagnostics of input tables and of results.
extension CommandDiagnosticTests {
  @Test func tallies() throws {
    let near = try TemporaryFolder(["采用情况.csv": ""])
    let twice = try TemporaryFolder(["采用.csv": "", "采用.json": ""])
    let empty = try TemporaryFolder()
    var broken: [Diagnostic] = []
    _ = InputFiles(standardInput: { nil }).read("-", &broken)
    verify(
      [
        Fixture(
          "J621", Self.resolved(["采用"], [near.path]).filter { $0.severity == .error },
          """
          表“采用”没有数据文件
           --> 夹
            = 是不是：“采用情况”？
            = 帮助：在文件夹里放“采用.csv”，或者写 采用=文件。
          """,
          """
          there is no file for the table “采用”
           --> 夹
            = did you mean “采用情况”?
            = help: put “采用.csv” into the folder, or write 采用=FILE.
          """),
        Fixture(
          "J622", Self.resolved(["采用"], [near.path]).filter { $0.severity == .note },
          """
          文件“采用情况.csv”不属于办法的任何一张表，没有读
           --> 夹/采用情况.csv
            = 是不是：“采用”？
          """,
          """
          the file “采用情况.csv” is for no table of the method and was not read
           --> 夹/采用情况.csv
            = did you mean “采用”?
          """),
        Fixture(
          "J623", Self.resolved(["采用", "报送"], ["采纳=a.csv"]),
          """
          办法里没有“采纳”这张表
           --> 命令行“采纳=a.csv”
            = 是不是：“采用”？
            = 帮助：办法里的表：采用、报送。
          """,
          """
          the method has no table “采纳”
           --> command line “采纳=a.csv”
            = did you mean “采用”?
            = help: the method's tables: 采用, 报送.
          """),
        Fixture(
          "J624", Self.resolved(["采用"], ["采用=a.csv", "采用=a.csv"]),
          """
          表“采用”的文件“a.csv”给了两次
           --> 命令行“采用=a.csv”
            = 帮助：只留一个。
          """,
          """
          the file “a.csv” is given twice for the table “采用”
           --> command line “采用=a.csv”
            = help: keep one.
          """),
        Fixture(
          "J625", Self.resolved(["采用"], [twice.path]),
          """
          表“采用”有几个文件：采用.csv、采用.json
           --> 夹
            = 帮助：只留一个，或者写 采用=文件 指定。
          """,
          """
          there are several files for the table “采用”: 采用.csv, 采用.json
           --> 夹
            = help: keep one, or name it with 采用=FILE.
          """),
        Fixture(
          "J626", Self.resolved(["采用", "报送"], ["六月.csv"]),
          """
          看不出“六月.csv”是哪张表的数据
           --> 命令行“六月.csv”
            = 帮助：写成“表名=文件”；办法里的表：采用、报送。
          """,
          """
          it is not clear which table “六月.csv” is for
           --> command line “六月.csv”
            = help: write TABLE=FILE; the method's tables: 采用, 报送.
          """),
        Fixture(
          "J627", Self.resolved(["采用"], [empty.path]),
          """
          文件夹“夹”里没有数据文件
           --> 夹
            = 帮助：放入 .csv、.tsv、.txt 或 .json 文件。
          """,
          """
          the folder “夹” holds no table
           --> 夹
            = help: put .csv, .tsv, .txt or .json files into it.
          """),
        Fixture(
          "J628", Self.resolved([], ["a.csv"]),
          """
          办法里没有表，用不上数据
           --> 命令行“a.csv”
            = 帮助：在办法里加一段“表 名称，每行一个单位：”。
          """,
          """
          the method has no table, so it cannot use any data
           --> command line “a.csv”
            = help: add “table NAME, each_row unit:” to the method.
          """),
        Fixture(
          "J629", broken,
          """
          标准输入读不出来，或者超过 1 GB
           --> -
            = 帮助：改用文件名。
          """,
          """
          standard input cannot be read, or is larger than 1 GB
           --> -
            = help: give a file name instead.
          """),
      ], folders: [near.path, twice.path, empty.path])
  }

  @Test func results() throws {
    let folder = try TemporaryFolder(["文件": "", "空夹": ""])
    let notMade = OutputFiles.write(
      {
        var result = CommandResult()
        result.folders = [folder.path + "/文件/x"]
        return result
      }())
    verify(
      [
        Fixture(
          "J641", Self.published(["附件1", "附件2"], "--format", "csv"),
          """
          办法公布 2 张表，CSV 一个文件只能放一张：“附件1”、“附件2”
           --> 命令行“--format csv”
            = 帮助：写 --table 表名 取一张，或者 -o 文件夹/ 每张写一个文件。
          """,
          """
          the method publishes 2 tables and a CSV file holds one: “附件1”, “附件2”
           --> command line “--format csv”
            = help: pick one with --table NAME, or write one file each with -o FOLDER/.
          """),
        Fixture(
          "J642", Self.published(["附件1", "附件2"], "--table", "附件"),
          """
          办法没有公布“附件”这张表
           --> 命令行“--table 附件”
            = 是不是：“附件1”、“附件2”？
            = 帮助：公布的表：“附件1”、“附件2”。
          """,
          """
          the method publishes no table “附件”
           --> command line “--table 附件”
            = did you mean “附件1”, “附件2”?
            = help: published tables: “附件1”, “附件2”.
          """),
        Fixture(
          "J643", Self.published(["附件/1", "附件:1"], "-o", "夹/"),
          """
          表“附件/1”与“附件:1”会写进同一个文件“附件_1.csv”
           --> 命令行“-o 夹/”
            = 帮助：把其中一张改个名字，或者用 --table 一张一张写。
          """,
          """
          the tables “附件/1” and “附件:1” would be written to the same file “附件_1.csv”
           --> command line “-o 夹/”
            = help: rename one of them, or write them one by one with --table.
          """),
        Fixture(
          "J644", Self.published([], "--format", "csv"),
          """
          办法没有公布任何表
           --> 命令行“--format csv”
            = 帮助：在办法里加一行，例如：公布 “得分”：单位、总分
          """,
          """
          the method publishes no table
           --> command line “--format csv”
            = help: add a line to the method, for example: publish “scores”: unit | total
          """),
        Fixture(
          "J645", [Diagnostic(.outputBroken, at: .nowhere, Phrase("磁盘已满", "the disk is full"))],
          """
          结果没有写完：磁盘已满
            = 帮助：查看磁盘是否已满、管道另一头的程序是否提前结束。
          """,
          """
          the result could not be written whole: the disk is full
            = help: see whether the disk is full, or the program at the other end of the pipe ended early.
          """),
        Fixture(
          "J646", [Diagnostic(.notInLayout, at: .file("a.jifen"), "a.jifen")],
          """
          格式不是统一的格式
           --> a.jifen
            = 帮助：运行 jifen fmt a.jifen 改过来。
          """,
          """
          the file is not in the one layout
           --> a.jifen
            = help: run jifen fmt a.jifen to change it.
          """),
        Fixture(
          "J647", Command.test.run(Self.invocation("test", folder.path)).diagnostics,
          """
          “夹”里没有办法文件
           --> 夹
            = 帮助：办法文件的扩展名是 .jifen。
          """,
          """
          there is no method file in “夹”
           --> 夹
            = help: method files have the extension .jifen.
          """),
        Fixture(
          "J648", notMade,
          """
          不能建立文件夹“夹/文件/x”
           --> 夹/文件/x
            = 帮助：查看上级文件夹的权限，以及是否有同名的文件。
          """,
          """
          the folder “夹/文件/x” cannot be made
           --> 夹/文件/x
            = help: check the permissions of the folder above it, and whether a file has that name.
          """),
      ], folders: [folder.path])
  }
}

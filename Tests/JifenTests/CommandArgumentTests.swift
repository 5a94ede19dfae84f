import Diagnostics
import Testing

@testable import JifenCommand

/// A run with a silent locale, unless `locale` says otherwise.
func commandRun(
  _ words: [String], locale: [String: String] = [:], terminal: Bool = false, input: [UInt8]? = []
) -> CommandRun {
  CommandRun(
    words,
    Surroundings(environment: { locale[$0] }, errorsOnTerminal: terminal, standardInput: { input }))
}

@Suite struct CommandArgumentTests {
  @Test func formsOfOptions() {
    let line = ParsedCommandLine([
      "score", "办法.jifen", "--format", "csv", "采用=a.csv", "--table=附件1=2", "-oout.csv", "--set", "a=-1",
      "--set=b=2", "-",
      "--", "--help", "-x",
    ])
    #expect(line.diagnostics.isEmpty)
    #expect(line.command?.name == "score")
    #expect(line.arguments.operands == ["办法.jifen", "采用=a.csv", "-", "--help", "-x"])
    #expect(line.arguments.value("--format") == "csv")
    #expect(line.arguments.value("--table") == "附件1=2")
    #expect(line.arguments.value("--output") == "out.csv")
    #expect(line.arguments.values("--set") == ["a=-1", "b=2"])
    #expect(ParsedCommandLine(["--language", "en", "new", "-o=x", "a"]).arguments.value("--output") == "x")
    #expect(ParsedCommandLine(["score", "-o", "-", "m", "d"]).arguments.value("--output") == "-")
  }

  @Test func everyCommandHelpsItselfInBothLanguages() {
    for command in Command.all {
      for language in Language.allCases {
        let run = commandRun([command.name, "--help", "--language", language.rawValue])
        #expect(run.status == .good)
        #expect(run.errors.isEmpty)
        #expect(run.output.hasPrefix("jifen \(command.name) — \(command.summary[language])\n\n"))
        #expect(run.output == commandRun(["help", command.name, "--language", language.rawValue]).output)
      }
    }
    #expect(Set(Command.all.map(\.name)).count == Command.all.count)
  }

  @Test func overviewAndVersion() {
    let bare = commandRun([])
    #expect(bare.status == .usage && bare.output.isEmpty)
    #expect(bare.errors == commandRun(["help"]).output)
    #expect(commandRun(["--help"]).output == bare.errors)
    #expect(commandRun(["--version"]).output == "jifen \(Version.number)\n")
    #expect(commandRun(["version"]).output == "jifen \(Version.number)\n")
  }

  @Test func helpPage() {
    #expect(
      commandRun(["help", "fmt"]).output == """
        jifen fmt — 把办法文件写成统一的格式，也可以换关键字的语言

        用法：jifen fmt 文件… [选项]

          文件  办法文件，- 为标准输入

        选项：
          --check           只检查，不改；有不合格式的文件时退出码为 1
          --language zh|en  把关键字换成这种语言；诊断也用它

        通用选项：
          --diagnostics text|json   诊断的格式，写到标准错误
          --color auto|always|never
                                    诊断是否用颜色；auto 只在终端上用
          -h, --help                显示本命令的说明

        文件就地改写，改了的文件名输出一行；意思不变，注释保留。- 从标准输入读，写到标准输出。
        有一个文件有错时，哪个文件都不改。
        例：
          jifen fmt RuleSets/*.jifen
          jifen fmt --language en - < 办法.jifen

        """)
    #expect(
      commandRun(["help", "explain-code", "--language", "en"]).output == """
        jifen explain-code — tell about a diagnostic at length; without a code, list all

        Usage: jifen explain-code [CODE] [OPTIONS]

          CODE  code of a diagnostic, such as J601

        Options of all commands:
          --language zh|en          language of texts and diagnostics; by default the locale's, Chinese where it is silent
          --diagnostics text|json   format of the diagnostics on standard error
          --color auto|always|never
                                    colours in diagnostics; auto: only on a terminal
          -h, --help                show this command's help

        Example: jifen explain-code J601

        """)
  }

  @Test func languageOfTheLocale() {
    func language(_ locale: [String: String]) -> Language { commandRun(["version"], locale: locale).language }
    #expect(language([:]) == .chinese)
    #expect(language(["LANG": "C"]) == .chinese)
    #expect(language(["LANG": "C.UTF-8"]) == .chinese)
    #expect(language(["LANG": "zh_CN.GB18030"]) == .chinese)
    #expect(language(["LANG": "en_US.UTF-8"]) == .english)
    #expect(language(["LC_ALL": "", "LC_MESSAGES": "de_DE", "LANG": "zh_CN"]) == .english)
    #expect(language(["LC_ALL": "POSIX", "LANG": "en_US"]) == .chinese)
    #expect(commandRun(["version", "--language", "en"]).language == .english)
  }

  @Test func colours() {
    #expect(!commandRun(["x"]).errors.contains("\u{1B}"))
    #expect(commandRun(["x"], terminal: true).errors.contains("\u{1B}"))
    #expect(!commandRun(["x"], locale: ["NO_COLOR": "1"], terminal: true).errors.contains("\u{1B}"))
    #expect(!commandRun(["x"], locale: ["TERM": "dumb"], terminal: true).errors.contains("\u{1B}"))
    #expect(!commandRun(["x", "--color", "never"], terminal: true).errors.contains("\u{1B}"))
    #expect(commandRun(["x", "--color=always"]).errors.contains("\u{1B}"))
  }

  @Test func diagnosticsForTools() {
    let run = commandRun(["scoer", "--diagnostics", "json", "--language", "en"])
    #expect(run.status == .usage)
    #expect(run.output.isEmpty)
    #expect(
      run.errors == """
        [
          {
            "code": "J601",
            "severity": "error",
            "message": "there is no command “scoer”",
            "help": "jifen help lists all commands.",
            "near": ["score"],
            "place": {"argument": "scoer"},
            "related": []
          }
        ]

        """)
  }

  @Test func codesAreExplained() {
    #expect(
      commandRun(["explain-code", "j610"]).output == """
        错误[J610]：标准输入“-”只能用一次

        “-”表示从标准输入读，读完就没有了，不能既当办法又当数据。例如 cat 采用.csv | jifen score 办法.jifen - 是可以的。

        帮助：其中一个换成文件名。

        """)
    let list = commandRun(["explain-code", "--language", "en"]).output
    #expect(list.contains("\nJ603  “…” needs a value\n"))
    #expect(list.split(separator: "\n").count == Code.all.count)
    #expect(Set(Code.all.map(\.id)).count == Code.all.count)
  }

  @Test func exitStatus() {
    let wrong = Code("J999", .error, Phrase(""), detail: Phrase(""))
    let noted = Code("J998", .note, Phrase(""), detail: Phrase(""))
    let usage = Diagnostic(wrong, at: .argument("x"))
    let data = Diagnostic(wrong, at: .file("x"))
    let note = Diagnostic(noted, at: .file("x"))
    #expect(ExitStatus([], failed: false) == .good)
    #expect(ExitStatus([note], failed: false) == .good)
    #expect(ExitStatus([note], failed: true) == .wrong)
    #expect(ExitStatus([note, usage], failed: false) == .usage)
    #expect(ExitStatus([usage, data], failed: false) == .wrong)
  }

  @Test func fileNames() {
    #expect(FileName("/a.b/公布.2.CSV").stem == "公布.2")
    #expect(FileName("/a.b/公布.2.CSV").fileExtension == "csv")
    #expect(FileName(".jifen").stem == ".jifen")
    #expect(FileName.safe("附件1/部门:\u{1}?") == "附件1_部门___")
    #expect(FileName.safe(" ..") == "_")
    #expect(FileName.safe(String(repeating: "长", count: 100)).utf8.count == 198)
    #expect(
      FileName.joined("", "a") == "a" && FileName.joined("d/", "a") == "d/a"
        && FileName.joined("/", "a") == "/a")
    #expect(FileName.folder("a") == "" && FileName.folder("/a") == "/" && FileName.folder("x/y/a") == "x/y")
  }
}

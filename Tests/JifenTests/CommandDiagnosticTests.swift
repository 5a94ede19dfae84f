import Diagnostics
import Engine
import Testing
import Workbooks

@testable import JifenCommand

/// Every diagnostic of the command line, as a run prints it in both languages.
@Suite struct CommandDiagnosticTests {
  /// The rendering without its summary.
  static func rendered(_ diagnostics: [Diagnostic], _ language: Language) -> String {
    Render.terminal(diagnostics, language).split(separator: "\n").dropLast().joined(separator: "\n")
  }

  static func usage(_ words: String...) -> [Diagnostic] { ParsedCommandLine(words).diagnostics }

  static func invocation(_ words: String...) -> Invocation {
    Invocation(
      arguments: ParsedCommandLine(words).arguments, language: .chinese,
      files: InputFiles(standardInput: { nil }))
  }

  static func resolved(_ tables: [String], _ operands: [String]) -> [Diagnostic] {
    var resolver = TallyResolver(tables: tables, InputFiles(standardInput: { nil }))
    _ = resolver.resolve(operands)
    return resolver.diagnostics
  }

  static func published(_ tables: [String], _ words: String...) -> [Diagnostic] {
    let outcome = Outcome(
      method: "办法",
      tables: tables.map { .init(name: $0, group: nil, isSectioned: false, columns: [], rows: []) },
      lists: [], grades: [],
      findings: [])
    let invocation = Invocation(
      arguments: ParsedCommandLine(["score", "m", "d"] + words).arguments, language: .chinese,
      files: InputFiles(standardInput: { nil }))
    return OutcomePublisher(invocation, []) { _ in
      .success(WorkbookDocument(sheets: [], application: "", footer: ""))
    }.publish(outcome).diagnostics
  }

  struct Fixture {
    let code: String
    let diagnostics: [Diagnostic]
    let chinese: String
    let english: String

    init(_ code: String, _ diagnostics: [Diagnostic], _ chinese: String, _ english: String) {
      self.code = code
      self.diagnostics = diagnostics
      self.chinese = chinese
      self.english = english
    }
  }

  @Test func commandLine() {
    var diagnostics: [Diagnostic] = []
    _ = Self.invocation("score", "m", "d", "--set", "每条 5 分").settings(&diagnostics)
    let settings = diagnostics
    diagnostics = []
    _ = Self.invocation("score", "-", "采用=-").loadRun(&diagnostics)
    let twice = diagnostics
    let code = Command.explainCode.run(Self.invocation("explain-code", "J60")).diagnostics
    let together = Command.test.run(Self.invocation("test", "a.jifen", "b.jifen", "--tallies", "d"))
      .diagnostics
    verify([
      Fixture(
        "J601", Self.usage("scroe"),
        """
        没有“scroe”这个命令
         --> 命令行“scroe”
          = 是不是：“score”？
          = 帮助：jifen help 列出全部命令。
        """,
        """
        there is no command “scroe”
         --> command line “scroe”
          = did you mean “score”?
          = help: jifen help lists all commands.
        """),
      Fixture(
        "J601", Self.usage("延津.jifen", "d"),
        """
        没有“延津.jifen”这个命令
         --> 命令行“延津.jifen”
          = 帮助：给数据计分写：jifen score 延津.jifen 数据
        """,
        """
        there is no command “延津.jifen”
         --> command line “延津.jifen”
          = help: to score tallies: jifen score 延津.jifen TALLIES
        """),
      Fixture(
        "J602", Self.usage("score", "m", "d", "——format", "csv"),
        """
        jifen score 没有“——format”这个选项
         --> 命令行“——format”
          = 是不是：“--format”？
          = 帮助：在命令后面写 --help 可以看到它的选项。
        """,
        """
        jifen score has no option “——format”
         --> command line “——format”
          = did you mean “--format”?
          = help: write --help after the command to see its options.
        """),
      Fixture(
        "J602", Self.usage("check", "m", "--against", "甲"),
        """
        jifen check 没有“--against”这个选项
         --> 命令行“--against”
          = 帮助：这是 jifen explain 的选项。
        """,
        """
        jifen check has no option “--against”
         --> command line “--against”
          = help: it is an option of jifen explain.
        """),
      Fixture(
        "J603", Self.usage("score", "m", "d", "--table"),
        """
        “--table”后面缺一个值
         --> 命令行“--table”
          = 帮助：写成 --table 表名。
        """,
        """
        “--table” needs a value
         --> command line “--table”
          = help: write --table NAME.
        """),
      Fixture(
        "J604", Self.usage("fmt", "--check=no", "m"),
        """
        “--check”不带值，却写了“no”
         --> 命令行“--check=no”
          = 帮助：只写 --check。
        """,
        """
        “--check” takes no value, but “no” is given
         --> command line “--check=no”
          = help: write --check alone.
        """),
      Fixture(
        "J605", Self.usage("score", "m", "d", "--format", "cvs"),
        """
        “--format”不能是“cvs”
         --> 命令行“--format cvs”
          = 是不是：“csv”？
          = 帮助：可以写：text、csv、json、markdown、xlsx。
        """,
        """
        “--format” cannot be “cvs”
         --> command line “--format cvs”
          = did you mean “csv”?
          = help: it may be: text, csv, json, markdown, xlsx.
        """),
      Fixture(
        "J606", Self.usage("score", "m", "d", "-o", "a", "--output=b"),
        """
        “--output”写了两次
         --> 命令行“--output=b”
          = 帮助：只留一个。
        """,
        """
        “--output” is given twice
         --> command line “--output=b”
          = help: keep one of them.
        """),
      Fixture(
        "J607", Self.usage("score", "m"),
        """
        缺少参数：数据
         --> 命令行“jifen score”
          = 帮助：写成：jifen score 办法 数据… [选项]
        """,
        """
        missing: TALLIES
         --> command line “jifen score”
          = help: write: jifen score METHOD TALLIES… [OPTIONS]
        """),
      Fixture(
        "J608", Self.usage("figures", "2024", "年.jifen"),
        """
        多了一个参数“年.jifen”
         --> 命令行“年.jifen”
          = 帮助：写成：jifen figures 办法 [选项]
        """,
        """
        “年.jifen” is one argument too many
         --> command line “年.jifen”
          = help: write: jifen figures METHOD [OPTIONS]
        """),
      Fixture(
        "J609", settings,
        """
        “每条 5 分”里没有等号
         --> 命令行“--set 每条 5 分”
          = 帮助：写成 --set '地址=值'，例如 --set '“（二）” 省单条 每条=6 分'；jifen figures 列出全部地址。
        """,
        """
        there is no = in “每条 5 分”
         --> command line “--set 每条 5 分”
          = help: write --set 'ADDRESS=VALUE', for example --set '“(2)” province each=6 points'; jifen figures lists all addresses.
        """),
      Fixture(
        "J610", twice,
        """
        标准输入“-”只能用一次
         --> 命令行“采用=-”
          = 帮助：其中一个换成文件名。
        """,
        """
        standard input, “-”, can be read only once
         --> command line “采用=-”
          = help: give a file name for one of them.
        """),
      Fixture(
        "J611", code,
        """
        没有“J60”这个诊断代号
         --> 命令行“J60”
          = 是不是：“J601”、“J602”、“J603”？
          = 帮助：不带参数的 jifen explain-code 列出全部代号。
        """,
        """
        there is no diagnostic code “J60”
         --> command line “J60”
          = did you mean “J601”, “J602”, “J603”?
          = help: jifen explain-code without an argument lists all codes.
        """),
      Fixture(
        "J612", together,
        """
        “--tallies”要和“一个办法文件”一起用
         --> 命令行“--tallies d”
          = 帮助：加上 一个办法文件，或者去掉 --tallies。
        """,
        """
        “--tallies” goes together with “one method file”
         --> command line “--tallies d”
          = help: add one method file, or leave --tallies out.
        """),
    ])
  }

  func verify(_ fixtures: [Fixture], folders: [String] = []) {
    for fixture in fixtures {
      for language in Language.allCases {
        var text = Self.rendered(fixture.diagnostics, language)
        for folder in folders {
          text = text.split(separator: folder, omittingEmptySubsequences: false).joined(separator: "夹")
        }
        let severity = fixture.diagnostics.first?.severity ?? .error
        let words: [Severity: Phrase] = [
          .error: Phrase("错误", "error"), .warning: Phrase("警告", "warning"), .note: Phrase("说明", "note"),
        ]
        let head = (words[severity]?[language] ?? "") + "[\(fixture.code)]" + Phrase("：", ": ")[language]
        #expect(text == head + Phrase(fixture.chinese, fixture.english)[language])
      }
    }
  }
}

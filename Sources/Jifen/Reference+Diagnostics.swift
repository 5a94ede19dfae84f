import Diagnostics

extension Reference {
  /// Every diagnostic code with its texts in both languages.
  public static func diagnostics() -> String {
    let codes = Code.all.sorted { $0.id < $1.id }
    let sections = families.map { prefix, title in
      let own = codes.filter { $0.id.hasPrefix(prefix) }
      return "## \(prefix) · \(title.english) · \(title.chinese)\n\n" + own.map(entry).joined(separator: "\n")
    }
    return """
      # Diagnostics

      Every message of the program by its code, as `jifen explain-code CODE` tells it.

      ## How to read this page

      A code never changes its meaning; the wording may get better. *Errors* stop a run: nothing is printed to standard
      output and no file is written. *Warnings* and *notes* stand beside the result. … stands for what the case at hand
      fills in. `--language zh|en` chooses the language, `--diagnostics json` prints them for tools.

      代号的意思不变。“错误”会使运行停下，什么也不输出；“警告”和“说明”与结果一起列出。


      """ + sections.joined(separator: "\n")
  }

  private static let families: [(String, Phrase)] = [
    ("J1", Phrase("办法的文字", "The text of a method")),
    ("J2", Phrase("办法的意思", "What a method means")),
    ("J3", Phrase("文件", "Files")),
    ("J4", Phrase("数据", "Data")),
    ("J5", Phrase("计分时的发现", "Findings")),
    ("J6", Phrase("命令行", "The command line")),
    ("J7", Phrase("办法本身的毛病", "Flaws of a method")),
    ("J8", Phrase("核对印发的表，比较办法", "Audits of published tables, comparisons")),
  ]

  private static func entry(_ code: Code) -> String {
    var text = "### \(code.id) · \(severity(code.severity))\n\n"
    let texts: [Phrase?] = [code.message, code.help, code.detail]
    let titles = [Phrase("", ""), Phrase("帮助：", "Help: "), Phrase("", "")]
    for language in [Language.chinese, .english] {
      let lines = zip(titles, texts).compactMap { title, phrase in
        phrase.map { title[language] + plain(withoutPlaces($0[language])) }
      }
      let head = lines.first.map { "**\($0)**" } ?? ""
      text += ([head] + lines.dropFirst()).joined(separator: language == .chinese ? "　" : " · ") + "\n\n"
    }
    return String(text.dropLast())
  }

  private static func severity(_ severity: Severity) -> String {
    switch severity {
    case .error: "error · 错误"
    case .warning: "warning · 警告"
    case .note: "note · 说明"
    }
  }

  /// `{0}` and its like as ….
  private static func withoutPlaces(_ template: String) -> String {
    var result = ""
    var rest = Substring(template)
    while let open = rest.firstIndex(of: "{") {
      let after = rest[rest.index(after: open)...]
      guard let close = after.firstIndex(of: "}"), Int(after[..<close]) != nil else {
        result += rest[...open]
        rest = after
        continue
      }
      result += rest[..<open] + "…"
      rest = after[after.index(after: close)...]
    }
    return result + rest
  }
}

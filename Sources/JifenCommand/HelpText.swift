import Diagnostics

/// Help pages, all made from the table of commands.
enum HelpText {
  /// jifen score 办法 数据… [选项]
  static func usage(_ command: Command, _ language: Language) -> String {
    let operands = command.operands.map { $0.usage(language) }
    return (["jifen", command.name] + operands + [Phrase("[选项]", "[OPTIONS]")[language]]).joined(
      separator: " ")
  }

  /// The page of `jifen help`.
  static func overview(_ language: Language) -> String {
    let title = Phrase(
      "jifen — 计分：把办法写成文件，给数据计分", "jifen: scoring methods as text files, run against tallies")
    let usage = Phrase("用法：jifen 命令 …", "Usage: jifen COMMAND …")
    let commands = Phrase("命令：", "Commands:")
    let more = Phrase(
      "jifen help 命令 看一个命令的说明；jifen explain-code 代号 看一条诊断的说明。",
      "jifen help COMMAND tells about one command, jifen explain-code CODE about one diagnostic.")
    let rows = Command.all.map { ($0.name, $0.summary[language]) }
    return [
      title[language], "", usage[language], "", commands[language], columns(rows), "",
      Phrase("通用选项：", "Options of all commands:")[language],
      columns((Command.commonOptions + [.version]).map { ($0.usage(language), $0.meaning[language]) }), "",
      more[language], "",
    ].joined(separator: "\n")
  }

  /// The page of one command.
  static func page(_ command: Command, _ language: Language) -> String {
    var blocks = [
      "jifen \(command.name) — " + command.summary[language],
      Phrase("用法：", "Usage: ")[language] + usage(command, language),
    ]
    if !command.operands.isEmpty {
      blocks.append(columns(command.operands.map { ($0.name[language], $0.meaning[language]) }))
    }
    if !command.options.isEmpty {
      blocks.append(section(Phrase("选项：", "Options:"), command.options, language))
    }
    let common = Command.commonOptions.filter { option in !command.options.contains { $0.name == option.name }
    }
    blocks.append(section(Phrase("通用选项：", "Options of all commands:"), common, language))
    if !command.detail[language].isEmpty { blocks.append(command.detail[language]) }
    return blocks.joined(separator: "\n\n") + "\n"
  }

  private static func section(_ title: Phrase, _ options: [Command.Option], _ language: Language) -> String {
    title[language] + "\n" + columns(options.map { ($0.usage(language), $0.meaning[language]) })
  }

  /// Two columns, the second aligned; a long first one stands on its own line.
  private static func columns(_ rows: [(String, String)]) -> String {
    let limit = 24
    let width = min(limit, rows.reduce(0) { max($0, DisplayWidth.of($1.0)) })
    return rows.map { head, text in
      let gap = DisplayWidth.of(head) > limit ? head + "\n" + String(repeating: " ", count: width + 2) : nil
      return "  " + (gap ?? DisplayWidth.padded(head, to: width)) + "  " + text
    }.joined(separator: "\n")
  }
}

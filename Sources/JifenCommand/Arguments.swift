import Diagnostics

/// The arguments of one command after parsing: every option in it is known, and its values are allowed ones.
struct Arguments: Sendable {
  private(set) var operands: [String] = []
  private var values: [String: [String]] = [:]

  /// The value of an option that is given at most once.
  func value(_ option: String) -> String? { values[option]?.last }

  /// The values of an option that may be repeated, in order.
  func values(_ option: String) -> [String] { values[option] ?? [] }

  func has(_ option: String) -> Bool { values[option] != nil }

  /// The operand at an index; empty where an optional one was left out.
  func operand(_ index: Int) -> String { operands.indices.contains(index) ? operands[index] : "" }

  mutating func append(operand: String) { operands.append(operand) }

  mutating func append(_ value: String, to option: String) { values[option, default: []].append(value) }
}

/// A parsed command line. `command` is nil where none was named or it is unknown.
struct ParsedCommandLine: Sendable {
  var command: Command?
  var arguments = Arguments()
  var diagnostics: [Diagnostic] = []

  /// Reads a command line without the program's name. All that is wrong with it is reported at once.
  init(_ words: [String]) {
    var parser = ArgumentParser(words)
    parser.run()
    command = parser.command
    arguments = parser.arguments
    diagnostics = parser.diagnostics
  }
}

private struct ArgumentParser {
  private let words: [String]
  private var index = 0
  private var named = ""
  private(set) var command: Command?
  private(set) var arguments = Arguments()
  private(set) var diagnostics: [Diagnostic] = []

  init(_ words: [String]) {
    self.words = words
  }

  mutating func run() {
    var optionsEnded = false
    while index < words.count {
      let word = words[index]
      index += 1
      if !optionsEnded, word == "--" {
        optionsEnded = true
      } else if !optionsEnded, Self.looksLikeOption(word) {
        option(word)
      } else if named.isEmpty, !word.isEmpty {
        name(word)
      } else {
        arguments.append(operand: word)
      }
    }
    countOperands()
  }

  private static func looksLikeOption(_ word: String) -> Bool {
    guard word.count > 1 else { return false }
    return word.hasPrefix("-") || wideDashes.contains { word.hasPrefix($0) }
  }

  /// What an input method makes of `-` and `--`.
  private static let wideDashes = ["——", "－－", "－", "—", "–", "−"]

  private mutating func name(_ word: String) {
    named = word
    command = Command.named(word)
    guard command == nil else { return }
    let near = Nearness.suggestions(for: word, among: Command.all.map(\.name))
    var help: Phrase?
    if word.hasSuffix(".jifen") {
      help = Phrase("给数据计分写：jifen score \(word) 数据", "to score tallies: jifen score \(word) TALLIES")
    }
    diagnostics.append(Diagnostic(.unknownCommand, at: .argument(word), Phrase(word), near: near, help: help))
  }

  private var known: [Command.Option] { command?.allOptions ?? Command.commonOptions + [.version] }

  private mutating func option(_ word: String) {
    let (head, attached) = Self.split(word)
    guard let option = known.first(where: { $0.name == head || $0.short == head }) else {
      return unknown(word, head)
    }
    guard option.value != nil else {
      if let attached {
        diagnostics.append(Diagnostic(.valueNotTaken, at: .argument(word), Phrase(head), Phrase(attached)))
      }
      return arguments.append("", to: option.name)
    }
    guard let value = attached ?? next() else {
      let value = option.value ?? ""
      let form = Phrase("\(head) \(value.chinese)", "\(head) \(value.english)")
      return diagnostics.append(Diagnostic(.valueMissing, at: .argument(word), Phrase(head), form))
    }
    if arguments.has(option.name), !option.repeats {
      diagnostics.append(Diagnostic(.optionRepeated, at: .argument(word), Phrase(option.name)))
    } else if !option.choices.isEmpty, !option.choices.contains(value) {
      let near = Nearness.suggestions(for: value, among: option.choices)
      let choices = Phrase(option.choices.joined(separator: "、"), option.choices.joined(separator: ", "))
      diagnostics.append(
        Diagnostic(
          .valueNotAllowed, at: .argument(head + " " + value), Phrase(option.name), Phrase(value), choices,
          near: near))
    } else {
      arguments.append(value, to: option.name)
    }
  }

  /// The next word as a value; an option there means that the value was forgotten.
  private mutating func next() -> String? {
    guard index < words.count, !words[index].hasPrefix("--") else { return nil }
    index += 1
    return words[index - 1]
  }

  /// `--opt=value`, `-ovalue` and `-o=value` in two.
  private static func split(_ word: String) -> (head: String, value: String?) {
    if word.hasPrefix("--") {
      guard let equal = word.firstIndex(of: "=") else { return (word, nil) }
      return (String(word[..<equal]), String(word[word.index(after: equal)...]))
    }
    guard word.hasPrefix("-"), word.count > 2 else { return (word, nil) }
    let rest = word.dropFirst(2)
    return (String(word.prefix(2)), String(rest.hasPrefix("=") ? rest.dropFirst() : rest))
  }

  private mutating func unknown(_ word: String, _ head: String) {
    // The value that belongs to it, most likely, must not become an operand.
    let names = known.flatMap { [$0.name] + [$0.short].compactMap { $0 } }
    var plain = head
    for dash in Self.wideDashes where plain.hasPrefix(dash) {
      plain = (dash.count == 2 || plain.count > 2 ? "--" : "-") + plain.dropFirst(dash.count)
      break
    }
    let others = Command.all.filter { command in
      command.options.contains { $0.name == plain || $0.short == plain }
    }
    // An option of another command is no slip of the pen.
    let near =
      names.contains(plain)
      ? [plain]
      : others.isEmpty
        ? Nearness.suggestions(for: plain, among: names.filter { $0.hasPrefix("--") }) : []
    if !word.contains("="), let likely = known.first(where: { $0.name == near.first }), likely.value != nil {
      _ = next()
    }
    var help: Phrase?
    if near.isEmpty, !others.isEmpty {
      let commands = others.map { "jifen " + $0.name }
      help = Phrase(
        "这是 \(commands.joined(separator: "、")) 的选项。",
        "it is an option of \(commands.joined(separator: ", ")).")
    }
    let name = command.map { " " + $0.name } ?? ""
    diagnostics.append(
      Diagnostic(
        .unknownOption, at: .argument(word), Phrase(head), Phrase("jifen" + name), near: near, help: help))
  }

  private mutating func countOperands() {
    guard let command, !arguments.has("--help") else { return }
    let operands = command.operands
    let required = operands.filter { !$0.isOptional }
    // Worked out only for a message: few command lines need one.
    var usage: Phrase { Phrase(HelpText.usage(command, .chinese), HelpText.usage(command, .english)) }
    if arguments.operands.count < required.count {
      let missing = required[arguments.operands.count...].map(\.name)
      diagnostics.append(
        Diagnostic(
          .operandMissing, at: .argument("jifen " + command.name),
          Phrase(
            missing.map(\.chinese).joined(separator: "、"), missing.map(\.english).joined(separator: ", ")),
          usage))
    }
    if arguments.operands.count > operands.count, !operands.contains(where: \.repeats) {
      for extra in arguments.operands[operands.count...] {
        diagnostics.append(Diagnostic(.operandNotTaken, at: .argument(extra), Phrase(extra), usage))
      }
    }
  }
}

import Diagnostics

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// How a command that goes on until it is stopped waits, and what it says on the way.
struct Patience: Sendable {
  /// Waits a moment; false: it is time to stop.
  var pause: @Sendable () -> Bool = { false }
  /// Writes to standard error.
  var tell: @Sendable (String) -> Void = { _ in }

  static let process = Patience(
    pause: {
      // A fifth of a second: soon enough for who looks at the page, and no load.
      usleep(200_000)
      return true
    },
    tell: { text in _ = StandardStream.errors.write(text) })
}

/// What a run sees of the process around it.
struct Surroundings: Sendable {
  /// The value of an environment variable; nil where it is not set.
  var environment: @Sendable (String) -> String?
  /// Whether standard error is a terminal.
  var errorsOnTerminal: Bool
  /// All of standard input; nil where it cannot be read or is too large.
  var standardInput: @Sendable () -> [UInt8]?

  var patience = Patience()

  static var process: Surroundings {
    Surroundings(
      environment: { name in getenv(name).map { String(cString: $0) } },
      errorsOnTerminal: StandardStream.errors.isTerminal,
      standardInput: { StandardStream.input.readAll(limit: Limits.standardInputBytes) },
      patience: .process)
  }

  /// The language of the locale: of the first of LC_ALL, LC_MESSAGES and LANG that is set. Chinese where none
  /// is, or where it only says C or POSIX; English for every locale that is not Chinese.
  var language: Language {
    let names = ["LC_ALL", "LC_MESSAGES", "LANG"]
    guard let locale = names.lazy.compactMap(environment).first(where: { !$0.isEmpty }) else {
      return .chinese
    }
    let name = locale.prefix { $0 != "." && $0 != "@" && $0 != "_" }.lowercased()
    switch name {
    case "c", "posix", "zh", "chinese": return .chinese
    default: return .english
    }
  }

  /// Whether `--color auto` means colours.
  var wantsColor: Bool {
    let dumb = environment("TERM") == "dumb"
    let refused = environment("NO_COLOR").map { !$0.isEmpty } ?? false
    return errorsOnTerminal && !dumb && !refused
  }
}

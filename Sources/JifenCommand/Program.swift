import Diagnostics

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The program `jifen`: runs the command of its command line over the process's own streams and ends it.
public enum Program {
  public static func run() -> Never {
    // A closed pipe is an error of `write`, not the end of the process.
    signal(SIGPIPE, SIG_IGN)
    // So is a file that grows beyond `ulimit -f`.
    signal(SIGXFSZ, SIG_IGN)
    let run = CommandRun(Array(CommandLine.arguments.dropFirst()), .process)
    var status = run.status
    var broken = StandardStream.output.write(run.output)
    run.pieces? { piece in if broken == nil { broken = StandardStream.output.write(piece) } }
    if let failure = broken {
      let diagnostic = Diagnostic(.outputBroken, at: .nowhere, failure)
      _ = StandardStream.errors.write(Render.terminal([diagnostic], run.language))
      status = .wrong
    }
    _ = StandardStream.errors.write(run.errors + run.closing())
    exit(status.rawValue)
  }
}

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Runs a piece of work on several threads of the system and waits for all of them.
///
/// Plain threads: they cost nothing where they are not used, neither at the start of a process nor in what it loads.
public enum Workers {
  /// How many threads may run at once here.
  public static var available: Int {
    min(16, max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))))
  }

  /// The signals by which a person or the system ends the program. Only its first thread takes them: it holds them back
  /// while a file is being written, which no other thread may undo.
  private static func leaveInterruptions() {
    var interruptions = sigset_t()
    sigemptyset(&interruptions)
    for signal in [SIGINT, SIGTERM, SIGHUP] { sigaddset(&interruptions, signal) }
    pthread_sigmask(SIG_BLOCK, &interruptions, nil)
  }

  /// Calls `body` with each index below `count`, each on a thread of its own, the last one on this thread.
  public static func run(_ count: Int, _ body: @escaping @Sendable (Int) -> Void) {
    var threads: [pthread_t] = []
    var left: [Int] = []
    for index in 0..<max(0, count - 1) {
      let task = Unmanaged.passRetained(Task(index: index, body: body))
      #if canImport(Darwin)
        var thread: pthread_t?
        let failed = pthread_create(&thread, nil, { Workers.start($0) }, task.toOpaque()) != 0
        if !failed, let thread { threads.append(thread) }
      #else
        var thread = pthread_t()
        let failed = pthread_create(&thread, nil, { $0.flatMap { Workers.start($0) } }, task.toOpaque()) != 0
        if !failed { threads.append(thread) }
      #endif
      if failed {
        task.release()
        left.append(index)
      }
    }
    if count > 0 { body(count - 1) }
    // Where the system gives no thread, the work is done here.
    for index in left { body(index) }
    for thread in threads { pthread_join(thread, nil) }
  }

  /// Runs a piece of work on a thread of its own, which nothing waits for.
  public static func detach(_ body: @escaping @Sendable () -> Void) {
    let task = Unmanaged.passRetained(Task(index: 0) { _ in body() })
    #if canImport(Darwin)
      var thread: pthread_t?
      let failed = pthread_create(&thread, nil, { Workers.start($0) }, task.toOpaque()) != 0
      if !failed, let thread { pthread_detach(thread) }
    #else
      var thread = pthread_t()
      let failed = pthread_create(&thread, nil, { $0.flatMap { Workers.start($0) } }, task.toOpaque()) != 0
      if !failed { pthread_detach(thread) }
    #endif
    if failed { task.release() }
  }

  private final class Task {
    let index: Int
    let body: @Sendable (Int) -> Void

    init(index: Int, body: @escaping @Sendable (Int) -> Void) {
      self.index = index
      self.body = body
    }
  }

  private static func start(_ pointer: UnsafeMutableRawPointer) -> UnsafeMutableRawPointer? {
    leaveInterruptions()
    let task = Unmanaged<Task>.fromOpaque(pointer).takeRetainedValue()
    task.body(task.index)
    return nil
  }
}

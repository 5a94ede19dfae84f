import Diagnostics
import Jifen

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// One line on the terminal that tells how far the reading has come, once a run takes longer than a second; it is gone
/// when the run is over.
final class ProgressLine: @unchecked Sendable {
  // The two flags are under the lock.
  private let progress: Progress
  private let language: Language
  private let lock = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let wake = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
  private var isOver = false
  private var isShown = false

  init(_ progress: Progress, _ language: Language) {
    self.progress = progress
    self.language = language
    lock.initialize(to: pthread_mutex_t())
    wake.initialize(to: pthread_cond_t())
    pthread_mutex_init(lock, nil)
    pthread_cond_init(wake, nil)
    Workers.detach { self.watch() }
  }

  /// Removes the line; nothing is written after this.
  func finish() {
    pthread_mutex_lock(lock)
    isOver = true
    if isShown { _ = StandardStream.errors.write("\r\u{1B}[K") }
    pthread_cond_signal(wake)
    pthread_mutex_unlock(lock)
  }

  private func watch() {
    pthread_mutex_lock(lock)
    defer { pthread_mutex_unlock(lock) }
    var tenths = 0
    while !isOver {
      var until = timespec()
      clock_gettime(CLOCK_REALTIME, &until)
      until.tv_nsec += 100_000_000
      if until.tv_nsec >= 1_000_000_000 {
        until.tv_nsec -= 1_000_000_000
        until.tv_sec += 1
      }
      _ = pthread_cond_timedwait(wake, lock, &until)
      tenths += 1
      if tenths >= 10, !isOver { show() }
    }
  }

  private func show() {
    let (read, inAll) = progress.bytes
    guard inAll > 0 else { return }
    let share = min(100, read * 100 / inAll)
    let megabytes = inAll / 1_000_000
    let text = Phrase("读入 \(share)%（共 \(megabytes) MB）", "reading \(share)% of \(megabytes) MB")[language]
    _ = StandardStream.errors.write("\r\u{1B}[K" + text)
    isShown = true
  }
}

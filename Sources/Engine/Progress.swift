#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// How far the reading of large inputs has come: the reading threads add to it, whoever shows it looks at it.
public final class Progress: @unchecked Sendable {
  // All access is under the lock, once for each piece that is read.
  private let lock = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private var done = 0
  private var whole = 0

  public init() {
    lock.initialize(to: pthread_mutex_t())
    pthread_mutex_init(lock, nil)
  }

  deinit {
    pthread_mutex_destroy(lock)
    lock.deallocate()
  }

  /// Bytes read and bytes to read in all; both 0 while nothing large is being read.
  public var bytes: (read: Int, inAll: Int) { locked { (done, whole) } }

  func begin(_ bytes: Int) {
    locked {
      done = 0
      whole = bytes
    }
  }

  func add(_ bytes: Int) { locked { done &+= bytes } }

  func finish() { begin(0) }

  private func locked<Value>(_ body: () -> Value) -> Value {
    pthread_mutex_lock(lock)
    defer { pthread_mutex_unlock(lock) }
    return body()
  }
}

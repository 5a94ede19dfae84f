#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Where the time of a run went, stage by stage, on the wall clock.
public struct Timings: Sendable {
  public enum Stage: String, CaseIterable, Sendable {
    case method
    case read
    case decode
    case aggregate
    case rules
    case rank
    case write
  }

  /// Nanoseconds of each stage so far.
  public private(set) var spent: [Stage: Int] = [:]
  private var last: Int

  public init() { last = Self.now }

  /// Counts the time since the last mark for a stage.
  public mutating func mark(_ stage: Stage) {
    let now = Self.now
    spent[stage, default: 0] += now - last
    last = now
  }

  /// Counts time of one stage for another.
  mutating func move(_ nanoseconds: Int, from: Stage, to: Stage) {
    let moved = min(nanoseconds, spent[from] ?? 0)
    spent[from, default: 0] -= moved
    spent[to, default: 0] += moved
  }

  static var now: Int {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Int(time.tv_sec) * 1_000_000_000 + Int(time.tv_nsec)
  }
}

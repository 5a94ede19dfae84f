#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Where the time of a run went, stage by stage, on the wall clock.
public struct Timings: Sendable {
  public enum Stage: Int, CaseIterable, Sendable {
    case method
    case read
    case decode
    case aggregate
    case rules
    case rank
    case write
  }

  /// By place of the stage.
  private var nanoseconds: [Int?] = []
  private var last: Int

  public init() {
    nanoseconds = Stage.allCases.map { _ in nil }
    last = Self.now
  }

  /// Nanoseconds of a stage so far; nil where the run did not come to it.
  public internal(set) subscript(_ stage: Stage) -> Int? {
    get { nanoseconds[stage.rawValue] }
    set { nanoseconds[stage.rawValue] = newValue }
  }

  /// Counts the time since the last mark for a stage.
  public mutating func mark(_ stage: Stage) {
    let now = Self.now
    self[stage] = (self[stage] ?? 0) + now - last
    last = now
  }

  /// Counts time of one stage for another.
  mutating func move(_ nanoseconds: Int, from: Stage, to: Stage) {
    let moved = min(nanoseconds, self[from] ?? 0)
    self[from] = (self[from] ?? 0) - moved
    self[to] = (self[to] ?? 0) + moved
  }

  static var now: Int {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Int(time.tv_sec) * 1_000_000_000 + Int(time.tv_nsec)
  }
}

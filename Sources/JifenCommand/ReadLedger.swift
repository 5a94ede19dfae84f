import Diagnostics
import Synchronization
import Tables

/// The files that a run has read, by which it tells at its end whether one changed meanwhile: what was read first and
/// last would then not belong together.
final class ReadLedger: Sendable {
  private let stamps = Mutex<[String: FileStamp]>([:])

  /// Takes down a file that is about to be read. The first time counts; pipes and devices have no content that
  /// stays and are left out.
  func note(_ path: String) {
    guard let stamp = FileStamp.ofRegular(path) else { return }
    stamps.withLock { if $0[path] == nil { $0[path] = stamp } }
  }

  /// Files that are no longer what they were, as errors. A file that is rewritten within one tick of the file
  /// system's clock (some milliseconds) and keeps its size goes unnoticed.
  func changes() -> [Diagnostic] {
    let noted = stamps.withLock { $0 }
    return noted.keys.sorted().filter { FileStamp(path: $0) != noted[$0] }.map {
      Diagnostic(.fileChanged, at: .file($0), Phrase($0))
    }
  }
}

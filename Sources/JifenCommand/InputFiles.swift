import Diagnostics
import Tables

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The files that a run may read; `-` is standard input.
struct InputFiles: Sendable {
  let standardInput: @Sendable () -> [UInt8]?
  let ledger = ReadLedger()

  /// The bytes of a file; nil, with a diagnostic, where it cannot be read.
  func read(_ path: String, _ diagnostics: inout [Diagnostic]) -> [UInt8]? {
    guard path != "-" else {
      let bytes = standardInput()
      if bytes == nil { diagnostics.append(Diagnostic(.inputBroken, at: .file("-"))) }
      return bytes
    }
    ledger.note(path)
    switch FileReader.read(path: path) {
    case .success(let bytes): return bytes
    case .failure(let failure):
      var diagnostic = failure.diagnostic(path: path)
      if failure == .missing { diagnostic.near = near(path) }
      diagnostics.append(diagnostic)
      return nil
    }
  }

  /// The bytes of a file of tallies; those of a large one are left in it. nil, with a diagnostic, where it cannot
  /// be read.
  func source(_ path: String, _ diagnostics: inout [Diagnostic]) -> ByteSource? {
    if path != "-" { ledger.note(path) }
    if path != "-", let large = ByteSource.largeFile(path, atLeast: 1 << 20), access(path, R_OK) == 0 {
      return large
    }
    return read(path, &diagnostics).map { .memory($0) }
  }

  func isFolder(_ path: String) -> Bool { FileReader.isFolder(path) }

  func isInside(_ path: String, _ folder: String) -> Bool { FileReader.isInside(path, folder) }

  func exists(_ path: String) -> Bool { !path.utf8.contains(0) && access(path, F_OK) == 0 }

  /// The names of a folder's entries that are no folders, in order; nil, with a diagnostic, where it cannot be
  /// read.
  func list(_ folder: String, _ diagnostics: inout [Diagnostic]) -> [String]? {
    switch FileReader.entries(of: folder) {
    case .success(let names): return names.filter { !isFolder(FileName.joined(folder, $0)) }
    case .failure(let failure):
      diagnostics.append(failure.diagnostic(path: folder))
      return nil
    }
  }

  /// Names in the same folder that a missing path may mean.
  private func near(_ path: String) -> [String] {
    var path = path
    while path.count > 1, path.hasSuffix("/") { path.removeLast() }
    let folder = FileName.folder(path)
    guard case .success(let names) = FileReader.entries(of: folder.isEmpty ? "." : folder) else { return [] }
    let wanted = FileName(path).name
    return Nearness.suggestions(for: wanted, among: names.filter { !$0.hasPrefix(".") }).map {
      FileName.joined(folder, $0)
    }
  }
}

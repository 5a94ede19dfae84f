import Diagnostics
import Tables

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Writes the files of a command's result, each whole or not at all.
enum OutputFiles {
  /// What went wrong; empty where every file is written. Stops at the first failure.
  static func write(_ result: CommandResult) -> [Diagnostic] {
    for folder in result.folders where !make(folder) {
      return [Diagnostic(.folderNotMade, at: .file(folder), Phrase(folder))]
    }
    for folder in Set(result.files.map { FileName.folder($0.path) }) {
      FileWriter.removeLeftovers(in: folder)
    }
    for file in result.files {
      if case .failure(let failure) = FileWriter.writeWhole(path: file.path, bytes: file.bytes) {
        return [failure.diagnostic(path: file.path)]
      }
    }
    return []
  }

  /// Makes a folder, and the folders it lies in, where they do not exist.
  private static func make(_ folder: String) -> Bool {
    var path = folder.hasPrefix("/") ? "/" : ""
    for component in folder.split(separator: "/", omittingEmptySubsequences: true) {
      path = FileName.joined(path, String(component))
      if mkdir(path, 0o777) != 0, errno != EEXIST { return false }
    }
    return FileReader.isFolder(folder)
  }
}

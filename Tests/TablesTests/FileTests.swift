import Diagnostics
import Foundation
import Testing

@testable import Tables

@Suite("Files and folders")
final class FileTests {
  private let folder: String

  init() throws {
    folder = NSTemporaryDirectory() + "jifen-tables-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  private func path(_ name: String) -> String { folder + "/" + name }

  private func write(_ name: String, _ bytes: [UInt8]) -> FileFailure? {
    switch FileWriter.writeWhole(path: path(name), bytes: bytes) {
    case .success: nil
    case .failure(let failure): failure
    }
  }

  @Test("what is written is read", arguments: [0, 1, 4095, 4096, 4097, 300_000])
  func roundTrip(count: Int) {
    let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    #expect(write("数据", bytes) == nil)
    #expect(FileReader.read(path: path("数据")) == .success(bytes))
    #expect(FileReader.entries(of: folder) == .success(["数据"]))
  }

  @Test("failures of reading")
  func readingFailures() {
    #expect(FileReader.read(path: path("无")) == .failure(.missing))
    #expect(FileReader.read(path: "") == .failure(.missing))
    #expect(FileReader.read(path: "a\0b") == .failure(.missing))
    #expect(FileReader.read(path: folder) == .failure(.isFolder))
    #expect(write("a", [1, 2, 3]) == nil)
    #expect(FileReader.read(path: path("a/b")) == .failure(.isNotFolder))
    #expect(FileReader.read(path: path("a"), limit: 2) == .failure(.tooLarge(limit: 2)))
    #expect(FileReader.read(path: path("a"), limit: 3) == .success([1, 2, 3]))
    #expect(FileReader.read(path: "/dev/zero", limit: 100) == .failure(.tooLarge(limit: 100)))
    #expect(FileReader.read(path: "/dev/null") == .success([]))
  }

  @Test("permissions")
  func permissions() throws {
    #expect(write("a", [1]) == nil)
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path("a"))
    #expect(write("a", [2]) == nil)
    let kept = try FileManager.default.attributesOfItem(atPath: path("a"))[.posixPermissions] as? Int
    #expect(kept == 0o600)
    // The superuser may read and write anything.
    guard getuid() != 0 else { return }
    try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: path("a"))
    #expect(FileReader.read(path: path("a")) == .failure(.notPermitted))
    #expect(write("a", [3]) == .notPermitted)
  }

  @Test("folders")
  func folders() {
    #expect(FileReader.isFolder(folder))
    #expect(!FileReader.isFolder(path("无")))
    for name in ["b", "a", "甲", ".x", "B"] { #expect(write(name, []) == nil) }
    #expect(!FileReader.isFolder(path("a")))
    #expect(FileReader.entries(of: folder) == .success([".x", "B", "a", "b", "甲"]))
    #expect(FileReader.entries(of: path("无")) == .failure(.missing))
    #expect(FileReader.entries(of: path("a")) == .failure(.isNotFolder))
    #expect(FileReader.entries(of: "a\0") == .failure(.missing))
    #expect(!FileReader.isFolder("/\0"))
  }

  @Test("failures of writing leave nothing behind")
  func writingFailures() throws {
    #expect(write("无/a", [1]) == .folderMissing)
    #expect(write("", [1]) == .isFolder)
    #expect(FileWriter.writeWhole(path: "", bytes: []).failure == .missing)
    #expect(write("a", [1]) == nil)
    #expect(write("a/b", [1]) == .isNotFolder)
    #expect(FileReader.entries(of: folder) == .success(["a"]))
    #expect(write(String(repeating: "x", count: 300), [1]) == .unwritable(ENAMETOOLONG))
    #expect(FileReader.entries(of: folder) == .success(["a"]))
    #expect(FileWriter.writeWhole(path: "/dev/full", bytes: [1]).failure == .unwritable(ENOSPC))
    #expect(FileWriter.writeWhole(path: "/dev/null", bytes: [1]).failure == nil)
  }

  @Test("links are followed")
  func links() throws {
    #expect(write("a", [1]) == nil)
    try FileManager.default.createSymbolicLink(atPath: path("link"), withDestinationPath: "a")
    #expect(write("link", [2, 3]) == nil)
    #expect(FileReader.read(path: path("a")) == .success([2, 3]))
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: path("link")) == "a")
  }

  @Test("every failure has words")
  func words() {
    let failures: [(FileFailure, String)] = [
      (.missing, "J301"), (.isFolder, "J302"), (.isNotFolder, "J303"), (.notPermitted, "J304"),
      (.tooLarge(limit: 2 << 30), "J305"), (.unreadable(EIO), "J306"), (.unwritable(ENOSPC), "J307"),
    ]
    for (failure, id) in failures { #expect(failure.diagnostic(path: "p").code.id == id) }
    #expect(FileFailure.tooLarge(limit: 2 << 30).diagnostic(path: "p").message(.chinese) == "“p”超过 2 GiB")
    #expect(FileFailure.unwritable(ENOSPC).diagnostic(path: "p").message(.chinese) == "写“p”时出错：磁盘已满")
    #expect(
      FileFailure.unreadable(12_345).diagnostic(path: "p").message(.english)
        == "“p” cannot be read: system error 12345")
  }
}

extension Result where Success == Void, Failure == FileFailure {
  fileprivate var failure: FileFailure? {
    if case .failure(let failure) = self { failure } else { nil }
  }
}

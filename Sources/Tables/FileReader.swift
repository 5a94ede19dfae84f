#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Reads whole files and the names in folders.
public enum FileReader {
  /// All bytes of a file (or pipe), up to 2 GiB.
  public static func read(path: String) -> Result<[UInt8], FileFailure> {
    read(path: path, limit: TableLimits.standard.fileBytes)
  }

  static func read(path: String, limit: Int) -> Result<[UInt8], FileFailure> {
    guard !path.utf8.contains(0) else { return .failure(.missing) }
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return .failure(FileFailure(errno)) }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0 else { return .failure(FileFailure(errno)) }
    if status.st_mode & S_IFMT == S_IFDIR { return .failure(.isFolder) }
    let size = Int(status.st_size)
    if size > limit { return .failure(.tooLarge(limit: limit)) }
    // One byte more than announced: the read that finds the end then needs no new space.
    var bytes: [UInt8] = []
    var room = max(size + 1, 4096)
    while true {
      switch append(from: file, upTo: room, to: &bytes) {
      case .failure(let failure): return .failure(failure)
      case .success(0): return .success(bytes)
      case .success: if bytes.count > limit { return .failure(.tooLarge(limit: limit)) }
      }
      room = max(4096, min(bytes.count, 1 << 24))
    }
  }

  /// Appends what one read gives; 0 at the end of the file.
  private static func append(
    from file: Int32, upTo count: Int, to bytes: inout [UInt8]
  ) -> Result<Int, FileFailure> {
    var failure: FileFailure?
    let piece = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      while filled < buffer.count {
        let got = Self.system(
          file, UnsafeMutableRawBufferPointer(rebasing: UnsafeMutableRawBufferPointer(buffer)[filled...]))
        if got < 0, errno == EINTR { continue }
        if got < 0 { failure = FileFailure(errno) }
        if got <= 0 { break }
        filled += got
      }
    }
    if let failure { return .failure(failure) }
    if bytes.isEmpty { bytes = piece } else { bytes += piece }
    return .success(piece.count)
  }

  private static func system(_ file: Int32, _ buffer: UnsafeMutableRawBufferPointer) -> Int {
    #if canImport(Glibc)
      Glibc.read(file, buffer.baseAddress, buffer.count)
    #elseif canImport(Musl)
      Musl.read(file, buffer.baseAddress, buffer.count)
    #elseif canImport(Darwin)
      Darwin.read(file, buffer.baseAddress, buffer.count)
    #endif
  }

  /// Whether there is a folder at the path.
  public static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return !path.utf8.contains(0) && stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// Whether a file lies in a folder or below it, links followed. `folder` is empty for the current one.
  public static func isInside(_ path: String, _ folder: String) -> Bool {
    guard !path.utf8.contains(0), !folder.utf8.contains(0), let file = resolved(path),
      let top = resolved(folder.isEmpty ? "." : folder)
    else { return false }
    return file.hasPrefix(top.hasSuffix("/") ? top : top + "/")
  }

  /// Whether two paths lead to the same file.
  public static func isSame(_ first: String, _ second: String) -> Bool {
    if first == second { return true }
    guard !first.utf8.contains(0), !second.utf8.contains(0), let one = resolved(first) else { return false }
    return one == resolved(second)
  }

  /// Whether there is a file at the path that holds bytes: no folder, pipe or device. Links are followed.
  public static func isRegular(_ path: String) -> Bool {
    var status = stat()
    return !path.utf8.contains(0) && stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
  }

  /// The path by which a file is found from a folder, links followed: `采用.csv`, `../数据/采用.csv`. Neither
  /// need exist yet; the folder is the current one where it is empty. nil, where the path can lead nowhere.
  public static func path(of file: String, from folder: String) -> String? {
    guard !file.utf8.contains(0), !folder.utf8.contains(0), let file = resolvedAhead(file),
      let top = resolvedAhead(folder.isEmpty ? "." : folder)
    else { return nil }
    let target = file.split(separator: "/")
    let start = top.split(separator: "/")
    var common = 0
    while common < start.count, common < target.count - 1, start[common] == target[common] { common += 1 }
    let up = Array(repeating: Substring(".."), count: start.count - common)
    return (up + target[common...]).joined(separator: "/")
  }

  /// The path without links of a folder that may yet have to be made: that of the nearest one that exists, and
  /// the names behind it.
  private static func resolvedAhead(_ folder: String) -> String? {
    if let real = resolved(folder) { return real }
    var rest = folder
    while rest.count > 1, rest.hasSuffix("/") { rest.removeLast() }
    let slash = rest.lastIndex(of: "/")
    let parent = slash.map { $0 == rest.startIndex ? "/" : String(rest[..<$0]) } ?? "."
    let name = slash.map { rest[rest.index(after: $0)...] } ?? Substring(rest)
    guard name != "..", parent != rest, let above = resolvedAhead(parent) else { return nil }
    return name == "." ? above : above + "/" + name
  }

  /// The path without links; nil where there is no such file.
  private static func resolved(_ path: String) -> String? {
    guard let real = realpath(path, nil) else { return nil }
    defer { free(real) }
    return String(cString: real)
  }

  /// The names in a folder, without `.` and `..`, in the order of their bytes.
  public static func entries(of folder: String) -> Result<[String], FileFailure> {
    guard !folder.utf8.contains(0), let listing = opendir(folder) else {
      return .failure(folder.utf8.contains(0) ? .missing : FileFailure(errno))
    }
    defer { closedir(listing) }
    var names: [String] = []
    while true {
      errno = 0
      guard let entry = readdir(listing) else { break }
      let name = withUnsafePointer(to: &entry.pointee.d_name) { field in
        field.withMemoryRebound(to: CChar.self, capacity: MemoryLayout.size(ofValue: field.pointee)) {
          String(cString: $0)
        }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    guard errno == 0 else { return .failure(FileFailure(errno)) }
    return .success(names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
  }
}

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Writes whole files so that readers see the old content or the new, never a part.
public enum FileWriter {
  /// Replaces the content of a file, or makes it, with the permissions that it had.
  ///
  /// The bytes go to a temporary file in the same folder, which takes the name once they are on the disk; after
  /// a failure the old file is untouched and the temporary one removed. A link is followed; a device or pipe
  /// is written to directly.
  public static func writeWhole(path: String, bytes: [UInt8]) -> Result<Void, FileFailure> {
    guard !path.isEmpty, !path.utf8.contains(0) else { return .failure(.missing) }
    var status = stat()
    let exists = stat(path, &status) == 0
    if exists {
      if status.st_mode & S_IFMT == S_IFDIR { return .failure(.isFolder) }
      if status.st_mode & S_IFMT != S_IFREG { return writeDirectly(path, bytes) }
      // Replacing a file in a writable folder would get round the file's own protection.
      guard access(path, W_OK) == 0 else { return .failure(FileFailure(errno, writing: true)) }
    }
    let target = exists ? resolved(path) : path
    // Whoever interrupts the program meanwhile ends it once the file is whole, or gone.
    let held = holdInterruptions()
    defer { release(held) }
    guard let (temporary, file) = makeTemporary(beside: target) else {
      return .failure(FileFailure(errno, writing: true))
    }
    var failure = write(bytes, to: file)
    if failure == nil, exists, fchmod(file, status.st_mode & 0o7777) != 0 {
      failure = FileFailure(errno, writing: true)
    }
    if failure == nil, fsync(file) != 0 { failure = FileFailure(errno, writing: true) }
    if failure == nil, rename(temporary, target) != 0 { failure = FileFailure(errno, writing: true) }
    if failure != nil { unlink(temporary) }
    // Only now: the lock that goes with it keeps others from taking the file for a leftover. Whatever `close` could
    // report, `fsync` has.
    close(file)
    if let failure {
      return .failure(failure)
    }
    syncFolder(of: target)
    return .success(())
  }

  private static func holdInterruptions() -> sigset_t {
    var interruptions = sigset_t()
    var before = sigset_t()
    sigemptyset(&interruptions)
    for signal in [SIGINT, SIGTERM, SIGHUP] { sigaddset(&interruptions, signal) }
    pthread_sigmask(SIG_BLOCK, &interruptions, &before)
    return before
  }

  private static func release(_ before: sigset_t) {
    var before = before
    pthread_sigmask(SIG_SETMASK, &before, nil)
  }

  private static func writeDirectly(_ path: String, _ bytes: [UInt8]) -> Result<Void, FileFailure> {
    let file = open(path, O_WRONLY | O_CLOEXEC)
    guard file >= 0 else { return .failure(FileFailure(errno, writing: true)) }
    defer { close(file) }
    return write(bytes, to: file).map { .failure($0) } ?? .success(())
  }

  private static func write(_ bytes: [UInt8], to file: Int32) -> FileFailure? {
    bytes.withUnsafeBytes { buffer in
      var written = 0
      while written < buffer.count {
        let piece = UnsafeRawBufferPointer(rebasing: buffer[written...])
        let count = system(file, piece)
        if count < 0, errno == EINTR { continue }
        if count <= 0 { return FileFailure(count < 0 ? errno : EIO, writing: true) }
        written += count
      }
      return nil
    }
  }

  private static func system(_ file: Int32, _ buffer: UnsafeRawBufferPointer) -> Int {
    #if canImport(Glibc)
      Glibc.write(file, buffer.baseAddress, buffer.count)
    #elseif canImport(Musl)
      Musl.write(file, buffer.baseAddress, buffer.count)
    #elseif canImport(Darwin)
      Darwin.write(file, buffer.baseAddress, buffer.count)
    #endif
  }

  /// The path without links.
  private static func resolved(_ path: String) -> String {
    guard let real = realpath(path, nil) else { return path }
    defer { free(real) }
    return String(cString: real)
  }

  /// A new file in the folder of `path`; nil, with the reason in `errno`, where none can be made.
  private static func makeTemporary(beside path: String) -> (path: String, file: Int32)? {
    let process = getpid()
    for attempt in 0..<100 {
      let temporary = folder(of: path) + ".jifen-\(process)-\(attempt).tmp"
      let file = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
      if file < 0 {
        if errno != EEXIST { return nil }
        continue
      }
      // Another run may have taken it for a leftover in between.
      var status = stat()
      if flock(file, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK, fstat(file, &status) == 0,
        status.st_nlink > 0
      {
        return (temporary, file)
      }
      close(file)
    }
    errno = EBUSY
    return nil
  }

  /// Removes the temporary files of runs that were killed while they wrote into a folder ("" for the current one).
  /// Those of runs that are writing now hold a lock and stay.
  public static func removeLeftovers(in folder: String) {
    guard case .success(let names) = FileReader.entries(of: folder.isEmpty ? "." : folder) else { return }
    for name in names where isTemporary(name) {
      let path = folder.isEmpty || folder.hasSuffix("/") ? folder + name : folder + "/" + name
      let file = open(path, O_WRONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
      guard file >= 0 else { continue }
      if flock(file, LOCK_EX | LOCK_NB) == 0 { unlink(path) }
      close(file)
    }
  }

  /// Whether a name is one that `makeTemporary` gives: .jifen-123-0.tmp.
  private static func isTemporary(_ name: String) -> Bool {
    guard name.hasPrefix(".jifen-"), name.hasSuffix(".tmp") else { return false }
    let numbers = name.dropFirst(7).dropLast(4).split(separator: "-", omittingEmptySubsequences: false)
    return numbers.count == 2
      && numbers.allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }
  }

  /// The folder's part of a path, with its slash; "" for the current folder.
  private static func folder(of path: String) -> String {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "" }
    return String(path[...slash])
  }

  /// Makes the new name last through a power cut, where the system can.
  private static func syncFolder(of path: String) {
    let folder = folder(of: path)
    let handle = open(folder.isEmpty ? "." : folder, O_RDONLY | O_CLOEXEC)
    guard handle >= 0 else { return }
    _ = fsync(handle)
    close(handle)
  }
}

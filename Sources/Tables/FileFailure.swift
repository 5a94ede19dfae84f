import Diagnostics

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Why a file or folder cannot be read or written.
public enum FileFailure: Error, Hashable, Sendable {
  case missing
  /// A file is to be written into a folder that does not exist.
  case folderMissing
  case isFolder
  case isNotFolder
  case notPermitted
  /// Larger than this many bytes.
  case tooLarge(limit: Int)
  /// Another failure of the system while reading, with its number.
  case unreadable(Int32)
  /// Another failure of the system while writing, with its number.
  case unwritable(Int32)

  /// What to tell the user about the path.
  public func diagnostic(path: String) -> Diagnostic {
    let place = Place.file(path)
    switch self {
    case .missing: return Diagnostic(.fileMissing, at: place, Phrase(path))
    case .folderMissing: return Diagnostic(.folderMissing, at: place, Phrase(Self.folder(of: path)))
    case .isFolder: return Diagnostic(.pathIsFolder, at: place, Phrase(path))
    case .isNotFolder: return Diagnostic(.pathIsNotFolder, at: place, Phrase(Self.obstacle(of: path)))
    case .notPermitted: return Diagnostic(.fileNotPermitted, at: place, Phrase(path))
    case .tooLarge(let limit):
      return Diagnostic(.fileTooLarge, at: place, Phrase(path), Phrase(Self.size(limit)))
    case .unreadable(let number):
      let reason = Self.reason(number)
      return Diagnostic(.fileUnreadable, at: place, Phrase(path), reason.text, help: reason.help)
    case .unwritable(let number):
      let reason = Self.reason(number)
      return Diagnostic(.fileUnwritable, at: place, Phrase(path), reason.text, help: reason.help)
    }
  }

  private static func folder(of path: String) -> String {
    path.lastIndex(of: "/").map { String(path[..<$0]) } ?? path
  }

  /// The part of a path that is used as a folder and is none.
  private static func obstacle(of path: String) -> String {
    path.indices.filter { path[$0] == "/" && $0 > path.startIndex }.map { String(path[..<$0]) }
      .first { !FileReader.isFolder($0) } ?? path
  }

  static func size(_ bytes: Int) -> String {
    bytes >= 1 << 30 ? "\(bytes >> 30) GiB" : bytes >= 1 << 20 ? "\(bytes >> 20) MiB" : "\(bytes) B"
  }

  /// The failure behind a number of the system.
  init(_ number: Int32, writing: Bool = false) {
    switch number {
    case ENOENT: self = writing ? .folderMissing : .missing
    case EISDIR: self = .isFolder
    case ENOTDIR: self = .isNotFolder
    case EACCES, EPERM, EROFS: self = .notPermitted
    default: self = writing ? .unwritable(number) : .unreadable(number)
    }
  }

  /// What happened in words, and what to do where the code's own advice does not fit.
  private static func reason(_ number: Int32) -> (text: Phrase, help: Phrase?) {
    switch number {
    case ENOSPC, EDQUOT: (Phrase("磁盘已满", "the disk is full"), nil)
    case EFBIG:
      (
        Phrase("超过系统允许的文件大小", "it is larger than files may be here"),
        Phrase("请用 ulimit -f 查看限制，或写到别的磁盘", "see ulimit -f, or write to another disk")
      )
    case EIO: (Phrase("读写磁盘出错", "the disk failed"), nil)
    case ENAMETOOLONG:
      (
        Phrase("名称太长", "the name is too long"),
        Phrase("请改用短一些的名称，一般不超过 80 个汉字", "use a shorter name, of at most some 80 characters")
      )
    case ELOOP:
      (
        Phrase("链接首尾相接", "its links form a loop"),
        Phrase("请删去这个链接，直接写原来的文件", "remove the link, and name the file itself")
      )
    case EMFILE, ENFILE:
      (
        Phrase("打开的文件太多", "too many files are open"),
        Phrase("请关掉一些程序后再试", "close some programs and try again")
      )
    default: (Phrase("系统错误 \(number)", "system error \(number)"), nil)
    }
  }
}

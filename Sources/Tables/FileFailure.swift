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
    case .isFolder: return Diagnostic(.pathIsFolder, at: place, Phrase(path))
    case .isNotFolder: return Diagnostic(.pathIsNotFolder, at: place, Phrase(path))
    case .notPermitted: return Diagnostic(.fileNotPermitted, at: place, Phrase(path))
    case .tooLarge(let limit):
      return Diagnostic(.fileTooLarge, at: place, Phrase(path), Phrase(Self.size(limit)))
    case .unreadable(let number):
      return Diagnostic(.fileUnreadable, at: place, Phrase(path), Self.reason(number))
    case .unwritable(let number):
      return Diagnostic(.fileUnwritable, at: place, Phrase(path), Self.reason(number))
    }
  }

  static func size(_ bytes: Int) -> String {
    bytes >= 1 << 30 ? "\(bytes >> 30) GiB" : bytes >= 1 << 20 ? "\(bytes >> 20) MiB" : "\(bytes) B"
  }

  /// The failure behind a number of the system.
  init(_ number: Int32, writing: Bool = false) {
    switch number {
    case ENOENT: self = .missing
    case EISDIR: self = .isFolder
    case ENOTDIR: self = .isNotFolder
    case EACCES, EPERM, EROFS: self = .notPermitted
    default: self = writing ? .unwritable(number) : .unreadable(number)
    }
  }

  private static func reason(_ number: Int32) -> Phrase {
    switch number {
    case ENOSPC, EDQUOT: Phrase("磁盘已满", "the disk is full")
    case EIO: Phrase("读写磁盘出错", "the disk failed")
    case ENAMETOOLONG: Phrase("名称太长", "the name is too long")
    case ELOOP: Phrase("链接首尾相接", "its links form a loop")
    case EMFILE, ENFILE: Phrase("打开的文件太多", "too many files are open")
    default: Phrase("系统错误 \(number)", "system error \(number)")
    }
  }
}

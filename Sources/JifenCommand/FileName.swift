/// A path taken apart: the last component, its stem and its extension.
struct FileName: Sendable {
  /// The last component.
  let name: String
  /// The component without its extension.
  let stem: String
  /// The extension without its dot, in lower case; empty where there is none.
  let fileExtension: String

  init(_ path: String) {
    let name = path.split(separator: "/", omittingEmptySubsequences: true).last.map(String.init) ?? path
    self.name = name
    if let dot = name.lastIndex(of: "."), dot > name.startIndex {
      stem = String(name[..<dot])
      fileExtension = name[name.index(after: dot)...].lowercased()
    } else {
      stem = name
      fileExtension = ""
    }
  }

  /// A name that every file system takes: `/ \ : * ? " < > |` and controls become underscores, dots and blanks
  /// at the ends go, and at most 200 bytes stay.
  static func safe(_ name: String) -> String {
    var result = ""
    for character in name {
      let isUnsafe = character.unicodeScalars.contains { scalar in
        scalar.value < 0x20 || scalar.value == 0x7F || "/\\:*?\"<>|".unicodeScalars.contains(scalar)
      }
      let next = isUnsafe ? "_" : String(character)
      guard result.utf8.count + next.utf8.count <= 200 else { break }
      result += next
    }
    while let first = result.first, first == "." || first == " " { result.removeFirst() }
    while let last = result.last, last == "." || last == " " { result.removeLast() }
    return result.isEmpty ? "_" : result
  }

  /// A path inside a folder.
  static func joined(_ folder: String, _ name: String) -> String {
    folder.isEmpty || folder == "." ? name : folder.hasSuffix("/") ? folder + name : folder + "/" + name
  }

  /// The path of a file that another one names: from the folder of that one.
  static func named(_ name: String, in file: String) -> String {
    name.hasPrefix("/") ? name : joined(folder(file), name)
  }

  /// The folder of a path; empty where it is the current one.
  static func folder(_ path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "" }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }
}

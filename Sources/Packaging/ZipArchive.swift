import CZlib

/// Why an archive, or a part of one, cannot be read.
public enum ArchiveFault: Error, Hashable, Sendable {
  /// No ZIP archive, or one that ends too early.
  case truncated
  /// Its directory contradicts itself, or a part does not have the announced bytes.
  case damaged
  /// A part is encrypted.
  case encrypted
  /// A part is packed in another way than deflate, or the archive is split or of the 64-bit kind.
  case unsupported
  /// More parts than the limit.
  case tooManyParts(limit: Int)
  /// A part, unpacked, exceeds the limit of bytes.
  case tooLarge(limit: Int)
  /// All parts together, unpacked, exceed the limit of bytes.
  case tooLargeTogether(limit: Int)
  /// A part unpacks to more than so many times its packed bytes, as only bombs do.
  case bomb(ratio: Int)
  /// A name that leads out of the archive, or stands twice in it.
  case unsafeName(String)
}

/// What an archive may hold.
public struct ArchiveLimits: Sendable {
  public var parts = 10_000
  /// Of one part, unpacked.
  public var partBytes = 128 << 20
  /// Of all parts together, unpacked.
  public var bytes = 512 << 20
  /// Unpacked against packed bytes; counted only from `ratioFrom` unpacked bytes on, since a small part of one
  /// repeated word is harmless.
  public var ratio = 200
  public var ratioFrom = 4 << 20

  public init() {}
}

/// A ZIP archive in memory (PKWARE APPNOTE 6.3, without encryption, splitting and the 64-bit forms).
///
/// Opening reads the directory only and refuses at once whatever announces too much; nothing is ever written
/// to disk, and names are only keys of a dictionary. Cost: linear in the number of parts.
public struct ZipArchive: Sendable {
  struct Entry: Sendable {
    var method: Int
    var checksum: UInt32
    var packedBytes: Int
    var bytes: Int
    var offset: Int
  }

  let bytes: [UInt8]
  let limits: ArchiveLimits
  private(set) var entries: [String: Entry] = [:]
  /// The parts' names in the order of the directory.
  public private(set) var names: [String] = []

  /// Whether bytes begin as a ZIP archive does.
  public static func isArchive(_ bytes: [UInt8]) -> Bool {
    bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) || bytes.starts(with: [0x50, 0x4B, 0x05, 0x06])
  }

  public init(_ bytes: [UInt8], limits: ArchiveLimits = ArchiveLimits()) throws(ArchiveFault) {
    self.bytes = bytes
    self.limits = limits
    let end = try Self.endRecord(bytes)
    let reader = LittleEndian(bytes)
    guard let disk = reader.short(end + 4), let count = reader.short(end + 10),
      let size = reader.long(end + 12), let start = reader.long(end + 16)
    else { throw .truncated }
    guard disk == 0, count != 0xFFFF, start != 0xFFFF_FFFF else { throw .unsupported }
    guard count <= limits.parts else { throw .tooManyParts(limit: limits.parts) }
    guard start + size <= end else { throw .truncated }
    var position = start
    for _ in 0..<count { position = try readEntry(position, reader, end: end) }
    guard entries.values.reduce(0, { $0 + $1.bytes }) <= limits.bytes else {
      throw .tooLargeTogether(limit: limits.bytes)
    }
    try checkOverlaps(before: start)
  }

  /// Parts that share packed bytes, or reach into the directory, are the work of no honest writer: a small file
  /// can so hold many bombs.
  private func checkOverlaps(before directory: Int) throws(ArchiveFault) {
    let sorted = entries.values.sorted { $0.offset < $1.offset }
    for (entry, next) in zip(sorted, sorted.dropFirst().map(\.offset) + [directory]) {
      guard entry.offset + Self.localHeaderBytes + entry.packedBytes <= next else { throw .damaged }
    }
  }

  /// Without its name and extra field.
  private static let localHeaderBytes = 30

  public func contains(_ name: String) -> Bool { entries[name] != nil }

  /// The part whose name is the same but for the case of ASCII letters, as the Open Packaging Conventions
  /// compare names.
  public func name(matching name: String) -> String? {
    if entries[name] != nil { return name }
    let wanted = name.lowercased()
    return names.first { $0.lowercased() == wanted }
  }

  /// Reads a part piece by piece.
  /// - Parameter most: bytes that it may unpack to, where that is less than the archive's own limit.
  public func stream(_ name: String, most: Int? = nil) throws(ArchiveFault) -> InflateStream? {
    guard let entry = entries[name] else { return nil }
    if let most, entry.bytes > most { throw .tooLarge(limit: most) }
    return try InflateStream(self, entry)
  }

  /// A whole part of at most so many bytes; nil where there is none of that name.
  public func part(_ name: String, most: Int) throws(ArchiveFault) -> [UInt8]? {
    guard let stream = try stream(name, most: most) else { return nil }
    var result: [UInt8] = []
    while try stream.read(into: &result) {}
    return result
  }

  /// The end record, searched from the back over the longest possible comment.
  private static func endRecord(_ bytes: [UInt8]) throws(ArchiveFault) -> Int {
    let reader = LittleEndian(bytes)
    guard bytes.count >= 22 else { throw .truncated }
    var position = bytes.count - 22
    let lowest = max(0, position - 0xFFFF)
    while position >= lowest {
      if reader.long(position) == 0x0605_4B50, let comment = reader.short(position + 20),
        position + 22 + comment <= bytes.count
      {
        return position
      }
      position -= 1
    }
    throw .truncated
  }

  /// Reads one entry of the directory and returns where the next one starts.
  private mutating func readEntry(
    _ position: Int, _ reader: LittleEndian, end: Int
  ) throws(ArchiveFault) -> Int {
    guard reader.long(position) == 0x0201_4B50, let flags = reader.short(position + 8),
      let method = reader.short(position + 10), let checksum = reader.long(position + 16),
      let packed = reader.long(position + 20), let size = reader.long(position + 24),
      let nameLength = reader.short(position + 28), let extra = reader.short(position + 30),
      let comment = reader.short(position + 32), let offset = reader.long(position + 42),
      position + 46 + nameLength <= end
    else { throw .truncated }
    let raw = bytes[(position + 46)..<(position + 46 + nameLength)]
    let next = position + 46 + nameLength + extra + comment
    let name = String(decoding: raw, as: UTF8.self)
    guard Self.isSafe(name), entries[name] == nil else { throw .unsafeName(name) }
    if name.hasSuffix("/") { return next }
    guard flags & 0x41 == 0 else { throw .encrypted }
    guard method == 0 || method == 8, packed != 0xFFFF_FFFF, size != 0xFFFF_FFFF else { throw .unsupported }
    if let fault = announced(size, packed) { throw fault }
    entries[name] = Entry(
      method: method, checksum: UInt32(truncatingIfNeeded: checksum), packedBytes: packed, bytes: size,
      offset: offset)
    names.append(name)
    return next
  }

  private func announced(_ size: Int, _ packed: Int) -> ArchiveFault? {
    if size > limits.ratioFrom, size / max(1, packed) > limits.ratio { return .bomb(ratio: limits.ratio) }
    return size > limits.partBytes ? .tooLarge(limit: limits.partBytes) : nil
  }

  private static func isSafe(_ name: String) -> Bool {
    !name.isEmpty && !name.hasPrefix("/") && !name.utf8.contains(UInt8(ascii: "\\"))
      && !name.utf8.contains(0) && !name.utf8.contains(UInt8(ascii: ":"))
      && !name.split(separator: "/", omittingEmptySubsequences: false).contains { $0 == ".." || $0 == "." }
  }
}

/// Numbers of two and four bytes, the lowest first; nil past the end.
struct LittleEndian {
  let bytes: [UInt8]

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  func short(_ position: Int) -> Int? {
    guard position >= 0, position + 2 <= bytes.count else { return nil }
    return Int(bytes[position]) | Int(bytes[position + 1]) << 8
  }

  func long(_ position: Int) -> Int? {
    guard let low = short(position), let high = short(position + 2) else { return nil }
    return low | high << 16
  }
}

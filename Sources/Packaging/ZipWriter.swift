import CZlib

/// Makes ZIP archives whose bytes depend on nothing but their parts: parts stand in the order in which they are
/// added, and all bear the earliest date that the format knows.
public struct ZipWriter {
  private var output: [UInt8] = []
  private var directory: [UInt8] = []
  private var count = 0

  public init() {}

  /// Adds a part, deflated where that is shorter. Names are ASCII paths with `/`.
  public mutating func add(_ name: String, _ bytes: [UInt8]) {
    let packed = Self.deflated(bytes)
    let isPacked = packed.map { $0.count < bytes.count } ?? false
    let stored = isPacked ? packed ?? bytes : bytes
    let checksum = bytes.withUnsafeBufferPointer { crc32(0, $0.baseAddress, UInt32(clamping: $0.count)) }
    var header: [UInt8] = []
    // Version 2.0, names in UTF-8, 1980-01-01 00:00.
    for number in [20, 0x0800, isPacked ? 8 : 0, 0, 0x21] { Self.append(short: number, to: &header) }
    for number in [Int(checksum), stored.count, bytes.count] { Self.append(long: number, to: &header) }
    Self.append(short: name.utf8.count, to: &header)
    Self.append(short: 0, to: &header)
    let offset = output.count
    Self.append(long: 0x0403_4B50, to: &output)
    output += header
    output += Array(name.utf8)
    output += stored
    Self.append(long: 0x0201_4B50, to: &directory)
    Self.append(short: 20, to: &directory)
    directory += header
    for _ in 0..<3 { Self.append(short: 0, to: &directory) }
    Self.append(long: 0, to: &directory)
    Self.append(long: offset, to: &directory)
    directory += Array(name.utf8)
    count += 1
  }

  /// The whole archive.
  public func finished() -> [UInt8] {
    var result = output + directory
    Self.append(long: 0x0605_4B50, to: &result)
    for number in [0, 0, count, count] { Self.append(short: number, to: &result) }
    Self.append(long: directory.count, to: &result)
    Self.append(long: output.count, to: &result)
    Self.append(short: 0, to: &result)
    return result
  }

  private static func append(short number: Int, to bytes: inout [UInt8]) {
    bytes.append(UInt8(truncatingIfNeeded: number))
    bytes.append(UInt8(truncatingIfNeeded: number >> 8))
  }

  private static func append(long number: Int, to bytes: inout [UInt8]) {
    append(short: number, to: &bytes)
    append(short: number >> 16, to: &bytes)
  }

  /// The bytes deflated; nil where zlib refuses.
  private static func deflated(_ bytes: [UInt8]) -> [UInt8]? {
    var stream = z_stream()
    guard
      deflateInit2_(
        &stream, 6, Z_DEFLATED, -15, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
        Int32(MemoryLayout<z_stream>.size)) == Z_OK
    else { return nil }
    defer { deflateEnd(&stream) }
    let bound = Int(deflateBound(&stream, UInt(bytes.count)))
    var status = Z_OK
    let packed = [UInt8](unsafeUninitializedCapacity: bound) { output, filled in
      bytes.withUnsafeBufferPointer { input in
        stream.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
        stream.avail_in = UInt32(clamping: input.count)
        stream.next_out = output.baseAddress
        stream.avail_out = UInt32(clamping: output.count)
        status = deflate(&stream, Z_FINISH)
        filled = output.count - Int(stream.avail_out)
        stream.next_in = nil
        stream.next_out = nil
      }
    }
    return status == Z_STREAM_END ? packed : nil
  }
}

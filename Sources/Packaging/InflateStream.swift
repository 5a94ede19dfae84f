import CZlib

/// Unpacks one part of an archive piece by piece, in constant space: a part is never whole in memory unless
/// its reader keeps it. Stops where the part grows beyond what its archive announced or the limits allow, and
/// checks the CRC at the end.
public final class InflateStream {
  private let archive: ZipArchive
  private let entry: ZipArchive.Entry
  private var position: Int
  private let end: Int
  private var stream = z_stream()
  private var isOpen = false
  private var isFinished = false
  private var produced = 0
  private var checksum: UInt = 0
  private static let pieceBytes = 1 << 16

  init(_ archive: ZipArchive, _ entry: ZipArchive.Entry) throws(ArchiveFault) {
    self.archive = archive
    self.entry = entry
    let reader = LittleEndian(archive.bytes)
    guard reader.long(entry.offset) == 0x0403_4B50, let name = reader.short(entry.offset + 26),
      let extra = reader.short(entry.offset + 28)
    else { throw .truncated }
    position = entry.offset + 30 + name + extra
    end = position + entry.packedBytes
    guard end <= archive.bytes.count else { throw .truncated }
    if entry.method == 8 {
      // Negative window bits: deflate without a zlib header.
      guard inflateInit2_(&stream, -15, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
        throw .unsupported
      }
      isOpen = true
    }
  }

  deinit {
    if isOpen { inflateEnd(&stream) }
  }

  /// Appends the next piece; false at the end of the part.
  public func read(into buffer: inout [UInt8]) throws(ArchiveFault) -> Bool {
    guard !isFinished else { return false }
    let start = buffer.count
    entry.method == 0 ? copy(into: &buffer) : try inflatePiece(into: &buffer)
    let added = buffer.count - start
    produced += added
    guard produced <= entry.bytes else { throw .damaged }
    checksum = buffer.withUnsafeBufferPointer { bytes in
      guard added > 0, let base = bytes.baseAddress else { return checksum }
      return crc32(checksum, base + start, UInt32(truncatingIfNeeded: added))
    }
    if isFinished {
      guard produced == entry.bytes, UInt32(truncatingIfNeeded: checksum) == entry.checksum else {
        throw .damaged
      }
    }
    return added > 0
  }

  private func copy(into buffer: inout [UInt8]) {
    let stop = min(end, position + Self.pieceBytes)
    buffer += archive.bytes[position..<stop]
    position = stop
    isFinished = position >= end
  }

  private func inflatePiece(into buffer: inout [UInt8]) throws(ArchiveFault) {
    let start = buffer.count
    buffer.append(contentsOf: repeatElement(0, count: Self.pieceBytes))
    var status = Z_OK
    var written = 0
    archive.bytes.withUnsafeBufferPointer { input in
      buffer.withUnsafeMutableBufferPointer { output in
        guard let source = input.baseAddress, let target = output.baseAddress else { return }
        // zlib reads through the pointer and never writes there.
        stream.next_in = UnsafeMutablePointer(mutating: source + position)
        stream.avail_in = UInt32(clamping: end - position)
        stream.next_out = target + start
        stream.avail_out = UInt32(Self.pieceBytes)
        status = inflate(&stream, Z_NO_FLUSH)
        position = end - Int(stream.avail_in)
        written = Self.pieceBytes - Int(stream.avail_out)
        stream.next_in = nil
        stream.next_out = nil
      }
    }
    buffer.removeLast(Self.pieceBytes - written)
    if status == Z_STREAM_END {
      isFinished = true
    } else if status != Z_OK || written == 0 {
      throw position >= end ? .truncated : .damaged
    }
  }
}

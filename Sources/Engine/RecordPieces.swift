import Tables

/// Reads one run of a file piece by piece and hands on batches of split records.
enum RecordPieces {
  /// A batch of records: the text, start and end of each field, and the number of each record within the run.
  struct Batch {
    var text: UnsafePointer<UInt8>
    var fields: UnsafePointer<UInt32>
    var numbers: UnsafePointer<UInt32>
    var rows: Int
  }

  /// Calls `take` with each batch; false from it asks to stop. Returns how many records there were, empty lines
  /// among them; nil where the run is not clean or cannot be read.
  static func read(
    _ source: ByteSource, from start: Int, to end: Int, piece: Int, width: Int, separator: UInt8, batch: Int,
    _ progress: Progress, _ take: (Batch) -> Bool
  ) -> Int? {
    guard let reader = ByteReader(source) else { return nil }
    var splitter = FieldSplitter(columns: width, separator: separator)
    let room = piece &+ FieldSplitter.slack
    let buffer = UnsafeMutablePointer<UInt8>.allocate(capacity: room)
    let fields = UnsafeMutablePointer<UInt32>.allocate(capacity: batch &* width &* 2)
    let numbers = UnsafeMutablePointer<UInt32>.allocate(capacity: batch)
    buffer.initialize(repeating: 0, count: room)
    defer {
      buffer.deallocate()
      fields.deallocate()
      numbers.deallocate()
    }
    var offset = start
    // Bytes of an unfinished record at the front of the buffer.
    var kept = 0
    while offset < end {
      let count = min(piece &- kept, end &- offset)
      // A record that fills the whole piece is left to the plain reader.
      guard count > 0,
        reader.read(at: offset, into: UnsafeMutableRawBufferPointer(start: buffer + kept, count: count))
      else { return nil }
      offset &+= count
      let filled = kept &+ count
      for slack in 0..<FieldSplitter.slack { buffer[filled &+ slack] = 0 }
      var position = 0
      while true {
        let found = splitter.split(
          buffer, from: position, to: filled, isLast: offset == end, fields: fields, numbers: numbers,
          rows: batch)
        if found.rows > 0 {
          guard take(Batch(text: buffer, fields: fields, numbers: numbers, rows: found.rows)) else {
            return nil
          }
        }
        position = found.next
        if case .unclean = found.stop { return nil }
        guard case .full = found.stop else { break }
      }
      kept = filled &- position
      if kept > 0, position > 0 { buffer.update(from: buffer + position, count: kept) }
      progress.add(count)
    }
    return kept > 0 ? nil : splitter.records
  }

  /// Where each of several runs starts, and the end of the file: behind line ends, so that a run begins with a record
  /// unless that line end stands within quotes, which the run before it notices.
  static func cuts(_ source: ByteSource, from start: Int, runs: Int) -> [Int] {
    var result = [start]
    guard let reader = ByteReader(source) else { return [start, source.count] }
    for run in 1..<max(1, runs) {
      let wanted = start + (source.count - start) / runs * run
      var bytes = [UInt8](repeating: 0, count: max(0, min(1 << 16, source.count - wanted)))
      let isRead = bytes.withUnsafeMutableBytes { reader.read(at: wanted, into: $0) }
      guard isRead, let feed = bytes.firstIndex(of: 0x0A) else { continue }
      let cut = wanted + feed + 1
      if let last = result.last, cut > last, cut < source.count { result.append(cut) }
    }
    return result + [source.count]
  }
}

import Syntax

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The target that the environment names; without one, the dictionary of words is printed and the run ends.
private let chosen: FuzzTarget? = getenv("JIFEN_FUZZ_TARGET").flatMap {
  FuzzTarget(rawValue: String(cString: $0))
}

/// Called by libFuzzer before the first input.
@_cdecl("LLVMFuzzerInitialize")
public func initialize(
  _ count: UnsafeMutablePointer<Int32>?, _ arguments: UnsafeMutableRawPointer?
) -> Int32 {
  guard chosen == nil else { return 0 }
  for word in words { print(quoted(word)) }
  exit(0)
}

/// Called by libFuzzer for each input.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
  chosen?.run(Array(UnsafeBufferPointer(start: start, count: count)))
  return 0
}

/// Every word of the language, once.
private var words: [String] {
  let all =
    Keyword.entries.flatMap { $0.chinese + $0.english }
    + ClosedWord.table.flatMap { $0.chinese + $0.english }
    + MeasureWord.table.flatMap { [$0.chinese, $0.plural] }
    + Mark.allCases.map(\.rawValue) + Mark.allCases.map { $0.spelling(.chinese) }
  return Set(all).filter { !$0.isEmpty }.sorted()
}

/// A line of libFuzzer's dictionary: bytes beyond printable ASCII as \xAB.
private func quoted(_ word: String) -> String {
  var result = "\""
  for byte in word.utf8 {
    if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") {
      result += "\\" + String(UnicodeScalar(byte))
    } else if byte >= 0x20, byte < 0x7F {
      result += String(UnicodeScalar(byte))
    } else {
      result +=
        "\\x" + String(byte >> 4, radix: 16, uppercase: true) + String(byte & 15, radix: 16, uppercase: true)
    }
  }
  return result + "\""
}

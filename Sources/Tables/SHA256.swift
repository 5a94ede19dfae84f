/// The SHA-256 digest of FIPS 180-4, by which reports identify the files that they were computed from.
public enum SHA256 {
  /// The digest as 64 lower-case hexadecimal digits. Cost: linear, without copying the bytes.
  public static func hex(_ bytes: [UInt8]) -> String {
    var digits: [UInt8] = []
    digits.reserveCapacity(64)
    for byte in self.bytes(bytes) {
      for digit in [byte >> 4, byte & 15] { digits.append(digit < 10 ? digit + 0x30 : digit + 0x57) }
    }
    return String(decoding: digits, as: UTF8.self)
  }

  /// The digest as 32 bytes.
  public static func bytes(_ bytes: [UInt8]) -> [UInt8] {
    var state = initial
    var schedule = [UInt32](repeating: 0, count: 64)
    let whole = bytes.count / 64 * 64
    schedule.withUnsafeMutableBufferPointer { schedule in
      bytes.withUnsafeBufferPointer { compress($0, blocks: whole / 64, &state, schedule) }
      var tail = Array(bytes[whole...])
      tail.append(0x80)
      while tail.count % 64 != 56 { tail.append(0) }
      let bits = UInt64(bytes.count) &* 8
      for shift in stride(from: 56, through: 0, by: -8) {
        tail.append(UInt8(truncatingIfNeeded: bits >> UInt64(shift)))
      }
      tail.withUnsafeBufferPointer { compress($0, blocks: tail.count / 64, &state, schedule) }
    }
    var digest: [UInt8] = []
    digest.reserveCapacity(32)
    for word in [state.a, state.b, state.c, state.d, state.e, state.f, state.g, state.h] {
      for shift in stride(from: UInt32(24), through: 0, by: -8) {
        digest.append(UInt8(truncatingIfNeeded: word >> shift))
      }
    }
    return digest
  }

  private struct State {
    var a, b, c, d, e, f, g, h: UInt32
  }

  private static let initial = State(
    a: 0x6a09_e667, b: 0xbb67_ae85, c: 0x3c6e_f372, d: 0xa54f_f53a, e: 0x510e_527f, f: 0x9b05_688c,
    g: 0x1f83_d9ab, h: 0x5be0_cd19)

  /// Runs the blocks of 64 bytes at the start of `bytes`; `schedule` is 64 words of working space.
  private static func compress(
    _ bytes: UnsafeBufferPointer<UInt8>, blocks: Int, _ state: inout State,
    _ schedule: UnsafeMutableBufferPointer<UInt32>
  ) {
    rounds.withUnsafeBufferPointer { rounds in
      for block in 0..<blocks {
        let start = block &* 64
        for word in 0..<16 {
          let at = start &+ word &* 4
          schedule[word] =
            UInt32(bytes[at]) << 24 | UInt32(bytes[at &+ 1]) << 16 | UInt32(bytes[at &+ 2]) << 8
            | UInt32(bytes[at &+ 3])
        }
        for word in 16..<64 {
          let near = schedule[word &- 2]
          let far = schedule[word &- 15]
          let small1 = rotated(near, 17) ^ rotated(near, 19) ^ (near >> 10)
          let small0 = rotated(far, 7) ^ rotated(far, 18) ^ (far >> 3)
          schedule[word] = schedule[word &- 16] &+ small0 &+ schedule[word &- 7] &+ small1
        }
        var s = state
        for round in 0..<64 {
          let big1 = rotated(s.e, 6) ^ rotated(s.e, 11) ^ rotated(s.e, 25)
          let choice = (s.e & s.f) ^ (~s.e & s.g)
          let first = s.h &+ big1 &+ choice &+ rounds[round] &+ schedule[round]
          let big0 = rotated(s.a, 2) ^ rotated(s.a, 13) ^ rotated(s.a, 22)
          let majority = (s.a & s.b) ^ (s.a & s.c) ^ (s.b & s.c)
          s = State(
            a: first &+ big0 &+ majority, b: s.a, c: s.b, d: s.c, e: s.d &+ first, f: s.e, g: s.f, h: s.g)
        }
        state = State(
          a: state.a &+ s.a, b: state.b &+ s.b, c: state.c &+ s.c, d: state.d &+ s.d, e: state.e &+ s.e,
          f: state.f &+ s.f, g: state.g &+ s.g, h: state.h &+ s.h)
      }
    }
  }

  @inline(__always)
  private static func rotated(_ word: UInt32, _ places: UInt32) -> UInt32 {
    (word >> places) | (word << (32 &- places))
  }

  private static let rounds: [UInt32] = [
    0x428a_2f98, 0x7137_4491, 0xb5c0_fbcf, 0xe9b5_dba5, 0x3956_c25b, 0x59f1_11f1, 0x923f_82a4, 0xab1c_5ed5,
    0xd807_aa98, 0x1283_5b01, 0x2431_85be, 0x550c_7dc3, 0x72be_5d74, 0x80de_b1fe, 0x9bdc_06a7, 0xc19b_f174,
    0xe49b_69c1, 0xefbe_4786, 0x0fc1_9dc6, 0x240c_a1cc, 0x2de9_2c6f, 0x4a74_84aa, 0x5cb0_a9dc, 0x76f9_88da,
    0x983e_5152, 0xa831_c66d, 0xb003_27c8, 0xbf59_7fc7, 0xc6e0_0bf3, 0xd5a7_9147, 0x06ca_6351, 0x1429_2967,
    0x27b7_0a85, 0x2e1b_2138, 0x4d2c_6dfc, 0x5338_0d13, 0x650a_7354, 0x766a_0abb, 0x81c2_c92e, 0x9272_2c85,
    0xa2bf_e8a1, 0xa81a_664b, 0xc24b_8b70, 0xc76c_51a3, 0xd192_e819, 0xd699_0624, 0xf40e_3585, 0x106a_a070,
    0x19a4_c116, 0x1e37_6c08, 0x2748_774c, 0x34b0_bcb5, 0x391c_0cb3, 0x4ed8_aa4a, 0x5b9c_ca4f, 0x682e_6ff3,
    0x748f_82ee, 0x78a5_636f, 0x84c8_7814, 0x8cc7_0208, 0x90be_fffa, 0xa450_6ceb, 0xbef9_a3f7, 0xc671_78f2,
  ]
}

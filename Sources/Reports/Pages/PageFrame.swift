import Diagnostics
import Tables

/// What stands around a page: its head with style and script, and the rule that it loads nothing from anywhere.
struct PageFrame {
  let title: String
  let language: Language
  let watches: Bool

  func page(_ body: HTMLText) -> [UInt8] {
    let script = PageScript.text + (watches ? PageScript.watching(stamp: SHA256.hex(body.bytes)) : "")
    var html = HTMLText()
    html.markup(
      "<!DOCTYPE html>\n<html lang=\"\(Phrase("zh-CN", "en")[language])\">\n<head><meta charset=utf-8>\n")
    // Only this very script may run, whatever the data hold.
    let hash = "'sha256-\(Base64.text(SHA256.bytes(Array(script.utf8))))'"
    let frames = watches ? "; frame-src 'self' file:" : ""
    html.markup(
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; script-src \(hash)\(frames); base-uri 'none'; form-action 'none'\">\n"
    )
    html.markup("<meta name=viewport content=\"width=device-width,initial-scale=1\">\n<title>")
    html.text(title)
    html.markup("</title>\n<style>\(PageStyle.text)</style></head>\n<body>\n")
    html.append(body)
    if watches { html.markup("<noscript><meta http-equiv=refresh content=3></noscript>\n") }
    html.markup("<script>\(script)</script>\n</body></html>\n")
    return html.bytes
  }
}

/// The encoding of RFC 4648, section 4.
enum Base64 {
  private static let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  static func text(_ bytes: [UInt8]) -> String {
    var result: [UInt8] = []
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let group = (0..<3).map { start + $0 < bytes.count ? Int(bytes[start + $0]) : 0 }
      let number = group[0] << 16 | group[1] << 8 | group[2]
      for place in 0..<4 {
        let isFilled = start + place - 1 < bytes.count
        result.append(isFilled || place < 2 ? digits[number >> (18 - 6 * place) & 63] : UInt8(ascii: "="))
      }
    }
    return String(decoding: result, as: UTF8.self)
  }
}

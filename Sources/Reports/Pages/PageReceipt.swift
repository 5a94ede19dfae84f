import Diagnostics

/// The section of a page by which anyone can make it again: the program, what was changed, and every file's hash.
struct PageReceipt {
  let record: RunRecord
  let language: Language

  func section() -> HTMLText {
    func say(_ chinese: String, _ english: String) -> String { Phrase(chinese, english)[language] }
    var html = HTMLText()
    html.markup("<section id=receipt><h2>")
    html.text(say("复算凭据", "Receipt"))
    html.markup("</h2>\n")
    html.element(
      "p",
      say(
        "用同一版本的程序和下列文件，可以一字不差地得出这一页。SHA-256 不同，就不是同一个文件。",
        "The same version of the program and these files give this page, byte for byte. A file with another SHA-256 is another file."
      ))
    html.markup("<table class=receipt><tbody>\n")
    row(say("程序", "Program"), record.version, &html)
    if let variant = record.variant { row(say("方案", "Variant"), variant, &html) }
    for setting in record.settings { row("--set", setting, &html) }
    for input in record.inputs { row(input.path, input.sha256, &html) }
    html.markup("</tbody></table></section>\n")
    return html
  }

  private func row(_ head: String, _ text: String, _ html: inout HTMLText) {
    html.markup("<tr><th scope=row>")
    html.text(head)
    html.markup("<td><code>")
    html.text(text)
    html.markup("</code>\n")
  }
}

extension RunRecord {
  /// What of the method is not as it is written; nil for nothing.
  func changes(_ language: Language) -> String? {
    var parts: [String] = []
    if let variant { parts.append(Phrase("方案“\(variant)”", "variant “\(variant)”")[language]) }
    parts += settings
    guard !parts.isEmpty else { return nil }
    return Phrase("本页改用了：", "Changed for this page: ")[language]
      + parts.joined(separator: Phrase("；", "; ")[language])
  }
}

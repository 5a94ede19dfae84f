import Diagnostics

/// What a watched page shows in place of a result that would no longer be true: what is wrong, and where.
public enum ProblemPage {
  public static func page(_ diagnostics: [Diagnostic], title: String, _ language: Language) -> [UInt8] {
    var html = HTMLText()
    html.markup("<main><h1 class=stale>")
    html.text(Phrase("有错误，没有结果", "There are errors, and no result")[language])
    html.markup("</h1>\n")
    html.element(
      "p",
      Phrase(
        "改好文件并保存，这一页会自己更新。", "Correct the files and save them; this page renews itself.")[language])
    html.markup("\n<pre class=problems role=alert>")
    for line in Render.terminal(diagnostics, language, color: false).split(
      omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    {
      html.text(String(line))
      html.markup("\n")
    }
    html.markup("</pre></main>\n")
    return PageFrame(title: title, language: language, watches: true).page(html)
  }
}

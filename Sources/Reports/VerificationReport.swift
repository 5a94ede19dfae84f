import Diagnostics

/// What became of a receipt, as text and as JSON.
public enum VerificationReport {
  public static func text(_ verification: Verification, name: String, _ language: Language) -> String {
    var lines = [
      Phrase(
        "凭据 \(name)，由 \(verification.receipt.run.version) 写出",
        "Receipt \(name), written by \(verification.receipt.run.version)")
    ]
    let entries = entries(verification)
    let width = entries.map { DisplayWidth.of($0.word[language]) }.max() ?? 0
    for entry in entries {
      let word = entry.word[language]
      let head = "  " + DisplayWidth.padded(word, to: width) + "  " + entry.subject[language]
      lines.append(Phrase(head))
      if let digests = entry.digests {
        let indent = String(repeating: " ", count: width + 4)
        lines.append(
          Phrase("\(indent)凭据 \(digests.recorded)", "\(indent)receipt \(digests.recorded)"))
        lines.append(Phrase("\(indent)现在 \(digests.now)", "\(indent)now     \(digests.now)"))
      }
    }
    lines.append("")
    lines.append(conclusion(verification))
    var text = lines.map { $0[language] }.joined(separator: "\n") + "\n"
    if !verification.problems.isEmpty {
      text += "\n" + Render.terminal(verification.problems, language, color: false)
    }
    return text
  }

  public static func json(_ verification: Verification, name: String, _ language: Language) -> String {
    let receipt = verification.receipt
    return JSONValue.object([
      ("receipt", .text(name)),
      ("holds", .truth(verification.holds)),
      ("conclusion", .text(conclusion(verification)[language])),
      (
        "program",
        .object([("recorded", .text(receipt.run.version)), ("now", .text(verification.version))])
      ),
      (
        "inputs",
        .array(
          zip(zip(receipt.run.inputs, receipt.places), verification.inputs).map { input, standing in
            .object([
              ("path", .text(input.1)), ("standing", .text(word(standing))),
              ("recorded", .text(input.0.sha256)),
              ("now", JSONValue(digest(standing, input.0.sha256))),
            ])
          })
      ),
      (
        "results",
        .array(
          verification.results.map { result in
            .object([
              ("path", JSONValue(result.recorded.path)),
              ("reproduced", .truth(result.isReproduced)),
              ("recorded", .text(result.recorded.sha256)),
              ("recomputed", JSONValue(result.recomputed)),
              ("file", JSONValue(result.file.map(word))),
            ])
          })
      ),
      ("problems", .array(verification.problems.map { Render.jsonValue($0, language) })),
    ]).document()
  }

  private static func word(_ standing: Verification.Standing) -> String {
    switch standing {
    case .same: "same"
    case .changed: "changed"
    case .missing: "missing"
    }
  }

  private static func digest(_ standing: Verification.Standing, _ recorded: String) -> String? {
    switch standing {
    case .same: recorded
    case .changed(let now): now
    case .missing: nil
    }
  }

  // MARK: - Text

  private struct Entry {
    var word: Phrase
    var subject: Phrase
    /// Both digests, where they differ.
    var digests: (recorded: String, now: String)?
  }

  private static let same = Phrase("相同", "same")
  private static let changed = Phrase("变了", "changed")
  private static let missing = Phrase("找不到", "missing")
  private static let differs = Phrase("不同", "differs")

  private static func entries(_ verification: Verification) -> [Entry] {
    let receipt = verification.receipt
    var entries = zip(zip(receipt.run.inputs, receipt.places), verification.inputs).map { input, standing in
      entry(standing, subject(input.0, input.1), input.0.sha256)
    }
    entries.append(
      Entry(
        word: verification.isSameProgram ? same : differs,
        subject: verification.isSameProgram
          ? Phrase("程序 \(verification.version)", "program \(verification.version)")
          : Phrase(
            "程序：凭据 \(receipt.run.version)，现在 \(verification.version)",
            "program: receipt \(receipt.run.version), now \(verification.version)")))
    for result in verification.results {
      let shown = result.recorded.path.map { Phrase($0) } ?? Phrase("标准输出", "standard output")
      let subject = Phrase("重算的结果 \(shown.chinese)", "recomputed result \(shown.english)")
      if let now = result.recomputed {
        entries.append(
          Entry(
            word: result.isReproduced ? same : differs, subject: subject,
            digests: result.isReproduced ? nil : (result.recorded.sha256, now)))
      } else {
        entries.append(Entry(word: Phrase("没有", "none"), subject: subject))
      }
      if let file = result.file {
        let subject = Phrase("结果文件 \(shown.chinese)", "file of the result \(shown.english)")
        entries.append(entry(file, subject, result.recorded.sha256))
      }
    }
    return entries
  }

  private static func entry(
    _ standing: Verification.Standing, _ subject: Phrase, _ recorded: String
  ) -> Entry {
    switch standing {
    case .same: Entry(word: same, subject: subject)
    case .changed(let now): Entry(word: changed, subject: subject, digests: (recorded, now))
    case .missing: Entry(word: missing, subject: subject)
    }
  }

  private static func subject(_ input: ReportedInput, _ path: String) -> Phrase {
    switch input.role {
    case .method, nil: Phrase("办法 \(path)", "method \(path)")
    case .base: Phrase("沿用的办法 \(path)", "base \(path)")
    case .table(let table, nil): Phrase("表“\(table)” \(path)", "table “\(table)” \(path)")
    case .table(let table, let sheet?):
      Phrase("表“\(table)” \(path) 工作表“\(sheet)”", "table “\(table)” \(path), sheet “\(sheet)”")
    }
  }

  private static func conclusion(_ verification: Verification) -> Phrase {
    if verification.results.contains(where: { $0.recomputed == nil }) {
      return Phrase("核对不上：现在算不出凭据里的结果。", "Does not hold: the result of the receipt does not come out now.")
    }
    switch (verification.areInputsSame, verification.isReproduced) {
    case (true, true):
      guard verification.areFilesSame else {
        return Phrase(
          "核对不上：重算的结果与凭据相同，但结果文件后来被改过。",
          "Does not hold: the result comes out the same, but its file was changed afterwards.")
      }
      return verification.isSameProgram
        ? Phrase(
          "核对无误：同样的文件，同样的程序，结果一字不差。",
          "Holds: the same files and the same program give the same result, byte for byte.")
        : Phrase(
          "核对无误：程序的版本不同，结果一字不差。",
          "Holds: another version of the program gives the same result, byte for byte.")
    case (false, true):
      return Phrase(
        "核对不上：输入变了，不过算出的结果没有变。", "Does not hold: inputs changed, although the result comes out the same.")
    case (false, false):
      return Phrase("核对不上：输入变了，结果也变了。", "Does not hold: inputs changed, and so did the result.")
    case (true, false):
      return verification.isSameProgram
        ? Phrase(
          "核对不上：文件和程序都没有变，结果却不同，凭据被改过。",
          "Does not hold: neither files nor program changed, yet the result differs: the receipt was altered."
        )
        : Phrase(
          "核对不上：文件没有变，程序的版本不同，结果变了。",
          "Does not hold: the files are the same, but this version of the program gives another result.")
    }
  }
}

/// A bound on what the program takes in, by which every input ends in bounded time and memory.
public struct Limit: Sendable {
  public enum Unit: Sendable {
    case bytes
    case count
  }

  /// A stable name: `method-bytes`.
  public let id: String
  /// What is bounded.
  public let subject: Phrase
  /// The largest amount that is still taken.
  public let most: Int
  public let unit: Unit
  /// What is reported beyond it.
  public let code: Code

  /// The amount as a reader wants it: 4 MiB, 200000.
  public var amount: String {
    switch unit {
    case .count: String(most)
    case .bytes:
      most >= 1 << 30 ? "\(most >> 30) GiB" : most >= 1 << 20 ? "\(most >> 20) MiB" : "\(most) B"
    }
  }
}

/// The one table of limits. Whoever keeps one takes the number from here; two targets that import nothing (numbers,
/// archives) have their own, which a test holds against these.
public enum Limits {
  // A method.
  public static let methodBytes = 4 << 20
  public static let methodWords = 200_000
  public static let methodDigits = 30
  public static let nesting = 64
  public static let chain = 128
  public static let terms = 200
  public static let bases = 8
  public static let exampleRows = 10_000
  public static let periodYears = 100
  public static let methodFindings = 100
  // A table.
  public static let fileBytes = 2 << 30
  public static let standardInputBytes = 1 << 30
  public static let columns = 4096
  public static let cellBytes = 1 << 20
  public static let cells = 1 << 30
  public static let cellDigits = 400
  public static let jsonDepth = 64
  public static let findings = 20
  // A computation.
  public static let numberBits = 100_000
  public static let largeWork = 1 << 28
  // A workbook.
  public static let workbookParts = 10_000
  public static let workbookPartBytes = 128 << 20
  public static let workbookRatio = 200
  public static let sheetRows = 1_048_576
  public static let workbookCells = 4_000_000
  public static let workbookTextBytes = 64 << 20
  public static let xmlDepth = 256
  // Others.
  public static let receiptBytes = 4 << 20
  public static let comparedMethods = 100

  public static let all: [Limit] = methods + tables + computations + workbooks + others

  private static let methods: [Limit] = [
    Limit(
      id: "method-bytes", subject: Phrase("一份办法文件", "a method file"), most: methodBytes, unit: .bytes,
      code: .tooLarge),
    Limit(
      id: "method-words", subject: Phrase("一份办法里的词", "words of a method file"), most: methodWords,
      unit: .count,
      code: .tooLarge),
    Limit(
      id: "method-digits", subject: Phrase("办法里一个数的位数", "digits of a number in a method"), most: methodDigits,
      unit: .count, code: .badNumber),
    Limit(
      id: "nesting", subject: Phrase("算式套的层数", "levels of parentheses in a formula"), most: nesting,
      unit: .count,
      code: .nestedTooDeep),
    Limit(
      id: "chain", subject: Phrase("定义一个用一个串起的层数", "definitions that use one another in a chain"),
      most: chain,
      unit: .count, code: .nestedTooDeep),
    Limit(
      id: "terms", subject: Phrase("一个算式的项数", "terms of a formula"), most: terms, unit: .count,
      code: .tooManyTerms),
    Limit(
      id: "bases", subject: Phrase("沿用连同自己的文件数", "files of a method, with those it is based on"), most: bases,
      unit: .count, code: .baseCycle),
    Limit(
      id: "example-rows", subject: Phrase("试算里一行给出的行数", "rows that one line of an example gives"),
      most: exampleRows, unit: .count, code: .exampleRowCount),
    Limit(
      id: "period-years", subject: Phrase("期间的年数", "years of a period"), most: periodYears, unit: .count,
      code: .periodTooLong),
    Limit(
      id: "method-findings", subject: Phrase("一份办法列出的错误数", "errors shown for one method"),
      most: methodFindings, unit: .count, code: .moreMethodErrors),
  ]

  private static let tables: [Limit] = [
    Limit(
      id: "file-bytes", subject: Phrase("一个数据文件", "a file of tallies"), most: fileBytes, unit: .bytes,
      code: .fileTooLarge),
    Limit(
      id: "standard-input-bytes", subject: Phrase("标准输入", "standard input"), most: standardInputBytes,
      unit: .bytes, code: .inputBroken),
    Limit(
      id: "columns", subject: Phrase("一张表的列数", "columns of a table"), most: columns, unit: .count,
      code: .tooManyColumns),
    Limit(
      id: "cell-bytes", subject: Phrase("一格的内容", "the content of a cell"), most: cellBytes, unit: .bytes,
      code: .cellTooLong),
    Limit(
      id: "cells", subject: Phrase("一张表的格数", "cells of a table"), most: cells, unit: .count,
      code: .tableTooLarge),
    Limit(
      id: "cell-digits", subject: Phrase("格里一个数的位数", "digits of a number in a cell"), most: cellDigits,
      unit: .count, code: .notANumber),
    Limit(
      id: "json-depth", subject: Phrase("JSON 嵌套的层数", "levels of nesting in JSON"), most: jsonDepth,
      unit: .count,
      code: .jsonSyntax),
    Limit(
      id: "findings", subject: Phrase("一个文件列出的问题数", "problems shown for one file"), most: findings,
      unit: .count, code: .moreFileErrors),
  ]

  private static let computations: [Limit] = [
    Limit(
      id: "number-bits",
      subject: Phrase("算出的一个数，分子或分母的二进制位数", "binary digits of a computed number, above or below the line"),
      most: numberBits, unit: .count, code: .numberTooLarge),
    Limit(
      id: "large-work",
      subject: Phrase(
        "一次计算里，超过 512 位的数的长度（每 64 位为 1）的平方和",
        "squares of the lengths, in words of 64 bits, of all numbers of a run beyond 512 bits"),
      most: largeWork, unit: .count, code: .numbersTooLarge),
  ]

  private static let workbooks: [Limit] = [
    Limit(
      id: "workbook-parts", subject: Phrase("工作簿里的部分", "parts of a workbook"), most: workbookParts,
      unit: .count, code: .workbookTooLarge),
    Limit(
      id: "workbook-part-bytes", subject: Phrase("工作簿的一个部分，展开后", "one part of a workbook, unpacked"),
      most: workbookPartBytes, unit: .bytes, code: .workbookTooLarge),
    Limit(
      id: "workbook-ratio", subject: Phrase("展开后与原来的倍数", "unpacked against packed bytes of a part"),
      most: workbookRatio, unit: .count, code: .workbookTooLarge),
    Limit(
      id: "sheet-rows", subject: Phrase("一张工作表的行数", "rows of a sheet"), most: sheetRows, unit: .count,
      code: .workbookTooLarge),
    Limit(
      id: "workbook-cells", subject: Phrase("一张工作表里有内容的格数", "cells of a sheet that are not blank"),
      most: workbookCells, unit: .count, code: .workbookTooLarge),
    Limit(
      id: "workbook-text-bytes", subject: Phrase("工作簿的全部文字", "all texts of a workbook"),
      most: workbookTextBytes, unit: .bytes, code: .workbookTooLarge),
    Limit(
      id: "xml-depth", subject: Phrase("工作簿里 XML 嵌套的层数", "levels of XML elements in a workbook"),
      most: xmlDepth, unit: .count, code: .workbookPartUnreadable),
  ]

  private static let others: [Limit] = [
    Limit(
      id: "receipt-bytes", subject: Phrase("一份凭据", "a receipt"), most: receiptBytes, unit: .bytes,
      code: .receiptUnreadable),
    Limit(
      id: "compared-methods", subject: Phrase("一次比较的办法或方案", "methods or variants compared at once"),
      most: comparedMethods, unit: .count, code: .tooManyToCompare),
  ]
}

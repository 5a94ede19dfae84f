extension Code {
  /// The table of diagnostic codes, by family:
  /// J1 the text of a method · J2 its meaning · J3 files · J4 data · J5 findings · J6 the command line ·
  /// J7 a method's flaws · J8 audits, from J831 comparison.
  public static let all: [Code] =
    syntaxCodes + meaningCodes + fileCodes + workbookCodes + dataCodes + findingCodes + explanationCodes
    + commandCodes + pageCommandCodes + receiptCodes + sqlCodes + linterCodes + auditCodes + comparisonCodes

  /// The entry of an id such as `J101`, in any case.
  public static func named(_ id: String) -> Code? {
    all.first { $0.id == id.uppercased() }
  }
}

extension Code {
  /// What a method means: names, measures, grains, the ledger, and the method as a whole.
  static let meaningCodes: [Code] =
    meaningNamesCodes + meaningLedgerCodes + meaningWholeCodes + meaningPeriodCodes
    + meaningExampleCodes + bulletinCodes
}

import Auditing
import Diagnostics

public enum FitReport {
  static func value(_ fit: Fit, _ language: Language) -> JSONValue { .null }
  static func offer(_ fit: Fit, _ language: Language) -> [String] { [] }
}

import Diagnostics
import Packaging

/// Why a workbook, or a sheet of it, cannot be read.
enum WorkbookFault: Error {
  case archive(ArchiveFault)
  /// A part that is not well-formed, by name.
  case part(String, XMLFault)
  /// A part that the workbook names and does not have, or whose content contradicts itself.
  case inconsistent(String)
  case macros
  case outsidePart(String)
  /// A ZIP archive of another kind.
  case otherKind(Phrase, help: Phrase?)
  case tooMany(Phrase)

  /// The fault as a diagnostic about the file.
  func diagnostic(file: String, sheet: String? = nil) -> Diagnostic {
    var findings = TableFindings(name: file, limit: 1)
    findings.sheet = sheet
    findings.add(self)
    return findings.diagnostics.first ?? Diagnostic(.workbookDamaged, at: .file(file))
  }
}

extension TableFindings {
  mutating func add(_ fault: WorkbookFault) {
    switch fault {
    case .archive(let fault): add(fault)
    case .part(_, .archive(let fault)): add(fault)
    case .part(_, .tooManyElements(let limit)):
      add(
        .workbookTooLarge,
        Phrase("一个部分有 \(limit) 个以上的元素", "a part of it has more than \(limit) elements"))
    case .part(let name, let fault): add(.workbookPartUnreadable, Phrase(name), Self.reason(fault))
    case .inconsistent(let name):
      add(
        .workbookPartUnreadable, Phrase(name), Phrase("缺少，或前后矛盾", "it is missing, or contradicts itself"))
    case .macros: add(.workbookWithMacros)
    case .outsidePart(let name): add(.unsafePartName, Phrase(name))
    case .otherKind(let kind, let help): add(.notAWorkbook, help: help, kind)
    case .tooMany(let what): add(.workbookTooLarge, what)
    }
  }

  private mutating func add(_ fault: ArchiveFault) {
    switch fault {
    case .truncated:
      add(.workbookDamaged, Phrase("没有结尾，像是没有传完", "its end is missing, as if it was not copied whole"))
    case .damaged:
      add(.workbookDamaged, Phrase("内容与目录或校验和不符", "its content does not match its directory or checksums"))
    case .unsupported:
      add(.workbookDamaged, Phrase("用了工作簿里没有的压缩方式", "it is packed in a way that workbooks never are"))
    case .encrypted: add(.workbookEncrypted)
    case .tooManyParts(let limit):
      add(.workbookTooLarge, Phrase("内含的文件超过 \(limit) 个", "it has more than \(limit) parts"))
    case .tooLarge(let limit):
      let size = FileFailure.size(limit)
      add(.workbookTooLarge, Phrase("一个部分展开后超过 \(size)", "a part of it unpacks to more than \(size)"))
    case .tooLargeTogether(let limit):
      let size = FileFailure.size(limit)
      add(.workbookTooLarge, Phrase("各部分展开后共超过 \(size)", "its parts unpack to more than \(size)"))
    case .bomb(let ratio):
      add(
        .workbookTooLarge,
        Phrase(
          "一个部分展开后是原来的 \(ratio) 倍以上，像是恶意文件",
          "a part of it unpacks to more than \(ratio) times its size, as only malicious files do"))
    case .unsafeName(let name): add(.unsafePartName, Phrase(DisplayWidth.cut(name, to: 60)))
    }
  }

  private static func reason(_ fault: XMLFault) -> Phrase {
    switch fault {
    case .archive, .malformed, .tooManyElements: Phrase("不是完整的 XML", "it is not well-formed XML")
    case .documentType:
      Phrase("其中有 DOCTYPE 声明，工作簿里不会有", "it has a DOCTYPE declaration, which workbooks never have")
    case .unknownEntity: Phrase("其中有未知的实体", "it has an unknown entity")
    case .encoding: Phrase("不是 UTF-8 编码", "it is not UTF-8")
    case .tooDeep: Phrase("嵌套过深", "it is nested too deeply")
    case .tokenTooLong: Phrase("其中有一段文字过长", "a text in it is too long")
    }
  }
}

/// Runs a reader over the events of a part, faults carrying the part's name.
/// - Parameter most: bytes that the part may unpack to; nil for the archive's own limit.
func readPart(
  _ name: String, _ archive: ZipArchive, most: Int? = nil,
  _ body: (inout XMLReader) throws(XMLFault) -> Void
) throws(WorkbookFault) {
  let stream: InflateStream?
  do throws(ArchiveFault) { stream = try archive.stream(name, most: most) } catch { throw .archive(error) }
  guard let stream else { throw .inconsistent(name) }
  var reader = XMLReader(stream)
  do throws(XMLFault) { try body(&reader) } catch { throw .part(name, error) }
}

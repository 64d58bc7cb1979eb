/// Why a PDF isn't updated: it holds something that `PDFUpdate` doesn't know, and guessing could spoil it.
///
/// Offsets are bytes from the file's beginning.
public enum PDFUpdateRefusal: Error, Hashable, Sendable {
    /// No `%PDF-1.` at the very beginning.
    case noHeader
    /// No `startxref` and offset in the last kilobyte.
    case noStart
    /// Cross-references in a stream (PDF 1.5), or beside a table in one.
    case compressedReferences(offset: Int)
    /// A cross-reference table of another shape than ISO 32000-1, 7.5.4 says.
    case badReferences(offset: Int)
    /// More revisions than `PDFUpdate.revisionsMax`, or a ring of them.
    case tooManyRevisions
    case encrypted
    /// The trailer has no usable entry of that name.
    case badTrailer(entry: String)
    /// What stands at the offset isn't the object that the table names, or is longer than 64 KiB.
    case badObject(number: Int, offset: Int)
    /// Syntax that ISO 32000-1, 7.3 doesn't allow, or nested too deeply.
    case badSyntax(offset: Int)
    /// A value that no PDF name or language tag can be.
    case badValue(String)
    /// The bytes couldn't be read.
    case unreadable(offset: Int)
}

extension PDFUpdateRefusal: CustomStringConvertible {
    public var description: String {
        switch self {
        case .noHeader: "expected %PDF-1. at the beginning"
        case .noStart: "expected startxref and an offset at the end"
        case .compressedReferences(let offset):
            "expected a cross-reference table at byte \(offset), found a cross-reference stream"
        case .badReferences(let offset):
            "expected a cross-reference table at byte \(offset), found other text"
        case .tooManyRevisions: "expected at most \(PDFUpdate.revisionsMax) revisions, found more"
        case .encrypted: "expected a file in clear, found an encrypted one"
        case .badTrailer(let entry): "expected \(entry) in the trailer, found none that can be used"
        case .badObject(let number, let offset):
            "expected object \(number) at byte \(offset), found something else"
        case .badSyntax(let offset): "expected PDF syntax at byte \(offset), found something else"
        case .badValue(let value): "expected a language tag such as zh-CN, found '\(value)'"
        case .unreadable(let offset): "byte \(offset) can't be read"
        }
    }
}

/// Why a file isn't taken as a photo.
public enum PhotoRefusal: Error, Hashable, Sendable, Codable {
    /// No byte at all: a form sent without a file, or a phone that couldn't read its own picture.
    case empty
    /// Bytes in the file.
    case tooLarge(found: Int, limit: Int)
    /// None of the four formats that are taken.
    case notAPhoto(found: FileKind)
    /// More than one picture in it: APNG, animated WebP, a sequence of HEIC pictures.
    case animated
    /// Width or height of zero.
    case noArea(width: Int, height: Int)
    /// Width × height as the header states it; nothing was decoded.
    case tooManyPixels(found: Int, limit: Int)
    /// More progressive scans than the limit; decoding ended there.
    case tooManyScans(limit: Int)
    /// The file ends before the picture does: an upload that broke off.
    case truncated(FileKind)
    /// The bytes break the format's rules. `reason` is the decoder's own words, in English, for the log.
    case damaged(FileKind, reason: String)
    /// A rare variant that isn't decoded (12 bits a channel, lossless JPEG, a HEIC that lays pictures over each other).
    case unsupported(FileKind, reason: String)
    /// Decoding would take more memory than the limit.
    case needsTooMuchMemory(limit: Int)
    /// Opening it took longer than the limit; it was given up.
    case tookTooLong(seconds: Int)
    /// The process that read it ended over it: out of memory, out of processor time, or by a defect of a decoder.
    case endedReader
    /// A photo to be kept couldn't be encoded anew.
    case encodingFailed(reason: String)
}

extension PhotoRefusal: CustomStringConvertible {
    /// One English sentence for a terminal or a log; it holds nothing of the file but sizes and kinds.
    public var description: String {
        switch self {
        case .empty: "the file is empty"
        case .tooLarge(let found, let limit): "the file has \(found) bytes, the limit is \(limit)"
        case .notAPhoto(.unknown): "expected a JPEG, PNG, WebP or HEIC photo, found something else"
        case .notAPhoto(let kind): "expected a JPEG, PNG, WebP or HEIC photo, found \(kind.rawValue)"
        case .animated: "expected one picture, found an animation"
        case .noArea(let width, let height): "the picture is \(width) × \(height) pixels"
        case .tooManyPixels(let found, let limit): "the picture has \(found) pixels, the limit is \(limit)"
        case .tooManyScans(let limit): "the progressive JPEG has more than \(limit) scans"
        case .truncated(let kind): "the \(kind.rawValue) file ends in the middle of the picture"
        case .damaged(let kind, let reason): "the \(kind.rawValue) file is damaged: \(reason)"
        case .unsupported(let kind, let reason): "this variant of \(kind.rawValue) isn't read: \(reason)"
        case .needsTooMuchMemory(let limit): "decoding the picture takes more than \(limit) bytes"
        case .tookTooLong(let seconds): "opening the picture takes more than \(seconds) seconds"
        case .endedReader: "the process that opened the picture ended over it"
        case .encodingFailed(let reason): "the photo couldn't be encoded anew: \(reason)"
        }
    }
}

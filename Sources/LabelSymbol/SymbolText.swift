public import Facility

/// What a label's symbol says: `https://HOST/CODE`, the code in 12 symbols without hyphens.
///
/// It is held in two segments: `https://` byte by byte, since some phones don't open `HTTPS://`, and the
/// rest in alphanumeric mode (5.5 bits a character), which pays for the 6 characters that a second segment
/// costs.
public struct SymbolText: Hashable, Sendable {
    public let host: LabelHost
    public let code: LabelCode

    /// The byte segment.
    public static let scheme = "https://"

    public init(host: LabelHost, code: LabelCode) {
        self.host = host
        self.code = code
    }

    /// The alphanumeric segment: `HOST/CODE`.
    public var capitals: String { "\(host.text)/\(code.compact)" }

    /// Both segments.
    public var text: String { Self.scheme + capitals }
}

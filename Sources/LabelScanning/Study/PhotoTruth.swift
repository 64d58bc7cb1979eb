public import Facility

/// What a photo of a study shows.
public enum PhotoTruth: Hashable, Sendable {
    /// Not known: whatever is read counts.
    case unknown
    /// A symbol of this text.
    case text(String)
    /// A label of this code, of any host.
    case code(LabelCode)
    /// Nothing that may be read.
    case nothing

    var isKnown: Bool { self != .unknown }

    /// Whether one of the symbols is what the photo shows.
    func isRead(by symbols: [FoundSymbol]) -> Bool {
        switch self {
        case .unknown: !symbols.isEmpty
        case .text(let text): symbols.contains { Self.plain($0.text) == Self.plain(text) }
        case .code(let code):
            symbols.contains { symbol in
                let last = symbol.text.split(separator: "/").last ?? ""
                return (try? LabelCode(last)) == code
            }
        case .nothing: false
        }
    }

    /// Line ends and white space at the end say nothing about a reading.
    private static func plain(_ text: String) -> String {
        var text = text.replacing("\r\n", with: "\n")
        while text.last?.isWhitespace == true { text.removeLast() }
        return text
    }
}

extension PhotoTruth {
    /// From a file's name: one that begins with a label's code (`VMSR-JPQK-BXKE door.jpg`), hyphens or not, shows it.
    public init(fileName: String) {
        let stem =
            fileName.split(separator: "/").last.map { $0.prefix { $0 != "." && $0 != " " && $0 != "_" } }
            ?? ""
        self = (try? LabelCode(stem)).map { .code($0) } ?? .unknown
    }

    /// From a line of a list: a code or a text; empty: nothing is to be read.
    public init(field: some StringProtocol) {
        if field.isEmpty {
            self = .nothing
        } else if let code = try? LabelCode(field) {
            self = .code(code)
        } else {
            self = .text(ScanListing.unescaped(String(field)))
        }
    }
}

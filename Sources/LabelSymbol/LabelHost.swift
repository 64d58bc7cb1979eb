/// The part of a printed address between `https://` and the last `/`: host name, optional port, optional
/// path.
///
/// It is kept in capitals, since QR's alphanumeric mode (ISO/IEC 18004:2015, 7.4.4) has no small letters;
/// host names and our paths are matched without regard to case.
public struct LabelHost: Hashable, Sendable {
    /// `NAME[:PORT][/PATH…]`, capital letters, digits, `-`, `.`, `:` and `/`, 1 to 100 characters.
    public let text: String

    /// As long as a printed label bears; a design refuses far shorter ones where the symbol gets too big for
    /// its field.
    public static let lengthMax = 100
    /// RFC 1035, 2.3.4.
    private static let nameLabelLengthMax = 63

    /// - Parameter text: any case, white space around it is dropped; without a scheme and without a slash at
    ///   its end.
    public init(_ text: some StringProtocol) throws(LabelHostError) {
        let capitals = text.trimmingWhiteSpace.uppercased()
        guard !capitals.isEmpty else { throw .empty }
        guard capitals.count <= Self.lengthMax else {
            throw .tooLong(max: Self.lengthMax, found: capitals.count)
        }
        guard !capitals.contains("://") else { throw .hasScheme(String(text)) }
        let parts = capitals.split(separator: "/", omittingEmptySubsequences: false)
        for part in parts.dropFirst() { try Self.check(pathPart: part) }
        let name = parts[0].split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        try Self.check(name: name[0])
        if name.count == 2 { try Self.check(port: name[1]) }
        self.text = capitals
    }

    /// As a browser's address bar shows it: in small letters.
    public var lowercased: String { text.lowercased() }

    private static func check(name: Substring) throws(LabelHostError) {
        for label in name.split(separator: ".", omittingEmptySubsequences: false) {
            guard !label.isEmpty else { throw .emptyPart }
            try check(characters: label, besides: "-")
            guard label.first != "-", label.last != "-" else { throw .hyphenAtEdge(String(label)) }
            guard label.count <= nameLabelLengthMax else {
                throw .tooLong(max: nameLabelLengthMax, found: label.count)
            }
        }
    }

    private static func check(pathPart: Substring) throws(LabelHostError) {
        guard !pathPart.isEmpty else { throw .emptyPart }
        try check(characters: pathPart, besides: "-.")
    }

    private static func check(port: Substring) throws(LabelHostError) {
        let isNumber =
            !port.isEmpty && port.utf8.allSatisfy { (0x30...0x39).contains($0) } && port.first != "0"
        guard isNumber, let number = Int(port), (1...65535).contains(number) else {
            throw .badPort(String(port))
        }
    }

    private static func check(characters: Substring, besides others: String) throws(LabelHostError) {
        for character in characters {
            let isAllowed =
                character.isASCII
                && (character.isUppercase || character.isNumber || others.contains(character))
            guard isAllowed else { throw .foreignCharacter(character) }
        }
    }
}

extension LabelHost: CustomStringConvertible {
    public var description: String { text }
}

extension StringProtocol {
    fileprivate var trimmingWhiteSpace: String {
        String(drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
    }
}

/// What a mail server reports about one of our mails that it had taken: that it couldn't be delivered, or not yet
/// (RFC 3464).
public struct BounceReport: Hashable, Sendable {
    /// The delivery that it is about: 32 hexadecimal digits.
    public var delivery: String
    /// Nobody tries any more.
    public var isFinal: Bool
    /// The status and what the last server answered, as they came.
    public var reason: String

    /// As much of a mail as is looked at; what a report returns of the mail itself comes after what counts.
    public static let bytesMax = 1 << 20

    /// - Parameter mail: a whole mail as it came.
    /// - Returns: nil where it is no report of that kind, or about no mail of ours.
    public init?(_ mail: some Collection<UInt8>) {
        // Without carriage returns: to Swift one and its line feed are a single character.
        let text = String(decoding: mail.prefix(Self.bytesMax).filter { $0 != 0x0D }, as: UTF8.self)
        let lines = Self.unfolded(text)
        guard let start = lines.firstIndex(where: Self.isStatusPart),
            let mark = text.firstMatch(of: /mendmark\.([0-9a-f]{32})@/)
        else { return nil }
        var groups: [[String: String]] = [[:]]
        for line in lines[lines.index(after: start)...] {
            // A blank line parts those about the mail from those about each of its receivers.
            if line.isEmpty { groups.append([:]) }
            if line.hasPrefix("--") { break }
            let field = line.split(separator: ":", maxSplits: 1)
            guard field.count == 2 else { continue }
            let value = String(field[1]).trimmingPrefix { $0.isWhitespace }
            groups[groups.count - 1][field[0].lowercased()] = String(value)
        }
        let told = groups.filter { $0["action"] != nil }
        guard let group = told.first(where: { $0["action"]?.lowercased() == "failed" }) ?? told.first else {
            return nil
        }
        delivery = String(mark.1)
        isFinal = group["action"]?.lowercased() == "failed"
        // `smtp; 550 no such user`: what stands before is the kind of the answer.
        let answer = group["diagnostic-code"].map { code in
            code.split(separator: ";", maxSplits: 1).last.map { $0.trimmingPrefix { $0.isWhitespace } } ?? ""
        }
        reason = [group["status"].map { $0[...] }, answer].compactMap(\.self).joined(separator: " ")
    }

    private static func isStatusPart(_ line: String) -> Bool {
        let small = line.lowercased()
        return small.hasPrefix("content-type:") && small.contains("message/delivery-status")
    }

    /// Lines without their ends; one that goes on in the next (RFC 5322 section 2.2.3) as one.
    private static func unfolded(_ text: String) -> [String] {
        var lines: [String] = []
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if let first = line.first, first == " " || first == "\t", lines.last?.isEmpty == false {
                lines[lines.count - 1] += " " + line.trimmingPrefix { $0.isWhitespace }
            } else {
                lines.append(String(line))
            }
        }
        return lines
    }
}

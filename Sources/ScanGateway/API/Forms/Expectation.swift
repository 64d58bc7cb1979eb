import Ledger

/// What a field of a request should have been.
enum Expectation: Hashable, Sendable {
    /// Of so many characters.
    case text(ClosedRange<Int>)
    case whole(ClosedRange<Int64>)
    /// So many things.
    case items(ClosedRange<Int>)
    /// One of these words.
    case choice([String])
    /// After the first, at the latest at the second.
    case between(Instant, Instant)
    /// Said by a sentence of its own, `expect.NAME`.
    case named(String)

    func said(_ say: (String, [String: String]) -> String) -> String {
        switch self {
        case .text(let range): say("expect.text", Self.ends(range))
        case .whole(let range):
            range.upperBound == .max && range.lowerBound == .min
                ? say("expect.anyWhole", [:]) : say("expect.whole", Self.ends(range))
        case .items(let range): say("expect.items", Self.ends(range))
        case .between(let after, let latest):
            say("expect.between", ["min": Gateway.text(after), "max": Gateway.text(latest)])
        case .choice(let words): say("expect.choice", ["words": words.joined(separator: ", ")])
        case .named(let name): say("expect.\(name)", [:])
        }
    }

    private static func ends(_ range: ClosedRange<some Comparable & CustomStringConvertible>) -> [String:
        String]
    {
        ["min": range.lowerBound.description, "max": range.upperBound.description]
    }

    /// Those that have a sentence of their own.
    static let names = [
        "category", "code", "device", "field", "form", "group", "hours", "joinable", "json", "label",
        "language", "mail", "moment", "month", "object", "organisation", "person", "phone", "photo", "place",
        "team", "ticket", "time", "truth", "uuid",
    ]
}

import Facility
import Ledger
import TicketTracking

/// What a field of a request may be: the one place by which requests are checked and described.
indirect enum APIType: Hashable, Sendable {
    /// Characters.
    case text(ClosedRange<Int>)
    /// A key of the site's rules; the name is that of an `Expectation`.
    case key(String)
    case whole(ClosedRange<Int64>)
    case truth
    /// RFC 3339.
    case time
    case choice([String])
    case list(APIType, ClosedRange<Int>)
    case object(APIForm)
    case phone
    case mail
    case label
    case ticket

    static let words = APIType.text(1...ReportLimits.wordsMax)
    static let name = APIType.text(1...ReportLimits.contactMax)
    /// A display reference, or a sign-in name.
    static let reference = APIType.text(1...200)
    /// A tag of RFC 5646, as long as its section 4.4.1 allows.
    static let language = APIType.text(2...35)

    /// - Throws: `GatewayError.badRequest`
    func check(_ value: APIValue, _ field: String) throws(GatewayError) {
        func refuse(_ expected: Expectation, _ found: Found? = nil) -> GatewayError {
            .badRequest(Misfit(field: field, expected: expected, found: found ?? value.found))
        }
        switch (self, value) {
        case (.text(let range), .text(let text)):
            let count = text.count
            // Blanks alone say nothing.
            let isBlank = range.lowerBound > 0 && !text.contains { !$0.isWhitespace }
            guard range.contains(count), !isBlank else {
                throw refuse(.text(range), .characters(isBlank ? 0 : count))
            }
        case (.key(let name), .text(let text)):
            guard Key<APIField>(text) != nil else { throw refuse(.named(name)) }
        case (.whole(let range), .whole(let number)):
            guard range.contains(number) else { throw refuse(.whole(range)) }
        case (.truth, .truth): break
        case (.time, .text(let text)):
            guard Instant(rfc3339: text) != nil else { throw refuse(.named("time")) }
        case (.choice(let words), .text(let text)):
            guard words.contains(text) else { throw refuse(.choice(words)) }
        case (.phone, .text(let text)):
            guard ReportForm.isPhone(Form.tidied(text)) else { throw refuse(.named("phone")) }
        case (.mail, .text(let text)):
            guard ReportForm.isMail(Form.tidied(text)) else { throw refuse(.named("mail")) }
        case (.label, .text(let text)):
            guard (try? LabelCode(text)) != nil else { throw refuse(.named("label")) }
        case (.ticket, .text(let text)):
            guard (try? TicketNumber(text)) != nil else { throw refuse(.named("ticket")) }
        case (.list(let type, let range), .list(let values)):
            guard range.contains(values.count) else { throw refuse(.items(range)) }
            for (index, value) in values.enumerated() { try type.check(value, "\(field)[\(index)]") }
        case (.object(let form), .object(let members)): try form.check(members, prefix: field + ".")
        default: throw refuse(expectation)
        }
    }

    /// What is said of a value of another kind.
    var expectation: Expectation {
        switch self {
        case .text(let range): .text(range)
        case .key(let name): .named(name)
        case .whole(let range): .whole(range)
        case .truth: .named("truth")
        case .time: .named("time")
        case .choice(let words): .choice(words)
        case .list(_, let range): .items(range)
        case .object: .named("object")
        case .phone: .named("phone")
        case .mail: .named("mail")
        case .label: .named("label")
        case .ticket: .named("ticket")
        }
    }

    /// A value of the query, which is text whatever it means.
    ///
    /// - Throws: `GatewayError.badRequest`
    func check(query text: String, _ field: String) throws(GatewayError) {
        switch self {
        case .whole:
            guard let number = Int64(text) else {
                throw .badRequest(Misfit(field: field, expected: expectation, found: .value(text)))
            }
            try check(.whole(number), field)
        default: try check(.text(text), field)
        }
    }
}

public import Facility
public import Ledger
public import TicketTracking
public import Wording

/// What letters are made of; ways to links are given by whoever knows the addresses.
public struct LetterSources: Sendable {
    public var tickets: any TicketStore
    public var register: Register
    public var policy: @Sendable () -> DeskPolicy
    public var book: Phrasebook
    public var siteName: LocalizedName
    /// What is spoken to whoever didn't say.
    public var language: Language
    /// As people dial it; nil: none.
    public var hotline: String?
    public var numbers: TicketNumberKey
    /// The whole address of a report's tracking page; nil: it has none.
    public var trackingURL: @Sendable (ReportRow) -> String?
    /// Of a ticket's page at the desk, by its number.
    public var deskURL: @Sendable (String) -> String
    /// By which a person says that an escalation was seen; nil: none is given out.
    ///
    /// The instant is the last at which it counts.
    public var acknowledgeURL: @Sendable (TicketID, Int64, PersonID, Instant) -> String?

    public init(
        tickets: any TicketStore, register: Register, policy: @escaping @Sendable () -> DeskPolicy,
        book: Phrasebook, siteName: LocalizedName, language: Language, hotline: String?,
        numbers: TicketNumberKey, trackingURL: @escaping @Sendable (ReportRow) -> String?,
        deskURL: @escaping @Sendable (String) -> String,
        acknowledgeURL: @escaping @Sendable (TicketID, Int64, PersonID, Instant) -> String? = {
            _, _, _, _ in nil
        }
    ) {
        self.tickets = tickets
        self.register = register
        self.policy = policy
        self.book = book
        self.siteName = siteName
        self.language = language
        self.hotline = hotline.flatMap { $0.isEmpty ? nil : $0 }
        self.numbers = numbers
        self.trackingURL = trackingURL
        self.deskURL = deskURL
        self.acknowledgeURL = acknowledgeURL
    }
}

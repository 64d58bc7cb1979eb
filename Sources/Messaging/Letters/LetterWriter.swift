public import Facility
public import Ledger
public import TicketTracking
public import Wording

/// A letter with the address it goes to.
public struct AddressedLetter: Hashable, Sendable {
    /// nil: it is a post to a channel.
    public var to: MailAddress?
    public var letter: Letter
}

/// Why a letter can't be written, ever or now.
public enum LetterRefusal: Error, Hashable, Sendable {
    /// There is no such ticket or event.
    case gone
    case noAddress
    /// The person was erased.
    case erased
    /// What was left isn't an address that mail goes to.
    case malformedAddress
    /// Who it is for can't sign in any more.
    case disabled
    /// It asks somebody to take on a ticket who may not even see it any more.
    case notTheirs

    /// For the list of dead messages.
    public var words: String {
        switch self {
        case .gone: "no such ticket any more"
        case .noAddress: "no address"
        case .erased: "erased"
        case .malformedAddress: "not an address that mail goes to"
        case .disabled: "account switched off"
        case .notTheirs: "the ticket had gone to others"
        }
    }
}

/// Writes what a delivery says, as things stand when it is sent.
public struct LetterWriter: Sendable {
    let sources: LetterSources

    public init(_ sources: LetterSources) { self.sources = sources }

    /// - Parameter robotLanguage: for a post to a channel.
    /// - Throws: `LetterRefusal`; what the stores throw.
    public func letter(
        for delivery: Delivery, robotLanguage: Language, at now: Instant
    ) async throws -> AddressedLetter {
        let events = try await sources.tickets.events(of: delivery.ticket)
        guard let event = events.first(where: { $0.envelope.number == delivery.event }),
            let ticket = try Ticket.folding(events)
        else { throw LetterRefusal.gone }
        let path = try await path(ticket)
        guard let person = delivery.person else {
            return AddressedLetter(
                to: nil,
                letter: staff(
                    ticket, path, delivery, robotLanguage, sight: .outline, since: event.envelope.recordedAt))
        }
        if delivery.template.hasPrefix("report."),
            let report = try await report(of: person, at: event.fact, in: events)
        {
            return try await reporter(report, ticket, event.fact, delivery)
        }
        guard let member = try await sources.register.store.person(person) else {
            throw LetterRefusal.noAddress
        }
        let language = member.language.flatMap { Language(tag: $0) } ?? sources.language
        let sight = TicketSight(
            of: ticket, at: path, for: sources.register.principal(member, at: now), on: now,
            under: sources.policy())
        let address = try Self.address(of: member)
        if sight == .nothing, MessageTemplates.asking.contains(delivery.template) {
            throw LetterRefusal.notTheirs
        }
        return AddressedLetter(
            to: address,
            letter: staff(
                ticket, path, delivery, language, sight: sight, since: event.envelope.recordedAt))
    }

    static func address(of member: Person) throws(LetterRefusal) -> MailAddress {
        if member.isDisabled { throw .disabled }
        guard let mail = member.mail else { throw .noAddress }
        guard let text = mail.value else { throw .erased }
        guard let address = MailAddress(text) else { throw .malformedAddress }
        return address
    }

    /// The report by which a person is told: the one that the fact is about, else the person's first.
    private func report(
        of person: PersonID, at fact: TicketFact, in events: [RecordedEvent<TicketFact>]
    ) async throws -> ReportRow? {
        let own = events.compactMap(\.fact.filed).filter { $0.reporter == person }.map(\.id)
        let about = fact.reportNamed.flatMap { own.contains($0) ? $0 : nil }
        guard let id = about ?? own.first else { return nil }
        return try await sources.tickets.report(id)
    }

    func path(_ ticket: Ticket) async throws -> [Place] {
        guard let place = ticket.place.place else { return [] }
        return try await sources.register.store.path(to: place)
    }

    func say(_ key: String, _ language: Language, _ values: [String: String] = [:]) -> String {
        sources.book.text(key, in: language, values) ?? key
    }
}

extension TicketFact {
    /// The report that it brings to the ticket.
    var filed: Report? {
        switch self {
        case .reported(let payload): payload.report
        case .joined(let payload): payload.report
        default: nil
        }
    }

    /// The one report that it is about.
    var reportNamed: ReportID? {
        switch self {
        case .reported(let payload): payload.report.id
        case .joined(let payload): payload.report.id
        case .appointed(let payload): payload.report
        case .appointmentMissed(let payload): payload.report
        case .appointmentCancelled(let payload): payload.report
        case .reporterAsked(let payload): payload.report
        case .urgeAnswered(let payload): payload.report
        default: nil
        }
    }
}

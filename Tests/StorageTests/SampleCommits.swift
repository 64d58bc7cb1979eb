import Facility
import Ledger
import TicketTracking

/// Commits as the repair desk and the register make them, numbered so that none repeats another.
enum SampleCommits {
    static let start = Instant(seconds: 1_788_000_000)

    static func command(_ number: Int) -> CommandID {
        CommandID(at: start, random: (UInt64(number), UInt64(number)))
    }

    /// A report with words and, where asked, a contact: three events, a ticket, a report, two deadlines, a
    /// person's key.
    static func report(
        _ number: Int, place: PlaceID = PlaceID(1), contact: Contact? = nil, words: String = "网口没有信号",
        fingerprint: [UInt8]? = nil
    ) -> TicketCommit {
        let (ticket, person) = (TicketID(Int64(number)), PersonID(Int64(number)))
        let stream = StreamID(.ticket, ticket.rawValue)
        let facts: [TicketFact] = [
            .reported(
                TicketFact.Reported(
                    report: Report(
                        id: ReportID(Int64(number)), reporter: person, channel: .scan, place: .at(place),
                        words: .clear(words, of: person), contact: contact.map { .clear($0, of: person) }))),
            .classified(TicketFact.Classified(category: nil, isHazard: false)),
            .commented(
                TicketFact.Commented(
                    words: .clear("第\(number)单", of: person), isPublic: false, report: ReportID(Int64(number))
                )),
        ]
        let drafts = facts.enumerated().map { index, fact in
            EventDraft(
                stream: stream, number: Int64(index + 1), actor: .reporter(person), channel: .scan,
                command: command(number), fact: fact)
        }
        let commit = Commit(
            command: command(number), fingerprint: fingerprint ?? Array("report \(number)".utf8),
            drafts: drafts,
            result: Array("{\"ticket\":\(number)}".utf8), newSubjects: [person])
        return TicketCommit(
            commit: commit, tickets: [row(number, place: place)],
            reports: [
                ReportRow(
                    id: ReportID(Int64(number)), ticket: ticket, reporter: person, reportedAt: start,
                    contact: contact)
            ], deadlines: deadlines(ticket),
            outbox: [])
    }

    static func row(
        _ number: Int, place: PlaceID? = PlaceID(1), state: TicketState = .reported, revision: Int64 = 3,
        priority: Priority = .normal, team: TeamKey? = nil
    ) -> TicketRow {
        TicketRow(
            id: TicketID(Int64(number)), state: state, place: place, isLocated: place != nil, device: nil,
            category: nil, isHazard: false, priority: priority, team: team, lead: nil,
            openedAt: start + .seconds(number), changedAt: start, responseDue: nil, resolutionDue: nil,
            holdUntil: nil, reportCount: 1, mergedInto: nil, revision: revision)
    }

    static func deadlines(_ ticket: TicketID) -> [Deadline] {
        [
            Deadline(ticket: ticket, kind: .response, due: start + .seconds(600)),
            Deadline(ticket: ticket, kind: .resolution, due: start + .seconds(86_400)),
        ]
    }

    /// The next event of a ticket that `report` made.
    static func comment(
        _ command: Int, on ticket: Int, number: Int64, words: String = "已联系楼管"
    ) -> TicketCommit {
        let fact = TicketFact.commented(
            TicketFact.Commented(words: .clear(words, of: PersonID(Int64(ticket))), isPublic: true))
        let draft = EventDraft(
            stream: StreamID(.ticket, Int64(ticket)), number: number, actor: .system("test"), channel: .desk,
            command: self.command(command), fact: fact)
        let commit = Commit(
            command: self.command(command), fingerprint: Array("comment \(command)".utf8), drafts: [draft],
            result: Array("{}".utf8))
        return TicketCommit(
            commit: commit, tickets: [row(ticket, revision: number)],
            deadlines: deadlines(TicketID(Int64(ticket))))
    }

    /// The next event of a ticket that `report` made: another organisation has it.
    static func refer(_ command: Int, ticket: Int, to key: String) throws -> TicketCommit {
        guard let organisation = OrganisationKey(key) else {
            throw FactError.unknownKind(EventKind(key, version: 1))
        }
        let fact = TicketFact.referred(
            TicketFact.Referred(organisation: organisation, due: start + .seconds(86_400)))
        let draft = EventDraft(
            stream: StreamID(.ticket, Int64(ticket)), number: 4, actor: .system("test"), channel: .desk,
            command: self.command(command), fact: fact)
        let commit = Commit(
            command: self.command(command), fingerprint: Array("refer \(command)".utf8), drafts: [draft],
            result: Array("{}".utf8))
        var row = row(ticket, state: .referred, revision: 4)
        row.referredTo = organisation
        return TicketCommit(commit: commit, tickets: [row])
    }

    /// The next event of a ticket that `report` made: its reporter is reached otherwise from now on.
    static func amend(_ command: Int, on ticket: Int, number: Int64, contact: Contact) -> TicketCommit {
        let (person, report) = (PersonID(Int64(ticket)), ReportID(Int64(ticket)))
        let fact = TicketFact.amended(
            TicketFact.Amended(report: report, contact: .clear(contact, of: person), isReachable: true))
        let draft = EventDraft(
            stream: StreamID(.ticket, Int64(ticket)), number: number, actor: .reporter(person), channel: .web,
            command: self.command(command), fact: fact)
        let commit = Commit(
            command: self.command(command), fingerprint: Array("amend \(command)".utf8), drafts: [draft],
            result: Array("{}".utf8))
        return TicketCommit(
            commit: commit, tickets: [row(ticket, revision: number)],
            reports: [
                ReportRow(
                    id: report, ticket: TicketID(Int64(ticket)), reporter: person, reportedAt: start,
                    contact: contact)
            ], deadlines: deadlines(TicketID(Int64(ticket))))
    }

    /// A commit of the register: each fact with the number that it has in its stream.
    static func register(
        _ number: Int, _ facts: [(StreamID, Int64, RegisterFact)], newSubjects: [PersonID] = []
    ) -> Commit {
        let drafts = facts.map { stream, inStream, fact in
            EventDraft(
                stream: stream, number: inStream, actor: .system("import"), channel: .imported,
                command: command(number), fact: fact)
        }
        return Commit(
            command: command(number), fingerprint: Array("register \(number)".utf8), drafts: drafts,
            result: Array("{}".utf8), newSubjects: newSubjects)
    }

    static func place(
        _ id: Int64, parent: Int64? = nil, kind: PlaceKind = .room, reference: String, zh: String? = nil,
        en: String? = nil, order: Int? = nil
    ) -> Place {
        Place(
            id: PlaceID(id), parent: parent.map { PlaceID($0) }, kind: kind, reference: reference,
            name: LocalizedName(zh: zh, en: en), externalIDs: [ExternalID(source: "csv", id: reference)],
            order: order)
    }

    static func added(_ place: Place) -> (StreamID, Int64, RegisterFact) {
        (StreamID(.place, place.id.rawValue), 1, .placeAdded(place))
    }
}

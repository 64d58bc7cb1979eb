import Facility
import Ledger
import TicketTracking

extension Gateway {
    /// What reporters said, in the order in which they did; those that say no more than "me too" stand together.
    func reportCards(
        _ ticket: Ticket, _ number: String, _ staff: StaffSession, _ events: [RecordedEvent<TicketFact>],
        _ voice: Voice
    ) async throws -> [TicketPage.ReportCard] {
        let path: [Place] = if let id = ticket.place.place { try await store.path(to: id) } else { [] }
        let mayReach = TicketCommandName.showContact.isAllowed(
            to: staff.principal, at: voice.now, on: ticket, path: path)
        let alike = Dictionary(grouping: ticket.reports) { BareReport($0.report) }
        var cards: [TicketPage.ReportCard] = []
        for (index, standing) in ticket.reports.enumerated() {
            if let bare = BareReport(standing.report), let all = alike[bare], all.count > 1 {
                guard all.first?.report.id == standing.report.id else { continue }
                cards.append(try await card(all, on: ticket, number, voice))
            } else {
                var contact = contactCard(
                    standing, ordinal: index + 1, on: ticket, number: number, staff, events, voice)
                if !mayReach { contact?.show = nil }
                cards.append(try await card(standing, on: ticket, number, contact, voice))
            }
        }
        return cards
    }

    /// Of several that say the same.
    private func card(
        _ alike: [ReportStanding], on ticket: Ticket, _ number: String, _ voice: Voice
    ) async throws -> TicketPage.ReportCard {
        var card = try await card(alike[0], on: ticket, number, nil, voice)
        card.heading =
            voice.say(
                "ticket.reportsAlike",
                [
                    "count": String(alike.count), "when": voice.span(alike.map(\.reportedAt)),
                    "channel": voice.say("channel.\(alike[0].report.channel.rawValue)"),
                ]) + (try await placeSuffix(alike[0].report, on: ticket, voice))
        return card
    }

    private func card(
        _ standing: ReportStanding, on ticket: Ticket, _ number: String,
        _ contact: TicketPage.ReportCard.Contact?, _ voice: Voice
    ) async throws -> TicketPage.ReportCard {
        let report = standing.report
        let photos = report.photos.map {
            TicketPage.ReportCard.Photo(
                link: Route.deskPhoto(number, $0.sha256).path, alt: voice.say("ticket.photoAlt"))
        }
        return TicketPage.ReportCard(
            heading: voice.say(
                "ticket.reportHeading",
                [
                    "when": voice.age(standing.reportedAt),
                    "channel": voice.say("channel.\(report.channel.rawValue)"),
                ]) + (try await placeSuffix(report, on: ticket, voice)),
            words: report.words.map { $0.value ?? voice.say("ticket.erased") },
            elsewhere: report.notThisPlace.map {
                voice.say("ticket.elsewhere", ["words": $0.value ?? voice.say("ticket.erased")])
            }, contact: contact, photos: photos, hasPhotos: !photos.isEmpty)
    }

    /// Where it was reported, where that isn't the ticket's place.
    private func placeSuffix(_ report: Report, on ticket: Ticket, _ voice: Voice) async throws -> String {
        guard let id = report.place.place, id != ticket.place.place else { return "" }
        return try await store.path(to: id).suffix(2).map { " · " + voice.name($0.name) }.joined()
    }
}

/// A report that says nothing but what it is about: no words, no photos, nobody to reach.
private struct BareReport: Hashable {
    var channel: Channel
    var place: PlaceID?
    var category: FaultCategoryKey?
    var isHazard: Bool

    /// - Returns: nil for one that says more.
    init?(_ report: Report) {
        guard report.words == nil, report.notThisPlace == nil, report.place.isLocated,
            report.contact == nil, !report.isReachable, report.photos.isEmpty
        else { return nil }
        (channel, place) = (report.channel, report.place.place)
        (category, isHazard) = (report.category, report.isHazard)
    }
}

extension Voice {
    /// The first and the last of several moments in the past, in words.
    ///
    /// - Parameter moments: at least one, in order.
    func span(_ moments: [Instant]) -> String {
        let (first, last) = (moments.first.map(age) ?? "", moments.last.map(age) ?? "")
        return first == last ? first : say("time.span", ["first": first, "last": last])
    }
}

import Facility
import Ledger
import TicketTracking

extension Gateway {
    /// Numbers are shown one by one to whoever works on a ticket; nobody goes through them all.
    ///
    /// - Throws: `GatewayError.tooManyContacts`
    func countLook(of staff: StaffSession) throws(GatewayError) {
        guard let wait = contactLooks.attempt(String(staff.person.id.rawValue), at: clock()) else { return }
        throw .tooManyContacts(
            max: settings.limits.contactsPerHour, seconds: max(1, wait.components.seconds))
    }

    /// Until when somebody who asked for it goes on seeing how a report's reporter is reached; nil: it is masked.
    func contactShown(
        _ report: ReportID, to staff: StaffSession, _ events: [RecordedEvent<TicketFact>], at now: Instant
    ) -> Instant? {
        let last = events.last { event in
            let isOwn = event.envelope.actor.person == staff.person.id
            return switch event.fact {
            case .contactShown(let payload): isOwn && payload.report == report
            case .contactRevealed(let payload): isOwn && payload.report == report
            // What was shown for a call is gone once the call is recorded, or was answered without.
            case .followedUp(let payload): payload.report == report
            default: false
            }
        }
        guard let last else { return nil }
        if case .followedUp = last.fact { return nil }
        let until = last.envelope.recordedAt + .seconds(settings.limits.contactSeconds)
        return now < until ? until : nil
    }

    /// How a reporter is reached: masked, with the form that shows it, until whoever looks at the page has asked for it.
    func contactCard(
        _ standing: ReportStanding, ordinal: Int, on ticket: Ticket, number: String, _ staff: StaffSession,
        _ events: [RecordedEvent<TicketFact>], _ voice: Voice
    ) -> TicketPage.ReportCard.Contact? {
        guard let contact = standing.report.contact?.value else { return nil }
        if !staff.isForKeeping,
            let until = contactShown(standing.report.id, to: staff, events, at: voice.now)
        {
            return TicketPage.ReportCard.Contact(
                link: contact.phone.flatMap { TelephoneLink($0)?.address }
                    ?? contact.mail.map { "mailto:" + $0 },
                text: [contact.name, contact.phone, contact.mail].compactMap { $0 }.joined(separator: " · "),
                until: voice.say("staff.contactUntil", ["when": voice.when(until)]))
        }
        let parts = [contact.name, contact.maskedPhone, contact.maskedMail].compactMap { $0 }
        var card = TicketPage.ReportCard.Contact(text: parts.joined(separator: " · "))
        guard contact.isReachable, ticket.state.isOpen || ticket.state == .resolved else { return card }
        card.show = TicketPage.ReportCard.Contact.Show(
            action: Route.deskAct(number, .contact).path, csrf: staff.csrf,
            key: newKey(at: voice.now).description, report: ordinal, id: "purpose-\(ordinal)",
            options: ContactPurpose.allCases.map {
                TicketPage.Choice.Option(
                    value: $0.rawValue, name: voice.say("purpose.\($0.rawValue)"), isChosen: false)
            })
        return card
    }

    /// The contacts of a ticket for programs: in clear only those that whoever asks has been shown.
    func apiContacts(
        _ ticket: Ticket, _ staff: StaffSession, _ events: [RecordedEvent<TicketFact>], at now: Instant
    ) -> [APIContact] {
        ticket.reports.enumerated().compactMap { index, standing in
            guard let contact = standing.report.contact?.value else { return nil }
            let until = contactShown(standing.report.id, to: staff, events, at: now)
            return APIContact(
                report: index + 1, name: contact.name,
                phone: until == nil ? contact.maskedPhone : contact.phone,
                mail: until == nil ? contact.maskedMail : contact.mail, shownUntil: until.map(Self.text))
        }
    }
}

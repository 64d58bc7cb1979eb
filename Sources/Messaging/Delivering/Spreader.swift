import Crypto
import Facility
import Ledger
import TicketTracking

/// Turns an entry of the outbox into deliveries: to whom, by which channel, not before when.
struct Spreader {
    var finder: RecipientFinder
    let channels: ChannelSet
    let site: SiteID
    /// What is older is told to nobody any more, but listed.
    static let ageMax = Duration.seconds(2 * 86_400)
    /// More of one team or role aren't written to.
    static let peopleMax = 50

    /// - Parameters:
    ///   - ticket: the entry's; nil: there is none any more.
    ///   - events: of the ticket.
    /// - Returns: at least one: where nobody is reached, or not everybody, a dead one that says so.
    func deliveries(
        of entry: OutboxEntry, _ ticket: Ticket?, _ events: [RecordedEvent<TicketFact>], at now: Instant
    ) -> [Delivery] {
        guard let ticket, let event = events.first(where: { $0.envelope.number == entry.event })
        else { return [dead(entry, "no such ticket any more", now)] }
        if ticket.isPractice { return [practised(entry, now)] }
        let wanted = max(event.envelope.recordedAt, entry.notBefore ?? event.envelope.recordedAt)
        if now - wanted > Self.ageMax { return [dead(entry, "too late: older than two days", now)] }
        let urgent = ticket.mayHurt
        if case .person(let id) = entry.recipient {
            return [personal(entry, id, events, isUrgent: urgent, at: now)]
        }
        var found: [Delivery] = []
        for use in channels.uses(for: entry.recipient) {
            switch use {
            case .members: found += members(entry, isUrgent: urgent, at: now)
            case .post(let key): found.append(post(entry, key, isUrgent: urgent, at: now))
            }
        }
        if found.isEmpty { return [dead(entry, "no address: \(words(entry.recipient))", now)] }
        return found
    }

    private func members(_ entry: OutboxEntry, isUrgent: Bool, at now: Instant) -> [Delivery] {
        guard channels.mail != nil else { return [] }
        let all = people(entry.recipient, at: now).filter { $0.mail?.value != nil }
        let told = all.prefix(Self.peopleMax).map { person in
            waiting(
                entry, ChannelSet.mailKey, person.id, isUrgent: isUrgent,
                due: isUrgent || finder.isOnDuty(person, at: now) ? now : opening(now), at: now)
        }
        if told.count == all.count { return told }
        let cut =
            "too many: \(words(entry.recipient)) has \(all.count) with an address, \(told.count) are told"
        return told + [dead(entry, cut, now)]
    }

    private func post(_ entry: OutboxEntry, _ key: ChannelKey, isUrgent: Bool, at now: Instant) -> Delivery {
        // A group of people is left in peace at night unless one of them is at work; a program never sleeps.
        let isAwake =
            channels.webhooks[key] != nil || isUrgent
            || people(entry.recipient, at: now).contains { finder.isOnDuty($0, at: now) }
        return waiting(
            entry, key, nil, isUrgent: isUrgent, due: isAwake ? now : opening(now), at: now)
    }

    private func people(_ recipient: OutboxEntry.Recipient, at now: Instant) -> [Person] {
        switch recipient {
        case .person(let id): finder.person(id).map { [$0] } ?? []
        case .team(let team): finder.members(of: team, at: now)
        case .role(let role, let team): finder.holders(of: role, for: team, at: now)
        }
    }

    /// To one of the staff or to whoever reported.
    private func personal(
        _ entry: OutboxEntry, _ id: PersonID, _ events: [RecordedEvent<TicketFact>], isUrgent: Bool,
        at now: Instant
    ) -> Delivery {
        let member = finder.person(id)
        let standing = entry.template.hasPrefix("report.") ? Contact.standing(of: id, in: events) : nil
        let hasMail = standing?.mail != nil || member?.mail?.value != nil
        guard hasMail else {
            if standing?.phone != nil { return settled(entry, id, .byPhone, "a phone number only", now) }
            return settled(entry, id, .dead, "no address", now)
        }
        guard channels.mail != nil else { return settled(entry, id, .dead, "no mail server", now) }
        // Whoever has just reported is awake.
        let isAwake =
            isUrgent || entry.template == "report.received"
            || (member.map { finder.isOnDuty($0, at: now) } ?? false)
        return waiting(
            entry, ChannelSet.mailKey, id, isUrgent: isUrgent, due: isAwake ? now : opening(now), at: now)
    }

    private func opening(_ now: Instant) -> Instant {
        channels.quietHours?.opening(from: now, in: finder.policy.zone) ?? now
    }

    private func waiting(
        _ entry: OutboxEntry, _ channel: ChannelKey, _ person: PersonID?, isUrgent: Bool, due: Instant,
        at now: Instant
    ) -> Delivery {
        Delivery(
            id: id(entry, channel, person), ticket: entry.ticket, event: entry.event,
            template: entry.template, recipient: entry.recipient, channel: channel, person: person,
            isUrgent: isUrgent, due: due, since: due)
    }

    private func settled(
        _ entry: OutboxEntry, _ person: PersonID, _ state: Delivery.State, _ why: String, _ now: Instant
    ) -> Delivery {
        Delivery(
            id: id(entry, ChannelSet.mailKey, person), ticket: entry.ticket, event: entry.event,
            template: entry.template, recipient: entry.recipient, channel: ChannelSet.mailKey,
            person: person, state: state, due: now, since: now, settledAt: now, remark: why)
    }

    /// Listed, so that whoever practises sees who would have been told.
    private func practised(_ entry: OutboxEntry, _ now: Instant) -> Delivery {
        var delivery = dead(entry, "practice", now)
        delivery.state = .needless
        return delivery
    }

    func dead(_ entry: OutboxEntry, _ why: String, _ now: Instant) -> Delivery {
        Delivery(
            id: id(entry, nil, nil), ticket: entry.ticket, event: entry.event, template: entry.template,
            recipient: entry.recipient, channel: nil, person: nil, state: .dead, due: now, since: now,
            settledAt: now, remark: why)
    }

    /// The same for the same message to the same receiver, whoever spreads it: who is told as one of a team and by a role
    /// is told once.
    private func id(_ entry: OutboxEntry, _ channel: ChannelKey?, _ person: PersonID?) -> String {
        let parts = [
            "\(site)", "\(entry.ticket)", "\(entry.event)", entry.template, channel?.rawValue ?? "",
            person.map { "\($0)" } ?? "", channel == nil ? words(entry.recipient) : "",
        ]
        return SHA256.hash(data: Array(parts.joined(separator: "\n").utf8)).prefix(16)
            .map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    private func words(_ recipient: OutboxEntry.Recipient) -> String {
        switch recipient {
        case .person(let id): "person \(id)"
        case .team(let team): "team \(team)"
        case .role(let role, let team): "\(role.rawValue)\(team.map { " of \($0)" } ?? "")"
        }
    }
}

extension Contact {
    /// How a reporter is reached as things stand in a ticket; nil: no report of that person has a contact.
    static func standing(of person: PersonID, in events: [RecordedEvent<TicketFact>]) -> Contact? {
        var contacts: [ReportID: Contact?] = [:]
        for event in events {
            if let report = event.fact.filed, report.reporter == person {
                contacts[report.id] = report.contact?.value
            }
            if case .amended(let payload) = event.fact, contacts[payload.report] != nil {
                contacts[payload.report] = payload.contact.value
            }
        }
        let known = contacts.sorted { $0.key < $1.key }.compactMap(\.value)
        return known.first { $0.mail != nil } ?? known.first
    }
}

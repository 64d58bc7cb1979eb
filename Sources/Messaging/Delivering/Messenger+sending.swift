import Facility
import Foundation
import Ledger
import TicketTracking
import Wording

extension Messenger {
    /// - Returns: whether there may be more.
    func send(_ round: inout Round) async throws -> Bool {
        let now = clock()
        let claimed = try await store.claimDeliveries(
            at: now, leaseUntil: now + Self.lease, resting: state.resting(at: now),
            limit: Self.deliveriesAtOnce)
        if claimed.isEmpty { return false }
        let lanes = Self.lanes(claimed)
        try await withThrowingTaskGroup(of: Round.self) { group in
            for lane in lanes {
                group.addTask { try await send(lane, before: now + Self.lease - Self.sendMax) }
            }
            for try await part in group {
                round.sent += part.sent
                round.failed += part.failed
                round.dead += part.dead
            }
        }
        return true
    }

    /// Each channel's by itself, and mails in several lanes.
    private static func lanes(_ claimed: [Delivery]) -> [[Delivery]] {
        Dictionary(grouping: claimed, by: \.channel).flatMap { channel, deliveries in
            guard channel == ChannelSet.mailKey else { return [deliveries] }
            // What goes to one reader stays in order.
            return (0..<mailLanes).map { lane in
                deliveries.filter { Int(($0.person?.rawValue ?? 0) % Int64(mailLanes)) == lane }
            }
        }
    }

    private func send(_ lane: [Delivery], before end: Instant) async throws -> Round {
        var round = Round()
        for delivery in lane {
            let now = clock()
            let outcome: SendOutcome =
                if now >= end || Task.isCancelled {
                    .later(now)
                } else if let channel = delivery.channel, state.resting(at: now).contains(channel) {
                    .later(now + Self.rest)
                } else {
                    await outcome(of: delivery, at: now)
                }
            let settled = after(outcome, delivery, at: clock())
            guard try await store.settle(settled, claimedAs: delivery.attempts) else { continue }
            switch settled.state {
            case .sent:
                round.sent += 1
                if let channel = delivery.channel, state.wake(channel) {
                    try await store.hasten(channel, at: clock())
                }
            case .dead: round.dead += 1
            case .waiting where settled.attempts == delivery.attempts: round.failed += 1
            default: break
            }
        }
        return round
    }

    /// The delivery as it stands after a try.
    private func after(_ outcome: SendOutcome, _ delivery: Delivery, at now: Instant) -> Delivery {
        var next = delivery
        switch outcome {
        case .accepted(let receipt): (next.state, next.settledAt, next.remark) = (.sent, now, receipt)
        case .refused(let why): (next.state, next.settledAt, next.remark) = (.dead, now, why)
        case .needless(let why): (next.state, next.settledAt, next.remark) = (.needless, now, why)
        case .later(let instant): (next.attempts, next.due) = (delivery.attempts - 1, max(instant, now))
        case .failed(let why): next.postpone(why, isChannelDown: false, at: now)
        case .channelDown(let why):
            next.postpone(why, isChannelDown: true, at: now)
            if let channel = delivery.channel { state.fail(channel, until: now + Self.rest) }
        }
        next.remark = next.remark.map { String($0.prefix(Delivery.remarkMax)) }
        return next
    }

    private func outcome(of delivery: Delivery, at now: Instant) async -> SendOutcome {
        do {
            let written = try await LetterWriter(sources).letter(
                for: delivery, robotLanguage: ways.language(of: delivery.channel, else: sources.language),
                at: now)
            return try await send(written, delivery, at: now)
        } catch let refusal as LetterRefusal {
            return refusal == .notTheirs ? .needless(refusal.words) : .refused(refusal.words)
        } catch {
            // A ticket that can't be read holds up no other; errors of that kind name no person.
            return .failed("can't be written: \(type(of: error))")
        }
    }

    private func send(_ written: AddressedLetter, _ delivery: Delivery, at now: Instant) async throws
        -> SendOutcome
    {
        guard let channel = delivery.channel else { return .refused("no channel") }
        if let to = written.to { return await send(written.letter, to: to, id: delivery.id, at: now) }
        if let webhook = ways.webhooks[channel] {
            let body = try await WebhookBody(
                sources, delivery, url: written.letter.links.first?.url ?? "", at: now
            ).bytes()
            return await webhook.send(body, id: delivery.id, at: now, by: ways.client)
        }
        guard let robot = ways.robots[channel] else { return .refused("channels.yaml has no \(channel)") }
        if let free = state.take(channel, at: now) {
            state.rest(channel, until: free)
            return .later(free)
        }
        return await robot.send(written.letter.markdown, at: now, by: ways.client)
    }

    /// A letter by mail.
    ///
    /// - Parameter id: the same for the same message.
    func send(_ letter: Letter, to address: MailAddress, id: String, at now: Instant) async -> SendOutcome {
        guard let server = ways.channels.mail, let mail = ways.mail else { return .refused("no mail server") }
        let domain = server.from.text.split(separator: "@").last.map(String.init) ?? "localhost"
        let tag = letter.language.rawValue
        let name = server.name.text(in: tag)
        return await mail.send(
            MailMessage(
                from: server.from, fromName: name.isEmpty ? sources.siteName.text(in: tag) : name,
                replyTo: server.replyTo, to: address, subject: letter.subject,
                messageID: "mendmark.\(id)@\(domain)", date: now, language: tag, text: letter.text,
                html: letter.html))
    }
}

extension Delivery {
    /// Waits for the next try, or is given up.
    fileprivate mutating func postpone(_ why: String, isChannelDown: Bool, at now: Instant) {
        remark = why
        if let pause = Backoff.pause(
            afterAttempt: attempts, age: now - since, isChannelDown: isChannelDown)
        {
            due = now + pause
        } else {
            (state, settledAt, remark) = (.dead, now, "given up after \(attempts) tries: \(why)")
        }
    }
}

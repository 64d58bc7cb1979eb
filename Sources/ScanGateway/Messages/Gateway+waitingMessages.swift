import Facility
import Ledger
import TicketTracking

extension Gateway {
    private static let waitingShown = 50
    private static let sentShown = 20

    /// What isn't dead.
    struct MessageOutlook {
        var channels: [MessagesPage.Channel]
        var waiting: [MessagesPage.Brief]
        /// nil: all that waits is listed.
        var cut: String?
        var sent: [MessagesPage.Brief]
    }

    func outlook(_ store: any DeliveryStore, _ voice: Voice) async throws -> MessageOutlook {
        let channels = try await store.waiting(at: voice.now).sorted(by: WaitingDeliveries.isFirst)
        let waiting = try await store.waitingDeliveries(at: voice.now, limit: Self.waitingShown)
        let all = channels.reduce(0) { $0 + ($1.channel == nil ? 0 : $1.count) }
        return MessageOutlook(
            channels: channels.map { channel($0, voice) },
            waiting: try await briefs(waiting, voice),
            cut: all > waiting.count ? voice.count("messages.waitingCut", waiting.count) : nil,
            sent: try await briefs(try await store.deliveries(.sent, limit: Self.sentShown), voice))
    }

    private func channel(_ waiting: WaitingDeliveries, _ voice: Voice) -> MessagesPage.Channel {
        func since(_ instant: Instant) -> String {
            voice.say(
                "messages.since", ["when": voice.when(instant), "age": voice.length(voice.now - instant)])
        }
        return MessagesPage.Channel(
            sentence: voice.say(
                "messages.waitingBy",
                [
                    "count": String(waiting.count), "channel": name(waiting.channel, voice),
                    "since": since(waiting.since),
                ]),
            danger: waiting.urgentSince.map {
                voice.say(
                    "messages.waitingDanger", ["count": String(waiting.urgentCount), "since": since($0)])
            },
            why: waiting.remark.map { voice.say("messages.lastTry", ["why": $0]) },
            isLate: voice.now - waiting.since > WaitingDeliveries.waitMax)
    }

    private func name(_ channel: ChannelKey?, _ voice: Voice) -> String {
        guard let channel else { return voice.say("messages.notHandedOut") }
        return channel == ChannelSet.mailKey ? voice.say("messages.mail") : channel.rawValue
    }

    private func briefs(_ deliveries: [Delivery], _ voice: Voice) async throws -> [MessagesPage.Brief] {
        var briefs: [MessagesPage.Brief] = []
        for delivery in deliveries {
            let number = TicketNumber(of: delivery.ticket, under: numbers).description
            let when = delivery.settledAt ?? delivery.since
            briefs.append(
                MessagesPage.Brief(
                    sentence: voice.say("message.\(delivery.template)"), isUrgent: delivery.isUrgent,
                    ticket: number, link: Route.deskTicket(number).path,
                    receiver: try await way(delivery, voice), when: voice.when(when),
                    exact: voice.exact(when),
                    remark: delivery.remark))
        }
        return briefs
    }

    /// To whom, and by which channel.
    private func way(_ delivery: Delivery, _ voice: Voice) async throws -> String {
        voice.say(
            "messages.way",
            ["who": try await receiver(delivery, voice), "channel": name(delivery.channel, voice)])
    }
}

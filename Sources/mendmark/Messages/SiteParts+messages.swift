import AsyncHTTPClient
import Facility
import Ledger
import Messaging
import ScanGateway
import Sealing
import Storage
import TicketTracking

extension SiteParts {
    var messageSetup: MessageSetup { MessageSetup(parts: self) }

    var messageOperator: MessageOperator {
        MessageOperator(
            store: storage, register: storage, numbers: numbers, zone: zone,
            test: { receiver, now in
                try await withMessenger { try await test(receiver, with: $0, at: now) }
            },
            ways: { now in try await withMessenger { try await deskWays($0, at: now) } })
    }

    /// - Parameter body: is given nil where the site has no `channels.yaml`.
    private func withMessenger<Value>(_ body: (Messenger?) async throws -> Value) async throws -> Value {
        let client = HTTPPostClient.makeClient()
        do {
            let value = try await body(try messageSetup.messenger(client: HTTPPostClient(client)))
            try? await client.shutdown()
            return value
        } catch {
            try? await client.shutdown()
            throw error
        }
    }

    private var mark: ChannelMark { ChannelMark(secret: secret, site: storage.site) }

    /// Remembers what was accepted.
    private func test(
        _ receiver: String, with messenger: Messenger?, at now: Instant
    ) async throws -> MessageTest? {
        guard let messenger else {
            return MessageTest(isAccepted: false, answer: "the site has no channels.yaml")
        }
        let id = [RandomSource.bits(), RandomSource.bits()].map { bits in
            let digits = String(bits, radix: 16)
            return String(repeating: "0", count: 16 - digits.count) + digits
        }.joined()
        if let channel = ChannelKey(receiver), let address = messenger.address(of: channel),
            let outcome = await messenger.test(channel, id: id, at: now)
        {
            return try await remember(outcome, id, channel, nil, address, now)
        }
        guard let member = try await storage.person(identity: .password(receiver)) else { return nil }
        let outcome = await messenger.test(mailTo: member, id: id, at: now)
        return try await remember(
            outcome, id, ChannelSet.mailKey, member.id, member.mail?.value ?? "", now)
    }

    private func remember(
        _ outcome: SendOutcome, _ id: String, _ channel: ChannelKey, _ person: PersonID?, _ address: String,
        _ now: Instant
    ) async throws -> MessageTest {
        switch outcome {
        case .accepted(let receipt):
            try await storage.record(
                ChannelTest(
                    id: id, channel: channel, person: person, at: now, receipt: receipt, mark: mark(address)))
            return MessageTest(isAccepted: true, answer: receipt)
        case .refused(let why), .needless(let why), .failed(let why), .channelDown(let why):
            return MessageTest(isAccepted: false, answer: why)
        case .later: return MessageTest(isAccepted: false, answer: "it takes no more in this minute")
        }
    }

    /// Of each team that is asked where nobody else is.
    private func deskWays(_ messenger: Messenger?, at now: Instant) async throws -> [DeskWays] {
        let tests = try await storage.channelTests()
        var found: [DeskWays] = []
        for team in dutyDesks {
            let ways = try await messenger?.ways(of: team, tests: tests, mark: { mark($0) }, at: now) ?? []
            found.append(
                DeskWays(
                    team: team.rawValue,
                    ways: ways.map { way in
                        let name = way.person.map { "\($0.name.value ?? "somebody") by mail" }
                        return .init(name: name ?? way.channel.rawValue, isTested: way.testedAt != nil)
                    }))
        }
        return found
    }

    /// The duty desk (值班台) of the rules; where they name none, every team.
    private var dutyDesks: [TeamKey] {
        let policy = desk.policy
        return policy.dispatch.dutyDesk.map { [$0] } ?? policy.teams.map(\.key)
    }
}
